"""Chinese sentences around names: Latin stands apart from Han, Han does not."""

import pytest

from locales.spacing import Spaced


@pytest.mark.parametrize(
    ("text", "values", "read"),
    [
        ("{region}增加 {amount}", {"region": "East", "amount": "¥3 万"}, "East 增加 ¥3 万"),
        ("{region}增加 {amount}", {"region": "华东", "amount": "¥3 万"}, "华东增加 ¥3 万"),
        ("来自 {name} 的销售额", {"name": "华东"}, "来自华东的销售额"),
        ("来自 {name} 的销售额", {"name": "East"}, "来自 East 的销售额"),
        ("来自{name}的销售额", {"name": "3M中国"}, "来自 3M中国的销售额"),
        ("截至{day}，{n:,}家", {"day": "2026年9月30日", "n": 1200}, "截至 2026年9月30日，1,200 家"),
        ("（{a}）{b}{c}", {"a": "East", "b": "A", "c": "类"}, "（East）A 类"),
        ("{a} {b}", {"a": "华东", "b": "华南"}, "华东 华南"),
        ("{share}的{{客户}}", {"share": "80%"}, "80% 的{客户}"),
        ("无", {}, "无"),
    ],
)
def test_the_seams_of_values(text: str, values: dict[str, object], read: str) -> None:
    assert Spaced(text).format(**values) == read

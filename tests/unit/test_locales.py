"""Every text has its translation, says the same things, and uses the words of the field."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

import locales
from locales import LANGUAGES, _, ngettext
from locales.update import ROOMS, extracted, is_translated, kept, messages

ROOT = Path(__file__).parents[2]
WORDS = {
    "as-of date": "统计截止日",
    "window": "统计周期",
    "scope": "筛选范围",
    "ruler": "评分标准",
    "moving": "浮动标准",
    "frozen": "固定标准",
    "split": "高低分界",
    "tier": "客户等级",
    "borderline": "临界",
    "lapsed": "周期内未采购",
    "never purchased": "从未采购",
    "unassigned": "未归户",
    "migration": "客户分层迁移",
    "pareto": "二八分析",
    "abc classes": "ABC 分类",
    "whale curve": "利润鲸鱼曲线",
    "lose one account": "失去单一客户测算",
    "bridge": "销售变动桥",
    "nrr": "净收入留存率",
    "grr": "总收入留存率",
    "expansion": "增购",
    "contraction": "减购",
    "returning": "回流",
    "product gaps": "产品空白",
    "rising accounts": "潜在大客户",
    "key account": "大客户",
    "logo churn": "客户流失率",
    "revenue churn": "金额流失率",
    "preventable": "可挽回",
    "breadth warning": "品类收窄预警",
    "rhythm": "采购节奏",
    "reorder due": "应补货",
    "late": "逾期未采购",
    "at risk": "有流失风险",
    "lost": "已流失",
    "won back": "赢回",
    "buying centre": "采购决策链",
    "claimed": "自评",
    "proven": "有据",
    "not assessed": "未评估",
    "pipeline": "商机",
    "gate": "关键节点",
    "stalled": "停滞",
    "slipped": "延期",
    "dso": "应收账款周转天数",
    "ageing": "账龄",
    "restatement": "数据更正记录",
    "data version": "数据版本",
    "monthly pack": "月报包",
    # the seven reasons, the four levels, the eight segments
    "natural attrition": "自然流失",
    "customer service": "客户服务",
    "delivery time": "交期",
    "quality": "质量",
    "price": "价格因素",
    "product offering": "业务提供",
    "competitor": "对手竞争",
    "buyer–seller": "买卖关系",
    "preferred supplier": "优先供应商",
    "partner": "合作伙伴",
    "strategic alliance": "战略联盟",
    "important value": "重要价值客户",
    "important keep": "重要保持客户",
    "important develop": "重要发展客户",
    "important win-back": "重要挽留客户",
    "general value": "一般价值客户",
    "general keep": "一般保持客户",
    "general develop": "一般发展客户",
    "general win-back": "一般挽留客户",
}
"""The labels that the field uses: a text that is one of these words reads exactly so."""
MENU = {
    "Home": "总览",
    "Value": "客户价值",
    "Sales": "销售",
    "Risk": "流失风险",
    "Relationships": "客户关系",
    "Data": "数据",
    "Share": "分享",
    "Settings": "设置",
}
PHRASES = (
    *("as-of date", "never purchased", "key account", "logo churn", "revenue churn", "won back"),
    *(
        "not assessed",
        "data version",
        "unassigned",
        "borderline",
        "preventable",
        "natural attrition",
    ),
)
"""Words that mean one thing wherever they stand: every text with them has the field's word."""
SHOWN = (
    *("As-of date", "Borderline", "Never purchased", "Unassigned", "Late", "At risk"),
    *("Key account", "Not assessed", "Natural attrition", "Strategic alliance"),
)
"""Words that must be on a page in exactly this form."""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    locales.use("en")
    yield
    locales.use("en")


@pytest.fixture(scope="module")
def texts() -> Catalog:
    return extracted()


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return kept(request.param)


def english_forms(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)[^}]*\}", text))


def calls() -> Iterator[tuple[Path, ast.Call, bool]]:
    """Every call of _ and ngettext in the code, and whether it is made on import."""
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    for path in [ROOT / "app.py", *files]:
        tree = ast.parse(path.read_text())
        late = {
            id(node)
            for function in ast.walk(tree)
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            for node in ast.walk(function)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"_", "ngettext"}:
                yield path, node, id(node) not in late


def test_every_text_is_translated(texts: Catalog, catalogue: Catalog) -> None:
    missing = []
    for message in messages(texts):
        found = catalogue.get(english_forms(message)[0])
        if found is None or not is_translated(found):
            missing.append(message.id)
    assert missing == [], f"run `make texts`, then translate these to {catalogue.locale}"


def test_no_text_is_kept_that_nobody_says(texts: Catalog, catalogue: Catalog) -> None:
    said = {english_forms(message) for message in messages(texts)}
    assert [m.id for m in messages(catalogue) if english_forms(m) not in said] == []


def test_english_says_what_the_code_says() -> None:
    assert [m.id for m in messages(kept("en")) if forms(m) != english_forms(m)] == []


def test_placeholders_are_the_same_in_every_language(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        known = set().union(*(placeholders(text) for text in english_forms(message)))
        least = set.intersection(*(placeholders(text) for text in english_forms(message)))
        for text in forms(message):
            assert least <= placeholders(text) <= known, message.id


def test_texts_are_written_where_they_can_be_found(texts: Catalog) -> None:
    said = {form for message in messages(texts) for form in english_forms(message)}
    for path, call, _is_early in calls():
        first = call.args[0]
        assert isinstance(first, ast.Constant), f"{path}:{call.lineno} is not a plain text"
        assert first.value in said, f"{path}:{call.lineno} stands inside an f-string"


def test_no_text_is_translated_on_import() -> None:
    """But on the pages themselves, which run anew for every view."""
    early = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, call, is_early in calls()
        if is_early and not is_page(path.relative_to(ROOT))
    ]
    assert early == []


def is_page(path: Path) -> bool:
    return path.parts[0] == "pages" and "parts" not in path.parts and len(path.parts) <= 3


@pytest.mark.parametrize(("word", "chinese"), WORDS.items())
def test_words_of_the_field_are_kept_to_the_letter(word: str, chinese: str) -> None:
    for message in messages(kept("zh_CN")):
        if any(text.lower() == word for text in english_forms(message)):
            assert forms(message) == (chinese,)


@pytest.mark.parametrize(("section", "chinese"), MENU.items())
def test_sections_of_the_menu(section: str, chinese: str) -> None:
    message = kept("zh_CN").get(section)
    assert message is None or forms(message) == (chinese,)


@pytest.mark.parametrize("word", PHRASES)
def test_words_of_the_field_are_kept_inside_sentences(word: str) -> None:
    says = re.compile(rf"\b{re.escape(word)}s?\b", re.IGNORECASE)
    for message in messages(kept("zh_CN")):
        if any(says.search(text) for text in english_forms(message)):
            assert all(WORDS[word] in text for text in forms(message)), message.id


def test_the_words_of_the_pages_are_in_the_catalogue(texts: Catalog) -> None:
    said = {form for message in messages(texts) for form in english_forms(message)}
    assert set(SHOWN) <= said


def test_the_language_can_be_switched() -> None:
    assert (locales.language(), _("Late")) == ("en", "Late")
    locales.use("zh_CN")
    assert (locales.language(), _("Late")) == ("zh_CN", "逾期未采购")
    assert ngettext("{n} account", "{n} accounts", 2).format(n=2) == "2 家客户"


def test_plural_forms_follow_the_language() -> None:
    assert [ngettext("{n} account", "{n} accounts", n).format(n=n) for n in (0, 1, 2)] == [
        "0 accounts",
        "1 account",
        "2 accounts",
    ]


@pytest.mark.parametrize("hostile", ["", "de", "../../etc/passwd", "zh_CN\n"])
def test_a_language_that_we_do_not_have_is_english(hostile: str) -> None:
    locales.use(hostile)
    assert locales.language() == "en"


def test_a_text_without_a_translation_reads_in_english() -> None:
    locales.use("zh_CN")
    assert _("a text " + "that nobody wrote") == "a text that nobody wrote"

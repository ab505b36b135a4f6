"""Currencies by name: 人民币, 美元, US Dollar; and the lines above a table that say one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale

from data.ingest import context
from data.ingest.values.numbers import currency_of

_NAMES: Mapping[str, str] = {
    "USD": "us dollar, united states dollar, 美元, 美金",
    "EUR": "euro, 欧元, 歐元",
    "GBP": "british pound, pound sterling, 英镑, 英鎊",
    "CNY": "chinese yuan, yuan, renminbi, yuan renminbi, 人民币, 人民幣, 人民币元, 元",
    "JPY": "japanese yen, yen, 日元, 日圆, 日圓, 日币",
    "HKD": "hong kong dollar, 港元, 港币, 港幣",
    "TWD": "new taiwan dollar, taiwan dollar, 新台币, 新台幣, 台币, 台幣, 新台币元",
    "CHF": "swiss franc, 瑞士法郎, 瑞郎",
    "SGD": "singapore dollar, 新加坡元, 新加坡币",
    "KRW": "south korean won, korean won, won, 韩元, 韓元, 韩币",
    "INR": "indian rupee, 印度卢比",
    "AUD": "australian dollar, 澳元, 澳币, 澳大利亚元",
    "NZD": "new zealand dollar, 新西兰元, 纽元",
    "CAD": "canadian dollar, 加元, 加拿大元, 加币",
    "RUB": "russian ruble, 卢布, 俄罗斯卢布",
    "THB": "thai baht, 泰铢",
    "VND": "vietnamese dong, 越南盾",
    "MYR": "malaysian ringgit, 马来西亚林吉特, 令吉",
}
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ja", "zh_Hans", "zh_Hant")
SHORTEST = 1
"""Letters of a name that is one by itself; shorter ones are signs."""
_LABEL = re.compile(
    r"(?:currency|币种|币别|货币|本位币|記帳本位幣|单位|單位|unit)[^:：]{0,60}[:：]\s*+(.+)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"亿|億|百万|百萬|万|萬|千|\b(?:thousands?|millions?|000s?)\b|'000|\bof\b")
_IN = re.compile(r"\bin ([^.,;:]{1,60}?)[)\].]{0,5}$")


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum()).removesuffix("s")


_CODES = {_plain(name): code for code, names in _NAMES.items() for name in names.split(", ")}


def called(text: str) -> str | None:
    """The code of the currency that a text names."""
    code = _CODES.get(_plain(text))
    if code is None and context.reads_at(context.MEANING):
        return _display_names().get(_plain(text))
    return code


@cache
def _display_names() -> Mapping[str, str]:
    """The names of currencies in the languages of the books we meet."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).currencies.items():
            if len(_plain(name)) > SHORTEST:
                names.setdefault(_plain(name), code)
    return names


def in_brackets(header: str) -> str | None:
    """The currency whose name stands in the brackets of a header: 金额(美元)."""
    match = re.search(r"[(\[（](.{1,100}?)[)\]）]", header)
    return called(_UNIT.sub("", match.group(1))) if match else None


def above(lines: Iterable[str]) -> str | None:
    """The one currency that lines above a table say the money in it is in; None where they say
    none, or several."""
    codes = {code for line in lines for code in _named_in(line)}
    return codes.pop() if len(codes) == 1 else None


def _named_in(line: str) -> Iterable[str]:
    plain = unicodedata.normalize("NFKC", line).casefold().strip()
    for label in (_LABEL.search(plain), _IN.search(plain)):
        if label is None:
            continue
        text = _UNIT.sub(" ", label.group(1)).strip()
        if code := called(text) or _whole(text):
            yield code


def _whole(text: str) -> str | None:
    """The currency of a text that is nothing but its sign or code."""
    return currency_of(f"({text})", in_brackets=True)

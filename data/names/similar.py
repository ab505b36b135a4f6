"""Account names that look alike: other spelling, another company form, or the same sound.

Nothing is merged by itself; a person looks and says which are one.
"""

import importlib
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Literal

import pandas as pd

from data.book.identity import match_text
from data.book.merging import lay_out_units
from data.book.tables import statement
from data.names import different
from data.warehouse import Warehouse

Reason = Literal["name", "spelling", "form", "sound"]

FORMS = frozenset(
    (
        *("ltd", "limited", "inc", "incorporated", "corp", "corporation", "co", "company"),
        *("llc", "llp", "lp", "plc", "pllc", "gmbh", "ag", "kg", "kgaa", "ohg", "ug", "ev"),
        *("sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "as", "asa", "oy", "oyj", "aps"),
        *("se", "pte", "pty", "kk", "sdn", "bhd", "sro", "doo", "zrt", "kft"),
    )
)
"""Company forms at the end of Latin names, without points."""
CHINESE_FORMS = (
    *("股份有限公司", "有限责任公司", "有限公司", "股份公司", "总公司", "分公司", "公司"),
    *("控股集团", "集团", "株式会社", "股份"),
)
"""Company forms at the end of Chinese and Japanese names, the longest first."""
_WORD = re.compile(r"\w+")
_POINTS = re.compile(r"(?<=\w)[.'’](?=\w|\b|$|\s|,)")


def similar(warehouse: Warehouse) -> pd.DataFrame:
    """Accounts whose names look alike and that are not merged yet, those with most money first.

    One row an account: group (counted from 1), reason (name: two ids of one name | spelling | form
    | sound), account, account_id, account_name, net_sales, last_order_on. Accounts merged already
    are one row; what people say is not the same is left out.
    """
    with warehouse.cursor() as cursor:
        lay_out_units(cursor)
        known = cursor.sql(statement("merges/named")).to_arrow_table().to_pandas()
        differ = different.others(cursor)
    known["sound"] = [sounded(name) for name in known["account_name"]]
    known["net_sales"] = known["net_sales"].astype("float64")
    known = _without_different(_merged(known[known["sound"] != ""]), differ)
    several = known.groupby("sound")["unit_key"].transform("size") > 1
    alike = known[several].copy()
    alike["weight"] = alike["net_sales"].abs().groupby(alike["sound"]).transform("sum")
    alike = alike.sort_values(
        ["weight", "sound", "net_sales", "account"], ascending=[False, True, False, True]
    )
    alike["group"] = alike.groupby("sound", sort=False).ngroup() + 1
    reasons = {
        group: reason(names.tolist()) for group, names in alike.groupby("group")["account_name"]
    }
    alike["reason"] = alike["group"].map(reasons)
    shown: pd.DataFrame = alike.drop(columns=["account_key", "unit_key", "sound", "weight"])
    return shown.reset_index(drop=True)


def _merged(known: pd.DataFrame) -> pd.DataFrame:
    """One row for the merged accounts of one sound: the account that stayed."""
    one = ["sound", "unit_key"]
    ordered = known.assign(
        net_sales=known.groupby(one)["net_sales"].transform("sum"),
        last_order_on=known.groupby(one)["last_order_on"].transform("max"),
        went=known["account_key"] != known["unit_key"],
    ).sort_values(["went", "account_key"])
    return ordered.drop_duplicates(one).drop(columns="went").sort_index()


def _without_different(known: pd.DataFrame, differ: Mapping[int, set[int]]) -> pd.DataFrame:
    """The accounts, with a number added to the sound of those marked as different.

    So they no longer share a sound, by which accounts are grouped.
    """
    sounds = known["sound"].copy()
    marked = known["sound"][known["unit_key"].isin(list(differ))]
    for sound, rows in known[known["sound"].isin(marked)].groupby("sound"):
        for number, group in enumerate(different.groups(set(rows["unit_key"]), differ)):
            of_group = rows.index[rows["unit_key"].isin(list(group))]
            sounds[of_group] = f"{sound} {number}"
    return known.assign(sound=sounds)


def reason(names: Sequence[str]) -> Reason:
    """The largest difference among names that look alike."""
    if len({match_text(name) for name in names}) == 1:
        return "name"
    if len({spelled(name) for name in names}) == 1:
        return "spelling"
    return "form" if len({formless(name) for name in names}) == 1 else "sound"


def spelled(name: str) -> str:
    """A name by its letters and digits alone: no width, case, accents, spaces or points."""
    return "".join(_words(name))


def formless(name: str) -> str:
    """A name without its company form at the end; kept whole where nothing else would be left."""
    words = _words(name)
    while len(words) > 1 and words[-1] in FORMS:
        words.pop()
    text = "".join(words)
    while form := next((f for f in CHINESE_FORMS if text.endswith(f) and text != f), None):
        text = text.removesuffix(form)
    return text


def sounded(name: str) -> str:
    """A name with Chinese characters as pinyin without tones."""
    return "".join(map(_sound, formless(name)))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return _WORD.findall(_POINTS.sub("", unicodedata.normalize("NFC", bare)).replace("_", " "))


@cache
def _sound(character: str) -> str:
    if not "㐀" <= character <= "鿿":
        return character
    return str(_library().lazy_pinyin(character)[0])


@cache
def _library() -> ModuleType:
    """The pinyin library, loaded on first use."""
    # Its phrases take 45 MB of memory and are of no use for single characters.
    os.environ |= {"PYPINYIN_NO_PHRASES": "1", "PYPINYIN_NO_DICT_COPY": "1"}
    return importlib.import_module("pypinyin")

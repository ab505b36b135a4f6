"""Walks every page and tab in one scope, reads what each states, and holds the statements together.

A statement is what a reader sees: a card, a sentence, a title, the total of a table, the marks of a
chart, a download, the answer of the command line. Statements of one measure are the same number; a
statement about other accounts or other sales is another measure here, because its words say so.
"""

import base64
import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import book, cli_query, engine
from analytics.scope import FILTERS, Scope
from charts import numbers
from charts.theme import Look
from data.warehouse import Warehouse

FRAME = Path(__file__).parent.parent.parent / "pages" / "frame.py"
TABS = (
    ("overview", "home/overview.py", {}),
    ("segments", "value/segments.py", {}),
    ("cube", "value/rfm_cube.py", {}),
    ("migration", "value/migration.py", {}),
    *((tab, "value/concentration.py", {"tab": tab}) for tab in ("pareto", "profit")),
    *((tab, "value/concentration.py", {"tab": tab}) for tab in ("exposure", "ranking")),
    *((tab, "sales/results.py", {"tab": tab}) for tab in ("results", "bridge", "drivers")),
    *((tab, "sales/results.py", {"tab": tab}) for tab in ("accounts", "cohorts", "department")),
    *((tab, "risk/churn.py", {"tab": tab}) for tab in ("why", "who")),
    ("levels", "relationships/levels.py", {}),
)
WINDOWS = ("3", "6", "12", "12", "12", "24", "36", "all")
NUMBER = r"[−-]?[^\d\s−]{0,3}\d[\d,.]*(?: [kMB])?"


@dataclass
class Page:
    """What one page or tab shows."""

    name: str
    title: str
    cards: dict[str, tuple[str, str]]
    """Label -> value and change."""
    texts: list[str]
    charts: dict[str, dict[str, Any]]
    tables: list[tuple[str, pd.DataFrame]]
    downloads: list[tuple[str, bytes]] = field(default_factory=list)


@dataclass(frozen=True)
class Statement:
    """A number as it is written, of what, and where it stands."""

    measure: str
    text: str
    where: str


def plain(text: object) -> str:
    """The text without the marks that keep Markdown off."""
    return (
        str(text)
        .replace("\\", "")
        .replace("\u2060", "")
        .replace("\u2068", "")
        .replace("\u2069", "")
    )


def scopes(warehouse: Warehouse, seed: int, count: int) -> Iterator[dict[str, list[str]]]:
    """Parameters of links: days, windows, and filters on who, what and where sold."""
    dice = random.Random(seed)
    with warehouse.cursor() as cursor:
        facts = book.settle(cursor, Scope()).book
    assert facts is not None
    days = pd.date_range(facts.first_order_on, facts.last_order_on)[60:]
    yield {}
    for _n in range(count - 1):
        link: dict[str, list[str]] = {"window": [dice.choice(WINDOWS)]}
        if dice.random() < 0.5:
            day = dice.choice(days)
            day = day if dice.random() < 0.3 else day + pd.offsets.MonthEnd(0)
            link["as_of"] = [str(day.date())]
        offered = _offered(warehouse, link)
        for key in dice.sample(sorted(offered), min(len(offered), dice.choice([0, 1, 1, 2]))):
            some = min(len(offered[key]), dice.choice([1, 1, 2, 5]))
            link[key] = dice.sample(offered[key], some)
        if dice.random() < 0.15:
            link["key_accounts"] = ["yes"]
        if dice.random() < 0.25:
            link["method"] = [dice.choice(["standard", "quintile"])]
        if dice.random() < 0.2:
            link["compare"] = ["period_before"]
        yield link


def _offered(warehouse: Warehouse, link: dict[str, list[str]]) -> dict[str, list[str]]:
    """What can be chosen in each filter on the day of a link."""
    with warehouse.cursor() as cursor:
        choices = engine.ask(cursor, "scope_choices", Scope.from_params(link))
    return {
        str(key): [str(value) for value in part["value"]]
        for key, part in choices.groupby("dimension")
    }


def walked(link: dict[str, list[str]], monkeypatch: Any) -> list[Page]:
    """Every page and tab as it stands in the scope of a link."""
    return [
        _opened(name, path, link | {k: [v] for k, v in own.items()}, monkeypatch)
        for name, path, own in TABS
    ]


def _opened(name: str, path: str, link: dict[str, list[str]], monkeypatch: Any) -> Page:
    files: list[tuple[str, Callable[[], bytes]]] = []
    real = st.delta_generator.DeltaGenerator.download_button

    def noted(self: Any, label: str, data: Any, *rest: Any, **more: Any) -> Any:
        if str(more.get("file_name", "")).endswith(".csv") and callable(data):
            files.append((str(more.get("key")), data))
        return real(self, label, data, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr(st.delta_generator.DeltaGenerator, "download_button", noted)
        patched.setattr(st, "download_button", lambda *a, **k: noted(st._main, *a, **k))  # type: ignore[attr-defined]
        at = AppTest.from_file(str(FRAME), default_timeout=120)
        for key, values in link.items():
            at.query_params[key] = values
        at.switch_page(path).run()
    assert not at.exception, (name, link, at.exception)
    assert not at.error, (name, link, [error.value for error in at.error])
    captions = [plain(part.value) for part in at.caption]
    totals = [text for text in captions if text.startswith("Total of ")]
    shown = [text for text in totals if not text.startswith("Total of 0 rows")]
    frames = [part.value for part in at.dataframe]
    return Page(
        name,
        plain(at.title[0].value),
        {plain(m.label): (plain(m.value), plain(m.delta)) for m in at.metric},
        [*captions, *(plain(part.value) for part in at.subheader)],
        {_key(part.proto.id): json.loads(part.proto.spec) for part in at.get("plotly_chart")},
        list(zip(shown, frames, strict=False)) if len(shown) == len(frames) else [],
        [(key, data()) for key, data in files if "_csv" in key],
    )


def _key(element: str) -> str:
    return element.split("-", 2)[-1]


def marks(trace: dict[str, Any], axis: str) -> np.ndarray[Any, Any]:
    """The numbers of a trace along an axis, however they travel."""
    values = trace.get(axis)
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=np.dtype(values["dtype"]))
    return np.array(values, dtype="float64")


READINGS = (
    ("overview", rf"^(?P<makers>{NUMBER}) of (?P<active>{NUMBER}) active accounts make 80%"),
    ("pareto", rf"^(?P<makers>{NUMBER}) of (?P<positive>{NUMBER}) accounts? makes? 80% of"),
    ("pareto", rf"^Class A (?P<makers>{NUMBER}), class B"),
    ("exposure", rf"class A from (?P<makers>{NUMBER}) to"),
    ("segments", rf"together: (?P<accounts>{NUMBER}) accounts, (?P<net_sales>{NUMBER}) net sales"),
    ("segments", rf"^All (?P<accounts>{NUMBER}) accounts?$"),
    ("cube", rf"cells hold all (?P<active>{NUMBER}) active accounts"),
    ("cube", rf"^All (?P<active>{NUMBER}) active accounts?$"),
    ("levels", rf"^Everybody in the scope: (?P<accounts>{NUMBER}) accounts?"),
    ("results", rf"^(?P<net_sales>{NUMBER}) sold in"),
    ("overview", rf"\((?P<unassigned>{NUMBER})\) name no account"),
    ("overview", rf"; (?P<silent>{NUMBER}) (?:is|are) silent for longer"),
    ("overview", rf"^Call these.* bought (?P<silent_sales>{NUMBER}) in the 12 months before"),
    ("who", rf"^(?P<silent>{NUMBER}) accounts? (?:is|are) silent for longer"),
    ("who", rf"bought (?P<silent_sales>{NUMBER}) in the 12 months before"),
    ("who", rf"^Silent for longer than usual: (?P<silent>{NUMBER}) accounts?"),
)
"""Page, and a pattern over its title and texts with the measures as its groups."""
RARE = {rf"class A from (?P<makers>{NUMBER}) to"}
"""What a page says only where somebody has picked something."""
CARDS = {
    ("overview", "Net sales"): "net_sales",
    ("overview", "Active accounts"): "active",
    ("overview", "Accounts that make 80%"): "makers",
    ("overview", "NRR"): "nrr",
    ("bridge", "NRR"): "nrr",
}
TOTALS = {
    "segments": "sales_of_accounts",
    "pareto": "sales_of_accounts",
    "levels": "sales_of_accounts",
    "results": "net_sales",
    "bridge": "net_sales",
    "drivers": "net_sales",
}
"""Pages whose table adds net sales up, and of what."""


def statements(pages: Sequence[Page]) -> list[Statement]:
    """What the pages state of the measures that stand in more than one place."""
    stated = []
    by_name = {page.name: page for page in pages}
    for name, pattern in READINGS:
        for text in (by_name[name].title, *by_name[name].texts):
            if match := re.search(pattern, text):
                stated += [
                    Statement(measure, number, f"{name}: {text}")
                    for measure, number in match.groupdict().items()
                ]
    for (name, label), measure in CARDS.items():
        if label in by_name[name].cards:
            value, _change = by_name[name].cards[label]
            stated.append(Statement(measure, value, f"{name}, card {label}"))
    for name, measure in TOTALS.items():
        for text, _frame in by_name[name].tables[:1]:
            if match := re.search(rf" · Net sales(?:, [^:]*)?: ({NUMBER})", text):
                stated.append(Statement(measure, match[1], f"{name}: {text}"))
    return [one for one in stated if one.text != numbers.NOTHING]


def asked(warehouse: Warehouse, link: dict[str, list[str]]) -> list[Statement]:
    """What the command line answers for the same scope."""
    given = {key: values[0] for key, values in link.items() if key in ("as_of", "window")}
    where = [f"{key}={one}" for key, values in link.items() if key in FILTERS for one in values]
    where += ["is_key_account=yes"] * ("key_accounts" in link)
    settings = [f"{key}={link[key][0]}" for key in ("method", "compare") if key in link]
    with warehouse.cursor() as cursor:
        answers = {
            question: cli_query.answer(
                cursor, question, cli_query.read(given, where, [*settings, *own])
            ).to_pylist()
            for question, own in (
                ("figures", []),
                ("segments", []),
                ("sales_results", ["dimension=company"]),
            )
        }
    [row] = answers["figures"]
    segments = answers["segments"]
    look = Look()
    stated = [
        ("net_sales", look.money(row["net_sales"]), "figures"),
        ("active", look.count(row["active_accounts"]), "figures"),
        ("makers", look.count(row["class_a_accounts"]), "figures"),
        ("accounts", look.count(row["accounts"]), "figures"),
        ("silent", look.count(row["silent_accounts"]), "figures"),
        ("silent_sales", look.money(row["silent_sales"]), "figures"),
        ("net_sales", look.money(sum(part["net_sales"] for part in segments)), "segments"),
        ("accounts", look.count(sum(part["accounts"] for part in segments)), "segments"),
        ("sales_of_accounts", look.money(_of_accounts(segments)), "segments"),
    ]
    stated += [
        ("net_sales", look.money(part["net_sales"]), "sales_results")
        for part in answers["sales_results"]
    ]
    return [
        Statement(measure, text, f"command line, {question}")
        for measure, text, question in stated
        if text != numbers.NOTHING
    ]


def _of_accounts(segments: Sequence[dict[str, Any]]) -> Any:
    return sum(part["net_sales"] for part in segments if part["segment"] != "unassigned")


def contradictions(stated: Sequence[Statement]) -> list[str]:
    """The statements of one measure that are not the same number, each with where it stands."""
    wrong = []
    for measure in sorted({one.measure for one in stated}):
        same = [one for one in stated if one.measure == measure]
        bounds = [between(one.text) for one in same]
        if max(low for low, _high in bounds) > min(high for _low, high in bounds):
            wrong.append(f"{measure}: " + " | ".join(f"{one.text} ({one.where})" for one in same))
    return wrong


def between(text: str) -> tuple[Decimal, Decimal]:
    """The smallest and the largest number that is written so: 35.1 M is 35.05 to 35.15 million.

    Whole numbers are themselves: a count, or money in full, which rounds alike everywhere.
    """
    digits = re.sub(r"[^\d.−kMB%]", "", text).replace("−", "-")
    unit = {"k": 3, "M": 6, "B": 9}.get(digits[-1], 0)
    number = Decimal(digits.rstrip("kMB%")).scaleb(unit)
    if not unit and not digits.endswith("%"):
        return number, number
    exponent = Decimal(digits.rstrip("kMB%")).as_tuple().exponent
    half = Decimal(5).scaleb(int(exponent) + unit - 1)
    if unit:
        half += Decimal("0.5")
    return number - half, number + half


GROWTH = (("overview", "Net sales"), ("results", ""), ("bridge", "Change"))
"""Cards whose change is that of net sales; the first card of Results is named by its days."""


def growths(pages: Sequence[Page]) -> list[str]:
    """Cards that say another growth of net sales than the others."""
    by_name = {page.name: page for page in pages}
    stated = {}
    for name, label in GROWTH:
        cards = by_name[name].cards
        label = label or next(iter(cards), "")
        if label in cards:
            stated[f"{name}, card {label}"] = cards[label][1]
    return [f"growth: {stated}"] if len(set(stated.values())) > 1 else []


def important_share(pages: Sequence[Page]) -> list[str]:
    """Where the important accounts are as many as make 80%, they make no less than that."""
    title = next(page.title for page in pages if page.name == "segments")
    makers = next((one.text for one in statements(pages) if one.measure == "makers"), None)
    match = re.search(rf"^({NUMBER}) important accounts? makes? ([\d.]+)%", title)
    if match is None or match[1] != makers or float(match[2]) >= 79.5:
        return []
    return [f"important: {title}, but {makers} accounts make 80%"]


def same_cards(pages: Sequence[Page]) -> list[str]:
    """Cards of one label that hold different values on two pages."""
    held: dict[str, dict[str, list[str]]] = {}
    for page in pages:
        for label, (value, _change) in page.cards.items():
            held.setdefault(label, {}).setdefault(value, []).append(page.name)
    return [f"card {label}: {values}" for label, values in held.items() if len(values) > 1]


def wrong_totals(pages: Sequence[Page]) -> list[str]:
    """Tables whose line of totals is not the number of their rows and the sums of their cells, or
    whose download holds other rows."""
    wrong = []
    for page in pages:
        for text, frame in page.tables:
            rows, *sums = text.split(" · ")
            if rows.split()[2] != f"{len(frame):,}":
                wrong.append(f"{page.name}: {rows}, but {len(frame)} rows")
            cells = {
                numbers.grouped_whole(frame[name].dropna().astype("float64").sum())
                for name in frame.select_dtypes("number")
            }
            for one in sums:
                match = re.search(r": \+?(−?)[^\d−]*([\d,]+)$", one)
                if match and match[1] + match[2] not in cells:
                    wrong.append(f"{page.name}: {one}, but the cells add up to {sorted(cells)}")
            files = [_rows(content) for _name, content in page.downloads]
            if len(frame) not in files:
                wrong.append(f"{page.name}: {rows}, but its downloads hold {files}")
    return wrong


def _rows(content: bytes) -> int:
    """How many records a download holds: below its header, the widest of its first rows."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    width = max(len(row) for row in rows)
    return sum(len(row) == width for row in rows) - 1


def wrong_marks(pages: Sequence[Page]) -> list[str]:
    """Charts whose marks do not add up to what the page says of them in words."""
    by_name = {page.name: page for page in pages}
    wrong = []
    for name, key, check in CHARTS:
        for drawn, figure in by_name[name].charts.items():
            if drawn.startswith(key):
                both = check(figure, by_name[name])
                if both is not None and abs(both[0] - both[1]) > 1e-6 * max(1, abs(both[1])):
                    wrong.append(f"{name}, chart {drawn}: marks {both[0]}, words {both[1]}")
    return wrong


Both = tuple[float, float] | None
"""What the marks of a chart add up to, and what the words say; None where they say nothing."""


def _column(page: Page, name: str) -> float | None:
    """The sum of a column of the page's first table."""
    if not page.tables or name not in page.tables[0][1]:
        return None
    return float(page.tables[0][1][name].astype("float64").sum())


def _parts(figure: dict[str, Any], page: Page) -> Both:
    """Bars by part, where all are drawn, against the total of the table."""
    bars = next((trace for trace in figure["data"] if trace["type"] == "bar"), {})
    total = _column(page, "net_sales")
    if total is None or len(marks(bars, "x")) != len(page.tables[0][1]):
        return None
    return float(marks(bars, "x").sum()), total


def _bridge(figure: dict[str, Any], page: Page) -> Both:
    """The last bar of the waterfall against the net sales of the accounts behind it."""
    bars = figure["data"][0]
    kinds = [mark[0] for mark in bars["customdata"]]
    total = _column(page, "net_sales")
    return None if total is None else (float(marks(bars, "y")[kinds.index("now")]), total)


def _bridge_steps(figure: dict[str, Any], page: Page) -> Both:
    """The first bar with all steps against the last."""
    bars = figure["data"][0]
    height = dict(zip([mark[0] for mark in bars["customdata"]], marks(bars, "y"), strict=True))
    down = {"contraction", "lost"}
    signed = {kind: -y if kind in down else y for kind, y in height.items()}
    if not signed.keys() <= {"before", "now", "new", "returning", "expansion", *down}:
        return None
    return float(sum(y for kind, y in signed.items() if kind != "now")), float(signed["now"])


def _drivers(figure: dict[str, Any], page: Page) -> Both:
    """The effects of all drivers against the change of the products together."""
    total = _column(page, "change")
    bars = figure["data"][0]
    return None if total is None else (float(marks(bars, "x").sum()), total)


def _shares(axis: str) -> Callable[[dict[str, Any], Page], Both]:
    """The shares of all parts against the whole."""

    def check(figure: dict[str, Any], page: Page) -> Both:
        if not figure["data"]:
            return None
        known = np.nan_to_num(marks(figure["data"][0], axis))
        return (float(known.sum()), 1.0) if known.any() and (known >= 0).all() else None

    return check


def _moved(figure: dict[str, Any], page: Page) -> Both:
    """The accounts in the cells of movers against the rows of those who moved: neither who is new
    without an order nor who stays lapsed is one of them."""
    cells = figure["data"][0]
    moved = [
        int(text.replace(",", ""))
        for text, (before, now) in zip(cells["text"], cells["customdata"], strict=True)
        if before != now and now != "never_purchased"
        if not (before.startswith("lapsed") and now.startswith("lapsed"))
    ]
    rows = len(page.tables[0][1]) if page.tables else 0
    return float(sum(moved)), float(rows)


def _spread(figure: dict[str, Any], page: Page) -> Both:
    """The accounts in all bins against those of the title."""
    match = re.search(rf"hold all ({NUMBER}) active", page.title)
    if match is None:
        return None
    return float(marks(figure["data"][0], "y").sum()), float(match[1].replace(",", ""))


def _lost(figure: dict[str, Any], page: Page) -> Both:
    """The reasons against the breakdown beside them."""
    other = next((drawn for key, drawn in page.charts.items() if key.startswith("by_")), None)
    if other is None:
        return None
    beside = sum(float(np.nan_to_num(marks(trace, "x")).sum()) for trace in other["data"])
    return float(marks(figure["data"][0], "x").sum()), beside


CHARTS: tuple[tuple[str, str, Callable[[dict[str, Any], Page], Both]], ...] = (
    ("results", "parts_", _parts),
    ("bridge", "bridge", _bridge),
    ("bridge", "bridge", _bridge_steps),
    ("drivers", "drivers", _drivers),
    ("segments", "segment_bars", _shares("x")),
    ("levels", "relationship_levels", _shares("x")),
    ("pareto", "deciles", _shares("y")),
    ("migration", "matrix", _moved),
    ("cube", "spread_r", _spread),
    ("cube", "spread_f", _spread),
    ("cube", "spread_m", _spread),
    ("why", "churn_reasons", _lost),
)
"""Page, how the key of the chart begins, and what its marks are held against."""


def contradictions_of(
    warehouse: Warehouse, link: dict[str, list[str]], monkeypatch: Any
) -> tuple[list[str], set[str]]:
    """Everything that contradicts itself in one scope, empty where one number is one number; and
    the patterns of READINGS that something was read by."""
    pages = walked(link, monkeypatch)
    stated = [*statements(pages), *asked(warehouse, link)]
    wrong = [*contradictions(stated), *same_cards(pages), *growths(pages), *important_share(pages)]
    texts = {page.name: (page.title, *page.texts) for page in pages}
    read = {p for name, p in READINGS if any(re.search(p, text) for text in texts[name])}
    return [*wrong, *wrong_totals(pages), *wrong_marks(pages)], read


def assert_one_number(
    warehouse: Warehouse, seed: int, count: int, monkeypatch: Any, empty: Sequence[str] = ()
) -> None:
    """Holds that nothing contradicts itself in so many random scopes, and that each pattern reads:
    one that no page matches any more would hold nothing together. `empty`: pages for which this
    book holds nothing."""
    wrong, read = {}, set()
    for link in scopes(warehouse, seed, count):
        contradicting, matched = contradictions_of(warehouse, link, monkeypatch)
        read |= matched
        if contradicting:
            wrong[str(link)] = contradicting
    assert not wrong, wrong
    unread = {pattern for name, pattern in READINGS if name not in empty} - RARE - read
    assert not unread, unread

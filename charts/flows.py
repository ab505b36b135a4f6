"""The flows of accounts and money between the four groups, the lapsed and the new."""

import pandas as pd
import plotly.graph_objects as go

from charts.frames import records
from charts.migration import amount_of
from charts.palette import SEGMENTS
from charts.theme import Look, figure, lines
from locales import _, ngettext

HEIGHT, PAD = 420, 18
GROUPS = {
    "value": ("important_value", "general_value"),
    "develop": ("important_develop", "general_develop"),
    "keep": ("important_keep", "general_keep"),
    "win_back": ("important_win_back", "general_win_back"),
    "lapsed": ("lapsed_important", "lapsed_general"),
    "new": ("new", "never_purchased"),
}


def flows(moved: pd.DataFrame, look: Look, measure: str, title: str = "") -> go.Figure:
    """Ribbons from the groups of then (left) to those of now (right); what stayed is pale.

    `moved` is the question migration, its segments put together to value, develop, keep and
    win-back; lapsed and new stand below. Widths are `measure` as in the matrix.
    """
    links = _links(moved, measure)
    left = [group for group in GROUPS if any(pair[0] == group for pair in links)]
    right = [group for group in GROUPS if any(pair[1] == group for pair in links)]
    at = {("l", g): i for i, g in enumerate(left)}
    at |= {("r", g): len(left) + i for i, g in enumerate(right)}
    drawn = figure(look, _flows_alt(links, measure, look), HEIGHT, title)
    drawn.add_trace(
        go.Sankey(
            arrangement="fixed",
            textfont={"color": look.palette.text, "size": 12},
            node={
                "label": [group_name(g) for g in (*left, *right)],
                "color": [_group_colour(g, look) for g in (*left, *right)],
                "x": [0.001] * len(left) + [0.999] * len(right),
                "y": [*_heights(links, 0, left), *_heights(links, 1, right)],
                "pad": PAD,
                "thickness": 12,
                "line": {"width": 0},
                "hoverinfo": "none",
            },
            link={
                "source": [at["l", a] for a, _b in links],
                "target": [at["r", b] for _a, b in links],
                "value": list(links.values()),
                "color": [_ribbon(a, b, look) for a, b in links],
                "customdata": [_flow_hover(a, b, links[a, b], measure, look) for a, b in links],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
        )
    )
    return drawn.update_layout(margin={"l": 4, "r": 4, "b": 10})


def _heights(links: dict[tuple[str, str], float], side: int, groups: list[str]) -> list[float]:
    """The middle of each group's bar as a share of the height, in the fixed order, gaps between."""
    whole = sum(links.values()) or 1.0
    room = 1 - PAD / HEIGHT * (len(groups) - 1)
    top, middles = 0.0, []
    for group in groups:
        tall = room * sum(n for pair, n in links.items() if pair[side] == group) / whole
        middles.append(min(max(top + tall / 2, 0.001), 0.999))
        top += tall + PAD / HEIGHT
    return middles


def group_name(code: str) -> str:
    """The name of one of the four groups, of the lapsed and of the new."""
    names = {
        "value": _("Value segments"),
        "develop": _("Develop segments"),
        "keep": _("Keep segments"),
        "win_back": _("Win-back segments"),
        "lapsed": _("Lapsed"),
        "new": _("New"),
    }
    return names[code]


def _links(moved: pd.DataFrame, measure: str) -> dict[tuple[str, str], float]:
    """From group, to group: how much. What never bought before and after is no flow."""
    group = {code: name for name, codes in GROUPS.items() for code in codes}
    links: dict[tuple[str, str], float] = {}
    for row in records(moved):
        pair = group.get(row["from_state"]), group.get(row["to_state"])
        if pair[0] is None or pair[1] in (None, "new"):
            continue
        amount = amount_of(row, measure)
        if amount > 0:
            key = (pair[0], str(pair[1]))
            links[key] = links.get(key, 0.0) + amount
    order = list(GROUPS)
    return dict(sorted(links.items(), key=lambda i: (order.index(i[0][0]), order.index(i[0][1]))))


def _group_colour(group: str, look: Look) -> str:
    segments = GROUPS[group]
    return look.palette.segment(segments[0]) if segments[0] in SEGMENTS else look.palette.muted


def _ribbon(before: str, now: str, look: Look) -> str:
    """What moved has the colour of where it went, what stayed is grey."""
    fill = look.palette.grid if before == now else _group_colour(now, look)
    red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0.9 if before == now else 0.55})"


def _flow_hover(before: str, now: str, amount: float, measure: str, look: Look) -> str:
    told = _("{before} → {now}").format(before=group_name(before), now=group_name(now))
    return lines(f"<b>{told}</b>", _told(amount, measure, look))


def _told(amount: float, measure: str, look: Look) -> str:
    if measure == "accounts":
        return ngettext("{n} account", "{n} accounts", int(amount)).format(n=look.count(amount))
    return look.money_short(amount)


def _flows_alt(links: dict[tuple[str, str], float], measure: str, look: Look) -> str:
    told = "; ".join(
        f"{group_name(a)} → {group_name(b)} {_told(amount, measure, look)}"
        for (a, b), amount in links.items()
        if a != b
    )
    return _("Flows between the groups: {list}.").format(list=told or _("none"))

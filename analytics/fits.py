"""What a ruler measured in one picture, fixed, and the pictures that it may stand in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from analytics import ruler
from analytics.ruler import FIT, Ruler
from analytics.scope import Scope

OLD_FIT = "book"
"""The method of a fit that was saved before fits named theirs."""


def with_fit(scope: Scope, saved: Mapping[str, Any], is_own: bool = False) -> Scope:
    """The scope with the frozen cut-points of a saved ruler where these were made for it.

    `is_own`: the content is this very scope's fit, whatever it looks at.
    """
    own = scope.ruler
    if own.is_frozen or own.cut_points == "moving":
        return scope
    if not is_own and (scope.has_what or not _made_for(saved, scope)):
        return scope
    other = ruler.from_content(saved)
    if other.split != own.split:
        other = replace(other, high_scores=None, high_values=None)
    fixed: dict[str, Any] = {name: getattr(other, name) for name in FIT}
    fitted = replace(own, **fixed)
    return replace(scope, ruler=fitted, fitted_on=_fitted_on(saved) if fitted.is_frozen else None)


def picture(scope: Scope) -> dict[str, Any]:
    """What a fit depends on besides the data."""
    return {
        "window": scope.window,
        "currency": scope.currency,
        "level": scope.level,
        "kind_of_frequency": scope.ruler.kind_of_frequency,
        "kind_of_monetary": scope.ruler.kind_of_monetary,
        "population": scope.ruler.population,
        "method": scope.ruler.method,
    }


def fixed(rules: Ruler, found: Mapping[str, Any]) -> Ruler:
    """The ruler with what it measures in a picture as its frozen fit."""
    values: dict[str, Any] = {}
    if rules.method == "book":
        cuts = [found[name] for name in ("m2_from", "m3_from", "m4_from", "m5_from")]
        values |= {
            "book_interval_days": found["interval_days"],
            "book_orders": found["orders"],
            "book_m_cuts": tuple(cuts) if all(cut is not None for cut in cuts) else None,
        }
    elif rules.is_ranked and found["f_cuts"]:
        values |= {f"seen_{axis}_cuts": _decimals(found[f"{axis}_cuts"]) for axis in "rfm"}
    if rules.split == "mean_score" and found["r_high"] is not None:
        values["high_scores"] = tuple(found[f"{axis}_high"] for axis in "rfm")
    if rules.split in ("mean", "median") and found["recency_to"] is not None:
        bounds = ("recency_to", "frequency_from", "monetary_from")
        values["high_values"] = _decimals([found[name] for name in bounds])
    return replace(rules, **values)


def _decimals(texts: list[str | None]) -> tuple[Decimal | None, ...]:
    return tuple(None if text is None else Decimal(text) for text in texts)


def _made_for(saved: Mapping[str, Any], scope: Scope) -> bool:
    fitted = saved.get("fitted")
    if fitted is None:
        return False
    made = {"method": OLD_FIT} | fitted
    return all(made.get(key) == value for key, value in picture(scope).items())


def _fitted_on(saved: Mapping[str, Any]) -> date | None:
    text = (saved.get("fitted") or {}).get("as_of")
    return date.fromisoformat(text) if text else None

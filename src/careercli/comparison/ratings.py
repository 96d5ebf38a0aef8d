"""Ratings on a publisher's scales: made comparable, put in words, and told apart where they clearly differ. Pure."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import hypot

from careercli.documents import Difference
from careercli.model import Cell, Score

Z = 1.96
"""How many combined standard errors a difference must exceed to be clear: 95 percent confidence, two-sided."""


def get_differences(cells: Mapping[str, Cell | None]) -> tuple[Difference, ...]:
    """For each pair of roles that are rated, in the order given, the difference on each scale that both have."""
    rated = [(role, cell.ratings) for role, cell in cells.items() if cell and cell.ratings]
    return tuple(
        _differ(one, two, scale, ours[scale], theirs[scale])
        for (one, ours), (two, theirs) in combinations(rated, 2)
        for scale in ours
        if scale in theirs
    )


def _differ(one: str, two: str, scale: str, first: Score, second: Score) -> Difference:
    if first.value is None or second.value is None:
        return Difference(one, two, scale, None, None)
    difference = round(second.value - first.value, 2)
    if first.standard_error is None or second.standard_error is None:
        return Difference(one, two, scale, difference, None)
    clear = abs(difference) > Z * hypot(first.standard_error, second.standard_error)
    return Difference(one, two, scale, difference, clear)


def describe_differences(differences: Sequence[Difference]) -> str:
    """The differences of a row of two roles in words: `importance +14, level no clear difference`; behind one whose
    error is not known stands a question mark."""
    return ", ".join(
        f"{each.scale} {_say(each)}" if each.scale != "percent" else _say(each)
        for each in differences
        if each.difference is not None
    )


def _say(each: Difference) -> str:
    if each.clear is False:
        return "no clear difference"
    if not each.difference:
        return "no difference"
    unit = " points" if each.scale == "percent" else ""
    unsure = "" if each.clear else "?"
    return f"{each.difference:+.0f}{unsure}{unit}"

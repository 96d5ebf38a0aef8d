"""Ratings compared: how far apart they are, and which differences are more than chance. Pure.

Of many differences some exceed any bound by chance alone. So the differences of one comparison are judged together, by
Benjamini and Hochberg's procedure at a false discovery rate of 5 %: see docs/methods.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import erfc, hypot, sqrt

from msgspec.structs import replace

from careercli.documents import Difference, Row
from careercli.model import Cell, Score

RATE = 0.05
"""The share of false ones that is accepted among the differences called clear."""


def get_differences(cells: Mapping[str, Cell | None]) -> tuple[Difference, ...]:
    """For each pair of roles that are rated, in the order given, the difference on each scale that both have; none is
    judged yet."""
    rated = [(role, cell.ratings) for role, cell in cells.items() if cell and cell.ratings]
    return tuple(
        Difference(one, two, scale, _subtract(ours[scale], theirs[scale]), None)
        for (one, ours), (two, theirs) in combinations(rated, 2)
        for scale in ours
        if scale in theirs
    )


def _subtract(first: Score, second: Score) -> float | None:
    """The second value less the first, to two decimals; None if one is missing."""
    return None if first.value is None or second.value is None else round(second.value - first.value, 2)


def judge(rows: Iterable[Row]) -> list[Row]:
    """The rows with each difference judged, all of them together, where the errors of both ratings are known.

    Two values without any error are not tested: they differ clearly if they differ at all.
    """
    rows = list(rows)
    chances = [_get_chance(row, each) for row in rows for each in row.differences]
    bound = get_bound([chance for chance in chances if chance is not None and chance >= 0])
    left = iter(chances)
    return [
        replace(row, differences=tuple(_judge(each, next(left), bound) for each in row.differences)) for row in rows
    ]


EXACT = -1.0
"""In the place of a chance: both values are without any error."""


def _judge(difference: Difference, chance: float | None, bound: float) -> Difference:
    if chance is None:
        return difference
    return replace(difference, clear=bool(difference.difference) if chance == EXACT else chance <= bound)


def _get_chance(row: Row, difference: Difference) -> float | None:
    """How likely chance alone makes a difference this large or larger (two-sided, normal); EXACT where there is no
    error; None where an error or a value is missing."""
    errors = [_get_error(row.roles[role], difference.scale) for role in (difference.from_, difference.to)]
    first, second = errors
    if difference.difference is None or first is None or second is None:
        return None
    error = hypot(first, second)
    return erfc(abs(difference.difference) / error / sqrt(2)) if error else EXACT


def _get_error(cell: Cell | None, scale: str) -> float | None:
    return cell.ratings[scale].standard_error if cell else None


def get_bound(chances: Sequence[float]) -> float:
    """The largest chance that still is clear: the largest p(i) of the ordered chances p(1) to p(m) that is at most
    i / m · RATE; 0 if none is. Source: Benjamini and Hochberg 1995, Controlling the False Discovery Rate."""
    ordered = sorted(chances)
    fits = [chance for place, chance in enumerate(ordered, 1) if chance <= place / len(ordered) * RATE]
    return max(fits, default=0.0)

"""Ratings for the brief views: what differs most."""

from collections.abc import Mapping

from msgspec import Struct

from careercli.documents import Comparison, Contrast, Contrasts
from careercli.model import SECTIONS
from careercli.render.brief import collect, get_titles
from careercli.words import count, format_signed, join

MOST = 5
"""How many of the largest differences are shown for each of two roles."""

MOST_ROWS = 8
"""How many items are shown of three or more roles."""


def list_contrasts(contrasts: Contrasts) -> dict[str, list[Contrast]]:
    """The largest differences by the role that is rated higher: first those of the second role."""
    sides: dict[str, list[Contrast]] = {contrasts.to: [], contrasts.from_: []}
    for each in contrasts.largest:
        sides[contrasts.to if each.difference > 0 else contrasts.from_].append(each)
    return {role: side[:MOST] for role, side in sides.items() if side}


def say_difference(each: Contrast) -> str:
    """A difference with its sign, and a question mark if no error is published."""
    return f"{format_signed(each.difference)}{'' if each.clear else '?'}"


def describe_contrasts(contrasts: Contrasts) -> str:
    """How many ratings differ clearly, do not, and cannot be judged."""
    total = contrasts.clear + contrasts.unclear + contrasts.unjudged
    parts = [f"{contrasts.clear:,} {'differs' if contrasts.clear == 1 else 'differ'} clearly"]
    if contrasts.unclear:
        parts.append(f"{contrasts.unclear:,} {'does' if contrasts.unclear == 1 else 'do'} not")
    if contrasts.unjudged:
        parts.append(f"{contrasts.unjudged:,} cannot be judged (?: no error published)")
    return f"Of {count(total, 'rating')} {join(parts)}."


class RatedRow(Struct, frozen=True):
    """An item and its rating for each role, in points of 100; None: no value."""

    label: str
    values: Mapping[str, float | None]


def list_ratings(comparison: Comparison) -> list[RatedRow]:
    """Of three or more rated roles the items whose ratings differ most."""
    largest = {each.item: abs(each.difference) for pair in comparison.highlights.differences for each in pair.largest}
    scale = comparison.highlights.differences[0].scale if comparison.highlights.differences else ""
    rows: list[tuple[float, str, RatedRow]] = []
    for section in SECTIONS:
        for row in comparison.section(section):
            if row.item in largest:
                values = {
                    role: (cell.ratings[scale].value if cell and scale in cell.ratings else None)
                    for role, cell in row.roles.items()
                }
                known = [value for value in values.values() if value is not None]
                rows.append((min(known) - max(known), row.label, RatedRow(row.label, values)))
    return [row for *_, row in sorted(rows, key=lambda each: each[:2])[:MOST_ROWS]]


def count_shown(comparison: Comparison) -> int:
    """How many rated items are shown."""
    if len(get_titles(comparison)) > 2:
        return len(list_ratings(comparison))
    return sum(len(side) for each in comparison.highlights.differences for side in list_contrasts(each).values())


def cite_ratings(comparison: Comparison) -> tuple[str, ...]:
    """The sources of the ratings that are compared."""
    return collect(
        said.sources
        for section in SECTIONS
        for row in comparison.section(section)
        if row.differences
        for cell in row.roles.values()
        if cell
        for said in cell.statements
    )

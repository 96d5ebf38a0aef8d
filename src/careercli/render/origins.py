"""What the readable formats say of data that is old, or not from the workers and analysts most of it is from."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from careercli.documents import Comparison
from careercli.model import SECTIONS, Cell, Role, Score, Section, Source, Stated, Statement
from careercli.render.wording import format_date
from careercli.words import join

USUAL = frozenset({"Incumbent", "Analyst"})
"""Whom data is usually collected from. What follows a dash, as in `Analyst - Transition`, does not count."""

YEARS = 10
"""How old data may be when it is released."""


class Placed(Struct, frozen=True):
    """A cell, with its role, its section and the area of its item."""

    role: str
    section: Section
    area: str | None
    cell: Cell | Stated


def describe_origins(comparison: Comparison, sources: Mapping[str, Source]) -> list[str]:
    """What of the rows of a comparison is not from incumbents or analysts, and what is old, in a sentence each."""
    placed = [
        Placed(role, section, row.area, cell)
        for section in SECTIONS
        for row in comparison.section(section)
        for role, cell in row.roles.items()
        if cell
    ]
    titles = {role.id: role.title for role in comparison.roles}
    return _describe(placed, titles, sources, "both" if len(titles) == 2 else "all roles")


def describe_origins_of_role(role: Role, sources: Mapping[str, Source]) -> list[str]:
    """The same of one role."""
    placed = [Placed(role.id, section, cell.area, cell) for section in SECTIONS for cell in role.section(section)]
    return _describe(placed, {role.id: role.title}, sources, "")


def _describe(
    placed: Iterable[Placed], titles: Mapping[str, str], sources: Mapping[str, Source], everybody: str
) -> list[str]:
    """The sentences; `everybody` names all roles together, if that needs words."""
    unusual: dict[str, dict[str, dict[str, None]]] = {}
    old: dict[str, dict[str, dict[str, None]]] = {}
    for each in placed:
        origin = _get_origin(each.cell)
        if origin is None:
            continue
        date, collected_from = origin
        what = _name(each)
        if not _is_usual(collected_from):
            about = ", ".join(part for part in (collected_from, date and format_date(date)) if part)
            unusual.setdefault(about, {}).setdefault(what, {})[each.role] = None
        if date and any(_is_old(date, sources[source]) for said in each.cell.statements for source in said.sources):
            old.setdefault(format_date(date), {}).setdefault(what, {})[each.role] = None
    parts = [
        ("Not from incumbents or analysts", _list(unusual, titles, everybody)),
        (f"Over {YEARS} years old at the release", _list(old, titles, everybody)),
    ]
    return [f"{lead}: {'; '.join(listed)}." for lead, listed in parts if listed]


def _list(
    found: Mapping[str, Mapping[str, Mapping[str, None]]], titles: Mapping[str, str], everybody: str
) -> list[str]:
    """`interests of both (Machine Learning, November 2023)`: what of one origin is of the same roles, together."""
    listed = []
    for about, by_name in found.items():
        together: dict[frozenset[str], list[str]] = {}
        for name, roles in by_name.items():
            together.setdefault(frozenset(roles), []).append(name)
        for of_same, names in together.items():
            who = (
                everybody if len(of_same) == len(titles) else join([titles[each] for each in titles if each in of_same])
            )
            listed.append(f"{join(names)}{f' of {who}' if who else ''} ({about})")
    return listed


def _name(placed: Placed) -> str:
    """What a cell belongs to, in words: its area, or of duties that are not rated their section."""
    if "percent" in placed.cell.ratings:
        return "education and experience"
    if placed.area is None or (placed.section == "duties" and not placed.cell.ratings):
        return SECTIONS[placed.section].plural
    return placed.area


def _get_origin(cell: Cell | Stated) -> tuple[str | None, str | None] | None:
    """When and from whom a cell is; None where neither is known."""
    dated: list[Score | Statement] = [*cell.ratings.values(), *cell.statements]
    for each in dated:
        if each.date or each.collected_from:
            return each.date, each.collected_from
    return None


def _is_usual(collected_from: str | None) -> bool:
    return {each.partition(" - ")[0] for each in (collected_from or "").split("; ") if each} <= USUAL


def _is_old(date: str, source: Source) -> bool:
    """Whether data was more than YEARS old when the release it is from was published."""
    year, _, month = (source.date or "").partition("-")
    return year.isdecimal() and date < f"{int(year) - YEARS:04}-{month}"

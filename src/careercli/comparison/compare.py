"""Compares roles: what all of them list, what some, what one; pay gaps; highlights; plain sentences. Pure."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from careercli.comparison.gap import get_class_number
from careercli.comparison.highlights import find_highlights
from careercli.comparison.known import Known, describe_unknown, get_kinds, get_unknown
from careercli.comparison.pay import get_gaps
from careercli.comparison.ratings import get_differences, judge
from careercli.comparison.sections import cite_comparison
from careercli.comparison.summary import summarise
from careercli.documents import STATUSES, Comparison, Highlights, Pay, RoleHead, Row, Status
from careercli.model import SECTIONS, Cell, Role, Section, Source, Stated, area_rank, get_share, is_stated


def compare(roles: Sequence[Role], sources: Mapping[str, Source], notes: Sequence[str] = ()) -> Comparison:
    """The comparison of two or more different roles, in the order given.

    `sources` has every source that the roles name; `notes` are what the catalog says about the names asked for.
    """
    rows = _get_rows(roles)
    comparison = Comparison(
        roles=tuple(RoleHead(role.id, role.title, role.dataset, role.summary, role.source) for role in roles),
        summary=(),
        salary=Pay(tuple(estimate for role in roles for estimate in role.salary), get_gaps(roles, sources)),
        outlook=tuple(outlook for role in roles for outlook in role.outlook),
        **rows,
        sources=dict(sources),
        highlights=Highlights(),
        notes=(*notes, *describe_unknown(roles, sources)),
    )
    comparison = replace(comparison, highlights=find_highlights(roles, comparison))
    return cite_comparison(replace(comparison, summary=summarise(roles, comparison)))


def _get_rows(roles: Sequence[Role]) -> dict[Section, tuple[Row, ...]]:
    """One row per item, by section. The order does not depend on that of the roles."""
    kinds = {role.id: get_kinds(role) for role in roles}
    found = [(section, row) for section in SECTIONS for row in _pair_cells(roles, kinds, section)]
    judged = judge(row for _, row in found)
    rows: dict[Section, list[Row]] = {section: [] for section in SECTIONS}
    for (section, _), row in zip(found, judged, strict=True):
        rows[section].append(row)
    return {section: _sort(of_section) for section, of_section in rows.items()}


def _pair_cells(roles: Sequence[Role], kinds: Known, section: Section) -> list[Row]:
    """The rows of one section, in no order, with the differences of ratings not judged."""
    cells = {role.id: {stated.item: stated for stated in role.section(section)} for role in roles}
    items = {item: stated for stated_items in cells.values() for item, stated in stated_items.items()}
    return [
        _row(roles, kinds, section, stated, {role: by_item.get(item) for role, by_item in cells.items()})
        for item, stated in items.items()
    ]


def _row(
    roles: Sequence[Role], kinds: Known, section: Section, item: Stated, states: Mapping[str, Stated | None]
) -> Row:
    unknown = get_unknown(roles, kinds, section, states)
    count = sum(map(is_stated, states.values()))
    status: Status = "partial"
    if count < 2:
        status = "none" if not count else "unknown" if unknown else "unique"
    elif count == len(states):
        status = "shared"
    cells = {
        role: Cell(stated.statements, stated.agreement, stated.ratings, stated.rank) if stated else None
        for role, stated in states.items()
    }
    return Row(item.item, item.label, item.area, status, cells, get_differences(cells), unknown)


def _sort(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows by area; in an area by status, then the most firmly stated, then by `_place`, then by label."""
    first: dict[str | None, int] = {}
    for row in rows:
        for cell in row.roles.values():
            if cell and cell.rank is not None:
                first[row.area] = min(first.get(row.area, cell.rank), cell.rank)

    def rank(row: Row) -> tuple[tuple[int, float, str], int, int, tuple[float, float], str, str]:
        area = area_rank(row.area, first.get(row.area))
        return area, STATUSES.index(row.status), -row.strength, _place(row), row.label.casefold(), row.item

    return tuple(sorted(rows, key=rank))


def _place(row: Row) -> tuple[float, float]:
    """Where a row belongs among its like: by the best rank that a role gives it; ratings by their difference, classes
    of education and the like by the largest share of jobs; (0, 0) for all others."""
    cells = [cell for cell in row.roles.values() if cell]
    if not row.is_rated:
        return 0, min((cell.rank for cell in cells if cell.rank is not None), default=0)
    if any("percent" in cell.ratings for cell in cells):
        return -max(get_share(cell.ratings) for cell in cells), get_class_number(row.item)
    return _place_by_difference(row)


def _place_by_difference(row: Row) -> tuple[float, float]:
    """Clear differences first, then those that cannot be judged, then those that are not clear, each by size; then
    what has no difference, the highest rated first. Of a row's scales the first counts, importance where there is one.
    """
    main = next(iter(next(cell.ratings for cell in row.roles.values() if cell and cell.ratings)))
    order: dict[bool | None, int] = {True: 0, None: 1, False: 2}
    found = [
        (order[each.clear], -abs(each.difference))
        for each in row.differences
        if each.scale == main and each.difference is not None
    ]
    highest = max(cell.ratings[main].value or 0 for cell in row.roles.values() if cell and main in cell.ratings)
    return min(found, default=(3, -highest))

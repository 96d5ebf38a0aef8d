"""Roles to a comparison: what all state, what some, what one; the pay gap; the plain sentences. Pure."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from careercli.comparison.pay import get_gaps
from careercli.comparison.ratings import get_differences
from careercli.comparison.sections import cite_comparison
from careercli.comparison.summary import summarise
from careercli.documents import (
    STATUSES,
    Comparison,
    Pay,
    RoleHead,
    Row,
    Status,
)
from careercli.model import (
    SECTIONS,
    Cell,
    Role,
    Section,
    Source,
    Stated,
    area_rank,
    is_stated,
)


def compare(roles: Sequence[Role], sources: Mapping[str, Source], notes: Sequence[str] = ()) -> Comparison:
    """The comparison of two or more different roles, in the order given; `sources` has every source they name, `notes`
    what is to be kept in mind about them."""
    comparison = Comparison(
        roles=tuple(RoleHead(role.id, role.title, role.dataset, role.summary, role.source) for role in roles),
        summary=(),
        salary=Pay(tuple(estimate for role in roles for estimate in role.salary), get_gaps(roles, sources)),
        outlook=tuple(outlook for role in roles for outlook in role.outlook),
        duties=(),
        requirements=(),
        skills=(),
        environment=(),
        sources=dict(sources),
        notes=tuple(notes),
    )
    comparison = replace(comparison, **{section: _rows(roles, section) for section in SECTIONS})
    return cite_comparison(replace(comparison, summary=summarise(comparison)))


def _rows(roles: Sequence[Role], section: Section) -> tuple[Row, ...]:
    """One row an item, by area; in an area the shared ones first, then the most firmly stated, the highest rated, then
    by label.

    The order does not depend on that of the roles.
    """
    cells = {role.id: {stated.item: stated for stated in role.section(section)} for role in roles}
    items = {item: stated for stated_items in cells.values() for item, stated in stated_items.items()}
    rows = [
        _row(stated, {role: by_item.get(item) for role, by_item in cells.items()}) for item, stated in items.items()
    ]
    return tuple(sorted(rows, key=_rank))


def _row(item: Stated, states: Mapping[str, Stated | None]) -> Row:
    count = sum(map(is_stated, states.values()))
    status: Status = "partial"
    if count < 2:
        status = "unique" if count else "none"
    elif count == len(states):
        status = "shared"
    cells = {
        role: Cell(stated.statements, stated.agreement, stated.ratings) if stated else None
        for role, stated in states.items()
    }
    return Row(item.item, item.label, item.area, status, cells, get_differences(cells))


def _rank(row: Row) -> tuple[tuple[int, str], int, int, float, str, str]:
    return area_rank(row.area), STATUSES.index(row.status), -row.strength, _order(row), row.label.casefold(), row.item


def _order(row: Row) -> float:
    """Rated rows by their highest rating, the highest first; the categories of a distribution in their own order."""
    if not any(cell and cell.ratings for cell in row.roles.values()):
        return 0
    if any(cell and "percent" in cell.ratings for cell in row.roles.values()):
        return float(row.item.rpartition("-")[2])
    return -max(next(iter(cell.ratings.values())).value or 0 for cell in row.roles.values() if cell and cell.ratings)

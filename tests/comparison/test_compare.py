"""The comparison: which rows there are, what stands in them, in which order, and on whose word."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.comparison.pay import get_gaps
from careercli.documents import (
    STATUSES,
    Comparison,
    RoleHead,
    Row,
)
from careercli.model import (
    SECTIONS,
    Cell,
    Role,
    Source,
    area_rank,
)
from catalogs import get_ids
from strategies import comparable_roles, named_sources

Made = tuple[list[Role], dict[str, Source]]

PAIRS = list(
    permutations(
        [
            "practice-administrator",
            "practice-manager",
            "office-manager",
            "operations-manager",
            "medical-office-manager",
        ],
        2,
    )
)


def get_rows(comparison: Comparison) -> list[Row]:
    """All rows of a comparison."""
    return [row for section in SECTIONS for row in comparison.section(section)]


def assert_exchanged(there: Comparison, back: Comparison) -> None:
    """Two comparisons of the same two roles tell the same, but for the order of the roles."""
    for section in SECTIONS:
        assert there.section(section) == back.section(section)
    for ours, theirs in zip(get_rows(there), get_rows(back), strict=True):
        assert list(ours.roles) == list(theirs.roles)[::-1]
    assert there.roles == back.roles[::-1]
    assert there.sources == back.sources
    assert [gap.difference for gap in there.salary.gaps] == [
        None if gap.difference is None else -gap.difference for gap in back.salary.gaps
    ]
    for values in (
        (there.salary.estimates, back.salary.estimates),
        (there.outlook, back.outlook),
    ):
        by_role = [
            {role.id: [value for value in side if value.role == role.id] for role in there.roles} for side in values
        ]
        assert by_role[0] == by_role[1]


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_bundled_roles_compare_alike_both_ways(catalog: Catalog, one: str, two: str) -> None:
    """Comparing two bundled roles in either order tells the same rows, with the roles exchanged."""
    roles = [catalog.get(one), catalog.get(two)]
    assert_exchanged(compare(roles, catalog.sources), compare(roles[::-1], catalog.sources))


def test_every_bundled_pair_is_compared(catalog: Catalog) -> None:
    """The pairs that these tests compare are all pairs of bundled roles."""
    assert set(PAIRS) == set(permutations(get_ids(catalog), 2))


@given(comparable_roles(2, 2))
def test_roles_compare_alike_both_ways(made: Made) -> None:
    """Comparing any two roles in either order tells the same rows, with the roles exchanged."""
    roles, sources = made
    assert_exchanged(compare(roles, sources), compare(roles[::-1], sources))


@given(comparable_roles(3, 5).flatmap(lambda made: st.tuples(st.just(made), st.permutations(made[0]))))
def test_the_order_asked_does_not_change_the_rows(given_twice: tuple[Made, list[Role]]) -> None:
    """Three or more roles have the same rows in the same order, in whichever order they are asked."""
    (roles, sources), otherwise = given_twice
    assert get_rows(compare(roles, sources)) == get_rows(compare(otherwise, sources))


@given(comparable_roles(2, 5))
def test_every_stated_item_is_in_one_row_of_its_section(made: Made) -> None:
    """An item that any role states is in exactly one row of its section, and no other row is there."""
    roles, sources = made
    comparison = compare(roles, sources)
    for section in SECTIONS:
        stated = {(item.item, item.label, item.area) for role in roles for item in role.section(section)}
        rows = [(row.item, row.label, row.area) for row in comparison.section(section)]
        assert len(rows) == len(stated)
        assert set(rows) == stated


def test_every_bundled_item_is_in_one_row(catalog: Catalog) -> None:
    """All bundled roles together have a row for every item that one of them states, and for no other."""
    roles = [catalog.get(role_id) for role_id in get_ids(catalog)]
    comparison = compare(roles, catalog.sources)
    for section in SECTIONS:
        stated = {item.item for role in roles for item in role.section(section)}
        assert sorted(row.item for row in comparison.section(section)) == sorted(stated)


@given(comparable_roles(2, 5))
def test_status_is_by_how_many_state_it(made: Made) -> None:
    """A row is shared where every role states it, unique where one does, partial where some of three or more do, none
    where no role does; one that only has statements against it does not state it."""
    roles, sources = made
    for row in get_rows(compare(roles, sources)):
        count = sum(any(not said.against for said in cell.statements) for cell in row.roles.values() if cell)
        assert {
            "shared": count == len(roles),
            "unique": count == 1,
            "partial": len(roles) > 2 and 1 < count < len(roles),
            "none": count == 0,
        }[row.status]


@given(comparable_roles(2, 5))
def test_a_cell_is_what_the_role_states(made: Made) -> None:
    """A cell holds exactly the statements of the role and how they agree, and is null where the role states nothing."""
    roles, sources = made
    comparison = compare(roles, sources)
    for section in SECTIONS:
        cells = {
            (role.id, item.item): Cell(item.statements, item.agreement)
            for role in roles
            for item in role.section(section)
        }
        for row in comparison.section(section):
            assert row.roles == {role.id: cells.get((role.id, row.item)) for role in roles}


@given(comparable_roles(2, 5))
def test_roles_and_their_figures_stand_in_the_order_asked(made: Made) -> None:
    """Roles, the keys of every row, pay, gaps and outlook come in the order in which the roles were asked."""
    roles, sources = made
    comparison = compare(roles, sources)
    ids = [role.id for role in roles]
    assert comparison.roles == tuple(RoleHead(role.id, role.title, role.dataset, role.summary) for role in roles)
    assert all(list(row.roles) == ids for row in get_rows(comparison))
    assert comparison.salary.estimates == tuple(estimate for role in roles for estimate in role.salary)
    assert comparison.salary.gaps == get_gaps(roles, sources)
    assert comparison.outlook == tuple(outlook for role in roles for outlook in role.outlook)


def rank(row: Row, roles: Sequence[Role]) -> tuple[object, ...]:
    """Where a row belongs: its area, how many state it, how firmly, its label."""
    strengths = {"stated": 0, "typical": 1, "common": 2, "some": 3, "possible": 4}
    said = [statement for cell in row.roles.values() if cell for statement in cell.statements if not statement.against]
    assert set(row.roles) == {role.id for role in roles}
    return (
        area_rank(row.area),
        STATUSES.index(row.status),
        min((strengths[statement.modality] for statement in said), default=5),
        row.label.casefold(),
    )


@given(comparable_roles(2, 4))
def test_rows_go_by_area_status_strength_and_label(made: Made) -> None:
    """In a section rows go by area; in an area the shared first, then the most firmly stated, then by label."""
    roles, sources = made
    comparison = compare(roles, sources)
    for section in SECTIONS:
        ranks = [rank(row, roles) for row in comparison.section(section)]
        assert ranks == sorted(ranks)


@given(comparable_roles(2, 5))
def test_sources_are_those_that_the_comparison_names(made: Made) -> None:
    """The sources of a comparison are exactly those that its cells and figures name: none missing, none besides."""
    roles, sources = made
    comparison = compare(roles, sources)
    assert set(comparison.sources) == named_sources(comparison)
    assert all(comparison.sources[source] == sources[source] for source in comparison.sources)


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_bundled_sources_are_those_named(catalog: Catalog, one: str, two: str) -> None:
    """Comparing two bundled roles gives exactly the sources that its cells and figures name."""
    comparison = compare([catalog.get(one), catalog.get(two)], catalog.sources)
    assert set(comparison.sources) == named_sources(comparison)

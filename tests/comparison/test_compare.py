"""The comparison: which rows there are, what is in them, in which order, and who says so."""

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
    is_stated,
)
from catalogs import get_ids
from rated import SOURCES, make_role, rate, state
from rated import Made as MadeCell
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
    """Two comparisons of the same two roles are the same, but for the order of the roles."""
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
    """Comparing two bundled roles in either order gives the same rows, with the roles exchanged."""
    roles = [catalog.get(one), catalog.get(two)]
    assert_exchanged(compare(roles, catalog.sources), compare(roles[::-1], catalog.sources))


def test_every_bundled_pair_is_compared(catalog: Catalog) -> None:
    """The pairs that these tests compare are all pairs of bundled roles."""
    assert set(PAIRS) == set(permutations(get_ids(catalog), 2))


@given(comparable_roles(2, 2))
def test_roles_compare_alike_both_ways(made: Made) -> None:
    """Comparing any two roles in either order gives the same rows, with the roles exchanged."""
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
    where no role does, and unknown where one does and another has nothing in that section; a role that only has
    statements against the item does not state it."""
    roles, sources = made
    comparison = compare(roles, sources)
    for section in SECTIONS:
        has = {role.id: any(map(is_stated, role.section(section))) for role in roles}
        for row in comparison.section(section):
            count = sum(any(not said.against for said in cell.statements) for cell in row.roles.values() if cell)
            unknown = tuple(sorted(role for role, cell in row.roles.items() if cell is None and not has[role]))
            assert row.unknown == unknown
            assert {
                "shared": count == len(roles),
                "unique": count == 1 and not unknown,
                "unknown": count == 1 and unknown,
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
def test_roles_and_their_figures_are_in_the_order_asked(made: Made) -> None:
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


RANKED = [
    make_role(
        "one",
        state("duties", "sweep", area="Yard", rank=1, modality="some"),
        state("duties", "bake", area="Oven", rank=2),
        state("duties", "knead", area="Oven", rank=3),
        state("duties", "sing", area="Hall", rank=4),
        state("duties", "wave", rank=5),
    ),
    make_role(
        "two",
        state("duties", "knead", area="Oven", rank=2),
        state("duties", "hum", area="Hall", rank=3),
        state("duties", "lead", area="people", rank=9),
        rate("duties", "lifting", "Lifting", importance=90, area="General"),
    ),
]


@pytest.mark.parametrize("roles", [RANKED, RANKED[::-1]])
def test_ranked_rows_go_by_rank(roles: Sequence[Role]) -> None:
    """Areas come in the order of their most important item, after those that careercli knows and before those without
    ranks; in an area shared items come first, then the most firmly stated, then by rank."""
    rows = compare(roles, SOURCES).duties
    assert [row.item for row in rows] == ["lead", "sweep", "knead", "bake", "hum", "sing", "lifting", "wave"]
    ranks = {row.item: {role: cell.rank for role, cell in row.roles.items() if cell} for row in rows}
    assert ranks["knead"] == {"one": 3, "two": 2}
    assert ranks["lifting"] == {"two": None}


def test_in_an_area_what_has_no_rank_comes_first() -> None:
    """Items that a source does not rank come before those that one does, however high."""
    one = make_role("one", state("duties", "bake", area="Oven", rank=1), state("duties", "sing", area="Oven"))
    assert [row.item for row in compare([one, make_role("two")], SOURCES).duties] == ["sing", "bake"]


def test_in_an_area_core_comes_before_supplemental() -> None:
    """What is stated comes before what holds in some places only, whatever the ranks."""
    one = make_role("one", state("duties", "a", rank=1, modality="some"), state("duties", "b", rank=2))
    assert [row.item for row in compare([one, make_role("two", state("duties", "c", rank=3))], SOURCES).duties] == [
        "b",
        "c",
        "a",
    ]


def get_status(rows: Sequence[Row], item: str) -> tuple[str, tuple[str, ...]]:
    """The status of one row, and the roles without data of its kind."""
    (row,) = [row for row in rows if row.item == item]
    return row.status, row.unknown


def test_what_a_role_has_no_data_for_is_unknown() -> None:
    """Ratings of an area, or statements of a section, that one role lacks altogether are unknown for it; what it lacks
    among others of the kind is not stated."""
    one = make_role(
        "one",
        rate("skills", "reading", "Reading", importance=50),
        rate("skills", "law", "Law", importance=50, area="knowledge"),
        state("skills", "lathe", area="technology"),
        state("duties", "sweep"),
    )
    two = make_role("two", rate("skills", "writing", "Writing", importance=50), state("duties", "bake"))
    comparison = compare([one, two], SOURCES)
    assert get_status(comparison.skills, "reading") == ("unique", ())
    assert get_status(comparison.skills, "law") == ("unknown", ("two",))
    assert get_status(comparison.skills, "lathe") == ("unknown", ("two",))
    assert get_status(comparison.duties, "sweep") == ("unique", ())
    assert comparison.notes == ("Moon 1.0 has no ratings of knowledge or technology for Two.",)


def test_a_denial_is_no_data_but_it_is_known() -> None:
    """A role that only denies items of a section has nothing there; of the denied item itself it is not unknown."""
    one = make_role("one", state("skills", "reading"), state("skills", "writing"))
    two = make_role("two", state("skills", "reading", against=True))
    rows = compare([one, two], SOURCES).skills
    assert get_status(rows, "reading") == ("unique", ())
    assert get_status(rows, "writing") == ("unknown", ("two",))


def test_of_three_roles_two_that_share_what_a_third_has_no_data_for() -> None:
    """What two of three roles state is partial, and names the third as unknown."""
    one, two = (make_role(name, state("skills", "reading"), state("skills", name)) for name in ("one", "two"))
    rows = compare([one, two, make_role("three")], SOURCES).skills
    assert get_status(rows, "reading") == ("partial", ("three",))
    assert get_status(rows, "one") == ("unknown", ("three",))


def test_roles_of_different_vocabularies_are_unknown_to_each_other() -> None:
    """What an occupation lists may apply to a role of a role file as well, and the other way round: no row is
    one-sided; two roles of one vocabulary among them are compared."""
    made = state("skills", "reading"), state("skills", "writing"), state("skills", "sums")
    mine, yours = make_role("mine", made[0], source=None), make_role("yours", *made[:2], source=None, dataset="other")
    theirs = make_role("theirs", made[2])
    rows = compare([mine, theirs], SOURCES).skills
    assert [row.status for row in rows] == ["unknown", "unknown"]
    rows = compare([mine, yours, theirs], SOURCES).skills
    assert get_status(rows, "reading") == ("partial", ("theirs",))
    assert get_status(rows, "sums") == ("unknown", ("mine", "yours"))


@pytest.mark.parametrize(
    ("lacking", "note"),
    [
        (
            make_role("two", state("duties", "bake"), source=None),
            "No source lists requirements, skills, environment traits or interests for Two.",
        ),
        (
            make_role("two", source=None),
            "No source lists duties, requirements, skills, environment traits or interests for Two.",
        ),
    ],
)
def test_what_role_files_lack_is_noted(lacking: Role, note: str) -> None:
    """Of a role from a role file the note names the sections for which there is nothing."""
    full = make_role("one", *(state(section, f"a-{section}") for section in SECTIONS), source=None)
    assert compare([full, lacking], SOURCES, ["first"]).notes == ("first", note)


@pytest.mark.parametrize(
    ("made", "note"),
    [
        ([rate("skills", "sums", "Sums", importance=1), state("requirements", "zone-1", area="job zone")], ""),
        ([state("requirements", "zone-1", area="job zone")], "no ratings for"),
        ([rate("skills", "sums", "Sums", importance=1)], "no job zone for"),
        ([rate("interests", "art", "Art", importance=1, area="interests")], "no ratings of skills or job zone for"),
        ([], "no ratings or job zone for"),
    ],
)
def test_what_a_release_lacks_is_noted(made: list[MadeCell], note: str) -> None:
    """Of an occupation the note names the release, and what ratings and statements it has none of."""
    full = make_role(
        "one", rate("skills", "sums", "Sums", importance=1), state("requirements", "zone-2", area="job zone")
    )
    notes = compare([full, make_role("two", *made)], SOURCES).notes
    assert [each for each in notes if "Two" in each] == ([f"Moon 1.0 has {note} Two."] if note else [])


def test_what_no_role_of_a_vocabulary_has_is_not_noted() -> None:
    """That two vocabularies have other kinds of data is no lack of either."""
    mine = make_role("mine", state("skills", "reading"), source=None)
    theirs = make_role("theirs", state("duties", "bake"))
    assert compare([mine, theirs], SOURCES).notes == ()


def test_the_best_rank_of_any_role_counts() -> None:
    """An area counts as its most important item, and an item that roles rank differently as its best rank."""
    one = make_role(
        "one",
        state("duties", "first", area="Oven", rank=1),
        state("duties", "second", area="Hall", rank=2),
        state("duties", "third", area="Hall", rank=3),
        state("duties", "last", area="Oven", rank=9),
    )
    two = make_role(
        "two", state("duties", "third", area="Hall", rank=5), state("duties", "second", area="Hall", rank=8)
    )
    for roles in ((one, two), (two, one)):
        assert [row.item for row in compare(roles, SOURCES).duties] == ["first", "last", "second", "third"]

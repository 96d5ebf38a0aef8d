"""Highlights: structured, complete in ids, and nothing lost that is not counted."""

from itertools import pairwise

import pytest
from hypothesis import given
from msgspec.structs import replace

from careercli.comparison.compare import compare
from careercli.documents import Comparison, Highlights, LeftOut, Listed
from careercli.model import SECTIONS, Estimate, Modality, Role, Source, strength
from rated import SOURCES, make_role, rate, spread_classes, state
from strategies import comparable_roles

Made = tuple[list[Role], dict[str, Source]]


def pay(role: Role, amount: float | None, currency: str = "USD") -> Role:
    """The role with one median a year."""
    estimate = Estimate(role.id, amount, None, "median", currency, "year", None, None, None, None, ())
    return replace(role, salary=(estimate,))


def get_highlights(*roles: Role) -> Highlights:
    """The highlights of made-up roles."""
    return compare(roles, SOURCES).highlights


def get_lists(highlights: Highlights) -> list[Listed]:
    """All lists of items."""
    return [*highlights.shared, *highlights.partial, *highlights.only, *highlights.unknown]


def count_left_out(comparison: Comparison, section: str) -> int:
    """How many rows of a section the highlights leave out."""
    return sum(each.count for each in comparison.highlights.left_out if each.section == section)


@given(comparable_roles(2, 4))
def test_every_row_is_listed_once_or_left_out(made: Made) -> None:
    """Each row is in one list, with the roles that state it, or counted as left out."""
    comparison = compare(*made)
    lists = get_lists(comparison.highlights)
    for section in SECTIONS:
        rows = {row.item: row for row in comparison.section(section)}
        listed = [(item, each) for each in lists if each.section == section for item in each.ids]
        assert len({item for item, _ in listed}) == len(listed)
        assert len(listed) + count_left_out(comparison, section) == len(rows)
        for item, each in listed:
            assert each.area == rows[item].area
            cells = {role: cell for role, cell in rows[item].roles.items() if cell}
            stating = [role for role, cell in cells.items() if any(not said.against for said in cell.statements)]
            assert list(each.roles) == stating
            assert (item in each.contested) == rows[item].is_contested


@given(comparable_roles(2, 4))
def test_lists_are_by_status(made: Made) -> None:
    """What all roles state is shared, what some of three or more do partial, what one does only or unknown; the labels
    are those of the ids."""
    comparison = compare(*made)
    highlights = comparison.highlights
    by_status = {
        "shared": highlights.shared,
        "partial": highlights.partial,
        "unique": highlights.only,
        "unknown": highlights.unknown,
    }
    rows = {row.item: row for section in SECTIONS for row in comparison.section(section)}
    for status, lists in by_status.items():
        for each in lists:
            assert {rows[item].status for item in each.ids} == {status}
            assert each.labels == tuple(rows[item].label for item in each.ids)


@pytest.mark.parametrize(
    ("modality", "is_weak"),
    [("stated", False), ("typical", False), ("common", False), ("some", True), ("possible", True)],
)
def test_weak_items_are_left_out(modality: Modality, is_weak: bool) -> None:
    """What every source calls possible, or sees in some places only, is left out and counted."""
    one = make_role("one", state("duties", "bake", modality=modality))
    found = get_highlights(one, make_role("two", state("duties", "sweep")))
    assert ("bake" in {item for each in found.only for item in each.ids}) is not is_weak
    assert found.left_out == ((LeftOut("duties", "weak", 1),) if is_weak else ())


def test_only_hot_technology_is_listed() -> None:
    """Technology that is not hot is left out and counted; at most ten labels are given, the ids are complete."""
    hot = [state("skills", f"hot-{n}", area="technology", condition="hot technology") for n in range(12)]
    cold = state("skills", "cold", area="technology", condition="in demand")
    found = get_highlights(make_role("one", cold, *hot), make_role("two", cold, *hot))
    (shared,) = found.shared
    assert (len(shared.ids), len(shared.labels)) == (12, 10)
    assert found.left_out == (LeftOut("skills", "technology", 1),)


def test_ratings_and_classes_are_left_out_and_counted() -> None:
    """A rating among the largest differences is not left out; other ratings and classes are, each counted as such;
    so is what is only denied."""
    one = make_role(
        "one",
        rate("skills", "far", "Far", importance=90),
        rate("skills", "even", "Even", importance=50),
        *spread_classes({1: 60, 2: 40}),
        state("duties", "bake", against=True),
    )
    two = make_role(
        "two",
        rate("skills", "far", "Far", importance=10),
        rate("skills", "even", "Even", importance=50),
        *spread_classes({1: 60, 2: 40}),
    )
    assert get_highlights(one, two).left_out == (
        LeftOut("duties", "denied", 1),
        LeftOut("requirements", "class", 2),
        LeftOut("skills", "rated", 1),
    )


def test_the_most_telling_items_come_first() -> None:
    """In a list what is stated most firmly comes first, then by the role's own rank, then what most voices say."""
    one = make_role(
        "one",
        state("duties", "often", modality="common"),
        state("duties", "second", rank=2),
        state("duties", "first", rank=1),
        state("skills", "one-voice", sources=("moon",)),
        state("skills", "two-voices", sources=("moon", "press")),
        state("skills", "twice", sources=("press", "echo")),
    )
    two = make_role("two", state("duties", "other"), state("skills", "another"))
    sources = {**SOURCES, "press": Source("The Press", voice="press"), "echo": Source("The Echo", voice="press")}
    only = [each for each in compare([one, two], sources).highlights.only if each.roles == ("one",)]
    assert [each.ids for each in only] == [("first", "second", "often"), ("two-voices", "one-voice", "twice")]


def test_differences_are_the_largest_of_each_side() -> None:
    """At most eight of the largest differences are given for each role, by size; clear ones and those that cannot be
    judged, not those that are not clear; all are counted."""
    values = [(90 - n, 10) for n in range(10)] + [(10, 95 - n) for n in range(3)] + [(50, 51)]
    one, two = (
        [rate("skills", f"s{n}", f"S{n}", importance=pair[side], error=1) for n, pair in enumerate(values)]
        for side in (0, 1)
    )
    unjudged = [rate("skills", "u", "U", importance=value, error=None) for value in (0, 99)]
    hidden = [rate("skills", "h", "H", importance=value) for value in (None, 99)]
    (found,) = get_highlights(
        make_role("one", *one, unjudged[0], hidden[0]), make_role("two", *two, unjudged[1], hidden[1])
    ).differences
    assert (found.from_, found.to, found.scale) == ("one", "two", "importance")
    assert (found.clear, found.unclear, found.unjudged, found.without_value) == (13, 1, 1, 1)
    assert [each.item for each in found.largest] == [
        *("u", "s10", "s11", "s12", "s0"),
        *("s1", "s2", "s3", "s4", "s5", "s6", "s7"),
    ]
    sizes = [abs(each.difference) for each in found.largest]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(each.difference < 0 for each in found.largest) == 8
    assert (found.largest[0].from_value, found.largest[0].to_value, found.largest[0].clear) == (0, 99, None)


def test_unrated_roles_have_no_differences() -> None:
    """Roles that are not both rated have none; of three the pairs in the order named have."""
    rated = [make_role(f"role-{n}", rate("skills", "s", "S", importance=n)) for n in range(3)]
    assert get_highlights(rated[0], make_role("bare")).differences == ()
    assert [(each.from_, each.to) for each in get_highlights(*rated).differences] == [
        ("role-0", "role-1"),
        ("role-1", "role-2"),
    ]


@given(comparable_roles(2, 5))
def test_steps_are_there_and_back_or_each_in_the_order_named(made: Made) -> None:
    """Of two roles there are the step and the step back; of more, each step from one role to the next."""
    roles, sources = made
    steps = [(step.from_, step.to) for step in compare(roles, sources).highlights.steps]
    ids = [role.id for role in roles]
    assert steps == ([tuple(ids), tuple(ids[::-1])] if len(ids) == 2 else list(pairwise(ids)))


@given(comparable_roles(2, 2))
def test_a_step_asks_for_nothing_that_is_listed_or_weak(made: Made) -> None:
    """What is new in a step is stated or typical of the target and not listed for the origin."""
    roles, sources = made
    for step in compare(roles, sources).highlights.steps:
        one, two = (next(role for role in roles if role.id == role_id) for role_id in (step.from_, step.to))
        for each in step.new:
            there = {cell.item: cell for cell in two.section(each.section)}
            here = {cell.item: cell for cell in one.section(each.section)}
            for item in each.ids:
                said = [statement for statement in there[item].statements if not statement.against]
                assert max(strength(statement.modality) for statement in said) >= strength("typical")
                assert item not in here or all(statement.against for statement in here[item].statements)


def test_a_step_of_rated_roles() -> None:
    """A step has the levels needed, the weightiest first, the coverage of each area, and the classes of both roles."""
    one = make_role(
        "one",
        rate("skills", "sums", "Sums", importance=90, level=20),
        rate("skills", "wit", "Wit", importance=90, level=50),
        rate("skills", "law", "Law", importance=90, level=40, area="knowledge", error=None),
        rate("duties", "lift", "Lift", importance=90, level=10, area="general work activities"),
        *spread_classes({1: 60, 2: 40}),
    )
    two = make_role(
        "two",
        rate("skills", "sums", "Sums", importance=60, level=60),
        rate("skills", "wit", "Wit", importance=60, level=50),
        rate("skills", "law", "Law", importance=90, level=90, area="knowledge"),
        rate("duties", "lift", "Lift", importance=90, level=90, area="general work activities"),
        *spread_classes({1: 40, 2: 60}),
    )
    there, back = get_highlights(one, two).steps
    assert [
        (each.item, each.area, each.from_level, each.to_level, each.size, each.estimated) for each in there.higher
    ] == [
        ("law", "knowledge", 40, 90, "large", True),
        ("sums", "skills", 20, 60, "large", False),
    ]
    assert [(each.area, each.rated, each.needed, each.higher, each.percent) for each in there.coverage] == [
        ("knowledge", 1, 1, 1, 44.4),
        ("skills", 2, 2, 1, 66.7),
    ]
    assert [(each.area, each.from_, each.to, each.change) for each in there.classes] == [
        ("required education", "Education 1", "Education 2", "higher")
    ]
    assert back.higher == ()
    assert back.classes[0].change == "lower"


def test_the_pay_gap_is_of_the_kind_most_roles_have() -> None:
    """Of three or more roles the gap is of the kind that most have; the others are left out, and the percentage is of
    the lower."""
    bare = [make_role(name) for name in ("one", "two", "three", "four")]
    roles = [pay(bare[0], 50), pay(bare[1], 75), pay(bare[2], 500, "EUR"), bare[3]]
    gap = get_highlights(*roles).pay_gap
    assert (gap.basis, gap.higher, gap.lower) == ("own", "two", "one")
    assert (gap.higher_amount, gap.lower_amount, gap.difference, gap.percent) == (75, 50, 25, 50.0)
    assert (gap.statistic, gap.currency, gap.period, gap.reason) == ("median", "USD", "year", None)
    assert gap.left_out == ("three", "four")


def test_a_refused_pay_gap_has_the_reason() -> None:
    """Where no figures can be compared the highlights have the reason, and no number."""
    one, two = make_role("one"), make_role("two")
    found = get_highlights(pay(one, 50), pay(two, 60, "EUR"))
    assert (found.pay_gap.reason, found.pay_gap.difference, found.pay_gap.higher) == ("currencies", None, None)
    assert (found.official_gap.basis, found.official_gap.reason) == ("nearest", "no-official-pay")


@given(comparable_roles(2, 2))
def test_the_pay_gap_is_that_of_the_gaps(made: Made) -> None:
    """Of two roles the highlights' pay gaps are the gaps, whichever role is higher, with their reasons."""
    comparison = compare(*made)
    for gap, found in zip(
        comparison.salary.gaps, (comparison.highlights.pay_gap, comparison.highlights.official_gap), strict=True
    ):
        assert (found.basis, found.reason, found.statistic, found.currency) == (
            gap.basis,
            gap.reason,
            gap.statistic,
            gap.currency,
        )
        assert found.difference == (None if gap.difference is None else abs(gap.difference))
        if gap.difference:
            assert (found.higher == gap.to) == (gap.difference > 0)
            percent = gap.percent_of_from if gap.difference > 0 else gap.percent_of_to
            assert found.percent == (None if percent is None else abs(percent))


def test_the_kind_that_most_roles_have_counts_wherever_it_is_named() -> None:
    """Three figures in one currency count before two in another, though these are named first and differ by more."""
    bare = [make_role(name) for name in ("one", "two", "three", "four", "five")]
    amounts = [(1, "EUR"), (900, "EUR"), (50, "USD"), (60, "USD"), (75, "USD")]
    roles = [pay(role, amount, currency) for role, (amount, currency) in zip(bare, amounts, strict=True)]
    gap = get_highlights(*roles).pay_gap
    assert (gap.currency, gap.difference, gap.left_out) == ("USD", 25, ("one", "two"))


def test_all_labels_but_those_of_technology_are_given() -> None:
    """A list that is not of technology has a label for each of its ids."""
    made = [state("duties", f"duty-{n}", area="people") for n in range(30)]
    (shared,) = get_highlights(make_role("one", *made), make_role("two", *made)).shared
    assert (len(shared.ids), len(shared.labels)) == (30, 30)

"""What the readable formats say in the same words."""

from typing import Any

import pytest
from msgspec.structs import replace

from careercli.documents import Comparison, Dataset, Gap, Overlap, Pay, RoleList, Row, SearchResults, Standing
from careercli.model import (
    Cell,
    Code,
    Estimate,
    Ladder,
    OccupationRef,
    Outlook,
    Percentiles,
    Related,
    Rung,
    Source,
    Statement,
)
from careercli.render import wording

ESTIMATE = Estimate("one", 50_000, None, "median", "USD", "year", None, None, None, None, ("s",))


OUTLOOK = Outlook("one", None, None, None, None, None, None, None, None, None, ())
GAP = Gap("one", "two", "own", 10, None, None, "USD", "year", "median", True, ())


def _estimate(**parts: Any) -> Estimate:
    return replace(ESTIMATE, **parts)


def _outlook(**parts: Any) -> Outlook:
    return replace(OUTLOOK, **parts)


def _gap(**parts: Any) -> Gap:
    return replace(GAP, **parts)


def test_one_voice_is_said_once() -> None:
    """Sources with one voice are named together, with their numbers and the publisher of the first, or else the voice;
    a voice with one source, and sources without a voice, are not named."""
    sources = {
        "a": Source("A", "First Press", voice="press"),
        "b": Source("B", "Other"),
        "c": Source("C", "Second Press", voice="press"),
        "d": Source("D", voice="ghost"),
        "e": Source("E", voice="ghost"),
        "f": Source("F", "Lonely", voice="alone"),
        "g": Source("G", "Other"),
    }
    said = wording.describe_voices(sources, "[{}]")
    assert len(said) == 2
    assert said[0].startswith("[1] and [3] ")
    assert "First Press" in said[0]
    assert "Second Press" not in said[0]
    assert said[1].startswith("[4] and [5] ")
    assert "ghost" in said[1]
    assert wording.describe_voices({"a": sources["a"], "b": sources["b"]}, "[{}]") == []


def test_a_source_is_described_in_full() -> None:
    """A footnote has title, publisher, kind, date, licence, address and attribution, with one period after each."""
    whole = Source("T", "P", "2024", "statistics", "CC BY 4.0", url="x.org", attribution="Say so.")
    assert wording.describe_source(whole) == "T. P, statistics, 2024, CC BY 4.0. x.org. Say so."
    assert wording.describe_source(Source("Who?", kind="article")) == "Who? Publisher not stated, article, no date"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (Statement("Does it", "stated", None, ()), "Does it"),
        (Statement("Does it", "typical", None, ()), "Does it (typical)"),
        (Statement("Does it", "possible", "in small clinics", ()), "Does it (possible, in small clinics)"),
        (Statement("Does it", "stated", "at night", (), against=True), "Does it (at night, against)"),
    ],
)
def test_statements_are_qualified(statement: Statement, said: str) -> None:
    """How strongly a statement is made and under which condition follows it; what is stated flatly has nothing."""
    assert wording.qualify(statement) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "$50,000 a year (median)"),
        ({"period": "hour", "amount": 20.5}, "$20.50 an hour (median)"),
        ({"amount": None, "at_or_above": 100}, "at or above $100 a year (median)"),
        ({"amount": None, "not_available": ("amount",)}, "not available (median)"),
        ({"amount": None}, "not stated (median)"),
        ({"amount": 0}, "$0 a year (median)"),
    ],
)
def test_amounts(parts: dict[str, object], said: str) -> None:
    """An amount, a top code, what the publisher withholds and what nobody states are told apart."""
    assert wording.describe_amount(_estimate(**parts)) == said


def test_scopes() -> None:
    """Area, date and number of people follow a figure as far as they are known."""
    assert wording.describe_scope(_estimate()) == ""
    assert wording.describe_scope(_estimate(area="Ohio", as_of="2024", employment=1000)) == "Ohio, 2024, 1,000 people"
    assert wording.describe_scope(_estimate(employment=0)) == "0 people"
    hidden = _estimate(area="Ohio", employment=5, not_available=("employment",))
    assert wording.describe_scope(hidden) == "Ohio, number of people not available"


def test_percentiles_are_in_order() -> None:
    """Percentiles are told from the lowest, without those not published, a top code as such."""
    percentiles = Percentiles(p10=1, p50=3, p90=None, at_or_above={"p75": 4, "p90": 5})
    said = "percentiles: 10th $1, 50th $3, 75th at or above $4, 90th at or above $5"
    assert wording.describe_percentiles(percentiles, "USD") == said


def test_projections() -> None:
    """A projection says its numbers with their years, the change with its sign, then what entry asks for."""
    whole = Outlook("one", None, 1000, 2000, -0.25, 1500, (2024, 2034), "Bachelor's", "None", "Some", ())
    assert wording.describe_outlook(whole) == [
        "1,000 people employed in 2024, 2,000 projected in 2034, -0.2%, 1,500 openings a year",
        "entry education: Bachelor's; related experience: None; training on the job: Some",
    ]
    assert wording.describe_outlook(_outlook(employment=0, change_percent=5)) == ["0 people employed, +5.0%"]
    assert wording.describe_outlook(_outlook(training="Some")) == ["training on the job: Some"]
    assert wording.describe_outlook(_outlook()) == []


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "Gap Ones > Two, medians: +$10 a year"),
        ({"difference": -10, "period": "hour"}, "Gap Ones > Two, medians: -$10 an hour"),
        ({"difference": 0}, "Gap Ones > Two, medians: $0 a year"),
        (
            {"percent_of_from": 25.0, "percent_of_to": 20.0},
            "Gap Ones > Two, medians: +$10 a year (+25.00% of the pay of Ones, +20.00% of the pay of Two)",
        ),
    ],
)
def test_gaps(parts: dict[str, object], said: str) -> None:
    """A gap has its sign, and the percentages of both roles' pay with theirs."""
    assert wording.describe_gap(_gap(**parts), {"one": "Ones", "two": "Two"}, ">") == said


@pytest.mark.parametrize(
    ("overlap", "said"),
    [
        (Overlap(None, None, None), "do not meet."),
        (Overlap(5, 9, None), "overlap from $5 to $9."),
        (Overlap(5, None, 8), "overlap from $5 to at least $8."),
    ],
)
def test_overlaps(overlap: Overlap, said: str) -> None:
    """Where two ranges overlap, or that they do not; a top code ends the overlap "at least" there."""
    assert wording.describe_ranges(_gap(overlap=overlap)) == f"Their ranges, 10th to 90th percentile, {said}"


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing("one", "two", 11, 11), ("first", "at the 11th percentile of the second.")),
        (Standing("two", "one", None, 10), ("second", "below the 10th percentile of the first.")),
        (Standing("one", "two", 90, None), ("first", "at or above the 90th percentile of the second.")),
        (Standing("two", "one", 25, 50), ("second", "between the 25th and 50th percentile of the first.")),
    ],
)
def test_standings(standing: Standing, said: tuple[str, str]) -> None:
    """Where the median of one role is in the other's range: at a percentile, between two, or beyond the last."""
    found = wording.describe_ranges(_gap(standings=(standing,)))
    assert found.startswith(f"The median of the {said[0]} ")
    assert found.endswith(f" {said[1]}")
    both = wording.describe_ranges(_gap(standings=(standing, standing), overlap=Overlap(5, 9, None)))
    assert both.startswith("Their ranges")
    assert both.count(f"he median of the {said[0]} ") == 2


def test_a_gap_without_ranges_says_nothing_of_them() -> None:
    """Without percentiles there is nothing to say of ranges."""
    assert wording.describe_ranges(_gap()) == ""


def test_notes_that_all_gaps_share_are_said_once() -> None:
    """Of several gaps the notes of each are with it, those of all at the end, and so is why there is none."""
    gaps = [_gap(notes=("all", "one")), _gap(to="three", notes=("all",)), _gap(difference=None, notes=("why",))]
    names = {"one": "One", "two": "Two", "three": "Three"}
    lines, notes = wording.describe_gaps(gaps, names, ">")
    assert lines == [("Gap One > Two, medians: +$10 a year", "one"), ("Gap One > Three, medians: +$10 a year", "")]
    assert notes == ["all", "why"]
    assert wording.describe_gaps([], {}, ">") == ([], [])


def test_occupations_and_ladders() -> None:
    """A role's own occupation and the nearest one are told apart; a ladder has its rungs, level and neighbours."""
    own, near = Code("soc-2018", "1-1", "Ones", "exact"), Code("soc-2018", "2-2", None, "nearest")
    assert wording.describe_code(own) == "Occupation: Ones (SOC 2018 1-1)"
    assert wording.describe_code(near).startswith("Nearest occupation: title not stated (SOC 2018 2-2)")
    low, mid, top = Rung("a", "A"), Rung("b", "B"), Rung("c", "C")
    ladder = Ladder("l", "L", 2, (low, mid, top), low, top, ())
    assert wording.describe_ladder(ladder, ">") == "L: A > B > C (level 2 of 3)"
    assert wording.describe_neighbours(ladder) == "below: A (a); above: C (c)"
    end = Ladder("l", "L", 1, (low,), None, None, ())
    assert wording.describe_neighbours(end) == "nothing below; nothing above"


def test_figures_of_one_occupation_are_together() -> None:
    """Own figures come first; those of an occupation come once, for all the roles that are nearest to it."""
    ref = OccupationRef("soc-2018", "1-1", "Ones")
    own = _estimate()
    near = [_estimate(role=role, nearest=ref, amount=9) for role in ("one", "two")]
    future = [_outlook(nearest=ref)]
    groups = wording.group_figures({"one": "One", "two": "Two"}, [*near, own], future)
    assert [group.title for group in groups] == ["One", "Ones (1-1), nearest to One, Two"]
    assert [group.estimates for group in groups] == [(own,), (near[0],)]
    assert [len(group.outlook) for group in groups] == [0, 1]


def test_relatives_are_by_tier() -> None:
    """Related roles of one tier share a line, in the order of the tiers."""
    related = [Related("a", "A", "Near"), Related("b", "B", None), Related("c", "C", "Near")]
    assert wording.describe_related(related) == ["Related, Near: A (a), C (c)", "Related: B (b)"]


def test_what_is_not_shown_is_counted() -> None:
    """More roles, found roles and the counts of a dataset have their numbers, with commas."""
    assert wording.describe_more(RoleList((), {}, "")) == ""
    more = wording.describe_more(RoleList((), {}, "", {"onet": 1016, "esco": 3}))
    assert more.startswith("More roles: 1,016 in onet and 3 in esco; ")
    counts = {"occupations": 1016, "skills": 3}
    dataset = Dataset("d", "d", None, None, counts, (), (), Source("S"), "x.org")
    assert wording.describe_counts(dataset) == "1,016 occupations, 3 skills"
    assert '"bread"' in wording.describe_found(SearchResults("bread", 0, (), {}))
    assert "0 of 2,000" in wording.describe_found(SearchResults("bread", 2000, (), {}))


CELL = Cell((Statement("x", "stated", None, ("s",)),), "single", {})


def _row(status: str, *cells: Cell | None) -> Row:
    return Row("i", "I", None, status, dict(zip("abc", cells, strict=False)))  # type: ignore[arg-type]


def test_marks() -> None:
    """A row is marked by who states it: = all, ~ some, of two roles < the first and > the second, of more a letter."""
    assert wording.get_mark(_row("shared", CELL, CELL), "ab") == "="
    assert wording.get_mark(_row("unique", CELL, None), "ab") == "<"
    assert wording.get_mark(_row("unique", None, CELL), "ab") == ">"
    assert wording.get_mark(_row("partial", CELL, CELL, None), "abc") == "~"
    assert [
        wording.get_mark(_row("unique", *(CELL if at == n else None for n in range(3))), "abc") for at in range(3)
    ] == [*"ABC"]
    assert wording.describe_marks(["One", "Two"], []) == ["= both", "< only One", "> only Two"]
    assert wording.describe_marks(["X", "Y", "Z"], []) == ["= all", "~ some", "A only X", "B only Y", "C only Z"]
    rows = [_row("shared", CELL, CELL), *[_row("unique", CELL, None)] * 2]
    assert wording.count_rows(rows) == "1 shared, 2 unique"
    assert wording.count_rows([]) == ""


def test_a_section_has_its_own_sources() -> None:
    """Of sections that are shown alone only what these cite is a source; of the whole everything is."""
    row = _row("shared", CELL, None)
    sources = {name: Source(name) for name in ("s", "pay", "only-summary")}
    pay = Pay((_estimate(sources=("pay",)),), ())
    comparison = Comparison((), (), pay, (), (row,), (), (), (), (), sources)
    assert [*wording.get_shown(comparison, ["duties"])] == ["s", "pay"]
    assert [*wording.get_shown(comparison, [])] == ["s", "pay", "only-summary"]

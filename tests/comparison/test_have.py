"""What a person has, beside what a made-up role needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from careercli.comparison.have import Have, make_own_gap
from careercli.documents import GapDocument
from careercli.model import Stated
from rated import SOURCES, Made, make_role, rate, spread_classes, state

ROLE = (
    rate("skills", "sums", "Sums", importance=80, level=50),
    rate("skills", "writing", "Writing", importance=60, level=40),
    rate("skills", "law", "Law and Government", importance=60, level=40, area="knowledge"),
    rate("skills", "wit", "Wit", importance=20, level=40),
    state("skills", "rocket-charts", area="technology"),
    state("requirements", "care"),
    state("requirements", "pilot-licence", area="certification"),
    state("duties", "count-loaves"),
)


def find(have: Have, *made: Made, source: str | None = "moon", explain: bool = False) -> GapDocument:
    """The gap from what a person has to a role with these cells, or those of ROLE."""
    return make_own_gap(have, make_role("one", *(made or ROLE), source=source), SOURCES, explain=explain)


def test_a_name_matches_in_any_case_and_number() -> None:
    """The name of an item matches whatever its case, and with or without the plural's s."""
    gap = find(Have(("SUM", "law and government")))
    assert [(each.text, each.items) for each in gap.matched] == [("SUM", ("sums",)), ("law and government", ("law",))]
    assert {item.item for item in gap.shared} == {"sums", "law"}
    assert {item.item for item in gap.missing} == {"writing", "care", "pilot-licence"}


def test_a_part_of_a_name_matches_if_it_is_part_of_one_only() -> None:
    """A word of just one item's name is that item; a word of several is unrecognised, and they are suggested."""
    assert [each.items for each in find(Have(("government",))).matched] == [("law",)]
    two = (state("skills", "plan-routes"), state("skills", "plan-meals"))
    gap = find(Have(("plan",)), *two)
    assert gap.matched == ()
    assert {*gap.unrecognised[0].suggestions} == {"Plan routes", "Plan meals"}


@pytest.mark.parametrize(
    ("word", "matched"),
    [
        ("communication", False),
        ("communications", True),
        ("medias", True),
        ("media", True),
        ("Communications & Media", True),
    ],
)
def test_a_singular_is_not_the_plural_in_a_longer_name(word: str, matched: bool) -> None:
    """Communication is a skill, communications a field: a singular is no part of a name with the plural;
    a plural is one of a name with the singular."""
    gap = find(Have((word,)), rate("skills", "press", "Communications and Media", importance=60, level=40))
    assert bool(gap.matched) is matched
    assert [each.suggestions for each in gap.unrecognised] == [("Communications and Media",)] * (not matched)


def test_a_class_of_education_among_other_words() -> None:
    """The whole name of a class of education is one wherever it is said; a part of it is suggested."""
    gap = find(Have(("education 2's", "sums")), *ROLE, *spread_classes({1: 20, 2: 80}))
    assert next((each.text, each.labels) for each in gap.matched) == ("education 2's", ("Education 2",))
    gap = find(Have(("2",)), *ROLE, *spread_classes({1: 20, 2: 80}))
    assert [each.suggestions for each in gap.unrecognised] == [("Education 2",)]


def test_what_is_not_said_is_not_known() -> None:
    """Education and experience that a person says nothing of are not counted as new: they may have them."""
    made = (*spread_classes({1: 20, 2: 80}), *spread_classes({1: 80}, area="related work experience"))
    (count,) = [each for each in find(Have(("sums",)), *made).counts if each.of == "education"]
    assert (count.needed, count.new) == (None, None)
    assert count.note == "nothing is known of your education and years of experience; --have-file can say it"
    (count,) = [each for each in find(Have((), ("Education 2",)), *made).counts if each.of == "education"]
    assert (count.needed, count.there, count.new) == (1, 1, 0)
    assert count.note == "nothing is known of your years of experience; --have-file can say it"


def test_what_is_not_recognised_is_never_dropped() -> None:
    """Each word is matched or unrecognised, with what may be meant, and counts for nothing in the latter case."""
    gap = find(Have(("writting", "juggling")))
    assert [(each.text, each.suggestions) for each in gap.unrecognised] == [
        ("writting", ("Writing",)),
        ("juggling", ()),
    ]
    assert all(each.there == 0 for each in gap.coverage)


def test_what_is_known_but_not_needed() -> None:
    """What is not important for the role is matched, and not needed; a duty or a technology carries over."""
    gap = find(Have(("wit", "rocket charts", "count loaves")))
    assert [item.item for item in gap.not_needed] == ["wit"]
    assert {item.item for item in gap.shared} == {"rocket-charts", "count-loaves"}
    assert all(each.there == 0 for each in gap.coverage)


def test_coverage_is_weighted_by_importance() -> None:
    """The share of rated areas is of importance, that of statements of items."""
    gap = find(Have(("sums", "care")), explain=True)
    assert [(each.area, each.percent, each.by) for each in gap.coverage] == [
        ("knowledge", 0, "importance"),
        ("skills", 57.14, "importance"),
        (None, 50, "count"),
    ]
    assert "1 of 2 needed; 57.14%" in gap.arithmetic[1]


WORDS = ("sums", "writing", "law", "wit", "care", "pilot licence", "loaves", "juggling", "sum", "rocket")


@given(st.lists(st.sampled_from(WORDS)), st.lists(st.sampled_from(WORDS)))
def test_more_never_lowers_coverage(some: list[str], more: list[str]) -> None:
    """Whoever has more has no less of what is needed."""
    less, all_of_it = find(Have(tuple(some))), find(Have((*some, *more)))
    for before, after in zip(less.coverage, all_of_it.coverage, strict=True):
        assert (before.percent or 0) <= (after.percent or 0)
        assert before.there <= after.there
    assert len(all_of_it.missing) <= len(less.missing)


def test_all_that_is_needed_is_full_coverage() -> None:
    """Who has every needed item has 100 percent, and nothing is missing."""
    gap = find(Have(("sums", "writing", "law and government", "care"), credentials=("pilot licence",)))
    assert all(each.percent == 100 for each in gap.coverage)
    assert gap.missing == ()


@pytest.mark.parametrize(
    ("education", "years", "changes"),
    [
        (("education 1",), None, ["higher", "unknown"]),
        (("education 2", "education 1"), 3.0, ["same", "same"]),
        ((), 0.5, ["unknown", "higher"]),
        (("education 2",), 9.0, ["same", "lower"]),
    ],
)
def test_education_and_years(education: tuple[str, ...], years: float | None, changes: list[str]) -> None:
    """Education and years are compared with the commonest classes of the role; the highest education counts."""
    made = [
        *spread_classes({1: 20, 2: 80}),
        *spread_classes({1: 10, 2: 80, 3: 10}, area="related work experience"),
    ]
    names = ("None", "Over 2 years, up to and including 4 years", "Over 4 years")
    for place, label in enumerate(names, 2):
        made[place] = made[place]._replace(cell=_rename(made[place], label))
    gap = find(Have(education=education, years=years), *made)
    assert [each.change for each in gap.education] == changes
    assert gap.unrecognised == ()


def _rename(made: Made, label: str) -> Stated:
    return replace(made.cell, label=label)


def test_credentials_of_role_files_are_counted() -> None:
    """With a role of a role file credentials are counted; those of a dataset are not known."""
    (count,) = [each for each in find(Have(("care",)), source=None).counts if each.of == "credentials"]
    assert (count.needed, count.there, count.new) == (1, 0, 1)
    made = state("requirements", "pilot-licence", area="certification", modality="some")
    (count,) = [each for each in find(Have(("care",)), made, source=None).counts if each.of == "credentials"]
    assert (count.needed, count.note) == (0, "not asked for as a rule, but named: Pilot licence")
    (unknown,) = [each for each in find(Have(("care",))).counts if each.of == "credentials"]
    assert unknown.needed is None


def test_what_no_source_lists_is_not_known() -> None:
    """Of a role without requirements, or without skills, it is not known what it asks for: that is not none."""
    counts = find(Have(("sums",)), state("duties", "count-loaves"), source=None).counts
    assert [(each.needed, each.note) for each in counts] == [
        (None, "no skills are listed for the role"),
        (None, "no requirements are listed for the role"),
        (None, "no requirements are listed for the role"),
    ]


def test_years_that_no_source_asks_for() -> None:
    """Where the role has no classes of experience, a note says that years cannot be compared."""
    assert any("years of experience" in note for note in find(Have(years=3.0)).notes)


def test_nothing_is_the_origin() -> None:
    """The document has no origin, and no gap of pay."""
    gap = find(Have(("sums",)))
    assert gap.from_ is None
    assert gap.pay.gaps == ()

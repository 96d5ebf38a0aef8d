"""The gap as a document: what carries over, is new, is needed more, is not needed any more."""

from hypothesis import given
from hypothesis import strategies as st

from careercli.comparison.compare import compare
from careercli.comparison.gap import ENOUGH
from careercli.comparison.gap_document import make_gap
from careercli.documents import GapDocument
from careercli.model import SECTIONS, Role, Source
from rated import SOURCES, Made, make_role, rate, spread_classes, state
from strategies import comparable_roles, named_sources

Drawn = tuple[list[Role], dict[str, Source]]

KNEAD, FOLD, COUNT = "onet-4-a-1-i01-d01", "onet-4-a-1-i01-d02", "onet-4-a-2-i01-d01"


def find(one: list[Made], two: list[Made], *, source: str | None = "moon") -> GapDocument:
    """The gap between two made-up roles of one vocabulary."""
    pair = [make_role(name, *made, source=source) for name, made in (("one", one), ("two", two))]
    return make_gap(pair[0], pair[1], SOURCES, explain=True)


rated_roles = st.builds(
    lambda made: make_role("drawn", *made),
    st.lists(
        st.builds(
            lambda number, importance, level, area: rate(
                "skills", f"{area}-{number}", f"{area} {number}", importance=importance, level=level, area=area
            ),
            st.integers(0, 9),
            st.floats(0, 100),
            st.floats(0, 100),
            st.sampled_from(["knowledge", "skills"]),
        ),
        max_size=12,
        unique_by=lambda made: made.cell.item,
    ),
)


@given(rated_roles)
def test_a_gap_from_a_rated_role_to_itself_is_empty(role: Role) -> None:
    """Nothing is new, needed more or not needed any more, and all that is needed is there."""
    gap = make_gap(role, role, SOURCES)
    assert (gap.missing, gap.higher, gap.not_needed) == ((), (), ())
    assert all(each.percent == 100 and each.there == each.needed for each in gap.coverage)
    assert all(not (each.new or each.higher) for each in gap.counts)


@given(comparable_roles(1, 1))
def test_a_gap_from_a_role_to_itself_is_empty(drawn: Drawn) -> None:
    """The same of roles with statements."""
    ((role,), sources) = drawn
    gap = make_gap(role, role, sources)
    assert (gap.missing, gap.higher, gap.not_needed) == ((), (), ())
    assert all(each.percent == 100 for each in gap.coverage)


@given(comparable_roles(2, 2))
def test_what_is_new_is_what_only_the_target_lists(drawn: Drawn) -> None:
    """What a gap calls new, a comparison calls unique to the second role; what carries over, shared. All sources that
    it names are there."""
    ((one, two), sources) = drawn
    gap, comparison = make_gap(one, two, sources), compare([one, two], sources)
    assert named_sources(gap) <= gap.sources.keys()
    rows = {(section, row.item): row for section in SECTIONS for row in comparison.section(section)}
    for item in gap.missing:
        row = rows[item.section, item.item]
        assert row.status == "unique"
        assert row.roles[two.id] is not None
    for item in gap.shared:
        assert rows[item.section, item.item].status == "shared"


@given(rated_roles, rated_roles)
def test_coverage_is_full_for_a_role_that_has_all(one: Role, two: Role) -> None:
    """Coverage is between 0 and 100 percent, and 100 where no level is lower than is needed."""
    gap = make_gap(one, two, SOURCES)
    ours = {cell.item: cell.ratings["level"].value or 0 for cell in one.skills}
    for each in gap.coverage:
        assert each.percent is not None
        assert 0 <= each.percent <= 100
        needed = [
            cell
            for cell in two.skills
            if cell.area == each.area and cell.item in ours and (cell.ratings["importance"].value or 0) >= ENOUGH
        ]
        if all(ours[cell.item] >= (cell.ratings["level"].value or 0) for cell in needed):
            assert each.percent == 100


def test_three_counts_are_kept_apart() -> None:
    """Skills with knowledge, education with experience, and credentials are counted each for itself."""
    one = [
        rate("skills", "sums", "Sums", importance=60, level=20),
        state("requirements", "degree", area="education"),
        state("requirements", "law", area="certification"),
    ]
    two = [
        rate("skills", "sums", "Sums", importance=60, level=50),
        rate("skills", "wit", "Wit", importance=60, level=50),
        state("requirements", "doctorate", area="education"),
        state("requirements", "law", area="certification"),
        state("requirements", "care"),
    ]
    gap = find(one, two, source=None)
    counts = {each.of: (each.needed, each.there, each.new, each.higher) for each in gap.counts}
    assert counts == {
        "skills and knowledge": (2, 0, 1, 1),
        "education": (1, 0, 1, 0),
        "credentials": (1, 1, 0, 0),
    }


def test_classes_are_counted_as_education() -> None:
    """A class that rises is needed at a higher level; one that does not is there."""
    gap = find(spread_classes({1: 90, 2: 10}), spread_classes({2: 90, 1: 10}))
    assert [(each.needed, each.higher) for each in gap.counts if each.of == "education"] == [(1, 1)]
    assert [each.change for each in gap.education] == ["higher"]
    back = find(spread_classes({2: 90}), spread_classes({1: 90}))
    assert [(each.there, each.higher) for each in back.counts if each.of == "education"] == [(1, 0)]


def test_credentials_that_are_not_asked_for_as_a_rule_are_named() -> None:
    """A credential that is only common, or possible, is not needed, and never passed over: the count names it."""
    licence = state("requirements", "pilot-licence", area="certification", modality="common")
    one, two = make_role("one", source=None), make_role("two", licence, source=None)
    (count,) = [each for each in make_gap(one, two, SOURCES).counts if each.of == "credentials"]
    assert (count.needed, count.note) == (0, "not asked for as a rule, but named: Pilot licence")


def test_a_role_without_requirements_may_ask_for_anything() -> None:
    """Credentials are not known, not none, of a role of which no source lists any requirement."""
    one, two = make_role("one", source=None), make_role("two", state("skills", "wit"), source=None)
    (count,) = [each for each in make_gap(one, two, SOURCES).counts if each.of == "credentials"]
    assert (count.needed, count.note) == (None, "no requirements are listed for one of the roles")


def test_a_dataset_without_credentials_says_so() -> None:
    """Credentials of an occupation are not known, which is not none."""
    gap = find([], [state("requirements", "care")])
    (count,) = [each for each in gap.counts if each.of == "credentials"]
    assert (count.needed, count.new) == (None, None)
    assert "Moon 1.0 lists no licences" in (count.note or "")


def test_occupations_that_nobody_rated_are_not_known() -> None:
    """Between two occupations without ratings it is not known what is needed, which is not nothing."""
    technology = state("skills", "abacus", area="technology")
    (count,) = [each for each in find([technology], [technology]).counts if each.of == "skills and knowledge"]
    assert (count.needed, count.new) == (None, None)
    assert "neither of the roles has ratings" in (count.note or "")


def test_duties_are_shared_near_or_new() -> None:
    """A new activity that belongs to the intermediate activity of one that is done names that one."""
    one = [state("duties", KNEAD)]
    two = [state("duties", KNEAD, rank=2), state("duties", FOLD, rank=3), state("duties", COUNT, rank=1)]
    gap = find(one, two)
    assert [item.item for item in gap.shared] == [KNEAD]
    assert [(item.item, bool(item.near)) for item in gap.missing] == [(COUNT, False), (FOLD, True)]


def test_hot_technology_comes_first_and_is_not_counted() -> None:
    """Technology is an example: new technology is listed, the hot one first, and never counted."""
    one = [state("skills", "abacus", area="technology")]
    two = [
        state("skills", "abacus", area="technology"),
        state("skills", "quill", area="technology"),
        state("skills", "rocket", area="technology", condition="hot technology"),
    ]
    gap = find(one, two)
    assert [item.item for item in gap.missing] == ["rocket", "quill"]
    assert [item.item for item in gap.shared] == ["abacus"]
    assert not any(each.needed for each in gap.counts)


def test_what_is_not_needed_any_more() -> None:
    """What drops clearly in importance, and what only the first of two roles of role files lists."""
    dropped = find(
        [rate("skills", "wit", "Wit", importance=80, level=50)], [rate("skills", "wit", "Wit", importance=20, level=50)]
    )
    assert [(item.item, item.difference) for item in dropped.not_needed] == [("wit", -60)]
    unlisted = find([state("skills", "wit"), state("skills", "care")], [state("skills", "care")], source=None)
    assert [item.item for item in unlisted.not_needed] == ["wit"]


def test_other_vocabularies_are_unknown() -> None:
    """Between roles whose items are not matched nothing is new and nothing carries over, and a note says so."""
    one, two = make_role("one", state("skills", "wit")), make_role("two", state("skills", "wit"), source=None)
    gap = make_gap(one, two, SOURCES)
    assert (gap.missing, gap.shared, gap.coverage) == ((), (), ())
    assert {*gap.unknown} == {"requirements", "skills"}
    assert "different vocabularies" in gap.notes[0]


def test_the_arithmetic_adds_up() -> None:
    """With explain, each coverage and each higher level says how it comes about."""
    one = [rate("skills", "sums", "Sums", importance=60, level=20)]
    two = [rate("skills", "sums", "Sums", importance=80, level=50)]
    coverage, level = find(one, two).arithmetic
    assert "32.0 / 80.0 = 40.0%" in coverage
    assert "50.0 - 20.0 = 30.0" in level
    assert "1.96 x 2.83 = 5.5" in level
    assert make_gap(make_role("one", *one), make_role("two", *two), SOURCES).arithmetic == ()


def test_every_source_that_is_named_is_there() -> None:
    """The document has the sources that its items name, and no other."""
    gap = find(
        [state("skills", "care", sources=("paper",))], [state("skills", "care", sources=("press",))], source=None
    )
    assert {*gap.sources} == {"press"}

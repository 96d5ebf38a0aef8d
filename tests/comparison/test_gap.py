"""What a role asks for that another lacks: the definitions of docs/methods.md, number by number."""

import pytest

from careercli.comparison.gap import Classed, Domain, Level, find_gap, get_class
from careercli.model import Role, Score
from rated import Made, make_role, rate, score, spread_classes, state


def find_domain(one: list[Made], two: list[Made], area: str = "skills") -> Domain:
    """The domain of two roles that are rated so."""
    gap = find_gap(make_role("one", *one), make_role("two", *two))
    (domain,) = [domain for domain in gap.domains if domain.area == area]
    return domain


def find_level(
    origin: float | Score, target: float | Score, importance: float = 60, error: float | None = 1.0
) -> Level | None:
    """The level of one skill that has this importance at the target, if it is needed."""
    one = rate("skills", "sums", "Sums", importance=10, level=origin, error=error)
    two = rate("skills", "sums", "Sums", importance=importance, level=target, error=error)
    needed = find_domain([one], [two]).needed
    return needed[0] if needed else None


@pytest.mark.parametrize(("importance", "is_needed"), [(49.99, False), (50, True), (100, True)])
def test_what_is_important_at_the_target_is_needed(importance: float, is_needed: bool) -> None:
    """An item is needed from an importance of 50 at the target on, whatever it is at the origin."""
    assert (find_level(20, 60, importance) is not None) == is_needed


@pytest.mark.parametrize(
    ("origin", "target", "is_clear", "size"),
    [
        (40, 44.9, False, "small"),
        (40, 45, True, "small"),
        (40, 49.9, True, "small"),
        (40, 50, True, "medium"),
        (40, 65, True, "medium"),
        (40, 65.1, True, "large"),
        (65.1, 40, True, "large"),
    ],
)
def test_a_gap_is_of_five_points_or_more(origin: float, target: float, is_clear: bool, size: str) -> None:
    """Levels differ if they are 5 points or more apart; over 25 are large, from 10 on medium, fewer small."""
    level = find_level(origin, target)
    assert level is not None
    assert (level.is_clear, level.size) == (is_clear, size)


@pytest.mark.parametrize(("error", "is_clear"), [(3.6, True), (3.7, False)])
def test_a_gap_exceeds_the_errors(error: float, is_clear: bool) -> None:
    """10 points are a gap beyond 1.96 combined standard errors: 1.96 * 3.6 * sqrt(2) is 9.98."""
    level = find_level(40, 50, error=error)
    assert level is not None
    assert level.is_clear == is_clear
    assert not level.is_estimated


@pytest.mark.parametrize(
    ("area", "section", "typical"),
    [("skills", "skills", 2.3), ("knowledge", "skills", 5.4), ("general work activities", "duties", 6.0)],
)
@pytest.mark.parametrize("error", [None, 0.0])
def test_a_missing_error_is_replaced_by_a_typical_one(
    area: str, section: str, typical: float, error: float | None
) -> None:
    """Where an error is missing or zero the domain's median takes its place, and the item is marked."""
    one = rate(section, "sums", "Sums", importance=60, level=40, error=3.0, area=area)  # type: ignore[arg-type]
    two = rate(section, "sums", "Sums", importance=60, level=50, error=error, area=area)  # type: ignore[arg-type]
    for pair in ([one], [two]), ([two], [one]):
        (level,) = find_domain(*pair, area).needed
        assert level.error == pytest.approx((3.0**2 + typical**2) ** 0.5)
        assert level.is_estimated


def test_what_is_not_relevant_at_the_origin_has_level_zero() -> None:
    """An origin whose level is not relevant starts at nothing; such a target needs nothing."""
    nothing = score(None, 1.0, published=2.0, not_relevant=True)
    level = find_level(nothing, 50)
    assert level is not None
    assert (level.at_from, level.at_to, level.difference) == (0, 50, 50)
    assert find_level(50, nothing) is None


def test_what_is_suppressed_is_used_and_marked() -> None:
    """A rating that its publisher recommends to suppress is imprecise, and not dropped."""
    hidden = score(None, 1.0, published=3.5, suppressed=True)
    for origin, target, levels in ((hidden, 70, (50, 70)), (20, hidden, (20, 50))):
        level = find_level(origin, target)
        assert level is not None
        assert (level.at_from, level.at_to) == levels
        assert level.is_imprecise
    clean = find_level(20, 50)
    assert clean is not None
    assert not clean.is_imprecise


def test_a_missing_level_is_no_gap() -> None:
    """An item without a level in one of the roles is neither needed more nor less."""
    assert find_level(score(None, 1.0), 50) is None
    assert find_level(20, score(None, 1.0)) is None
    one = rate("skills", "sums", "Sums", importance=60)
    assert find_domain([one], [rate("skills", "sums", "Sums", importance=60, level=50)]).needed == ()


def test_gaps_go_by_importance_times_difference() -> None:
    """What is needed at a higher level is sorted by importance times difference; what is lower, likewise."""
    one = [
        rate("skills", name, name, importance=60, level=level)
        for name, level in zip("abcde", (10, 10, 90, 90, 50), strict=True)
    ]
    two = [
        rate("skills", name, name, importance=importance, level=level)
        for name, importance, level in zip("abcde", (50, 90, 90, 50, 99), (60, 50, 60, 20, 50), strict=True)
    ]
    domain = find_domain(one, two)
    assert [level.item for level in domain.higher] == ["b", "a"]
    assert [level.item for level in domain.more_than_needed] == ["d", "c"]
    assert [level.item for level in domain.needed] == ["e", "b", "c", "a", "d"]


def test_coverage() -> None:
    """Coverage is the sum of importance * min(1, origin / target) over the sum of importance, over what is needed."""
    one = [
        rate("skills", name, name, importance=60, level=level) for name, level in zip("abc", (25, 90, 10), strict=True)
    ]
    two = [
        rate("skills", name, name, importance=importance, level=level)
        for name, importance, level in zip("abc", (80, 60, 40), (50, 60, 90), strict=True)
    ]
    domain = find_domain(one, two)
    assert domain.rated == 3
    assert domain.coverage == pytest.approx((80 * 0.5 + 60 * 1) / 140 * 100)
    assert find_domain(two, two).coverage == 100


def test_coverage_of_nothing() -> None:
    """Where nothing is needed there is no coverage; a needed level of zero is there."""
    one, two = (rate("skills", "sums", "Sums", importance=importance, level=0) for importance in (40, 60))
    assert find_domain([one], [one]).coverage is None
    assert find_domain([one], [two]).coverage == 100


@pytest.mark.parametrize(
    ("before", "after", "error", "is_dropped"),
    [
        (50, 40, 3.6, True),
        (50, 40, 3.7, False),
        (49, 10, 1.0, False),
        (90, 50, 1.0, False),
        (90, 60, 1.0, False),
        (60, 49, 0.0, False),
        (60, 48, 0.0, True),
    ],
)
def test_what_is_not_needed_any_more(before: float, after: float, error: float, is_dropped: bool) -> None:
    """What is important at the origin, not at the target, and less so beyond the errors, is not needed there; an error
    of zero is replaced by 4.1."""
    one, two = (rate("skills", "sums", "Sums", importance=value, level=10, error=error) for value in (before, after))
    found = find_domain([one], [two]).not_needed
    assert [(each.from_importance, each.to_importance) for each in found] == ([(before, after)] if is_dropped else [])


def test_what_is_important_but_not_relevant_is_not_needed() -> None:
    """An item whose level is not relevant at the target is not needed there, whatever its importance."""
    one = rate("skills", "sums", "Sums", importance=90, level=50)
    two = rate("skills", "sums", "Sums", importance=60, level=score(None, 1.0, not_relevant=True))
    domain = find_domain([one], [two])
    assert (domain.needed, len(domain.not_needed)) == ((), 1)


def test_what_is_not_needed_goes_by_the_drop() -> None:
    """The largest loss of importance comes first."""
    one = [rate("skills", name, name, importance=90, level=10) for name in "abc"]
    two = [rate("skills", name, name, importance=low, level=10) for name, low in zip("abc", (40, 10, 20), strict=True)]
    assert [each.item for each in find_domain(one, two).not_needed] == ["b", "c", "a"]


def test_a_role_asks_nothing_of_itself() -> None:
    """The gap from a role to itself is empty, and all is covered."""
    role = make_role(
        "one",
        rate("skills", "sums", "Sums", importance=90, level=50),
        rate("skills", "law", "Law", importance=90, level=50, area="knowledge"),
        state("requirements", "degree"),
        state("skills", "tact"),
        *spread_classes({1: 20, 2: 80}),
    )
    gap = find_gap(role, role)
    assert [(domain.higher, domain.not_needed, domain.coverage) for domain in gap.domains] == [((), (), 100)] * 2
    assert gap.new == {"requirements": (), "skills": ()}
    assert [cell.item for cell in gap.carried["skills"]] == ["tact"]
    assert [pair.change for pair in gap.classes] == ["same"]
    assert (gap.unknown, gap.unrated) == ((), ())


def get_new(*made: Made) -> list[str]:
    """What a role that has these asks for beyond one that lists a degree and tact."""
    one = make_role("one", state("requirements", "degree"), state("skills", "tact"))
    gap = find_gap(one, make_role("two", state("requirements", "degree"), state("skills", "tact"), *made))
    return [cell.item for cells in gap.new.values() for cell in cells]


@pytest.mark.parametrize(
    ("modality", "is_asked"),
    [("stated", True), ("typical", True), ("common", False), ("some", False), ("possible", False)],
)
def test_only_what_is_stated_or_typical_is_asked_for(modality: str, is_asked: bool) -> None:
    """That many pursue a certificate is not that the role asks for it."""
    assert bool(get_new(state("requirements", "licence", modality=modality))) == is_asked  # type: ignore[arg-type]


def test_examples_and_denials_are_never_asked_for() -> None:
    """Technology is an example; a denied requirement is none; duties and environment are not requirements."""
    assert (
        get_new(
            state("skills", "lathe", area="technology", condition="hot technology"),
            state("requirements", "licence", against=True),
            state("duties", "sweep"),
            state("environment", "noise"),
            rate("skills", "sums", "Sums", importance=99, level=99),
        )
        == []
    )
    assert get_new(state("skills", "lathe", area="machines")) == ["lathe"]


def test_what_the_origin_lists_however_weakly_is_not_new() -> None:
    """An item that is listed for the origin is not new; one that is only denied to it is."""
    target = make_role("two", state("requirements", "licence"), state("skills", "tact"))
    weak = make_role("one", state("requirements", "licence", modality="possible"), state("skills", "tact"))
    denied = make_role(
        "one", state("requirements", "licence", against=True), state("requirements", "a"), state("skills", "tact")
    )
    assert find_gap(weak, target).new["requirements"] == ()
    assert [cell.item for cell in find_gap(denied, target).new["requirements"]] == ["licence"]


def test_what_is_new_is_unknown_without_statements_of_both() -> None:
    """Where one of the roles has no statements in a section, what is new there is not known."""
    full = make_role("one", state("requirements", "degree"), state("skills", "tact"))
    some = make_role("two", state("skills", "tact"), state("skills", "wit"))
    for one, two in ((full, some), (some, full)):
        gap = find_gap(one, two)
        assert gap.unknown == ("requirements",)
        assert "requirements" not in {*gap.new, *gap.carried}
    assert [cell.item for cell in find_gap(full, some).new["skills"]] == ["wit"]


def test_roles_of_different_vocabularies_have_no_gap() -> None:
    """Nothing of a role of a role file can be compared with what an occupation lists."""
    made = [rate("skills", "sums", "Sums", importance=90, level=50), state("requirements", "zone-2", area="job zone")]
    gap = find_gap(make_role("one", *made), make_role("two", *made, source=None))
    assert (gap.domains, gap.new, gap.carried, gap.classes) == ((), {}, {}, ())
    assert (gap.unknown, gap.unrated) == (("requirements", "skills"), ("skills",))


def test_an_area_that_only_one_role_is_rated_in() -> None:
    """Ratings that one of the roles lacks are named, and nothing is said to be needed."""
    one = make_role("one", rate("skills", "sums", "Sums", importance=90, level=50))
    for pair in ((one, make_role("two")), (make_role("two"), one)):
        gap = find_gap(*pair)
        assert (gap.domains, gap.unrated) == ((), ("skills",))


def get_change(one: Role, two: Role) -> tuple[str, ...]:
    """How the classes of two roles change."""
    return tuple(pair.change for pair in find_gap(one, two).classes)


@pytest.mark.parametrize(("zones", "change"), [((3, 5), "higher"), ((5, 3), "lower"), ((4, 4), "same")])
def test_job_zones_are_compared_by_number(zones: tuple[int, int], change: str) -> None:
    """A lower job zone at the target is not asked for."""
    one, two = (
        make_role(f"role-{zone}", state("requirements", f"moon-job-zone-{zone}", area="job zone")) for zone in zones
    )
    assert get_change(one, two) == (change,)
    assert find_gap(one, two).new["requirements"] == ()


def test_classes_are_compared_by_the_commonest() -> None:
    """Education and experience are those of most jobs, by the number of the class, and not what the job teaches."""
    one = make_role(
        "one",
        *spread_classes({2: 60, 10: 40}),
        *spread_classes({1: 90, 2: 10}, area="related work experience"),
        *spread_classes({1: 90}, area="on-site training"),
    )
    two = make_role(
        "two",
        *spread_classes({2: 40, 10: 60}),
        *spread_classes({1: 95, 2: 5}, area="related work experience"),
        *spread_classes({2: 90}, area="on-site training"),
    )
    gap = find_gap(one, two)
    assert [(pair.area, pair.change) for pair in gap.classes] == [
        ("required education", "higher"),
        ("related work experience", "same"),
    ]
    assert gap.classes[0].at_to == Classed("Education 10", 10)
    assert get_change(two, one) == ("lower", "same")
    assert get_change(make_role("three"), two) == ("unknown", "unknown")


def test_a_class_that_no_job_is_in_is_none() -> None:
    """Shares of zero make no class; a suppressed share does."""
    assert get_class(make_role("one", *spread_classes({1: 0, 2: 0})), "required education") is None
    hidden = make_role("one", *spread_classes({3: 56}, suppressed=True), *spread_classes({1: 22}))
    assert get_class(hidden, "required education") == Classed("Education 3", 3)


def test_a_job_zone_without_a_number_is_a_requirement() -> None:
    """What a role file puts under job zone without a number is asked for as it is."""
    role = make_role("one", state("requirements", "much-preparation", area="job zone"))
    assert get_class(role, "job zone") is None
    other = make_role("two", state("requirements", "degree"))
    assert [cell.item for cell in find_gap(other, role).new["requirements"]] == ["much-preparation"]

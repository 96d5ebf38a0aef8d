"""Ratings made comparable, and which differences are more than chance."""

import pytest
from msgspec.structs import replace

from careercli.comparison.compare import compare
from careercli.comparison.ratings import get_bound, get_differences, judge
from careercli.documents import Difference, Row
from careercli.model import Cell, Score
from careercli.scales import describe_ratings, get_position, standardise
from rated import SOURCES, Made, cell, make_role, rate, score, spread_classes


def differ(first: Cell, second: Cell) -> Difference:
    """The one difference of two cells, judged alone."""
    cells: dict[str, Cell | None] = {"one": first, "two": second}
    (row,) = judge([Row("item", "Item", None, "shared", cells, get_differences(cells))])
    (difference,) = row.differences
    return difference


@pytest.mark.parametrize(
    ("published", "bounds", "value"),
    [
        (4.12, (1, 5), 78.0),
        (1, (1, 5), 0),
        (5, (1, 5), 100),
        (3.5, (0, 7), 50),
        (0, (-3, 3), 50),
        (1, (0, 7), 14.29),
        (None, (1, 5), None),
    ],
)
def test_values_are_in_percent_of_the_scale(published: float | None, bounds: tuple[float, float], value: float) -> None:
    """A value is (published - lowest) / (highest - lowest) * 100, to two decimals."""
    made = standardise(published, None, bounds, suppressed=False, not_relevant=False)
    assert (made.value, made.published) == (value, published)


def test_errors_are_in_percent_of_the_scale() -> None:
    """A standard error is scaled like a difference, and rounded to two decimals."""
    assert standardise(3, 0.1, (1, 5), suppressed=False, not_relevant=False).standard_error == 2.5
    assert standardise(3, 0.1, (0, 7), suppressed=False, not_relevant=False).standard_error == 1.43


@pytest.mark.parametrize(("suppressed", "not_relevant"), [(True, False), (False, True), (True, True)])
def test_what_is_suppressed_or_not_relevant_has_no_value(suppressed: bool, not_relevant: bool) -> None:
    """What is to be suppressed or is not relevant keeps what was published, and is no value."""
    made = standardise(3, 0.1, (1, 5), suppressed=suppressed, not_relevant=not_relevant)
    assert (made.value, made.published) == (None, 3)
    assert "50" not in describe_ratings({"importance": made})
    assert get_position("importance", made) == (None if not_relevant else 50)


def test_a_suppressed_rating_has_a_position_on_known_scales_only() -> None:
    """A suppressed rating is placed on the scales importance, level and percent only; a value is used as it is."""
    hidden = score(None, 1, published=3.5, suppressed=True)
    assert [get_position(scale, hidden) for scale in ("importance", "level", "percent")] == [62.5, 50, 3.5]
    assert get_position("interest", hidden) is None
    assert get_position("interest", score(12.0, 1)) == 12
    assert get_position("level", score(None, 1)) is None


@pytest.mark.parametrize(
    ("scale", "rating", "said"),
    [
        ("importance", score(77.5, 1), "importance 78"),
        ("level", score(0.4, 1), "level 0"),
        ("percent", score(52.34, 1), "52.3%"),
        ("level", score(None, 1, not_relevant=True), "level not relevant"),
        ("level", score(None, 1, suppressed=True), "level suppressed, too imprecise"),
        ("level", score(None, 1), "level not available"),
    ],
)
def test_ratings_in_words(scale: str, rating: Score, said: str) -> None:
    """Ratings are whole points, shares have one decimal, and what has no value says why."""
    assert describe_ratings({scale: rating}) == said


@pytest.mark.parametrize(
    ("errors", "clear"),
    [((3, 4), True), ((3, 4.2), False), ((0, 5.1), True), ((0, 5.2), False), ((None, 1), None), ((1, None), None)],
)
def test_one_difference_alone_is_clear_beyond_the_errors(
    errors: tuple[float | None, float | None], clear: bool | None
) -> None:
    """A difference of 10, tested alone, is clear if it exceeds 1.96 combined standard errors; unjudged if one is not
    published."""
    found = differ(cell(40, errors[0]), cell(50, errors[1]))
    assert (found.from_, found.to, found.difference, found.clear) == ("one", "two", 10, clear)


@pytest.mark.parametrize(("second", "clear"), [(40, False), (40.01, True)])
def test_values_without_any_error_differ_if_they_differ(second: float, clear: bool) -> None:
    """Two ratings with an error of zero are not tested."""
    assert differ(cell(40, 0), cell(second, 0)).clear is clear


@pytest.mark.parametrize(
    ("chances", "bound"),
    [
        ([], 0),
        ([0.05], 0.05),
        ([0.051], 0),
        ([0.02, 0.9], 0.02),
        ([0.03, 0.9], 0),
        ([0.04, 0.03], 0.04),
        ([0.01, 0.02, 0.03, 0.04], 0.04),
        ([0.9, 0.001, 0.02, 0.008, 0.041], 0.02),
    ],
)
def test_the_bound_of_benjamini_and_hochberg(chances: list[float], bound: float) -> None:
    """Of m ordered chances the largest that is at most its place / m * 5 % is the bound; all below it are clear."""
    assert get_bound(chances) == bound


def test_many_tests_are_judged_together() -> None:
    """A difference of 2 standard errors is clear alone, but not among a hundred that show nothing."""
    alone: dict[str, Cell | None] = {"one": cell(40, 0), "two": cell(60, 10)}
    dull: dict[str, Cell | None] = {"one": cell(40, 1), "two": cell(40, 1)}
    first = Row("a", "A", None, "shared", alone, get_differences(alone))
    others = [Row(f"b-{n}", "B", None, "shared", dull, get_differences(dull)) for n in range(100)]
    assert judge([first])[0].differences[0].clear is True
    assert judge([*others, first])[-1].differences[0].clear is False


def test_exact_and_unjudged_differences_are_not_among_the_tests() -> None:
    """What is exact or has no error does not make the others clear, or less so."""
    alone: dict[str, Cell | None] = {"one": cell(40, 0), "two": cell(60, 10)}
    rows = [Row("a", "A", None, "shared", alone, get_differences(alone))]
    for n, error in enumerate([0, None] * 50):
        cells: dict[str, Cell | None] = {"one": cell(40, error), "two": cell(40, error)}
        rows.append(Row(f"b-{n}", "B", None, "shared", cells, get_differences(cells)))
    assert judge(rows)[0].differences[0].clear is True
    dull: dict[str, Cell | None] = {"one": cell(40, 1), "two": cell(40, 1)}
    rows.append(Row("c", "C", None, "shared", dull, get_differences(dull)))
    assert judge(rows)[0].differences[0].clear is False


def test_the_tests_of_all_sections_and_scales_are_judged_together() -> None:
    """A comparison's differences are one family: that of one section depends on those of another."""
    close = rate("skills", "reading", "Reading", importance=60, error=10)
    dull = [rate("duties", f"duty-{n}", f"Duty {n}", importance=40, error=1) for n in range(50)]
    one = make_role("one", rate("skills", "reading", "Reading", importance=31, error=0))
    two = make_role("two", close)
    assert compare([one, two], SOURCES).skills[0].differences[0].clear is True
    one, two = (
        make_role("one", *dull, rate("skills", "reading", "Reading", importance=31, error=0)),
        make_role("two", *dull, close),
    )
    assert compare([one, two], SOURCES).skills[0].differences[0].clear is False


def test_each_pair_is_compared_once_in_the_order_given() -> None:
    """Of three rated roles there are three differences; a role that is not rated has none."""
    cells = {"one": cell(1, 1), "two": cell(2, 1), "none": None, "three": cell(3, 1)}
    assert [(each.from_, each.to) for each in get_differences(cells)] == [
        ("one", "two"),
        ("one", "three"),
        ("two", "three"),
    ]


def test_scales_are_not_mixed() -> None:
    """Ratings on different scales have no difference; a missing value has none either, and is not judged."""
    assert get_differences({"one": cell(1, 1), "two": cell(2, 1, "level")}) == ()
    found = differ(cell(None, 1), cell(2, 1))
    assert (found.difference, found.clear) == (None, None)


def test_differences_have_two_decimals() -> None:
    """A difference is rounded like the values it is of."""
    assert differ(cell(40.1, 1), cell(40.3, 1)).difference == 0.2


def get_labels(section: str, *roles: dict[str, float | None] | None) -> list[str]:
    """The labels of the rows of roles that are rated so, each with an error of 2 points but `?...` without any."""
    made = [
        make_role(
            f"role-{number}",
            *(
                rate("skills", f"skill-{label}", label, importance=value, error=None if "?" in label else 2)
                for label, value in (rated or {}).items()
            ),
        )
        for number, rated in enumerate(roles)
    ]
    return [row.label for row in getattr(compare(made, SOURCES), section)]


def test_rated_rows_go_by_difference() -> None:
    """Clear differences come first by size, then those that cannot be judged by size, then those that are not clear;
    then what has no difference. The height of a rating plays no part."""
    one: dict[str, float | None] = {"High": 99, "Wide": 10, "Close": 40, "Much?": 10, "Bit?": 10, "Hidden": None}
    two: dict[str, float | None] = {"High": 98, "Wide": 60, "Close": 20, "Much?": 99, "Bit?": 10.5, "Hidden": 100}
    expected = ["Wide", "Close", "Much?", "Bit?", "High", "Hidden"]
    assert get_labels("skills", one, two) == expected
    assert get_labels("skills", two, one) == expected


def test_rated_rows_of_three_go_by_their_clearest_pair() -> None:
    """Of three roles the largest clear difference of any pair counts."""
    assert get_labels("skills", {"A": 10, "B": 10}, {"A": 12, "B": 50}, {"A": 90, "B": 11}) == ["A", "B"]


def test_what_only_one_role_is_rated_on_goes_by_height() -> None:
    """Rated rows without a difference come highest first, those without a value last."""
    rated = {"Low": 0.5, "High": 90, "Middle": 50, "Hidden": None}
    assert get_labels("skills", rated, None) == ["High", "Middle", "Low", "Hidden"]


@pytest.mark.parametrize("scales", [("importance", "level"), ("level", "extent")])
def test_rated_rows_go_by_their_first_scale(scales: tuple[str, str]) -> None:
    """Of two scales the first decides on the order of rows, however much the second differs."""
    roles = []
    for name, values in (("one", {"a": (10, 10), "b": (10, 10)}), ("two", {"a": (20, 99), "b": (50, 20)})):
        made = []
        for item, rated in values.items():
            ratings = {scale: score(value, 1) for scale, value in zip(scales, rated, strict=True)}
            made.append(Made("skills", replace(rate("skills", item, item).cell, ratings=ratings)))
        roles.append(make_role(name, *made))
    rows = compare(roles, SOURCES).skills
    assert [row.item for row in rows] == ["b", "a"]
    assert {each.scale for row in rows for each in row.differences} == {*scales}


def test_classes_go_by_the_commonest() -> None:
    """Classes of education come with the commonest first, of either role, also if it is suppressed; then in order."""
    shares = [{1: 9.5, 2: 60, 3: 30.5, 10: 0, 9: 0}, {1: 5, 2: 10.25, 3: 84.75, 10: 0, 9: 0}]
    roles = [make_role(f"role-{n}", *spread_classes(of_role)) for n, of_role in enumerate(shares)]
    for together in (roles, roles[::-1]):
        assert [row.item for row in compare(together, SOURCES).requirements] == [
            "education-3",
            "education-2",
            "education-1",
            "education-9",
            "education-10",
        ]
    hidden = make_role("hidden", *spread_classes({1: 5, 2: 95}, suppressed=True))
    assert next(row.item for row in compare([roles[1], hidden], SOURCES).requirements) == "education-2"

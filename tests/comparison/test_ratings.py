"""Ratings made comparable, and told apart."""

import pytest

from careercli.comparison.ratings import describe_differences, get_differences
from careercli.model import Cell, Score, Statement
from careercli.scales import describe_ratings, standardise


def cell(value: float | None, error: float | None, scale: str = "importance") -> Cell:
    """A rated cell."""
    score = Score(value, error, None, suppressed=False, not_relevant=False)
    return Cell((Statement("x", "stated", None, ()),), "single", {scale: score})


@pytest.mark.parametrize(
    ("published", "bounds", "value"),
    [(4.12, (1, 5), 78.0), (1, (1, 5), 0), (5, (1, 5), 100), (3.5, (0, 7), 50), (0, (-3, 3), 50), (None, (1, 5), None)],
)
def test_values_are_in_percent_of_the_scale(published: float | None, bounds: tuple[float, float], value: float) -> None:
    """A value is (published - lowest) / (highest - lowest) * 100."""
    score = standardise(published, None, bounds, suppressed=False, not_relevant=False)
    assert (score.value, score.published) == (value, published)


def test_errors_are_in_percent_of_the_scale() -> None:
    """A standard error is scaled like a difference."""
    assert standardise(3, 0.1, (1, 5), suppressed=False, not_relevant=False).standard_error == 2.5


@pytest.mark.parametrize(("suppressed", "not_relevant"), [(True, False), (False, True), (True, True)])
def test_what_is_suppressed_or_not_relevant_has_no_value(suppressed: bool, not_relevant: bool) -> None:
    """What is to be suppressed or is not relevant keeps what was published, and is no value."""
    score = standardise(3, 0.1, (1, 5), suppressed=suppressed, not_relevant=not_relevant)
    assert (score.value, score.published) == (None, 3)
    assert "50" not in describe_ratings({"importance": score})


@pytest.mark.parametrize(
    ("errors", "clear"), [((3, 4), True), ((3, 4.2), False), ((0, 0), True), ((None, 1), None), ((1, None), None)]
)
def test_a_difference_is_clear_beyond_the_errors(errors: tuple[float | None, float | None], clear: bool | None) -> None:
    """A difference of 10 is clear where it exceeds 1.96 combined standard errors, and unsure where one is unknown."""
    (difference,) = get_differences({"one": cell(40, errors[0]), "two": cell(50, errors[1])})
    assert (difference.from_, difference.to, difference.difference, difference.clear) == ("one", "two", 10, clear)


def test_no_difference_at_all_is_not_clear() -> None:
    """Equal ratings do not differ, even if they are exact."""
    (difference,) = get_differences({"one": cell(40, 0), "two": cell(40, 0)})
    assert difference.clear is False


def test_each_pair_is_told_once_in_the_order_given() -> None:
    """Of three rated roles there are three differences; a role that is not rated has none."""
    cells = {"one": cell(1, 1), "two": cell(2, 1), "none": None, "three": cell(3, 1)}
    assert [(each.from_, each.to) for each in get_differences(cells)] == [
        ("one", "two"),
        ("one", "three"),
        ("two", "three"),
    ]


def test_scales_are_not_mixed() -> None:
    """Ratings on different scales have no difference; a missing value has none either."""
    assert get_differences({"one": cell(1, 1), "two": cell(2, 1, "level")}) == ()
    (difference,) = get_differences({"one": cell(None, 1), "two": cell(2, 1)})
    assert (difference.difference, difference.clear) == (None, None)


def test_differences_in_words() -> None:
    """A difference within the errors reads so; one of unknown precision says that."""
    pairs = {
        "importance +10": (cell(40, 1), cell(50, 1)),
        "importance no clear difference": (cell(40, 9), cell(50, 9)),
        "importance +10?": (cell(40, None), cell(50, 1)),
        "importance no difference": (cell(40, None), cell(40, 1)),
        "-10 points": (cell(50, 1, "percent"), cell(40, 1, "percent")),
        "": (cell(None, 1), cell(50, 1)),
    }
    for words, (one, two) in pairs.items():
        assert describe_differences(get_differences({"one": one, "two": two})) == words

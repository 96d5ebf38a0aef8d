"""Language: lists, counts, ordinals, money, percentages and signs, each made in one place."""

import pytest

from careercli.model import Number
from careercli.words import (
    capitalise,
    count,
    format_money,
    format_percent,
    format_signed,
    join,
    make_ordinal,
    name_apart,
    name_some,
    per,
)


@pytest.mark.parametrize(
    ("words", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a, too", "b", "c"], "a, too, b or c")],
)
def test_lists(words: list[str], joined: str) -> None:
    """A list has commas and, before the last of its words, the word asked for, which is `and` by default."""
    assert join(words, "or") == joined
    assert join(words) == joined.replace(" or ", " and ")


@pytest.mark.parametrize(
    ("words", "total", "named"),
    [
        (["a"], None, "a"),
        (["a", "b"], None, "a; b"),
        (["a", "b", "c"], None, "a; b (and 1 more)"),
        (["a", "b", "c"], 1_002, "a; b (and 1,000 more)"),
        (["a"], 3, "a (and 2 more)"),
        (["a", "b"], 2, "a; b"),
    ],
)
def test_what_is_not_named_is_counted(words: list[str], total: int | None, named: str) -> None:
    """At most two of the words are named, and how many more there are of all is said."""
    assert name_some(words, 2, total) == named


@pytest.mark.parametrize(("number", "said"), [(0, "0 duties"), (1, "1 duty"), (2, "2 duties"), (1_234, "1,234 duties")])
def test_counts(number: int, said: str) -> None:
    """A number of things has the plural, which is given or the noun with an s, unless it is one."""
    assert count(number, "duty", "duties") == said
    assert count(number, "role") == said.replace("duties", "roles").replace("duty", "role")


@pytest.mark.parametrize(
    ("number", "rank"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (10.6, "11th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (14, "14th"),
        (21, "21st"),
        (62.4, "62nd"),
        (90, "90th"),
        (111, "111th"),
    ],
)
def test_ordinals(number: float, rank: str) -> None:
    """A rank is rounded to a whole number; 11 to 13 end in th."""
    assert make_ordinal(number) == rank


def test_periods() -> None:
    """A rate is a year, a month, an hour."""
    assert [per(period) for period in ("year", "month", "hour", "day")] == ["a year", "a month", "an hour", "a day"]


@pytest.mark.parametrize(
    ("number", "digits", "said"),
    [
        (14, 0, "+14"),
        (-14.4, 0, "-14"),
        (0, 0, "0"),
        (-0.0, 0, "0"),
        (-0.4, 0, "0"),
        (0.4, 0, "0"),
        (-0.04, 1, "0.0"),
        (-0.05, 2, "-0.05"),
        (17.87, 2, "+17.87"),
        (1_234.5, 1, "+1,234.5"),
    ],
)
def test_signs(number: float, digits: int, said: str) -> None:
    """A signed number is rounded first: what rounds to zero has no sign."""
    assert format_signed(number, digits) == said


@pytest.mark.parametrize(
    ("number", "said"), [(17.87, "18%"), (0.6, "1%"), (0.5, "under 1%"), (0.01, "under 1%"), (1_234.4, "1,234%")]
)
def test_percentages_of_sentences(number: float, said: str) -> None:
    """A percentage in a sentence is whole, and what rounds to zero is not called zero."""
    assert format_percent(number) == said


def test_a_first_letter_is_made_large() -> None:
    """Only the first letter changes."""
    assert [capitalise(text) for text in ("", "a B", "\u00e9t\u00e9")] == ["", "A B", "\u00c9t\u00e9"]


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (65_917, "USD", "$65,917"),
        (65_917.0, "USD", "$65,917"),
        (-9_994, "USD", "-$9,994"),
        (50_000, "EUR", "EUR 50,000"),
        (-50_000, "EUR", "-EUR 50,000"),
        (28.5, "USD", "$28.50"),
        (1_234_567.891, "USD", "$1,234,567.89"),
        (100, "USD", "$100"),
        (0, "USD", "$0"),
        (-0.0, "USD", "$0"),
        (-0.001, "USD", "$0"),
    ],
)
def test_format_money(amount: Number, currency: str, said: str) -> None:
    """Money has its currency, thousands apart, cents only where there are any, the sign in front."""
    assert format_money(amount, currency) == said


def test_names_are_told_apart_by_area() -> None:
    """Only a label that occurs twice has its area."""
    names = [("Sums", "skills"), ("Wit", "skills"), ("Sums", "knowledge"), ("Law", None)]
    assert name_apart(names) == ["Sums (skills)", "Wit", "Sums (knowledge)", "Law"]

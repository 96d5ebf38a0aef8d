"""Language in one place."""

import pytest

from careercli.words import capitalise, count, format_money, join, make_ordinal, make_possessive, name_some, per


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *((0, "0th"), (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (9, "9th"), (10, "10th")),
        *((11, "11th"), (12, "12th"), (13, "13th"), (14, "14th"), (20, "20th"), (21, "21st"), (22, "22nd")),
        *((23, "23rd"), (90, "90th"), (91, "91st"), (101, "101st"), (111, "111th"), (112, "112th"), (113, "113th")),
        *((10.6, "11th"), (12.4, "12th"), (20.6, "21st")),
    ],
)
def test_ordinals(number: float, said: str) -> None:
    """A rank ends as it is spoken: 11 to 13 in th, other numbers by their last digit; it is rounded before."""
    assert make_ordinal(number) == said


def test_lists() -> None:
    """Lists have commas and an "and"; of long ones the first are named and the others counted."""
    assert [join(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert name_some(["a", "b"], 2) == "a; b"
    assert name_some(["a", "b", "c"], 2) == "a; b (and 1 more)"


def test_counts() -> None:
    """One thing is singular, none and several are plural, and thousands have commas."""
    assert [count(number, "role") for number in (0, 1, 2, 1000)] == ["0 roles", "1 role", "2 roles", "1,000 roles"]
    assert count(2, "duty", "duties") == "2 duties"
    assert count(1, "duty", "duties") == "1 duty"


def test_forms() -> None:
    """Owners, rates and the beginnings of sentences are as they are written."""
    assert (make_possessive("Manager"), make_possessive("Nurses")) == ("Manager's", "Nurses'")
    assert (per("hour"), per("year")) == ("an hour", "a year")
    assert (capitalise("abC d"), capitalise("")) == ("AbC d", "")


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (65917, "USD", "$65,917"),
        (-9994, "USD", "-$9,994"),
        (0.64, "USD", "$0.64"),
        (12.5, "EUR", "EUR 12.50"),
        (-12, "EUR", "-EUR 12"),
        (-0.001, "USD", "$0"),
        (1000.0, "USD", "$1,000"),
    ],
)
def test_money(amount: float, currency: str, said: str) -> None:
    """Money has its currency, commas, and cents if there are any; what rounds to nothing has no sign."""
    assert format_money(amount, currency) == said

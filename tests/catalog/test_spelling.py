"""What a mistyped text may have been meant to be."""

import pytest

from careercli.catalog.spelling import MAX_WORDS, list_spellings

WORDS = {
    "plumber": 40,
    "plumbers": 5,
    "lumber": 9,
    "nurse": 90,
    "registered": 30,
    "register": 4,
    "pharmacist": 8,
    "zz": 1,
}
WORDS |= {"plummer": 1}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plumbr", "plumber"),
        ("plmuber", "plumber"),
        ("plummer", "plumber"),
        ("farmacist", "pharmacist"),
        ("Registerd Nurse", "registered nurse"),
        ("registerd nurze", "registered nurse"),
    ],
)
def test_the_likeliest_spelling(typed: str, meant: str) -> None:
    """Letters left out, added, changed or swapped, or that sound alike, are put right; so is a slip of one name."""
    assert list_spellings(typed, WORDS)[0] == meant


@pytest.mark.parametrize("typed", ["", "!?", "qqqqqqqq", " ".join(["plumbr"] * (MAX_WORDS + 1))])
def test_what_is_like_nothing(typed: str) -> None:
    """A text that is like nothing, or too long for a name, has no other spelling."""
    assert list_spellings(typed, WORDS) == []


def test_a_word_that_is_there_may_still_be_another() -> None:
    """Where every word is there, the words like it are tried too."""
    assert "lumber" in list_spellings("plumber", WORDS)

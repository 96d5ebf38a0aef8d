"""Text from outside is safe to print, and harmless text does not change; names match and are compared."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercli.model import MAX_TEXT
from careercli.text import MAX_SLUG, clean, find_nearest, name_key, slug

MOST_SECONDS = 60
"""What takes longer hangs."""


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1bPq#0\x1b\\text", "text"),
        ("\x1b]unterminated", "unterminated"),
        ("\x9b31mred", "red"),
        ("\x9d0;title\x07text", "text"),
        ("\x90q#0\x1b\\text", "text"),
        ("\x98a\x9ctext", "text"),
        ("\x9ea\x9ctext", "text"),
        ("\x9fa\x9ctext", "text"),
        ("\x1bXa\x9ct\x1b^a\x9ce\x1b_a\x07xt", "text"),
        ("\x9dunterminated", "unterminated"),
        ("\x1b]a\x07b\x1b]c\x1b]d\x07e\x1b]f", "bef"),
        ("\x1b]a\x1b[31mb\x07c", "c"),
        ("\x1b[12unterm\x1b(Bd\x1b7e", "ntermde"),
        ("\x1b\x1b[31mred\x1b", "red"),
        ("\x1b[\x1b[0m1m", "1m"),
        ("ab\ufffe\uffff\ufdd0\ufdefc\U0001fffe\U0010ffff", "abc"),
        ("a\u202eb\u202c", "ab"),
        ("\u2067abc\u2069", "abc"),
        ("nu\u200brse nu\u200drse nu\u2060rse nu\u00adrse", "nurse nurse nurse nurse"),
        ("a\ufeffb\U000e0068", "ab"),
        ("a\tb\nc\r\nd\u2028e", "a b c  d e"),
        ("bell\x07 null\x00 delete\x7f", "bell null delete"),
        ("\ud800", ""),
        ("a\u200cb a\u200d\u0645 \u0645\u200cb", "ab a\u0645 \u0645b"),
        ("\u200d\u0645\u200c", "\u0645"),
        ("\u0645\u200c\u200d\u0645", "\u0645\u200c\u0645"),
        ("\u0645\u200c\u200ba", "\u0645a"),
        ("\u0645\u200c \u0645\u200c\u00a0\u200c\u0645", "\u0645 \u0645\u00a0\u0645"),
    ],
)
def test_what_is_dangerous_goes(raw: str, kept: str) -> None:
    """Escape sequences, controls, bidi overrides, zero-width tricks and noncharacters go; line ends and tabs become
    spaces."""
    assert clean(raw) == kept


@pytest.mark.parametrize(
    "text",
    [
        "[remote] C[/] :smile: =SUM(A1) \\[x]",
        "\u770b\u8b77\u5e2b",
        "\u0645\u0645\u0631\u0636\u0629",
        "e\u0301 Stra\u00dfe",
        "\U0001f469\u200d\u2695\ufe0f",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0928\u0930\u094d\u0938",
        "50\u00a0000",
        "\u0601 \u06dd \U000110bd",
        "\ue000 \U0003fffd",
        "\ufdc8\ufdcf\ufdf0 \ufffc",
    ],
)
def test_what_is_kept_stays_exactly(text: str) -> None:
    """Brackets, scripts, visible signs, combining marks, emoji and joiners within a script do not change."""
    assert clean(text) == text


@given(st.text())
def test_no_text_is_dangerous_once_clean(text: str) -> None:
    """Of no text a control character, bidi control or surrogate comes out; cleaning twice changes nothing."""
    cleaned = clean(text)
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff") & set(cleaned)
    assert clean(cleaned) == cleaned


STRANDED = """
import itertools
from careercli.text import clean
ESC, SIZE = chr(27), 60_000
starts = [*(ESC + start for start in "]PX^_[(" ), ESC, *map(chr, (0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f))]
for start, fill in itertools.product(starts, ["", "0", ";", " ", "a", "[", ESC, ESC + "[", chr(0x200d)]):
    for text in ((start + fill) * SIZE, start + fill * SIZE, (start + fill) * SIZE + chr(7)):
        assert ESC not in clean(text)
"""


def test_no_escape_sequence_makes_cleaning_quadratic() -> None:
    """378 kinds of unterminated and nested escape sequences, 60,000 of each, are cleaned without hanging."""
    subprocess.run([sys.executable, "-c", STRANDED], check=True, timeout=MOST_SECONDS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Registered Nurse", " registered-nurse "),
        ("front_office  lead", "Front-Office Lead"),
        ("\uff2e\uff55\uff52\uff53\uff45", "nurse"),
        ("\ufb01rst \u2013 aid", "First Aid"),
        ("Stra\u00dfe", "STRASSE"),
        ("front  office - lead", "front-office--lead"),
        (" Front Office Lead", "front office lead"),
        ("a\u2010b\u2015c\u2212d", "A B C D"),
    ],
)
def test_names_match(one: str, other: str) -> None:
    """Case, width, spaces, hyphens of any kind and underscores do not count in a name."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("a b", "ab"), ("lead 1", "lead 2"), ("e\u0301", "e"), ("a/b", "a-b")])
def test_names_do_not_match(one: str, other: str) -> None:
    """Everything else in a name counts."""
    assert name_key(one) != name_key(other)


def test_slugs() -> None:
    """A slug is a label's words; a label that holds more than plain words gets a checksum too, so that two differ."""
    assert slug("Hire and  Train") == "hire-and-train"
    assert slug("C++") == "c-6f1ca842"
    assert len({slug(label) for label in ("C", "C++", "C#", "\u770b", "a" * MAX_SLUG, "a" * (MAX_SLUG + 1))}) == 6
    assert slug("a" * MAX_SLUG) == "a" * MAX_SLUG
    assert len(slug("a" * MAX_TEXT)) == MAX_SLUG + 9


def test_the_nearest_names() -> None:
    """The known names most like a name come first, `limit` of them, none below `cutoff`; none for a name of
    more than 100 characters."""
    known = {"dutiful": 1, "duties": 2, "skills": 3, "title": 4}
    assert find_nearest("dutys", known) == ["duties"]
    assert find_nearest("dutys", known, limit=3) == ["duties"]
    assert find_nearest("dutys", known, limit=3, cutoff=0.5) == ["duties", "dutiful"]
    assert find_nearest("dutys", known, cutoff=0.75) == []
    assert find_nearest("skills", known, cutoff=1) == ["skills"]
    assert find_nearest("skill", known, cutoff=0.9) == ["skills"]  # 10 of 11 letters: 0.909
    assert find_nearest("skill", known, cutoff=0.91) == []
    assert find_nearest("cook", ["cooks", "book"]) == ["cooks"]
    assert find_nearest("colour", known) == []
    assert find_nearest("dutys", []) == []
    assert find_nearest("a" * 100, ["a" * 100]) == ["a" * 100]
    assert find_nearest("a" * 101, ["a" * 101]) == []

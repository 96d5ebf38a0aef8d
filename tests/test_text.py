"""Text from outside is safe to print, and what is not dangerous stays as it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercli.text import clean


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1bPq#0\x1b\\text", "text"),
        ("\x1b]unterminated", "unterminated"),
        ("\x9b31mred", "red"),
        ("a\u202eb\u202c", "ab"),
        ("\u2067abc\u2069", "abc"),
        ("nu\u200brse nu\u200drse nu\u2060rse nu\u00adrse", "nurse nurse nurse nurse"),
        ("a\ufeffb\U000e0068", "ab"),
        ("a\tb\nc\r\nd\u2028e", "a b c  d e"),
        ("bell\x07 null\x00 delete\x7f", "bell null delete"),
        ("\ud800", ""),
    ],
)
def test_what_is_dangerous_goes(raw: str, kept: str) -> None:
    """Escape sequences, controls, bidi overrides and zero-width tricks go; line ends and tabs become spaces."""
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
    ],
)
def test_what_is_kept_stays_exactly(text: str) -> None:
    """Brackets, scripts, combining marks, emoji and joiners within a script stay as they are."""
    assert clean(text) == text


@given(st.text())
def test_no_text_is_dangerous_once_clean(text: str) -> None:
    """Of no text a control character, bidi control or surrogate comes out; cleaning twice changes nothing."""
    cleaned = clean(text)
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff") & set(cleaned)
    assert clean(cleaned) == cleaned

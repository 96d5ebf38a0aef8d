"""A page: footnote numbers in short, and prose that reads well."""

import pytest

from careercli.render import Style
from careercli.render.table.page import Page, number_ranges


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], ""),
        ([3], "[3]"),
        ([1, 2], "[1,2]"),
        ([3, 1, 2], "[1-3]"),
        ([1, 2, 3, 5, 7, 8], "[1-3,5,7,8]"),
        ([2, 2], "[2]"),
    ],
)
def test_numbers_in_a_row_are_a_range(numbers: list[int], text: str) -> None:
    """Three footnotes in a row or more are a range; each is named once, in order."""
    assert number_ranges(numbers, "-") == text


def test_prose_is_no_wider_than_reads_well() -> None:
    """A paragraph fills at most 100 columns, however wide the page."""
    page = Page(Style(width=200), {})
    page.add_prose("word " * 60)
    assert 90 < max(len(line) for line in page.text().splitlines()) <= 100


def test_a_heading_has_its_note_behind_or_below() -> None:
    """The note of a heading is at the end of its line if there is room, else below it."""
    for width, lines in ((40, 1), (12, 2)):
        page = Page(Style(width=width), {})
        page.add_heading("Pay", "US dollars")
        text = page.text().strip()
        assert text.startswith("PAY")
        assert text.endswith("US dollars")
        assert len(text.splitlines()) == lines

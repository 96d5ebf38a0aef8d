"""What the readers of all publishers share."""

from pathlib import Path

import pytest

from careercli.datasets.reader import Reader
from careercli.datasets.tables import Table, open_tables
from careercli.entries import EstimateEntry, OutlookEntry
from careercli.errors import InvalidFileError
from careercli.model import MAX_NAME, Percentiles

TABLE = Table("a.csv", "a", ["Code", "Pay"], [])


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader of no tables."""
    return Reader(open_tables([str(tmp_path)]))


@pytest.mark.parametrize(
    "entry",
    [
        EstimateEntry(amount=10**15 + 1),
        EstimateEntry(amount=-1),
        EstimateEntry(amount=10**30),
        EstimateEntry(amount=float("nan")),
        EstimateEntry(percentiles=Percentiles(at_or_above={"p90": 1e16})),
        EstimateEntry(area=""),
        OutlookEntry(change_percent=-100.5),
        OutlookEntry(employment=-1),
        OutlookEntry(years=(2024, 99999)),
    ],
)
def test_an_entry_is_checked_by_its_types(reader: Reader, entry: EstimateEntry | OutlookEntry) -> None:
    """An entry that the store could not read back is refused with file and row, whatever let it be made."""
    with pytest.raises(InvalidFileError, match="a.csv:7:1: CC106: a value that cannot be stored"):
        reader.check(TABLE, 7, entry)


def test_an_entry_that_can_be_read_back_is_the_same(reader: Reader) -> None:
    """An entry within its types is handed on."""
    entry = EstimateEntry(amount=10**15, percentiles=Percentiles(p10=0))
    assert reader.check(TABLE, 7, entry) is entry


@pytest.mark.parametrize(("cell", "value"), [("0", 0), (" 1,234.50 ", 1234.5), ("12.0", 12), ("007", 7)])
def test_numbers(reader: Reader, cell: str, value: float) -> None:
    """A number may have separators and spaces around it; a whole one is a whole number."""
    number = reader.number(TABLE, 7, 1, cell, "a number")
    assert (number, type(number)) == (value, type(value))


@pytest.mark.parametrize(
    "cell", ["", "-", "+1", "1e3", "nan", "1_0", "0x1", "\N{ARABIC-INDIC DIGIT ONE}", "-1", "1" * 31]
)
def test_what_is_no_number(reader: Reader, cell: str) -> None:
    """What is no plain number, or out of its range, is refused at its cell."""
    with pytest.raises(InvalidFileError, match="a.csv:7:2: CC106"):
        reader.number(TABLE, 7, 1, cell, "a number")


@pytest.mark.parametrize("cell", ["", " \n ", "\u3164\u3164", "\u2800", "x" * (MAX_NAME + 1)])
def test_what_is_no_title(reader: Reader, cell: str) -> None:
    """A title of which nothing is to be seen, or that is longer than any name may be, is refused at its cell."""
    with pytest.raises(InvalidFileError, match=r"a.csv:7:1: CC106: .*expected a title of 1 to 500 characters"):
        reader.title(TABLE, 7, 0, cell)
    assert reader.title(TABLE, 7, 0, " x " + "y" * (MAX_NAME - 2)) == "x " + "y" * (MAX_NAME - 2)


def test_what_is_said_of_rows(reader: Reader) -> None:
    """Messages say what is wrong with a row, at its cell, and do not repeat a long one."""
    assert str(reader.twice(TABLE, 7, 1, "x")).startswith("a.csv:7:2: CC107: x is there twice; expected it once; ")
    assert str(reader.wrong(TABLE, 7, 0, "x" * 999, "a code")).startswith(f"a.csv:7:1: CC106: '{'x' * 80}'; expected a")


def test_items_are_known_by_their_keys(reader: Reader) -> None:
    """One key is one item; two keys with one id are the fault of the release."""
    first = reader.add_item(TABLE, 2, "an-id", "a label", "skill", None, "An id")
    assert reader.add_item(TABLE, 3, "an-id", "another label", "skill", None, "An id") == first
    assert [item.label for item in reader.items] == ["a label"]
    with pytest.raises(InvalidFileError, match="a.csv:4:1: CC107: 'an ID' and 'An id' make the same id"):
        reader.add_item(TABLE, 4, "an-id", "a label", "skill", None, "an ID")

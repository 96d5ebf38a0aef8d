"""What the readers of all publishers share: finding and counting tables, checking cells, and saying what is wrong."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

import msgspec

from careercli.datasets.files import problem, too_large
from careercli.datasets.release import Release
from careercli.datasets.tables import Table, Tables, normalise
from careercli.errors import InvalidFileError
from careercli.model import MAX_NAME, VISIBLE_PATTERN, Item, Kind, Number, Source

MAX_OCCUPATIONS = 20_000
MAX_ITEMS = 200_000
MOST = 10**15
"""The largest amount, or number of people, that the store takes."""

PLAIN_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
VISIBLE = re.compile(VISIBLE_PATTERN)
SOC_CODE = re.compile(r"\d\d-\d{4}", re.ASCII)

T = TypeVar("T", bound=msgspec.Struct)


class About(NamedTuple):
    """A publisher's data as a whole, where a user gets it, and what reads its releases."""

    source: Source
    get_from: str
    read: Callable[[Tables], list[Release]]


class Reader:
    """Reads one release; collects counts, items, and what the release lacks."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.counts: dict[str, int] = {}
        self.missing: list[str] = []
        self.notes: list[str] = []
        self.items: list[Item] = []
        self.places: dict[str, int] = {}
        """The place of each item in `items`, by the key that the publisher has for it."""

        self._keys: dict[str, str] = {}
        """The publisher's key of each item, by id."""

    def find(self, *names: str, without: str = "") -> Table | None:
        """The table of the first of these names, or None; what the import will then lack is added to `missing`."""
        table = self.tables.find(*names)
        if table is None and without:
            self.missing.append(f"{' or '.join(names)}: {without}")
        return table

    def count_rows(self, table: Table, last: int) -> None:
        """Counts the rows of a table, of which `last` is the number of the last."""
        self.counts[f"rows of {normalise(table.name)}"] = last - table.first_row + 1

    @staticmethod
    def wrong(table: Table, row: int, column: int, cell: str, expected: str) -> InvalidFileError:
        """The error to raise for a cell that is not what it must be; `column` counts from 0."""
        return InvalidFileError.of([problem(table.file, row, column + 1, "CC106", f"{cell[:80]!r}", expected)])

    @staticmethod
    def unknown(table: Table, row: int, column: int, what: str, expected: str) -> InvalidFileError:
        """The error to raise for a row that names what the release does not have, or has already."""
        return InvalidFileError.of([problem(table.file, row, column + 1, "CC107", what, expected)])

    @classmethod
    def twice(cls, table: Table, row: int, column: int, what: str) -> InvalidFileError:
        """The error to raise for what may be in a table once only."""
        return cls.unknown(table, row, column, f"{what[:200]} is there twice", "it once")

    def number(
        self, table: Table, row: int, column: int, cell: str, expected: str, low: float = 0, high: float = MOST
    ) -> Number:
        """A cell as a number, which may have thousands separators. Raises InvalidFileError if it is none, or not from
        `low` to `high`."""
        text = cell.strip().replace(",", "")
        if not PLAIN_NUMBER.fullmatch(text):
            raise self.wrong(table, row, column, cell, expected)
        value = float(text)
        if not low <= value <= high:
            raise self.wrong(table, row, column, cell, f"{expected}, from {low:,} to {high:,}")
        return int(value) if value.is_integer() else value

    def title(
        self, table: Table, row: int, column: int, cell: str, expected: str = "a title", most: int = MAX_NAME
    ) -> str:
        """A cell as a label on one line. Raises InvalidFileError if nothing is to be seen, or if it is too long."""
        text = " ".join(cell.split())
        if not VISIBLE.search(text) or len(text) > most:
            raise self.wrong(table, row, column, cell, f"{expected} of 1 to {most:,} characters")
        return text

    def check(self, table: Table, row: int, entry: T) -> T:
        """The same entry. Raises InvalidFileError if the store could not read it back."""
        try:
            msgspec.msgpack.decode(msgspec.msgpack.encode(entry), type=type(entry))
        except (msgspec.ValidationError, OverflowError) as error:
            what = f"a value that cannot be stored: {error}"
            raise InvalidFileError.of([problem(table.file, row, 1, "CC106", what, "a release as published")]) from None
        return entry

    @staticmethod
    def check_size(table: Table, row: int, count: int, most: int, what: str) -> None:
        """Raises InvalidFileError if there is more of something than in any release."""
        if count > most:
            raise too_large(table.file, f"more than {most:,} {what}", row)

    def add_item(self, table: Table, row: int, item_id: str, label: str, kind: Kind, area: str | None, key: str) -> int:
        """The place of an item, which is made if it is new.

        Raises InvalidFileError if another key of the release has the same id, or if there are too many items.
        """
        place = self.places.get(key)
        if place is None:
            if self._keys.setdefault(item_id, key) != key:
                first = self._keys[item_id]
                raise self.unknown(table, row, 0, f"{key!r} and {first!r} make the same id", "ids that differ")
            self.check_size(table, row, len(self.items) + 1, MAX_ITEMS, "items")
            place = self.places[key] = len(self.items)
            self.items.append(Item(item_id, label, kind, area))
        return place

"""Rows to files: what a writer of tables does, and the one for CSV."""

import csv
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal, Protocol, Self

from careercli.export.tables import TABLES, Row, Table

TableFormat = Literal["parquet", "csv"]

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; text that begins so gets a leading apostrophe."""


class Writer(Protocol):
    """Writes the rows of all tables to files in a folder, as a context manager. Raises OSError."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        """Writes rows of one table."""


class CsvWriter:
    """Writes UTF-8 with a header and LF line ends; null is an empty cell."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = ExitStack()
        self._rows: dict[str, Any] = {}

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            for table in TABLES:
                path = self._folder / f"{table.name}.csv"
                file = opened.enter_context(path.open("w", encoding="utf-8", newline="", errors="replace"))
                self._rows[table.name] = csv.writer(file, lineterminator="\n")
                self._rows[table.name].writerow(column.name for column in table.columns)
            self._files = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        """Writes rows of one table."""
        self._rows[table.name].writerows(map(_make_cells, rows))


def _make_cells(row: Iterable[object]) -> list[object]:
    return [_make_cell(value) for value in row]


def _make_cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value

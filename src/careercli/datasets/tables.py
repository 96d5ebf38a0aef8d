"""The tables of a release, by name: tab-separated text (.txt, .tsv), CSV, or the sheets of a workbook (.xlsx)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from careercli.datasets.files import MAX_INPUT, File, list_files, name_of, refuse, too_large
from careercli.datasets.text_tables import read_csv, read_text
from careercli.datasets.workbooks import Workbook
from careercli.errors import InvalidFileError

MAX_NOTE = 2**20
"""Bytes of a text that is no table."""

Rows = Iterable[Sequence[str]]


class Table:
    """A table: `file` names it in problems (`db_29_0_text.zip/Skills.txt`), `name` is the file's name alone, `columns`
    are the cells of its header. `rows` can be gone through once; each has a cell for each column, and the first is row
    number `first_row` of the file."""

    def __init__(self, file: str, name: str, columns: Sequence[str], rows: Rows, first_row: int = 2) -> None:
        self.file = file
        self.name = name
        self.columns = tuple(columns)
        self.rows = rows
        self.first_row = first_row
        self._places = {normalise(column): place for place, column in reversed([*enumerate(columns)])}

    def columns_at(self, *names: str) -> tuple[int, ...]:
        """The places of columns, whose names match as those of tables do. Raises InvalidFileError (CC104)."""
        missing = [name for name in names if normalise(name) not in self._places]
        if missing:
            what = f"{'column' if len(missing) == 1 else 'columns'} {', '.join(missing)} missing"
            there = f"among {', '.join(name[:40] for name in self.columns[:20])}"
            raise refuse(self.file, self.first_row - 1, "CC104", what, f"it {there}")
        return tuple(self._places[normalise(name)] for name in names)

    def find_columns(self, *names: str) -> tuple[int | None, ...]:
        """The places of columns that not every release has."""
        return tuple(self._places.get(normalise(name)) for name in names)


def normalise(name: str) -> str:
    """The key under which names of tables and columns match: case, commas, spaces, `_` and `-` do not count."""
    return " ".join(re.sub(r"[\s_\-]+", " ", name.replace(",", "")).split()).casefold()


class Tables:
    """The tables of a release by name; `label` names all of them in problems."""

    def __init__(self, files: Sequence[File], label: str) -> None:
        self.label = label
        self._files: dict[str, list[File]] = {}
        for file in files:
            self._files.setdefault(normalise(file.path.stem), []).append(file)
        self._workbooks: list[File] = []
        self._bytes_left = MAX_INPUT

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all tables, see `normalise`."""
        return tuple(self._files)

    def find(self, *names: str) -> Table | None:
        """The table of the first of these names that is there; of a workbook its first sheet.

        Raises InvalidFileError if it is there twice or cannot be read.
        """
        for name in names:
            if files := self._files.get(normalise(name)):
                return self._open(self._get_file(files))
        return None

    def find_text(self, name: str) -> str | None:
        """The text of a file, or None if there is none."""
        for file in self._files.get(normalise(name), ()):
            if file.suffix == ".txt":
                return b"".join(file.read_blocks(MAX_NOTE)).decode("utf-8-sig", "replace")
        return None

    def open_sheets(self, name: str) -> "Sheets | None":
        """The sheets of a workbook, or None if the table is text."""
        file = self._get_file(self._files[normalise(name)])
        return Sheets(file, self._open_workbook(file)) if file.suffix == ".xlsx" else None

    def not_a_release(self, publisher: str, wanted: str) -> InvalidFileError:
        """The error to raise if the tables are no release of a publisher. Raises InvalidFileError if a workbook among
        them is too large or damaged, which is then what is wrong."""
        for file in self._workbooks:
            Workbook(file).check()
        there = ", ".join(sorted(self._files)[:8]) or "no table"
        message = f"this is no release of {publisher}: it has {there}"
        return refuse(self.label, 1, "CC108", message, wanted, "`careercli datasets` says where to get one")

    @staticmethod
    def _get_file(files: Sequence[File]) -> File:
        file = files[0]
        if len(files) > 1:
            message = f"the table {file.path.stem} is there twice, the other time as {files[1].label}"
            raise refuse(file.label, 1, "CC109", message, "it once", "name one of them")
        return file

    def _open(self, file: File) -> Table:
        if file.suffix == ".xlsx":
            book = self._open_workbook(file)
            table = _start(file, file.label, book.read_rows(book.names[0])) if book.names else None
        elif file.suffix == ".csv":
            table = _start(file, file.label, read_csv(file.label, self._read(file)))
        else:
            table = _start(file, file.label, read_text(file.label, self._read(file), is_whole=file.is_whole))
        if table is None:
            raise refuse(file.label, 1, "CC104", "it is empty", "a row of column names")
        return table

    def _read(self, file: File) -> Iterator[bytes]:
        for block in file.read_blocks():
            self._bytes_left -= len(block)
            if self._bytes_left < 0:
                raise too_large(self.label, f"more than {MAX_INPUT // 2**20:,} MB in all")
            yield block

    def _open_workbook(self, file: File) -> Workbook:
        self._workbooks.append(file)
        return Workbook(file)


class Sheets:
    """The sheets of a workbook."""

    def __init__(self, file: File, workbook: Workbook) -> None:
        self._file = file
        self._workbook = workbook
        self.names = workbook.names

    def find(self, sheet: str) -> Table | None:
        """A sheet as a table, or None if it is not there or is empty; its rows are read as they are asked for."""
        label = f"{self._file.label}/{sheet}"
        return _start(self._file, label, self._workbook.read_rows(sheet)) if sheet in self.names else None


def _start(file: File, label: str, rows: Iterator[list[str]]) -> Table | None:
    """A table of rows, of which the first that is not blank is the header."""
    for number, header in enumerate(rows, 1):
        if any(header):
            return Table(label, file.path.stem, [name.strip() for name in header], rows, number + 1)
    return None


def open_tables(paths: Sequence[str]) -> Tables:
    """The tables in zips, folders and files. Raises InvalidFileError if one cannot be read or has too much in it."""
    return Tables(list_files(paths), " and ".join(map(name_of, paths)))

"""The tables of a release, from zips, folders or single files, all of them read as hostile.

A table is found by the name of its file, whatever its form: tab-separated text (.txt, .tsv), CSV, or the first sheet of
a workbook (.xlsx). Nothing is written to disk, and nothing is read further than the limits below.
"""

import csv
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from careercli.errors import InvalidFileError, Problem
from careercli.text import clean

MAX_TABLE = 256 * 2**20
"""Bytes of one table, unpacked."""

MAX_INPUT = 2**30
"""Bytes of all files together, unpacked."""

MAX_MEMBERS = 10_000
MAX_RATIO = 200
"""How many times as large as its packed form a file of an archive may be; real ones reach 30."""

MAX_CELLS = 20_000_000
"""How many cells a sheet may span."""

MAX_CELL = 2**20
MAX_DEPTH = 3
CHUNK = 2**20
KINDS = {".txt", ".tsv", ".csv", ".xlsx"}
PLAIN = bytes(range(0x20, 0x7F)) + b"\t\r\n"
"""The bytes of texts that need not go through `clean`, cell by cell."""

AGAIN = "download the release again"
Rows = Iterable[Sequence[str]]


class _File(NamedTuple):
    """A file of the release, wherever it lies: what problems call it, and the way to its bytes."""

    label: str
    path: PurePosixPath
    read: Callable[[], bytes]
    is_whole: bool
    """Whether an archive's checksum vouches for its end."""


class Table:
    """A table: `file` is how problems call it (`db_29_0_text.zip/Skills.txt`), `name` the name of the file alone,
    `columns` the names of its header; `rows`, to be gone through once, have a cell per column, and the first of them is
    row number `first_row` of the file."""

    def __init__(self, file: str, name: str, columns: Sequence[str], rows: Rows, first_row: int = 2) -> None:
        self.file = file
        self.name = name
        self.columns = tuple(columns)
        self.rows = rows
        self.first_row = first_row
        self._places = {normalise(column): place for place, column in reversed([*enumerate(columns)])}

    def columns_at(self, *names: str) -> tuple[int, ...]:
        """The places of columns, whose names are compared as those of tables are. Raises InvalidFileError (CC104)."""
        missing = [name for name in names if normalise(name) not in self._places]
        if missing:
            what = f"{'column' if len(missing) == 1 else 'columns'} {', '.join(missing)} missing"
            there = f"among {', '.join(clean(name)[:40] for name in self.columns[:20])}"
            raise InvalidFileError.of([problem(self, self.first_row - 1, 1, "CC104", what, f"it {there}")])
        return tuple(self._places[normalise(name)] for name in names)

    def find_columns(self, *names: str) -> tuple[int | None, ...]:
        """The places of columns that not every release has."""
        return tuple(self._places.get(normalise(name)) for name in names)


def normalise(name: str) -> str:
    """What two names of tables or columns have in common that differ only in case, commas, spaces, `_` and `-`."""
    return " ".join(re.sub(r"[\s_\-]+", " ", name.replace(",", "")).split()).casefold()


def problem(
    table: Table | str, row: int, column: int, code: str, message: str, expected: str, remedy: str = AGAIN
) -> Problem:
    """What is wrong in a table or file, at a row and cell that count from 1."""
    file = table if isinstance(table, str) else table.file
    return Problem(file, row, column, code, clean(message)[:500], expected, remedy, "")


class Tables:
    """The tables of a release by name; `label` is how problems call them all."""

    def __init__(self, files: Sequence[_File], label: str) -> None:
        self.label = label
        self._files: dict[str, list[_File]] = {}
        for file in files:
            self._files.setdefault(normalise(file.path.stem), []).append(file)
        self._read = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all tables, see `normalise`."""
        return tuple(self._files)

    def find(self, *names: str, ragged: bool = False) -> Table | None:
        """The table of the first of these names that is there; with `ragged`, short rows are filled up.

        Raises InvalidFileError where it stands twice or cannot be read.
        """
        for name in names:
            files = self._files.get(normalise(name))
            if files:
                return self._open(files, ragged=ragged)
        return None

    def find_all(self, pattern: str, *, ragged: bool = False) -> list[Table]:
        """The tables whose names, see `normalise`, fit a pattern, in the order of the names."""
        return [
            self._open(self._files[name], ragged=ragged) for name in sorted(self._files) if re.search(pattern, name)
        ]

    def find_text(self, name: str) -> str | None:
        """The text of a file, or None where there is none."""
        files = [file for file in self._files.get(normalise(name), ()) if file.path.suffix.lower() == ".txt"]
        return _decode(self._get_bytes(files[0]), files[0].label) if files else None

    def get_sheets(self, name: str) -> dict[str, Table]:
        """The sheets of a workbook by their names, each with its first row for a header."""
        (file,) = self._files[normalise(name)][:1]
        if file.path.suffix.lower() != ".xlsx":
            return {}
        sheets = _read_workbook(self._get_bytes(file), file.label)
        return {sheet: _table(f"{file.label}/{sheet}", file.path.stem, rows) for sheet, rows in sheets if rows}

    def not_a_release(self, publisher: str, wanted: str) -> InvalidFileError:
        """What to raise where the tables are no release of the publisher."""
        there = ", ".join(sorted(self._files)[:8]) or "no table"
        message = f"this is no release of {publisher}: it has {there}"
        remedy = "`careercli datasets` says where to get one"
        return InvalidFileError.of([problem(self.label, 1, 1, "CC108", message, wanted, remedy)])

    def _open(self, files: Sequence[_File], *, ragged: bool) -> Table:
        file = files[0]
        if len(files) > 1:
            message = f"the table {file.path.stem} is there twice, the other time as {files[1].label}"
            raise InvalidFileError.of([problem(file.label, 1, 1, "CC109", message, "it once", "name one of them")])
        suffix = file.path.suffix.lower()
        data = self._get_bytes(file)
        if suffix == ".xlsx":
            sheets = _read_workbook(data, file.label)
            return _table(file.label, file.path.stem, sheets[0][1] if sheets else [])
        text = _decode(data, file.label)
        is_plain = not data.translate(None, PLAIN)
        del data
        if not file.is_whole and not text.endswith("\n"):
            row = text.count("\n") + 1
            raise InvalidFileError.of([problem(file.label, row, 1, "CC105", "the last row has no end", "a line end")])
        if suffix == ".csv":
            return _read_csv(text, file, is_plain=is_plain, ragged=ragged)
        return _read_text(text, file, is_plain=is_plain, ragged=ragged)

    def _get_bytes(self, file: _File) -> bytes:
        data = file.read()
        self._read += len(data)
        if self._read > MAX_INPUT:
            raise _too_large(self.label, f"more than {MAX_INPUT // 2**20:,} MB in all")
        return data


def open_tables(paths: Sequence[str]) -> Tables:
    """The tables in zips, folders and files. Raises InvalidFileError where one cannot be read or has too much in it."""
    files = [file for path in paths for file in _list(path)]
    if len(files) > MAX_MEMBERS:
        raise _too_large(_name(paths[0]), f"more than {MAX_MEMBERS:,} files")
    return Tables(files, " and ".join(_name(path) for path in paths))


def _name(path: str) -> str:
    return clean(os.fsencode(path).decode("utf-8", "replace").rstrip("/").rpartition("/")[2]) or "/"


def _unreadable(label: str, why: str, remedy: str = AGAIN) -> InvalidFileError:
    return InvalidFileError.of([problem(label, 1, 1, "CC101", f"it cannot be read ({why})", "", remedy)])


def _too_large(label: str, what: str) -> InvalidFileError:
    return InvalidFileError.of([problem(label, 1, 1, "CC102", f"it is too large: {what}", "a release as published")])


def _list(path: str) -> Iterator[_File]:
    """The files that a path stands for."""
    label = _name(path)
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116, a path may hold what Path refuses
    except (OSError, ValueError) as error:
        raise _unreadable(label, getattr(error, "strerror", None) or str(error), "name another file") from None
    suffix = PurePosixPath(label).suffix.lower()
    if stat.S_ISDIR(mode):
        yield from _list_folder(Path(path), label)
    elif not stat.S_ISREG(mode):  # opening a pipe would wait for its writer
        raise _unreadable(label, "it is not a regular file", "name another file")
    elif suffix in KINDS:
        yield _file(Path(path), label)
    elif zipfile.is_zipfile(path):
        yield from _list_archive(path, label)
    else:
        kinds = "a zip, a folder, or a .txt, .csv or .xlsx file"
        message = "it is no release, or a damaged archive"
        raise InvalidFileError.of([problem(label, 1, 1, "CC101", message, kinds)])


def _file(path: Path, label: str) -> _File:
    return _File(label, PurePosixPath(path.name), lambda: _read_file(path, label), is_whole=path.suffix == ".xlsx")


def _read_file(path: Path, label: str) -> bytes:
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(file, "rb") as opened:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                raise _unreadable(label, "it is not a regular file", "name another file")
            data = opened.read(MAX_TABLE + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(label, getattr(error, "strerror", None) or str(error)) from None
    if len(data) > MAX_TABLE:
        raise _too_large(label, f"more than {MAX_TABLE // 2**20:,} MB")
    return data


def _list_folder(folder: Path, label: str) -> Iterator[_File]:
    """The tables in a folder and those below it; links are not followed to other folders."""
    top = len(folder.parts)
    for here, folders, names in os.walk(folder):
        at = Path(here)
        folders[:] = (
            sorted(each for each in folders if not each.startswith((".", "__")))
            if (len(at.parts) - top < MAX_DEPTH)
            else []
        )
        for name in sorted(names):
            if not name.startswith(".") and PurePosixPath(name).suffix.lower() in KINDS:
                yield _file(at / name, clean(f"{label}/{(at / name).relative_to(folder)}"))


def _list_archive(path: str, label: str) -> Iterator[_File]:
    try:
        archive = zipfile.ZipFile(path)
        members = archive.infolist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
        raise _unreadable(label, f"no whole zip: {error}") from None
    if len(members) > MAX_MEMBERS:
        raise _too_large(label, f"more than {MAX_MEMBERS:,} files")
    for member in members:
        inner = PurePosixPath(member.filename)
        hidden = any(part.startswith((".", "__")) for part in inner.parts)
        if not member.is_dir() and not hidden and inner.suffix.lower() in KINDS:
            inside = f"{label}/{clean(inner.name)}"
            yield _File(inside, inner, lambda member=member, inside=inside: _unpack(archive, member, inside), True)  # type: ignore[misc]


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str) -> bytes:
    """A file of an archive, read no further than it may be large, whatever the archive says of its size."""
    most = min(MAX_TABLE, max(CHUNK, member.compress_size * MAX_RATIO))
    parts, size = [], 0
    try:
        with archive.open(member) as file:
            while part := file.read(CHUNK):
                parts.append(part)
                size += len(part)
                if size > most:
                    raise _too_large(label, f"more than {most // 2**20:,} MB, or packed more than {MAX_RATIO} times")
    except (OSError, EOFError, RuntimeError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
        raise _unreadable(label, f"damaged: {error}") from None
    return b"".join(parts)


def _decode(data: bytes, label: str) -> str:
    """Bytes as text, line ends as one character."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise InvalidFileError.of([problem(label, row, 1, "CC103", "this is not UTF-8", "text in UTF-8")]) from None
    nul = text.find("\0")
    if nul >= 0:
        row = text.count("\n", 0, nul) + 1
        raise InvalidFileError.of([problem(label, row, 1, "CC103", "there is a NUL character", "text in UTF-8")])
    return text.replace("\r\n", "\n") if "\r" in text else text


def _table(label: str, name: str, rows: Sequence[Sequence[str]]) -> Table:
    """A table of rows that are there already."""
    if not rows:
        raise InvalidFileError.of([problem(label, 1, 1, "CC104", "it is empty", "a row of column names")])
    return Table(label, name, rows[0], rows[1:])


def _wrong_width(label: str, row: int, there: int, wanted: int) -> InvalidFileError:
    message = f"the row has {there} cells"
    return InvalidFileError.of([problem(label, row, min(there, wanted), "CC105", message, f"{wanted}, as the header")])


def _read_text(text: str, file: _File, *, is_plain: bool, ragged: bool) -> Table:
    """A table of tab-separated text, in which a quote is a character like any other."""
    lines = text.split("\n")
    columns = [clean(name).strip() for name in lines[0].split("\t")]

    def rows() -> Iterator[list[str]]:
        width, last = len(columns), len(lines)
        for number, line in enumerate(islice(lines, 1, None), 2):
            if not line and number == last:
                return
            row = line.split("\t")
            if len(row) != width:
                if not ragged or len(row) > width:
                    raise _wrong_width(file.label, number, len(row), width)
                row += [""] * (width - len(row))
            yield row if is_plain else [clean(cell) for cell in row]

    return Table(file.label, file.path.stem, columns, rows())


def _read_csv(text: str, file: _File, *, is_plain: bool, ragged: bool) -> Table:
    """A table of comma-separated text (RFC 4180): a quoted cell may hold line ends, which stay."""
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)

    def next_row(number: int) -> list[str] | None:
        try:
            return next(reader, None)
        except csv.Error as error:
            message = f"the row is no CSV: {error}"
            raise InvalidFileError.of([problem(file.label, number, 1, "CC105", message, "a whole row")]) from None

    columns = [clean(name).strip() for name in next_row(1) or ()]

    def rows() -> Iterator[list[str]]:
        width, number = len(columns), 1
        while (row := next_row(number := number + 1)) is not None:
            if len(row) != width:
                if not ragged or len(row) > width or not row:
                    if not row:
                        continue
                    raise _wrong_width(file.label, number, len(row), width)
                row += [""] * (width - len(row))
            yield row if is_plain else ["\n".join(map(clean, cell.split("\n"))) for cell in row]

    return Table(file.label, file.path.stem, columns, rows())


def _read_workbook(data: bytes, label: str) -> list[tuple[str, list[list[str]]]]:
    """The sheets of a workbook, each with its name and its rows of text."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        message, remedy = "workbooks need one package more", "pip install 'careercli[xlsx]'"
        raise InvalidFileError.of([problem(label, 1, 1, "CC110", message, "python-calamine", remedy)]) from None
    _check_workbook(data, label)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            (clean(name), [[_show(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()])
            for name in book.sheet_names
        ]
    except BaseException as error:  # a panic of the reader is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise _unreadable(label, f"no whole workbook: {error}") from None


def _check_workbook(data: bytes, label: str) -> None:
    """Refuses a workbook that would take too much to read: the reader makes room for every cell a sheet spans."""
    try:
        book = zipfile.ZipFile(io.BytesIO(data))
        members = book.infolist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        raise _unreadable(label, f"no whole workbook: {error}") from None
    size = 0
    for member in members[:MAX_MEMBERS]:
        part = _unpack(book, member, label)
        size += len(part)
        if size > MAX_TABLE:
            raise _too_large(label, f"more than {MAX_TABLE // 2**20:,} MB")
        if "worksheets/" in member.filename:
            places = re.findall(rb'\br="([A-Za-z]{1,9})([0-9]{1,19})"', part)
            last_row = max((int(row) for _, row in places), default=0)
            last_column = max((_column(letters) for letters in {letters for letters, _ in places}), default=0)
            if last_row * last_column > MAX_CELLS:
                raise _too_large(label, f"a sheet of {last_row:,} rows and {last_column:,} columns")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _show(cell: Any) -> str:
    """A cell of a workbook as text: whole numbers without a point."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return "\n".join(map(clean, str(cell).split("\n")))

"""Tables of text, tab- or comma-separated, read a block of lines at a time."""

import csv
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from careercli.datasets.files import refuse, too_large
from careercli.errors import InvalidFileError
from careercli.model import MAX_TEXT
from careercli.text import clean

MAX_LINE = 2**20
"""Bytes of a line."""

MAX_COLUMNS = 1_000
PLAIN = bytes(range(0x20, 0x7F)) + b"\t\r\n"
"""The bytes that need no cleaning."""


class _Lines(NamedTuple):
    """Whole lines: the number of the first, the lines without their ends, and whether they need no cleaning."""

    first: int
    lines: list[str]
    is_plain: bool


def read_text(label: str, blocks: Iterable[bytes], *, is_whole: bool) -> Iterator[list[str]]:
    """The rows of tab-separated text, the header first; a quote is a character like any other.

    Raises InvalidFileError if a row has too few or too many cells; also if the last row has no line end, unless the
    file `is_whole` for certain.
    """
    width = 0
    for first, lines, is_plain in _read_lines(label, blocks, needs_end=not is_whole):
        if not width:
            width = _check_header(label, lines[0].split("\t"))
        is_short = max(map(len, lines)) <= MAX_TEXT
        for number, line in enumerate(lines, first):
            row = line.split("\t")
            if len(row) != width:
                raise _wrong_width(label, number, len(row), width)
            if not is_short:
                _check_cells(label, number, row)
            yield row if is_plain else [clean(cell) for cell in row]


def read_csv(label: str, blocks: Iterable[bytes]) -> Iterator[list[str]]:
    """The rows of comma-separated text (RFC 4180), the header first; a quoted cell may hold line ends, which stay.

    The last row needs no line end, but all its cells. Raises InvalidFileError if a row has not as many as the header.
    """
    csv.field_size_limit(MAX_TEXT)
    plain = True

    def get_lines() -> Iterator[str]:
        nonlocal plain
        for _, lines, is_plain in _read_lines(label, blocks, needs_end=False):
            plain = plain and is_plain
            for line in lines:
                yield f"{line}\n"

    reader = csv.reader(get_lines(), strict=True)
    width = number = 0
    while (row := _next_row(label, reader, number := number + 1)) is not None:
        if not row and width:
            continue
        width = width or _check_header(label, row)
        if len(row) != width:
            raise _wrong_width(label, number, len(row), width)
        yield row if plain else ["\n".join(map(clean, cell.split("\n"))) for cell in row]


def _next_row(label: str, reader: Iterator[list[str]], number: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        if "field limit" in str(error):
            raise too_large(label, f"a cell has more than {MAX_TEXT:,} characters", number) from None
        raise refuse(label, number, "CC105", f"not CSV: {error}", "a whole row") from None


def _read_lines(label: str, blocks: Iterable[bytes], *, needs_end: bool) -> Iterator[_Lines]:
    """The lines of a file, those of each block together. Raises InvalidFileError if a line is too long or no UTF-8."""
    rest = b""
    number = 1
    for block in blocks:
        cut = block.rfind(b"\n") + 1
        if not cut:
            rest += block
            if len(rest) > MAX_LINE:
                raise too_large(label, f"a line has more than {MAX_LINE:,} bytes", number)
            continue
        text, is_plain = _decode(label, rest + block[:cut], number)
        rest = block[cut:]
        lines = text.split("\n")
        lines.pop()
        yield _Lines(number, lines, is_plain)
        number += len(lines)
    if rest:
        text, is_plain = _decode(label, rest, number)
        if needs_end:
            raise refuse(label, number, "CC105", "the last row has no line end", "a whole row")
        yield _Lines(number, [text], is_plain)


def _decode(label: str, data: bytes, number: int) -> tuple[str, bool]:
    """Lines as text, with line ends of one character; and whether they are plain. `number` is that of the first."""
    is_plain = not data.translate(None, PLAIN)
    try:
        text = data.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        row = number + data.count(b"\n", 0, error.start)
        raise refuse(label, row, "CC103", "not UTF-8", "text in UTF-8") from None
    if not is_plain and "\0" in text:
        row = number + text.count("\n", 0, text.index("\0"))
        raise refuse(label, row, "CC103", "a NUL character", "text in UTF-8")
    return (text.replace("\r\n", "\n") if "\r" in text else text), is_plain


def _check_header(label: str, row: list[str]) -> int:
    """How many columns a table has."""
    if len(row) > MAX_COLUMNS:
        raise too_large(label, f"more than {MAX_COLUMNS:,} columns")
    return len(row)


def _check_cells(label: str, number: int, row: list[str]) -> None:
    if max(map(len, row)) > MAX_TEXT:
        raise too_large(label, f"a cell has more than {MAX_TEXT:,} characters", number)


def _wrong_width(label: str, number: int, there: int, wanted: int) -> InvalidFileError:
    return refuse(label, number, "CC105", f"the row has {there} cells", f"{wanted}, as in the header")

"""Workbooks (.xlsx): the only import of an XML parser.

Rows are read one at a time with expat, which resolves nothing here: a document type is refused. No room is made for the
size that a sheet or a table of strings claims, only for the cells that are there; these are counted over all sheets of
the workbook, in proportion to the bytes of the file.

Over 400 lines: the handlers of a parser share their state, and go together.
"""

import posixpath
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn
from xml.parsers import expat

from careercli.datasets.files import BLOCK, CHUNK, DAMAGED, MAX_RATIO, File, open_archive, too_large, unreadable
from careercli.datasets.plain_rows import PlainRows
from careercli.errors import InvalidFileError
from careercli.model import MAX_TEXT
from careercli.text import clean

FREE_CELLS = 10_000
"""Cells that every workbook may have, and beyond them one for each byte of the file; real ones reach 0.27."""

TAGS_PER_BYTE = 4
"""Tags for each byte of the file, and for each free cell; real workbooks reach 1.1."""

MAX_TOKEN = 2**20
"""Bytes of one tag, comment or text."""

MAX_NAMES = 1_000
"""Names of elements and attributes in one part; expat keeps them all."""

MAX_NESTING = 64
MAX_COLUMNS = 16_384
MAX_KNOWN = 50_000
"""Numbers, and texts, whose short or clean form is remembered."""

MAX_STRINGS = 64 * 2**20
"""Bytes of memory for all shared strings."""

BOOLEANS = {"0": "FALSE", "1": "TRUE"}
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Workbook:
    """The names of a workbook's sheets, and the rows of each. Raises InvalidFileError if it is damaged or too large."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._most = FREE_CELLS + file.packed
        self._reset()
        self._strings: list[str] | None = None
        self._sheets: dict[str, str] = {}
        with self._open() as archive:
            (book, *_) = [part for _, kind, part in self._read_links(archive, "") if kind == "officeDocument"] or [
                "xl/workbook.xml"
            ]
            links = self._read_links(archive, book)
            parts = {key: part for key, _, part in links}
            self._strings_part = next((part for _, kind, part in links if kind == "sharedStrings"), "")
            if not self._strings_part and "xl/sharedStrings.xml" in archive.NameToInfo:
                self._strings_part = "xl/sharedStrings.xml"
            for name, attributes in self._read_elements(archive, book):
                if name == "sheet":
                    key = next((value for at, value in attributes.items() if at.rpartition(":")[2] == "id"), "")
                    self._sheets[clean(attributes.get("name", ""))] = parts.get(key, "")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sheets, in their order."""
        return tuple(self._sheets)

    def read_rows(self, sheet: str) -> Iterator[list[str]]:
        """The rows of a sheet, with "" for empty cells; each at least as wide as those above it. Rows that the file
        leaves out are there, blank; those below the last text are not. Numbers are as short as can be."""
        with self._open() as archive:
            if self._strings is None:
                self._strings = self._read_strings(archive) if self._strings_part else []
            yield from self._read_sheet(archive, self._sheets[sheet], self._strings)

    def check(self) -> None:
        """Reads all sheets. Raises InvalidFileError if they are too large or damaged."""
        self._reset()
        for name in self._sheets:
            for _ in self.read_rows(name):
                pass

    def _reset(self) -> None:
        self._bytes_left = max(CHUNK, self._file.packed * MAX_RATIO)
        self._cells_left = self._most
        self._tags_left = self._most * TAGS_PER_BYTE

    @contextmanager
    def _open(self) -> Iterator[zipfile.ZipFile]:
        label = self._file.label
        try:
            with self._file.open_seekable() as file, open_archive(file, label) as archive:
                yield archive
        except KeyError as error:
            raise unreadable(label, f"no whole workbook: {clean(str(error))[:200]}") from None
        except expat.ExpatError as error:  # without the place, which is counted without the rows that are plain
            raise unreadable(label, f"no whole workbook: {expat.ErrorString(error.code)}") from None
        except DAMAGED as error:
            raise unreadable(label, f"no whole workbook: {error}") from None

    def _too_large(self, what: str, row: int = 1) -> InvalidFileError:
        return too_large(self._file.label, what, row)

    def _spend(self, cells: int, row: int) -> None:
        """Counts cells. Raises InvalidFileError if the workbook has more than it may."""
        self._cells_left -= cells
        if self._cells_left < 0:
            raise self._too_large(f"more than {self._most:,} cells in {self._file.packed:,} bytes", row)

    def _parse(
        self, archive: zipfile.ZipFile, part: str, parser: expat.XMLParserType, plain: PlainRows | None = None
    ) -> Iterator[None]:
        """Parses a part with the handlers of `parser`, except for what `plain` takes; stops after each block."""

        def refuse_type(*_: object) -> NoReturn:
            raise unreadable(self._file.label, "it has a document type")

        parser.StartDoctypeDeclHandler = refuse_type
        read = 0
        with archive.open(part) as file:
            while block := file.read(BLOCK):
                self._bytes_left -= len(block)
                self._tags_left -= block.count(b"<")
                if self._bytes_left < 0 or self._tags_left < 0:
                    raise self._too_large(f"far more in it than in {self._file.packed:,} bytes of any release")
                for piece in plain.split(block) if plain else (block,):
                    read += len(piece)
                    parser.Parse(piece, False)
                if read - parser.CurrentByteIndex > MAX_TOKEN or len(parser.intern) > MAX_NAMES:
                    raise self._too_large("a tag or a text is too long, or too many names are used")
                yield
        parser.Parse(plain.finish() if plain else b"", True)

    def _read_elements(self, archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, dict[str, str]]]:
        """The elements of a part, without what is in them: local names and attributes."""
        parser = _make_parser()
        found: list[tuple[str, dict[str, str]]] = []
        nesting = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal nesting
            nesting += 1
            if nesting > MAX_NESTING:
                raise self._too_large("elements nest too deeply")
            found.append((name.rpartition(":")[2], attributes))

        def end(_: str) -> None:
            nonlocal nesting
            nesting -= 1

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        for _ in self._parse(archive, part, parser):
            self._spend(len(found), 1)
            yield from found
            found.clear()

    def _read_links(self, archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
        """The parts that a part refers to: key, kind, and name in the archive."""
        folder, name = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{name}.rels")
        if links not in archive.NameToInfo:
            return []
        found = []
        for name, attributes in self._read_elements(archive, links):
            if name == "Relationship":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                found.append((attributes.get("Id", ""), kind, target))
        return found

    def _read_strings(self, archive: zipfile.ZipFile) -> list[str]:  # noqa: C901, see _read_sheet
        """The texts that cells refer to by number."""
        part = self._strings_part
        size = archive.getinfo(part).file_size
        parser = _make_parser()
        strings: list[str] = []
        texts: list[str] = []
        parts: list[str] = []
        memory = nesting = phonetic = 0
        inside = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal nesting, phonetic, inside
            name = name.rpartition(":")[2]
            nesting += 1
            if nesting > MAX_NESTING:
                raise self._too_large("elements nest too deeply")
            if name == "t":
                inside = True
                parts.clear()
            elif name == "rPh":
                phonetic += 1
            elif name == "sst":
                self._check_claims(attributes, size)

        def end(name: str) -> None:
            nonlocal nesting, phonetic, inside, memory
            name = name.rpartition(":")[2]
            nesting -= 1
            if name == "t":
                inside = False
                if not phonetic:
                    texts.append("".join(parts))
            elif name == "rPh":
                phonetic -= 1
            elif name == "si":
                text = self._clean("".join(texts), 1)
                texts.clear()
                memory += sys.getsizeof(text)
                strings.append(text)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = parts.append
        for _ in self._parse(archive, part, parser):
            self._check_text(parts if inside else (), 1)
            self._check_text(texts, 1)
            if memory > MAX_STRINGS:
                raise self._too_large("all of its texts")
        return strings

    def _check_claims(self, attributes: dict[str, str], size: int) -> None:
        """Refuses a table of shared texts of `size` bytes that claims to have more than can be."""
        for key, most in (("uniqueCount", size), ("count", self._most)):
            claim = attributes.get(key, "0")
            if not claim.isdecimal() or len(claim) > 9 or int(claim) > most:
                raise self._too_large(f"it claims {claim[:20]!r} shared texts")

    def _read_sheet(self, archive: zipfile.ZipFile, part: str, strings: list[str]) -> Iterator[list[str]]:  # noqa: C901, PLR0915, one parser: its handlers share their state, and attributes would cost a third of the time
        """The rows of a sheet, see `read_rows`."""
        parser = _make_parser()
        rows: list[list[str]] = []
        row: list[str] = []
        columns: dict[str, int] = {}
        shown: dict[str | None, dict[str, str]] = {None: {}, "s": {}, "inlineStr": {}}
        parts: list[str] = []
        number = before = width = column = nesting = phonetic = 0
        digits = -1
        kind: str | None = None
        prefix = at_row = text = encoding = ""
        inside = is_done = is_ready = False

        def start(name: str, attributes: dict[str, str]) -> None:  # noqa: C901, as above
            nonlocal is_ready, number, column, nesting, phonetic, kind, prefix, at_row, digits, inside, row, text
            nesting += 1
            if prefix:
                name = name.removeprefix(prefix)
            if name == "c":
                text = ""
                get = attributes.get
                kind = get("t")
                ref = get("r")
                if ref is not None:
                    place = columns.get(ref[:digits])
                    if place is None or ref[digits:] != at_row:
                        place = self._find_column(ref, at_row)
                        columns[ref[:digits]] = place
                    column = place
            elif name == "v" or name == "t":  # noqa: PLR1714, a tenth of the time
                inside = True
                parts.clear()
            elif name == "row":
                at_row = attributes.get("r", str(number + 1))
                number, column, row, digits = self._find_row(at_row, number), 0, [], -len(at_row)
            elif name == "rPh":
                phonetic += 1
            elif nesting == 1 and ":" in name:
                prefix = name[: name.index(":") + 1]
            elif nesting == 2 and name == "sheetData" and not prefix:
                is_ready = True
            elif nesting > MAX_NESTING:
                raise self._too_large("elements nest too deeply", number)

        def end(name: str) -> None:  # noqa: C901, as above
            nonlocal nesting, phonetic, inside, column, before, width, is_done, text
            nesting -= 1
            if prefix:
                name = name.removeprefix(prefix)
            if name == "v" or name == "t":  # noqa: PLR1714, a tenth of the time
                inside = False
                if not phonetic:
                    text += "".join(parts)
                    if len(text) > MAX_TEXT:
                        raise self._too_long(number)
            elif name == "c":
                known = read_cell(kind, text)
                if column == len(row):
                    row.append(known)
                elif column > len(row):
                    row.extend([""] * (column - len(row)))
                    row.append(known)
                else:
                    row[column] = known
                column += 1
            elif name == "row":
                end_row()
            elif name == "rPh":
                phonetic -= 1
            elif name == "sheetData":
                is_done = True

        def read_cell(kind: str | None, text: str) -> str:
            of_kind = shown.get(kind, {})
            known = of_kind.get(text)
            if known is None:
                known = of_kind[text] = self._read_cell(kind, text, number, strings)
            return known

        def end_row() -> None:
            nonlocal width, before
            width = max(width, len(row))
            self._spend(max(width, 1), number)
            if any(row):  # a blank row is there once another row follows it
                missing = number - before - 1
                self._spend(missing * width, number)
                rows.extend([""] * width for _ in range(missing))
                row.extend([""] * (width - len(row)))
                rows.append(row)
                before = number

        def add_row(at: str, cells: list[str]) -> None:
            nonlocal number, row
            number, row = self._find_row(at, number), cells
            end_row()

        def is_at_rows() -> bool:
            return is_ready and encoding in {"", "utf-8"}

        def declare(_: str, said: str | None, __: int) -> None:
            nonlocal encoding
            encoding = (said or "").casefold()

        parser.XmlDeclHandler = declare
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = parts.append
        for _ in self._parse(archive, part, parser, PlainRows(is_at_rows, add_row, read_cell, shown)):
            yield from rows
            if is_done:
                return
            rows.clear()
            if not inside:
                parts.clear()
            self._check_text(parts, number)
            for known in (shown[None], shown["inlineStr"]):
                if len(known) > MAX_KNOWN:
                    known.clear()

    def _too_long(self, row: int) -> InvalidFileError:
        return self._too_large(f"a cell has more than {MAX_TEXT:,} characters", row)

    def _damaged(self, why: str) -> InvalidFileError:
        return unreadable(self._file.label, f"no whole workbook: {why}")

    def _find_column(self, ref: str, row: str) -> int:
        """The place of a cell in its row, from 0."""
        found = re.fullmatch(r"([A-Za-z]{1,9})([0-9]{1,9})", ref)
        if found is None or found[2] != row:
            raise self._damaged(f"row {row} has a cell {ref[:20]!r}")
        place = 0
        for letter in found[1].upper():
            place = place * 26 + ord(letter) - 64
        if place > MAX_COLUMNS:
            raise self._too_large(f"a cell {ref}", int(row))
        return place - 1

    def _find_row(self, text: str, before: int) -> int:
        if not re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII):
            raise self._damaged(f"a row {text[:20]!r}")
        if int(text) <= before:
            raise self._damaged(f"row {text} comes after row {before}")
        return int(text)

    def _read_cell(self, kind: str | None, text: str, row: int, strings: list[str]) -> str:
        """What a cell of a kind shows."""
        match kind:
            case "s":
                return self._get_string(strings, text)
            case None | "n":
                return self._show(text)
            case "b":
                return BOOLEANS.get(text, text)
        return self._clean(text, row)

    def _get_string(self, strings: list[str], text: str) -> str:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or int(text) >= len(strings):
            if not text:
                return ""
            raise self._damaged(f"no shared text {text[:20]!r}")
        return strings[int(text)]

    def _show(self, text: str) -> str:
        """A number as short as can be: 5.0 becomes 5, 32.659999999999997 becomes 32.66."""
        if not text or (len(text) < 16 and text.isdecimal() and text.isascii()):
            return text
        try:
            value = float(text[:100])
        except ValueError:
            raise self._damaged(f"a number {text[:20]!r}") from None
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)

    def _clean(self, text: str, row: int) -> str:
        if len(text) > MAX_TEXT:
            raise self._too_long(row)
        if "_x" in text:
            text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        return text if text.isprintable() else "\n".join(map(clean, text.split("\n")))

    def _check_text(self, parts: Sequence[str], row: int) -> None:
        """Refuses a text that is too long before it is complete."""
        if sum(map(len, parts)) > MAX_TOKEN:
            raise self._too_long(row)


def _make_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(intern={})
    parser.buffer_text = True
    if hasattr(parser, "SetReparseDeferralEnabled"):  # a newer expat reads ahead; MAX_TOKEN limits what is read again
        parser.SetReparseDeferralEnabled(False)
    return parser

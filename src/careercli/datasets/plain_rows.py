"""The rows of a sheet in the plain form in which most programs write them, four times as fast as by an XML parser.

A row is taken only if it matches a regular expression from its first byte to its last: then it is well-formed, and says
what an XML parser would find in it. From the first row on that does not match, all is left to the parser.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from careercli.model import MAX_TEXT

START = b"<sheetData>"
END = "</row>"
BEGIN = b"<row "
MAX_COLUMNS = 64
MAX_ROW = 2**20
"""Bytes of a row."""

COLUMN = re.compile(rb'<c r="([A-Z]{1,2})\d')
TEXT = r"[^<>&\x00-\x1f\ufffe\uffff]*+(?:&(?:amp|lt|gt|quot|apos);[^<>&\x00-\x1f\ufffe\uffff]*+)*+"
"""A text without control characters, and with no entities but those of XML itself."""

ROW = (
    r'<row r="([1-9]\d{0,8})"(?: spans="[\d: ]*+")?+(?: s="\d{1,9}")?+(?: customFormat="1")?+(?: ht="[\d.]{1,30}")?+'
    r'(?: customHeight="1")?+(?: x14ac:dyDescent="[\d.]{1,30}")?+>'
)
ATTRIBUTES = r'(?: s="\d{1,9}")?+(?: t="(?:n|s|b|e|str|inlineStr)")?+'
CELL = (
    rf'(?:<c r="{{}}\1"({ATTRIBUTES})'
    rf"(?: ?/>|>(?:<v>({TEXT})</v>|<is><t(?: xml:space=\"preserve\")?+>({TEXT})</t></is>|)</c>))?+"
)
"""A cell that may be missing: its attributes, then its value or its text."""

ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))

AddRow = Callable[[str, list[str]], None]
ReadCell = Callable[[str | None, str], str]


class PlainRows:
    """Takes the plain rows out of a sheet.

    `is_ready` says whether the parser has just read the begin of the rows, `add_row` gets each row's number and cells,
    `read_cell` says what a cell of a kind shows, unless `shown` has it by kind; a cell that is not there is "".
    """

    def __init__(
        self,
        is_ready: Callable[[], bool],
        add_row: AddRow,
        read_cell: ReadCell,
        shown: Mapping[str | None, dict[str, str]],
    ) -> None:
        self._is_ready = is_ready
        self._add_row = add_row
        self._read_cell = read_cell
        self._shown = shown
        self._is_first = True
        self._pattern: re.Pattern[str] | None = None
        self._rest = b""
        self._kinds: dict[str, tuple[str | None, dict[str, str]]] = {}

    def split(self, block: bytes) -> Iterator[bytes]:
        """The parts of a block that the parser must read, each to be read before the next is asked for."""
        if self._is_first:
            self._is_first = False
            at = block.find(START)
            if at >= 0:
                yield block[: at + len(START)]
                block = block[at + len(START) :]
                self._pattern = _make_pattern(block) if self._is_ready() else None
        if self._pattern is not None:
            block = self._take(self._rest + block, self._pattern)
        if block:
            yield block

    def finish(self) -> bytes:
        """What is left for the parser at the end of the sheet."""
        rest, self._rest = self._rest, b""
        return rest

    def _take(self, block: bytes, pattern: re.Pattern[str]) -> bytes:
        """Takes the rows that a block begins with; returns what the parser must read, and is done once there is any."""
        cut = block.rfind(END.encode()) + len(END)
        taken = 0
        try:
            text = block[: max(cut, 0)].decode() if cut >= len(END) else ""
        except UnicodeDecodeError:
            text = ""
        lines = text.split(END)
        lines.pop()
        for line in lines:
            found = pattern.fullmatch(line) if len(line) <= MAX_TEXT else None
            if found is None:
                break
            self._add(line, found)
            taken += len(line if line.isascii() else line.encode()) + len(END)
        rest = block[taken:]
        if rest.startswith(BEGIN[: len(rest)]) and len(rest) <= MAX_ROW and END.encode() not in rest:
            self._rest = rest
            return b""
        self._pattern, self._rest = None, b""
        return rest

    def _add(self, line: str, found: re.Match[str]) -> None:
        number, *groups = found.groups()
        if "&" in line:
            groups = [said and _unescape(said) for said in groups]
        row: list[str] = []
        for attributes, value, text in zip(groups[::3], groups[1::3], groups[2::3], strict=True):
            if attributes is None:
                row.append("")
                continue
            kind, known = self._kinds.get(attributes) or self._find_kind(attributes)
            said = (text or "") if value is None else value
            row.append(known.get(said) or self._read_cell(kind, said))
        while row and groups[-3] is None:
            del groups[-3:], row[-1]
        self._add_row(number, row)

    def _find_kind(self, attributes: str) -> tuple[str | None, dict[str, str]]:
        """The kind of a cell by its attributes, and what is known of that kind."""
        kind = attributes.partition(' t="')[2].rstrip('"')
        found = None if kind in {"", "n"} else kind
        self._kinds[attributes] = found, self._shown.get(found, {})
        return self._kinds[attributes]


def _unescape(text: str) -> str:
    for entity, char in ENTITIES:
        text = text.replace(entity, char)
    return text


def _make_pattern(block: bytes) -> re.Pattern[str] | None:
    """What matches a row, up to the last column that the rows of a block have; None if these are too many or none."""
    columns = [*_name_columns()]
    last = max(
        (columns.index(name.decode()) for name in set(COLUMN.findall(block)) if name.decode() in columns), default=None
    )
    if last is None:
        return None
    return re.compile(ROW + "".join(CELL.replace("{}", name) for name in columns[: last + 1]), re.ASCII)


def _name_columns() -> Iterator[str]:
    """The names of the first columns: A to Z, AA, AB and so on."""
    for number in range(MAX_COLUMNS):
        first, second = divmod(number, 26)
        yield f"{chr(64 + first) if first else ''}{chr(65 + second)}"

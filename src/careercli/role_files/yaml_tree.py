"""The plain subset of YAML as dicts, lists and text, and where everything stands: the only import of yaml.

One pass over libyaml's events enforces the subset and stops early at what is too deep or too much.
"""

import re
from collections.abc import Sequence
from typing import Any, NoReturn

import yaml

from careercli.errors import InvalidFileError, Problem
from careercli.model import MAX_TEXT
from careercli.text import clean

MAX_BYTES = 10_000_000
MAX_DEPTH = 32
MAX_NODES = 300_000
MAX_PROBLEMS = 1_000
MAX_ECHO = 60
MAX_LINE = 10_000
UNSEEN = "\N{REPLACEMENT CHARACTER}"

Place = tuple[int, int]
Path = Sequence[str | int]
Node = dict[str, Any] | list[Any]

NUMBER = re.compile(r"(0|[1-9]\d*)(\.\d+)?", re.ASCII)
"""A plain decimal: no sign, no exponent, no separators."""

SIGNED = re.compile(rf"-?{NUMBER.pattern}", re.ASCII)

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line in YAML."""

ENCODINGS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Tree:
    """A file as dicts, lists and text. `root` is what it holds (None: nothing).

    Raises InvalidFileError with all that breaks the subset, or the first thing that is no YAML at all.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._places: dict[int, dict[str | int, Place]] = {}
        self._documents = 0
        self._nodes = 0
        self._top: list[Any] = []
        self._stack: list[Node] = []
        self._keys: list[str | None] = []
        self._last: Place = (1, 1)
        self._lines: list[str] = []
        self._text = ""
        self._text = self._decode(data)
        self._open(self._top)
        try:
            self._read()
        except yaml.MarkedYAMLError as error:
            place = _place(error.problem_mark or error.context_mark)
            self.fail(
                place, "CC010", f"this is not YAML: {error.problem}", "", "mend the line, or put the text in quotes"
            )
        except yaml.reader.ReaderError:
            found = yaml.reader.Reader.NON_PRINTABLE.search(self._text)
            before = self._text[: found.start() if found else 0]
            lines = BREAK.split(before)
            place = (len(lines), len(lines[-1]) + 1)
            self.fail(place, "CC005", "a character that YAML does not allow", "printable text", "take it out")
        except (ValueError, LookupError, AttributeError, RecursionError, OverflowError) as error:
            # what PyYAML lets slip where a file is broken in rarer ways
            self.fail(self._last, "CC010", f"this is not YAML: {error}", "", "mend the line, or put the text in quotes")
        if self.problems:
            raise InvalidFileError.of(self.problems)
        self.root = self._top[0] if self._top else None

    def fail(self, place: Place, code: str, message: str, expected: str, remedy: str) -> NoReturn:
        """Raises InvalidFileError with what has been found so far and this."""
        self.note(place, code, message, expected, remedy)
        raise InvalidFileError.of(self.problems)

    def note(self, place: Place, code: str, message: str, expected: str, remedy: str) -> None:
        """Keeps a problem, to be told with the others of the file."""
        self.problems.append(self.problem(place, code, message, expected, remedy))

    def problem(self, place: Place, code: str, message: str, expected: str, remedy: str) -> Problem:
        """A problem at a place of the file, with the line that it stands in."""
        if not self._lines:
            self._lines = BREAK.split(self._text)
        line = self._lines[place[0] - 1] if place[0] <= len(self._lines) else ""
        line = line[:MAX_LINE] if place[1] <= MAX_LINE else ""
        shown = "".join(char if char.isprintable() else " " if char == "\t" else UNSEEN for char in line)
        return Problem(self.name, *place, code, clean(message), expected, remedy, source_line=shown)

    def place(self, path: Path) -> Place:
        """Where the value at a path stands, or the nearest place above it."""
        node: Any = self._top
        place = (1, 1)
        for step in [0, *path]:
            place = self._places.get(id(node), {}).get(step, place)
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
        return place

    def _decode(self, data: bytes) -> str:
        """The text of a UTF-8 file; any other encoding is refused by name."""
        if len(data) > MAX_BYTES:
            self.fail((1, 1), "CC003", "the file is too large", f"at most {MAX_BYTES:,} bytes", "split it into several")
        for mark, encoding in ENCODINGS:
            if data.startswith(mark):
                self.fail((1, 1), "CC004", f"the file is {encoding}", "UTF-8", "save it as UTF-8")
        if data[:64].count(b"\0") * 3 > len(data[:64]) and data.strip(b"\0"):
            self.fail((1, 1), "CC004", "the file is UTF-16 or UTF-32", "UTF-8", "save it as UTF-8")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8", "replace")
            lines = BREAK.split(before)
            self._text = data.decode("utf-8", "replace")
            byte = f"byte 0x{data[error.start]:02X} is not UTF-8; Windows-1252, Latin-1 or another old encoding"
            self.fail((len(lines), len(lines[-1]) + 1), "CC004", byte, "UTF-8", "save it as UTF-8")

    def _read(self) -> None:
        for event in yaml.parse(self._text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                self._add_scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                node: Node = {} if isinstance(event, yaml.MappingStartEvent) else []
                place = _place(event.start_mark)
                self._add(node, event, place)
                self._open(node)
                if len(self._stack) > MAX_DEPTH + 1:
                    deep = f"nested more than {MAX_DEPTH} deep"
                    self.fail(place, "CC016", deep, f"at most {MAX_DEPTH} levels", "flatten it")
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()
                self._keys.pop()
            elif isinstance(event, yaml.AliasEvent):
                place = _place(event.start_mark)
                self.fail(place, "CC014", "an alias is not part of a role file", "", "write the value out")
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    place = _place(event.start_mark)
                    self.fail(place, "CC011", "a second document begins here", "one document", "use one file for each")

    def _open(self, node: Node) -> None:
        self._places[id(node)] = {}
        self._stack.append(node)
        self._keys.append(None)

    def _add_scalar(self, event: yaml.ScalarEvent) -> None:
        """Adds a scalar as text: a key of the mapping that is open, or a value; what is left empty is None."""
        parent, value, place = self._stack[-1], event.value, _place(event.start_mark)
        is_value = isinstance(parent, list) or self._keys[-1] is not None
        if is_value:
            if len(value) > MAX_TEXT:
                self.note(place, "CC018", "a text is too long", f"at most {MAX_TEXT:,} characters", "shorten it")
            plain_and_empty = not value and event.implicit[0]
            self._add(None if plain_and_empty else value if value.isprintable() else clean(value), event, place)
            return
        self._step(event, place)
        if not value.isprintable():
            self.note(place, "CC017", "a key has characters that cannot be seen", "plain text", "type it anew")
        elif value == "<<" and event.implicit[0]:
            self.note(place, "CC015", "merge keys are not part of a role file", "", "write the keys out")
        elif value in parent:
            self.note(
                place, "CC012", f"the key {_short(value)} stands here twice", "each key once", "keep one of the two"
            )
        elif not value:
            self.note(place, "CC017", "a key is empty", "the name of a field, or an id", "name it")
        self._places[id(parent)][value] = place
        self._keys[-1] = value

    def _add(self, value: Any, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        """Adds a value to the list or under the key that is open."""
        self._step(event, place)
        parent = self._stack[-1]
        if isinstance(parent, list):
            self._places[id(parent)][len(parent)] = place
            parent.append(value)
            return
        key = self._keys[-1]
        if key is None:
            self.fail(place, "CC017", "a key is a list or a mapping", "plain text", "use plain text as the key")
        parent[key] = value
        self._keys[-1] = None

    def _step(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        """Counts a key or value, and notes the anchor or the tag that it has."""
        self._last = place
        self._nodes += 1
        if len(self.problems) >= MAX_PROBLEMS:
            raise InvalidFileError.of(self.problems)
        if self._nodes > MAX_NODES:
            self.fail(place, "CC003", "the file has too much in it", f"at most {MAX_NODES:,} values", "split it")
        if event.anchor is not None:
            self.note(place, "CC014", "an anchor is not part of a role file", "", "write the value out")
        if event.tag is not None:
            self.note(place, "CC013", f"the tag {_short(event.tag)} is not part of a role file", "", "leave it out")


def _short(text: str) -> str:
    return repr(text if len(text) <= MAX_ECHO else f"{text[:MAX_ECHO]}...")


def _place(mark: Any) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)

"""The plain subset of YAML as dicts, lists and text, with the place of everything: the only import of yaml.

One pass over libyaml's events enforces the subset and ends early at what is too deep or too much.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NoReturn

import yaml

from careercli.errors import InvalidFileError, Problem
from careercli.model import MAX_NAME, MAX_TEXT
from careercli.text import clean

MAX_BYTES = 10_000_000
MAX_DEPTH = 32
MAX_NODES = 300_000
MAX_PROBLEMS = 1_000
"""How many problems of one file are reported; reading ends there."""

MAX_ECHO = 60
MAX_LINE = 10_000
UNSEEN = "\N{REPLACEMENT CHARACTER}"
"""Shown in place of a character that cannot be printed."""

Place = tuple[int, int]
Path = Sequence[str | int]
Node = dict[str, Any] | list[Any]

NUMBER = re.compile(r"(0|[1-9]\d*)(\.\d+)?", re.ASCII)
"""A plain decimal: no sign, no exponent, no separators."""

SIGNED = re.compile(rf"-?{NUMBER.pattern}", re.ASCII)

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""The end of a line in YAML."""

ENCODINGS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_YAML = "correct the line, or put the text in quotes"


class Tree:
    """A file as dicts, lists and text. `root` is its content (None: nothing).

    Raises InvalidFileError with everything that breaks the subset, up to the first thing that is not YAML at all.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._starts: array[int] | None = None
        self._shown: dict[int, str] = {}
        self._text = ""
        self._text = self._decode(data)
        self._read(self._text)
        if self.problems:
            raise InvalidFileError.of(self.problems)
        self.root = self._top[0] if self._top else None

    def fail(self, place: Place, code: str, message: str, expected: str, remedy: str) -> NoReturn:
        """Raises InvalidFileError with the problems found so far and this one."""
        self.note(place, code, message, expected, remedy)
        raise InvalidFileError.of(self.problems)

    def note(self, place: Place, code: str, message: str, expected: str, remedy: str) -> None:
        """Adds a problem. Raises InvalidFileError if there are MAX_PROBLEMS."""
        self.problems.append(self.problem(place, code, message, expected, remedy))
        if len(self.problems) >= MAX_PROBLEMS:
            raise InvalidFileError.of(self.problems)

    def problem(self, place: Place, code: str, message: str, expected: str, remedy: str) -> Problem:
        """A problem at a place of the file, with the line itself."""
        line = self._get_line(place[0]) if place[1] <= MAX_LINE else ""
        return Problem(self.name, *place, code, clean(message), expected, remedy, source_line=line)

    def place(self, path: Path) -> Place:
        """The place of the value at a path, or of the nearest value above it."""
        node: Any = self._top
        place = (1, 1)
        for step in [0, *path]:
            place = self._places.get(id(node), {}).get(step, place)
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
        return place

    def _get_starts(self) -> "array[int]":
        """The offset at which each line starts."""
        if self._starts is None:
            self._starts = array("I", [0])
            self._starts.extend(found.end() for found in BREAK.finditer(self._text))
        return self._starts

    def _get_line(self, number: int) -> str:
        """A line as it can be shown; each is kept, so that the problems of one long line share its text."""
        if number not in self._shown:
            starts = self._get_starts()
            start = starts[number - 1] if number <= len(starts) else len(self._text)
            line = BREAK.split(self._text[start : start + MAX_LINE], maxsplit=1)[0]
            self._shown[number] = "".join(
                char if char.isprintable() else " " if char == "\t" else UNSEEN for char in line
            )
        return self._shown[number]

    def _place_at(self, offset: int) -> Place:
        starts = self._get_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def _decode(self, data: bytes) -> str:
        """The text of a UTF-8 file; any other encoding is refused by name."""
        if len(data) > MAX_BYTES:
            expected = f"at most {MAX_BYTES:,} bytes"
            self.fail((1, 1), "CC003", "the file is too large", expected, "split it into several files")
        for mark, encoding in ENCODINGS:
            if data.startswith(mark):
                self.fail((1, 1), "CC004", f"the file is {encoding}", "UTF-8", "save it as UTF-8")
        if data[:64].count(b"\0") * 3 > len(data[:64]) and data.strip(b"\0"):
            self.fail((1, 1), "CC004", "the file is UTF-16 or UTF-32", "UTF-8", "save it as UTF-8")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._text = data.decode("utf-8", "replace")
            place = self._place_at(len(data[: error.start].decode("utf-8", "replace")))
            byte = f"byte 0x{data[error.start]:02X} is not UTF-8; Windows-1252, Latin-1 or another old encoding"
            self.fail(place, "CC004", byte, "UTF-8", "save it as UTF-8")

    def _read(self, text: str) -> None:
        """Reads `text`, which is the file or its beginning."""
        self.problems = []
        self._places: dict[int, dict[str | int, Place]] = {}
        self._documents = 0
        self._nodes = 0
        self._top: list[Any] = []
        self._stack: list[Node] = []
        self._keys: list[str | None] = []
        self._last: Place = (1, 1)
        self._open(self._top)
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self._add_event(event)
        except yaml.MarkedYAMLError as error:
            mark: Any = error.problem_mark or error.context_mark
            if mark and "nesting depth" in str(error.problem):
                # libyaml 0.2.6 reads ahead and gives up at 1,000 levels, before the events of the first 32 come out;
                # what is before that place nests deep enough to be refused by our own rule
                if mark.index < len(text):
                    self._read(text[: mark.index])
                self._fail_deep(_place(mark))
            self.fail(_place(mark), "CC010", f"this is not YAML: {error.problem}", "", _NOT_YAML)
        except yaml.reader.ReaderError:
            found = yaml.reader.Reader.NON_PRINTABLE.search(self._text)
            place = self._place_at(found.start() if found else 0)
            self.fail(place, "CC005", "a character that YAML does not allow", "printable text", "remove it")
        except (ValueError, LookupError, AttributeError, RecursionError, OverflowError) as error:
            # what PyYAML lets through where a file is broken in rarer ways
            self.fail(self._last, "CC010", f"this is not YAML: {error}", "", _NOT_YAML)

    def _add_event(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add_scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            node: Node = {} if isinstance(event, yaml.MappingStartEvent) else []
            place = _place(event.start_mark)
            self._add(node, event, place)
            self._open(node)
            if len(self._stack) > MAX_DEPTH + 1:
                self._fail_deep(place)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self.fail(_place(event.start_mark), "CC014", "role files have no aliases", "", "write the value out")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                place = _place(event.start_mark)
                self.fail(place, "CC011", "a second document begins here", "one document", "use one file for each")

    def _fail_deep(self, place: Place) -> NoReturn:
        expected = f"at most {MAX_DEPTH} levels"
        self.fail(place, "CC016", f"nested more than {MAX_DEPTH} deep", expected, "look for extra brackets or indents")

    def _open(self, node: Node) -> None:
        self._places[id(node)] = {}
        self._stack.append(node)
        self._keys.append(None)

    def _add_scalar(self, event: yaml.ScalarEvent) -> None:
        """Adds a scalar as text: a key of the open mapping, or a value; a value left empty is None."""
        parent, value, place = self._stack[-1], event.value, _place(event.start_mark)
        if isinstance(parent, list) or self._keys[-1] is not None:
            if len(value) > MAX_TEXT:
                self.note(place, "CC018", "the text is too long", f"at most {MAX_TEXT:,} characters", "shorten it")
                value = ""
            plain_and_empty = not value and event.implicit[0]
            self._add(None if plain_and_empty else clean(value), event, place)
            return
        self._step(event, place)
        if len(value) > MAX_NAME:
            self.note(place, "CC018", "the key is too long", f"at most {MAX_NAME:,} characters", "shorten it")
        elif not value.isprintable():
            self.note(place, "CC017", "a key has characters that cannot be seen", "plain text", "type it again")
        elif value == "<<" and event.implicit[0]:
            self.note(place, "CC015", "role files have no merge keys", "", "write the keys out")
        elif value in parent:
            self.note(place, "CC012", f"the key {_short(value)} is given twice", "each key once", "keep one of the two")
        elif not value:
            self.note(place, "CC017", "a key is empty", "the name of a field, or an id", "write one")
        self._places[id(parent)][value] = place
        self._keys[-1] = value

    def _add(self, value: Any, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        """Adds a value to the open list, or under the open key."""
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
        """Counts a key or value, and notes its anchor and its tag."""
        self._last = place
        self._nodes += 1
        if self._nodes > MAX_NODES:
            expected = f"at most {MAX_NODES:,}"
            self.fail(place, "CC003", "the file has too many keys and values", expected, "split it into several files")
        if event.anchor is not None:
            self.note(place, "CC014", "role files have no anchors", "", "write the value out")
        if event.tag is not None:
            self.note(place, "CC013", f"role files have no tags: {_short(event.tag)}", "", "remove it")


def _short(text: str) -> str:
    return repr(text if len(text) <= MAX_ECHO else f"{text[:MAX_ECHO]}...")


def _place(mark: Any) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)

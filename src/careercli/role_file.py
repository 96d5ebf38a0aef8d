"""YAML to role files, or located problems: the only import of yaml. The format is taught in docs/role-files.md.

One pass over libyaml's events enforces the plain subset and keeps where everything stands; a scalar is text until the
schema below gives it a type.
"""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import yaml
from msgspec import Meta, Struct

from careercli.errors import InvalidFileError, Problem
from careercli.model import Kind, Match, Modality, Money, Percentiles, Source

MAX_BYTES = 10_000_000
MAX_DEPTH = 32

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, Meta(pattern=ID_PATTERN, max_length=64)]
Text = Annotated[str, Meta(min_length=1, max_length=20_000)]
Statistic = Literal["average", "mean", "median"]
Period = Literal["hour", "day", "week", "month", "year"]


class Entry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping in a role file: unknown keys are problems."""


class Defaults(Entry, frozen=True):
    """What every pay estimate of the file has unless it says otherwise."""

    currency: Text = "USD"
    period: Period = "year"
    area: Text | None = None


class ItemEntry(Entry, frozen=True):
    """A canonical item."""

    label: Text
    kind: Kind
    area: Text | None = None
    broader: Id | None = None


class StatementEntry(Entry, frozen=True):
    """One role states one item: an item's id or label, and how, under which condition and by whom it is said.

    `against` marks a statement that speaks against the others of its cell, which is contested then.
    """

    item: Text
    text: Text | None = None
    modality: Modality = "stated"
    condition: Text | None = None
    sources: tuple[Id, ...] = ()
    against: bool = False


class EstimateEntry(Entry, frozen=True):
    """A pay estimate; `date` is that of the figure, `employment` the number of people it covers."""

    amount: Money | None = None
    statistic: Statistic = "average"
    percentiles: Percentiles | None = None
    currency: Text | None = None
    period: Period | None = None
    area: Text | None = None
    date: Text | None = None
    employment: int | None = None
    sources: tuple[Id, ...] = ()


class OutlookEntry(Entry, frozen=True):
    """A projection for an occupation: people in the first and the last year, percent of the first, openings a year."""

    employment: int | None = None
    projected_employment: int | None = None
    change_percent: Annotated[float, Meta(ge=-100, le=10**6)] | None = None
    openings_per_year: int | None = None
    years: tuple[int, int] | None = None
    entry_education: Text | None = None
    experience: Text | None = None
    training: Text | None = None
    sources: tuple[Id, ...] = ()


class OccupationEntry(Entry, frozen=True):
    """A record of an outside taxonomy, under its code, with the figures published for it."""

    scheme: Text
    title: Text
    salary: tuple[EstimateEntry, ...] = ()
    outlook: tuple[OutlookEntry, ...] = ()


class CodeEntry(Entry, frozen=True):
    """The occupation that a role is, or comes nearest to."""

    scheme: Text
    code: Text
    match: Match


class LadderEntry(Entry, frozen=True):
    """Roles that follow each other, the lowest first."""

    title: Text
    rungs: tuple[Id, ...]
    sources: tuple[Id, ...] = ()


Statements = tuple[Text | StatementEntry, ...]


class RoleEntry(Entry, frozen=True):
    """A role: only its title is required. A plain string in a list names an item by id or label."""

    title: Text
    aliases: tuple[Text, ...] = ()
    summary: Text | None = None
    notes: Text | None = None
    url: Text | None = None
    codes: tuple[CodeEntry, ...] = ()
    reports_to: Statements = ()
    salary: Money | tuple[EstimateEntry, ...] = ()
    outlook: tuple[OutlookEntry, ...] = ()
    duties: Statements = ()
    requirements: Statements = ()
    skills: Statements = ()
    environment: Statements = ()


class RoleFile(Entry, frozen=True):
    """A role file: roles by id, and what they refer to."""

    roles: dict[Id, RoleEntry]
    defaults: Defaults = Defaults()
    sources: dict[Id, Source] = {}
    items: dict[Id, ItemEntry] = {}
    occupations: dict[str, OccupationEntry] = {}
    ladders: dict[Id, LadderEntry] = {}


Place = tuple[int, int]
Node = dict[str, Any] | list[Any]


class _Tree:
    """The plain subset of YAML as dicts, lists and text, and the line and column of every key and entry."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self._places: dict[int, dict[str | int, Place]] = {}
        self._documents = 0
        self._top: list[Any] = []
        self._stack: list[Node] = []
        self._keys: list[str | None] = []
        self._open(self._top)
        try:
            self._read(text)
        except yaml.MarkedYAMLError as error:
            place = _place(error.problem_mark or error.context_mark)
            raise self.error(place, f"this is not YAML: {error.problem}", "mend the line or quote the text") from None
        except yaml.reader.ReaderError:
            found = yaml.reader.Reader.NON_PRINTABLE.search(text)
            before = text[: found.start() if found else 0]
            place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
            raise self.error(place, "a character that YAML does not allow stands here", "take it out") from None
        self.root = self._top[0] if self._top else None

    def error(self, place: Place, message: str, remedy: str) -> InvalidFileError:
        """What is wrong at a place of the file, as the exception to raise."""
        problem = Problem(self.name, *place, message, remedy)
        return InvalidFileError(str(problem), [problem])

    def place(self, path: list[str | int]) -> Place:
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

    def _read(self, text: str) -> None:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                self._add_scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                node: Node = {} if isinstance(event, yaml.MappingStartEvent) else []
                self._add(node, event)
                self._open(node)
                if len(self._stack) > MAX_DEPTH + 1:
                    raise self.error(_place(event.start_mark), f"nested more than {MAX_DEPTH} deep", "flatten it")
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()
                self._keys.pop()
            elif isinstance(event, yaml.AliasEvent):
                place = _place(event.start_mark)
                raise self.error(place, "aliases are not part of a role file", "write the value out")
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    place = _place(event.start_mark)
                    raise self.error(place, "a second document begins here", "use one file for each")

    def _open(self, node: Node) -> None:
        self._places[id(node)] = {}
        self._stack.append(node)
        self._keys.append(None)

    def _add_scalar(self, event: yaml.ScalarEvent) -> None:
        """Adds a scalar as text: a key of the mapping that is open, or a value; what is left empty is None."""
        parent, value = self._stack[-1], event.value
        plain = event.implicit[0]
        if isinstance(parent, list) or self._keys[-1] is not None:
            self._add(None if plain and not value else value, event)
            return
        place = _place(event.start_mark)
        if value in parent:
            raise self.error(place, f"the key {value!r} stands here twice", "keep one of the two")
        if plain and value == "<<":
            raise self.error(place, "merge keys are not part of a role file", "write the keys out")
        self._refuse_anchor(event)
        self._places[id(parent)][value] = place
        self._keys[-1] = value

    def _add(self, value: Any, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Adds a value to the list or under the key that is open."""
        self._refuse_anchor(event)
        parent = self._stack[-1]
        if isinstance(parent, list):
            self._places[id(parent)][len(parent)] = _place(event.start_mark)
            parent.append(value)
            return
        key = self._keys[-1]
        if key is None:
            raise self.error(_place(event.start_mark), "a key is a list or a mapping here", "use plain text as the key")
        parent[key] = value
        self._keys[-1] = None

    def _refuse_anchor(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            place = _place(event.start_mark)
            raise self.error(place, "anchors and tags are not part of a role file", "write the value out")


def _place(mark: Any) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_ENTRIES: dict[str, Any] = {
    "sources": Source,
    "items": ItemEntry,
    "occupations": OccupationEntry,
    "ladders": LadderEntry,
    "roles": RoleEntry,
}
REMEDY = "see docs/role-files.md for what may stand here"


def _steps(path: str) -> list[str | int]:
    """The steps of a path in a msgspec message (`$.duties[3].text`)."""
    return [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]$`]+", path)]


def _check(tree: _Tree, value: Any, kind: Any, at: list[str | int]) -> list[Problem]:
    """What is wrong with one value, as msgspec tells it, at its place in the file."""
    try:
        msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at ")
        unknown = re.search(r"unknown field `(.*)`", message)
        steps = [*at, *_steps(path), *([unknown[1]] if unknown else [])]
        return [Problem(tree.name, *tree.place(steps), message[0].lower() + message[1:], REMEDY)]
    return []


def _find_problems(tree: _Tree) -> list[Problem]:
    """What is wrong with each entry of a file; msgspec does not tell under which key of a mapping an error lies."""
    entries: dict[str, Any] = tree.root if isinstance(tree.root, dict) else {}
    problems = []
    for name, kind in _ENTRIES.items():
        for key, value in entries[name].items() if isinstance(entries.get(name), dict) else ():
            if name != "occupations":
                problems += _check(tree, key, Id, [name, key])
            problems += _check(tree, value, kind, [name, key])
    return problems or _check(tree, tree.root, RoleFile, [])


def parse_role_file(data: bytes, name: str) -> RoleFile:
    """The role file in `data`; `name` is what problems call the file.

    Raises InvalidFileError with the located problems where the file is not a valid role file.
    """
    if len(data) > MAX_BYTES:
        problem = Problem(name, 1, 1, f"larger than {MAX_BYTES:,} bytes", "split it into several files")
        raise InvalidFileError(str(problem), [problem])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem(name, line, 1, "not UTF-8 text", "save the file as UTF-8")
        raise InvalidFileError(str(problem), [problem]) from None
    tree = _Tree(text, name)
    try:
        return msgspec.convert(tree.root, RoleFile, strict=False)
    except msgspec.ValidationError:
        problems = _find_problems(tree)
        more = f" (and {len(problems) - 1} more problems)" if len(problems) > 1 else ""
        raise InvalidFileError(f"{problems[0]}{more}", problems) from None


def load_role_file(path: Path) -> RoleFile:
    """The role file at `path`. Raises InvalidFileError where it cannot be read or is not valid."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InvalidFileError(f"{path}: cannot be read ({error.strerror}); name a file that can be") from error
    return parse_role_file(data, str(path))

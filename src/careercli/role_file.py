"""Role files: their schema, and the way from bytes to a file or to all that is wrong with it.

The format is taught in docs/role-files.md. A scalar is text until the schema below gives it a type.
"""

import os
import re
import stat
import sys
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import Meta, Struct

from careercli.errors import InvalidFileError, Problem
from careercli.model import ID_PATTERN, Kind, Match, Modality, Money, Percentiles, Source, Text
from careercli.yaml_tree import MAX_BYTES, NUMBER, SIGNED, Tree

Id = Annotated[str, Meta(pattern=ID_PATTERN, max_length=64)]
MAX_ENTRIES = 1_000
"""How many entries a list of a role may have."""

Ids = Annotated[tuple[Id, ...], Meta(max_length=MAX_ENTRIES)]
Statistic = Literal["average", "mean", "median"]
Count = Annotated[int, Meta(ge=0, le=10**15)]
Year = Annotated[int, Meta(ge=1000, le=9999)]
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
    sources: Ids = ()
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
    employment: Count | None = None
    sources: Ids = ()


class OutlookEntry(Entry, frozen=True):
    """A projection for an occupation: people in the first and the last year, percent of the first, openings a year."""

    employment: Count | None = None
    projected_employment: Count | None = None
    change_percent: Annotated[float, Meta(ge=-100, le=10**6)] | None = None
    openings_per_year: Count | None = None
    years: tuple[Year, Year] | None = None
    entry_education: Text | None = None
    experience: Text | None = None
    training: Text | None = None
    sources: Ids = ()


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
    rungs: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=MAX_ENTRIES)]
    sources: Ids = ()


Statements = Annotated[tuple[Text | StatementEntry, ...], Meta(max_length=MAX_ENTRIES)]


class RoleEntry(Entry, frozen=True):
    """A role: only its title is required. A plain string in a list names an item by id or label."""

    title: Text
    aliases: Annotated[tuple[Text, ...], Meta(max_length=MAX_ENTRIES)] = ()
    summary: Text | None = None
    notes: Text | None = None
    url: Text | None = None
    codes: Annotated[tuple[CodeEntry, ...], Meta(max_length=MAX_ENTRIES)] = ()
    reports_to: Statements = ()
    salary: Money | tuple[EstimateEntry, ...] = ()
    outlook: tuple[OutlookEntry, ...] = ()
    duties: Statements = ()
    requirements: Statements = ()
    skills: Statements = ()
    environment: Statements = ()


KINDS: dict[str, Kind] = {
    "duties": "duty",
    "requirements": "requirement",
    "skills": "skill",
    "environment": "environment",
    "reports_to": "reporting-line",
}
"""The fields of a role that hold statements, and the kind of item that each states."""


class RoleFile(Entry, frozen=True):
    """A role file: roles by id, and what they refer to."""

    roles: Annotated[dict[Id, RoleEntry], Meta(min_length=1)]
    defaults: Defaults = Defaults()
    sources: dict[Id, Source] = {}
    items: dict[Id, ItemEntry] = {}
    occupations: dict[str, OccupationEntry] = {}
    ladders: dict[Id, LadderEntry] = {}


COUNT = re.compile(r"0|[1-9]\d*", re.ASCII)
PLAIN = {
    **dict.fromkeys(("amount", "p10", "p25", "p50", "p75", "p90"), NUMBER),
    **dict.fromkeys(("employment", "projected_employment", "openings_per_year"), COUNT),
    "change_percent": SIGNED,
}
"""How numbers are written; msgspec also reads exponents, signs and null."""


class Parsed(NamedTuple):
    """A valid role file, and the tree that knows where everything stands in it."""

    file: RoleFile
    tree: Tree


def parse_role_file(data: bytes, name: str) -> Parsed:
    """The role file in `data`; `name` is what problems call the file.

    Raises InvalidFileError with all the located problems where the file is not a valid role file.
    """
    tree = Tree(data, name)
    problems = [] if _is_plain(tree.root) else _explain(tree)
    try:
        if not problems:
            return Parsed(msgspec.convert(tree.root, RoleFile, strict=False), tree)
    except msgspec.ValidationError as error:
        problems = _explain(tree)
        if not problems:  # only what is left empty was in the way
            try:
                return Parsed(msgspec.convert(_without_empty(tree.root), RoleFile, strict=False), tree)
            except msgspec.ValidationError:
                problems = [tree.problem((1, 1), "CC022", str(error), "", "see docs/role-files.md")]
    raise InvalidFileError.of(problems)


def _explain(tree: Tree) -> list[Problem]:
    from careercli.explain import find_problems  # only an invalid file pays for it

    if tree.root is None or tree.root == {}:
        return [tree.problem((1, 1), "CC031", "the file has no roles", "`roles:` with a role below it", "add a role")]
    return [tree.problem(tree.place(at), *found) for at, *found in find_problems(tree, RoleFile)]


def _is_plain(root: Any) -> bool:
    """Whether the numbers and truth values of a tree are written plainly."""
    for section in ("roles", "occupations"):
        entries = root.get(section) if isinstance(root, dict) else None
        for entry in entries.values() if isinstance(entries, dict) else ():
            if not all(map(_is_plain_figure, _figures(entry))):
                return False
    return True


def _figures(entry: Any) -> Iterator[dict[str, Any]]:
    """The mappings of an entry that hold numbers, and its statements."""
    if not isinstance(entry, dict):
        return
    pay = entry.get("salary")
    if isinstance(pay, str):
        yield {"amount": pay}
    for name in ("salary", "outlook", *KINDS):
        below = entry.get(name)
        for figure in below if isinstance(below, list) else ():
            if isinstance(figure, dict):
                yield figure
                percentiles = figure.get("percentiles")
                if isinstance(percentiles, dict):
                    yield percentiles
                    yield from (top for top in (percentiles.get("at_or_above"),) if isinstance(top, dict))


def _is_plain_figure(figure: dict[str, Any]) -> bool:
    if str(figure.get("against", "false")) not in {"true", "false"}:
        return False
    years = figure.get("years")
    if isinstance(years, list) and not all(isinstance(year, str) and COUNT.fullmatch(year) for year in years):
        return False
    return all(PLAIN[key].fullmatch(value) for key, value in figure.items() if key in PLAIN and isinstance(value, str))


def _without_empty(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_empty(value) for key, value in node.items() if value is not None}
    return [_without_empty(value) for value in node] if isinstance(node, list) else node


def read_bytes(path: str) -> bytes:
    """The content of a regular file, or with `-` of stdin, 10 MB and one byte at most.

    Raises InvalidFileError where it cannot be read or is something else (a folder, a pipe, a device).
    """
    if path == "-":
        try:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        except (OSError, AttributeError):  # a closed stdin is None
            raise InvalidFileError.of([_unreadable("stdin", "CC001", "stdin cannot be read")]) from None
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(file, "rb") as opened:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                raise InvalidFileError.of([_unreadable(path, "CC002", "this is not a regular file")])
            return opened.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise InvalidFileError.of([_unreadable(path, "CC002", "this is a folder")]) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InvalidFileError.of([_unreadable(path, "CC001", f"the file cannot be read ({why})")]) from None


def _unreadable(path: str, code: str, message: str) -> Problem:
    return Problem(show_name(path), 1, 1, code, message, "a file of text", "name another file", "")


def show_name(path: str) -> str:
    """A file's name as text: what is not UTF-8 in it is replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def load_role_file(path: str) -> Parsed:
    """The role file at a path (`-`: stdin). Raises InvalidFileError where it cannot be read or is not valid."""
    return parse_role_file(read_bytes(path), "stdin" if path == "-" else show_name(path))

"""Reads role files (docs/role-files.md): from bytes to a RoleFile, or to all problems.

A scalar is text until the schema gives it a type.
"""

import os
import re
import stat
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from careercli.entries import (
    KINDS,
    EstimateEntry,
    Fault,
    OccupationEntry,
    RoleEntry,
    RoleFile,
    find_outlook_faults,
    find_pay_faults,
)
from careercli.errors import InvalidFileError, Problem
from careercli.role_files.yaml_tree import (
    MAX_BYTES,
    MAX_PROBLEMS,
    NUMBER,
    SIGNED,
    UNSEEN,
    Tree,
)

COUNT = re.compile(r"0|[1-9]\d*", re.ASCII)
PLAIN = {
    **dict.fromkeys(("amount", "at_or_above", "p10", "p25", "p50", "p75", "p90"), NUMBER),
    **dict.fromkeys(("employment", "projected_employment", "openings_per_year"), COUNT),
    "change_percent": SIGNED,
}
"""How the numbers of each field are written: msgspec alone would also accept exponents, signs and null."""


class Parsed(NamedTuple):
    """A valid role file, and the tree that knows the place of everything in it."""

    file: RoleFile
    tree: Tree


def parse_role_file(data: bytes, name: str) -> Parsed:
    """The role file in `data`; problems call it `name`.

    Raises InvalidFileError with all problems, MAX_PROBLEMS at most. Figures are compared with each other only if each
    value is valid by itself.
    """
    tree = Tree(data, name)
    parsed = Parsed(_convert(tree), tree)
    if problems := [
        tree.problem(tree.place((*at, *fault.at)), "CC028", fault.message, fault.expected, fault.remedy)
        for at, fault in islice(_find_faults(parsed.file), MAX_PROBLEMS)
    ]:
        raise InvalidFileError.of(problems)
    return parsed


def _convert(tree: Tree) -> RoleFile:
    problems = [] if _is_plain(tree.root) else _explain(tree)
    try:
        if not problems:
            return msgspec.convert(tree.root, RoleFile, strict=False)
    except msgspec.ValidationError as error:
        problems = _explain(tree)
        if not problems:  # only fields left empty were in the way
            try:
                return msgspec.convert(_remove_empty(tree.root), RoleFile, strict=False)
            except msgspec.ValidationError:
                problems = [tree.problem((1, 1), "CC022", str(error), "", "see docs/role-files.md")]
    raise InvalidFileError.of(problems)


def _explain(tree: Tree) -> list[Problem]:
    from careercli.role_files.explain import find_problems  # only an invalid file pays for it

    if tree.root is None or tree.root == {}:
        return [tree.problem((1, 1), "CC031", "the file has no roles", "`roles:` with a role below it", "add a role")]
    found = islice(find_problems(tree, RoleFile), MAX_PROBLEMS)
    return [tree.problem(tree.place(at), *rest) for at, *rest in found]


def _find_faults(file: RoleFile) -> Iterator[tuple[tuple[str | int, ...], Fault]]:
    """The figures that cannot be right together, with the place of their entry."""
    entries: list[tuple[str, str, RoleEntry | OccupationEntry]] = [
        *(("occupations", code, occupation) for code, occupation in file.occupations.items()),
        *(("roles", role_id, role) for role_id, role in file.roles.items()),
    ]
    for section, name, entry in entries:
        if not isinstance(entry.salary, tuple):
            for fault in find_pay_faults(EstimateEntry(amount=entry.salary)):
                yield (section, name, "salary"), msgspec.structs.replace(fault, at=())
        else:
            for index, estimate in enumerate(entry.salary):
                for fault in find_pay_faults(estimate):
                    yield (section, name, "salary", index), fault
        for index, outlook in enumerate(entry.outlook):
            for fault in find_outlook_faults(outlook):
                yield (section, name, "outlook", index), fault


def _is_plain(root: Any) -> bool:
    """True if the numbers and truth values of a tree are written plainly."""
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


def _remove_empty(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _remove_empty(value) for key, value in node.items() if value is not None}
    return [_remove_empty(value) for value in node] if isinstance(node, list) else node


def read_bytes(path: str) -> bytes:
    """The content of a regular file, or of stdin (`-`): at most MAX_BYTES and one more, by which the reader knows that
    there is too much.

    Raises InvalidFileError if it cannot be read or is something else (a folder, a pipe, a device).
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
        why = getattr(error, "strerror", None) or "its name has a null"  # what a ValueError says differs by Python
        raise InvalidFileError.of([_unreadable(path, "CC001", f"the file cannot be read ({why})")]) from None


def _unreadable(path: str, code: str, message: str) -> Problem:
    return Problem(show_name(path), 1, 1, code, message, "a file of text", "name another file", "")


def show_name(path: str) -> str:
    """A file's name as it can be shown: a byte that is not UTF-8, or a character that cannot be printed, becomes a
    replacement character."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else UNSEEN for char in name)


def load_role_file(path: str) -> Parsed:
    """The role file at a path (`-`: stdin). Raises InvalidFileError if it cannot be read or is not valid."""
    return parse_role_file(read_bytes(path), "stdin" if path == "-" else show_name(path))

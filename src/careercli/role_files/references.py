"""Checks the names in a role file: the sources, items and roles it refers to. Only the user's files come here."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, islice

from careercli.entries import (
    KINDS,
    EstimateEntry,
    OutlookEntry,
    RoleEntry,
    RoleFile,
    StatementEntry,
    Statements,
)
from careercli.errors import Problem
from careercli.model import Item, Kind, Source
from careercli.role_files.read import Parsed
from careercli.role_files.yaml_tree import MAX_PROBLEMS
from careercli.text import find_nearest

NEARLY = 0.85
"""How like a known label another one must be, 1 being the same, to be a possible typo."""

NEARLY_AN_ID = 0.8
"""The same for what looks like an item's id."""

MOST_HINTS = 20
"""How many problems of a file get a suggestion, and how many hints a file gets."""

MAX_COMPARISONS = 1_000_000
"""How many comparisons of names a search for typos may take: about a tenth of a second."""

LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")

Steps = tuple[str | int, ...]
Found = tuple[Steps, str, str, str, str, Collection[str] | None]
"""Place, code, message, what was expected, remedy, None; or, for an unknown name, the name and the known ones."""


def find_reference_problems(
    parsed: Parsed, files: Sequence[RoleFile], items: Mapping[str, Item], roles: Collection[str]
) -> list[Problem]:
    """The names in a file that mean nothing in any file in force, or something else there; MAX_PROBLEMS at most.

    `files` are all files in force, this one among them; `items` and `roles` are theirs.
    """
    sources: dict[str, Source] = {}
    for file in files:
        sources |= file.sources
    found = chain(
        _find_redefined(parsed, files, items),
        _find_cycles(parsed, items),
        _find_unknown_sources(parsed, sources),
        _find_wrong_items(parsed, items),
        _find_unknown_roles(parsed, roles),
    )
    tree = parsed.tree
    problems = []
    for index, (at, code, message, expected, remedy, known) in enumerate(islice(found, MAX_PROBLEMS)):
        what_to_do = remedy
        if known is not None:
            near = find_nearest(remedy, known) if index < MOST_HINTS else []
            what_to_do = f"did you mean {near[0]!r}?" if near else "define it, or use another name"
        problems.append(tree.problem(tree.place(at), code, message, expected, what_to_do))
    return problems


def _unknown(at: Steps, what: str, name: str, known: Collection[str]) -> Found:
    article = "an" if what == "item" else "a"
    return at, "CC030", f"no {what} is called {name!r}", f"the id of {article} {what}", name, known


def _find_redefined(parsed: Parsed, files: Sequence[RoleFile], items: Mapping[str, Item]) -> Iterator[Found]:
    for section, what in (
        ("sources", "source"),
        ("items", "item"),
        ("occupations", "occupation"),
        ("ladders", "ladder"),
    ):
        for name, entry in getattr(parsed.file, section).items():
            if any(getattr(file, section).get(name, entry) != entry for file in files):
                message = f"{name!r} is another {what} in another file"
                yield (section, name), "CC030", message, "an id of its own", "rename it", None
    for item_id, item in parsed.file.items.items():
        if item.broader and item.broader not in items:
            yield _unknown(("items", item_id, "broader"), "item", item.broader, items)


def _find_cycles(parsed: Parsed, items: Mapping[str, Item]) -> Iterator[Found]:
    """The items of the file that are broader than themselves, one of each cycle."""
    passed: set[str] = set()
    for item_id in parsed.file.items:
        path: list[str] = []
        at: str | None = item_id
        while at is not None and at in items and at not in passed:
            passed.add(at)
            path.append(at)
            at = items[at].broader
        cycle = path[path.index(at) :] if at in path else []
        first = next((each for each in cycle if each in parsed.file.items), None)
        if first:
            message = f"the item {first!r} is broader than itself"
            yield ("items", first, "broader"), "CC032", message, "a broader item, or none", "remove one `broader`", None


def _find_unknown_sources(parsed: Parsed, sources: Mapping[str, Source]) -> Iterator[Found]:
    for at, names in _find_cited(parsed.file):
        for index, name in enumerate(names):
            if name not in sources:
                yield _unknown((*at, index), "source", name, sources)


def _find_cited(file: RoleFile) -> Iterator[tuple[Steps, tuple[str, ...]]]:
    """The lists of sources in a file, with their places."""
    for ladder, entry in file.ladders.items():
        yield ("ladders", ladder, "sources"), entry.sources
    for code, occupation in file.occupations.items():
        yield from _find_cited_by_figures(("occupations", code), occupation.salary, occupation.outlook)
    for role_id, role in file.roles.items():
        pay = role.salary if isinstance(role.salary, tuple) else ()
        yield from _find_cited_by_figures(("roles", role_id), pay, role.outlook)
        for at, statement in _find_statements(role_id, role):
            yield (*at, "sources"), statement.sources


def _find_cited_by_figures(
    at: Steps, salary: tuple[EstimateEntry, ...], outlook: tuple[OutlookEntry, ...]
) -> Iterator[tuple[Steps, tuple[str, ...]]]:
    for index, estimate in enumerate(salary):
        yield (*at, "salary", index, "sources"), estimate.sources
    for index, figure in enumerate(outlook):
        yield (*at, "outlook", index, "sources"), figure.sources


def _find_statements(role_id: str, role: RoleEntry) -> Iterator[tuple[Steps, StatementEntry]]:
    for section in KINDS:
        statements: Statements = getattr(role, section)
        for index, statement in enumerate(statements):
            if isinstance(statement, StatementEntry):
                yield ("roles", role_id, section, index), statement
            else:
                yield ("roles", role_id, section, index), StatementEntry(item=statement)


def _find_wrong_items(parsed: Parsed, items: Mapping[str, Item]) -> Iterator[Found]:
    comparisons = 0
    for role_id, role in parsed.file.roles.items():
        cells: dict[tuple[str, str], list[tuple[Steps, StatementEntry]]] = {}
        for at, statement in _find_statements(role_id, role):
            section, name = str(at[2]), statement.item.casefold()
            item = items.get(name)
            if item and item.kind != KINDS[section]:
                expected = f"an item of kind {KINDS[section]}"
                message = f"the item {item.id!r} is of kind {item.kind}"
                yield at, "CC030", message, expected, "move it to the section of its kind", None
            elif item is None and LIKE_AN_ID.fullmatch(statement.item) and comparisons < MAX_COMPARISONS:
                comparisons += len(items)
                near = find_nearest(name, items, cutoff=NEARLY_AN_ID)
                if near:
                    yield _unknown(at, "item", statement.item, near)
            cells.setdefault((section, name), []).append((at, statement))
        for said in cells.values():
            at, statement = said[0]
            if len(said) == 1 and statement.contradicts:
                message = "no other statement on this item"
                remedy = "add that statement, or remove `contradicts`"
                yield at, "CC030", message, "a statement that it contradicts", remedy, None


def find_hints(parsed: Parsed, items: Mapping[str, Item]) -> list[str]:
    """The new items in a file whose names are nearly those of known ones: no problems, but possible typos."""
    labels: dict[Kind, dict[str, str]] = {}
    for item in items.values():
        labels.setdefault(item.kind, {})[item.label.casefold()] = item.label
    hints: dict[str, str] = {}
    looked_up: set[str] = set()
    comparisons = 0
    for role_id, role in parsed.file.roles.items():
        for at, statement in _find_statements(role_id, role):
            known, name = labels.get(KINDS[str(at[2])], {}), statement.item.casefold()
            if name in known or name in items or name in looked_up:
                continue
            if len(hints) >= MOST_HINTS or comparisons >= MAX_COMPARISONS:
                return list(hints.values())
            looked_up.add(name)
            comparisons += len(known)
            near = find_nearest(name, known, cutoff=NEARLY)
            if near:
                line, column = parsed.tree.place(at)
                where = f"{parsed.tree.name}:{line}:{column}"
                hints[name] = f"{where}: {statement.item!r} is a new item; did you mean {known[near[0]]!r}?"
    return list(hints.values())


def _find_unknown_roles(parsed: Parsed, roles: Collection[str]) -> Iterator[Found]:
    for ladder, entry in parsed.file.ladders.items():
        seen: set[str] = set()
        for index, name in enumerate(entry.rungs):
            at: Steps = ("ladders", ladder, "rungs", index)
            if name not in roles:
                yield _unknown(at, "role", name, roles)
            elif name in seen:
                yield at, "CC030", f"{name!r} is on this ladder twice", "each role once", "keep one of the two", None
            seen.add(name)

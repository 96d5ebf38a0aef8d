"""What a role file refers to and nobody has: sources, items, roles. Only files from outside come here."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

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

NEARLY = 0.85
"""How like a label must be to one that is known, 1 being the same, to be taken for a slip of the pen."""

MOST_HINTS = 20
MANY = 500
"""How many names are looked through, and how often: more would take seconds."""

LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")

Steps = tuple[str | int, ...]
Found = tuple[Steps, str, str, str, Collection[str]]
"""Where, what is wrong, what was expected, how to mend it or the name that nobody has, and the names there are."""


def find_reference_problems(
    parsed: Parsed, files: Sequence[RoleFile], items: Mapping[str, Item], roles: Collection[str]
) -> list[Problem]:
    """The places where a file names a source, an item or a role that neither it nor any other file in force has, or
    gives an id that stands for something else there. `files` are all that are in force, this one among them."""
    sources: dict[str, Source] = {}
    for file in files:
        sources |= file.sources
    found = [
        *_find_redefined(parsed, files, items),
        *_find_unknown_sources(parsed, sources),
        *_find_wrong_items(parsed, items),
        *_find_unknown_roles(parsed, roles),
    ]
    tree = parsed.tree
    problems = []
    for index, (at, message, due, remedy, known) in enumerate(found):
        if known:  # the likest name is looked for only as often as it is told
            near = get_close_matches(remedy, known, 1) if index < MOST_HINTS and len(known) < MANY else []
            mend = f"did you mean {near[0]!r}?" if near else "define it, or name another"
        else:
            mend = remedy
        problems.append(tree.problem(tree.place(at), "CC030", message, due, mend))
    return problems


def _unknown(at: Steps, what: str, name: str, known: Collection[str]) -> Found:
    article = "an" if what == "item" else "a"
    return at, f"no {what} is called {name!r}", f"the id of {article} {what}", name, known or (name,)


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
                yield (section, name), message, "an id of its own", "rename it", ()
    for item_id, item in parsed.file.items.items():
        if item.broader and item.broader not in items:
            yield _unknown(("items", item_id, "broader"), "item", item.broader, list(items))


def _find_unknown_sources(parsed: Parsed, sources: Mapping[str, Source]) -> Iterator[Found]:
    file = parsed.file
    cited: list[tuple[Steps, tuple[str, ...]]] = [
        (("ladders", ladder, "sources"), entry.sources) for ladder, entry in file.ladders.items()
    ]
    for code, occupation in file.occupations.items():
        cited += _cited_by_figures(("occupations", code), occupation.salary, occupation.outlook)
    for role_id, role in file.roles.items():
        pay = role.salary if isinstance(role.salary, tuple) else ()
        cited += _cited_by_figures(("roles", role_id), pay, role.outlook)
        for at, statement in _statements(role_id, role):
            cited.append(((*at, "sources"), statement.sources))
    for at, names in cited:
        for index, name in enumerate(names):
            if name not in sources:
                yield _unknown((*at, index), "source", name, list(sources))


def _cited_by_figures(
    at: Steps, salary: tuple[EstimateEntry, ...], outlook: tuple[OutlookEntry, ...]
) -> Iterator[tuple[Steps, tuple[str, ...]]]:
    for index, estimate in enumerate(salary):
        yield (*at, "salary", index, "sources"), estimate.sources
    for index, figure in enumerate(outlook):
        yield (*at, "outlook", index, "sources"), figure.sources


def _statements(role_id: str, role: RoleEntry) -> Iterator[tuple[Steps, StatementEntry]]:
    for section in KINDS:
        statements: Statements = getattr(role, section)
        for index, statement in enumerate(statements):
            if isinstance(statement, StatementEntry):
                yield ("roles", role_id, section, index), statement
            else:
                yield ("roles", role_id, section, index), StatementEntry(item=statement)


def _find_wrong_items(parsed: Parsed, items: Mapping[str, Item]) -> Iterator[Found]:
    looked_up = 0
    for role_id, role in parsed.file.roles.items():
        cells: dict[tuple[str, str], list[tuple[Steps, StatementEntry]]] = {}
        for at, statement in _statements(role_id, role):
            section, name = str(at[2]), statement.item.casefold()
            item = items.get(name)
            if item and item.kind != KINDS[section]:
                due = f"an item of kind {KINDS[section]}"
                message = f"the item {item.id!r} is of kind {item.kind}"
                yield at, message, due, "name it in the section of its kind", ()
            elif item is None and LIKE_AN_ID.fullmatch(statement.item) and looked_up < MANY:
                looked_up += 1
                near = get_close_matches(name, items, 1, cutoff=0.8)
                if near:
                    yield _unknown(at, "item", statement.item, near)
            cells.setdefault((section, name), []).append((at, statement))
        for said in cells.values():
            at, statement = said[0]
            if len(said) == 1 and statement.contradicts:
                message = "nothing else is said of this item"
                yield at, message, "a statement that it contradicts", "add that statement, or remove `contradicts`", ()


def find_hints(parsed: Parsed, items: Mapping[str, Item]) -> list[str]:
    """The items of their own that are nearly called as known ones: no problems, but perhaps slips of the pen."""
    labels: dict[Kind, dict[str, str]] = {}
    for item in items.values():
        labels.setdefault(item.kind, {})[item.label.casefold()] = item.label
    hints: dict[str, str] = {}
    looked_up: set[str] = set()
    for role_id, role in parsed.file.roles.items():
        for at, statement in _statements(role_id, role):
            known, name = labels.get(KINDS[str(at[2])], {}), statement.item.casefold()
            if name in known or name in items or name in looked_up:
                continue
            looked_up.add(name)
            near = get_close_matches(name, known, 1, cutoff=NEARLY)
            if near:
                line, column = parsed.tree.place(at)
                where = f"{parsed.tree.name}:{line}:{column}"
                hints[name] = f"{where}: {statement.item!r} is an item of its own; did you mean {known[near[0]]!r}?"
        if len(hints) >= MOST_HINTS or len(looked_up) > MANY:
            break
    return list(hints.values())[:MOST_HINTS]


def _find_unknown_roles(parsed: Parsed, roles: Collection[str]) -> Iterator[Found]:
    for ladder, entry in parsed.file.ladders.items():
        for index, name in enumerate(entry.rungs):
            at: Steps = ("ladders", ladder, "rungs", index)
            if name not in roles:
                yield _unknown(at, "role", name, list(roles))
            elif name in entry.rungs[:index]:
                yield at, f"{name!r} stands on this ladder twice", "each role once", "keep one of the two", ()

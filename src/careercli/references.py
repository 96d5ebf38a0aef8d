"""What a role file refers to and nobody has: sources, items, roles. Only files from outside come here."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

from careercli.errors import Problem
from careercli.model import Item, Kind, Source
from careercli.role_file import EstimateEntry, OutlookEntry, Parsed, RoleEntry, RoleFile, StatementEntry, Statements

SECTIONS: dict[str, Kind] = {
    "duties": "duty",
    "requirements": "requirement",
    "skills": "skill",
    "environment": "environment",
    "reports_to": "reporting-line",
}
NEARLY = 0.85
"""How like a label must be to one that is known, 1 being the same, to be taken for a slip of the pen."""

MOST_HINTS = 20
LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")

Steps = tuple[str | int, ...]
Found = tuple[Steps, str, str, str]
"""Where, what is wrong, what was expected, how to mend it."""


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
    return [tree.problem(tree.place(at), "CC030", message, due, remedy) for at, message, due, remedy in found]


def _unknown(at: Steps, what: str, name: str, known: Collection[str]) -> Found:
    near = get_close_matches(name, known, 1)
    remedy = f"did you mean {near[0]!r}?" if near else f"define it, or name another {what}"
    return at, f"no {what} is called {name!r}", f"the id of {'an' if what == 'item' else 'a'} {what}", remedy


def _find_redefined(parsed: Parsed, files: Sequence[RoleFile], items: Mapping[str, Item]) -> Iterator[Found]:
    for source_id, source in parsed.file.sources.items():
        if any(file.sources.get(source_id, source) != source for file in files):
            yield ("sources", source_id), f"another file has a source {source_id!r}", "an id of its own", "rename it"
    for item_id, item in parsed.file.items.items():
        if any(file.items.get(item_id, item) != item for file in files):
            yield ("items", item_id), f"another file has an item {item_id!r}", "an id of its own", "rename it"
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
    for section in SECTIONS:
        statements: Statements = getattr(role, section)
        for index, statement in enumerate(statements):
            if isinstance(statement, StatementEntry):
                yield ("roles", role_id, section, index), statement
            else:
                yield ("roles", role_id, section, index), StatementEntry(item=statement)


def _find_wrong_items(parsed: Parsed, items: Mapping[str, Item]) -> Iterator[Found]:
    for role_id, role in parsed.file.roles.items():
        against: dict[tuple[str | int, ...], list[tuple[Steps, bool]]] = {}
        for at, statement in _statements(role_id, role):
            section, name = str(at[2]), statement.item.casefold()
            item = items.get(name)
            if item and item.kind != SECTIONS[section] and LIKE_AN_ID.fullmatch(statement.item):
                due = f"an item of kind {SECTIONS[section]}"
                yield at, f"the item {item.id!r} is of kind {item.kind}", due, "name it in the section of its kind"
            elif item is None and LIKE_AN_ID.fullmatch(statement.item):
                near = get_close_matches(name, items, 1, cutoff=0.8)
                if near:
                    yield _unknown(at, "item", statement.item, near)
            against.setdefault((section, name), []).append((at, statement.against))
        for said in against.values():
            if all(speaks_against for _, speaks_against in said):
                at = said[0][0]
                yield (
                    at,
                    "all that is said of this item speaks against it",
                    "one statement for it",
                    "add what it denies",
                )


def find_hints(parsed: Parsed, items: Mapping[str, Item]) -> list[str]:
    """The items of their own that are nearly called as known ones: no problems, but perhaps slips of the pen."""
    labels: dict[Kind, dict[str, str]] = {}
    for item in items.values():
        labels.setdefault(item.kind, {})[item.label.casefold()] = item.label
    hints = {}
    for role_id, role in parsed.file.roles.items():
        for at, statement in _statements(role_id, role):
            known, name = labels.get(SECTIONS[str(at[2])], {}), statement.item.casefold()
            near = get_close_matches(name, known, 1, cutoff=NEARLY) if name not in known and name not in items else []
            if near:
                line, column = parsed.tree.place(at)
                where = f"{parsed.tree.name}:{line}:{column}"
                hints[name] = f"{where}: {statement.item!r} is an item of its own; did you mean {known[near[0]]!r}?"
        if len(hints) >= MOST_HINTS:
            break
    return list(hints.values())[:MOST_HINTS]


def _find_unknown_roles(parsed: Parsed, roles: Collection[str]) -> Iterator[Found]:
    for ladder, entry in parsed.file.ladders.items():
        for index, name in enumerate(entry.rungs):
            if name not in roles:
                yield _unknown(("ladders", ladder, "rungs", index), "role", name, list(roles))

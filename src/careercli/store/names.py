"""What roles are called: the kinds of names, the roles behind a name, a beginning or a word."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct, ValidationError

from careercli.datasets.release import ReleasedRole, RoleRecord
from careercli.datasets.soc import SCHEME
from careercli.entries import Id
from careercli.model import Text
from careercli.store.folding import Folded, can_fold, find_words_for, list_beginnings, list_folded, list_words
from careercli.store.records import convert
from careercli.text import name_key

ID, CODE, TITLE, ALIAS, HIDDEN, UNNAMED = range(6)
"""The kinds of names, the strongest first."""

NameKind = Annotated[int, Meta(ge=ID, lt=UNNAMED)]
Read = Callable[..., list[Any]]
"""Takes a query and its values, returns the rows."""


class Named(Struct, frozen=True, array_like=True):
    """A role, and the kind of name by which it was found: with its code as people read it, its SOC code and whether it
    is all of that occupation, and how well the name fits it (see `folding.list_folded`)."""

    kind: NameKind
    id: Id
    title: Text
    dataset: Id
    code: str | None
    soc: str | None
    is_soc: bool
    weight: int


class Gathering:
    """The names of the roles of a dataset, gathered while they are stored."""

    def __init__(self) -> None:
        self._keys: set[tuple[str, int, int]] = set()
        self._folded: list[tuple[str, int, int, int]] = []
        self._beginnings: set[tuple[str, int, str]] = set()
        self._titles: dict[str, int] = {}
        self._words: Counter[str] = Counter()

    def add(self, role: ReleasedRole, number: int) -> None:
        """Adds the names of a role, by its number."""
        record = role.record
        self._keys.update((key, kind, number) for key, kind in list_names(role))
        self._folded += [(each.key, number, each.is_title, each.weight) for each in list_role_folded(role)]
        self._beginnings.update((key, number, record.id) for key in list_beginnings(record.id))
        self._titles[record.title] = number
        self._words.update(list_words((record.title, *record.aliases)))

    def put(self, db: sqlite3.Connection, dataset: int) -> None:
        """Stores the names of a dataset, by its number, and forgets them."""
        for title, word in find_words_for([*self._titles]):
            self._beginnings.update((key, self._titles[title], word) for key in list_beginnings(word))
        db.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted(self._keys))
        db.executemany("INSERT INTO folded VALUES (?, ?, ?, ?)", sorted(self._folded))
        db.executemany("INSERT INTO beginnings VALUES (?, ?, ?)", sorted(self._beginnings))
        if self._words:  # a part of a release of pay, which is put by itself, has none
            db.execute("INSERT INTO words VALUES (?, ?)", (dataset, _pack_words(self._words)))
        self._keys.clear()


def list_names(role: ReleasedRole) -> Iterator[tuple[str, int]]:
    """The keys of the names of a role, each with its kind; of its other names those that have no folded form, by which
    all the rest are found."""
    record = role.record
    for kind, names in (
        (ID, (record.id,)),
        (CODE, role.codes),
        (TITLE, (record.title,)),
        (ALIAS, record.aliases),
        (HIDDEN, role.hidden),
    ):
        for name in names:
            if kind < ALIAS or not can_fold(name):
                yield name_key(name), kind


def list_role_folded(role: ReleasedRole) -> Iterator[Folded]:
    """The folded names of a role, each once."""
    return list_folded(role.record.title, (*role.record.aliases, *role.hidden), role.reported)


def describe_codes(record: RoleRecord) -> tuple[str | None, str | None, int]:
    """The code of a role as people read it; its SOC code, and whether it is all of that occupation."""
    soc = next((code for code in record.codes if code.scheme == SCHEME), None)
    own = next((code for code in record.codes if code.match == "exact" and "/" not in code.code), None)
    code = own.code.removesuffix(".00") if own else None
    return code, soc.code if soc else None, int(soc is not None and soc.match == "exact")


COLUMNS = "roles.id, title, datasets.name, code, soc, coalesce(is_soc, 0)"


def find_named(read: Read, key: str) -> list[Named]:
    """The roles called `key` (see `name_key`): by the kind of name, the strongest first, then by id."""
    rows = read(  # left joins, since a name without its role is damage
        f"SELECT kind, {COLUMNS}, 0 FROM names LEFT JOIN roles ON roles.n = role "
        "LEFT JOIN datasets ON datasets.n = dataset WHERE key = ? ORDER BY kind, roles.id",
        key,
    )
    return _convert(rows)


def find_candidates(read: Read, key: str) -> list[Named]:
    """The roles with a name that folds to `key` (see `folding.fold`), each once."""
    rows = read(
        f"SELECT iif(is_title, {TITLE}, {ALIAS}), {COLUMNS}, weight FROM folded LEFT JOIN roles ON roles.n = role "
        "LEFT JOIN datasets ON datasets.n = dataset WHERE key = ? ORDER BY weight DESC, roles.id",
        key,
    )
    return _convert(rows)


def _convert(rows: list[Any]) -> list[Named]:
    return convert([(*row[:6], row[6] == 1, row[7]) for row in rows], list[Named])


def find_beginning(read: Read, prefix: str, dataset: str | None, limit: int) -> list[tuple[str, str]]:
    """The first `limit` ids and titles in one word of which a word begins with `prefix`, each with the title of its
    role."""
    rows = read(
        "SELECT beginnings.name, title FROM beginnings JOIN roles ON roles.n = role "
        "JOIN datasets ON datasets.n = dataset "
        "WHERE key >= ? AND key < ? AND datasets.name = coalesce(?, datasets.name) ORDER BY key LIMIT ?",
        *(prefix, f"{prefix}\U0010ffff", dataset, limit),
    )
    return convert(rows, list[tuple[str, Text]])


def get_heads(read: Read, dataset: str) -> list[Named]:
    """The roles of a dataset, by id."""
    rows = read(
        f"SELECT {ID}, {COLUMNS}, 0 FROM roles JOIN datasets ON datasets.n = dataset WHERE datasets.name = ? "
        "ORDER BY roles.id",
        dataset,
    )
    return _convert(rows)


def get_folded(read: Read, dataset: str) -> list[tuple[str, str, bool, int]]:
    """The folded names of the roles of a dataset, by role: the role's id, the name, whether it is the title, and how
    well it fits (see `folding.list_folded`)."""
    rows = read(
        "SELECT roles.id, key, is_title, weight FROM folded JOIN roles ON roles.n = role "
        "JOIN datasets ON datasets.n = dataset WHERE datasets.name = ? ORDER BY roles.n, key",
        dataset,
    )
    found = convert(rows, list[tuple[Id, str, int, int]])
    return [(role, key, is_title == 1, weight) for role, key, is_title, weight in found]


def _pack_words(words: Mapping[str, int]) -> str:
    """Words and how many roles use each as one text, which is read much faster than as many rows."""
    return " ".join(f"{word} {uses}" for word, uses in sorted(words.items()))


def find_words(read: Read) -> dict[str, int]:
    """The words of all names, and how many roles use each. Raises msgspec.ValidationError."""
    found: dict[str, int] = {}
    for (packed,) in convert(read("SELECT words FROM words"), list[tuple[str]]):
        parts = packed.split(" ") if packed else []
        uses = parts[1::2]
        if len(parts) % 2 or not all(map(str.isdecimal, uses)):
            raise ValidationError("words without numbers")
        for word, number in zip(parts[::2], map(int, uses), strict=True):
            found[word] = found.get(word, 0) + number
    return found

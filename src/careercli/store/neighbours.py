"""The neighbours of roles, and the steps between them: found while a release is stored, read a few rows at a time."""

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from careercli.datasets.neighbours import (
    Collector,
    EscoCollector,
    Neighbours,
    OnetCollector,
    Part,
    Statistics,
    pack,
)
from careercli.datasets.neighbours import unpack as unpack_nearest
from careercli.datasets.release import Release, ReleasedRole
from careercli.datasets.steps import StepCollector, Steps
from careercli.datasets.title_words import WordTable
from careercli.entries import Id
from careercli.model import Code
from careercli.store.records import convert, unpack
from careercli.store.records import pack as pack_text

MAX_NEAREST = 200
"""How many neighbours a role may have."""

MAX_PERCENT = 100.0


class Facts(Struct, frozen=True):
    """What the neighbours of a release were found by: see `neighbours.Neighbours`."""

    parts: tuple[Part, ...]
    unrated: tuple[str, ...]
    statistics: Statistics


class Nodes(Struct, frozen=True):
    """The roles of a graph: see `steps.Steps`."""

    roles: tuple[str, ...]
    zones: tuple[int, ...]
    codes: tuple[tuple[Code, ...], ...]


class Alike(NamedTuple):
    """A neighbour of a role: its number, and the score."""

    number: int
    score: float


Read = Callable[..., list[Any]]


class Gathering:
    """Collects the roles of one release while they are stored, and then stores what follows from all of them.

    `words` is the table of title words, or None.
    """

    def __init__(self, release: Release, words: WordTable | None) -> None:
        self._collector: Collector | None = None
        if release.publisher == "onet":
            self._collector = OnetCollector(release.items, release.scales, words)
        elif release.publisher == "esco":
            self._collector = EscoCollector(release.items)
        self._steps = StepCollector(release.items, release.scales)
        self._numbers: dict[str, int] = {}

    def add(self, role: ReleasedRole, number: int) -> None:
        """Takes in a role and the number that it is stored under."""
        if self._collector is not None:
            self._collector.add(role.record, role.duties)
            self._steps.add(role.record)
            self._numbers[role.record.id] = number

    def put(self, db: sqlite3.Connection, dataset: int) -> None:
        """Stores the neighbours and the steps of the roles, in a transaction."""
        if self._collector is None or not self._numbers:
            return
        found = self._collector.find()
        if not found.roles:  # there is nothing to compare them by
            return
        numbers = [self._numbers[role] for role in found.roles]
        db.executemany(
            "INSERT INTO neighbours VALUES (?, ?, ?)",
            (
                (number, dataset, pack(each._replace(role=numbers[each.role]) for each in nearest))
                for number, nearest in zip(numbers, found.nearest, strict=True)
            ),
        )
        _put_steps(db, dataset, found, self._steps.find(found))


def _put_steps(db: sqlite3.Connection, dataset: int, found: Neighbours, steps: Steps) -> None:
    db.execute(
        "INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            dataset,
            pack_text(Facts(found.parts, found.unrated, found.statistics)),
            pack_text(Nodes(steps.roles, steps.zones, steps.codes)),
            *(_pack_numbers(each) for each in (steps.firsts, steps.others, steps.distances, steps.coverages)),
        ),
    )


def find_nearest(read: Read, role_id: str) -> list[Alike]:
    """The neighbours of a role, the nearest first. Raises msgspec.ValidationError if they are damaged."""
    for (packed,) in read("SELECT nearest FROM neighbours JOIN roles ON n = role WHERE id = ?", role_id):
        return _unpack_nearest(packed)
    return []


def get_neighbours(read: Read, dataset: str) -> list[tuple[str, tuple[str, ...]]]:
    """The roles of a dataset that have neighbours, by id, each with the ids of these, the nearest first. Raises
    msgspec.ValidationError if they are damaged."""
    rows = read(
        "SELECT roles.n, id, nearest FROM roles JOIN datasets ON datasets.n = roles.dataset "
        "LEFT JOIN neighbours ON role = roles.n WHERE name = ? ORDER BY id",
        dataset,
    )
    ids = dict(convert([row[:2] for row in rows], list[tuple[int, Id]]))
    return [
        (ids[number], tuple(ids[each.number] for each in _unpack_nearest(packed) if each.number in ids))
        for number, _, packed in rows
        if packed is not None
    ]


def _unpack_nearest(packed: object) -> list[Alike]:
    if not isinstance(packed, bytes) or len(packed) % 8 or len(packed) > 8 * MAX_NEAREST:
        raise msgspec.ValidationError("neighbours that are not whole")
    return [Alike(*each) for each in unpack_nearest(packed)]


def find_facts(read: Read, dataset: int) -> Facts | None:
    """What the neighbours of a dataset were found by. Raises msgspec.ValidationError if it is damaged."""
    for (packed,) in read("SELECT facts FROM steps WHERE dataset = ?", dataset):
        facts = unpack(packed, Facts)
        _, words, items, knowledge = facts.statistics
        counts = [1, facts.statistics.roles, *words.values(), *items.values()]
        spreads = [number for spread in knowledge.values() for number in spread]
        if min(counts) < 1 or not all(0 <= number <= MAX_PERCENT for number in spreads):
            raise msgspec.ValidationError("counts that cannot be")
        return facts
    return None


def find_steps(read: Read, dataset: int) -> Steps | None:
    """The steps between the roles of a dataset. Raises msgspec.ValidationError if they are damaged."""
    query = "SELECT graph, firsts, others, distances, coverages FROM steps WHERE dataset = ?"
    for graph, *packed in read(query, dataset):
        nodes = unpack(graph, Nodes)
        firsts, others, distances, coverages = (
            _unpack_numbers(each, code) for each, code in zip(packed, "IIff", strict=True)
        )
        size = len(nodes.roles)
        is_whole = (
            len(nodes.zones) == len(nodes.codes) == size
            and len(firsts) == size + 1
            and (firsts[0], firsts[-1]) == (0, len(others))
            and all(one <= two for one, two in pairwise(firsts))
            and len(others) == len(distances) == len(coverages)
            and max(others, default=0) < max(size, 1)
        )
        if not is_whole or not all(map(_is_number, distances)) or not all(map(_is_number, coverages)):
            raise msgspec.ValidationError("steps that do not fit together")
        return Steps(nodes.roles, nodes.zones, nodes.codes, firsts, others, distances, coverages)
    return None


def _is_number(value: float) -> bool:
    return -2 < value < 2  # False for what is not a number


def _pack_numbers(numbers: "array[Any]") -> bytes:
    return _little(numbers).tobytes()


def _unpack_numbers(packed: object, code: str) -> "array[Any]":
    numbers = array(code)
    if not isinstance(packed, bytes) or len(packed) % numbers.itemsize:
        raise msgspec.ValidationError("numbers that are not whole")
    numbers.frombytes(packed)
    return _little(numbers)


def _little(numbers: "array[Any]") -> "array[Any]":
    """The numbers with the order of bytes changed over where this machine's is not that of the file."""
    import sys

    if sys.byteorder == "little":
        return numbers
    swapped = numbers[:]
    swapped.byteswap()
    return swapped


def list_numbers(nearest: Sequence[Alike]) -> str:
    """The numbers of neighbours as a list in a query."""
    return ",".join(str(each.number) for each in nearest)

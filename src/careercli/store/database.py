"""The store: releases kept in one SQLite file. An import is stored whole or not at all.

Over 400 lines, since a release is put, read and removed in one place.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import msgspec
from msgspec import Meta, Struct

from careercli.datasets.pay import TopCodes
from careercli.datasets.release import Publisher, Release, RoleRecord
from careercli.documents import Field
from careercli.entries import Count, Id, OccupationEntry
from careercli.errors import InvalidFileError, StoreError
from careercli.model import Item, Money, Place, Source, Text
from careercli.store import names, pay, search
from careercli.store.connection import DAMAGED, MAX_LENGTH, StoreFile, explain
from careercli.store.names import Named
from careercli.store.records import convert, pack, unpack
from careercli.store.search import SEPARATOR, Fits, Query
from careercli.text import clean

if TYPE_CHECKING:
    from careercli.datasets.steps import Steps
    from careercli.datasets.title_words import WordTable
    from careercli.store.neighbours import Facts

MAX_SCORE = 10.0**9
Bound = Annotated[float, Meta(ge=-MAX_SCORE, le=MAX_SCORE)]
Time = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00\Z")]


ALIASES = "(SELECT aliases FROM texts WHERE rowid = roles.n)"
"""The other names of a role: kept with the texts that a search goes through, not in its record as well."""


class Head(Struct, frozen=True):
    """What is known of an imported release as a whole, see `Release`. `top_hour`, `top_year`: see `pay.TopCodes`."""

    version: Text
    source_id: Id
    source: Source
    counts: dict[str, Count]
    scales: dict[str, tuple[Bound, Bound]]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    top_hour: Money | None = None
    top_year: Money | None = None

    @property
    def top(self) -> TopCodes:
        """What pay at or above the top code is."""
        return TopCodes(self.top_hour, self.top_year)

    def __post_init__(self) -> None:
        for scale, (low, high) in self.scales.items():
            if high - low < 1 / MAX_SCORE:
                raise msgspec.ValidationError(f"the scale {scale!r} has no length")


class StoredDataset(Struct, frozen=True, array_like=True):
    """A dataset in the store; `imported` is the time of its import (UTC)."""

    number: int
    name: Id
    publisher: Publisher
    imported: Time
    head: Head


class Store:
    """The releases in a file. Every method raises StoreError if the file cannot be read or written.

    All reads see one state of the file, whatever is imported meanwhile. Close it before the output is written: an
    import waits for readers. Without a file the store is in memory; one with `read_only` must never change on disk.
    """

    def __init__(self, file: Path | None, *, read_only: bool = False) -> None:
        self.file = file
        self._datasets: list[StoredDataset] | None = None
        self._pay: dict[str, dict[str, list[pay.Paid]]] = {}
        self._file = StoreFile(file, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def put(
        self, release: Release, report: Callable[[int], object] = bool, *, words: "WordTable | None" = None
    ) -> None:
        """Stores one release, see `put_all`."""
        self.put_all([release], report, words=words)

    def put_all(
        self,
        releases: Iterable[Release],
        report: Callable[[int], object] = bool,
        imported: str | None = None,
        *,
        words: "WordTable | None" = None,
    ) -> None:
        """Stores releases in one transaction, each in place of the one of its name; one with pay in place of what that
        has for places of the same type. Calls `report` with the number of roles, or of rows of pay, stored so far.
        `imported` is the time of the import (UTC), now if unset. The neighbours of the roles are found with `words`,
        the table of title words, or without.

        Raises InvalidFileError if a release cannot be stored, and what making its roles raises; nothing has changed
        then.
        """
        self._datasets = None
        self._pay.clear()
        done = 0
        how = _Import(imported or datetime.now(UTC).isoformat(timespec="seconds"), report, words)
        with self._file.change() as db:
            for release in releases:
                if release.pay is None:
                    _delete(db, release.name)
                done = _put(db, release, done, how)

    def compact(self) -> None:
        """Makes the file as small as it can be: it will not be written to again."""
        with self._file.change() as db:
            db.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        self._file.shrink()

    def remove(self, name: str) -> bool:
        """Removes a dataset; returns whether there was one of this name."""
        if not self._file.read("SELECT 1 FROM datasets WHERE name = ?", name):
            return False
        self._datasets = None
        self._pay.clear()
        with self._file.change() as db:
            _delete(db, name)
        self._file.shrink()
        return True

    def get_datasets(self) -> list[StoredDataset]:
        """The datasets by publisher; of one publisher the latest first."""
        if self._datasets is None:
            with explain(self.file):
                rows = self._file.read(
                    "SELECT n, name, publisher, imported, head FROM datasets ORDER BY publisher, name DESC"
                )
                self._datasets = [convert([*row, unpack(head, Head)], StoredDataset) for *row, head in rows]
        return self._datasets

    @property
    def _numbers(self) -> set[int]:
        return {each.number for each in self.get_datasets()}

    @property
    def _source_ids(self) -> set[str]:
        return {each.head.source_id for each in self.get_datasets()}

    def count_roles(self) -> dict[str, int]:
        """The number of roles of each dataset that has roles, by the dataset's name."""
        with explain(self.file):
            rows = self._file.read(
                "SELECT name, count(*) FROM roles LEFT JOIN datasets ON datasets.n = dataset GROUP BY dataset "
                "ORDER BY name"
            )
            return dict(convert(rows, list[tuple[Id, int]]))

    def find_named(self, key: str) -> list[Named]:
        """The roles called `key` (see `name_key`): by the kind of name, the strongest first, then by id."""
        with explain(self.file):
            return names.find_named(self._file.read, key)

    def find_candidates(self, key: str) -> list[Named]:
        """The roles with a name that folds to `key` (see `folding.fold`), each once, the best fit first."""
        with explain(self.file):
            return names.find_candidates(self._file.read, key)

    def find_words(self) -> dict[str, int]:
        """The words of all names, and how many roles use each."""
        with explain(self.file):
            return names.find_words(self._file.read)

    def find_beginning(self, prefix: str, dataset: str | None, limit: int) -> list[tuple[str, str]]:
        """The first `limit` ids and titles in one word of which a word begins with `prefix`, each with the title of its
        role; only those of `dataset`, if given."""
        with explain(self.file):
            return names.find_beginning(self._file.read, prefix, dataset, limit)

    def find_text(self, role_id: str, key: str) -> tuple[Field, str] | None:
        """The name of a role that folds to `key` (see `folding.fold`), and where it is."""
        with explain(self.file):
            return search.find_text(self._file.read, role_id, key)

    def get_heads(self, dataset: str) -> list[Named]:
        """The roles of a dataset by id, without their records."""
        with explain(self.file):
            return names.get_heads(self._file.read, dataset)

    def find_record(self, role_id: str) -> tuple[RoleRecord, int] | None:
        """The role with this id, and the number of its dataset."""
        with explain(self.file):
            for aliases, packed, dataset in self._file.read(
                f"SELECT {ALIASES}, record, dataset FROM roles WHERE id = ?", role_id
            ):
                return self._unpack_record(packed, aliases, role_id, dataset), dataset
        return None

    def get_records(self, dataset: int) -> Iterator[tuple[str, RoleRecord]]:
        """All roles of a dataset, by id."""
        before = ""
        query = f"SELECT id, {ALIASES}, record FROM roles WHERE dataset = ? ORDER BY id"
        with explain(self.file):
            for role_id, aliases, packed in self._file.execute(query, dataset):
                record = self._unpack_record(packed, aliases, role_id, dataset)
                if record.id <= before:  # a damaged tree can yield rows without end
                    raise StoreError(f"{clean(str(self.file))}: {DAMAGED}")
                before = record.id
                yield record.id, record

    def _unpack_record(self, packed: object, aliases: object, role_id: object, dataset: object) -> RoleRecord:
        """A role as its release has it. Raises msgspec.ValidationError if its row is not its own."""
        record = unpack(packed, RoleRecord)
        scales = [each.head.scales for each in self.get_datasets() if each.number == dataset]
        if record.id != role_id or not scales:
            raise msgspec.ValidationError("a role of another row or of no dataset")
        _check_record(record, scales[0])
        return msgspec.structs.replace(record, aliases=search.split_names(aliases))

    def get_items(self, dataset: int, places: Iterable[int]) -> dict[int, Item]:
        """The items of a dataset at these places in its release."""
        wanted = sorted(set(places))
        with explain(self.file):
            rows = self._file.read(
                f"SELECT place, item FROM items WHERE dataset = ? AND place IN ({','.join(map(str, wanted))}) "
                "ORDER BY place",
                dataset,
            )
            if [place for place, _ in rows] != wanted or not all(isinstance(item, str) for _, item in rows):
                raise msgspec.ValidationError("an item is missing")
            items = unpack(f"[{','.join(item for _, item in rows)}]", list[Item])  # all at once: there are hundreds
            if len(items) != len(wanted):
                raise msgspec.ValidationError("an item that is several")
            return dict(zip(wanted, items, strict=True))

    def get_titles(self, role_ids: Sequence[str]) -> dict[str, str]:
        """The titles of those of these roles that are in the store, by id."""
        marks = ",".join("?" * len(role_ids))
        with explain(self.file):
            rows = self._file.read(f"SELECT id, title FROM roles WHERE id IN ({marks})", *role_ids)
            return dict(convert(rows, list[tuple[Id, Text]]))

    def find_figures(self, code: str, publisher: str) -> OccupationEntry | None:
        """The latest figures of a publisher for an occupation."""
        with explain(self.file):
            rows = self._file.read(
                "SELECT entry FROM figures JOIN datasets ON datasets.n = dataset "
                "WHERE code = ? AND publisher = ? ORDER BY name DESC LIMIT 1",
                *(code, publisher),
            )
            for (packed,) in rows:
                entry = unpack(packed, OccupationEntry)
                _check_figures(entry, self._source_ids)
                return entry
        return None

    def find_nearest(self, role_id: str, limit: int) -> list[tuple[RoleRecord, float]]:
        """The neighbours of a role, the nearest first, `limit` at most, each with its score."""
        from careercli.store import neighbours  # only some commands need them

        with explain(self.file):
            nearest = neighbours.find_nearest(self._file.read, role_id)[:limit]
            rows = self._file.read(
                f"SELECT n, id, dataset, {ALIASES}, record FROM roles WHERE n IN ({neighbours.list_numbers(nearest)})"
            )
            records = {
                number: self._unpack_record(packed, aliases, each, dataset)
                for number, each, dataset, aliases, packed in rows
            }
            return [(records[each.number], each.score) for each in nearest if each.number in records]

    def get_folded(self, dataset: str) -> list[tuple[str, str, bool, int]]:
        """The folded names of the roles of a dataset, see `names.get_folded`."""
        with explain(self.file):
            return names.get_folded(self._file.read, dataset)

    def get_neighbours(self, dataset: str) -> list[tuple[str, tuple[str, ...]]]:
        """The roles of a dataset that have neighbours, each with these, the nearest first."""
        from careercli.store import neighbours

        with explain(self.file):
            return neighbours.get_neighbours(self._file.read, dataset)

    def list_nearest(self, role_id: str, limit: int) -> list[str]:
        """The ids of the neighbours of a role, the nearest first, `limit` at most."""
        from careercli.store import neighbours

        with explain(self.file):
            nearest = neighbours.find_nearest(self._file.read, role_id)[:limit]
            query = f"SELECT n, id FROM roles WHERE n IN ({neighbours.list_numbers(nearest)})"
            ids = dict(convert(self._file.read(query), list[tuple[int, Id]]))
            return [ids[each.number] for each in nearest if each.number in ids]

    def find_facts(self, dataset: int) -> "Facts | None":
        """What the neighbours of a dataset were found by; None if it has none."""
        from careercli.store.neighbours import find_facts

        with explain(self.file):
            return find_facts(self._file.read, dataset)

    def find_steps(self, dataset: int) -> "Steps | None":
        """The steps between the roles of a dataset; None if it has none."""
        from careercli.store.neighbours import find_steps

        with explain(self.file):
            return find_steps(self._file.read, dataset)

    def find_pay(self, code: str, place: str | None) -> list[pay.Paid]:
        """What is published of a detailed occupation in one place, or in all if none is given, by all datasets."""
        if place in self._pay:
            return self._pay[place].get(code, [])
        with explain(self.file):
            return self._check_pay(pay.find_pay(self._file.read, code, place))

    def read_pay(self, place: str) -> None:
        """Reads what is published of all occupations in one place at once, for who asks `find_pay` for many of them."""
        with explain(self.file):
            found = pay.get_pay(self._file.read, place)
            self._check_pay([*chain(*found.values())])
            self._pay[place] = found

    def _check_pay(self, found: list[pay.Paid]) -> list[pay.Paid]:
        if not self._numbers.issuperset([each.dataset for each in found]):
            raise msgspec.ValidationError("pay of no dataset")
        return found

    def get_places(self) -> list[tuple[int, Place]]:
        """The places for which pay is published, each with the number of the dataset that has it."""
        with explain(self.file):
            return pay.get_places(self._file.read)

    def search(self, query: Query, dataset: str | None = None) -> Fits:
        """The roles that fit a search; only those of `dataset`, if given. See `search.rank`."""
        with explain(self.file):
            return search.search_store(self._file.read, query, dataset)


class _Import(Struct, frozen=True):
    """How releases are stored: see `Store.put_all`."""

    imported: str
    report: Callable[[int], object]
    words: "WordTable | None"


def _put(db: sqlite3.Connection, release: Release, done: int, how: _Import) -> int:
    """Stores a release in a transaction; returns how many roles are stored with it, `done` of them before."""
    from careercli.store.neighbours import Gathering

    top = release.pay.top if release.pay else TopCodes()
    with _refuse(release, "its description"):
        head = Head(
            release.version,
            release.source_id,
            release.source,
            dict(release.counts),
            dict(release.scales),
            release.missing,
            release.notes,
            top.hour,
            top.year,
        )
        packed = _pack(head)
        convert((0, release.name, release.publisher, how.imported, head), StoredDataset)
    dataset = _add(db, release, how.imported, packed)
    if release.pay is not None:
        counts = pay.put_pay(db, dataset, release.pay, lambda rows: how.report(done + rows))
        with _refuse(release, "its description"):
            packed = _pack(msgspec.structs.replace(head, counts=counts))
        db.execute("UPDATE datasets SET head = ? WHERE n = ?", (packed, dataset))
    for place, item in enumerate(release.items):
        with _refuse(release, f"the item {item.id!r}"):
            packed = _pack(item)
        db.execute("INSERT INTO items VALUES (?, ?, ?)", (dataset, place, packed))
    for code, entry in sorted(release.figures.items()):
        with _refuse(release, f"the occupation {code!r}"):
            packed = _pack(entry)
            _check_figures(entry, {release.source_id})
        db.execute("INSERT INTO figures VALUES (?, ?, ?)", (code, dataset, packed))
    called = names.Gathering()
    alike = Gathering(release, how.words)
    (last,) = db.execute("SELECT coalesce(max(n), 0) FROM roles").fetchone()
    for number, role in enumerate(release.roles, last + 1):
        record = role.record
        with _refuse(release, f"the role {record.id!r}"):
            search.split_names(SEPARATOR.join(record.aliases))
            packed = _pack(msgspec.structs.replace(record, aliases=()))
            _check_record(record, head.scales)
            _check_items(record, len(release.items))
        try:
            codes = names.describe_codes(record)
            values = (number, dataset, record.id, record.title, *codes, packed)
            db.execute("INSERT INTO roles VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        except sqlite3.IntegrityError as error:
            raise InvalidFileError(f"{release.name}: two roles have the id {record.id!r}; nothing is stored") from error
        texts = (
            record.title,
            SEPARATOR.join(record.aliases),
            record.summary,
            *map(SEPARATOR.join, (role.duties, role.skills)),
        )
        db.execute(search.INSERT, (number, *texts))
        called.add(role, number)
        alike.add(role, number)
        done += 1
        how.report(done)
    called.put(db, dataset)
    alike.put(db, dataset)
    return done


def _add(db: sqlite3.Connection, release: Release, now: str, head: str) -> int:
    """The number of the dataset of a release, which is made unless a release with pay adds to it."""
    row = db.execute(
        "SELECT n FROM datasets WHERE name = ? AND publisher = ?", (release.name, release.publisher)
    ).fetchone()
    if row:
        db.execute("UPDATE datasets SET imported = ?, head = ? WHERE n = ?", (now, head, *row))
        return int(row[0])
    added = db.execute(
        "INSERT INTO datasets (name, publisher, imported, head) VALUES (?, ?, ?, ?)",
        (release.name, release.publisher, now, head),
    )
    return added.lastrowid or 0


@contextmanager
def _refuse(release: Release, what: str) -> Iterator[None]:
    """Raises InvalidFileError for what could be stored but not read back."""
    try:
        yield
    except (msgspec.MsgspecError, UnicodeError, OverflowError) as error:
        raise InvalidFileError(f"{release.name}: {what} is invalid ({error}); nothing is stored") from error


def _pack(value: object) -> str:
    """A value as the store keeps it, once it has been read back."""
    packed = pack(value)
    if len(packed) > MAX_LENGTH // 10:
        raise msgspec.ValidationError(f"{len(packed):,} characters are too many")
    unpack(packed, type(value))
    return packed


def _check_figures(entry: OccupationEntry, sources: set[str]) -> None:
    """Raises msgspec.ValidationError if a figure cites a source that is not one of these."""
    cited = [figure.sources for figure in entry.salary] + [figure.sources for figure in entry.outlook]
    if not sources.issuperset(chain(*cited)):
        raise msgspec.ValidationError("a figure cites an unknown source")


def _check_record(record: RoleRecord, scales: Mapping[str, tuple[float, float]]) -> None:
    """Raises msgspec.ValidationError if a role has no proper id or title, or a rating is out of bounds or on a scale
    that its release lacks."""
    convert((record.id, record.title), tuple[Id, Text])
    for cells in record.sections.values():
        for cell in cells:
            for score in cell.scores:
                value, deviation = score.value or 0, score.standard_error or 0
                if score.scale not in scales or abs(value) > MAX_SCORE or not 0 <= deviation <= MAX_SCORE:
                    raise msgspec.ValidationError(f"a rating on the scale {score.scale!r} is out of bounds")


def _check_items(record: RoleRecord, number: int) -> None:
    """Raises msgspec.ValidationError if a role has an item that its release lacks; the release has so many."""
    places = [cell.item for cells in record.sections.values() for cell in cells]
    if places and not 0 <= min(places) <= max(places) < number:
        raise msgspec.ValidationError("an item that its release lacks")


def _delete(db: sqlite3.Connection, name: str) -> None:
    """Deletes a dataset in a transaction."""
    found = db.execute("SELECT n FROM datasets WHERE name = ?", (name,)).fetchone()
    if found:
        roles = "SELECT n FROM roles WHERE dataset = ?"
        db.execute(f"DELETE FROM texts WHERE rowid IN ({roles})", found)
        for table in ("names", "folded", "beginnings"):
            db.execute(f"DELETE FROM {table} WHERE role IN ({roles})", found)
        for table in ("roles", "items", "figures", "words", *pay.TABLES):
            db.execute(f"DELETE FROM {table} WHERE dataset = ?", found)
        for table in ("neighbours", "steps"):
            db.execute(f"DELETE FROM {table} WHERE dataset = ?", found)
        db.execute("DELETE FROM datasets WHERE n = ?", found)

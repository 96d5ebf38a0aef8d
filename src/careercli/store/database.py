"""Imported releases in one SQLite file: the only module that knows SQLite.

An import is one transaction: at any moment the file holds what it held before or all of the new.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from heapq import nsmallest
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from careercli.datasets.release import Publisher, Release, RoleRecord
from careercli.documents import Field
from careercli.entries import OccupationEntry
from careercli.errors import StoreError
from careercli.model import Item, SearchEntry, Source
from careercli.text import name_key

VERSION = 1
"""What PRAGMA user_version says of a file that this module understands."""

WAIT = 30.0
"""How many seconds an import waits for another one, and a reader for the moment in which one ends."""

CACHE = 64_000
"""How many kilobytes of pages are kept in memory, so that an import does not keep readers waiting until it ends."""

ID, CODE, TITLE, ALIAS, HIDDEN, UNNAMED = range(6)
"""The kinds of names, those that say most first."""

FIRST, AMONG, LAST = range(3)

SCHEMA = """
CREATE TABLE datasets (
    n INTEGER PRIMARY KEY, name TEXT UNIQUE, publisher TEXT, imported TEXT, head BLOB
) STRICT;
CREATE TABLE items (
    dataset INTEGER, place INTEGER, item BLOB, PRIMARY KEY (dataset, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE roles (n INTEGER PRIMARY KEY, dataset INTEGER, id TEXT UNIQUE, title TEXT, record BLOB) STRICT;
CREATE TABLE names (key TEXT, kind INTEGER, role INTEGER, PRIMARY KEY (key, kind, role)) STRICT, WITHOUT ROWID;
CREATE TABLE figures (code TEXT, dataset INTEGER, entry BLOB, PRIMARY KEY (code, dataset)) STRICT, WITHOUT ROWID;
"""
TEXTS = "USING fts5(title, aliases, summary, duties, skills, tokenize = 'porter unicode61 remove_diacritics 2')"
COLUMNS: tuple[Field, ...] = ("title", "alias", "summary", "duty", "skill")
"""What the columns of the texts hold, the one that says most first."""

WEIGHTS = "10.0, 6.0, 2.0, 1.0, 1.0"
"""How much a word counts in each column."""

SEPARATOR = "\n"
START, END = "\x02", "\x03"
MARKED = "".join(f", highlight({{0}}, {column}, '{START}', '{END}')" for column in range(len(COLUMNS)))
"""The texts of a role, with the words that match between START and END."""

_encode = msgspec.msgpack.Encoder().encode


class Head(msgspec.Struct, frozen=True):
    """What is known of an imported dataset as a whole, see `Release`."""

    version: str
    source_id: str
    source: Source
    counts: dict[str, int]
    scales: dict[str, tuple[float, float]]
    missing: tuple[str, ...]
    notes: tuple[str, ...]


class StoredDataset(NamedTuple):
    """A dataset in the store, and when it was imported (UTC)."""

    number: int
    name: str
    publisher: Publisher
    imported: str
    head: Head


class Named(NamedTuple):
    """A role that carries a name, and as which kind of name it does."""

    kind: int
    id: str
    title: str
    dataset: str


class Found(NamedTuple):
    """A role that a search found, and the text that matches best, which is one of COLUMNS."""

    id: str
    title: str
    dataset: str
    field: Field
    text: str


@contextmanager
def _told(file: Path | None) -> Iterator[None]:
    """Turns what SQLite raises into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            what = "another import is at work; try again when it has ended"
        elif "full" in text:
            what = "the disk is full; make room and try again, nothing has changed"
        else:
            what = f"it cannot be read or written ({text}); see that you may write there"
        raise StoreError(f"{file}: {what}") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{file}: it is damaged or no file of careercli ({error}); remove it and import again"
        ) from error


class Store:
    """The imported datasets. Every method raises StoreError where the file cannot be read or written."""

    def __init__(self, file: Path | None) -> None:
        """Opens the store in `file`, which is made where it is missing; without a file, an empty one in memory."""
        self.file = file
        if file is not None:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(f"{file}: cannot be made ({error.strerror}); set CAREERCLI_HOME") from error
        with _told(file):
            self._db = sqlite3.connect(file or ":memory:", timeout=WAIT, isolation_level=None)
            self._db.execute(f"PRAGMA cache_size = -{CACHE}")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, VERSION}:
            raise StoreError(f"{file}: another version of careercli made it; remove it and import again")
        self._is_empty = version == 0

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def _rows(self, query: str, *values: object) -> list[Any]:
        if self._is_empty:
            return []
        with _told(self.file):
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _change(self) -> Iterator[None]:
        """One transaction: all of it or nothing."""
        with _told(self.file):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                if self._db.execute("PRAGMA user_version").fetchone()[0] == 0:
                    for statement in SCHEMA.split(";"):
                        self._db.execute(statement)
                    self._db.execute(f"CREATE VIRTUAL TABLE texts {TEXTS}")
                    self._db.execute(f"PRAGMA user_version = {VERSION}")
                yield
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise
        self._is_empty = False

    def put(self, release: Release, tell: Callable[[int], object] = bool) -> None:
        """Stores a release in the place of the one of its name; calls `tell` with the number of roles stored so far.

        Raises also what making the roles of the release raises; then nothing has changed.
        """
        self.put_all([release], tell)

    def put_all(self, releases: Sequence[Release], tell: Callable[[int], object] = bool) -> None:
        """Stores releases in one transaction, each in the place of the one of its name, see `put`."""
        with self._change():
            for release in releases:
                self._put(release, tell)

    def _put(self, release: Release, tell: Callable[[int], object]) -> None:
        """Stores a release inside a transaction."""
        self._delete(release.name)
        head = Head(
            release.version,
            release.source_id,
            release.source,
            dict(release.counts),
            dict(release.scales),
            release.missing,
            release.notes,
        )
        now = datetime.now(UTC).isoformat(timespec="seconds")
        cursor = self._db.execute(
            "INSERT INTO datasets (name, publisher, imported, head) VALUES (?, ?, ?, ?)",
            (release.name, release.publisher, now, _encode(head)),
        )
        dataset = cursor.lastrowid or 0
        self._db.executemany(
            "INSERT INTO items VALUES (?, ?, ?)",
            ((dataset, place, _encode(item)) for place, item in enumerate(release.items)),
        )
        self._db.executemany(
            "INSERT INTO figures VALUES (?, ?, ?)",
            ((code, dataset, _encode(entry)) for code, entry in sorted(release.figures.items())),
        )
        self._put_roles(dataset, release, tell)

    def _put_roles(self, dataset: int, release: Release, tell: Callable[[int], object]) -> None:
        names: set[tuple[str, int, int]] = set()
        (last,) = self._db.execute("SELECT coalesce(max(n), 0) FROM roles").fetchone()
        for number, role in enumerate(release.roles, last + 1):
            record = role.record
            self._db.execute(
                "INSERT INTO roles VALUES (?, ?, ?, ?, ?)", (number, dataset, record.id, record.title, _encode(record))
            )
            self._db.execute(
                "INSERT INTO texts (rowid, title, aliases, summary, duties, skills) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    number,
                    record.title,
                    SEPARATOR.join(record.aliases),
                    record.summary,
                    SEPARATOR.join(role.duties),
                    SEPARATOR.join(role.skills),
                ),
            )
            names.add((name_key(record.id), ID, number))
            names.add((name_key(record.title), TITLE, number))
            names.update((name_key(name), CODE, number) for name in role.codes)
            names.update((name_key(name), ALIAS, number) for name in record.aliases)
            names.update((name_key(name), HIDDEN, number) for name in role.hidden)
            tell(number - last)
        self._db.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted(names))

    def remove(self, name: str) -> bool:
        """Removes the dataset of this name; whether there was one."""
        if not self._rows("SELECT 1 FROM datasets WHERE name = ?", name):
            return False
        with self._change():
            self._delete(name)
        with _told(self.file):
            self._db.execute("VACUUM")
        return True

    def _delete(self, name: str) -> None:
        """Deletes a dataset inside a transaction."""
        found = self._db.execute("SELECT n FROM datasets WHERE name = ?", (name,)).fetchone()
        if found:
            roles = "SELECT n FROM roles WHERE dataset = ?"
            self._db.execute(f"DELETE FROM texts WHERE rowid IN ({roles})", found)
            self._db.execute(f"DELETE FROM names WHERE role IN ({roles})", found)
            for table in ("roles", "items", "figures"):
                self._db.execute(f"DELETE FROM {table} WHERE dataset = ?", found)
            self._db.execute("DELETE FROM datasets WHERE n = ?", found)

    def get_datasets(self) -> list[StoredDataset]:
        """The imported datasets, by name; the latest of a publisher's years first."""
        rows = self._rows("SELECT n, name, publisher, imported, head FROM datasets ORDER BY publisher, name DESC")
        decode = msgspec.msgpack.Decoder(Head).decode
        return [StoredDataset(n, name, by, imported, decode(head)) for n, name, by, imported, head in rows]

    def find_named(self, key: str) -> list[Named]:
        """The roles that carry a name (see `name_key`), those first whose name it is most."""
        rows = self._rows(
            "SELECT kind, roles.id, title, datasets.name FROM names JOIN roles ON roles.n = role "
            "JOIN datasets ON datasets.n = dataset WHERE key = ? ORDER BY kind, roles.id",
            key,
        )
        return [Named(*row) for row in rows]

    def find_beginning(self, prefix: str, dataset: str | None, limit: int) -> list[tuple[str, str]]:
        """The first ids and titles that begin with a prefix (see `name_key`), each with the title it is for."""
        rows = self._rows(
            "SELECT key, title FROM names JOIN roles ON roles.n = role JOIN datasets ON datasets.n = dataset "
            "WHERE key >= ? AND key < ? AND kind IN (?, ?) AND name = coalesce(?, name) ORDER BY key LIMIT ?",
            *(prefix, f"{prefix}\U0010ffff", ID, TITLE, dataset, limit),
        )
        return [(key, title) for key, title in rows]

    def find_record(self, role_id: str) -> tuple[RoleRecord, int] | None:
        """A role by its id, and the number of its dataset."""
        for record, dataset in self._rows("SELECT record, dataset FROM roles WHERE id = ?", role_id):
            return msgspec.msgpack.decode(record, type=RoleRecord), dataset
        return None

    def get_items(self, dataset: int, places: Iterable[int]) -> dict[int, Item]:
        """Items of a dataset by their places."""
        wanted = ",".join(map(str, sorted(set(places))))
        rows = self._rows(f"SELECT place, item FROM items WHERE dataset = {dataset} AND place IN ({wanted})")
        decode = msgspec.msgpack.Decoder(Item).decode
        return {place: decode(item) for place, item in rows}

    def get_titles(self, role_ids: Sequence[str]) -> dict[str, str]:
        """The titles of roles by their ids."""
        marks = ",".join("?" * len(role_ids))
        return dict(self._rows(f"SELECT id, title FROM roles WHERE id IN ({marks})", *role_ids))

    def find_figures(self, code: str, publisher: str) -> OccupationEntry | None:
        """The latest figures of a publisher for an occupation's code."""
        rows = self._rows(
            "SELECT entry FROM figures JOIN datasets ON datasets.n = dataset "
            "WHERE code = ? AND publisher = ? ORDER BY name DESC LIMIT 1",
            *(code, publisher),
        )
        return msgspec.msgpack.decode(rows[0][0], type=OccupationEntry) if rows else None

    def get_records(self, dataset: int) -> Iterator[tuple[str, RoleRecord]]:
        """All roles of a dataset, by id."""
        decode = msgspec.msgpack.Decoder(RoleRecord).decode
        for role_id, record in self._rows("SELECT id, record FROM roles WHERE dataset = ? ORDER BY id", dataset):
            yield role_id, decode(record)

    def count_roles(self) -> dict[str, int]:
        """How many roles each dataset has that has any."""
        return dict(
            self._rows(
                "SELECT name, count(*) FROM roles JOIN datasets ON datasets.n = dataset GROUP BY dataset ORDER BY name"
            )
        )

    def search(
        self, text: str, others: Iterable[SearchEntry] = (), dataset: str | None = None, limit: int = 20
    ) -> tuple[int, list[Found]]:
        """How many roles of the store (of one dataset, if named) and of `others` have all words of a text, or, where
        none has all, any; and the first `limit` of them, best first: those that the text names, then by BM25."""
        words = re.findall(r"\w+", text)
        rest = dict(enumerate(others))
        with _told(self.file):
            self._db.execute(f"CREATE VIRTUAL TABLE temp.others {TEXTS}")
            self._db.executemany(
                "INSERT INTO others (rowid, title, aliases, summary, duties, skills) VALUES (?, ?, ?, ?, ?, ?)",
                ((number, *map(SEPARATOR.join, entry.texts)) for number, entry in rest.items()),
            )
            total, best = 0, list[_Ranked]()
            for joint in (" ", " OR "):
                if words and not total:
                    query = joint.join(f'"{word}"*' for word in words)
                    total, best = self._search_others(query, rest, name_key(text), limit)
                    if not self._is_empty:
                        count, more = self._search_stored(query, dataset, name_key(text), limit)
                        total, best = total + count, best + more
            self._db.execute("DROP TABLE temp.others")
        return total, [each.found for each in sorted(best, key=lambda each: each[:3])[:limit]]

    def _search_others(
        self, query: str, others: Mapping[int, SearchEntry], key: str, limit: int
    ) -> tuple[int, list["_Ranked"]]:
        (total,) = self._db.execute("SELECT count(*) FROM others WHERE others MATCH ?", (query,)).fetchone()
        rows = self._db.execute(
            f"SELECT rowid, bm25(others, {WEIGHTS}) AS score{MARKED.format('others')} FROM others "
            "WHERE others MATCH ? ORDER BY score LIMIT ?",
            (query, limit),
        )
        best = []
        for number, score, *texts in rows:
            entry = others[number]
            kinds = [
                kind for kind, names in zip((TITLE, ALIAS), entry.texts[:2], strict=True) if key in map(name_key, names)
            ]
            found = Found(entry.id, entry.title, entry.dataset, *_best(texts, query))
            tier = FIRST if found.field in {"title", "alias"} else LAST
            best.append(_Ranked(min(kinds, default=UNNAMED), tier, score, found))
        return total, best

    def _search_stored(self, query: str, dataset: str | None, key: str, limit: int) -> tuple[int, list["_Ranked"]]:
        of_dataset = (
            ""
            if dataset is None
            else "AND rowid IN (SELECT n FROM roles WHERE dataset = (SELECT n FROM datasets WHERE name = ?))"
        )
        scores = dict(
            self._db.execute(
                f"SELECT rowid, bm25(texts, {WEIGHTS}) FROM texts WHERE texts MATCH ? {of_dataset}",
                (query,) if dataset is None else (query, dataset),
            ).fetchall()
        )
        kinds = dict(
            self._db.execute("SELECT role, kind FROM names WHERE key = ? ORDER BY kind DESC", (key,)).fetchall()
        )
        chosen = {*nsmallest(limit, scores, key=scores.__getitem__), *(kinds.keys() & scores.keys())}
        rows = self._db.execute(
            f"SELECT n, id, roles.title, (SELECT name FROM datasets WHERE n = dataset){MARKED.format('texts')} "
            f"FROM texts JOIN roles ON n = texts.rowid WHERE texts MATCH ? AND n IN ({','.join(map(str, chosen))})",
            (query,),
        )
        best = [
            _Ranked(
                kinds.get(number, UNNAMED), AMONG, scores[number], Found(role_id, title, name, *_best(texts, query))
            )
            for number, role_id, title, name, *texts in rows
        ]
        return len(scores), best


class _Ranked(NamedTuple):
    """A role that a search found: as which kind of name it carries the text, whether it stands before or behind those
    of the other table, with which its score cannot be compared, and its score, the lowest best."""

    kind: int
    tier: int
    score: float
    found: Found


def _best(texts: Sequence[str | None], query: str) -> tuple[Field, str]:
    """Of the texts of a role, with the matching words marked, the first with most of the words of the query: its field
    and itself."""
    enough = query.count("*")
    best: tuple[Field, str] = (COLUMNS[0], "")
    most = 0
    for field, text in zip(COLUMNS, texts, strict=True):
        for part in (text or "").split(SEPARATOR):
            count = min(part.count(START), enough)
            if count > most:
                best, most = (field, part.replace(START, "").replace(END, "")), count
    return best

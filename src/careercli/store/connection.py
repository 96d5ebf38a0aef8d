"""The file of a store: opened only if it is ours, read in one transaction, changed in one transaction."""

import sqlite3
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import msgspec

from careercli.errors import StoreError
from careercli.store import pay
from careercli.store.search import INDEX
from careercli.text import clean

APPLICATION = 0x63617265
"""PRAGMA application_id of our files ("care"): a file with another one is never opened."""

VERSION = 7
"""PRAGMA user_version of the files that this version of careercli reads and writes."""

WAIT = 30.0
"""Seconds that an import waits for another import and for readers."""

READER_WAIT = 10.0
"""Seconds that a reader waits for an import to end; an import locks readers out only while it commits."""

CACHE = 64_000
"""Kilobytes of changed pages kept in memory: an import that needs more locks readers out before it commits."""

MAX_LENGTH = 32_000_000
"""Bytes of the longest value and statement. The longest record of a release is some 50 kB."""

MAX_STEPS = 50_000_000
"""Steps of SQLite's machine for one query, some seconds; ten times as many for a change. Listing 4,000 roles takes
under 100,000; in a damaged tree a query may have no end."""

MAX_ROWS = 200_000
"""Rows of one query: five times as many as the roles of a store that is ten times as large as that of all releases."""

MAGIC = b"SQLite format 3\0"
HEADER = 100
"""Bytes of the header of an SQLite file: https://www.sqlite.org/fileformat.html"""

ROLLBACK_JOURNAL = b"\1\1"

SCHEMA = (
    "CREATE TABLE datasets (n INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, publisher TEXT, imported TEXT,"
    " head TEXT) STRICT; "
    "CREATE TABLE items (dataset INTEGER, place INTEGER, item TEXT, PRIMARY KEY (dataset, place))"
    " STRICT, WITHOUT ROWID; "
    "CREATE TABLE roles (n INTEGER PRIMARY KEY, dataset INTEGER, id TEXT UNIQUE, title TEXT, code TEXT, soc TEXT,"
    " is_soc INTEGER, record TEXT) STRICT; "
    "CREATE TABLE names (key TEXT, kind INTEGER, role INTEGER, PRIMARY KEY (key, kind, role)) STRICT, WITHOUT ROWID; "
    "CREATE TABLE folded (key TEXT, role INTEGER, is_title INTEGER, weight INTEGER, PRIMARY KEY (key, role))"
    " STRICT, WITHOUT ROWID; "
    "CREATE TABLE beginnings (key TEXT, role INTEGER, name TEXT, PRIMARY KEY (key, role, name))"
    " STRICT, WITHOUT ROWID; "
    "CREATE TABLE words (dataset INTEGER PRIMARY KEY, words TEXT) STRICT; "
    "CREATE TABLE figures (code TEXT, dataset INTEGER, entry TEXT, PRIMARY KEY (code, dataset)) STRICT, WITHOUT ROWID; "
    f"{pay.SCHEMA}; "
    "CREATE TABLE neighbours (role INTEGER PRIMARY KEY, dataset INTEGER, nearest BLOB) STRICT; "
    "CREATE TABLE steps (dataset INTEGER PRIMARY KEY, facts TEXT, graph TEXT, firsts BLOB, others BLOB, distances BLOB,"
    " coverages BLOB) STRICT; "
    f"{INDEX}"
).split("; ")
"""Dataset numbers are never used twice (AUTOINCREMENT). `neighbours`: the nearest of a role by its number, packed;
`steps`: what is known of a dataset as a whole."""

MADE_BY_SQLITE = (
    "CREATE TABLE sqlite_sequence(name,seq)",
    "CREATE TABLE 'texts_config'(k PRIMARY KEY, v) WITHOUT ROWID",
    "CREATE TABLE 'texts_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4)",
    "CREATE TABLE 'texts_data'(id INTEGER PRIMARY KEY, block BLOB)",
    "CREATE TABLE 'texts_docsize'(id INTEGER PRIMARY KEY, sz BLOB)",
    "CREATE TABLE 'texts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
    None,  # the index of datasets.name
    None,  # the index of roles.id
)
"""What SQLite adds to the schema: the same in all versions, since files move between them."""

EXPECTED = sorted([*SCHEMA, *MADE_BY_SQLITE], key=str)

DAMAGED = "damaged; remove it and import again"

_open: Counter[tuple[int, int]] = Counter()
"""The files that this process has open, by device and inode. Reading the header of one of them would release its
locks, as POSIX has it for any close of the file."""


@contextmanager
def explain(path: Path | None) -> Iterator[None]:
    """Raises a StoreError with a remedy for whatever reading a damaged file can raise."""
    try:
        yield
    except sqlite3.Error as error:
        raise _say(path, error) from error
    except (msgspec.MsgspecError, UnicodeError, RecursionError, MemoryError, OverflowError) as error:
        raise StoreError(f"{_name(path)}: {DAMAGED}") from error


def _say(path: Path | None, error: sqlite3.Error) -> StoreError:
    """The StoreError for an error of SQLite, whose own words may quote the file."""
    code = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").partition("_")[0]
    match code:
        case "BUSY" | "LOCKED":
            what = "in use by another import or reader; try again when it has ended"
        case "FULL":
            what = "the disk is full; nothing has changed; make room and try again"
        case "READONLY" | "PERM" | "CANTOPEN":
            what = "cannot be opened or written; check the permissions of the file and its folder"
        case "IOERR":
            what = "the disk cannot be read or written; check the disk"
        case _:  # INTERRUPT (by MAX_STEPS) among others
            what = DAMAGED
    return StoreError(f"{_name(path)}: {what}")


def _name(path: Path | None) -> str:
    return clean(str(path))


def _has_content(path: Path) -> bool:
    """Whether there is a file that is not empty. Raises StoreError if it is not ours.

    SQLite may write to a file that it merely opens (to roll back, or to merge a log), so the header is read first.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise StoreError(f"{_name(path)}: not a regular file; move it away and import again")
        if _open[status.st_dev, status.st_ino]:
            return status.st_size > 0
        with path.open("rb") as file:
            header = file.read(HEADER)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StoreError(f"{_name(path)}: cannot be read ({error.strerror}); check its permissions") from error
    if not header:
        return False
    if len(header) < HEADER or not header.startswith(MAGIC):
        raise StoreError(f"{_name(path)}: damaged, or a file of another program; move it away and import again")
    if int.from_bytes(header[68:72]) != APPLICATION:
        what = "made by another program or by an older careercli; move it away and import again"
        raise StoreError(f"{_name(path)}: {what}")
    if int.from_bytes(header[60:64]) != VERSION:
        what = "made by another version of careercli; use that version, or move the file away and import again"
        raise StoreError(f"{_name(path)}: {what}")
    if header[18:20] != ROLLBACK_JOURNAL:
        raise StoreError(f"{_name(path)}: {DAMAGED}")
    return True


class StoreFile:
    """The file of a store. A file that is missing or empty has no rows, and is made by the first change; without a path
    that is in memory.

    All reads see the state of the first one, until a change or `close`. With `read_only` the file must never change:
    nothing is locked and nothing is written beside it.
    """

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._db: sqlite3.Connection | None = None
        self._key = (0, 0)
        self._is_closed = False
        if path is not None and _has_content(path):
            try:
                with explain(path):
                    self._begin_reading(self._connect(path, "ro&immutable=1" if read_only else "rw"))
            except BaseException:
                self.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; nothing can be read then."""
        self._disconnect()
        self._is_closed = True

    def _disconnect(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None
            _open[self._key] -= 1

    def _connect(self, path: Path | None, mode: str) -> sqlite3.Connection:
        uri = "file::memory:" if path is None else f"{path.absolute().as_uri()}?mode={mode}"
        self._db = db = sqlite3.connect(uri, timeout=READER_WAIT, isolation_level=None, uri=True)
        if path is not None:
            with suppress(OSError):
                status = path.stat()
                self._key = status.st_dev, status.st_ino
        _open[self._key] += 1
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_LENGTH)
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA cell_size_check = ON")
        db.execute(f"PRAGMA cache_size = -{CACHE}")
        return db

    def _begin_reading(self, db: sqlite3.Connection) -> None:
        """Begins the transaction of all reads, and checks that the schema is ours: no views, no triggers."""
        db.set_progress_handler(lambda: 1, MAX_STEPS)
        db.execute("BEGIN")
        if not self._has_schema(db):  # its first import was killed, and SQLite has just rolled that back
            self._disconnect()

    def _has_schema(self, db: sqlite3.Connection) -> bool:
        """Whether the file has our schema; False if it is empty. Raises StoreError if it has any other."""
        schema = [sql for (sql,) in db.execute("SELECT sql FROM sqlite_master")]
        if schema and sorted(schema, key=str) != EXPECTED:
            raise StoreError(f"{_name(self.path)}: {DAMAGED}")
        return bool(schema)

    def _ask(self, query: str, values: tuple[object, ...]) -> sqlite3.Cursor | None:
        """The rows that a query finds; None if there are none at all."""
        if self._is_closed:
            raise RuntimeError("the store is closed")
        if self._db is not None and not self._db.in_transaction:
            self._begin_reading(self._db)
        try:
            return None if self._db is None else self._db.execute(query, values)
        except UnicodeEncodeError:  # a value from the command line that is no Unicode text equals nothing here
            return None

    def execute(self, query: str, *values: object) -> Iterator[Any]:
        """The rows that a query finds, one by one. Raises StoreError."""
        with explain(self.path):
            yield from self._ask(query, values) or ()

    def read(self, query: str, *values: object) -> list[Any]:
        """All rows that a query finds. Raises StoreError."""
        with explain(self.path):
            found = self._ask(query, values)
            rows = [] if found is None else found.fetchmany(MAX_ROWS)
        if len(rows) == MAX_ROWS:
            raise StoreError(f"{_name(self.path)}: {DAMAGED}")
        return rows

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is stored, or nothing. Raises StoreError."""
        with self._writing() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    with suppress(sqlite3.Error):
                        db.execute("ROLLBACK")

    def shrink(self) -> None:
        """Returns unused space to the disk, unless a reader is at work or the disk is full."""
        with self._writing() as db, suppress(sqlite3.OperationalError):
            db.execute("PRAGMA busy_timeout = 500")
            db.execute("VACUUM")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The connection, ready for a change: the file is there with its schema, no read is going on."""
        path = self.path
        if self._read_only:
            raise StoreError(f"{_name(path)}: cannot be changed")
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"its folder cannot be made ({error.strerror}); set CAREERCLI_HOME to another one"
            raise StoreError(f"{_name(path)}: {what}") from error
        try:
            if self._db is None and path is not None:
                _has_content(path)
            db = self._db or self._connect(path, "rwc")
            if db.in_transaction:
                db.execute("ROLLBACK")
            db.set_progress_handler(lambda: 1, 10 * MAX_STEPS)
            db.execute(f"PRAGMA busy_timeout = {WAIT * 1000:.0f}")
            self._make_schema(db)
            yield db
        except sqlite3.Error as error:  # and nothing else: what making the roles of a release raises is no damage
            raise _say(path, error) from error

    def _make_schema(self, db: sqlite3.Connection) -> None:
        """Makes the schema in an empty file, in a transaction of its own: from then on the file is known to be ours."""
        if self._has_schema(db):
            return
        db.execute("BEGIN IMMEDIATE")
        try:
            if not self._has_schema(db):
                for statement in SCHEMA:
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {APPLICATION}")
                db.execute(f"PRAGMA user_version = {VERSION}")
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")

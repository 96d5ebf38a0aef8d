"""The file of a store: ours or left alone, read in one state, changed whole or not at all."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from careercli.datasets.publishers import read_releases
from careercli.errors import StoreError
from careercli.store import connection
from careercli.store.connection import StoreFile
from careercli.store.database import Store
from releases import write_esco
from stores import find


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for a lock."""
    monkeypatch.setattr(connection, "WAIT", 0.05)
    monkeypatch.setattr(connection, "READER_WAIT", 0.05)


def make_foreign(file: Path, *pragmas: str) -> bytes:
    """A database of another program."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for pragma in pragmas:
            db.execute(f"PRAGMA {pragma}")
        db.execute("CREATE TABLE bookmarks (url TEXT)")
        db.execute("INSERT INTO bookmarks VALUES ('mine')")
    return file.read_bytes()


@pytest.mark.parametrize(
    "pragmas",
    [
        (),
        (f"user_version = {connection.VERSION}",),
        ("application_id = 77", f"user_version = {connection.VERSION}"),
        (f"application_id = {connection.APPLICATION}", "user_version = 99"),
        (f"application_id = {connection.APPLICATION}", f"user_version = {connection.VERSION}"),
        ("journal_mode = wal",),
    ],
    ids=" ".join,
)
def test_a_file_of_another_program_is_left_alone(home: Path, tmp_path: Path, pragmas: tuple[str, ...]) -> None:
    """A database that we did not make is refused by reads, imports and removals, and not a byte of it changes; moved
    away, as the message says, the import works."""
    file = home / "datasets.sqlite"
    before = make_foreign(file, *pragmas)
    names = sorted(path.name for path in home.iterdir())
    releases = read_releases("esco", [write_esco(tmp_path)])
    for use in (Store.get_datasets, lambda store: store.put_all(releases), lambda store: store.remove("esco")):
        with pytest.raises(StoreError, match=r"sqlite: .*; .*import again"), Store(file) as store:
            use(store)
    assert file.read_bytes() == before
    assert sorted(path.name for path in home.iterdir()) == names
    file.rename(tmp_path / "away")
    with Store(file) as store:
        store.put_all(releases)
        assert store.count_roles() == {"esco": 2}


def test_a_foreign_file_with_a_log_is_not_merged(home: Path) -> None:
    """What another program has not yet merged into its database stays as it is, too."""
    file = home / "datasets.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = wal")
        db.execute("CREATE TABLE bookmarks (url TEXT)")
        log = file.with_name("datasets.sqlite-wal").read_bytes()
        assert log
        with pytest.raises(StoreError, match="another program"):
            Store(file)
        assert file.with_name("datasets.sqlite-wal").read_bytes() == log


@pytest.mark.parametrize("version", [1, connection.VERSION + 1])
def test_a_store_of_another_version_is_left_alone(file: Path, version: int) -> None:
    """A store that an older or a newer careercli made is refused, by that reason, and stays as it is."""
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"PRAGMA user_version = {version}")
    before = file.read_bytes()
    with pytest.raises(StoreError, match="made by another version of careercli; use that version, or move"):
        Store(file)
    assert file.read_bytes() == before


def test_a_store_with_a_write_ahead_log_is_damage(file: Path) -> None:
    """Our files have a rollback journal; in one that says otherwise nothing is read or written."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = wal")
    with pytest.raises(StoreError, match="damaged"):
        Store(file)
    assert [*file.parent.iterdir()] == [file]


@pytest.mark.parametrize("content", [b"not a database at all" * 99, b"x", b"SQLite format 3\0", b"\0" * 5000])
def test_what_is_no_database_is_refused(home: Path, content: bytes) -> None:
    """A file that is no database is refused, with a remedy."""
    file = home / "datasets.sqlite"
    file.write_bytes(content)
    with pytest.raises(StoreError, match="move it away and import again"):
        Store(file)
    assert file.read_bytes() == content


def test_what_is_no_file_is_refused(home: Path) -> None:
    """A folder, a pipe, a device: refused at once, without being read."""
    (home / "folder").mkdir()
    os.mkfifo(home / "pipe")
    for path in (home / "folder", home / "pipe", Path("/dev/null")):
        with pytest.raises(StoreError, match="not a regular file"):
            Store(path)


def test_what_cannot_be_reached_is_explained(home: Path) -> None:
    """A path that is too long, or leads through a file, gives an error with a remedy."""
    with pytest.raises(StoreError, match="cannot be read .*name too long"):
        Store(home / ("x" * 300) / "datasets.sqlite")
    (home / "file").touch()
    with Store(home / "file" / "datasets.sqlite") as store, pytest.raises(StoreError, match="folder cannot be made"):
        store.put_all([])


def test_a_file_that_is_missing_or_empty_is_ours(home: Path) -> None:
    """Nothing is in a missing or an empty file, reading makes no file, and an import makes the store in it."""
    file = home / "new" / "datasets.sqlite"
    with Store(file) as store:
        assert (store.get_datasets(), store.count_roles(), store.find_named("x"), store.remove("x")) == (
            [],
            {},
            [],
            False,
        )
    assert not file.parent.exists()
    file.parent.mkdir()
    file.touch()
    with Store(file) as store:
        assert store.get_datasets() == []
        store.put_all([])
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (connection.APPLICATION,)
        assert db.execute("PRAGMA user_version").fetchone() == (connection.VERSION,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_message_has_no_control_characters(home: Path) -> None:
    """The name of the file is cleaned where it is shown."""
    file = home / "a\u202e\x1b[1mb.sqlite"
    file.write_bytes(b"x")
    with pytest.raises(StoreError, match="/ab.sqlite: damaged"):
        Store(file)


@pytest.mark.parametrize("name", ["per%25cent", "a?mode=memory", "a#b", "sp ace", "\udcff"])
def test_any_name_of_a_file_will_do(home: Path, name: str, made: bytes) -> None:
    """No character of the path is taken for part of a URI."""
    file = home / name / "datasets.sqlite"
    with Store(file) as store:
        store.put_all([])
    assert file.stat().st_size > 0
    file.write_bytes(made)
    with Store(file) as store:
        assert store.count_roles()


def test_reads_see_one_state(file: Path, short_waits: None) -> None:
    """From its first read on a reader sees one state: an import waits for it, and is refused when that takes long."""
    other = StoreFile(file)
    with Store(file) as reader:
        before = reader.get_datasets()
        with pytest.raises(StoreError, match="in use by another import or reader; try again"), other.change() as db:
            db.execute("DELETE FROM roles")
        assert reader.count_roles() == {"esco": 2, "onet": 3}
    with other.change() as db:
        db.execute("DELETE FROM roles")
    other.close()
    with Store(file) as reader:
        assert reader.get_datasets() == before
        assert reader.count_roles() == {}


def test_a_reader_begins_when_it_is_opened(file: Path, short_waits: None) -> None:
    """The state that a reader sees is that of its opening, even if it has not asked for anything yet."""
    other = StoreFile(file)
    with Store(file), pytest.raises(StoreError, match="in use"), other.change() as db:
        db.execute("DELETE FROM roles")
    other.close()


DELETE = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], 0, isolation_level=None)
db.execute("BEGIN IMMEDIATE")
db.execute("DELETE FROM roles")
db.execute("COMMIT")
"""


def test_opening_a_file_twice_keeps_its_locks(file: Path, short_waits: None) -> None:
    """A second store of one process on one file does not release the lock of the first."""
    with Store(file) as first:
        Store(file).close()
        code = subprocess.run(
            [sys.executable, "-c", DELETE, str(file)], stderr=subprocess.DEVNULL, check=False
        ).returncode
        assert code != 0
        assert first.count_roles() == {"esco": 2, "onet": 3}


def test_an_import_does_not_lock_readers_out(file: Path, short_waits: None) -> None:
    """While an import is at work, readers see what was there before."""
    other = StoreFile(file)
    with other.change() as db:
        db.execute("DELETE FROM roles")
        with Store(file) as reader:
            assert reader.count_roles() == {"esco": 2, "onet": 3}
    other.close()


def test_a_locked_store_says_so(file: Path, short_waits: None) -> None:
    """A reader that finds the file locked for long says what to do, and so does a second import."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="in use by another import or reader; try again"):
            Store(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with Store(file) as store, pytest.raises(StoreError, match="in use by another import or reader; try again"):
            store.remove("esco")


def test_a_closed_store_is_no_empty_one(file: Path) -> None:
    """Who reads after closing has a bug, and does not read that nothing was imported."""
    opened = StoreFile(file)
    opened.close()
    with pytest.raises(RuntimeError, match="closed"):
        opened.read("SELECT 1")


def test_a_foreign_file_that_comes_later_is_left_alone(home: Path) -> None:
    """A file of another program that was not there when the store was opened is not written to either."""
    file = home / "datasets.sqlite"
    with Store(file) as store:
        before = make_foreign(file, "journal_mode = wal")
        with pytest.raises(StoreError, match="another program"):
            store.put_all([])
        assert file.read_bytes() == before


def test_sqlite_distrusts_the_file(file: Path) -> None:
    """SQLite runs no function that the schema names, and checks the sizes in the pages that it reads."""
    with StoreFile(file) as opened:
        assert opened.read("PRAGMA trusted_schema") == [(0,)]
        assert opened.read("PRAGMA cell_size_check") == [(1,)]


def test_waiting_times(file: Path) -> None:
    """An import waits for half a minute, a reader for ten seconds."""
    with StoreFile(file) as opened:
        assert opened.read("PRAGMA busy_timeout") == [(10_000,)]
        with opened.change() as db:
            assert db.execute("PRAGMA busy_timeout").fetchone() == (30_000,)


def test_a_full_disk_changes_nothing(file: Path) -> None:
    """Where the file cannot grow, the import is refused, and what was there stays."""
    with StoreFile(file) as opened:
        (pages,) = opened.read("PRAGMA page_count")[0]
        opened.read(f"PRAGMA max_page_count = {pages + 5}")
        rows = [(number, "x" * 5000) for number in range(1000)]
        with pytest.raises(StoreError, match="the disk is full; nothing has changed"), opened.change() as db:
            db.executemany("INSERT INTO items VALUES (9, ?, ?)", rows)
        assert opened.read("SELECT count(*) FROM items WHERE dataset = 9") == [(0,)]


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, ValueError])
def test_a_change_that_fails_is_undone(file: Path, error: type[BaseException]) -> None:
    """Whatever is raised while a change is made comes out as it is, and nothing has changed."""

    def change(opened: StoreFile) -> None:
        with opened.change() as db:
            db.execute("DELETE FROM roles")
            raise error

    with StoreFile(file) as opened:
        with pytest.raises(error):
            change(opened)
        assert opened.read("SELECT count(*) FROM roles") == [(5,)]


def test_a_store_that_is_only_read(home: Path, made: bytes) -> None:
    """A read-only store needs no more than to read its file: it locks nothing, makes nothing, and cannot be changed."""
    folder = home / "box"
    folder.mkdir()
    file = folder / "datasets.sqlite"
    file.write_bytes(made)
    file.chmod(stat.S_IRUSR)
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    before = folder.stat().st_mtime_ns
    with closing(sqlite3.connect(f"file:{file}?mode=rw", uri=True, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")  # nobody's lock matters
        with Store(file, read_only=True) as store:
            assert store.count_roles() == {"esco": 2, "onet": 3}
            assert find(store, "crater")[0] == 2
            assert store.find_record("onet-51-9901-00")
            assert [*folder.iterdir()] == [file]
            with pytest.raises(StoreError, match="cannot be changed"):
                store.remove("onet")
    assert folder.stat().st_mtime_ns == before
    assert file.read_bytes() == made
    folder.chmod(0o700)
    with Store(home / "missing.sqlite", read_only=True) as store:
        assert store.get_datasets() == []


PLANTED = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON datasets BEGIN DELETE FROM items; END",
    "view": "CREATE VIEW v AS SELECT * FROM roles",
    "table": "CREATE TABLE more (x)",
    "index": "CREATE INDEX i ON roles (title)",
    "missing table": "DROP TABLE figures",
    "missing index": "DROP TABLE texts",
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_schema_that_is_not_ours_is_damage(file: Path, planted: str, tmp_path: Path) -> None:
    """A file with any other table, view, trigger or index, or without one of ours, is refused before a query runs."""
    with closing(sqlite3.connect(file)) as db:
        db.execute(PLANTED[planted])
    with pytest.raises(StoreError, match="damaged; remove it and import again"):
        Store(file)
    file.unlink()
    with Store(file) as store:
        store.put_all(read_releases("esco", [write_esco(tmp_path)]))
        assert store.count_roles() == {"esco": 2}


def test_a_table_that_is_a_view_is_damage(file: Path) -> None:
    """A view by the name of a table is not read."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP TABLE figures")
        db.execute("CREATE VIEW figures AS SELECT 1 AS code, 1 AS dataset, zeroblob(1000000000) AS entry")
    with pytest.raises(StoreError, match="damaged"):
        Store(file)


def test_a_query_without_end_is_ended(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A query that takes more steps than any of ours is damage."""
    monkeypatch.setattr(connection, "MAX_STEPS", 1_000_000)
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT count(*) FROM c"
    with StoreFile(file) as opened:
        with pytest.raises(StoreError, match="damaged"):
            opened.read(endless)
        with pytest.raises(StoreError, match="damaged"), opened.change() as db:
            db.execute(endless)


def test_rows_and_values_have_a_limit(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows, or a longer value, than any of ours is damage."""
    monkeypatch.setattr(connection, "MAX_ROWS", 4)
    with StoreFile(file) as opened:
        assert len(opened.read("SELECT n FROM roles LIMIT 3")) == 3
        for query in ("SELECT n FROM roles LIMIT 4", f"SELECT zeroblob({connection.MAX_LENGTH + 1})"):
            with pytest.raises(StoreError, match="damaged"):
                opened.read(query)


def test_files_are_closed(file: Path, made: bytes) -> None:
    """No file stays open: not after use, not after an error, not where the file is refused."""

    def count() -> Iterator[str]:
        for link in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                target = str(link.readlink())
                if str(file.parent) in target:
                    yield target

    before = +connection._open  # others may have the box open
    with Store(file) as store:
        assert [*count()] == [str(file)]
        store.put_all([])
    assert [*count()] == []
    with pytest.raises(ZeroDivisionError), Store(file):
        raise ZeroDivisionError
    assert [*count()] == []
    file.write_bytes(made[:5000])
    with pytest.raises(StoreError):
        Store(file)
    assert [*count()] == []
    assert +connection._open == before

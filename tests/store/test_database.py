"""The store: imports are whole or nothing, and what is in it is found."""

import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from careercli.datasets.publishers import read_releases
from careercli.datasets.release import Release, ReleasedRole, RoleRecord
from careercli.errors import StoreError
from careercli.model import SearchEntry
from careercli.store.database import (
    ALIAS,
    CODE,
    ID,
    TITLE,
    Store,
)
from program import environment
from releases import ONET, write_esco, write_oews, write_onet


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with made-up releases of O*NET, OEWS and ESCO."""
    store = Store(tmp_path / "datasets.sqlite")
    for release in (
        *read_releases("onet", [write_onet(tmp_path)]),
        *read_releases("oews", [write_oews(tmp_path), write_oews(tmp_path, year=2023)]),
        *read_releases("esco", [write_esco(tmp_path)]),
    ):
        store.put(release)
    return store


def test_names(store: Store) -> None:
    """A role is found by id, code, title and other names, in this order."""
    kinds = {
        name: [(each.kind, each.id) for each in store.find_named(name)]
        for name in ("onet-51-9901-00", "51-9901", "moon-bakers", "lunar-loaf-maker", "krater-gide")
    }
    assert kinds["onet-51-9901-00"] == [(ID, "onet-51-9901-00")]
    assert kinds["51-9901"] == [(CODE, "onet-51-9901-00")]
    assert kinds["moon-bakers"] == [(TITLE, "onet-51-9901-00")]
    assert kinds["lunar-loaf-maker"] == [(ALIAS, "onet-51-9901-00"), (ALIAS, "onet-51-9901-01")]
    assert [role for _, role in kinds["krater-gide"]] == ["esco-0110-1"]


def test_reimporting_replaces(store: Store, tmp_path: Path) -> None:
    """An import takes the place of the dataset of its name, in every table and in the search."""
    smaller = {
        **ONET,
        "Occupation Data": ONET["Occupation Data"][:3],
        "Related Occupations": ONET["Related Occupations"][:1],
    }
    (release,) = read_releases("onet", [write_onet(tmp_path, smaller)])
    store.put(release)
    assert store.count_roles() == {"esco": 2, "onet": 2}
    assert store.find_named("moon-workers-all-other") == []
    assert store.search("all other")[1] == [] or store.search("Moon Workers")[0] == 2
    assert [each.name for each in store.get_datasets()] == ["esco", "oews-2024", "oews-2023", "onet"]


def test_removing_leaves_nothing(store: Store) -> None:
    """What is removed is in no table any more; what is not there cannot be removed."""
    assert store.remove("onet")
    assert not store.remove("onet")
    assert store.find_named("moon-bakers") == []
    assert store.search("dough")[0] == 0
    assert store.search("crater")[0] > 0


def test_the_latest_year_is_shown(store: Store) -> None:
    """Of several years of pay the latest that has the occupation is taken."""
    entry = store.find_figures("51-9901", "oews")
    assert entry is not None
    assert {estimate.date for estimate in entry.salary} == {"2024-05"}


def test_search_ranks_and_says_why(store: Store) -> None:
    """Who carries the text as a title comes first, then who carries it as another name, then the rest; the field that
    matches is told; words are found in all their forms and by their beginning."""
    _, (first, *_) = store.search("moon bakers")
    assert (first.id, first.field, first.text) == ("onet-51-9901-00", "title", "Moon Bakers")
    _, (first, *_) = store.search("crumb judge")
    assert (first.id, first.field, first.text) == ("onet-51-9901-01", "alias", "Crumb Judge")
    assert store.search("kneading")[1][0].field == "duty"
    assert {found.id for found in store.search("lunar geol")[1]} == {"esco-0110-1", "esco-0110-2"}
    assert {found.dataset for found in store.search("crater", dataset="esco")[1]} == {"esco"}
    total, found = store.search("crater", limit=1)
    assert total > len(found) == 1


def test_search_of_others(store: Store) -> None:
    """Roles outside the store are searched alike, again and again; where no role has all words, any will do."""
    others = [SearchEntry("lead", "Clinic Lead", "user", (("Clinic Lead",), ("boss",), (), ("Sweep craters",), ()))]
    for _ in range(2):
        assert [found.id for found in store.search("boss", others)[1]] == ["lead"]
    assert {found.id for found in store.search("sweeping crater", others)[1]} == {"lead", "onet-51-9901-00"}
    assert store.search("boss unheard-of", others)[1][0].id == "lead"
    assert store.search("!?", others) == (0, [])
    assert Store(None).search("boss", others)[0] == 1


@pytest.mark.parametrize(
    "text", ['"', "a OR", "NEAR(", "title:x", "*", "-", "moon*", "'; DROP TABLE roles", "\N{SNOWMAN}"]
)
def test_a_query_is_words_and_nothing_else(store: Store, text: str) -> None:
    """No text is taken for the syntax of queries."""
    store.search(text)
    assert store.count_roles() == {"esco": 2, "onet": 3}


def test_a_failing_import_changes_nothing(store: Store, tmp_path: Path) -> None:
    """Whatever a release raises while it is stored, what was there stays."""
    (release,) = read_releases("onet", [write_onet(tmp_path)])

    def broken(roles: Iterator[ReleasedRole]) -> Iterator[ReleasedRole]:
        yield next(roles)
        raise KeyboardInterrupt

    before = store.get_datasets()
    with pytest.raises(KeyboardInterrupt):
        store.put(release._replace(roles=broken(iter(release.roles)), version="30.0"))
    assert store.get_datasets() == before
    assert store.find_named("moon-bakers")


def test_a_full_disk_changes_nothing(store: Store, tmp_path: Path) -> None:
    """Where the file cannot grow the import is refused, and what was there stays."""
    (release,) = read_releases("esco", [write_esco(tmp_path)])
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages + 5}")
    role, _ = release.roles
    many = [role._replace(record=RoleRecord(f"esco-{n}", f"guide {n}", "x" * 9_000, (), (), {})) for n in range(200)]
    big = release._replace(roles=many)
    with pytest.raises(StoreError, match="full"):
        store.put(big)
    assert store.count_roles() == {"esco": 2, "onet": 3}


def test_two_imports_at_once_wait(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that finds another at work waits for it, and says so when that takes too long."""
    other = sqlite3.connect(store.file or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("careercli.store.database.WAIT", 0.05)
    with pytest.raises(StoreError, match="another import"):
        Store(store.file).remove("esco")
    other.execute("ROLLBACK")
    assert Store(store.file).remove("esco")


@pytest.mark.parametrize("content", [b"not a database at all" * 99, b"SQLite format 3\0" + b"x" * 4096])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    """A file that is no store says so and what to do."""
    file = tmp_path / "datasets.sqlite"
    file.write_bytes(content)
    with pytest.raises(StoreError, match="remove it|cannot be read"):
        Store(file).get_datasets()


def test_a_store_of_another_version_is_told(tmp_path: Path) -> None:
    """A file that another version made is not touched."""
    file = tmp_path / "datasets.sqlite"
    db = sqlite3.connect(file)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="another version"):
        Store(file)


KILLED = """
    import sys
    from pathlib import Path
    from careercli.datasets.publishers import read_releases
    from careercli.store.database import Store
    print("begin", flush=True)
    for path in sys.argv[2:]:
        (release,) = read_releases("onet", [path])
        Store(Path(sys.argv[1])).put(release)
    print("end", flush=True)
"""


def _start(file: Path, *paths: str) -> "subprocess.Popen[str]":
    code = textwrap.dedent(KILLED)
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(file), *paths], stdout=subprocess.PIPE, env=environment(), text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def _finish(file: Path, *paths: str) -> None:
    with _start(file, *paths) as process:
        process.wait()


def test_an_import_that_is_killed_is_whole_or_nothing(tmp_path: Path) -> None:
    """Killed at any moment of an import, the store opens and holds either the old release or the new one."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    first = write_onet(old)
    rows = [(f"51-{n:04}.00", f"Moon Worker {n}", "Works. " * 20) for n in range(1, 1500)]
    second = write_onet(new, {"Occupation Data": (ONET["Occupation Data"][0], *rows)}, "db_30_9_text")
    file = tmp_path / "datasets.sqlite"
    began = time.perf_counter()
    _finish(file, first, second)
    whole = time.perf_counter() - began
    seen = set()
    for step in range(12):
        _finish(file, first)
        with _start(file, second) as process:
            time.sleep(whole * step / 12)
            process.kill()
        store = Store(file)
        count = store.count_roles()["onet"]
        assert count in {3, len(rows)}
        found = store.find_named("moon-worker-77" if count > 3 else "moon-bakers")
        assert len(found) == 1
        assert store._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        store.close()
        seen.add(count)
    assert 3 in seen


def test_a_release_is_told_while_it_is_stored(tmp_path: Path) -> None:
    """Progress is the number of roles stored so far."""
    (release,) = read_releases("onet", [write_onet(tmp_path)])
    told: list[int] = []
    Store(tmp_path / "datasets.sqlite").put(release, told.append)
    assert told == [1, 2, 3]
    assert isinstance(release, Release)

"""The store: an import is whole or nothing, and what is stored is found, read back, and gone when it is removed."""

import json
import math
import subprocess
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from careercli.datasets.publishers import read_releases
from careercli.datasets.release import CellRecord, Release, ReleasedRole, RoleRecord, ScoreRecord
from careercli.entries import EstimateEntry, OccupationEntry, OutlookEntry
from careercli.errors import InvalidFileError, StoreError
from careercli.model import Code, Item, Source
from careercli.store.database import Store
from program import Result, environment
from releases import BAKER, ONET, rate, write_esco, write_onet, write_projections
from stores import LONG, find

BAKERS = "onet-51-9901-00"


def read_onet(folder: Path, **tables: object) -> Release:
    """The made-up release of O*NET, with other tables."""
    (release,) = read_releases("onet", [write_onet(folder, {**ONET, **tables})])  # type: ignore[dict-item]
    return release


def count_rows(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    tables = (
        *("datasets", "roles", "items", "names", "figures", "texts", "texts_docsize"),
        *("pay", "places", "occupations"),
    )
    return {table: store._file.read(f"SELECT count(*) FROM {table}")[0][0] for table in tables}


def find_texts(store: Store, text: str) -> list[str]:
    """The tables that hold a text anywhere."""
    columns = (
        "datasets.head",
        "roles.record",
        "roles.title",
        "items.item",
        "names.key",
        "figures.entry",
        "occupations.title",
        "texts.title",
    )
    return [
        column
        for column in columns
        if store._file.read(f"SELECT 1 FROM {column.split('.')[0]} WHERE {column} LIKE ?", f"%{text}%")
    ]


def test_a_release_comes_back_whole(store: Store, tmp_path: Path) -> None:
    """What a release says of a role, its items, the figures and the release as a whole come back as they were."""
    release = read_onet(tmp_path)
    roles = {role.record.id: role.record for role in release.roles}
    onet = next(each for each in store.get_datasets() if each.name == "onet")
    assert dict(store.get_records(onet.number)) == roles
    for role_id, record in roles.items():
        assert store.find_record(role_id) == (record, onet.number)
    assert store.get_items(onet.number, range(len(release.items))) == dict(enumerate(release.items))
    assert onet.head.counts == release.counts
    assert onet.head.scales == release.scales
    assert (onet.publisher, onet.head.source, onet.head.notes) == ("onet", release.source, release.notes)
    (projections,) = read_releases("projections", [write_projections(tmp_path)])
    for code, entry in projections.figures.items():
        assert store.find_figures(code, "projections") == entry


def test_what_is_not_there(store: Store) -> None:
    """An unknown id, code or publisher finds nothing; titles are those of known ids."""
    assert store.find_record("nobody") is None
    assert store.find_record("\udcff") is None
    assert store.find_figures("51-9901", "onet") is None
    assert store.find_figures("99-9999", "projections") is None
    assert store.get_titles([BAKERS, "nobody"]) == {BAKERS: "Moon Bakers"}
    assert store.get_titles([]) == {}
    assert store.get_items(1, []) == {}


def test_datasets_are_by_publisher_and_latest_first(store: Store) -> None:
    """Datasets are in the order of their publishers, the years of one from the latest."""
    assert [each.name for each in store.get_datasets()] == ["esco", "oews-2024", "oews-2023", "onet", "projections"]
    assert store.count_roles() == {"esco": 2, "onet": 3}


def test_reimporting_replaces(store: Store, tmp_path: Path) -> None:
    """An import takes the place of the dataset of its name, in every table and in the search."""
    before = count_rows(store)
    smaller = {
        "Occupation Data": ONET["Occupation Data"][:3],
        "Related Occupations": ONET["Related Occupations"][:1],
    }
    store.put(read_onet(tmp_path, **smaller))
    assert store.count_roles() == {"esco": 2, "onet": 2}
    assert store.find_named("moon-workers-all-other") == []
    assert store.find_record("onet-51-9999-00") is None
    assert "onet-51-9999-00" not in {found.id for found in find(store, "moon workers, all other", limit=99)[1]}
    assert [each.name for each in store.get_datasets()] == ["esco", "oews-2024", "oews-2023", "onet", "projections"]
    store.put(read_onet(tmp_path))
    assert count_rows(store) == before


def test_removing_leaves_nothing(store: Store) -> None:
    """What is removed is in no table any more, and the rest is as it was; what is not there cannot be removed."""
    esco = find(store, "crater", dataset="esco")
    datasets = {"onet": "Dough", "oews-2024": "Surgeons", "oews-2023": "Surgeons", "projections": "Crater School"}
    for name, words in datasets.items():
        assert find_texts(store, words)
        assert store.remove(name)
        assert not store.remove(name)
    for words in ("Dough", "Surgeons", "Crater School"):
        assert find_texts(store, words) == []
    assert store.find_named("moon-bakers") == []
    assert store.find_figures("51-9901", "projections") is None
    assert store.find_pay("51-9901", None) == []
    assert find(store, "dough")[0] == 0
    assert find(store, "crater", dataset="esco") == esco
    assert store.remove("esco")
    assert set(count_rows(store).values()) == {0}
    assert not store.remove("\udcff")


def test_removing_returns_the_space(file: Path) -> None:
    """The file is smaller without a dataset."""
    with Store(file) as store:
        store.put(make(RoleRecord("a", "A", "x" * 100_000, (), (), {})))
        before = file.stat().st_size
        store.remove("onet")
    assert file.stat().st_size < before - 100_000


def test_a_number_of_a_dataset_is_never_used_twice(store: Store, tmp_path: Path) -> None:
    """A dataset imported after another one was removed or replaced has a number that nobody had."""
    numbers = {each.number for each in store.get_datasets()}
    latest = max(numbers)
    for _ in range(2):
        store.put(read_onet(tmp_path))
        (onet,) = [each for each in store.get_datasets() if each.name == "onet"]
        assert onet.number > latest
        latest = onet.number
        assert store.remove("onet")


def test_several_releases_are_one_transaction(store: Store, tmp_path: Path) -> None:
    """All releases of one call are stored, or none, whichever fails; roles are counted through all of them."""
    (esco,) = read_releases("esco", [write_esco(tmp_path)])
    onet = read_onet(tmp_path)
    told: list[int] = []
    store.put_all([onet, esco], told.append)
    assert told == [1, 2, 3, 4, 5]
    before = store.get_datasets(), count_rows(store)
    wrong = replace(esco, name="other", roles=[*esco.roles, *esco.roles])
    for releases in ([replace(onet, version="30.0"), wrong], [wrong, onet]):
        with pytest.raises(InvalidFileError, match="'esco-0110-1'"):
            store.put_all(releases)
        assert (store.get_datasets(), count_rows(store)) == before


def test_a_failing_import_changes_nothing(store: Store, tmp_path: Path) -> None:
    """Whatever a release raises while it is stored comes out as it is, and what was there stays."""
    release = read_onet(tmp_path)
    roles = [*release.roles]

    def broken(roles: Iterator[ReleasedRole], error: type[BaseException]) -> Iterator[ReleasedRole]:
        yield next(roles)
        raise error

    before = store.get_datasets()
    for error in (KeyboardInterrupt, ZeroDivisionError, RecursionError, UnicodeError):
        with pytest.raises(error):
            store.put(replace(release, roles=broken(iter(roles), error), version="30.0"))
        assert store.get_datasets() == before
        assert store.find_named("moon-bakers")


def make(record: RoleRecord | None = None, **parts: Any) -> Release:
    """A release of one role."""
    role = ReleasedRole(record or RoleRecord("a", "A", None, (), (), {}), (), (), (), ())
    release = Release("onet", "onet", "1", "onet-1", Source("S"), {}, roles=[role], scales={"level": (0.0, 7.0)})
    return replace(release, **parts)


def rated(scale: str, value: float | None, deviation: float | None = None, item: int = 0) -> RoleRecord:
    """A role with one rating."""
    cell = CellRecord(item, (), (ScoreRecord(scale, value, deviation),))
    return RoleRecord("a", "A", None, (), (), {"skills": (cell,)})


def paid(**parts: object) -> dict[str, OccupationEntry]:
    """Figures of one occupation."""
    return {"1": OccupationEntry("soc-2018", "T", (EstimateEntry(**parts),))}  # type: ignore[arg-type]


ITEM = Item("a", "A", "skill")
UNREADABLE = {
    "pay above the bound": make(figures=paid(amount=10**15 + 1)),
    "negative pay": make(figures=paid(amount=-1)),
    "many people": make(figures=paid(employment=10**30)),
    "unknown source": make(figures=paid(sources=("nobody",))),
    "change below -100": make(figures={"1": OccupationEntry("s", "T", (), (OutlookEntry(change_percent=-101.0),))}),
    "unknown source of outlook": make(figures={"1": OccupationEntry("s", "T", (), (OutlookEntry(sources=("x",)),))}),
    "title without a sign": make(RoleRecord("a", " ", None, (), (), {})),
    "id": make(RoleRecord("A b", "A", None, (), (), {})),
    "unknown scale": make(rated("importance", 1.0), items=(ITEM,)),
    "huge rating": make(rated("level", 1e300), items=(ITEM,)),
    "huge negative rating": make(rated("level", -1e300), items=(ITEM,)),
    "huge deviation": make(rated("level", 1.0, 1e10), items=(ITEM,)),
    "negative deviation": make(rated("level", 1.0, -0.1), items=(ITEM,)),
    "rating above the bound": make(rated("level", 1e9 + 1), items=(ITEM,)),
    "deviation above the bound": make(rated("level", 1.0, 1e9 + 1), items=(ITEM,)),
    "scale of next to no length": make(scales={"level": (0.0, 9e-10)}),
    "scale without a length": make(scales={"level": (1.0, 1.0)}),
    "scale without an end": make(scales={"level": (0.0, math.inf)}),
    "item": make(rated("level", 1.0, 0.1)),
    "second item": make(rated("level", 1.0, 0.1, item=1), items=(ITEM,)),
    "ninth item": make(rated("level", 1.0, 0.1, item=8), items=(ITEM,)),
    "counts": make(counts={"roles": 10**16}),
    "kind of an item": make(items=(Item("a", "A", "duties"),)),  # type: ignore[arg-type]
    "match of a code": make(RoleRecord("a", "A", None, (), (Code("s", "c", None, "near"),), {})),  # type: ignore[arg-type]
    "name": make(name="O NET"),
    "publisher": make(publisher="nobody"),
    "lone surrogate": make(RoleRecord("a", "A", "\udcff", (), (), {})),
    "too long": make(RoleRecord("a", "A", "x" * 3_200_001, (), (), {})),
}


@pytest.mark.parametrize("release", UNREADABLE.values(), ids=UNREADABLE)
def test_what_could_not_be_read_back_is_never_stored(store: Store, release: Release) -> None:
    """A release with a value that reading refuses is refused when it is imported, by name, and changes nothing."""
    before = store.get_datasets(), count_rows(store)
    with pytest.raises(InvalidFileError, match=r" is invalid \(.*\); nothing is stored"):
        store.put(release)
    assert (store.get_datasets(), count_rows(store)) == before


def test_values_at_the_bounds_are_stored(store: Store) -> None:
    """The bounds of all values are the same on the way in and out."""
    figures = paid(amount=10**15, employment=10**15, sources=("onet-1",))
    store.put(make(rated("level", 1e9, 0.0), figures=figures, counts={"roles": 10**15}, items=(ITEM,)))
    assert store.find_figures("1", "onet") == figures["1"]
    assert store.find_record("a")
    for record in (rated("level", -1e9, 1e9), rated("level", None), RoleRecord("a", "A", "x" * 3_199_000, (), (), {})):
        store.put(make(record, items=(ITEM,), scales={"level": (0.0, 1e-9)}))
        found = store.find_record("a")
        assert found
        assert found[0] == record


def test_two_roles_with_one_id_are_the_fault_of_the_release(store: Store) -> None:
    """A release that has an id twice, or one of another dataset, is refused by that id."""
    for role_id in ("a", "esco-0110-1"):
        role = ReleasedRole(RoleRecord(role_id, "A", None, (), (), {}), (), (), (), ())
        with pytest.raises(InvalidFileError, match=f"onet: two roles have the id '{role_id}'; nothing is stored"):
            store.put(make(roles=[role, role] if role_id == "a" else [role]))


def test_progress_is_the_number_of_roles_stored(tmp_path: Path) -> None:
    """The callback gets the number of roles stored so far."""
    told: list[int] = []
    with Store(tmp_path / "datasets.sqlite") as store:
        store.put(read_onet(tmp_path), told.append)
    assert told == [1, 2, 3]


# What a damaged file can hold besides what SQLite itself finds; `tests/store/test_tampered.py` has the rest.
DAMAGES: dict[str, tuple[str, Callable[[Store], object]]] = {
    "item missing": ("DELETE FROM items", lambda store: store.get_items(1, [0])),
    "item missing beside one that is two": (
        "UPDATE items SET item = item || ',' || item, place = place * 1000",
        lambda store: store.get_items(1, [0, 1]),
    ),
    "item of another type": ("UPDATE items SET item = '[]'", lambda store: store.get_items(1, [0])),
    "record null": ("UPDATE roles SET record = NULL", lambda store: store.find_record(BAKERS)),
    "record of another role": (
        f"UPDATE roles SET record = (SELECT record FROM roles WHERE id = '{BAKERS}')",
        lambda store: store.find_record("onet-51-9999-00"),
    ),
    "record of no dataset": ("UPDATE roles SET dataset = 99", lambda store: store.find_record(BAKERS)),
    "dataset missing": ("DELETE FROM datasets", lambda store: store.count_roles()),
    "role missing": ("DELETE FROM roles", lambda store: store.find_named("moon-bakers")),
    "role missing in the search": ("DELETE FROM roles", lambda store: find(store, "moon")),
    "title null": ("UPDATE roles SET title = NULL", lambda store: store.get_titles([BAKERS])),
    "title invisible": ("UPDATE roles SET title = char(27) || '[1m'", lambda store: store.find_named("moon-bakers")),
    "title not utf-8": ("UPDATE roles SET title = CAST(x'ff' AS TEXT)", lambda store: store.find_named("moon-bakers")),
    "beginning": ("UPDATE roles SET title = NULL", lambda store: store.find_beginning("moon", None, 5)),
    "kind unknown": ("UPDATE names SET kind = 9", lambda store: store.find_named("moon-bakers")),
    "publisher unknown": ("UPDATE datasets SET publisher = 'x'", lambda store: store.get_datasets()),
    "time unreadable": ("UPDATE datasets SET imported = 'now'", lambda store: store.get_datasets()),
    "head null": ("UPDATE datasets SET head = NULL", lambda store: store.get_datasets()),
    "scale gone": (
        "UPDATE datasets SET head = json_replace(head, '$.scales', json('{}'))",
        lambda store: store.find_record(BAKERS),
    ),
    "source unknown": (
        "UPDATE figures SET entry = replace(entry, 'projections', 'oews-1999')",
        lambda store: store.find_figures("51-9901", "projections"),
    ),
    "index of names": ("DELETE FROM texts_docsize", lambda store: find(store, "moon")),
    "index of words": ("DELETE FROM texts_data", lambda store: find(store, "moon")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_explained(file: Path, damage: str, tmp_path: Path) -> None:
    """Contents that nobody stored give an error with a remedy, which works."""
    change, read = DAMAGES[damage]
    with Store(file) as store:
        read(store)
        with store._file.change() as db:
            db.execute(change)
    with (
        Store(file) as store,
        pytest.raises(StoreError, match=r"datasets\.sqlite: damaged; remove it and import again"),
    ):
        read(store)
    file.unlink()
    with Store(file) as store:
        store.put(read_onet(tmp_path))
        assert find(store, "moon")[0] == 3


def test_a_list_without_end_is_damage(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The roles of a dataset come by id; one that comes again ends it."""
    (number, *_) = [each.number for each in store.get_datasets() if each.name == "onet"]
    execute = store._file.execute
    monkeypatch.setattr(store._file, "execute", lambda *args: (row for _ in range(9) for row in execute(*args)))
    with pytest.raises(StoreError, match="damaged"):
        list(store.get_records(number))


def test_texts_are_cleaned_on_the_way_out(file: Path) -> None:
    """No text of a tampered store reaches a terminal as it is: from columns, from records or from the search."""
    with Store(file) as store, store._file.change() as db:
        for table, column in (
            ("roles", "title"),
            ("roles", "record"),
            ("items", "item"),
            ("figures", "entry"),
            ("occupations", "title"),
        ):
            db.execute(f"UPDATE {table} SET {column} = replace({column}, 'Moon', 'Mo' || char(155) || '1mon')")
        db.execute("UPDATE datasets SET head = replace(head, 'O*NET', 'O*N' || '\\u001b[1m' || 'ET')")
        db.execute("UPDATE texts SET title = replace(title, 'Moon', char(27) || ']0;x' || char(7) || 'Moon')")
        db.execute(
            "INSERT INTO beginnings SELECT 'zz', role, 'zz' || char(27) || '[1m' FROM names WHERE key = 'moon-bakers'"
        )
    with Store(file) as store:
        record, number = store.find_record(BAKERS) or pytest.fail("no record")
        onet = next(each for each in store.get_datasets() if each.name == "onet")
        seen = [
            *(record.title, store.get_titles([BAKERS])[BAKERS], store.find_named("moon-bakers")[0].title),
            *(each.label for each in store.get_items(number, range(9)).values()),
            *(find(store, "moon bakers")[1][0].text, onet.head.source.title),
            *(found for both in store.find_beginning("zz", None, 9) for found in both),
            getattr(store.find_figures("51-9901", "projections"), "title", ""),
            store.find_pay("51-9901", "US")[0].title,
        ]
    assert all(each.isprintable() for each in seen)
    assert {"Moon Bakers", "Moon Listening", "zz", "O*NET 29.9 Database"} <= set(seen)


KILLED = """
    import sys
    from pathlib import Path
    from careercli.datasets.publishers import read_releases
    from careercli.store.database import Store
    print("begin", flush=True)
    for path in sys.argv[2:]:
        (release,) = read_releases("onet", [path])
        with Store(Path(sys.argv[1])) as store:
            store.put(release)
        print("end", flush=True)
"""


def start(file: Path, *paths: str) -> "subprocess.Popen[str]":
    """A process that has begun to import releases of O*NET."""
    code = textwrap.dedent(KILLED)
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(file), *paths], stdout=subprocess.PIPE, env=environment(), text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def finish(file: Path, *paths: str) -> None:
    """Imports releases of O*NET in a process of its own."""
    with start(file, *paths) as process:
        process.communicate()
    assert process.returncode == 0


def test_an_import_that_is_killed_is_whole_or_nothing(tmp_path: Path) -> None:
    """Killed at any moment of an import, also of the first, the store opens and holds the old release or the new."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    first = write_onet(old)
    rows = [(f"51-{n:04}.00", f"Moon Worker {n}", "Works. " * 20) for n in range(1, 1500)]
    second = write_onet(new, {"Occupation Data": (ONET["Occupation Data"][0], *rows)}, "db_30_9_text")
    file = tmp_path / "datasets.sqlite"
    began = time.perf_counter()
    finish(file, first, second)
    whole = time.perf_counter() - began
    seen = set()
    moments = 100 if LONG else 10
    for step in range(moments):
        if step % 3:
            finish(file, first)
        else:
            file.unlink()  # and what is left beside it is nobody's
        with start(file, second) as process:
            time.sleep(whole * step / moments)
            process.kill()
        with Store(file) as store:
            count = store.count_roles().get("onet", 0)
            assert count in {3 if step % 3 else 0, len(rows)}
            if count:
                assert len(store.find_named("moon-worker-77" if count > 3 else "moon-bakers")) == 1
                assert store._file.read("PRAGMA integrity_check") == [("ok",)]
        seen.add(count)
    assert {0, 3} <= seen


AGAIN = """
    import itertools, sys
    from pathlib import Path
    from careercli.datasets.publishers import read_releases
    from careercli.store.database import Store
    for path in itertools.cycle(sys.argv[2:]):
        with Store(Path(sys.argv[1])) as store:
            store.put_all(read_releases("onet", [path]))
"""


def test_reads_beside_imports_are_of_one_release(home: Path, tmp_path: Path, call: Callable[..., Result]) -> None:
    """A command beside imports shows the one release or the other, whole: title, items and their number agree."""
    paths = []
    for number in ("29", "30"):
        folder = tmp_path / number
        folder.mkdir()
        skills = [(*row[:2], f"{row[2]} {number}", *row[3:]) for row in ONET["Skills"][1:]]
        filler = [rate(BAKER, f"2.A.1.z{n}", f"Filler {n} {number}", "IM", "3.00") for n in range(int(number) * 10)]
        occupations = [(row[0], f"{row[1]} {number}", row[2]) for row in ONET["Occupation Data"][1:]]
        tables = {
            "Skills": (ONET["Skills"][0], *filler, *skills),
            "Occupation Data": (ONET["Occupation Data"][0], *occupations),
        }
        paths.append(write_onet(folder, {**ONET, **tables}, f"db_{number}_9_text"))
    file = home / "datasets.sqlite"
    finish(file, paths[0])
    imports, reads = (60, 300) if LONG else (6, 30)
    seen: Counter[str] = Counter()
    done, changes, last = 0, 0, ""
    code = textwrap.dedent(AGAIN)
    with subprocess.Popen([sys.executable, "-c", code, str(file), *paths], env=environment()) as process:
        try:
            while seen.total() < reads or done < imports:
                result = call("show", BAKER, "--json")
                assert result.code == 0, result.err
                role = json.loads(result.out)["role"]
                labels = (cell["label"] for cell in role["skills"] if cell["area"] == "skills")
                (number,) = {role["title"][-2:], *(label[-2:] for label in labels)}
                assert sum("Filler" in cell["label"] for cell in role["skills"]) == int(number) * 10
                changes += number != last
                last = number
                seen[number] += 1
                with Store(file) as store:
                    done = store.get_datasets()[0].number - 1  # numbers count the imports
        finally:
            process.kill()
    assert changes > imports / 4
    print(f"{seen.total()} reads beside {done} imports: {dict(seen)}, {changes} changes")  # noqa: T201

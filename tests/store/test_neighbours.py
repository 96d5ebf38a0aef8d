"""Neighbours and steps in the store: found when a release is stored, gone with it, refused if damaged."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from careercli.datasets.neighbours import WITH_TASKS
from careercli.datasets.publishers import read_releases
from careercli.errors import StoreError
from careercli.store.database import Store
from releases import ESCO, write_esco, write_onet

BAKER, TASTER = "onet-51-9901-00", "onet-51-9901-01"


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Store]:
    """A store with a made-up release of O*NET and one of ESCO."""
    with Store(tmp_path / "store.sqlite") as store:
        store.put_all([*read_releases("onet", [write_onet(tmp_path)]), *read_releases("esco", [write_esco(tmp_path)])])
        yield store


def get_number(store: Store, name: str) -> int:
    """The number of a dataset."""
    return next(dataset.number for dataset in store.get_datasets() if dataset.name == name)


def change(store: Store, query: str, *values: object) -> None:
    """Changes the file behind the store's back."""
    store.close()
    assert store.file is not None
    with closing(sqlite3.connect(store.file)) as db, db:
        db.execute(query, values)


def test_neighbours_are_found_when_a_release_is_stored(filled: Store) -> None:
    """Each role has its neighbours as records, the nearest first, with scores; never itself."""
    for role in (BAKER, TASTER):
        found = filled.find_nearest(role, 50)
        assert found
        assert role not in [record.id for record, _ in found]
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
        assert all(0 < score <= 1 for _, score in found)
    assert len(filled.find_nearest(BAKER, 1)) == 1
    assert filled.find_nearest("nobody", 5) == []


def test_what_the_neighbours_were_found_by(filled: Store) -> None:
    """The facts say which parts were compared, by release."""
    facts = filled.find_facts(get_number(filled, "onet"))
    assert facts is not None
    assert {*facts.parts} <= WITH_TASKS.keys()
    assert facts.statistics.roles == 2
    esco = filled.find_facts(get_number(filled, "esco"))
    assert esco is not None
    assert esco.parts == ("skills",)
    assert filled.find_facts(99) is None


def test_steps_join_neighbours(filled: Store) -> None:
    """The steps are of the release's roles, and join a role to its neighbours."""
    steps = filled.find_steps(get_number(filled, "onet"))
    assert steps is not None
    place = steps.roles.index(BAKER)
    others = steps.others[steps.firsts[place] : steps.firsts[place + 1]]
    assert {record.id for record, _ in filled.find_nearest(BAKER, 25)} == {steps.roles[other] for other in others}
    assert filled.find_steps(99) is None


def test_roles_that_cannot_be_compared_have_no_neighbours(tmp_path: Path) -> None:
    """A release of ESCO without skills has neither neighbours nor steps, and is not damaged."""
    tables = {name: rows for name, rows in ESCO.items() if "Relations" not in name}
    with Store(tmp_path / "store.sqlite") as store:
        store.put_all(read_releases("esco", [write_esco(tmp_path, tables)]))
        number = get_number(store, "esco")
        assert (store.find_facts(number), store.find_steps(number)) == (None, None)


def test_neighbours_go_with_their_release(filled: Store) -> None:
    """A dataset that is removed, or replaced, leaves no neighbours and no steps behind."""
    number = get_number(filled, "onet")
    assert filled.remove("onet")
    assert filled.find_nearest(BAKER, 5) == []
    assert filled.find_facts(number) is None
    assert filled.find_steps(number) is None


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE steps SET others = x'ffffffff'",
        "UPDATE steps SET firsts = x'00'",
        "UPDATE steps SET firsts = zeroblob(4)",
        "UPDATE steps SET distances = zeroblob(4000)",
        "UPDATE steps SET coverages = CAST(x'0000c07f' || substr(coverages, 5) AS BLOB)",
        "UPDATE steps SET graph = '{}'",
        "UPDATE steps SET graph = replace(graph, 'zones\":[', 'zones\":[7,')",
    ],
)
def test_damaged_steps_are_an_error(filled: Store, query: str) -> None:
    """Steps whose parts do not fit together are an error of the store, with a remedy."""
    number = get_number(filled, "onet")
    change(filled, query)
    assert filled.file is not None
    with Store(filled.file) as store, pytest.raises(StoreError, match="damaged"):
        store.find_steps(number)


@pytest.mark.parametrize(
    "query", ["UPDATE neighbours SET nearest = x'01'", "UPDATE neighbours SET nearest = zeroblob(8000)"]
)
def test_damaged_neighbours_are_an_error(filled: Store, query: str) -> None:
    """Neighbours that are not whole, or more than there can be, are an error of the store."""
    change(filled, query)
    assert filled.file is not None
    with Store(filled.file) as store, pytest.raises(StoreError, match="damaged"):
        store.find_nearest(BAKER, 5)


@pytest.mark.parametrize(("old", "new"), [('"statistics":[2', '"statistics":[0'), ('{"parts"', '{"pasts"')])
def test_damaged_facts_are_an_error(filled: Store, old: str, new: str) -> None:
    """Counts that would divide by zero are an error of the store."""
    number = get_number(filled, "onet")
    change(filled, "UPDATE steps SET facts = replace(facts, ?, ?)", old, new)
    assert filled.file is not None
    with Store(filled.file) as store, pytest.raises(StoreError, match="damaged"):
        store.find_facts(number)

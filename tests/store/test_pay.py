"""Pay in the store."""

from collections.abc import Callable
from pathlib import Path

import pytest

from careercli.datasets.publishers import read_releases
from careercli.datasets.release import Release
from careercli.errors import StoreError
from careercli.model import Place
from careercli.store.database import Store
from paid import get_rows
from releases import OEWS, PLACED, write_oews, write_placed

ROWS = len(OEWS) - 1


def read(path: str) -> Release:
    """The release in a file."""
    (release,) = read_releases("oews", [path])
    return release


def count(store: Store, table: str = "pay") -> int:
    """How many rows a table has."""
    ((rows,),) = store._file.read(f"SELECT count(*) FROM {table}")
    return int(rows)


def get_dates(store: Store, code: str) -> list[str | None]:
    """The dates of what is published of an occupation in the nation, the latest first."""
    heads = {each.number: each.head for each in store.get_datasets()}
    return sorted((heads[paid.dataset].source.date for paid in store.find_pay(code, "US")), key=str, reverse=True)


def test_every_row_comes_back(store: Store, tmp_path: Path) -> None:
    """Every record of a release comes back as it was, for its place and for all."""
    path = write_placed(tmp_path, year=2026)
    store.put(read(path))
    (number,) = (each.number for each in store.get_datasets() if each.name == "oews-2026")
    rows = {key: cells for key, cells in get_rows(read(path)).items() if key[0] != "51-9900"}
    assert len(rows) == len(PLACED) - 1
    for (code, place), cells in rows.items():
        (paid,) = [each for each in store.find_pay(code, place) if each.dataset == number]
        assert paid.cells == cells
        assert paid in store.find_pay(code, None)
    assert Place("48", "Moon Texas", "state", "TX") in [place for _, place in store.get_places()]


def test_read_at_once_or_one_by_one(store: Store, tmp_path: Path) -> None:
    """The pay of all occupations of a place, read at once, is that which is read one by one, also after an import."""
    codes = [code for code, _ in get_rows(read(write_placed(tmp_path, year=2026)))]
    before = {code: store.find_pay(code, "US") for code in codes}
    assert any(before.values())
    for place in ("US", "48"):
        store.read_pay(place)
    assert {code: store.find_pay(code, "US") for code in codes} == before
    assert not any(store.find_pay(code, "48") for code in codes)
    store.put(read(write_placed(tmp_path, year=2026)))
    assert any(store.find_pay(code, "48") for code in codes)


def test_groups_are_kept_but_are_no_occupation(store: Store) -> None:
    """The rows of groups are stored; only detailed occupations are found."""
    assert store._file.read("SELECT count(*) FROM pay WHERE code = '51-9900'") == [(2,)]
    assert store.find_pay("51-9900", None) == []


def test_places_are_added_to_the_nation(store: Store, tmp_path: Path) -> None:
    """The places of one file and the nation of another of the same year are one dataset, in any order; what is
    imported again replaces the places of its type only."""
    assert count(store) == 2 * ROWS
    store.put(read(write_placed(tmp_path, year=2024)))
    assert count(store) == 2 * ROWS + len(PLACED) - 1
    heads = {each.name: each.head.counts for each in store.get_datasets()}
    assert heads["oews-2024"] == {"occupations": 5, "states": 1, "metros": 2}
    store.put(read(write_oews(tmp_path, OEWS[:3], 2024)))
    assert count(store) == ROWS + 2 + len(PLACED) - 1
    fewer = [row for row in PLACED if row[1] != "Moon Texas"]
    store.put(read(write_placed(tmp_path, fewer, 2024)))
    assert {place.code for _, place in store.get_places()} == {"US", "48", "12420", "4800001"}
    store.put(read(write_placed(tmp_path, [row for row in fewer if row[0] != "12420"], 2024)))
    assert {place.code for _, place in store.get_places()} == {"US", "48", "4800001"}
    assert store.find_pay("51-9901", "12420") == []
    assert store.remove("oews-2024")
    assert (count(store), count(store, "places"), count(store, "occupations")) == (ROWS, 1, ROWS)


def test_years_are_kept_beside_each_other(store: Store) -> None:
    """Each year is a dataset of its own; without one the other is there in all its rows."""
    assert get_dates(store, "51-9901") == ["2024-05", "2023-05"]
    assert store.remove("oews-2024")
    assert get_dates(store, "51-9901") == ["2023-05"]
    assert count(store) == ROWS


def test_progress_is_the_number_of_rows(store: Store, tmp_path: Path) -> None:
    """The callback gets the number of rows stored so far."""
    told: list[int] = []
    store.put(read(write_placed(tmp_path)), told.append)
    assert told == [len(PLACED) - 1]


DAMAGES: dict[str, tuple[str, Callable[[Store], object]]] = {
    "cells null": ("UPDATE pay SET cells = NULL", lambda store: store.find_pay("51-9901", "US")),
    "cells of another kind": ("UPDATE pay SET cells = '1'", lambda store: store.find_pay("51-9901", "US")),
    "a figure that is none": (
        "UPDATE pay SET cells = replace(cells, char(9) || '20', char(9) || 'x')",
        lambda store: store.find_pay("51-9901", None),
    ),
    "of no dataset": (
        "UPDATE pay SET dataset = 99; UPDATE occupations SET dataset = 99 WHERE dataset = 3",
        lambda store: store.find_pay("51-9901", None),
    ),
    "title null": ("UPDATE occupations SET title = NULL", lambda store: store.find_pay("51-9901", "US")),
    "place of no type": ("UPDATE places SET type = 'moon'", lambda store: store.get_places()),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_explained(file: Path, damage: str) -> None:
    """Pay that nobody stored gives an error with a remedy."""
    change, ask = DAMAGES[damage]
    with Store(file) as store:
        ask(store)
        (number, *_) = [each.number for each in store.get_datasets() if each.publisher == "oews"]
        with store._file.change() as db:
            for statement in change.replace("= 3", f"= {number}").split("; "):
                db.execute(f"{statement} {'WHERE' if 'WHERE' not in statement else 'AND'} dataset = {number}")
    with Store(file) as store, pytest.raises(StoreError, match="damaged; remove it and import again"):
        ask(store)

"""Pay by place of the publisher's own release: run where CAREERCLI_TEST_DATA names the folder that holds it."""

import csv
import io
import lzma
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from careercli.datasets.oews import read_oews
from careercli.datasets.oews_places import make_place
from careercli.datasets.tables import open_tables
from careercli.store.database import Store

DATA = Path(os.environ.get("CAREERCLI_TEST_DATA") or ".") / "oews" / "2025"
pytestmark = pytest.mark.skipif(
    not os.environ.get("CAREERCLI_TEST_DATA"), reason="CAREERCLI_TEST_DATA names no folder of releases"
)
SAMPLE = 2_000
CELLS = (
    *("employment", "employment_rse", "h_mean", "a_mean", "mean_rse"),
    *("h_p10", "h_p25", "h_median", "h_p75", "h_p90", "a_p10", "a_p25", "a_median", "a_p75", "a_p90"),
    *("jobs_1000", "loc_quotient"),
)
TYPES = {"nation": "US", "state": "S", "msa": "M"}


def read(name: str) -> list[dict[str, str]]:
    """A table of the release as text, read by other means."""
    path = DATA / name
    text = lzma.decompress(path.read_bytes()).decode() if name.endswith(".xz") else path.read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the workbooks of the nation, the states and the metros, imported one by one."""
    pytest.importorskip("openpyxl", reason="the workbooks are made with openpyxl")
    folder = tmp_path_factory.mktemp("workbooks")
    subprocess.run([sys.executable, str(DATA / "make_workbooks.py"), str(folder), *TYPES], check=True)
    with Store(folder / "datasets.sqlite") as made:
        for name in ("MSA", "national", "state"):
            made.put_all(read_oews(open_tables([str(folder / f"{name}_M2025_dl.xlsx")])))
        yield made


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """All rows of the release."""
    return [*read("oews_2025_nation_states.tsv.xz"), *read("oews_2025_metros.tsv.xz")]


def test_all_rows_are_there(store: Store, rows: list[dict[str, str]]) -> None:
    """The nation, the states and the metros of a year are one dataset with all their rows."""
    (dataset,) = store.get_datasets()
    assert (dataset.name, dataset.head.counts) == ("oews-2025", {"occupations": 830, "states": 54, "metros": 528})
    assert store._file.read("SELECT count(*) FROM pay") == [(len(rows),)]
    assert len(rows) == 236_799


def test_cells_drawn_by_lot_are_those_of_the_release(store: Store, rows: list[dict[str, str]]) -> None:
    """Two thousand cells drawn by a fixed seed over places and occupations are the release's, marks and all."""
    draw = random.Random(2025)
    areas = {row["area"]: row for row in read("oews_2025_areas.tsv")}
    marks = {"": 0, "*": 0, "**": 0, "#": 0}
    for row in draw.sample(rows, SAMPLE - 200) + draw.sample([row for row in rows if "#" in row.values()], 200):
        area = areas[row["area"]]
        place = make_place(area["type"], row["area"], area["name"], area["state"])
        assert place is not None
        code = f"{row['occupation'][:2]}-{row['occupation'][2:]}"
        ((packed,),) = store._file.read("SELECT cells FROM pay WHERE code = ? AND place = ?", code, place.code)
        stored = dict(zip(CELLS, packed.split("\t"), strict=True))
        cell = draw.choice(CELLS)
        marks[row[cell]] = marks.get(row[cell], 0) + 1
        expected = row[cell]
        assert (stored[cell] == expected) or float(stored[cell]) == float(expected), (row, cell)
    assert min(marks[mark] for mark in ("", "*", "**", "#")) > 0


def test_the_text_of_the_box_is_the_same_release(store: Store) -> None:
    """The box's own text gives the same records for the nation and the states as the workbooks."""
    folder = Path(__file__).parent.parent / "data" / "oews"
    (release,) = read_oews(open_tables([str(folder)]))
    assert release.pay is not None
    for row in release.pay.rows:
        ((packed,),) = store._file.read("SELECT cells FROM pay WHERE code = ? AND place = ?", row.code, row.place)
        for one, two in zip(row.cells.split("\t"), packed.split("\t"), strict=True):
            assert one == two or float(one) == float(two)

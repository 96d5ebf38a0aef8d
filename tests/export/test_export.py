"""The tables of an export: whole, typed, with keys that hold; and the folder that they are in."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from careercli.catalog.catalog import Catalog, load_catalog
from careercli.errors import OutputError, StoreError
from careercli.export import rows as rows_module
from careercli.export.export import export
from careercli.export.package import make_dictionary
from careercli.export.tables import TABLES, Column
from catalogs import make_catalog

MADE_UP = b"""
sources:
  first: {title: First, voice: one}
  second: {title: Second}
roles:
  moon-baker:
    title: =Moon Baker
    aliases: [Baker]
    salary: [{amount: 50000, sources: [first, second]}, {amount: 60000, statistic: median}]
    duties:
      - {item: Bake bread, sources: [first, second]}
      - {item: Bake bread, text: Never bakes, against: true, sources: [second]}
      - {item: Sell bread, against: true, sources: [first]}
  moon-taster:
    title: Moon Taster
    reports_to: [{item: moon baker}]
ladders:
  moon: {title: Moon, rungs: [moon-taster, moon-baker], sources: [second]}
"""


@pytest.fixture
def bundled() -> Iterator[Catalog]:
    """The catalog of the bundled roles and nothing else."""
    with load_catalog(dataset="bundled") as catalog:
        yield catalog


def read_csv(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The tables of an export in CSV."""
    tables = {}
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            tables[table.name] = [*csv.DictReader(file)]
    return tables


def read_cell(column: Column, cell: str) -> Any:
    """A cell as a value of its column's type."""
    if cell == "":
        return None
    if column.type == "string":
        return cell.removeprefix("'") if cell.startswith("'=") else cell
    if column.type == "boolean":
        return {"true": True, "false": False}[cell]
    return int(cell) if column.type == "integer" else float(cell)


def test_keys_and_types_hold(bundled: Catalog, tmp_path: Path) -> None:
    """Every cell has the type of its column, none that is required is empty, keys are unique, and what refers to
    another table is there."""
    counts = export(bundled, tmp_path / "tables", "csv", choice={})
    tables = read_csv(tmp_path / "tables")
    assert {name: len(rows) for name, rows in tables.items()} == counts
    assert min(counts[name] for name in ("roles", "statements", "cells", "pay", "pay_by_place", "outlook")) > 0
    for table in TABLES:
        keys = [tuple(row[column] for column in table.key) for row in tables[table.name]]
        assert len(keys) == len(set(keys)), table.name
        for row in tables[table.name]:
            for column in table.columns:
                assert read_cell(column, row[column.name]) is not None or not column.is_required
        for name, (other, field) in table.refers.items():
            there = {row[field] for row in tables[other]} | {""}
            assert {row[name] for row in tables[table.name]} <= there, (table.name, name)


def test_parquet_has_what_csv_has(bundled: Catalog, tmp_path: Path) -> None:
    """Both formats have the same rows, and the columns of Parquet say what they are."""
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    counts = export(bundled, tmp_path / "parquet", "parquet", choice={})
    assert counts == export(bundled, tmp_path / "csv", "csv", choice={})
    tables = read_csv(tmp_path / "csv")
    for table in TABLES:
        found = pq.read_table(tmp_path / "parquet" / f"{table.name}.parquet")
        expected = [
            {column.name: read_cell(column, row[column.name]) for column in table.columns} for row in tables[table.name]
        ]
        assert found.to_pylist() == expected, table.name
        descriptions = [found.schema.field(column.name).metadata[b"description"].decode() for column in table.columns]
        assert descriptions == [column.description for column in table.columns]


def test_rows_split(bundled: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long table has several row groups, so that several tasks read it."""
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    monkeypatch.setattr("careercli.export.export.BATCH", 50)
    monkeypatch.setattr("careercli.export.parquet.GROUP", 100)
    export(bundled, tmp_path / "tables", "parquet", choice={})
    assert pq.ParquetFile(tmp_path / "tables" / "statements.parquet").metadata.num_row_groups > 2


def test_unknown_is_empty_and_denied_is_false(tmp_path: Path) -> None:
    """What is not stated is null, what is denied is a cell that is not stated, every statement has its source, and no
    text is a formula to a spreadsheet."""
    export(make_catalog(MADE_UP), tmp_path / "tables", "csv", choice={})
    tables = read_csv(tmp_path / "tables")
    assert [row["title"] for row in tables["roles"]] == ["'=Moon Baker", "Moon Taster"]
    cells = {row["item"]: row for row in tables["cells"] if row["role"] == "moon-baker"}
    assert (cells["bake-bread"]["is_stated"], cells["bake-bread"]["agreement"]) == ("true", "contested")
    assert (cells["sell-bread"]["is_stated"], cells["sell-bread"]["modality"]) == ("false", "")
    said = [(row["text"], row["is_against"], row["source"], row["other_sources"]) for row in tables["statements"]]
    assert said[0] == ("Bake bread", "false", "first", "second")
    assert said[1] == ("Never bakes", "true", "second", "")
    pay = [(row["amount"], row["statistic"], row["source"], row["other_sources"]) for row in tables["pay"]]
    assert pay == [("50000", "average", "first", "second"), ("60000", "median", "", "")]
    assert tables["roles"][1]["soc"] == tables["roles"][1]["employment"] == ""
    ladder = [(row["level"], row["role"], row["source"]) for row in tables["ladders"]]
    assert sorted(ladder) == [("1", "moon-taster", "second"), ("2", "moon-baker", "second")]
    assert {row["source"] for row in tables["sources"]} == {"first", "second"}


def test_an_item_that_is_only_rated_has_no_statement(tmp_path: Path) -> None:
    """What the program words from ratings is no statement of anybody: such items have ratings only."""
    with load_catalog(dataset="onet") as catalog:
        catalog.layers = [_only(layer, {"onet-29-1141-00"}) for layer in catalog.layers]
        export(catalog, tmp_path / "tables", "csv", choice={})
    tables = read_csv(tmp_path / "tables")
    rated = {(row["section"], row["item"]) for row in tables["ratings"]}
    stated = {(row["section"], row["item"]) for row in tables["statements"]}
    assert rated
    assert stated
    assert not rated & stated
    assert {row["kind"] for row in tables["cells"]} >= {"statements", "ratings of knowledge"}


def _only(layer: Any, ids: set[str]) -> Any:
    """A layer with some of its roles only."""

    class Some:
        """The layer."""

        def __getattr__(self, name: str) -> Any:
            return getattr(layer, name)

        def get_heads(self, dataset: str | None) -> list[Any]:
            """The roles."""
            return [head for head in layer.get_heads(dataset) if head.id in ids]

    return Some()


def test_only_one_place(tmp_path: Path) -> None:
    """With a place there is pay of that place, before the nation's, and of no other."""
    with load_catalog(dataset="bundled") as catalog:
        place = catalog.choose_place("Texas")
        export(catalog, tmp_path / "tables", "csv", place=place, choice={"pay in": "Texas"})
    tables = read_csv(tmp_path / "tables")
    assert {row["name"] for row in tables["places"]} == {"United States", "Texas"}
    assert {row["place"] for row in tables["pay_by_place"]} == {"US", "48"}
    official = [
        row["place"] for row in tables["pay"] if row["role"] == "practice-manager" and row["basis"] == "nearest"
    ]
    assert official[0] == "Texas"
    assert "Only pay in: Texas." in (tmp_path / "tables" / "README.md").read_text("utf-8")


def test_the_dictionary_describes_every_column(bundled: Catalog, tmp_path: Path) -> None:
    """The data dictionary has every table with its number of rows, and every column with type and description; the
    README has what the licences ask to be said."""
    counts = export(bundled, tmp_path / "tables", "csv", choice={})
    described = json.loads((tmp_path / "tables" / "datapackage.json").read_bytes())
    assert described["profile"] == "tabular-data-package"
    assert [resource["rows"] for resource in described["resources"]] == [*counts.values()]
    for resource in described["resources"]:
        with (tmp_path / "tables" / resource["path"]).open(encoding="utf-8") as file:
            header = file.readline().strip().split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"].endswith(".") for field in resource["schema"]["fields"])
    readme = (tmp_path / "tables" / "README.md").read_text("utf-8")
    for source in bundled.sources.values():
        if source.attribution and source.title in readme:
            assert source.attribution in readme
    assert "Occupational Employment and Wage Statistics" in readme
    assert make_dictionary("parquet", {}, [], {})["resources"][0]["path"] == "sources.parquet"


def test_an_earlier_export_is_replaced(bundled: Catalog, tmp_path: Path) -> None:
    """An export takes the place of an earlier one, whole: none of its files is left."""
    folder = tmp_path / "tables"
    export(bundled, folder, "csv", choice={})
    export(make_catalog(MADE_UP), folder, "csv", choice={})
    assert len(read_csv(folder)["roles"]) == 2
    assert [each.name for each in tmp_path.iterdir()] == ["tables"]


@pytest.mark.parametrize("there", ["file", "folder", "export with more", "dictionary of others", "link to nothing"])
def test_what_holds_something_else_is_refused(tmp_path: Path, there: str) -> None:
    """A file, a folder with anything else in it, and a link are left as they are."""
    folder = tmp_path / "tables"
    match there:
        case "file":
            folder.write_text("mine")
        case "link to nothing":
            folder.symlink_to(tmp_path / "gone" / "tables")
        case "export with more":
            export(make_catalog(MADE_UP), folder, "csv", choice={})
            (folder / "mine.txt").write_text("mine")
        case "dictionary of others":
            folder.mkdir()
            (folder / "datapackage.json").write_text('{"name": "other"}')
        case _:
            folder.mkdir()
            (folder / "mine.txt").write_text("mine")
    before = sorted((path, path.is_file() and path.read_bytes()) for path in tmp_path.rglob("*"))
    with pytest.raises(OutputError, match="cannot be written"):
        export(make_catalog(MADE_UP), folder, "csv", choice={})
    assert sorted((path, path.is_file() and path.read_bytes()) for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt(), StoreError("damaged"), OSError(28, "No space left on device")])
def test_a_broken_export_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """An interrupt, a damaged store or a full disk halfway leaves the earlier export and nothing else."""
    folder = tmp_path / "tables"
    export(make_catalog(MADE_UP), folder, "csv", choice={})
    before = (folder / "roles.csv").read_bytes()

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(rows_module, "NeighbourRow", fail)
    monkeypatch.setattr(rows_module, "SourceRow", fail)
    with pytest.raises((KeyboardInterrupt, StoreError, OutputError)):
        export(make_catalog(MADE_UP), folder, "csv", choice={})
    assert (folder / "roles.csv").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["tables"]

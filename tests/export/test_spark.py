"""The queries of an export on Spark: the same text finds the same as in DuckDB."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from careercli.catalog.catalog import load_catalog
from careercli.export.export import export
from careercli.store.folding import fold

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("pyspark", reason="pyspark is not installed")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="java is not installed")

PAIRS = 515_620
"""The pairs of 1,016 occupations."""

KEYS = {
    "nearest": "role, neighbour",
    "best_places": "role, type, place_in_order",
    "gaps": "from_role, to_role, area",
    "postings": "posting",
    "pay_gaps": "from_role, to_role, basis",
    "pairs": "from_role, to_role",
}
SUMMED = {"gaps": "* REPLACE (round(coverage, 9) AS coverage)"}
"""What is selected of a query that adds up fractions, which Spark does in another order."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of the box."""
    path = tmp_path_factory.mktemp("export") / "tables"
    with load_catalog() as catalog:
        export(catalog, path, "parquet", choice={})
    return path


@pytest.fixture(scope="module")
def found(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Spark finds in it."""
    output = tmp_path_factory.mktemp("spark") / "found"
    output.mkdir()
    program = Path(__file__).parents[1] / "on_spark.py"
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "JAVA_HOME", "TMPDIR"}}
    done = subprocess.run(
        [sys.executable, str(program), str(folder), str(output)], capture_output=True, check=False, env=kept, text=True
    )
    assert done.returncode == 0, done.stderr[-5_000:]
    return output


@pytest.fixture
def db(folder: Path) -> Iterator["DuckDBPyConnection"]:
    """DuckDB with the tables, asked about the same as Spark."""
    with duckdb.connect() as db:
        db.execute(f"SET file_search_path = '{folder}'")
        db.execute((folder / "queries" / "duckdb.sql").read_text("utf-8"))
        from on_spark import INPUTS  # it imports pyspark

        for statement in INPUTS:
            db.execute(statement.replace("TEMPORARY VIEW", "VIEW"))
        yield db


@pytest.mark.parametrize("query", KEYS)
def test_spark_finds_what_duckdb_finds(folder: Path, found: Path, db: "DuckDBPyConnection", query: str) -> None:
    """Every row that a query finds on Spark it finds in DuckDB, and the other way round; of all pairs of US
    occupations, too."""
    selected = SUMMED.get(query, "*")
    text = (folder / "queries" / f"{query}.sql").read_text("utf-8")
    db.execute(f"CREATE TABLE ours AS SELECT {selected} FROM ({text})")
    db.execute(f"CREATE TABLE theirs AS SELECT {selected} FROM read_parquet('{found}/{query}/*.parquet')")
    ours, theirs = (db.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in ("ours", "theirs"))
    assert ours == theirs > 0
    assert db.execute(f"SELECT count(DISTINCT ({KEYS[query]})) FROM theirs").fetchone() == (theirs,)
    assert db.execute("FROM ours EXCEPT FROM theirs LIMIT 3").fetchall() == []
    if query == "pairs":
        assert theirs == PAIRS
    if query == "pay_gaps":
        assert theirs == 2 * PAIRS


def test_spark_folds_names_as_careercli_does(found: Path, db: "DuckDBPyConnection") -> None:
    """`fold` in Spark makes of every name what `store.folding.fold` makes of it."""
    rows = db.execute(f"SELECT name, form FROM read_parquet('{found}/folded/*.parquet')").fetchall()
    assert len(rows) > 50_000
    assert [name for name, form in rows if fold(name) != form] == []


def test_spark_is_a_cluster(found: Path) -> None:
    """The queries ran on two executors, each a process of its own."""
    assert json.loads((found / "executors.json").read_bytes()) == 2

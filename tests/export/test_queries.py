"""The queries of an export, run by DuckDB, beside what the library says of the same."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from careercli.catalog.catalog import Catalog, load_catalog
from careercli.comparison.compare import compare
from careercli.documents import Comparison
from careercli.export.export import export
from careercli.model import SECTIONS, Role, is_stated

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")

PAIRS = 500
OWN_PAIRS = 60
"""Pairs with a role of a role file, drawn besides."""

BASES = ("own", "nearest")
MEMBERS = ("shared", "only_from", "only_to", "unknown_from", "unknown_to")


@pytest.fixture(scope="module")
def box() -> Iterator[Catalog]:
    """The catalog of the bundled roles and the box."""
    with load_catalog() as catalog:
        yield catalog


@pytest.fixture(scope="module")
def folder(box: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of it."""
    path = tmp_path_factory.mktemp("export") / "tables"
    export(box, path, "parquet", choice={})
    return path


@pytest.fixture(scope="module")
def db(folder: Path) -> Iterator["duckdb.DuckDBPyConnection"]:
    """DuckDB with the tables."""
    with duckdb.connect() as db:
        db.execute(f"SET file_search_path = '{folder}'")
        db.execute((folder / "queries" / "duckdb.sql").read_text("utf-8"))
        yield db


def get_query(folder: Path, name: str) -> str:
    """A query, as an export has it."""
    return (folder / "queries" / f"{name}.sql").read_text("utf-8").rstrip()


def draw_pairs(catalog: Catalog) -> list[tuple[str, str]]:
    """Pairs of all roles, and of those of role files with any, by a fixed seed; the ids of each in order."""
    draw = random.Random(17)
    ids = [head.id for layer in catalog.layers for head in layer.get_heads(None)]
    own = [head.id for layer in catalog.layers if not layer.serves_all for head in layer.get_heads(None)]
    pairs = [draw.sample(ids, 2) for _ in range(PAIRS)]
    pairs += [draw.sample(own, 2) for _ in range(OWN_PAIRS // 2)]
    pairs += [[one, draw.choice([each for each in ids if each != one])] for one in draw.choices(own, k=OWN_PAIRS // 2)]
    return [(min(pair), max(pair)) for pair in pairs]


def count_rows(comparison: Comparison, one: Role, two: Role) -> dict[str, int]:
    """What the query of pairs counts, by its columns."""
    counts = {f"{section}_{member}": 0 for section in SECTIONS for member in MEMBERS}
    counts |= {"denied": 0, "contested": 0}
    for section in SECTIONS:
        for row in comparison.section(section):
            counts["contested"] += row.is_contested
            if row.status == "none":
                counts["denied"] += 1
                continue
            side = "from" if is_stated(row.roles[one.id]) else "to"
            member = {"unique": f"only_{side}", "unknown": f"unknown_{side}"}.get(row.status, row.status)
            counts[f"{section}_{member}"] += 1
    return counts


def test_pairs_are_those_of_compare(box: Catalog, folder: Path, db: "duckdb.DuckDBPyConnection") -> None:
    """Of pairs drawn by a fixed seed, what both roles state, what one does and what is unknown is, section by section,
    as many items as in the comparison; and the pay gaps are its gaps, member by member."""
    db.execute("CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM roles")
    db.execute(f"CREATE TEMP TABLE pairs AS {get_query(folder, 'pairs')}")
    db.execute(f"CREATE TEMP TABLE gaps AS {get_query(folder, 'pay_gaps')}")
    (roles,) = db.execute("SELECT count(*) FROM roles").fetchone()
    assert db.execute("SELECT count(*) FROM pairs").fetchone() == (roles * (roles - 1) // 2,)
    reasons = set()
    for one, two in draw_pairs(box):
        first, second = box.get_role(one), box.get_role(two)
        comparison = compare([first, second], box.sources)
        found = db.execute("SELECT * FROM pairs WHERE from_role = ? AND to_role = ?", [one, two])
        columns = [column[0] for column in found.description]
        ((_, _, *values),) = found.fetchall()
        assert dict(zip(columns[2:], values, strict=True)) == count_rows(comparison, first, second), (one, two)
        for gap in comparison.salary.gaps:
            (row,) = db.execute(
                "SELECT difference, percent_of_from, percent_of_to, currency, period, statistic, reason, clear "
                "FROM gaps WHERE from_role = ? AND to_role = ? AND basis = ?",
                [one, two, gap.basis],
            ).fetchall()
            percents = [None if each is None else round(each, 2) for each in row[1:3]]
            assert (row[0], *percents, *row[3:]) == (
                gap.difference,
                gap.percent_of_from,
                gap.percent_of_to,
                gap.currency,
                gap.period,
                gap.statistic,
                gap.reason,
                gap.clear,
            ), (one, two, gap.basis)
            reasons.add(gap.reason)
    assert reasons >= {None, "no-pay", "own-official-pay", "unlike-statistics"}

"""The queries of an export, run by DuckDB, beside what the library says of the same."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from careercli.catalog.catalog import Catalog, load_catalog
from careercli.catalog.names import Names
from careercli.comparison.by_place import Choice, rank_places
from careercli.comparison.compare import compare
from careercli.comparison.gap import DOMAINS, find_gap
from careercli.documents import Comparison
from careercli.export.export import export
from careercli.model import SECTIONS, Role, is_stated
from careercli.store.folding import fold

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")

PAIRS = 500
OWN_PAIRS = 60
"""Pairs with a role of a role file, drawn besides."""

SOME = 60
ODD_NAMES = (
    *("R&D Mgr.", "Children's Nurses", "X-Ray  Tech", "Gas_Fitters", "Boss", "The", "", "Émigré Advisers", "U.S. Reps"),
    *("Bus Drivers", "Policewomen", "Taxes", "Lens\u2019s Grinder", "A" * 200, "Dishes (Washers of)", "men", "ties"),
)
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
def db(folder: Path) -> Iterator["DuckDBPyConnection"]:
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


def test_pairs_are_those_of_compare(box: Catalog, folder: Path, db: "DuckDBPyConnection") -> None:
    """Of pairs drawn by a fixed seed, what both roles state, what one does and what is unknown is, section by section,
    as many items as in the comparison; and the pay gaps are its gaps, member by member."""
    db.execute("CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM roles")
    db.execute(f"CREATE TEMP TABLE pairs AS {get_query(folder, 'pairs')}")
    db.execute(f"CREATE TEMP TABLE gaps AS {get_query(folder, 'pay_gaps')}")
    ((roles,),) = db.execute("SELECT count(*) FROM roles").fetchall()
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


def test_gaps_are_those_of_gap(box: Catalog, folder: Path, db: "DuckDBPyConnection") -> None:
    """Of each area of the gap from any occupation to a target, what is rated, needed and higher, and the coverage, are
    those of the library; roles without them have no row."""
    db.execute("CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM roles")
    db.execute("CREATE OR REPLACE TEMP VIEW targets AS SELECT * FROM roles WHERE code IN ('29-1141', '11-9111')")
    found = {
        (each[0], each[1], each[3]): each[4:] for each in db.execute(f"FROM ({get_query(folder, 'gaps')})").fetchall()
    }
    compared = 0
    draw = random.Random(17)
    heads = [head.id for layer in box.layers for head in layer.get_heads(None)]
    for target in ("onet-29-1141-00", "onet-11-9111-00"):
        role = box.get_role(target)
        for each in draw.sample(heads, SOME):
            domains = {domain.area: domain for domain in find_gap(box.get_role(each), role).domains}
            for area in DOMAINS:
                domain = domains.get(area)
                row = found.get((target, area, each))
                if each == target or domain is None or domain.coverage is None:
                    assert row is None
                    continue
                assert row is not None
                assert row[:3] == (domain.rated, len(domain.needed), len(domain.higher))
                assert row[3] == pytest.approx(domain.coverage, abs=1e-9)
                compared += 1
    assert compared > SOME


def test_best_places_are_those_of_pay(box: Catalog, folder: Path, db: "DuckDBPyConnection") -> None:
    """The states in which an occupation earns most are those of `careercli pay`, in its order, with median, mean and
    whether the mean differs clearly from that of the first."""
    db.execute("CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM roles")
    db.execute(f"CREATE OR REPLACE TEMP TABLE best AS {get_query(folder, 'best_places')}")
    draw = random.Random(17)
    heads = [head.id for layer in box.layers for head in layer.get_heads(None)]
    clear = set()
    for each in draw.sample(heads, SOME):
        role, placed = box.get_placed(each, {"nation", "state"})
        expected = []
        if placed:
            ranked = rank_places([(role, placed)], box.sources, Choice(top=10)).places
            shown = [(row.place.code, row.pay[each]) for row in ranked]
            expected = [
                (code, pay.amount, pay.at_or_above, pay.mean, pay.clear)
                for code, pay in shown
                if pay is not None and (pay.amount is not None or pay.at_or_above is not None)
            ]
        found = db.execute(
            "SELECT place, median, median_at_or_above, mean, clear FROM best WHERE role = ? AND type = 'state' "
            "ORDER BY place_in_order",
            [each],
        ).fetchall()
        assert found == expected
        clear |= {row[4] for row in found}
    assert clear == {None, True, False}


def test_neighbours_are_those_of_similar(box: Catalog, folder: Path, db: "DuckDBPyConnection") -> None:
    """The nearest of an occupation are those of `careercli similar`, in its order."""
    db.execute("CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM roles")
    db.execute(f"CREATE OR REPLACE TEMP TABLE nearest AS {get_query(folder, 'nearest')}")
    query = "SELECT neighbour, is_related FROM nearest WHERE role = ? ORDER BY place_in_order"
    for code in ("29-1141.00", "11-9111.00", "15-1252.00"):
        role = box.get(code)
        found = box.find_alike(role, 10)
        assert found is not None
        related = {each.id for each in role.related}
        expected = [(each.id, each.id in related) for each, _ in found.alike]
        assert db.execute(query, [role.id]).fetchall() == expected


def test_names_are_folded_as_careercli_does(db: "DuckDBPyConnection") -> None:
    """`fold` in SQL makes of every name, and of some that are odd, what `store.folding.fold` makes of it."""
    names = {name for (name,) in db.execute("SELECT name FROM names").fetchall()} | set(ODD_NAMES)
    rows = [(name, fold(name)) for name in sorted(names)]
    db.execute("CREATE OR REPLACE TEMP TABLE named (name VARCHAR, form VARCHAR)")
    db.executemany("INSERT INTO named VALUES (?, ?)", rows[:: max(1, len(rows) // 3_000)])
    db.executemany("INSERT INTO named VALUES (?, ?)", [(name, fold(name)) for name in ODD_NAMES])
    assert db.execute("SELECT name, form, fold(name) FROM named WHERE form <> fold(name)").fetchall() == []


def test_titles_of_postings_mean_what_they_mean_to_careercli(
    box: Catalog, folder: Path, db: "DuckDBPyConnection"
) -> None:
    """The title of a posting is taken for the role that careercli takes it for without asking, and for none where it
    would ask."""
    db.execute(
        "CREATE OR REPLACE TEMP VIEW postings AS SELECT name AS posting, name AS title, 'TX' AS place, "
        "70000e0 AS amount, 'USD' AS currency, 'year' AS period "
        "FROM (SELECT DISTINCT name FROM names WHERE kind IN ('title', 'alias'))"
    )
    rows = db.execute(f"SELECT title, role, reason FROM ({get_query(folder, 'postings')}) ORDER BY title").fetchall()
    reasons = {reason for _, _, reason in rows}
    assert reasons >= {None, "ambiguous", "no-official-pay", "top-coded"}
    names = Names(box.layers, None)
    for title, role, _ in random.Random(17).sample(rows, PAIRS):
        readings = names.read(title)
        expected = readings[0].roles[0].id if readings and readings[0].is_clear else None
        assert role == expected, title


def test_pay_of_postings_is_compared_only_with_its_like(folder: Path, db: "DuckDBPyConnection") -> None:
    """A posting's pay is subtracted from the median of the same place and period in dollars; otherwise the row says
    why it is not."""
    rows = [
        ("a", "Registered Nurse", "Texas", 100_000, "USD", "year"),
        ("b", "registered nurses", "tx", 50.5, "USD", "hour"),
        ("c", "Registered Nurse", "Texas", 100_000, "EUR", "year"),
        ("d", "Registered Nurse", "Texas", 8_000, "USD", "month"),
        ("e", "Registered Nurse", "Atlantis", 100_000, "USD", "year"),
        ("f", "Registered Nurse", None, 100_000, "USD", "year"),
        ("g", "Moon Baker", "Texas", 100_000, "USD", "year"),
        ("h", "Manager", "Texas", 100_000, "USD", "year"),
        ("i", "Registered Nurse", "Texas", None, "USD", "year"),
    ]
    columns = "posting VARCHAR, title VARCHAR, place VARCHAR, amount DOUBLE, currency VARCHAR, period VARCHAR"
    db.execute(f"CREATE OR REPLACE TEMP TABLE made_up ({columns})")
    db.executemany("INSERT INTO made_up VALUES (?, ?, ?, ?, ?, ?)", rows)
    db.execute("CREATE OR REPLACE TEMP VIEW postings AS SELECT * FROM made_up")
    query = f"SELECT posting, reason, difference, median FROM ({get_query(folder, 'postings')}) ORDER BY posting"
    found = {row[0]: row[1:] for row in db.execute(query).fetchall()}
    query = "SELECT median FROM pay_by_place WHERE occupation = '29-1141' AND place = '48' AND period = ?"
    yearly, hourly = (db.execute(query, [period]).fetchall()[0][0] for period in ("year", "hour"))
    assert found["a"] == (None, 100_000 - yearly, yearly)
    assert found["b"] == (None, round(50.5 - hourly, 2), hourly)
    refused = {posting: reason for posting, (reason, *numbers) in found.items() if numbers == [None, None]}
    assert refused == {
        "c": "currencies",
        "d": "periods",
        "e": "places",
        "f": "places",
        "g": "no-role",
        "h": "ambiguous",
        "i": "no-amount",
    }

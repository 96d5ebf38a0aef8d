"""How the queries of an export grow, in DuckDB and in Spark, beside a loop over the library; a million postings.

    python bench/spark.py FOLDER [PART...]

FOLDER is an export in Parquet; PART is one or more of loop, duckdb, spark, postings (all if none is named). Needs
duckdb, and for the last two pyspark and Java. Pairs are those of the first 100 and 300 and of all occupations of O*NET,
and of ESCO. Printed are seconds, pairs a second and the most memory in MB of this process; of Spark also how long it
takes to start, and the most memory of its driver and its executors. Seconds of cores do not depend on what else runs.
"""

import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SIZES = (
    ("100 of O*NET", "SELECT * FROM roles WHERE dataset = 'onet' ORDER BY role LIMIT 100"),
    ("300 of O*NET", "SELECT * FROM roles WHERE dataset = 'onet' ORDER BY role LIMIT 300"),
    ("O*NET", "SELECT * FROM roles WHERE dataset = 'onet'"),
    ("ESCO", "SELECT * FROM roles WHERE dataset = 'esco'"),
)
QUERIES = ("pairs", "pay_gaps")
DRAWN = 2_000
POSTINGS = 1_000_000
MOST_COLLECTED = "16m"
"""Spark fails if more than this reaches the driver: small tables, to be sent to all executors, and the answer."""

MADE_UP = f"""
WITH called AS (
  SELECT name, row_number() OVER (ORDER BY name) - 1 AS n
  FROM (SELECT DISTINCT name FROM names WHERE kind IN ('title', 'alias')) AS every_name
),
numbered AS (SELECT name, row_number() OVER (ORDER BY place) - 1 AS n FROM places),
drawn AS (
  SELECT id, mod(id * 104729, (SELECT count(*) FROM called)) AS title,
    mod(id * 31, (SELECT count(*) FROM places)) AS place
  FROM range(0, {POSTINGS}, 1, 8)
)
SELECT CAST(id AS STRING) AS posting, called.name AS title, numbered.name AS place,
  30000e0 + mod(id * 7919, 120000) AS amount, 'USD' AS currency, 'year' AS period
FROM drawn JOIN called ON called.n = drawn.title JOIN numbered ON numbered.n = drawn.place
"""
"""Postings made up of the names and places of the export. They are written before they are asked, as real ones are:
as a view they would be made up again each time that the query names them."""

ANSWER = """
SELECT coalesce(reason, 'compared') AS found, count(*) AS postings, round(avg(percent_of_median), 1) AS percent
FROM ({}) AS beside GROUP BY coalesce(reason, 'compared') ORDER BY postings DESC
"""


def get_query(name: str) -> str:
    """A query of the export in the current folder."""
    return Path(f"queries/{name}.sql").read_text("utf-8")


def get_peak() -> float:
    """The most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Time(NamedTuple):
    """Seconds of the clock, and of all cores together: those of this process and of the JVMs of Spark."""

    wall: float
    cpu: float


def show(what: str, taken: Time, pairs: int) -> None:
    """Prints one measurement."""
    rate = f"{pairs / taken.wall:10,.0f} a second" if pairs else ""
    print(
        f"{what:32} {pairs:9,} {taken.wall:7.1f} s {taken.cpu:7.1f} s of cores {get_peak():6.0f} MB {rate}", flush=True
    )


def count_pairs(roles: int) -> int:
    """How many pairs there are of so many roles."""
    return roles * (roles - 1) // 2


def take(call: Callable[[], object]) -> Time:
    """The seconds that a call takes."""
    start = get_time()
    call()
    end = get_time()
    return Time(end.wall - start.wall, end.cpu - start.cpu)


def get_time() -> Time:
    """The seconds so far."""
    ticks = 0
    for status in list_jvms():
        with suppress(OSError):
            ticks += sum(map(int, (status.parent / "stat").read_text().rpartition(")")[2].split()[11:13]))
    return Time(time.perf_counter(), time.process_time() + ticks / os.sysconf("SC_CLK_TCK"))


def list_jvms() -> Iterator[Path]:
    """The status files of the JVMs of Spark that run."""
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            command = (status.parent / "cmdline").read_bytes()
            if b"java" in command.partition(b"\0")[0] and b"pyspark" in command:
                yield status


def run_loop() -> None:
    """Compares pairs drawn by lot one by one, each of two roles that are read already."""
    from careercli.catalog.catalog import load_catalog
    from careercli.comparison.compare import compare

    with load_catalog(dataset="onet") as catalog:
        heads = [head.id for layer in catalog.layers for head in layer.get_heads("onet")]
        draw = random.Random(17)  # noqa: S311, by a seed
        pairs = [draw.sample(heads, 2) for _ in range(DRAWN)]
        roles = {}
        taken = take(lambda: roles.update({each: catalog.get_role(each) for pair in pairs for each in pair}))
        show("library: reading the roles", taken, 0)
        taken = take(lambda: [compare([roles[one], roles[two]], catalog.sources) for one, two in pairs])
        show("library: compare", taken, DRAWN)
        every = count_pairs(len(heads))
        whole = Time(*(seconds / DRAWN * every for seconds in taken))
        show("library: all, extrapolated", whole, every)


def run_duckdb() -> None:
    """All pairs of each size in DuckDB."""
    import duckdb

    with duckdb.connect() as db:
        db.execute(Path("queries/duckdb.sql").read_text("utf-8"))
        for size, chosen in SIZES:
            db.execute(f"CREATE OR REPLACE VIEW chosen AS {chosen}")
            for query in QUERIES:
                seconds = take(partial(db.execute, f"CREATE OR REPLACE TABLE found AS {get_query(query)}"))
                ((roles,),) = db.execute("SELECT count(*) FROM chosen").fetchall()
                show(f"DuckDB: {query}, {size}", seconds, count_pairs(roles))


def ask_duckdb(file: str) -> list[tuple[object, ...]]:
    """The answer about the postings in a folder of Parquet, from DuckDB."""
    import duckdb

    with duckdb.connect() as db:
        db.execute(Path("queries/duckdb.sql").read_text("utf-8"))
        db.execute(f"CREATE OR REPLACE VIEW postings AS FROM '{file}/*.parquet'")
        return db.execute(ANSWER.format(get_query("postings"))).fetchall()


def run_spark(*, postings: bool) -> None:
    """All pairs of each size in Spark, or a million postings."""
    sys.path.insert(0, str(ROOT / "tests"))
    import on_spark

    start = get_time()
    session = on_spark.make_session("bench", **{"spark.driver.maxResultSize": MOST_COLLECTED})
    session.sql("SELECT 1").collect()
    end = get_time()
    show("Spark: start", Time(end.wall - start.wall, end.cpu - start.cpu), 0)
    show("Spark: tables", take(lambda: on_spark.make_views(session)), 0)
    try:
        if postings:
            with TemporaryDirectory() as folder:
                file = str(Path(folder, "postings"))
                show("Spark: making up postings", take(lambda: session.sql(MADE_UP).write.parquet(file)), 0)
                session.read.parquet(file).createOrReplaceTempView("postings")
                found = session.sql(ANSWER.format(get_query("postings")))
                answers: list[list[tuple[object, ...]]] = []
                seconds = take(lambda: answers.append([tuple(row) for row in found.collect()]))
                show("Spark: postings", seconds, POSTINGS)
                seconds = take(lambda: answers.append(ask_duckdb(file)))
                show("DuckDB: the same postings", seconds, POSTINGS)
            print(*answers[0], sep="\n")
            if answers[0] != answers[1]:
                raise SystemExit(f"DuckDB finds something else: {answers[1]}")
            return
        for size, chosen in SIZES:
            session.sql(f"CREATE OR REPLACE TEMPORARY VIEW chosen AS {chosen}")
            for query in QUERIES:
                written = session.sql(get_query(query)).write.format("noop").mode("overwrite")
                seconds = take(written.save)
                show(f"Spark: {query}, {size}", seconds, count_pairs(session.sql("SELECT 1 FROM chosen").count()))
    finally:
        print_memory()
        session.stop()


def print_memory() -> None:
    """Prints the most memory that each JVM of Spark has had so far."""
    for status in list_jvms():
        is_executor = b"ExecutorBackend" in (status.parent / "cmdline").read_bytes()
        peak = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        print(
            f"{'executor' if is_executor else 'driver, master and workers':32} {int(peak) / 1024:6.0f} MB", flush=True
        )


def main() -> None:
    """Runs the parts that are named."""
    os.chdir(sys.argv[1])
    parts = sys.argv[2:] or ["loop", "duckdb", "spark", "postings"]
    if "loop" in parts:
        run_loop()
    if "duckdb" in parts:
        run_duckdb()
    if "spark" in parts:
        run_spark(postings=False)
    if "postings" in parts:
        run_spark(postings=True)


if __name__ == "__main__":
    main()

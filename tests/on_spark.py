"""Runs all queries of an export on Spark, and writes what they find.

    python on_spark.py FOLDER OUTPUT

FOLDER is an export in Parquet. Spark runs as a cluster of one machine: two executors, each a process of its own.
"""

import json
import os
import sys
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

MASTER = "local-cluster[2,1,1024]"
"""Two executors with a core and 1,024 MB each."""

QUERIES = ("nearest", "best_places", "gaps", "postings", "pay_gaps", "pairs")
INPUTS = (
    "CREATE OR REPLACE TEMPORARY VIEW chosen AS SELECT * FROM roles WHERE dataset = 'onet'",
    (
        "CREATE OR REPLACE TEMPORARY VIEW postings AS SELECT name AS posting, name AS title, 'TX' AS place, "
        "70000e0 AS amount, 'USD' AS currency, 'year' AS period "
        "FROM (SELECT DISTINCT name FROM names WHERE kind IN ('title', 'alias')) AS every_name"
    ),
)


def make_session(name: str, **more: str) -> SparkSession:
    """A session on a cluster of this machine; it needs Java only."""
    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)  # executors are started from there
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    options = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "8",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(MASTER).appName(name)
    for option, value in {**options, **more}.items():
        builder = builder.config(option, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def make_views(session: SparkSession) -> None:
    """Makes the tables of the export in the current folder known."""
    for statement in Path("queries/spark.sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            session.sql(statement)


def count_executors(session: SparkSession) -> int:
    """How many executors there are besides the driver."""
    return len(session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()) - 1


def main(folder: Path, output: Path) -> None:
    """Runs the queries."""
    os.chdir(folder)
    session = make_session("careercli")
    try:
        make_views(session)
        for statement in INPUTS:
            session.sql(statement)
        for query in QUERIES:
            session.sql(Path(f"queries/{query}.sql").read_text("utf-8")).write.parquet(str(output / query))
        folded = session.sql("SELECT name, fold(name) AS form FROM (SELECT DISTINCT name FROM names) AS every_name")
        folded.write.parquet(str(output / "folded"))
        (output / "executors.json").write_text(json.dumps(count_executors(session)))
    finally:
        session.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).absolute())

"""What lies beside the tables: the data dictionary (Frictionless Data Package), a README, and the queries."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import careercli
from careercli.export.tables import TABLES, Column, SourceRow, Table
from careercli.export.writers import TableFormat

QUERIES = Path(__file__).parent / "queries"
DICTIONARY = "datapackage.json"
NAME = "careercli-export"
"""The name of the data package, by which a folder is known to be an export."""

FREE: dict[str | None, tuple[str, str]] = {
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "public domain": ("other-pd", ""),
}
"""Licences that have an id by Open Definition, and their addresses."""


def write_package(
    folder: Path,
    format: TableFormat,
    counts: Mapping[str, int],
    sources: Iterable[SourceRow],
    choice: Mapping[str, str],
) -> None:
    """Writes the data dictionary, the README and the queries. `counts` has the number of rows of each table, `choice`
    what the export was limited to. Raises OSError."""
    cited = [*sources]
    described = make_dictionary(format, counts, cited, choice)
    text = json.dumps(described, indent=2, ensure_ascii=False)
    (folder / DICTIONARY).write_text(f"{text}\n", "utf-8")
    (folder / "README.md").write_text(make_readme(counts, cited, choice), "utf-8")
    queries = folder / "queries"
    queries.mkdir()
    for file in sorted(QUERIES.glob("*.sql")):
        (queries / file.name).write_bytes(file.read_bytes())
    (queries / "duckdb.sql").write_text(make_duckdb_views(format), "utf-8")
    (queries / "spark.sql").write_text(make_spark_views(format), "utf-8")


def make_dictionary(
    format: TableFormat, counts: Mapping[str, int], sources: Iterable[SourceRow], choice: Mapping[str, str]
) -> dict[str, Any]:
    """The data package: tables with columns, types, units, keys and licences."""
    cited = [*sources]
    licences = dict(FREE[each.licence] for each in cited if each.licence in FREE)
    return {
        "profile": "tabular-data-package" if format == "csv" else "data-package",
        "name": NAME,
        "title": "Occupations and roles: what they do, ask for and pay",
        "description": "Made by `careercli export`. An empty cell or null is unknown; it is never zero and never none.",
        "version": careercli.__version__,
        **({"licenses": [_describe_licence(*each) for each in licences.items()]} if licences else {}),
        "sources": [{"title": each.title, **({"path": each.url} if each.url else {})} for each in cited]
        or [{"title": "careercli"}],
        "choice": dict(choice),
        "resources": [_describe_table(table, format, counts.get(table.name, 0)) for table in TABLES],
    }


def _describe_licence(name: str, path: str) -> dict[str, str]:
    return {"name": name, **({"path": path} if path else {})}


def _describe_table(table: Table, format: TableFormat, count: int) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.{format}",
        "description": table.description,
        "format": format,
        **(
            {"profile": "tabular-data-resource", "mediatype": "text/csv", "encoding": "utf-8"}
            if format == "csv"
            else {"profile": "data-resource", "mediatype": "application/vnd.apache.parquet"}
        ),
        "rows": count,
        "schema": {
            "fields": [_describe_column(column) for column in table.columns],
            "primaryKey": [*table.key],
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other.replace("_", "-"), "fields": [field]}}
                for column, (other, field) in table.refers.items()
            ],
            "missingValues": [""],
        },
    }


def _describe_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": {"required": True}} if column.is_required else {}),
    }


def make_readme(counts: Mapping[str, int], sources: Iterable[SourceRow], choice: Mapping[str, str]) -> str:
    """What the folder holds, how to begin, and what the licences ask to be said."""
    limited = [f"Only {what}: {value}." for what, value in choice.items()]
    lines = [
        "# Roles and occupations as tables",
        "",
        f"Made by careercli {careercli.__version__} (`careercli export`). {' '.join(limited)}".rstrip(),
        f"`{DICTIONARY}` describes every column. Null is unknown: it is neither zero nor none.",
        "",
        "| table | rows | a row |",
        "| --- | --- | --- |",
        *(f"| `{table.name}` | {counts.get(table.name, 0):,} | {table.description} |" for table in TABLES),
        "",
        "## Queries",
        "",
        "`queries/` has SQL that DuckDB and Spark run unchanged. `queries/duckdb.sql` and `queries/spark.sql` make the",
        "tables known to each, and the function `fold` of names; run them in this folder:",
        "",
        "    duckdb -init queries/duckdb.sql -c '.read queries/pairs.sql'",
        "    spark-sql -i queries/spark.sql -f queries/pairs.sql",
        "",
        "## Sources and licences",
        "",
        *(f"- {_cite(each)}" for each in sources),
        "",
    ]
    return "\n".join(lines)


def _cite(source: SourceRow) -> str:
    parts = [source.title, source.publisher, source.date, source.licence, source.url]
    said = ", ".join(part for part in parts if part)
    return f"{said}. {source.attribution}" if source.attribution else f"{said}."


HEAD = "-- Makes the tables and the function `fold` known to {}. Run it in the folder of the export."


def make_inputs(create: str, text: str) -> str:
    """The views that the queries are asked about: made to be replaced."""
    columns = ("posting", "title", "place", "amount", "currency", "period")
    casts = ", ".join(f"CAST(NULL AS {'DOUBLE' if name == 'amount' else text}) AS {name}" for name in columns)
    return "\n".join(
        (
            "-- What the queries are asked about; replace these views by your own.",
            f"{create} chosen AS SELECT * FROM roles WHERE soc IS NOT NULL OR source IS NULL;",
            f"{create} targets AS SELECT * FROM roles WHERE code = '29-1141';",
            f"{create} postings AS SELECT {casts} WHERE 1 = 0;",
        )
    )


def make_duckdb_views(format: TableFormat) -> str:
    """What makes the tables known to DuckDB, run in the folder of the export."""
    read = "read_parquet('{0}.parquet')"
    if format == "csv":
        read = "read_csv('{0}.csv', header = true, quote = '\"', escape = '\"', columns = {{{1}}})"
    views = [
        f"CREATE OR REPLACE VIEW {table.name} AS SELECT * FROM {read.format(table.name, _list_types(table))};"
        for table in TABLES
    ]
    return "\n".join(
        [
            HEAD.format("DuckDB"),
            *views,
            make_inputs("CREATE OR REPLACE VIEW", "VARCHAR"),
            (QUERIES / "fold" / "duckdb.sql").read_text("utf-8"),
        ]
    )


DUCKDB_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
SPARK_TYPES = {"string": "STRING", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}


def _list_types(table: Table) -> str:
    return ", ".join(f"'{column.name}': '{DUCKDB_TYPES[column.type]}'" for column in table.columns)


def make_spark_views(format: TableFormat) -> str:
    """What makes the tables known to Spark, run in the folder of the export."""
    views = []
    for table in TABLES:
        if format == "csv":
            columns = ", ".join(f"{column.name} {SPARK_TYPES[column.type]}" for column in table.columns)
            options = f"path '{table.name}.csv', header 'true', escape '\"'"
            views.append(f"CREATE OR REPLACE TEMPORARY VIEW {table.name} ({columns}) USING csv OPTIONS ({options});")
        else:
            options = f"path '{table.name}.parquet'"
            views.append(f"CREATE OR REPLACE TEMPORARY VIEW {table.name} USING parquet OPTIONS ({options});")
    return "\n".join(
        [
            HEAD.format("Spark"),
            *views,
            make_inputs("CREATE OR REPLACE TEMPORARY VIEW", "STRING"),
            (QUERIES / "fold" / "spark.sql").read_text("utf-8"),
        ]
    )

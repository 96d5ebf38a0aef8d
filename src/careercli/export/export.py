"""Writes all roles of a catalog to a folder of tables."""

from collections.abc import Callable, Mapping
from pathlib import Path

from careercli.catalog.bulk import Bulk
from careercli.catalog.catalog import Catalog
from careercli.errors import UsageError
from careercli.export.folder import write_folder
from careercli.export.package import write_package
from careercli.export.rows import list_rows
from careercli.export.tables import NAMES, TABLES, Row, SourceRow
from careercli.export.writers import CsvWriter, TableFormat, Writer
from careercli.model import Place

BATCH = 8_192
"""Rows of a table that are kept before they are written."""

NEEDS_PYARROW = 'Parquet needs pyarrow: pip install "careercli[parquet]"; or use --format csv'


def export(  # noqa: PLR0913, what to export, where to, and how
    catalog: Catalog,
    folder: Path,
    format: TableFormat,
    *,
    place: Place | None = None,
    choice: Mapping[str, str],
    report: Callable[[int], object] = bool,
) -> dict[str, int]:
    """Writes the tables, the data dictionary, the README and the queries; returns the number of rows of each table.

    `choice` is what the catalog was limited to, in words. `report` gets the number of rows written so far. Raises
    OutputError, and StoreError if a store cannot be read; nothing has changed then.
    """
    rows: dict[type[Row], list[Row]] = {table.row: [] for table in TABLES}
    tables = {table.row: table for table in TABLES}
    counts = {table.name: 0 for table in TABLES}
    sources: list[SourceRow] = []
    done = 0
    with write_folder(folder) as made:
        with make_writer(format, made) as writer:

            def flush(kind: type[Row]) -> None:
                if rows[kind]:
                    writer.write(tables[kind], rows[kind])
                    counts[NAMES[kind]] += len(rows[kind])
                    rows[kind] = []

            for row in list_rows(Bulk(catalog), place):
                kind = type(row)
                rows[kind].append(row)
                if isinstance(row, SourceRow):
                    sources.append(row)
                if len(rows[kind]) == BATCH:
                    flush(kind)
                    done += BATCH
                    report(done)
            for kind in rows:
                flush(kind)
        write_package(made, format, counts, sources, choice)
    return counts


def make_writer(format: TableFormat, folder: Path) -> Writer:
    """The writer of a format. Raises UsageError if it needs a package that is not installed."""
    if format == "csv":
        return CsvWriter(folder)
    try:
        from careercli.export.parquet import ParquetWriter
    except ImportError:
        raise UsageError(NEEDS_PYARROW) from None
    return ParquetWriter(folder)

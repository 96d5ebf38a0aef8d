"""`careercli export`: writes all roles as tables."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from careercli.cli import terminal
from careercli.cli.options import (
    DatasetOption,
    PlaceOption,
    RolesOption,
    complete_file,
    make_text,
    open_catalog,
)
from careercli.errors import UsageError

EXAMPLES = ("careercli export tables --format csv", "careercli export tables --dataset onet --place Texas")


class TableFormat(StrEnum):
    """What the tables are written as."""

    parquet = "parquet"
    csv = "csv"


def export(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="A new folder, or one with an earlier export, which is replaced.",
            show_default=False,
            autocompletion=complete_file,
        ),
    ],
    format: Annotated[
        TableFormat,
        typer.Option("--format", "-f", help="Parquet needs pyarrow: pip install 'careercli[parquet]'."),
    ] = TableFormat.parquet,
    dataset: DatasetOption = None,
    role_files: RolesOption = None,
    place: PlaceOption = None,
) -> None:
    """Write all roles, with all that is known of them, as tables for DuckDB, Spark or pandas.

    With the tables: a data dictionary (datapackage.json), a README with the attributions, and SQL queries. See
    docs/analysis.md.
    """
    if folder == Path():
        raise UsageError("export needs the name of a folder that is not this one")
    from careercli.export.export import export as write_tables
    from careercli.export.export import make_writer
    from careercli.export.folder import check_folder

    check_folder(folder)
    make_writer(format.value, folder)  # what is missing is said before anything is read
    with terminal.Progress() as progress, open_catalog(role_files, dataset) as catalog:
        progress.show("reading the roles")
        chosen = catalog.choose_place(make_text(place)) if place is not None else None
        choice = {"roles of the dataset": dataset or "", "pay in": chosen.name if chosen else ""}

        def report(done: int) -> None:
            progress.show(f"writing: {done:,} rows")

        counts = write_tables(
            catalog,
            folder,
            format.value,
            place=chosen,
            choice={what: value for what, value in choice.items() if value},
            report=report,
        )
    total = sum(counts.values())
    what = f"{counts['roles']:,} roles in {len(counts)} tables, {total:,} rows"
    terminal.write(terminal.make_printable(f"{folder}: {what}; README.md says how to begin") + "\n")

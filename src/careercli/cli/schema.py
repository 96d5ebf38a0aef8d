"""`careercli schema`: the JSON Schema of the role file and of each JSON document."""

from enum import StrEnum
from typing import Annotated

import typer

from careercli.cli.options import (
    Display,
    Format,
    FormatOption,
    JsonOption,
    OutputOption,
)
from careercli.errors import UsageError


class SchemaName(StrEnum):
    """What there is a schema of."""

    role_file = "role-file"
    comparison = "comparison"
    role = "role"
    list = "list"
    search = "search"
    datasets = "datasets"
    error = "error"
    check = "check"


def schema(
    name: Annotated[
        SchemaName,
        typer.Argument(metavar="NAME", help="role-file, comparison, role, list, search, datasets, error, check."),
    ],
    format: FormatOption = Format.json,
    json: JsonOption = False,
    output: OutputOption = None,
) -> None:
    """Print a JSON Schema.

    That of the role file, or of a document that --json prints: a comparison, a role, an error, and so on.
    """
    if format not in {Format.table, Format.json}:
        raise UsageError(f"a schema is JSON and cannot be printed as {format}; leave --format out")
    from careercli.documents import get_schema
    from careercli.render.json import render_json

    Display(Format.json, json, output).write_text(render_json(get_schema(name.value)))

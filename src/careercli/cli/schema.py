"""`careercli schema`: prints the JSON Schema of role files and of each JSON document."""

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
from careercli.documents import DOCUMENTS
from careercli.errors import UsageError

SchemaName = StrEnum("SchemaName", [(name, name) for name in ("role-file", *DOCUMENTS)])  # type: ignore[misc]
"""What has a schema."""

EXAMPLES = ("careercli schema comparison", "careercli schema role-file > role-file.schema.json")


def schema(
    name: Annotated[
        SchemaName,
        typer.Argument(metavar="NAME", help=f"{', '.join(SchemaName)}."),
    ],
    format: FormatOption = Format.json,
    json: JsonOption = False,
    output: OutputOption = None,
) -> None:
    """Print a JSON Schema.

    The schema of role files, or of a document that --json prints: a comparison, a role, an error and so on.
    """
    if format not in {Format.table, Format.json}:
        raise UsageError(f"a schema is JSON and cannot be printed as {format}; leave out --format")
    from careercli.documents import get_schema
    from careercli.render.json import render_json

    Display(Format.json, json, output).write_text(render_json(get_schema(name.value)))

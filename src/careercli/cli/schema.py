"""`careercli schema`: the JSON Schema of the role file and of each JSON document."""

from enum import StrEnum
from typing import Annotated

import typer

from careercli.cli.options import Display, Format, JsonOption, OutputOption


class SchemaName(StrEnum):
    """What there is a schema of."""

    role_file = "role-file"
    comparison = "comparison"
    role = "role"
    list = "list"
    error = "error"


def schema(
    name: Annotated[SchemaName, typer.Argument(metavar="NAME", help="role-file, comparison, role, list or error.")],
    json: JsonOption = False,
    output: OutputOption = None,
) -> None:
    """Print a JSON Schema.

    That of the role file, or of a document that --json prints: a comparison, a role, the list, an error.
    """
    from careercli.render.json import render_json
    from careercli.schemas import get_schema

    Display(Format.json, json, output).write_text(render_json(get_schema(name.value)))

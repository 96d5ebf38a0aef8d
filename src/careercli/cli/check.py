"""`careercli check`: lists all that is wrong with role files."""

from typing import Annotated

import typer

from careercli.cli import terminal
from careercli.cli.options import (
    Display,
    Format,
    JsonOption,
    OutputOption,
)
from careercli.text import clean

EXAMPLES = ("careercli check my-role.yaml",)


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="The role files; - is stdin.")],
    json: JsonOption = False,
    output: OutputOption = None,
) -> None:
    """Check role files.

    Lists the problems of all files, each with its line and how to mend it, and exits with 1. Without problems it prints
    one line and exits with 0. Possible typos are reported too.
    """
    display = Display(Format.json if json else Format.table, False, output, inputs=files)
    from careercli.catalog.files import check_role_files

    checked = check_role_files(files)
    problems = terminal.make_problems_printable(checked.problems)
    if json:
        from careercli.errors import CheckDocument
        from careercli.render.json import render_json
        from careercli.role_files.read import show_name

        names = tuple(terminal.make_printable(show_name(file)) for file in files)
        display.write_text(render_json(CheckDocument(names, checked.roles, problems)))
    elif not problems:
        display.write_text(f"no problems: {_count(len(files), 'file')}, {_count(checked.roles, 'role')}\n")
        terminal.report("".join(f"{clean(hint)}\n" for hint in checked.hints))
    if problems:
        from careercli.render.problems import render_problems

        terminal.report(render_problems(problems))
        raise typer.Exit(1)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

"""`careercli datasets`: what is imported, what can be, and the way to remove it."""

from enum import StrEnum
from typing import Annotated

import typer

from careercli.cli import terminal
from careercli.cli.options import (
    Color,
    ColorOption,
    Display,
    FormatOption,
    JsonOption,
    OutputOption,
    WidthOption,
)
from careercli.errors import UsageError


class Action(StrEnum):
    """What can be done with a dataset."""

    remove = "remove"


def datasets(
    action: Annotated[Action | None, typer.Argument(metavar="[remove]", help="Remove a dataset.")] = None,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Which one.")] = None,
    format: FormatOption = None,
    json: JsonOption = False,
    output: OutputOption = None,
    color: ColorOption = Color.auto,
    width: WidthOption = None,
) -> None:
    """List the imported datasets, and where to get the others.

    With `remove NAME` that dataset is removed instead.
    """
    display = Display(format, json, output, color, width)
    from careercli.catalog.datasets import get_dataset_list, remove_dataset

    if action is None:
        display.write(get_dataset_list())
        return
    if name is None:
        raise UsageError("remove needs the name of a dataset; `careercli datasets` lists them")
    remove_dataset(name)
    terminal.tell(f"careercli: removed {name}\n")

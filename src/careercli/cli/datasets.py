"""`careercli datasets`: lists what is imported and what can be, and removes datasets."""

from enum import StrEnum
from typing import Annotated

import typer

from careercli.cli.options import (
    Color,
    ColorOption,
    Display,
    FormatOption,
    JsonOption,
    OutputOption,
    WidthOption,
    make_text,
)
from careercli.errors import UsageError


class Action(StrEnum):
    """What can be done with a dataset."""

    remove = "remove"


EXAMPLES = ("careercli datasets", "careercli datasets remove esco")


def datasets(
    action: Annotated[Action | None, typer.Argument(metavar="[remove]", help="Remove a dataset.")] = None,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The dataset to remove.")] = None,
    format: FormatOption = None,
    json: JsonOption = False,
    output: OutputOption = None,
    color: ColorOption = Color.auto,
    width: WidthOption = None,
) -> None:
    """List the imported datasets, and where to get the others.

    `remove NAME` removes one; JSON, CSV and Markdown then list what is left.
    """
    display = Display(format, json, output, color, width)
    from careercli.catalog.datasets import get_dataset_list, remove_dataset

    if action is not None:
        if name is None:
            raise UsageError("remove needs the name of a dataset; `careercli datasets` lists them")
        remove_dataset(make_text(name))
        if display.is_table:
            display.write_text(f"removed {name}\n")
            return
    display.write(get_dataset_list())

"""`careercli path`: the steps from one role to another."""

from typing import Annotated

import typer

from careercli.answers import find_path
from careercli.cli.names import find_ids, split_versus
from careercli.cli.options import (
    BriefOption,
    Color,
    ColorOption,
    DatasetOption,
    Display,
    FormatOption,
    JsonOption,
    OpenOption,
    OutputOption,
    PagerOption,
    PlaceOption,
    PlainOption,
    RolesOption,
    View,
    WidthOption,
    complete_role,
    make_text,
    open_catalog,
)
from careercli.errors import UsageError

EXAMPLES = ("careercli path cashiers accountants-and-auditors", "careercli path 31-1131 29-1141 --gentle")


def path(
    roles: Annotated[
        list[str],
        typer.Argument(
            metavar="FROM TO",
            help="The role you have, and the one you want.",
            autocompletion=complete_role,
            show_default=False,
        ),
    ],
    gentle: Annotated[
        bool, typer.Option("--gentle", help="Take up to two steps more if the largest one is smaller then.")
    ] = False,
    brief: BriefOption = None,
    place: PlaceOption = None,
    dataset: DatasetOption = None,
    role_files: RolesOption = None,
    format: FormatOption = None,
    json: JsonOption = False,
    output: OutputOption = None,
    open: OpenOption = False,
    color: ColorOption = Color.auto,
    width: WidthOption = None,
    plain: PlainOption = False,
    no_pager: PagerOption = False,
) -> None:
    """Find the fewest steps from one role to another, through related work or along a stated ladder.

    What each step adds and pays. A step keeps 90% of the pay, rises by one job zone at most, and starts with 70% of the
    level needed. Exits with 1 if there is no such path, and says which rule blocks it.
    """
    display = Display(
        format, json, output, color, width, inputs=role_files, view=View(brief, plain, no_pager), open=open
    )
    if len(split_versus(roles)) < 2:
        raise UsageError("path takes two roles, not 1; see `careercli path --help`")
    with open_catalog(role_files, dataset) as catalog:
        if place is not None:
            catalog.choose_place(make_text(place))
        start, end = find_ids(catalog, roles, "path", 2, 2, "two roles")
        document = find_path(catalog, start, end, gentle=gentle)
    display.write(document)
    if document.rule is not None:
        raise typer.Exit(1)

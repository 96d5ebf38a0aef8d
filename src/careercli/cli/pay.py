"""`careercli pay`: shows where roles pay most."""

from enum import StrEnum
from typing import Annotated

import typer

from careercli.answers import MOST_PAID, rank_pay
from careercli.cli.names import find_ids
from careercli.cli.options import (
    Color,
    ColorOption,
    DatasetOption,
    Display,
    FormatOption,
    JsonOption,
    OpenOption,
    OutputOption,
    PagerOption,
    PeriodOption,
    PlacesOption,
    PlainOption,
    RolesOption,
    View,
    WidthOption,
    complete_role,
    make_text,
    open_catalog,
)

MOST = 1_000

EXAMPLES = ("careercli pay registered nurse", "careercli pay 29-1141 29-1171 --by metro --top 10")


class By(StrEnum):
    """The types of places."""

    state = "state"
    metro = "metro"


class Sort(StrEnum):
    """What places are sorted by."""

    pay = "pay"
    jobs = "jobs"
    quotient = "quotient"
    name = "name"


def pay(
    roles: Annotated[
        list[str],
        typer.Argument(
            metavar="ROLE...",
            help="One to three roles, by id, title, alias or code.",
            show_default=False,
            autocompletion=complete_role,
        ),
    ],
    by: Annotated[By, typer.Option("--by", help="States (and territories) or metropolitan areas.")] = By.state,
    place: PlacesOption = None,
    sort: Annotated[
        Sort, typer.Option("--sort", help="By median pay, people employed or location quotient, the highest first.")
    ] = Sort.pay,
    top: Annotated[int | None, typer.Option("--top", metavar="N", min=1, max=MOST, help="Only the first N.")] = None,
    bottom: Annotated[
        int | None, typer.Option("--bottom", metavar="N", min=1, max=MOST, help="Only the last N; with --top both.")
    ] = None,
    per: PeriodOption = None,
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
    """Show where one to three roles pay most: the official median and range in each place.

    With each place: people employed, jobs per 1,000 jobs, location quotient (that share in terms of the nation's) and
    the error of the mean.
    """
    view = View(brief=None, plain=plain, no_pager=no_pager)
    display = Display(format, json, output, color, width, inputs=role_files, view=view, open=open)
    from careercli.comparison.by_place import Choice

    choice = Choice(by.value, (), sort.value, top, bottom, per.value if per else None)
    with open_catalog(role_files, dataset) as catalog:
        ids = [*find_ids(catalog, roles, "pay", 1, MOST_PAID)]
        ranked = rank_pay(catalog, ids, [make_text(name) for name in place or ()], choice)
    display.write(ranked)

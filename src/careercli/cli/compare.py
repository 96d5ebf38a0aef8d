"""`careercli compare`: puts two to six roles side by side."""

from typing import Annotated

import typer

from careercli.answers import LEAST_COMPARED, MOST_COMPARED, compare_roles
from careercli.cli.names import find_ids, split_versus
from careercli.cli.options import (
    BriefOption,
    Color,
    ColorOption,
    DatasetOption,
    Display,
    FormatOption,
    JsonOption,
    OnlyRows,
    OpenOption,
    OutputOption,
    PagerOption,
    PeriodOption,
    PlaceOption,
    PlainOption,
    RolesOption,
    SectionOption,
    View,
    WidthOption,
    complete_role,
    make_text,
    open_catalog,
)
from careercli.errors import UsageError

EXAMPLES = (
    "careercli compare practice-manager office-manager",
    "careercli compare registered nurse vs physician assistant",
    "careercli compare 29-1141 29-1171 --json",
)


def compare(
    roles: Annotated[
        list[str],
        typer.Argument(
            metavar="ROLE ROLE...",
            help="Two to six roles, by title, other name, id or code.",
            show_default=False,
            autocompletion=complete_role,
        ),
    ],
    section: SectionOption = None,
    brief: BriefOption = None,
    only: Annotated[
        OnlyRows | None, typer.Option("--only", help="Only rows that all roles share, or only the rest.")
    ] = None,
    place: PlaceOption = None,
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
    """Put two to six roles side by side.

    The answer on one screen; --full shows all that is stated, word for word. Gaps go from the first role to the second.
    """
    display = Display(
        format, json, output, color, width, inputs=role_files, view=View(brief, plain, no_pager), open=open
    )
    if len(split_versus(roles)) < LEAST_COMPARED:
        raise UsageError(f"compare takes {LEAST_COMPARED} to {MOST_COMPARED} roles, not 1; `careercli list` shows all")
    from careercli.comparison.sections import select_comparison

    with open_catalog(role_files, dataset) as catalog:
        if place is not None:
            catalog.choose_place(make_text(place))
        ids = find_ids(catalog, roles, "compare", LEAST_COMPARED, MOST_COMPARED)
        comparison = compare_roles(catalog, ids, per.value if per else None)
    display.write(select_comparison(comparison, section or (), only.value if only else None), section or (), only)

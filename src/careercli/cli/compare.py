"""`careercli compare`: puts two to six roles side by side."""

from typing import Annotated

import typer

from careercli.cli.options import (
    BriefOption,
    Color,
    ColorOption,
    DatasetOption,
    Display,
    FormatOption,
    JsonOption,
    OnlyRows,
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

MOST_ROLES = 6


def compare(
    roles: Annotated[
        list[str],
        typer.Argument(
            metavar="ROLE ROLE...",
            help="Two to six roles, by id, title, alias or code.",
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
    color: ColorOption = Color.auto,
    width: WidthOption = None,
    plain: PlainOption = False,
    no_pager: PagerOption = False,
) -> None:
    """Put two to six roles side by side.

    The answer on one screen; --full shows all that is stated, word for word. Gaps go from the first role to the second.
    """
    display = Display(format, json, output, color, width, inputs=role_files, view=View(brief, plain, no_pager))
    if not 2 <= len(roles) <= MOST_ROLES:
        raise UsageError(f"compare takes 2 to {MOST_ROLES} roles, not {len(roles)}; `careercli list` shows all")
    from careercli.comparison.compare import compare as compare_roles
    from careercli.comparison.pay import select_period
    from careercli.comparison.sections import select_comparison

    with open_catalog(role_files, dataset) as catalog:
        if place is not None:
            catalog.choose_place(make_text(place))
        names: dict[str, str] = {}
        for name in map(make_text, roles):
            role_id = catalog.get_id(name)
            if role_id in names:
                same = f"{names[role_id]!r} and {name!r} are the same role, {role_id}"
                if name == names[role_id]:
                    same = f"{name!r} is named twice"
                raise UsageError(f"{same}; name two different roles")
            names[role_id] = name
        chosen = [catalog.get_role(role_id) for role_id in names]
        chosen = [select_period(role, per) for role in chosen] if per else chosen
        comparison = compare_roles(chosen, catalog.sources, catalog.notes)
    display.write(select_comparison(comparison, section or (), only.value if only else None), section or (), only)

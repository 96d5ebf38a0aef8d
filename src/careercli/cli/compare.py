"""`careercli compare`: puts two to six roles side by side."""

from typing import Annotated

import typer

from careercli.cli.names import find_ids, split_versus
from careercli.cli.options import (
    Color,
    ColorOption,
    DatasetOption,
    Display,
    Format,
    FormatOption,
    JsonOption,
    OnlyRows,
    OutputOption,
    RolesOption,
    SectionOption,
    WidthOption,
    complete_role,
    open_catalog,
)
from careercli.errors import UsageError

LEAST_ROLES, MOST_ROLES = 2, 6
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
    only: Annotated[
        OnlyRows | None, typer.Option("--only", help="Only rows that all roles share, or only the rest.")
    ] = None,
    dataset: DatasetOption = None,
    role_files: RolesOption = None,
    format: FormatOption = Format.table,
    json: JsonOption = False,
    output: OutputOption = None,
    color: ColorOption = Color.auto,
    width: WidthOption = None,
) -> None:
    """Put two to six roles side by side.

    The first lines are the answer in plain sentences, the tables are the evidence. Gaps go from the first role to the
    second.
    """
    display = Display(format, json, output, color, width, inputs=role_files)
    if len(split_versus(roles)) < LEAST_ROLES:
        raise UsageError(f"compare takes {LEAST_ROLES} to {MOST_ROLES} roles, not 1; `careercli list` shows all")
    from careercli.comparison.compare import compare as compare_roles
    from careercli.comparison.sections import select_comparison

    with open_catalog(role_files, dataset) as catalog:
        ids = find_ids(catalog, roles, "compare", LEAST_ROLES, MOST_ROLES)
        comparison = compare_roles([catalog.get_role(role_id) for role_id in ids], catalog.sources, catalog.notes)
    display.write(select_comparison(comparison, section or (), only.value if only else None), section or (), only)

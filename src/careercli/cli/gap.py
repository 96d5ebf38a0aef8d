"""`careercli gap`: what a role asks for, beside what another role, or a person, has."""

from typing import TYPE_CHECKING, Annotated

import typer

from careercli.answers import find_gap
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
    complete_file,
    complete_role,
    make_text,
    open_catalog,
)
from careercli.errors import UsageError

if TYPE_CHECKING:
    from careercli.comparison.have import Have

EXAMPLES = ("careercli gap registered-nurses 11-9111", 'careercli gap --have "communication, budgeting" office-manager')


def gap(
    roles: Annotated[
        list[str],
        typer.Argument(
            metavar="[FROM] TO",
            help="The role you have, and the one you want; only the latter with --have.",
            show_default=False,
            autocompletion=complete_role,
        ),
    ],
    have: Annotated[
        list[str] | None,
        typer.Option("--have", metavar="TEXT", help="What you have, with commas between; repeatable."),
    ] = None,
    have_file: Annotated[
        str | None,
        typer.Option(
            "--have-file",
            metavar="FILE",
            help="The same from a file: a list, or YAML with skills, education, credentials, years; - is stdin.",
            autocompletion=complete_file,
        ),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show how each number comes about.")] = False,
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
    """Say what one role needs beside another: what carries over, what is new, what is needed at a higher level.

    Skills and knowledge, education, and credentials are counted apart. With --have it is what you have that counts.
    """
    inputs = [*(role_files or ()), *([have_file] if have_file else ())]
    display = Display(format, json, output, color, width, inputs=inputs, view=View(brief, plain, no_pager), open=open)
    is_own = have is not None or have_file is not None
    count = 1 if is_own else 2
    takes = "one role beside --have" if is_own else "two roles, or one and --have"
    if len(split_versus(roles)) < count:
        raise UsageError(f"gap takes {takes}, not 1; see `careercli gap --help`")
    own = _read_own(have or [], have_file) if is_own else None
    with open_catalog(role_files, dataset) as catalog:
        if place is not None:
            catalog.choose_place(make_text(place))
        *start, end = find_ids(catalog, roles, "gap", count, count, takes)
        document = find_gap(catalog, own or start[0], end, explain=explain)
    display.write(document)


def _read_own(have: list[str], file: str | None) -> "Have":
    """What --have and --have-file say. Raises UsageError if that is nothing, and InvalidFileError."""
    from careercli.comparison.have import Have
    from careercli.role_files.have import HaveFile, load_have, split_words
    from careercli.text import clean

    words = split_words(clean(make_text("\n".join(have)).replace("\n", ",")))
    read = load_have(file) if file else HaveFile()
    own = Have(tuple(dict.fromkeys((*words, *read.skills))), read.education, read.credentials, read.years)
    if not any(own[:3]) and read.years is None:
        raise UsageError("--have names nothing; write what you have, with commas between")
    return own

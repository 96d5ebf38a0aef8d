"""`careercli import`: stores releases of publishers of occupational data."""

from typing import Annotated, get_args

import typer

from careercli.cli import terminal
from careercli.cli.options import (
    Display,
    Format,
    JsonOption,
    OutputOption,
)
from careercli.datasets.release import Publisher
from careercli.errors import UsageError

EVERY = 50
"""Roles, or rows of pay, stored between two updates of the progress line."""

EXAMPLES = ("careercli import onet db_29_3_text.zip",)


def import_(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[PUBLISHER] FILE...",
            help="The release as it was downloaded: zips, folders or files. Whose it is need not be said: onet, oews, "
            "esco or projections.",
            show_default=False,
        ),
    ],
    json: JsonOption = False,
    output: OutputOption = None,
) -> None:
    """Import releases of O*NET, OEWS, ESCO or the BLS employment projections.

    Each replaces the release imported before; each year of OEWS is a dataset of its own. All of it is stored or
    nothing. `careercli datasets` says where to get the releases.
    """
    publisher = next((each for each in get_args(Publisher) if each == names[0]), None)
    files = names[1:] if publisher else names
    if not files:
        raise UsageError(
            f"import {publisher} needs the files of the release; `careercli datasets` says where to get it"
        )
    display = Display(Format.json if json else Format.table, False, output, inputs=files)
    from careercli.catalog.datasets import get_dataset_list, store_releases
    from careercli.datasets.publishers import read_releases, read_unnamed

    with terminal.Progress() as progress:
        progress.show(f"reading {publisher or 'the files'}")
        releases = read_releases(publisher, files) if publisher else read_unnamed(files)

        def report(done: int) -> None:
            if not done % EVERY:
                progress.show(f"storing: {done:,} roles or rows of pay")

        store_releases(releases, report)
    display.write(get_dataset_list([release.name for release in releases]))

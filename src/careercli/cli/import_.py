"""`careercli import`: stores a release of a publisher of occupational data."""

from typing import Annotated

import typer

from careercli.cli import terminal
from careercli.cli.options import (
    Display,
    Format,
    JsonOption,
    OutputOption,
)
from careercli.datasets.release import Publisher

EVERY = 50
"""Roles stored between two updates of the progress line."""


def import_(
    publisher: Annotated[
        Publisher, typer.Argument(metavar="PUBLISHER", help="onet, oews, esco or projections.", show_default=False)
    ],
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="The release as it was downloaded: zips, folders or files.")
    ],
    json: JsonOption = False,
    output: OutputOption = None,
) -> None:
    """Import a release of O*NET, OEWS, ESCO or the BLS employment projections.

    It replaces the release imported before; each year of OEWS is a dataset of its own. All of it is stored or nothing.
    `careercli datasets` says where to get the releases.
    """
    display = Display(Format.json if json else Format.table, False, output, inputs=files)
    from careercli.catalog.datasets import get_dataset_list, store_releases
    from careercli.datasets.publishers import read_releases

    with terminal.Progress() as progress:
        progress.show(f"reading {publisher}")
        releases = read_releases(publisher, files)

        def report(done: int) -> None:
            if not done % EVERY:
                progress.show(f"storing {publisher}: {done:,} roles")

        store_releases(releases, report)
    names = [release.name for release in releases]
    display.write(get_dataset_list(names))

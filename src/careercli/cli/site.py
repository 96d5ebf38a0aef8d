"""`careercli site`: makes a page of each role, and pages that compare them, for a web server or a folder to hand on."""

from pathlib import Path
from typing import Annotated

import typer

from careercli.cli import terminal
from careercli.cli.options import DatasetOption, complete_file, make_text, open_catalog
from careercli.errors import UsageError
from careercli.site.plan import Pairs

EXAMPLES = (
    "careercli site shelf",
    "careercli site shelf --dataset onet --pairs nearest --base-url https://example.org/careers/",
)


def site(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="A new folder, or one with a site made earlier, which is brought up to date.",
            show_default=False,
            autocompletion=complete_file,
        ),
    ],
    pairs: Annotated[
        Pairs,
        typer.Option("--pairs", help="Compare every two roles of role files, or each role with the five most like it."),
    ] = Pairs.every,
    brief: Annotated[bool, typer.Option("--brief", help="Leave out the evidence: smaller pages.")] = False,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Where the site will be; adds a sitemap for search engines."),
    ] = None,
    dataset: DatasetOption = None,
    role_files: Annotated[
        list[str] | None, typer.Option("--roles", metavar="FILE", help="Add the roles of this file; repeatable.")
    ] = None,
) -> None:
    """Make a folder of web pages: one for each role, some that compare two, and an index.

    Pages need no server and request nothing. A later run writes only pages that differ, and removes those of roles
    that are gone. See docs/site.md.
    """
    if folder == Path():
        raise UsageError("site needs the name of a folder that is not this one")
    if "-" in (role_files or ()):
        raise UsageError("site reads role files more than once: name a file, not -")
    from careercli.site.build import build
    from careercli.site.folder import Folder
    from careercli.site.pages import Job
    from careercli.site.plan import make_plan
    from careercli.site.sitemap import check_base_url

    url = check_base_url(make_text(base_url)) if base_url is not None else None
    kept = Folder(folder)
    with terminal.Progress() as progress:
        progress.show("reading the roles")
        with open_catalog(role_files, dataset) as catalog:
            plan = make_plan(catalog, pairs, brief=brief)
        titles = {role.id: role.title for role in plan.roles.values()}
        job = Job(tuple(role_files or ()), dataset, folder, brief, titles)

        def report(done: int, total: int) -> None:
            progress.show(f"making pages: {done:,} of {total:,}")

        counts = build(plan, job, kept, url, report)
    removed = f", {counts.removed:,} removed" if counts.removed else ""
    what = f"{counts.pages:,} pages, {counts.written:,} written{removed}; open {folder / 'index.html'}"
    terminal.write(terminal.make_printable(f"{folder}: {what}") + "\n")

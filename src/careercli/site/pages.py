"""The pages of a role, made and written: its own, and those that compare it with others."""

import gc
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from careercli.catalog.catalog import Catalog, load_catalog
from careercli.comparison.compare import compare
from careercli.comparison.sections import select_role
from careercli.documents import RoleDocument
from careercli.model import Role
from careercli.render import Style
from careercli.render.html import make_page
from careercli.render.html.content import Items, Page, Run, Section
from careercli.render.html.page import render_content
from careercli.site.addresses import INDEX, PageLinks, get_address, go_up
from careercli.site.folder import write_page

KEPT = 48
"""How many roles are kept at a time: the roles that one is compared with often are those of the next one too."""


class Job(NamedTuple):
    """What all pages of a site have in common: where roles are read, where pages go, the titles of all roles by id."""

    role_files: tuple[str, ...]
    dataset: str | None
    folder: Path
    brief: bool
    titles: dict[str, str]


class Task(NamedTuple):
    """The pages of a role that are to be made: `pages` are the ids that each is about, `others` all that the role is
    compared with."""

    role: str
    pages: Sequence[tuple[str, ...]]
    others: Sequence[str]


class Written(NamedTuple):
    """A page: the ids that it is about, the fingerprint of its bytes, and whether it was written."""

    ids: tuple[str, ...]
    bytes: str
    is_new: bool


class Maker:
    """Makes pages, with a catalog of its own."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._catalog: Catalog = load_catalog(job.role_files, job.dataset)
        self._style = Style(brief=job.brief)
        self._get_role = lru_cache(KEPT)(self._catalog.get_role)
        gc.freeze()  # what is loaded by now stays

    def close(self) -> None:
        """Closes the catalog."""
        self._catalog.close()

    def make(self, task: Task) -> list[Written]:
        """Makes the pages of a role and writes those that are not there yet, or differ."""
        written = []
        for ids in task.pages:
            address = get_address(*ids)
            page = self._make_role(task, address) if len(ids) == 1 else self._make_pair(ids, address)
            text = render_content(page, [("All roles", go_up(address) + INDEX)])
            written.append(Written(ids, *write_page(self._job.folder, address, text.encode("utf-8", "replace"))))
        gc.collect(0)  # templates leave circles behind; left to itself, collecting takes a third of the time
        return written

    def _make_role(self, task: Task, address: str) -> Page:
        role: Role = self._get_role(task.role)
        document = select_role(RoleDocument(role, self._catalog.sources))
        page = make_page(document, self._style, PageLinks(address, self._job.titles))
        if not task.others:
            return page
        up = go_up(address)
        items = [(Run(self._job.titles[other], href=up + get_address(task.role, other)),) for other in task.others]
        added = Section("compare", "Compared with", [Items(items)])
        before = [section for section in page.sections if section.id != "evidence"]
        return page._replace(sections=[*before, added, *page.sections[len(before) :]])

    def _make_pair(self, ids: Sequence[str], address: str) -> Page:
        comparison = compare([self._get_role(role) for role in ids], self._catalog.sources)
        return make_page(comparison, self._style, PageLinks(address, self._job.titles))

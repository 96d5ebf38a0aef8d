"""A site, built: the pages that are not there yet or would differ, then the index, then the sitemap."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import NamedTuple

from careercli.errors import OutputError
from careercli.site.addresses import INDEX, get_address
from careercli.site.folder import Folder, write_page
from careercli.site.index import make_index
from careercli.site.pages import Job, Maker, Task, Written
from careercli.site.plan import Plan
from careercli.site.sitemap import make_sitemaps

LEAST_PAGES = 200
"""For fewer pages no process is started."""

MOST_WORKERS = 4
"""Each takes some 70 MB."""

AT_ONCE = 2
"""How many roles a process takes at a time."""


class Counts(NamedTuple):
    """How many pages a site has, how many were written, and how many were removed."""

    pages: int
    written: int
    removed: int


def build(plan: Plan, job: Job, folder: Folder, base_url: str | None, report: Callable[[int, int], object]) -> Counts:
    """Brings a folder up to date; `report` gets how many pages are done, and of how many.

    Pages are made in several processes if they are many. Raises OutputError, and what load_catalog raises.
    """
    addresses = [*plan.list_addresses(), INDEX]
    sitemaps = make_sitemaps(base_url, addresses) if base_url else {}
    folder.claim([*addresses, *sitemaps])
    fingerprints: dict[tuple[str, ...], str] = {}
    tasks = []
    for role in plan.roles.values():
        pages = [(ids, of) for ids, of in plan.list_pages(role) if not folder.is_current(get_address(*ids), of)]
        fingerprints.update(pages)
        if pages:
            tasks.append(Task(role.id, [ids for ids, _ in pages], role.others))
    written = done = 0
    try:
        for made in _make_all(tasks, job, len(fingerprints)):
            for page in made:
                folder.put(get_address(*page.ids), fingerprints[page.ids], page.bytes)
                written += page.is_new
            done += len(made)
            report(done, len(fingerprints))
        for address, text in [(INDEX, make_index(plan)), *sitemaps.items()]:
            bytes, is_new = write_page(folder.path, address, text.encode("utf-8"))
            folder.put(address, "", bytes)
            written += is_new
        removed = folder.remove_others([*addresses, *sitemaps])
    finally:  # also after an interrupt: the next run goes on from here
        folder.save()
    return Counts(len(addresses), written, removed)


def _make_all(tasks: Sequence[Task], job: Job, pages: int) -> Iterator[list[Written]]:
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    if pages < LEAST_PAGES or workers == 1:
        if tasks:
            maker = Maker(job)
            try:
                yield from map(maker.make, tasks)
            finally:
                maker.close()
        return
    # Forked processes share the memory of this one, which has no other threads and no open files of the catalog.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(workers, context, _start, (job,)) as pool:
        try:
            yield from pool.map(_make, tasks, chunksize=AT_ONCE)
        except BrokenProcessPool:
            why = "a process was ended, perhaps for want of memory"
            raise OutputError(f"{job.folder}: not all pages were made ({why}); run it again to go on") from None
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


_MAKERS: list[Maker] = []
"""The one of this process."""


def _start(job: Job) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt ends the process that started this one
    _MAKERS.append(Maker(job))


def _make(task: Task) -> list[Written]:
    return _MAKERS[0].make(task)

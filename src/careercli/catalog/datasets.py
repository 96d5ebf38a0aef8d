"""The datasets: which are imported, which could be; storing and removing them."""

from collections.abc import Callable, Collection, Sequence

from careercli.catalog.box import find_ready_made, open_box
from careercli.catalog.folders import get_store_file
from careercli.catalog.title_words import load_title_words
from careercli.datasets.release import Release
from careercli.documents import Dataset, DatasetList
from careercli.errors import UnknownDatasetError
from careercli.store.database import Store, StoredDataset
from careercli.text import clean


def store_releases(releases: Sequence[Release], report: Callable[[int], object]) -> None:
    """Stores releases in one transaction, each in place of the one of its name; `report` gets the number of roles
    stored so far.

    Raises StoreError, and what making the roles of a release raises; nothing has changed then.
    """
    with Store(get_store_file()) as store:
        store.put_all(releases, report, words=load_title_words())


def get_dataset_list(names: Collection[str] | None = None) -> DatasetList:
    """The imported datasets that are named; or all in force, imported ones first, then those that can be imported."""
    from careercli.datasets.publishers import NAMES, get_publisher

    file = get_store_file()
    with Store(file) as store:
        stored = store.get_datasets()
    boxed = []
    if names is None:
        with open_box(find_ready_made()) as box:
            roles = box.count_roles()
            names_stored = {each.name for each in stored}
            boxed = [
                each
                for each in box.get_datasets()
                if not (each.name in names_stored if each.name in roles else _is_outdated(each, stored))
            ]
    datasets = [_describe(each) for each in stored if names is None or each.name in names]
    datasets += [_describe(each, box=True) for each in boxed]
    there = {each.publisher for each in datasets}
    datasets += [
        Dataset(name, name, None, None, {}, (), (), about.source, about.get_from)
        for name, about in ((name, get_publisher(name)) for name in NAMES)
        if names is None and name not in there
    ]
    return DatasetList(tuple(datasets), clean(str(file)))


def _is_outdated(boxed: StoredDataset, imported: Sequence[StoredDataset]) -> bool:
    """Whether an import of the same publisher is as late as a dataset of the box, and has no fewer of anything."""
    counts = boxed.head.counts
    return any(
        each.publisher == boxed.publisher
        and (each.name, each.head.version) >= (boxed.name, boxed.head.version)
        and all(each.head.counts.get(what, 0) >= count for what, count in counts.items())
        for each in imported
    )


def _describe(stored: StoredDataset, *, box: bool = False) -> Dataset:
    from careercli.datasets.publishers import get_publisher

    return Dataset(
        name=stored.name,
        publisher=stored.publisher,
        version=stored.head.version,
        imported=None if box else stored.imported,
        counts=stored.head.counts,
        missing=stored.head.missing,
        notes=stored.head.notes,
        source=stored.head.source,
        get_from=get_publisher(stored.publisher).get_from,
        box=box,
    )


def remove_dataset(name: str) -> None:
    """Removes a dataset. Raises UnknownDatasetError if there is none of that name, and StoreError."""
    with Store(get_store_file()) as store:
        if not store.remove(name):
            known = ", ".join(each.name for each in store.get_datasets())
            raise UnknownDatasetError(f"no dataset {name!r} is imported; choose from: {known or 'none'}")

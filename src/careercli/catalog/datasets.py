"""The datasets: which are imported, which could be; storing and removing them."""

from collections.abc import Callable, Collection, Sequence

from careercli.catalog.folders import get_store_file
from careercli.catalog.title_words import load_title_words
from careercli.datasets.release import Release
from careercli.documents import Dataset, DatasetList
from careercli.errors import UnknownDatasetError
from careercli.store.database import Store
from careercli.text import clean


def store_releases(releases: Sequence[Release], report: Callable[[int], object]) -> None:
    """Stores releases in one transaction, each in place of the one of its name; `report` gets the number of roles
    stored so far.

    Raises StoreError, and what making the roles of a release raises; nothing has changed then.
    """
    with Store(get_store_file()) as store:
        store.put_all(releases, report, words=load_title_words())


def get_dataset_list(names: Collection[str] | None = None) -> DatasetList:
    """The imported datasets: those named, or all of them and then those that could be imported."""
    from careercli.datasets.publishers import NAMES, get_publisher  # comparisons do without

    file = get_store_file()
    with Store(file) as store:
        stored = store.get_datasets()
    datasets = [
        Dataset(
            name=each.name,
            publisher=each.publisher,
            version=each.head.version,
            imported=each.imported,
            counts=each.head.counts,
            missing=each.head.missing,
            notes=each.head.notes,
            source=each.head.source,
            get_from=get_publisher(each.publisher).get_from,
        )
        for each in stored
        if names is None or each.name in names
    ]
    there = {each.publisher for each in stored}
    datasets += [
        Dataset(name, name, None, None, {}, (), (), about.source, about.get_from)
        for name, about in ((name, get_publisher(name)) for name in NAMES if name not in there)
        if names is None
    ]
    return DatasetList(tuple(datasets), clean(str(file)))


def remove_dataset(name: str) -> None:
    """Removes a dataset. Raises UnknownDatasetError if there is none of that name, and StoreError."""
    with Store(get_store_file()) as store:
        if not store.remove(name):
            known = ", ".join(each.name for each in store.get_datasets())
            raise UnknownDatasetError(f"no dataset {name!r} is imported; choose from: {known or 'none'}")

"""The imported datasets as the catalog sees them: roles by name, and figures by code."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from careercli.catalog.folders import get_store_file
from careercli.datasets.release import CellRecord, Release, RoleRecord
from careercli.datasets.soc import SCHEME, get_published_codes
from careercli.documents import (
    Dataset,
    DatasetList,
    Hit,
    SearchResults,
)
from careercli.entries import OccupationEntry
from careercli.errors import UnknownDatasetError
from careercli.model import (
    Item,
    Related,
    Role,
    SearchEntry,
    Section,
    Source,
    Stated,
    Statement,
    area_rank,
)
from careercli.scales import describe_ratings, standardise
from careercli.store.database import Head, Named, Store
from careercli.text import clean


class Published(NamedTuple):
    """Figures, and the code they are published under: a combination's where the occupation has none of its own."""

    code: str
    entry: OccupationEntry


def open_imported() -> "Imported | None":
    """The imported datasets, or None where nothing was ever imported. Raises StoreError."""
    file = get_store_file()
    return Imported(Store(file)) if file.is_file() else None


def store_releases(releases: Sequence[Release], tell: Callable[[int], object]) -> None:
    """Stores releases, each in the place of the one of its name; `tell` gets the number of roles stored so far.

    Raises StoreError, and what making the roles of a release raises; the release at fault then changes nothing.
    """
    store = Store(get_store_file())
    for release in releases:
        store.put(release, tell)
    store.close()


def get_dataset_list(names: Collection[str] | None = None) -> DatasetList:
    """The imported datasets, those that are named or all of them and then those that could be imported."""
    from careercli.datasets.publishers import ABOUT  # comparisons do without

    file = get_store_file()
    stored = Store(file).get_datasets() if file.is_file() else []
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
            get_from=ABOUT[each.publisher].get_from,
        )
        for each in stored
        if names is None or each.name in names
    ]
    there = {each.publisher for each in stored}
    datasets += [
        Dataset(publisher, publisher, None, None, {}, (), (), about.source, about.get_from)
        for publisher, about in ABOUT.items()
        if names is None and publisher not in there
    ]
    return DatasetList(tuple(datasets), clean(str(file)))


def search(
    imported: "Imported | None", text: str, others: Iterable[SearchEntry], dataset: str | None, limit: int
) -> SearchResults:
    """The roles, imported ones and others, that fit a text, see `Store.search`; and the sources of the imported."""
    store = imported.store if imported else Store(None)
    total, found = store.search(text, others, dataset, limit)
    heads = dict(imported.heads.values()) if imported else {}
    hits = tuple(
        Hit(
            each.id,
            each.title,
            each.dataset,
            each.field,
            each.text,
            (heads[each.dataset].source_id,) if each.dataset in heads else (),
        )
        for each in found
    )
    named = {each.dataset for each in found}
    sources = {head.source_id: head.source for name, head in heads.items() if name in named}
    return SearchResults(clean(text), total, hits, sources)


def remove_dataset(name: str) -> None:
    """Removes a dataset. Raises UnknownDatasetError where there is none of that name, and StoreError."""
    file = get_store_file()
    store = Store(file) if file.is_file() else None
    if store is None or not store.remove(name):
        known = ", ".join(each.name for each in store.get_datasets()) if store else ""
        raise UnknownDatasetError(f"no imported dataset is called {name!r}; there are {known or 'none'}")
    store.close()


class Imported:
    """The imported datasets. Every method raises StoreError where their file cannot be read."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def heads(self) -> dict[int, tuple[str, Head]]:
        """The datasets by number: name, and what is known of each as a whole."""
        return {dataset.number: (dataset.name, dataset.head) for dataset in self.store.get_datasets()}

    @property
    def sources(self) -> dict[str, Source]:
        """The sources of all datasets, by id."""
        return {head.source_id: head.source for _, head in self.heads.values()}

    def get_number(self, dataset: str) -> int:
        """The number of the dataset of this name. Raises UnknownDatasetError where there is none."""
        for number, (name, _) in self.heads.items():
            if name == dataset:
                return number
        raise UnknownDatasetError(dataset)

    def find_named(self, key: str, dataset: str | None) -> tuple[list[Named], list[Named]]:
        """The roles, of one dataset if that is named, whose name a key is most; and the others that carry it."""
        named = [each for each in self.store.find_named(key) if dataset in {None, each.dataset}]
        first = [each for each in named if each.kind == named[0].kind]
        chosen = {each.id for each in first}
        rest = {each.id: each for each in named if each.id not in chosen}
        return first, list(rest.values())

    def find_figures(self, scheme: str, code: str, publisher: str) -> Published | None:
        """The latest figures of a publisher for an occupation, under its own code or a combination's."""
        for published in get_published_codes(code) if scheme == SCHEME else ():
            entry = self.store.find_figures(published, publisher)
            if entry is not None:
                return Published(published, entry)
        return None

    def find_role(self, role_id: str) -> Role | None:
        """A role by its id, without pay and outlook."""
        found = self.store.find_record(role_id)
        if found is None:
            return None
        record, number = found
        places = (cell.item for cells in record.sections.values() for cell in cells)
        titles = self.store.get_titles([related.id for related in record.related])
        return self._resolve(record, number, self.store.get_items(number, places), titles)

    def get_roles(self, dataset: str) -> Iterator[RoleRecord]:
        """The records of all roles of a dataset, by id."""
        for _, record in self.store.get_records(self.get_number(dataset)):
            yield record

    def _resolve(self, record: RoleRecord, number: int, items: Mapping[int, Item], titles: Mapping[str, str]) -> Role:
        dataset, head = self.heads[number]

        def stated(section: Section) -> tuple[Stated, ...]:
            cells = [_state(cell, items[cell.item], head) for cell in record.sections.get(section, ())]
            return tuple(sorted(cells, key=lambda cell: area_rank(cell.area)))

        return Role(
            id=record.id,
            title=record.title,
            dataset=dataset,
            aliases=record.aliases,
            summary=record.summary,
            codes=record.codes,
            reports_to=(),
            ladder=(),
            salary=(),
            outlook=(),
            duties=stated("duties"),
            requirements=stated("requirements"),
            skills=stated("skills"),
            environment=stated("environment"),
            related=tuple(
                Related(related.id, titles[related.id], related.tier)
                for related in record.related
                if related.id in titles
            ),
            source=head.source_id,
        )


def _state(cell: CellRecord, item: Item, head: Head) -> Stated:
    """A cell of the store as the model has it; what is only rated says its ratings."""
    sources = (head.source_id,)
    ratings = {
        score.scale: standardise(
            score.value,
            score.standard_error,
            head.scales[score.scale],
            suppressed=score.suppressed,
            not_relevant=score.not_relevant,
        )
        for score in cell.scores
    }
    statements = tuple(Statement(said.text, said.modality, said.condition, sources) for said in cell.statements)
    if not statements:
        statements = (Statement(describe_ratings(ratings), "stated", None, sources),)
    return Stated(item.id, item.label, item.area, statements, "single", ratings)

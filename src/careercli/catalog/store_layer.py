"""A store of datasets as a layer."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import count

from msgspec.structs import replace

from careercli.catalog.layers import Named, NameKind, Neighbourhood, Published
from careercli.catalog.resolve import make_head
from careercli.datasets.reasons import Reasons, find_reasons, get_profile
from careercli.datasets.release import CellRecord, RoleRecord
from careercli.datasets.soc import SCHEME, get_published_codes
from careercli.datasets.steps import Steps
from careercli.documents import SharedKnowledge, Why
from careercli.model import (
    SECTIONS,
    Code,
    Item,
    Related,
    Role,
    Section,
    Source,
    Stated,
    Statement,
    in_order,
)
from careercli.scales import describe_ratings, standardise
from careercli.store.database import Head, Store
from careercli.store.search import Fits, Query


class StoreLayer:
    """The datasets of a store, see `layers.Layer`. Every method raises StoreError if the file cannot be read."""

    serves_all = True

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def heads(self) -> dict[int, tuple[str, Head]]:
        """Name and head of each dataset, by number."""
        return {dataset.number: (dataset.name, dataset.head) for dataset in self.store.get_datasets()}

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources of all datasets, by id."""
        return {head.source_id: head.source for _, head in self.heads.values()}

    def count_roles(self) -> dict[str, int]:
        """The number of roles of each dataset that has any."""
        return self.store.count_roles()

    def find_named(self, key: str, dataset: str | None) -> list[Named]:
        """The roles that have a name with this key, the strongest kind of name first."""
        return [
            Named(NameKind(each.kind), each.id, each.title, each.dataset)
            for each in self.store.find_named(key)
            if dataset in {None, each.dataset}
        ]

    def find_figures(self, code: Code) -> list[Published]:
        """The latest pay and the latest projection for an occupation, under its own code or a combination's."""
        found = []
        for publisher in ("oews", "projections") if code.scheme == SCHEME else ():
            for published in get_published_codes(code.code):
                entry = self.store.find_figures(published, publisher)
                if entry is not None:
                    found.append(Published(published, entry))
                    break
        return found

    def find_beginning(self, prefix: str, dataset: str | None, limit: int) -> list[tuple[str, str]]:
        """The first ids and titles that begin with `prefix`, each with the title of its role; none for no prefix."""
        return self.store.find_beginning(prefix, dataset, limit) if prefix else []

    def get_roles(self, dataset: str | None) -> Iterator[Role]:
        """The heads of the roles, by dataset and id."""
        for number, (name, head) in self.heads.items():
            if dataset in {None, name}:
                for _, record in self.store.get_records(number):
                    yield make_head(record.id, record.title, name, record.aliases, record.codes, head.source_id)

    def search(self, query: Query, dataset: str | None) -> Fits:
        """The roles that fit a search."""
        return self.store.search(query, dataset)

    def find_source(self, dataset: str) -> str | None:
        """The id of the release that a dataset is."""
        return next((head.source_id for name, head in self.heads.values() if name == dataset), None)

    def find_alike(self, role_id: str, limit: int) -> Neighbourhood | None:
        """The roles of its release that are most like a role, `limit` at most."""
        found = self.store.find_record(role_id)
        facts = self.store.find_facts(found[1]) if found else None
        if found is None or facts is None:
            return None
        record, number = found
        nearest = [each for each, _ in self.store.find_nearest(role_id, limit)]
        head = self.heads[number][1]
        places = {cell.item for each in (record, *nearest) for cells in each.sections.values() for cell in cells}
        items = self.store.get_items(number, places)
        own = get_profile(record, items, head.scales)
        alike = tuple(
            (
                replace(self._make_head(each, number), requirements=self._state(each, "requirements", items, head)),
                _explain(find_reasons(own, get_profile(each, items, head.scales), facts.statistics)),
            )
            for each in nearest
        )
        return Neighbourhood(alike, facts.parts, role_id in facts.unrated)

    def find_steps(self, dataset: str) -> Steps | None:
        """The steps between the roles of a dataset."""
        number = next((number for number, (name, _) in self.heads.items() if name == dataset), None)
        return None if number is None else self.store.find_steps(number)

    def close(self) -> None:
        """Closes the store."""
        self.store.close()

    def find_role(self, role_id: str) -> Role | None:
        """The role with this id, without official figures."""
        found = self.store.find_record(role_id)
        if found is None:
            return None
        record, number = found
        places = (cell.item for cells in record.sections.values() for cell in cells)
        titles = self.store.get_titles([related.id for related in record.related])
        return self._resolve(record, number, self.store.get_items(number, places), titles)

    def _resolve(self, record: RoleRecord, number: int, items: Mapping[int, Item], titles: Mapping[str, str]) -> Role:
        head = self.heads[number][1]
        return replace(
            self._make_head(record, number),
            summary=record.summary,
            **{section: self._state(record, section, items, head) for section in SECTIONS},
            related=tuple(
                Related(related.id, titles[related.id], related.tier)
                for related in record.related
                if related.id in titles
            ),
        )

    def _make_head(self, record: RoleRecord, number: int) -> Role:
        dataset, head = self.heads[number]
        return make_head(record.id, record.title, dataset, record.aliases, record.codes, head.source_id)

    def _state(
        self, record: RoleRecord, section: Section, items: Mapping[int, Item], head: Head
    ) -> tuple[Stated, ...]:
        ranks = count(1)
        return in_order(
            _state(cell, items[cell.item], head, next(ranks) if section == "duties" and cell.statements else None)
            for cell in record.sections.get(section, ())
        )


def _explain(reasons: Reasons) -> Why:
    """Why two roles are alike, as documents have it."""
    return Why(
        activities=tuple(each.label for each in reasons.activities),
        near=tuple(f"{'; '.join(each.one)} / {'; '.join(each.two)}" for each in reasons.near),
        knowledge=tuple(
            SharedKnowledge(each.id, each.label, round(each.one, 2), round(each.two, 2)) for each in reasons.knowledge
        ),
        words=reasons.words,
        skills=tuple(each.label for each in reasons.skills),
    )


def _state(cell: CellRecord, item: Item, head: Head, rank: int | None) -> Stated:
    """A cell of the store as the model has it; an item that is only rated says its ratings."""
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
    return Stated(item.id, item.label, item.area, statements, "single", ratings, rank)

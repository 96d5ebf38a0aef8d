"""A store of datasets as a layer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import count
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careercli.catalog.layers import Named, NameForm, NameKind, Neighbourhood, PlacedPay, Published
from careercli.catalog.resolve import make_head
from careercli.datasets.oews_places import NATION
from careercli.datasets.pay import PayRecord
from careercli.datasets.release import DUTIES, CellRecord, OriginRecord, RoleRecord
from careercli.datasets.soc import SCHEME, get_published_codes
from careercli.documents import Field, SharedKnowledge, Why
from careercli.entries import OccupationEntry
from careercli.errors import StoreError
from careercli.model import (
    SECTIONS,
    Code,
    Item,
    Place,
    PlaceType,
    Related,
    Role,
    Section,
    Source,
    Stated,
    Statement,
    in_order,
)
from careercli.scales import describe_ratings, standardise
from careercli.store import names
from careercli.store.connection import DAMAGED
from careercli.store.database import Head, Store
from careercli.store.pay import Paid
from careercli.store.search import Fits, Query
from careercli.text import clean

if TYPE_CHECKING:
    from careercli.datasets.reasons import Reasons
    from careercli.datasets.steps import Steps


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
        return [_make_named(each) for each in self.store.find_named(key) if dataset in {None, each.dataset}]

    def find_candidates(self, key: str, dataset: str | None) -> list[Named]:
        """The roles with a name that folds to this key, the best fit first."""
        return [_make_named(each) for each in self.store.find_candidates(key) if dataset in {None, each.dataset}]

    def find_words(self) -> Mapping[str, int]:
        """The words of all names, and how many roles use each."""
        return self.store.find_words()

    def find_figures(self, code: Code, place: str | None = None) -> list[Published]:
        """The latest pay and the latest projection for an occupation, under its own code or a combination's; and the
        latest pay in a place, if its code is given."""
        if code.scheme != SCHEME:
            return []
        found = []
        codes = get_published_codes(code.code)
        for where in [place] if place else []:
            found += [Published(*each, is_local=True) for each in self._find_pay_in(codes, where)]
        found += [Published(*each) for each in self._find_pay_in(codes, NATION.code)]
        for published in codes:
            entry = self.store.find_figures(published, "projections")
            if entry is not None:
                found.append(Published(published, entry))
                break
        return found

    def _find_pay_in(self, codes: Sequence[str], place: str) -> list[tuple[str, OccupationEntry]]:
        """The latest pay in one place, under the first of these codes that has any; with that code."""
        for code in codes:
            paid = self.store.find_pay(code, place)
            if paid:
                latest = max(paid, key=lambda each: self._get_date(each.dataset))
                where = NATION if place == NATION.code else self._get_place(latest)
                return [(code, OccupationEntry(SCHEME, latest.title, self._make_record(latest, where).entries))]
        return []

    def read_pay(self, place: str | None) -> None:
        """Reads the official pay in a place, and in the nation, of all occupations at once."""
        for where in {place or NATION.code, NATION.code}:
            self.store.read_pay(where)

    def find_pay(self, code: Code, types: Collection[PlaceType]) -> list[PlacedPay]:
        """The latest pay for an occupation in every place of these types, under its own code or a combination's."""
        for published in get_published_codes(code.code) if code.scheme == SCHEME else ():
            latest: dict[str, Paid] = {}
            for paid in sorted(self.store.find_pay(published, None), key=lambda each: self._get_date(each.dataset)):
                latest[paid.place] = paid
            if latest:
                placed = ((self._get_place(paid), paid) for paid in latest.values())
                return [
                    PlacedPay(
                        place,
                        published,
                        paid.title,
                        self._get_date(paid.dataset),
                        self._make_record(paid, place),
                    )
                    for place, paid in placed
                    if place.type in types
                ]
        return []

    def get_places(self) -> dict[str, Place]:
        """The places of all datasets, by code; of several years as the latest has them."""
        return {place.code: place for _, place in sorted(self._places.items())}

    @cached_property
    def _places(self) -> dict[tuple[str, str, int], Place]:
        """The places of each dataset by code, date and number of the dataset."""
        return {(place.code, self._get_date(dataset), dataset): place for dataset, place in self.store.get_places()}

    def _get_place(self, paid: Paid) -> Place:
        place = self._places.get((paid.place, self._get_date(paid.dataset), paid.dataset))
        if place is None:
            raise StoreError(f"{clean(str(self.store.file))}: {DAMAGED}")
        return place

    def _get_date(self, dataset: int) -> str:
        return self.heads[dataset][1].source.date or ""

    def _make_record(self, paid: Paid, place: Place) -> PayRecord:
        head = self.heads[paid.dataset][1]
        return PayRecord(paid.cells, head.top, head.source_id, place.name, head.source.date)

    def find_beginning(self, prefix: str, dataset: str | None, limit: int) -> list[tuple[str, str]]:
        """The first ids and titles of which a word begins with `prefix`, each with the title of its role; none for no
        prefix."""
        return self.store.find_beginning(prefix, dataset, limit) if prefix else []

    def get_heads(self, dataset: str | None) -> Iterator[Named]:
        """The roles by dataset and id, without their records."""
        for name, _ in self.heads.values():
            if dataset in {None, name}:
                yield from map(_make_named, self.store.get_heads(name))

    def get_roles(self, dataset: str | None) -> Iterator[Role]:
        """The heads of the roles, by dataset and id."""
        for number, (name, head) in self.heads.items():
            if dataset in {None, name}:
                for _, record in self.store.get_records(number):
                    yield make_head(record.id, record.title, name, record.aliases, record.codes, head.source_id)

    def find_text(self, role_id: str, key: str) -> tuple[Field, str] | None:
        """The name of a role that folds to this key, and where it is."""
        return self.store.find_text(role_id, key)

    def search(self, query: Query, dataset: str | None) -> Fits:
        """The roles that fit a search."""
        return self.store.search(query, dataset)

    def find_source(self, dataset: str) -> str | None:
        """The id of the release that a dataset is."""
        return next((head.source_id for name, head in self.heads.values() if name == dataset), None)

    def find_alike(self, role_id: str, limit: int) -> Neighbourhood | None:
        """The roles of its release that are most like a role, `limit` at most."""
        from careercli.datasets.reasons import find_reasons, get_profile  # only some commands need them

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

        def explain(other: RoleRecord) -> Why:
            return _explain(find_reasons(own, get_profile(other, items, head.scales), facts.statistics))

        alike = tuple(
            (
                replace(self._make_head(each, number), requirements=self._state(each, "requirements", items, head)),
                partial(explain, each),
            )
            for each in nearest
        )
        return Neighbourhood(alike, facts.parts, role_id in facts.unrated)

    def get_forms(self, dataset: str | None) -> Iterator[NameForm]:
        """The folded names of all roles, by dataset."""
        for name, _ in self.heads.values():
            if dataset in {None, name}:
                yield from (NameForm(*form) for form in self.store.get_folded(name))

    def get_neighbours(self, dataset: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The roles that have neighbours, each with these, the most like first."""
        for name, _ in self.heads.values():
            if dataset in {None, name}:
                yield from self.store.get_neighbours(name)

    def list_alike(self, role_id: str, limit: int) -> list[str]:
        """The ids of the roles of its release that are most like a role."""
        return self.store.list_nearest(role_id, limit)

    def find_steps(self, dataset: str) -> "Steps | None":
        """The steps between the roles of a dataset."""
        number = next((number for number, (name, _) in self.heads.items() if name == dataset), None)
        return None if number is None else self.store.find_steps(number)

    def get_hint(self, dataset: str) -> str | None:
        """Nothing: all there is is here."""

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

    def _state(self, record: RoleRecord, section: Section, items: Mapping[int, Item], head: Head) -> tuple[Stated, ...]:
        ranks = count(1)
        return in_order(
            _state(
                cell,
                items[cell.item],
                head,
                next(ranks) if section == "duties" and cell.statements else None,
                record.origins.get(_find_area(section, cell, items[cell.item]), OriginRecord()),
            )
            for cell in record.sections.get(section, ())
        )


def _explain(reasons: "Reasons") -> Why:
    """Why two roles are alike, as documents have it."""
    return Why(
        activities=tuple(each.label for each in reasons.activities),
        near=tuple(f"{each.one[0]} / {each.two[0]}" for each in reasons.near),
        knowledge=tuple(
            SharedKnowledge(each.id, each.label, round(each.one, 2), round(each.two, 2)) for each in reasons.knowledge
        ),
        words=reasons.words,
        skills=tuple(each.label for each in reasons.skills),
    )


def _make_named(each: names.Named) -> Named:
    soc = None if each.soc is None else Code(SCHEME, each.soc, None, "exact" if each.is_soc else "nearest")
    return Named(NameKind(each.kind), each.id, each.title, each.dataset, each.code, soc, each.weight)


def _find_area(section: Section, cell: CellRecord, item: Item) -> str:
    """The area that a cell's origin is under."""
    return DUTIES if section == "duties" and cell.statements else item.area or ""


def _state(cell: CellRecord, item: Item, head: Head, rank: int | None, origin: OriginRecord) -> Stated:
    """A cell of the store as the model has it; an item that is only rated says its ratings."""
    sources = (head.source_id,)
    ratings = {
        score.scale: standardise(
            score.value,
            score.standard_error,
            head.scales[score.scale],
            suppressed=score.suppressed,
            not_relevant=score.not_relevant,
            date=origin.date,
            collected_from=origin.collected_from,
        )
        for score in cell.scores
    }
    statements = tuple(
        Statement(
            said.text,
            said.modality,
            said.condition,
            sources,
            date=origin.date,
            collected_from=origin.collected_from,
        )
        for said in cell.statements
    )
    if not statements:
        statements = (Statement(describe_ratings(ratings), "stated", None, sources),)
    return Stated(item.id, item.label, item.area, statements, "single", ratings, rank)

"""The roles in force: which layers there are, and what is asked of them together.

Over 400 lines, since all that commands ask of the roles in force is asked here.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from careercli.catalog import names
from careercli.catalog.box import find_ready_made
from careercli.catalog.box_layer import BoxLayer
from careercli.catalog.facts import describe_occupation
from careercli.catalog.figures import find_placed, get_date, get_official, get_places
from careercli.catalog.files import read_role_files
from careercli.catalog.folders import find_own_files, get_home, get_store_file
from careercli.catalog.guarded_layer import GuardedLayer
from careercli.catalog.layers import Layer, Named, NameKind, Neighbourhood
from careercli.catalog.resolve import make_head
from careercli.catalog.role_file_layer import RoleFileLayer
from careercli.documents import Listing, PlaceList, RoleDocument, RoleList, SearchResults, Sort
from careercli.errors import Candidate, InvalidFileError, StoreError, UnknownDatasetError, UnknownRoleError
from careercli.model import Code, Estimate, Place, Placed, PlaceType, Role, Source
from careercli.text import clean, make_word, name_key
from careercli.words import name_place

if TYPE_CHECKING:
    from careercli.datasets.steps import Steps

HOURS_A_YEAR = 2080
"""Hours of work in a year, by which the Bureau of Labor Statistics converts pay: 52 weeks of 40."""

MANY = 100
"""From how many roles on the pay of all is read at once."""


def load_catalog(
    files: Sequence[str] = (), dataset: str | None = None, warn: Callable[[str], object] = bool
) -> "Catalog":
    """The catalog of the bundled roles, the user's own, those of `files` (`-`: stdin) and the imported datasets; with
    `dataset` only the roles of that one.

    The user's own files are not read if `dataset` is another one. `warn` gets what is wrong with a store as long as
    nothing needs it. Raises InvalidFileError with all the problems of all the files, StoreError if `dataset` may be in
    a broken store, and UnknownDatasetError.
    """
    get_home()  # raises now what would otherwise be a warning first
    with ExitStack() as opened:
        imported = [GuardedLayer("imported datasets are", _open_store, warn)] if _may_have_store() else []
        for layer in imported:
            opened.callback(layer.close)
        others = {"bundled", *(name for layer in imported for name in (layer.count_roles() if dataset else ()))}
        made = find_ready_made()
        read = read_role_files([*(() if dataset in others else find_own_files()), *files], made.roles if made else None)
        if read.problems:
            raise InvalidFileError.of(read.problems)
        role_files = RoleFileLayer(read.files)

        def is_hidden(name: str) -> bool:
            return any(layer.find_source(name) is not None for layer in imported)

        box = GuardedLayer("the box is", lambda: BoxLayer(made, warn, is_hidden), warn)
        opened.callback(box.close)
        catalog = Catalog([role_files, *imported, box], dataset, role_files.resolver.replaced)
        opened.pop_all()  # the catalog closes them
        return catalog


def _may_have_store() -> bool:
    try:
        return get_store_file().is_file()
    except StoreError:  # to be raised when it is opened
        return True


def _open_store() -> Layer:
    from careercli.catalog.store_layer import StoreLayer  # SQLite costs nothing if nothing was imported
    from careercli.store.database import Store

    return StoreLayer(Store(get_store_file()))


class Catalog:
    """Roles by name, from a list of layers, the strongest first; with `dataset` only the roles of that one."""

    def __init__(self, layers: Sequence[Layer], dataset: str | None = None, replaced: Sequence[str] = ()) -> None:
        self.layers = layers
        self.dataset = dataset
        self.replaced = replaced
        """What a later role file replaced, a sentence each."""
        self._names = names.Names(layers, dataset)
        self.notes: list[str] = []
        """What else has the names that were asked for, and what has no figures where it was asked for, a sentence each.
        """
        self.place: Place | None = None
        """The place whose pay comes before that of the nation, see `choose_place`."""
        if dataset is not None and dataset not in self.count_roles():
            self._raise_if_broken()
            raise UnknownDatasetError(
                f"no dataset {dataset!r} has roles; choose from: {', '.join(self.count_roles())}; "
                "`careercli datasets` says more"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the files of the layers: an import waits for whoever reads a store."""
        for layer in self.layers:
            layer.close()

    def renew(self) -> "Catalog":
        """A catalog of the same layers of which nothing was asked yet: without notes and a place."""
        return Catalog(self.layers, self.dataset, self.replaced)

    def _raise_if_broken(self) -> None:
        """Raises the StoreError of a broken layer: what was asked for may be in it."""
        for layer in self.layers:
            if isinstance(layer, GuardedLayer) and layer.error is not None:
                raise layer.error

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources of all layers, by id."""
        sources: dict[str, Source] = {}
        for layer in reversed(self.layers):
            sources |= layer.sources
        return sources

    def count_roles(self) -> dict[str, int]:
        """The number of roles of each dataset that has any."""
        counts: dict[str, int] = {}
        for layer in self.layers:
            counts |= layer.count_roles()
        return counts

    def get_id(self, name: str) -> str:
        """The id of the one role that `name` means, see `get_ids`."""
        return self.get_ids([name])[0]

    def get_ids(self, wanted: Sequence[str]) -> list[str]:
        """The ids of the roles that names mean, read together; see docs/methods/names.md.

        What else has the names is added to `notes`. Raises UnknownRoleError with the nearest names, and
        AmbiguousRoleError with those that fit.
        """
        meanings = self._names.get_meanings(wanted)
        roles = []
        for name, meaning in zip(wanted, meanings, strict=True):
            if meaning is None:
                self._raise_if_broken()
                raise names.unknown(name, self.suggest(name))
            if meaning.others:
                self.notes.append(names.describe_others(name, meaning))
            roles.append(meaning.role)
        self.notes += names.describe_mix(roles)
        return [role.id for role in roles]

    def is_known(self, name: str) -> bool:
        """Whether any role is called so."""
        return bool(self._names.read(name))

    def suggest(self, name: str) -> list[tuple[str, Candidate]]:
        """The names that come nearest to one that no role has, each with its role, the nearest first."""
        from careercli.catalog.search import suggest  # needs SQLite

        return [
            (fit.text if fit.field == "alias" else fit.role.title, self._names.describe(fit.role))
            for fit in suggest(self._names, name)
        ]

    def get(self, name: str) -> Role:
        """The role that `name` means; raises what get_id raises."""
        return self.get_role(self.get_id(name))

    def get_role(self, role_id: str) -> Role:
        """The role with this id, with the official figures in force; raises UnknownRoleError if there is none."""
        for layer in self.layers:
            role = layer.find_role(role_id)
            if role is not None:
                return self._add_official(role, layer)
        self._raise_if_broken()
        raise UnknownRoleError(f"no role has the id {role_id!r}")

    def _add_official(self, role: Role, layer: Layer) -> Role:
        place = self.place
        official = get_official(role, layer, self.layers, place.code if place else None)
        if place and not official.has_local:
            self.notes.append(
                f"No pay in {name_place(place.name)} is published for {role.title}: see the national figures."
            )
        role = replace(
            role,
            codes=official.codes,
            salary=role.salary + official.salary,
            outlook=role.outlook + official.outlook,
        )
        if role.summary is None and layer.serves_all:
            role = replace(role, summary=describe_occupation(role))
        return role

    @cached_property
    def places(self) -> dict[str, Place]:
        """The places that there is pay of, by code."""
        return get_places(self.layers)

    def find_place(self, name: str) -> Place:
        """The place that a name means. Raises UnknownPlaceError with the nearest names, and AmbiguousPlaceError with
        those that fit."""
        from careercli.catalog.places import get_place

        if not self.places:
            self._raise_if_broken()
        return get_place(name, self.places)

    def choose_place(self, name: str) -> Place:
        """Makes the pay of a place come before that of the nation; returns the place. Raises what find_place raises."""
        place = self.find_place(name)
        self.place = None if place.type == "nation" else place
        return place

    def get_placed(self, role_id: str, types: Collection[PlaceType]) -> tuple[Role, list[Placed]]:
        """The role with this id, of which the head is enough, and its official pay in every place of these types.

        Raises UnknownRoleError.
        """
        head, layer = self._get_head(role_id)
        return head, find_placed(head, layer, self.layers, types)

    def _get_head(self, role_id: str) -> tuple[Role, Layer]:
        """A role with its layer; of an occupation only title, codes and source. Raises UnknownRoleError."""
        for layer in self.layers:
            for head in layer.find_named(name_key(role_id), None):
                if head.id == role_id:
                    codes = () if head.soc is None else (head.soc,)
                    role = None if layer.serves_all else layer.find_role(role_id)
                    source = layer.find_source(head.dataset)
                    return role or make_head(head.id, head.title, head.dataset, (), codes, source), layer
        raise UnknownRoleError(f"no role has the id {role_id!r}")

    def get_local_pay(self, role: Role) -> tuple[Estimate, ...]:
        """Of the pay of a role of this catalog that of the place chosen, which is by the year, then by the hour; that
        of its nearest occupation names it."""
        return tuple(pay for pay in role.salary if self.place and pay.area == self.place.name)

    def find_alike(self, role: Role, limit: int) -> Neighbourhood | None:
        """The roles of its release that are most like a role, with the official figures in force; None if none are
        known."""
        for layer in self.layers:
            found = layer.find_alike(role.id, limit)
            if found is not None:
                before = [*self.notes]  # what has no pay in a place is seen beside each
                alike = tuple((self._add_official(each, layer), why) for each, why in found.alike)
                self.notes[:] = before
                return replace(found, alike=alike)
        return None

    def list_alike(self, role_id: str, limit: int) -> list[str]:
        """The ids of the roles that `find_alike` finds; none if it finds none."""
        return next((found for layer in self.layers if (found := layer.list_alike(role_id, limit))), [])

    def get_heads(self) -> Iterator[tuple[Named, str | None]]:
        """All roles in force, each once, those of role files first; with the source of all of it, if there is one."""
        seen: set[str] = set()
        for layer in self.layers:
            for head in layer.get_heads(self.dataset):
                if head.id not in seen:
                    seen.add(head.id)
                    yield head, layer.find_source(head.dataset)

    def find_steps(self, dataset: str) -> "Steps | None":
        """The steps between the roles of a dataset; None if none are known."""
        return next((found for layer in self.layers if (found := layer.find_steps(dataset)) is not None), None)

    def find_occupation(self, role: Role) -> str | None:
        """The id of the occupation that a role of a role file is or is nearest to, by its codes; None if none is."""
        kinds = (NameKind.ID, NameKind.CODE)
        for code in role.codes:
            for layer in self.layers:
                fits = [each for each in layer.find_named(name_key(code.code), None) if each.kind in kinds]
                if fits and layer.serves_all:
                    return min(fits).id
        return None

    def get_own_roles(self) -> list[Role]:
        """All roles of role files, with the official figures in force."""
        return [
            self.get_role(head.id)
            for layer in self.layers
            if not layer.serves_all
            for head in layer.get_roles(self.dataset)
        ]

    def find_median_pay(self, codes: Sequence[Code]) -> tuple[float, bool] | None:
        """The yearly median pay of an occupation, or its top code, by the official figures in force for its codes, in
        the place that was chosen if there are any; and whether it is that of a broader occupation."""
        asked = [layer for layer in self.layers if layer.serves_all]
        place = self.place.code if self.place else None
        for code in codes:
            found = [each for layer in asked for each in layer.find_figures(code, place) if each.entry.salary]
            paid = max(found, key=lambda each: (each.is_local, get_date(each.entry)), default=None)
            for estimate in paid.entry.salary if paid else ():
                amount = estimate.amount if estimate.amount is not None else estimate.at_or_above
                if estimate.statistic == "median" and amount is not None:
                    hours = HOURS_A_YEAR if estimate.period == "hour" else 1
                    return amount * hours, code.match == "nearest"
        return None

    def get_place_list(self, text: str | None) -> PlaceList:
        """The places that there is pay of, or those that fit a text, states first."""
        from careercli.catalog.places import list_places

        return PlaceList(None if text is None else clean(text), tuple(list_places(text or "", self.places.values())))

    def get_document(self, name: str) -> RoleDocument:
        """The role that `name` means, with all sources there are; raises what get_id raises."""
        role = self.get(name)
        hints = [hint for layer in self.layers if (hint := layer.get_hint(role.dataset)) is not None]
        return RoleDocument(role, self.sources, (*self.notes, *hints[:1]))

    def complete(self, beginning: str) -> list[tuple[str, str]]:
        """The ids and titles that begin so, without punctuation, each with the title of its role."""
        return names.complete(beginning, self.layers, self.dataset)

    def search(self, text: str, limit: int) -> SearchResults:
        """The roles that fit a text, the best first, and why; with the sources of what is shown of them.

        Raises UsageError if the text is too long, and StoreError if nothing fits but a layer is broken.
        """
        from careercli.catalog.search import search  # needs SQLite
        from careercli.store.search import check_length

        check_length(text)
        results = search(self._names, text, limit)
        if not results.hits:
            self._raise_if_broken()
        return self._add_local_pay(results) if self.place else results

    def _add_local_pay(self, results: SearchResults) -> SearchResults:
        """What a search found, with the pay of each role in the place chosen."""
        hits = tuple(
            replace(hit, salary=self._list_pay(self._add_official(*self._get_head(hit.id)))) for hit in results.hits
        )
        cited = dict.fromkeys(source for hit in hits for pay in hit.salary for source in pay.sources)
        sources = results.sources | {source: self.sources[source] for source in cited}
        return replace(results, hits=hits, sources=sources, place=self.place.name if self.place else None)

    def _list_pay(self, role: Role) -> tuple[Estimate, ...]:
        """The pay that a list shows of a role: its own, or all there is in the place chosen; by the hour only where
        the same is not published by the year."""
        pay = self.get_local_pay(role) if self.place else [each for each in role.salary if not each.nearest]
        by_year = {(each.statistic, each.area, each.as_of, each.nearest) for each in pay if each.period == "year"}
        return tuple(
            each
            for each in pay
            if each.period != "hour" or (each.statistic, each.area, each.as_of, each.nearest) not in by_year
        )

    def get_list(
        self, text: str = "", limit: int | None = None, sort: Sort | None = None, *, with_aliases: bool = False
    ) -> RoleList:
        """The roles of role files in the order of the files, and those of `dataset`; with a text those of all datasets
        that have its words in id, title or code. With the sources of their pay, and of themselves if a licence asks for
        it; and how many more roles each other dataset has."""
        more = self.count_roles()
        is_whole = self.dataset is not None or bool(text.strip())
        layers = [layer for layer in self.layers if is_whole or not layer.serves_all]
        heads = [(head, layer) for layer in layers for head in layer.get_heads(self.dataset)]
        if text.strip():
            words = make_word(text).split("-")
            heads = [(head, layer) for head, layer in heads if _has_words(head, words)]
        if len(heads) > MANY and (limit is None or limit > MANY or sort in {"pay", "growth"}):
            for layer in self.layers:
                layer.read_pay(self.place.code if self.place else None)
        own = {role.id: role for layer in layers if not layer.serves_all for role in layer.get_roles(self.dataset)}
        if sort == "title":
            heads.sort(key=lambda each: (each[0].title.casefold(), each[0].id))
        if sort not in {"pay", "growth"}:
            shown = [self._list(*each, own, with_aliases=with_aliases) for each in heads[:limit]]
        else:
            shown = [self._list(*each, own, with_aliases=with_aliases) for each in heads]
            shown.sort(key=_get_pay if sort == "pay" else _get_growth, reverse=True)
            shown = shown[:limit]
        for head, _ in () if text.strip() else heads:
            more.pop(head.dataset, None)
        cited = dict.fromkeys(source for _, source in shown if source)
        roles = tuple(listing for listing, _ in shown)
        cited |= dict.fromkeys(source for role in roles for estimate in role.salary for source in estimate.sources)
        sources = {source: self.sources[source] for source in cited}
        place = self.place.name if self.place else None
        return RoleList(roles, sources, clean(str(get_home())), {} if is_whole else more, len(heads), place)

    def _list(
        self, head: Named, layer: Layer, own: Mapping[str, Role], *, with_aliases: bool
    ) -> tuple[Listing, str | None]:
        """A role as the list has it, and the source of all of it, if there is one; `own` are those of role files."""
        source = layer.find_source(head.dataset)
        role = layer.find_role(head.id) if layer.serves_all and with_aliases else own.get(head.id)
        if role is None:
            codes = () if head.soc is None else (head.soc,)
            role = make_head(head.id, head.title, head.dataset, (), codes, source)
        if head.soc is not None and head.soc.match == "nearest" and self.place is None:
            official = role  # a detail has no figures of its own
        else:
            found = get_official(role, layer, self.layers, self.place.code if self.place else None)
            official = replace(role, salary=role.salary + found.salary, outlook=role.outlook + found.outlook)
        pay = self._list_pay(official)
        changes = [
            outlook.change_percent
            for outlook in official.outlook
            if not outlook.nearest and outlook.change_percent is not None
        ]
        aliases = role.aliases if with_aliases else ()
        growth = changes[0] if changes else None
        return Listing(role.id, role.title, role.dataset, aliases, pay, head.code, growth), source


def _has_words(head: Named, words: Sequence[str]) -> bool:
    """Whether each word begins a word of the role's title, id or code."""
    there = f"-{make_word(head.title)}-{head.id}-{make_word(head.code or '')}"
    return all(f"-{word}" in there for word in words)


def _get_pay(each: tuple[Listing, str | None]) -> float:
    """The first yearly pay of a role; -1 if none is known."""
    pays = (
        pay.amount * HOURS_A_YEAR if pay.period == "hour" else pay.amount
        for pay in each[0].salary
        if pay.amount is not None and pay.period in {"year", "hour"}
    )
    return next(pays, -1)


def _get_growth(each: tuple[Listing, str | None]) -> float:
    """By how much the employment of a role is projected to change; the least of all if that is not known."""
    return -inf if each[0].change_percent is None else each[0].change_percent

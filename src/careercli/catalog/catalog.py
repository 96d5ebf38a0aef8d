"""The roles in force: which layers there are, and what is asked of them together."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from typing import Self

from msgspec.structs import replace

from careercli.catalog import names
from careercli.catalog.box import find_ready_made
from careercli.catalog.box_layer import BoxLayer
from careercli.catalog.facts import describe_occupation
from careercli.catalog.figures import find_placed, get_official, get_places
from careercli.catalog.files import read_role_files
from careercli.catalog.folders import find_own_files, get_home, get_store_file
from careercli.catalog.guarded_layer import GuardedLayer
from careercli.catalog.layers import Layer
from careercli.catalog.role_file_layer import RoleFileLayer
from careercli.documents import Listing, PlaceList, RoleDocument, RoleList, SearchResults
from careercli.errors import InvalidFileError, StoreError, UnknownDatasetError, UnknownRoleError
from careercli.model import Estimate, Place, Placed, PlaceType, Role, Source
from careercli.text import clean
from careercli.words import name_place


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
        hidden = {name for layer in imported for name in layer.count_roles()}
        box = GuardedLayer("the box is", lambda: BoxLayer(made, warn, hidden), warn)
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
        """The id of the one role that `name` means, see `names.find_meaning`.

        What else has the name is added to `notes`. Raises UnknownRoleError with the nearest names, and
        AmbiguousRoleError with those that fit.
        """
        if any(each.id == name for each in self.layers[0].find_named(name, self.dataset)):
            return name  # an id of the strongest layer: the others need not be opened
        meaning = names.find_meaning(name, self.layers, self.dataset)
        if meaning is None:
            self._raise_if_broken()
            raise names.unknown(name, self.suggest(name))
        if meaning.others:
            self.notes.append(names.describe_others(name, meaning, meaning.others))
        return meaning.role.id

    def suggest(self, name: str) -> dict[str, str]:
        """The titles of the three roles whose names come nearest to `name`, by id, the nearest first."""
        return names.suggest(name, self._get_known_names(name))

    def _get_known_names(self, name: str) -> Iterator[tuple[str, str, str]]:
        for layer in self.layers:
            if not layer.serves_all:
                for role in layer.get_roles(self.dataset):
                    for known in (role.id, role.title, *role.aliases, *(code.code for code in role.codes)):
                        yield known, role.id, role.title
        from careercli.catalog.search import search

        for hit in search(self.layers, name, self.dataset, names.MAX_ECHO).hits:
            yield hit.title, hit.id, hit.title
            if hit.field == "alias":
                yield hit.text, hit.id, hit.title

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
        """The role with this id, and its official pay in every place of these types; raises what get_role raises."""
        role = self.get_role(role_id)
        layer = next(each for each in self.layers if each.find_role(role_id) is not None)
        return role, find_placed(role, layer, self.layers, types)

    def get_local_pay(self, role: Role) -> tuple[Estimate, ...]:
        """Of the pay of a role of this catalog that of the place chosen, which is by the year, then by the hour; that
        of its nearest occupation names it."""
        return tuple(pay for pay in role.salary if self.place and pay.area == self.place.name)

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
        results = search(self.layers, text, self.dataset, limit)
        if not results.hits:
            self._raise_if_broken()
        return results

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

    def get_list(self) -> RoleList:
        """The roles of role files in the order of the files, or those of `dataset`; with the sources of their pay, and
        of themselves if a licence asks for it; and how many more roles each other dataset has."""
        more = self.count_roles()
        roles = []
        cited: dict[str, None] = {}
        for layer in self.layers:
            if layer.serves_all and self.dataset is None:
                continue
            for head in layer.get_roles(self.dataset):
                role = self._add_official(head, layer)
                roles.append(Listing(role.id, role.title, role.dataset, role.aliases, self._list_pay(role)))
                cited |= dict.fromkeys([role.source] if role.source else [])
        for listing in roles:
            more.pop(listing.dataset, None)
        cited |= dict.fromkeys(source for role in roles for estimate in role.salary for source in estimate.sources)
        sources = {source: self.sources[source] for source in cited}
        return RoleList(tuple(roles), sources, clean(str(get_home())), more if self.dataset is None else {})

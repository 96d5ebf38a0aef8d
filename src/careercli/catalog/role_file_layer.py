"""Role files as a layer: the bundled roles, the user's own and those named on the command line."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from careercli.catalog.layers import Named, NameForm, NameKind, PlacedPay, Published
from careercli.catalog.resolve import FileInForce, Resolver
from careercli.entries import RoleEntry, Statements
from careercli.model import Code, Kind, Place, PlaceType, Role, SearchEntry, Source, is_stated
from careercli.store.folding import fold, list_beginnings, list_words
from careercli.text import name_key

if TYPE_CHECKING:
    from careercli.documents import Field
    from careercli.store.search import Fits, Query


class RoleFileLayer:
    """The roles of role files, see `layers.Layer`. A name of one of them wins over every dataset."""

    serves_all = False

    def __init__(self, files: Sequence[FileInForce]) -> None:
        self.resolver = Resolver(files)
        self._files = files

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources, by id."""
        return self.resolver.sources

    def count_roles(self) -> dict[str, int]:
        """The number of roles of each dataset."""
        counts: dict[str, int] = {}
        for _, file in self.resolver.entries.values():
            counts[file.dataset] = counts.get(file.dataset, 0) + 1
        return counts

    def find_named(self, key: str, dataset: str | None) -> list[Named]:
        """The roles that have a name with this key. An id hides every other use of its name."""
        named = self._names.get(key, {})
        return sorted(each for each in named.values() if dataset in {None, each.dataset})

    @cached_property
    def _names(self) -> dict[str, dict[str, Named]]:
        """The roles by the keys of their names, with the strongest kind of name."""
        names: dict[str, dict[str, Named]] = {}
        for role_id, (entry, file) in self.resolver.entries.items():
            for name, kind in self._get_names(role_id, entry):
                named = Named(kind, role_id, entry.title, file.dataset)
                of_key = names.setdefault(name_key(name), {})
                of_key[role_id] = min(of_key.get(role_id, named), named)
        return names

    @staticmethod
    def _get_names(role_id: str, entry: RoleEntry) -> Iterator[tuple[str, NameKind]]:
        yield role_id, NameKind.ID
        for name in (entry.title, *entry.aliases):  # a title is no stronger than an alias: both are a person's choice
            yield name, NameKind.TITLE
        for code in entry.codes:
            yield code.code, NameKind.TITLE if code.match == "exact" else NameKind.NEAREST

    def find_role(self, role_id: str) -> Role | None:
        """The role with this id, without official figures."""
        return self.resolver.find_role(role_id)

    def find_figures(self, code: Code, place: str | None = None) -> list[Published]:  # noqa: ARG002, see get_places
        """The figures that the files give for an occupation; those of a later file replace those of an earlier one."""
        for file in reversed(self._files):
            entry = file.file.occupations.get(code.code)
            if entry is not None:
                return [Published(code.code, entry)] if entry.scheme == code.scheme else []
        return []

    def read_pay(self, place: str | None) -> None:
        """Nothing: it is read already."""

    def find_pay(self, code: Code, types: Collection[PlaceType]) -> list[PlacedPay]:  # noqa: ARG002, see get_places
        """None: the figures of a role file are for wherever it says."""
        return []

    def get_places(self) -> dict[str, Place]:
        """None, see find_pay."""
        return {}

    def find_candidates(self, key: str, dataset: str | None) -> list[Named]:
        """The roles with a title or alias that folds to this key: a person chose each."""
        return [each for each in self._folded.get(key, {}).values() if dataset in {None, each.dataset}]

    @cached_property
    def _folded(self) -> dict[str, dict[str, Named]]:
        """The roles by the folded keys of their titles and aliases."""
        folded: dict[str, dict[str, Named]] = {}
        for role_id, (entry, file) in self.resolver.entries.items():
            for name in (entry.title, *entry.aliases):
                named = Named(NameKind.TITLE, role_id, entry.title, file.dataset)
                folded.setdefault(fold(name), {})[role_id] = named
        return folded

    def find_words(self) -> Mapping[str, int]:
        """The words of all names, and how many roles use each."""
        names = [(entry.title, *entry.aliases) for entry, _ in self.resolver.entries.values()]
        return Counter(word for of_role in names for word in list_words(of_role))

    def find_beginning(self, prefix: str, dataset: str | None, limit: int) -> list[tuple[str, str]]:  # noqa: ARG002, they are few
        """The ids of which a word begins with `prefix`, each with its title."""
        return [
            (role_id, entry.title)
            for role_id, (entry, file) in self.resolver.entries.items()
            if dataset in {None, file.dataset} and any(key.startswith(prefix) for key in list_beginnings(role_id))
        ]

    def get_heads(self, dataset: str | None) -> Iterator[Named]:
        """The roles, in the order of the files."""
        for role_id, (entry, file) in self.resolver.entries.items():
            if dataset in {None, file.dataset}:
                yield Named(NameKind.TITLE, role_id, entry.title, file.dataset)

    def get_roles(self, dataset: str | None) -> Iterator[Role]:
        """The heads of the roles, in the order of the files."""
        for role_id, (_, file) in self.resolver.entries.items():
            if dataset in {None, file.dataset}:
                yield self.resolver.get_head(role_id)

    def find_text(self, role_id: str, key: str) -> "tuple[Field, str] | None":
        """The name of a role that folds to this key, and where it is."""
        from careercli.store.search import choose_name  # SQLite costs nothing to a command that does not search

        entry, _ = self.resolver.entries.get(role_id, (None, None))
        return None if entry is None else choose_name(entry.title, entry.aliases, key)

    def search(self, query: "Query", dataset: str | None) -> "Fits":
        """The roles that fit a search."""
        from careercli.store.search import Shelf  # SQLite costs nothing to a command that does not search

        with Shelf(self._get_search_entries(dataset)) as shelf:
            return shelf.search(query)

    def find_source(self, dataset: str) -> str | None:  # noqa: ARG002, roles of role files have a source for each statement
        """None: every statement has sources of its own."""
        return None

    def find_alike(self, role_id: str, limit: int) -> None:  # noqa: ARG002, their items are counted
        """None: nothing is known but what the roles list."""
        return

    def get_forms(self, dataset: str | None) -> Iterator[NameForm]:
        """The folded titles and aliases, each of which is as good as a title: a person chose it."""
        for key, of_key in self._folded.items():
            for each in of_key.values():
                if key and dataset in {None, each.dataset}:
                    yield NameForm(each.id, key, True, each.weight)

    def get_neighbours(self, dataset: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:  # noqa: ARG002, see find_alike
        """None, see find_alike."""
        return iter(())

    def list_alike(self, role_id: str, limit: int) -> list[str]:  # noqa: ARG002, as of find_alike
        """None, see `find_alike`."""
        return []

    def find_steps(self, dataset: str) -> None:  # noqa: ARG002, they have ladders
        """None: nothing is known but what the ladders say."""
        return

    def get_hint(self, dataset: str) -> str | None:
        """Nothing: all there is is here."""

    def close(self) -> None:
        """Nothing: no file is left open."""

    def _get_search_entries(self, dataset: str | None) -> Iterator[SearchEntry]:
        """The texts to search of each role: title, aliases, summary, duties, then skills and requirements."""
        for role_id, (entry, file) in self.resolver.entries.items():
            if dataset in {None, file.dataset}:
                yield SearchEntry(role_id, entry.title, file.dataset, self._get_texts(entry))

    def _get_texts(self, entry: RoleEntry) -> tuple[tuple[str, ...], ...]:
        def say(statements: Statements, kind: Kind) -> list[str]:
            return [
                text
                for cell in self.resolver.get_stated(statements, kind)
                if is_stated(cell)
                for text in (cell.label, *(said.text for said in cell.statements if not said.against))
            ]

        asked = (*say(entry.skills, "skill"), *say(entry.requirements, "requirement"))
        summary = (entry.summary,) if entry.summary else ()
        return (entry.title,), entry.aliases, summary, tuple(say(entry.duties, "duty")), asked

"""The box as a layer: opened only for what the ready-made roles do not know."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from careercli.catalog.box import ReadyMade, open_box
from careercli.catalog.layers import Named, NameForm, Neighbourhood, PlacedPay, Published
from careercli.model import Code, Place, PlaceType, Role, Source

if TYPE_CHECKING:
    from careercli.catalog.store_layer import StoreLayer
    from careercli.datasets.steps import Steps
    from careercli.documents import Field
    from careercli.store.search import Fits, Query

HINT = (
    "Tasks in words and descriptions are not in the box: download https://www.onetcenter.org/dl_files/database/"
    "db_29_3_text.zip, then `careercli import db_29_3_text.zip`."
)


class BoxLayer:
    """The datasets of the box, see `layers.Layer`; of those that `is_hidden` only official figures are in force.

    `warn` gets one sentence if the box has to be read from its tables.
    """

    serves_all = True

    def __init__(
        self, made: ReadyMade | None, warn: Callable[[str], object], is_hidden: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._made = made
        self._warn = warn
        self._is_hidden = is_hidden

    @cached_property
    def _layer(self) -> "StoreLayer":
        from careercli.catalog.store_layer import StoreLayer  # SQLite costs nothing if only bundled roles are asked for

        if self._made is None:
            self._warn("the box is not built: its tables are read, which takes seconds; pip install -e . builds it")
        return StoreLayer(open_box(self._made))

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources of all datasets, by id."""
        return self._made.sources if self._made else self._layer.sources

    def count_roles(self) -> dict[str, int]:
        """The number of roles of each dataset that has any."""
        counts = self._made.counts if self._made else self._layer.count_roles()
        return {name: count for name, count in counts.items() if not self._is_hidden(name)}

    @cached_property
    def _has_roles(self) -> bool:
        return bool(self.count_roles())

    def find_named(self, key: str, dataset: str | None) -> list[Named]:
        """The roles that have a name with this key."""
        return self._layer.find_named(key, dataset) if self._has_roles else []

    def find_candidates(self, key: str, dataset: str | None) -> list[Named]:
        """The roles with a name that folds to this key."""
        return self._layer.find_candidates(key, dataset) if self._has_roles else []

    def find_words(self) -> Mapping[str, int]:
        """The words of all names, and how many roles use each."""
        return self._layer.find_words() if self._has_roles else {}

    def find_role(self, role_id: str) -> Role | None:
        """The role with this id, without official figures."""
        return self._layer.find_role(role_id) if self._has_roles else None

    def find_figures(self, code: Code, place: str | None = None) -> list[Published]:
        """The latest pay and the latest projection for an occupation."""
        found = self._made.get_figures(code, place) if self._made else None
        return self._layer.find_figures(code, place) if found is None else found

    def read_pay(self, place: str | None) -> None:
        """Reads the official pay in a place, and in the nation, of all occupations at once."""
        self._layer.read_pay(place)

    def find_pay(self, code: Code, types: Collection[PlaceType]) -> list[PlacedPay]:
        """The latest pay for an occupation in every place of these types."""
        return self._layer.find_pay(code, types)

    def get_places(self) -> dict[str, Place]:
        """The places that there is pay of, by code."""
        return self._made.places if self._made else self._layer.get_places()

    def find_beginning(self, prefix: str, dataset: str | None, limit: int) -> list[tuple[str, str]]:
        """The first ids and titles of which a word begins with `prefix`, each with the title of its role."""
        return self._layer.find_beginning(prefix, dataset, limit) if self._has_roles else []

    def get_heads(self, dataset: str | None) -> Iterator[Named]:
        """The roles, without reading all of each."""
        return self._layer.get_heads(dataset) if self._has_roles else iter(())

    def get_roles(self, dataset: str | None) -> Iterator[Role]:
        """The heads of the roles."""
        return self._layer.get_roles(dataset) if self._has_roles else iter(())

    def find_text(self, role_id: str, key: str) -> "tuple[Field, str] | None":
        """The name of a role that folds to this key, and where it is."""
        return self._layer.find_text(role_id, key) if self._has_roles else None

    def search(self, query: "Query", dataset: str | None) -> "Fits":
        """The roles that fit a search."""
        return self._layer.search(query, dataset) if self._has_roles else (0, [])

    def find_source(self, dataset: str) -> str | None:
        """The id of the release that a dataset is."""
        return self._layer.find_source(dataset) if self._has_roles else None

    def find_alike(self, role_id: str, limit: int) -> Neighbourhood | None:
        """The roles most like a role."""
        return self._layer.find_alike(role_id, limit) if self._has_roles else None

    def get_forms(self, dataset: str | None) -> Iterator[NameForm]:
        """The folded names of all roles."""
        return self._layer.get_forms(dataset) if self._has_roles else iter(())

    def get_neighbours(self, dataset: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The roles that have neighbours, each with these."""
        return self._layer.get_neighbours(dataset) if self._has_roles else iter(())

    def list_alike(self, role_id: str, limit: int) -> list[str]:
        """The ids of the roles most like a role."""
        return self._layer.list_alike(role_id, limit) if self._has_roles else []

    def find_steps(self, dataset: str) -> "Steps | None":
        """The steps between the roles of a dataset."""
        return self._layer.find_steps(dataset) if dataset in self.count_roles() else None

    def get_hint(self, dataset: str) -> str | None:
        """What the whole release has and the box has not."""
        return HINT if dataset in self.count_roles() else None

    def close(self) -> None:
        """Closes the store."""
        if "_layer" in self.__dict__:
            self._layer.close()

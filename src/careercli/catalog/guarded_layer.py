"""A layer that may break: a damaged, locked or newer store does not stop commands that need only other layers."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from careercli.catalog.layers import Layer, Named, NameForm, Neighbourhood, PlacedPay, Published
from careercli.errors import StoreError
from careercli.model import Code, Place, PlaceType, Role, Source

if TYPE_CHECKING:
    from careercli.datasets.steps import Steps
    from careercli.documents import Field
    from careercli.store.search import Fits, Query

Answer = TypeVar("Answer")


class GuardedLayer:
    """Another layer, see `layers.Layer`, which counts as empty from its first StoreError on.

    That error is kept in `error`, and `warn` gets its message, which begins with `name` ("the box is"). Once a role was
    taken from the layer, errors are raised: half a role is no answer.
    """

    serves_all = True

    def __init__(self, name: str, open_layer: Callable[[], Layer], warn: Callable[[str], object]) -> None:
        self._name = name
        self.error: StoreError | None = None
        self._warn = warn
        self._is_needed = False
        self._layer = self._try(open_layer, None)
        self.sources: Mapping[str, Source] = self._ask(lambda layer: layer.sources, {})
        """The sources, by id; also those of figures that were taken before the layer broke."""

    def _try(self, call: Callable[[], Answer], otherwise: Answer | None) -> Answer | None:
        try:
            return call() if self.error is None else otherwise
        except StoreError as error:
            if self._is_needed:
                raise
            self.error = error
            self._warn(f"{self._name} left out: {error.message}")
            return otherwise

    def _ask(self, question: Callable[[Layer], Answer], otherwise: Answer) -> Answer:
        layer = self._layer
        if layer is None:
            return otherwise
        answer = self._try(lambda: question(layer), otherwise)
        return otherwise if answer is None else answer

    def get_layer(self) -> Layer | None:
        """The layer itself, or None if it is broken."""
        return self._layer if self.error is None else None

    def count_roles(self) -> dict[str, int]:
        """The number of roles of each dataset that has any."""
        return self._ask(lambda layer: layer.count_roles(), {})

    def find_named(self, key: str, dataset: str | None) -> list[Named]:
        """The roles that have a name with this key."""
        return self._ask(lambda layer: layer.find_named(key, dataset), [])

    def find_candidates(self, key: str, dataset: str | None) -> list[Named]:
        """The roles with a name that folds to this key."""
        return self._ask(lambda layer: layer.find_candidates(key, dataset), [])

    def find_words(self) -> Mapping[str, int]:
        """The words of all names."""
        return self._ask(lambda layer: layer.find_words(), {})

    def find_role(self, role_id: str) -> Role | None:
        """The role with this id."""
        role = self._ask(lambda layer: layer.find_role(role_id), None)
        self._is_needed = self._is_needed or role is not None
        return role

    def find_figures(self, code: Code, place: str | None = None) -> list[Published]:
        """The official figures for an occupation."""
        return self._ask(lambda layer: layer.find_figures(code, place), [])

    def read_pay(self, place: str | None) -> None:
        """Reads the official pay in a place, and in the nation, of all occupations at once."""
        self._ask(lambda layer: layer.read_pay(place), None)

    def find_pay(self, code: Code, types: Collection[PlaceType]) -> list[PlacedPay]:
        """The official pay for an occupation in every place of these types."""
        return self._ask(lambda layer: layer.find_pay(code, types), [])

    def get_places(self) -> dict[str, Place]:
        """The places that the layer has pay of, by code."""
        return self._ask(lambda layer: layer.get_places(), {})

    def find_beginning(self, prefix: str, dataset: str | None, limit: int) -> list[tuple[str, str]]:
        """Ids and titles of which a word begins with `prefix`."""
        return self._ask(lambda layer: layer.find_beginning(prefix, dataset, limit), [])

    def get_heads(self, dataset: str | None) -> Iterator[Named]:
        """The roles, without reading all of each."""
        nothing: list[Named] = []
        yield from self._ask(lambda layer: [*layer.get_heads(dataset)], nothing)

    def get_roles(self, dataset: str | None) -> Iterator[Role]:
        """The heads of the roles."""
        nothing: list[Role] = []
        roles = self._ask(lambda layer: [*layer.get_roles(dataset)], nothing)
        self._is_needed = self._is_needed or bool(roles)
        yield from roles

    def find_text(self, role_id: str, key: str) -> "tuple[Field, str] | None":
        """The name of a role that folds to this key."""
        return self._ask(lambda layer: layer.find_text(role_id, key), None)

    def search(self, query: "Query", dataset: str | None) -> "Fits":
        """The roles that fit a search."""
        nothing: Fits = (0, [])
        return self._ask(lambda layer: layer.search(query, dataset), nothing)

    def find_source(self, dataset: str) -> str | None:
        """The id of the source of a dataset."""
        return self._ask(lambda layer: layer.find_source(dataset), None)

    def find_alike(self, role_id: str, limit: int) -> Neighbourhood | None:
        """The roles most like a role."""
        return self._ask(lambda layer: layer.find_alike(role_id, limit), None)

    def get_forms(self, dataset: str | None) -> Iterator[NameForm]:
        """The folded names of all roles."""
        nothing: list[NameForm] = []
        yield from self._ask(lambda layer: [*layer.get_forms(dataset)], nothing)

    def get_neighbours(self, dataset: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The roles that have neighbours, each with these."""
        nothing: list[tuple[str, tuple[str, ...]]] = []
        yield from self._ask(lambda layer: [*layer.get_neighbours(dataset)], nothing)

    def list_alike(self, role_id: str, limit: int) -> list[str]:
        """The ids of the roles most like a role."""
        return self._ask(lambda layer: layer.list_alike(role_id, limit), [])

    def find_steps(self, dataset: str) -> "Steps | None":
        """The steps between the roles of a dataset."""
        return self._ask(lambda layer: layer.find_steps(dataset), None)

    def get_hint(self, dataset: str) -> str | None:
        """What an import would add to the roles of a dataset."""
        return self._ask(lambda layer: layer.get_hint(dataset), None)

    def close(self) -> None:
        """Closes the layer, also one that broke."""
        if self._layer is not None:
            self._layer.close()

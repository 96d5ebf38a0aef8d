"""What the catalog asks of every layer, be it role files or a store of datasets.

Layers are kept in a list, the strongest first. Nothing above this package knows which layer a role comes from.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from careercli.entries import OccupationEntry
from careercli.model import Code, Place, PlaceType, Role, Source

if TYPE_CHECKING:
    from careercli.datasets.pay import PayRecord
    from careercli.datasets.steps import Steps
    from careercli.documents import Field, Why
    from careercli.store.search import Fits, Query  # SQLite costs nothing to a command that needs no store


class NameKind(IntEnum):
    """The kinds of names, the strongest first. NEAREST: the code of the occupation a role comes nearest to."""

    ID = 0
    CODE = 1
    TITLE = 2
    ALIAS = 3
    HIDDEN = 4
    NEAREST = 5


class Named(Struct, frozen=True, order=True):
    """A role that has a name, and which kind of name it is.

    `code` is the code of its occupation as people read it; `soc` the code that pay is published under. `weight` says
    how well a folded name fits (see `store.folding`).
    """

    kind: NameKind
    id: str
    title: str
    dataset: str
    code: str | None = None
    soc: Code | None = None
    weight: int = 0


class Published(Struct, frozen=True):
    """Official figures, and the code they are published under, which may be that of a combination of occupations.
    `is_local`: they are of the place that was asked for, not of the nation."""

    code: str
    entry: OccupationEntry
    is_local: bool = False


class PlacedPay(Struct, frozen=True):
    """Official pay for an occupation in one place: code and title that it is published under, and the figures."""

    place: Place
    code: str
    title: str
    date: str
    record: "PayRecord"


class NameForm(Struct, frozen=True):
    """A folded name of a role (see `store.folding`): whether it is the title, and how well it fits."""

    role: str
    key: str
    is_title: bool
    weight: int


class Neighbourhood(Struct, frozen=True):
    """The roles most like one, the most like first, each with what finds the reasons; what they were compared by; and
    whether the role lacks ratings that others have. Of a role there are only its head and its requirements."""

    alike: "tuple[tuple[Role, Callable[[], Why]], ...]"
    by: tuple[str, ...]
    is_unrated: bool


class Layer(Protocol):
    """A set of roles in force, with their sources and the official figures that come with them.

    Every method may raise StoreError. `dataset` limits the answer to one dataset; None means all.
    """

    serves_all: bool
    """True if the layer's official figures are in force for the roles of every layer; otherwise only for its own."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources, by id."""

    def count_roles(self) -> dict[str, int]:
        """The number of roles of each dataset that has any."""

    def find_named(self, key: str, dataset: str | None) -> list[Named]:
        """The roles that have a name with this key (see `text.name_key`), the strongest kind of name first."""

    def find_candidates(self, key: str, dataset: str | None) -> list[Named]:
        """The roles with a name that folds to this key (see `store.folding.fold`), each once: TITLE if it is the title,
        ALIAS if not."""

    def find_words(self) -> Mapping[str, int]:
        """The words of all names, and how many roles use each."""

    def find_role(self, role_id: str) -> Role | None:
        """The role with this id; of its pay and outlook only what is stated for the role itself."""

    def find_figures(self, code: Code, place: str | None = None) -> list[Published]:
        """The official figures for an occupation: those of the nation and, if a place is given by its code, its own."""

    def read_pay(self, place: str | None) -> None:
        """Reads the official pay in a place, and in the nation, of all occupations at once: for who asks
        `find_figures` for many of them."""

    def find_pay(self, code: Code, types: Collection[PlaceType]) -> list[PlacedPay]:
        """The official pay for an occupation in every place of these types; of one place the latest."""

    def get_places(self) -> dict[str, Place]:
        """The places that the layer has pay of, by code."""

    def find_beginning(self, prefix: str, dataset: str | None, limit: int) -> list[tuple[str, str]]:
        """Ids, and titles in one word, of which a word begins with `prefix`, each with the title of its role."""

    def get_heads(self, dataset: str | None) -> Iterator[Named]:
        """The roles, without reading all of each."""

    def get_roles(self, dataset: str | None) -> Iterator[Role]:
        """The roles with their heads only: id, title, dataset, aliases, codes and own pay."""

    def find_text(self, role_id: str, key: str) -> "tuple[Field, str] | None":
        """The name of a role that folds to this key, and where it is."""

    def search(self, query: "Query", dataset: str | None) -> "Fits":
        """The roles that fit a search."""

    def find_source(self, dataset: str) -> str | None:
        """The id of the source of a dataset, if the layer has the dataset and all of it is from one source."""

    def find_alike(self, role_id: str, limit: int) -> Neighbourhood | None:
        """The roles of its release that are most like a role, `limit` at most; None if the layer knows of none."""

    def get_forms(self, dataset: str | None) -> Iterator[NameForm]:
        """The folded names of all roles."""

    def get_neighbours(self, dataset: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The roles that have neighbours, each with these, the most like first."""

    def list_alike(self, role_id: str, limit: int) -> list[str]:
        """The ids of the roles that `find_alike` finds, which takes a hundredth of its time; none if it finds none."""

    def find_steps(self, dataset: str) -> "Steps | None":
        """The steps between the roles of a dataset; None if the layer has none."""

    def get_hint(self, dataset: str) -> str | None:
        """What an import would add to the roles of a dataset that the layer has, in a sentence."""

    def close(self) -> None:
        """Closes what the layer keeps open; nothing is asked of it then."""

"""What an export reads of a catalog: all roles, names and neighbours in force, and pay by place.

A role's id counts once: what a stronger layer has hides it in the others.
"""

from collections.abc import Collection, Iterator

from careercli.catalog.catalog import Catalog
from careercli.catalog.figures import find_employment, find_latest
from careercli.catalog.layers import Layer, Named, NameForm, PlacedPay
from careercli.model import Code, PlaceType


class Bulk:
    """Reads all of a catalog, role by role. Every method raises StoreError if a store cannot be read."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.owners: dict[str, Layer] = {}
        """The layer that each role is from, by id."""
        self.heads: list[Named] = []
        """The roles, role files first."""
        for layer in catalog.layers:
            for head in layer.get_heads(catalog.dataset):
                if head.id not in self.owners:
                    self.owners[head.id] = layer
                    self.heads.append(head)
        self._people: dict[Code, int | None] = {}

    def find_people(self, head: Named) -> int | None:
        """How many people have the occupation of a role of a dataset, see `figures.find_employment`."""
        if head.soc is None:
            return None
        if head.soc not in self._people:
            found = find_employment(head.soc, self.catalog.layers)
            self._people[head.soc] = found[0] if found else None
        return self._people[head.soc]

    def get_forms(self) -> Iterator[NameForm]:
        """The folded names of all roles."""
        for layer in self.catalog.layers:
            yield from (form for form in layer.get_forms(self.catalog.dataset) if self.owners.get(form.role) is layer)

    def get_neighbours(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The roles that have neighbours, each with these, the most like first."""
        for layer in self.catalog.layers:
            for role, nearest in layer.get_neighbours(self.catalog.dataset):
                if self.owners.get(role) is layer:
                    yield role, tuple(each for each in nearest if self.owners.get(each) is layer)

    def find_pay(self, code: Code, types: Collection[PlaceType]) -> list[PlacedPay]:
        """The official pay for an occupation in every place of these types; of one place the latest."""
        return find_latest(code, [layer for layer in self.catalog.layers if layer.serves_all], types)

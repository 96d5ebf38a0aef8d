"""Catalogs for tests: of made-up role files, and what is in them."""

from careercli.catalog.catalog import Catalog
from careercli.catalog.guarded_layer import GuardedLayer
from careercli.catalog.resolve import FileInForce
from careercli.catalog.role_file_layer import RoleFileLayer
from careercli.catalog.store_layer import StoreLayer
from careercli.entries import RoleFile
from careercli.role_files.read import parse_role_file
from careercli.store.database import Store


def make_catalog(*files: bytes | RoleFile) -> Catalog:
    """The catalog of role files, each above the one before."""
    parsed = [parse_role_file(file, "made-up.yaml").file if isinstance(file, bytes) else file for file in files]
    return Catalog([RoleFileLayer([FileInForce(file, "made up", "made-up.yaml") for file in parsed])])


def get_ids(catalog: Catalog) -> list[str]:
    """The ids of the roles of role files."""
    return [role.id for role in catalog.get_list().roles]


def get_store(catalog: Catalog) -> Store:
    """The store of the imported datasets."""
    opened = (layer.get_layer() if isinstance(layer, GuardedLayer) else layer for layer in catalog.layers)
    (layer,) = (layer for layer in opened if isinstance(layer, StoreLayer))
    return layer.store

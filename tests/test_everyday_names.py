"""The lists of everyday and misspelt names over the box: what docs/methods/names.md says is reached."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from careercli.catalog.catalog import Catalog
from careercli.catalog.store_layer import StoreLayer
from careercli.datasets.publishers import read_releases
from careercli.errors import AmbiguousRoleError, UnknownRoleError
from careercli.store.database import Store

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreLayer]:
    """A store of the box."""
    store = Store(tmp_path_factory.mktemp("box") / "datasets.sqlite")
    store.put_all(read_releases("onet", [str(ROOT / "data/onet")]))
    store.put_all(read_releases("projections", [str(ROOT / "data/projections")]))
    yield StoreLayer(store)
    store.close()


def read(name: str) -> list[tuple[str, str]]:
    """The names of a list, each with the id of its role."""
    rows = [line.split("\t") for line in (ROOT / "tests" / name).read_text("utf-8").splitlines()[1:]]
    return [(name, f"onet-{code.replace('.', '-')}") for name, code in rows]


def test_everyday_names_are_understood(box: StoreLayer) -> None:
    """Nine of ten everyday names are right at once, at most one in 75 is wrong at once, nearly all are among the
    candidates."""
    names = read("everyday_names.tsv")
    right, wrong, among = 0, 0, 0
    for name, role_id in names:
        try:
            is_right = Catalog([box]).get_id(name) == role_id
            right, wrong, among = right + is_right, wrong + (not is_right), among + is_right
        except (AmbiguousRoleError, UnknownRoleError) as error:
            among += role_id in [each.id for each in error.candidates]
    assert len(names) >= 80
    assert right >= 0.9 * len(names)
    assert wrong <= len(names) / 75
    assert among >= 0.98 * len(names)


@pytest.mark.parametrize(("name", "share"), [("everyday_names.tsv", 0.96), ("misspelt_names.tsv", 0.9)])
def test_search_finds_them(box: StoreLayer, name: str, share: float) -> None:
    """Nearly all of both lists are in the first three that a search finds."""
    catalog = Catalog([box])
    names = read(name)
    found = [role_id in [hit.id for hit in catalog.search(text, 20).hits[:3]] for text, role_id in names]
    assert len(names) >= 40
    assert sum(found) >= share * len(names)

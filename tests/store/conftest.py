"""What the tests of the store share: a store with made-up releases of all publishers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from careercli.datasets.publishers import read_releases
from careercli.store.database import Store
from releases import write_esco, write_oews, write_onet, write_projections


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a store with made-up releases of O*NET, OEWS (two years), the projections and ESCO."""
    folder = tmp_path_factory.mktemp("made")
    file = folder / "datasets.sqlite"
    with Store(file) as store:
        store.put_all(
            [
                *read_releases("onet", [write_onet(folder)]),
                *read_releases("oews", [write_oews(folder), write_oews(folder, year=2023)]),
                *read_releases("projections", [write_projections(folder)]),
                *read_releases("esco", [write_esco(folder)]),
            ]
        )
    return file.read_bytes()


@pytest.fixture
def file(made: bytes, home: Path) -> Path:
    """The file of that store, where the program looks for it."""
    path = home / "datasets.sqlite"
    path.write_bytes(made)
    return path


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """That store, open."""
    with Store(file) as store:
        yield store

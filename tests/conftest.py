"""What all tests share: the box, the bundled catalog, and how long hypothesis searches.

HYPOTHESIS_PROFILE=long: very long; =mutants: a little, and alike each time, for tools/mutation.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from careercli.catalog.box import MADE, TABLES, find_ready_made, make_box
from careercli.catalog.catalog import Catalog, load_catalog
from careercli.cli import app
from careercli.store import connection
from program import Result

slow = [HealthCheck.too_slow]  # a busy machine is no failure
settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=slow)
settings.register_profile("long", max_examples=1_000, deadline=None, suppress_health_check=slow)
settings.register_profile(
    "mutants",
    settings.get_profile("default"),
    max_examples=30,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_configure(config: pytest.Config) -> None:
    """Makes the box anew if the checkout has changed since it was made: all tests read it."""
    if find_ready_made() is None and not hasattr(config, "workerinput"):
        make_box(TABLES, MADE)


@pytest.fixture(scope="session")
def catalog() -> Iterator[Catalog]:
    """The catalog of the bundled roles and the box, with all of its files open."""
    with load_catalog() as catalog:
        catalog.suggest("nobody")
        yield catalog


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """No test leaves a store open: newer Pythons warn of it, in whichever test runs when the garbage is collected."""
    before = +connection._open
    yield
    assert +connection._open == before, "a store was left open"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder where the user's own role files would be, so that the machine's play no part."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CAREERCLI_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_notes(request: pytest.FixtureRequest) -> None:
    """Empties the notes of the shared catalog, so that no test sees what another one asked for."""
    if "catalog" in request.fixturenames:
        shared = request.getfixturevalue("catalog")
        if isinstance(shared, Catalog):
            shared.notes.clear()


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Runs the program in this process, which is quicker: `call("show", "office-manager")`."""

    def call_program(*args: str) -> Result:
        capfd.readouterr()
        code = app.run(args)
        out, err = capfd.readouterr()
        return Result(code, out, err)

    return call_program

"""The roles in force while a server runs."""

from pathlib import Path

import pytest

from careercli.assistant.session import Session
from careercli.catalog.catalog import Catalog
from careercli.cli.app import run
from careercli.errors import InvalidFileError
from releases import write_onet

ROLE = "roles:\n  lead:\n    title: {}\n    duties:\n      - lead\n"


def test_an_answer_knows_nothing_of_the_one_before() -> None:
    """A place that was chosen and notes that were taken are gone with the next answer; the files stay open."""
    session = Session(pytest.fail)
    with session.open() as catalog:
        catalog.choose_place("Texas")
        catalog.get_id("nurse")
        assert catalog.notes
        layers = catalog.layers
    with session.open() as catalog:
        assert (catalog.place, catalog.notes) == (None, [])
        assert catalog.layers is layers
    session.close()


def test_a_change_is_seen(home: Path) -> None:
    """A role file that is added, changed or removed is seen by the next answer; a broken one is an error."""
    session = Session(pytest.fail)

    def is_known() -> bool:
        with session.open() as catalog:
            return catalog.is_known("lead")

    assert not is_known()
    (home / "own.yaml").write_text(ROLE.format("Lead"), "utf-8")
    assert is_known()
    (home / "own.yaml").write_text("roles: [", "utf-8")
    with pytest.raises(InvalidFileError):
        is_known()
    (home / "own.yaml").unlink()
    assert not is_known()
    session.close()


def test_an_import_does_not_wait_for_a_server(home: Path, tmp_path: Path) -> None:
    """Between answers no imported dataset is open: an import goes through, and the next answer sees it."""
    session = Session(pytest.fail)
    release = write_onet(tmp_path)
    for _ in range(2):
        assert run(["import", "onet", release]) == 0
        with session.open() as catalog:
            assert isinstance(catalog, Catalog)
            assert catalog.is_known("moon bakers")
    assert run(["datasets", "remove", "onet"]) == 0
    with session.open() as catalog:
        assert not catalog.is_known("moon bakers")
    session.close()


def test_a_broken_store_is_said_and_left_out(home: Path) -> None:
    """What is wrong with the file of the imported datasets is said once an answer, and the others are there."""
    said: list[str] = []
    (home / "datasets.sqlite").write_bytes(b"x" * 200)
    session = Session(said.append)
    with session.open() as catalog:
        assert catalog.is_known("office-manager")
    assert len(said) == 1
    session.close()

"""`careercli datasets` as a user types it."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from program import Result
from releases import write_esco, write_onet

Call = Callable[..., Result]


@pytest.fixture
def imported(call: Call, tmp_path: Path) -> None:
    """Two imported datasets."""
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    assert call("import", "esco", write_esco(tmp_path)).code == 0


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("args", [("--json",), ("-f", "json"), ("-f", "csv"), ("-f", "markdown")])
def test_what_is_left_is_printed(call: Call, args: tuple[str, ...]) -> None:
    """After a removal JSON, CSV and Markdown are those of `datasets`: what is left, and what can be imported."""
    removed = call("datasets", "remove", "onet", *args)
    assert removed == call("datasets", *args)
    assert (removed.code, removed.err) == (0, "")
    if "--json" in args:
        document = json.loads(removed.out)
        assert document["schema"] == "careercli.datasets/1"
        assert [each["name"] for each in document["datasets"] if each["imported"]] == ["esco"]


@pytest.mark.usefixtures("imported")
def test_a_removal_is_said(call: Call) -> None:
    """Without a format, a removal prints one line."""
    assert call("datasets", "remove", "onet") == (0, "removed onet\n", "")
    assert call("datasets", "remove", "onet").code == 3


@pytest.mark.usefixtures("imported")
def test_a_removal_writes_to_a_file(call: Call, tmp_path: Path) -> None:
    """--output gets what stdout would; if it cannot be written to, nothing is removed."""
    assert call("datasets", "remove", "onet", "--json", "-o", str(tmp_path / "out")) == (0, "", "")
    assert (tmp_path / "out").read_text("utf-8") == call("datasets", "--json").out
    assert call("datasets", "remove", "esco", "-o", str(tmp_path / "out")) == (0, "", "")
    assert (tmp_path / "out").read_text("utf-8") == "removed esco\n"


@pytest.mark.usefixtures("imported")
def test_a_removal_that_cannot_be_asked_removes_nothing(call: Call, home: Path) -> None:
    """Wrong usage, and an output that is an input, leave the datasets as they were."""
    before = call("datasets", "--json")
    assert call("datasets", "remove").code == 2
    assert call("datasets", "remove", "onet", "--json", "-f", "csv").code == 2
    assert call("datasets", "remove", "onet", "-o", str(home / "datasets.sqlite")).code == 5
    assert call("datasets", "--json") == before


@pytest.mark.usefixtures("imported")
def test_the_columns_of_csv(call: Call) -> None:
    """CSV has a row for each count of an imported dataset, and one for each that is not imported."""
    rows = list(csv.DictReader(call("datasets", "-f", "csv").out.splitlines()))
    document = json.loads(call("datasets", "--json").out)
    expected = [
        (each["name"], item, str(count))
        for each in document["datasets"]
        for item, count in (each["counts"] or {"": ""}).items()
    ]
    assert [(row["name"], row["item"], row["count"]) for row in rows] == expected

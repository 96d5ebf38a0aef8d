"""`careercli import`: all of a command's files or none, and nothing that the store cannot read back."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from careercli.catalog.datasets import get_dataset_list, store_releases
from careercli.datasets.publishers import read_releases
from careercli.datasets.release import ReleasedRole
from program import Result
from releases import (
    BAKER_PAY,
    EP,
    OEWS,
    pay,
    to_csv,
    to_workbook,
    write_esco,
    write_oews,
    write_onet,
    write_projections,
)

Call = Callable[..., Result]


def get_stored(call: Call) -> list[str]:
    """The names of the imported datasets, as `careercli datasets` prints them."""
    listed = json.loads(call("datasets", "--json").out)["datasets"]
    return [each["name"] for each in listed if each["imported"]]


def test_several_files_are_one_import(tmp_path: Path, call: Call) -> None:
    """Each year is a dataset of its own, and one command imports several."""
    result = call("import", "oews", write_oews(tmp_path, year=2023), write_oews(tmp_path, year=2024), "--json")
    assert result.code == 0
    assert get_stored(call) == ["oews-2024", "oews-2023"]


def test_several_files_are_all_stored_or_none(tmp_path: Path, call: Call) -> None:
    """If the second release of a command cannot be stored, neither is the first, and what was there is untouched."""
    assert call("import", "oews", write_oews(tmp_path, year=2022)).code == 0
    before = get_dataset_list()
    first, second = read_releases("oews", [write_oews(tmp_path, year=year) for year in (2022, 2023)])

    def break_off() -> Iterator[ReleasedRole]:
        raise KeyboardInterrupt
        yield

    third = replace(second, name="oews-2024", roles=break_off())
    with pytest.raises(KeyboardInterrupt):
        store_releases([first, second, third], bool)
    assert get_dataset_list() == before


def test_a_wrong_file_among_several_stores_none(tmp_path: Path, call: Call) -> None:
    """If one of several files is wrong, none is stored."""
    good = write_oews(tmp_path, year=2023)
    bad = write_oews(tmp_path, [*OEWS, pay("51-9901", "Moon Bakers", "5", BAKER_PAY, BAKER_PAY)], year=2024)
    result = call("import", "oews", good, bad, "--json")
    assert (result.code, json.loads(result.out)["error"]["problems"][0]["code"]) == (4, "CC107")
    assert get_stored(call) == []


@pytest.mark.parametrize("publisher", ["oews", "projections"])
def test_what_cannot_be_read_back_is_never_stored(tmp_path: Path, call: Call, publisher: str) -> None:
    """A number beyond what the store takes is CC106 with file and row, and every other command goes on working."""
    rows = [list(row) for row in (OEWS if publisher == "oews" else EP[1:])]
    rows[2][-4 if publisher == "oews" else 3] = "9" * 30
    file = tmp_path / "national_M2024_dl.csv"
    file.write_text(to_csv(rows), encoding="utf-8")
    result = call("import", publisher, str(file))
    assert result.code == 4
    assert "national_M2024_dl.csv:3:" in result.err
    assert "CC106" in result.err
    for command in (("list",), ("datasets",), ("show", "office-manager"), ("search", "office")):
        assert call(*command).code == 0


def test_the_publisher_is_found_by_what_is_inside(tmp_path: Path, call: Call) -> None:
    """Files of several publishers, whatever they are called, are one import; what is beside their tables does not
    matter."""
    projections = Path(write_projections(tmp_path)).rename(tmp_path / "a.xlsx")
    result = call("import", str(projections), write_oews(tmp_path), write_onet(tmp_path), write_esco(tmp_path))
    assert (result.code, sorted(get_stored(call))) == (0, ["esco", "oews-2024", "onet", "projections"])


def test_a_folder_of_several_releases_is_sorted(tmp_path: Path, call: Call) -> None:
    """Tables of several publishers in one folder are each publisher's own, and so are folders in it."""
    write_oews(tmp_path)
    write_projections(tmp_path)
    (tmp_path / "onet").mkdir()
    with zipfile.ZipFile(write_onet(tmp_path)) as archive:
        archive.extractall(tmp_path / "onet")
    assert call("import", str(tmp_path)).code == 0
    assert get_stored(call) == ["oews-2024", "onet", "projections"]


def test_tables_of_one_release_may_be_named_one_by_one(tmp_path: Path, call: Call) -> None:
    """The tables of a release need not be in one zip, and it may have tables that no column gives away."""
    with zipfile.ZipFile(write_onet(tmp_path)) as archive:
        archive.extractall(tmp_path / "onet")
    files = sorted(map(str, (tmp_path / "onet").rglob("*.txt")))
    assert call("import", *files).code == 0
    assert get_stored(call) == ["onet"]


def test_files_of_no_publisher_are_refused(tmp_path: Path, call: Call) -> None:
    """An unknown table alone, or one beside the releases of several publishers, stores nothing; the error says how to
    name the publisher. A damaged file is called damaged."""
    sheet = to_workbook(tmp_path / "a.xlsx", {"a": [["x"], ["y"]]})
    for files in ((sheet,), (sheet, write_oews(tmp_path), write_onet(tmp_path))):
        result = call("import", *files)
        assert (result.code, "a.xlsx:1:1: CC108: the publisher is unknown" in result.err) == (4, True)
        assert "careercli import onet FILE" in result.err
    Path(sheet).write_bytes(Path(sheet).read_bytes()[:200])
    assert "CC101" in call("import", sheet).err
    assert get_stored(call) == []


def test_a_publisher_needs_files(call: Call) -> None:
    """A publisher without files is wrong usage."""
    result = call("import", "onet")
    assert result.code == 2
    assert "import onet needs the files of the release" in result.err


def test_every_publisher_says_what_it_has(tmp_path: Path, call: Call) -> None:
    """`datasets` lists every publisher with its source and where to get it, imported or not."""
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    assert call("import", "projections", write_projections(tmp_path)).code == 0
    listed = json.loads(call("datasets", "--json").out)["datasets"]
    assert {each["publisher"] for each in listed} == {"onet", "oews", "projections", "esco"}
    assert [each["publisher"] for each in listed if each["imported"]] == ["onet", "projections"]
    assert all(each["source"]["title"] and each["get_from"].startswith("https://") for each in listed)


def test_a_file_of_another_publisher_is_refused(tmp_path: Path, call: Call) -> None:
    """Each publisher refuses another one's release, and says what it looked for."""
    sheet = to_workbook(tmp_path / "a.xlsx", {"a": [["x"], ["y"]]})
    for publisher in ("onet", "oews", "projections", "esco"):
        result = call("import", publisher, sheet)
        assert (result.code, "CC108" in result.err) == (4, True)

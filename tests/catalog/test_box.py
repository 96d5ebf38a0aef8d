"""The box: what ships with careercli answers without an import, and is never written to."""

import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from careercli.catalog import box
from careercli.catalog.catalog import load_catalog
from program import Result, environment, run
from releases import write_onet

Call = Callable[..., Result]
PAIR = ("Registered Nurses", "Physician Assistants")


def test_occupations_are_there_without_an_import(call: Call) -> None:
    """Two occupations compare with ratings, activities, education and projections, and nothing was imported."""
    with load_catalog() as catalog:
        assert catalog.count_roles()["onet"] == 1_016
        nurses = catalog.get(PAIR[0])
    assert {cell.area for cell in nurses.skills} >= {"skills", "knowledge", "work styles", "technology"}
    assert nurses.outlook
    assert nurses.duties
    assert nurses.summary is not None
    assert nurses.summary.startswith("One of the healthcare practitioners and technical occupations; Job Zone")
    assert call("compare", *PAIR).code == 0


def test_an_import_hides_the_occupations_of_the_box(call: Call, tmp_path: Path) -> None:
    """Imported O*NET takes the place of the box's, whatever its version, until it is removed."""
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    with load_catalog() as catalog:
        assert catalog.count_roles()["onet"] == 3
    assert call("show", "Registered Nurses").code == 3
    assert call("datasets", "remove", "onet").code == 0
    assert call("show", "Registered Nurses").code == 0


def test_what_an_import_adds_is_said_once(call: Call) -> None:
    """An occupation of the box says what the whole release has and where it is; a bundled role does not."""
    assert " ".join(call("show", "Registered Nurses").out.split()).count("careercli import") == 1
    assert "careercli import" not in call("show", "office-manager").out


def test_bundled_roles_are_ready_made() -> None:
    """The ready-made roles are those of data/roles.yaml."""
    from careercli.role_files.read import load_role_file

    made = box.find_ready_made()
    assert made is not None
    assert made.roles == load_role_file(str(box.find_bundled_roles())).file


def test_the_box_is_made_alike_each_time(tmp_path: Path) -> None:
    """Two builds give the same bytes, and those are the ones in use."""
    for folder in ("one", "two"):
        box.make_box(box.TABLES, tmp_path / folder)
    for name in ("box.sqlite", "roles.json"):
        one, two, used = ((folder / name).read_bytes() for folder in (tmp_path / "one", tmp_path / "two", box.MADE))
        assert one == two
        assert one == used, "the box is older than the checkout: pip install -e . builds it"


def test_an_edited_file_of_roles_takes_effect_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a checkout the content of data/roles.yaml decides, not what was made from it nor the clock; the rest of the
    box is read as it is."""
    for name in box.FOLDERS:
        shutil.copytree(box.TABLES / name, tmp_path / name)
    for file in ("roles.yaml", box.WORDS):
        shutil.copy(box.TABLES / file, tmp_path)
    monkeypatch.setattr(box, "TABLES", tmp_path)
    assert box.find_ready_made() is not None
    roles = tmp_path / "roles.yaml"
    roles.write_text(roles.read_text("utf-8").replace("title: Office Manager", "title: Office Minder", 1), "utf-8")
    warnings: list[str] = []
    with load_catalog(warn=warnings.append) as catalog:
        assert catalog.get("office-manager").title == "Office Minder"
        assert catalog.get(PAIR[0]).salary
    assert warnings == []


def test_an_edited_table_takes_effect_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a checkout the box made of other tables, or by other readers, is not read."""
    for name in box.FOLDERS:
        shutil.copytree(box.TABLES / name, tmp_path / name)
    for file in ("roles.yaml", box.WORDS):
        shutil.copy(box.TABLES / file, tmp_path)
    monkeypatch.setattr(box, "TABLES", tmp_path)
    table = tmp_path / "onet" / "Occupation Data.txt"
    table.write_text(table.read_text("utf-8").replace("\tRegistered Nurses\n", "\tNurses of the Register\n"), "utf-8")
    warnings: list[str] = []
    with load_catalog(warn=warnings.append) as catalog:
        assert catalog.get("29-1141").title == "Nurses of the Register"
    assert "pip install -e ." in warnings[0]


def test_a_checkout_that_was_never_built_answers(monkeypatch: pytest.MonkeyPatch, call: Call, tmp_path: Path) -> None:
    """Without the files of the box its tables are read, and one line on stderr says so."""
    monkeypatch.setattr(box, "MADE", tmp_path)
    code, out, err = call("compare", *PAIR, "--json")
    assert (code, err.count("\n")) == (0, 1)
    assert "pip install -e ." in err
    assert '"onet-29-1141-00"' in out
    assert not [*tmp_path.iterdir()]


def test_a_damaged_box_does_not_stop_bundled_roles(monkeypatch: pytest.MonkeyPatch, call: Call, tmp_path: Path) -> None:
    """What needs only bundled roles answers; what needs the box ends with exit code 5."""
    monkeypatch.setattr(box, "MADE", tmp_path)
    monkeypatch.setattr(box, "TABLES", tmp_path / "none")
    (tmp_path / "box.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 4096)
    shutil.copy(Path(box.__file__).parents[1] / "data" / "roles.json", tmp_path)
    assert call("compare", "practice-manager", "office-manager").code == 0
    code, _, err = call("show", "Registered Nurses")
    assert code == 5
    assert "install careercli again" in err


def test_the_box_is_never_written_to() -> None:
    """No command changes the file of the box or puts another one beside it, though it may."""
    files = sorted(box.MADE.iterdir())
    before = [(file, file.stat().st_mtime_ns, file.stat().st_size) for file in files]
    for args in (("show", PAIR[0]), ("list", "--dataset", "onet"), ("search", "nurse"), ("datasets",)):
        assert run(*args, env=environment()).code == 0
    assert [(file, file.stat().st_mtime_ns, file.stat().st_size) for file in sorted(box.MADE.iterdir())] == before


def test_the_box_may_be_read_only(monkeypatch: pytest.MonkeyPatch, call: Call, tmp_path: Path) -> None:
    """The box answers from a folder and a file that nobody may write to."""
    for name in ("box.sqlite", "roles.json"):
        shutil.copy(box.MADE / name, tmp_path)
        (tmp_path / name).chmod(stat.S_IRUSR)
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    monkeypatch.setattr(box, "MADE", tmp_path)
    assert call("show", PAIR[0]).code == 0
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["box.sqlite", "roles.json"]
    tmp_path.chmod(0o700)

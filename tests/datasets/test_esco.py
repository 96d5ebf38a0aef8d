"""The ESCO classification, read."""

from pathlib import Path

import pytest

from careercli.datasets.esco import read_esco
from careercli.datasets.release import Release, RoleEntry
from careercli.datasets.tables import open_tables
from careercli.errors import InvalidFileError
from releases import ESCO, HOST, Rows, write_esco

Tables = dict[str, Rows]


def read(folder: Path, tables: Tables = ESCO) -> tuple[Release, dict[str, RoleEntry]]:
    """The release, and its roles by id."""
    (release,) = read_esco(open_tables([write_esco(folder, tables)]))
    return release, {role.record.id: role for role in release.roles}


def test_what_a_release_is(tmp_path: Path) -> None:
    """The version is that of the files' names; counts are those of the files; the acknowledgement is carried."""
    release, roles = read(tmp_path)
    assert (release.name, release.version, release.source_id) == ("esco", "v9.1", "esco-v9-1")
    assert release.counts == {"skills": 3, "occupations": 2, "relations": 5, "essential": 2, "optional": 3}
    assert release.source.attribution == "This service uses the ESCO classification of the European Commission."
    assert [*roles] == ["esco-0110-1", "esco-0110-2"]


def test_an_occupation(tmp_path: Path) -> None:
    """An occupation has its labels, codes and URIs for names, and its ISCO group with leading zeros."""
    _, roles = read(tmp_path)
    guide = roles["esco-0110-1"]
    assert (guide.record.title, guide.record.summary) == ("crater guide", "Shows craters. All of them.")
    assert (guide.record.aliases, guide.hidden) == (("guide to craters",), ("krater gide",))
    assert guide.codes == ("0110.1", f"{HOST}/occupation/aaaa-1", "aaaa-1")
    group = guide.record.codes[1]
    assert (group.scheme, group.code, group.title, group.match) == ("isco-08", "0110", "Guides of the moon", "nearest")


def test_skills_are_items_by_uri(tmp_path: Path) -> None:
    """Essential skills come first, then the optional ones, each by label; occupations meet on the skill's URI."""
    release, roles = read(tmp_path)
    cells = roles["esco-0110-1"].record.sections["skills"]
    told = [(release.items[cell.item].id, cell.statements[0].text, cell.statements[0].modality) for cell in cells]
    assert told == [
        ("esco-5222", "essential", "stated"),
        ("esco-5111", "essential", "stated"),
        ("esco-5333", "optional", "possible"),
    ]
    assert [release.items[cell.item].area for cell in cells] == [
        "knowledge",
        "skills and competences",
        "skills and competences",
    ]
    assert roles["esco-0110-2"].record.sections["skills"][0].item == cells[0].item


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    """Relations of an occupation that is not listed, and occupations that are not released, are left out and told."""
    release, _ = read(tmp_path)
    assert any("1 relations" in note or "2 relations" in note for note in release.notes)
    assert any("dddd-4" in note for note in release.notes)
    assert any("1 occupations" in note for note in release.notes)


@pytest.mark.parametrize("table", ["skills_en.csv", "ISCOGroups_en.csv", "occupationSkillRelations.csv"])
def test_a_table_may_be_missing(tmp_path: Path, table: str) -> None:
    """A release that lacks a table is read without it, and says what is missing."""
    release, roles = read(tmp_path, {name: rows for name, rows in ESCO.items() if name != table})
    assert len(roles) == 2
    assert release.missing


def test_the_later_name_of_the_relations(tmp_path: Path) -> None:
    """v1.2 names the relations by language and adds labels."""
    tables = dict(ESCO)
    rows = tables.pop("occupationSkillRelations.csv")
    tables["occupationSkillRelations_en.csv"] = [(*row, "a label", "another") for row in rows]
    release, _ = read(tmp_path, tables)
    assert release.counts["relations"] == 5


WRONG = {
    "an occupation's URI": (
        "occupations_en.csv",
        (*ESCO["occupations_en.csv"][2][:1], "x", *ESCO["occupations_en.csv"][2][2:]),
        "CC106",
    ),
    "an occupation twice": ("occupations_en.csv", ESCO["occupations_en.csv"][1], "CC107"),
    "a skill's URI": ("skills_en.csv", ("K", "x", "knowledge", "y"), "CC106"),
    "a skill twice": ("skills_en.csv", ESCO["skills_en.csv"][1], "CC107"),
    "a skill without a label": ("skills_en.csv", ("K", f"{HOST}/skill/9", "knowledge", " "), "CC106"),
    "an unknown relation": (
        "occupationSkillRelations.csv",
        (f"{HOST}/occupation/aaaa-1", "maybe", "", f"{HOST}/skill/5333"),
        "CC106",
    ),
    "a relation of nothing": ("occupationSkillRelations.csv", ("x", "optional", "", f"{HOST}/skill/5333"), "CC106"),
    "a relation twice": ("occupationSkillRelations.csv", ESCO["occupationSkillRelations.csv"][1], "CC107"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_row_is_told(tmp_path: Path, case: str) -> None:
    """A row that is not what it must be is refused with its table and row."""
    table, row, code = WRONG[case]
    with pytest.raises(InvalidFileError) as caught:
        read(tmp_path, {**ESCO, table: (*ESCO[table], row)})
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, len(ESCO[table]) + 1)
    assert problem.file.endswith(table)


def test_two_languages_at_once_are_refused(tmp_path: Path) -> None:
    """A release is imported in one language."""
    with pytest.raises(InvalidFileError, match="CC109.*one language"):
        read(tmp_path, {**ESCO, "occupations_fr.csv": ESCO["occupations_en.csv"]})


def test_what_is_no_release(tmp_path: Path) -> None:
    """Files without a table of occupations, or with an empty one, are refused."""
    with pytest.raises(InvalidFileError, match="CC108.*occupations_en.csv"):
        read(tmp_path, {"skills_en.csv": ESCO["skills_en.csv"]})
    with pytest.raises(InvalidFileError, match="CC108"):
        read(tmp_path, {**ESCO, "occupations_en.csv": ESCO["occupations_en.csv"][:1]})

"""The ESCO classification, read."""

import re
from pathlib import Path

import pytest

from careercli.datasets.esco import read_esco
from careercli.datasets.release import Release, ReleasedRole
from careercli.datasets.tables import open_tables
from careercli.errors import InvalidFileError
from careercli.model import ID_PATTERN
from releases import ESCO, HOST, Rows, to_csv, write_esco

Tables = dict[str, Rows]


def read(folder: Path, tables: Tables = ESCO) -> tuple[Release, dict[str, ReleasedRole]]:
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
    found = [(release.items[cell.item].id, cell.statements[0].text, cell.statements[0].modality) for cell in cells]
    assert found == [
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


def test_what_is_left_out_is_noted(tmp_path: Path) -> None:
    """Relations of occupations that are not listed, and occupations that are not released, are left out with a note."""
    release, _ = read(tmp_path)
    assert any("1 relations" in note or "2 relations" in note for note in release.notes)
    assert any("dddd-4" in note for note in release.notes)
    assert any("1 occupations" in note for note in release.notes)


def test_skills_whose_uris_differ_in_case_or_punctuation_stay_apart(tmp_path: Path) -> None:
    """A skill is its URI: two that differ in nothing but case or punctuation are two items, with ids of their own."""
    ends = ("aB.c", "Ab-c", "ab-c", "ab.c")
    skills = [("K", f"{HOST}/skill/{end}", "", f"Skill {end}") for end in ends]
    links = [(f"{HOST}/occupation/aaaa-1", "essential", "", uri) for _, uri, _, _ in skills]
    tables = {
        **ESCO,
        "skills_en.csv": (*ESCO["skills_en.csv"], *skills),
        "occupationSkillRelations.csv": (*ESCO["occupationSkillRelations.csv"], *links),
    }
    release, roles = read(tmp_path, tables)
    labels = {release.items[cell.item].label for cell in roles["esco-0110-1"].record.sections["skills"]}
    assert {f"Skill {end}" for end in ends} <= labels
    ids = [item.id for item in release.items]
    assert len(set(ids)) == len(ids) == 7
    assert all(re.fullmatch(ID_PATTERN, each) and len(each) <= 64 for each in ids)
    backwards = {**tables, "skills_en.csv": (tables["skills_en.csv"][0], *reversed(tables["skills_en.csv"][1:]))}
    again, _ = read(tmp_path, backwards)
    assert {(item.id, item.label) for item in again.items} == {(item.id, item.label) for item in release.items}


def test_skills_with_one_id_are_refused(tmp_path: Path) -> None:
    """Two URIs that make one id are the fault of the release, at its row."""
    skills = ("K", f"{HOST}/other/5111", "", "another")
    with pytest.raises(InvalidFileError, match="skills_en.csv:5:1: CC107: .*make the same id"):
        read(tmp_path, {**ESCO, "skills_en.csv": (*ESCO["skills_en.csv"], skills)})


@pytest.mark.parametrize("code", ["0110.1", "0110-1", " 0110.1 "])
def test_occupations_with_one_code_are_refused(tmp_path: Path, code: str) -> None:
    """Two occupations with one code, or with codes that make one id, are the fault of the release, at its row."""
    row = list(ESCO["occupations_en.csv"][1])
    row[1], row[9] = f"{HOST}/occupation/eeee-5", code
    with pytest.raises(
        InvalidFileError, match=r"occupations_en.csv:5:10: CC107: 0110.1 is there twice.*crater guide"
    ) as caught:
        read(tmp_path, {**ESCO, "occupations_en.csv": (*ESCO["occupations_en.csv"], row)})
    assert "store" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "role_id"), [("", "esco-aaaa-1"), ("\N{EM DASH}", "esco-aaaa-1"), ("A" * 70, f"esco-{'a' * 59}")]
)
def test_ids_of_occupations(tmp_path: Path, code: str, role_id: str) -> None:
    """The id of an occupation is made of its code, else of its URI, and is never longer than an id may be."""
    row = list(ESCO["occupations_en.csv"][1])
    row[9] = code
    _, roles = read(tmp_path, {**ESCO, "occupations_en.csv": (ESCO["occupations_en.csv"][0], row)})
    assert [*roles] == [role_id]


@pytest.mark.parametrize(("status", "kept"), [("released", True), ("", True), ("obsolete", False), ("proposed", False)])
def test_only_what_is_released_is_kept(tmp_path: Path, status: str, kept: bool) -> None:
    """An occupation of another status is left out, with a note and its relations; one without a status is kept."""
    rows = [list(row) for row in ESCO["occupations_en.csv"]]
    rows[2][6] = status
    release, roles = read(tmp_path, {**ESCO, "occupations_en.csv": rows})
    assert ("esco-0110-2" in roles) is kept
    assert release.counts["occupations"] == 1 + kept
    assert release.notes[0] == f"{1 if kept else 2:,} occupations that are not released were left out."


def test_essential_and_optional_are_counted(tmp_path: Path) -> None:
    """Counts are those of the rows, also of those left out."""
    rows = ESCO["occupationSkillRelations.csv"]
    release, _ = read(tmp_path, {**ESCO, "occupationSkillRelations.csv": rows[:3]})
    assert {key: release.counts[key] for key in ("relations", "essential", "optional")} == {
        "relations": 2,
        "essential": 1,
        "optional": 1,
    }


def test_escape_sequences_in_cells_do_not_get_through(tmp_path: Path) -> None:
    """A title, a label of a skill and other names of a CSV are printed without what a terminal obeys."""
    rows = [list(row) for row in ESCO["occupations_en.csv"]]
    rows[1][3], rows[1][4] = "\x1b[31mcrater\x1b[0m guide", "\x1b]0;title\x07guide to craters\nother\u202e name"
    skills = [list(row) for row in ESCO["skills_en.csv"]]
    skills[1][3] = "point\x9b2J at craters"
    release, roles = read(tmp_path, {**ESCO, "occupations_en.csv": rows, "skills_en.csv": skills})
    record = roles["esco-0110-1"].record
    assert (record.title, record.aliases) == ("crater guide", ("guide to craters", "other name"))
    assert release.items[0].label == "point at craters"


def test_the_version_without_one_in_the_name(tmp_path: Path) -> None:
    """Without a version in the files' names it is the month of the latest change, also in the source's id."""
    folder = tmp_path / "esco"
    folder.mkdir()
    for name, rows in ESCO.items():
        (folder / name).write_text(to_csv(rows), encoding="utf-8")
    (release,) = read_esco(open_tables([str(folder)]))
    assert (release.version, release.source_id) == ("as of 2022-06", "esco-as-of-2022-06")


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
    "a hidden label that is too long": (
        "occupations_en.csv",
        ("Occupation", f"{HOST}/occupation/e", "0110", "x", "", "y" * 501, "released", "2022", "d", "0110.9"),
        "CC106",
    ),
    "another label that is too long": (
        "occupations_en.csv",
        ("Occupation", f"{HOST}/occupation/e", "0110", "x", "y" * 501, "", "released", "2022", "d", "0110.9"),
        "CC106",
    ),
    "an unknown relation": (
        "occupationSkillRelations.csv",
        (f"{HOST}/occupation/aaaa-1", "maybe", "", f"{HOST}/skill/5333"),
        "CC106",
    ),
    "a relation of nothing": ("occupationSkillRelations.csv", ("x", "optional", "", f"{HOST}/skill/5333"), "CC106"),
    "a relation twice": ("occupationSkillRelations.csv", ESCO["occupationSkillRelations.csv"][1], "CC107"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_row_is_refused(tmp_path: Path, case: str) -> None:
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

"""The O*NET database, read."""

from pathlib import Path

import pytest

import releases
from careercli.datasets.onet import read_onet
from careercli.datasets.release import CellRecord, Release, ReleasedRole
from careercli.datasets.tables import open_tables
from careercli.errors import InvalidFileError
from careercli.model import Section
from releases import BAKER, ONET, RATING, TASTER, rate, write_onet

Tables = dict[str, releases.Rows]


def read(folder: Path, tables: Tables = ONET) -> tuple[Release, dict[str, ReleasedRole]]:
    """The release, and its roles by id."""
    (release,) = read_onet(open_tables([write_onet(folder, tables)]))
    return release, {role.record.id: role for role in release.roles}


def cells(release: Release, role: ReleasedRole, section: Section) -> dict[str, CellRecord]:
    """The cells of a section by the label of their item."""
    return {release.items[cell.item].label: cell for cell in role.record.sections[section]}


def test_what_a_release_is(tmp_path: Path) -> None:
    """The Read Me gives version and date; the source carries licence and attribution; counts are those of the rows."""
    release, roles = read(tmp_path)
    assert (release.name, release.version, release.source_id) == ("onet", "29.9", "onet-29-9")
    assert (release.source.date, release.source.licence) == ("2024-08", "CC BY 4.0")
    assert "USDOL/ETA" in (release.source.attribution or "")
    assert release.counts["occupations"] == len(roles) == 3
    assert (release.counts["rows of skills"], release.counts["occupations with skills"]) == (8, 2)
    assert (release.counts["rows of related occupations"], release.counts["occupations with tasks"]) == (2, 2)


def test_a_rating_keeps_value_error_and_flags(tmp_path: Path) -> None:
    """Ratings stand on their own scale, with standard errors and flags; n/a is missing."""
    release, roles = read(tmp_path)
    skills = cells(release, roles["onet-51-9901-00"], "skills")
    importance, level = skills["Dough Reading"].scores
    assert (importance.scale, importance.value, importance.standard_error) == ("importance", 4.0, 0.1)
    assert (level.scale, level.value, level.suppressed, level.not_relevant) == ("level", 3.5, False, False)
    assert skills["Moon Listening"].scores[0].standard_error is None
    assert skills["Moon Listening"].scores[1].not_relevant
    assert cells(release, roles["onet-51-9901-01"], "skills")["Moon Listening"].scores[1].suppressed
    assert release.scales["level"] == (0.0, 7.0)


def test_tasks_meet_on_detailed_work_activities(tmp_path: Path) -> None:
    """Tasks of two occupations with one detailed work activity state one item, whose area is the general activity; a
    task without one is an item of its own."""
    release, roles = read(tmp_path)
    baker = cells(release, roles["onet-51-9901-00"], "duties")
    taster = cells(release, roles["onet-51-9901-01"], "duties")
    assert baker["Handle dough"].item == taster["Handle dough"].item
    assert release.items[baker["Handle dough"].item].area == "Handling and Moving Objects"
    assert [said.text for said in taster["Handle dough"].statements] == ["Squeeze dough samples"]
    assert release.items[baker["Sing to the oven"].item].id == "onet-task-3"


def test_core_tasks_come_first_then_by_importance(tmp_path: Path) -> None:
    """Core tasks stand before supplemental ones, by importance; a supplemental one is done in some of the jobs only."""
    release, roles = read(tmp_path)
    baker = cells(release, roles["onet-51-9901-00"], "duties")
    assert [*baker] == ["Sing to the oven", "Handle dough", "Clean craters"]
    (sweep,) = baker["Clean craters"].statements
    assert (sweep.modality, sweep.condition) == ("some", "supplemental task")
    assert baker["Handle dough"].statements[0].condition == "importance 50"


def test_technology_says_whether_it_is_hot_and_in_demand(tmp_path: Path) -> None:
    """A technology is one item for all occupations, marked as hot and in demand as each has it; quotes are data."""
    release, roles = read(tmp_path)
    baker = cells(release, roles["onet-51-9901-00"], "skills")
    taster = cells(release, roles["onet-51-9901-01"], "skills")
    assert baker["OvenSoft"].item == taster["OvenSoft"].item
    assert baker["OvenSoft"].statements[0].condition == "hot technology, in demand"
    assert taster["OvenSoft"].statements[0].condition == "hot technology"
    assert 'Rim "13" charts' in baker


def test_requirements(tmp_path: Path) -> None:
    """The job zone comes with what it asks for; shares of education are in percent, and zero is not missing."""
    release, roles = read(tmp_path)
    baker = cells(release, roles["onet-51-9901-00"], "requirements")
    assert baker["Job Zone Two: Some"].statements[0].text == "Usually Crater School."
    assert baker["Crater School"].scores[0].value == 75.0
    assert cells(release, roles["onet-51-9901-01"], "requirements")["Crater School"].scores[0].value == 0.0


def test_names_and_relatives(tmp_path: Path) -> None:
    """Reported, alternate and short titles are aliases; the SOC code names the occupation without a suffix only;
    related occupations come in their order."""
    _, roles = read(tmp_path)
    baker, taster = roles["onet-51-9901-00"], roles["onet-51-9901-01"]
    assert baker.record.aliases == ("Head Baker", "Lunar Loaf Maker", "LLM", "Office Manager")
    assert (baker.codes, taster.codes) == (("51-9901.00", "51-9901"), ("51-9901.01",))
    assert [code.match for code in (*baker.record.codes, *taster.record.codes)] == [
        "exact",
        "exact",
        "exact",
        "nearest",
    ]
    assert [each.id for each in baker.record.related] == ["onet-51-9901-01", "onet-51-9999-00"]
    assert baker.record.summary == 'Bake "moon" bread, and sell it.'


def test_the_later_names_of_the_tables(tmp_path: Path) -> None:
    """The tables that 30.3 renamed and split are read as what they were: snake-case CSV with titles and scale names."""
    tables = dict(ONET)
    skills = tables.pop("Skills")
    tables["transferable_skills"] = (RATING, rate(BAKER, "2.B.1.a", "Crater Sense", "IM", "3.0"))
    tables["essential_skills"] = skills
    tables["software_skills"] = (
        ("O*NET-SOC Code", "Workplace Example", "Element ID", "Element Name", "Hot Technology", "In Demand"),
        (BAKER, "OvenSoft", "2.E.1", "Oven software", "Y", "N"),
    )
    del tables["Technology Skills"]
    tables["education"] = tables.pop("Education, Training, and Experience")
    tables["education_categories"] = tables.pop("Education, Training, and Experience Categories")
    tables["career_interest_types"] = tables.pop("Interests")
    folder = tmp_path / "db_30_3_csv"
    folder.mkdir()
    for name, rows in tables.items():
        header, *rest = rows
        snake = name.lower().replace(" ", "_").replace(",", "")
        wide = [
            (*header, "Title", "Scale Name"),
            *((*("" if cell == "n/a" else cell for cell in row), "a title", "a name") for row in rest),
        ]
        if "title" in map(str.lower, header):
            wide = [tuple(row) for row in rows]
        wide[0] = tuple(column.lower().replace(" ", "_") for column in wide[0])
        (folder / f"{snake}.csv").write_text(releases.to_csv(wide), encoding="utf-8")
    (release,) = read_onet(open_tables([str(folder)]))
    roles = {role.record.id: role for role in release.roles}
    assert release.version == "30.3"
    skills_of = cells(release, roles["onet-51-9901-00"], "skills")
    assert [*skills_of] == ["Dough Reading", "Moon Listening", "Crater Sense", "OvenSoft"]
    assert skills_of["OvenSoft"].statements[0].text == "Oven software"
    assert "Crater School" in cells(release, roles["onet-51-9901-00"], "requirements")
    assert cells(release, roles["onet-51-9901-00"], "environment")["Lunar"].scores[0].value == 4.0


@pytest.mark.parametrize("table", [name for name in ONET if name != "Occupation Data"])
def test_a_table_may_be_missing(tmp_path: Path, table: str) -> None:
    """A release that lacks a table is read without it, and says what is missing."""
    release, roles = read(tmp_path, {name: rows for name, rows in ONET.items() if name != table})
    assert len(roles) == 3
    assert any(table.split(",", maxsplit=1)[0] in missing for missing in release.missing)


WRONG = {
    "a code that is none": ("Occupation Data", ("51-9901", "Short", "Short."), "CC106", 5),
    "an occupation twice": ("Occupation Data", (BAKER, "Again", "Again."), "CC107", 5),
    "a title that is empty": ("Occupation Data", ("51-9902.00", " ", "Nothing."), "CC106", 5),
    "ratings of an unknown occupation": ("Skills", rate("51-0000.00", "2.A.1.a", "X", "IM", "2"), "CC107", 10),
    "a value that is no number": ("Skills", rate(TASTER, "2.A.9.a", "X", "IM", "high"), "CC106", 10),
    "a value that is not finite": ("Skills", rate(TASTER, "2.A.9.a", "X", "IM", "nan"), "CC106", 10),
    "a value beyond the scale": ("Skills", rate(TASTER, "2.A.9.a", "X", "IM", "5.5"), "CC106", 10),
    "a standard error below zero": ("Skills", rate(TASTER, "2.A.9.a", "X", "IM", "2", "-1"), "CC106", 10),
    "a flag that is none": ("Skills", rate(TASTER, "2.A.9.a", "X", "IM", "2", "1", "maybe"), "CC106", 10),
    "an unknown scale": ("Skills", rate(TASTER, "2.A.9.a", "X", "ZZ", "2"), "CC106", 10),
    "a rating twice": ("Skills", rate(TASTER, "2.A.1.a", "X", "IM", "2"), "CC107", 10),
    "a task twice": ("Task Statements", (BAKER, "2", "Again.", "Core", "2", "d", "s"), "CC107", 6),
    "an unknown type of task": ("Task Statements", (BAKER, "9", "Odd.", "Odd", "2", "d", "s"), "CC106", 6),
    "an unknown activity": ("Tasks to DWAs", (BAKER, "2", "9.Z", "d", "s"), "CC106", 5),
    "an unknown category": (
        "Education, Training, and Experience",
        (BAKER, "2.D.1", "Education", "RL", "13", "5", "2", "1", "n/a", "n/a", "N", "d", "s"),
        "CC106",
        5,
    ),
    "an unknown job zone": ("Job Zones", (TASTER, "8", "d", "s"), "CC106", 3),
    "an unknown relative": ("Related Occupations", (BAKER, "51-0000.00", "x", "3"), "CC107", 4),
    "a row that is too short": ("Alternate Titles", (BAKER, "Half a"), "CC105", 6),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_row_is_told_with_its_table_and_row(tmp_path: Path, case: str) -> None:
    """A row that is not what it must be is refused, with the file, the table, the row and a code."""
    table, row, code, number = WRONG[case]
    with pytest.raises(InvalidFileError) as caught:
        read(tmp_path, {**ONET, table: (*ONET[table], row)})
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.code) == (f"db_29_9_text.zip/{table}.txt", number, code)
    assert problem.expected
    assert problem.remedy


def test_a_scale_that_is_not_kept_is_passed_over(tmp_path: Path) -> None:
    """Ratings on a scale that the release lists and that is not kept are left out, and harm nothing."""
    scales = (*ONET["Scales Reference"], ("QQ", "Quirk", "0", "9"))
    odd = rate(TASTER, "2.A.1.a", "Dough Reading", "QQ", "9")
    release, roles = read(tmp_path, {**ONET, "Scales Reference": scales, "Skills": (*ONET["Skills"], odd)})
    dough = cells(release, roles["onet-51-9901-01"], "skills")["Dough Reading"]
    assert [score.scale for score in dough.scores] == ["importance", "level"]


def test_what_is_no_release_of_onet(tmp_path: Path) -> None:
    """Files without the table of occupations are no release, which says what was looked for."""
    with pytest.raises(InvalidFileError, match="CC108.*Occupation Data"):
        read(tmp_path, {"Skills": ONET["Skills"]})


BOX_LEAVES_OUT = {
    "Occupation Data": ("Description",),
    "Skills": ("Element Name", "N"),
    "Interests": ("Element Name",),
    "Task Statements": ("Task",),
    "Technology Skills": ("Commodity Title",),
    "Job Zone Reference": ("Experience", "Education", "Job Training", "Examples"),
}
"""Columns that the box leaves out: sentences, and names that another table has."""

NAMES: Tables = {
    "Content Model Reference": (
        ("Element ID", "Element Name"),
        ("2.A.1.a", "Dough Reading"),
        ("2.A.1.b", "Moon Listening"),
        ("1.B.1.a", "Lunar"),
        ("4.A.3.a.2", "Handling and Moving Objects"),
    ),
    "UNSPSC Reference": (
        ("Commodity Code", "Commodity Title"),
        ("43230000", "Oven software"),
        ("43230001", "Chart software"),
    ),
}
"""The tables that have those names."""


def make_box() -> Tables:
    """The made-up release as the box has it."""
    box = {**ONET, **NAMES}
    for name, columns in BOX_LEAVES_OUT.items():
        kept = [at for at, column in enumerate(box[name][0]) if column not in columns]
        box[name] = [[row[at] for at in kept] for row in box[name]]
    return box


def test_names_are_read_from_the_table_that_has_them(tmp_path: Path) -> None:
    """Where a table has no names of elements or commodities, their own table gives them: the same items and cells."""
    release, roles = read(tmp_path)
    box, box_roles = read(tmp_path, make_box())
    for code in ("onet-51-9901-00", "onet-51-9901-01"):
        theirs, ours = cells(release, roles[code], "skills"), cells(box, box_roles[code], "skills")
        assert [(label, cell.statements, cell.scores) for label, cell in ours.items()] == [
            (label, cell.statements, cell.scores) for label, cell in theirs.items()
        ]
    assert box.counts == release.counts


def test_activities_are_duties_where_tasks_have_no_words(tmp_path: Path) -> None:
    """Without the words of tasks a duty is the name of an activity, once: done in some of the jobs if all its tasks are
    supplemental; a search goes through those names, and a task without an activity is left out."""
    tables = make_box()
    links = tables["Tasks to DWAs"]
    # Task 5, supplemental, comes before task 6, which is neither; both are of one activity.
    more = [(TASTER, task, kind, "n/a", "08/2023", "Analyst") for task, kind in (("5", "Supplemental"), ("6", "n/a"))]
    tables["Task Statements"] = [*tables["Task Statements"], *more]
    extra = [(TASTER, task, "4.A.3.a.2.I01.D02", "07/2014", "Analyst") for task in ("5", "6")]
    box, roles = read(tmp_path, {**tables, "Tasks to DWAs": [*links, *extra]})
    baker, taster = (cells(box, roles[f"onet-51-9901-0{n}"], "duties") for n in (0, 1))
    assert {name: [(said.text, said.modality) for said in cell.statements] for name, cell in baker.items()} == {
        "Handle dough": [("Handle dough", "stated")],
        "Clean craters": [("Clean craters", "some")],
    }
    assert [said.modality for said in taster["Clean craters"].statements] == ["stated"]
    assert roles["onet-51-9901-00"].duties == ("Handle dough", "Clean craters")


def test_sentences_that_the_box_leaves_out_are_not_stated(tmp_path: Path) -> None:
    """Without a description there is no summary; without a sentence on education a job zone has its name."""
    box, roles = read(tmp_path, make_box())
    assert roles["onet-51-9901-00"].record.summary is None
    zone = cells(box, roles["onet-51-9901-00"], "requirements")["Job Zone Two: Some"]
    assert [said.text for said in zone.statements] == ["Job Zone Two: Some"]


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("Content Model Reference", "column Element Name missing"),
        ("UNSPSC Reference", "column Commodity Title missing"),
    ],
)
def test_names_that_no_table_has_are_an_error(tmp_path: Path, missing: str, said: str) -> None:
    """A table without names is an error where the release has no table that gives them."""
    with pytest.raises(InvalidFileError, match=said):
        read(tmp_path, {name: rows for name, rows in make_box().items() if name != missing})


def test_a_key_without_a_name_is_an_error(tmp_path: Path) -> None:
    """An element that the table of names does not have is an error at its row."""
    tables = make_box()
    tables["Content Model Reference"] = tables["Content Model Reference"][:2]
    with pytest.raises(InvalidFileError, match=r"Skills.txt:6:2: CC106: '2.A.1.b'"):
        read(tmp_path, tables)

"""The O*NET database, read."""

from collections.abc import Collection
from pathlib import Path

import pytest

import releases
from careercli.datasets import onet, reader
from careercli.datasets.onet import read_onet
from careercli.datasets.onet_ratings import PERCENT
from careercli.datasets.release import CellRecord, OriginRecord, Release, ReleasedRole
from careercli.datasets.tables import open_tables
from careercli.errors import InvalidFileError
from careercli.model import Section
from releases import BAKER, ONET, OTHER, RATING, TASTER, rate, write_onet

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
    """Ratings keep their own scale, standard errors and flags; n/a is missing."""
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
    """Core tasks come before supplemental ones, by importance; a supplemental one is done in some of the jobs only."""
    release, roles = read(tmp_path)
    baker = cells(release, roles["onet-51-9901-00"], "duties")
    assert [*baker] == ["Sing to the oven", "Handle dough", "Clean craters"]
    (sweep,) = baker["Clean craters"].statements
    assert (sweep.modality, sweep.condition) == ("some", "supplemental task")
    assert baker["Handle dough"].statements[0].condition == "importance 50"


@pytest.mark.parametrize(
    ("kind", "importance", "first", "condition", "modality"),
    [
        ("Core", "1.00", True, "importance 0", "stated"),
        ("Supplemental", "5.00", True, "supplemental task, importance 100", "some"),
        ("n/a", "5.00", True, "importance 100", "stated"),
        ("n/a", "", False, None, "stated"),
    ],
)
def test_core_and_supplemental_tasks(
    tmp_path: Path, kind: str, importance: str, first: bool, condition: str | None, modality: str
) -> None:
    """Core tasks come first, however unimportant, then all others by importance; supplemental ones are done in some of
    the jobs only."""
    statements = (ONET["Task Statements"][0], *_tasks(("7", "Core"), ("8", "n/a"), ("9", kind)))
    ratings = [ONET["Task Ratings"][0], *_rates(("8", "4.00"), ("9", importance or "n/a"))]
    release, roles = read(tmp_path, {**ONET, "Task Statements": statements, "Task Ratings": ratings})
    duties = cells(release, roles["onet-51-9901-00"], "duties")
    place = [*duties].index("Task 9")
    assert (place < [*duties].index("Task 8")) is first
    (said,) = duties["Task 9"].statements
    assert (said.condition, said.modality) == (condition, modality)


def _tasks(*kinds: tuple[str, str]) -> list[tuple[str, ...]]:
    return [(BAKER, task, f"Task {task}.", kind, "20", "08/2023", "Incumbent") for task, kind in kinds]


def _rates(*values: tuple[str, str]) -> list[tuple[str, ...]]:
    rest = ("20", "0.1", "n/a", "n/a", "N", "08/2023", "Incumbent")
    return [(BAKER, task, "IM", "n/a", value, *rest) for task, value in values]


def test_frequent_skills_find_an_occupation(tmp_path: Path) -> None:
    """A search finds an occupation by the skills that it rates at half of the scale of importance or above."""
    skills: list[tuple[str, ...]] = [RATING]
    for number, value in enumerate(("2.99", "3.00", "5.00")):
        skills.append(rate(BAKER, f"2.A.1.{number}", f"Skill {number}", "IM", value))
        skills.append(rate(BAKER, f"2.A.1.{number}", f"Skill {number}", "LV", "7.00"))
    skills.append(rate(BAKER, "2.A.1.9", "Skill with a level only", "LV", "7.00"))
    _, roles = read(tmp_path, {**ONET, "Skills": skills})
    assert roles["onet-51-9901-00"].skills == ("Skill 1", "Skill 2", "OvenSoft", 'Rim "13" charts')


def test_an_alias_is_never_the_title(tmp_path: Path) -> None:
    """A title that another table repeats, in any case, is no alias; one that several tables have is one alias."""
    titles = (
        *ONET["Alternate Titles"],
        (BAKER, "MOON BAKERS", "Moon Bakers", "02"),
        (BAKER, "head baker", "", "02"),
        (BAKER, "Moon Baker", "n/a", "02"),
    )
    _, roles = read(tmp_path, {**ONET, "Alternate Titles": titles})
    aliases = ("Head Baker", "Lunar Loaf Maker", "LLM", "Office Manager", "Moon Baker")
    assert roles["onet-51-9901-00"].record.aliases == aliases


@pytest.mark.parametrize(
    ("value", "error", "fits"),
    [
        ("0", "0", True),
        ("100", "0", True),
        ("100.01", "0", False),
        ("-0.01", "0", False),
        ("5", "-0.1", False),
        ("101", "0", False),
    ],
)
def test_shares_are_percent(tmp_path: Path, value: str, error: str, fits: bool) -> None:
    """A share of jobs is from 0 to 100 percent, and its standard error is not below zero."""
    row = (TASTER, "2.D.1", "Education", "RL", "2", value, "9", error, "n/a", "n/a", "N", "08/2023", "Incumbent")
    name = "Education, Training, and Experience"
    tables = {**ONET, name: (*ONET[name], row)}
    if fits:
        release, roles = read(tmp_path, tables)
        share = cells(release, roles["onet-51-9901-01"], "requirements")["Rim College"].scores[0]
        assert (share.scale, share.value) == ("percent", float(value))
    else:
        with pytest.raises(InvalidFileError, match=r"Experience.txt:5:\d+: CC106"):
            read(tmp_path, tables)


@pytest.mark.parametrize("value", ["0.99", "5.01"])
def test_importance_of_tasks_is_on_its_scale(tmp_path: Path, value: str) -> None:
    """The importance of a task is on the release's own scale, as all ratings are."""
    ratings = (*ONET["Task Ratings"], *_rates(("1", value)))
    with pytest.raises(InvalidFileError, match="Task Ratings.txt:5:5: CC106.*1 to 5"):
        read(tmp_path, {**ONET, "Task Ratings": ratings})


@pytest.mark.parametrize(("value", "error"), [("6.00", "0.1"), ("3.00", "-1.00")])
def test_a_number_that_fits_one_scale_need_not_fit_another(tmp_path: Path, value: str, error: str) -> None:
    """A number that was right where it was read first is checked again on each scale, and as a standard error."""
    before = (RATING, rate(BAKER, "1.C.1", "Cheer", "WI", "-1.00"), rate(BAKER, "1.C.1", "Cheer", "IM", "3.00"))
    rows = (RATING, rate(BAKER, "2.B.1", "X", "LV", "6.00"), rate(BAKER, "2.B.1", "X", "IM", value, error))
    with pytest.raises(InvalidFileError, match="CC106"):
        read(tmp_path, {**ONET, "Knowledge": rows, "Skills": rows[:2]})
    with pytest.raises(InvalidFileError, match="CC106"):
        read(tmp_path, {**ONET, "Work Styles": (*before, rate(TASTER, "1.C.1", "Cheer", "IM", value, error))})


def test_the_job_zone_comes_first(tmp_path: Path) -> None:
    """Among the requirements the job zone comes before the shares of education."""
    release, roles = read(tmp_path)
    assert next(iter(cells(release, roles["onet-51-9901-00"], "requirements"))) == "Job Zone Two: Some"


def test_an_activity_named_twice_states_a_task_once(tmp_path: Path) -> None:
    """A row of Tasks to DWAs that is there twice adds no second statement."""
    links = (*ONET["Tasks to DWAs"], ONET["Tasks to DWAs"][2])
    release, roles = read(tmp_path, {**ONET, "Tasks to DWAs": links})
    duties = cells(release, roles["onet-51-9901-00"], "duties")
    assert [said.text for said in duties["Handle dough"].statements] == ["Knead moon dough"]


def test_technologies_that_differ_in_case_are_one(tmp_path: Path) -> None:
    """A technology that is written in two ways is one item, with all that it is an example of, in one cell."""
    rows = (*ONET["Technology Skills"], (BAKER, "OVENSOFT", "43230002", "Other software", "N", "N"))
    release, roles = read(tmp_path, {**ONET, "Technology Skills": rows})
    cell = cells(release, roles["onet-51-9901-00"], "skills")["OvenSoft"]
    assert [said.text for said in cell.statements] == ["Oven software", "Other software"]
    assert len({item.id for item in release.items}) == len(release.items)


def test_elements_that_one_id_cannot_tell_apart_are_refused(tmp_path: Path) -> None:
    """Two elements whose ids differ in punctuation alone are the fault of the release."""
    odd = rate(TASTER, "2-A-1-a", "Another", "IM", "2")
    with pytest.raises(InvalidFileError, match="Skills.txt:10:1: CC107: '2-A-1-a' and '2.A.1.a' make the same id"):
        read(tmp_path, {**ONET, "Skills": (*ONET["Skills"], odd)})


@pytest.mark.parametrize(
    ("text", "version", "date"),
    [
        ("O*NET 29.0 Database\nAugust 2024 Release\n", "29.0", "2024-08"),
        ("O*NET 29.0 Database\nSmarch 2024 Release\n", "29.0", None),
        ("O*NET\N{REGISTERED SIGN} 30.1 Database\nDecember 2025 Release\n", "30.1", "2025-12"),
        ("nothing", "29.9", None),
        (f"O*NET {'9' * 30_000}.0", "29.9", None),
    ],
)
def test_version_and_date(tmp_path: Path, text: str, version: str, date: str | None) -> None:
    """The Read Me has version and month; without a version in it the files' names have it; none is ever long."""
    texts = {f"db/{table}.txt": releases.to_text(rows) for table, rows in ONET.items()}
    path = releases.to_zip(tmp_path / "db_29_9_text.zip", {"db/Read Me.txt": text, **texts})
    (release,) = read_onet(open_tables([path]))
    assert (release.version, release.source.date) == (version, date)


def test_too_many_occupations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release has a limit of occupations, of their other titles, and of items."""
    monkeypatch.setattr(onet, "MAX_OCCUPATIONS", 2)
    with pytest.raises(InvalidFileError, match="Occupation Data.txt:4:1: CC102: too large: more than 2 occupations"):
        read(tmp_path)
    monkeypatch.setattr(onet, "MAX_OCCUPATIONS", 3)
    monkeypatch.setattr(onet, "MAX_ITEMS", 5)
    with pytest.raises(InvalidFileError, match="Alternate Titles.txt:5:1: CC102: too large: more than 5 other titles"):
        read(tmp_path)
    monkeypatch.setattr(reader, "MAX_ITEMS", 5)
    with pytest.raises(InvalidFileError, match="CC102: too large: more than 5 items"):
        read(tmp_path)


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
    assert cells(release, roles["onet-51-9901-00"], "interests")["Lunar"].scores[0].value == 4.0


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
    "a zone that is no number": ("Job Zones", (TASTER, "9" * 40, "d", "s"), "CC106", 3),
    "a task without an id": ("Task Statements", (BAKER, " ", "Odd.", "Core", "2", "d", "s"), "CC106", 6),
    "a task without words": ("Task Statements", (BAKER, "9", " ", "Core", "2", "d", "s"), "CC106", 6),
    "an element's id": ("Skills", rate(TASTER, "x y", "X", "IM", "2"), "CC106", 10),
    "an element without a name": ("Skills", rate(TASTER, "2.A.9.a", " ", "IM", "2"), "CC106", 10),
    "an error that is not finite": ("Skills", rate(TASTER, "2.A.9.a", "X", "IM", "2", "inf"), "CC106", 10),
    "an index of thirty digits": ("Related Occupations", (BAKER, OTHER, "x", "9" * 30), "CC106", 4),
    "a scale without a range": ("Scales Reference", ("LV", "Level", "7", "7"), "CC106", 5),
    "a scale turned round": ("Scales Reference", ("LV", "Level", "7", "0"), "CC106", 5),
    "an activity's id": ("DWA Reference", ("4.A", "x", "", "Odd."), "CC106", 4),
    "a technology without a name": ("Technology Skills", (BAKER, "", "1", "Odd software", "N", "N"), "CC106", 5),
    "an unknown job zone": ("Job Zones", (TASTER, "8", "d", "s"), "CC106", 3),
    "another title that is too long": ("Alternate Titles", (BAKER, "x" * 501, "n/a", "02"), "CC106", 6),
    "another title that cannot be seen": ("Alternate Titles", (BAKER, "\u3164\u3164", "n/a", "02"), "CC106", 6),
    "an unknown relative": ("Related Occupations", (BAKER, "51-0000.00", "x", "3"), "CC107", 4),
    "a row that is too short": ("Alternate Titles", (BAKER, "Half a"), "CC105", 6),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_row_is_refused_with_its_table_and_row(tmp_path: Path, case: str) -> None:
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


def test_data_keeps_when_and_from_whom_it_is(tmp_path: Path) -> None:
    """The month and the source of ratings, classes, job zones and tasks are kept once for each occupation and area."""
    _, roles = read(tmp_path)
    analyst = OriginRecord("2023-08", "Analyst")
    classes = dict.fromkeys(PERCENT.values(), OriginRecord("2023-08", "Incumbent"))
    assert roles["onet-51-9901-00"].record.origins == {
        "skills": analyst,
        "interests": OriginRecord("2023-11", "Analyst"),
        "duties": OriginRecord("2023-08", "Incumbent"),
        **classes,
        "job zone": OriginRecord("2022-08", "Analyst"),
    }
    assert roles["onet-51-9901-01"].record.origins == {"skills": analyst, "duties": analyst, **classes}
    assert roles["onet-51-9999-00"].record.origins == {}


def test_of_several_origins_the_newest_month_and_all_sources_are_kept(tmp_path: Path) -> None:
    """Where the tasks of an occupation differ, the newest month counts and each source is named once; n/a is none."""
    header, *rows = ONET["Task Statements"]
    ends = [("06/2004", "Incumbent"), ("11/2025", "AI/Expert"), ("n/a", "Incumbent"), ("n/a", "n/a")]
    tasks = [(*row[:-2], *end) for row, end in zip(rows, ends, strict=True)]
    _, roles = read(tmp_path, {**ONET, "Task Statements": [header, *tasks]})
    assert roles["onet-51-9901-00"].record.origins["duties"] == OriginRecord("2025-11", "AI/Expert; Incumbent")
    assert "duties" not in roles["onet-51-9901-01"].record.origins


def test_a_table_may_have_no_dates(tmp_path: Path) -> None:
    """Where a table has no column for month or source, nothing is said of either."""
    for column in ("Date", "Domain Source"):
        tables = {**ONET, "Skills": leave_out(ONET["Skills"], [column])}
        _, roles = read(tmp_path, tables)
        assert "skills" not in roles["onet-51-9901-00"].record.origins


@pytest.mark.parametrize("month", ["2023-08", "13/2023", "8/2023", "08/2023 "])
def test_a_month_that_is_none_is_refused(tmp_path: Path, month: str) -> None:
    """A date that is not a month as O*NET writes it stops the import, with its row and column."""
    table = [*ONET["Job Zones"], (TASTER, "2", month, "Analyst")]
    with pytest.raises(InvalidFileError) as raised:
        read(tmp_path, {**ONET, "Job Zones": table})
    (problem,) = raised.value.problems
    assert (problem.code, problem.line, problem.column) == ("CC106", 3, 3)


BOX_LEAVES_OUT = {
    "Occupation Data": ("Description",),
    "Skills": ("Element Name", "N", "Date", "Domain Source"),
    "Interests": ("Element Name", "Date", "Domain Source"),
    "Education, Training, and Experience": ("Date", "Domain Source"),
    "Task Statements": ("Task",),
    "Technology Skills": ("Commodity Title",),
    "Job Zone Reference": ("Experience", "Education", "Job Training", "Examples"),
}
"""Columns that the box leaves out: sentences, and names that another table has."""

NAMES: Tables = {
    "Dates and Domain Sources": (
        ("Table", "O*NET-SOC Code", "Date", "Domain Source"),
        ("Skills", BAKER, "08/2023", "Analyst"),
        ("Skills", TASTER, "08/2023", "Analyst"),
        ("Interests", BAKER, "11/2023", "Analyst"),
        ("Education, Training, and Experience", BAKER, "08/2023", "Incumbent"),
        ("Education, Training, and Experience", TASTER, "08/2023", "Incumbent"),
        ("Work Styles of Another Release", TASTER, "08/2023", "Incumbent"),
    ),
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
"""The tables that have those names, and when and from whom ratings are."""


def make_box() -> Tables:
    """The made-up release as the box has it."""
    box = {**ONET, **NAMES}
    for name, columns in BOX_LEAVES_OUT.items():
        box[name] = leave_out(box[name], columns)
    return box


def leave_out(rows: releases.Rows, columns: Collection[str]) -> releases.Rows:
    """A table without some columns."""
    kept = [at for at, column in enumerate(rows[0]) if column not in columns]
    return [[row[at] for at in kept] for row in rows]


def test_origins_are_read_from_a_table_of_their_own(tmp_path: Path) -> None:
    """Where the tables of ratings have no dates, the table that has them for all gives the same origins; what it has of
    tables that are not kept is left out."""
    _, roles = read(tmp_path)
    _, of_box = read(tmp_path, make_box())
    assert {role: each.record.origins for role, each in of_box.items()} == {
        role: each.record.origins for role, each in roles.items()
    }


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

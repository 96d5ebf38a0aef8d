"""The publishers' own releases: run where CAREERCLI_TEST_DATA names the folder that holds them."""

import csv
import io
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from careercli.catalog.catalog import Catalog
from careercli.catalog.store_layer import StoreLayer
from careercli.datasets.oews_places import NATION
from careercli.datasets.publishers import read_releases
from careercli.datasets.release import Publisher
from careercli.datasets.soc import get_published_codes
from careercli.model import Role, Stated
from careercli.store.database import Store
from catalogs import get_store
from program import environment

DATA = Path(os.environ.get("CAREERCLI_TEST_DATA") or ".")
pytestmark = pytest.mark.skipif(
    not os.environ.get("CAREERCLI_TEST_DATA"), reason="CAREERCLI_TEST_DATA names no folder of releases"
)
SAMPLE = 1_000
MOMENTS = 100
ONET_29 = DATA / "onet" / "db_29_0_text.zip"
FILES: dict[Publisher, list[Path]] = {
    "onet": [ONET_29],
    "oews": sorted((DATA / "oews").glob("*.xlsx")),
    "projections": [DATA / "projections" / "occupation.xlsx"],
    "esco": sorted((DATA / "esco").glob("*.zip")),
}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """A catalog of all four publishers' releases and nothing else."""
    store = Store(tmp_path_factory.mktemp("store") / "datasets.sqlite")
    for publisher, paths in FILES.items():
        for release in read_releases(publisher, list(map(str, paths))):
            store.put(release)
    yield Catalog([StoreLayer(store)])
    store.close()


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a table of O*NET 29.0, read by other means."""
    with zipfile.ZipFile(ONET_29) as archive:
        text = archive.read(f"db_29_0_text/{name}.txt").decode()
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_counts_of_onet(catalog: Catalog) -> None:
    """O*NET 29.0 has as many occupations, ratings, tasks and relations as its publisher's tables."""
    (onet,) = [each for each in get_store(catalog).get_datasets() if each.name == "onet"]
    counts = onet.head.counts
    assert (onet.head.version, onet.head.source.date) == ("29.0", "2024-08")
    assert catalog.count_roles()["onet"] == counts["occupations"] == 1_016
    for what in ("tasks", "a job zone", "related ones"):
        assert counts[f"occupations with {what}"] == 923
    assert counts["occupations with skills"] == counts["occupations with knowledge"] == 879
    assert (counts["rows of skills"], counts["rows of knowledge"], counts["rows of related occupations"]) == (
        61_530,
        58_014,
        18_460,
    )
    assert len([each for each in onet.head.missing if each.startswith(("Abilities", "Task Ratings", "Work "))]) == 4


def test_counts_of_what_is_stored(catalog: Catalog) -> None:
    """What is stored of O*NET 29.0 is counted again: ratings, related occupations, occupations with tasks."""
    ratings = {"skills": 0, "knowledge": 0}
    related = with_tasks = 0
    store = get_store(catalog)
    (number,) = (each.number for each in store.get_datasets() if each.name == "onet")
    for _, record in store.get_records(number):
        cells = record.sections.get("skills", ())
        items = store.get_items(number, (cell.item for cell in cells))
        for cell in cells:
            area = items[cell.item].area
            if area in ratings:
                ratings[area] += len(cell.scores)
        related += len(record.related)
        with_tasks += bool(record.sections.get("duties"))
    assert (ratings, related, with_tasks) == ({"skills": 61_530, "knowledge": 58_014}, 18_460, 923)


def test_counts_of_an_older_release() -> None:
    """O*NET 27.0 is read as it is: other tables, fewer columns."""
    (release,) = read_releases("onet", [str(DATA / "onet" / "db_27_0_text.zip")])
    assert release.version == "27.0"
    assert (
        release.counts["occupations with skills"] == release.counts["occupations with general work activities"] == 873
    )
    assert release.counts["rows of work activities"] == 71_586
    assert sum(1 for _ in release.roles) == 1_016


def test_counts_of_the_others(catalog: Catalog) -> None:
    """OEWS, the projections and ESCO have as many occupations, skills and relations as their publishers say."""
    counts = {each.name: each.head.counts for each in get_store(catalog).get_datasets()}
    assert counts["oews-2024"] == counts["oews-2023"] == {"occupations": 831}
    assert counts["projections"] == {"occupations": 832}
    esco = counts["esco"]
    assert (esco["occupations"], esco["skills"], esco["relations"]) == (3_007, 13_896, 123_855)
    assert (esco["essential"], esco["optional"]) == (64_946, 58_909)
    assert catalog.count_roles()["esco"] == 3_007


def test_cells_drawn_by_lot_are_those_of_the_release(catalog: Catalog) -> None:
    """A thousand ratings drawn by a fixed seed are the release's: value, standard error, flags."""
    draw = random.Random(29)
    tables = {"Skills": "skills", "Knowledge": "knowledge", "Work Styles": "work styles"}
    rows = [(area, row) for name, area in tables.items() for row in read_table(name)]
    roles: dict[str, Role] = {}
    flagged = 0
    for area, row in draw.sample(rows, SAMPLE):
        code = row["O*NET-SOC Code"]
        role = roles.setdefault(code, catalog.get(code))
        cell = _cell(role, area, row["Element Name"])
        scale, low, high = {"IM": ("importance", 1, 5), "LV": ("level", 0, 7)}[row["Scale ID"]]
        score = cell.ratings[scale]
        hidden = row["Recommend Suppress"] == "Y" or row.get("Not Relevant") == "Y"
        flagged += hidden
        assert score.published == float(row["Data Value"])
        assert score.suppressed == (row["Recommend Suppress"] == "Y")
        assert score.not_relevant == (row.get("Not Relevant") == "Y")
        expected = round((float(row["Data Value"]) - low) / (high - low) * 100, 2)
        assert score.value == (None if hidden else expected)
        error = row["Standard Error"]
        assert score.standard_error == (None if error == "n/a" else round(float(error) / (high - low) * 100, 2))
    assert flagged > 0


def _cell(role: Role, area: str, label: str) -> Stated:
    (cell,) = [cell for cell in role.skills if (cell.area, cell.label) == (area, label)]
    return cell


def test_texts_drawn_by_lot_are_those_of_the_release(catalog: Catalog) -> None:
    """Tasks, technologies, other titles and shares of education drawn by a fixed seed are the release's."""
    draw = random.Random(2024)
    for row in draw.sample(read_table("Task Statements"), SAMPLE // 4):
        duties = catalog.get(row["O*NET-SOC Code"]).duties
        assert row["Task"].rstrip(".") in {said.text for cell in duties for said in cell.statements}
    for row in draw.sample(read_table("Technology Skills"), SAMPLE // 4):
        cell = _cell(catalog.get(row["O*NET-SOC Code"]), "technology", row["Example"])
        marks = {said.text: said.condition or "" for said in cell.statements}
        assert ("hot technology" in marks[row["Commodity Title"]]) == (row["Hot Technology"] == "Y")
        assert ("in demand" in marks[row["Commodity Title"]]) == (row["In Demand"] == "Y")
    for row in draw.sample(read_table("Alternate Titles"), SAMPLE // 4):
        role = catalog.get(row["O*NET-SOC Code"])
        assert row["Alternate Title"].casefold() in {name.casefold() for name in (role.title, *role.aliases)}
    shares = [row for row in read_table("Education, Training, and Experience") if row["Scale ID"] == "RL"]
    for row in draw.sample(shares, SAMPLE // 4):
        cells = {cell.item: cell for cell in catalog.get(row["O*NET-SOC Code"]).requirements}
        score = cells[f"onet-2-d-1-{row['Category']}"].ratings["percent"]
        assert score.published == float(row["Data Value"])


def test_pay_is_that_of_the_workbook(catalog: Catalog) -> None:
    """Known figures of OEWS: a number, a top code, hourly pay alone, a combination; and a projection."""
    nurses = catalog.get("29-1141.00")
    assert {pay.as_of for pay in nurses.salary} == {"2024-05"}
    managers = catalog.get("11-9111.00").salary
    amounts = [(pay.statistic, pay.amount) for pay in managers if pay.period == "year"]
    assert amounts == [("median", 117_960), ("mean", 137_730)]
    assert [pay.amount for pay in managers if pay.period == "hour"] == [56.71, 66.22]
    chiefs = catalog.get("11-1021.00").salary[0]
    assert chiefs.percentiles
    assert chiefs.percentiles.at_or_above == {"p90": 239_200}
    surgeons = catalog.get("29-1249.00").salary[0]
    assert (surgeons.amount, surgeons.at_or_above) == (None, 239_200)
    assert catalog.get("27-2011.00").salary[0].period == "hour"
    buyers = catalog.get("13-1022.00").salary[0]
    assert (buyers.amount, buyers.nearest and buyers.nearest.code) == (75_650, "13-1020")
    assert catalog.get("11-9111.00").outlook[0].openings_per_year == 62_100


def test_projections_are_those_of_the_workbook(catalog: Catalog) -> None:
    """Every figure and every word of the projections is the workbook's, read by other means."""
    with closing(load_workbook(FILES["projections"][0], read_only=True, data_only=True)) as book:
        rows = [row for row in book["Table 1.2"].iter_rows(values_only=True) if row[2] == "Line item"]
    assert len(rows) == 832
    for _, code, _, people, later, _, _, _, change, _, openings, _, *words in rows:
        entry = get_store(catalog).find_figures(str(code), "projections")
        assert entry
        (outlook,) = entry.outlook
        assert (outlook.entry_education, outlook.experience, outlook.training) == tuple(
            None if word == "\N{EM DASH}" else word for word in words[:3]
        )
        in_thousands = (outlook.employment, outlook.projected_employment, outlook.openings_per_year)
        assert [None if each is None else each / 1000 for each in in_thousands] == [people, later, openings]
        assert outlook.change_percent == change


def test_skills_of_esco_drawn_by_lot_are_those_of_the_release(catalog: Catalog) -> None:
    """A thousand relations of ESCO drawn by a fixed seed are the release's: essential or optional skills of a role."""
    tables: dict[str, list[dict[str, str]]] = {}
    limit = csv.field_size_limit(10**6)  # the readers of releases lower it
    for path in FILES["esco"]:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                tables[name] = list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    csv.field_size_limit(limit)
    labels = {row["conceptUri"]: " ".join(row["preferredLabel"].split()) for row in tables["skills_en.csv"]}
    codes = {row["conceptUri"]: row["code"] for row in tables["occupations_en.csv"]}
    relations = [row for row in tables["occupationSkillRelations.csv"] if row["occupationUri"] in codes]
    for row in random.Random(1203).sample(relations, SAMPLE):
        role = catalog.get(codes[row["occupationUri"]])
        said = {each.text for cell in role.skills if cell.label == labels[row["skillUri"]] for each in cell.statements}
        assert row["relationType"] in said, (role.id, row["skillUri"])


def test_all_occupations_but_one_have_pay(catalog: Catalog) -> None:
    """Every civilian occupation of O*NET has pay, under its own code or that of its combination, but one that OEWS does
    not cover."""
    codes = {row["O*NET-SOC Code"][:7] for row in read_table("Occupation Data")}
    civilian = {code for code in codes if not code.startswith("55-")}
    without = {
        code
        for code in civilian
        if not any(get_store(catalog).find_pay(each, NATION.code) for each in get_published_codes(code))
    }
    assert without == {"45-3031"}


IMPORT = """
import sys
from pathlib import Path
from careercli.datasets.publishers import read_releases
from careercli.store.database import Store
(release,) = read_releases("onet", [sys.argv[2]])
Store(Path(sys.argv[1])).put(release)
"""


def test_an_import_killed_at_a_hundred_moments(tmp_path: Path) -> None:
    """Killed with SIGKILL at a hundred moments of an import of O*NET 29.0 over 27.0, the store opens and holds the one
    or the other, whole, each time."""
    old, file = tmp_path / "old.sqlite", tmp_path / "datasets.sqlite"
    command = [sys.executable, "-c", IMPORT]
    subprocess.run([*command, str(old), str(DATA / "onet" / "db_27_0_text.zip")], check=True, env=environment())
    shutil.copy(old, file)
    began = time.perf_counter()
    subprocess.run([*command, str(file), str(ONET_29)], check=True, env=environment())
    whole = time.perf_counter() - began
    versions = []
    for moment in range(MOMENTS):
        shutil.copy(old, file)
        with subprocess.Popen([*command, str(file), str(ONET_29)], env=environment()) as process:
            time.sleep(whole * moment / MOMENTS)
            process.kill()
        store = Store(file)
        (onet,) = store.get_datasets()
        versions.append(onet.head.version)
        assert store.count_roles() == {"onet": 1_016}
        assert len(store.find_named("registered-nurses")) == 1
        store.close()
        (file.parent / f"{file.name}-journal").unlink(missing_ok=True)
    assert set(versions) <= {"27.0", "29.0"}
    assert versions.count("27.0") > MOMENTS / 2


def test_the_store_is_sound(catalog: Catalog) -> None:
    """SQLite finds nothing wrong with the file."""
    with closing(sqlite3.connect(get_store(catalog).file or "")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)

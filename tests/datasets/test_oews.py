"""OEWS pay, read."""

from pathlib import Path

import pytest

from careercli.datasets.oews import read_oews
from careercli.datasets.tables import open_tables
from careercli.entries import EstimateEntry
from careercli.errors import InvalidFileError
from paid import get_pay
from releases import BAKER_PAY, OEWS, Rows, pay, to_csv, to_workbook, to_zip, write_oews

YEARLY = ("41000", "20000", "30000", "40000", "50000", "60000")


def read(folder: Path, rows: Rows = OEWS) -> dict[str, tuple[EstimateEntry, ...]]:
    """The pay by code."""
    (release,) = read_oews(open_tables([write_oews(folder, rows)]))
    return get_pay(release)


def read_all(path: str) -> None:
    """Reads a file to its end."""
    for release in read_oews(open_tables([path])):
        get_pay(release)


def test_what_a_release_is(tmp_path: Path) -> None:
    """The year is on the sheet of the fields."""
    (release,) = read_oews(open_tables([write_oews(tmp_path)]))
    assert (release.name, release.version, release.source.date) == ("oews-2024", "May 2024", "2024-05")
    assert release.source.licence == "public domain"


def test_pay_in_numbers(tmp_path: Path) -> None:
    """Median with percentiles and mean are yearly dollars, with the number of people, area and date."""
    median, mean, *_ = read(tmp_path)["51-9901"]
    assert (median.statistic, median.amount, median.period, median.currency) == ("median", 40000, "year", "USD")
    assert (mean.statistic, mean.amount, mean.percentiles) == ("mean", 41000, None)
    assert median.percentiles is not None
    assert (median.percentiles.p10, median.percentiles.p90) == (20000, 60000)
    assert (median.employment, median.area, median.date) == (500, "United States", "2024-05")


def test_a_top_coded_wage_is_no_number(tmp_path: Path) -> None:
    """`#` is at or above the top code that the workbook states, and never an amount; `**` is no number of people."""
    median, mean, *_ = read(tmp_path)["51-9902"]
    assert (median.amount, median.at_or_above) == (None, 239_200)
    assert median.percentiles is not None
    assert median.percentiles.at_or_above == {"p50": 239_200, "p75": 239_200, "p90": 239_200}
    assert (median.percentiles.p50, median.percentiles.p25) == (None, 200_000)
    assert mean.amount == 250_000
    assert (median.employment, median.not_available, mean.not_available) == (None, ("employment",), ("employment",))


def test_hourly_pay_stays_hourly(tmp_path: Path) -> None:
    """If only hourly wages are published, pay is by the hour, with the hourly top code."""
    median, mean = read(tmp_path)["51-9903"]
    assert (median.period, median.amount, mean.amount) == ("hour", 18.5, 20.5)
    assert median.percentiles is not None
    assert median.percentiles.at_or_above == {"p75": 115, "p90": 115}


def test_what_is_not_available_says_so(tmp_path: Path) -> None:
    """`*` is neither zero nor not stated."""
    median, mean = read(tmp_path)["51-9999"]
    assert (median.amount, mean.amount) == (None, None)
    assert median.not_available == ("amount", "p10", "p25", "p50", "p75", "p90")
    assert mean.not_available == ("amount",)


def test_several_years_at_once(tmp_path: Path) -> None:
    """Each workbook is a release of its own; one year twice is refused."""
    paths = [write_oews(tmp_path, year=year) for year in (2023, 2024)]
    assert {release.name for release in read_oews(open_tables(paths))} == {"oews-2023", "oews-2024"}
    other = tmp_path / "again"
    other.mkdir()
    again = to_workbook(other / "copy_M2024_dl.xlsx", {"a": OEWS, "Field Descriptions": [["May 2024 OEWS Estimates"]]})
    with pytest.raises(InvalidFileError, match="CC109.*oews-2024"):
        read_oews(open_tables([*paths, again]))


def test_a_zip_and_a_saved_csv(tmp_path: Path) -> None:
    """The workbook may lie in a zip, and may have been saved as CSV with separators in its numbers; then the year is
    that of the file's name, and the top code that of the year."""
    inner = Path(write_oews(tmp_path)).read_bytes()
    archive = to_zip(tmp_path / "oesm24nat.zip", {"oesm24nat/national_M2024_dl.xlsx": inner})
    assert read_oews(open_tables([archive]))[0].name == "oews-2024"
    rows = [[f"{int(cell):,}" if cell.isdigit() and len(cell) > 3 else cell for cell in row] for row in OEWS]
    file = tmp_path / "national_M2021_dl.csv"
    file.write_text("\ufeff" + to_csv(rows), encoding="utf-8")
    (release,) = read_oews(open_tables([str(file)]))
    assert release.name == "oews-2021"
    figures = get_pay(release)
    assert figures["51-9901"][0].amount == 40000
    assert figures["51-9902"][0].at_or_above == 208_000


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_latest_year_is_read_from_the_sheet_then_the_name(tmp_path: Path, kind: str) -> None:
    """The sheet of the fields says month and year; the file's name does where there is no such sheet."""
    about = [["November 2003 OES Estimates"], ["a wage of more than $70.00 per hour or $145,600 per year"]]
    if kind == "xlsx":
        path = to_workbook(tmp_path / "national_m2004_dl.xlsx", {"a": OEWS, "Field descriptions": about})
        expected = ("November 2003", "2003-11", 145_600)
    else:
        path = str(tmp_path / "national_M2022_dl.csv")
        Path(path).write_text(to_csv(OEWS), encoding="utf-8")
        expected = ("May 2022", "2022-05", 239_200)
    (release,) = read_oews(open_tables([path]))
    top = get_pay(release)["51-9902"][0].at_or_above
    assert (release.version, release.source.date, top) == expected


def test_pay_by_the_year_and_by_the_hour(tmp_path: Path) -> None:
    """Both are kept where both are published, the year first; a period of which nothing is published is left out."""
    row = pay("51-9904", "Moon Judges", "5", BAKER_PAY, ("*", "*", "*", "*", "*", "#"))
    year, _, hour, mean = read(tmp_path, [*OEWS, row])["51-9904"]
    assert (year.period, hour.period, mean.period) == ("year", "hour", "hour")
    assert year.percentiles is not None
    assert (year.percentiles.at_or_above, year.percentiles.p10, year.amount) == ({"p90": 239_200}, None, None)
    assert year.not_available == ("amount", "p10", "p25", "p50", "p75")
    assert (hour.amount, mean.amount, mean.statistic) == (18, 20, "mean")


def test_without_a_top_code_the_mark_is_refused(tmp_path: Path) -> None:
    """`#` in a file that does not say what it means, of a year whose top code is not known, is refused."""
    file = tmp_path / "national_M2012_dl.csv"
    file.write_text(to_csv(OEWS), encoding="utf-8")
    with pytest.raises(InvalidFileError, match="national_M2012_dl.csv:4:1[0-9]: CC106: '#'.*no top code"):
        read_all(str(file))


def test_the_nation_has_several_codes(tmp_path: Path) -> None:
    """Older files have 0 or nothing for the nation, and no column of industries."""
    for area in ("0", "00", "", "99"):
        rows = [OEWS[0], *([area, *row[1:]] for row in OEWS[1:])]
        assert "51-9901" in read(tmp_path, rows)
    assert "51-9901" in read(tmp_path, [row[2:] for row in OEWS])


@pytest.mark.parametrize(
    "cell", ["9" * 18, "1000000000000001", "9" * 400, "-1", "1e5", "\N{SUPERSCRIPT TWO}", "inf", "1_0"]
)
@pytest.mark.parametrize("column", ["A_PCT90", "A_MEAN", "TOT_EMP"])
def test_what_the_store_cannot_read_back_is_refused(tmp_path: Path, column: str, cell: str) -> None:
    """Pay and numbers of people beyond what the store takes, and what is no plain number, are refused at their cell."""
    rows = [list(row) for row in OEWS]
    rows[2][OEWS[0].index(column)] = cell
    file = tmp_path / "national_M2024_dl.csv"
    file.write_text(to_csv(rows), encoding="utf-8")
    with pytest.raises(InvalidFileError) as caught:
        read_all(str(file))
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("CC106", 3, OEWS[0].index(column) + 1)


def test_the_largest_amount_is_taken(tmp_path: Path) -> None:
    """Ten to the fifteenth is stored and read back."""
    rows = [list(row) for row in OEWS]
    rows[2][OEWS[0].index("A_PCT90")] = str(10**15)
    file = tmp_path / "national_M2024_dl.csv"
    file.write_text(to_csv(rows), encoding="utf-8")
    (release,) = read_oews(open_tables([str(file)]))
    percentiles = get_pay(release)["51-9901"][0].percentiles
    assert percentiles is not None
    assert percentiles.p90 == 10**15


WRONG: dict[str, tuple[list[str], str]] = {
    "a title of spaces": (pay("51-9904", " ", "5", BAKER_PAY, YEARLY), "CC106"),
    "a wage that is no number": (pay("51-9904", "Odd", "5", BAKER_PAY, ("~", *YEARLY[1:])), "CC106"),
    "people that are not there": (pay("51-9904", "Odd", "", BAKER_PAY, YEARLY), "CC106"),
    "people that are no number": (pay("51-9904", "Odd", "*", BAKER_PAY, YEARLY), "CC106"),
    "a part of a person": (pay("51-9904", "Odd", "1.5", BAKER_PAY, YEARLY), "CC106"),
    "a code that is none": (pay("moon", "Odd", "5", BAKER_PAY, YEARLY), "CC106"),
    "no title": (pay("51-9904", "", "5", BAKER_PAY, YEARLY), "CC106"),
    "an occupation twice": (pay("51-9901", "Moon Bakers", "5", BAKER_PAY, YEARLY), "CC107"),
    "a state": (["6", *pay("51-9904", "Odd", "5", BAKER_PAY, YEARLY)[1:]], "CC108"),
    "an industry": (["99", "sector", *pay("51-9904", "Odd", "5", BAKER_PAY, YEARLY)[2:]], "CC108"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_row_is_refused(tmp_path: Path, case: str) -> None:
    """A row that is not what it must be is refused with its place."""
    row, code = WRONG[case]
    with pytest.raises(InvalidFileError) as caught:
        read(tmp_path, [*OEWS, row])
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, 8)
    assert problem.file.startswith("national_M2024_dl.xlsx")


def test_what_is_no_release_of_oews(tmp_path: Path) -> None:
    """A table without occupations and groups, one without detailed rows, and one without a year are refused."""
    with pytest.raises(InvalidFileError, match="CC108"):
        read_oews(open_tables([to_workbook(tmp_path / "a.xlsx", {"a": [["x"], ["y"]]})]))
    with pytest.raises(InvalidFileError, match="CC108"):
        read(tmp_path, OEWS[:2])
    with pytest.raises(InvalidFileError, match="CC108.*year"):
        read_oews(open_tables([to_workbook(tmp_path / "wages.xlsx", {"a": OEWS})]))

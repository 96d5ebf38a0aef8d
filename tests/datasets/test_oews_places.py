"""Pay by place, read: workbooks of states and metros, and the text of the box."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from careercli.datasets.oews import read_oews
from careercli.datasets.oews_places import NATION, make_place
from careercli.datasets.release import Release
from careercli.datasets.tables import open_tables
from careercli.errors import InvalidFileError
from careercli.model import Place
from paid import get_pay, get_rows
from releases import CRATER, PLACED, TEXAS, Rows, pay_in, to_text, write_oews, write_placed

YEARLY = ("42000", "22000", "32000", "42000", "52000", "62000")


def read(*paths: str) -> list[Release]:
    """The releases in files."""
    return read_oews(open_tables(paths))


def read_rows(releases: list[Release]) -> None:
    """Reads releases to their end."""
    for release in releases:
        get_rows(release)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        (("1", "99", "U.S.", "US"), NATION),
        (("N", "0000000", "National", "00"), NATION),
        (("2", "48", "Texas", "TX"), Place("48", "Texas", "state", "TX")),
        (("2", "6", "California", "CA"), Place("06", "California", "state", "CA")),
        (("S", "0600000", "California", "06"), Place("06", "California", "state", "CA")),
        (("3", "72", "Puerto Rico", "PR"), Place("72", "Puerto Rico", "state", "PR")),
        (("4", "12420", "Austin-Round Rock, TX", "TX"), Place("12420", "Austin-Round Rock, TX", "metro", "TX")),
        (("M", "0045500", "Texarkana, TX-AR", "00"), Place("45500", "Texarkana, TX-AR", "metro", "TX-AR")),
        (("6", "4800001", "West Texas", "TX"), Place("4800001", "West Texas", "metro", "TX")),
        (("6", "100004", "Southeast Alabama", "AL"), Place("0100004", "Southeast Alabama", "metro", "AL")),
        (("4", "00001", "West Texas", "Texas"), Place("4800001", "West Texas", "metro", "TX")),
        (("4", "00001", "West Texas", "TX"), Place("4800001", "West Texas", "metro", "TX")),
        (("4", "00001", "Somewhere", ""), None),
        (("2", "99", "Nowhere", ""), None),
        (("7", "48", "Texas", "TX"), None),
        (("4", "x", "Texas", "TX"), None),
        (("4", "123456789", "Texas", "TX"), None),
        (("", "48", "Texas", "TX"), None),
    ],
)
def test_places_have_one_code_each(given: tuple[str, str, str, str], place: Place | None) -> None:
    """A place has one code and its states, however a file writes them; what is no place is none."""
    assert make_place(*given) == place


def test_pay_by_place(tmp_path: Path) -> None:
    """A workbook of places gives pay for each, with people, rates and errors; what is not published stays empty, what
    is not available stays marked."""
    (release,) = read(write_placed(tmp_path))
    rows = get_rows(release)
    assert rows["51-9901", "48"].split("\t")[:5] == ["500", "2.5", "20", "42000", "1.5"]
    assert rows["51-9901", "48"].split("\t")[-2:] == ["1.25", "0.8"]
    assert rows["51-9902", "48"].split("\t")[5:15] == [*[""] * 5, "100000", "200000", "#", "#", "#"]
    assert rows["51-9903", "48"].split("\t")[10:15] == [""] * 5
    crater = rows["51-9901", "12420"].split("\t")
    assert (crater[0], crater[1], crater[-2:]) == ("**", "**", ["*", "*"])
    assert release.pay is not None
    assert {place.name: place.type for place in release.pay.places.values()} == {
        "Moon Texas": "state",
        "Crater-Rim, TX-AR": "metro",
        "Far Texas nonmetropolitan area": "metro",
    }


def test_estimates_of_a_place(tmp_path: Path) -> None:
    """The estimates of a place have its name, and the error of the mean."""
    (release,) = read(write_placed(tmp_path))
    median, mean, *_ = get_pay(release, "48")["51-9901"]
    assert (median.amount, median.area, median.error, median.employment) == (42000, "Moon Texas", None, 500)
    assert (mean.amount, mean.error) == (42000, 1.5)
    (release,) = read(write_placed(tmp_path))
    assert [(each.period, each.statistic) for each in get_pay(release, "48")["51-9903"]] == [
        ("hour", "median"),
        ("hour", "mean"),
    ]


def test_the_nation_and_places_of_one_year_go_together(tmp_path: Path) -> None:
    """Several files of a year are read at once, unless two have the same places."""
    national, placed = write_oews(tmp_path), write_placed(tmp_path)
    assert [release.name for release in read(national, placed)] == ["oews-2024", "oews-2024"]
    (tmp_path / "more").mkdir()
    fewer = [PLACED[0], *(row for row in PLACED[1:] if row[2] == "4")]
    releases = read(placed, str(Path(write_placed(tmp_path / "more", fewer)).rename(tmp_path / "b_M2024.xlsx")))
    with pytest.raises(InvalidFileError, match="CC109.*metro figures of oews-2024 are there twice"):
        read_rows(releases)


WRONG: dict[str, tuple[list[str], str]] = {
    "a place of no type": (["48", "Texas", "9", *pay_in(TEXAS, "51-9904", "Odd", YEARLY)[3:]], "CC108"),
    "a place without a code": (["x", "Texas", "2", *pay_in(TEXAS, "51-9904", "Odd", YEARLY)[3:]], "CC108"),
    "a place without a name": (["48", " ", "2", "", *pay_in(TEXAS, "51-9904", "Odd", YEARLY)[4:]], "CC106"),
    "one industry": ([*TEXAS, "sector", *pay_in(TEXAS, "51-9904", "Odd", YEARLY)[5:]], "CC108"),
    "twice": (pay_in(TEXAS, "51-9901", "Moon Bakers", YEARLY), "CC107"),
    "an error that is none": (pay_in(CRATER, "51-9904", "Odd", YEARLY, error="x"), "CC106"),
    "a rate that is none": (pay_in(CRATER, "51-9904", "Odd", YEARLY, rates=("5", "1", "x", "1")), "CC106"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_row_is_refused(tmp_path: Path, case: str) -> None:
    """A row that is not what it must be is refused with its place."""
    row, code = WRONG[case]
    with pytest.raises(InvalidFileError) as caught:
        read_rows(read(write_placed(tmp_path, [*PLACED, row])))
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, len(PLACED) + 1)


TEXTS: dict[str, Rows] = {
    "release": (("date", "published", "h_top", "a_top"), ("2025-05", "2026-05-15", "115.00", "239200")),
    "areas": (
        ("area", "type", "state", "name"),
        ("0000000", "N", "00", "National"),
        ("4800000", "S", "48", "Moon Texas"),
    ),
    "occupations": (
        ("occupation", "level", "title"),
        ("519900", "2", "Moon Trades"),
        ("519901", "3", "Moon Bakers"),
    ),
    "nation": (
        (
            *("area", "occupation", "employment", "employment_rse", "h_mean", "a_mean", "mean_rse"),
            *("h_p10", "h_p25", "h_median", "h_p75", "h_p90", "a_p10", "a_p25", "a_median", "a_p75", "a_p90"),
            *("jobs_1000", "loc_quotient"),
        ),
        (
            *("0000000", "519901", "500", "1.5", "20.00", "41600", "2.5"),
            *("10.00", "15.00", "18.00", "25.00", "#", "20800", "31200", "37440", "52000", "#", "", ""),
        ),
    ),
}


def write_texts(folder: Path, texts: Mapping[str, Rows] = TEXTS) -> str:
    """A release as a folder of text."""
    for name, rows in texts.items():
        (folder / f"{name}.txt").write_text(to_text(rows), encoding="utf-8")
    return str(folder)


def test_a_release_in_text(tmp_path: Path) -> None:
    """A folder of text is a release: its month, top codes, places and occupations are in tables of their own."""
    (release,) = read(write_texts(tmp_path))
    assert (release.name, release.version, release.source.date) == ("oews-2025", "May 2025", "2025-05")
    median, mean, hour, _ = get_pay(release)["51-9901"]
    assert (median.amount, mean.amount, mean.error, hour.amount) == (37440, 41600, 2.5, 18)
    assert median.percentiles is not None
    assert median.percentiles.at_or_above == {"p90": 239_200}


BROKEN: dict[str, tuple[str, int, int, str]] = {
    "a date that is none": ("release", 1, 0, "2025"),
    "a top code that is none": ("release", 1, 2, "x"),
    "a place of no type": ("areas", 2, 1, "X"),
    "a place without a name": ("areas", 2, 3, ""),
    "a code with a hyphen": ("occupations", 1, 0, "51-9900"),
    "a level that is none": ("occupations", 1, 1, "9"),
    "an occupation without a title": ("occupations", 1, 2, " "),
    "pay in an unknown place": ("nation", 1, 0, "0600000"),
    "pay of an unknown occupation": ("nation", 1, 1, "119999"),
    "pay that is none": ("nation", 1, 4, "x"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_wrong_text_is_refused(tmp_path: Path, case: str) -> None:
    """A cell of a text that is not what it must be is refused with its place."""
    table, row, column, cell = BROKEN[case]
    rows = [list(each) for each in TEXTS[table]]
    rows[row][column] = cell
    with pytest.raises(InvalidFileError) as caught:
        read_rows(read(write_texts(tmp_path, {**TEXTS, table: rows})))
    (problem,) = caught.value.problems
    assert (problem.file.rpartition("/")[2], problem.line) == (f"{table}.txt", row + 1)


def test_a_text_twice_is_refused(tmp_path: Path) -> None:
    """An occupation that is there twice for one place is refused."""
    rows = [*TEXTS["nation"], TEXTS["nation"][1]]
    with pytest.raises(InvalidFileError, match=r"nation\.txt:3:2: CC107: 51-9901 is there twice"):
        read_rows(read(write_texts(tmp_path, {**TEXTS, "nation": rows})))

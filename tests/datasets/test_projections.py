"""The employment projections, read."""

from pathlib import Path

import pytest

from careercli.datasets.projections import read_projections
from careercli.datasets.tables import open_tables
from careercli.errors import InvalidFileError
from releases import EP, to_csv, to_workbook, write_projections


def test_a_projection(tmp_path: Path) -> None:
    """Thousands become people, a dash is missing, line items alone are occupations, footnotes are none."""
    (release,) = read_projections(open_tables([write_projections(tmp_path)]))
    assert (release.name, release.version, release.counts) == ("projections", "2024-34", {"occupations": 2})
    (baker,) = release.figures["51-9901"].outlook
    assert (baker.employment, baker.projected_employment, baker.openings_per_year) == (1500, 1200, 100)
    assert (baker.change_percent, baker.years) == (-20.0, (2024, 2034))
    assert (baker.entry_education, baker.experience, baker.training) == ("Crater School", "None", "None")
    (surgeon,) = release.figures["51-9902"].outlook
    assert (surgeon.entry_education, surgeon.experience, surgeon.training) == (None, None, None)
    assert release.figures["51-9902"].title == "Moon Surgeons"


def test_the_csv_export(tmp_path: Path) -> None:
    """The CSV export writes codes as formulas and appends examples to the titles."""
    rows = [list(row) for row in EP[1:5]]
    rows[2][0] += "    * Loaf makers"
    rows[2][1] = f'="{rows[2][1]}"'
    file = tmp_path / "export.csv"
    file.write_text(to_csv(rows), encoding="utf-8")
    (release,) = read_projections(open_tables([str(file)]))
    assert release.figures["51-9901"].title == "Moon Bakers"


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [(1, "moon", "CC106"), (1, "51-9902", "CC107"), (3, "-1", "CC106"), (3, "many", "CC106"), (6, "nan", "CC106")],
)
def test_a_wrong_cell_is_refused(tmp_path: Path, column: int, cell: str, code: str) -> None:
    """A cell that is not what it must be is refused with its place."""
    rows = [list(row) for row in EP]
    rows[3][column] = cell
    with pytest.raises(InvalidFileError) as caught:
        read_projections(open_tables([write_projections(tmp_path, rows)]))
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == (code, "occupation.xlsx/Table 1.2")
    assert problem.line == (5 if code == "CC107" else 4)


@pytest.mark.parametrize(
    ("column", "cell"),
    [(3, "9" * 30), (4, "1000000000001"), (7, "9" * 400), (6, "-100.1"), (6, "1000000.1"), (6, "1e3"), (6, "9" * 400)],
)
def test_what_the_store_cannot_read_back_is_refused(tmp_path: Path, column: int, cell: str) -> None:
    """Numbers of people, and changes in percent, that the store could not read back are refused at their cell."""
    rows = [list(row) for row in EP[1:]]
    rows[2][column] = cell
    file = tmp_path / "export.csv"
    file.write_text(to_csv(rows), encoding="utf-8")
    with pytest.raises(InvalidFileError) as caught:
        read_projections(open_tables([str(file)]))
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("CC106", 3, column + 1)


@pytest.mark.parametrize(
    ("cell", "people"), [("0.05", 50), ("0.0504", 50), ("0.0506", 51), ("1,234.5", 1_234_500), ("0", 0)]
)
def test_thousands_become_whole_people(tmp_path: Path, cell: str, people: int) -> None:
    """Thousands are multiplied and rounded to the nearest person."""
    rows = [list(row) for row in EP[1:]]
    rows[2][3] = rows[2][7] = cell
    file = tmp_path / "export.csv"
    file.write_text(to_csv(rows), encoding="utf-8")
    (release,) = read_projections(open_tables([str(file)]))
    (outlook,) = release.figures["51-9901"].outlook
    assert (outlook.employment, outlook.openings_per_year) == (people, people)
    assert outlook.projected_employment == 1200


def test_bounds_of_the_change(tmp_path: Path) -> None:
    """A whole loss, and a growth of a million percent, are taken; an empty change is missing."""
    for cell, expected in (("-100", -100.0), ("1000000", 1e6), ("\N{EN DASH}", None)):
        rows = [list(row) for row in EP]
        rows[3][6] = cell
        (release,) = read_projections(open_tables([write_projections(tmp_path, rows)]))
        assert release.figures["51-9901"].outlook[0].change_percent == expected


def test_years_are_in_order_whatever_the_columns(tmp_path: Path) -> None:
    """The earlier of the two years of employment is the base, whichever column comes first."""
    rows = [[*row] for row in EP]
    for row in rows[1:]:
        row[3], row[4] = row[4], row[3]
    (release,) = read_projections(open_tables([write_projections(tmp_path, rows)]))
    (outlook,) = release.figures["51-9901"].outlook
    assert (outlook.years, outlook.employment, outlook.projected_employment) == ((2024, 2034), 1500, 1200)
    for row in rows[1:]:
        del row[4]
    with pytest.raises(InvalidFileError, match="CC104.*first and the last year"):
        read_projections(open_tables([write_projections(tmp_path, rows)]))


def test_what_is_no_release(tmp_path: Path) -> None:
    """Another workbook, and one without line items, are refused."""
    with pytest.raises(InvalidFileError, match="CC108"):
        read_projections(open_tables([to_workbook(tmp_path / "a.xlsx", {"Table 1.2": [["x"], ["y"]]})]))
    with pytest.raises(InvalidFileError, match="CC108"):
        read_projections(open_tables([write_projections(tmp_path, EP[:3])]))

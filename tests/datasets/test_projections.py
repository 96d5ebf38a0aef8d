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
    assert (baker.entry_education, baker.experience, baker.training) == ("Crater School", "None", "No training")
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
def test_a_wrong_cell_is_told(tmp_path: Path, column: int, cell: str, code: str) -> None:
    """A cell that is not what it must be is refused with its place."""
    rows = [list(row) for row in EP]
    rows[3][column] = cell
    with pytest.raises(InvalidFileError) as caught:
        read_projections(open_tables([write_projections(tmp_path, rows)]))
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == (code, "occupation.xlsx/Table 1.2")
    assert problem.line == (5 if code == "CC107" else 4)


def test_what_is_no_release(tmp_path: Path) -> None:
    """Another workbook, and one without line items, are refused."""
    with pytest.raises(InvalidFileError, match="CC108"):
        read_projections(open_tables([to_workbook(tmp_path / "a.xlsx", {"Table 1.2": [["x"], ["y"]]})]))
    with pytest.raises(InvalidFileError, match="CC108"):
        read_projections(open_tables([write_projections(tmp_path, EP[:3])]))

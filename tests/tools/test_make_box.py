"""tools/make_box.py: on made-up releases always; on real ones where CAREERCLI_TEST_DATA names their folder."""

import csv
import io
import lzma
import os
import random
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import make_box
from careercli.datasets.tables import open_tables
from make_box import BoxError, main, make_oews, make_onet, make_projections, show_number, write_table
from releases import BAKER, EP, ONET, RATING, READ_ME, Rows, rate, to_text, to_workbook, write_projections

DATA = Path(os.environ.get("CAREERCLI_TEST_DATA") or ".")
real = pytest.mark.skipif(
    not os.environ.get("CAREERCLI_TEST_DATA"), reason="CAREERCLI_TEST_DATA names no folder of releases"
)
BOX = Path(__file__).parents[2] / "data"
SAMPLE = 500
MOST_BYTES = 5_000_000
MOST_BYTES_IN_ALL = 20_000_000

MADE_UP: dict[str, Rows] = {
    **ONET,
    "Knowledge": (RATING, rate(BAKER, "2.C.1.a", "Moon Lore", "IM", "4.50", "0.1000")),
    "Work Styles": (RATING, rate(BAKER, "1.C.1.a", "Patience", "IM", "4.10", "0.0000")),
    "UNSPSC Reference": (
        ("Commodity Code", "Commodity Title", "Class Code", "Class Title"),
        ("43230000", "Oven software", "4323", "Software"),
        ("43230001", "Chart software", "4323", "Software"),
        ("43239999", "Flour software", "4323", "Software"),
    ),
    "IWA Reference": (
        ("Element ID", "IWA ID", "IWA Title"),
        ("4.A.3.a.2", "4.A.3.a.2.I01", "Handle baking materials."),
    ),
}
"""A made-up release with all tables of the box."""

NAMES = {"Element Name", "DWA Title", "IWA Title", "Category Description"}
"""Columns of names: an activity may be called as some task reads."""

PROSE = {
    "Occupation Data": ("Description",),
    "Task Statements": ("Task",),
    "Emerging Tasks": ("Task", "Original Task"),
    "Content Model Reference": ("Description",),
    "Level Scale Anchors": ("Anchor Description",),
    "Interests Illustrative Activities": ("Activity",),
    "Job Zone Reference": ("Experience", "Education", "Job Training", "Examples"),
}
"""Where the release has sentences."""


def write_release(folder: Path, tables: dict[str, Rows], read_me: str = READ_ME) -> list[str]:
    """A folder of a release's text tables, as `open_tables` takes it."""
    for name, rows in tables.items():
        (folder / f"{name}.txt").write_text(to_text(rows), encoding="utf-8", newline="")
    (folder / "Read Me.txt").write_text(read_me, encoding="utf-8")
    return [str(folder)]


def make(folder: Path, tables: dict[str, Rows], read_me: str = READ_ME) -> dict[str, str]:
    """The tables made of a made-up release, by name."""
    folder.mkdir(exist_ok=True)
    made = make_onet(open_tables(write_release(folder, tables, read_me)))
    return {path.removeprefix("onet/").removesuffix(".txt"): text for path, text in made}


def replace_row(name: str, number: int, column: str, cell: str) -> dict[str, Rows]:
    """The made-up release with another cell."""
    rows = [list(row) for row in MADE_UP[name]]
    rows[number][rows[0].index(column)] = cell
    return {**MADE_UP, name: rows}


def test_columns_that_another_table_gives_are_left_out(tmp_path: Path) -> None:
    """A table of ratings keeps codes, values, errors and flags, in the release's order."""
    lines = make(tmp_path, MADE_UP)["Skills"].split("\n")
    assert lines[:3] == [
        "O*NET-SOC Code\tElement ID\tScale ID\tData Value\tStandard Error\tRecommend Suppress\tNot Relevant",
        "51-9901.00\t2.A.1.a\tIM\t4.00\t0.1000\tN\tn/a",
        "51-9901.00\t2.A.1.a\tLV\t3.50\t0.7000\tN\tN",
    ]
    assert len(lines) == len(MADE_UP["Skills"]) + 1


def test_sentences_are_left_out(tmp_path: Path) -> None:
    """No text of a task, description or job zone is in any table."""
    text = "\n".join(make(tmp_path, MADE_UP).values())
    for sentence in ("Sweep the crater", "Bake ", "Using hands", "Usually Crater School", "Bakers.", "the lower one"):
        assert sentence not in text
    assert "Crater School\n" in text


def test_dates_and_sources_are_kept_once(tmp_path: Path) -> None:
    """A row per table and occupation says when its ratings are from and who gave them."""
    lines = make(tmp_path, MADE_UP)["Dates and Domain Sources"].split("\n")
    assert lines[:2] == ["Table\tO*NET-SOC Code\tDate\tDomain Source", "Skills\t51-9901.00\t08/2023\tAnalyst"]
    assert "Interests\t51-9901.00\t11/2023\tAnalyst" in lines


def test_two_dates_for_one_occupation_are_refused(tmp_path: Path) -> None:
    """A date that would be lost stops the script."""
    with pytest.raises(BoxError, match=r"Skills: 51-9901.00 has two dates or sources"):
        make(tmp_path, replace_row("Skills", 2, "Date", "09/2023"))


def test_commodities_that_no_technology_is_listed_under_are_left_out(tmp_path: Path) -> None:
    """The table of commodities has those that the table of technology names."""
    assert make(tmp_path, MADE_UP)["UNSPSC Reference"].split("\n")[1:-1] == [
        "43230000\tOven software",
        "43230001\tChart software",
    ]


def test_version_and_month_are_kept(tmp_path: Path) -> None:
    """The Read Me begins with the two lines from which the reader takes version and month."""
    assert make(tmp_path, MADE_UP)["Read Me"].startswith("O*NET 29.9 Database\nAugust 2024 Release\n")


def test_a_release_of_unknown_version_is_refused(tmp_path: Path) -> None:
    """Tables whose version is unknown are not made."""
    with pytest.raises(BoxError, match="does not begin with version and month"):
        make(tmp_path, MADE_UP, "Hello\n")


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    """A box without one of its tables is not made."""
    with pytest.raises(BoxError, match="no table Knowledge"):
        make(tmp_path, {name: rows for name, rows in MADE_UP.items() if name != "Knowledge"})


def test_workbooks_and_text_give_the_same_bytes(tmp_path: Path) -> None:
    """The Excel form, with numbers as numbers and empty cells for n/a, makes what the text form makes."""
    (tmp_path / "books").mkdir()
    for name, rows in MADE_UP.items():
        cells = [["" if cell == "n/a" else cell for cell in row] for row in rows]
        to_workbook(tmp_path / "books" / f"{name}.xlsx", {name: cells})
    (tmp_path / "books" / "Read Me.txt").write_text(READ_ME, encoding="utf-8")
    from_books = make_onet(open_tables([str(tmp_path / "books")]))
    expected = make(tmp_path / "text", MADE_UP)
    # What looks like a number becomes one in the made-up workbook: the publisher writes these as text.
    expected["Alternate Titles"] = expected["Alternate Titles"].replace("\t02\n", "\t2\n").replace("\t08\n", "\t8\n")
    assert {path.removeprefix("onet/").removesuffix(".txt"): text for path, text in from_books} == expected


def test_numbers_are_not_rounded() -> None:
    """A number is written with a fixed count of decimals, or refused where that would change it."""
    assert (show_number("4.1", 2), show_number("3", 2), show_number("0.1102", 4)) == ("4.10", "3.00", "0.1102")
    with pytest.raises(BoxError, match="more than 2 decimals"):
        show_number("4.125", 2)


@pytest.mark.parametrize("cell", ["x" * 151, "two\nlines", "two\tcells"])
def test_sentences_and_broken_cells_are_refused(cell: str) -> None:
    """A cell over 150 characters, or one that breaks the layout, is never written."""
    with pytest.raises(BoxError, match="Skills: .* is not a name"):
        write_table("Skills", ("Name",), [[cell]])


def write_oews(folder: Path, header: str = "\t".join(make_box.OEWS_COLUMNS)) -> None:
    """Made-up figures for the nation, a state and, in the list of areas, a metro."""
    rows = [[area, "519901", *["1"] * 17] for area in ("0000000", "0100000")]
    figures = "\n".join([header, *("\t".join(row) for row in rows), ""])
    (folder / "oews_2025_nation_states.tsv.xz").write_bytes(lzma.compress(figures.encode()))
    areas = "area\ttype\tstate\tname\n0000000\tN\t00\tNational\n0100000\tS\t01\tRim\n0010180\tM\t01\tRim City\n"
    (folder / "oews_2025_areas.tsv").write_text(areas, encoding="utf-8")
    occupations = "occupation\tlevel\ttitle\n519901\t3\tMoon Bakers\n519999\t3\tOthers\n"
    (folder / "oews_2025_occupations.tsv").write_text(occupations, encoding="utf-8")


def test_figures_of_nation_and_states_are_apart(tmp_path: Path) -> None:
    """Nation and states have a file each; areas and occupations are those that they name."""
    write_oews(tmp_path)
    made = {path: text.split("\n")[1:-1] for path, text in make_oews(tmp_path)}
    assert [row.split("\t")[0] for row in made["oews/nation.txt"]] == ["0000000"]
    assert [row.split("\t")[0] for row in made["oews/states.txt"]] == ["0100000"]
    assert made["oews/areas.txt"] == ["0000000\tN\t00\tNational", "0100000\tS\t01\tRim"]
    assert made["oews/occupations.txt"] == ["519901\tMoon Bakers\t3"]
    assert made["oews/release.txt"] == ["2025-05\t2026-05-15\t115.00\t239200"]


def test_figures_with_other_columns_are_refused(tmp_path: Path) -> None:
    """Columns in another order would put figures under the wrong name."""
    write_oews(tmp_path, header="occupation\tarea")
    with pytest.raises(BoxError, match="its columns are occupation, area; expected area, occupation"):
        list(make_oews(tmp_path))


def test_line_items_of_the_projections_are_kept(tmp_path: Path) -> None:
    """Summaries, footnotes and the median wage are left out; numbers have one decimal, as published."""
    (made,) = make_projections(open_tables([write_projections(tmp_path)]))
    header, *rows = [line.split("\t") for line in made.text.split("\n")[:-1]]
    assert not [name for name in header if "wage" in name]
    outlook = ["1.5", "1.2", "-0.3", "-20.0", "0.1"]
    assert rows == [
        ["Moon Bakers", "51-9901", "Line item", *outlook, "Crater School", "None", "None"],
        ["Moon Surgeons", "51-9902", "Line item", "2.0", "3.0", "1.0", "50.0", "0.2", *["\N{EM DASH}"] * 3],
    ]


def test_projections_without_a_column_are_refused(tmp_path: Path) -> None:
    """A layout that has changed stops the script."""
    rows = [[*row[:7], *row[8:]] for row in EP]
    with pytest.raises(BoxError, match="no column .*Occupational openings"):
        list(make_projections(open_tables([write_projections(tmp_path, rows)])))


def test_wrong_use_and_missing_files_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a folder the usage is shown; a folder without releases is an error in one line."""
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("usage: ")
    assert main([str(tmp_path), str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def read_box(path: str) -> list[dict[str, str]]:
    """The rows of a table of the box, read by other means."""
    text = (BOX / path).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def read_source(path: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file of the releases."""
    data = (DATA / path).read_bytes()
    text = (lzma.decompress(data) if path.endswith(".xz") else data).decode()
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def read_sheet(table: str) -> list[dict[str, Any]]:
    """The rows of a workbook of O*NET, as its cells are."""
    from python_calamine import CalamineWorkbook

    with zipfile.ZipFile(DATA / make_box.ONET) as archive:
        book = archive.read(f"{Path(make_box.ONET).stem}/{table}.xlsx")
    header, *rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


@cache
def read_projections() -> list[dict[str, Any]]:
    """The line items of Table 1.2, as its cells are."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(DATA / make_box.PROJECTIONS)
    _, header, *rows = book.get_sheet_by_name("Table 1.2").to_python()
    items = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return [item for item in items if item["Occupation type"] == "Line item"]


def is_same(ours: str, source: Any) -> bool:
    """Whether a cell of the box is the cell of a workbook."""
    if isinstance(source, int | float):
        return float(ours) == source
    return ours == (source.strip() or "n/a")


def normalise(text: str) -> str:
    """What two sentences have in common that differ in case, spaces at the ends and the full stop."""
    return text.strip().removesuffix(".").casefold()


def list_tables() -> Iterator[Path]:
    """The tables of the box, as they are in the repository."""
    yield from sorted(path for folder in ("onet", "oews", "projections") for path in (BOX / folder).iterdir())


def test_tables_are_small_and_plain() -> None:
    """No table is over 5 MB, all together are at most 20 MB, and all are text in UTF-8 with plain line ends."""
    sizes = [path.stat().st_size for path in BOX.rglob("*") if path.is_file()]
    assert max(sizes) <= MOST_BYTES
    assert sum(sizes) <= MOST_BYTES_IN_ALL
    for path in list_tables():
        assert path.suffix == ".txt"
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text
        assert text.endswith("\n")


def test_no_cell_is_longer_than_a_name() -> None:
    """No cell of the box is over 150 characters."""
    for path in list_tables():
        cells = path.read_text(encoding="utf-8").replace("\n", "\t").split("\t")
        assert max(map(len, cells)) <= make_box.MAX_CELL, path.name


def test_counts_of_the_box() -> None:
    """The box has as many occupations, ratings, relations, wages and projections as the publishers' tables."""
    counts = {path.stem: path.read_bytes().count(b"\n") - 1 for path in list_tables()}
    assert counts["Occupation Data"] == 1_016
    assert (counts["Skills"], counts["Knowledge"], counts["Related Occupations"]) == (61_530, 58_014, 18_460)
    assert (counts["Task Statements"], counts["Tasks to DWAs"], counts["DWA Reference"]) == (18_796, 23_233, 2_087)
    assert (counts["nation"], counts["states"], counts["areas"]) == (1_104, 37_408, 55)
    assert counts["occupation"] == 832


def test_the_notice_credits_each_publisher() -> None:
    """The notice has USDOL/ETA's wording, the licence, what was changed, and the dates of the BLS releases."""
    notice = " ".join((BOX / "NOTICE").read_text(encoding="utf-8").split())
    for text in (
        "includes information from the O*NET 29.3 Database by the U.S. Department of Labor, Employment and Training",
        "Used under the CC BY 4.0 license. O*NET\N{REGISTERED SIGN} is a trademark of USDOL/ETA.",
        "USDOL/ETA has not approved, endorsed, or tested these modifications.",
        "What was changed:",
        "https://creativecommons.org/licenses/by/4.0/",
        "May 2025",
        "2024-34",
        "public domain",
        "MIT",
    ):
        assert text in notice


@real
def test_the_box_is_what_the_script_makes(tmp_path: Path) -> None:
    """The script makes exactly the tables of the repository, byte for byte, no more and no fewer."""
    assert main([str(DATA), str(tmp_path)]) == 0
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    there = {path.relative_to(BOX): path.read_bytes() for path in list_tables()}
    assert made.keys() == there.keys()
    assert [path for path in made if made[path] != there[path]] == []


@real
def test_no_sentence_of_the_publisher_is_in_the_box() -> None:
    """No cell is a task or a description of the release; names of activities and elements may read alike."""
    prose = {
        normalise(row[column]) for table, columns in PROSE.items() for row in read_sheet(table) for column in columns
    } - {""}
    assert len(prose) > 18_000
    for path in list_tables():
        if path.parent.name != "onet" or path.stem == "Read Me":
            continue
        for row in read_box(f"onet/{path.name}"):
            assert not [cell for column, cell in row.items() if column not in NAMES and normalise(cell) in prose]


@real
def test_names_are_those_of_the_release() -> None:
    """Each cell that counts as a name is the release's name of that element, activity or category."""
    for table, columns in make_box.ONET_TABLES.items():
        for column in NAMES.intersection(columns):
            names = [row[column] for row in read_sheet(table)]
            if column == "Category Description":
                names = [name.split(" - ")[0] for name in names]
            assert [row[column] for row in read_box(f"onet/{table}.txt")] == names


@real
def test_cells_drawn_by_lot_are_those_of_the_releases() -> None:
    """Five hundred cells drawn by a fixed seed, from each table in turn, equal the publishers' own."""
    lots = random.Random(29_3)
    tables = [table for table in make_box.ONET_TABLES if table != "UNSPSC Reference"]
    pairs = [(read_box(f"onet/{table}.txt"), read_sheet(table)) for table in tables]
    figures = read_source(f"{make_box.OEWS}/oews_2025_nation_states.tsv.xz")
    pairs.append(([*read_box("oews/nation.txt"), *read_box("oews/states.txt")], [*figures]))
    pairs.append((read_box("projections/occupation.txt"), read_projections()))
    for drawn in range(SAMPLE):
        ours, source = pairs[drawn % len(pairs)]
        assert len(ours) == len(source)
        number = lots.randrange(len(ours))
        column = lots.choice([*ours[number]])
        cell, original = ours[number][column], source[number][column]
        if column == "Category Description":
            original = original.split(" - ")[0]
        assert cell == original or is_same(cell, original), (drawn, column, cell, original)


@real
def test_dates_and_commodities_are_those_of_the_release() -> None:
    """What the box keeps once holds for every row of the release."""
    dated = {(row["Table"], row["O*NET-SOC Code"]): row for row in read_box("onet/Dates and Domain Sources.txt")}
    for table in make_box.DATED_BY_OCCUPATION:
        for row in read_sheet(table):
            kept = dated[table, row["O*NET-SOC Code"]]
            assert (kept["Date"], kept["Domain Source"]) == (row["Date"], row["Domain Source"])
    titles = {row["Commodity Code"]: row["Commodity Title"] for row in read_box("onet/UNSPSC Reference.txt")}
    of_technology = {str(int(row["Commodity Code"])): row["Commodity Title"] for row in read_sheet("Technology Skills")}
    assert titles == of_technology


@real
def test_national_wages_are_those_of_the_release() -> None:
    """All national figures equal the release's, those of 830 detailed occupations among them."""
    source = read_source(f"{make_box.OEWS}/oews_2025_nation_states.tsv.xz")
    ours = read_box("oews/nation.txt")
    assert ours == [row for row in source if row["area"] == "0000000"]
    levels = {row["occupation"]: row["level"] for row in read_box("oews/occupations.txt")}
    assert sum(levels[row["occupation"]] == "3" for row in ours) == 830


@real
def test_projections_are_those_of_the_release() -> None:
    """All projections equal the release's, cell by cell."""
    ours = read_box("projections/occupation.txt")
    assert len(ours) == len(read_projections()) == 832
    for row, original in zip(ours, read_projections(), strict=True):
        assert [column for column in row if not is_same(row[column], original[column])] == []

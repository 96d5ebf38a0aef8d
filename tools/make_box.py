"""Makes the box's tables from the publishers' files: python tools/make_box.py RELEASES_FOLDER [OUT]

RELEASES_FOLDER holds onet/db_29_3_excel.zip, oews/2025/ and projections/occupation.xlsx; OUT is `data` by default.
The tables are tab-separated text in the layout of the publisher's text release, in its order, without the columns that
another table gives and without its sentences: no task, no description. The same files make the same bytes.
"""

import csv
import io
import lzma
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from careercli.datasets.tables import Table, Tables, open_tables
from careercli.errors import CareercliError

ONET = "onet/db_29_3_excel.zip"
OEWS = "oews/2025"
PROJECTIONS = "projections/occupation.xlsx"
DATA = Path(__file__).parent.parent / "data"

MAX_CELL = 150
"""Characters of the longest name; anything longer is a sentence."""

CODE = "O*NET-SOC Code"
DATED = ("Date", "Domain Source")
RATED = (CODE, "Element ID", "Scale ID", "Data Value", "Standard Error", "Recommend Suppress")

ONET_TABLES: dict[str, tuple[str, ...]] = {
    "Occupation Data": (CODE, "Title"),
    "Alternate Titles": (CODE, "Alternate Title", "Short Title", "Source(s)"),
    "Sample of Reported Titles": (CODE, "Reported Job Title", "Shown in My Next Move"),
    "Job Zones": (CODE, "Job Zone", *DATED),
    "Job Zone Reference": ("Job Zone", "Name", "SVP Range"),
    "Skills": (*RATED, "Not Relevant"),
    "Knowledge": (*RATED, "Not Relevant"),
    "Work Styles": RATED,
    "Interests": (CODE, "Element ID", "Scale ID", "Data Value"),
    "Education, Training, and Experience": (
        *(CODE, "Element ID", "Scale ID", "Category", "Data Value", "Standard Error", "Recommend Suppress"),
    ),
    "Education, Training, and Experience Categories": ("Element ID", "Scale ID", "Category", "Category Description"),
    "Technology Skills": (CODE, "Example", "Commodity Code", "Hot Technology", "In Demand"),
    "UNSPSC Reference": ("Commodity Code", "Commodity Title"),
    "Task Statements": (CODE, "Task ID", "Task Type", *DATED),
    "Tasks to DWAs": (CODE, "Task ID", "DWA ID", *DATED),
    "DWA Reference": ("Element ID", "IWA ID", "DWA ID", "DWA Title"),
    "IWA Reference": ("Element ID", "IWA ID", "IWA Title"),
    "Content Model Reference": ("Element ID", "Element Name"),
    "Scales Reference": ("Scale ID", "Scale Name", "Minimum", "Maximum"),
    "Related Occupations": (CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"),
}
"""The tables taken from O*NET, with the columns kept."""

DATED_BY_OCCUPATION = ("Skills", "Knowledge", "Work Styles", "Interests", "Education, Training, and Experience")
"""Tables in which all rows of an occupation have one date and one source: kept once, in SOURCES."""

SOURCES = "Dates and Domain Sources"
SOURCES_COLUMNS = ("Table", CODE, *DATED)

DECIMALS = {"Data Value": 2, "Standard Error": 4}
"""Digits after the point in the publisher's text release; a workbook drops the zeros."""

OEWS_COLUMNS = (
    *("area", "occupation", "employment", "employment_rse", "h_mean", "a_mean", "mean_rse"),
    *("h_p10", "h_p25", "h_median", "h_p75", "h_p90", "a_p10", "a_p25", "a_median", "a_p75", "a_p90"),
    *("jobs_1000", "loc_quotient"),
)
AREA_COLUMNS = ("area", "type", "state", "name")
OCCUPATION_COLUMNS = ("occupation", "level", "title")
OEWS_RELEASE = {"date": "2025-05", "published": "2026-05-15", "h_top": "115.00", "a_top": "239200"}
"""When the figures are from, and what `#` means: at or above these dollars."""

PROJECTIONS_SHEET = "Table 1.2"
PROJECTIONS_COLUMNS = (
    r"Matrix title$",
    r"Matrix code$",
    r"^Occupation type$",
    r"^Employment, 20\d\d$",
    r"^Employment change, (?:numeric|percent)",
    r"^Occupational openings",
    r"^Typical education",
    r"^Work experience",
    r"^Typical on-the-job training",
)
THOUSANDS = re.compile(r"^(?:Employment|Occupational openings)")
"""Columns of numbers with one digit after the point."""

Rows = Iterable[Sequence[str]]


class Made(NamedTuple):
    """A table as it is written: its path below OUT and its text."""

    path: str
    text: str


class BoxError(Exception):
    """A release is not what this script expects: the message names the table and what is wrong."""


def make_onet(tables: Tables) -> Iterator[Made]:
    """The tables of O*NET. Raises BoxError or InvalidFileError where the release is not as expected."""
    sources: list[tuple[str, ...]] = []
    commodities: set[str] = set()
    for name, columns in ONET_TABLES.items():
        table = tables.find(name)
        if table is None:
            raise BoxError(f"{tables.label}: no table {name}; name a release that has it")
        rows = list(table.rows)
        if name in DATED_BY_OCCUPATION:
            sources += find_sources(table, name, rows)
        if name == "UNSPSC Reference":
            (at_code,) = table.columns_at("Commodity Code")
            rows = [row for row in rows if row[at_code] in commodities]
        kept = [[*row] for row in keep_columns(table, rows, columns)]
        if name == "Technology Skills":
            commodities = {row[columns.index("Commodity Code")] for row in kept}
        yield Made(f"onet/{name}.txt", write_table(name, columns, kept))
    yield Made(f"onet/{SOURCES}.txt", write_table(SOURCES, SOURCES_COLUMNS, sources))
    yield Made("onet/Read Me.txt", write_read_me(tables))


def keep_columns(table: Table, rows: Rows, columns: Sequence[str]) -> Iterator[list[str]]:
    """The rows with the named columns alone, as the publisher's text release writes their cells."""
    places = table.columns_at(*columns)
    for row in rows:
        yield [show(column, row[place]) for column, place in zip(columns, places, strict=True)]


def show(column: str, cell: str) -> str:
    """A cell of O*NET as its text release writes it; of a category, the name without what explains it."""
    if column == "Category Description":
        return cell.partition(" - ")[0].strip()
    if cell in {"", "n/a"}:
        return "n/a"
    return show_number(cell, DECIMALS[column]) if column in DECIMALS else cell


def show_number(cell: str, decimals: int) -> str:
    """A number with so many digits after the point. Raises BoxError where that would change it."""
    shown = f"{Decimal(cell):.{decimals}f}"
    if Decimal(shown) != Decimal(cell):
        raise BoxError(f"{cell} has more than {decimals} decimals; raise the number in this script")
    return shown


def find_sources(table: Table, name: str, rows: Rows) -> list[tuple[str, ...]]:
    """Date and source of each occupation's rows. Raises BoxError where its rows differ."""
    found: dict[str, tuple[str, ...]] = {}
    at_code, *at_dated = table.columns_at(CODE, *DATED)
    for row in rows:
        dated = tuple(row[at] for at in at_dated)
        if found.setdefault(row[at_code], dated) != dated:
            raise BoxError(f"{name}: {row[at_code]} has two dates or sources; keep both columns in this table")
    return [(name, code, *dated) for code, dated in found.items()]


def write_table(name: str, columns: Sequence[str], rows: Rows) -> str:
    """A table as text. Raises BoxError for a cell that is too long or breaks the layout."""
    lines = ["\t".join(columns)]
    for row in rows:
        for cell in row:
            if len(cell) > MAX_CELL or "\t" in cell or "\n" in cell:
                raise BoxError(f"{name}: {cell!r} is not a name of at most {MAX_CELL} characters; leave its column out")
        lines.append("\t".join(row))
    return "\n".join(lines) + "\n"


def write_read_me(tables: Tables) -> str:
    """Version and month of the release, in the two lines with which the publisher's own Read Me begins."""
    lines = (tables.find_text("Read Me") or "").split("\n")[:2]
    if not re.fullmatch(r"O\*NET \d+\.\d+ Database\n\w+ \d{4} Release", "\n".join(lines)):
        raise BoxError(f"{tables.label}: its Read Me does not begin with version and month; name another release")
    return "\n".join([*lines, "Facts and figures only, made by tools/make_box.py. See NOTICE.", ""])


def make_oews(folder: Path) -> Iterator[Made]:
    """Pay and employment of the nation and of the states, with the areas and occupations that they name."""
    figures = read_tsv(folder / "oews_2025_nation_states.tsv.xz", OEWS_COLUMNS)
    areas = read_tsv(folder / "oews_2025_areas.tsv", AREA_COLUMNS)
    occupations = read_tsv(folder / "oews_2025_occupations.tsv", OCCUPATION_COLUMNS)
    kinds = {area: kind for area, kind, *_ in areas}
    named_areas, named_occupations = {row[0] for row in figures}, {row[1] for row in figures}
    named = [row for row in occupations if row[0] in named_occupations]
    made = (
        ("nation", OEWS_COLUMNS, [row for row in figures if kinds[row[0]] == "N"]),
        ("states", OEWS_COLUMNS, [row for row in figures if kinds[row[0]] == "S"]),
        ("areas", AREA_COLUMNS, [row for row in areas if row[0] in named_areas]),
        ("occupations", ("occupation", "title", "level"), [[code, title, level] for code, level, title in named]),
        ("release", tuple(OEWS_RELEASE), [[*OEWS_RELEASE.values()]]),
    )
    for name, columns, rows in made:
        yield Made(f"oews/{name}.txt", write_table(f"oews {name}", columns, rows))


def read_tsv(path: Path, columns: Sequence[str]) -> list[list[str]]:
    """The rows of a tab-separated file, packed or not. Raises BoxError where its columns are others."""
    text = lzma.decompress(path.read_bytes()).decode() if path.suffix == ".xz" else path.read_text(encoding="utf-8")
    header, *rows = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(header) != tuple(columns):
        raise BoxError(f"{path.name}: its columns are {', '.join(header)}; expected {', '.join(columns)}")
    return rows


def make_projections(tables: Tables) -> Iterator[Made]:
    """The line items of Table 1.2: growth, openings, and what entry asks for."""
    sheets = tables.open_sheets("occupation")
    sheet = sheets.find(PROJECTIONS_SHEET) if sheets else None
    if sheet is None:
        raise BoxError(f"{tables.label}: no sheet {PROJECTIONS_SHEET}; get occupation.xlsx again")
    yield Made("projections/occupation.txt", write_projections([*sheet.rows]))


def write_projections(rows: Sequence[Sequence[str]]) -> str:
    """Table 1.2 as text, of a sheet whose first row is the header."""
    header, *items = rows
    names = [name.strip() for name in header]
    places = []
    for pattern in PROJECTIONS_COLUMNS:
        found = [place for place, name in enumerate(names) if re.search(pattern, name, re.IGNORECASE)]
        if not found:
            raise BoxError(f"{PROJECTIONS_SHEET}: no column {pattern}; the layout has changed")
        places += found
    at_type = names.index("Occupation type")
    columns = [names[place] for place in places]
    kept = [
        [
            show_number(cell, 1) if THOUSANDS.match(column) and cell != "\N{EM DASH}" else cell
            for column, cell in zip(columns, (row[place].strip() for place in places), strict=True)
        ]
        for row in items
        if row[at_type] == "Line item"
    ]
    return write_table(PROJECTIONS_SHEET, columns, kept)


def make_box(releases: Path) -> Iterator[Made]:
    """All tables of the box."""
    yield from make_onet(open_tables([str(releases / ONET)]))
    yield from make_oews(releases / OEWS)
    yield from make_projections(open_tables([str(releases / PROJECTIONS)]))


def main(arguments: Sequence[str]) -> int:
    """Writes the tables below OUT; returns the exit code."""
    if len(arguments) not in {1, 2}:
        sys.stderr.write("usage: python tools/make_box.py RELEASES_FOLDER [OUT]\n")
        return 2
    out = Path(arguments[1]) if len(arguments) == 2 else DATA
    try:
        for made in make_box(Path(arguments[0])):
            path = out / made.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made.text, encoding="utf-8", newline="\n")
    except (BoxError, CareercliError, OSError) as error:
        sys.stderr.write(f"make_box: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

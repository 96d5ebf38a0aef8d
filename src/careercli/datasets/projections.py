"""The Employment Projections of the BLS (bls.gov/emp): growth and openings by occupation, and what entry asks for."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from careercli.datasets.release import Release
from careercli.datasets.soc import SCHEME
from careercli.datasets.tables import (
    Table,
    Tables,
    normalise,
    problem,
)
from careercli.entries import OccupationEntry, OutlookEntry
from careercli.errors import InvalidFileError
from careercli.model import Source

SHEET = "Table 1.2"
CODE = re.compile(r"\d\d-\d{4}", re.ASCII)
LINE_ITEM = "line item"
NOT_THERE = {"\N{EM DASH}", "\N{EN DASH}", "-", ""}
NONE = {"training": "No training", "experience": "None"}
"""How its "None" reads behind the name of what is not asked for."""

COLUMNS = {
    "title": r"matrix title|^occupation title",
    "code": r"matrix code|^occupation code",
    "type": r"^occupation type",
    "change": r"^employment change percent",
    "openings": r"^occupational openings",
    "education": r"^typical education",
    "experience": r"^work experience",
    "training": r"^typical on the job training",
}
YEAR = re.compile(r"^employment (20\d\d)$")


def read_projections(tables: Tables) -> Release:
    """The release in `tables`. Raises InvalidFileError where there is none, or it is not as it must be."""
    for name in tables.names:
        sheets = tables.get_sheets(name)
        table = sheets.get(SHEET) or (None if sheets else tables.find(name))
        found = _find_header(table) if table else None
        if table and found:
            return _read(table, *found, tables)
    raise tables.not_a_release("the BLS employment projections", f"a sheet {SHEET} with codes and openings")


def _clean_name(column: str) -> str:
    return re.sub(r"\s*\[\d+\]", "", normalise(column.replace("\N{EN DASH}", "-")))


def _find_header(table: Table) -> tuple[list[str], int, Iterator[Sequence[str]]] | None:
    """The names of the columns, the number of the row below them, and the rows from there: a title may stand above."""
    rows = iter(table.rows)
    header: Sequence[str] = table.columns
    number = table.first_row
    for _ in range(3):
        names = [_clean_name(name) for name in header]
        if all(any(re.search(pattern, name) for name in names) for pattern in COLUMNS.values()):
            return names, number, rows
        following = next(rows, None)
        if following is None:
            return None
        header, number = following, number + 1
    return None


def _read(table: Table, names: list[str], first: int, rows: Iterator[Sequence[str]], tables: Tables) -> Release:
    at = {key: next(i for i, name in enumerate(names) if re.search(pattern, name)) for key, pattern in COLUMNS.items()}
    years = [(int(found[1]), place) for place, name in enumerate(names) if (found := YEAR.search(name))]
    if len(years) != 2:
        message = "the columns of employment in the first and the last year are missing"
        raise InvalidFileError.of([problem(table, first - 1, 1, "CC104", message, "such as Employment, 2024")])
    (start, at_start), (end, at_end) = sorted(years)
    version = f"{start}-{end % 100:02}"
    source_id = f"projections-{version}"
    figures: dict[str, OccupationEntry] = {}
    for number, row in enumerate(chain(rows), first):
        if row[at["type"]].strip().casefold() != LINE_ITEM:
            continue
        code = row[at["code"]].strip().removeprefix('="').removesuffix('"')
        if not CODE.fullmatch(code):
            raise _wrong(table, number, at["code"], code, "a code such as 11-1011")
        if code in figures:
            raise InvalidFileError.of(
                [problem(table, number, at["code"] + 1, "CC107", f"{code} is there twice", "once")]
            )
        title = re.split(r"\s+\* ", row[at["title"]].strip())[0]
        outlook = OutlookEntry(
            employment=_people(table, number, at_start, row),
            projected_employment=_people(table, number, at_end, row),
            change_percent=_number(table, number, at["change"], row),
            openings_per_year=_people(table, number, at["openings"], row),
            years=(start, end),
            entry_education=_text(row[at["education"]], ""),
            experience=_text(row[at["experience"]], "experience"),
            training=_text(row[at["training"]], "training"),
            sources=(source_id,),
        )
        figures[code] = OccupationEntry(SCHEME, title, (), (outlook,))
    if not figures:
        raise tables.not_a_release("the BLS employment projections", "rows of the type Line item")
    return Release(
        publisher="projections",
        name="projections",
        version=version,
        source_id=source_id,
        source=Source(
            title=f"Employment Projections, {version}",
            publisher="U.S. Bureau of Labor Statistics",
            kind="statistics",
            licence="public domain",
            url="https://www.bls.gov/emp/",
        ),
        counts={"occupations": len(figures)},
        figures=figures,
    )


def _wrong(table: Table, number: int, place: int, cell: str, expected: str) -> InvalidFileError:
    return InvalidFileError.of([problem(table, number, place + 1, "CC106", f"{cell[:60]!r}", expected)])


def _number(table: Table, number: int, place: int, row: Sequence[str]) -> float | None:
    text = row[place].strip().replace(",", "")
    if text in NOT_THERE:
        return None
    if not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
        raise _wrong(table, number, place, row[place], "a number")
    return float(text)


def _people(table: Table, number: int, place: int, row: Sequence[str]) -> int | None:
    """A number of people, given in thousands."""
    thousands = _number(table, number, place, row)
    if thousands is not None and thousands < 0:
        raise _wrong(table, number, place, row[place], "a number of people")
    return None if thousands is None else round(thousands * 1000)


def _text(cell: str, what: str) -> str | None:
    text = cell.strip()
    if text in NOT_THERE:
        return None
    return NONE.get(what, text) if text == "None" else text

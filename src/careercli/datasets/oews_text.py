"""OEWS as plain text: a folder of tab-separated tables, release, areas, occupations, nation, states and metros.

The names of their columns are those of the publisher's own text files; codes have no hyphen (`111011`).
"""

import re
from calendar import month_name
from collections.abc import Iterator, Sequence

from careercli.datasets.oews_places import make_place
from careercli.datasets.pay import DETAILED, Occupation, PayRow, PayTable, TopCodes, get_record_pattern
from careercli.datasets.reader import Reader
from careercli.datasets.tables import Table, Tables
from careercli.model import Place

RELEASE = ("date", "published", "h_top", "a_top")
WAGES = ("nation", "states", "metros")
COLUMNS = (
    *("employment", "employment_rse", "h_mean", "a_mean", "mean_rse"),
    *("h_p10", "h_p25", "h_median", "h_p75", "h_p90", "a_p10", "a_p25", "a_median", "a_p75", "a_p90"),
    *("jobs_1000", "loc_quotient"),
)
"""The columns of pay.CELLS."""

CODE = re.compile(r"\d{6}", re.ASCII)
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
LEVEL = re.compile(rf"[0-{DETAILED}]")


def find_text_release(tables: Tables) -> tuple[str, str, PayTable] | None:
    """Version, date and pay of the release in text; None if this is none. Raises InvalidFileError if it is not as it
    must be."""
    if not {"release", "areas", "occupations"} <= set(tables.names):
        return None
    return _Text(tables).read()


class _Text(Reader):
    """Reads the tables of one release."""

    def read(self) -> tuple[str, str, PayTable]:
        """Version, date and pay. Raises InvalidFileError if a row is not as it must be."""
        table = self._get_table("release")
        places = table.columns_at(*RELEASE)
        row = next(iter(table.rows), None)
        if row is None:
            raise self.tables.not_a_release("OEWS", "a row in release.txt")
        date, _, hour, year = (row[at] for at in places)
        if not DATE.fullmatch(date):
            raise self.wrong(table, 2, places[0], date, "a year and a month")
        top = TopCodes(
            self.number(table, 2, places[2], hour, "a top code"), self.number(table, 2, places[3], year, "a top code")
        )
        areas, occupations = self._read_areas(), self._read_occupations()
        rows = self._read_rows(areas, occupations)
        found = {place.code: place for place in areas.values()}
        return f"{month_name[int(date[5:])]} {date[:4]}", date, PayTable(rows, found, occupations, top)

    def _get_table(self, name: str) -> Table:
        table = self.tables.find(name)
        if table is None:
            raise self.tables.not_a_release("OEWS", f"a table {name}")
        return table

    def _read_areas(self) -> dict[str, Place]:
        """The places by their code in the tables."""
        table = self._get_table("areas")
        at_area, at_type, at_state, at_name = table.columns_at("area", "type", "state", "name")
        areas = {}
        for number, row in enumerate(table.rows, table.first_row):
            name = self.title(table, number, at_name, row[at_name], "the name of a place")
            place = make_place(row[at_type], row[at_area], name, row[at_state])
            if place is None:
                raise self.wrong(table, number, at_area, row[at_area], "the nation, a state or a metropolitan area")
            areas[row[at_area]] = place
        return areas

    def _read_occupations(self) -> dict[str, Occupation]:
        """The occupations by code, with a hyphen."""
        table = self._get_table("occupations")
        at_code, at_level, at_title = table.columns_at("occupation", "level", "title")
        occupations = {}
        for number, row in enumerate(table.rows, table.first_row):
            code = self._get_code(table, number, at_code, row)
            if not LEVEL.fullmatch(row[at_level]):
                raise self.wrong(table, number, at_level, row[at_level], f"a level from 0 to {DETAILED}")
            title = self.title(table, number, at_title, row[at_title])
            occupations[code] = Occupation(title, int(row[at_level]))
        return occupations

    def _get_code(self, table: Table, number: int, at: int, row: Sequence[str]) -> str:
        if not CODE.fullmatch(row[at]):
            raise self.wrong(table, number, at, row[at], "a code such as 111011")
        return f"{row[at][:2]}-{row[at][2:]}"

    def _read_rows(self, areas: dict[str, Place], occupations: dict[str, Occupation]) -> Iterator[PayRow]:
        """The rows of all tables of wages that are there."""
        seen: set[tuple[str, str]] = set()
        is_record = get_record_pattern().fullmatch
        for table in filter(None, map(self.tables.find, WAGES)):
            at_area, at_code = table.columns_at("area", "occupation")
            at_cells = table.columns_at(*COLUMNS)
            for number, row in enumerate(table.rows, table.first_row):
                code = self._get_code(table, number, at_code, row)
                place = areas.get(row[at_area])
                if place is None or code not in occupations:
                    at = at_area if place is None else at_code
                    raise self.unknown(table, number, at, f"{row[at][:80]} is unknown", "one of the other tables")
                if (place.code, code) in seen:
                    raise self.twice(table, number, at_code, code)
                seen.add((place.code, code))
                record = "\t".join([row[at] for at in at_cells])
                if not is_record(record):
                    raise self.wrong(table, number, at_cells[0], record, "numbers, *, ** or #")
                yield PayRow(code, place.code, record)

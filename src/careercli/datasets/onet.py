"""The O*NET database (onetcenter.org): text, CSV or Excel, with the names its tables have to 30.1 and from 30.2 on.

Its data dictionary describes the tables and scales. Ratings are kept on their own scale. Occupations share a duty if
O*NET assigns their tasks to the same detailed work activity; the area of a duty is the general activity above that.
A release may lack names that another of its tables has, and all sentences, as the box does.
"""

import re
from calendar import month_name
from collections.abc import Iterator

from careercli.datasets.onet_ratings import read_categories, read_job_zones, read_origins, read_ratings, read_scales
from careercli.datasets.onet_reader import CODE, NOT_THERE, OnetReader, get_role_id
from careercli.datasets.onet_tasks import read_tasks, read_technology
from careercli.datasets.reader import MAX_ITEMS, MAX_OCCUPATIONS, About
from careercli.datasets.release import RelatedRecord, Release, ReleasedRole, RoleRecord
from careercli.datasets.tables import Tables
from careercli.model import MAX_NAME, Code, Source

PUBLISHER = "U.S. Department of Labor, Employment and Training Administration"
REPORTED = "Sample of Reported Titles"
ALIASES = (
    (REPORTED, ("Reported Job Title",)),
    ("Alternate Titles", ("Alternate Title", "Short Title")),
)
"""The tables of other titles, and their columns."""


def read_onet(tables: Tables) -> list[Release]:
    """The one release in `tables`. Raises InvalidFileError if there is none, or if a table is wrong."""
    reader = OnetReader(tables)
    summaries = _read_occupations(reader)
    read_scales(reader)
    reader.cells = {code: {} for code in reader.titles}
    reader.origins = {code: {} for code in reader.titles}
    reader.frequent = {code: [] for code in reader.titles}
    read_ratings(reader)
    duties = read_tasks(reader)
    technology = read_technology(reader)
    read_categories(reader)
    read_job_zones(reader)
    read_origins(reader)
    related = _read_related(reader)
    aliases, reported = _read_titles(reader)
    version, date = _read_version(tables)
    release = Release(
        publisher="onet",
        name="onet",
        version=version,
        source_id=f"onet-{re.sub(r'[^a-z0-9]+', '-', version)}",
        source=Source(
            title=f"O*NET {version} Database",
            publisher=PUBLISHER,
            date=date,
            kind="database",
            licence="CC BY 4.0",
            url="https://www.onetcenter.org/database.html",
            attribution=(
                f"This output includes information from the O*NET {version} Database by the U.S. Department of "
                "Labor, Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. "
                "O*NET is a trademark of USDOL/ETA. careercli has modified some of this information; USDOL/ETA has "
                "not approved, endorsed, or tested these modifications."
            ),
        ),
        counts=reader.counts,
        items=tuple(reader.items),
        roles=_make_roles(reader, summaries, duties, technology, related, aliases, reported),
        scales={name: (low, high) for name, low, high in reader.scales.values()} | {"percent": (0.0, 100.0)},
        missing=tuple(reader.missing),
        notes=tuple(reader.notes),
    )
    return [release]


ABOUT = About(
    Source(
        title="O*NET Database: tasks, skills, knowledge and more of a thousand occupations",
        publisher=PUBLISHER,
        kind="database",
        licence="CC BY 4.0",
    ),
    "https://www.onetcenter.org/dl_files/database/db_29_3_text.zip",
    read_onet,
)


def _read_occupations(reader: OnetReader) -> dict[str, str | None]:
    """The descriptions, by code, if the release has them; fills `titles`."""
    table = reader.tables.find("Occupation Data")
    if table is None:
        raise reader.tables.not_a_release("O*NET", "a table Occupation Data")
    at_code, at_title = table.columns_at("O*NET-SOC Code", "Title")
    (at_text,) = table.find_columns("Description")
    summaries: dict[str, str | None] = {}
    for number, row in enumerate(table.rows, table.first_row):
        code = row[at_code]
        if not CODE.fullmatch(code):
            raise reader.wrong(table, number, at_code, code, "a code such as 11-1011.00")
        if code in reader.titles:
            raise reader.twice(table, number, at_code, code)
        reader.titles[code] = reader.title(table, number, at_title, row[at_title])
        summaries[code] = None if at_text is None else row[at_text]
        reader.check_size(table, number, len(reader.titles), MAX_OCCUPATIONS, "occupations")
    if not reader.titles:
        raise reader.tables.not_a_release("O*NET", "occupations in the table Occupation Data")
    reader.counts["occupations"] = len(reader.titles)
    return summaries


def _read_version(tables: Tables) -> tuple[str, str | None]:
    """The version, `29.0`, and the date of the release, `2024-08`: from its Read Me, else from the files' names."""
    text = tables.find_text("Read Me") or ""
    label = re.search(r"db_(\d{1,4})_(\d{1,4})", tables.label, re.ASCII)
    found = re.search(r"O\*NET.{0,3} (\d{1,4}\.\d{1,4})", text, re.ASCII) or label
    month = re.search(r"(\w{3,9}) (\d{4}) Release", text, re.ASCII)
    months = [*month_name][1:]
    date = f"{month[2]}-{months.index(month[1]) + 1:02}" if month and month[1] in months else None
    return ".".join(found.groups()) if found else "of unknown version", date


def _read_related(reader: OnetReader) -> dict[str, list[RelatedRecord]]:
    """The related occupations of each, by code, the closest first."""
    table = reader.find("Related Occupations", without="no related occupations")
    if table is None:
        return {}
    at_code, at_related, at_tier, at_index = table.columns_at(
        "O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index"
    )
    found: dict[str, list[tuple[float, RelatedRecord]]] = {}
    number = table.first_row - 1
    for number, row in enumerate(table.rows, table.first_row):
        for column in (at_code, at_related):
            if row[column] not in reader.titles:
                reader.check_code(table, number, column, row[column])
        index = reader.find_number(table, number, at_index, row[at_index]) or 0
        related = RelatedRecord(get_role_id(row[at_related]), row[at_tier])
        found.setdefault(row[at_code], []).append((index, related))
    reader.count_rows(table, number)
    reader.counts["occupations with related ones"] = len(found)
    return {
        code: [related for _, related in sorted(of_code, key=lambda one: one[0])] for code, of_code in found.items()
    }


def _read_titles(reader: OnetReader) -> tuple[dict[str, dict[str, str]], dict[str, tuple[str, ...]]]:
    """What else each occupation is called, by code: its reported, alternate and short titles, each once; and which of
    them are reported."""
    aliases: dict[str, dict[str, str]] = {}
    reported: dict[str, tuple[str, ...]] = {}
    count = 0
    for name, columns in ALIASES:
        table = reader.find(name, without=f"occupations are not found by {columns[0].lower()}s")
        if table is None:
            continue
        at_code, *at_titles = table.columns_at("O*NET-SOC Code", *columns)
        number = table.first_row - 1
        for number, row in enumerate(table.rows, table.first_row):
            code = row[at_code]
            if code not in reader.titles:
                reader.check_code(table, number, at_code, code)
            known = aliases.setdefault(code, {})
            for at in at_titles:
                title = row[at]
                if title not in NOT_THERE and title.casefold() not in known:
                    is_plain = title[0].isascii() and title[0].isalnum() and len(title) <= MAX_NAME  # nearly all are
                    known[title.casefold()] = title if is_plain else reader.title(table, number, at, title)
                    count += 1
            reader.check_size(table, number, count, MAX_ITEMS, "other titles")
        reader.count_rows(table, number)
        if name == REPORTED:
            reported = {code: tuple(known.values()) for code, known in aliases.items()}
    for code, known in aliases.items():
        known.pop(reader.titles[code].casefold(), None)
    return aliases, reported


def _make_roles(
    reader: OnetReader,
    summaries: dict[str, str | None],
    duties: dict[str, list[str]],
    technology: dict[str, list[str]],
    related: dict[str, list[RelatedRecord]],
    aliases: dict[str, dict[str, str]],
    reported: dict[str, tuple[str, ...]],
) -> Iterator[ReleasedRole]:
    for code, title in reader.titles.items():
        is_soc = code.endswith(".00")
        soc = Code("soc-2018", code[:7], title if is_soc else None, "exact" if is_soc else "nearest")
        record = RoleRecord(
            id=get_role_id(code),
            title=title,
            summary=summaries[code],
            aliases=tuple(aliases.get(code, {}).values()),
            codes=(Code("onet-soc", code, title, "exact"), soc),
            sections={section: tuple(cells) for section, cells in reader.cells.pop(code).items()},
            related=tuple(related.get(code, ())),
            origins=reader.origins.pop(code),
        )
        codes = (code, code[:7]) if is_soc else (code,)
        skills = (*reader.frequent.pop(code), *technology.get(code, ()))
        yield ReleasedRole(record, codes, (), tuple(duties.get(code, ())), skills, reported.get(code, ()))

"""O*NET's tables of ratings on scales, of education and experience in percent, and of job zones."""

import re
from typing import NamedTuple

from careercli.datasets.onet_reader import ORIGIN, OnetReader, Origin, find_origin, get_element_id
from careercli.datasets.release import CellRecord, ScoreRecord, StatementRecord
from careercli.datasets.tables import Table, normalise
from careercli.model import Kind, Section

FREQUENT = 0.5
"""How far up the scale of importance a rated skill must be for a search to find the occupation by it."""

PERCENT = {
    "RL": "required education",
    "RW": "related work experience",
    "PT": "on-site training",
    "OJ": "on-the-job training",
}
"""The scales that spread an occupation's jobs over categories, in percent, and the area of these."""

SHARES = ("Education, Training, and Experience", "Education", "Training and Experience")
"""The names of the tables of these scales."""

JOB_ZONE = "job zone"


class _Rated(NamedTuple):
    """A table of ratings: its names, the kind and area of its elements, and its scales."""

    names: tuple[str, ...]
    section: Section
    kind: Kind
    area: str
    scales: tuple[str, ...]


RATED = (
    _Rated(("Skills", "Essential Skills"), "skills", "skill", "skills", ("IM", "LV")),
    _Rated(("Transferable Skills",), "skills", "skill", "skills", ("IM", "LV")),
    _Rated(("Knowledge",), "skills", "skill", "knowledge", ("IM", "LV")),
    _Rated(("Abilities",), "skills", "skill", "abilities", ("IM", "LV")),
    _Rated(("Work Styles",), "skills", "skill", "work styles", ("IM", "WI")),
    _Rated(("Work Activities",), "duties", "duty", "general work activities", ("IM", "LV")),
    _Rated(("Work Context",), "environment", "environment", "work context", ("CX", "CT")),
    _Rated(("Interests", "Career Interest Types"), "interests", "interest", "interests", ("OI",)),
)


def read_scales(reader: OnetReader) -> None:
    """Reads the lowest and highest values of the scales that are kept, as the release has them."""
    table = reader.find("Scales Reference", without="the usual bounds of the scales are taken")
    if table is None:
        return
    at_scale, at_low, at_high = table.columns_at("Scale ID", "Minimum", "Maximum")
    for number, row in enumerate(table.rows, table.first_row):
        reader.known_scales.add(row[at_scale])
        if row[at_scale] in reader.scales:
            name = reader.scales[row[at_scale]][0]
            low, high = (reader.find_number(table, number, at, row[at]) for at in (at_low, at_high))
            if low is None or high is None or low >= high:
                raise reader.wrong(table, number, at_low, row[at_low], "a lowest value below the highest")
            reader.scales[row[at_scale]] = (name, low, high)


def read_ratings(reader: OnetReader) -> None:
    """Reads all tables of ratings: a cell for each occupation and element, with a score for each scale."""
    for rated in RATED:
        table = reader.tables.find(*rated.names)
        if table is not None:
            _read_rated(reader, table, rated)
        elif rated.names != ("Transferable Skills",):  # these may be in the table of skills
            reader.missing.append(f"{rated.names[0]}: no {rated.area} for any occupation")


def _read_rated(reader: OnetReader, table: Table, rated: _Rated) -> None:
    scores = _read_scores(reader, table, rated)
    reader.counts[f"occupations with {rated.area}"] = len({code for code, _ in scores})
    _, low, high = reader.scales["IM"]
    enough = low + (high - low) * FREQUENT
    for (code, element), of_one in scores.items():
        place = reader.places[element]
        reader.add_cell(code, rated.section, CellRecord(place, (), of_one))
        first = of_one[0]
        if rated.section == "skills" and first.scale == "importance" and (first.value or 0) >= enough:
            reader.frequent[code].append(reader.items[place].label)


def _read_scores(reader: OnetReader, table: Table, rated: _Rated) -> dict[tuple[str, str], tuple[ScoreRecord, ...]]:
    """The scores of a table on the scales that are kept, by code and element."""
    scales = {scale: reader.scales[scale] for scale in rated.scales}
    needed = ("O*NET-SOC Code", "Element ID", "Scale ID", "Data Value")
    at_code, at_element, at_scale, at_value = table.columns_at(*needed)
    at_name, names = reader.find_names(table, "Element Name", "Element ID", "Content Model Reference")
    at_error, at_suppress, at_relevant = table.find_columns("Standard Error", "Recommend Suppress", "Not Relevant")
    scores: dict[tuple[str, str], tuple[ScoreRecord, ...]] = {}
    origins: dict[Origin, int] = {}
    get_origin = find_origin(table)
    numbers = reader.numbers  # asked here too, since a call for each cell is a twentieth of an import
    number = table.first_row - 1
    for number, row in enumerate(table.rows, table.first_row):
        code, element = row[at_code], row[at_element]
        if code not in reader.titles:
            reader.check_code(table, number, at_code, code)
        scale = scales.get(row[at_scale])
        if scale is None:
            if row[at_scale] not in reader.known_scales:
                raise reader.wrong(table, number, at_scale, row[at_scale], "a scale of the Scales Reference")
            continue
        if get_origin:
            origins[get_origin(row)] = number
        name, low, high = scale
        value = numbers.get(row[at_value])
        if value is None or not low <= value <= high:
            value = reader.find_number(table, number, at_value, row[at_value], low, high)
        error = numbers.get(row[at_error]) if at_error is not None else None
        if error is None or error < 0:
            error = None if at_error is None else reader.find_number(table, number, at_error, row[at_error], 0)
        suppressed = at_suppress is not None and row[at_suppress] != "N"
        suppressed = suppressed and reader.get_flag(table, number, at_suppress, row)
        hidden = at_relevant is not None and row[at_relevant] != "N"
        hidden = hidden and reader.get_flag(table, number, at_relevant, row)
        score = ScoreRecord(name, value, error, suppressed, hidden)
        before = scores.get((code, element), ())
        if before and any(known.scale == name for known in before):
            raise reader.twice(table, number, at_scale, f"scale {row[at_scale]} of {element} for {code}")
        if not before and element not in reader.places:
            item_id = get_element_id(reader.check_element(table, number, at_element, element))
            label = reader.get_name(table, number, at_name, row[at_name], names)
            reader.add_item(table, number, item_id, label, rated.kind, rated.area, element)
        scores[code, element] = (*before, score)
    reader.count_rows(table, number)
    reader.add_origins(table, [rated.area], origins)
    return scores


def _read_category_labels(reader: OnetReader) -> dict[tuple[str, str], str]:
    """The names of the categories of education, experience and training, by scale and category."""
    labels = {}
    for name in (
        "Education, Training, and Experience Categories",
        "Education Categories",
        "Training and Experience Categories",
    ):
        table = reader.tables.find(name)
        if table is not None:
            at_scale, at_category, at_text = table.columns_at("Scale ID", "Category", "Category Description")
            for number, row in enumerate(table.rows, table.first_row):
                label = row[at_text].split(" - ")[0]
                labels[row[at_scale], row[at_category]] = reader.title(table, number, at_text, label)
    return labels


def read_categories(reader: OnetReader) -> None:
    """Reads how the jobs of each occupation spread over categories of education, experience and training."""
    tables = [table for name in SHARES if (table := reader.tables.find(name)) is not None]
    labels = _read_category_labels(reader)
    if not tables or not labels:
        lacking = f"{SHARES[0]}{' Categories' if tables else ''}"
        reader.missing.append(f"{lacking}: no education, experience or training for any occupation")
        return
    for table in tables:
        _read_shares(reader, table, labels)


def _read_shares(reader: OnetReader, table: Table, labels: dict[tuple[str, str], str]) -> None:
    names = ("O*NET-SOC Code", "Element ID", "Scale ID", "Category", "Data Value")
    at_code, at_element, at_scale, at_category, at_value = table.columns_at(*names)
    at_error, at_suppress = table.find_columns("Standard Error", "Recommend Suppress")
    seen: set[tuple[str, str, str]] = set()
    origins: dict[Origin, int] = {}
    get_origin = find_origin(table)
    number = table.first_row - 1
    for number, row in enumerate(table.rows, table.first_row):
        code, scale = row[at_code], row[at_scale]
        if code not in reader.titles:
            reader.check_code(table, number, at_code, code)
        if scale not in PERCENT:
            continue
        if get_origin:
            origins[get_origin(row)] = number
        category = row[at_category].removesuffix(".0")
        label = labels.get((scale, category))
        if label is None:
            raise reader.wrong(table, number, at_category, row[at_category], f"a category of {scale}")
        if (code, scale, category) in seen:
            raise reader.twice(table, number, at_category, f"category {category} of {scale} for {code}")
        seen.add((code, scale, category))
        value = reader.find_number(table, number, at_value, row[at_value], 0, 100)
        error = None if at_error is None else reader.find_number(table, number, at_error, row[at_error], 0)
        suppressed = reader.get_flag(table, number, at_suppress, row)
        key = f"{row[at_element]}-{category}"
        place = reader.places.get(key)
        if place is None:
            item_id = get_element_id(reader.check_element(table, number, at_element, key))
            place = reader.add_item(table, number, item_id, label, "requirement", PERCENT[scale], key)
        score = ScoreRecord("percent", value, error, suppressed)
        reader.add_cell(code, "requirements", CellRecord(place, (), (score,)))
    reader.count_rows(table, number)
    reader.add_origins(table, PERCENT.values(), origins)


def read_job_zones(reader: OnetReader) -> None:
    """Reads the job zone of each occupation, with what it requires."""
    table = reader.find("Job Zones", without="no job zone for any occupation")
    if table is None:
        return
    zones = {}
    reference = reader.find("Job Zone Reference", without="job zones have a number only")
    if reference is not None:
        at_zone, at_name = reference.columns_at("Job Zone", "Name")
        (at_education,) = reference.find_columns("Education")
        at_text = at_name if at_education is None else at_education
        for number, row in enumerate(reference.rows, reference.first_row):
            name = reader.title(reference, number, at_name, row[at_name], "a name")
            zones[row[at_zone].removesuffix(".0")] = (name, row[at_text] or name)
    at_code, at_zone = table.columns_at("O*NET-SOC Code", "Job Zone")
    codes: set[str] = set()
    origins: dict[Origin, int] = {}
    get_origin = find_origin(table)
    for number, row in enumerate(table.rows, table.first_row):
        code, zone = row[at_code], row[at_zone].removesuffix(".0")
        reader.check_code(table, number, at_code, code)
        if code in codes:
            raise reader.twice(table, number, at_code, f"the job zone of {code}")
        if get_origin:
            origins[get_origin(row)] = number
        if not re.fullmatch(r"[1-9]", zone) or (zones and zone not in zones):
            raise reader.wrong(table, number, at_zone, zone, "a zone of Job Zone Reference")
        codes.add(code)
        name, education = zones.get(zone, (f"Job Zone {zone}", f"Job Zone {zone}"))
        item_id = f"onet-job-zone-{zone}"
        place = reader.add_item(table, number, item_id, name, "requirement", JOB_ZONE, item_id)
        cells = reader.cells[code].setdefault("requirements", [])
        cells.insert(0, CellRecord(place, (StatementRecord(education),)))
    reader.add_origins(table, [JOB_ZONE], origins)
    reader.counts["occupations with a job zone"] = len(codes)


def read_origins(reader: OnetReader) -> None:
    """Reads when and from whom the ratings are, where a table has that for all others, as in the box."""
    table = reader.tables.find("Dates and Domain Sources")
    if table is None:
        return
    (at_table, *_), get_origin = table.columns_at("Table", *ORIGIN), find_origin(table)
    areas = {normalise(name): [rated.area] for rated in RATED for name in rated.names}
    areas |= {normalise(name): [*PERCENT.values()] for name in SHARES}
    origins: dict[str, dict[Origin, int]] = {}
    for number, row in enumerate(table.rows, table.first_row):
        if get_origin:
            origins.setdefault(normalise(row[at_table]), {})[get_origin(row)] = number
    for name, rows in origins.items():
        reader.add_origins(table, areas.get(name, ()), rows)

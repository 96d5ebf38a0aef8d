"""Made-up releases in the layout of their publishers: a few occupations that do not exist."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[str]]

RATING = (
    *("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value", "N", "Standard Error"),
    *("Lower CI Bound", "Upper CI Bound", "Recommend Suppress", "Not Relevant", "Date", "Domain Source"),
)
BAKER, TASTER, OTHER = "51-9901.00", "51-9901.01", "51-9999.00"


def rate(
    code: str,
    element: str,
    name: str,
    scale: str,
    value: str,
    error: str = "0.1",
    suppress: str = "N",
    relevant: str = "n/a",
) -> tuple[str, ...]:
    """A row of a table of ratings."""
    return (code, element, name, scale, value, "8", error, "n/a", "n/a", suppress, relevant, "08/2023", "Analyst")


ONET: dict[str, Rows] = {
    "Occupation Data": (
        ("O*NET-SOC Code", "Title", "Description"),
        (BAKER, "Moon Bakers", 'Bake "moon" bread, and sell it.'),
        (TASTER, "Moon Tasters", "Taste moon bread."),
        (OTHER, "Moon Workers, All Other", "All moon workers not listed separately."),
    ),
    "Scales Reference": (
        ("Scale ID", "Scale Name", "Minimum", "Maximum"),
        ("IM", "Importance", "1", "5"),
        ("LV", "Level", "0", "7"),
        ("OI", "Occupational Interests", "1", "7"),
    ),
    "Skills": (
        RATING,
        rate(BAKER, "2.A.1.a", "Dough Reading", "IM", "4.00", "0.1000"),
        rate(BAKER, "2.A.1.a", "Dough Reading", "LV", "3.50", "0.7000", "N", "N"),
        rate(TASTER, "2.A.1.a", "Dough Reading", "IM", "2.00", "0.1000"),
        rate(TASTER, "2.A.1.a", "Dough Reading", "LV", "2.80", "0.7000", "N", "N"),
        rate(BAKER, "2.A.1.b", "Moon Listening", "IM", "3.00", "n/a", "n/a"),
        rate(BAKER, "2.A.1.b", "Moon Listening", "LV", "0.00", "n/a", "N", "Y"),
        rate(TASTER, "2.A.1.b", "Moon Listening", "IM", "3.20", "0.2000"),
        rate(TASTER, "2.A.1.b", "Moon Listening", "LV", "4.00", "1.5000", "Y", "N"),
    ),
    "Interests": (
        ("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value", "Date", "Domain Source"),
        (BAKER, "1.B.1.a", "Lunar", "OI", "4.00", "11/2023", "Analyst"),
        (BAKER, "1.B.1.g", "First Interest High-Point", "IH", "1.00", "11/2023", "Analyst"),
    ),
    "Task Statements": (
        ("O*NET-SOC Code", "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"),
        (BAKER, "1", "Sweep the crater.", "Supplemental", "20", "08/2023", "Incumbent"),
        (BAKER, "2", "Knead moon dough.", "Core", "20", "08/2023", "Incumbent"),
        (BAKER, "3", "Sing to the oven.", "Core", "20", "08/2023", "Incumbent"),
        (TASTER, "4", "Squeeze dough samples.", "n/a", "n/a", "08/2023", "Analyst"),
    ),
    "Task Ratings": (
        (
            *("O*NET-SOC Code", "Task ID", "Scale ID", "Category", "Data Value", "N", "Standard Error"),
            *("Lower CI Bound", "Upper CI Bound", "Recommend Suppress", "Date", "Domain Source"),
        ),
        (BAKER, "2", "IM", "n/a", "3.00", "20", "0.1", "n/a", "n/a", "N", "08/2023", "Incumbent"),
        (BAKER, "3", "IM", "n/a", "5.00", "20", "0.1", "n/a", "n/a", "N", "08/2023", "Incumbent"),
        (BAKER, "3", "FT", "1", "55.00", "20", "0.1", "n/a", "n/a", "N", "08/2023", "Incumbent"),
    ),
    "DWA Reference": (
        ("Element ID", "IWA ID", "DWA ID", "DWA Title"),
        ("4.A.3.a.2", "4.A.3.a.2.I01", "4.A.3.a.2.I01.D01", "Handle dough."),
        ("4.A.3.a.2", "4.A.3.a.2.I01", "4.A.3.a.2.I01.D02", "Clean craters."),
    ),
    "Content Model Reference": (
        ("Element ID", "Element Name", "Description"),
        ("4.A.3.a.2", "Handling and Moving Objects", "Using hands."),
    ),
    "Tasks to DWAs": (
        ("O*NET-SOC Code", "Task ID", "DWA ID", "Date", "Domain Source"),
        (BAKER, "1", "4.A.3.a.2.I01.D02", "07/2014", "Analyst"),
        (BAKER, "2", "4.A.3.a.2.I01.D01", "07/2014", "Analyst"),
        (TASTER, "4", "4.A.3.a.2.I01.D01", "07/2014", "Analyst"),
    ),
    "Technology Skills": (
        ("O*NET-SOC Code", "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"),
        (BAKER, "OvenSoft", "43230000", "Oven software", "Y", "Y"),
        (BAKER, 'Rim "13" charts', "43230001", "Chart software", "N", "N"),
        (TASTER, "OvenSoft", "43230000", "Oven software", "Y", "N"),
    ),
    "Education, Training, and Experience": (
        (
            *("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Category", "Data Value", "N"),
            *("Standard Error", "Lower CI Bound", "Upper CI Bound", "Recommend Suppress", "Date", "Domain Source"),
        ),
        (BAKER, "2.D.1", "Education", "RL", "1", "75.00", "20", "5.0", "n/a", "n/a", "N", "08/2023", "Incumbent"),
        (BAKER, "2.D.1", "Education", "RL", "2", "25.00", "20", "5.0", "n/a", "n/a", "N", "08/2023", "Incumbent"),
        (TASTER, "2.D.1", "Education", "RL", "1", "0.00", "20", "0.0", "n/a", "n/a", "N", "08/2023", "Incumbent"),
    ),
    "Education, Training, and Experience Categories": (
        ("Element ID", "Element Name", "Scale ID", "Category", "Category Description"),
        ("2.D.1", "Education", "RL", "1", "Crater School - the lower one"),
        ("2.D.1", "Education", "RL", "2", "Rim College"),
    ),
    "Job Zones": (
        ("O*NET-SOC Code", "Job Zone", "Date", "Domain Source"),
        (BAKER, "2", "08/2022", "Analyst"),
    ),
    "Job Zone Reference": (
        ("Job Zone", "Name", "Experience", "Education", "Job Training", "Examples", "SVP Range"),
        ("2", "Job Zone Two: Some", "Some.", "Usually Crater School.", "Some.", "Bakers.", "(4 to 6)"),
    ),
    "Related Occupations": (
        ("O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index"),
        (BAKER, OTHER, "Supplemental", "2"),
        (BAKER, TASTER, "Primary-Short", "1"),
    ),
    "Alternate Titles": (
        ("O*NET-SOC Code", "Alternate Title", "Short Title", "Source(s)"),
        (BAKER, "Lunar Loaf Maker", "LLM", "02,10"),
        (BAKER, "Office Manager", "n/a", "02"),
        (TASTER, "Crumb Judge", "n/a", "08"),
        (TASTER, "Lunar Loaf Maker", "n/a", "08"),
    ),
    "Sample of Reported Titles": (
        ("O*NET-SOC Code", "Reported Job Title", "Shown in My Next Move"),
        (BAKER, "Head Baker", "Y"),
    ),
}
"""A release of O*NET with all that is imported of it: table by table, the header first."""

READ_ME = "O*NET 29.9 Database\nAugust 2024 Release\n-------------------\n"

OEWS_COLUMNS = (
    *("AREA", "I_GROUP", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "H_MEAN", "A_MEAN"),
    *("H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"),
    *("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90", "ANNUAL", "HOURLY"),
)


def pay(
    code: str, title: str, people: str, hourly: Sequence[str], yearly: Sequence[str], group: str = "detailed"
) -> list[str]:
    """A row of OEWS: hourly and yearly pay as mean, 10th, 25th, 50th, 75th and 90th percentile."""
    return ["99", "cross-industry", code, title, group, people, hourly[0], yearly[0], *hourly[1:], *yearly[1:], "", ""]


BAKER_PAY = ("20", "10", "15", "18", "25", "30")
OEWS: Rows = (
    OEWS_COLUMNS,
    pay("51-9900", "Moon Trades", "900", BAKER_PAY, ("41000", "20000", "30000", "40000", "50000", "60000"), "broad"),
    pay("51-9901", "Moon Bakers", "500", BAKER_PAY, ("41000", "20000", "30000", "40000", "50000", "60000")),
    pay("51-9902", "Moon Surgeons", "**", BAKER_PAY, ("250000", "100000", "200000", "#", "#", "#")),
    pay("51-9903", "Moon Actors", "10", ("20.5", "10", "15", "18.5", "#", "#"), ("*",) * 6),
    pay("51-9999", "Moon Workers, All Other", "70", ("*",) * 6, ("*",) * 6),
    pay("13-1020", "Buyers of Moons", "80", BAKER_PAY, ("51000", "30000", "40000", "50000", "60000", "70000")),
)

PLACED_COLUMNS = (
    *("AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "I_GROUP", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP"),
    *("EMP_PRSE", "JOBS_1000", "LOC_QUOTIENT", "H_MEAN", "A_MEAN", "MEAN_PRSE"),
    *("H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"),
    *("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90", "ANNUAL", "HOURLY"),
)
TEXAS = ("48", "Moon Texas", "2", "TX")
CRATER = ("12420", "Crater-Rim, TX-AR", "4", "TX")
OUTSIDE = ("00001", "Far Texas nonmetropolitan area", "6", "TX")


def pay_in(
    place: Sequence[str],
    code: str,
    title: str,
    yearly: Sequence[str],
    hourly: Sequence[str] = BAKER_PAY,
    rates: Sequence[str] = ("500", "2.5", "1.25", "0.8"),
    error: str = "1.5",
) -> list[str]:
    """A row of OEWS by place: pay as in `pay`; people with their error, jobs per 1,000, location quotient."""
    marks = ("TRUE" if set(hourly) == {"*"} else "", "TRUE" if set(yearly) == {"*"} else "")
    figures = (hourly[0], yearly[0], error, *hourly[1:], *yearly[1:])
    return [*place, "cross-industry", code, title, "detailed", *rates, *figures, *marks]


PLACED: Rows = (
    PLACED_COLUMNS,
    pay_in(TEXAS, "51-9901", "Moon Bakers", ("42000", "22000", "32000", "42000", "52000", "62000")),
    pay_in(TEXAS, "51-9902", "Moon Surgeons", ("250000", "100000", "200000", "#", "#", "#"), ("*",) * 6),
    pay_in(TEXAS, "51-9903", "Moon Actors", ("*",) * 6, ("20.5", "10", "15", "18.5", "#", "#")),
    pay_in(
        CRATER,
        "51-9901",
        "Moon Bakers",
        ("45000", "25000", "35000", "45000", "55000", "65000"),
        rates=("**", "**", "*", "*"),
        error="4",
    ),
    pay_in(OUTSIDE, "51-9901", "Moon Bakers", ("30000", "20000", "25000", "30000", "35000", "40000")),
)
"""Pay in a state, in a metro, and outside of the metros of the state."""

EP: Rows = (
    ("Table 1.2 Occupational projections", *[""] * 11),
    (
        *("2024 National Employment Matrix title", "2024 National Employment Matrix code", "Occupation type"),
        *("Employment, 2024", "Employment, 2034", "Employment change, numeric, 2024\N{EN DASH}34"),
        *("Employment change, percent, 2024\N{EN DASH}34", "Occupational openings, 2024\N{EN DASH}34 annual average"),
        *("Median annual wage, dollars, 2024[1]", "Typical education needed for entry"),
        "Work experience in a related occupation",
        "Typical on-the-job training needed to attain competency in the occupation",
    ),
    ("Total", "00-0000", "Summary", "1.0", "2.0", "1.0", "100.0", "0.5", "40000", *["\N{EM DASH}"] * 3),
    (
        "  Moon Bakers",
        "51-9901",
        "Line item",
        "1.5",
        "1.2",
        "-0.3",
        "-20.0",
        "0.1",
        "40000",
        "Crater School",
        "None",
        "None",
    ),
    ("  Moon Surgeons", "51-9902", "Line item", "2", "3", "1", "50", "0.2", ">=$239,200", *["\N{EM DASH}"] * 3),
    ("Footnotes:", *[""] * 11),
)

HOST = "http://data.europa.eu/esco"
ESCO: dict[str, Rows] = {
    "occupations_en.csv": (
        (
            *("conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "status"),
            *("modifiedDate", "description", "code"),
        ),
        (
            *("Occupation", f"{HOST}/occupation/aaaa-1", "0110", "crater guide", "guide to craters\ncrater guide"),
            *("krater gide", "released", "2022-05-01T00:00:00Z", "Shows craters.\nAll of them.", "0110.1"),
        ),
        (
            *("Occupation", f"{HOST}/occupation/bbbb-2", "0110", "rim guide", "", "", "released"),
            *("2022-06-01T00:00:00Z", "Shows rims.", "0110.2"),
        ),
        (
            *("Occupation", f"{HOST}/occupation/cccc-3", "0110", "old guide", "", "", "obsolete"),
            *("2020-06-01T00:00:00Z", "Is gone.", "0110.3"),
        ),
    ),
    "skills_en.csv": (
        ("conceptType", "conceptUri", "skillType", "preferredLabel"),
        ("KnowledgeSkillCompetence", f"{HOST}/skill/5111", "skill/competence", "point at craters"),
        ("KnowledgeSkillCompetence", f"{HOST}/skill/5222", "knowledge", "lunar geology"),
        ("KnowledgeSkillCompetence", f"{HOST}/skill/5333", "", "wave"),
    ),
    "ISCOGroups_en.csv": (
        ("conceptUri", "code", "preferredLabel"),
        (f"{HOST}/isco/C0110", "0110", "Guides of the moon"),
    ),
    "occupationSkillRelations.csv": (
        ("occupationUri", "relationType", "skillType", "skillUri"),
        (f"{HOST}/occupation/aaaa-1", "optional", "", f"{HOST}/skill/5333"),
        (f"{HOST}/occupation/aaaa-1", "essential", "knowledge", f"{HOST}/skill/5222"),
        (f"{HOST}/occupation/aaaa-1", "essential", "skill/competence", f"{HOST}/skill/5111"),
        (f"{HOST}/occupation/bbbb-2", "optional", "knowledge", f"{HOST}/skill/5222"),
        (f"{HOST}/occupation/dddd-4", "optional", "knowledge", f"{HOST}/skill/5222"),
    ),
}


def to_text(rows: Rows, end: str = "\n") -> str:
    """Rows as tab-separated text without quoting."""
    return "".join("\t".join(row) + end for row in rows)


def to_csv(rows: Rows) -> str:
    """Rows as CSV."""
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()


def to_zip(path: Path, files: Mapping[str, str | bytes]) -> str:
    """A zip of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return str(path)


def to_workbook(path: Path, sheets: Mapping[str, Rows]) -> str:
    """A workbook of these sheets; what looks like a number is one."""
    names = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml" ContentType="text/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{kind}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{links}</Relationships>',
    }
    for n, rows in enumerate(sheets.values(), 1):
        cells = "".join(
            f'<row r="{at}">{"".join(_to_cell(column, at, cell) for column, cell in enumerate(row))}</row>'
            for at, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
    return to_zip(path, parts)


def _to_cell(column: int, row: int, cell: str) -> str:
    place = f"{chr(65 + column // 26 - 1) if column >= 26 else ''}{chr(65 + column % 26)}{row}"
    try:
        return f'<c r="{place}"><v>{float(cell)}</v></c>'
    except ValueError:
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'


def write_onet(folder: Path, tables: Mapping[str, Rows] = ONET, name: str = "db_29_9_text") -> str:
    """A release of O*NET as its text download."""
    texts = {f"{name}/{table}.txt": to_text(rows) for table, rows in tables.items()}
    return to_zip(folder / f"{name}.zip", {f"{name}/Read Me.txt": READ_ME, **texts})


def write_oews(folder: Path, rows: Rows = OEWS, year: int = 2024) -> str:
    """A release of OEWS as its workbook."""
    about = [
        [f"May {year} OEWS Estimates"],
        ["# = a wage equal to or greater than $115.00 per hour or $239,200 per year "],
    ]
    sheets = {f"national_M{year}_dl": rows, "Field Descriptions": about}
    return to_workbook(folder / f"national_M{year}_dl.xlsx", sheets)


def write_placed(folder: Path, rows: Rows = PLACED, year: int = 2024) -> str:
    """A release of OEWS by place as its workbook."""
    about = [
        [f"May {year} OEWS Estimates"],
        ["# = a wage equal to or greater than $115.00 per hour or $239,200 per year "],
    ]
    return to_workbook(folder / f"MSA_M{year}_dl.xlsx", {f"MSA_M{year}": rows, "Field Descriptions": about})


def write_projections(folder: Path, rows: Rows = EP) -> str:
    """A release of the employment projections as its workbook."""
    return to_workbook(folder / "occupation.xlsx", {"Index": [["contents"]], "Table 1.2": rows})


def write_esco(folder: Path, tables: Mapping[str, Rows] = ESCO) -> str:
    """A release of ESCO, both downloads in one zip."""
    name = "ESCO dataset - v9.1 - classification - en - csv.zip"
    return to_zip(folder / name, {table: to_csv(rows) for table, rows in tables.items()})

"""The publishers whose releases can be imported: what each has, where to get it, and which module reads it."""

from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from careercli.datasets.release import Publisher, Release
from careercli.datasets.tables import open_tables
from careercli.model import Source

BLS = "U.S. Bureau of Labor Statistics"


class About(NamedTuple):
    """A publisher's data as a whole, and where a user gets it."""

    source: Source
    get_from: str


ABOUT: dict[Publisher, About] = {
    "onet": About(
        Source(
            title="O*NET Database: tasks, skills, knowledge and more of a thousand occupations",
            publisher="U.S. Department of Labor, Employment and Training Administration",
            kind="database",
            licence="CC BY 4.0",
        ),
        "https://www.onetcenter.org/database.html, the text download (a zip)",
    ),
    "oews": About(
        Source(
            title="Occupational Employment and Wage Statistics: national pay by occupation",
            publisher=BLS,
            kind="statistics",
            licence="public domain",
        ),
        "https://www.bls.gov/oes/tables.htm, national, XLS (a zip)",
    ),
    "projections": About(
        Source(
            title="Employment Projections: growth, openings, and what entry asks for",
            publisher=BLS,
            kind="statistics",
            licence="public domain",
        ),
        "https://www.bls.gov/emp/tables.htm, all occupational tables in XLSX (occupation.xlsx)",
    ),
    "esco": About(
        Source(
            title="ESCO: European Skills, Competences, Qualifications and Occupations",
            publisher="European Commission",
            kind="classification",
            licence="reuse with acknowledgement",
        ),
        "https://esco.ec.europa.eu/en/use-esco/download, CSV, one language and the language-free part (zips)",
    ),
}


def read_releases(publisher: Publisher, paths: Sequence[str]) -> list[Release]:
    """The releases of a publisher in files as it ships them; several only of OEWS, one a year.

    Raises InvalidFileError where they are not, or are not whole.
    """
    releases = getattr(import_module(f"careercli.datasets.{publisher}"), f"read_{publisher}")(open_tables(paths))
    return releases if isinstance(releases, list) else [releases]

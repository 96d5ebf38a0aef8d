"""The publishers whose releases can be imported, by name; and whose release a file is of, by what is inside."""

import re
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath
from typing import get_args

from careercli.datasets.files import File, list_files, name_of, refuse
from careercli.datasets.reader import About
from careercli.datasets.release import Publisher, Release
from careercli.datasets.tables import Tables, normalise, open_tables
from careercli.errors import InvalidFileError

NAMES: tuple[Publisher, ...] = get_args(Publisher)

ONET_COLUMNS = {"o*net soc code", "element id", "scale id", "dwa id", "commodity code"}
"""Columns that only tables of O*NET have; nearly all have one of them."""

ESCO_NAME = re.compile(
    r"(occupations|skills|iscogroups|skillgroups|conceptschemes) [a-z]{2,3}|occupationskillrelations.*"
)


def get_publisher(name: Publisher) -> About:
    """What a publisher has, where to get it, and what reads it."""
    match name:
        case "onet":
            from careercli.datasets.onet import ABOUT
        case "oews":
            from careercli.datasets.oews import ABOUT
        case "projections":
            from careercli.datasets.projections import ABOUT
        case "esco":
            from careercli.datasets.esco import ABOUT
    return ABOUT


def read_releases(publisher: Publisher, paths: Sequence[str]) -> list[Release]:
    """The releases of a publisher in files as it ships them; several only of OEWS, one for each year.

    Raises InvalidFileError if they are none, or are not whole.
    """
    return get_publisher(publisher).read(open_tables(paths))


def read_unnamed(paths: Sequence[str]) -> list[Release]:
    """The releases in files of any publishers. Raises InvalidFileError if the publisher of one is unknown, or if a
    release is not whole."""
    found: dict[Publisher, list[File]] = {}
    labels: dict[Publisher, list[str]] = {}
    unknown: list[File] = []
    unread: list[InvalidFileError] = []
    for path in paths:
        files = list_files([path])
        names: dict[PurePosixPath, set[str]] = {}
        for file in files:
            names.setdefault(PurePosixPath(file.label).parent, set()).add(normalise(file.path.stem))
        by_names = {folder: _find_by_names(of_folder) for folder, of_folder in names.items()}
        for file in files:
            try:
                publisher = by_names[PurePosixPath(file.label).parent] or _find_by_columns(file)
            except InvalidFileError as error:
                publisher = None
                unread.append(error)
            if publisher is None:
                unknown.append(file)
            else:
                found.setdefault(publisher, []).append(file)
                labels.setdefault(publisher, []).append(name_of(path))
    if len(found) == 1:  # what is beside the tables of one publisher is its own: a Read Me, a list of places
        next(iter(found.values())).extend(unknown)
    elif unknown or not found:
        raise unread[0] if unread else _unknown(unknown[0].label if unknown else " and ".join(map(name_of, paths)))
    return [
        release
        for publisher, files in found.items()
        for release in get_publisher(publisher).read(Tables(files, " and ".join(dict.fromkeys(labels[publisher]))))
    ]


def _find_by_names(names: Collection[str]) -> Publisher | None:
    """The publisher whose tables are called so, which costs no reading."""
    if "occupation data" in names:
        return "onet"
    if {"release", "areas", "occupations"} <= {*names}:
        return "oews"
    return "esco" if any(map(ESCO_NAME.fullmatch, names)) else None


def _find_by_columns(file: File) -> Publisher | None:
    """The publisher whose columns a table has. Raises InvalidFileError if it cannot be read."""
    from careercli.datasets.projections import is_projections  # the readers are imported when they are needed

    tables = Tables([file], file.label)
    sheets = tables.open_sheets(file.path.stem)
    if is_projections(tables):
        return "projections"
    for table in (sheets.find(name) for name in sheets.names) if sheets else (tables.find(file.path.stem),):
        columns = {normalise(column) for column in table.columns} if table else set()
        if "occ code" in columns:
            return "oews"
        if columns & ONET_COLUMNS:
            return "onet"
    return None


def _unknown(label: str) -> InvalidFileError:
    remedy = f"name it first ({', '.join(NAMES)}), such as `careercli import onet FILE`"
    return refuse(label, 1, "CC108", "the publisher is unknown", f"a release of {', '.join(NAMES)}", remedy)

"""The publishers whose releases can be imported, by name."""

from collections.abc import Sequence
from typing import get_args

from careercli.datasets.reader import About
from careercli.datasets.release import Publisher, Release
from careercli.datasets.tables import open_tables

NAMES: tuple[Publisher, ...] = get_args(Publisher)


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

"""Results to text: one module per format, each a `Renderer`."""

from collections.abc import Sized
from typing import Protocol, assert_never

from msgspec import Struct

from careercli.documents import Document, Format
from careercli.model import SECTIONS, Section


class Style(Struct, frozen=True):
    """How a document is to look, and which parts of it were asked for, so that no other reads "not stated".

    `draw`: lines, bars and arrows can be shown; `plain`: lists in place of columns and charts, for screen readers;
    `links`: sources are links; `indent`: JSON over several lines; `brief`: the answer alone; `cuts`: a title may be
    cut to keep a line in the width; `full`, `limit`: what a reader asks for to see all of it, and more of a
    list.
    """

    width: int = 80
    color: bool = False
    draw: bool = True
    plain: bool = False
    links: bool = False
    indent: bool = False
    brief: bool = False
    cuts: bool = True
    sections: tuple[str, ...] = ()
    only: str | None = None
    full: str = "--full"
    limit: str = "--limit"

    def shows_items(self, section: Section, items: Sized) -> bool:
        """True for a section of items that was asked for; of one that few sources know only if there are items."""
        is_asked = section in self.sections
        return is_asked or (self.shows(section) and (bool(len(items)) or not SECTIONS[section].is_rare))

    def shows(self, section: str) -> bool:
        """True if a section was asked for, or none was named."""
        return not self.sections or section in self.sections


class Renderer(Protocol):
    """What the module of a format has."""

    def render(self, document: Document, style: Style) -> str:
        """The document as text."""


def get_renderer(format: Format) -> Renderer:
    """The module that renders a format; only that one is loaded."""
    match format:
        case "table":
            from careercli.render import table

            return table
        case "json":
            from careercli.render import json

            return json
        case "csv":
            from careercli.render import csv

            return csv
        case "markdown":
            from careercli.render import markdown

            return markdown
        case "html":
            from careercli.render import html

            return html
        case _:
            assert_never(format)


def render(document: Document, format: Format, style: Style) -> str:
    """A document as text in a format."""
    return get_renderer(format).render(document, style)

"""Results to text: one module per format, each with a function for each kind of document."""

from importlib import import_module
from typing import NamedTuple

from careercli.documents import (
    Comparison,
    DatasetList,
    RoleDocument,
    RoleList,
    SearchResults,
)

Document = Comparison | RoleDocument | RoleList | SearchResults | DatasetList
"""What can be rendered."""

RENDERERS: dict[type, str] = {
    Comparison: "render_comparison",
    RoleDocument: "render_role",
    RoleList: "render_list",
    SearchResults: "render_search",
    DatasetList: "render_datasets",
}
"""The function that each module has for each kind of document."""


class Style(NamedTuple):
    """How a document is to look: columns to fill, whether to colour, whether lines, bars and arrows can be drawn; and
    which parts were asked for, so that what was left out does not read "not stated"."""

    width: int = 80
    color: bool = False
    draw: bool = True
    sections: tuple[str, ...] = ()
    only: str | None = None

    def shows(self, section: str) -> bool:
        """Whether a section was asked for; all are where none is named."""
        return not self.sections or section in self.sections


def render(document: Document, format: str, style: Style) -> str:
    """A document as text in the format that the module of that name renders."""
    module = import_module(f"careercli.render.{format}")
    text: str = getattr(module, RENDERERS[type(document)])(document, style)
    return text

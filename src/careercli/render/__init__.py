"""Results to text: one module per format, each with `render_comparison`, `render_role` and `render_list`."""

from importlib import import_module
from typing import NamedTuple

from careercli.model import Comparison, RoleDocument, RoleList

Document = Comparison | RoleDocument | RoleList
"""What can be rendered."""


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
    if isinstance(document, Comparison):
        text: str = module.render_comparison(document, style)
    elif isinstance(document, RoleDocument):
        text = module.render_role(document, style)
    else:
        text = module.render_list(document, style)
    return text

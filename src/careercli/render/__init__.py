"""Results to text: one module per format, each with `render_comparison`, `render_role` and `render_list`."""

from importlib import import_module
from typing import NamedTuple

from careercli.model import Comparison, RoleDocument, RoleList

Document = Comparison | RoleDocument | RoleList
"""What can be rendered."""


class Style(NamedTuple):
    """How a table may look: columns to fill, whether to colour, and whether lines, bars and arrows can be drawn."""

    width: int
    color: bool
    draw: bool


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

"""JSON: the documents of the contract (docs/json-output.md), as they are."""

from typing import Any

import msgspec

from careercli.comparison.sections import select_brief, select_brief_role
from careercli.documents import Comparison, Document, RoleDocument
from careercli.errors import CareercliError, ErrorBody, ErrorDocument
from careercli.render import Style


def render_json(value: Any) -> str:
    """Any value as JSON, indented by two, with a line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def select(document: Document) -> Document:
    """What the brief form has of a document: a comparison or a role is without its sections."""
    match document:
        case Comparison():
            return select_brief(document)
        case RoleDocument():
            return select_brief_role(document)
        case _:
            return document


def render(document: Document, style: Style) -> str:
    """A document as JSON: indented, or on one line."""
    if style.brief:
        document = select(document)
    return render_json(document) if style.indent else msgspec.json.encode(document).decode() + "\n"


def render_error(error: CareercliError) -> str:
    """What --json prints instead of a result."""
    body = ErrorBody(error.code, error.message, error.problems, error.candidates, error.places)
    return render_json(ErrorDocument(body))

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


def render(document: Document, style: Style) -> str:
    """A document as JSON: indented, or on one line; the brief one of a comparison or role is without its sections."""
    if style.brief:
        match document:
            case Comparison():
                document = select_brief(document)
            case RoleDocument():
                document = select_brief_role(document)
    return render_json(document) if style.indent else msgspec.json.encode(document).decode() + "\n"


def render_error(error: CareercliError) -> str:
    """What --json prints instead of a result."""
    body = ErrorBody(error.code, error.message, error.problems, error.candidates, error.places)
    return render_json(ErrorDocument(body))

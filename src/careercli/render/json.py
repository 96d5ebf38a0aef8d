"""JSON: the documents of the contract (docs/json-output.md), as they are."""

from typing import Any

import msgspec

from careercli.documents import Document
from careercli.errors import CareercliError, ErrorBody, ErrorDocument
from careercli.render import Style


def render_json(value: Any) -> str:
    """Any value as JSON, indented by two, with a line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def render(document: Document, style: Style) -> str:
    """A document as JSON, which has no style."""
    return render_json(document)


def render_error(error: CareercliError) -> str:
    """What --json prints instead of a result."""
    return render_json(ErrorDocument(ErrorBody(error.code, error.message, error.problems, error.candidates)))

"""JSON: the documents of the contract (docs/json-output.md), as they are."""

from typing import Any

import msgspec

from careercli.errors import CareercliError, ErrorBody, ErrorDocument
from careercli.model import Comparison, RoleDocument, RoleList
from careercli.render import Style


def render_json(value: Any) -> str:
    """Any value as JSON, indented by two, with a line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def render_comparison(comparison: Comparison, style: Style) -> str:
    """The comparison; JSON has no style."""
    return render_json(comparison)


def render_role(document: RoleDocument, style: Style) -> str:
    """The role; JSON has no style."""
    return render_json(document)


def render_list(roles: RoleList, style: Style) -> str:
    """The roles; JSON has no style."""
    return render_json(roles)


def render_error(error: CareercliError) -> str:
    """What --json prints instead of a result."""
    return render_json(ErrorDocument(ErrorBody(error.code, error.message, error.problems)))

"""JSON: the documents of the contract (docs/json-output.md), as they are."""

from typing import Any

import msgspec

from careercli.documents import (
    Comparison,
    DatasetList,
    RoleDocument,
    RoleList,
    SearchResults,
)
from careercli.errors import CareercliError, ErrorBody, ErrorDocument
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


def render_search(results: SearchResults, style: Style) -> str:
    """What a search found; JSON has no style."""
    return render_json(results)


def render_datasets(datasets: DatasetList, style: Style) -> str:
    """The datasets; JSON has no style."""
    return render_json(datasets)


def render_error(error: CareercliError) -> str:
    """What --json prints instead of a result."""
    return render_json(ErrorDocument(ErrorBody(error.code, error.message, error.problems)))

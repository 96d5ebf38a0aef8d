"""The JSON Schemas of the role file and of each JSON document, made from the types themselves."""

from typing import Any

import msgspec

from careercli.entries import RoleFile
from careercli.errors import CheckDocument, ErrorDocument
from careercli.model import Comparison, DatasetList, RoleDocument, RoleList, SearchResults

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: dict[str, type] = {
    "comparison": Comparison,
    "role": RoleDocument,
    "list": RoleList,
    "search": SearchResults,
    "datasets": DatasetList,
    "error": ErrorDocument,
    "check": CheckDocument,
}


def get_schema(name: str) -> dict[str, Any]:
    """The JSON Schema called `name`: "role-file" or one of DOCUMENTS, else KeyError.

    In a document every key is always there.
    """
    if name == "role-file":
        return {"$schema": DIALECT, **msgspec.json.schema(RoleFile)}
    schema = {"$schema": DIALECT, **msgspec.json.schema(DOCUMENTS[name])}
    for definition in schema["$defs"].values():
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
            definition.pop("additionalProperties", None)
    return schema

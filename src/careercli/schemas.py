"""The JSON Schemas of the role file and of each JSON document, made from the types themselves."""

from typing import Any

import msgspec

from careercli.errors import CheckDocument, ErrorDocument
from careercli.model import Comparison, RoleDocument, RoleList
from careercli.role_file import RoleFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: dict[str, type] = {
    "comparison": Comparison,
    "role": RoleDocument,
    "list": RoleList,
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

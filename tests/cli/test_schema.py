"""`careercli schema`, and that what is printed and bundled keeps to the schemas."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from careercli.catalog.box import find_bundled_roles
from program import Result

Call = Callable[..., Result]
NAMES = ("role-file", "comparison", "role", "list", "error")


def _validator(call: Call, name: str) -> Draft202012Validator:
    schema: dict[str, Any] = json.loads(call("schema", name, "--json").out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("comparison", ("compare", "practice-manager", "office-manager")),
        ("comparison", ("compare", "office-manager", "medical-office-manager", "practice-administrator")),
        ("comparison", ("compare", "office-manager", "medical-office-manager", "--section", "skills")),
        ("role", ("show", "practice-administrator")),
        ("role", ("show", "medical-office-manager", "--section", "skills")),
        ("list", ("list",)),
        ("error", ("show", "astronaut")),
    ],
)
def test_documents_keep_to_their_schemas(call: Call, name: str, args: tuple[str, ...]) -> None:
    """What --json prints is valid by the schema of its kind."""
    document = json.loads(call(*args, "--json").out)
    _validator(call, name).validate(document)


@pytest.mark.parametrize("name", NAMES[1:])
def test_every_key_of_a_document_is_required(call: Call, name: str) -> None:
    """No key of a document may vanish: its schema requires each one."""
    schema = json.loads(call("schema", name).out)
    for definition in schema["$defs"].values():
        assert definition.get("required", []) == list(definition.get("properties", []))


def test_a_document_without_a_key_is_refused(call: Call) -> None:
    """The schema of a comparison refuses a row without its status and a gap without its notes."""
    validator = _validator(call, "comparison")
    document = json.loads(call("compare", "practice-manager", "office-manager", "--json").out)
    del document["duties"][0]["status"]
    del document["salary"]["gaps"][0]["notes"]
    assert len(list(validator.iter_errors(document))) == 2


def test_the_bundled_file_keeps_to_its_schema(call: Call) -> None:
    """The role file that ships is valid by the role file's schema, as an editor applies it."""
    bundled = yaml.safe_load(find_bundled_roles().read_text("utf-8"))
    _validator(call, "role-file").validate(bundled)


def test_a_wrong_role_file_is_refused_by_its_schema(call: Call) -> None:
    """An unknown key, a bad id and a negative salary are refused by the schema as by the program."""
    validator = _validator(call, "role-file")
    wrong: list[dict[str, Any]] = [{"title": "X", "wage": 1}, {"title": "X", "salary": -1}, {"aliases": []}]
    for role in wrong:
        assert not validator.is_valid({"roles": {"x": role}})
    assert not validator.is_valid({"roles": {"Bad Id": {"title": "X"}}})
    assert validator.is_valid({"roles": {"x": {"title": "X", "salary": 61000, "duties": ["Order supplies"]}}})

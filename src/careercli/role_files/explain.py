"""Explains why a file is invalid: walks the tree beside the schema's types. Only invalid files come here."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import inspect

from careercli.entries import CURRENCY_PATTERN
from careercli.model import ID_PATTERN, VISIBLE_PATTERN
from careercli.role_files.yaml_tree import MAX_ECHO, NUMBER, SIGNED, Tree
from careercli.text import find_nearest

Steps = tuple[str | int, ...]
Found = tuple[Steps, str, str, str, str]
"""Place, code, message, what was expected, remedy."""

WORDS: dict[type[inspect.Type], str] = {
    inspect.IntType: "a whole number, such as 61000",
    inspect.FloatType: "a plain decimal number, such as 61000",
    inspect.BoolType: "true or false",
    inspect.DictType: "a mapping of ids",
    inspect.VarTupleType: "a list",
}
FILL_IN = "fill it in, or remove the key"
ID = "lower-case letters, digits and single hyphens, 64 at most"


def find_problems(tree: Tree, schema: type) -> Iterator[Found]:
    """Everything that keeps the tree from being a value of the schema."""
    yield from _walk(tree.root, inspect.type_info(schema), ())


def _show(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return repr(value if len(value) <= MAX_ECHO else f"{value[:MAX_ECHO]}...")


def _walk(value: Any, kind: inspect.Type, at: Steps) -> Iterator[Found]:
    if isinstance(kind, inspect.UnionType):
        yield from _walk_union(value, kind, at)
    elif value is None:
        yield at, "CC026", "found nothing", _describe(kind), FILL_IN
    elif isinstance(kind, inspect.StructType):
        yield from _walk_struct(value, kind, at)
    elif isinstance(kind, inspect.DictType):
        yield from _walk_mapping(value, kind, at)
    elif isinstance(kind, inspect.VarTupleType | inspect.TupleType):
        yield from _walk_list(value, kind, at)
    elif isinstance(value, dict | list):
        yield at, "CC022", f"found {_show(value)}", _describe(kind), "write a single value"
    else:
        yield from _walk_scalar(value, kind, at)


def _walk_union(value: Any, kind: inspect.UnionType, at: Steps) -> Iterator[Found]:
    kinds = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
    if value is None and len(kinds) < len(kind.types):
        return
    lists = inspect.VarTupleType | inspect.TupleType
    fitting: list[inspect.Type] = []
    if len(kinds) == 1:
        fitting = kinds
    elif isinstance(value, dict):
        fitting = [one for one in kinds if isinstance(one, inspect.StructType)]
    elif isinstance(value, list):
        fitting = [one for one in kinds if isinstance(one, lists)]
    elif value is not None:
        fitting = [one for one in kinds if not isinstance(one, inspect.StructType | lists)]
    if fitting:
        yield from _walk(value, fitting[-1], at)
    elif value is None:
        yield at, "CC026", "found nothing", _describe(kind), FILL_IN
    else:
        yield at, "CC022", f"found {_show(value)}", _describe(kind), "see docs/role-files.md"


def _walk_struct(value: Any, kind: inspect.StructType, at: Steps) -> Iterator[Found]:
    if not isinstance(value, dict):
        yield at, "CC022", f"found {_show(value)}", _describe(kind), "write its fields, one to a line"
        return
    fields = {field.encode_name: field for field in kind.fields}
    for name, below in value.items():
        if name not in fields:
            near = find_nearest(name, fields)
            remedy = f"did you mean {near[0]!r}?" if near else "remove it"
            yield (*at, name), "CC020", f"unknown field {_show(name)}", f"one of {', '.join(fields)}", remedy
        elif below is not None or fields[name].required:
            yield from _walk(below, fields[name].type, (*at, name))
    for name, field in fields.items():
        if field.required and name not in value:
            yield at, "CC021", f"the field {name!r} is missing", _describe(field.type), f"add `{name}:`"


def _walk_mapping(value: Any, kind: inspect.DictType, at: Steps) -> Iterator[Found]:
    if not isinstance(value, dict):
        yield at, "CC022", f"found {_show(value)}", _describe(kind), "write each entry under its id"
        return
    if len(value) < (kind.min_length or 0):
        yield at, "CC031", "the file has no roles", "one role at least", "add a role"
    for name, below in value.items():
        yield from _walk_scalar(name, kind.key_type, (*at, name))
        yield from _walk(below, kind.value_type, (*at, name))


def _walk_list(value: Any, kind: inspect.VarTupleType | inspect.TupleType, at: Steps) -> Iterator[Found]:
    if not isinstance(value, list):
        remedy = "write a list: [one, two], or one entry to a line, each after -"
        yield at, "CC022", f"found {_show(value)}", _describe(kind), remedy
    elif isinstance(kind, inspect.TupleType):
        if len(value) != len(kind.item_types):
            yield at, "CC022", f"found a list of {len(value)}", _describe(kind), "write exactly these"
            return
        for index, (below, one) in enumerate(zip(value, kind.item_types, strict=True)):
            yield from _walk(below, one, (*at, index))
    elif kind.max_length and len(value) > kind.max_length:
        yield at, "CC019", f"found {len(value):,} entries", f"at most {kind.max_length:,}", "shorten the list"
    elif len(value) < (kind.min_length or 0):
        yield at, "CC026", "found an empty list", "one entry at least", FILL_IN
    else:
        for index, below in enumerate(value):
            yield from _walk(below, kind.item_type, (*at, index))


def _walk_scalar(value: str, kind: inspect.Type, at: Steps) -> Iterator[Found]:
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        signed = kind.ge is None or kind.ge < 0
        if not (SIGNED if signed else NUMBER).fullmatch(value) or _is_outside(value, kind):
            remedy = "write digits only: no sign, no currency, no thousands separators, no range"
            yield at, "CC023", f"found {_show(value)}", _describe(kind), remedy
    elif isinstance(kind, inspect.LiteralType | inspect.BoolType):
        words = [str(one) for one in kind.values] if isinstance(kind, inspect.LiteralType) else ["true", "false"]
        if value not in words:
            (near,) = find_nearest(value, words) or words[:1]
            yield at, "CC024", f"found {_show(value)}", _describe(kind), f"write {near}"
    elif isinstance(kind, inspect.StrType):
        yield from _walk_text(value, kind, at)


def _walk_text(value: str, kind: inspect.StrType, at: Steps) -> Iterator[Found]:
    is_too_long = kind.max_length is not None and len(value) > kind.max_length
    fits = kind.pattern is None or re.search(kind.pattern, value)
    if kind.pattern == ID_PATTERN:
        if is_too_long or not fits:
            slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:64].strip("-")
            yield at, "CC025", f"{_show(value)} is not a valid id", ID, f"write {slug!r}" if slug else "choose another"
    elif not fits and not re.search(VISIBLE_PATTERN, value):
        yield at, "CC026", "found a text without a visible character", "text", FILL_IN
    elif not fits and kind.pattern == CURRENCY_PATTERN:
        expected = "a currency's code of three capital letters, such as USD"
        is_small = re.search(CURRENCY_PATTERN, value.upper())
        remedy = f"write {value.upper()}" if is_small else "write the code (ISO 4217)"
        yield at, "CC027", f"found {_show(value)}", expected, remedy
    elif is_too_long:
        yield at, "CC018", "the text is too long", f"at most {kind.max_length:,} characters", "shorten it"


def _is_outside(value: str, kind: inspect.IntType | inspect.FloatType) -> bool:
    if isinstance(kind, inspect.IntType) and "." in value:
        return True
    number = float(value[:400])
    return (kind.ge is not None and number < kind.ge) or (kind.le is not None and number > kind.le)


def _describe(kind: inspect.Type) -> str:
    """The kind of value that is expected, in words."""
    match kind:
        case inspect.UnionType():
            kinds = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
            if any(isinstance(one, inspect.FloatType) for one in kinds):
                kinds = [one for one in kinds if not isinstance(one, inspect.IntType)]
            words = " or ".join(dict.fromkeys(map(_describe, kinds)))
        case inspect.IntType() if kind.le is not None and kind.le < 10**6:
            words = f"a whole number from {kind.ge} to {kind.le}"
        case inspect.LiteralType():
            words = f"one of {', '.join(map(str, kind.values))}"
        case inspect.StructType():
            words = f"a mapping with {', '.join(field.encode_name for field in kind.fields[:4])}"
        case inspect.TupleType():
            words = f"a list of {len(kind.item_types)} numbers"
        case _:
            words = WORDS.get(type(kind), "text")
    return words

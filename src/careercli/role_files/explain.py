"""All that is wrong with a role file: the schema's types walked beside it. Only invalid files come here."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from msgspec import inspect

from careercli.model import ID_PATTERN
from careercli.role_files.yaml_tree import (
    MAX_ECHO,
    NUMBER,
    SIGNED,
    Tree,
)

MANY = 200
"""A mapping with more fields than any role has: looking for the likest of each would take seconds."""

Steps = tuple[str | int, ...]
Found = tuple[Steps, str, str, str, str]
"""Where, the code, what is wrong, what was expected, how to mend it."""


def find_problems(tree: Tree, schema: type) -> Iterator[Found]:
    """What keeps the tree from being a value of the schema."""
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
        if not isinstance(kind, inspect.NoneType):
            yield at, "CC026", "nothing stands here", _due(kind), "fill it in, or leave the key out"
    elif isinstance(kind, inspect.StructType):
        yield from _walk_struct(value, kind, at)
    elif isinstance(kind, inspect.DictType):
        yield from _walk_mapping(value, kind, at)
    elif isinstance(kind, inspect.VarTupleType | inspect.TupleType):
        yield from _walk_list(value, kind, at)
    elif isinstance(value, dict | list):
        yield at, "CC022", f"{_show(value)} stands here", _due(kind), "write a single value"
    else:
        yield from _walk_scalar(value, kind, at)


def _walk_union(value: Any, kind: inspect.UnionType, at: Steps) -> Iterator[Found]:
    kinds = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
    if value is None and len(kinds) < len(kind.types):
        return
    fitting: list[inspect.Type] = []
    if isinstance(value, dict):
        fitting = [one for one in kinds if isinstance(one, inspect.StructType)]
    elif isinstance(value, list):
        fitting = [one for one in kinds if isinstance(one, inspect.VarTupleType | inspect.TupleType)]
    elif value is not None:
        fitting = [one for one in kinds if not isinstance(one, inspect.StructType | inspect.VarTupleType)]
    if fitting:
        yield from _walk(value, fitting[-1], at)
    elif value is None:
        yield at, "CC026", "nothing stands here", " or ".join(map(_due, kinds)), "fill it in, or leave the key out"
    else:
        due = " or ".join(dict.fromkeys(map(_due, kinds)))
        yield at, "CC022", f"{_show(value)} stands here", due, "write it as the format has it (docs/role-files.md)"


def _walk_struct(value: Any, kind: inspect.StructType, at: Steps) -> Iterator[Found]:
    if not isinstance(value, dict):
        yield at, "CC022", f"{_show(value)} stands here", _due(kind), "write its fields, one to a line"
        return
    fields = {field.encode_name: field for field in kind.fields}
    for name, below in value.items():
        if name not in fields:
            near = get_close_matches(name, fields, 1) if len(value) < MANY else []
            known = ", ".join(fields)
            remedy = f"did you mean {near[0]!r}?" if near else "leave it out"
            yield (*at, name), "CC020", f"no field is called {_show(name)}", f"one of {known}", remedy
        elif below is not None or fields[name].required:
            yield from _walk(below, fields[name].type, (*at, name))
    for name, field in fields.items():
        if field.required and name not in value:
            yield at, "CC021", f"the field {name!r} is missing", _due(field.type), f"add `{name}:`"


def _walk_mapping(value: Any, kind: inspect.DictType, at: Steps) -> Iterator[Found]:
    if not isinstance(value, dict):
        yield at, "CC022", f"{_show(value)} stands here", _due(kind), "write each entry under its id"
        return
    if len(value) < (kind.min_length or 0):
        yield at, "CC031", "the file has no roles", "one role at least", "add a role"
    for name, below in value.items():
        if isinstance(kind.key_type, inspect.LiteralType):
            yield from _walk_scalar(name, kind.key_type, (*at, name))
        elif isinstance(kind.key_type, inspect.StrType) and not _is_id(name, kind.key_type):
            slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:64]
            remedy = f"write {_show(slug)}" if slug else "choose another"
            due = "lower-case letters, digits and single hyphens, 64 at most"
            yield (*at, name), "CC025", f"{_show(name)} is no id", due, remedy
        yield from _walk(below, kind.value_type, (*at, name))


def _walk_list(value: Any, kind: inspect.VarTupleType | inspect.TupleType, at: Steps) -> Iterator[Found]:
    if not isinstance(value, list):
        yield (
            at,
            "CC022",
            f"{_show(value)} stands here",
            _due(kind),
            "write a list: [one, two], or one to a line behind -",
        )
        return
    if isinstance(kind, inspect.TupleType):
        if len(value) != len(kind.item_types):
            yield at, "CC022", f"{len(value)} values stand here", _due(kind), "write just these"
            return
        kinds = list(kind.item_types)
    elif kind.max_length and len(value) > kind.max_length:
        yield at, "CC019", f"{len(value):,} entries stand here", f"at most {kind.max_length:,}", "shorten the list"
        return
    else:
        kinds = [kind.item_type] * len(value)
    for index, (below, one) in enumerate(zip(value, kinds, strict=True)):
        yield from _walk(below, one, (*at, index))


def _walk_scalar(value: str, kind: inspect.Type, at: Steps) -> Iterator[Found]:
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        signed = kind.ge is None or kind.ge < 0
        if not (SIGNED if signed else NUMBER).fullmatch(value) or _is_outside(value, kind):
            remedy = "write digits only: no sign, no currency, no thousands separators, no range"
            yield at, "CC023", f"{_show(value)} is no such number", _due(kind), remedy
    elif isinstance(kind, inspect.LiteralType):
        if value not in kind.values:
            near = get_close_matches(value, [str(one) for one in kind.values], 1)
            yield (
                at,
                "CC024",
                f"{_show(value)} is not known here",
                _due(kind),
                f"write {near[0] if near else kind.values[0]}",
            )
    elif isinstance(kind, inspect.BoolType):
        if value not in {"true", "false"}:
            yield at, "CC024", f"{_show(value)} is not known here", "true or false", "write true or false"
    elif isinstance(kind, inspect.StrType):
        if not value.strip():
            yield (
                at,
                "CC026",
                "an empty text stands here",
                "a text that can be seen",
                "fill it in, or leave the key out",
            )
        elif kind.pattern == ID_PATTERN and (
            not re.search(kind.pattern, value) or len(value) > (kind.max_length or len(value))
        ):
            yield (
                at,
                "CC025",
                f"{_show(value)} is no id",
                "lower-case letters, digits and single hyphens",
                "mend the id",
            )


def _is_id(text: str, kind: inspect.StrType) -> bool:
    return bool(re.search(kind.pattern or "", text)) and len(text) <= (kind.max_length or len(text))


def _is_outside(value: str, kind: inspect.IntType | inspect.FloatType) -> bool:
    if isinstance(kind, inspect.IntType) and "." in value:
        return True
    number = float(value[:400])
    low, high = kind.ge, kind.le
    return (low is not None and number < low) or (high is not None and number > high) or 0 < abs(number) < 1e-9


def _due(kind: inspect.Type) -> str:
    """What is due at a place, in words."""
    match kind:
        case inspect.UnionType():
            kinds = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
            due = " or ".join(dict.fromkeys(map(_due, kinds)))
        case inspect.IntType() | inspect.FloatType():
            due = "a plain decimal number, such as 61000"
        case inspect.LiteralType():
            due = f"one of {', '.join(map(str, kind.values))}"
        case inspect.StructType():
            due = f"a mapping with {', '.join(field.encode_name for field in kind.fields[:4])}"
        case inspect.DictType():
            due = "a mapping of ids"
        case inspect.VarTupleType():
            due = "a list"
        case inspect.TupleType():
            due = f"a list of {len(kind.item_types)} numbers"
        case _:
            due = "text"
    return due

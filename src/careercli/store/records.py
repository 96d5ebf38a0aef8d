"""Values as the store keeps them: JSON, whose texts are cleaned again when they are read."""

from typing import Any, TypeVar

import msgspec

from careercli.text import clean

T = TypeVar("T")

_encode = msgspec.json.Encoder().encode


def pack(value: object) -> str:
    """A value as the store keeps it."""
    return _encode(value).decode()


def unpack(packed: object, type: type[T]) -> T:
    """A value that the store keeps, of this type, without anything that a terminal obeys. Raises msgspec.MsgspecError.

    A text that is printable and has no escapes but of quotes, as nearly all are, needs no cleaning.
    """
    if not isinstance(packed, str):
        raise msgspec.ValidationError("not a text")
    if not packed.isprintable() or "\\" in packed.replace('\\"', ""):
        packed = pack(_clean(msgspec.json.decode(packed)))
    return msgspec.json.decode(packed, type=type)


def convert(rows: object, type: type[T]) -> T:
    """The columns of rows as values of this type, cleaned. Raises msgspec.MsgspecError."""
    return msgspec.convert(_clean(rows), type)


def _clean(value: Any) -> Any:
    """The value with all its texts cleaned."""
    if isinstance(value, str):
        return value if value.isprintable() else clean(value)
    if isinstance(value, dict):
        return {clean(key): _clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return value

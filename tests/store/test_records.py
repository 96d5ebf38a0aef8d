"""Records: what is stored is read back, clean, or refused."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercli.datasets.release import RoleRecord
from careercli.model import Source
from careercli.store.records import convert, pack, unpack
from careercli.text import clean

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\x1b\x9b\\"\n[]0m\u202e\xa0'))


@given(texts, texts)
def test_texts_are_cleaned_when_they_are_read(title: str, alias: str) -> None:
    """Every text comes back as `clean` leaves it, however it is written in JSON."""
    record = RoleRecord("id", title, None, (alias,), (), {})
    read = unpack(pack(record), RoleRecord)
    assert (read.title, read.aliases) == (clean(title), (clean(alias),))
    escaped = msgspec.json.encode(record).decode().encode("ascii", "backslashreplace").decode()
    if "\\x" not in escaped and "\\U" not in escaped:
        assert unpack(escaped, RoleRecord) == read


@pytest.mark.parametrize("key", ["\x1b]0;x\x07k", "\\u001bMk", "k\u202e"])
def test_keys_are_cleaned_too(key: str) -> None:
    """The names of scales and of counts are texts as well."""
    packed = f'{{"{key}": 1}}' if "\\" in key else pack({key: 1})
    assert unpack(packed, dict[str, int]) == {"k": 1}


@pytest.mark.parametrize(
    "packed", [None, 7, b"{}", "", "{", '{"title": 7}', '{"title": ""}', "[" * 9_000, '{"title": "\\ud800"}', "\x00"]
)
def test_what_is_no_such_value_is_refused(packed: Any) -> None:
    """Whatever is not a value of the type raises an error that the store explains as damage."""
    with pytest.raises((msgspec.MsgspecError, RecursionError)):
        unpack(packed, Source)


def test_columns_are_converted_and_cleaned() -> None:
    """Columns of rows have their types, and clean texts."""
    assert convert([("a\x1b[1m", 1)], list[tuple[str, int]]) == [("a", 1)]
    for wrong in ([(b"a", 1)], [(None, 1)], [("a", 1.5)], [("a",)]):
        with pytest.raises(msgspec.ValidationError):
            convert(wrong, list[tuple[str, int]])

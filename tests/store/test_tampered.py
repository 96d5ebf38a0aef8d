"""Stores that somebody or something changed: every command answers or says what to do, and nothing reaches a
terminal."""

import json
import os
import random
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from careercli.datasets.publishers import read_releases
from careercli.role_files import read as role_files
from careercli.store import connection
from careercli.store.database import Store
from program import Result
from releases import write_esco
from stores import LONG

MANY = 900 if LONG else 150

BUNDLED = (
    ("compare", "practice-manager", "office-manager"),
    ("show", "office-manager", "--json"),
    ("list",),
    ("list", "--json"),
    ("search", "office", "manager"),
    ("schema", "role"),
)
"""Commands that bundled roles are enough for."""

IMPORTED = (
    ("show", "moon bakers"),
    ("show", "onet-51-9901-00", "--json"),
    ("show", "esco-0110-1", "--format", "csv"),
    ("compare", "51-9901.00", "51-9901.01"),
    ("compare", "51-9901.00", "51-9901.01", "--json"),
    ("compare", "office-manager", "esco-0110-2", "--format", "markdown"),
    ("list", "--dataset", "onet"),
    ("list", "--dataset", "esco", "--format", "csv"),
    ("search", "crater", "moon", "--json"),
    ("search", "bake"),
    ("show", "nobody of that name"),
    ("datasets",),
    ("datasets", "--json"),
    ("datasets", "remove", "oews-2023"),
)

HOSTILE: tuple[Any, ...] = (
    *(None, True, "", " ", 0, -1, 1, 1.5, 10**18, 10**400, 1e308, [], {}, [None], {"a": 1}, "x" * 30_000),
    *(
        "\x1b]0;owned\x07",
        "\x1b[31mred",
        "\x9b1m",
        "a\u202eb",
        "\x00",
        "\n",
        "\u3164",
        "\u200b",
        "=cmd()",
        "$(touch x)",
    ),
    json.loads("[" * 300 + "]" * 300),
)
"""What may come in place of any value."""

TABLES = {
    "datasets": ("n", "name", "publisher", "imported", "head"),
    "items": ("dataset", "place", "item"),
    "roles": ("n", "dataset", "id", "title", "record"),
    "names": ("key", "kind", "role"),
    "figures": ("code", "dataset", "entry"),
    "pay": ("code", "place", "dataset", "cells"),
    "places": ("dataset", "code", "name", "type", "postal"),
    "occupations": ("dataset", "code", "title", "level"),
    "texts_data": ("id", "block"),
    "texts_idx": ("segid", "term", "pgno"),
    "texts_content": ("id", "c0", "c1", "c2", "c3", "c4"),
    "texts_docsize": ("id", "sz"),
    "texts_config": ("k", "v"),
    "sqlite_sequence": ("name", "seq"),
}
PACKED = (("datasets", "head"), ("items", "item"), ("roles", "record"), ("figures", "entry"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled roles are read once, nobody waits long for a lock, and nobody waits for the disk."""
    connect = connection.StoreFile._connect

    def connect_quickly(self: connection.StoreFile, path: Path, mode: str) -> sqlite3.Connection:
        db = connect(self, path, mode)
        db.execute("PRAGMA synchronous = OFF")
        return db

    monkeypatch.setattr(role_files, "load_role_file", _load_once)
    monkeypatch.setattr(connection, "READER_WAIT", 0.05)
    monkeypatch.setattr(connection.StoreFile, "_connect", connect_quickly)


_load_once = cache(role_files.load_role_file)


def flip(draw: random.Random, file: Path) -> None:
    """Some bits are the other way round, in the header or anywhere."""
    data = bytearray(file.read_bytes())
    end = draw.choice((100, 4096, len(data)))
    for _ in range(draw.choice((1, 3, 30))):
        data[draw.randrange(end)] ^= 1 << draw.randrange(8)
    file.write_bytes(data)


def cut(draw: random.Random, file: Path) -> None:
    """The end is missing, at any byte or between pages."""
    size = file.stat().st_size
    os.truncate(file, draw.choice((draw.randrange(size), draw.randrange(200), draw.randrange(size // 4096) * 4096)))


def garble(draw: random.Random, file: Path) -> None:
    """A page is zeros, noise, or another page."""
    data = bytearray(file.read_bytes())
    at, other = (draw.randrange(len(data) // 4096) * 4096 for _ in range(2))
    part = draw.choice((bytes(4096), draw.randbytes(4096), bytes(data[other : other + 4096])))
    length = draw.choice((4096, draw.randrange(1, 4096)))
    data[at : at + length] = part[:length]
    file.write_bytes(data)


def set_values(draw: random.Random, file: Path) -> None:
    """A column holds what its table would not let in: values of other types, nothing, text that is not UTF-8."""
    table = draw.choice([*TABLES])
    column = draw.choice(TABLES[table])
    values = ("NULL", "1.5", "-1", "x'ff00fe'", "CAST(x'ffc0' AS TEXT)", "''", "char(27) || '[1m'", "zeroblob(9000)")
    rows = draw.choice(("", f"WHERE lot(3) = {draw.randrange(3)}"))
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        strict = db.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE '%STRICT%'").fetchall()
        db.execute("UPDATE sqlite_master SET sql = replace(replace(sql, 'STRICT, ', ''), 'STRICT', '')")
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.create_function("lot", 1, draw.randrange)
        with suppress(sqlite3.Error):
            db.execute(f"UPDATE OR REPLACE {table} SET {column} = {draw.choice((*values, column + ' || 1'))} {rows}")
        db.execute("PRAGMA writable_schema = ON")
        for name, sql in strict:
            db.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, name))


def mutate(draw: random.Random, value: Any) -> Any:
    """A value with one part of it replaced, left out or doubled."""
    if isinstance(value, list) and value and draw.random() < 0.9:
        at = draw.randrange(len(value))
        kind = draw.randrange(8)
        return value[:at] + [[], value[at : at + 1] * 2, *[[mutate(draw, value[at])]] * 6][kind] + value[at + 1 :]
    if isinstance(value, dict) and value and draw.random() < 0.9:
        key = draw.choice([*value])
        changed = {name: each for name, each in value.items() if name != key}
        name = draw.choice((key, key, key, key, "other", "\x1b[1m"))
        return changed if draw.random() < 0.1 else {**changed, name: mutate(draw, value[key])}
    return draw.choice(HOSTILE)


def set_parts(draw: random.Random, file: Path) -> None:
    """A part of records is something else."""
    table, column = draw.choice(PACKED)
    with closing(sqlite3.connect(file)) as db, db:
        keys = "n" if table in {"datasets", "roles"} else "dataset, place" if table == "items" else "code, dataset"
        first, _, _ = keys.partition(",")
        for _ in range(draw.choice((1, 5, 40))):
            row = draw.choice(db.execute(f"SELECT {column}, {keys} FROM {table}").fetchall())
            with suppress(ValueError, RecursionError):  # JSON that was torn before
                text = json.dumps(mutate(draw, json.loads(row[0])), ensure_ascii=draw.random() < 0.5)
                if draw.random() < 0.05:
                    text = text[: draw.randrange(len(text))] + draw.choice(("", "NaN", "1e999", "\\ud800", "[" * 9_000))
                db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ? AND {first} = ?", (text, *row[:2]))


def set_rows(draw: random.Random, file: Path) -> None:
    """Rows are missing, or belong to other rows."""
    table = draw.choice([*TABLES])
    columns = TABLES[table]
    some = f"lot(3) = {draw.randrange(3)}"
    with closing(sqlite3.connect(file, isolation_level=None)) as db, suppress(sqlite3.Error):
        db.create_function("lot", 1, draw.randrange)
        if draw.random() < 0.5:
            db.execute(f"DELETE FROM {table} WHERE {draw.choice((some, '1'))}")
        else:
            column = draw.choice(columns)
            other = f"(SELECT {column} FROM {table} ORDER BY lot(1000) LIMIT 1)"
            db.execute(f"UPDATE OR IGNORE {table} SET {column} = {other} WHERE {some}")


def set_schema(draw: random.Random, file: Path) -> None:
    """There are other tables, views, triggers or numbers than ours, or tables share their pages."""
    statements = (
        "CREATE TRIGGER t AFTER DELETE ON datasets BEGIN DELETE FROM roles; END",
        "CREATE VIEW v AS SELECT load_extension('x')",
        "CREATE TABLE '\x1b' AS SELECT * FROM roles",
        "DROP TABLE names",
        "DROP TABLE texts",
        "ALTER TABLE items RENAME TO things",
        "ALTER TABLE roles ADD COLUMN more TEXT",
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 3",
        "PRAGMA application_id = 0",
        "PRAGMA journal_mode = wal",
    )
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        if draw.random() < 0.7:
            db.execute(draw.choice(statements))
            return
        db.execute("PRAGMA writable_schema = ON")
        roots = [root for (root,) in db.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")]
        name = draw.choice([*TABLES])
        db.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = ?", (draw.choice((*roots, 1, 99_999)), name))


WAYS = (flip, flip, cut, garble, set_values, set_values, set_parts, set_parts, set_parts, set_rows, set_schema)


@pytest.fixture
def release(tmp_path: Path) -> Callable[[], list[Any]]:
    """Reads a release to import."""
    path = write_esco(tmp_path)
    return lambda: read_releases("esco", [path])


def find_control(text: str) -> str:
    """The characters that a terminal may obey, but for line ends."""
    return "".join(
        char for char in text.replace("\r\n", "\n") if unicodedata.category(char) in {"Cc", "Cf", "Cs"} and char != "\n"
    )


def test_tampered_stores(
    home: Path, made: bytes, call: Callable[..., Result], release: Callable[[], list[Any]]
) -> None:
    """Whatever was changed in a store: no command ends as by a bug or prints what a terminal obeys, those that need
    only bundled roles answer, and the remedy that an error names works. (Each store is tried with some commands.)"""
    file = home / "datasets.sqlite"
    codes: Counter[int] = Counter()
    for number in range(MANY):
        draw = random.Random(number)
        way = WAYS[number % len(WAYS)]
        file.write_bytes(made)
        way(draw, file)
        broken = False
        for args in BUNDLED + IMPORTED if LONG else (*draw.sample(BUNDLED, 2), *draw.sample(IMPORTED, 6)):
            result = call(*args)
            codes[result.code] += 1
            where = f"{way.__name__} {number}: {args}\n{result.err}"
            assert result.code in ({0} if args in BUNDLED else {0, 1, 3, 5}), where
            assert find_control(result.out + result.err) == "", where
            assert len(result.err.splitlines()) <= 1, where
            if result.code == 5 or (result.err and result.code == 0 and args in BUNDLED):
                broken = True
                assert "import again" in result.err, where
        if broken:
            file.unlink()
            with Store(file) as store:
                store.put_all(release())
                assert store.count_roles() == {"esco": 2}, number
    assert codes[5] > MANY
    print(f"{MANY} stores, {codes.total():,} commands: exits {dict(sorted(codes.items()))}")  # noqa: T201


@pytest.mark.parametrize("state", ["newer", "damaged", "locked", "foreign"])
def test_bundled_roles_need_no_store(file: Path, call: Callable[..., Result], state: str) -> None:
    """With a store that is newer, damaged, locked or not ours, commands on bundled and own roles and on the box answer,
    with one line on stderr; those that need the store say why they cannot, in one line with exit code 5."""
    own = file.parent / "own.yaml"
    own.write_text("roles: {lamplighter: {title: Lamplighter}}")
    expected = {"newer": "another version", "damaged": "damaged", "locked": "in use", "foreign": "another program"}
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        match state:
            case "newer":
                db.execute("PRAGMA user_version = 99")
            case "damaged":
                db.execute("UPDATE datasets SET head = '{'")
            case "foreign":
                db.execute("PRAGMA application_id = 7")
            case _:
                db.execute("BEGIN EXCLUSIVE")
        compare = ("compare", "lamplighter", "office-manager", "--json")
        for args in (*BUNDLED[:-1], ("show", "lamplighter"), compare, ("list", "--dataset", "onet")):
            result = call(*args)
            assert result.code == 0, args
            assert result.out
            (line,) = result.err.splitlines()
            assert line.startswith("careercli: imported datasets are left out: ")
            assert expected[state] in line
        for args in (("show", "moon bakers"), ("list", "--dataset", "esco"), ("datasets",), ("search", "zzzz")):
            result = call(*args)
            assert (result.code, result.out) == (5, ""), args
            (line,) = result.err.splitlines()
            assert expected[state] in line
        document = json.loads(call("show", "moon bakers", "--json").out)
        assert document["error"]["code"] == "store"

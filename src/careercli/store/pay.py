"""Pay by occupation and place in the store: stored by place, found by occupation."""

import sqlite3
from collections.abc import Callable
from itertools import islice
from typing import Any

from msgspec import Struct, ValidationError

from careercli.datasets.pay import DETAILED, PayTable, is_readable
from careercli.model import Name, Place
from careercli.store.records import convert

SCHEMA = (
    "CREATE TABLE places (dataset INTEGER, code TEXT, name TEXT, type TEXT, postal TEXT, PRIMARY KEY (dataset, code))"
    " STRICT, WITHOUT ROWID; "
    "CREATE TABLE occupations (dataset INTEGER, code TEXT, title TEXT, level INTEGER, PRIMARY KEY (dataset, code))"
    " STRICT, WITHOUT ROWID; "
    "CREATE TABLE pay (code TEXT, place TEXT, dataset INTEGER, cells TEXT, PRIMARY KEY (code, place, dataset))"
    " STRICT, WITHOUT ROWID"
)
"""`level` as in pay.Occupation, `cells` as pay.get_record_pattern."""

TABLES = ("pay", "places", "occupations")
"""The tables, each with a column `dataset`."""

BATCH = 5_000
"""Rows stored at a time, and between two reports."""

Read = Callable[..., list[Any]]


class Paid(Struct, frozen=True):
    """What is published of an occupation in one place, by one dataset."""

    dataset: int
    place: str
    cells: str
    title: Name


def put_pay(db: sqlite3.Connection, dataset: int, table: PayTable, report: Callable[[int], object]) -> dict[str, int]:
    """Stores the pay of a release in a transaction, in place of what the dataset has for places of the same type;
    returns what the dataset then has, counted. Calls `report` with the number of rows stored so far."""
    rows = iter(table.rows)
    types: set[str] = set()
    done = 0
    while batch := [*islice(rows, BATCH)]:
        for place_type in {table.places[row.place].type for row in batch} - types:
            types.add(place_type)
            places = "SELECT code FROM places WHERE dataset = ? AND type = ?"
            db.execute(f"DELETE FROM pay WHERE dataset = ? AND place IN ({places})", (dataset, dataset, place_type))
            db.execute("DELETE FROM places WHERE dataset = ? AND type = ?", (dataset, place_type))
        db.executemany(
            "INSERT OR REPLACE INTO pay VALUES (?, ?, ?, ?)",
            [(row.code, row.place, dataset, row.cells) for row in batch],
        )
        done += len(batch)
        report(done)
    db.executemany(
        "INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?)",
        [
            (dataset, place.code, place.name, place.type, place.postal)
            for place in table.places.values()
            if place.type in types
        ],
    )
    db.executemany(
        "INSERT INTO occupations VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET title = excluded.title, "
        "level = max(level, excluded.level)",
        [(dataset, code, occupation.title, occupation.level) for code, occupation in table.occupations.items()],
    )
    return _count(db, dataset)


def _count(db: sqlite3.Connection, dataset: int) -> dict[str, int]:
    (occupations,) = db.execute(
        "SELECT count(*) FROM occupations WHERE dataset = ? AND level = ? AND EXISTS "
        "(SELECT 1 FROM pay WHERE pay.code = occupations.code AND pay.dataset = occupations.dataset)",
        (dataset, DETAILED),
    ).fetchone()
    places = dict(db.execute("SELECT type, count(*) FROM places WHERE dataset = ? GROUP BY type", (dataset,)))
    counts = {"occupations": occupations, "states": places.get("state", 0), "metros": places.get("metro", 0)}
    return {what: count for what, count in counts.items() if count or what == "occupations"}


def get_places(read: Read) -> list[tuple[int, Place]]:
    """The places of all datasets, each with the number of its dataset."""
    rows = read("SELECT dataset, code, name, type, postal FROM places")
    places = [dict(zip(("code", "name", "type", "postal"), place, strict=True)) for _, *place in rows]
    return [*zip(convert([row[0] for row in rows], list[int]), convert(places, list[Place]), strict=True)]


def find_pay(read: Read, code: str, place: str | None) -> list[Paid]:
    """What is published of a detailed occupation, by all datasets: in one place, or in all."""
    where = "pay.code = ?" if place is None else "pay.code = ? AND place = ?"
    return [paid for _, paid in _read(read, where, *(code, *(() if place is None else (place,))))]


def get_pay(read: Read, place: str) -> dict[str, list[Paid]]:
    """What is published of all detailed occupations in one place, by code and by all datasets."""
    found: dict[str, list[Paid]] = {}
    for code, paid in _read(read, "place = ?", place):
        found.setdefault(code, []).append(paid)
    return found


def _read(read: Read, where: str, *values: str) -> list[tuple[str, Paid]]:
    """The rows of detailed occupations, each with its code. Raises msgspec.ValidationError if they are damaged."""
    rows = read(
        "SELECT pay.dataset, place, cells, title, pay.code FROM pay JOIN occupations "
        "ON occupations.dataset = pay.dataset AND occupations.code = pay.code "
        f"WHERE {where} AND level = {DETAILED}",
        *values,
    )
    if not all(isinstance(row[2], str) and is_readable(row[2]) for row in rows):
        raise ValidationError("pay that is none")
    heads = convert([(*row[:2], *row[3:]) for row in rows], list[tuple[int, Name, Name, Name]])
    return [
        (code, Paid(dataset, place, row[2], title))
        for row, (dataset, place, title, code) in zip(rows, heads, strict=True)
    ]

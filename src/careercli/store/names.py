"""What roles are called: the kinds of names, and the roles behind a name."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple

from msgspec import Meta

from careercli.datasets.release import ReleasedRole
from careercli.entries import Id
from careercli.model import Text
from careercli.store.records import convert
from careercli.text import name_key

ID, CODE, TITLE, ALIAS, HIDDEN, UNNAMED = range(6)
"""The kinds of names, the strongest first."""

NameKind = Annotated[int, Meta(ge=ID, lt=UNNAMED)]
Read = Callable[..., list[Any]]
"""Takes a query and its values, returns the rows."""


class Named(NamedTuple):
    """A role, and the kind of name by which it was found."""

    kind: NameKind
    id: Id
    title: Text
    dataset: Id


def list_names(role: ReleasedRole) -> Iterator[tuple[str, int]]:
    """The keys of all names of a role, each with its kind."""
    record = role.record
    for kind, names in (
        (ID, (record.id,)),
        (CODE, role.codes),
        (TITLE, (record.title,)),
        (ALIAS, record.aliases),
        (HIDDEN, role.hidden),
    ):
        for name in names:
            yield name_key(name), kind


def find_named(read: Read, key: str) -> list[Named]:
    """The roles called `key` (see `name_key`): by the kind of name, the strongest first, then by id."""
    rows = read(  # left joins, since a name without its role is damage
        "SELECT kind, roles.id, title, datasets.name FROM names LEFT JOIN roles ON roles.n = role "
        "LEFT JOIN datasets ON datasets.n = dataset WHERE key = ? ORDER BY kind, roles.id",
        key,
    )
    return convert(rows, list[Named])


def find_beginning(read: Read, prefix: str, dataset: str | None, limit: int) -> list[tuple[str, str]]:
    """The first `limit` ids and titles that begin with `prefix` (see `name_key`), each with the title of its role."""
    rows = read(
        "SELECT key, title FROM names JOIN roles ON roles.n = role JOIN datasets ON datasets.n = dataset "
        "WHERE key >= ? AND key < ? AND kind IN (?, ?) AND name = coalesce(?, name) ORDER BY key LIMIT ?",
        *(prefix, f"{prefix}\U0010ffff", ID, TITLE, dataset, limit),
    )
    return convert(rows, list[tuple[str, Text]])

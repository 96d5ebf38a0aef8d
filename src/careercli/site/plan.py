"""Which pages a site has, and the fingerprint of what each is made from."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import msgspec

from careercli.catalog.catalog import Catalog
from careercli.catalog.fingerprint import get_fingerprint, make_fingerprint
from careercli.comparison.sections import select_role
from careercli.comparison.similar import count_shared
from careercli.documents import RoleDocument
from careercli.errors import UsageError
from careercli.model import Role, Source
from careercli.site.addresses import get_address

NEAREST = 5
"""How many of the roles most like one it is compared with."""

MOST_PAIRED = 50
"""Of how many roles of role files every two are compared."""


class Pairs(StrEnum):
    """Which roles are compared."""

    every = "every"
    nearest = "nearest"
    none = "none"


class Planned(NamedTuple):
    """A role of the site. `key` is the fingerprint of all that is known of it, `source` that of its dataset, `others`
    the roles that it is compared with."""

    id: str
    title: str
    code: str
    source: str | None
    key: str
    others: tuple[str, ...]


class Plan(NamedTuple):
    """The roles of a site by id, the sources of their datasets, and whether pages leave the evidence out. `key` is the
    fingerprint of what all pages are made from, `ids` that of which roles there are."""

    roles: dict[str, Planned]
    sources: dict[str, Source]
    brief: bool
    key: str
    ids: str

    def list_pages(self, role: Planned) -> Iterator[tuple[tuple[str, ...], str]]:
        """The pages of a role, by the ids that each is about, with the fingerprint of what it is made from."""
        titles = [part for other in role.others for part in (other, self.roles[other].title)]
        yield (role.id,), make_fingerprint(self.key, self.ids, role.key, *titles)
        for other in role.others:
            yield (role.id, other), make_fingerprint(self.key, role.key, self.roles[other].key)

    def list_addresses(self) -> Iterator[str]:
        """The files of all pages of roles and pairs."""
        for role in self.roles.values():
            yield from (get_address(*ids) for ids, _ in self.list_pages(role))


def make_plan(catalog: Catalog, pairs: Pairs, *, brief: bool) -> Plan:
    """The plan of a site of all roles of a catalog. Raises UsageError if there would be too many pairs."""
    heads = {head.id: (head, source) for head, source in catalog.get_heads()}
    own = {role.id: role for role in catalog.get_own_roles() if role.id in heads}
    if pairs is Pairs.every and len(own) > MOST_PAIRED:
        raise UsageError(
            f"every two of {len(own):,} roles of role files are {len(own) * (len(own) - 1):,} pairs; "
            f"at most {MOST_PAIRED} roles are paired so; use --pairs nearest or --pairs none"
        )
    others = {role_id: _pair(catalog, pairs, role_id, own) for role_id in heads}
    roles = {
        role_id: Planned(
            role_id,
            head.title,
            head.code or "",
            source,
            _describe(catalog, own[role_id]) if role_id in own else role_id,
            tuple(each for each in others[role_id] if each in heads),
        )
        for role_id, (head, source) in heads.items()
    }
    sources = {source: catalog.sources[source] for _, source in heads.values() if source is not None}
    key = make_fingerprint(get_fingerprint(catalog), str(brief))
    return Plan(roles, sources, brief, key, make_fingerprint(*sorted(heads)))


def _describe(catalog: Catalog, role: Role) -> str:
    """The fingerprint of all that a role file says about a role, and of the sources that it names."""
    document = select_role(RoleDocument(role, catalog.sources))
    return make_fingerprint(msgspec.json.encode(document))


def _pair(catalog: Catalog, pairs: Pairs, role_id: str, own: dict[str, Role]) -> list[str]:
    match pairs:
        case Pairs.none:
            return []
        case Pairs.every:
            return [other for other in own if other != role_id] if role_id in own else []
        case Pairs.nearest if role_id in own:
            return [alike.role.id for alike in count_shared(own[role_id], own.values()).alike[:NEAREST]]
        case Pairs.nearest:
            return catalog.list_alike(role_id, NEAREST)

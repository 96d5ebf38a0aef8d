"""The index of a site: its roles by title, under letters where they are many."""

from itertools import groupby

from careercli.render.html.index import Entry, Group, Part, render_index
from careercli.site.addresses import get_address
from careercli.site.plan import Plan, Planned
from careercli.words import count

FEW = 60
"""So many roles need no letters."""

OTHERS = "Others"
"""What titles that begin with no letter from A to Z are under."""


def make_index(plan: Plan) -> str:
    """The index as a page."""
    by_source: dict[str | None, list[Planned]] = {}
    for role in plan.roles.values():
        by_source.setdefault(role.source, []).append(role)
    parts = []
    for number, (source_id, roles) in enumerate(by_source.items(), 1):
        source = plan.sources[source_id] if source_id is not None else None
        title = f"{source.title}: {count(len(roles), 'role')}" if source else "Roles"
        parts.append(Part(f"part-{number}", title, _group(roles), source))
    pairs = sum(len(role.others) for role in plan.roles.values())
    about = " and ".join([count(len(plan.roles), "role"), *([count(pairs, "comparison")] if pairs else [])])
    return render_index("All roles", f"{about}, with the source of every statement.", parts)


def _group(roles: list[Planned]) -> list[Group]:
    ordered = sorted(roles, key=lambda role: (_get_letter(role) == OTHERS, role.title.casefold(), role.id))
    if len(ordered) <= FEW:
        return [Group("", [_enter(role) for role in ordered])]
    return [Group(letter, [_enter(role) for role in of_letter]) for letter, of_letter in groupby(ordered, _get_letter)]


def _get_letter(role: Planned) -> str:
    first = role.title[:1].upper()
    return first if first.isascii() and first.isalpha() else OTHERS


def _enter(role: Planned) -> Entry:
    return Entry(role.title, get_address(role.id), role.code)

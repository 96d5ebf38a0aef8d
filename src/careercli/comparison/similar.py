"""Roles that are alike, with what changes from one to the other: pay, education, growth. Pure.

Which are alike was found at import (docs/methods/similar.md); roles of role files are compared here, by counting what
both list.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from careercli.comparison.gap import CLASSES, JOB_ZONE, ClassPair, get_class
from careercli.comparison.gap_document import make_changes, make_head
from careercli.comparison.pay import Refused, find_figures
from careercli.documents import Basis, ClassChange, PayChange, Reason, SimilarDocument, SimilarRole, Why
from careercli.model import SECTIONS, Role, Source, is_stated

TIERS = (5, 10, 20)
"""The last rank of each tier."""

LISTED = "listed items"
"""What roles of role files are compared by."""

EDUCATION = CLASSES[0]


class Alike(NamedTuple):
    """A role that is like another, and what finds out why: that takes time, and few are shown."""

    role: Role
    find_why: Callable[[], Why]


class Filters(NamedTuple):
    """Which roles are kept, `limit` at most: those that pay more, that grow, that need no higher degree, of one job
    zone."""

    limit: int
    pays_more: bool = False
    growing: bool = False
    no_new_degree: bool = False
    zone: int | None = None

    @property
    def is_any(self) -> bool:
        """Whether any is set but the limit."""
        return self != Filters(self.limit)


class Found(NamedTuple):
    """The roles most like one, the most like first, and what they were compared by."""

    role: Role
    alike: Sequence[Alike]
    by: tuple[str, ...]
    is_unrated: bool = False


def count_shared(role: Role, others: Iterable[Role]) -> Found:
    """The roles of role files that list what this one lists, most shared items first."""
    listed = {section: {cell.item for cell in role.section(section) if is_stated(cell)} for section in SECTIONS}
    found: list[tuple[int, Alike]] = []
    for other in others:
        shared = [
            (section, cell.label)
            for section in SECTIONS
            for cell in other.section(section)
            if is_stated(cell) and cell.item in listed[section]
        ]
        if shared and other.id != role.id:
            duties = tuple(label for section, label in shared if section == "duties")
            skills = tuple(label for section, label in shared if section != "duties")
            why = partial(Why, activities=duties, skills=skills, listed=len(shared))
            found.append((len(shared), Alike(other, why)))
    found.sort(key=lambda each: (-each[0], each[1].role.id))
    return Found(role, [alike for _, alike in found], (LISTED,))


def find_similar(
    found: Found,
    sources: Mapping[str, Source],
    filters: Filters,
    *,
    nearest: Found | None = None,
    notes: Sequence[str] = (),
) -> SimilarDocument:
    """The document of what was found and passes the filters. `nearest` is the same of the
    occupation that the role is nearest to. `sources` has every source that the roles name."""
    is_counted = LISTED in found.by
    similar = _describe(found, sources, filters, is_counted=is_counted)
    of_nearest = _describe(nearest, sources, filters, is_counted=False) if nearest else ()
    shown = {role.id for role in (*similar, *of_nearest)}
    document = SimilarDocument(
        role=make_head(found.role),
        by=found.by,
        unrated=found.is_unrated,
        total=len(found.alike),
        similar=similar,
        nearest=make_head(nearest.role) if nearest else None,
        by_nearest=nearest.by if nearest else (),
        of_nearest=of_nearest,
        sources={},
        notes=tuple(notes),
    )
    roles = [found.role, *([nearest.role] if nearest else [])]
    roles += [each.role for each in (*found.alike, *(nearest.alike if nearest else ())) if each.role.id in shown]
    return replace(document, sources={source: sources[source] for source in _list_cited(roles)})


def _list_cited(roles: Iterable[Role]) -> list[str]:
    cited: dict[str, None] = {}
    for role in roles:
        cited |= dict.fromkeys([role.source] if role.source else [])
        cited |= dict.fromkeys(source for estimate in role.salary for source in estimate.sources)
        cited |= dict.fromkeys(source for outlook in role.outlook for source in outlook.sources)
    return [*cited]


def _describe(
    found: Found, sources: Mapping[str, Source], filters: Filters, *, is_counted: bool
) -> tuple[SimilarRole, ...]:
    kept: list[SimilarRole] = []
    related = {related.id for related in found.role.related}
    for rank, (role, find_why) in enumerate(found.alike, 1):
        if len(kept) == filters.limit:
            break
        pay, growth = find_pay_change(found.role, role, sources), get_growth(role)
        education = change_class(found.role, role, EDUCATION)
        if _passes(role, pay, education, growth, filters):
            kept.append(
                SimilarRole(
                    id=role.id,
                    title=role.title,
                    dataset=role.dataset,
                    rank=rank,
                    tier=None if is_counted else get_tier(rank),
                    why=find_why(),
                    pay=pay,
                    education=education,
                    zone=change_class(found.role, role, JOB_ZONE),
                    growth=growth,
                    published=role.id in related,
                )
            )
    return tuple(kept)


def _passes(role: Role, pay: PayChange, education: ClassChange | None, growth: float | None, filters: Filters) -> bool:
    """Whether a role is known to be as asked: what is not known does not pass."""
    zone = get_class(role, JOB_ZONE)
    return (
        (not filters.pays_more or (pay.difference or 0) > 0)
        and (not filters.growing or (growth or 0) > 0)
        and (not filters.no_new_degree or (education is not None and education.change in {"same", "lower"}))
        and (filters.zone is None or (zone is not None and zone.number == filters.zone))
    )


def get_tier(rank: int) -> int | None:
    """The tier of a rank, 1 to 3; None beyond the last."""
    return next((tier for tier, last in enumerate(TIERS, 1) if rank <= last), None)


def change_class(one: Role, two: Role, area: str) -> ClassChange | None:
    """Education, experience or job zone of two roles; None if neither has one."""
    ours, theirs = get_class(one, area), get_class(two, area)
    return next(iter(make_changes([ClassPair(area, ours, theirs)])), None) if ours or theirs else None


def get_growth(role: Role) -> float | None:
    """The projected change of employment in percent, the role's own before that of its nearest occupation."""
    known = [each for each in role.outlook if each.change_percent is not None]
    return min(known, key=lambda each: each.nearest is not None).change_percent if known else None


def find_pay_change(one: Role, two: Role, sources: Mapping[str, Source]) -> PayChange:
    """How much more the second role earns: by the roles' own pay, else by that of their nearest occupations."""
    bases: tuple[Basis, ...] = ("own", "nearest")
    reason: Reason | None = None
    for basis in bases:
        found = find_figures(one, two, basis, sources)
        if isinstance(found, Refused):
            reason = reason if found.reason in {"own-official-pay", "no-official-pay"} else found.reason
            continue
        first, second = found
        low, high = first.amount or 0, second.amount or 0
        difference = round(high - low, 2)
        return PayChange(
            difference=difference,
            percent=round(difference / low * 100, 2) if low else None,
            amount=high,
            currency=second.currency,
            period=second.period,
            inherited=first.nearest is not None or second.nearest is not None,
            reason=None,
            area=second.area,
            as_of=second.as_of,
        )
    return PayChange(None, None, None, None, None, inherited=False, reason=reason or "no-pay")

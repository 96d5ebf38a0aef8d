"""The answer in a structured form: pay gap, what is shared, what one role alone lists, steps, contrasts. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from careercli.comparison.gap import ClassPair, Domain, Level, RoleGap, find_gap
from careercli.comparison.pay import PREFERRED, Pair, Refused, find_figures, get_sides, is_clear
from careercli.documents import (
    Basis,
    ClassChange,
    Comparison,
    Contrast,
    Contrasts,
    Coverage,
    Highlights,
    LeftOut,
    LeftOutReason,
    Listed,
    PayGap,
    Rise,
    Row,
    Status,
    Step,
)
from careercli.model import SECTIONS, Cell, Role, Section, Source, Stated, is_stated, strength

WEAK = strength("some")
"""Items that no source states more strongly than this are left out."""

TECHNOLOGY = "technology"

HOT = "hot technology"
"""How a release marks the technology that highlights keep."""

MOST_TECHNOLOGY = 10
"""How many labels of technology a list has; its ids are complete."""

MOST_CONTRASTS = 8
"""How many of the largest differences are shown for each of two roles."""

SCALE = "importance"
"""The scale whose differences are shown."""

GENERAL_AREAS = frozenset({"overall", "place in the organisation", "variation"})
"""Areas of items that say little about a role: they come last in their lists, and are never examples."""

STEP_AREAS = ("knowledge", "skills")
"""The rated areas that a step asks for."""


def find_highlights(roles: Sequence[Role], comparison: Comparison) -> Highlights:
    """The highlights of a comparison of these roles that has its rows, gaps and sources."""
    shown = [(section, row) for section in SECTIONS for row in comparison.section(section) if _get_reason(row) is None]
    voices = get_voices(comparison.sources)

    def of_status(status: Status) -> tuple[Listed, ...]:
        return _list(roles, [(section, row) for section, row in shown if row.status == status], voices)

    pairs = list(pairwise(roles))
    differences = tuple(found for one, two in pairs if (found := _contrast(comparison, one, two)) is not None)
    return Highlights(
        pay_gap=find_pay_gap(roles, comparison.sources, "own"),
        official_gap=find_pay_gap(roles, comparison.sources, "nearest"),
        shared=of_status("shared"),
        partial=of_status("partial"),
        only=of_status("unique"),
        unknown=of_status("unknown"),
        steps=tuple(_step(find_gap(one, two), voices) for one, two in [*pairs, *_back(roles)]),
        differences=differences,
        left_out=_count_left_out(comparison, differences),
    )


def _back(roles: Sequence[Role]) -> list[tuple[Role, Role]]:
    """The step back, of two roles."""
    return [(roles[1], roles[0])] if len(roles) == 2 else []


Kind = tuple[str, str, str, str | None]
"""Statistic, currency and period of two figures, and their place if they are of one place and date."""


class _Spread(Struct, frozen=True):
    """The figures of two roles."""

    first: Role
    second: Role
    figures: Pair

    @property
    def kind(self) -> Kind:
        figure, _ = self.figures
        return figure.statistic, figure.currency, figure.period, self.area

    @property
    def area(self) -> str | None:
        """The place of both figures, if they are of one date."""
        figure, other = self.figures
        return figure.area if (figure.area, figure.as_of) == (other.area, other.as_of) and figure.as_of else None

    @property
    def size(self) -> float:
        first, second = self.figures
        return abs((second.amount or 0) - (first.amount or 0))


def find_pay_gap(roles: Sequence[Role], sources: Mapping[str, Source], basis: Basis) -> PayGap:
    """The lowest and the highest pay of the roles, on one basis, see PayGap."""
    found = [(one, two, find_figures(one, two, basis, sources)) for one, two in combinations(roles, 2)]
    spreads = [_Spread(one, two, pair) for one, two, pair in found if not isinstance(pair, Refused)]
    if not spreads:
        (reason,) = [pair.reason for _, _, pair in found[:1] if isinstance(pair, Refused)]
        return PayGap(basis, reason=reason)
    by_kind: dict[Kind, dict[str, None]] = {}
    for spread in spreads:
        by_kind.setdefault(spread.kind, {}).update({spread.first.id: None, spread.second.id: None})
    kind = max(by_kind, key=lambda kind: (len(by_kind[kind]), -PREFERRED.index(kind[0])))
    widest = max((spread for spread in spreads if spread.kind == kind), key=lambda spread: spread.size)
    lower, higher = sorted(widest.figures, key=lambda figure: figure.amount or 0)
    low, high = lower.amount or 0, higher.amount or 0
    difference = round(high - low, 2)
    return PayGap(
        basis=basis,
        higher=higher.role,
        lower=lower.role,
        higher_amount=high,
        lower_amount=low,
        difference=difference,
        percent=round(difference / low * 100, 2) if low else None,
        statistic=lower.statistic,
        currency=lower.currency,
        period=lower.period,
        left_out=tuple(role.id for role in roles if role.id not in by_kind[kind]),
        clear=is_clear(*get_sides(widest.first, widest.second, basis), widest.figures),
        area=widest.area,
    )


def get_voices(sources: Mapping[str, Source]) -> dict[str, str]:
    """The voice of each source, which is the source itself if it has no other."""
    return {source_id: source.voice or source_id for source_id, source in sources.items()}


def _is_hot(cells: Iterable[Cell | Stated | None]) -> bool:
    return any(HOT in (said.condition or "") for cell in cells if cell for said in cell.statements)


def _get_reason(row: Row) -> LeftOutReason | None:
    """Why the lists of items leave a row out; None if they do not."""
    reason: LeftOutReason | None = None
    if row.is_rated:
        reason = "class" if any(cell and "percent" in cell.ratings for cell in row.roles.values()) else "rated"
    elif row.status == "none":
        reason = "denied"
    elif row.area == TECHNOLOGY and not _is_hot(row.roles.values()):
        reason = "technology"
    elif row.strength <= WEAK:
        reason = "weak"
    return reason


def _count_left_out(comparison: Comparison, differences: Sequence[Contrasts]) -> tuple[LeftOut, ...]:
    """How many rows of each section are left out, by reason; a rating among the largest differences is not."""
    shown = {contrast.item for of_pair in differences for contrast in of_pair.largest}
    counts: dict[tuple[Section, LeftOutReason], int] = {}
    for section in SECTIONS:
        for row in comparison.section(section):
            reason = _get_reason(row)
            if reason is not None and row.item not in shown:
                counts[section, reason] = counts.get((section, reason), 0) + 1
    return tuple(LeftOut(section, reason, number) for (section, reason), number in counts.items())


class _Entry(Struct, frozen=True):
    """An item on its way into a list, and what its place there depends on."""

    item: str
    label: str
    is_contested: bool
    is_hot: bool
    strength: int
    rank: int
    voices: int


def _order(entry: _Entry) -> tuple[bool, int, int, int]:
    """The most telling first: hot technology, the most firmly stated, the role's own rank, the most voices."""
    return not entry.is_hot, -entry.strength, entry.rank, -entry.voices


def _list(roles: Sequence[Role], rows: Iterable[tuple[Section, Row]], voices: Mapping[str, str]) -> tuple[Listed, ...]:
    """Rows in lists, one for each set of roles, section and area."""
    groups: dict[tuple[tuple[str, ...], Section, str | None], list[_Entry]] = {}
    for section, row in rows:
        by = tuple(role.id for role in roles if is_stated(row.roles[role.id]))
        cells = [cell for cell in row.roles.values() if cell]
        entry = _enter(row, cells, voices)
        groups.setdefault((by, section, row.area), []).append(entry)
    return tuple(_make_list(by, section, area, entries) for (by, section, area), entries in groups.items())


def _enter(item: Row | Stated, cells: Sequence[Cell | Stated], voices: Mapping[str, str]) -> _Entry:
    said = [statement for cell in cells for statement in cell.statements if not statement.against]
    return _Entry(
        item=item.item,
        label=item.label,
        is_contested=any(cell.agreement == "contested" for cell in cells),
        is_hot=_is_hot(cells),
        strength=max((strength(statement.modality) for statement in said), default=0),
        rank=min((cell.rank for cell in cells if cell.rank is not None), default=0),
        voices=len({voices[source] for statement in said for source in statement.sources}),
    )


def _make_list(by: tuple[str, ...], section: Section, area: str | None, entries: Iterable[_Entry]) -> Listed:
    entries = sorted(entries, key=_order)
    shown = entries[:MOST_TECHNOLOGY] if area == TECHNOLOGY else entries
    return Listed(
        roles=by,
        section=section,
        area=area,
        ids=tuple(entry.item for entry in entries),
        labels=tuple(entry.label for entry in shown),
        contested=tuple(entry.item for entry in entries if entry.is_contested),
    )


def _contrast(comparison: Comparison, one: Role, two: Role) -> Contrasts | None:
    """How two roles are rated on the items that both have an importance of; None if there is no such item."""
    found = [
        (row, each)
        for section in SECTIONS
        for row in comparison.section(section)
        for each in row.differences
        if (each.from_, each.to, each.scale) == (one.id, two.id, SCALE)
    ]
    if not found:
        return None
    contrasts = [
        Contrast(
            item=row.item,
            label=row.label,
            area=row.area,
            from_value=_get_value(row.roles[one.id]),
            to_value=_get_value(row.roles[two.id]),
            difference=each.difference,
            clear=each.clear,
        )
        for row, each in found
        if each.difference is not None
    ]
    largest = sorted(
        (each for each in contrasts if each.clear is not False and each.difference),
        key=lambda each: (-abs(each.difference), each.label),
    )
    sides = [[each for each in largest if each.difference * sign > 0][:MOST_CONTRASTS] for sign in (-1, 1)]
    return Contrasts(
        from_=one.id,
        to=two.id,
        scale=SCALE,
        clear=sum(each.clear is True for each in contrasts),
        unclear=sum(each.clear is False for each in contrasts),
        unjudged=sum(each.clear is None for each in contrasts),
        without_value=len(found) - len(contrasts),
        largest=tuple(each for each in largest if any(each in side for side in sides)),
    )


def _get_value(cell: Cell | None) -> float:
    """The value of a cell that is known to have one."""
    return (cell.ratings[SCALE].value if cell else None) or 0.0


def _step(gap: RoleGap, voices: Mapping[str, str]) -> Step:
    """A gap as what a step asks for."""
    domains = [domain for domain in gap.domains if domain.area in STEP_AREAS]
    levels = sorted((level for domain in domains for level in domain.higher), key=lambda level: -level.weight)
    return Step(
        from_=gap.from_,
        to=gap.to,
        new=_list_new(gap, voices),
        higher=tuple(map(_rise, levels)),
        coverage=tuple(map(_cover, domains)),
        classes=tuple(map(_change, gap.classes)),
        unknown=gap.unknown,
        unrated=tuple(area for area in gap.unrated if area in STEP_AREAS),
    )


def _list_new(gap: RoleGap, voices: Mapping[str, str]) -> tuple[Listed, ...]:
    groups: dict[tuple[Section, str | None], list[_Entry]] = {}
    for section, cells in gap.new.items():
        for cell in cells:
            entry = _enter(cell, [cell], voices)
            groups.setdefault((section, cell.area), []).append(entry)
    return tuple(_make_list((gap.to,), section, area, entries) for (section, area), entries in groups.items())


def _rise(level: Level) -> Rise:
    return Rise(
        item=level.item,
        label=level.label,
        area=level.area,
        importance=level.importance,
        from_level=level.at_from,
        to_level=level.at_to,
        difference=level.difference,
        size=level.size,
        estimated=level.is_estimated,
        imprecise=level.is_imprecise,
    )


def _cover(domain: Domain) -> Coverage:
    percent = None if domain.coverage is None else round(domain.coverage, 1)
    return Coverage(domain.area, domain.rated, len(domain.needed), len(domain.higher), percent)


def _change(pair: ClassPair) -> ClassChange:
    before, after = (each.label if each else None for each in (pair.at_from, pair.at_to))
    return ClassChange(pair.area, before, after, pair.change)

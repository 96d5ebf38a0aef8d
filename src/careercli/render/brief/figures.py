"""Pay and outlook for the brief views: one figure for each role and basis, and what is said of it in a line."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from careercli.comparison.pay import PREFERRED, get_estimates
from careercli.documents import Basis, PayGap
from careercli.model import Estimate, Number, OccupationRef, Outlook, Percentiles, Point, Source
from careercli.render.brief import collect
from careercli.render.wording import NOT_STATED, format_date
from careercli.words import format_money, format_signed, join

BASES: tuple[Basis, ...] = ("own", "nearest")
CURRENCIES = {"USD": "US dollars", "EUR": "euros", "GBP": "pounds"}

Kind = tuple[str, str]
"""Currency and period: figures of one kind share an axis."""


class Line(Struct, frozen=True):
    """One figure: of a role, or of the occupation that one or more roles are nearest to."""

    roles: tuple[str, ...]
    label: str
    occupation: OccupationRef | None = None
    estimate: Estimate | None = None
    outlook: Outlook | None = None
    elsewhere: Estimate | None = None
    """The same figure for the nation, if the estimate is for another place."""

    @property
    def kind(self) -> Kind | None:
        """Currency and period, or None if there is no pay."""
        return (self.estimate.currency, self.estimate.period) if self.estimate else None

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the pay and of the outlook."""
        return collect(each.sources for each in (self.estimate, self.outlook) if each)


class Group(Struct, frozen=True):
    """Lines on one basis and of one kind."""

    basis: Basis
    kind: Kind | None
    lines: tuple[Line, ...]

    @property
    def has_ranges(self) -> bool:
        """True if percentiles are published for any of the lines."""
        return any(line.estimate and line.estimate.percentiles for line in self.lines)


def list_figures(
    titles: Mapping[str, str],
    estimates: Sequence[Estimate],
    outlook: Sequence[Outlook],
    gaps: Iterable[PayGap] = (),
) -> tuple[list[Group], int]:
    """The figures in groups of one basis and kind, and how many pay figures are left out.

    Of several figures of a role the one that the pay gap on that basis uses is taken, else the preferred statistic.
    """
    preferred = {gap.basis: (gap.statistic, gap.currency, gap.period) for gap in gaps}
    lines: dict[Basis, list[Line]] = {
        "own": _list_own(titles, get_estimates(estimates, "own"), outlook, preferred.get("own")),
        "nearest": _list_nearest(titles, get_estimates(estimates, "nearest"), outlook, preferred.get("nearest")),
    }
    there = {repr((estimate.nearest or estimate.role, _key(estimate))) for estimate in estimates}
    left_out = len(there) - sum(line.estimate is not None for line in chain(*lines.values()))
    kinds: list[Kind | None] = list(dict.fromkeys(line.kind for line in chain(*lines.values()) if line.kind))
    kinds = kinds or [None]
    groups = []
    for kind in kinds:
        for basis in BASES:
            chosen = [line for line in lines[basis] if (line.kind or kinds[0]) == kind]
            if chosen:
                groups.append(Group(basis, kind, tuple(chosen)))
    return groups, left_out


def _key(estimate: Estimate) -> tuple[object, ...]:
    return estimate.amount, estimate.statistic, estimate.currency, estimate.period, estimate.area, estimate.as_of


def _pick(estimates: Sequence[Estimate], preferred: tuple[object, ...] | None) -> Estimate | None:
    """The estimate that is shown; None if there is none."""

    def rank(estimate: Estimate) -> tuple[bool, int]:
        place = PREFERRED.index(estimate.statistic) if estimate.statistic in PREFERRED else len(PREFERRED)
        return (estimate.statistic, estimate.currency, estimate.period) != preferred, place

    return min(estimates, key=rank, default=None)


def _find_elsewhere(estimates: Sequence[Estimate], preferred: tuple[object, ...] | None) -> Estimate | None:
    """The figure that is like the one shown but for its place; only of figures with percentiles."""
    shown = _pick(estimates, preferred)
    if shown is None or shown.percentiles is None:
        return None
    alike = [each for each in estimates if each.percentiles and _get_kind(each) == _get_kind(shown)]
    return next((each for each in alike if each.area != shown.area), None)


def _get_kind(estimate: Estimate) -> tuple[object, ...]:
    return estimate.role, estimate.statistic, estimate.currency, estimate.period


def _list_own(
    titles: Mapping[str, str],
    estimates: Sequence[Estimate],
    outlook: Sequence[Outlook],
    preferred: tuple[object, ...] | None,
) -> list[Line]:
    """A line for each role, also if it has no figure; no lines if none has."""
    lines = [
        Line(
            roles=(role,),
            label=title,
            estimate=_pick([each for each in estimates if each.role == role], preferred),
            outlook=next((each for each in outlook if each.role == role and each.nearest is None), None),
            elsewhere=_find_elsewhere([each for each in estimates if each.role == role], preferred),
        )
        for role, title in titles.items()
    ]
    return lines if any(line.estimate or line.outlook for line in lines) else []


def _list_nearest(
    titles: Mapping[str, str],
    estimates: Sequence[Estimate],
    outlook: Sequence[Outlook],
    preferred: tuple[object, ...] | None,
) -> list[Line]:
    """A line for each nearest occupation, labelled with the roles that it is nearest to."""
    roles: dict[OccupationRef, dict[str, None]] = {}
    figures: list[Estimate | Outlook] = [*estimates, *outlook]
    for each in sorted(figures, key=lambda each: list(titles).index(each.role)):
        if each.nearest:
            roles.setdefault(each.nearest, {})[each.role] = None
    return [
        Line(
            roles=tuple(of_occupation),
            label=", ".join(titles[role] for role in of_occupation),
            occupation=occupation,
            estimate=_pick([each for each in estimates if each.nearest == occupation], preferred),
            outlook=next((each for each in outlook if each.nearest == occupation), None),
            elsewhere=_find_elsewhere([each for each in estimates if each.nearest == occupation], preferred),
        )
        for occupation, of_occupation in roles.items()
    ]


def name_kind(kind: Kind) -> str:
    """What the numbers of an axis are: `US dollars a year`."""
    currency, period = kind
    return f"{CURRENCIES.get(currency, currency)} {'an' if period == 'hour' else 'a'} {period}"


def _describe_scope(estimate: Estimate, sources: Mapping[str, Source]) -> tuple[str, str, str]:
    """Statistic, place and date; `undated` if neither the figure nor any of its sources has a date."""
    date = format_date(estimate.as_of) if estimate.as_of else ""
    if not date and not estimate.nearest and not any(sources[source].date for source in estimate.sources):
        date = "undated"
    return estimate.statistic, estimate.area or "", date


def describe_group(group: Group, sources: Mapping[str, Source], key: str = "") -> str:
    """What the figures of a group are, and what all of them have in common: statistic, place and date; `key` says how
    ranges are drawn."""
    scopes = [_describe_scope(line.estimate, sources) for line in group.lines if line.estimate]
    common = [parts[0] for parts in zip(*scopes, strict=True) if len(set(parts)) == 1 and parts[0]]
    if not scopes:
        return ""
    kinds = {sources[source].kind for line in group.lines if line.estimate for source in line.estimate.sources}
    head = "by nearest occupation" if group.basis == "nearest" else "official"
    if group.basis == "own" and kinds != {"statistics"}:
        head = "as the sources state it"
        if not key and common and common[0] == scopes[0][0]:
            return ", ".join([f"stated {common[0]}", *common[1:]])
    parts = [part for part in common if not key or part != "median"]
    return ": ".join(part for part in (head, ", ".join([*([key] if key else []), *parts])) if part)


def describe_amount(line: Line) -> str:
    """The amount of a line: `$65,917`, `$239,200 or more`, `not stated`."""
    estimate = line.estimate
    if estimate is None:
        return NOT_STATED
    if estimate.amount is not None:
        return format_money(estimate.amount, estimate.currency)
    if estimate.at_or_above is not None:
        return f"{format_money(estimate.at_or_above, estimate.currency)} or more"
    return "not available" if "amount" in estimate.not_available else NOT_STATED


def describe_line(line: Line, group: Group, sources: Mapping[str, Source]) -> str:
    """What is to be known of a figure: the occupation it is for, what is its own in statistic, place and date, how many
    people, how their number changes, and what entry requires."""
    parts: list[str] = []
    if line.estimate:
        scopes = [_describe_scope(each.estimate, sources) for each in group.lines if each.estimate]
        own = _describe_scope(line.estimate, sources)
        parts += [part for part, *parts in zip(own, *scopes, strict=True) if part and len(set(parts)) > 1]
    parts += describe_outlook(line)
    text = ", ".join(parts)
    if line.elsewhere:
        text += f"; {line.elsewhere.area} {describe_amount(Line((), '', estimate=line.elsewhere))}"
    return ": ".join(part for part in (line.occupation.title if line.occupation else "", text) if part)


def describe_outlook(line: Line) -> list[str]:
    """People employed, change and what entry requires, as far as they are published."""
    outlook, parts = line.outlook, []
    people = line.estimate.employment if line.estimate else None
    if people is None and outlook:
        people = outlook.employment
    if people is not None:
        parts.append(f"{people:,} people")
    if outlook and outlook.change_percent is not None:
        parts.append(
            f"jobs {format_change(outlook.change_percent)}{f' by {outlook.years[1]}' if outlook.years else ''}"
        )
    if outlook and outlook.entry_education:
        parts.append(f"entry: {outlook.entry_education}")
    return parts


def format_change(percent: float) -> str:
    """A change in percent, whole; with one decimal if it is under 1: `+23%`, `-0.3%`."""
    return f"{format_signed(percent, 0 if abs(percent) >= 1 else 1)}%"


def describe_ranges(line: Line) -> str:
    """The published percentiles in words: `half earn $88,560 to $162,420, 8 in 10 $69,680 to $219,080`."""
    estimate = line.estimate
    if estimate is None or estimate.percentiles is None:
        return ""
    ranges: tuple[tuple[str, Point, Point], ...] = (("half earn", "p25", "p75"), ("8 in 10", "p10", "p90"))
    parts = []
    for name, low, high in ranges:
        ends = [_say_point(estimate, estimate.percentiles, point) for point in (low, high)]
        if all(ends):
            parts.append(f"{name} {' to '.join(ends)}")
    return ", ".join(parts)


def _say_point(estimate: Estimate, percentiles: Percentiles, point: Point) -> str:
    value: Number | None = getattr(percentiles, point)
    top = percentiles.at_or_above.get(point)
    if value is not None:
        return format_money(value, estimate.currency)
    return f"{format_money(top, estimate.currency)} or more" if top is not None else ""


def describe_jobs(titles: Mapping[str, str], outlook: Sequence[Outlook], *, named: bool = True) -> str:
    """How the number of jobs changes: `jobs by 2034: Practice Manager +23%, ...`; nothing if no source says. Without
    names the changes are in the order of the roles."""
    changes = {each.role: each for each in outlook if each.change_percent is not None}
    if not changes:
        return ""
    years = {each.years[1] for each in changes.values() if each.years}
    when = f" by {join([str(year) for year in sorted(years)], 'or')}" if years else ""
    said: dict[str, list[str]] = {}
    for role in titles:
        if role in changes:
            said.setdefault(format_change(changes[role].change_percent or 0), []).append(titles[role])
    if not named and len(changes) == len(titles):
        return f"jobs{when}: {join(list(said)) if len(said) > 1 else f'{next(iter(said))} for both'}"
    return f"jobs{when}: {', '.join(f'{join(names)} {change}' for change, names in said.items())}"

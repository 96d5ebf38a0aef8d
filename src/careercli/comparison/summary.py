"""The plain sentences at the top of a comparison: who pays more, what is shared, what sets apart, what a step asks."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from careercli.comparison.pay import (
    PREFERRED,
    find_pair,
    get_estimates,
)
from careercli.documents import Basis, Comparison, Row
from careercli.model import (
    SECTIONS,
    Estimate,
    Number,
    is_stated,
    strength,
)
from careercli.words import count, format_money, join, make_possessive

NAMED = 3
"""How many items a sentence names."""

ASKED = strength("common")
"""How strongly a requirement or skill must be stated for a step to ask for it."""

MAIN_SCALE = "importance"
"""The scale of which the summary tells."""

OWN = {"bundled": "role files", "user": "role files"}
"""The datasets whose roles are described with the same items."""

GENERAL_AREA = "overall"
"""The area of items that say what a role is rather than what sets it apart; they are named last."""


def summarise(comparison: Comparison) -> tuple[str, ...]:
    """Two to five sentences that answer: who pays how much more and of what base, what the roles share, what most sets
    each apart, and what the step from the first to the second asks for."""
    sentences = [_pay(comparison), _official(comparison)]
    if len(_vocabularies(comparison)) > 1:
        sentences.append(_unlike(comparison))
    else:
        sentences += [_rated(comparison), _shared(comparison), _apart(comparison), _step(comparison)]
    return tuple(sentence for sentence in sentences if sentence)


def _pays(title: str) -> str:
    """The verb that goes with a title: those of taxonomies are plural, `Surgeons, All Other`."""
    noun = title.split(",", maxsplit=1)[0]
    return "pay" if noun.endswith("s") and not noun.endswith("ss") else "pays"


def _titles(comparison: Comparison) -> dict[str, str]:
    return {role.id: role.title for role in comparison.roles}


def _rows(comparison: Comparison) -> list[Row]:
    """The rows that some role states and that are not rated: to have a rating is no news."""
    return [row for section in SECTIONS for row in _unrated(comparison.section(section)) if row.status != "none"]


def _unrated(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if not is_rated(row)]


def _vocabularies(comparison: Comparison) -> dict[str, list[str]]:
    """The titles of the roles by whose items they are described with: role files share theirs."""
    by_items: dict[str, list[str]] = {}
    for role in comparison.roles:
        by_items.setdefault(OWN.get(role.dataset, role.dataset), []).append(role.title)
    return by_items


def _unlike(comparison: Comparison) -> str:
    who = join([f"{join(titles)} ({name})" for name, titles in _vocabularies(comparison).items()])
    return (
        f"The duties, requirements, skills and work environment of {who} are described with different items, which are "
        "not matched: what is stated of one role alone may hold of the other."
    )


def _rated(comparison: Comparison) -> str:
    """What is clearly rated higher for each of two roles, and how many ratings show no clear difference."""
    if len(comparison.roles) != 2:
        return ""
    differences = [
        (row, each)
        for section in SECTIONS
        for row in comparison.section(section)
        for each in row.differences
        if each.scale == MAIN_SCALE and each.difference is not None
    ]
    if not differences:
        return ""
    clear = sorted(
        ((row, each.difference or 0) for row, each in differences if each.clear), key=lambda one: -abs(one[1])
    )
    unclear = sum(each.clear is False for _, each in differences)
    parts = []
    for role, sign in zip(comparison.roles, (-1, 1), strict=True):
        higher = [f"{row.label} (+{abs(points):.0f})" for row, points in clear if points * sign > 0]
        if higher:
            more = f" (and {len(higher) - NAMED} more)" if len(higher) > NAMED else ""
            parts.append(f"for {role.title}: {'; '.join(higher[:NAMED])}{more}")
    count = f"{unclear} of {len(differences)} {MAIN_SCALE} ratings show no clear difference"
    if not parts:
        return f"{count}, and none is clearly higher for either."
    return f"Clearly more important, in percent of the scale, {'; '.join(parts)}. {count[0].upper()}{count[1:]}."


def is_rated(row: Row) -> bool:
    """Whether a row has ratings rather than statements."""
    return any(cell is not None and cell.ratings for cell in row.roles.values())


def _sources(row: Row) -> set[str]:
    """The sources that give a role the item; one that denies it does not describe the role."""
    return {
        source
        for cell in row.roles.values()
        if cell
        for said in cell.statements
        if not said.against
        for source in said.sources
    }


def _firmest(rows: Iterable[Row]) -> list[Row]:
    """The rows, those first that are contested least, and stated most firmly and by most sources."""

    def rank(row: Row) -> tuple[bool, int, bool, int]:
        return row.is_contested, -row.strength, row.area == GENERAL_AREA, -len(_sources(row))

    return sorted(rows, key=rank)


def _labels(rows: Sequence[Row], named: int = NAMED) -> str:
    """The labels of the first rows, and how many more there are."""
    more = f" (and {len(rows) - named} more)" if len(rows) > named else ""
    return "; ".join(row.label for row in rows[:named]) + more


class _Spread(NamedTuple):
    """The lowest and the highest of the roles' figures that are of one kind: statistic, currency and period."""

    lower: Estimate
    higher: Estimate
    left_out: tuple[str, ...]
    """The roles that have no such figure."""

    @property
    def difference(self) -> Number:
        return round((self.higher.amount or 0) - (self.lower.amount or 0), 2)

    @property
    def apart(self) -> str:
        return format_money(self.difference, self.lower.currency)

    @property
    def percent_of_lower(self) -> float | None:
        return self.difference / self.lower.amount * 100 if self.lower.amount else None


def _spread(comparison: Comparison, basis: Basis) -> _Spread | None:
    """The figures furthest apart: of two roles the ones that their gap is of, of more those of the kind most have."""
    told = {
        role
        for gap in comparison.salary.gaps
        if gap.basis == basis and gap.difference is not None
        for role in (gap.from_, gap.to)
    }
    by_role = {}
    for head in comparison.roles:
        of_role = [pay for pay in comparison.salary.estimates if pay.role == head.id]
        own = get_estimates(of_role, "own") if head.id in told else []
        by_role[head.id] = get_estimates(of_role, basis) or own
    kinds: dict[tuple[str, str, str], dict[str, Estimate]] = {}
    if len(by_role) == 2:
        for pay in find_pair(*by_role.values()) or ():
            kinds.setdefault((pay.statistic, pay.currency, pay.period), {})[pay.role] = pay
    else:
        for role, estimates in by_role.items():
            for pay in estimates:
                if pay.amount is not None:
                    kinds.setdefault((pay.statistic, pay.currency, pay.period), {}).setdefault(role, pay)
    if not told or not kinds:
        return None
    kind = max(kinds, key=lambda kind: (len(kinds[kind]), -PREFERRED.index(kind[0])))
    figures = sorted(kinds[kind].values(), key=lambda pay: pay.amount or 0)
    if len(figures) < 2:
        return None
    return _Spread(figures[0], figures[-1], tuple(role for role in by_role if role not in kinds[kind]))


def _money(estimate: Estimate) -> str:
    return format_money(estimate.amount or 0, estimate.currency)


def _pay(comparison: Comparison) -> str:
    titles = _titles(comparison)
    spread = _spread(comparison, "own")
    if spread is None:
        notes = [gap.notes[0].rstrip(".") for gap in comparison.salary.gaps if gap.basis == "own"]
        reasons = "; ".join(note[0].lower() + note[1:] for note in dict.fromkeys(notes))
        return f"No pay gap can be told: {reasons}."
    lower, higher = spread.lower, spread.higher
    kind = " (averages as the sources give them)" if lower.statistic == "average" else f" ({lower.statistic}s)"
    rest = _left_out(comparison, spread.left_out)
    if not spread.difference:
        equal = join([title for role, title in titles.items() if role not in spread.left_out])
        return f"{equal} pay the same, {_money(lower)} a {lower.period}{kind}{rest}."
    one, two = titles[higher.role], titles[lower.role]
    percent = spread.percent_of_lower
    base = f", {percent:.2f}% of {make_possessive(two)} pay" if percent is not None else ""
    if len(titles) == 2:
        amounts = f"{_money(higher)} against {_money(lower)}"
        return f"{one} {_pays(one)} {spread.apart} a {lower.period} more than {two}{base}: {amounts}{kind}."
    most = f"{one} {_pays(one)} most, {_money(higher)} a {lower.period}, and {two} least, {_money(lower)}"
    return f"{most}{kind}: {spread.apart} apart{base}{rest}."


def _left_out(comparison: Comparison, roles: Sequence[str]) -> str:
    """Which roles the pay sentence leaves out, and why."""
    titles = _titles(comparison)
    paid = {pay.role for pay in get_estimates(comparison.salary.estimates, "own") if pay.amount is not None}
    unpaid = join([titles[role] for role in roles if role not in paid])
    unlike = join([titles[role] for role in roles if role in paid])
    no_pay = f"; no source states pay for {unpaid}" if unpaid else ""
    return no_pay + (f"; the pay of {unlike} cannot be compared with it" if unlike else "")


def _official(comparison: Comparison) -> str:
    """The same of the official figures for the nearest occupations; nothing where no role has any."""
    titles = _titles(comparison)
    near: dict[str, list[str]] = {}
    names = {}
    for pay in get_estimates(comparison.salary.estimates, "nearest"):
        if pay.nearest:
            names[pay.nearest.name] = pay.nearest.title
            roles = near.setdefault(pay.nearest.name, [])
            if titles[pay.role] not in roles:
                roles.append(titles[pay.role])
    spread = _spread(comparison, "nearest")
    if spread is None:
        if len(near) == 1 and len(*near.values()) == len(titles):
            (name,) = near
            return f"Official figures tell no gap: the nearest occupation of each is {name}."
        return ""
    ends = [
        f"{_money(pay)} for {names[pay.nearest.name]} (nearest to {join(near[pay.nearest.name])})"
        if pay.nearest
        else f"{_money(pay)} for {titles[pay.role]}"
        for pay in (spread.higher, spread.lower)
    ]
    up_to = "up to " if len(titles) > 2 else ""
    statistic = spread.lower.statistic
    return f"Official {statistic}s of broader occupations stand {up_to}{spread.apart} apart: {' against '.join(ends)}."


def _shared(comparison: Comparison) -> str:
    rows = _rows(comparison)
    shared = [row for row in rows if row.status == "shared"]
    who = "Both" if len(comparison.roles) == 2 else f"All {len(comparison.roles)}"
    if not rows:
        return "No source states any duty, requirement, skill or work environment of these roles."
    if not shared:
        return f"{who} share none of the {len(rows)} items stated of them."
    counts = [
        count(len(of_section), info.noun, info.plural)
        for section, info in SECTIONS.items()
        if (of_section := [row for row in _unrated(comparison.section(section)) if row.status == "shared"])
    ]
    return f"{who} share {len(shared)} of the {len(rows)} items stated ({join(counts)}): {_labels(_firmest(shared))}."


def _apart(comparison: Comparison) -> str:
    named = NAMED if len(comparison.roles) == 2 else 1
    parts = []
    for role in comparison.roles:
        own = [row for row in _rows(comparison) if row.status == "unique" and is_stated(row.roles[role.id])]
        if own:
            parts.append(f"of {role.title} alone: {_labels(_firmest(own), named)}")
    return f"Stated {', and '.join(parts)}." if parts else ""


def _step(comparison: Comparison) -> str:
    """What is stated firmly enough of the second role, requirements before skills, and not at all of the first."""
    first, second = comparison.roles[:2]
    asked = []
    for row in (*_firmest(_unrated(comparison.requirements)), *_firmest(_unrated(comparison.skills))):
        cell = row.roles[second.id]
        said = [strength(statement.modality) for statement in cell.statements if not statement.against] if cell else []
        if max(said, default=0) >= ASKED:
            asked.append(row)
    new = [row for row in asked if not is_stated(row.roles[first.id])]
    if not asked:
        return f"What the step from {first.title} to {second.title} asks for, no source states."
    if not new:
        return f"The step from {first.title} to {second.title} asks for nothing not also stated of {first.title}."
    step = f"The step from {first.title} to {second.title} asks for what is not stated of {first.title}"
    return f"{step}: {_labels(new)}."

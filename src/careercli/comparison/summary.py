"""The plain sentences of a comparison: who earns more, what ratings say, what is shared, what is not, what a step asks.

They work for any title: none is made possessive, and no verb has to agree with one.
"""

from collections.abc import Iterable, Sequence

from careercli.comparison.highlights import GENERAL_AREAS, TECHNOLOGY
from careercli.comparison.known import ROLE_FILES, get_vocabulary
from careercli.comparison.pay import find_place, get_estimates
from careercli.documents import ClassChange, Comparison, Contrasts, Listed, PayGap, Row, Step
from careercli.model import SECTIONS, Number, Role, Section, is_stated
from careercli.words import count, format_money, format_percent, format_signed, join, name_apart, name_some, per

NAMED = 3
"""How many items a sentence names."""

LISTS: tuple[Section, ...] = ("requirements", "skills")
"""The sections that say what a role asks for."""


def summarise(roles: Sequence[Role], comparison: Comparison) -> tuple[str, ...]:
    """The sentences, from the highlights, the gaps and the rows of a comparison of these roles."""
    sentences = [_pay(comparison), _official(comparison), *_rated(comparison)]
    vocabularies = _group_by_vocabulary(roles)
    if len(vocabularies) > 1:
        sentences.append(_unlike(vocabularies))
    if len(vocabularies) < len(roles):
        sentences += [_shared(comparison), _apart(comparison)]
        vocabulary = {role.id: get_vocabulary(role) for role in roles}
        steps = comparison.highlights.steps[: len(roles) - 1]
        sentences += [_step(comparison, step) for step in steps if vocabulary[step.from_] == vocabulary[step.to]]
    return tuple(sentence for sentence in sentences if sentence)


def _titles(comparison: Comparison) -> dict[str, str]:
    return {role.id: role.title for role in comparison.roles}


def _group_by_vocabulary(roles: Sequence[Role]) -> dict[str, list[str]]:
    """The titles of the roles by the vocabulary that describes them."""
    groups: dict[str, list[str]] = {}
    for role in roles:
        groups.setdefault(get_vocabulary(role), []).append(role.title)
    return groups


def _unlike(vocabularies: dict[str, list[str]]) -> str:
    who = join([f"{join(titles)} ({_name_vocabulary(name)})" for name, titles in vocabularies.items()])
    return (
        f"{who} use different vocabularies that careercli does not match; something listed for one role may also apply "
        "to the other."
    )


def _name_vocabulary(name: str) -> str:
    return name if name == ROLE_FILES else f"dataset {name}"


def _kind(comparison: Comparison, gap: PayGap) -> str:
    """The statistic of a gap's figures, in words."""
    if gap.statistic == "average":
        return "averages as the sources give them"
    return f"{gap.statistic}s{_where(comparison, gap)}"


def _where(comparison: Comparison, gap: PayGap) -> str:
    """The place of a gap's figures, if there are figures of more than one."""
    place = find_place(comparison.salary.estimates, gap)
    return f" in {place}" if place else ""


def _money(amount: Number | None, gap: PayGap) -> str:
    return format_money(amount or 0, gap.currency or "")


def _rate(amount: Number | None, gap: PayGap) -> str:
    """An amount and its period: `$9,994 a year`."""
    return f"{_money(amount, gap)} {per(gap.period or '')}"


def _share(gap: PayGap) -> str:
    """The difference in percent of the lower amount, in brackets; nothing if that is zero."""
    return f" ({format_percent(gap.percent)})" if gap.percent is not None else ""


def _pay(comparison: Comparison) -> str:
    titles = _titles(comparison)
    gap = comparison.highlights.pay_gap
    if gap.higher is None or gap.lower is None:
        notes = [each.notes[0] for each in comparison.salary.gaps if each.basis == "own"]
        if gap.reason == "no-pay" and len(titles) > 2:
            return _no_pay(comparison)
        return " ".join(dict.fromkeys(notes))
    higher, lower = titles[gap.higher], titles[gap.lower]
    rest = _left_out(comparison, gap)
    if not gap.difference:
        equal = join([title for role, title in titles.items() if role not in gap.left_out])
        return f"{equal}: the same pay, {_rate(gap.lower_amount, gap)} ({_kind(comparison, gap)}){rest}."
    more = f"{_money(gap.difference, gap)}{_share(gap)}"
    if gap.clear is False:
        rest = f", no clear difference{rest}"
    if len(titles) == 2:
        amounts = f"{_money(gap.higher_amount, gap)} against {_money(gap.lower_amount, gap)}"
        kind = _kind(comparison, gap)
        return f"{higher}: {more} more {per(gap.period or '')} than {lower}, {amounts} ({kind}){rest}."
    most = f"Highest pay: {higher}, {_rate(gap.higher_amount, gap)}"
    least = f"lowest: {lower}, {_money(gap.lower_amount, gap)} ({_kind(comparison, gap)})"
    return f"{most}; {least}. The difference is {more}{rest}."


def _no_pay(comparison: Comparison) -> str:
    paid = {pay.role for pay in get_estimates(comparison.salary.estimates, "own")}
    unpaid = [title for role, title in _titles(comparison).items() if role not in paid]
    return f"The pay gap is unknown: no source gives pay for {join(unpaid, 'or')}."


def _left_out(comparison: Comparison, gap: PayGap) -> str:
    """Which roles the pay sentence leaves out, and why."""
    titles = _titles(comparison)
    paid = {pay.role for pay in get_estimates(comparison.salary.estimates, "own") if pay.amount is not None}
    unpaid = join([titles[role] for role in gap.left_out if role not in paid], "or")
    unlike = join([titles[role] for role in gap.left_out if role in paid])
    no_pay = f"; no source gives pay for {unpaid}" if unpaid else ""
    return no_pay + (f"; the pay of {unlike} is not comparable" if unlike else "")


def _official(comparison: Comparison) -> str:
    """The same of official figures; nothing if no role has any that are not its own."""
    gap = comparison.highlights.official_gap
    titles = _titles(comparison)
    if gap.higher is None or gap.lower is None:
        notes = [
            each.notes[0]
            for each in comparison.salary.gaps
            if each.basis == "nearest" and each.reason not in {"no-official-pay", "own-official-pay"}
        ]
        return " ".join(dict.fromkeys(notes))
    ends = [_name_official(comparison, role, gap) for role in (gap.higher, gap.lower)]
    are_broader = "the nearest, broader occupations" if all(is_nearest for _, is_nearest in ends) else ""
    differs = f"differs by {'up to ' if len(titles) > 2 else ''}{_rate(gap.difference, gap)}"
    (one, _), (two, _) = ends
    if not gap.difference:
        differs = "is the same"
    elif gap.clear is False:
        differs = "shows no clear difference"
    where = _where(comparison, gap)
    return (
        f"Official {gap.statistic} pay{where}{f' for {are_broader}' if are_broader else ''} {differs}: "
        f"{_money(gap.higher_amount, gap)} for {one} and {_money(gap.lower_amount, gap)} for {two}."
    )


def _name_official(comparison: Comparison, role: str, gap: PayGap) -> tuple[str, bool]:
    """What the official figure of a role is for: the role, or the broader occupation nearest to it (then True)."""
    title = _titles(comparison)[role]
    amount = gap.higher_amount if role == gap.higher else gap.lower_amount
    for pay in comparison.salary.estimates:
        if pay.role == role and pay.nearest and (pay.statistic, pay.amount) == (gap.statistic, amount):
            return f"{pay.nearest.title} (nearest to {title})", True
    return title, False


def _rated(comparison: Comparison) -> list[str]:
    """What is rated clearly more important for each of two roles; then what is not clear and what cannot be judged."""
    if len(comparison.roles) != 2 or not comparison.highlights.differences:
        return []
    (contrasts,) = comparison.highlights.differences
    return [sentence for sentence in (_clear(comparison, contrasts), _unclear(comparison, contrasts)) if sentence]


def _clear(comparison: Comparison, contrasts: Contrasts) -> str:
    parts: list[str] = []
    clear = [
        (row, each.difference)
        for section in SECTIONS
        for row in comparison.section(section)
        for each in row.differences
        if each.scale == contrasts.scale and each.clear and each.difference is not None
    ]
    for role, sign in zip(comparison.roles, (-1, 1), strict=True):
        higher = sorted(((-abs(points), row.label) for row, points in clear if points * sign > 0))
        if higher:
            named = name_some([f"{label} ({format_signed(-points)})" for points, label in higher], NAMED)
            parts.append(f"for {role.title}{'' if parts else ' (points of 100)'}: {named}")
    return f"Rated clearly more important {'; '.join(parts)}." if parts else ""


def _unclear(comparison: Comparison, contrasts: Contrasts) -> str:
    """How many ratings show no clear difference, and how many cannot be judged, the largest of them by name."""
    total = contrasts.clear + contrasts.unclear + contrasts.unjudged
    parts = []
    if contrasts.unclear:
        parts.append(f"{contrasts.unclear:,} show no clear difference")
    if contrasts.unjudged:
        titles = _titles(comparison)
        named = [
            f"{each.label} ({format_signed(abs(each.difference))}? for "
            f"{titles[contrasts.to if each.difference > 0 else contrasts.from_]})"
            for each in contrasts.largest
            if each.clear is None
        ]
        largest = f", the largest being {'; '.join(named[:NAMED])}" if named else ""
        parts.append(f"{contrasts.unjudged:,} cannot be judged, since no error is published{largest}")
    return f"Of {count(total, f'{contrasts.scale} rating')} {join(parts)}." if parts else ""


def _counted(comparison: Comparison, section: Section) -> list[Row]:
    """The rows of a section that are counted: neither rated, nor unknown for a role, nor denied by all."""
    return [row for row in comparison.section(section) if not (row.is_rated or row.unknown or row.status == "none")]


def _count_shared(comparison: Comparison) -> list[str]:
    """How many items of each section are shared; technology apart."""
    counts = []
    for section, info in SECTIONS.items():
        shared = [row for row in _counted(comparison, section) if row.status == "shared"]
        examples = sum(row.area == TECHNOLOGY for row in shared)
        counts += [count(len(shared) - examples, info.noun, info.plural)] if len(shared) > examples else []
        counts += [count(examples, "technology", "technologies")] if examples else []
    return counts


def _shared(comparison: Comparison) -> str:
    rows = [row for section in SECTIONS for row in _counted(comparison, section)]
    shared = sum(row.status == "shared" for row in rows)
    who = "Both" if len(comparison.roles) == 2 else f"All {len(comparison.roles)}"
    if not any(comparison.section(section) for section in SECTIONS):
        return "No source lists duties, requirements, skills or a work environment for these roles."
    if not rows:
        return ""
    if not shared:
        return f"{who} share none of the {count(len(rows), 'item')} listed."
    examples = _name_examples(comparison.highlights.shared, NAMED, shared)
    counts = join(_count_shared(comparison))
    return f"{who} share {shared:,} of the {count(len(rows), 'item')} listed ({counts}){examples and f': {examples}'}."


def _name_examples(lists: Iterable[Listed], named: int, total: int, skipped: frozenset[str] = GENERAL_AREAS) -> str:
    """The first items, of as many areas as there are, and how many more of `total` there are; nothing if all are of
    areas to skip."""
    entries = [
        (place, each.area == TECHNOLOGY, number, label)
        for number, each in enumerate(lists)
        if each.area not in skipped
        for place, label in enumerate(each.labels)
    ]
    labels = [label for *_, label in sorted(entries, key=lambda entry: (entry[1], *entry[:3]))]
    return name_some(labels[:named], named, total) if labels else ""


def _apart(comparison: Comparison) -> str:
    named = NAMED if len(comparison.roles) == 2 else 1
    parts = []
    for role in comparison.roles:
        own = sum(
            row.status == "unique" and is_stated(row.roles[role.id])
            for section in SECTIONS
            for row in _counted(comparison, section)
        )
        lists = [each for each in comparison.highlights.only if each.roles == (role.id,)]
        examples = _name_examples(lists, named, own)
        if own:
            parts.append(f"Only {role.title}: {examples or count(own, 'item')}.")
    return " ".join(parts)


def _step(comparison: Comparison, step: Step) -> str:
    """What a step calls for: what is new, what is needed at a higher level, more education or experience."""
    titles = _titles(comparison)
    one, two = titles[step.from_], titles[step.to]
    move = f"Moving from {one} to {two} calls for"
    parts = []
    new = sum(len(each.ids) for each in step.new)
    if new:
        parts.append(f"things not listed for {one}: {_name_examples(step.new, NAMED, new, frozenset())}")
    if step.higher:
        labels = name_apart([(each.label, each.area) for each in step.higher])
        levels = [
            f"{label} ({each.from_level:.0f} to {each.to_level:.0f})"
            for label, each in zip(labels, step.higher, strict=True)
        ]
        parts.append(f"higher levels (points of 100): {name_some(levels, NAMED)}")
    if rises := [each for each in step.classes if each.change == "higher"]:
        parts.append(f"more, by the commonest class: {'; '.join(map(_describe_rise, rises))}")
    if parts:
        return f"{move} {'. It calls for '.join(parts)}."
    return _say_nothing(comparison, step, move)


def _describe_rise(change: ClassChange) -> str:
    return f"{change.area} (from {change.from_} to {change.to})"


def _say_nothing(comparison: Comparison, step: Step, move: str) -> str:
    """Why a step calls for nothing: no source says what it takes, or what there is already, or nothing is new."""
    titles = _titles(comparison)
    one, two = titles[step.from_], titles[step.to]
    has = {
        role: any(is_stated(row.roles[role]) for section in LISTS for row in comparison.section(section))
        for role in (step.from_, step.to)
    }
    if not has[step.to]:
        return f"No source says what moving from {one} to {two} requires."
    if not has[step.from_]:
        return f"What is new in moving from {one} to {two} is unknown: no source says what {one} requires."
    unknown = [each.area for each in step.classes if each.change == "unknown"]
    unknown += [f"levels of {join(step.unrated)}"] * bool(step.unrated)
    if unknown:
        return f"{move} nothing that is not listed for {one} as well; unknown: {join(unknown)}."
    return f"{move} nothing that is not listed for {one} as well."

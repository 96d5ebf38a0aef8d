"""The answer in two or three sentences: who earns more, who says so, what grows, what the roles have in common.

They work for any title: none is made possessive, and no verb has to agree with one.
"""

from collections.abc import Iterable, Sequence

from careercli.comparison.highlights import GENERAL_AREAS, TECHNOLOGY
from careercli.comparison.known import ROLE_FILES
from careercli.comparison.pay import find_place, get_estimates
from careercli.documents import Basis, Comparison, PayGap
from careercli.model import SECTIONS, Cell, Estimate, Percentiles
from careercli.render.brief import Said, Sentence, collect, get_titles
from careercli.render.brief.figures import describe_jobs
from careercli.render.wording import format_date
from careercli.words import capitalise, count, format_money, format_percent, join, name_some, per

NAMED = 3
"""How many items a sentence names."""

NEEDED = 50.0
"""The importance, in points of 100, from which on an item matters."""


def make_answer(comparison: Comparison) -> list[Sentence]:
    """The sentences, the most telling first, then what the catalog and the comparison note."""
    official = _say_official(comparison)
    jobs = () if official and comparison.highlights.official_gap.higher else _say_jobs(comparison)
    sentences = [_say_pay(comparison), official, _capitalise(jobs), _say_shared(comparison)]
    sentences += [(Said(note),) for note in comparison.notes]
    return [sentence for sentence in sentences if sentence]


def _capitalise(sentence: Sentence) -> Sentence:
    return tuple(
        Said(capitalise(part.text) if not place else part.text, part.sources) for place, part in enumerate(sentence)
    )


def get_vocabularies(comparison: Comparison) -> dict[str, list[str]]:
    """The titles of the roles by the vocabulary that describes them: a dataset, or role files."""
    found: dict[str, list[str]] = {}
    for role in comparison.roles:
        found.setdefault(ROLE_FILES if role.source is None else f"dataset {role.dataset}", []).append(role.title)
    return found


def is_comparable(comparison: Comparison) -> bool:
    """True if any two of the roles are described with one vocabulary."""
    return len(get_vocabularies(comparison)) < len(comparison.roles)


def _find(comparison: Comparison, gap: PayGap, role: str | None) -> Estimate | None:
    """The figure of a role that a pay gap uses."""
    amount = gap.higher_amount if role == gap.higher else gap.lower_amount
    for each in comparison.salary.estimates:
        wanted = (role, gap.statistic, gap.currency, gap.period, amount)
        if (
            (each.role, each.statistic, each.currency, each.period, each.amount) == wanted
            and (gap.basis == "nearest" or each.nearest is None)
            and gap.area in {None, each.area}
        ):
            return each
    return None


def _money(amount: float | None, gap: PayGap) -> str:
    return format_money(amount or 0, gap.currency or "")


def _say_pay(comparison: Comparison) -> Sentence:
    titles, gap = get_titles(comparison), comparison.highlights.pay_gap
    if gap.higher is None or gap.lower is None:
        return _say_no_gap(comparison, "own")
    figures = [figure for role in (gap.higher, gap.lower) if (figure := _find(comparison, gap, role))]
    sources = collect(figure.sources for figure in figures)
    kind = _describe_kind(gap, figures, comparison)
    higher, lower, period = titles[gap.higher], titles[gap.lower], per(gap.period or "")
    share = f" ({format_percent(gap.percent)})" if gap.percent is not None else ""
    if not gap.difference:
        equal = join([title for role, title in titles.items() if role not in gap.left_out])
        text = f"{equal}: the same pay, {_money(gap.lower_amount, gap)} {period} ({kind})"
    elif len(titles) == 2:
        text = f"{higher}: {_money(gap.difference, gap)}{share} more {period} than {lower} ({kind})"
    else:
        more = f"{_money(gap.difference, gap)}{share} more than the lowest, {lower}"
        text = f"Highest pay: {higher}, {_money(gap.higher_amount, gap)} {period}, {more} ({kind})"
    if gap.clear is False and gap.difference:
        text += ", no clear difference"
    left_out = join([titles[role] for role in gap.left_out], "or")
    rest = f" No comparable pay for {left_out}." if left_out else ""
    overlap = _say_overlap(figures) if len(titles) == 2 else ""
    return (Said(text, sources), Said(f".{overlap}{rest}"))


def _describe_kind(gap: PayGap, figures: Sequence[Estimate], comparison: Comparison) -> str:
    """What the figures are and who says so: `averages; Climb the Ladder, 3 articles, undated, one voice`."""
    used = {source: comparison.sources[source] for source in collect(figure.sources for figure in figures)}
    voices = {source.voice or source_id for source_id, source in used.items()}
    names = list(dict.fromkeys(source.publisher or "publisher not stated" for source in used.values()))
    parts = [join(names)]
    kinds = {source.kind or "source" for source in used.values()}
    if "statistics" not in kinds:
        parts.append(count(len(used), *kinds) if len(kinds) == 1 else count(len(used), "source"))
    dates = [format_date(figure.as_of) for figure in figures if figure.as_of]
    dates = dates or [format_date(source.date) if source.date else "undated" for source in used.values()]
    parts.append(join(list(dict.fromkeys(dates)), "or"))
    parts += ["one voice"] if len(used) > len(voices) == 1 else []
    place = find_place(comparison.salary.estimates, gap)
    return f"{gap.statistic}s{f' in {place}' if place else ''}; {', '.join(parts)}"


def _say_overlap(figures: Sequence[Estimate]) -> str:
    """Where the middle halves of two distributions overlap, or that they do not."""
    ranges = [found for figure in figures if figure.percentiles and (found := _get_half(figure.percentiles))]
    if len(ranges) < 2:
        return ""
    low, high = max(low for low, _ in ranges), min(high for _, high in ranges)
    if low > high:
        return " The middle halves do not overlap."
    ends = [format_money(each, figures[0].currency) for each in (low, high)]
    return f" The middle halves overlap from {' to '.join(ends)}."


def _get_half(percentiles: Percentiles) -> tuple[float, float] | None:
    low, high = percentiles.p25, percentiles.p75
    return None if low is None or high is None else (low, high)


def _say_no_gap(comparison: Comparison, basis: Basis) -> Sentence:
    """Why there is no gap."""
    titles = get_titles(comparison)
    gap = comparison.highlights.pay_gap if basis == "own" else comparison.highlights.official_gap
    notes = list(dict.fromkeys(each.notes[0] for each in comparison.salary.gaps if each.basis == basis and each.notes))
    if gap.reason == "no-pay" and len(titles) > 2:
        paid = {each.role for each in get_estimates(comparison.salary.estimates, "own")}
        unpaid = [title for role, title in titles.items() if role not in paid]
        notes = [f"The pay gap is unknown: no source gives pay for {join(unpaid, 'or')}."]
    return (Said(" ".join(notes)),) if notes else ()


def _say_official(comparison: Comparison) -> Sentence:
    """Official pay, if it is that of nearest occupations."""
    titles, gap = get_titles(comparison), comparison.highlights.official_gap
    if gap.higher is None or gap.lower is None:
        silent = {"no-official-pay", "own-official-pay"}
        return () if gap.reason in silent else _say_no_gap(comparison, "nearest")
    figures = {role: _find(comparison, gap, role) for role in titles if role in {gap.higher, gap.lower}}
    sources = collect(figure.sources for figure in figures.values() if figure)
    dates = list(dict.fromkeys(format_date(figure.as_of) for figure in figures.values() if figure and figure.as_of))
    date = f", {join(dates)}" if dates else ""
    amounts = {role: _money(gap.higher_amount if role == gap.higher else gap.lower_amount, gap) for role in figures}
    if all(figure and figure.nearest for figure in figures.values()) and len(titles) == 2:
        said = f" for the nearest, broader occupations: {join(list(amounts.values()))}"
    else:
        names = {
            role: f"{figure.nearest.title} (nearest to {titles[role]})" if figure and figure.nearest else titles[role]
            for role, figure in figures.items()
        }
        said = f": {join([f'{amount} for {names[role]}' for role, amount in amounts.items()])}"
    place = find_place(comparison.salary.estimates, gap)
    where = f" in {place}" if place else ""
    text = f"Official {gap.statistic} pay {per(gap.period or '')}{where}{said}{date}"
    if gap.clear is False and gap.difference:
        text += ", no clear difference"
    jobs = _say_jobs(comparison, named=len(titles) > 2)
    return (Said(text, sources), *(Said("; "), *jobs)) if jobs else (Said(text, sources), Said("."))


def _say_jobs(comparison: Comparison, *, named: bool = True) -> Sentence:
    jobs = describe_jobs(get_titles(comparison), comparison.outlook, named=named)
    changing = [each for each in comparison.outlook if each.change_percent is not None]
    return (Said(jobs, collect(each.sources for each in changing)), Said(".")) if jobs else ()


def _say_shared(comparison: Comparison) -> Sentence:
    """What the roles have in common; of roles of different vocabularies, that this is unknown."""
    vocabularies = get_vocabularies(comparison)
    if len(vocabularies) > 1:
        who = join([f"{join(titles)} ({name})" for name, titles in vocabularies.items()])
        return (
            Said(
                f"Duties and requirements are not compared: {who} use different vocabularies that careercli does not "
                "match; something listed for one role may also apply to the other."
            ),
        )
    every = "Both" if len(comparison.roles) == 2 else f"All {len(comparison.roles)}"
    lists = [each for each in comparison.highlights.shared if each.area not in {*GENERAL_AREAS, TECHNOLOGY}]
    total = sum(len(each.ids) for each in comparison.highlights.shared)
    entries = [
        (list(SECTIONS).index(each.section) > 1, place, number, label)
        for number, each in enumerate(lists)
        for place, label in enumerate(each.labels)
    ]
    labels = [label for *_, label in sorted(entries)]
    if comparison.highlights.differences and len(comparison.roles) == 2:
        alike = _list_alike(comparison)
        return (Said(f"Important to both alike: {name_some(alike, NAMED)}."),) if alike else ()
    if not labels:
        return ()
    more = f" (+{total - NAMED:,})" if total > NAMED else ""
    return (Said(f"{every}: {'; '.join(labels[:NAMED])}{more}."),)


def _list_alike(comparison: Comparison) -> list[str]:
    """Items that matter to both of two rated roles and do not differ clearly, the most important first."""
    scale = comparison.highlights.differences[0].scale
    found: list[tuple[float, str]] = []
    for section in SECTIONS:
        for row in comparison.section(section):
            values = _get_values(row.roles.values(), scale)
            unclear = any(each.scale == scale and each.clear is False for each in row.differences)
            if unclear and len(values) == len(row.roles) and min(values) >= NEEDED:
                found.append((-sum(values), row.label))
    return [label for _, label in sorted(found)]


def _get_values(cells: Iterable[Cell | None], scale: str) -> list[float]:
    scores = [cell.ratings[scale].value for cell in cells if cell and scale in cell.ratings]
    return [value for value in scores if value is not None]

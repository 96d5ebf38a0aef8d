"""What the readable formats say in the same words: statements, figures, sources.

Over 400 lines, since each is a line or two that several formats share.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from careercli.comparison.sections import get_cited
from careercli.documents import (
    STATUSES,
    Comparison,
    Dataset,
    Difference,
    Gap,
    PlacePay,
    RoleList,
    Row,
    SearchResults,
    Standing,
)
from careercli.model import (
    FIGURE_SECTIONS,
    SECTIONS,
    Cell,
    Code,
    Estimate,
    Ladder,
    Number,
    OccupationRef,
    Outlook,
    Percentiles,
    Point,
    Related,
    Source,
    Stated,
    Statement,
    is_stated,
)
from careercli.words import capitalise, format_money, format_signed, join, make_ordinal, per

NOT_STATED = "not stated"
NO_DATA = "no data"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HOW_TO_READ = (
    "(typical), (common), (some), (possible): how strongly a source says it; unmarked statements are made without "
    "reservation. "
    "(against): it denies the role the item. Contested: the statements contradict each other."
)
HOW_TO_READ_RATINGS = (
    "Ratings are in points of 100, from the lowest to the highest value of the publisher's scale. A difference that "
    "may be chance reads: no clear difference (see docs/methods.md); a question mark: its error is not published. What "
    "the publisher recommends to suppress, or calls not relevant, is not shown as a number."
)
FIELDS = {"title": "title", "alias": "also called", "summary": "summary", "duty": "duty", "skill": "asked for"}
"""Where a search found what matches, in words."""

BAR_KEY = "Bars, {scale}: {thin} 10th to 90th percentile, {thick} 25th to 75th, {median} median, > at or above."
SCHEMES = {"onet-soc": "O*NET-SOC"}
"""How schemes of codes are written, if not in capitals."""

NO_ROWS = {
    None: NOT_STATED,
    "shared": "nothing in common",
    "different": "no differences",
}
POINTS: tuple[Point, ...] = ("p10", "p25", "p50", "p75", "p90")
"""The percentiles, the lowest first."""

SECTION_TITLES: dict[str, str] = {**FIGURE_SECTIONS, **{name: section.title for name, section in SECTIONS.items()}}


def list_values(pay: Estimate | PlacePay | None) -> list[Number]:
    """All values of a figure that an axis has to reach."""
    if pay is None:
        return []
    values = [pay.amount, pay.at_or_above]
    if pay.percentiles:
        values += [getattr(pay.percentiles, point) for point in POINTS]
        values += pay.percentiles.at_or_above.values()
    return [value for value in values if value is not None]


class Figures(Struct, frozen=True):
    """Figures under one title: a role's own, or those of an occupation that one or more roles are nearest to."""

    title: str
    estimates: tuple[Estimate, ...]
    outlook: tuple[Outlook, ...]


def qualify(statement: Statement) -> str:
    """A statement with how strongly, and under which condition, it is said, and whether it denies the item."""
    against = "against" if statement.against else None
    marks = [mark for mark in (statement.modality, statement.condition, against) if mark and mark != "stated"]
    return f"{statement.text} ({', '.join(marks)})" if marks else statement.text


def introduce(cell: Cell | Stated) -> str:
    """What comes before the statements of a cell: that they contradict each other, and how, or that the role does not
    state the item; nothing in most cells."""
    if cell.agreement == "contested":
        return " ".join(["contested:", *(said.contradicts for said in cell.statements if said.contradicts)])
    return "" if is_stated(cell) else f"{NOT_STATED}:"


def number_sources(sources: Iterable[str]) -> dict[str, int]:
    """The number of each footnote, by source id."""
    return {source: number for number, source in enumerate(sources, 1)}


def describe_source(source: Source) -> str:
    """A source as in a footnote: title, publisher, kind, date, licence, address, and what its licence wants."""
    title = source.title if source.title[-1] in ".?!" else f"{source.title}."
    about = [source.publisher or "Publisher not stated", source.kind, source.date or "no date", source.licence]
    more = "".join(f". {part.rstrip('.')}" for part in (source.url, source.attribution) if part)
    return f"{title} {', '.join(part for part in about if part)}{more}{'.' if source.attribution else ''}"


def describe_voices(sources: Mapping[str, Source], ref: str, quote: Callable[[str], str] = str) -> list[str]:
    """Which footnotes are one voice, a sentence each; `ref` is how a footnote is named, with {} for its number, and
    `quote` makes a name a text of the format."""
    numbers = number_sources(sources)
    by_voice: dict[str, list[str]] = {}
    for source_id, source in sources.items():
        by_voice.setdefault(source.voice or source_id, []).append(source_id)
    return [
        f"{join([ref.format(numbers[source_id]) for source_id in ids])} {'both' if len(ids) == 2 else 'all'} come from "
        f"{quote(sources[ids[0]].publisher or voice)} and count as one source."
        for voice, ids in by_voice.items()
        if len(ids) > 1
    ]


def describe_amount(estimate: Estimate) -> str:
    """The amount of an estimate: `$65,917 a year (average)`."""
    if estimate.amount is not None:
        amount = f"{format_money(estimate.amount, estimate.currency)} {per(estimate.period)}"
    elif estimate.at_or_above is not None:
        amount = f"at or above {format_money(estimate.at_or_above, estimate.currency)} {per(estimate.period)}"
    else:
        amount = "not available" if "amount" in estimate.not_available else NOT_STATED
    error = "" if estimate.error is None else f", standard error {estimate.error:g}%"
    return f"{amount} ({estimate.statistic}{error})"


def describe_scope(estimate: Estimate) -> str:
    """Where, when and for how many people a figure holds."""
    people = f"{estimate.employment:,} people" if estimate.employment is not None else None
    if "employment" in estimate.not_available:
        people = "number of people not available"
    return ", ".join(part for part in (estimate.area, estimate.as_of, people) if part)


def describe_percentiles(percentiles: Percentiles, currency: str) -> str:
    """The published percentiles: `10th $69,680, 25th $88,560, ...`."""
    parts = []
    for point in POINTS:
        value: Number | None = getattr(percentiles, point)
        top = percentiles.at_or_above.get(point)
        if value is not None:
            parts.append(f"{point[1:]}th {format_money(value, currency)}")
        elif top is not None:
            parts.append(f"{point[1:]}th at or above {format_money(top, currency)}")
    return "percentiles: " + (", ".join(parts) or "not available")


def describe_outlook(outlook: Outlook) -> list[str]:
    """A projection in lines: the numbers, and what entry typically asks for."""
    first, last = (f" in {year}" for year in outlook.years) if outlook.years else ("", "")
    numbers = []
    if outlook.employment is not None:
        numbers.append(f"{outlook.employment:,} people employed{first}")
    if outlook.projected_employment is not None:
        numbers.append(f"{outlook.projected_employment:,} projected{last}")
    if outlook.change_percent is not None:
        numbers.append(f"{format_signed(outlook.change_percent, 1)}%")
    if outlook.openings_per_year is not None:
        numbers.append(f"{outlook.openings_per_year:,} openings a year")
    asks = (
        ("entry education", outlook.entry_education),
        ("related experience", outlook.experience),
        ("training on the job", outlook.training),
    )
    entry = [f"{what}: {text}" for what, text in asks if text]
    return [part for part in (", ".join(numbers), "; ".join(entry)) if part]


def describe_gap(gap: Gap, names: Mapping[str, str], arrow: str) -> str:
    """A gap from the first to the second of two roles or occupations: its amount, and that in percent of each."""
    one, two = names[gap.from_], names[gap.to]
    sign = "+" if (gap.difference or 0) > 0 else ""
    amount = f"{sign}{format_money(gap.difference or 0, gap.currency or '')} {per(gap.period or '')}"
    bases = ((gap.percent_of_from, one), (gap.percent_of_to, two))
    percents = [f"{format_signed(percent, 2)}% of the pay of {name}" for percent, name in bases if percent is not None]
    of_each = f" ({', '.join(percents)})" if percents else ""
    scope = ", ".join(part for part in (f"{gap.statistic}s", gap.area, gap.as_of) if part)
    return f"Gap {one} {arrow} {two}, {scope}: {amount}{of_each}"


def describe_ranges(gap: Gap) -> str:
    """What the pay ranges of two roles have in common, and the place of each median in the other's range."""
    parts = []
    if gap.overlap:
        low, high, top = gap.overlap.low, gap.overlap.high, gap.overlap.at_or_above
        currency = gap.currency or "USD"
        if low is None:
            parts.append("Their ranges, 10th to 90th percentile, do not meet.")
        else:
            end = format_money(high, currency) if high is not None else f"at least {format_money(top or 0, currency)}"
            parts.append(f"Their ranges, 10th to 90th percentile, overlap from {format_money(low, currency)} to {end}.")
    first, second = ("first", "second")
    places = [
        f"the median of the {first if each.role == gap.from_ else second} is {_place(each)} of the "
        f"{second if each.role == gap.from_ else first}"
        for each in gap.standings
    ]
    return " ".join([*parts, *([f"{capitalise('; '.join(places))}."] if places else [])])


def _place(standing: Standing) -> str:
    low, high = (None if each is None else make_ordinal(each) for each in (standing.at_least, standing.at_most))
    if low is None:
        return f"below the {high} percentile"
    if high is None:
        return f"at or above the {low} percentile"
    if standing.at_least == standing.at_most:
        return f"at the {low} percentile"
    return f"between the {low} and {high} percentile"


def describe_gaps(gaps: Sequence[Gap], names: Mapping[str, str], arrow: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Gaps in words, each once and with the notes that are its own; then the notes that all share, and why there is
    no gap where there is none."""
    known = [gap for gap in gaps if gap.difference is not None]
    common = [note for note in (known[0].notes if known else ()) if all(note in gap.notes for gap in known)]
    lines = {
        describe_gap(gap, names, arrow): " ".join(
            part for part in (describe_ranges(gap), *(note for note in gap.notes if note not in common)) if part
        )
        for gap in known
    }
    refused = dict.fromkeys(note for gap in gaps if gap.difference is None for note in gap.notes)
    return list(lines.items()), [*common, *refused]


def _name_scheme(scheme: str) -> str:
    return SCHEMES.get(scheme, scheme.upper().replace("-", " "))


def describe_code(code: Code) -> str:
    """The occupation that a role is or comes nearest to."""
    return describe_codes([code])[0]


def describe_codes(codes: Iterable[Code]) -> list[str]:
    """The occupations that a role is or comes nearest to, each once, with its codes."""
    found: dict[tuple[str, str], list[str]] = {}
    for code in codes:
        key = code.title or "title not stated", code.match
        found.setdefault(key, []).append(f"{_name_scheme(code.scheme)} {code.code}")
    return [
        f"Nearest occupation: {title} ({'; '.join(names)}), broader than the role"
        if match == "nearest"
        else f"Occupation: {title} ({'; '.join(names)})"
        for (title, match), names in found.items()
    ]


def describe_ladder(ladder: Ladder, arrow: str) -> str:
    """A ladder with its rungs, the lowest first."""
    rungs = f" {arrow} ".join(rung.title for rung in ladder.rungs)
    return f"{ladder.title}: {rungs} (level {ladder.level} of {len(ladder.rungs)})"


def describe_neighbours(ladder: Ladder) -> str:
    """The roles next below and above on a ladder."""
    below = f"below: {ladder.below.title} ({ladder.below.id})" if ladder.below else "nothing below"
    above = f"above: {ladder.above.title} ({ladder.above.id})" if ladder.above else "nothing above"
    return f"{below}; {above}"


def group_figures(
    titles: Mapping[str, str], estimates: Iterable[Estimate] = (), outlook: Iterable[Outlook] = ()
) -> list[Figures]:
    """The figures of each role, then those of each nearest occupation, once, however many roles are nearest to it."""
    figures: list[Estimate | Outlook] = [*estimates, *outlook]
    by_occupation: dict[OccupationRef | str, dict[str, list[Estimate | Outlook]]] = {}
    for figure in sorted(figures, key=lambda figure: figure.nearest is not None):
        by_role = by_occupation.setdefault(figure.nearest or figure.role, {})
        by_role.setdefault(figure.role, []).append(figure)
    groups = []
    for occupation, by_role in by_occupation.items():
        of_one = next(iter(by_role.values()))
        names = ", ".join(titles[role] for role in by_role)
        groups.append(
            Figures(
                title=names if isinstance(occupation, str) else f"{occupation.name}, nearest to {names}",
                estimates=tuple(figure for figure in of_one if isinstance(figure, Estimate)),
                outlook=tuple(figure for figure in of_one if isinstance(figure, Outlook)),
            )
        )
    return groups


def has_ratings(cells: Iterable[Cell | Stated | None]) -> bool:
    """Whether any of the cells is rated."""
    return any(cell is not None and cell.ratings for cell in cells)


def describe_related(related: Iterable[Related]) -> list[str]:
    """The related roles by how closely their publisher calls them related, a line each."""
    tiers: dict[str | None, list[str]] = {}
    for each in related:
        tiers.setdefault(each.tier, []).append(f"{each.title} ({each.id})")
    return [f"Related{f', {tier}' if tier else ''}: {', '.join(names)}" for tier, names in tiers.items()]


def describe_more(roles: RoleList) -> str:
    """How many more roles the imported datasets have; nothing where there are none."""
    if not roles.more:
        return ""
    counts = join([f"{count:,} in {dataset}" for dataset, count in roles.more.items()])
    return f"More roles: {counts}; list them with --dataset NAME, find them with `careercli search TEXT`."


def describe_found(results: SearchResults, limit: str = "--limit") -> str:
    """How many roles a search found, and how many of them are shown; `limit` shows more, see Style."""
    if not results.total:
        return f'Nothing fits "{results.query}".'
    if results.spelling is not None:
        return f'Little or nothing fits "{results.query}"; searched for "{results.spelling}" and the like.'
    if len(results.hits) < results.total:
        return f"Showing {len(results.hits):,} of {results.total:,} matches; use {limit} for more."
    return f"{results.total:,} {'match' if results.total == 1 else 'matches'}."


def describe_origin(dataset: Dataset) -> str:
    """Whether a dataset in force ships with careercli or was imported, and when."""
    return "ships with careercli" if dataset.box else f"imported {dataset.imported}"


def describe_counts(dataset: Dataset) -> str:
    """How many of what a dataset holds."""
    return ", ".join(f"{count:,} {what}" for what, count in dataset.counts.items())


def say_absent(row: Row, role: str) -> str:
    """What an empty cell says: that the role does not state the item, or that there is no data of that kind for it."""
    return NO_DATA if role in row.unknown else NOT_STATED


def describe_differences(differences: Sequence[Difference]) -> str:
    """The differences of a row of two roles: `importance +14, level no clear difference`; a question mark follows one
    whose error is not published."""
    return ", ".join(
        f"{each.scale} {_say_difference(each)}" if each.scale != "percent" else _say_difference(each)
        for each in differences
        if each.difference is not None
    )


def _say_difference(each: Difference) -> str:
    if each.clear is False:
        return "no clear difference"
    if not each.difference:
        return "no difference"
    unit = " points" if each.scale == "percent" else ""
    unsure = "" if each.clear else "?"
    return f"{format_signed(each.difference)}{unsure}{unit}"


def get_mark(row: Row, roles: Sequence[str]) -> str:
    """The sign of a row: `=` all roles, `~` some, `?` one and no data for another, `-` none; one of two roles: `<` the
    first, `>` the second; one of more: its letter."""
    if row.status != "unique":
        return {"shared": "=", "partial": "~", "unknown": "?"}.get(row.status, "-")
    index = next(index for index, role in enumerate(roles) if is_stated(row.roles[role]))
    return "<>"[index] if len(roles) == 2 else LETTERS[index]


def describe_marks(titles: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """What the signs of rows mean."""
    there = {row.status for row in rows}
    none = ["? no data for another role"] if "unknown" in there else []
    none += ["- none"] if "none" in there else []
    if len(titles) == 2:
        return ["= both", f"< only {titles[0]}", f"> only {titles[1]}", *none]
    only = (f"{letter} only {title}" for letter, title in zip(LETTERS, titles, strict=False))
    return ["= all", "~ some", *only, *none]


def get_shown(comparison: Comparison, sections: Sequence[str]) -> dict[str, Source]:
    """The sources of a comparison; if only some sections are shown, those that these name."""
    cited = set(get_cited(comparison)) if sections else comparison.sources.keys()
    return {source_id: source for source_id, source in comparison.sources.items() if source_id in cited}


def count_rows(rows: Sequence[Row]) -> str:
    """How many rows of each status: `10 shared, 40 unique`."""
    counts = [(sum(row.status == status for row in rows), status) for status in STATUSES]
    return ", ".join(f"{count} {status}" for count, status in counts if count)


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def format_date(date: str) -> str:
    """A date as one says it: `May 2024` for 2024-05; any other text as it is."""
    year, _, month = date.partition("-")
    if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= len(MONTHS):
        return f"{MONTHS[int(month) - 1]} {year}"
    return date

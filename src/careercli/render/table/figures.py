"""Pay and outlook in full: every figure with its scope, its percentiles, and the gaps."""

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len

from careercli.comparison.pay import get_estimates
from careercli.documents import Gap
from careercli.model import Estimate, Number, Outlook, Percentiles
from careercli.render.table.page import BOLD, DIM, FIGURE, GUTTER, Page
from careercli.render.wording import (
    BAR_KEY,
    NOT_STATED,
    POINTS,
    SECTION_TITLES,
    describe_amount,
    describe_gaps,
    describe_outlook,
    describe_percentiles,
    describe_scope,
    group_figures,
)

LEAST_BAR, MOST_BAR = 10, 50


def add_pay(page: Page, titles: Mapping[str, str], estimates: Sequence[Estimate], gaps: Sequence[Gap] = ()) -> None:
    """Pay with bars: what the sources state of the roles, then, apart from it, the official figures for the nearest
    occupations."""
    page.add_title(SECTION_TITLES["salary"])
    page.add("As the sources state it", style=BOLD)
    own = get_estimates(estimates, "own")
    _add_bars(page, titles, own)
    scales = _get_scales(estimates)
    spread = [estimate for estimate in own if estimate.percentiles]
    if spread:
        _add_bar_key(page, scales)
    for estimate in spread:
        page.add(
            "; ".join(part for part in (titles[estimate.role], describe_scope(estimate)) if part), indent=2, hang=2
        )
        _add_percentiles(page, estimate, scales)
    _add_gaps(page, [gap for gap in gaps if gap.basis == "own"], titles)
    groups = group_figures(titles, get_estimates(estimates, "nearest"))
    if not groups:
        return
    page.add()
    page.add("Official figures for the nearest occupations, which are broader than the roles", style=BOLD)
    if not spread:
        _add_bar_key(page, scales)
    for group in groups:
        page.add(group.title, indent=2, hang=2)
        for estimate in group.estimates:
            parts = (describe_amount(estimate), describe_scope(estimate))
            page.add(f"{'; '.join(part for part in parts if part)}{page.refs(estimate.sources)}", indent=4, hang=2)
            _add_percentiles(page, estimate, scales)
    nearest = {estimate.role: estimate.nearest.title for estimate in estimates if estimate.nearest}
    _add_gaps(page, [gap for gap in gaps if gap.basis == "nearest"], {**titles, **nearest})


Scales = Mapping[tuple[str, str], Number]
"""The highest figure of each currency and period."""


def _get_scales(estimates: Iterable[Estimate]) -> Scales:
    """The scales of all percentiles, own and official, so that their bars can be compared."""
    scales: dict[tuple[str, str], Number] = {}
    for each in estimates:
        if each.percentiles:
            kind = each.currency, each.period
            scales[kind] = max(scales.get(kind, 0), *(value or 0 for value in _values(each.percentiles)))
    return scales


def _add_bar_key(page: Page, scales: Scales) -> None:
    thin, thick, median = page.range
    scale = "on one scale" if len(scales) < 2 else "on one scale for each currency and period"
    page.add(BAR_KEY.format(scale=scale, thin=thin, thick=thick, median=median), indent=2, style=DIM)


def _add_percentiles(page: Page, estimate: Estimate, scales: Scales) -> None:
    """The percentiles of an estimate, in figures and as a line on the scale of its currency and period."""
    if estimate.percentiles:
        page.add(describe_percentiles(estimate.percentiles, estimate.currency), indent=4, hang=2)
        most = scales[estimate.currency, estimate.period]
        if any(value is not None for value in _values(estimate.percentiles)):
            page.add_line(_range(page, estimate.percentiles, most), indent=4, style=FIGURE)


def _add_bars(page: Page, titles: Mapping[str, str], estimates: Sequence[Estimate]) -> None:
    """A line per role: amount and bar, the bar below where there is no room; a role without pay says so. Bars of one
    currency and period are on one scale."""
    most: dict[tuple[str, str], Number] = {}
    for each in estimates:
        kind = each.currency, each.period
        most[kind] = max(most.get(kind, 0), each.amount or each.at_or_above or 0)
    lines: list[tuple[str, str, Estimate | None]] = []
    for role, title in titles.items():
        own = [estimate for estimate in estimates if estimate.role == role]
        several = len({estimate.area for estimate in own if estimate.as_of}) > 1
        names = [f"{title}, {estimate.area}" if several and estimate.as_of else title for estimate in own]
        found = [(label, describe_amount(estimate), estimate) for label, estimate in zip(names, own, strict=True)]
        lines += found or [(title, NOT_STATED, None)]
    name = max(cell_len(title) for title, _, _ in lines)
    amount = max(len(text) for _, text, _ in lines)
    refs = max((len(page.refs(estimate.sources)) for estimate in estimates), default=0)
    room = page.style.width - 2 - name - GUTTER - amount - GUTTER - refs
    beside = room >= LEAST_BAR
    length = min(MOST_BAR, room if beside else max(1, page.style.width - 4 - refs))
    for title, text, estimate in lines:
        value = (estimate.amount or estimate.at_or_above or 0) if estimate else 0
        size = round(length * value / most[estimate.currency, estimate.period]) if estimate and value else 0
        end = ">" if estimate and estimate.at_or_above is not None and size else ""
        bar = f"{page.bar * (size - len(end))}{end}{page.refs(estimate.sources)}" if estimate else ""
        if beside:
            pad = " " * (name - cell_len(title))
            page.add_line(f"{title}{pad}  {text:<{amount}}  {bar}".rstrip(), indent=2)
        elif size:
            page.add(f"{title}: {text}", indent=2, hang=2)
            page.add_line(bar, indent=4)
        else:
            page.add(f"{title}: {text}{bar}", indent=2, hang=2)


def _add_gaps(page: Page, gaps: Sequence[Gap], names: Mapping[str, str]) -> None:
    """Gaps in words, and what to keep in mind about them."""
    lines, notes = describe_gaps(gaps, names, page.arrow)
    for line, note in lines:
        page.add(line, indent=2, hang=2)
        if note:
            page.add(note, indent=4, style=DIM)
    for note in notes:
        page.add(note, indent=4 if lines else 2, style=DIM)


def _values(percentiles: Percentiles | None) -> list[Number | None]:
    """All figures of published percentiles, top codes included."""
    if percentiles is None:
        return []
    return [*(getattr(percentiles, point) for point in POINTS), *percentiles.at_or_above.values()]


def _range(page: Page, percentiles: Percentiles, most: Number) -> str:
    """The percentiles as a line from zero to the highest figure: p10 to p90, the middle half thick, the median."""
    thin, thick, median = page.range
    width = min(MOST_BAR, page.style.width - 8)

    def column(value: Number) -> int:
        return round((width - 1) * value / most) if most else 0

    line = [" "] * width
    low, high = percentiles.p10, percentiles.p90 or percentiles.at_or_above.get("p90")
    for start, end, char in ((low, high, thin), (percentiles.p25, percentiles.p75, thick)):
        if start is not None and end is not None:
            first, last = column(start), column(end)
            line[first : last + 1] = char * (last + 1 - first)
    if percentiles.p50 is not None:
        line[column(percentiles.p50)] = median
    if "p90" in percentiles.at_or_above:
        line[column(percentiles.at_or_above["p90"])] = ">"
    return "".join(line).rstrip()


def add_outlook(page: Page, titles: Mapping[str, str], outlook: Sequence[Outlook]) -> None:
    """Projections: a role's own, then those for the nearest occupations."""
    page.add_title(SECTION_TITLES["outlook"])
    for group in group_figures(titles, outlook=outlook):
        page.add(group.title, indent=2, hang=2)
        for figure in group.outlook:
            first, *rest = describe_outlook(figure) or [NOT_STATED]
            page.add(f"{first}{page.refs(figure.sources)}", indent=4, hang=2)
            for line in rest:
                page.add(line, indent=4, hang=2)
    if not outlook:
        page.add(NOT_STATED)

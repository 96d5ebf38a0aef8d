"""The view of a gap."""

from collections.abc import Iterable, Sequence

from careercli.documents import GapCount, GapCoverage, GapDocument, GapItem
from careercli.model import SECTIONS
from careercli.render.moves import Block, Grid, Line, View
from careercli.render.wording import format_date
from careercli.words import capitalise, count, format_money, format_percent, join, name_apart, name_some, per

FEW, SOME = 10, 12
"""How many rows and labels the brief view shows."""

TECHNOLOGY = "technology"


def view_gap(document: GapDocument, *, brief: bool, arrow: str, full: str) -> View:
    """A gap: pay, the three counts, coverage; then what is needed more, new, there, not needed any more."""
    start = document.from_.title if document.from_ else "what you have"
    intro = [*_say_pay(document)]
    intro += [Line(_say_count(each)) for each in document.counts]
    intro += [Line(f"Already there: {'; '.join(map(describe_coverage, document.coverage))}.")] * bool(document.coverage)
    blocks = [
        *_view_have(document),
        *_view_levels("Needed at a higher level", document.higher, full if brief else ""),
        *_view_classes(document, arrow),
        *_view_items("New", document.missing, brief=brief),
        *_view_items("Carries over", document.shared, brief=brief),
        *_view_items("Not needed any more", document.not_needed, brief=brief),
    ]
    if document.arithmetic:
        blocks.append(Block("How the numbers come about", [Line(text) for text in document.arithmetic]))
    return View(
        f"From {start} to {document.to.title}", intro, blocks, document.sources, (*document.notes, *_explain(document))
    )


def _say_pay(document: GapDocument) -> list[Line]:
    gaps = document.pay.gaps
    known = next((gap for gap in gaps if gap.difference is not None), None)
    if known is not None and known.difference is not None:
        amount = f"{format_money(abs(known.difference), known.currency or '')} {per(known.period or '')}"
        percent = f" ({format_percent(abs(known.percent_of_from))})" if known.percent_of_from is not None else ""
        way = "more" if known.difference > 0 else "less"
        nearest = ", by official pay for the nearest occupations" if known.basis == "nearest" else ""
        what = f"{amount}{percent} {way}" if known.difference else "the same"
        scope = ", ".join(each for each in (f"{known.statistic}s", known.area, format_date(known.as_of or "")) if each)
        return [Line(f"Pay: {what} ({scope}){nearest}.", known.sources)]
    return [Line(gaps[0].notes[0])] if gaps and gaps[0].notes else []


def _say_count(each: GapCount) -> str:
    """`Skills and knowledge: 20 of 36 there, 16 needed at a higher level, 2 new.`"""
    name = capitalise(each.of)
    if each.needed is None:
        return f"{name}: not known. {capitalise(each.note or '').rstrip('.')}.".removesuffix(" .")
    if not each.needed:
        return f"{name}: {each.note or 'none asked for'}."
    parts = [f"{each.there} of {each.needed} there"]
    parts += [f"{each.higher} needed at a higher level"] if each.higher else []
    parts += [f"{each.new} new"] if each.new else []
    return f"{name}: {', '.join(parts)}.{f' {capitalise(each.note)}.' if each.note else ''}"


def describe_coverage(each: GapCoverage) -> str:
    """`knowledge 70% (6 of 13)`."""
    name = each.area or f"listed {SECTIONS[each.section].plural}"
    percent = "not known" if each.percent is None else f"{each.percent:.0f}%"
    return f"{name} {percent} ({each.there} of {each.needed})"


def _view_have(document: GapDocument) -> Iterable[Block]:
    if document.matched:
        lines = [Line(f"{each.text}: {join(each.labels)}") for each in document.matched]
        yield Block("Matched", lines, note=str(len(document.matched)))
    if document.unrecognised:
        lines = [Line(f"{each.text}: {_suggest(each.suggestions)}", level=1) for each in document.unrecognised]
        yield Block("Not recognised, and not counted", lines, note=str(len(document.unrecognised)))


def _suggest(labels: Sequence[str]) -> str:
    return f"perhaps {join(labels, 'or')}" if labels else "nothing like it is listed"


def _view_levels(title: str, items: Sequence[GapItem], full: str) -> Iterable[Block]:
    """`full` is what shows all of them; empty if they are all shown."""
    shown = items[:FEW] if full else items
    if not shown:
        return
    rows = tuple(
        (
            f"{label}{' ~' * each.estimated}{' (low precision)' * each.imprecise}",
            each.size or "",
            _round(each.from_level),
            _round(each.to_level),
            f"+{each.difference:.0f}" if each.difference is not None else "",
            _round(each.importance),
        )
        for label, each in zip(name_apart([(each.label, each.area) for each in items]), shown, strict=False)
    )
    more = [Line(f"and {len(items) - len(shown)} more: {full}")] if len(items) > len(shown) else []
    head = ("", "size", "now", "needed", "more", "importance")
    yield Block(title, more, Grid(head, rows), note=f"{len(items)}, levels in points of 100")


def _round(number: float | None) -> str:
    return "" if number is None else f"{number:.0f}"


def _view_classes(document: GapDocument, arrow: str) -> Iterable[Block]:
    lines = [
        Line(
            f"{capitalise(each.area)}: {each.from_ or 'not known'}"
            + ("" if each.change == "same" else f" {arrow} {each.to or 'not known'}")
            + (f" ({each.change})" if each.change != "unknown" else "")
        )
        for each in document.education
    ]
    if lines:
        yield Block("Education, experience, job zone", lines, note="the commonest class of each")


def _view_items(title: str, items: Sequence[GapItem], *, brief: bool) -> Iterable[Block]:
    """Items in lines by what they are: rated ones, then sections and areas; duties near what is done already first."""
    groups: dict[str, list[GapItem]] = {}
    for each in items:
        groups.setdefault(_name_group(each), []).append(each)
    lines = []
    for name, group in groups.items():
        ordered = sorted(group, key=lambda each: not each.near)
        labels = [f"{each.label}{' (near what is done already)' * bool(each.near)}" for each in ordered]
        most = SOME if name.lower() in {"knowledge", "skills", "requirements"} else FEW // 2
        text = name_some(labels, most if brief else len(labels))
        refs = tuple(dict.fromkeys(source for each in group for source in each.sources))
        lines.append(Line(f"{name} ({len(group)}): {text}", refs))
    if lines:
        yield Block(title, lines, note=count(len(items), "item"))


def _name_group(item: GapItem) -> str:
    return capitalise(item.area if item.area in {"knowledge", "skills", TECHNOLOGY} else SECTIONS[item.section].plural)


def _explain(document: GapDocument) -> list[str]:
    """What the marks mean, and what is not known."""
    parts = []
    if any(each.estimated for each in document.higher):
        parts.append("~ an error is missing or zero and was replaced by a typical one.")
    if document.unrated:
        parts.append(f"Levels of {join(document.unrated)} are not known: only one of the two is rated.")
    if document.unknown:
        names = [SECTIONS[section].plural for section in document.unknown]
        parts.append(f"What is new of {join(names)} is not known: one of the two has none listed.")
    return parts

"""The rows of gap, similar and path for CSV."""

from collections.abc import Iterable, Mapping

from careercli.documents import GapDocument, GapItem, PathDocument, PayChange, SimilarDocument, SimilarRole

GAP_COLUMNS = (
    *("kind", "section", "area", "item", "label", "modality", "condition"),
    *("importance", "from_level", "to_level", "difference", "error", "size", "flags"),
    *("needed", "there", "percent", "from", "to", "text", "sources"),
)
SIMILAR_COLUMNS = (
    *("of", "rank", "tier", "id", "title", "dataset", "pay_difference", "pay_percent", "pay", "unit", "pay_note"),
    *("education", "education_change", "zone", "growth", "published"),
    *("activities", "near", "knowledge", "words", "skills", "listed"),
)
PATH_COLUMNS = (
    *("kind", "step", "from", "to", "title", "by", "ladder", "adds"),
    *("pay_difference", "pay_percent", "pay", "unit", "pay_note", "zone", "coverage", "distance", "breaks", "sources"),
)
SEPARATOR = " | "

Value = str | int | float | None
Row = Mapping[str, Value]


def list_gap(document: GapDocument) -> Iterable[Row]:
    """A row for each item, count, coverage, class, pay gap, and word that a person has."""
    kinds: tuple[tuple[str, tuple[GapItem, ...]], ...] = (
        ("shared", document.shared),
        ("missing", document.missing),
        ("higher", document.higher),
        ("not needed", document.not_needed),
    )
    for each in document.counts:
        counts = f"{each.new} new, {each.higher} higher" if each.needed is not None else None
        text = SEPARATOR.join(part for part in (counts, each.note) if part)
        yield {"kind": "count", "label": each.of, "needed": each.needed, "there": each.there, "text": text}
    for coverage in document.coverage:
        yield {
            "kind": "coverage",
            "section": coverage.section,
            "area": coverage.area,
            "needed": coverage.needed,
            "there": coverage.there,
            "percent": coverage.percent,
            "text": f"by {coverage.by}",
        }
    for change in document.education:
        yield {"kind": "class", "area": change.area, "from": change.from_, "to": change.to, "text": change.change}
    for gap in document.pay.gaps:
        yield {
            "kind": "pay",
            "label": gap.basis,
            "difference": gap.difference,
            "percent": gap.percent_of_from,
            "text": " ".join(gap.notes),
        }
    for matched in document.matched:
        labels = SEPARATOR.join(matched.labels)
        yield {"kind": "matched", "item": SEPARATOR.join(matched.items), "label": labels, "text": matched.text}
    for unrecognised in document.unrecognised:
        suggestions = SEPARATOR.join(unrecognised.suggestions)
        yield {"kind": "unrecognised", "label": suggestions, "text": unrecognised.text}
    for kind, items in kinds:
        yield from (_list_item(kind, item) for item in items)


def _list_item(kind: str, item: GapItem) -> Row:
    flags = [name for name in ("estimated", "imprecise", "hot") if getattr(item, name)]
    return {
        "kind": kind,
        "section": item.section,
        "area": item.area,
        "item": item.item,
        "label": item.label,
        "modality": item.modality,
        "condition": item.condition,
        "importance": item.importance,
        "from_level": item.from_level,
        "to_level": item.to_level,
        "difference": item.difference,
        "error": item.error,
        "size": item.size,
        "flags": "; ".join(flags),
        "text": SEPARATOR.join(item.near),
        "sources": " ".join(item.sources),
    }


def _list_pay(pay: PayChange) -> dict[str, Value]:
    return {
        "pay_difference": pay.difference,
        "pay_percent": pay.percent,
        "pay": pay.amount,
        "unit": f"{pay.currency} a {pay.period}" if pay.currency else None,
        "pay_note": pay.reason or ("of a broader occupation" if pay.inherited else None),
    }


def list_similar(document: SimilarDocument) -> Iterable[Row]:
    """A row for each role that is alike; `of` is the role, or the occupation nearest to it."""
    yield from (_list_role(document.role.id, each) for each in document.similar)
    if document.nearest is not None:
        yield from (_list_role(document.nearest.id, each) for each in document.of_nearest)


def _list_role(of: str, each: SimilarRole) -> Row:
    return {
        "of": of,
        "rank": each.rank,
        "tier": each.tier,
        "id": each.id,
        "title": each.title,
        "dataset": each.dataset,
        **_list_pay(each.pay),
        "education": each.education.to if each.education else None,
        "education_change": each.education.change if each.education else None,
        "zone": each.zone.to if each.zone else None,
        "growth": each.growth,
        "published": str(each.published).lower(),
        "activities": SEPARATOR.join(each.why.activities),
        "near": SEPARATOR.join(each.why.near),
        "knowledge": SEPARATOR.join(known.label for known in each.why.knowledge),
        "words": SEPARATOR.join(each.why.words),
        "skills": SEPARATOR.join(each.why.skills),
        "listed": each.why.listed or None,
    }


def list_path(document: PathDocument) -> Iterable[Row]:
    """A row for each step, also of those that break a rule; without any, one with the rule."""
    if document.rule is not None:
        yield {"kind": "no path", "from": document.from_.id, "to": document.to.id, "breaks": document.rule}
    for kind, steps in (("step", document.steps), ("without the rule", document.without)):
        for number, step in enumerate(steps, 1):
            yield {
                "kind": kind,
                "step": number,
                "from": step.from_,
                "to": step.to,
                "title": step.title,
                "by": step.by,
                "ladder": step.ladder,
                "adds": step.adds,
                **_list_pay(step.pay),
                "zone": step.zone.to if step.zone else None,
                "coverage": step.coverage,
                "distance": step.distance,
                "breaks": " ".join(step.breaks),
                "sources": " ".join(step.sources),
            }

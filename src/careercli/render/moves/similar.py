"""The view of similar roles."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from careercli.documents import ClassChange, SimilarDocument, SimilarRole, Why
from careercli.render.moves import INHERITED, Block, Line, View, describe_pay, describe_places
from careercli.words import count, format_signed, join, name_some

TIERS = {1: "Closest", 2: "Close", 3: "Less close", None: "Further"}
PARTS = {"words": "how words of titles are used", "knowledge": "ratings of knowledge"}
"""The parts whose name does not say what they are."""

FEW = 2
"""How many reasons of a kind the brief view names."""

ALL = 1_000


def view_similar(document: SimilarDocument, *, brief: bool) -> View:
    """The roles most like one, in tiers; those like the nearest occupation apart."""
    title = document.role.title
    intro = [Line(f"Compared by {_name_parts(document.by)}.")] if document.by else []
    if document.unrated:
        intro.append(Line(f"{title} has no ratings of knowledge: what it has is compared."))
    if not document.similar:
        intro.append(Line("No role fits." if document.total else "No similar role is known."))
    shown = (*document.similar, *document.of_nearest)
    where, has_places = describe_places([each.pay for each in shown])
    intro += where
    describe = partial(_describe, brief=brief, has_place=has_places)
    blocks = [*_view_tiers(document.similar, describe)]
    if document.nearest is not None:
        note = f"compared by {_name_parts(document.by_nearest)}"
        lines = [line for each in document.of_nearest for line in describe(each)]
        head = f"Like the nearest occupation, {document.nearest.title}"
        blocks.append(Block(head, lines or [Line("No role fits.")], note=note))
    notes = [*document.notes]
    notes += ["* the publisher calls it related, too."] * any(each.published for each in shown)
    notes += [INHERITED] * any(each.pay.inherited for each in shown)
    return View(f"Most like {title}", intro, blocks, document.sources, notes)


def _name_parts(parts: Sequence[str]) -> str:
    return join([PARTS.get(part, part) for part in parts])


def _view_tiers(similar: Sequence[SimilarRole], describe: Callable[[SimilarRole], Iterable[Line]]) -> Iterable[Block]:
    tiers: dict[int | None, list[SimilarRole]] = {}
    for each in similar:
        tiers.setdefault(each.tier, []).append(each)
    for tier, roles in tiers.items():
        title = "By what both list" if roles[0].why.listed else TIERS[tier]
        yield Block(title, [line for each in roles for line in describe(each)])


def _describe(each: SimilarRole, *, brief: bool, has_place: bool) -> Iterable[Line]:
    yield Line(f"{each.rank}. {each.title}{' *' * each.published} ({each.id})", is_strong=True)
    facts = [describe_pay(each.pay, has_place=has_place), _describe_class(each.education)]
    facts += [f"jobs {format_signed(each.growth, 1)}%"] if each.growth is not None else []
    yield Line("; ".join(fact for fact in facts if fact), level=2)
    why = [*_describe_why(each.why, FEW if brief else ALL)]
    if brief:
        yield Line("; ".join(why), level=2)
    else:
        yield from (Line(reason, level=2) for reason in why)


def _describe_class(change: ClassChange | None) -> str:
    if change is None or change.to is None:
        return ""
    return change.to + (f" ({change.change})" if change.change in {"higher", "lower"} else "")


def _describe_why(why: Why, most: int) -> Iterable[str]:
    if why.listed:
        yield f"both list {count(why.listed, 'item')}"
    for name, labels in (
        ("duties" if why.listed else "both", why.activities),
        ("near", why.near),
        ("knowledge", tuple(each.label for each in why.knowledge)),
        ("words of titles", why.words),
        ("other items" if why.listed else "skills", why.skills),
    ):
        if labels:
            yield f"{name}: {name_some(labels, most)}"
    if not (why.listed or why.activities or why.near or why.knowledge or why.words or why.skills):
        yield "no single reason"

"""The view of a path."""

from collections.abc import Iterable, Sequence

from careercli.documents import PathDocument, PathStep, Rule
from careercli.render.moves import INHERITED, Block, Line, View, describe_pay, describe_places
from careercli.render.moves.gap import view_gap
from careercli.words import count

RULES: dict[Rule, str] = {
    "pay": "every short route has a step that pays less than 90% of the one before",
    "coverage": "every short route has a step for which less than 70% of the level needed is there",
    "job-zone": "every short route has a step that rises by more than one job zone",
    "several": "every short route breaks more than one rule",
    "retraining": "no route of four steps or fewer leads there through related work; this is retraining",
    "unconnected": "the data does not join the two roles by any steps",
}
BROKEN: dict[Rule, str] = {
    "pay": "pays less than 90% of the step before",
    "coverage": "less than 70% of the level needed is there",
    "job-zone": "rises by more than one job zone",
}


def view_path(document: PathDocument, *, brief: bool, arrow: str, full: str) -> View:
    """The steps; or why there are none, those there would be without the rule, and the gap."""
    one, two = document.from_.title, document.to.title
    intro = [
        Line(f"{role.title} is taken as the occupation nearest to it, {head.title}.")
        for role, head in ((document.from_, document.start), (document.to, document.end))
        if head is not None
    ]
    blocks = []
    shown = document.steps or document.without
    where, has_places = describe_places([step.pay for step in shown])
    if document.rule is None:
        way = "the gentlest" if document.gentle else "the fewest"
        what = "along a stated ladder" if document.steps[0].by == "ladder" else f"{way}, through related work"
        intro.append(Line(f"{count(len(document.steps), 'step')}, {what}."))
        blocks.append(Block("Steps", [*_list_steps(document.steps, has_places=has_places)]))
    else:
        intro.append(Line(f"No path: {RULES[document.rule]}."))
        if document.without:
            blocks.append(
                Block("Steps if the rule is set aside", [*_list_steps(document.without, has_places=has_places)])
            )
    intro += where
    sources = document.sources
    notes = [*document.notes, *([INHERITED] if any(step.pay.inherited for step in shown) else [])]
    if document.gap is not None:
        gap = view_gap(document.gap, brief=brief, arrow=arrow, full=full)
        blocks.append(Block("The gap instead", gap.intro))
        blocks += gap.blocks
        notes += [note for note in gap.notes if note not in notes]
    return View(f"From {one} to {two}", intro, blocks, sources, notes)


def _list_steps(steps: Sequence[PathStep], *, has_places: bool) -> Iterable[Line]:
    for number, step in enumerate(steps, 1):
        yield Line(f"{number}. {step.title} ({step.to})", is_strong=True)
        by = f"stated by the ladder {step.ladder}" if step.ladder else "computed"
        facts = [describe_pay(step.pay, has_place=has_places), by]
        facts += [f"{step.coverage:.0f}% of the level needed is there"] if step.coverage is not None else []
        facts += [f"! {BROKEN[rule]}" for rule in step.breaks if rule in BROKEN]
        yield Line("; ".join(facts), step.sources, level=2)
        yield Line(f"adds: {step.adds}", level=2)

"""What moving from one role to another takes, in lines."""

from careercli.comparison.gap import JOB_ZONE
from careercli.documents import Comparison, Listed, Step
from careercli.model import SECTIONS
from careercli.render.brief import get_titles
from careercli.words import join, name_apart, name_some

LONG, MEDIUM, SHORT = 8, 5, 3
"""How many items a line names: new ones of the step that was asked for, and all others."""

WORD_OF_RISE = {JOB_ZONE: "a higher job zone"}


def list_steps(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """The steps in the order of the roles: `Practice Manager to Office Manager`, and what each takes in lines; then,
    of two roles, the way back in one line."""
    titles, steps = get_titles(comparison), comparison.highlights.steps
    most = LONG if len(titles) == 2 else SHORT
    there = [
        (f"{titles[step.from_]} to {titles[step.to]}", describe_step(step, most)) for step in steps[: len(titles) - 1]
    ]
    back = [
        ("Back", ["; ".join(describe_step(step, SHORT)).removeprefix("new: ")]) for step in steps[len(titles) - 1 :]
    ]
    return [*there, *back]


def describe_step(step: Step, most: int) -> list[str]:
    """What a step calls for: what is new, what is needed at a higher level, more education or experience; and what is
    not known of it."""
    lines = []
    new = sum(len(each.ids) for each in step.new)
    if new:
        lines.append(f"new: {name_some(_name_new(step.new), most, new)}")
    if step.higher:
        labels = name_apart([(each.label, each.area) for each in step.higher])
        levels = [
            f"{label} ({each.from_level:.0f} to {each.to_level:.0f})"
            for label, each in zip(labels, step.higher, strict=True)
        ]
        lines.append(f"higher level, in points of 100: {name_some(levels, min(most, MEDIUM))}")
    rest = [WORD_OF_RISE.get(each.area, f"more {each.area}") for each in step.classes if each.change == "higher"]
    covered = [f"{each.area} {each.percent:.0f}%" for each in step.coverage if each.percent is not None]
    if covered and most > SHORT:
        rest.append(f"of the level needed already there: {join(covered)}")
    if rest:
        lines.append("; ".join(rest))
    unknown = [SECTIONS[section].plural for section in step.unknown] + [f"levels of {area}" for area in step.unrated]
    if "requirements" not in step.unknown:
        unknown += [each.area for each in step.classes if each.change == "unknown"]
    if not lines and not unknown:
        lines.append("nothing that is not listed already")
    if unknown:
        lines.append(f"not known: {join(unknown)} are not listed for both")
    return lines


def _name_new(lists: tuple[Listed, ...]) -> list[str]:
    """The labels, one of each list at a time, so that the first ones are of all areas."""
    entries = [(place, number, label) for number, each in enumerate(lists) for place, label in enumerate(each.labels)]
    return [label for _, _, label in sorted(entries)]

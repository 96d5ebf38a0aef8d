"""A path or a career ladder, drawn as one: the first role is on the lowest rung."""

from collections.abc import Sequence
from typing import NamedTuple

from careercli.render.charts.svg import LINE, Chart, make_element, make_svg, make_text, wrap

GAP = 16


class DrawnRung(NamedTuple):
    """A role on the ladder, what the step to it from the rung below changes, and whether it is marked."""

    title: str
    change: str = ""
    is_marked: bool = False


def draw_ladder(id: str, title: str, rungs: Sequence[DrawnRung], head: tuple[str, str, str]) -> Chart:
    """The rungs from the bottom up; `head` names number, role and change in the table."""
    body: list[str] = []
    y = GAP / 2
    for number in range(len(rungs) - 1, -1, -1):
        rung = rungs[number]
        lines = wrap(rung.title, 34)
        for text in lines:
            y += LINE
            body.append(make_text(text, 34, y, "b" if rung.is_marked else ""))
        for text in wrap(rung.change, 34) if rung.change else []:
            y += LINE
            body.append(make_text(text, 34, y, "t"))
        y += 9
        body.append(make_element("rect", x=0, y=y - 3, width="100%", height=6, rx=3, class_="rung"))
        body.append(make_element("circle", cx=14, cy=y, r=11, class_="knob on" if rung.is_marked else "knob"))
        body.append(make_text(str(number + 1), 14, y + 4, "n on" if rung.is_marked else "n", "middle"))
        y += GAP
    rails = [make_element("line", x1=x, x2=x, y1=0, y2=y, class_="rail") for x in ("14", "100%")]
    said = [
        f"{number}. {rung.title}{f', {rung.change}' if rung.change else ''}" for number, rung in enumerate(rungs, 1)
    ]
    return Chart(
        title,
        make_svg(id, title, f"From the lowest rung: {'; '.join(said)}.", y, [*rails, *body]),
        head,
        [(str(number), rung.title, rung.change) for number, rung in enumerate(rungs, 1)],
    )

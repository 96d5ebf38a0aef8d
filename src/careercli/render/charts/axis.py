"""An axis from zero: round ticks, and where a value is."""

from math import floor, log10
from typing import NamedTuple

MOST_TICKS = 5
LEAST = 0.01
"""The least that an axis reaches, if not nothing."""

STEPS = (1, 2, 2.5, 5, 10, 20)


class Axis(NamedTuple):
    """An axis from zero to `end`, with a tick at each `step`."""

    end: float
    step: float

    def place(self, value: float) -> float:
        """Where a value is, from 0 to 1."""
        return value / self.end

    def ticks(self) -> list[tuple[float, str]]:
        """The place and the label of each tick."""
        number = round(self.end / self.step)
        return [(self.place(self.step * each), format_tick(self.step * each)) for each in range(number + 1)]


def make_axis(most: float) -> Axis:
    """An axis that reaches `most` and ends at a tick."""
    most = max(most, LEAST) if most > 0 else 1.0
    size = 10.0 ** floor(log10(most / MOST_TICKS))
    step = next(size * factor for factor in STEPS if size * factor * MOST_TICKS >= most)
    number = next(each for each in range(1, MOST_TICKS + 1) if step * each >= most)
    return Axis(step * number, step)


def format_tick(value: float) -> str:
    """The label of a tick: `50k`, `1.5m`, `20`."""
    for size, unit in ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{unit}"
    return f"{value:g}"

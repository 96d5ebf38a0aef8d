"""The graph that paths are searched in: which occupations are one step apart, how far, and how much carries over. Pure.

Collected beside the neighbours, while a release is stored; docs/methods/path.md has the formulas.
"""

import math
from array import array
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from careercli.datasets.neighbours import Neighbours
from careercli.datasets.release import CellRecord, RoleRecord
from careercli.model import Code, Item

NEAREST = 25
"""A step leads from an occupation to one of its so many nearest, or to one that it is among the nearest of."""

CLOSEST = 5
FARTHEST = 1.0
"""A step is no farther than a usual fiftieth neighbour, unless it leads to one of the closest."""

NEEDED = 50.0
"""The importance, in points of 100, from which on an item is needed; as in comparison/gap.py."""

AREAS = frozenset({"knowledge", "skills"})
"""The rated areas that coverage is of."""

JOB_ZONE = "job zone"

SHORTEST, LONGEST = 0.02, 1.5
"""Distances beyond these are set to them."""

MAX_ZONE = 5


class Steps(NamedTuple):
    """The graph of one release.

    `roles`: ids, sorted; `zones`: the job zone of each, 0 if it has none; `codes`: of each. The steps from the role at
    place n are those from `firsts[n]` to `firsts[n + 1]`: the place each leads to (`others`), its distance, 0 the
    closest pair of the release, 1 a usual fiftieth neighbour (`distances`), and the share of the level needed there
    that is there already, -1 where one of the two is not rated (`coverages`).
    """

    roles: tuple[str, ...]
    zones: tuple[int, ...]
    codes: tuple[tuple[Code, ...], ...]
    firsts: "array[int]"
    others: "array[int]"
    distances: "array[float]"
    coverages: "array[float]"


class _Rated(NamedTuple):
    """The levels of a role by item, and what it needs: item, importance, level."""

    levels: Mapping[int, float]
    needed: Sequence[tuple[int, float, float]]
    total: float


class StepCollector:
    """Takes in the roles of one release; `items` and `scales` are the release's."""

    def __init__(self, items: Sequence[Item], scales: Mapping[str, tuple[float, float]]) -> None:
        self._items = items
        self._low, self._high = scales.get("importance", (1.0, 5.0))
        self._zones: dict[str, int] = {}
        self._codes: dict[str, tuple[Code, ...]] = {}
        self._rated: dict[str, _Rated] = {}

    def add(self, record: RoleRecord) -> None:
        """Takes in a role."""
        self._codes[record.id] = record.codes
        self._zones[record.id] = max(
            (self._get_zone(cell) for cell in record.sections.get("requirements", ())), default=0
        )
        levels: dict[int, float] = {}
        needed = []
        for cell in record.sections.get("skills", ()):
            if cell.scores and self._items[cell.item].area in AREAS:
                scores = {score.scale: score for score in cell.scores}
                importance, level = scores.get("importance"), scores.get("level")
                if importance is None or level is None or importance.value is None or level.value is None:
                    continue
                levels[cell.item] = 0.0 if level.not_relevant else level.value
                weight = (importance.value - self._low) / (self._high - self._low) * 100
                if weight >= NEEDED and levels[cell.item] > 0:
                    needed.append((cell.item, weight, levels[cell.item]))
        if needed:
            self._rated[record.id] = _Rated(levels, needed, math.fsum(weight for _, weight, _ in needed))

    def _get_zone(self, cell: CellRecord) -> int:
        """The number of a job zone, which its item's id ends in; 0 if the item is none."""
        item = self._items[cell.item]
        last = item.id.rpartition("-")[2]
        is_zone = item.area == JOB_ZONE and last.isascii() and last.isdecimal()
        return int(last) if is_zone and int(last) <= MAX_ZONE else 0

    def find(self, neighbours: Neighbours) -> Steps:
        """The graph of the roles taken in, by their neighbours."""
        scores: list[dict[int, float]] = [{} for _ in neighbours.roles]
        is_close = set()
        for role, nearest in enumerate(neighbours.nearest):
            for rank, (other, score) in enumerate(nearest[:NEAREST]):
                scores[role][other] = scores[other][role] = score
                if rank < CLOSEST:
                    is_close |= {(role, other), (other, role)}
        closest = max((nearest[0].score for nearest in neighbours.nearest if nearest), default=1.0)
        usual = median([nearest[-1].score for nearest in neighbours.nearest if nearest] or [0.0])
        spread = closest - usual
        firsts, others, distances, coverages = array("I", [0]), array("I"), array("f"), array("f")
        for role, steps in enumerate(scores):
            for other, score in sorted(steps.items()):
                distance = (closest - score) / spread if spread > 0 else SHORTEST
                if distance > FARTHEST and (role, other) not in is_close:
                    continue
                others.append(other)
                distances.append(round(max(SHORTEST, min(LONGEST, distance)), 4))
                coverages.append(self._cover(neighbours.roles[role], neighbours.roles[other]))
            firsts.append(len(others))
        return Steps(
            roles=neighbours.roles,
            zones=tuple(self._zones[role] for role in neighbours.roles),
            codes=tuple(self._codes[role] for role in neighbours.roles),
            firsts=firsts,
            others=others,
            distances=distances,
            coverages=coverages,
        )

    def _cover(self, one: str, two: str) -> float:
        """The share of the level that the second role needs which the first has; -1 if one of them is not rated."""
        ours, theirs = self._rated.get(one), self._rated.get(two)
        if ours is None or theirs is None:
            return -1.0
        levels = ours.levels
        there = 0.0
        for item, weight, level in theirs.needed:
            had = levels.get(item, 0.0)
            there += weight if had >= level else weight * had / level
        return round(there / theirs.total, 4)

"""Made-up occupations with ratings, for tests of the comparison."""

from collections.abc import Mapping
from typing import NamedTuple

from careercli.model import SECTIONS, Cell, Code, Modality, Role, Score, Section, Source, Stated, Statement

SOURCES = {"moon": Source("Moon 1.0 Database"), "press": Source("The Press"), "paper": Source("The Paper")}


class Made(NamedTuple):
    """A cell on its way into a role."""

    section: Section
    cell: Stated


def score(
    value: float | None,
    error: float | None,
    *,
    published: float | None = None,
    suppressed: bool = False,
    not_relevant: bool = False,
) -> Score:
    """A rating in points of 100."""
    return Score(value, error, published, suppressed=suppressed, not_relevant=not_relevant)


def cell(value: float | None, error: float | None, scale: str = "importance") -> Cell:
    """A rated cell."""
    return Cell((Statement("x", "stated", None, ()),), "single", {scale: score(value, error)})


def rate(
    section: Section,
    item: str,
    label: str,
    *,
    importance: float | None = None,
    level: float | Score | None = None,
    error: float | None = 2.0,
    area: str | None = "skills",
) -> Made:
    """An item with an importance and, if given, a level."""
    ratings = {"importance": score(importance, error)}
    if level is not None:
        ratings["level"] = level if isinstance(level, Score) else score(level, error)
    said = Statement("is rated", "stated", None, ("moon",))
    return Made(section, Stated(item, label, area, (said,), "single", ratings))


def state(
    section: Section,
    item: str,
    *,
    area: str | None = None,
    modality: Modality = "stated",
    condition: str | None = None,
    sources: tuple[str, ...] = ("moon",),
    against: bool = False,
    rank: int | None = None,
) -> Made:
    """An item that is stated once, its label made of its id."""
    said = Statement("does it", modality, condition, sources, against=against)
    return Made(section, Stated(item, item.replace("-", " ").capitalize(), area, (said,), "single", {}, rank))


def spread_classes(
    shares: Mapping[int, float], *, area: str = "required education", suppressed: bool = False
) -> list[Made]:
    """How jobs spread over the classes of an area, in percent, by the number of the class."""
    name = area.rpartition(" ")[2]
    return [
        Made(
            "requirements",
            Stated(
                f"{name.lower()}-{number}",
                f"{name.capitalize()} {number}",
                area,
                (Statement(f"{share}%", "stated", None, ("moon",)),),
                "single",
                {"percent": score(None if suppressed else share, 2.0, published=share, suppressed=suppressed)},
            ),
        )
        for number, share in shares.items()
    ]


def make_role(
    role_id: str, *made: Made, source: str | None = "moon", dataset: str = "moon", codes: tuple[Code, ...] = ()
) -> Role:
    """A role with these cells; of a dataset unless `source` is None, then of a role file."""
    cells = {section: tuple(each.cell for each in made if each.section == section) for section in SECTIONS}
    return Role(
        id=role_id,
        title=role_id.replace("-", " ").title(),
        dataset=dataset,
        aliases=(),
        summary=None,
        codes=codes,
        reports_to=(),
        ladder=(),
        salary=(),
        outlook=(),
        **cells,
        related=(),
        source=source,
    )

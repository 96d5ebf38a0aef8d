"""Ratings on a publisher's scale, in percent of that scale. Pure."""

from collections.abc import Mapping

from careercli.model import Score


def standardise(  # noqa: PLR0913  # a score has as many parts
    published: float | None,
    standard_error: float | None,
    bounds: tuple[float, float],
    *,
    suppressed: bool,
    not_relevant: bool,
    date: str | None = None,
    collected_from: str | None = None,
) -> Score:
    """A rating in percent of its scale, (value - lowest) / (highest - lowest) * 100 to two decimals, and its standard
    error likewise; without a value where it is to be suppressed or is not relevant. Source: O*NET, Scales."""
    low, high = bounds
    use = published is not None and not suppressed and not not_relevant
    return Score(
        value=round((published - low) / (high - low) * 100, 2) if use and published is not None else None,
        standard_error=None if standard_error is None else round(standard_error / (high - low) * 100, 2),
        published=published,
        suppressed=suppressed,
        not_relevant=not_relevant,
        date=date,
        collected_from=collected_from,
    )


USUAL_BOUNDS = {"importance": (1.0, 5.0), "level": (0.0, 7.0), "percent": (0.0, 100.0)}
"""The lowest and highest values of the scales that a suppressed rating is used on. Source: O*NET, Scales Reference."""


def get_position(scale: str, score: Score) -> float | None:
    """Where a rating is on its scale, in points of 100, also if the publisher recommends to suppress it; None if it is
    missing, not relevant, or suppressed on a scale that is not in USUAL_BOUNDS."""
    if score.value is not None or score.published is None or score.not_relevant or scale not in USUAL_BOUNDS:
        return score.value
    bounds = USUAL_BOUNDS[scale]
    return standardise(score.published, None, bounds, suppressed=False, not_relevant=False).value


def describe_ratings(ratings: Mapping[str, Score]) -> str:
    """Ratings in words: `importance 78, level 62`, `52.3%`, `level not relevant`."""
    return ", ".join(_describe(scale, score) for scale, score in ratings.items())


def _describe(scale: str, score: Score) -> str:
    if score.not_relevant:
        said = f"{scale} not relevant"
    elif score.suppressed:
        said = f"{scale} suppressed, too imprecise"
    elif score.value is None:
        said = f"{scale} not available"
    elif scale == "percent":
        said = f"{score.value:.1f}%"
    else:
        said = f"{scale} {score.value:.0f}"
    return said

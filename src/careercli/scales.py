"""Ratings on a publisher's scale, in percent of that scale. Pure."""

from collections.abc import Mapping

from careercli.model import Score


def standardise(
    published: float | None,
    standard_error: float | None,
    bounds: tuple[float, float],
    *,
    suppressed: bool,
    not_relevant: bool,
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
    )


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

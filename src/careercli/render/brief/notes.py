"""What is below a brief view: who says so, what the marks mean, what is left out and how to see it."""

from collections.abc import Mapping

from msgspec import Struct

from careercli.comparison.sections import get_cited, select_brief
from careercli.documents import Comparison
from careercli.model import SECTIONS, Source
from careercli.render import Style
from careercli.render.brief.answer import is_comparable
from careercli.render.brief.ratings import count_shown
from careercli.render.origins import describe_origins
from careercli.render.wording import format_date
from careercli.words import count, join

CONTESTED_KEY = "! sources disagree."
MARKS_KEY = "{1} listed, {0} only as possible or in some places, ? no data."
NOT_LISTED = 'Not listed: no source says so, which is not "no".'


def describe_ways(full: str = Style().full) -> str:
    """How to see more than a brief view shows, see Style."""
    if full != "--full":
        return f"One part in full: {full}."
    return "All of it: --full. One part: --section duties. Page: -o page.html."


def get_sources(comparison: Comparison) -> dict[str, Source]:
    """The sources of what a brief comparison shows."""
    if is_comparable(comparison):
        return comparison.sources
    cited = set(get_cited(select_brief(comparison)))
    return {source_id: source for source_id, source in comparison.sources.items() if source_id in cited}


class SourceGroup(Struct, frozen=True):
    """Sources with one voice, or single ones of one publisher."""

    ids: tuple[str, ...]
    text: str


def group_sources(sources: Mapping[str, Source]) -> list[SourceGroup]:
    """The sources, those of one voice together; what a licence asks for is there in full."""
    voices: dict[str, list[str]] = {}
    for source_id, source in sources.items():
        voices.setdefault(source.voice or source_id, []).append(source_id)
    groups: dict[str, list[str]] = {}
    for voice, ids in voices.items():
        first = sources[ids[0]]
        is_alone = len(ids) == 1 and first.publisher and not first.attribution
        groups.setdefault(f"by {first.publisher}" if is_alone else voice, []).extend(ids)
    return [
        SourceGroup(tuple(ids), _describe([sources[each] for each in ids], is_voice=not key.startswith("by ")))
        for key, ids in groups.items()
    ]


def _describe(sources: list[Source], *, is_voice: bool) -> str:
    """Sources of one voice: publisher, how many, date; others: publisher, titles, dates, attribution."""
    first = sources[0]
    if is_voice and len(sources) > 1:
        kinds = {source.kind or "source" for source in sources}
        what = count(len(sources), kinds.pop() if len(kinds) == 1 else "source")
        dates = join(list(dict.fromkeys(_date(source) for source in sources)), "or")
        wanted = "".join(f" {each}" for each in dict.fromkeys(source.attribution or "" for source in sources) if each)
        return f"{first.publisher or 'publisher not stated'}, {what}, {dates}, one voice.{wanted}"
    named = (", ".join(part for part in (_name(source), _date(source)) if part) for source in sources)
    titles = "; ".join(dict.fromkeys(named))
    if first.attribution:  # which names the publisher
        return f"{titles}. {first.attribution}"
    return f"{first.publisher}: {titles}." if first.publisher else f"{titles}, publisher not stated."


def _name(source: Source) -> str:
    return source.title.rstrip(".")


def _date(source: Source) -> str:
    """The date; nothing for releases, which have it in their titles."""
    if source.kind == "statistics" or source.attribution:
        return ""
    return format_date(source.date) if source.date else "undated"


def list_origins(comparison: Comparison) -> list[str]:
    """What a brief comparison says of unusual and old data."""
    return describe_origins(comparison, comparison.sources) if is_comparable(comparison) else []


def describe_left_out(comparison: Comparison, figures: int) -> str:
    """What a brief comparison leaves out, counted; nothing if that is nothing. `figures` is how many pay figures."""
    counts = dict.fromkeys(("weak", "technology", "rated", "class", "denied"), 0)
    for each in comparison.highlights.left_out:
        counts[each.reason] += each.count
    rated = sum(row.is_rated for section in SECTIONS for row in comparison.section(section)) - counts["class"]
    counts["rated"] = rated - count_shown(comparison)
    words = {
        "weak": ("weaker statement", "weaker statements"),
        "technology": ("technology that is not hot", "technologies that are not hot"),
        "rated": ("rating", "ratings"),
        "class": ("class of education and experience", "classes of education and experience"),
        "denied": ("item that is only denied", "items that are only denied"),
    }
    parts = [count(number, *words[reason]) for reason, number in counts.items() if number > 0]
    parts += [count(figures, "pay figure")] if figures else []
    if not is_comparable(comparison):
        unknown = sum(len(each.ids) for each in comparison.highlights.unknown)
        parts += [count(unknown, "item listed for one role", "items listed for one role")] if unknown else []
    return f"Left out: {', '.join(parts)}." if parts else ""

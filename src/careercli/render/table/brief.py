"""The brief view of a comparison: the answer, pay and outlook, what moving takes, what both and what one lists."""

import sys
from collections.abc import Sequence

from rich.style import Style as RichStyle

from careercli.comparison.gap import CLASSES
from careercli.comparison.highlights import TECHNOLOGY
from careercli.documents import Comparison
from careercli.model import SECTIONS
from careercli.render import Style
from careercli.render.brief import Sentence, get_titles
from careercli.render.brief.answer import is_comparable, make_answer
from careercli.render.brief.figures import list_figures, name_kind
from careercli.render.brief.lists import (
    MarkPart,
    Part,
    cite,
    describe_classes,
    get_classes,
    has_contested,
    list_marks,
    list_parts,
    list_technology,
)
from careercli.render.brief.notes import (
    CONTESTED_KEY,
    MARKS_KEY,
    NOT_LISTED,
    describe_left_out,
    describe_ways,
    get_sources,
    group_sources,
    list_origins,
)
from careercli.render.brief.ratings import cite_ratings, list_ratings
from careercli.render.brief.steps import list_steps
from careercli.render.table.charts import Hues, add_contrasts, add_pay, give_hues
from careercli.render.table.items import add_column, add_marks, add_parts, add_values
from careercli.render.table.page import BOLD, DIM, Lines, Page
from careercli.render.wording import LETTERS, NOT_STATED
from careercli.words import capitalise

LONGEST = ((60, 150), (80, 120), (100, 100), (120, 95), (160, 85))
"""How many lines two roles take at most, from which width on."""

LONGEST_RATED = 80
"""How many two rated ones take, or four fifths of the others if that is more: their answer is the ratings."""

SHARES = (1, 0.8, 0.6, 0.4, 0.2)
"""How many of the items that the brief view has room for are listed, until it is short enough."""


def render_comparison(comparison: Comparison, style: Style) -> str:
    """The brief view of two or more roles; of two with so many items that it is no longer than LONGEST."""
    longest = next((lines for width, lines in reversed(LONGEST) if width <= style.width), sys.maxsize)
    if comparison.highlights.differences:
        longest = max(LONGEST_RATED, longest * 4 // 5)
    text = ""
    for share in SHARES:
        text = _render(comparison, style, share)
        if len(comparison.roles) > 2 or text.count("\n") <= longest:
            break
    return text


def _render(comparison: Comparison, style: Style, share: float) -> str:
    page = Page(style, get_sources(comparison))
    titles = get_titles(comparison)
    hues = give_hues(titles)
    heads = list(titles.values())
    if len(heads) > 2:
        heads = [f"{letter} {title}" for letter, title in zip(LETTERS, heads, strict=False)]
    _add_head(page, heads, list(hues.values()))
    for sentence in make_answer(comparison):
        page.add_prose(say(page, sentence))
    groups, figures = list_figures(
        titles,
        comparison.salary.estimates,
        comparison.outlook,
        (comparison.highlights.pay_gap, comparison.highlights.official_gap),
    )
    kinds = {group.kind for group in groups if group.kind}
    page.add_heading("Pay and outlook", name_kind(kinds.pop()) if len(kinds) == 1 else "")
    if groups:
        add_pay(page, groups, hues)
    else:
        page.add(NOT_STATED, indent=2)
    parts: Sequence[Part | MarkPart] = ()
    technology = list_technology(comparison, style.only)
    if is_comparable(comparison):
        _add_steps(page, comparison)
        _add_ratings(page, comparison, hues)
        parts = _add_items(page, comparison, hues, share)
        _add_classes(page, comparison)
        if technology:
            page.add_heading(
                "Technology", f"hot technology only{page.ranges(cite(comparison, [*SECTIONS], {TECHNOLOGY}))}"
            )
            for column in technology:
                add_column(page, column, hues, indent=2)
    has_marks = any(isinstance(part, MarkPart) and part.rows for part in parts) and not style.plain
    _add_notes(page, comparison, figures, is_contested=has_contested(parts, technology), has_marks=has_marks)
    return page.text()


def say(page: Page, sentence: Sentence) -> str:
    """A sentence with its footnotes."""
    return "".join(f"{part.text}{page.ranges(part.sources)}" for part in sentence)


def _add_head(page: Page, titles: Sequence[str], hues: Sequence[RichStyle]) -> None:
    """The titles, each in its hue; below each other where they do not fit on a line."""
    line = "  vs  ".join(titles)
    if len(line) > page.style.width:
        page.add(line, style=BOLD)
    else:
        pieces: list[tuple[str, RichStyle | None]] = []
        for title, hue in zip(titles, hues, strict=True):
            pieces += [("  vs  ", None)] if pieces else []
            pieces.append((title, BOLD + hue))
        page.add_part(Lines().add_pieces(*pieces))
    page.add()


def _add_steps(page: Page, comparison: Comparison) -> None:
    """What each step takes, and the way back in a line."""
    steps = list_steps(comparison)
    if len(comparison.roles) == 2:
        (name, lines), *back = steps
        page.add_heading(f"From {name}")
        for line in lines:
            page.add_prose(capitalise(line), indent=2, hang=2)
        for head, of_back in back:
            page.add_prose(f"{head}: {of_back[0]}", indent=2, hang=2, style=DIM)
        return
    page.add_heading("What each step takes")
    for name, lines in steps:
        page.add_prose(f"{name}: {'; '.join(lines)}", indent=2, hang=2)


def _add_ratings(page: Page, comparison: Comparison, hues: Hues) -> None:
    titles = get_titles(comparison)
    differences = [each for each in comparison.highlights.differences if each.largest]
    if not differences:
        return
    page.add_heading(
        "Ratings that differ most", f"{differences[0].scale}, 0 to 100{page.ranges(cite_ratings(comparison))}"
    )
    if len(titles) == 2:
        add_contrasts(page, titles, differences[0], hues)
    else:
        add_values(page, titles, list_ratings(comparison), hues)


def _add_items(page: Page, comparison: Comparison, hues: Hues, share: float) -> Sequence[Part | MarkPart]:
    """Duties, what it takes and the work environment."""
    if len(comparison.roles) == 2:
        parts = list_parts(comparison, page.style.only, share)
        add_parts(page, parts, hues, is_rated=bool(comparison.highlights.differences))
        return parts
    marks = list_marks(comparison, page.style.only)
    for part in marks:
        add_marks(page, get_titles(comparison), part, hues)
    return marks


def _add_classes(page: Page, comparison: Comparison) -> None:
    """Education and experience: the commonest class of each role."""
    classes = get_classes(comparison)
    if not classes:
        return
    titles = get_titles(comparison)
    sources = cite(comparison, ["requirements"], CLASSES)
    page.add_heading("Education and experience", f"commonest class, in percent of jobs{page.ranges(sources)}")
    for line in describe_classes(titles, classes):
        page.add_prose(line, indent=2, hang=2)


def _add_notes(page: Page, comparison: Comparison, figures: int, *, is_contested: bool, has_marks: bool) -> None:
    """Sources, marks, and what is left out."""
    add_sources(page)
    keys = [MARKS_KEY.format(*page.marks)] if has_marks else []
    keys += [CONTESTED_KEY] if is_contested else []
    keys += [NOT_LISTED, *list_origins(comparison), describe_left_out(comparison, figures), describe_ways()]
    page.add_prose(" ".join(key for key in keys if key), style=DIM)


def add_sources(page: Page) -> None:
    """The sources, those of one voice together; their numbers are links if the terminal has links."""
    if not page.sources:
        return
    page.add_heading("Sources")
    for group in group_sources(page.sources):
        page.add_linked([(f"[{page.numbers[each]}]", page.sources[each].url) for each in group.ids], group.text)

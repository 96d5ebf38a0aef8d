"""What the views of gap, similar and path say, before any format: lines with their sources, and grids of numbers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from careercli.documents import GapDocument, PathDocument, PayChange, Reason, SimilarDocument
from careercli.model import Source
from careercli.render import Style
from careercli.render.wording import format_date
from careercli.words import format_money, format_signed, name_place, per


class Line(NamedTuple):
    """A paragraph, and the ids of the sources that it draws on; `level` is how far it is indented, 0 to 2."""

    text: str
    sources: tuple[str, ...] = ()
    level: int = 0
    is_strong: bool = False


class Grid(NamedTuple):
    """Rows of short texts, the first of each a label; numbers are aligned to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Block(NamedTuple):
    """A part of a view under a heading, with a note beside that."""

    title: str
    lines: Sequence[Line] = ()
    grid: Grid | None = None
    note: str = ""


class View(NamedTuple):
    """A whole view."""

    title: str
    intro: Sequence[Line]
    blocks: Sequence[Block]
    sources: Mapping[str, Source]
    notes: Sequence[str]


Moves = GapDocument | SimilarDocument | PathDocument
"""The documents that are shown so."""


def make_view(document: Moves, *, brief: bool, arrow: str, full: str = Style().full) -> View:
    """A document as a view: with `brief` the answer on one screen, else all of it, which `full` shows, see Style."""
    if isinstance(document, GapDocument):
        from careercli.render.moves.gap import view_gap

        return view_gap(document, brief=brief, arrow=arrow, full=full)
    if isinstance(document, SimilarDocument):
        from careercli.render.moves.similar import view_similar

        return view_similar(document, brief=brief)
    from careercli.render.moves.path import view_path

    return view_path(document, brief=brief, arrow=arrow, full=full)


NO_PAY: dict[Reason, str] = {
    "same-occupation": "pay of the same occupation",
    "top-coded": "pay at or above a top code",
    "unlike-statistics": "pay not comparable",
    "currencies": "pay in another currency",
    "periods": "pay for another period",
    "dates": "pay of another date",
    "places": "pay of another place",
}
"""Why there is no change of pay, in few words."""


def describe_pay(change: PayChange, *, has_place: bool = False) -> str:
    """A change of pay: `+$24,360 a year (+26%)`; a tilde before it if a figure is that of a broader occupation; with
    `has_place` where that is."""
    if change.difference is None:
        return NO_PAY.get(change.reason, "pay not known") if change.reason else "pay not known"
    sign = "+" if change.difference > 0 else ""
    amount = f"{sign}{format_money(change.difference, change.currency or '')} {per(change.period or '')}"
    percent = f" ({format_signed(change.percent)}%)" if change.percent is not None else ""
    where = f" in {name_place(change.area)}" if has_place and change.area else ""
    return f"{'~' * change.inherited}{amount}{percent}{where}"


def describe_places(changes: Sequence[PayChange]) -> tuple[list[Line], bool]:
    """Where and when the changes of pay are, `Pay: United States, May 2025.`; or whether they differ in that, so that
    each has to name its own place."""
    scopes = dict.fromkeys((change.area, change.as_of) for change in changes if change.difference is not None)
    if len(scopes) != 1:
        return [], bool(scopes)
    ((area, date),) = scopes
    parts = [part for part in (area, format_date(date or "")) if part]
    return [Line(f"Pay: {', '.join(parts)}.")] if parts else [], False


INHERITED = "~ the pay is that of a broader occupation."

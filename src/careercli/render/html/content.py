"""What a page is made of, before any markup: text with its sources, lists, tables, charts, folds, sections."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

from careercli.model import Source
from careercli.render.brief import Sentence
from careercli.render.charts import Chart

Tone = Literal["", "strong", "soft", "code", "flag"]
"""`flag`: a word that marks what it follows, such as "contested"."""


class Links(Protocol):
    """Where other pages are: `links("office-manager")` is the address of the page of a role, with two ids that of the
    page that compares them; None: there is no such page."""

    def __call__(self, *roles: str) -> str | None:
        """The address of a page, or None."""


def no_links(*roles: str) -> str | None:  # as Links has it
    """No other pages."""
    return None


class Run(NamedTuple):
    """A piece of text; the ids of the sources that it draws on; where it leads to. `letter`: the role it is about."""

    text: str
    sources: tuple[str, ...] = ()
    tone: Tone = ""
    href: str | None = None
    letter: str = ""


Text = tuple[Run, ...]


def say(text: str, sources: Iterable[str] = (), tone: Tone = "") -> Text:
    """A text in one piece."""
    return (Run(text, tuple(sources), tone),)


def say_sentence(sentence: Sentence) -> Text:
    """A sentence of the brief views."""
    return tuple(Run(part.text, part.sources) for part in sentence)


def make_anchor(title: str) -> str:
    """The anchor of a section of careercli's own: `work-environment`."""
    return title.lower().replace(" ", "-")


class Paragraph(NamedTuple):
    """A paragraph; `is_lead`: it is the answer, `is_small`: a note."""

    text: Text
    is_lead: bool = False
    is_small: bool = False
    kind: Literal["paragraph"] = "paragraph"


class Items(NamedTuple):
    """A list; `is_ordered`: with numbers."""

    items: Sequence[Text]
    is_ordered: bool = False
    kind: Literal["items"] = "items"


class Facts(NamedTuple):
    """Names with what is said under each."""

    pairs: Sequence[tuple[Text, Sequence[Text]]]
    kind: Literal["facts"] = "facts"


class Head(NamedTuple):
    """The head of a column; `letter` is that of the role it is about, if it is one, `is_number`: its cells are numbers;
    `short` is what it is called beside a cell, if that is not its text; `is_narrow`: its cells are short."""

    text: str
    letter: str = ""
    is_number: bool = False
    short: str = ""
    is_narrow: bool = False


class Row(NamedTuple):
    """A row: its own head, then a list of texts for each cell. `group`: a heading for it and the rows below."""

    head: Text
    cells: Sequence[Sequence[Text]]
    group: str | None = None


class Table(NamedTuple):
    """A table. `stacks`: its cells are below each other on a narrow screen; one that does not can be scrolled."""

    caption: str
    heads: Sequence[Head]
    rows: Sequence[Row]
    stacks: bool = False
    note: Text = ()
    kind: Literal["table"] = "table"


class Figure(NamedTuple):
    """A chart, with its numbers as a table beneath."""

    chart: Chart
    table: Table
    kind: Literal["figure"] = "figure"


class Fold(NamedTuple):
    """What is shown when asked for, and on paper."""

    summary: str
    blocks: "Sequence[Block]"
    is_open: bool = False
    kind: Literal["fold"] = "fold"


Block = Paragraph | Items | Facts | Table | Figure | Fold


class Section(NamedTuple):
    """A part of a page under a heading; `id` is its anchor, unique in the page."""

    id: str
    title: str
    blocks: Sequence[Block]
    note: str = ""


class Page(NamedTuple):
    """A page: `heading` is its title in pieces, `about` what a search engine shows of it."""

    title: str
    heading: Text
    about: str
    sections: Sequence[Section]
    sources: dict[str, Source]
    notes: Sequence[str] = ()

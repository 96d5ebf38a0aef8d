"""Pages as text: the only place that knows Jinja. Everything that a page is made of is escaped by it.

The style sheet is in the page, and the page's policy (CSP) allows that one by its hash, and nothing else: no script, no
address to load from.
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from careercli.model import Source
from careercli.render.html.content import Page
from careercli.render.wording import describe_source, describe_voices, number_sources

TEMPLATES = Path(__file__).parent / "templates"


class Note(NamedTuple):
    """A footnote: its number, its text around the address of the source, and the places that refer to it."""

    number: int
    text: str
    href: str
    rest: str
    places: Sequence[tuple[str, str]]


class Reference(NamedTuple):
    """A reference to a footnote; `id` is where the footnote leads back to, empty if that is another reference."""

    number: int
    id: str


class Notes:
    """The footnotes of a page. They lead back to the first reference of each section."""

    def __init__(self, sources: dict[str, Source]) -> None:
        """Numbers the sources in their order."""
        self._sources = sources
        self._numbers = number_sources(sources)
        self._places: dict[str, dict[str, str]] = {source: {} for source in sources}
        self._section = ("", "")

    def enter(self, id: str, title: str) -> str:
        """Begins a section."""
        self._section = (id, title)
        return ""

    def refer(self, sources: Iterable[str]) -> list[Reference]:
        """References to sources, in the order of their numbers."""
        found = []
        section, title = self._section
        for source in sorted((each for each in sources if each in self._numbers), key=self._numbers.__getitem__):
            number = self._numbers[source]
            places = self._places[source]
            id = "" if section in places else f"r{number}-{section}"
            places.setdefault(section, title)
            found.append(Reference(number, id))
        return found

    def list_notes(self) -> list[Note]:
        """The footnotes, with where they are referred to so far."""
        return [
            Note(
                number,
                *_part_source(self._sources[source]),
                [(f"r{number}-{section}", title) for section, title in self._places[source].items()],
            )
            for source, number in self._numbers.items()
        ]


def _part_source(source: Source) -> tuple[str, str, str]:
    """The text of a footnote before its address, the address if a browser may be sent there, and the rest."""
    text, url = describe_source(source), (source.url or "").rstrip(".")
    is_safe = url.lower().startswith(("https://", "http://")) and url.isprintable() and " " not in url
    return text.partition(url) if is_safe and url in text else (text, "", "")


@cache
def load_environment() -> Environment:
    """The templates."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def get_hash(text: str) -> str:
    """The hash of a style sheet or a script, as a policy names it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def load_style_sheet(*names: str) -> tuple[str, str]:
    """The style sheets of these names in one, and its hash."""
    text = "".join((TEMPLATES / name).read_text("utf-8") for name in names)
    return text, get_hash(text)


def render_content(page: Page, trail: Sequence[tuple[str, str]] = ()) -> str:
    """A page as text."""
    css, css_hash = load_style_sheet("page.css")
    notes = Notes(page.sources)
    template = load_environment().get_template("page.html.j2")
    return template.render(
        page=page,
        trail=trail,
        notes=notes,
        voices=describe_voices(page.sources, "[{}]"),
        css=css,
        css_hash=css_hash,
    )

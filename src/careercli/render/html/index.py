"""The index of many pages: a plain list of roles, which a script of its own filters as one types."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from careercli.model import Source
from careercli.render.html.content import Page
from careercli.render.html.page import TEMPLATES, get_hash, load_environment, load_style_sheet
from careercli.render.wording import describe_source


class Entry(NamedTuple):
    """A role in the index: its title, the address of its page, and the code of its occupation, if it is one."""

    title: str
    href: str
    code: str = ""


class Group(NamedTuple):
    """Roles under a letter, or without a title all of a part."""

    title: str
    entries: Sequence[Entry]


class Part(NamedTuple):
    """The roles of one kind; `id` is its anchor, `source` where they are from, if that is one release."""

    id: str
    title: str
    groups: Sequence[Group]
    source: Source | None = None


@cache
def load_script() -> str:
    """The script that filters the list."""
    return (TEMPLATES / "index.js").read_text("utf-8")


def render_index(title: str, about: str, parts: Sequence[Part]) -> str:
    """The index as text. Its policy allows its own script, by its hash, beside its style sheet."""
    css, css_hash = load_style_sheet("page.css", "index.css")
    script = load_script()
    notes = [describe_source(part.source) for part in parts if part.source]
    return (
        load_environment()
        .get_template("index.html.j2")
        .render(
            page=Page(title, (), about, (), {}, notes),
            trail=(),
            notes=None,
            css=css,
            css_hash=css_hash,
            parts=parts,
            script=script,
            script_hash=get_hash(script),
        )
    )

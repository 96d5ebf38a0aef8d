"""The brief views: short, nothing cut, nothing left out that is not counted."""

import re
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.documents import Comparison, RoleDocument
from careercli.model import Role, Source
from careercli.render import Style, render
from catalogs import get_ids
from strategies import comparable_roles

WIDTHS = (20, 40, 60, 79, 80, 100, 120, 160)
ROLES = comparable_roles(2, 6)


def _pair(catalog: Catalog) -> Comparison:
    return compare([catalog.get(role) for role in ("practice-manager", "office-manager")], catalog.sources)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w'-]+", text.casefold()))


@given(ROLES, st.sampled_from(WIDTHS), st.booleans(), st.booleans())
def test_any_roles_can_be_shown(made: tuple[list[Role], dict[str, Source]], width: int, draw: bool, plain: bool) -> None:
    """Whatever the roles, the brief tables render and keep to the width, and no line ends in a space."""
    roles, sources = made
    style = Style(width=width, draw=draw, plain=plain, brief=True)
    pages = [render(compare(roles, sources), "table", style)]
    pages += [render(RoleDocument(role, sources), "table", style) for role in roles]
    for page in pages:
        assert max(cell_len(line) for line in page.splitlines()) <= width
        assert not re.search(r"[ \t]$", page, re.MULTILINE)


@given(ROLES)
def test_any_roles_can_be_written_as_markdown(made: tuple[list[Role], dict[str, Source]]) -> None:
    """Whatever the roles, the brief Markdown renders, and every footnote leads somewhere."""
    roles, sources = made
    documents = [compare(roles, sources), *(RoleDocument(role, sources) for role in roles)]
    for document in documents:
        page = render(document, "markdown", Style(brief=True))
        named = set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", page))
        assert named == set(re.findall(r"^\[\^(\d+)\]:", page, re.MULTILINE))

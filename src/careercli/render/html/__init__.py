"""HTML: one page for each document, complete in one file.

`render_page` is for those who make many pages that lead to each other.
"""

from collections.abc import Sequence
from typing import assert_never

from careercli.documents import (
    Comparison,
    DatasetList,
    Document,
    GapDocument,
    PathDocument,
    PayByPlace,
    PlaceList,
    RoleDocument,
    RoleList,
    SearchResults,
    SimilarDocument,
)
from careercli.errors import UsageError
from careercli.render import Style
from careercli.render.html.content import Links, Page, no_links


def render(document: Document, style: Style) -> str:
    """A document as a page that leads nowhere else."""
    return render_page(document, style)


def render_page(
    document: Document,
    style: Style,
    *,
    links: Links = no_links,
    trail: Sequence[tuple[str, str]] = (),
) -> str:
    """A document as a page.

    `links` says where the pages of other roles are, `trail` is what leads back: titles and addresses, shown on top.
    With `style.brief` the page has the answer without the evidence; with `style.sections` those alone, in full.
    """
    from careercli.render.html.page import render_content

    return render_content(make_page(document, style, links), trail)


def make_page(document: Document, style: Style, links: Links = no_links) -> Page:
    """What is on the page of a document. Raises UsageError for a list of datasets or places, which has none."""
    match document:
        case Comparison():
            from careercli.render.html import comparison

            return comparison.make_page(document, style, links)
        case RoleDocument():
            from careercli.render.html import role

            return role.make_page(document, style, links)
        case DatasetList() | PlaceList():
            raise UsageError("there is no HTML page of this; choose table, json, csv or markdown")
        case RoleList() | SearchResults():
            from careercli.render.html import lists

            return lists.make_page(document, style, links)
        case GapDocument() | SimilarDocument() | PathDocument():
            from careercli.render.html import moves

            return moves.make_page(document, style, links)
        case PayByPlace():
            from careercli.render.html import places

            return places.make_page(document, style, links)
        case _:
            assert_never(document)

"""Markdown: a readable document with footnotes."""

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
from careercli.render import Style


def render(document: Document, style: Style) -> str:  # noqa: PLR0911, a return for each document
    """A document as Markdown."""
    match document:
        case Comparison() | RoleDocument() if style.brief:
            return _render_brief(document, style)
        case Comparison():
            from careercli.render.markdown.full import render_comparison

            return render_comparison(document, style)
        case RoleDocument():
            from careercli.render.markdown.full import render_role

            return render_role(document, style)
        case RoleList():
            from careercli.render.markdown.lists import render_list

            return render_list(document, style)
        case SearchResults():
            from careercli.render.markdown.lists import render_search

            return render_search(document, style)
        case DatasetList():
            from careercli.render.markdown.lists import render_datasets

            return render_datasets(document, style)
        case GapDocument() | SimilarDocument() | PathDocument():
            from careercli.render.markdown.moves import render_moves

            return render_moves(document, style)
        case PayByPlace():
            from careercli.render.markdown.places import render_pay

            return render_pay(document, style)
        case PlaceList():
            from careercli.render.markdown.places import render_places

            return render_places(document, style)
        case _:
            assert_never(document)


def _render_brief(document: Comparison | RoleDocument, style: Style) -> str:
    if isinstance(document, Comparison):
        from careercli.render.markdown.brief import render_comparison

        return render_comparison(document, style)
    from careercli.render.markdown.brief import render_role

    return render_role(document, style)

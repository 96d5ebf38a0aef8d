"""What is on the page of each kind of document."""

import re
from collections.abc import Callable

import pytest

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.documents import Comparison
from careercli.render import Style
from careercli.render.html import render_page
from pages import Read
from program import Result

Call = Callable[..., Result]


@pytest.fixture
def comparison(catalog: Catalog) -> Comparison:
    """Two bundled roles."""
    roles = [catalog.get_role(role) for role in ("practice-manager", "office-manager")]
    return compare(roles, catalog.sources, catalog.notes)


def _find_links(*roles: str) -> str | None:
    """Pages of single roles, none of pairs."""
    return f"../roles/{roles[0]}.html" if len(roles) == 1 else None


def test_roles_lead_to_their_pages(comparison: Comparison) -> None:
    """With `links` the titles of roles lead to their pages, with `trail` the page leads back; without, nowhere."""
    page = Read(render_page(comparison, Style(), links=_find_links, trail=[("All roles", "../index.html")]))
    assert {"../roles/practice-manager.html", "../roles/office-manager.html", "../index.html"} <= set(page.links)
    assert not [link for link in Read(render_page(comparison, Style())).links if ".html" in link]


@pytest.mark.parametrize(
    ("args", "linked"),
    [
        (("similar", "29-1141"), 10),
        (("path", "medical-office-manager", "practice-administrator"), 3),
        (("gap", "practice-manager", "office-manager"), 2),
        (("show", "practice-manager"), 2),
        (("list",), 5),
        (("search", "nurse"), 5),
        (("pay", "29-1141"), 1),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_every_page_leads_to_roles(
    call: Call, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], linked: int
) -> None:
    """Every kind of page leads to the pages of the roles that it names."""
    from careercli.render import html

    monkeypatch.setattr(html, "render", lambda document, style: render_page(document, style, links=_find_links))
    code, out, _ = call(*args, "-f", "html")
    assert code == 0
    page = Read(out)
    assert len({link for link in page.links if link.startswith("../roles/")}) >= linked


def test_both_and_only_are_columns(comparison: Comparison) -> None:
    """Duties are a table of three columns: both, only the first, only the second, each with its letters."""
    text = render_page(comparison, Style())
    duties = text[text.index('<section id="duties">') : text.index('<section id="what-it-takes">')]
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', duties)
    assert [re.sub(r"<[^>]+>|&nbsp;", "", head) for head in heads] == [
        "Area",
        "ABBoth (10)",
        "AOnly Practice Manager (13)",
        "BOnly Office Manager (5)",
    ]
    assert 'data-of="A Only Practice Manager"' in duties


def test_contested_is_a_word(comparison: Comparison) -> None:
    """What sources disagree on is marked with a word, in the answer and in the evidence."""
    answer, _, evidence = render_page(comparison, Style()).partition('id="evidence"')
    assert '<span class="flag">contested</span>' in answer
    assert '<span class="flag">contested:</span>' in evidence


def test_the_evidence_has_every_statement(comparison: Comparison) -> None:
    """The page of a comparison has every statement of both roles, word for word."""
    said = Read(render_page(comparison, Style())).text
    for section in ("duties", "requirements", "skills", "environment"):
        for row in comparison.section(section):
            for cell in row.roles.values():
                assert all(statement.text in said for statement in (cell.statements if cell else ()))


def test_one_voice_is_said_to_be_one(comparison: Comparison) -> None:
    """Below the sources the page says which of them count as one."""
    text = render_page(comparison, Style())
    assert "[1], [2] and [3] all come from Climb the Ladder and count as one source." in text


def test_only_some_rows(call: Call) -> None:
    """--only shared leaves out what one role alone lists."""
    out = call("compare", "practice-manager", "office-manager", "--only", "shared", "-f", "html").out
    assert "Only Practice Manager" not in out
    assert "Both (" in out


def test_three_roles_have_a_column_each(call: Call) -> None:
    """Of three roles a table says in words who lists an item; a role without data reads "no data"."""
    out = call("compare", "operations-manager", "medical-office-manager", "office-manager", "-f", "html").out
    assert "no data" in out
    assert ">listed</td>" in out
    assert 'class="badge kC"' in out

"""Markdown: a readable document whose footnotes all lead somewhere and whose text is text."""

import html
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from msgspec.structs import replace

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.documents import RoleDocument
from careercli.model import Estimate, Percentiles, Source, Stated, Statement
from careercli.render import Style
from careercli.render.markdown import render
from careercli.render.markdown.text import escape
from hostile_roles import write_hostile_roles
from program import Result
from rated import SOURCES, make_role, rate

Call = Callable[..., Result]
TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=60)


PAGES = (
    ("compare", "practice-manager", "office-manager"),
    ("compare", "practice-manager", "office-manager", "--full"),
    ("compare", "29-1141", "29-1171"),
    ("compare", "operations-manager", "medical-office-manager", "office-manager"),
    ("compare", "practice-manager", "29-1141"),
    ("compare", "hostile-one", "hostile-two"),
    ("compare", "hostile-one", "hostile-two", "--full"),
    ("show", "practice-administrator"),
    ("show", "29-1141", "--full"),
    ("show", "hostile-one"),
    ("show", "hostile-one", "--full"),
    ("gap", "29-1141", "11-9111"),
    ("gap", "hostile-one", "hostile-two"),
    ("gap", "--have", "communication, budgeting", "practice-manager"),
    ("similar", "29-1141"),
    ("similar", "hostile-one"),
    ("path", "medical-office-manager", "practice-administrator"),
    ("path", "31-1131", "29-1141"),
    ("pay", "29-1141", "--top", "5"),
    ("pay", "29-1141", "29-1071", "--top", "5"),
    ("list",),
    ("list", "nurse", "--place", "Texas"),
    ("search", "nurse"),
    ("search", "<b> | *nurse*"),
)
"""A document of each kind."""

PLAIN = {
    *("h1", "h2", "h3", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "em", "strong", "code")
}
NOTED = {"sup", "a", "section", "hr"}


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    """A role file of hostile texts."""
    write_hostile_roles(tmp_path / "roles.yaml")
    return str(tmp_path / "roles.yaml")


@pytest.mark.parametrize("args", PAGES, ids=" ".join)
def test_a_document_renders_as_it_is_meant(call: Call, hostile: str, args: tuple[str, ...]) -> None:
    """As GitHub renders it, a document has all its tables, each row as many cells as its head, no element of a text's
    own, and each of its footnotes: shown, as those are that something refers to, and with links both ways."""
    out = call(*args, "-f", "markdown", "--roles", hostile).out
    notes = re.findall(r"^\[\^(\d+)\]:", out, re.MULTILINE)
    blocks = re.findall(r"(?:^\|.*\|\n)+", out, re.MULTILINE)
    for block in blocks:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).render(out)
    assert page.count("<table>") == len(blocks)
    assert set(re.findall(r"<([a-z0-9]+)", page)) <= PLAIN | NOTED
    assert page.count('class="footnote-item"') == len(notes) == len(set(notes))
    ids, targets = (set(re.findall(pattern, page)) for pattern in (r'id="([^"]+)"', r'href="#([^"]+)"'))
    assert targets == ids
    assert "[^" not in re.sub(r"<[^>]+>", "", page)


def test_addresses_are_links(call: Call) -> None:
    """An address is a link to itself, without the escapes of the text around it; GitHub would link those too."""
    out = call("show", "29-1141", "-f", "markdown").out
    url = "https://www.onetcenter.org/dl_files/database/db_29_3_text.zip"
    assert f"<{url}>," in out
    assert f'<a href="{url}">{url}</a>,' in MarkdownIt("commonmark").render(out)
    assert escape("(see https://a.example/x_y).") == "(see <https://a.example/x_y>)."
    assert escape('https://a.example/">|_x') == '<https://a.example/>"\\>\\|\\_x'


def test_what_is_in_order_is_numbered(call: Call) -> None:
    """Steps and similar roles are ordered lists, with what is said of each below it."""
    page = MarkdownIt("commonmark").render(call("similar", "29-1141", "-f", "markdown", "-n", "12").out)
    assert page.count("<ol") == 3
    assert page.count("<strong>") == 12
    assert page.count("<ul>") == 1 + 12


@pytest.mark.parametrize("args", [("compare", "practice-manager", "office-manager"), ("show", "office-manager")])
def test_tables_are_whole(call: Call, args: tuple[str, ...]) -> None:
    """Each row of a table has as many cells as its head, and a parser sees as many tables as there are heads."""
    out = call(*args, "-f", "markdown", "--full").out
    blocks = re.findall(r"(?:^\|.*\|\n)+", out, re.MULTILINE)
    for block in blocks:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1
    html = MarkdownIt("commonmark").enable("table").render(out)
    assert html.count("<table>") == len(blocks) > 5


@pytest.mark.parametrize(
    "text",
    [
        *("- x", "-", "+ x", "* x", "= x", "=", "1. x", "1) x", "123. x", "# x", "> x", "~~~", "```", "___", "***"),
        *("a | b", "|", "a|b|c", "\\|", "`a`", "_a_", "*a*", "~~a~~", "[a](b)", "![a](b)", "<b>", "&amp;", "a\\"),
        *("a - b", "a + b", "a = b", "1.5", "x 1. y", "12", "2024)"),
    ],
)
def test_leads_and_pipes_are_escaped(text: str) -> None:
    """What begins a list, a heading, a quotation or an underline is text at the beginning of a line, and a pipe is text
    in a cell."""
    page = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(f"before\n{escape(text)}\n\nafter\n")
    assert page == f"<p>before\n{html.escape(text)}</p>\n<p>after</p>\n"
    table = MarkdownIt("commonmark").enable("table").render(f"| a | b |\n| --- | --- |\n| {escape(text)} | c |\n")
    assert table.count("<td>") == 2
    assert f"<td>{html.escape(text)}</td>" in table
    assert "\\|" in escape("a|b")
    assert escape("- x") == "\\- x"


def test_the_name_of_a_voice_is_text(catalog: Catalog) -> None:
    """The publisher that a voice is named by is escaped like all text, and the footnotes before it lead somewhere."""
    press = "<b>*Press* | [x](y)"
    sources = {name: Source(name, press, voice="v") for name in ("a", "b")}
    role = catalog.get("office-manager")
    bare = replace(role, salary=(), outlook=(), reports_to=(), ladder=(), requirements=(), skills=(), environment=())
    said = tuple(Statement(text, "stated", None, (name,)) for text, name in (("x", "a"), ("y", "b")))
    document = RoleDocument(replace(bare, duties=(Stated("i", "I", None, said, "single", {}),)), sources)
    page = render(document, Style())
    (line,) = [line for line in page.splitlines() if line.startswith("[^1] and [^2] ")]
    assert escape(press) in line
    assert press not in page


def test_without_sources_there_are_no_footnotes(catalog: Catalog) -> None:
    """A document that cites nothing has no list of sources."""
    role = catalog.get("office-manager")
    bare = replace(
        role, salary=(), outlook=(), reports_to=(), ladder=(), duties=(), requirements=(), skills=(), environment=()
    )
    assert "## Sources" not in render(RoleDocument(bare, {}), Style())
    assert "## Sources" in render(RoleDocument(role, dict(catalog.sources)), Style())


def test_the_spread_of_own_pay_is_said(catalog: Catalog) -> None:
    """A role's own pay comes with its area, date and percentiles if these are published."""
    pay = Estimate("office-manager", 5, Percentiles(p10=1, p90=9), "median", "USD", "year", "Ohio", "2024", None, 7, ())
    role = replace(catalog.get("office-manager"), salary=(pay, replace(pay, percentiles=None)))
    page = render(RoleDocument(role, dict(catalog.sources)), Style(sections=("salary",)))
    assert "$5 a year (median), Ohio, 2024, 7 people, percentiles: 10th $1, 90th $9; $5 a year (median) |" in page


@given(TEXT)
def test_escaped_text_renders_as_itself(text: str) -> None:
    """A Markdown parser shows an escaped text as the text that it was, in a paragraph and nothing else."""
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(escape(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert _plain(tokens) == " ".join(text.split())


def _plain(tokens: Sequence[object]) -> str:
    parts = []
    for token in tokens:
        for child in getattr(token, "children", None) or []:
            assert child.type in {"text", "text_special"}
            parts.append(child.content)
    return "".join(parts)


def test_contradictions_and_denials_are_told(call: Call, tmp_path: Path) -> None:
    """A contested cell says why, a statement against the item is marked, and one that is only denied is not stated."""
    out = call("show", "operations-manager", "-f", "markdown", "--full").out
    assert "**contested:** *The same sentence calls regular business hours usual and overtime common.* Keeps" in out
    path = tmp_path / "clerk.yaml"
    path.write_text(
        "roles:\n  clerk:\n    title: Clerk\n    duties: [{item: Drive, text: Never drives, against: true}]\n", "utf-8"
    )
    out = call("compare", "clerk", "office-manager", "-f", "markdown", "--full", "--roles", str(path)).out
    assert "| `-` | Drive | **not stated:** Never drives (against) | *not stated* |" in out
    assert "`-` none" in out


def test_ratings_of_three_roles_have_a_column_each() -> None:
    """The ratings of three roles that differ most are in a table, with a column for each; some roles may have none."""
    roles = [
        make_role(
            name,
            rate("skills", "reading", "Reading", importance=importance),
            *([] if name == "three" else [rate("skills", "sums", "Sums", importance=100 - importance)]),
        )
        for name, importance in (("one", 10.4), ("two", 50), ("three", 90.6))
    ]
    page = render(compare(roles, SOURCES), Style(brief=True))
    _, _, table = page.partition("## Ratings that differ most\n")
    assert table.splitlines()[1:7] == [
        "Importance, in points of 100.[^1]",
        "",
        "| Item | One | Two | Three |",
        "| --- | --- | --- | --- |",
        "| Reading | 10 | 50 | 91 |",
        "| Sums | 90 | 50 |  |",
    ]

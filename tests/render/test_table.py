"""The tables: nothing is cut, nothing lost, whatever the width."""

import re
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.documents import Comparison, RoleDocument
from careercli.model import SECTIONS, Estimate, OccupationRef, Percentiles, Role, Source, Stated, Statement
from careercli.render import Style
from careercli.render.table import render
from careercli.render.table.page import wrap
from catalogs import get_ids
from strategies import comparable_roles

WIDTHS = (20, 40, 60, 80, 100, 160)
WORDS = st.lists(st.text(st.characters(exclude_categories=["C", "Z", "M"]), min_size=1, max_size=12), max_size=30)


def _words(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\[\]()\u2022]", " ", text).split())


def _said(comparison: Comparison) -> Counter[str]:
    """The words of all labels, statements, contradictions, sentences and notes of a comparison."""
    texts = [*comparison.summary, *(note for gap in comparison.salary.gaps for note in gap.notes)]
    for section in SECTIONS:
        for row in comparison.section(section):
            texts.append(row.label)
            for said in (said for cell in row.roles.values() if cell for said in cell.statements):
                texts += [said.text, said.contradicts or ""]
    return sum((_words(text) for text in texts), Counter())


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_of_a_comparison_is_lost(catalog: Catalog, width: int) -> None:
    """Every word of every statement, label, sentence and note is in the table, at any width, for every pair."""
    for one, two in combinations(get_ids(catalog), 2):
        comparison = compare([catalog.get(one), catalog.get(two)], catalog.sources)
        lost = _said(comparison) - _words(render(comparison, Style(width=width)))
        assert {word for word in lost if len(word) < width - 8} == set()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_asked(catalog: Catalog, width: int) -> None:
    """No line of any document is wider than the width, and none ends in a space."""
    roles = [catalog.get(role) for role in get_ids(catalog)]
    style = Style(width=width)
    pages = [render(compare(roles[:count], catalog.sources), style) for count in (2, 3, 5)]
    pages += [render(catalog.get_document(role), style) for role in get_ids(catalog)]
    pages.append(render(catalog.get_list(), style))
    for page in pages:
        assert max(len(line) for line in page.splitlines()) <= width
        assert not re.search(r"[ \t]$", page, re.MULTILINE)


@given(comparable_roles(2, 6), st.sampled_from(WIDTHS))
def test_any_roles_can_be_shown(made: tuple[list[Role], dict[str, Source]], width: int) -> None:
    """Whatever the roles, the tables render and keep to the width."""
    roles, sources = made
    comparison = compare(roles, sources)
    out = render(comparison, Style(width=width))
    assert max(cell_len(line) for line in out.splitlines()) <= width
    for role in roles:
        page = render(RoleDocument(role, sources), Style(width=width))
        assert max(cell_len(line) for line in page.splitlines()) <= width


@given(WORDS, st.integers(4, 60), st.integers(0, 2))
def test_wrap_keeps_every_character_and_the_width(words: list[str], width: int, hang: int) -> None:
    """Wrapped text has the same characters in the same order, and no line is wider than asked, in columns."""
    lines = wrap(" ".join(words), width, hang)
    assert "".join("".join(lines).split()) == "".join(words)
    assert all(cell_len(line) <= width for line in lines)


def test_wrap_breaks_between_words_and_hangs() -> None:
    """Lines break at spaces, later lines hang, and only a word that is too long for a line is folded."""
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("- one two three", 7, 2) == ["- one", "  two", "  three"]
    assert wrap("abcdefghij xy", 4) == ["abcd", "efgh", "ij", "xy"]
    assert wrap("\u770b\u8b77\u5e2b", 4) == ["\u770b\u8b77", "\u5e2b"]


def test_marks_tell_rows_apart_without_colour(catalog: Catalog) -> None:
    """Each row begins with its sign: = both, < the first only, > the second only."""
    comparison = compare([catalog.get("practice-manager"), catalog.get("office-manager")], catalog.sources)
    out = render(comparison, Style(width=160))
    for section in SECTIONS:
        for row in comparison.section(section):
            one, two = row.roles.values()
            mark = "=" if one and two else "<" if one else ">"
            assert re.search(rf"^{mark} {re.escape(row.label[:12])}", out, re.MULTILINE)


@pytest.mark.parametrize("width", range(78, 170))
def test_columns_stay_apart(catalog: Catalog, width: int) -> None:
    """Before each column of roles there are two spaces, whatever the width leaves over."""
    comparison = compare([catalog.get("practice-manager"), catalog.get("office-manager")], catalog.sources)
    page = render(comparison, Style(width=width))
    tables = re.findall(
        r"^ +Practice Manager +Office Manager\n(?:.+\n|\n(?! *[A-Z ]+  \d|SOURCES))+", page, re.MULTILINE
    )
    assert len(tables) == sum(bool(comparison.section(section)) for section in SECTIONS)
    for block in tables:
        head, *lines = block.splitlines()
        for title in ("Practice Manager", "Office Manager"):
            start = head.index(title)
            assert {line[start - 2 : start].strip() for line in lines} == {""}


def test_colour_changes_no_word(catalog: Catalog) -> None:
    """The coloured table says what the plain one says."""
    comparison = compare([catalog.get("practice-manager"), catalog.get("office-manager")], catalog.sources)
    plain = render(comparison, Style(width=100))
    colourful = render(comparison, Style(width=100, color=True))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", colourful)
    assert "\x1b[" in colourful
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_text_is_not_markup(catalog: Catalog) -> None:
    """Brackets, emoji codes and backslashes of a text print exactly."""
    role = replace(catalog.get("office-manager"), title="Boss [remote] C[/] :smile: \\[x] [bold]")
    out = render(RoleDocument(role, dict(catalog.sources)), Style(width=120))
    assert out.startswith("Boss [remote] C[/] :smile: \\[x] [bold]\n")


def test_a_top_coded_percentile_is_told_as_such(catalog: Catalog) -> None:
    """A percentile at or above the top code says so, and is never a plain number."""
    role = catalog.get("operations-manager")
    top = replace(role.salary[0], percentiles=Percentiles(p50=90_000, at_or_above={"p90": 239_200}))
    out = render(RoleDocument(replace(role, salary=(top,)), dict(catalog.sources)), Style(width=120))
    assert "90th at or above $239,200" in out


def test_bars_are_in_proportion(catalog: Catalog) -> None:
    """The longest bar is the highest pay's, and the others are as long as their share of it."""
    roles = [catalog.get(role) for role in ("office-manager", "practice-administrator")]
    low = replace(roles[0], salary=(replace(roles[0].salary[0], amount=7893),))
    page = render(compare([low, roles[1]], catalog.sources), Style(width=160))
    short, long = (bar.count("\u2588") for bar in re.findall(r"\(average\) +(\u2588+)", page))
    assert (short, long) == (5, 50)


def test_ranges_of_one_unit_are_on_one_scale(catalog: Catalog) -> None:
    """The ranges of all figures of one currency and period, own and official, are drawn to one scale; those of another
    have one of their own, and the key says so."""

    def estimate(top: int, period: str, nearest: OccupationRef | None) -> Estimate:
        points = Percentiles(p10=top // 10, p25=top // 5, p50=top // 2, p75=3 * top // 4, p90=top)
        return Estimate("office-manager", top // 2, points, "median", "USD", period, None, None, nearest, None, ())

    def draw(*figures: Estimate) -> tuple[str, list[int]]:
        role = replace(catalog.get("office-manager"), salary=figures)
        page = render(RoleDocument(role, dict(catalog.sources)), Style(width=120))
        lines = [line for line in page.splitlines() if re.fullmatch(r" +[\u2500\u2501\u2588]+", line)]
        return page, [len(line) - 4 for line in lines]

    ones, twos = (OccupationRef("soc-2018", code, code) for code in ("1-1", "2-2"))
    page, ends = draw(estimate(100_000, "year", ones), estimate(50_000, "year", twos), estimate(20_000, "year", None))
    assert ends == [11, 50, 25]
    assert "Bars, on one scale:" in page
    page, ends = draw(estimate(100_000, "year", ones), estimate(40, "hour", twos), estimate(20, "hour", None))
    assert ends == [25, 50, 50]
    assert "Bars, on one scale for each currency and period:" in page
    assert page.count("Bars, ") == 1


def test_rows_of_several_roles_are_told_apart(catalog: Catalog) -> None:
    """Of three roles = marks what all state, ~ what two do, a letter what one does; the letters are in the title."""
    roles = [catalog.get(role) for role in ("practice-manager", "office-manager", "operations-manager")]
    comparison = compare(roles, catalog.sources)
    page = render(comparison, Style(width=160))
    assert page.startswith("A Practice Manager  vs  B Office Manager  vs  C Operations Manager\n")
    for section in SECTIONS:
        for row in comparison.section(section):
            stating = "".join(letter for letter, cell in zip("ABC", row.roles.values(), strict=True) if cell)
            mark = {3: "=", 2: "~", 1: stating}[len(stating)]
            assert re.search(rf"^{mark} {re.escape(row.label[:12])}", page, re.MULTILINE)


def test_a_contested_cell_says_so(catalog: Catalog) -> None:
    """Every contested cell, and no other, begins with the word."""
    role = catalog.get_document("practice-administrator")
    contested = sum(cell.agreement == "contested" for section in SECTIONS for cell in role.role.section(section))
    assert render(role, Style(width=120)).count("contested:") == contested == 10


def test_a_contested_cell_says_why(catalog: Catalog) -> None:
    """The sentence on a contradiction follows the word, and a statement that denies the item is marked."""
    page = " ".join(render(catalog.get_document("operations-manager"), Style(width=120)).split())
    assert "contested: The same sentence calls regular business hours usual and overtime common." in page
    assert "(common, against)" in page


@pytest.mark.parametrize("width", [60, 160])
def test_what_is_only_denied_is_not_stated(catalog: Catalog, width: int) -> None:
    """A cell of statements against the item reads "not stated", and what speaks against it; its row is nobody's."""
    one, two = (catalog.get(role) for role in ("office-manager", "operations-manager"))
    denied = Statement("Never drives", "stated", None, ("pa-vs-om",), against=True)
    roles = [replace(one, duties=(Stated("drive", "Drive", None, (denied,), "single"),)), replace(two, duties=())]
    comparison = compare(roles, catalog.sources)
    page = " ".join(render(comparison, Style(width=width)).split())
    assert "DUTIES 1 none" in page
    assert "- none" in page
    assert "not stated:" in page
    assert "Never drives (against)" in page

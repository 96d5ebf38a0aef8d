"""Gap, similar and path in every format."""

import csv
import io
from collections.abc import Callable, Sequence

import msgspec
import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from careercli.documents import DOCUMENTS, PayChange
from careercli.render.markdown.text import escape
from careercli.render.moves import Line, Moves, describe_pay, describe_places, make_view
from careercli.render.moves.rows import GAP_COLUMNS, PATH_COLUMNS, SIMILAR_COLUMNS
from program import Result

Call = Callable[..., Result]

CALLS = {
    "gap": ("gap", "registered nurses", "medical and health services managers"),
    "own": ("gap", "practice-manager", "--have", "communication, juggling"),
    "similar": ("similar", "registered nurses"),
    "listed": ("similar", "practice-manager", "-n", "3"),
    "path": ("path", "home health aides", "registered nurses"),
    "ladder": ("path", "medical-office-manager", "practice-administrator"),
    "no path": ("path", "Cooks, Restaurant", "Software Developers"),
}
COLUMNS = {"gap": GAP_COLUMNS, "similar": SIMILAR_COLUMNS, "path": PATH_COLUMNS}


@pytest.mark.parametrize("args", CALLS.values(), ids=CALLS)
def test_tables_fit(call: Call, args: tuple[str, ...]) -> None:
    """No line is wider than asked for, brief or full, in columns or as a list; full says at least as much."""
    lengths = {}
    for length in ("--brief", "--full"):
        for width in ("40", "80", "120"):
            for plain in ((), ("--plain",)):
                out = call(*args, length, "--width", width, *plain).out
                assert max(map(len, out.splitlines())) <= int(width)
                lengths[length, width, plain] = len(out)
    assert lengths["--brief", "80", ()] <= lengths["--full", "80", ()]


@pytest.mark.parametrize("args", CALLS.values(), ids=CALLS)
def test_json_is_the_document(call: Call, args: tuple[str, ...]) -> None:
    """JSON is what its schema says, the same brief and full."""
    out = call(*args, "--json").out
    msgspec.json.decode(out, type=DOCUMENTS[args[0]])
    assert call(*args, "--json", "--full").out == out


@pytest.mark.parametrize("args", CALLS.values(), ids=CALLS)
def test_csv_has_its_columns(call: Call, args: tuple[str, ...]) -> None:
    """CSV has the columns of docs/csv-output.md, and a row for what a licence asks to be said."""
    rows = [*csv.DictReader(io.StringIO(call(*args, "-f", "csv").out))]
    assert tuple(rows[0]) == COLUMNS[args[0]]
    assert all(None not in row for row in rows)
    if args[0] != "gap" or args[1] != "practice-manager":
        assert any("O*NET" in value for value in rows[-1].values()) or args[1] == "medical-office-manager"


@pytest.mark.parametrize(
    ("name", "source", "text"), [("gap", "item", "text"), ("similar", "id", "activities"), ("path", "to", "adds")]
)
def test_a_source_has_a_row_in_csv(call: Call, name: str, source: str, text: str) -> None:
    """The row of what a licence asks to be said has the id of the source, its title and the sentence, and no more."""
    *_, row = csv.DictReader(io.StringIO(call(*CALLS[name], "-f", "csv").out))
    title = row.pop("label" if name == "gap" else "title")
    assert row.pop(source).startswith("onet")
    assert title.startswith("O*NET")
    assert row.pop(text).startswith("This output includes information from the O*NET")
    assert row.pop("kind", "source") == "source"
    assert not any(row.values())


@pytest.mark.parametrize("args", CALLS.values(), ids=CALLS)
def test_markdown_is_markdown(call: Call, args: tuple[str, ...]) -> None:
    """Markdown has one title, and a footnote for each number that it names."""
    out = call(*args, "-f", "markdown").out
    tokens = MarkdownIt().enable("table").parse(out)
    assert sum(token.type == "heading_open" and token.tag == "h1" for token in tokens) == 1
    for number in range(1, 30):
        assert (f"[^{number}]: " in out) or (f"[^{number}]" not in out)


@pytest.mark.parametrize("length", ["--brief", "--full"])
@pytest.mark.parametrize("args", CALLS.values(), ids=CALLS)
def test_markdown_has_all_of_a_view(call: Call, args: tuple[str, ...], length: str) -> None:
    """Markdown has each part of a view in order: heading, note, table and lines, those of a second level indented, and
    those that matter most in bold, with their number if they have one."""
    document: Moves = msgspec.json.decode(call(*args, "--json").out, type=DOCUMENTS[args[0]])
    view = make_view(document, brief=length == "--brief", arrow="→")
    page = call(*args, length, "-f", "markdown").out
    at = page.index(f"# {escape(view.title)}\n")

    def find(text: str) -> None:
        nonlocal at
        at = page.index(text, at) + len(text) - 1  # its last line end may begin the next

    def find_lines(lines: Sequence[Line]) -> None:
        for line in lines:
            number, _, text = line.text.partition(". ")
            said = f"- {escape(line.text)}"
            if line.is_strong:
                said = f"{number}. **{escape(text)}**" if number.isdecimal() else f"- **{escape(line.text)}**"
            find(f"\n{'    ' if line.level else ''}{said}")

    find_lines(view.intro)
    for block in view.blocks:
        find(f"\n\n## {escape(block.title)}\n\n{f'{escape(block.note)}{chr(10)}' if block.note else ''}")
        if block.grid:
            for row in (block.grid.head, *block.grid.rows):
                find(f"\n| {' | '.join(map(escape, row))} |")
        find_lines(block.lines)
    for note in view.notes:
        find(f"\n{escape(note)}\n")


def test_full_shows_every_item(call: Call) -> None:
    """The brief gap counts what it leaves out; the full one has all of it."""
    brief, full = (call(*CALLS["gap"], length).out for length in ("--brief", "--full"))
    assert "and 6 more: --full" in brief
    assert "Systems Analysis" not in brief.partition("EDUCATION, EXPERIENCE")[0]
    assert "Systems Analysis" in full
    assert "more)" not in full


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (PayChange(24360, 26.03, 117960, "USD", "year", inherited=False, reason=None), "+$24,360 a year (+26%)"),
        (PayChange(-0.5, -1.0, 49.5, "EUR", "hour", inherited=True, reason=None), "~-EUR 0.50 an hour (-1%)"),
        (
            PayChange(None, None, None, None, None, inherited=False, reason="same-occupation"),
            "pay of the same occupation",
        ),
        (PayChange(None, None, None, None, None, inherited=False, reason="no-pay"), "pay not known"),
    ],
)
def test_pay_in_words(change: PayChange, said: str) -> None:
    """A change of pay has its sign, period and percentage; without one there is the reason."""
    assert describe_pay(change) == said


def test_changes_of_pay_have_a_place_and_a_date() -> None:
    """Where all changes are of one place and date a line says so; where they differ, each names its place."""
    texas = PayChange(5, 1.0, 50, "USD", "year", inherited=False, reason=None, area="Texas", as_of="2025-05")
    nation = replace(texas, area="United States")
    stated = replace(texas, area=None, as_of=None)
    none = replace(stated, difference=None)
    assert describe_places([texas, texas, none]) == ([Line("Pay: Texas, May 2025.")], False)
    assert describe_places([texas, nation]) == describe_places([texas, stated]) == ([], True)
    assert describe_places([stated]) == describe_places([none]) == ([], False)
    assert describe_pay(nation, has_place=True) == "+$5 a year (+1%) in the United States"


@pytest.mark.parametrize("place", [None, "Texas"])
def test_a_gap_of_pay_has_its_place_date_and_source(call: Call, place: str | None) -> None:
    """The pay of a gap names statistic, place and date, and cites its source."""
    out = call("gap", "29-1141", "29-1171", *(["--place", place] if place else []), "-f", "markdown").out
    assert f"(medians, {place or 'United States'}, May 2025)." in out
    assert "[^2]" in next(line for line in out.splitlines() if "May 2025)." in line)

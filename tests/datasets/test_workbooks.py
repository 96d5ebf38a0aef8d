"""Workbooks: rows are streamed, and whatever a file claims of itself, only what is there counts."""

import random
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from careercli.datasets import workbooks
from careercli.datasets.files import BLOCK, list_files
from careercli.datasets.oews import read_oews
from careercli.datasets.tables import open_tables
from careercli.datasets.workbooks import FREE_CELLS, MAX_NAMES, MAX_NESTING, MAX_TOKEN, Workbook
from careercli.errors import InvalidFileError
from careercli.model import MAX_TEXT
from paid import get_rows
from releases import OEWS, to_workbook, to_zip

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ONE = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'


def make(folder: Path, *sheets: str, strings: str = "", more: Mapping[str, str] | None = None) -> Workbook:
    """A workbook of sheets that are written out: what is inside `sheetData`, or whole documents."""
    names = "".join(f'<sheet name="s{n}" r:id="r{n}"/>' for n in range(1, len(sheets) + 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    if strings:
        links += f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        **({"xl/sharedStrings.xml": strings} if strings else {}),
    }
    for number, sheet in enumerate(sheets, 1):
        whole = sheet if "<worksheet" in sheet else f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>"
        parts[f"xl/worksheets/sheet{number}.xml"] = whole
    return open_workbook(to_zip(folder / "Skills.xlsx", {**parts, **(more or {})}))


def open_workbook(path: str) -> Workbook:
    """A workbook, opened."""
    return Workbook(list_files([path])[0])


def rows(folder: Path, sheet: str, strings: str = "") -> list[list[str]]:
    """The rows of a sheet that is written out."""
    return list(make(folder, sheet, strings=strings).read_rows("s1"))


def test_kinds_of_cells(tmp_path: Path) -> None:
    """Numbers are as short as can be, booleans are words, errors and texts are what they say; rich text is its runs,
    without how they are pronounced; line ends stay."""
    strings = (
        f"<sst {MAIN} count='3' uniqueCount='3'><si><t>plain</t></si>"
        "<si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r><rPh><t>aloud</t></rPh></si>"
        "<si><t>two&#10;lines_x000D_\x85</t></si></sst>"
    )
    sheet = (
        '<row r="1"><c r="A1"><v>5.0</v></c><c r="B1"><v>32.659999999999997</v></c><c r="C1" t="n"><v>1e3</v></c>'
        '<c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="str"><f>A1</f><v>said</v></c>'
        '<c r="G1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c r="H1" t="s"><v>0</v></c>'
        '<c r="I1" t="s"><v>1</v></c><c r="J1" t="s"><v>2</v></c><c r="K1" s="1"/>'
        '<c r="L1"><v>1234567890123456</v></c></row>'
    )
    numbers = ["5", "32.66", "1000", "TRUE", "#N/A"]
    texts = ["said", "inline", "plain", "rich text", "two\nlines  ", "", "1234567890123456.0"]
    assert rows(tmp_path, sheet, strings) == [[*numbers, *texts]]


def test_places_of_cells_and_rows(tmp_path: Path) -> None:
    """Cells are where their reference says, or next to the last; rows that are left out are blank, so that numbers of
    rows are those of the file; blank rows at the end are none."""
    sheet = (
        '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>'
        '<row r="5"><c r="AA5"><v>5</v></c></row><row r="6"><c r="A6"/></row><row r="900000"/>'
    )
    found = rows(tmp_path, sheet)
    assert found[:4] == [[""] * 4, ["", "1", "", "2"], ["3", "4", "", ""], [""] * 27]
    assert found[4] == [""] * 26 + ["5"]
    assert len(found) == 5


def test_names_may_have_a_prefix(tmp_path: Path) -> None:
    """A producer may give all elements a prefix."""
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="inlineStr"><x:is><x:t>x</x:t></x:is></x:c><x:c r="B1"><x:v>1</x:v></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    )
    book = make(tmp_path, ONE, more={"xl/worksheets/sheet1.xml": sheet})
    assert list(book.read_rows("s1")) == [["x", "1"]]


def test_sheets_are_where_the_relations_say(tmp_path: Path) -> None:
    """The workbook and its sheets have any name, relative to the part that names them or to the archive."""
    parts = {
        "_rels/.rels": f'<R><Relationship Type="{OFFICE}/officeDocument" Target="/a/b.xml"/></R>',
        "a/b.xml": f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="one" r:id="q"/><sheet name="two" r:id="p"/>'
        "</sheets></workbook>",
        "a/_rels/b.xml.rels": '<Relationships><Relationship Id="p" Target="../odd/sheet"/>'
        '<Relationship Id="q" Target="/other.xml"/></Relationships>',
        "odd/sheet": f"<worksheet><sheetData>{ONE}</sheetData></worksheet>",
        "other.xml": f"<worksheet><sheetData>{ONE.replace('>x<', '>y<')}</sheetData></worksheet>",
    }
    book = open_workbook(to_zip(tmp_path / "a.xlsx", parts))
    assert (book.names, list(book.read_rows("one")), list(book.read_rows("two"))) == (("one", "two"), [["y"]], [["x"]])


def claim(**attributes: str) -> str:
    """A table of one string that claims to have more."""
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<sst {MAIN} {said}><si><t>a</t></si></sst>"


MANY = "x" * (MAX_TEXT + 1)
NOISE = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=MAX_TOKEN + 2 * BLOCK))
LARGE: dict[str, Callable[[Path], Workbook]] = {
    "the last cell of all": lambda folder: make(
        folder, "<row r='1'><c r='A1'/></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    ),
    "odd quotes and spaces": lambda folder: make(
        folder, f"{ONE}<row\n r = '1048576' ><c\tr\n=\n'XFD1048576' ><v>1</v></c ></row >"
    ),
    "a row without a number": lambda folder: make(
        folder, f"{ONE}<row r='1048575'/><row><c r='XFD1048576'><v>1</v></c></row>"
    ),
    "a lower-case reference": lambda folder: make(
        folder, f"{ONE}<row r='1048576'><c r='xfd1048576'><v>1</v></c></row>"
    ),
    "many rows of few cells": lambda folder: make(folder, f"{ONE}<row r='{FREE_CELLS * 2}'><c><v>1</v></c></row>"),
    "few rows of many cells": lambda folder: make(folder, f"{ONE}<row r='1220'><c r='XFD1220'><v>1</v></c></row>"),
    "blank rows": lambda folder: make(folder, "<row/>" * FREE_CELLS * 2),
    "several sheets": lambda folder: make(folder, *["<row r='1'><c r='HHH1'><v>1</v></c></row>"] * 3),
    "a column beyond the last": lambda folder: make(folder, "<row r='1'><c r='XFE1'><v>1</v></c></row>"),
    "a column far beyond the last": lambda folder: make(folder, "<row r='1'><c r='ZZZZZZZZZ1'><v>1</v></c></row>"),
    "more strings than bytes": lambda folder: make(folder, ONE, strings=claim(count="1", uniqueCount="4000000000")),
    "more strings than cells": lambda folder: make(folder, ONE, strings=claim(count="4000000000")),
    "an endless number of strings": lambda folder: make(folder, ONE, strings=claim(uniqueCount="9" * 5_000)),
    "strings that no relation names": lambda folder: make(
        folder, ONE, more={"xl/sharedStrings.xml": claim(uniqueCount="4000000000")}
    ),
    "a text that is too long": lambda folder: make(folder, f"<row><c t='inlineStr'><is><t>{MANY}</t></is></c></row>"),
    "a text of many runs": lambda folder: make(folder, f"<row><c t='str'>{'<t>xxxx</t>' * 9_000}</c></row>"),
    "a shared text that is too long": lambda folder: make(folder, ONE, strings=f"<sst><si><t>{MANY}</t></si></sst>"),
    "a text without end": lambda folder: make(folder, f"<row><c><v>{'1' * (2 * MAX_TOKEN)}</v></c></row>"),
    "an attribute without end": lambda folder: make(folder, f"<row r='{'1' * (3 * MAX_TOKEN)}'/>"),
    "an attribute that does not pack": lambda folder: make(folder, f"<row a='{NOISE}'/>"),
    "a comment that does not pack": lambda folder: make(folder, f"<!--{NOISE}-->"),
    "a comment without end": lambda folder: make(folder, f"<!--{'-x' * MAX_TOKEN}-->"),
    "elements without end": lambda folder: make(folder, "<a>" * 200_000),
    "tags of nothing": lambda folder: make(folder, "<a/>" * 200_000),
    "nested too deeply": lambda folder: make(folder, "<a>" * MAX_NESTING + "</a>" * MAX_NESTING),
    "nested strings": lambda folder: make(
        folder, ONE, strings="<sst>" + "<a>" * MAX_NESTING + "</a>" * MAX_NESTING + "</sst>"
    ),
    "many names": lambda folder: make(folder, "".join(f"<a{n}/>" for n in range(MAX_NAMES + 10))),
    "a megabyte of spaces": lambda folder: make(folder, " " * (3 * 2**20)),
}


@pytest.mark.parametrize("case", LARGE)
def test_what_is_too_large_is_refused(tmp_path: Path, case: str) -> None:
    """Whatever makes a small workbook large is CC102, wherever it is: nothing is made room for before it is there."""
    with pytest.raises(InvalidFileError, match=r"Skills\.xlsx:\d+:1: CC102: too large"):
        LARGE[case](tmp_path).check()


DAMAGED: dict[str, Callable[[Path], Workbook]] = {
    "a document type": lambda folder: make(
        folder, f"<!DOCTYPE worksheet [<!ENTITY a 'x'>]><worksheet>{ONE}</worksheet>"
    ),
    "a document type of the strings": lambda folder: make(
        folder, ONE, strings="<!DOCTYPE sst SYSTEM 'file:///etc/passwd'><sst/>"
    ),
    "an entity that is not declared": lambda folder: make(folder, "<row><c t='str'><v>&a;</v></c></row>"),
    "rows out of order": lambda folder: make(
        folder, "<row r='3'><c><v>1</v></c></row><row r='2'><c><v>1</v></c></row>"
    ),
    "a cell of another row": lambda folder: make(folder, "<row r='1'><c r='A2'><v>1</v></c></row>"),
    "a reference that is none": lambda folder: make(folder, "<row r='1'><c r='1A1'><v>1</v></c></row>"),
    "a row that is none": lambda folder: make(folder, "<row r='-1'/>"),
    "row nought": lambda folder: make(folder, "<row r='0'/>"),
    "a number that is none": lambda folder: make(folder, "<row><c><v>one</v></c></row>"),
    "a string that is not there": lambda folder: make(
        folder, "<row><c t='s'><v>1</v></c></row>", strings=claim(count="1")
    ),
    "the last string from the end": lambda folder: make(
        folder, "<row><c t='s'><v>-1</v></c></row>", strings=claim(count="1")
    ),
    "a sheet that is not there": lambda folder: make(
        folder, ONE, more={"xl/_rels/workbook.xml.rels": "<Relationships/>"}
    ),
    "no XML": lambda folder: make(folder, "<row>"),
    "no workbook": lambda folder: open_workbook(to_zip(folder / "Skills.xlsx", {"a.txt": "x"})),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_what_is_damaged_is_refused(tmp_path: Path, case: str) -> None:
    """What is no whole workbook is CC101; a document type is refused before anything in it is resolved."""
    with pytest.raises(InvalidFileError, match=r"Skills\.xlsx:1:1: CC101"):
        DAMAGED[case](tmp_path).check()


def test_a_claim_of_its_size_means_nothing(tmp_path: Path) -> None:
    """What a sheet says of its own size, and which cells are merged, is not read: the cells that are there are."""
    sheet = (
        f'<worksheet {MAIN}><dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384"/></cols><sheetData>{ONE}'
        '</sheetData><mergeCells count="9"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    assert rows(tmp_path, sheet) == [["x"]]


def test_only_the_sheets_that_are_needed_are_read(tmp_path: Path) -> None:
    """A sheet that a release does not need may be anything."""
    path = tmp_path / "national_M2024_dl.xlsx"
    sheets = {"national": OEWS, "Field Descriptions": [["May 2024 OEWS Estimates"]], "other": [["x"], ["y"]]}
    to_workbook(path, sheets)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet3.xml"] = b"<worksheet><sheetData><row r='1'><c t='str'><v>a</v></c></row><row>"
    to_zip(path, parts)
    (release,) = read_oews(open_tables([str(path)]))
    assert len(get_rows(release)) == 6


def test_a_workbook_that_is_no_release_is_first_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that is too large is that, and not merely no release, wherever that begins."""
    monkeypatch.setattr(workbooks, "BLOCK", 64)
    make(tmp_path, ONE, f"{ONE}<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")
    with pytest.raises(InvalidFileError, match="CC102"):
        read_oews(open_tables([str(tmp_path / "Skills.xlsx")]))
    make(tmp_path, ONE, ONE)
    with pytest.raises(InvalidFileError, match="CC108"):
        read_oews(open_tables([str(tmp_path / "Skills.xlsx")]))


def test_rows_are_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first rows come before the last are read."""
    monkeypatch.setattr(workbooks, "BLOCK", 64)
    book = make(tmp_path, ONE + "<row><c><v>1</v></c></row>" * 9 + "<row><c><v>one</v></c></row>")
    assert next(book.read_rows("s1")) == ["x"]
    with pytest.raises(InvalidFileError):
        list(book.read_rows("s1"))


def test_texts_may_go_through_several_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is whole wherever the blocks end, in a cell and among the shared ones."""
    monkeypatch.setattr(workbooks, "BLOCK", 16)
    words = " ".join(f"word {n}" for n in range(99))
    sheet = f'<row><c t="s"><v>0</v></c> <c t="inlineStr"><is><t>{words}</t></is></c> <c><v>1234567.25</v></c></row>'
    assert rows(tmp_path, sheet, f"<sst><si><t>{words}</t></si></sst>") == [[words, words, "1234567.25"]]


def test_shared_texts_have_a_limit_of_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All shared texts together are bounded by the memory they take."""
    monkeypatch.setattr(workbooks, "MAX_STRINGS", 1_000)
    with pytest.raises(InvalidFileError, match="CC102.*texts"):
        rows(tmp_path, ONE, "<sst>" + "<si><t>a text</t></si>" * 30 + "</sst>")

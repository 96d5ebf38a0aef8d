"""Plain rows: what is taken without an XML parser is what the parser would have found."""

import random
from pathlib import Path

import pytest

from careercli.datasets import plain_rows
from careercli.datasets.files import BLOCK, list_files
from careercli.datasets.workbooks import Workbook
from careercli.errors import InvalidFileError
from releases import to_zip

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SEEDS = range(150)
VALUES = ("5.0", "17", "", "x", "Caf\u00e9", "A &amp; B", "&lt;b&gt;", "1e3", "32.659999999999997", "0", "*", "**", "#")
STRINGS = f"<sst {MAIN}>{''.join(f'<si><t>text {n}</t></si>' for n in range(20))}</sst>"


def read(folder: Path, sheet: str | bytes) -> list[list[str]] | str:
    """The rows of a sheet, or what is wrong with it."""
    parts = {
        "xl/workbook.xml": f'<workbook {MAIN}><sheets><sheet name="a" r:id="r1" xmlns:r="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/></R>',
        "xl/sharedStrings.xml": STRINGS,
        "xl/worksheets/a.xml": sheet,
    }
    try:
        return list(Workbook(list_files([to_zip(folder / "a.xlsx", parts)])[0]).read_rows("a"))
    except InvalidFileError as error:
        return error.message


def both(folder: Path, monkeypatch: pytest.MonkeyPatch, sheet: str | bytes) -> list[list[str]] | str:
    """The same, read with and without the short way."""
    found = read(folder, sheet)
    with monkeypatch.context() as patched:
        patched.setattr(plain_rows, "START", b"<never>")
        assert read(folder, sheet) == found
    return found


def make_cell(draw: random.Random, column: str, row: int) -> str:
    """A cell in one of the forms that programs write, or an odd one."""
    value = draw.choice(VALUES)
    style = draw.choice(("", ' s="3"'))
    place = f'<c r="{column}{row}"{style}'
    forms = [
        f"{place}/>",
        f"{place} />",
        f"{place}></c>",
        f"{place}><v>{draw.randrange(99)}.5</v></c>",
        f'{place} t="n"><v>{draw.randrange(99)}</v></c>',
        f'{place} t="s"><v>{draw.randrange(20)}</v></c>',
        f'{place} t="b"><v>1</v></c>',
        f'{place} t="inlineStr"><is><t>{value}</t></is></c>',
        f'{place} t="inlineStr"><is><t xml:space="preserve"> {value}</t></is></c>',
        f'{place} t="str"><v>{value}</v></c>',
    ]
    odd = [
        f'{place} t="str"><f>A1</f><v>{value}</v></c>',
        f'{place} t="s"><v>99</v></c>',
        f"{place}><v>{value}</v></c>",
        f'{place} t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
        f'<c r="{column}{row + 1}"><v>1</v></c>',
        f"<!-- no cell -->{place}><v>1</v></c>",
        f"<c r='{column}{row}'><v>1</v></c>",
        f'{place} t="inlineStr"><is><t>x]]></t></is></c>',
        f"{place}><v>1</v>",
    ]
    return draw.choice(odd if draw.random() < 0.002 else forms)


def make_sheet(draw: random.Random) -> str:
    """A sheet of some hundred rows of plain cells, some of them missing; perhaps with something odd in it."""
    columns = [chr(65 + number) for number in range(26)] + ["AA", "AB"]
    rows = []
    number = 0
    for _ in range(draw.randrange(400)):
        number += 1 if draw.random() < 0.98 else draw.randrange(1, 4)
        shown = columns[: draw.randrange(len(columns) + 1)] if draw.random() < 0.1 else columns
        cells = "".join(make_cell(draw, column, number) for column in shown if draw.random() < 0.9)
        rows.append(
            f'<row r="{number}"{draw.choice(("", """ spans="1:9" x14ac:dyDescent="0.2" """.rstrip()))}>{cells}</row>'
        )
    if rows and draw.random() < 0.3:
        rows.insert(draw.randrange(len(rows)), draw.choice(("\n", "<!--<row r='1'></row>-->", "<row/>", "<x>", "&x;")))
    end = draw.choice(("</sheetData></worksheet>", "</sheetData><x/></worksheet>", "</sheetData>", "", "<row r="))
    head = draw.choice(("", '<?xml version="1.0" encoding="UTF-8"?>', "<!--<sheetData>-->"))
    return f"{head}<worksheet {MAIN}><cols/><sheetData>{''.join(rows)}{end}"


@pytest.mark.parametrize("seed", SEEDS)
def test_both_ways_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Of sheets drawn by lot, plain and odd, both ways find the same rows, or the same fault."""
    both(tmp_path, monkeypatch, make_sheet(random.Random(seed)))


def test_most_sheets_drawn_are_read_the_short_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lots above are not in vain: most rows are taken."""
    taken: list[int] = []
    add = plain_rows.PlainRows._add

    def count(self: plain_rows.PlainRows, *args: object) -> None:
        taken.append(1)
        add(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(plain_rows.PlainRows, "_add", count)
    rows = sum(
        len(found) for seed in SEEDS if isinstance(found := read(tmp_path, make_sheet(random.Random(seed))), list)
    )
    assert len(taken) > rows / 2 > 100


@pytest.mark.parametrize(
    "row",
    [
        '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="2" r="3"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="str"><v>\x01</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></is></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>a</v></is></c></row>',
        '<row r="2"><c r="A2" t="x"><v>1</v></c></row>',
        '<row r="2"><c r="BZZ2"><v>1</v></c></row>',
        f'<row r="2"><c r="A2" t="str"><v>{"x" * 30_000}</v></c></row>',
        f'<row r="2"><c r="A2" t="str"><v>{"x" * BLOCK * 9}</v></c></row>',
        '<row r="2"><c r="A2" t="str"><v>&#65;</v></c></row>',
        '<row r="2"><c r="A2" t="str"><v><![CDATA[</row>]]></v></c></row>',
        '<row r="\u0662"><c r="A\u0662"><v>1</v></c></row>',
    ],
)
def test_odd_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    """A row that is not plain is read as the parser reads it, or refused as by the parser."""
    both(
        tmp_path,
        monkeypatch,
        f'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>{row}</sheetData></worksheet>',
    )


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "ascii"])
def test_other_encodings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    """What is not in UTF-8 is left to the parser."""
    text = "caf\u00e9" if encoding != "ascii" else "cafe"
    sheet = (
        f'<?xml version="1.0" encoding="{encoding}"?><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>{text}</v>'
        "</c></row></sheetData></worksheet>"
    ).encode(encoding)
    assert both(tmp_path, monkeypatch, sheet) == [[text]]


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte that is none of UTF-8's is refused either way."""
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>\xff</v></c></row></sheetData></worksheet>'
    assert "no whole workbook" in both(tmp_path, monkeypatch, sheet)

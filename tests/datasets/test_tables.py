"""The tables of releases, by name, wherever they are; and what is refused."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from careercli.datasets import tables
from careercli.datasets.files import problem
from careercli.datasets.tables import open_tables
from careercli.errors import InvalidFileError
from careercli.model import MAX_TEXT
from releases import to_workbook, to_zip

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "datasets.md"
TEXT = 'Code\tTitle\n1\tone\n2\ttwo "quoted\n'


def read(*paths: object, name: str = "skills") -> list[list[str]]:
    """The header and the rows of a table."""
    table = open_tables([str(path) for path in paths]).find(name)
    assert table is not None
    return [list(table.columns), *map(list, table.rows)]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


EXPECTED = [["Code", "Title"], ["1", "one"], ["2", 'two "quoted']]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_text_in_a_file_a_folder_or_a_zip(tmp_path: Path, end: str) -> None:
    """A tab-separated table is the same from a file, a folder and a zip, with either line end; a quote is data."""
    text = TEXT.replace("\n", end)
    file = write(tmp_path, "Skills.txt", text)
    archive = to_zip(tmp_path / "a.zip", {"db/sub/Skills.txt": text, "__MACOSX/Skills.txt": "x", "db/readme.pdf": "x"})
    assert read(file) == read(tmp_path) == read(archive) == EXPECTED


def test_csv(tmp_path: Path) -> None:
    """CSV may have a byte order mark, quotes, and line ends in cells, which stay."""
    file = write(tmp_path, "skills.csv", '\ufeffCode,Title\r\n1,"one,\nand more"\r\n')
    assert read(file) == [["Code", "Title"], ["1", "one,\nand more"]]


def test_workbooks(tmp_path: Path) -> None:
    """Of a workbook the first sheet is the table; whole numbers have no point."""
    file = to_workbook(tmp_path / "Skills.xlsx", {"data": [["Code", "Pay"], ["one", "565840"], ["two", "32.66"]]})
    assert read(file) == [["Code", "Pay"], ["one", "565840"], ["two", "32.66"]]


@pytest.mark.parametrize(
    "name", ["Essential Skills.txt", "essential_skills.txt", "ESSENTIAL-SKILLS.TXT", "Essential, Skills.txt"]
)
def test_names_of_tables(tmp_path: Path, name: str) -> None:
    """Names of tables and columns differ neither by case nor by spaces, hyphens, underscores and commas."""
    table = open_tables([str(write(tmp_path, name, "O*NET-SOC Code\nx\n"))]).find("Essential Skills")
    assert table is not None
    assert table.columns_at("o*net_soc_code") == (0,)


def test_text_is_made_safe(tmp_path: Path) -> None:
    """What a terminal obeys does not get through."""
    rows = read(write(tmp_path, "skills.txt", "Code\n\x1b[31mred\u202e\n"))
    assert rows == [["Code"], ["red"]]


def _lie(folder: Path) -> Path:
    """A zip of what packs a thousand times."""
    return Path(to_zip(folder / "a.zip", {"Skills.txt": f"Code\n{'x' * 9_000}\n" * 400}))


def _encrypted(folder: Path) -> Path:
    path = Path(to_zip(folder / "a.zip", {"Skills.txt": TEXT}))
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path.write_bytes(data)
    return path


def _fifo(folder: Path) -> Path:
    path = folder / "Skills.txt"
    os.mkfifo(path)
    return path


def _spoilt(folder: Path) -> Path:
    path = Path(to_zip(folder / "a.zip", {"Skills.txt": TEXT * 50}))
    data = bytearray(path.read_bytes())
    data[50] ^= 0xFF
    path.write_bytes(data)
    return path


def _cut(folder: Path, name: str) -> Path:
    whole = to_workbook(folder / "b.xlsx", {"a": [["Code"], ["x"]]})
    return write(folder, name, Path(whole).read_bytes()[:-60])


def _twice(folder: Path) -> Path:
    return Path(to_zip(folder / "a.zip", {"one/Skills.txt": TEXT, "two/skills.csv": "Code,Title\n"}))


CASES: dict[str, Callable[[Path], Path]] = {
    "CC101 not there": lambda folder: folder / "none.zip",
    "CC101 no kind of file": lambda folder: write(folder, "a.pdf", "x"),
    "CC101 a zip that is none": lambda folder: write(folder, "a.zip", "x" * 99),
    "CC101 a zip cut in half": lambda folder: write(
        folder, "b.zip", Path(to_zip(folder / "a.zip", {"Skills.txt": TEXT})).read_bytes()[:80]
    ),
    "CC101 damaged within": _spoilt,
    "CC101 encrypted": _encrypted,
    "CC101 a pipe": _fifo,
    "CC101 an empty workbook": lambda folder: write(folder, "Skills.xlsx", b""),
    "CC101 a workbook cut": lambda folder: _cut(folder, "Skills.xlsx"),
    "CC102 packed a thousand times": _lie,
    "CC103 Latin-1": lambda folder: write(folder, "Skills.txt", b"Code\nx\n\xe9\n"),
    "CC103 UTF-16": lambda folder: write(folder, "Skills.txt", "Code\nx\n".encode("utf-16")),
    "CC103 NUL": lambda folder: write(folder, "Skills.txt", "Code\nx\n\0\n"),
    "CC104 column": lambda folder: write(folder, "Skills.txt", "Title\nx\n"),
    "CC104 empty sheet": lambda folder: Path(to_workbook(folder / "Skills.xlsx", {"a": []})),
    "CC105 too short": lambda folder: write(folder, "Skills.txt", "Code\tTitle\n1\tone\n2\n"),
    "CC105 too long": lambda folder: write(folder, "Skills.txt", "Code\tTitle\n1\tone\n2\ttwo\tthree\n"),
    "CC105 no end": lambda folder: write(folder, "Skills.txt", "Code\tTitle\n1\tone\n2\ttw"),
    "CC105 open quote": lambda folder: write(folder, "Skills.csv", 'Code,Title\n1,one\n2,"two\n'),
    "CC102 vast cell": lambda folder: write(folder, "Skills.csv", f"Code\n{'x' * (MAX_TEXT + 1)}\n"),
    "CC109 twice": _twice,
}
ROWS = {"CC103 Latin-1": 3, "CC103 NUL": 3, "CC105 too short": 3, "CC105 too long": 3, "CC105 no end": 3}
ELSEWHERE = {"CC106", "CC107", "CC108"}
"""Codes of what is wrong with a publisher's rows: see the tests of the publishers."""


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_refused(tmp_path: Path, case: str) -> None:
    """A file that is not what it must be is refused with its code, its name, its row, and what to do."""
    path = CASES[case](tmp_path)

    def use() -> None:
        table = open_tables([str(path)]).find("skills")
        assert table is not None
        table.columns_at("Code")
        list(table.rows)

    with pytest.raises(InvalidFileError) as caught:
        use()
    (found,) = caught.value.problems
    assert found.code == case[:5]
    assert found.file.startswith(path.name)
    assert found.line == ROWS.get(case, found.line)
    assert found.message
    assert found.remedy
    assert str(found).isprintable()


def test_a_folder_is_not_followed_out_of_itself(tmp_path: Path) -> None:
    """Links to folders are not followed, so that a loop has an end."""
    folder = tmp_path / "release"
    folder.mkdir()
    write(folder, "Skills.txt", TEXT)
    (folder / "loop").symlink_to(folder)
    assert read(folder) == EXPECTED


def test_all_files_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read of all tables together is bounded."""
    monkeypatch.setattr(tables, "MAX_INPUT", 50)
    found = open_tables([to_zip(tmp_path / "a.zip", {"a.txt": TEXT, "b.txt": TEXT})])
    first = found.find("a")
    assert first is not None
    assert list(first.rows)
    with pytest.raises(InvalidFileError, match="CC102"):
        found.find("b")


def test_a_table_that_is_there_twice_is_never_one_of_them(tmp_path: Path) -> None:
    """A workbook that is there twice is refused too, instead of the second being left out."""
    paths = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        paths.append(to_workbook(tmp_path / name / "Skills.xlsx", {"a": [["Code"], ["x"]]}))
    with pytest.raises(InvalidFileError, match="CC109"):
        open_tables(paths).open_sheets("skills")


def test_a_header_may_be_below_blank_rows(tmp_path: Path) -> None:
    """The header is the first row of a sheet that has a cell, and rows keep their numbers."""
    sheet = to_workbook(tmp_path / "Skills.xlsx", {"a": [["", ""], ["", ""], [" Code", "Title"], ["x", "y"]]})
    table = open_tables([sheet]).find("skills")
    assert table is not None
    assert (table.columns, table.first_row, list(table.rows)) == (("Code", "Title"), 4, [["x", "y"]])


def test_every_code_has_a_case_and_a_line_on_the_page() -> None:
    """Every code that a release can cause is tried, and has a line in docs/datasets.md; no other has."""
    sources = (path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    codes = {code for source in sources for code in re.findall(r'"(CC1\d{2})"', source)}
    assert {case[:5] for case in CASES} | ELSEWHERE == codes
    assert set(re.findall(r"CC\d{3}", PAGE.read_text("utf-8"))) == codes


def test_a_problem_is_one_line() -> None:
    """Whatever a cell holds, its problem is one printable line."""
    found = problem("a.zip/Skills.txt", 3, 1, "CC106", "x\n\x1b[31m" * 900, "y")
    assert str(found).isprintable()
    assert len(str(found)) < 1_000

"""Tables of text: lines are streamed, and cells and lines have a limit."""

from collections.abc import Callable, Iterable, Iterator

import pytest

from careercli.datasets import text_tables
from careercli.datasets.text_tables import MAX_COLUMNS, MAX_LINE, read_csv, read_text
from careercli.errors import InvalidFileError
from careercli.model import MAX_TEXT


def text(*blocks: bytes, is_whole: bool = True) -> list[list[str]]:
    """The rows of tab-separated text."""
    return list(read_text("a.txt", blocks, is_whole=is_whole))


def test_blocks_end_anywhere() -> None:
    """Rows are the same however the bytes are cut into blocks: inside a line, a character or a line end."""
    data = "\ufeffCode\tTitle\r\n1\tépée\r\n2\ttwo\r\n".encode()
    whole = text(data)
    assert whole == [["Code", "Title"], ["1", "épée"], ["2", "two"]]
    for cut in range(1, len(data)):
        assert text(data[:cut], data[cut:]) == whole
    assert text(*(data[at : at + 1] for at in range(len(data)))) == whole


def test_rows_come_before_the_file_is_read() -> None:
    """A wrong row is refused without reading what follows it."""

    def blocks() -> Iterator[bytes]:
        yield b"a\tb\n\n"
        pytest.fail("it was read on")

    with pytest.raises(InvalidFileError, match=r"a.txt:2:1: CC105: the row has 1 cells"):
        list(read_text("a.txt", blocks(), is_whole=True))


@pytest.mark.parametrize(
    "read", [lambda blocks: read_text("a", blocks, is_whole=True), lambda blocks: read_csv("a", blocks)]
)
def test_a_line_has_a_limit(read: Callable[[Iterable[bytes]], Iterator[list[str]]]) -> None:
    """A line of many megabytes is refused after the first."""
    taken = 0

    def blocks() -> Iterable[bytes]:
        nonlocal taken
        yield b"a\n"
        for _ in range(240):
            taken += 1
            yield b"x" * 2**20

    with pytest.raises(InvalidFileError, match="a:2:1: CC102: too large: a line has more than"):
        list(read(blocks()))
    assert taken <= 2
    assert MAX_LINE == 2**20


@pytest.mark.parametrize("extra", [0, 1])
@pytest.mark.parametrize("kind", ["txt", "csv"])
def test_a_cell_has_the_limit_of_texts(kind: str, extra: int) -> None:
    """A cell may have as many characters as any text of the model, and no more."""
    data = b"a\n" + "é".encode() * (MAX_TEXT + extra) + b"\n"

    def read() -> list[list[str]]:
        return text(data) if kind == "txt" else list(read_csv("a", [data]))

    if extra:
        with pytest.raises(InvalidFileError, match=":2:1: CC102: too large: a cell has more than 20,000 characters"):
            read()
    else:
        assert len(read()[1][0]) == MAX_TEXT


@pytest.mark.parametrize("extra", [0, 1])
def test_a_table_has_a_limit_of_columns(extra: int) -> None:
    """A header may have as many columns as MAX_COLUMNS and no more."""
    header = b"\t" * (MAX_COLUMNS - 1 + extra) + b"\n"
    if extra:
        with pytest.raises(InvalidFileError, match="CC102.*columns"):
            text(header)
    else:
        assert len(text(header)[0]) == MAX_COLUMNS


def test_problems_name_the_row() -> None:
    """Not UTF-8 and NUL are refused at their row, in any block."""
    with pytest.raises(InvalidFileError, match="a.txt:4:1: CC103: not UTF-8"):
        text(b"a\nb\n", b"c\n\xe9\n")
    with pytest.raises(InvalidFileError, match="a.txt:3:1: CC103: a NUL"):
        text(b"a\nb\n", b"\0\nd\n")


def test_a_csv_may_end_without_a_line_end() -> None:
    """A CSV whose last row has all its cells is accepted without a line end, as some publishers write it."""
    rows = [["a", "b"], ["1", "x"], ["2", ""]]
    assert list(read_csv("a.csv", [b"a,b\r\n1,x\r\n2,"])) == rows
    assert list(read_csv("a.csv", [b"a,b\r\n1,x\r\n2,\r\n"])) == rows


@pytest.mark.parametrize("data", [b"a,b\n1,x\n2", b'a,b\n1,x\n2,"y', b'a,b\n1,x\n2,"y\nz'])
def test_a_csv_that_is_cut_is_refused(data: bytes) -> None:
    """A CSV that ends before the last cell of a row, or inside quotes, is refused at that row."""
    with pytest.raises(InvalidFileError, match="a.csv:3:1: CC105"):
        list(read_csv("a.csv", [data]))


def test_tab_separated_text_must_end_with_a_line_end() -> None:
    """Text may be cut inside its last cell, so its last line must have an end, unless it was whole in a zip."""
    assert text(b"a\n1") == [["a"], ["1"]]
    with pytest.raises(InvalidFileError, match="a.txt:2:1: CC105: the last row has no line end"):
        text(b"a\n1", is_whole=False)


def test_cells_are_cleaned_in_every_block() -> None:
    """Escape sequences go, in tab-separated text and in CSV, also where the blocks before had none; line ends of a
    quoted cell stay."""
    assert text(b"a\nplain\n", b"\x1b[31mred\xe2\x80\xae\n") == [["a"], ["plain"], ["red"]]
    blocks = [b"a\r\nplain\r\n", b'"\x1b]0;title\x07one\r\ntwo\x1b[2J"\r\n']
    assert list(read_csv("a.csv", blocks)) == [["a"], ["plain"], ["one\ntwo"]]


def test_a_byte_order_mark_is_no_part_of_a_quoted_name() -> None:
    """A byte order mark before the quotes of the first name is left out before the quotes are read."""
    assert list(read_csv("a.csv", [b'\xef\xbb\xbf"a, b",c\r\n1,2\r\n'])) == [["a, b", "c"], ["1", "2"]]


def test_a_blank_line_of_a_csv_is_passed_over() -> None:
    """A blank line of a CSV is no row; in tab-separated text it is one that is too short."""
    assert list(read_csv("a.csv", [b"a,b\n\n1,2\n"])) == [["a", "b"], ["1", "2"]]
    with pytest.raises(InvalidFileError, match="CC105"):
        text(b"a\tb\n\n1\t2\n")


def test_a_quote_is_data_in_text_and_not_in_csv() -> None:
    """Quotes of tab-separated text stay; those of a CSV quote."""
    assert text(b'a\n"x"\n') == [["a"], ['"x"']]
    assert list(read_csv("a.csv", [b'a\n"x ""y"", z"\n'])) == [["a"], ['x "y", z']]
    assert text_tables.PLAIN.isascii()

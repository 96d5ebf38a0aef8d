"""What a person has, from a file."""

from pathlib import Path

import pytest

from careercli.errors import InvalidFileError
from careercli.role_files.have import HaveFile, load_have, split_words


def write(folder: Path, text: str | bytes) -> str:
    """A file with this content; its path."""
    path = folder / "have.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


@pytest.mark.parametrize(
    "text",
    [
        "excel, budgeting",
        "excel\nbudgeting\n",
        "- excel\n- budgeting",
        "* excel;budgeting ,, excel",
        "\ufeffexcel,\r\nbudgeting",
    ],
)
def test_a_list(tmp_path: Path, text: str) -> None:
    """Commas, semicolons and lines separate words; bullets, empty ones and repetitions are left out."""
    assert load_have(write(tmp_path, text)) == HaveFile(("excel", "budgeting"))


def test_yaml(tmp_path: Path) -> None:
    """A file with one of the keys is YAML."""
    text = "skills: [excel, budgeting]\neducation:\n  - Bachelor's degree\ncredentials: [CPA]\nyears: 2.5\n"
    read = load_have(write(tmp_path, text))
    assert read == HaveFile(("excel", "budgeting"), ("Bachelor's degree",), ("CPA",), 2.5)
    assert load_have(write(tmp_path, "years: 3")).years == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("skills: excel\n", "have.txt:1:1: CC022"),
        ("skills: [excel]\nskill: [x]\n", "have.txt:2:1: CC020"),
        ("years: -1\n", "have.txt:1:1: CC023"),
        ("years: nan\n", "have.txt:1:1: CC023"),
        ("years: 1e1\n", "have.txt:1:1: CC023"),
        ("years: 101\n", "have.txt:1:1: CC023"),
        ("skills: [a\n", "have.txt:"),
        (b"caf\xe9, excel", "have.txt:1:4: CC004"),
        (", ".join(map(str, range(1001))), "1,001 entries; at most 1,000"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str | bytes, message: str) -> None:
    """A file that cannot be meant is refused with the place of the fault."""
    with pytest.raises(InvalidFileError) as error:
        load_have(write(tmp_path, text))
    assert message in error.value.message


def test_a_missing_file(tmp_path: Path) -> None:
    """A file that cannot be read is an error with its name."""
    with pytest.raises(InvalidFileError, match=r"gone\.txt"):
        load_have(str(tmp_path / "gone.txt"))


def test_control_characters_are_removed(tmp_path: Path) -> None:
    """Nothing that a terminal obeys gets in."""
    assert load_have(write(tmp_path, "ex\x1b[31mcel, \x07budgeting")).skills == ("excel", "budgeting")


def test_words() -> None:
    """Nothing but separators is no word."""
    assert split_words(" , ;\n-\n") == ()

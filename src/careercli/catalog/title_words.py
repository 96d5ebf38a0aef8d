"""The table of title words that ships with careercli, see datasets/title_words.py."""

from pathlib import Path

from careercli.catalog.box import MADE, TABLES, WORDS
from careercli.datasets.title_words import WordTable, parse_word_table
from careercli.errors import InvalidFileError


def load_title_words() -> WordTable:
    """The table, of a checkout or of the installed package. Raises InvalidFileError if it is missing or invalid."""
    for path in (TABLES / WORDS, MADE / WORDS):
        if path.is_file():
            return read_title_words(path)
    raise InvalidFileError(f"the table of title words (data/{WORDS}) is missing; install careercli again")


def read_title_words(path: Path) -> WordTable:
    """The table in a file. Raises InvalidFileError if it cannot be read or is invalid."""
    try:
        return parse_word_table(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidFileError(f"{path}: {error}; install careercli again") from error

"""The table of title words that ships with careercli, see datasets/title_words.py."""

from pathlib import Path

from careercli.datasets.title_words import WordTable, parse_word_table
from careercli.errors import InvalidFileError

NAME = "title_words.txt"


def load_title_words() -> WordTable:
    """The table, of the installed package or of a checkout. Raises InvalidFileError if it is missing or invalid."""
    package = Path(__file__).parents[1]
    for path in (package.parents[1] / "data" / NAME, package / "data" / NAME):
        if path.is_file():
            try:
                return parse_word_table(path.read_text("utf-8"))
            except (OSError, ValueError) as error:
                raise InvalidFileError(f"{path}: {error}; install careercli again") from error
    raise InvalidFileError(f"the table of title words (data/{NAME}) is missing; install careercli again")

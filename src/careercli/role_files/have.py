"""What a person has, from a file: a list of words, or YAML with skills, education, credentials and years."""

import re
from itertools import islice
from typing import Annotated

import msgspec
from msgspec import Meta

from careercli.entries import MAX_ENTRIES, Entry
from careercli.errors import InvalidFileError
from careercli.model import Name
from careercli.role_files.read import read_bytes, show_name
from careercli.role_files.yaml_tree import MAX_BYTES, MAX_PROBLEMS, NUMBER, Tree

Names = Annotated[tuple[Name, ...], Meta(max_length=MAX_ENTRIES)]

IS_YAML = re.compile(rb"^(skills|education|credentials|years)[ \t]*:", re.MULTILINE)


class HaveFile(Entry, frozen=True):
    """What a person has; `years` is their experience."""

    skills: Names = ()
    education: Names = ()
    credentials: Names = ()
    years: Annotated[float, Meta(ge=0, le=100)] | None = None


def split_words(text: str) -> tuple[str, ...]:
    """The words of a list: between commas, semicolons or line ends, each once, without the bullets of a list."""
    words = (" ".join(word.split()).removeprefix("- ").removeprefix("* ") for word in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(word for word in words if word and word not in {"-", "*"}))


def load_have(path: str) -> HaveFile:
    """What a file says that a person has (`-`: stdin). Raises InvalidFileError if it cannot be read or is invalid."""
    data = read_bytes(path)
    tree_name = "stdin" if path == "-" else show_name(path)
    if not IS_YAML.search(data):
        return HaveFile(skills=_read_list(data, tree_name))
    tree = Tree(data, tree_name)
    try:
        if isinstance(tree.root, dict) and _is_plain(tree.root.get("years")):
            return msgspec.convert(tree.root, HaveFile, strict=False)
    except msgspec.ValidationError:
        pass
    from careercli.role_files.explain import find_problems  # only an invalid file pays for it

    found = [tree.problem(tree.place(at), *rest) for at, *rest in islice(find_problems(tree, HaveFile), MAX_PROBLEMS)]
    expected = "skills, education, credentials (lists) and years (a number)"
    raise InvalidFileError.of(
        found or [tree.problem((1, 1), "CC022", "this is not what a person has", expected, "correct the file")]
    )


def _is_plain(years: object) -> bool:
    """Whether years are missing or a plain number: msgspec alone would also accept exponents and signs."""
    return years is None or (isinstance(years, str) and NUMBER.fullmatch(years) is not None)


def _read_list(data: bytes, name: str) -> tuple[str, ...]:
    """The words of a plain list, made safe as those of a role file are."""
    from careercli.text import clean

    if len(data) > MAX_BYTES:
        Tree(data, name)  # raises
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        Tree(data, name)  # raises, and names the place
        raise
    words = split_words("\n".join(map(clean, text.splitlines())))
    if len(words) > MAX_ENTRIES:
        raise InvalidFileError(f"{name}: {len(words):,} entries; at most {MAX_ENTRIES:,} are read; shorten the list")
    return words

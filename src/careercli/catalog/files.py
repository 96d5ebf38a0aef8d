"""The role files in force, read and checked beside each other."""

from collections.abc import Sequence
from typing import NamedTuple

from careercli.catalog.folders import get_bundled_file
from careercli.catalog.resolve import FileInForce, Resolver
from careercli.errors import InvalidFileError, Problem, UsageError
from careercli.role_files.read import Parsed, load_role_file


class ReadFiles(NamedTuple):
    """The bundled file and the valid ones of those named, the parsed ones of those named, and all problems."""

    files: list[FileInForce]
    parsed: list[Parsed]
    problems: list[Problem]


class Checked(NamedTuple):
    """What a check of files found: all problems, hints at possible typos, and how many roles the files have."""

    problems: list[Problem]
    hints: list[str]
    roles: int


def read_role_files(names: Sequence[str]) -> ReadFiles:
    """Reads the bundled file and those named (`-`: stdin). Raises UsageError if stdin is named twice."""
    if [*names].count("-") > 1:
        raise UsageError("stdin can be read once; name - once")
    files = [FileInForce(load_role_file(str(get_bundled_file())).file, "bundled", "the bundled roles")]
    parsed: list[Parsed] = []
    problems: list[Problem] = []
    for name in names:
        try:
            parsed.append(load_role_file(name))
        except InvalidFileError as error:
            problems += error.problems
        else:
            files.append(FileInForce(parsed[-1].file, "user", parsed[-1].tree.name))
    if parsed:
        from careercli.role_files.references import find_reference_problems  # only files from outside need it

        resolver = Resolver(files)
        every = [file.file for file in files]
        for one in parsed:
            problems += find_reference_problems(one, every, resolver.items, resolver.titles)
    return ReadFiles(files, parsed, problems)


def check_role_files(names: Sequence[str]) -> Checked:
    """Checks role files beside the bundled one and each other."""
    from careercli.role_files.references import find_hints

    read = read_role_files(names)
    items = Resolver(read.files).items
    hints = [hint for one in read.parsed for hint in find_hints(one, items)]
    return Checked(read.problems, hints, sum(len(one.file.roles) for one in read.parsed))

"""The role files in force, read and checked beside each other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from careercli.catalog.box import find_bundled_roles
from careercli.catalog.resolve import FileInForce, Resolver
from careercli.entries import RoleFile
from careercli.errors import InvalidFileError, Problem, UsageError

if TYPE_CHECKING:
    from careercli.role_files.read import Parsed


class ReadFiles(Struct, frozen=True):
    """The bundled file and the valid ones of those named, the parsed ones of those named, and all problems."""

    files: list[FileInForce]
    parsed: list["Parsed"]
    problems: list[Problem]


class Checked(Struct, frozen=True):
    """What a check of files found: all problems, hints at possible typos, and how many roles the files have."""

    problems: list[Problem]
    hints: list[str]
    roles: int


def read_role_files(names: Sequence[str], bundled: RoleFile | None = None) -> ReadFiles:
    """Reads those named (`-`: stdin) and, unless it is given, the bundled one. Raises UsageError if stdin is named
    twice."""
    if [*names].count("-") > 1:
        raise UsageError("stdin can be read once; name - once")
    if names or bundled is None:
        from careercli.role_files.read import load_role_file  # YAML costs nothing to who names no file
    files = [FileInForce(bundled or load_role_file(str(find_bundled_roles())).file, "bundled", "the bundled roles")]
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

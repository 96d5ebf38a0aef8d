"""The exceptions, each with its exit code (docs/exit-codes.md), and Problem: something wrong in a file."""

from collections.abc import Sequence

from msgspec import Struct


class Problem(Struct, frozen=True):
    """Something wrong in a file: where (line and column, from 1), a code (docs/problems.md), what is wrong, what was
    expected, how to fix it, and the line itself."""

    file: str
    line: int
    column: int
    code: str
    message: str
    expected: str
    remedy: str
    source_line: str

    def __str__(self) -> str:
        parts = [part for part in (self.message, self.expected and f"expected {self.expected}", self.remedy) if part]
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {'; '.join(parts)}"


class Candidate(Struct, frozen=True):
    """A role that a name may mean; `employment` is how many people have its occupation, if that is known of it
    and not only of a broader one."""

    id: str
    title: str
    dataset: str
    code: str | None = None
    employment: int | None = None


class PlaceCandidate(Struct, frozen=True):
    """A place that a name may mean."""

    code: str
    name: str
    type: str


class CareercliError(Exception):
    """An error for the user: one sentence, an exit code, and a stable `code` for scripts."""

    exit_code = 70
    code = "bug"

    def __init__(
        self,
        message: str,
        problems: Sequence[Problem] = (),
        candidates: Sequence[Candidate] = (),
        name: str | None = None,
        places: Sequence[PlaceCandidate] = (),
    ) -> None:
        """`candidates` are the roles, or `places` the places, that `name`, as it was typed, may mean."""
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)
        self.candidates = tuple(candidates)
        self.name = name
        self.places = tuple(places)


class UsageError(CareercliError):
    """The command line is wrong."""

    exit_code = 2
    code = "usage"


class UnknownRoleError(CareercliError):
    """No role has this name."""

    exit_code = 3
    code = "unknown-role"


class AmbiguousRoleError(CareercliError):
    """Several roles have this name."""

    exit_code = 3
    code = "ambiguous-role"


class UnknownPlaceError(CareercliError):
    """No place has this name."""

    exit_code = 3
    code = "unknown-place"


class AmbiguousPlaceError(CareercliError):
    """Several places have this name."""

    exit_code = 3
    code = "ambiguous-place"


class InvalidFileError(CareercliError):
    """An input file is invalid or cannot be read."""

    exit_code = 4
    code = "invalid-file"

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> "InvalidFileError":
        """One error for one or more problems."""
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        return cls(f"{problems[0]}{more}", problems)


class OutputError(CareercliError):
    """Output could not be written."""

    exit_code = 5
    code = "output"


class StoreError(CareercliError):
    """The file of the datasets cannot be read or written."""

    exit_code = 5
    code = "store"


class UnknownDatasetError(CareercliError):
    """No imported dataset has this name."""

    exit_code = 3
    code = "unknown-dataset"


class ReaderLeftError(CareercliError):
    """The reader of the pipe left; the program ends without a message."""

    exit_code = 141
    code = "reader-left"


class ErrorBody(Struct, frozen=True):
    """The content of an error document. `candidates` are the roles, or `places` the places, that a name may mean: all
    that fit, or if none fits the nearest; the likeliest first."""

    code: str
    message: str
    problems: tuple[Problem, ...]
    candidates: tuple[Candidate, ...] = ()
    places: tuple[PlaceCandidate, ...] = ()


class ErrorDocument(Struct, frozen=True, tag_field="schema", tag="careercli.error/1"):
    """What --json prints instead of a result when a command fails."""

    error: ErrorBody


class CheckDocument(Struct, frozen=True, tag_field="schema", tag="careercli.check/1"):
    """What `check --json` prints: the files, how many roles the valid ones have, and all problems."""

    files: tuple[str, ...]
    roles: int
    problems: tuple[Problem, ...]

"""--output: a file written whole or not at all, and never over an input."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from careercli.errors import OutputError, ReaderLeftError

MAX_FILES = 100_000
"""How many files of an input folder are compared with the output."""

STAYS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV}
"""What the system says of a file that may be written but not replaced."""


def protect_inputs(path: Path, inputs: Iterable[str], *, own: bool = True) -> None:
    """Makes sure that `path` is no input, under whatever name: none of `inputs` (`-`: stdin), of the files in those
    that are folders, of the user's own role files (unless `own` is false), nor a file of careercli itself.

    Raises OutputError if it is one.
    """
    try:
        target = path.stat()
    except OSError:  # nothing to lose, or `write_file` says why
        return
    if not stat.S_ISREG(target.st_mode):
        return
    for file, what in [*((each, "an input of this command") for each in inputs), *_find_files(own=own)]:
        for each in _walk(file):
            with suppress(OSError):
                if os.path.samestat(target, os.fstat(0) if each == "-" else os.stat(each)):  # noqa: PTH116 `-` is no path
                    raise OutputError(f"{path}: cannot be written (it is {what}); name another file")


def _find_files(*, own: bool) -> Iterator[tuple[str, str]]:
    """The files that careercli keeps, and what each is."""
    from careercli.catalog.box import find_bundled_roles
    from careercli.catalog.folders import find_own_files, get_store_file
    from careercli.errors import CareercliError

    if own:
        for file in find_own_files():
            yield file, "one of your own role files"
    yield str(find_bundled_roles()), "the file of the bundled roles"
    with suppress(CareercliError):  # without a home there is no store
        for suffix in ("", "-journal", "-wal", "-shm"):
            yield f"{get_store_file()}{suffix}", "the file of the datasets"


def _walk(path: str) -> Iterator[str]:
    """A file, or the files of a folder."""
    yield path
    files = (os.path.join(here, name) for here, _, names in os.walk(path) for name in names)  # noqa: PTH118 not slow
    yield from islice(files, MAX_FILES)


def write_file(text: str, path: Path, *, replace: bool = True) -> None:
    """Writes text to a file, whole or not at all: what was there before stays until all of it is written.

    As `cp` does, it writes to the target of a link, and into what no new file can take the place of: devices, pipes
    with a reader, files with several names. Raises OutputError if the file cannot be written, or exists and `replace`
    is false; ReaderLeftError if the reader of a pipe left.
    """
    data = text.encode("utf-8", "replace")
    try:
        before = _stat(path)
        if before and not stat.S_ISREG(before.st_mode):
            if not (stat.S_ISCHR(before.st_mode) or stat.S_ISFIFO(before.st_mode)):
                what = "a folder" if stat.S_ISDIR(before.st_mode) else "neither a file nor a pipe"
                raise OutputError(f"{path}: cannot be written (this is {what}); name another file")
            _write_into(path, data)
        elif before:
            if not replace:
                raise _exists(path)
            os.close(os.open(path, os.O_WRONLY))  # what may not be written may not be replaced either
            if not _replace(path, data, before):
                _write_into(path, data)
        else:
            _create(Path(os.path.realpath(path)), data, replace=replace)
    except FileExistsError:
        raise _exists(path) from None
    except BrokenPipeError as error:
        raise ReaderLeftError("the reader of the output left") from error
    except OSError as error:
        why = "nobody reads this pipe" if error.errno == errno.ENXIO else error.strerror
        raise OutputError(f"{path}: cannot be written ({why}); name another file") from error


def _exists(path: Path) -> OutputError:
    return OutputError(f"{path}: exists already; name another file, or use --force to write over it")


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _write_into(path: Path, data: bytes) -> None:
    """Writes into the file, device or pipe that is there; does not wait for a reader of the pipe."""
    file = os.open(path, os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    os.set_blocking(file, True)
    with os.fdopen(file, "wb", buffering=0) as opened:
        rest = memoryview(data)
        while rest:
            rest = rest[opened.write(rest) :]


def _create(target: Path, data: bytes, *, replace: bool) -> None:
    """Makes a file; if `replace` is false, not where another has made one meanwhile."""
    with _beside(target) as part:
        _fill(part, data, 0o666 & ~_get_umask())
        if not replace:
            try:
                target.hardlink_to(part)
            except FileExistsError:
                raise
            except OSError:  # a file system without hard links
                pass
            else:
                return
        part.replace(target)


def _replace(path: Path, data: bytes, before: os.stat_result) -> bool:
    """Replaces a file by one with the same owner and mode; returns False, and has changed nothing, if that cannot be
    because it has several names or its folder or owner does not allow it."""
    target = Path(os.path.realpath(path))
    after = _stat(target)  # a path under /dev/fd can lead to a file that has no name any more
    if before.st_nlink > 1 or after is None or not os.path.samestat(before, after):
        return False
    try:
        with _beside(target) as part:
            now = part.stat()
            if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
                os.chown(part, before.st_uid, before.st_gid)
            _fill(part, data, before.st_mode & 0o777)
            part.replace(target)
    except OSError as error:
        if error.errno not in STAYS:
            raise
        return False
    return True


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """An empty file in the folder of another, which is gone at the end unless it was moved."""
    import tempfile  # only --output needs it

    # a name of its own: one made of the target's could be longer than names may be
    file, name = tempfile.mkstemp(prefix=".careercli-", dir=target.parent)
    os.close(file)
    try:
        yield Path(name)
    finally:  # also after an interrupt
        with suppress(OSError):
            Path(name).unlink()


def _fill(part: Path, data: bytes, mode: int) -> None:
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.chmod(mode)


def _get_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""The roles in force while a server runs: kept between answers, read anew when a file has changed."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from careercli.catalog.catalog import Catalog, load_catalog
from careercli.catalog.folders import find_own_files, get_store_file
from careercli.errors import StoreError

State = tuple[tuple[str, int, int], ...]
"""Name, time of change and size of each of the user's own files."""


def _look(store: Path) -> State:
    found = []
    for path in (*find_own_files(), str(store)):
        with suppress(OSError):
            status = os.stat(path)  # noqa: PTH116, a string is enough
            found.append((path, status.st_mtime_ns, status.st_size))
    return tuple(found)


class Session:
    """The catalog of a server, for one thread. `warn` gets what is wrong with a store, once for each reading."""

    def __init__(self, warn: Callable[[str], object]) -> None:
        self._warn = warn
        self._catalog: Catalog | None = None
        self._state: State = ()

    @contextmanager
    def open(self) -> Iterator[Catalog]:
        """The roles in force, of which nothing was asked yet. Raises what `load_catalog` raises.

        An import has to wait for whoever reads imported datasets, so these are opened for one answer only.
        """
        store = get_store_file()
        state = _look(store)
        if self._catalog is None or state != self._state:
            self.close()
            self._catalog = load_catalog(warn=self._warn)
            self._state = state
        try:
            yield self._catalog.renew()
        except StoreError:  # it may be mended by the next answer
            self.close()
            raise
        finally:
            if store.exists():
                self.close()

    def close(self) -> None:
        """Closes the catalog's files."""
        if self._catalog is not None:
            self._catalog.close()
            self._catalog = None

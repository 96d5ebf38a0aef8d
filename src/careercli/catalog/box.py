"""The box: the datasets that ship with careercli, and the bundled roles ready-made, in two files that a build makes.

`box.sqlite` is a store that is never written to. `roles.json` has what a comparison of bundled roles needs, so that it
opens neither YAML nor SQLite. In a checkout the tables and `data/roles.yaml` decide, not the files made from them.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec
from msgspec import Struct

from careercli.catalog.layers import Published
from careercli.datasets.pay import TopCodes, make_entries
from careercli.datasets.soc import SCHEME, get_published_codes
from careercli.entries import OccupationEntry, RoleFile
from careercli.errors import InvalidFileError, StoreError
from careercli.model import Code, Place, Source

if TYPE_CHECKING:
    from careercli.datasets.release import Publisher
    from careercli.store.database import Store

PACKAGE = Path(__file__).parents[1]
MADE = PACKAGE / "data"
"""Where the files of the box are."""

TABLES = PACKAGE.parents[1] / "data"
"""Where a checkout has the tables that the box is made from, and the bundled roles."""

FOLDERS: "tuple[Publisher, ...]" = ("onet", "oews", "projections")
"""The tables of the box by publisher, the folder and the publisher being called the same."""

WORDS = "title_words.txt"
"""The table of title words, by which the neighbours of roles are found."""

MAKING = ("datasets", "store")
"""The packages that read the tables and write the store: a box that they made before they changed is not read."""

EPOCH = "1970-01-01T00:00:00+00:00"
"""The time of import that the store of the box has: a build says nothing of when it was."""


class PublishedFigures(Struct, frozen=True, array_like=True):
    """See `layers.Published`."""

    code: str
    entry: OccupationEntry


class LocalPay(Struct, frozen=True, array_like=True):
    """The pay of an occupation by place: the code and the title it is published under, and the record of each place."""

    code: str
    title: str
    records: dict[str, str]


class ReadyMade(Struct, frozen=True):
    """What `roles.json` holds: the bundled roles (None: the checkout has others), the official figures for their
    occupations by code, of the nation and by place, the places, the number of roles of each dataset of the box, its
    sources, and checks of what it was made from."""

    roles: RoleFile | None
    figures: dict[str, tuple[PublishedFigures, ...]]
    pay: dict[str, LocalPay]
    pay_source: str
    top: TopCodes
    places: dict[str, Place]
    counts: dict[str, int]
    sources: dict[str, Source]
    checks: dict[str, int]
    roles_check: int

    def get_figures(self, code: Code, place: str | None) -> list[Published] | None:
        """The official figures for an occupation of a bundled role, first those of a place; None for any other."""
        found = self.figures.get(code.code) if code.scheme == SCHEME else None
        if found is None:
            return None
        national = [Published(each.code, each.entry) for each in found]
        local = self.pay.get(code.code)
        if place is None or local is None or place not in local.records:
            return national
        where, date = self.places[place].name, self.sources[self.pay_source].date
        salary = make_entries(local.records[place], self.top, self.pay_source, where, date)
        return [Published(local.code, OccupationEntry(SCHEME, local.title, salary), is_local=True), *national]


def find_ready_made() -> ReadyMade | None:
    """What `roles.json` holds; None if there is no such file, or if the tables of a checkout have changed since it was
    made."""
    try:
        made = msgspec.json.decode((MADE / "roles.json").read_bytes(), type=ReadyMade)
    except (OSError, msgspec.MsgspecError):
        return None
    if _is_checkout():
        if _check(TABLES) != made.checks:
            return None
        if _check_roles(TABLES) != made.roles_check:
            return msgspec.structs.replace(made, roles=None)
    return made


def open_box(made: ReadyMade | None) -> "Store":
    """The store of the box; in a checkout without one, or with an older one, it is read from the tables, into memory.

    Raises StoreError if the file is damaged, InvalidFileError if there is neither a file nor tables.
    """
    from careercli.store.database import Store

    if made is not None or not _is_checkout():
        file = MADE / "box.sqlite"
        try:
            return Store(file, read_only=True)
        except StoreError as error:
            raise StoreError(f"{file}: damaged; install careercli again") from error
    store = Store(None)
    _fill(store, TABLES)
    return store


def make_box(tables: Path, folder: Path) -> None:
    """Makes the files of the box from the tables. Raises InvalidFileError if a table is not as it must be."""
    from careercli.catalog.store_layer import StoreLayer
    from careercli.role_files.read import load_role_file
    from careercli.store.database import Store

    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "box.new"  # takes its place once it is whole: someone may be reading the old one
    file.unlink(missing_ok=True)
    with Store(file) as store:
        _fill(store, tables)
        store.compact()
    roles = load_role_file(str(tables / "roles.yaml")).file
    with Store(file, read_only=True) as store:
        layer = StoreLayer(store)
        codes = [each for role in roles.roles.values() for each in role.codes]
        found = {code.code: layer.find_figures(Code(code.scheme, code.code, None, code.match)) for code in codes}
        figures = {
            code: tuple(PublishedFigures(each.code, each.entry) for each in of_code) for code, of_code in found.items()
        }
        paid, _ = store.get_places()[0]
        head = layer.heads[paid][1]
        made = ReadyMade(
            roles,
            figures,
            {code: pay for code in figures if (pay := _find_local_pay(store, code))},
            head.source_id,
            head.top,
            layer.get_places(),
            layer.count_roles(),
            dict(layer.sources),
            _check(tables),
            _check_roles(tables),
        )
    file.replace(folder / "box.sqlite")
    (folder / "roles.json").write_bytes(msgspec.json.encode(made))


def _find_local_pay(store: "Store", code: str) -> LocalPay | None:
    """The pay of an occupation in every place but the nation, under its own code or a combination's."""
    from careercli.datasets.oews_places import NATION

    for published in get_published_codes(code):
        if paid := store.find_pay(published, None):
            records = {each.place: each.cells for each in paid if each.place != NATION.code}
            return LocalPay(published, paid[0].title, records)
    return None


def find_bundled_roles() -> Path:
    """The file of the bundled roles. Raises InvalidFileError if there is none."""
    for path in (TABLES / "roles.yaml", MADE / "roles.yaml"):
        if path.is_file():
            return path
    raise InvalidFileError("the bundled roles (data/roles.yaml) are missing; install careercli again")


def _is_checkout() -> bool:
    return (TABLES / "onet").is_dir()


def _fill(store: "Store", tables: Path) -> None:
    from careercli.catalog.title_words import read_title_words
    from careercli.datasets.publishers import read_releases

    releases = [release for name in FOLDERS for release in read_releases(name, [str(tables / name)])]
    store.put_all(releases, imported=EPOCH, words=read_title_words(tables / WORDS))


def _check(tables: Path) -> dict[str, int]:
    """The size of each table, and of each module that makes the box of them; reading all of them would take long."""
    sizes: dict[str, int] = {}
    for folder in (*(tables / name for name in FOLDERS), *(PACKAGE / name for name in MAKING)):
        with os.scandir(folder) as entries:
            files = (entry for entry in entries if entry.name.endswith((".py", ".txt")))
            sizes |= {f"{folder.name}/{entry.name}": entry.stat().st_size for entry in files}
    sizes[WORDS] = (tables / WORDS).stat().st_size
    return dict(sorted(sizes.items()))


def _check_roles(tables: Path) -> int:
    return crc32((tables / "roles.yaml").read_bytes())

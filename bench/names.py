"""How often a name as people type it leads to the right occupation.

    python bench/names.py [FOLDER] [LIST.tsv MISSPELT.tsv]

Everyday and misspelt names are in tests/everyday_names.tsv and tests/misspelt_names.tsv, or in the lists given, such as
bench/unseen_names.tsv: name, tab, O*NET-SOC code, under a line of heads, all written down before they were measured;
500 of O*NET's reported titles are drawn by a seed. Measured over data/onet and data/projections, then with the ESCO
release in FOLDER/esco imported too.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from careercli.catalog.catalog import Catalog
from careercli.catalog.role_file_layer import RoleFileLayer
from careercli.catalog.store_layer import StoreLayer
from careercli.datasets.publishers import read_releases
from careercli.datasets.release import Publisher
from careercli.errors import AmbiguousRoleError, UnknownRoleError
from careercli.store.database import Store

ROOT = Path(__file__).parents[1]
DRAWN = 500
SEED = 12


def _read(path: Path) -> list[tuple[str, str]]:
    """The names of a list, each with the id of the expected role."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:] if line]
    return [(name, _get_id(code)) for name, code, *_ in rows]


def _get_id(code: str) -> str:
    full = code if "." in code else f"{code}.00"
    return f"onet-{full.replace('.', '-')}"


def _draw() -> tuple[list[tuple[str, str]], dict[str, set[str]]]:
    """Some reported titles, each with the id of its role, and for every title the ids of all that report it."""
    lines = (ROOT / "data/onet/Sample of Reported Titles.txt").read_text("utf-8").splitlines()[1:]
    rows = [(title, _get_id(code)) for code, title, *_ in (line.split("\t") for line in lines)]
    reporting: dict[str, set[str]] = {}
    for title, role_id in rows:
        reporting.setdefault(title.casefold(), set()).add(role_id)
    return random.Random(SEED).sample(rows, DRAWN), reporting  # noqa: S311, drawn by a seed


def _ask(store: Store, name: str) -> tuple[str | None, list[str]]:
    """The role that a name is taken for, if any, and all candidates."""
    try:
        chosen = Catalog([RoleFileLayer([]), StoreLayer(store)]).get_id(name)
    except (AmbiguousRoleError, UnknownRoleError) as error:
        return None, [each.id for each in error.candidates]
    return chosen, [chosen]


def _measure_names(store: Store, names: Iterable[tuple[str, str]]) -> None:
    asked = [(name, role_id, *_ask(store, name)) for name, role_id in names]
    right = sum(chosen == role_id for _, role_id, chosen, _ in asked)
    wrong = [(name, chosen) for name, role_id, chosen, _ in asked if chosen not in {None, role_id}]
    among = sum(role_id in candidates for _, role_id, _, candidates in asked)
    missed = [name for name, role_id, _, candidates in asked if role_id not in candidates]
    _say("right at once, at least 90 %", right, len(asked))
    print(f"    not at once: {', '.join(name for name, _, chosen, _ in asked if chosen is None)}")
    _say("wrong at once, at most 1.3 %", len(wrong), len(asked))
    print(f"    {', '.join(f'{name}: {chosen}' for name, chosen in wrong)}")
    _say("right or among the candidates, at least 98 %", among, len(asked))
    print(f"    missed: {', '.join(missed)}")


def _measure_search(
    store: Store, what: str, names: Iterable[tuple[str, str]], reporting: dict[str, set[str]] | None = None
) -> None:
    """With `reporting` any role that reports a name will do: `Professor` is reported for 37."""
    catalog = Catalog([RoleFileLayer([]), StoreLayer(store)])
    names = list(names)
    first = {name: {hit.id for hit in catalog.search(name, 20).hits[:3]} for name, _ in names}
    missed = [name for name, role_id in names if role_id not in first[name]]
    if reporting:
        drawn = len(names) - len(missed)
        missed = [name for name, _ in names if not first[name] & reporting[name.casefold()]]
        _say("    of these the very occupation it was drawn for", drawn, len(names))
    _say(f"{what}: in the first three of search", len(names) - len(missed), len(names))
    print(f"    missed: {', '.join(missed)}")


def _say(what: str, number: int, total: int) -> None:
    print(f"{what:60}{number:5} of {total:4}{100 * number / total:7.1f} %")


def main() -> None:
    """Prints the figures, and the names that fall short."""
    args = [Path(arg) for arg in sys.argv[1:]]
    folder = args[0] if args else None
    lists = args[1:] if len(args) > 2 else [ROOT / "tests/everyday_names.tsv", ROOT / "tests/misspelt_names.tsv"]
    everyday, misspelt = _read(lists[0]), _read(lists[1])
    reported, reporting = _draw()
    with tempfile.TemporaryDirectory() as home, Store(Path(home, "datasets.sqlite")) as store:
        put: Callable[[Publisher, list[str]], None] = lambda publisher, files: store.put_all(  # noqa: E731
            read_releases(publisher, files)
        )
        put("onet", [str(ROOT / "data/onet")])
        put("projections", [str(ROOT / "data/projections")])
        for title in ("O*NET", "O*NET and ESCO"):
            if title != "O*NET":
                if folder is None:
                    break
                put("esco", sorted(map(str, (folder / "esco").glob("*.zip"))))
            print(f"\n{title}\n")
            _measure_names(store, everyday)
            _measure_search(store, "everyday, at least 96 %", everyday)
            _measure_search(store, "misspelt, at least 90 %", misspelt)
            _measure_search(store, "reported titles, at least 97 %", reported, reporting)


if __name__ == "__main__":
    main()

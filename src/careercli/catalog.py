"""The roles in force: which there are, which one a name means, and the role itself, resolved from its file."""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from careercli.errors import AmbiguousRoleError, InvalidFileError, Problem, UnknownRoleError, UsageError
from careercli.model import (
    Agreement,
    Code,
    Estimate,
    Item,
    Kind,
    Ladder,
    Listing,
    Number,
    OccupationRef,
    Outlook,
    Role,
    RoleDocument,
    RoleList,
    Rung,
    Source,
    Stated,
    Statement,
    area_rank,
)
from careercli.role_file import (
    KINDS,
    CodeEntry,
    Defaults,
    EstimateEntry,
    ItemEntry,
    LadderEntry,
    OccupationEntry,
    OutlookEntry,
    Parsed,
    RoleEntry,
    RoleFile,
    StatementEntry,
    Statements,
    load_role_file,
)
from careercli.text import clean

SUGGESTIONS = 3
MAX_SLUG = 48
MAX_ECHO = 60


def get_bundled_file() -> Path:
    """Where the bundled roles lie: inside the installed package, or at the top of a checkout.

    Raises InvalidFileError where they are in neither place.
    """
    package = Path(__file__).parent
    for path in (package / "data" / "roles.yaml", package.parents[1] / "data" / "roles.yaml"):
        if path.is_file():
            return path
    raise InvalidFileError("the bundled roles (data/roles.yaml) are missing; install careercli again")


class Layer(NamedTuple):
    """A role file in force: what it holds, the dataset that its roles belong to, and what it is called."""

    file: RoleFile
    dataset: str
    name: str


def get_home() -> Path:
    """The folder of the user's own role files: CAREERCLI_HOME, else where the system keeps configuration."""
    home = os.environ.get("CAREERCLI_HOME")
    if home:
        return Path(home)
    if sys.platform == "linux":  # what platformdirs says there, without the 4 ms that it takes to load
        return Path(os.environ.get("XDG_CONFIG_HOME") or Path(os.environ.get("HOME") or "/", ".config"), "careercli")
    from platformdirs import user_config_path

    return user_config_path("careercli", appauthor=False)


def _find_own_files() -> list[str]:
    """The role files in the user's folder, by name; none where there is no such folder."""
    try:
        return sorted(str(path) for path in get_home().iterdir() if path.suffix in {".yaml", ".yml"})
    except OSError:
        return []


def load_catalog(files: Sequence[str] = ()) -> "Catalog":
    """The catalog of the bundled roles, the user's own and those of `files` (`-`: stdin), each layer above the last.

    Raises InvalidFileError with all the problems of all the files.
    """
    catalog, _, problems = _load([*_find_own_files(), *files])
    if problems:
        raise InvalidFileError.of(problems)
    return catalog


class Checked(NamedTuple):
    """What a check of files found: all problems, hints that are none, and how many roles the files have."""

    problems: list[Problem]
    hints: list[str]
    roles: int


def check_files(files: Sequence[str]) -> Checked:
    """Checks files beside the bundled one and each other."""
    from careercli.references import find_hints

    catalog, parsed, problems = _load(files)
    hints = [hint for one in parsed for hint in find_hints(one, catalog.items)]
    return Checked(problems, hints, sum(len(one.file.roles) for one in parsed))


def _load(files: Sequence[str]) -> tuple["Catalog", list[Parsed], list[Problem]]:
    if list(files).count("-") > 1:
        raise UsageError("stdin can be read once; name - once")
    layers = [Layer(load_role_file(str(get_bundled_file())).file, "bundled", "the bundled roles")]
    parsed: list[Parsed] = []
    problems: list[Problem] = []
    for name in files:
        try:
            parsed.append(load_role_file(name))
        except InvalidFileError as error:
            problems += error.problems
        else:
            layers.append(Layer(parsed[-1].file, "user", parsed[-1].tree.name))
    catalog = Catalog(layers)
    if parsed:
        from careercli.references import find_reference_problems  # only files from outside need it

        files_in_force = [layer.file for layer in layers]
        for one in parsed:
            problems += find_reference_problems(one, files_in_force, catalog.items, catalog.titles)
    return catalog, parsed, problems


def _key(name: str) -> str:
    """What two names have in common that differ only in case, width, spaces, hyphens and underscores."""
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return re.sub(r"[\s_\-\u2010-\u2015\u2212]+", "-", plain.strip()).casefold()


def _amount(estimate: EstimateEntry) -> Number | None:
    """The amount of an estimate; of a median that is given among percentiles only, that."""
    if estimate.amount is None and estimate.percentiles and estimate.statistic == "median":
        return estimate.percentiles.p50
    return estimate.amount


def _slug(label: str) -> str:
    """An id for an item that has none: the label's words; with a checksum where the label holds more than these."""
    words = label.casefold().split()
    slug = re.sub(r"[^a-z0-9]+", "-", " ".join(words)).strip("-")[:MAX_SLUG].strip("-")
    if slug == "-".join(words):
        return slug
    return f"{slug}-{crc32(' '.join(words).encode()):08x}".strip("-")


def _agreement(entries: Iterable[StatementEntry], sources: Mapping[str, Source]) -> Agreement:
    """Contested where the statements differ in modality or one speaks against the others; agreed where two or more
    voices say the same; single otherwise."""
    entries = list(entries)
    if any(entry.against for entry in entries) or len({entry.modality for entry in entries}) > 1:
        return "contested"
    voices = {sources[source].voice or source for entry in entries for source in entry.sources}
    return "agreed" if len(voices) > 1 else "single"


class Catalog:
    """Roles by name. A role of a later layer takes the place of one with its id in an earlier layer."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.entries: dict[str, tuple[RoleEntry, Layer]] = {}
        """The roles by id, as their files have them."""
        self.sources: dict[str, Source] = {}
        self._item_entries: dict[str, ItemEntry] = {}
        self._occupations_by_code: dict[str, OccupationEntry] = {}
        self._ladders_by_id: dict[str, LadderEntry] = {}
        self.replaced: list[str] = []
        """What a later layer replaced, a sentence each."""
        for layer in layers:
            for role_id, entry in layer.file.roles.items():
                if role_id in self.entries:
                    before = self.entries[role_id][1].name
                    self.replaced.append(f"{role_id} of {layer.name} replaces the one of {before}")
                self.entries[role_id] = entry, layer
            self.sources |= layer.file.sources
            self._item_entries |= layer.file.items
            self._occupations_by_code |= layer.file.occupations
            self._ladders_by_id |= layer.file.ladders

    @cached_property
    def _names(self) -> dict[str, dict[str, None]]:
        """The ids of the roles that each name fits: id, title, alias or code."""
        names: dict[str, dict[str, None]] = {}
        for role_id, (entry, _) in self.entries.items():
            for name in (role_id, entry.title, *entry.aliases, *(code.code for code in entry.codes)):
                names.setdefault(_key(name), {})[role_id] = None
        return names

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items that have an entry, by id."""
        return {
            item_id: Item(item_id, entry.label, entry.kind, entry.area, entry.broader)
            for item_id, entry in self._item_entries.items()
        }

    @cached_property
    def _items_by_label(self) -> dict[tuple[Kind, str], Item]:
        return {(item.kind, item.label.casefold()): item for item in self.items.values()}

    @property
    def titles(self) -> dict[str, str]:
        """The title of every role, by id, in the order of the file."""
        return {role_id: entry.title for role_id, (entry, _) in self.entries.items()}

    def suggest(self, name: str) -> list[str]:
        """The ids of the three roles whose names come nearest to `name`, the nearest first."""
        from difflib import SequenceMatcher  # only a wrong name needs it

        key = _key(name)

        def likeness(known: str) -> float:
            words = set(key.split("-")) & set(known.split("-"))
            return SequenceMatcher(None, key, known).ratio() + len(words) / 2

        best: dict[str, float] = {}
        for known, role_ids in self._names.items():
            for role_id in role_ids:
                best[role_id] = max(best.get(role_id, 0.0), likeness(known))
        return sorted(best, key=lambda role_id: -best[role_id])[:SUGGESTIONS]

    def get_id(self, name: str) -> str:
        """The id of the one role that `name` fits: its id, title, alias or code, in any case and spacing.

        Raises UnknownRoleError, which suggests the nearest three, and AmbiguousRoleError, which lists those that fit.
        """
        key = _key(name)
        if key in self.entries:
            return key
        name = name if len(name) <= MAX_ECHO else f"{name[:MAX_ECHO]}..."
        role_ids = self._names.get(key, {})
        if len(role_ids) == 1:
            return next(iter(role_ids))
        titles = self.titles
        if role_ids:
            fits = ", ".join(f"{role_id} ({titles[role_id]})" for role_id in role_ids)
            raise AmbiguousRoleError(f"{name!r} fits {len(role_ids)} roles: {fits}; name one of them by its id")
        nearest = ", ".join(f"{role_id} ({titles[role_id]})" for role_id in self.suggest(name))
        raise UnknownRoleError(f"no role is called {name!r}; the nearest are {nearest}; `careercli list` shows all")

    def get(self, name: str) -> Role:
        """The role that `name` fits; raises what get_id raises."""
        role_id = self.get_id(name)
        entry, layer = self.entries[role_id]
        return Role(
            id=role_id,
            title=entry.title,
            dataset=layer.dataset,
            aliases=entry.aliases,
            summary=entry.summary,
            codes=tuple(self._code(code) for code in entry.codes),
            reports_to=self._stated(entry.reports_to, "reporting-line"),
            ladder=self._ladders(role_id),
            salary=self._salary(role_id, entry, layer.file.defaults),
            outlook=self._outlook(role_id, entry),
            duties=self._stated(entry.duties, "duty"),
            requirements=self._stated(entry.requirements, "requirement"),
            skills=self._stated(entry.skills, "skill"),
            environment=self._stated(entry.environment, "environment"),
        )

    def get_document(self, name: str) -> RoleDocument:
        """The role that `name` fits, with all sources there are; raises what get_id raises."""
        return RoleDocument(self.get(name), dict(self.sources))

    def get_list(self) -> RoleList:
        """All roles, in the order of the file, with the sources of their pay."""
        roles = tuple(
            Listing(
                id=role_id,
                title=entry.title,
                dataset=layer.dataset,
                aliases=entry.aliases,
                salary=tuple(pay for pay in self._salary(role_id, entry, layer.file.defaults) if pay.nearest is None),
            )
            for role_id, (entry, layer) in self.entries.items()
        )
        cited = dict.fromkeys(source for role in roles for estimate in role.salary for source in estimate.sources)
        return RoleList(roles, {source: self.sources[source] for source in cited}, clean(str(get_home())))

    def _item(self, name: str, kind: Kind) -> Item:
        """The item that a role file names by id or label; what no item is called becomes an item of its own."""
        wanted = name.casefold()
        item = self.items.get(wanted)
        if item is None or item.kind != kind:
            item = self._items_by_label.get((kind, wanted))
        return item or self._own_items[kind, wanted]

    @cached_property
    def _own_items(self) -> dict[tuple[Kind, str], Item]:
        """The items that no item entry describes, with the label under which the file names them first."""
        items: dict[tuple[Kind, str], Item] = {}
        for role, _ in self.entries.values():
            for name, kind in KINDS.items():
                for statement in getattr(role, name):
                    label = statement if isinstance(statement, str) else statement.item
                    item_id = _slug(label)
                    if item_id in self.items:
                        item_id = f"{item_id}-{kind}"
                    items.setdefault((kind, label.casefold()), Item(item_id, label, kind))
        return items

    def _stated(self, statements: Statements, kind: Kind) -> tuple[Stated, ...]:
        """The cells of one section, by area; what speaks against the others of a cell comes last in it."""
        cells: dict[str, tuple[Item, list[StatementEntry]]] = {}
        for statement in statements:
            entry = StatementEntry(item=statement) if isinstance(statement, str) else statement
            item = self._item(entry.item, kind)
            cells.setdefault(item.id, (item, []))[1].append(entry)
        stated = [
            Stated(
                item=item.id,
                label=item.label,
                area=item.area,
                statements=tuple(
                    Statement(entry.text or item.label, entry.modality, entry.condition, entry.sources)
                    for entry in sorted(entries, key=lambda entry: entry.against)
                ),
                agreement=_agreement(entries, self.sources),
            )
            for item, entries in cells.values()
        ]
        return tuple(sorted(stated, key=lambda cell: area_rank(cell.area)))

    def _code(self, code: CodeEntry) -> Code:
        occupation = self._occupations_by_code.get(code.code)
        is_known = occupation is not None and occupation.scheme == code.scheme
        return Code(code.scheme, code.code, occupation.title if occupation and is_known else None, code.match)

    def _occupations(self, entry: RoleEntry) -> Iterator[tuple[OccupationEntry, OccupationRef | None]]:
        """The occupations a role is or comes nearest to; a figure of the role's very occupation is its own."""
        for code in entry.codes:
            occupation = self._occupations_by_code.get(code.code)
            if occupation and occupation.scheme == code.scheme:
                ref = OccupationRef(occupation.scheme, code.code, occupation.title)
                yield occupation, ref if code.match == "nearest" else None

    def _salary(self, role_id: str, entry: RoleEntry, defaults: Defaults) -> tuple[Estimate, ...]:
        """The role's own pay, then that of its occupations."""
        own = entry.salary if isinstance(entry.salary, tuple) else (EstimateEntry(amount=entry.salary),)
        figures: list[tuple[tuple[EstimateEntry, ...], OccupationRef | None]] = [(own, None)]
        figures += [(occupation.salary, ref) for occupation, ref in self._occupations(entry)]
        return tuple(
            Estimate(
                role=role_id,
                amount=_amount(estimate),
                percentiles=estimate.percentiles,
                statistic=estimate.statistic,
                currency=estimate.currency or defaults.currency,
                period=estimate.period or defaults.period,
                area=estimate.area or defaults.area,
                as_of=estimate.date,
                nearest=ref,
                employment=estimate.employment,
                sources=estimate.sources,
            )
            for estimates, ref in figures
            for estimate in estimates
        )

    def _outlook(self, role_id: str, entry: RoleEntry) -> tuple[Outlook, ...]:
        """The role's own outlook, then that of its occupations."""
        figures: list[tuple[tuple[OutlookEntry, ...], OccupationRef | None]] = [(entry.outlook, None)]
        figures += [(occupation.outlook, ref) for occupation, ref in self._occupations(entry)]
        return tuple(
            Outlook(
                role=role_id,
                nearest=ref,
                employment=outlook.employment,
                projected_employment=outlook.projected_employment,
                change_percent=outlook.change_percent,
                openings_per_year=outlook.openings_per_year,
                years=outlook.years,
                entry_education=outlook.entry_education,
                experience=outlook.experience,
                training=outlook.training,
                sources=outlook.sources,
            )
            for outlooks, ref in figures
            for outlook in outlooks
        )

    def _ladders(self, role_id: str) -> tuple[Ladder, ...]:
        titles = self.titles
        ladders = []
        for ladder_id, entry in self._ladders_by_id.items():
            if role_id in entry.rungs:
                rungs = tuple(Rung(rung, titles[rung]) for rung in entry.rungs)
                at = entry.rungs.index(role_id)
                below = rungs[at - 1] if at else None
                above = rungs[at + 1] if at + 1 < len(rungs) else None
                ladders.append(Ladder(ladder_id, entry.title, at + 1, rungs, below, above, entry.sources))
        return tuple(ladders)

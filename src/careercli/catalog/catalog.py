"""The roles in force: which there are, which one a name means, and the role itself, resolved from its file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from careercli.catalog.folders import get_bundled_file, get_home, get_store_file
from careercli.documents import (
    Listing,
    RoleDocument,
    RoleList,
    SearchResults,
)
from careercli.entries import (
    KINDS,
    CodeEntry,
    Defaults,
    EstimateEntry,
    ItemEntry,
    LadderEntry,
    OccupationEntry,
    OutlookEntry,
    RoleEntry,
    RoleFile,
    StatementEntry,
    Statements,
)
from careercli.errors import (
    AmbiguousRoleError,
    InvalidFileError,
    Problem,
    UnknownDatasetError,
    UnknownRoleError,
    UsageError,
)
from careercli.model import (
    Agreement,
    Code,
    Estimate,
    Item,
    Kind,
    Ladder,
    Number,
    OccupationRef,
    Outlook,
    Role,
    Rung,
    SearchEntry,
    Source,
    Stated,
    Statement,
    area_rank,
)
from careercli.text import clean, name_key, slug

if TYPE_CHECKING:
    from careercli.catalog.imported import Imported
    from careercli.datasets.release import RoleRecord
    from careercli.role_files.read import Parsed

SUGGESTIONS = 3
MAX_ECHO = 60
COMPLETIONS = 100
"""How many names of imported roles a word may be completed to."""

Estimates = tuple[EstimateEntry, ...]


class Layer(NamedTuple):
    """A role file in force: what it holds, the dataset that its roles belong to, and what it is called."""

    file: RoleFile
    dataset: str
    name: str


def _find_own_files() -> list[str]:
    """The role files in the user's folder, by name; none where there is no such folder."""
    try:
        return sorted(str(path) for path in get_home().iterdir() if path.suffix in {".yaml", ".yml"})
    except OSError:
        return []


def load_catalog(
    files: Sequence[str] = (), dataset: str | None = None, names: Sequence[str] | None = None
) -> "Catalog":
    """The catalog of the imported datasets, the bundled roles, the user's own and those of `files` (`-`: stdin), each
    layer above the last; with `dataset` only the roles of that one.

    `names` are all that will be asked of it, if that is known: where they are names of imported roles alone, the
    bundled roles, whose reading is a quarter of a run, are left out. Raises InvalidFileError with all the problems of
    all the files, StoreError, and UnknownDatasetError.
    """
    imported = None
    if get_store_file().is_file():
        from careercli.catalog.imported import open_imported  # SQLite is not paid for by those who imported nothing

        imported = open_imported()
    files = [*_find_own_files(), *files]
    of_layers = dataset in {"bundled", "user"}
    if imported and names and not files and not of_layers and all(map(imported.store.find_named, map(name_key, names))):
        _, _, roles = get_bundled_file().read_text("utf-8").partition("\nroles:\n")
        bundled = name_key(roles)
        if not any(name_key(name) in bundled for name in names):
            return Catalog([], imported, dataset)
    layers, _, problems = _load(files)
    if problems:
        raise InvalidFileError.of(problems)
    return Catalog(layers, imported, dataset)


class Checked(NamedTuple):
    """What a check of files found: all problems, hints that are none, and how many roles the files have."""

    problems: list[Problem]
    hints: list[str]
    roles: int


def check_files(files: Sequence[str]) -> Checked:
    """Checks files beside the bundled one and each other."""
    from careercli.role_files.references import find_hints

    layers, parsed, problems = _load(files)
    items = Catalog(layers).items
    hints = [hint for one in parsed for hint in find_hints(one, items)]
    return Checked(problems, hints, sum(len(one.file.roles) for one in parsed))


def _load(files: Sequence[str]) -> tuple[list[Layer], list["Parsed"], list[Problem]]:
    from careercli.role_files.read import load_role_file  # not paid for where imported roles alone are asked for

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
    if parsed:
        from careercli.role_files.references import find_reference_problems  # only files from outside need it

        catalog = Catalog(layers)
        files_in_force = [layer.file for layer in layers]
        for one in parsed:
            problems += find_reference_problems(one, files_in_force, catalog.items, catalog.titles)
    return layers, parsed, problems


def _amount(estimate: EstimateEntry) -> Number | None:
    """The amount of an estimate; of a median that is given among percentiles only, that."""
    if estimate.amount is None and estimate.percentiles and estimate.statistic == "median":
        return estimate.percentiles.p50
    return estimate.amount


def _at_or_above(estimate: EstimateEntry) -> Number | None:
    """The top code of an estimate; of a median that is given among percentiles only, that."""
    if estimate.at_or_above is None and estimate.percentiles and estimate.statistic == "median":
        return estimate.percentiles.at_or_above.get("p50")
    return estimate.at_or_above


def _own_pay(entry: RoleEntry) -> Estimates:
    """What a role file states of a role's own pay."""
    return entry.salary if isinstance(entry.salary, tuple) else (EstimateEntry(amount=entry.salary),)


def _date(occupation: OccupationEntry) -> str:
    return max((estimate.date or "" for estimate in occupation.salary), default="")


def _last_year(occupation: OccupationEntry) -> int:
    return max((outlook.years[1] for outlook in occupation.outlook if outlook.years), default=0)


def _list(roles: Mapping[str, str], most: int = 3) -> str:
    """Roles by id and title, the first few of them."""
    more = f" and {len(roles) - most} more" if len(roles) > most else ""
    return ", ".join(f"{role_id} ({title})" for role_id, title in [*roles.items()][:most]) + more


def _carry(roles: Mapping[str, str]) -> str:
    return "carries" if len(roles) == 1 else "carry"


def _agreement(entries: Iterable[StatementEntry], sources: Mapping[str, Source]) -> Agreement:
    """Contested where the statements differ in modality or one speaks against the others; agreed where two or more
    voices say the same; single otherwise."""
    entries = list(entries)
    if any(entry.against for entry in entries) or len({entry.modality for entry in entries}) > 1:
        return "contested"
    voices = {sources[source].voice or source for entry in entries for source in entry.sources}
    return "agreed" if len(voices) > 1 else "single"


class Catalog:
    """Roles by name. A role of a later layer takes the place of one with its id in an earlier layer, and a name that a
    layer knows means its role, whatever the imported datasets have under it."""

    def __init__(self, layers: Sequence[Layer], imported: "Imported | None" = None, dataset: str | None = None) -> None:
        self.imported = imported
        self.dataset = dataset
        self.notes: list[str] = []
        """What else carries the names that were asked for, a sentence each."""
        self.entries: dict[str, tuple[RoleEntry, Layer]] = {}
        """The roles by id, as their files have them."""
        self.sources: dict[str, Source] = imported.sources if imported else {}
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
        if dataset is not None and dataset not in self.get_datasets():
            raise UnknownDatasetError(
                f"no dataset with roles is called {dataset!r}; there are {', '.join(self.get_datasets())}; "
                "`careercli datasets` tells more"
            )

    def get_datasets(self) -> list[str]:
        """The names of the datasets that have roles."""
        return [*dict.fromkeys(layer.dataset for _, layer in self.entries.values()), *self.count_imported()]

    def count_imported(self) -> dict[str, int]:
        """How many roles each imported dataset has that has any."""
        return self.imported.store.count_roles() if self.imported else {}

    def _is_in_force(self, role_id: str) -> bool:
        """Whether a role of the layers belongs to the dataset that was asked for."""
        return self.dataset in {None, self.entries[role_id][1].dataset}

    @cached_property
    def _names(self) -> dict[str, dict[str, None]]:
        """The ids of the roles of the layers that each name fits: id, title, alias or code of its very occupation."""
        names: dict[str, dict[str, None]] = {}
        for role_id, (entry, _) in self.entries.items():
            if self._is_in_force(role_id):
                codes = (code.code for code in entry.codes if code.match == "exact")
                for name in (role_id, entry.title, *entry.aliases, *codes):
                    names.setdefault(name_key(name), {})[role_id] = None
        return names

    @cached_property
    def _nearest(self) -> dict[str, dict[str, None]]:
        """The ids of the roles of the layers that are nearest to the occupation of each code."""
        names: dict[str, dict[str, None]] = {}
        for role_id, (entry, _) in self.entries.items():
            for code in entry.codes:
                if code.match == "nearest" and self._is_in_force(role_id):
                    names.setdefault(name_key(code.code), {})[role_id] = None
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

    def suggest(self, name: str) -> dict[str, str]:
        """The titles of the three roles whose names come nearest to `name`, by id, the nearest first."""
        from difflib import SequenceMatcher  # only a wrong name needs it

        key = name_key(name)

        def likeness(known: str) -> float:
            words = set(key.split("-")) & set(known.split("-"))
            return SequenceMatcher(None, key, known).ratio() + len(words) / 2

        titles = self.titles
        best: dict[str, float] = {}
        for known, role_ids in (*self._names.items(), *self._nearest.items()):
            for role_id in role_ids:
                best[role_id] = max(best.get(role_id, 0.0), likeness(known))
        if self.imported:
            for found in self.imported.store.search(name, dataset=self.dataset)[1]:
                titles[found.id] = found.title
                names = (found.title, found.text) if found.field == "alias" else (found.title,)
                best[found.id] = max(likeness(name_key(each)) for each in names)
        return {role_id: titles[role_id] for role_id in sorted(best, key=lambda role_id: -best[role_id])[:SUGGESTIONS]}

    def get_id(self, name: str) -> str:
        """The id of the one role that `name` fits: its id, title, alias, code or URI, in any case and spacing.

        A role of the layers comes before one of an imported dataset, an id or code before a title, that before another
        name, and the nearest to an occupation's code last. What else carries the name is told in `notes`. Raises
        UnknownRoleError, which suggests the nearest three, and AmbiguousRoleError, which lists those that fit.
        """
        key = name_key(name)
        titles = self.titles
        if key in self.entries and self._is_in_force(key):
            if name == key:  # it is the id that was given
                return key
            fits = {key: titles[key]}
        else:
            fits = {role_id: titles[role_id] for role_id in self._names.get(key, {})}
        first, rest = self.imported.find_named(key, self.dataset) if self.imported else ([], [])
        if fits:
            rest = [*first, *rest]
        else:
            fits = {each.id: each.title for each in first}
        if not fits:
            fits = {role_id: titles[role_id] for role_id in self._nearest.get(key, {})}
        name = name if len(name) <= MAX_ECHO else f"{name[:MAX_ECHO]}..."
        if len(fits) == 1:
            if rest:
                (role_id,) = fits
                others = {each.id: each.title for each in rest}
                self.notes.append(
                    f"{name!r} is taken for {fits[role_id]}; {_list(others)} {_carry(others)} that name too."
                )
            return next(iter(fits))
        if fits:
            narrow = " or narrow with --dataset" if self.imported else ""
            raise AmbiguousRoleError(
                f"{name!r} fits {len(fits)} roles: {_list(fits, 10)}; name one of them by its id{narrow}"
            )
        nearest = ", ".join(f"{role_id} ({title})" for role_id, title in self.suggest(name).items())
        raise UnknownRoleError(f"no role is called {name!r}; the nearest are {nearest}; `careercli list` shows all")

    def get(self, name: str) -> Role:
        """The role that `name` fits; raises what get_id raises."""
        return self.get_role(self.get_id(name))

    def get_role(self, role_id: str) -> Role:
        """The role with this id; raises UnknownRoleError where there is none."""
        if role_id not in self.entries:
            role = self.imported.find_role(role_id) if self.imported else None
            if role is None:
                raise UnknownRoleError(f"no role has the id {role_id!r}")
            salary = self._salary(role_id, (), role.codes, Defaults())
            return replace(role, salary=salary, outlook=self._outlook(role_id, (), role.codes))
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
            salary=self._salary(role_id, _own_pay(entry), entry.codes, layer.file.defaults),
            outlook=self._outlook(role_id, entry.outlook, entry.codes),
            duties=self._stated(entry.duties, "duty"),
            requirements=self._stated(entry.requirements, "requirement"),
            skills=self._stated(entry.skills, "skill"),
            environment=self._stated(entry.environment, "environment"),
        )

    def get_document(self, name: str) -> RoleDocument:
        """The role that `name` fits, with all sources there are; raises what get_id raises."""
        return RoleDocument(self.get(name), dict(self.sources), tuple(self.notes))

    def complete(self, beginning: str) -> list[tuple[str, str]]:
        """The ids that begin so, and of imported roles the titles too, each with the title it stands for."""
        found = [
            (role_id, title)
            for role_id, title in self.titles.items()
            if role_id.startswith(beginning) and self._is_in_force(role_id)
        ]
        if self.imported and beginning:
            known = {role_id for role_id, _ in found}
            more = self.imported.store.find_beginning(name_key(beginning), self.dataset, COMPLETIONS)
            found += [each for each in more if each[0] not in known]
        return found

    def search(self, text: str, limit: int) -> SearchResults:
        """The roles that fit a text, the best first, and why; with the sources of what is told of them."""
        from careercli.catalog.imported import search

        others = [
            SearchEntry(role_id, entry.title, layer.dataset, self._get_texts(entry))
            for role_id, (entry, layer) in self.entries.items()
            if self._is_in_force(role_id)
        ]
        return search(self.imported, text, others, self.dataset, limit)

    def _get_texts(self, entry: RoleEntry) -> tuple[tuple[str, ...], ...]:
        """What a search goes through: title, aliases, summary, duties, and what is asked for."""

        def say(statements: Statements, kind: Kind) -> list[str]:
            stated = self._stated(statements, kind)
            return [text for cell in stated for text in (cell.label, *(said.text for said in cell.statements))]

        asked = [*say(entry.skills, "skill"), *say(entry.requirements, "requirement")]
        summary = (entry.summary,) if entry.summary else ()
        return (entry.title,), entry.aliases, summary, tuple(say(entry.duties, "duty")), tuple(asked)

    def get_list(self) -> RoleList:
        """The roles of the layers in the order of their files, or those of the dataset that was asked for; with the
        sources of their pay, and of themselves where a licence asks for it."""
        roles = [
            self._list_one(role_id, entry, layer.dataset, _own_pay(entry), layer.file.defaults)
            for role_id, (entry, layer) in self.entries.items()
            if self._is_in_force(role_id)
        ]
        more = self.count_imported()
        cited: dict[str, None] = {}
        if self.imported and self.dataset in more:
            more.pop(self.dataset)
            head = self.imported.heads[self.imported.get_number(self.dataset)][1]
            cited[head.source_id] = None
            roles = [
                self._list_one(record.id, record, self.dataset, (), Defaults())
                for record in self.imported.get_roles(self.dataset)
            ]
        elif self.dataset is not None:
            more = {}
        cited |= dict.fromkeys(source for role in roles for estimate in role.salary for source in estimate.sources)
        sources = {source: self.sources[source] for source in cited}
        return RoleList(tuple(roles), sources, clean(str(get_home())), more)

    def _list_one(
        self, role_id: str, entry: "RoleEntry | RoleRecord", dataset: str, own: Estimates, defaults: Defaults
    ) -> Listing:
        salary = self._salary(role_id, own, entry.codes, defaults)
        return Listing(role_id, entry.title, dataset, entry.aliases, tuple(pay for pay in salary if not pay.nearest))

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
                    item_id = slug(label)
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
        titles = [ref.title for _, ref in self._figures(code)]
        return Code(code.scheme, code.code, titles[0] if titles else None, code.match)

    def _figures(self, code: CodeEntry | Code) -> Iterator[tuple[OccupationEntry, OccupationRef]]:
        """The figures for an occupation, and the occupation they are published for: of pay and of outlook each those of
        the role files or, unless they are older, the imported ones; for an imported role only these."""
        entry = self._occupations_by_code.get(code.code) if isinstance(code, CodeEntry) else None
        if entry is not None and entry.scheme != code.scheme:
            entry = None
        pay, outlook = (
            self.imported.find_figures(code.scheme, code.code, publisher) if self.imported else None
            for publisher in ("oews", "projections")
        )
        if pay and entry and _date(entry) > _date(pay.entry):
            pay = None
        if outlook and entry and _last_year(entry) > _last_year(outlook.entry):
            outlook = None
        if entry:
            left = OccupationEntry(
                entry.scheme, entry.title, () if pay else entry.salary, () if outlook else entry.outlook
            )
            yield left, OccupationRef(entry.scheme, code.code, entry.title)
        for found in (pay, outlook):
            if found:
                # one occupation has one title, however the two publishers write it
                same = pay.entry if pay and pay.code == found.code else found.entry
                title = entry.title if entry and found.code == code.code else same.title
                yield found.entry, OccupationRef(code.scheme, found.code, title)

    def _occupations(self, codes: Sequence[CodeEntry | Code]) -> Iterator[tuple[OccupationEntry, OccupationRef | None]]:
        """The figures of the occupations a role is or comes nearest to; those of its very occupation are its own."""
        for code in codes:
            for occupation, ref in self._figures(code):
                yield occupation, ref if code.match == "nearest" or ref.code != code.code else None

    def _salary(
        self, role_id: str, own: Estimates, codes: Sequence[CodeEntry | Code], defaults: Defaults
    ) -> tuple[Estimate, ...]:
        """The role's own pay, then that of its occupations."""
        figures: list[tuple[Estimates, OccupationRef | None]] = [(own, None)]
        figures += [(occupation.salary, ref) for occupation, ref in self._occupations(codes)]
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
                at_or_above=_at_or_above(estimate),
                not_available=estimate.not_available,
            )
            for estimates, ref in figures
            for estimate in estimates
        )

    def _outlook(
        self, role_id: str, own: tuple[OutlookEntry, ...], codes: Sequence[CodeEntry | Code]
    ) -> tuple[Outlook, ...]:
        """The role's own outlook, then that of its occupations."""
        figures: list[tuple[tuple[OutlookEntry, ...], OccupationRef | None]] = [(own, None)]
        figures += [(occupation.outlook, ref) for occupation, ref in self._occupations(codes)]
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

"""How the entries of role files become roles: items by id or label, cells, ladders, own pay."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from careercli.entries import (
    KINDS,
    Defaults,
    EstimateEntry,
    ItemEntry,
    LadderEntry,
    OutlookEntry,
    RoleEntry,
    RoleFile,
    StatementEntry,
    Statements,
)
from careercli.model import (
    SECTIONS,
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
    Source,
    Stated,
    Statement,
    in_order,
)
from careercli.text import slug


class FileInForce(Struct, frozen=True):
    """A role file, the dataset its roles belong to, and the name that messages give it."""

    file: RoleFile
    dataset: str
    name: str


class Resolver:
    """Resolves the roles of role files; an entry of a later file replaces the entry with its id in an earlier one."""

    def __init__(self, files: Sequence[FileInForce]) -> None:
        self.entries: dict[str, tuple[RoleEntry, FileInForce]] = {}
        """The roles by id, as their files have them."""
        self.sources: dict[str, Source] = {}
        self.replaced: list[str] = []
        """What a later file replaced, a sentence each."""
        self._item_entries: dict[str, ItemEntry] = {}
        self._ladders: dict[str, LadderEntry] = {}
        for file in files:
            for role_id, entry in file.file.roles.items():
                if role_id in self.entries:
                    before = self.entries[role_id][1].name
                    self.replaced.append(f"{role_id} of {file.name} replaces the one of {before}")
                self.entries[role_id] = entry, file
            self.sources |= file.file.sources
            self._item_entries |= file.file.items
            self._ladders |= file.file.ladders

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items that have an entry, by id."""
        return {
            item_id: Item(item_id, entry.label, entry.kind, entry.area, entry.broader)
            for item_id, entry in self._item_entries.items()
        }

    @property
    def titles(self) -> dict[str, str]:
        """The title of every role, by id, in the order of the files."""
        return {role_id: entry.title for role_id, (entry, _) in self.entries.items()}

    def find_role(self, role_id: str) -> Role | None:
        """The role with this id, without official figures."""
        if role_id not in self.entries:
            return None
        entry, _ = self.entries[role_id]
        return replace(
            self.get_head(role_id),
            summary=entry.summary,
            reports_to=self.get_stated(entry.reports_to, "reporting-line"),
            ladder=self._get_ladders(role_id),
            outlook=make_outlook(role_id, entry.outlook),
            **{name: self.get_stated(getattr(entry, name), section.kind) for name, section in SECTIONS.items()},
        )

    def get_head(self, role_id: str) -> Role:
        """A role with id, title, dataset, aliases, codes and own pay only; raises KeyError for an unknown id."""
        entry, file = self.entries[role_id]
        codes = tuple(Code(code.scheme, code.code, None, code.match) for code in entry.codes)
        head = make_head(role_id, entry.title, file.dataset, entry.aliases, codes)
        return replace(head, salary=self.get_pay(role_id))

    def get_pay(self, role_id: str) -> tuple[Estimate, ...]:
        """The pay that a file states for a role itself; raises KeyError for an unknown id."""
        entry, file = self.entries[role_id]
        own = entry.salary if isinstance(entry.salary, tuple) else (EstimateEntry(amount=entry.salary),)
        return make_pay(role_id, own, file.file.defaults)

    def get_stated(self, statements: Statements, kind: Kind) -> tuple[Stated, ...]:
        """The cells of one section, by area; in a cell, statements `against` come last."""
        cells: dict[str, tuple[Item, list[StatementEntry]]] = {}
        for statement in statements:
            entry = StatementEntry(item=statement) if isinstance(statement, str) else statement
            item = self._get_item(entry.item, kind)
            cells.setdefault(item.id, (item, []))[1].append(entry)
        stated = [
            Stated(
                item=item.id,
                label=item.label,
                area=item.area,
                statements=tuple(
                    Statement(
                        text=entry.text or item.label,
                        modality=entry.modality,
                        condition=entry.condition,
                        sources=entry.sources,
                        against=entry.against,
                        contradicts=entry.contradicts,
                    )
                    for entry in sorted(entries, key=lambda entry: entry.against)
                ),
                agreement=_get_agreement(entries, self.sources),
            )
            for item, entries in cells.values()
        ]
        return in_order(stated)

    def _get_item(self, name: str, kind: Kind) -> Item:
        """The item with this id or label; a name that no item entry has becomes an item of its own."""
        wanted = name.casefold()
        item = self.items.get(wanted)
        if item is None or item.kind != kind:
            item = self._items_by_label.get((kind, wanted))
        return item or self._own_items[kind, wanted]

    @cached_property
    def _items_by_label(self) -> dict[tuple[Kind, str], Item]:
        return {(item.kind, item.label.casefold()): item for item in self.items.values()}

    @cached_property
    def _own_items(self) -> dict[tuple[Kind, str], Item]:
        """The items without an entry, with the label that the files use first."""
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

    def _get_ladders(self, role_id: str) -> tuple[Ladder, ...]:
        ladders = []
        for ladder_id, entry in self._ladders.items():
            if role_id in entry.rungs:
                rungs = tuple(Rung(rung, self.entries[rung][0].title) for rung in entry.rungs)
                at = entry.rungs.index(role_id)
                below = rungs[at - 1] if at else None
                above = rungs[at + 1] if at + 1 < len(rungs) else None
                ladders.append(Ladder(ladder_id, entry.title, at + 1, rungs, below, above, entry.sources))
        return tuple(ladders)


def make_head(
    role_id: str, title: str, dataset: str, aliases: tuple[str, ...], codes: tuple[Code, ...], source: str | None = None
) -> Role:
    """A role without sections, pay and outlook."""
    return Role(
        id=role_id,
        title=title,
        dataset=dataset,
        aliases=aliases,
        summary=None,
        codes=codes,
        reports_to=(),
        ladder=(),
        salary=(),
        outlook=(),
        **dict.fromkeys(SECTIONS, ()),
        source=source,
    )


def make_pay(
    role_id: str, estimates: Iterable[EstimateEntry], defaults: Defaults, nearest: OccupationRef | None = None
) -> tuple[Estimate, ...]:
    """Pay estimates of a role; `nearest` is the occupation they are for, if that is not the role itself."""
    return tuple(
        Estimate(
            role=role_id,
            amount=_get_amount(estimate),
            percentiles=estimate.percentiles,
            statistic=estimate.statistic,
            currency=estimate.currency or defaults.currency,
            period=estimate.period or defaults.period,
            area=estimate.area or defaults.area,
            as_of=estimate.date,
            nearest=nearest,
            employment=estimate.employment,
            sources=estimate.sources,
            at_or_above=_get_top_code(estimate),
            not_available=estimate.not_available,
            error=estimate.error,
        )
        for estimate in estimates
    )


def make_outlook(
    role_id: str, outlooks: Iterable[OutlookEntry], nearest: OccupationRef | None = None
) -> tuple[Outlook, ...]:
    """Projections for a role; `nearest` is the occupation they are for, if that is not the role itself."""
    return tuple(
        Outlook(
            role=role_id,
            nearest=nearest,
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
        for outlook in outlooks
    )


def _get_amount(estimate: EstimateEntry) -> Number | None:
    """The amount; of a median given only among percentiles, the 50th."""
    if estimate.amount is None and estimate.percentiles and estimate.statistic == "median":
        return estimate.percentiles.p50
    return estimate.amount


def _get_top_code(estimate: EstimateEntry) -> Number | None:
    """The top code; of a median given only among percentiles, that of the 50th."""
    if estimate.at_or_above is None and estimate.percentiles and estimate.statistic == "median":
        return estimate.percentiles.at_or_above.get("p50")
    return estimate.at_or_above


def _get_agreement(entries: Iterable[StatementEntry], sources: Mapping[str, Source]) -> Agreement:
    """Contested if one statement gives the role the item and another denies it, or if one has `contradicts`; agreed if
    two or more voices speak, however strongly; single otherwise."""
    entries = list(entries)
    if any(entry.contradicts for entry in entries) or len({entry.against for entry in entries}) > 1:
        return "contested"
    voices = {sources[source].voice or source for entry in entries for source in entry.sources}
    return "agreed" if len(voices) > 1 else "single"

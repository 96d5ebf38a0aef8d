"""The roles of a catalog as rows of the tables, one role after the other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from careercli.catalog.bulk import Bulk
from careercli.catalog.layers import Named, PlacedPay
from careercli.comparison.gap import JOB_ZONE, get_class, get_class_number
from careercli.comparison.known import get_vocabulary
from careercli.comparison.similar import get_tier
from careercli.export.tables import (
    CellRow,
    CodeRow,
    FormRow,
    ItemRow,
    LadderRow,
    NameRow,
    NeighbourRow,
    OutlookRow,
    PayRow,
    PlacedRow,
    PlaceRow,
    RatingRow,
    RelatedRow,
    RequirementRow,
    RoleRow,
    Row,
    SourceRow,
    StatementRow,
)
from careercli.model import (
    SECTIONS,
    Code,
    Estimate,
    Modality,
    OccupationRef,
    Place,
    Role,
    Source,
    Stated,
    Statement,
    get_share,
    is_stated,
    strength,
)
from careercli.scales import describe_ratings, get_position

STATEMENTS = "statements"
"""The kind of data that is not ratings."""

REPORTS_TO = "reports_to"


class Dated(NamedTuple):
    """Who says something, and the date of that."""

    source: str | None
    others: str | None
    date: str | None


def list_rows(bulk: Bulk, place: Place | None = None) -> Iterator[Row]:
    """The rows of all tables, those of one role together, and the sources last; with `place` only pay there and in the
    nation. Raises StoreError."""
    return _Rows(bulk, place).list_rows()


class _Rows:
    """Makes the rows, and remembers what was cited and which items and occupations have theirs already."""

    def __init__(self, bulk: Bulk, place: Place | None) -> None:
        self.bulk = bulk
        self.sources = bulk.catalog.sources
        self.cited: dict[str, Source] = {}
        self.items: set[tuple[str, str, str]] = set()
        self.paid: dict[Code, bool] = {}
        places = bulk.catalog.places
        wanted = [each for each in places.values() if place is None or each == place or each.type == "nation"]
        self.places = {each.code: each for each in wanted}

    def list_rows(self) -> Iterator[Row]:
        notes = [*self.bulk.catalog.notes]
        for each in self.places.values():
            yield PlaceRow(each.code, each.name, each.type, each.postal)
        release: dict[str, Dated] = {}
        for head in self.bulk.heads:
            role = self.bulk.catalog.get_role(head.id)
            release[head.id] = self.cite((role.source,) if role.source else ())
            yield from self.list_role(role, head, release[head.id])
            self.bulk.catalog.notes[:] = notes  # what has no pay in a place is seen in the tables
        for form in self.bulk.get_forms():
            said = release[form.role]
            yield FormRow(form.role, form.key, form.is_title, form.weight, said.source, said.date)
        for role_id, nearest in self.bulk.get_neighbours():
            said = release[role_id]
            for rank, neighbour in enumerate(nearest, 1):
                yield NeighbourRow(role_id, neighbour, rank, get_tier(rank), said.source, said.date)
        for source_id, source in self.cited.items():
            yield SourceRow(
                source_id,
                source.title,
                source.publisher,
                source.date,
                source.kind,
                source.licence,
                source.voice,
                source.url,
                source.attribution,
            )

    def cite(self, sources: Sequence[str], date: str | None = None) -> Dated:
        """The first source, the others, and a date, or else that of the first source."""
        for each in sources:
            self.cited.setdefault(each, self.sources[each])
        if not sources:
            return Dated(None, None, date)
        return Dated(sources[0], " ".join(sources[1:]) or None, date or self.sources[sources[0]].date)

    def list_role(self, role: Role, head: Named, said: Dated) -> Iterator[Row]:
        occupation = None
        for code in role.codes:
            yield from self.list_pay_by_place(code)
            if self.paid[code] and occupation is None:
                occupation = code.code
        yield RoleRow(
            role=role.id,
            title=role.title,
            dataset=role.dataset,
            vocabulary=get_vocabulary(role),
            summary=role.summary,
            code=head.code,
            soc=head.soc.code if head.soc else None,
            is_detail=head.soc is not None and head.soc.match != "exact",
            is_occupation=any(code.match == "exact" for code in role.codes),
            employment=self.bulk.find_people(head),
            pay_occupation=occupation,
            source=said.source,
            date=said.date,
        )
        for number, code in enumerate(role.codes, 1):
            yield CodeRow(role.id, number, code.scheme, code.code, code.title, code.match, said.source, said.date)
        for kind, name in _list_names(role):
            yield NameRow(role.id, kind, name, said.source, said.date)
        for section in SECTIONS:
            for cell in role.section(section):
                yield from self.list_cell(role, section, cell)
        for cell in role.reports_to:
            yield from self.list_cell(role, REPORTS_TO, cell)
        yield from self.list_requirements(role)
        yield from self.list_figures(role)
        for related in role.related:
            yield RelatedRow(role.id, related.id, related.tier, said.source, said.date)
        for ladder in role.ladder:
            cited = self.cite(ladder.sources)
            yield LadderRow(ladder.id, ladder.level, ladder.title, role.id, *cited)

    def list_cell(self, role: Role, section: str, cell: Stated) -> Iterator[Row]:
        first = cell.statements[0]
        said = self.cite(first.sources, first.date)
        vocabulary = get_vocabulary(role)
        if (key := (vocabulary, section, cell.item)) not in self.items:
            self.items.add(key)
            release = self.cite((role.source,) if role.source else ())
            yield ItemRow(*key, cell.label, cell.area, release.source, release.date)
        yield CellRow(
            role.id,
            section,
            cell.item,
            f"ratings of {cell.area or ''}".rstrip() if cell.ratings else STATEMENTS,
            is_stated(cell),
            cell.agreement,
            _get_modality(cell.statements),
            cell.rank,
            said.source,
            said.date,
        )
        if not cell.ratings or first.text != describe_ratings(cell.ratings):
            for number, each in enumerate(cell.statements, 1):
                cited = self.cite(each.sources, each.date)
                yield StatementRow(
                    role.id,
                    section,
                    cell.item,
                    number,
                    each.text,
                    each.modality,
                    each.condition,
                    each.against,
                    each.contradicts,
                    *cited,
                    each.collected_from,
                )
        for scale, score in cell.ratings.items():
            yield RatingRow(
                role.id,
                section,
                cell.item,
                scale,
                score.value,
                score.standard_error,
                get_position(scale, score),
                score.published,
                score.suppressed,
                score.not_relevant,
                said.source,
                score.date or said.date,
                score.collected_from,
            )

    def list_requirements(self, role: Role) -> Iterator[Row]:
        classes = {area: get_class(role, area) for area in {cell.area for cell in role.requirements} if area}
        for cell in role.requirements:
            first = cell.statements[0]
            said = self.cite(first.sources, first.date)
            number = get_class_number(cell.item) if cell.ratings or cell.area == JOB_ZONE else 0
            found = classes[cell.area] if cell.area else None
            yield RequirementRow(
                role.id,
                cell.area,
                cell.item,
                cell.label,
                number or None,
                get_share(cell.ratings) if "percent" in cell.ratings else None,
                bool(number) and found is not None and found.number == number,
                _get_modality(cell.statements),
                said.source,
                said.date,
            )

    def list_figures(self, role: Role) -> Iterator[Row]:
        for number, pay in enumerate(role.salary, 1):
            points = pay.percentiles
            tops = points.at_or_above if points else {}
            said = self.cite(pay.sources)
            yield PayRow(
                role.id,
                number,
                "nearest" if pay.nearest else "own",
                pay.statistic,
                pay.amount,
                pay.at_or_above,
                *((points.p10, points.p25, points.p50, points.p75, points.p90) if points else (None,) * 5),
                tops.get("p90"),
                pay.currency,
                pay.period,
                pay.area,
                pay.error,
                pay.employment,
                *_name(pay.nearest),
                self.is_official(pay),
                said.source,
                said.others,
                pay.as_of,
            )
        for number, outlook in enumerate(role.outlook, 1):
            said = self.cite(outlook.sources)
            first, last = outlook.years or (None, None)
            yield OutlookRow(
                role.id,
                number,
                outlook.employment,
                outlook.projected_employment,
                outlook.change_percent,
                outlook.openings_per_year,
                first,
                last,
                outlook.entry_education,
                outlook.experience,
                outlook.training,
                *_name(outlook.nearest),
                said.source,
                said.date,
            )

    def is_official(self, pay: Estimate) -> bool:
        """See `comparison.pay`."""
        return pay.nearest is not None or any(self.sources[source].kind == "statistics" for source in pay.sources)

    def list_pay_by_place(self, code: Code) -> Iterator[Row]:
        """The pay of an occupation in every place, once."""
        key = Code(code.scheme, code.code, None, "exact")
        if code in self.paid:
            return
        if key in self.paid:
            self.paid[code] = self.paid[key]
            return
        found = self.bulk.find_pay(key, ("nation", "state", "metro"))
        self.paid[code] = self.paid[key] = bool(found)
        for paid in found:
            if paid.place.code in self.places:
                self.cite((paid.record.source,))
                yield from _list_placed(code.code, paid)


def _list_placed(occupation: str, paid: PlacedPay) -> Iterator[PlacedRow]:
    rates = paid.record.rates
    for figures in paid.record.list_figures():
        p10, p25, median, p75, p90, mean = figures.values
        *_, top_median, _, top_p90, top_mean = figures.tops
        yield PlacedRow(
            occupation,
            paid.place.code,
            figures.period,
            median,
            top_median,
            mean,
            top_mean,
            figures.error,
            p10,
            p25,
            p75,
            p90,
            top_p90,
            figures.employment,
            rates.employment_error,
            rates.jobs_per_1000,
            rates.location_quotient,
            paid.code,
            paid.record.source,
            paid.record.date,
        )


def _list_names(role: Role) -> Iterator[tuple[str, str]]:
    """The names of a role, each with its kind and once."""
    names = [("id", role.id), *(("code", code.code) for code in role.codes if code.match == "exact")]
    names += [("title", role.title), *(("alias", alias) for alias in role.aliases)]
    yield from dict.fromkeys(names)


def _get_modality(statements: Sequence[Statement]) -> Modality | None:
    """How firmly the firmest statement that gives a role the item says it."""
    return max((each.modality for each in statements if not each.against), key=strength, default=None)


def _name(ref: OccupationRef | None) -> tuple[str | None, str | None, str | None]:
    return (ref.scheme, ref.code, ref.title) if ref else (None, None, None)

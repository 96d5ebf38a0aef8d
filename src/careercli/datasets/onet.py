"""The O*NET database (onetcenter.org): text, CSV or Excel, under the names of its tables to 30.1 and from 30.2 on.

Its data dictionary describes the tables and scales. Ratings are kept on their own scale; tasks meet across occupations
on the detailed work activities that O*NET assigns them to, below the general activity these belong to.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from careercli.datasets.release import (
    CellRecord,
    RelatedRecord,
    Release,
    RoleEntry,
    RoleRecord,
    ScoreRecord,
    StatementRecord,
)
from careercli.datasets.tables import (
    Table,
    Tables,
    normalise,
    problem,
)
from careercli.errors import InvalidFileError
from careercli.model import (
    Code,
    Item,
    Kind,
    Modality,
    Section,
    Source,
)
from careercli.text import slug

CODE = re.compile(r"\d\d-\d{4}\.\d\d", re.ASCII)
NOT_THERE = {"n/a", ""}
"""How a missing value is written: in text, and in CSV and Excel."""

FLAGS = {"Y": True, "N": False, "n/a": False, "": False}
FREQUENT = 0.5
"""How far up the scale of importance a rated skill must stand for a search to find the occupation by it."""

SCALES = {
    "IM": ("importance", 1.0, 5.0),
    "LV": ("level", 0.0, 7.0),
    "OI": ("interest", 1.0, 7.0),
    "WI": ("impact", -3.0, 3.0),
    "CX": ("context", 1.0, 5.0),
    "CT": ("context of three", 1.0, 3.0),
}
"""The scales of ratings that are kept: name, lowest and highest value; the release's own Scales Reference decides."""

KNOWN_SCALES = frozenset(
    {"CXP", "CTP", "IH", "DR", "VH", "EX", "RL", "RW", "PT", "OJ", "FT", "RT", "IM", "LV", *SCALES}
)
"""The scales that a table of ratings may have beside those its release lists; what is not in SCALES is passed over."""

PERCENT = {
    "RL": ("required education", "Education"),
    "RW": ("related work experience", "Training and Experience"),
    "PT": ("on-site training", "Training and Experience"),
    "OJ": ("on-the-job training", "Training and Experience"),
}
"""The scales that spread an occupation's jobs over categories, in percent: the area they make, and their table."""


class _Rated(NamedTuple):
    """A table of ratings: its names, the kind and area of its elements, and its scales."""

    names: tuple[str, ...]
    section: Section
    kind: Kind
    area: str
    scales: tuple[str, ...]


RATED = (
    _Rated(("Skills", "Essential Skills"), "skills", "skill", "skills", ("IM", "LV")),
    _Rated(("Transferable Skills",), "skills", "skill", "skills", ("IM", "LV")),
    _Rated(("Knowledge",), "skills", "skill", "knowledge", ("IM", "LV")),
    _Rated(("Abilities",), "skills", "skill", "abilities", ("IM", "LV")),
    _Rated(("Work Styles",), "skills", "skill", "work styles", ("IM", "WI")),
    _Rated(("Work Activities",), "duties", "duty", "general work activities", ("IM", "LV")),
    _Rated(("Work Context",), "environment", "environment", "work context", ("CX", "CT")),
    _Rated(("Interests", "Career Interest Types"), "environment", "environment", "interests", ("OI",)),
)


class _Task(NamedTuple):
    text: str | None
    """None in a release without the words of its tasks, as the box is."""

    is_core: bool
    is_supplemental: bool
    importance: float | None
    """Standardised, in percent of the scale."""


Cells = dict[str, dict[Section, list[CellRecord]]]
"""The cells of each occupation, by code and section."""


def read_onet(tables: Tables) -> Release:
    """The release in `tables`; a table that is not there is told in `missing`.

    Raises InvalidFileError where it is no O*NET release, or where a table is not what it must be.
    """
    return _Reader(tables).read()


def _role_id(code: str) -> str:
    return f"onet-{code.replace('.', '-')}"


def _element_id(element: str) -> str:
    return f"onet-{element.lower().replace('.', '-')}"


class _Reader:
    """One release on its way in: the tables read so far."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.counts: dict[str, int] = {}
        self.missing: list[str] = []
        self.notes: list[str] = []
        self.items: list[Item] = []
        self.places: dict[str, int] = {}
        self.titles: dict[str, str] = {}
        self.scales = dict(SCALES)
        self.known_scales = set(KNOWN_SCALES)
        self.cells: Cells = {}
        self.frequent: dict[str, list[str]] = {}

    def read(self) -> Release:
        summaries = self._read_occupations()
        self._read_scales()
        self.cells = {code: {} for code in self.titles}
        self.frequent = {code: [] for code in self.titles}
        for rated in RATED:
            self._read_rated(rated)
        duties = self._read_tasks()
        technology = self._read_technology()
        self._read_categories()
        self._read_job_zones()
        related = self._read_related()
        aliases = self._read_titles()
        version, date = self._read_version()
        return Release(
            publisher="onet",
            name="onet",
            version=version,
            source_id=f"onet-{re.sub(r'[^a-z0-9]+', '-', version)}",
            source=Source(
                title=f"O*NET {version} Database",
                publisher="U.S. Department of Labor, Employment and Training Administration",
                date=date,
                kind="database",
                licence="CC BY 4.0",
                url="https://www.onetcenter.org/database.html",
                attribution=(
                    f"This output includes information from the O*NET {version} Database by the U.S. Department of "
                    "Labor, Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. "
                    "O*NET is a trademark of USDOL/ETA. careercli has modified some of this information; USDOL/ETA has "
                    "not approved, endorsed, or tested these modifications."
                ),
            ),
            counts=self.counts,
            items=tuple(self.items),
            roles=self._roles(summaries, duties, technology, related, aliases),
            scales={name: (low, high) for name, low, high in self.scales.values()} | {"percent": (0.0, 100.0)},
            missing=tuple(self.missing),
            notes=tuple(self.notes),
        )

    def _roles(
        self,
        summaries: dict[str, str | None],
        duties: dict[str, list[str]],
        technology: dict[str, list[str]],
        related: dict[str, list[RelatedRecord]],
        aliases: dict[str, dict[str, str]],
    ) -> Iterator[RoleEntry]:
        for code, title in self.titles.items():
            is_soc = code.endswith(".00")
            soc = Code("soc-2018", code[:7], title if is_soc else None, "exact" if is_soc else "nearest")
            record = RoleRecord(
                id=_role_id(code),
                title=title,
                summary=summaries[code],
                aliases=tuple(aliases.get(code, {}).values()),
                codes=(Code("onet-soc", code, title, "exact"), soc),
                sections={section: tuple(cells) for section, cells in self.cells.pop(code).items()},
                related=tuple(related.get(code, ())),
            )
            codes = (code, code[:7]) if is_soc else (code,)
            skills = (*self.frequent.pop(code), *technology.get(code, ()))
            yield RoleEntry(record, codes, (), tuple(duties.get(code, ())), skills)

    def _find(self, *names: str, without: str = "") -> Table | None:
        """A table, counted; or, where it is missing, what is without it."""
        table = self.tables.find(*names)
        if table is None and without:
            self.missing.append(f"{' or '.join(names)}: {without}")
        return table

    def _count(self, name: str, rows: int) -> None:
        self.counts[name] = rows

    def _item(self, item_id: str, label: str, kind: Kind, area: str | None) -> int:
        """The place of an item, which is made where it is new."""
        place = self.places.get(item_id)
        if place is None:
            place = self.places[item_id] = len(self.items)
            self.items.append(Item(item_id, label, kind, area))
        return place

    def _add(self, code: str, section: Section, cell: CellRecord) -> None:
        self.cells[code].setdefault(section, []).append(cell)

    def _check_code(self, table: Table, number: int, column: int, code: str) -> None:
        """Refuses a code that Occupation Data does not have."""
        if code not in self.titles:
            raise InvalidFileError.of(
                [
                    problem(
                        table,
                        number,
                        column + 1,
                        "CC107",
                        f"{code!r} is not an occupation of this release",
                        "a code of Occupation Data",
                        "download the release again",
                    )
                ]
            )

    @staticmethod
    def _wrong(table: Table, number: int, column: int, value: str, expected: str) -> InvalidFileError:
        remedy = "download the release again"
        return InvalidFileError.of([problem(table, number, column + 1, "CC106", f"{value!r}", expected, remedy)])

    @staticmethod
    def _twice(table: Table, number: int, what: str) -> InvalidFileError:
        remedy = "download the release again"
        return InvalidFileError.of([problem(table, number, 1, "CC107", f"{what} stands twice", "it once", remedy)])

    def _find_names(self, table: Table, column: str, key: str, reference: str) -> tuple[int, dict[str, str]]:
        """Where a row has the name of what it is about, or the key of it, and the names by key.

        The names are empty where the table has them itself; the box has them in the table `reference` alone.
        """
        (at_name,) = table.find_columns(column)
        if at_name is not None:
            return at_name, {}
        found = self.tables.find(reference)
        in_key, in_name = found.columns_at(key, column) if found else (0, 0)
        names = {row[in_key]: row[in_name] for row in found.rows} if found else {}
        return table.columns_at(key if names else column)[0], names  # raises where nothing has the names

    def _get_name(self, table: Table, number: int, at: int, row: Sequence[str], names: dict[str, str]) -> str:
        """The name of what a row is about, by what `_find_names` returned."""
        name = names.get(row[at]) if names else row[at]
        if name is None:
            raise self._wrong(table, number, at, row[at], "a key of the table that has the names")
        return name

    def _read_occupations(self) -> dict[str, str | None]:
        """The descriptions, by code, where the release has them; fills `titles`."""
        table = self.tables.find("Occupation Data")
        if table is None:
            raise self.tables.not_a_release("O*NET", "a table Occupation Data")
        at_code, at_title = table.columns_at("O*NET-SOC Code", "Title")
        (at_text,) = table.find_columns("Description")
        summaries: dict[str, str | None] = {}
        for number, row in enumerate(table.rows, table.first_row):
            code = row[at_code]
            if not CODE.fullmatch(code):
                raise self._wrong(table, number, at_code, code, "a code such as 11-1011.00")
            if code in self.titles:
                raise self._twice(table, number, code)
            if not row[at_title].strip():
                raise self._wrong(table, number, at_title, row[at_title], "a title")
            self.titles[code] = row[at_title]
            summaries[code] = None if at_text is None else row[at_text]
        if not self.titles:
            raise self.tables.not_a_release("O*NET", "occupations in the table Occupation Data")
        self._count("occupations", len(self.titles))
        return summaries

    def _read_version(self) -> tuple[str, str | None]:
        """The version, `29.0`, and the date of the release, `2024-08`: from its Read Me, else from the files' names."""
        text = self.tables.find_text("Read Me") or ""
        label = re.search(r"db_(\d+)_(\d+)", self.tables.label)
        found = re.search(r"O\*NET.{0,3} (\d+\.\d+)", text) or label
        month = re.search(r"(\w+) (\d{4}) Release", text)
        months = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
        date = f"{month[2]}-{months.index(month[1]) + 1:02}" if month and month[1] in months else None
        return ".".join(found.groups()) if found else "of unknown version", date

    def _read_scales(self) -> None:
        """Lowest and highest values of the scales that are kept, as the release gives them."""
        table = self._find("Scales Reference", without="the usual bounds of the scales are taken")
        if table is None:
            return
        at_scale, at_low, at_high = table.columns_at("Scale ID", "Minimum", "Maximum")
        for number, row in enumerate(table.rows, table.first_row):
            self.known_scales.add(row[at_scale])
            if row[at_scale] in self.scales:
                name = self.scales[row[at_scale]][0]
                low, high = (self._number(table, number, at, row[at]) for at in (at_low, at_high))
                if low is None or high is None or low >= high:
                    raise self._wrong(table, number, at_low, row[at_low], "a lowest value below the highest")
                self.scales[row[at_scale]] = (name, low, high)

    def _number(self, table: Table, number: int, column: int, text: str) -> float | None:
        try:
            value = float(text)
        except ValueError:
            if text in NOT_THERE:
                return None
            value = float("nan")
        if not -1e9 < value < 1e9:
            raise self._wrong(table, number, column, text, "a number")
        return value

    def _read_rated(self, rated: _Rated) -> None:
        """A table of ratings: a cell per occupation and element, a score per scale."""
        table = self.tables.find(*rated.names)
        if table is None:
            if rated.names != ("Transferable Skills",):  # it stands with the essential ones, or with all in one table
                self.missing.append(f"{rated.names[0]}: no {rated.area} for any occupation")
            return
        scores = self._read_scores(table, {scale: self.scales[scale] for scale in rated.scales}, rated)
        self._count(f"occupations with {rated.area}", len({code for code, _ in scores}))
        _, low, high = self.scales["IM"]
        enough = low + (high - low) * FREQUENT
        for (code, element), of_one in scores.items():
            place = self.places[element]
            self._add(code, rated.section, CellRecord(place, (), of_one))
            first = of_one[0]
            if rated.section == "skills" and first.scale == "importance" and (first.value or 0) >= enough:
                self.frequent[code].append(self.items[place].label)

    def _read_scores(
        self, table: Table, scales: dict[str, tuple[str, float, float]], rated: _Rated
    ) -> dict[tuple[str, str], tuple[ScoreRecord, ...]]:
        """The scores of a table on the scales that are kept, by code and element."""
        needed = ("O*NET-SOC Code", "Element ID", "Scale ID", "Data Value")
        at_code, at_element, at_scale, at_value = table.columns_at(*needed)
        at_name, names = self._find_names(table, "Element Name", "Element ID", "Content Model Reference")
        at_error, at_suppress, at_relevant = table.find_columns("Standard Error", "Recommend Suppress", "Not Relevant")
        scores: dict[tuple[str, str], tuple[ScoreRecord, ...]] = {}
        numbers: dict[str, float | None] = {}  # most stand there many times
        number = table.first_row - 1
        for number, row in enumerate(table.rows, table.first_row):
            code, element = row[at_code], row[at_element]
            if code not in self.titles:
                self._check_code(table, number, at_code, code)
            scale = scales.get(row[at_scale])
            if scale is None:
                if row[at_scale] not in self.known_scales:
                    raise self._wrong(table, number, at_scale, row[at_scale], "a scale of the Scales Reference")
                continue
            name, low, high = scale
            value = numbers.get(row[at_value])
            if value is None:
                value = numbers[row[at_value]] = self._number(table, number, at_value, row[at_value])
            if value is not None and not low <= value <= high:
                raise self._wrong(table, number, at_value, row[at_value], f"{low:g} to {high:g}")
            error = numbers.get(row[at_error]) if at_error is not None else None
            if error is None or error < 0:
                error = self._error(table, number, at_error, row, numbers)
            suppressed = (
                at_suppress is not None and row[at_suppress] != "N" and self._flag(table, number, at_suppress, row)
            )
            hidden = at_relevant is not None and row[at_relevant] != "N" and self._flag(table, number, at_relevant, row)
            score = ScoreRecord(name, value, error, suppressed, hidden)
            before = scores.get((code, element), ())
            if before and any(known.scale == name for known in before):
                raise self._twice(table, number, f"scale {row[at_scale]} of {element} for {code}")
            if not before and element not in self.places:
                label = self._get_name(table, number, at_name, row, names)
                self.places[element] = self._item(_element_id(element), label, rated.kind, rated.area)
            scores[code, element] = (*before, score)
        self._count(f"rows of {normalise(table.name)}", number - table.first_row + 1)
        return scores

    def _error(
        self, table: Table, number: int, column: int | None, row: Sequence[str], numbers: dict[str, float | None]
    ) -> float | None:
        """A standard error; none where the cell or its column is missing. `numbers` are those that were read before."""
        if column is None:
            return None
        error = numbers.get(row[column])
        if error is None:
            error = numbers[row[column]] = self._number(table, number, column, row[column])
        if error is not None and error < 0:
            raise self._wrong(table, number, column, row[column], "a standard error of 0 or more")
        return error

    def _flag(self, table: Table, number: int, column: int | None, row: Sequence[str]) -> bool:
        """Whether a cell says Y; a column that the release does not have says nothing."""
        if column is None or row[column] == "N":
            return False
        flag = FLAGS.get(row[column])
        if flag is None:
            raise self._wrong(table, number, column, row[column], "Y, N or n/a")
        return flag

    def _read_importance(self) -> dict[tuple[str, str], float]:
        """How important each task is, in percent of the scale, by code and task."""
        table = self._find("Task Ratings", without="tasks are in the order of the release, not by importance")
        if table is None:
            return {}
        at_code, at_task, at_scale, at_value = table.columns_at("O*NET-SOC Code", "Task ID", "Scale ID", "Data Value")
        _, low, high = self.scales["IM"]
        importance = {}
        number = table.first_row - 1
        for number, row in enumerate(table.rows, table.first_row):
            if row[at_scale] == "IM":
                self._check_code(table, number, at_code, row[at_code])
                value = self._number(table, number, at_value, row[at_value])
                if value is not None:
                    importance[row[at_code], row[at_task]] = (value - low) / (high - low) * 100
        self._count(f"rows of {normalise(table.name)}", number - table.first_row + 1)
        return importance

    def _read_activities(self) -> dict[str, tuple[str, str | None]]:
        """The detailed work activities by id: title, and the name of the general activity they belong to."""
        table = self._find("DWA Reference", without="tasks are items of their own and meet on wording only")
        if table is None:
            return {}
        names = {}
        elements = self._find("Content Model Reference", without="duties have no area")
        if elements is not None:
            at_element, at_name = elements.columns_at("Element ID", "Element Name")
            names = {row[at_element]: row[at_name] for row in elements.rows}
        at_element, at_id, at_title = table.columns_at("Element ID", "DWA ID", "DWA Title")
        activities = {row[at_id]: (row[at_title].rstrip("."), names.get(row[at_element])) for row in table.rows}
        self._count("detailed work activities", len(activities))
        return activities

    def _read_tasks(self) -> dict[str, list[str]]:
        """What is done, by code, as text; a cell for each detailed work activity, with the tasks it is made of.

        Without the words of the tasks, a cell has the name of the activity once.
        """
        table = self._find("Task Statements", without="no duties for any occupation")
        if table is None:
            return {}
        importance = self._read_importance()
        at_code, at_id, at_type = table.columns_at("O*NET-SOC Code", "Task ID", "Task Type")
        (at_task,) = table.find_columns("Task")
        tasks: dict[str, dict[str, _Task]] = {}
        number = table.first_row - 1
        for number, row in enumerate(table.rows, table.first_row):
            code, task_id = row[at_code], row[at_id]
            if code not in self.titles:
                self._check_code(table, number, at_code, code)
            if row[at_type] not in {"Core", "Supplemental", *NOT_THERE}:
                raise self._wrong(table, number, at_type, row[at_type], "Core, Supplemental or n/a")
            of_code = tasks.setdefault(code, {})
            if task_id in of_code:
                raise self._twice(table, number, f"task {task_id} of {code}")
            of_code[task_id] = _Task(
                None if at_task is None else row[at_task].rstrip("."),
                row[at_type] == "Core",
                row[at_type] == "Supplemental",
                importance.get((code, task_id)),
            )
        self._count(f"rows of {normalise(table.name)}", number - table.first_row + 1)
        self._count("occupations with tasks", len(tasks))
        activities = self._read_activities()
        of_tasks = self._read_activities_of_tasks(tasks, activities) if activities else {}
        texts = {}
        for code, of_code in tasks.items():
            ordered = sorted(of_code, key=lambda task_id: _rank(of_code[task_id]))
            done: dict[int, list[_Task]] = {}
            for task_id in ordered:
                for place in self._find_duties(
                    task_id, of_code[task_id], of_tasks.get((code, task_id), ()), activities
                ):
                    done.setdefault(place, []).append(of_code[task_id])
            for place, of_place in done.items():
                self._add(code, "duties", CellRecord(place, _state(of_place, self.items[place].label)))
            words = [text for task_id in ordered if (text := of_code[task_id].text) is not None]
            texts[code] = words or [self.items[place].label for place in done]
        return texts

    def _find_duties(
        self, task_id: str, task: _Task, of_task: Iterable[str], activities: dict[str, tuple[str, str | None]]
    ) -> list[int]:
        """The items that a task states: its detailed work activities, or else itself, if its words are known."""
        places = [
            self._item(_element_id(activity), activities[activity][0], "duty", activities[activity][1])
            for activity in of_task
        ]
        if not places and task.text is not None:
            places = [self._item(f"onet-task-{task_id.lower()}", task.text, "duty", None)]
        return places

    def _read_activities_of_tasks(
        self, tasks: dict[str, dict[str, _Task]], activities: dict[str, tuple[str, str | None]]
    ) -> dict[tuple[str, str], list[str]]:
        """The detailed work activities of each task, by code and task."""
        table = self._find("Tasks to DWAs", without="tasks are items of their own and meet on wording only")
        if table is None:
            return {}
        at_code, at_task, at_activity = table.columns_at("O*NET-SOC Code", "Task ID", "DWA ID")
        found: dict[tuple[str, str], list[str]] = {}
        number, strays = table.first_row - 1, 0
        for number, row in enumerate(table.rows, table.first_row):
            activity = row[at_activity]
            if activity not in activities:
                raise self._wrong(table, number, at_activity, activity, "an id of DWA Reference")
            key = row[at_code], row[at_task]
            if key[1] not in tasks.get(key[0], {}):
                strays += 1
                continue
            of_task = found.setdefault(key, [])
            if activity not in of_task:
                of_task.append(activity)
        self._count(f"rows of {normalise(table.name)}", number - table.first_row + 1)
        if strays:
            self.notes.append(f"{table.name}: {strays:,} rows name a task that Task Statements does not have.")
        return found

    def _read_technology(self) -> dict[str, list[str]]:
        """The examples of technology, by code; a cell for each, with what it is an example of."""
        table = self._find("Technology Skills", "Software Skills", without="no technology for any occupation")
        if table is None:
            return {}
        (at_code,) = table.columns_at("O*NET-SOC Code")
        at_example, at_workplace = table.find_columns("Example", "Workplace Example")
        at_class, at_hot, at_demand = table.find_columns("Element Name", "Hot Technology", "In Demand")
        at_text = at_example if at_example is not None else at_workplace
        if at_text is None:
            (at_text,) = table.columns_at("Example")  # tells what is missing
        names: dict[str, str] = {}
        if at_class is None:
            at_class, names = self._find_names(table, "Commodity Title", "Commodity Code", "UNSPSC Reference")
        if at_demand is None:
            self.missing.append(f"{table.name}, column In Demand: no technology is marked as in demand")
        cells: dict[tuple[str, str], list[StatementRecord]] = {}
        conditions: dict[tuple[str, str], str | None] = {}
        number = table.first_row - 1
        for number, row in enumerate(table.rows, table.first_row):
            code = row[at_code]
            if code not in self.titles:
                self._check_code(table, number, at_code, code)
            flags = row[at_hot or 0], row[at_demand or 0]
            if flags not in conditions:
                marks = ((at_hot, "hot technology"), (at_demand, "in demand"))
                told = ", ".join(mark for at, mark in marks if self._flag(table, number, at, row))
                conditions[flags] = told or None
            key = code, row[at_text]
            name = self._get_name(table, number, at_class, row, names) if names else row[at_class]
            cells.setdefault(key, []).append(StatementRecord(name, "stated", conditions[flags]))
        self._count(f"rows of {normalise(table.name)}", number - table.first_row + 1)
        examples: dict[str, list[str]] = {}
        for (code, example), statements in cells.items():
            item_id = self.places.get(f"technology {example}")
            if item_id is None:
                item_id = self._item(f"onet-technology-{slug(example)}", example, "skill", "technology")
                self.places[f"technology {example}"] = item_id
            self._add(code, "skills", CellRecord(item_id, tuple(statements)))
            examples.setdefault(code, []).append(example)
        return examples

    def _read_category_labels(self) -> dict[tuple[str, str], str]:
        """What the categories of education, experience and training are, by scale and category."""
        labels = {}
        for name in (
            "Education, Training, and Experience Categories",
            "Education Categories",
            "Training and Experience Categories",
        ):
            table = self.tables.find(name)
            if table is not None:
                at_scale, at_category, at_text = table.columns_at("Scale ID", "Category", "Category Description")
                for row in table.rows:
                    labels[row[at_scale], row[at_category]] = row[at_text].split(" - ")[0].strip()
        return labels

    def _read_categories(self) -> None:
        """How the jobs of each occupation spread over categories of education, experience and training."""
        tables = [
            table
            for name in ("Education, Training, and Experience", "Education", "Training and Experience")
            if (table := self.tables.find(name)) is not None
        ]
        labels = self._read_category_labels()
        if not tables or not labels:
            lacking = "Categories" if tables else ""
            self.missing.append(
                f"Education, Training, and Experience {lacking}".strip()
                + ": no education, experience or training for any occupation"
            )
            return
        for table in tables:
            names = ("O*NET-SOC Code", "Element ID", "Scale ID", "Category", "Data Value")
            at_code, at_element, at_scale, at_category, at_value = table.columns_at(*names)
            at_error, at_suppress = table.find_columns("Standard Error", "Recommend Suppress")
            seen: set[tuple[str, str, str]] = set()
            numbers: dict[str, float | None] = {}
            number = table.first_row - 1
            for number, row in enumerate(table.rows, table.first_row):
                code, scale = row[at_code], row[at_scale]
                if code not in self.titles:
                    self._check_code(table, number, at_code, code)
                if scale not in PERCENT:
                    continue
                category = row[at_category].removesuffix(".0")
                label = labels.get((scale, category))
                if label is None:
                    raise self._wrong(table, number, at_category, row[at_category], f"a category of {scale}")
                if (code, scale, category) in seen:
                    raise self._twice(table, number, f"category {category} of {scale} for {code}")
                seen.add((code, scale, category))
                value = self._number(table, number, at_value, row[at_value])
                if value is not None and not 0 <= value <= 100:
                    raise self._wrong(table, number, at_value, row[at_value], "0 to 100 percent")
                spread = self._error(table, number, at_error, row, numbers)
                suppressed = self._flag(table, number, at_suppress, row)
                key = f"{row[at_element]}-{category}"
                place = self.places.get(key)
                if place is None:
                    place = self._item(_element_id(key), label, "requirement", PERCENT[scale][0])
                    self.places[key] = place
                score = ScoreRecord("percent", value, spread, suppressed)
                self._add(code, "requirements", CellRecord(place, (), (score,)))
            self._count(f"rows of {normalise(table.name)}", number - table.first_row + 1)

    def _read_job_zones(self) -> None:
        """The job zone of each occupation, with what it asks for."""
        table = self._find("Job Zones", without="no job zone for any occupation")
        if table is None:
            return
        zones = {}
        reference = self._find("Job Zone Reference", without="job zones have a number only")
        if reference is not None:
            at_zone, at_name = reference.columns_at("Job Zone", "Name")
            (at_education,) = reference.find_columns("Education")
            at_text = at_name if at_education is None else at_education
            zones = {row[at_zone]: (row[at_name], row[at_text]) for row in reference.rows}
        at_code, at_zone = table.columns_at("O*NET-SOC Code", "Job Zone")
        codes: set[str] = set()
        for number, row in enumerate(table.rows, table.first_row):
            code, zone = row[at_code], row[at_zone].removesuffix(".0")
            self._check_code(table, number, at_code, code)
            if code in codes:
                raise self._twice(table, number, f"the job zone of {code}")
            if not re.fullmatch(r"[1-9]", zone) or (zones and zone not in zones):
                raise self._wrong(table, number, at_zone, zone, "a zone of Job Zone Reference")
            codes.add(code)
            name, education = zones.get(zone, (f"Job Zone {zone}", f"Job Zone {zone}"))
            place = self._item(f"onet-job-zone-{zone}", name, "requirement", "job zone")
            cells = self.cells[code].setdefault("requirements", [])
            cells.insert(0, CellRecord(place, (StatementRecord(education),)))
        self._count("occupations with a job zone", len(codes))

    def _read_related(self) -> dict[str, list[RelatedRecord]]:
        """The related occupations of each, by code, the closest first."""
        table = self._find("Related Occupations", without="no related occupations")
        if table is None:
            return {}
        at_code, at_related, at_tier, at_index = table.columns_at(
            "O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index"
        )
        found: dict[str, list[tuple[float, RelatedRecord]]] = {}
        number = table.first_row - 1
        for number, row in enumerate(table.rows, table.first_row):
            for column in (at_code, at_related):
                if row[column] not in self.titles:
                    self._check_code(table, number, column, row[column])
            index = self._number(table, number, at_index, row[at_index]) or 0
            related = RelatedRecord(_role_id(row[at_related]), row[at_tier])
            found.setdefault(row[at_code], []).append((index, related))
        self._count(f"rows of {normalise(table.name)}", number - table.first_row + 1)
        self._count("occupations with related ones", len(found))
        return {
            code: [related for _, related in sorted(of_code, key=lambda one: one[0])] for code, of_code in found.items()
        }

    def _read_titles(self) -> dict[str, dict[str, str]]:
        """What else each occupation is called, by code: its reported, alternate and short titles, each once."""
        aliases: dict[str, dict[str, str]] = {}
        for name, columns in (
            ("Sample of Reported Titles", ("Reported Job Title",)),
            ("Alternate Titles", ("Alternate Title", "Short Title")),
        ):
            table = self._find(name, without=f"occupations are not found by {columns[0].lower()}s")
            if table is None:
                continue
            at_code, *at_titles = table.columns_at("O*NET-SOC Code", *columns)
            number = table.first_row - 1
            for number, row in enumerate(table.rows, table.first_row):
                code = row[at_code]
                if code not in self.titles:
                    self._check_code(table, number, at_code, code)
                known = aliases.setdefault(code, {})
                for at in at_titles:
                    title = row[at]
                    if title not in NOT_THERE:
                        known.setdefault(title.casefold(), title)
            self._count(f"rows of {normalise(table.name)}", number - table.first_row + 1)
        for code, known in aliases.items():
            known.pop(self.titles[code].casefold(), None)
        return aliases


def _rank(task: _Task) -> tuple[bool, float]:
    """Core tasks first, then by importance."""
    return not task.is_core, -(task.importance or 0)


def _state(tasks: Sequence[_Task], name: str) -> tuple[StatementRecord, ...]:
    """The tasks of an activity as statements, or the activity's name as one, where the tasks have no words.

    A task that O*NET calls supplemental is done in some of the jobs only; an activity, if all its tasks are that.
    """
    if all(task.text is None for task in tasks):
        tasks = [min(tasks, key=lambda task: task.is_supplemental)]
    statements = []
    for task in tasks:
        marks = ["supplemental task"] if task.is_supplemental else []
        if task.importance is not None:
            marks.append(f"importance {task.importance:.0f}")
        modality: Modality = "some" if task.is_supplemental else "stated"
        statements.append(StatementRecord(task.text or name, modality, ", ".join(marks) or None))
    return tuple(statements)

"""O*NET's tables of tasks, with the detailed work activities they belong to, and of technology."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from careercli.datasets.onet_reader import NOT_THERE, OnetReader, Origin, find_origin, get_element_id
from careercli.datasets.release import DUTIES, CellRecord, StatementRecord
from careercli.datasets.tables import Table
from careercli.model import MAX_TEXT, Modality
from careercli.text import slug

TASK_ID = re.compile(r"[0-9A-Za-z]{1,40}", re.ASCII)


class _Task(NamedTuple):
    text: str | None
    """None in a release without the words of its tasks."""

    is_core: bool
    is_supplemental: bool
    importance: float | None
    """In percent of the scale."""


class _Activity(NamedTuple):
    """A detailed work activity, and the name of the general activity it belongs to."""

    title: str
    area: str | None


Tasks = dict[str, dict[str, _Task]]
"""The tasks of each occupation, by code and id."""


def read_tasks(reader: OnetReader) -> dict[str, list[str]]:
    """What is done, by code, as text: the tasks, or the names of activities if the release does not have their words.

    Adds a cell for each detailed work activity, with its tasks as statements; a task without an activity is an item of
    its own.
    """
    table = reader.find("Task Statements", without="no duties for any occupation")
    if table is None:
        return {}
    tasks = _read_statements(reader, table)
    reader.counts["occupations with tasks"] = len(tasks)
    activities = _read_activities(reader)
    of_tasks = _read_activities_of_tasks(reader, tasks, activities) if activities else {}
    texts = {}
    for code, of_code in tasks.items():
        ordered = sorted(of_code, key=lambda task_id: _rank(of_code[task_id]))
        done: dict[int, list[_Task]] = {}
        for task_id in ordered:
            task = of_code[task_id]
            keys = of_tasks.get((code, task_id), ())
            places = [_add_activity(reader, table, key, activities[key]) for key in keys]
            if not places and task.text is not None:
                task_key = f"onet-task-{task_id.lower()}"
                places = [reader.add_item(table, 1, task_key, task.text, "duty", None, task_key)]
            for place in places:
                done.setdefault(place, []).append(task)
        for place, of_place in done.items():
            reader.add_cell(code, "duties", CellRecord(place, _state(of_place, reader.items[place].label)))
        words = [text for task_id in ordered if (text := of_code[task_id].text) is not None]
        texts[code] = words or [reader.items[place].label for place in done]
    return texts


def _add_activity(reader: OnetReader, table: Table, key: str, activity: _Activity) -> int:
    """The place of the item that a detailed work activity is."""
    return reader.add_item(table, 1, get_element_id(key), activity.title, "duty", activity.area, f"activity {key}")


def _read_statements(reader: OnetReader, table: Table) -> Tasks:
    importance = _read_importance(reader)
    at_code, at_id, at_type = table.columns_at("O*NET-SOC Code", "Task ID", "Task Type")
    (at_task,) = table.find_columns("Task")
    tasks: Tasks = {}
    origins: dict[Origin, int] = {}
    get_origin = find_origin(table)
    number = table.first_row - 1
    for number, row in enumerate(table.rows, table.first_row):
        code, task_id = row[at_code], row[at_id]
        if code not in reader.titles:
            reader.check_code(table, number, at_code, code)
        if row[at_type] not in {"Core", "Supplemental", *NOT_THERE}:
            raise reader.wrong(table, number, at_type, row[at_type], "Core, Supplemental or n/a")
        if not TASK_ID.fullmatch(task_id):
            raise reader.wrong(table, number, at_id, task_id, "the id of a task")
        of_code = tasks.setdefault(code, {})
        if task_id in of_code:
            raise reader.twice(table, number, at_id, f"task {task_id} of {code}")
        if get_origin:
            origins[get_origin(row)] = number
        of_code[task_id] = _Task(
            None
            if at_task is None
            else reader.title(table, number, at_task, row[at_task], "a task", MAX_TEXT).rstrip("."),
            row[at_type] == "Core",
            row[at_type] == "Supplemental",
            importance.get((code, task_id)),
        )
    reader.count_rows(table, number)
    reader.add_origins(table, [DUTIES], origins)
    return tasks


def _read_importance(reader: OnetReader) -> dict[tuple[str, str], float]:
    """How important each task is, in percent of the scale, by code and task."""
    table = reader.find("Task Ratings", without="tasks are in the order of the release, not by importance")
    if table is None:
        return {}
    at_code, at_task, at_scale, at_value = table.columns_at("O*NET-SOC Code", "Task ID", "Scale ID", "Data Value")
    _, low, high = reader.scales["IM"]
    importance = {}
    number = table.first_row - 1
    for number, row in enumerate(table.rows, table.first_row):
        if row[at_scale] == "IM":
            reader.check_code(table, number, at_code, row[at_code])
            value = reader.find_number(table, number, at_value, row[at_value], low, high)
            if value is not None:
                importance[row[at_code], row[at_task]] = (value - low) / (high - low) * 100
    reader.count_rows(table, number)
    return importance


def _read_activities(reader: OnetReader) -> dict[str, _Activity]:
    """The detailed work activities, by id."""
    table = reader.find("DWA Reference", without="tasks are items of their own and match on wording only")
    if table is None:
        return {}
    names = {}
    elements = reader.find("Content Model Reference", without="duties have no area")
    if elements is not None:
        at_element, at_name = elements.columns_at("Element ID", "Element Name")
        names = {row[at_element]: row[at_name] for row in elements.rows}
    at_element, at_id, at_title = table.columns_at("Element ID", "DWA ID", "DWA Title")
    activities = {}
    for number, row in enumerate(table.rows, table.first_row):
        key = reader.check_element(table, number, at_id, row[at_id])
        title = reader.title(table, number, at_title, row[at_title]).rstrip(".")
        activities[key] = _Activity(title, names.get(row[at_element]))
    reader.counts["detailed work activities"] = len(activities)
    return activities


def _read_activities_of_tasks(
    reader: OnetReader, tasks: Tasks, activities: dict[str, _Activity]
) -> dict[tuple[str, str], dict[str, None]]:
    """The detailed work activities of each task, by code and task."""
    table = reader.find("Tasks to DWAs", without="tasks are items of their own and match on wording only")
    if table is None:
        return {}
    at_code, at_task, at_activity = table.columns_at("O*NET-SOC Code", "Task ID", "DWA ID")
    found: dict[tuple[str, str], dict[str, None]] = {}
    number, strays = table.first_row - 1, 0
    for number, row in enumerate(table.rows, table.first_row):
        activity = row[at_activity]
        if activity not in activities:
            raise reader.wrong(table, number, at_activity, activity, "an id of DWA Reference")
        key = row[at_code], row[at_task]
        if key[1] not in tasks.get(key[0], {}):
            strays += 1
            continue
        found.setdefault(key, {})[activity] = None
    reader.count_rows(table, number)
    if strays:
        reader.notes.append(f"{table.name}: {strays:,} rows name a task that Task Statements does not have.")
    return found


def read_technology(reader: OnetReader) -> dict[str, list[str]]:
    """The examples of technology, by code. Adds a cell for each, with what it is an example of."""
    table = reader.find("Technology Skills", "Software Skills", without="no technology for any occupation")
    if table is None:
        return {}
    (at_code,) = table.columns_at("O*NET-SOC Code")
    at_example, at_workplace = table.find_columns("Example", "Workplace Example")
    at_class, at_hot, at_demand = table.find_columns("Element Name", "Hot Technology", "In Demand")
    at_text = at_example if at_example is not None else at_workplace
    if at_text is None:
        (at_text,) = table.columns_at("Example")  # says what is missing
    marks = ((at_hot, "hot technology"), (at_demand, "in demand"))
    names: dict[str, str] = {}
    if at_class is None:
        at_class, names = reader.find_names(table, "Commodity Title", "Commodity Code", "UNSPSC Reference")
    if at_demand is None:
        reader.missing.append(f"{table.name}, column In Demand: no technology is marked as in demand")
    cells: dict[tuple[str, int], list[StatementRecord]] = {}
    conditions: dict[tuple[str, str], str | None] = {}
    places: dict[str, int] = {}
    number = table.first_row - 1
    for number, row in enumerate(table.rows, table.first_row):
        code, example = row[at_code], row[at_text]
        if code not in reader.titles:
            reader.check_code(table, number, at_code, code)
        flags = row[at_hot or 0], row[at_demand or 0]
        if flags not in conditions:
            conditions[flags] = ", ".join(mark for at, mark in marks if reader.get_flag(table, number, at, row)) or None
        place = places.get(example)
        if place is None:
            place = places[example] = _add_technology(reader, table, number, at_text, example)
        name = reader.get_name(table, number, at_class, row[at_class], names) if names else row[at_class]
        cells.setdefault((code, place), []).append(StatementRecord(name, "stated", conditions[flags]))
    reader.count_rows(table, number)
    examples: dict[str, list[str]] = {}
    for (code, place), statements in cells.items():
        reader.add_cell(code, "skills", CellRecord(place, tuple(statements)))
        examples.setdefault(code, []).append(reader.items[place].label)
    return examples


def _add_technology(reader: OnetReader, table: Table, row: int, column: int, example: str) -> int:
    """The place of the item that a technology is, however its name is capitalised."""
    item_id = f"onet-technology-{slug(reader.title(table, row, column, example, 'an example'))}"
    return reader.add_item(table, row, item_id, example, "skill", "technology", item_id)


def _rank(task: _Task) -> tuple[bool, float]:
    """Core tasks first, then by importance."""
    return not task.is_core, -(task.importance or 0)


def _state(tasks: Sequence[_Task], name: str) -> tuple[StatementRecord, ...]:
    """The tasks of an activity as statements; or the name of the activity as one, if the tasks have no words.

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

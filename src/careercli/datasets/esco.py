"""The ESCO classification of the European Commission (esco.ec.europa.eu): CSV, in one language and without.

It has neither levels nor importance: a skill is essential or optional for an occupation. A skill is what its URI says,
whatever its label, so two occupations share it in any wording.
"""

import re
from collections.abc import Sequence
from zlib import crc32

from msgspec.structs import replace

from careercli.datasets.files import refuse
from careercli.datasets.reader import MAX_OCCUPATIONS, About, Reader
from careercli.datasets.release import CellRecord, Release, ReleasedRole, RoleRecord, StatementRecord
from careercli.datasets.tables import Table, Tables
from careercli.model import Code, Source

URI = re.compile(r"https?://data\.europa\.eu/esco/[a-z-]+/([0-9A-Za-z.-]{1,50})", re.ASCII)
RELATIONS = r"occupationskillrelations( [a-z]{2,3})?"
ESSENTIAL = {"essential": True, "optional": False}
MOST_ID = 64


def read_esco(tables: Tables) -> list[Release]:
    """The one release in `tables`. Raises InvalidFileError if there is none, or if a table is wrong."""
    return [_Esco(tables).read()]


ABOUT = About(
    Source(
        title="ESCO: European Skills, Competences, Qualifications and Occupations",
        publisher="European Commission",
        kind="classification",
        licence="reuse with acknowledgement",
    ),
    "https://esco.ec.europa.eu/en/use-esco/download, CSV, one language and the language-free part (zips)",
    read_esco,
)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _role_id(code: str, uri: re.Match[str]) -> str:
    """The id of an occupation, made of its code, else of its URI."""
    return f"esco-{_slug(code) or _slug(uri[1]) or format(crc32(uri[0].encode()), '08x')}"[:MOST_ID].strip("-")


def _skill_id(uri: re.Match[str]) -> str:
    """The id of a skill, made of its URI; with a checksum if that has what an id does not."""
    plain = _slug(uri[1])
    return f"esco-{plain}" if plain == uri[1] else f"esco-{plain}-{crc32(uri[0].encode()):08x}"


def _lines(cell: str) -> list[str]:
    """The labels of a cell, one a line."""
    return [label.strip() for label in cell.split("\n") if label.strip()]


class _Esco(Reader):
    """Reads one release."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self.latest = ""
        """When an occupation was last changed."""

    def read(self) -> Release:
        """The release. Raises InvalidFileError if there is none, or if a table is wrong."""
        occupations = self._find_one(r"occupations [a-z]{2,3}", "")
        if occupations is None:
            raise self.tables.not_a_release("ESCO", "a table such as occupations_en.csv")
        groups = self._read_groups()
        self._read_skills()
        roles = self._read_occupations(occupations, groups)
        skills = self._read_relations(roles)
        entries = [self._finish(role, skills.get(uri, {})) for uri, role in roles.items()]
        version = self._get_version()
        return Release(
            publisher="esco",
            name="esco",
            version=version,
            source_id=f"esco-{re.sub(r'[^a-z0-9]+', '-', version.casefold()).strip('-')}",
            source=Source(
                title=f"ESCO classification, {version}",
                publisher="European Commission",
                kind="classification",
                licence="reuse with acknowledgement",
                url="https://esco.ec.europa.eu/",
                attribution="This service uses the ESCO classification of the European Commission.",
            ),
            counts=self.counts,
            items=tuple(self.items),
            roles=entries,
            missing=tuple(self.missing),
            notes=tuple(self.notes),
        )

    def _find_one(self, pattern: str, without: str) -> Table | None:
        """The one table whose name fits a pattern, or None; what the import will then lack is added to `missing`."""
        found = [name for name in self.tables.names if re.fullmatch(pattern, name)]
        if len(found) > 1:
            message = f"there are {' and '.join(sorted(found)[:3])}"
            raise refuse(
                self.tables.label, 1, "CC109", message, "tables of one language", "import one language at a time"
            )
        if not found and without:
            self.missing.append(without)
        return self.tables.find(found[0]) if found else None

    def _get_version(self) -> str:
        """The version in the names of the files, else the month of the latest change."""
        if found := re.search(r"v(\d{1,9}(?:\.\d{1,9}){1,3})", self.tables.label, re.ASCII):
            return f"v{found[1]}"
        month = re.match(r"\d{4}-\d\d", self.latest, re.ASCII)
        return f"as of {month[0]}" if month else "of unknown version"

    def _read_groups(self) -> dict[str, str]:
        """The titles of the ISCO groups, by code."""
        table = self._find_one(r"iscogroups( [a-z]{2,3})?", "ISCOGroups: groups of occupations have a code only")
        if table is None:
            return {}
        at_code, at_title = table.columns_at("code", "preferredLabel")
        return {row[at_code]: row[at_title] for row in table.rows}

    def _read_skills(self) -> None:
        """The skills as items."""
        table = self._find_one(r"skills [a-z]{2,3}", "skills_en.csv, in the download of a language: no skills")
        if table is None:
            return
        at_uri, at_type, at_label = table.columns_at("conceptUri", "skillType", "preferredLabel")
        for number, row in enumerate(table.rows, table.first_row):
            uri = URI.fullmatch(row[at_uri])
            if uri is None:
                raise self.wrong(table, number, at_uri, row[at_uri], "the URI of a skill")
            if uri[0] in self.places:
                raise self.twice(table, number, at_uri, uri[0])
            label = self.title(table, number, at_label, row[at_label], "a label")
            area = "knowledge" if row[at_type] == "knowledge" else "skills and competences"
            self.add_item(table, number, _skill_id(uri), label, "skill", area, uri[0])
        self.counts["skills"] = len(self.items)

    def _read_occupations(self, table: Table, groups: dict[str, str]) -> dict[str, ReleasedRole]:
        """The occupations, by URI, without skills."""
        at_uri, at_title, at_code, at_group = table.columns_at("conceptUri", "preferredLabel", "code", "iscoGroup")
        at_other, at_text = table.columns_at("altLabels", "description")
        at_hidden, at_status, at_changed = table.find_columns("hiddenLabels", "status", "modifiedDate")
        roles: dict[str, ReleasedRole] = {}
        ids: dict[str, str] = {}
        obsolete = 0
        for number, row in enumerate(table.rows, table.first_row):
            uri = URI.fullmatch(row[at_uri])
            if uri is None:
                raise self.wrong(table, number, at_uri, row[at_uri], "the URI of an occupation")
            if uri[0] in roles:
                raise self.twice(table, number, at_uri, uri[0])
            if at_status is not None and row[at_status] not in {"released", ""}:
                obsolete += 1
                continue
            title = self.title(table, number, at_title, row[at_title])
            code, group = row[at_code].strip(), row[at_group].strip()
            if at_changed is not None:
                self.latest = max(self.latest, row[at_changed])
            role_id = _role_id(code, uri)
            if role_id in ids:
                expected = f"a code of its own, not that of {ids[role_id]}"
                raise self.unknown(table, number, at_code, f"{code or uri[0]} is there twice", expected)
            ids[role_id] = title
            others = dict.fromkeys(self.title(table, number, at_other, each) for each in _lines(row[at_other]))
            others.pop(title, None)
            record = RoleRecord(
                id=role_id,
                title=title,
                summary=" ".join(row[at_text].split()) or None,
                aliases=tuple(others),
                codes=(
                    Code("esco", uri[0], title, "exact"),
                    *([Code("isco-08", group.removeprefix("C"), groups.get(group), "nearest")] if group else []),
                ),
                sections={},
            )
            labels = _lines(row[at_hidden]) if at_hidden is not None else ()
            hidden = tuple(self.title(table, number, at_hidden or 0, each) for each in labels)
            names = tuple(name for name in (code, uri[0], uri[1]) if name)
            roles[uri[0]] = ReleasedRole(record, names, hidden, (), ())
            self.check_size(table, number, len(roles), MAX_OCCUPATIONS, "occupations")
        if not roles:
            raise self.tables.not_a_release("ESCO", "rows in the table of occupations")
        self.counts["occupations"] = len(roles)
        if obsolete:
            self.notes.append(f"{obsolete:,} occupations that are not released were left out.")
        return roles

    def _read_relations(self, roles: dict[str, ReleasedRole]) -> dict[str, dict[str, bool]]:
        """For each occupation's URI the URIs of its skills, and whether they are essential."""
        lacks = "occupationSkillRelations.csv, in the language-free download: occupations have no skills"
        table = self._find_one(RELATIONS, lacks)
        if table is None:
            return {}
        at_occupation, at_relation, at_skill = table.columns_at("occupationUri", "relationType", "skillUri")
        skills: dict[str, dict[str, bool]] = {}
        strays: dict[str, int] = {}
        count = essential = 0
        for number, row in enumerate(table.rows, table.first_row):
            occupation, skill = row[at_occupation], row[at_skill]
            is_essential = ESSENTIAL.get(row[at_relation])
            if is_essential is None:
                raise self.wrong(table, number, at_relation, row[at_relation], "essential or optional")
            count += 1
            essential += is_essential
            if occupation not in roles or skill not in self.places:
                stray = occupation if occupation not in roles else skill
                if not URI.fullmatch(stray):
                    raise self.wrong(table, number, at_occupation, stray, "the URI of an occupation and of a skill")
                strays[stray] = strays.get(stray, 0) + 1
                continue
            of_occupation = skills.setdefault(occupation, {})
            if skill in of_occupation:
                raise self.twice(table, number, at_skill, f"{skill} for {occupation}")
            of_occupation[skill] = is_essential
        self.counts |= {"relations": count, "essential": essential, "optional": count - essential}
        if strays:
            self.notes.append(_describe_strays(strays))
        return skills

    def _finish(self, role: ReleasedRole, skills: dict[str, bool]) -> ReleasedRole:
        """An occupation with its skills, the essential ones first."""
        ordered: Sequence[str] = sorted(
            skills, key=lambda uri: (not skills[uri], self.items[self.places[uri]].label.casefold())
        )
        cells = []
        for uri in ordered:
            said = StatementRecord("essential") if skills[uri] else StatementRecord("optional", "possible")
            cells.append(CellRecord(self.places[uri], (said,)))
        old = role.record
        record = RoleRecord(old.id, old.title, old.summary, old.aliases, old.codes, {"skills": tuple(cells)})
        return replace(role, record=record, skills=tuple(self.items[self.places[uri]].label for uri in ordered))


def _describe_strays(strays: dict[str, int]) -> str:
    """A note on relations whose occupation or skill the release does not have, counted by URI."""
    rows = sum(strays.values())
    first = ", ".join([*strays][:3])
    more = f" and {len(strays) - 3} more" if len(strays) > 3 else ""
    return f"{rows:,} relations name what the release does not list and were left out: {first}{more}."

"""What a person has, in their own words, beside what a role needs. Pure.

A word is matched only if it is the name of an item, or part of the name of just one. All else is unrecognised, with
what may be meant.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from careercli.comparison.gap import CLASSES, ENOUGH, Classed, ClassPair, get_class, get_class_number
from careercli.comparison.gap_document import (
    CREDENTIALS,
    NO_CREDENTIALS,
    RATED,
    SCHOOLING,
    TECHNOLOGY,
    list_cited,
    make_changes,
    make_head,
    make_stated,
    name_credentials,
)
from careercli.documents import (
    Counted,
    GapCount,
    GapCoverage,
    GapDocument,
    GapItem,
    Matched,
    Pay,
    Unrecognised,
)
from careercli.model import Role, Section, Source, Stated, is_stated, strength
from careercli.scales import get_position
from careercli.text import find_nearest
from careercli.words import join

SUGGESTIONS = 3
ASKED = strength("typical")

EDUCATION, EXPERIENCE = CLASSES

AS_ENOUGH = "What you have counts in full: a list does not say at what level."

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_YEARS = re.compile(r"over (\d+) (year|month)", re.IGNORECASE)
"""The least experience of a class: `Over 2 years, up to and including 4 years`."""

MONTHS = 12


class Have(NamedTuple):
    """What a person has, in their words; `years` is their experience, None if they do not say."""

    skills: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    years: float | None = None


class _Needed(NamedTuple):
    """An item of a role, what it counts as, and whether it is needed (else it is only known)."""

    item: GapItem
    of: Counted | None
    is_needed: bool
    names: frozenset[frozenset[str]]
    parts: tuple[frozenset[str], ...]


def make_own_gap(
    have: Have, role: Role, sources: Mapping[str, Source], notes: Sequence[str] = (), *, explain: bool = False
) -> GapDocument:
    """The gap from what a person has to a role. `sources` has every source that the role names."""
    known = [*_list_items(role)]
    have = _sort_education(have, role, known)
    matched, unrecognised = [], []
    had: set[str] = set()
    classes, texts = _match_education(have, role)
    for text in dict.fromkeys((*have.skills, *texts, *have.credentials)):
        found = _match(text, known)
        if found:
            had.update(each.item.item for each in found)
            names = tuple(each.item.item for each in found), tuple(each.item.label for each in found)
            matched.append(Matched(text, *names))
        else:
            unrecognised.append(Unrecognised(text, _suggest(text, known, role)))
    needed = [each for each in known if each.is_needed]
    shared = [each.item for each in known if each.item.item in had and (each.is_needed or each.of is None)]
    missing = [each.item for each in needed if each.item.item not in had]
    coverage = tuple(_cover(needed, had))
    document = GapDocument(
        from_=None,
        to=make_head(role),
        counts=_count(role, needed, had, classes, sources),
        coverage=coverage,
        education=make_changes(classes),
        pay=Pay(role.salary, ()),
        shared=tuple(shared),
        missing=tuple(missing),
        higher=(),
        not_needed=tuple(
            each.item for each in known if each.item.item in had and each.of is not None and not each.is_needed
        ),
        matched=(*_say_education(have, texts, classes), *matched),
        unrecognised=tuple(unrecognised),
        unknown=(),
        unrated=(),
        arithmetic=tuple(map(_explain, coverage)) if explain else (),
        sources={},
        notes=(*notes, AS_ENOUGH, *_note_years(have, classes)),
    )
    return replace(document, sources={source: sources[source] for source in list_cited(document)})


def _list_items(role: Role) -> Iterable[_Needed]:
    """The items of a role: rated ones by importance, then what is stated."""
    rated = []
    for cell in role.skills:
        if cell.area in RATED and "importance" in cell.ratings:
            importance = get_position("importance", cell.ratings["importance"])
            level = cell.ratings.get("level")
            is_relevant = level is not None and not level.not_relevant
            if importance is not None:
                item = GapItem(
                    item=cell.item,
                    label=cell.label,
                    section="skills",
                    area=cell.area,
                    importance=importance,
                    to_level=get_position("level", level) if level is not None and is_relevant else None,
                    sources=(role.source,) if role.source else (),
                )
                is_needed = importance >= ENOUGH and is_relevant
                rated.append(_make(item, "skills and knowledge", cell, is_needed=is_needed))
    yield from sorted(rated, key=lambda each: (-(each.item.importance or 0), each.item.label))
    sections: tuple[Section, ...] = ("requirements", "skills", "duties")
    for section in sections:
        for cell in role.section(section):
            if not cell.ratings and is_stated(cell) and not (cell.area and get_class_number(cell.item)):
                is_asked = any(strength(said.modality) >= ASKED for said in cell.statements if not said.against)
                of = _get_kind(cell, section)
                yield _make(make_stated(cell, section), of, cell, is_needed=is_asked and of is not None)


def _get_kind(cell: Stated, section: Section) -> Counted | None:
    if section == "duties" or cell.area == TECHNOLOGY:
        return None
    if cell.area in CREDENTIALS:
        return "credentials"
    return "education" if cell.area in SCHOOLING else "skills and knowledge"


def _make(item: GapItem, of: Counted | None, cell: Stated, *, is_needed: bool) -> _Needed:
    """An item with the words of each of its names: its label, its id, and of technology the products."""
    names = [cell.label, cell.item.replace("-", " ")]
    if not cell.ratings:
        names += [said.text for said in cell.statements if not said.against]
    folded = frozenset(words for name in names if (words := _fold(name)))
    return _Needed(item, of, is_needed, folded, tuple(frozenset(_split(name)) for name in names))


def _split(text: str) -> list[str]:
    """The words of a text, in lower case and without a possessive's s."""
    return [word.casefold().replace("\u2019", "'").removesuffix("'s") for word in _WORD.findall(text)]


def _fold_word(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _fold(text: str) -> frozenset[str]:
    """The words of a text, in lower case and without the plural's s."""
    return frozenset(map(_fold_word, _split(text)))


def _match(text: str, known: Iterable[_Needed]) -> list[_Needed]:
    """The items that a text names: those with this name, else the only one whose name has all of its words, where a
    singular is not the plural: communication is not Communications and Media."""
    words = _fold(text)
    if not words:
        return []
    known = [*known]
    same = [each for each in known if words in each.names]
    if same:
        return same
    wider = [each for each in known if any(words < name for name in each.names)]
    typed = _split(text)
    is_there = len(wider) == 1 and any(
        all(word in part or _fold_word(word) in part for word in typed) for part in wider[0].parts
    )
    return wider if is_there else []


def _sort_education(have: Have, role: Role, known: Sequence[_Needed]) -> Have:
    """What a person has, with those of their words that are the whole name of a class of education among their
    educations."""
    classes = {_fold(cell.label) for cell in role.requirements if cell.area == EDUCATION}
    found = [text for text in have.skills if _fold(text) in classes and not _match(text, known)]
    return have._replace(
        skills=tuple(text for text in have.skills if text not in found),
        education=tuple(dict.fromkeys((*have.education, *found))),
    )


def _suggest(text: str, known: Sequence[_Needed], role: Role) -> tuple[str, ...]:
    """The labels that may be meant: those with its words, needed ones first, then classes of education with them, then
    the nearest by spelling."""
    words = _fold(text)
    wider = [each for each in known if words and any(words < name for name in each.names)]
    wider.sort(key=lambda each: (not each.is_needed, -(each.item.importance or 0)))
    labels = {each.item.label.casefold(): each.item.label for each in known}
    near = [labels[name] for name in find_nearest(text.casefold(), labels, limit=SUGGESTIONS)]
    schooling = [cell.label for cell in role.requirements if cell.area == EDUCATION and words < _fold(cell.label)]
    return tuple(dict.fromkeys([*(each.item.label for each in wider), *schooling * bool(words), *near]))[:SUGGESTIONS]


def _match_education(have: Have, role: Role) -> tuple[tuple[ClassPair, ...], tuple[str, ...]]:
    """Education and experience beside those of a role with classes; and the educations that are none of its classes."""
    pairs = []
    texts = list(have.education)
    wanted = get_class(role, EDUCATION)
    if wanted is not None:
        best: Classed | None = None
        for text in have.education:
            found = _find_class(text, role)
            if found is not None:
                texts.remove(text)
                best = found if best is None or found.number > best.number else best
        pairs.append(ClassPair(EDUCATION, best, wanted))
    wanted = get_class(role, EXPERIENCE)
    if wanted is not None:
        pairs.append(ClassPair(EXPERIENCE, _find_experience(have.years, role), wanted))
    return tuple(pairs), tuple(texts)


def _find_class(text: str, role: Role) -> Classed | None:
    """The class of education with this name, or the only one whose name has all of its words."""
    words = _fold(text)
    cells = [cell for cell in role.requirements if cell.area == EDUCATION and words and words <= _fold(cell.label)]
    same = [cell for cell in cells if words == _fold(cell.label)] or cells
    return Classed(same[0].label, get_class_number(same[0].item)) if len(same) == 1 else None


def _find_experience(years: float | None, role: Role) -> Classed | None:
    """The highest class of experience that so many years reach."""
    if years is None:
        return None
    reached = None
    cells = [cell for cell in role.requirements if cell.area == EXPERIENCE]
    for cell in sorted(cells, key=lambda cell: get_class_number(cell.item)):
        found = _YEARS.search(cell.label)
        least = 0.0 if not found else int(found[1]) / (1 if found[2].lower() == "year" else MONTHS)
        if years > least or not found:
            reached = Classed(cell.label, get_class_number(cell.item))
    return reached


def _say_education(have: Have, texts: Sequence[str], classes: Iterable[ClassPair]) -> list[Matched]:
    """The educations that are classes."""
    label = next((pair.at_from.label for pair in classes if pair.area == EDUCATION and pair.at_from), None)
    return [Matched(text, (), (label,)) for text in have.education if text not in texts and label is not None]


def _note_years(have: Have, classes: Iterable[ClassPair]) -> list[str]:
    if have.years is not None and not any(pair.area == EXPERIENCE for pair in classes):
        return ["No source says how many years of experience the role asks for."]
    return []


def _cover(needed: Sequence[_Needed], had: set[str]) -> Iterable[GapCoverage]:
    """The coverage of each rated area by importance, and of what is stated by count."""
    for area in RATED:
        items = [each.item for each in needed if each.item.area == area and each.item.importance is not None]
        total = sum(item.importance or 0 for item in items)
        there = [item for item in items if item.item in had]
        if items:
            percent = round(sum(item.importance or 0 for item in there) / total * 100, 2)
            yield GapCoverage("skills", area, len(items), len(there), percent, "importance")
    sections: tuple[Section, ...] = ("requirements", "skills")
    for section in sections:
        items = [each.item for each in needed if each.item.section == section and each.item.importance is None]
        number = sum(item.item in had for item in items)
        if items:
            yield GapCoverage(section, None, len(items), number, round(number / len(items) * 100, 2), "count")


def _count(
    role: Role, needed: Sequence[_Needed], had: set[str], classes: Sequence[ClassPair], sources: Mapping[str, Source]
) -> tuple[GapCount, ...]:
    counts = []
    kinds: tuple[Counted, ...] = ("skills and knowledge", "education", "credentials")
    for of in kinds:
        items = [each.item.item for each in needed if each.of == of]
        there = sum(item in had for item in items)
        new, higher, note = len(items) - there, 0, None
        if of == "education":
            there += sum(pair.change in {"same", "lower"} for pair in classes)
            higher = sum(pair.change == "higher" for pair in classes)
            note = _explain_unsaid(classes)
        section: Section = "skills" if of == "skills and knowledge" else "requirements"
        if role.source is None and not any(map(is_stated, role.section(section))):
            note = f"no {section} are listed for the role"
        if note and not there + new + higher:
            counts.append(GapCount(of, None, None, None, None, note))
            continue
        if of == "credentials" and role.source is not None:
            note = NO_CREDENTIALS.format(sources[role.source].title.removesuffix(" Database"))
            counts.append(GapCount(of, None, None, None, None, note))
        else:
            note = name_credentials(role) if of == "credentials" else note
            counts.append(GapCount(of, there + new + higher, there, new, higher, note))
    return tuple(counts)


def _explain_unsaid(classes: Iterable[ClassPair]) -> str | None:
    """Why education is not counted: what a person does not say they have may still be there."""
    names = {EDUCATION: "education", EXPERIENCE: "years of experience"}
    unsaid = [names[pair.area] for pair in classes if pair.change == "unknown" and pair.area in names]
    return f"nothing is known of your {join(unsaid)}; --have-file can say it" if unsaid else None


def _explain(coverage: GapCoverage) -> str:
    what = coverage.area or coverage.section
    how = "importance of what is there / importance of all" if coverage.by == "importance" else "items"
    return f"Coverage of {what}: {how}; {coverage.there} of {coverage.needed} needed; {coverage.percent}%."

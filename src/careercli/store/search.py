"""Full-text search, by SQLite's FTS5: of a store, and of roles outside it."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from typing import Self

import msgspec
from msgspec import Struct

from careercli.documents import Field
from careercli.entries import Id
from careercli.errors import UsageError
from careercli.model import SearchEntry, Text
from careercli.store.folding import fold, list_forms
from careercli.store.names import ALIAS, TITLE, UNNAMED, NameKind, Read
from careercli.store.records import convert
from careercli.text import clean, name_key

MAX_WORDS = 32
MAX_QUERY = 1_000
"""Different words and characters of a search. A search for that many single letters takes a second."""

INDEX = (
    "CREATE VIRTUAL TABLE texts USING fts5(title, aliases, summary, duties, skills, "
    "tokenize = 'porter unicode61 remove_diacritics 2')"
)
INSERT = "INSERT INTO texts (rowid, title, aliases, summary, duties, skills) VALUES (?, ?, ?, ?, ?, ?)"

COLUMNS: tuple[Field, ...] = ("title", "alias", "summary", "duty", "skill")
"""The fields in the columns of the index, the most telling first."""

SCORE = "bm25(texts, 10.0, 6.0, 2.0, 1.0, 1.0)"
"""How well a role fits, the lowest best; a word in the title counts ten times as much as one in a duty."""

SEPARATOR = "\n"
START, END = "\x02", "\x03"
MARKED = ", ".join(f"highlight(texts, {column}, '{START}', '{END}')" for column in range(len(COLUMNS)))
"""The texts of a role, with the matching words between START and END."""

FIRST, STORED, LAST = range(3)
"""Scores of different indexes cannot be compared. A role outside the store comes before the roles of the store if a
name of it matches, else after them."""

Marked = tuple[str | None, str | None, str | None, str | None, str | None]


class Found(Struct, frozen=True):
    """A role that fits a search, and the text that fits best."""

    id: str
    title: str
    dataset: str
    field: Field
    text: str


class Ranked(Struct, frozen=True):
    """A role that fits, with what it is ordered by: the kind of its name that is the text (UNNAMED if none is), where
    its index comes (FIRST, STORED or LAST), whether pay is published for it, and its score. `code` and `soc` are its
    codes, see `names.Named`."""

    kind: int
    tier: int
    is_unpaid: bool
    score: float
    found: Found
    code: str | None = None
    soc: str | None = None

    @property
    def place(self) -> tuple[int, int, bool]:
        """What it is ordered by before its score."""
        return self.kind, self.tier, self.is_unpaid


class Query(Struct, frozen=True):
    """What is searched for: the words as FTS5 wants them, the whole text as a name, and how many roles are wanted."""

    words: str
    key: str
    limit: int


Fits = tuple[int, list[Ranked]]
"""How many roles fit, and the best of them."""


def rank(text: str, places: Sequence[Callable[[Query], Fits]], limit: int) -> tuple[int, list[Found]]:
    """How many roles in all places have all words of the text, or any word if none has all; and the first `limit` of
    them: roles of that name first, then by score. Words beyond the limit of `check_length` are left out."""
    total, best = match(text, places, limit)
    if not total:
        total, best = match(text, places, limit, any_word=True)
    return total, [each.found for each in best[:limit]]


def match(
    text: str, places: Sequence[Callable[[Query], Fits]], limit: int, *, any_word: bool = False
) -> tuple[int, list[Ranked]]:
    """How many roles in all places have all words of the text, or any of them; and the best of each place, in order."""
    words = [f'"{word}"*' for word in _find_words(text)[:MAX_WORDS]]
    if not words:
        return 0, []
    query = Query((" OR " if any_word else " ").join(words), name_key(text), limit)
    fits = [find(query) for find in places]
    best = [each for _, ranked in fits for each in ranked]
    return sum(count for count, _ in fits), sorted(best, key=lambda each: (each.place, each.score))


def check_length(text: str) -> None:
    """Raises UsageError if a text has more than a search uses."""
    if len(text) > MAX_QUERY:
        raise UsageError(f"the search has {len(text):,} characters; use at most {MAX_QUERY:,}")
    if len(words := _find_words(text)) > MAX_WORDS:
        raise UsageError(f"the search has {len(words)} different words; use at most {MAX_WORDS}")


def _find_words(text: str) -> list[str]:
    return [*dict.fromkeys(re.findall(r"\w+", text[:MAX_QUERY]))]


def search_store(read: Read, query: Query, dataset: str | None = None) -> Fits:
    """The roles of a store that fit; only those of `dataset`, if given."""
    only, of_dataset = "", []
    if dataset is not None:
        only = "AND texts.rowid IN (SELECT n FROM roles WHERE dataset = (SELECT n FROM datasets WHERE name = ?))"
        of_dataset = [dataset]
    rows = read(
        f"SELECT texts.rowid, {SCORE}, soc IS NULL FROM texts LEFT JOIN roles ON n = texts.rowid "
        f"WHERE texts MATCH ? {only}",
        *(query.words, *of_dataset),
    )
    scores = {number: (unpaid, score) for number, score, unpaid in convert(rows, list[tuple[int, float, int]])}
    rows = read(f"SELECT role, iif(is_title, {TITLE}, {ALIAS}) FROM folded WHERE key = ?", fold(query.key))
    rows += read("SELECT role, kind FROM names WHERE key = ? ORDER BY kind DESC", query.key)
    kinds = dict(convert(rows, list[tuple[int, NameKind]]))
    chosen = {*nsmallest(query.limit, scores, key=scores.__getitem__), *(kinds.keys() & scores.keys())}
    # A left join, since a text without its role is damage. The plus keeps SQLite from matching anew for each row.
    rows = read(
        f"SELECT texts.rowid, id, roles.title, (SELECT name FROM datasets WHERE n = dataset), code, soc, {MARKED} "
        f"FROM texts LEFT JOIN roles ON n = texts.rowid "
        f"WHERE texts MATCH ? AND +texts.rowid IN ({','.join(map(str, chosen))})",
        query.words,
    )
    best = []
    for row in rows:
        number, role_id, title, name, code, soc = convert(row[:6], tuple[int, Id, Text, Id, str | None, str | None])
        field, text = _choose(msgspec.convert(row[6:], Marked), query)
        found = Found(role_id, title, name, field, clean(text))
        unpaid, score = scores[number]
        best.append(Ranked(kinds.get(number, UNNAMED), STORED, bool(unpaid), score, found, code, soc))
    return len(scores), best


def find_text(read: Read, role_id: str, key: str) -> tuple[Field, str] | None:
    """The name of a role that folds to `key`, and where it is."""
    rows = read("SELECT roles.title, aliases FROM texts JOIN roles ON n = texts.rowid WHERE id = ?", role_id)
    for title, aliases in msgspec.convert(rows, list[tuple[Text, str]]):  # cleaned when split: a line end parts names
        return choose_name(clean(title), [clean(alias) for alias in aliases.split(SEPARATOR)], key)
    return None


def split_names(joined: object) -> tuple[Text, ...]:
    """The names that were joined by SEPARATOR, cleaned. Raises msgspec.ValidationError if one is none."""
    if not isinstance(joined, str):
        raise msgspec.ValidationError("names that are no text")
    names = joined.split(SEPARATOR) if joined else []
    return msgspec.convert(tuple(map(clean, names)), tuple[Text, ...])


def choose_name(title: str, aliases: Sequence[str], key: str) -> tuple[Field, str]:
    """The title or the alias that folds to `key`, and which it is; the title if it is in part of it."""
    if fold(title) != key:
        for alias in aliases:
            if key in {"".join(words) for words in list_forms(alias)}:
                return "alias", alias
    return "title", title


class Shelf:
    """An index in memory of roles outside the store."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        self._entries = list(entries)
        self._db = sqlite3.connect(":memory:")
        try:
            self._db.execute(INDEX)
            rows = ((n, *map(SEPARATOR.join, entry.texts)) for n, entry in enumerate(self._entries))
            self._db.executemany(INSERT, rows)
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the index; nothing can be found then."""
        self._db.close()

    def search(self, query: Query) -> Fits:
        """The roles that fit."""
        (total,) = self._db.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (query.words,)).fetchone()
        rows = self._db.execute(
            f"SELECT rowid, {SCORE} AS score, {MARKED} FROM texts WHERE texts MATCH ? ORDER BY score LIMIT ?",
            (query.words, query.limit),
        )
        best = []
        for number, score, *texts in rows:
            entry = self._entries[number]
            names = zip((TITLE, ALIAS), entry.texts[:2], strict=True)
            kinds = [kind for kind, of_kind in names if query.key in map(name_key, of_kind)]
            found = Found(entry.id, entry.title, entry.dataset, *_choose(texts, query))
            tier = FIRST if found.field in {"title", "alias"} else LAST
            best.append(Ranked(min(kinds, default=UNNAMED), tier, False, score, found))
        return total, best


def _choose(texts: Sequence[str | None], query: Query) -> tuple[Field, str]:
    """The first of the marked texts with the most matching words, without its marks, and its field."""
    enough = query.words.count("*")
    best: tuple[Field, str] = (COLUMNS[0], "")
    most = 0
    for field, text in zip(COLUMNS, texts, strict=True):
        for part in (text or "").split(SEPARATOR):
            count = min(part.count(START), enough)
            if count > most:
                best, most = (field, part.replace(START, "").replace(END, "")), count
    return best

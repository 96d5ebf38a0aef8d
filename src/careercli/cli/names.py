"""Names on the command line: which words are one name, and asking which of several roles is meant."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from careercli.answers import pair_names
from careercli.cli import terminal
from careercli.cli.options import make_text
from careercli.errors import AmbiguousRoleError, UnknownRoleError, UsageError

if TYPE_CHECKING:
    from careercli.catalog.catalog import Catalog

VERSUS = ("vs", "vs.", "versus")
MAX_WORDS = 14
"""Words without quotes that are tried as names of several words: every way to group them is."""


def split_versus(words: Sequence[str]) -> list[str]:
    """Names from words in which "vs" may come between two: `a b vs c` is `a b` and `c`."""
    texts = [make_text(word) for word in words]
    if not any(part.casefold() in VERSUS for text in texts for part in text.split()):
        return texts
    between = rf"(?:^|\s+)(?:{'|'.join(map(re.escape, VERSUS))})(?:\s+|$)"
    return [name.strip() for name in re.split(between, " ".join(texts), flags=re.IGNORECASE) if name.strip()]


def find_ids(
    catalog: "Catalog", words: Sequence[str], command: str, least: int = 1, most: int = 1, takes: str = ""
) -> dict[str, str]:
    """The ids of `least` to `most` roles, each with the name that was typed for it; says on stderr what else a name may
    mean, and on a terminal asks. `takes` is what the command takes, in words.

    Raises what `Catalog.get_ids` raises, and UsageError if there are too many names or one role is named twice.
    """
    takes = takes or ("one role" if most == 1 else f"{least} to {most} roles")
    names = _group(split_versus(words), catalog.is_known, f"{command} takes {takes}", command, least, most)
    ids = _ask_ids(catalog, names)
    found = pair_names(names, ids)
    for note in catalog.notes:
        terminal.report(f"careercli: {terminal.make_printable(note)}\n")
    return found


def _ask_ids(catalog: "Catalog", names: Sequence[str]) -> list[str]:
    """The ids that names mean; where one may mean several, the one that is chosen on the terminal."""
    asked = [*names]
    while True:
        try:
            return catalog.get_ids(asked)
        except AmbiguousRoleError as error:
            if not terminal.can_ask() or error.name not in asked:
                raise
            chosen = terminal.ask(f"{error.name!r} may mean:", error.candidates)
            if chosen is None:
                raise AmbiguousRoleError(f"{error.name!r} may mean several roles and none was chosen") from None
            asked[asked.index(error.name)] = chosen.id


def _group(
    texts: Sequence[str], is_known: Callable[[str], bool], takes: str, command: str, least: int, most: int
) -> Sequence[str]:
    """The words that are names: as they are, or, if they are not and have no quotes, grouped so that they are."""
    is_right = least <= len(texts) <= most
    if is_right and (len(texts) <= least or (all(map(is_known, texts)) and len({*texts}) == len(texts))):
        return texts
    groupings: list[list[str]] = []
    if len(texts) <= MAX_WORDS:
        for count in range(least, min(most, len(texts)) + 1):
            groupings = [each for each in _list_groupings(texts, count) if all(map(is_known, each))]
            if groupings:
                break
    if len(groupings) == 1:
        return groupings[0]
    example = f"careercli {command} {_quote(groupings[0])}" if groupings else ""
    if is_right and not example:
        _explain_unknown(texts, is_known)
        return texts
    if len(texts) > most and all(map(is_known, texts)):
        raise UsageError(f"{takes}, not {len(texts)}; `careercli list` shows all")
    hint = f", such as `{example}`" if example else ""
    raise UsageError(
        f"{takes}, not {len(texts)}; put a name of several words in quotes{hint}"
        if not is_right
        else f"these words can be read as names in {len(groupings)} ways; use quotes{hint}"
    )


def _explain_unknown(texts: Sequence[str], is_known: Callable[[str], bool]) -> None:
    """Raises UnknownRoleError if a name of several words may lack its quotes."""
    unknown = [text for text in texts if not is_known(text)]
    if len(texts) > 2 and unknown and not any(" " in text for text in texts):
        raise UnknownRoleError(
            f"nothing is called {terminal.make_printable(unknown[0])!r}; "
            'put a name of several words in quotes, such as "registered nurse"',
            name=unknown[0],
        )


def _list_groupings(texts: Sequence[str], count: int) -> Iterator[list[str]]:
    """All ways to join words to `count` names without changing their order."""
    for cuts in combinations(range(1, len(texts)), count - 1):
        yield [" ".join(texts[start:end]) for start, end in zip((0, *cuts), (*cuts, len(texts)), strict=True)]


def make_command(argv: Sequence[str], name: str, chosen: str) -> str:
    """The command line with another name instead of `name`, to be pasted."""
    for start in range(len(argv)):
        for end in range(len(argv), start, -1):
            if " ".join(argv[start:end]) == name:
                return f"careercli {_quote([*argv[:start], chosen, *argv[end:]])}"
    return f"careercli show {chosen}"


def _quote(words: Sequence[str]) -> str:
    """Words as a shell takes them."""
    import shlex  # only a sentence about names needs it

    return shlex.join(words)

"""What pages made earlier depend on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from careercli.catalog import fingerprint
from careercli.catalog.catalog import load_catalog
from careercli.catalog.fingerprint import get_fingerprint, make_fingerprint
from program import Result
from releases import write_onet

Call = Callable[..., Result]


def _get(*files: str) -> str:
    with load_catalog(files) as catalog:
        return get_fingerprint(catalog)


def test_parts_are_kept_apart() -> None:
    """Parts that are the same when put together are not the same parts."""
    assert make_fingerprint("ab", "c") != make_fingerprint("a", "bc") != make_fingerprint("abc")
    assert make_fingerprint("a", "b") == make_fingerprint(b"a", b"b")


def test_an_import_changes_the_fingerprint(call: Call, tmp_path: Path) -> None:
    """Another dataset in force is another fingerprint; a role file is not, unless it replaces a source of a dataset."""
    before = _get()
    assert _get() == before
    file = tmp_path / "roles.yaml"
    file.write_text("sources: {paper: {title: The Paper}}\nroles: {clerk: {title: Clerk}}\n", "utf-8")
    assert _get(str(file)) == before
    with load_catalog() as catalog:
        source = next(iter(catalog.layers[-1].sources))
    file.write_text(f"sources: {{{source}: {{title: Another}}}}\nroles: {{clerk: {{title: Clerk}}}}\n", "utf-8")
    assert _get(str(file)) != before
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    assert _get() != before


def test_another_program_is_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template or a module that has changed is another fingerprint."""
    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path)
    template = tmp_path / "page.html.j2"
    seen = set()
    for text in ("one", "two"):
        template.write_text(text, "utf-8")
        seen.add(_get())
    assert len(seen) == 2

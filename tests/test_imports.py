"""The structure: arrows point one way, and each library is known in one place."""

import ast
import sys
from pathlib import Path

import pytest

import careercli

SOURCE = Path(careercli.__file__).parent
MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(SOURCE.rglob("*.py"))
}
PURE = {"text", "model", "documents", "entries", "scales", "words", "comparison"}
BASE = {"model", "errors", "text"}
LAYERS = {
    "text": set[str](),
    "model": set[str](),
    "errors": set[str](),
    "scales": {"model"},
    "words": {"model"},
    "entries": {"model"},
    "documents": {"model", "entries", "errors"},
    "comparison": {"model", "documents", "scales", "text", "words", "comparison"},
    "role_files": BASE | {"entries", "role_files"},
    "datasets": BASE | {"entries", "datasets"},
    "store": BASE | {"documents", "entries", "datasets", "store"},
    "catalog": BASE | {"documents", "entries", "scales", "words", "role_files", "datasets", "store", "catalog"},
    "render": BASE | {"documents", "scales", "words", "comparison", "render"},
    "answers": {"comparison", "catalog", "documents", "errors", "model"},
    "assistant": BASE | {"__init__", "answers", "assistant", "catalog", "comparison", "documents", "render", "words"},
    "export": BASE | {"documents", "scales", "comparison", "catalog", "export", "__init__"},
    "site": BASE | {"documents", "words", "comparison", "catalog", "render", "site"},
    "cli": BASE
    | {
        "answers",
        "assistant",
        "documents",
        "words",
        "comparison",
        "catalog",
        "datasets",
        "export",
        "render",
        "role_files",
        "site",
        "cli",
        "__init__",
    },
    "__init__": set[str](),
    "__main__": {"cli"},
}
"""What each module, or each module of a room, may import of careercli."""

ONLY = {
    "typer": {name for name in MODULES if name.startswith("cli.")} - {"cli.terminal"},
    "rich": {name for name in MODULES if name.startswith("render.table.")},
    "yaml": {"role_files.yaml_tree"},
    "sqlite3": {name for name in MODULES if name.startswith("store.")},
    "mcp": {"assistant.server", "assistant.wire"},
    "mcp_types": {"assistant.server", "assistant.wire"},
    "anyio": {"assistant.server", "assistant.wire"},
    "pydantic": {"assistant.wire"},
    "jinja2": {"render.html.page"},
    "rapidfuzz": {"text"},
    "pyarrow": {"export.parquet"},
    "webbrowser": {"cli.browser"},
    "xml": {"datasets.workbooks"},
    "zipfile": {"datasets.files", "datasets.workbooks"},
}
"""The modules that may know a library."""

NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "requests", "httpx", "xmlrpc"}


def _imports(module: str) -> set[str]:
    """All modules that a module imports, at the top or inside a function."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            base = node.module or ""
            names |= {f"{base}.{alias.name}" if f"{base}.{alias.name}" in _known() else base for alias in node.names}
    return names


def _known() -> set[str]:
    return {f"careercli.{module}" for module in MODULES}


@pytest.mark.parametrize("module", MODULES)
def test_arrows_point_down(module: str) -> None:
    """A module imports of careercli only what lies below it, as LAYERS rules."""
    ours = {
        name.removeprefix("careercli").lstrip(".") or "__init__" for name in _imports(module) if "careercli" in name
    }
    allowed = LAYERS[module.split(".", maxsplit=1)[0]]
    assert {name.split(".")[0] for name in ours} - allowed == set()


@pytest.mark.parametrize("module", MODULES)
def test_libraries_are_known_in_one_place(module: str) -> None:
    """Each library is known where ONLY says, click and a network nowhere."""
    roots = {name.split(".")[0] for name in _imports(module)}
    for library, knowing in ONLY.items():
        assert library not in roots or module in knowing
    assert not roots & {"click", *NETWORK}


@pytest.mark.parametrize("module", [module for module in MODULES if module.split(".")[0] in PURE])
def test_the_core_is_pure(module: str) -> None:
    """The core imports nothing of files, processes or terminals: plain modules of the standard library, msgspec, and
    rapidfuzz for suggestions."""
    roots = {name.split(".")[0] for name in _imports(module)} - {"careercli", "msgspec", "rapidfuzz"}
    assert roots <= sys.stdlib_module_names
    assert not roots & {"os", "sys", "io", "pathlib", "subprocess", "shutil", "tempfile", "sqlite3", "importlib"}


def test_every_layer_is_ruled() -> None:
    """No module stands outside the rules, and no rule is about a module that is gone."""
    assert {module.split(".")[0] for module in MODULES} == LAYERS.keys()


@pytest.mark.parametrize("module", MODULES)
def test_long_modules_say_why(module: str) -> None:
    """A module has at most 400 lines, or its docstring says why it has more."""
    text = MODULES[module].read_text("utf-8")
    assert text.count("\n") <= 400 or "Over 400 lines" in (ast.get_docstring(ast.parse(text)) or "")

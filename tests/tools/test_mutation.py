"""tools/mutation: what is drawn, and that its configuration is about files that are there."""

import importlib.util
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / "tools/mutation/modules.toml").read_text("utf-8"))


def test_modules_and_their_tests_are_there() -> None:
    """Each module of the configuration is one of careercli, and so are its tests."""
    for module, tests in CONFIG["tests"].items():
        assert [
            path for path in (f"src/careercli/{module}", *tests) if not (path[:2] == "--" or (ROOT / path).exists())
        ] == []


def test_types_are_not_mutated() -> None:
    """Annotations and names for types are left out of the draw; values are not."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "tools/mutation/run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    source = "Pair = list[int | str]\nBIG = 1 | 2\nc: int = 3\nC = 4\ndef f(x: int = 5, *y: int) -> int: return x | 6\n"
    lines = source.splitlines()
    found = [lines[begin[0] - 1][begin[1] : end[1]] for begin, end in module.find_types(source)]
    assert sorted(found) == ["int", "int", "int", "int", "int | str"]

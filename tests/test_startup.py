"""What a run loads: what it does not need, it must not pay for."""

import json
import subprocess
import sys

import pytest

from program import environment

LOADED = """
import json, sys
from careercli.cli.app import run
code = run(sys.argv[1:])
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


def _loaded(*args: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *args], capture_output=True, check=True, env=environment(), text=True
    )
    return set(json.loads(done.stderr))


@pytest.mark.parametrize(
    "args", [("compare", "practice-manager", "office-manager"), ("show", "office-manager"), ("list",)]
)
def test_json_loads_neither_rich_nor_what_is_slow(args: tuple[str, ...]) -> None:
    """JSON is printed without Rich, pydantic, importlib.metadata, or any other format."""
    loaded = _loaded(*args, "--json")
    assert not {"rich", "pydantic", "importlib.metadata", "platformdirs", "jinja2", "sqlite3"} & loaded
    assert "careercli.render.json" in loaded
    assert not {"careercli.render.table", "careercli.render.csv", "careercli.render.markdown"} & loaded


def test_only_the_command_that_runs_is_loaded() -> None:
    """A run loads its own command and no other."""
    commands = {name for name in _loaded("list", "--json") if name.startswith("careercli.cli.")}
    assert commands == {f"careercli.cli.{name}" for name in ("app", "list", "options", "terminal")}


def test_help_does_not_read_the_roles() -> None:
    """--help loads neither YAML nor Rich."""
    assert not {"yaml", "rich"} & _loaded("--help")


def test_no_socket_is_opened() -> None:
    """No command opens a socket: the audit hook of the interpreter sees none."""
    watch = LOADED.replace(
        "import json, sys\n",
        "import json, sys\n"
        "sys.addaudithook(lambda event, args: event.startswith('socket.') and sys.exit(f'a socket: {event}'))\n",
    )
    for args in (
        ("compare", "practice-manager", "office-manager"),
        ("show", "office-manager", "-f", "markdown"),
        ("list", "-f", "csv"),
        ("schema", "role"),
    ):
        subprocess.run([sys.executable, "-c", watch, *args], capture_output=True, check=True, env=environment())

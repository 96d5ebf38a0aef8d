"""`careercli mcp`: answers assistants by the Model Context Protocol."""

import sys
from typing import Annotated

import typer

from careercli.cli import terminal
from careercli.errors import ReaderLeftError, UsageError

EXAMPLES = ("careercli mcp --print-config", "careercli mcp")


def mcp(
    print_config: Annotated[
        bool, typer.Option("--print-config", help="Print the configuration that clients take, and stop.")
    ] = False,
) -> None:
    """Answer assistants by the Model Context Protocol, on stdin and stdout.

    Needs the extra: pip install 'careercli[mcp]'. Opens no network connection and writes nothing. A client
    starts it; see docs/assistants.md.
    """
    if print_config:
        terminal.write(_make_config(), "utf-8")
        return
    try:
        from careercli.assistant.server import serve
    except ImportError as error:
        if (error.name or "").startswith("careercli"):
            raise
        raise UsageError("mcp needs more packages; install them with: pip install 'careercli[mcp]'") from None
    import gc
    from contextlib import redirect_stdout

    gc.enable()  # this run is not short
    stdin, stdout = sys.__stdin__, sys.__stdout__
    if stdin is None or stdout is None:
        raise UsageError("mcp talks on stdin and stdout, and one of them is closed")
    if stdin.isatty():
        terminal.report("careercli: waiting for a client on stdin; `careercli mcp --print-config` sets one up\n")

    def warn(message: str) -> None:
        terminal.report(f"careercli mcp: {terminal.make_printable(message)}\n")

    try:
        with redirect_stdout(stdout), open(stdin.fileno(), "rb", closefd=False) as file:
            serve(file, warn)
    except BrokenPipeError:
        raise ReaderLeftError("the client left") from None


def _make_config() -> str:
    """The configuration that common clients take: the path of this program, or its name if it was started otherwise."""
    import json
    from pathlib import Path

    program = Path(sys.argv[0])
    command = str(program.resolve()) if program.stem == "careercli" and program.is_file() else "careercli"
    return json.dumps({"mcpServers": {"careercli": {"command": command, "args": ["mcp"]}}}, indent=2) + "\n"

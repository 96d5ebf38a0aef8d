"""The Typer application, and the one place that turns exceptions into a line on stderr and an exit code."""

try:
    import io
    import os
    from collections.abc import Sequence
    from contextlib import redirect_stdout
    from importlib import import_module
    from keyword import iskeyword
    from typing import Annotated

    import typer

    import careercli
    from careercli.cli import terminal
    from careercli.errors import (
        CareercliError,
        OutputError,
        ReaderLeftError,
        UsageError,
    )
except KeyboardInterrupt:  # loading them is half of a run
    raise SystemExit(130) from None

COMMANDS = (
    "compare",
    "gap",
    "similar",
    "path",
    "show",
    "pay",
    "search",
    "list",
    "places",
    "import",
    "datasets",
    "export",
    "check",
    "new",
    "site",
    "mcp",
    "schema",
)
"""The commands, in the order of the help. Each is a function in a module of the same name, with an underscore after a
Python keyword."""

COMPLETION = "_CAREERCLI_COMPLETE"
MAX_USAGE = 300
"""How much of what Typer says of wrong usage is shown: it may quote an argument of any length."""

START = """\
Compare careers side by side, offline. Try:

  careercli compare practice-manager office-manager
  careercli show registered nurse
  careercli search nurse

`careercli help` lists the commands, `careercli help COMMAND` describes one.
"""
"""What is printed if nothing was asked for."""

HELP = """Compare careers side by side: duties, requirements, skills, work environment and the pay gap, and who says so.

Works offline. `careercli help COMMAND` describes a command."""


def _print_version(value: bool) -> None:
    if value:
        terminal.write(f"careercli {careercli.__version__}\n")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options of the program itself."""


def build_app(only: str | None = None) -> typer.Typer:
    """The application with all commands, or with `only` one: building the others takes time."""
    app = typer.Typer(
        name="careercli",
        help=HELP,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in [only] if only in COMMANDS else COMMANDS:
        own = f"{name}_" if iskeyword(name) else name
        module = import_module(f"careercli.cli.{own}")
        examples = "\n".join(("\b", "Examples:", *(f"  {line}" for line in module.EXAMPLES)))
        app.command(name, epilog=examples)(getattr(module, own))
    return app


def run(argv: Sequence[str]) -> int:
    """Runs the program with these arguments, writes its output and returns its exit code (docs/exit-codes.md).

    Never raises, except unexpected errors when CAREERCLI_DEBUG is set.
    """
    try:
        return _run(argv)
    except (KeyboardInterrupt, typer.Abort):
        return 130


def _run(argv: Sequence[str]) -> int:
    as_json = terminal.asks_json(argv)
    try:
        return _call(argv)
    except ReaderLeftError as error:
        return error.exit_code
    except CareercliError as error:
        return terminal.fail(error, as_json=as_json, argv=argv)
    except typer.TyperException as error:
        usage = " ".join(error.format_message().split()).rstrip(".")
        usage = usage if len(usage) <= MAX_USAGE else f"{usage[:MAX_USAGE]}..."
        page = f"careercli {argv[0]} --help" if argv and argv[0] in COMMANDS else "careercli --help"
        return terminal.fail(UsageError(f"{usage[:1].lower()}{usage[1:]}; see `{page}`"), as_json=as_json)
    except Exception as error:
        if os.environ.get("CAREERCLI_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        bug = f"a bug in careercli, sorry ({what}); please report it with what CAREERCLI_DEBUG=1 shows"
        return terminal.fail(CareercliError(bug), as_json=as_json)


def _get_completed() -> str | None:
    """The command of which a word is to be completed; None if it is the command itself."""
    typed = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    words = f"{typed}.".split()  # the period is a word of its own after a space
    return words[1] if len(words) > 2 and words[1] in COMMANDS else None


def _call(argv: Sequence[str]) -> int:
    if COMPLETION not in os.environ:
        if not argv:
            terminal.write(START)
            return 0
        if argv[0] == "help":
            argv = [*(word for word in argv[1:2] if word != "help"), "--help"]
    only = _get_completed() if COMPLETION in os.environ else argv[0] if argv else None
    # Typer does not check its own writes (help, completion): what it prints is kept, and written like all else.
    with redirect_stdout(io.StringIO()) as said:
        try:
            result = build_app(only)(args=list(argv), prog_name="careercli", standalone_mode=False)
        except SystemExit as end:  # after completion
            result = end.code
        except OSError as error:
            if "--install-completion" not in argv:
                raise
            raise OutputError(f"{error.filename}: cannot be written ({error.strerror})") from error
    if text := said.getvalue():
        terminal.write(text)
    return result if isinstance(result, int) else 0

"""The command line: one file per command, and what they share."""

import atexit
import gc
import os
import sys


def main() -> None:
    """Runs careercli with the arguments of the process and exits with its code."""
    gc.disable()  # a run is short, and collecting while modules load takes a tenth of the start
    try:
        from careercli.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were loading
        code = 130
    atexit._run_exitfuncs()  # noqa: SLF001, what os._exit leaves out
    os._exit(code)  # all is written by now; taking the interpreter apart takes a twentieth of a run

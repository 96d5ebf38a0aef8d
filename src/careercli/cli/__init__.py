"""The command line: one file per command, and what they share."""

import gc
import sys


def main() -> None:
    """Runs careercli with the arguments of the process and exits with its code."""
    gc.disable()  # a run is short, and collecting while modules load takes a tenth of the start
    try:
        from careercli.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were loading
        code = 130
    gc.freeze()  # otherwise the interpreter visits every object once more at exit: 12 ms
    sys.exit(code)

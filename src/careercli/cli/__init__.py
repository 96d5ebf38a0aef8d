"""The command line: one file per command, and what they share."""

import gc
import sys


def main() -> None:
    """Runs careercli on the arguments of the process and exits with its code."""
    gc.disable()  # a run is short: collecting while modules load costs a tenth of the start
    try:
        from careercli.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were loading
        code = 130
    gc.freeze()  # else the interpreter visits every object once more on its way out: 12 ms
    sys.exit(code)

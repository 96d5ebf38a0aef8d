"""What `cog` runs to put a command and what it prints into a page: see the comments in README.md and docs/cli.md."""

import os
import shlex
import subprocess
import sys


def run(line: str, most: int | None = None) -> None:
    """Prints a command line and its output as a block of text; with `most` only that many lines of the output."""
    args = shlex.split(line)[1:]
    env = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80", "CAREERCLI_HOME": "/home/you"}
    done = subprocess.run(
        [sys.executable, "-m", "careercli", *args], capture_output=True, check=False, env=env, text=True
    )
    lines = (done.stdout + done.stderr).splitlines()
    if most is not None and len(lines) > most:
        lines = [*lines[:most], "..."]
    print("```text", f"$ {line}", *lines, "```", sep="\n")

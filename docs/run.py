"""What `cog` runs to put a command and what it prints into a page: see the comments in README.md and docs/cli.md."""

import os
import shlex
import subprocess
import sys
import tempfile


def run(line: str, most: int | None = None, *, aside: bool = False) -> None:
    """Prints a command line and its output as a block of text; with `most` only that many lines of the output. A
    command that makes files runs `aside`, in a folder that is then gone."""
    args = shlex.split(line)[1:]
    env = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80", "CAREERCLI_HOME": "/home/you"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "careercli", *args],
            capture_output=True,
            check=False,
            cwd=folder if aside else None,
            env=env,
            text=True,
        )
    lines = (done.stdout + done.stderr).splitlines()
    if most is not None and len(lines) > most:
        lines = [*lines[:most], "..."]
    print("```text", f"$ {line}", *lines, "```", sep="\n")

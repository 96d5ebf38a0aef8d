"""The program run as its users run it: in a process of its own, into a pipe or on a terminal."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from typing import NamedTuple

CALL = (sys.executable, "-m", "careercli")
KEPT = ("PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV", "TMPDIR", "COVERAGE_PROCESS_START")


class Result(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """A plain environment: nothing of the terminal's in it but what a test names."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm", "PAGER": "cat", "CAREERCLI_HOME": "/nowhere", **more}


def start(
    *args: str,
    env: Mapping[str, str] | None = None,
    stdout: int = subprocess.PIPE,
    stderr: int = subprocess.PIPE,
    first: str = "",
    redirect: str = "",
) -> subprocess.Popen[bytes]:
    """Starts the program. `first` is Python that its process runs before it, `redirect` what a shell does to its
    streams (`>&-`)."""
    call = [sys.executable, "-c", f"{first}\nfrom careercli.cli import main\nmain()"] if first else [*CALL]
    shell = ["sh", "-c", f'exec "$@" {redirect}', "sh"] if redirect else []
    return subprocess.Popen(
        [*shell, *call, *args], stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=env or environment()
    )


def run(*args: str, env: Mapping[str, str] | None = None, first: str = "", redirect: str = "") -> Result:
    """Runs the program into pipes, or as `start` says."""
    process = start(*args, env=env, first=first, redirect=redirect)
    out, err = process.communicate()
    return Result(process.returncode, out.decode(), err.decode())


def measure(*args: str, env: Mapping[str, str] | None = None) -> tuple[int, int]:
    """Runs the program; returns its exit code and the most memory that it had, in MB.

    That of getrusage would not do: it counts the memory of the tests' own process, from which this one is started.
    """
    peak = "import re; text = open('/proc/self/status').read(); print(re.search(r'VmHWM:\\s+(\\d+) kB', text)[1])"
    program = f"import sys\nfrom careercli.cli.app import run\ncode = run(sys.argv[1:])\n{peak}\nsys.exit(code)"
    call = [sys.executable, "-c", program, *args]
    done = subprocess.run(call, capture_output=True, check=False, env=env or environment(), text=True)
    return done.returncode, int(done.stdout.split()[-1]) // 1024


def run_on_terminal(*args: str, columns: int, env: Mapping[str, str] | None = None) -> Result:
    """Runs the program on a terminal so many columns wide; `out` is all that the terminal got."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen([*CALL, *args], stdin=theirs, stdout=theirs, stderr=theirs, env=env or environment())
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how Linux tells that the other end is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(ours)
    return Result(process.wait(), b"".join(parts).decode().replace("\r\n", "\n"), "")

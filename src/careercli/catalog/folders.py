"""The user's files: own role files, imported datasets."""

import os
import sys
from pathlib import Path

from careercli.errors import StoreError

STORE = "datasets.sqlite"
OWN = (".yaml", ".yml")
"""How the names of own role files end."""

_XDG = {"config": ("XDG_CONFIG_HOME", ".config"), "data": ("XDG_DATA_HOME", ".local/share")}
"""For each kind of folder the variable that names it, and the folder in the user's home if that is not set."""

_ELSEWHERE = {"darwin": ("", "Library/Application Support"), "win32": ("LOCALAPPDATA", "AppData/Local")}
"""The same on systems that have one folder for both kinds."""


def get_home() -> Path:
    """The folder of the user's own role files: CAREERCLI_HOME, else the system's folder for configuration.

    Raises StoreError if neither is known.
    """
    return _get_folder("config")


def get_store_file() -> Path:
    """The file of the imported datasets, which need not exist: in CAREERCLI_HOME, else in the system's folder for data.

    Raises StoreError if neither is known, or if that folder cannot be entered.
    """
    file = _get_folder("data") / STORE
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        raise StoreError(f"{file}: cannot be read ({error.strerror}); set CAREERCLI_HOME to another folder") from None
    return file


def _get_folder(kind: str) -> Path:
    if home := os.environ.get("CAREERCLI_HOME"):
        return Path(home)
    variable, below = _ELSEWHERE.get(sys.platform, _XDG[kind])
    named = Path(os.environ.get(variable) or "")
    if not named.is_absolute():  # as the XDG Base Directory Specification wants it
        named = _get_account_home() / below
    return named / "careercli"


def _get_account_home() -> Path:
    """The home that the environment names, else that of the account. Raises StoreError if there is none."""
    home = Path(os.environ.get("USERPROFILE" if sys.platform == "win32" else "HOME") or "")
    if not home.is_absolute() and sys.platform != "win32":
        import pwd

        try:
            home = Path(pwd.getpwuid(os.getuid()).pw_dir)
        except KeyError:
            home = Path()
    if not home.is_absolute():
        raise StoreError("this account has no home folder; set CAREERCLI_HOME to a folder")
    return home


def find_own_files() -> list[str]:
    """The user's own role files, by name: the regular files in the folder that end in .yaml or .yml and are not hidden.

    None if there is no such folder or it cannot be read, see `explain_home`.
    """
    try:
        with os.scandir(os.fspath(get_home())) as entries:
            return sorted(
                entry.path
                for entry in entries
                if entry.name.endswith(OWN) and not entry.name.startswith(".") and Path(entry.path).is_file()
            )
    except OSError:
        return []


def explain_home() -> str:
    """Why the folder of the user's own role files cannot be read; empty if it can or does not exist."""
    try:
        os.scandir(get_home()).close()
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"{get_home()}: cannot be read ({error.strerror}); your own role files are left out"
    return ""

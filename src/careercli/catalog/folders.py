"""Where things lie: the bundled roles, the user's own role files, the imported datasets."""

import os
import sys
from pathlib import Path

from careercli.errors import InvalidFileError

STORE = "datasets.sqlite"


def get_bundled_file() -> Path:
    """Where the bundled roles lie: inside the installed package, or at the top of a checkout.

    Raises InvalidFileError where they are in neither place.
    """
    package = Path(__file__).parents[1]
    for path in (package / "data" / "roles.yaml", package.parents[1] / "data" / "roles.yaml"):
        if path.is_file():
            return path
    raise InvalidFileError("the bundled roles (data/roles.yaml) are missing; install careercli again")


def get_home() -> Path:
    """The folder of the user's own role files: CAREERCLI_HOME, else where the system keeps configuration."""
    home = os.environ.get("CAREERCLI_HOME")
    if home:
        return Path(home)
    if sys.platform == "linux":  # what platformdirs says there, without the 4 ms that it takes to load
        return Path(os.environ.get("XDG_CONFIG_HOME") or Path(os.environ.get("HOME") or "/", ".config"), "careercli")
    from platformdirs import user_config_path

    return user_config_path("careercli", appauthor=False)


def find_own_files() -> list[str]:
    """The role files in the user's folder, by name; none if there is no such folder."""
    try:
        return sorted(str(path) for path in get_home().iterdir() if path.suffix in {".yaml", ".yml"})
    except OSError:
        return []


def get_store_file() -> Path:
    """The file of the imported datasets: in CAREERCLI_HOME, else where the system keeps data."""
    home = os.environ.get("CAREERCLI_HOME")
    if home:
        return Path(home, STORE)
    if sys.platform == "linux":
        data = os.environ.get("XDG_DATA_HOME") or Path(os.environ.get("HOME") or "/", ".local", "share")
        return Path(data, "careercli", STORE)
    from platformdirs import user_data_path

    return user_data_path("careercli", appauthor=False) / STORE

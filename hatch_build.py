"""Makes the box, the datasets that ship with careercli, when a wheel or an editable install is built."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BoxHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatch's build hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002, Hatch passes it
        """Makes the box and adds it to what is built."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from careercli.catalog.box import make_box

        folder = root / "src" / "careercli" / "data"
        make_box(root / "data", folder)
        build_data["artifacts"].append("/src/careercli/data/")

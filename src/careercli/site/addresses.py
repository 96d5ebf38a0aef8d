"""Where the pages of a site are, and how one leads to another. Pure."""

import re
from collections.abc import Collection
from zlib import crc32

from careercli.text import make_word

INDEX = "index.html"
SITEMAP = "sitemap.xml"
ROLES, PAIRS = "roles", "compare"
SAFE = re.compile(r"[a-z0-9][a-z0-9-]*")
OURS = re.compile(
    rf"{re.escape(INDEX)}|sitemap(-[0-9]+)?\.xml|{ROLES}/{SAFE.pattern}\.html|{PAIRS}/{SAFE.pattern}/{SAFE.pattern}\.html"
)
"""The files that a site may have."""


def get_name(role_id: str) -> str:
    """The id of a role as the name of a file; with a checksum if the id is none."""
    return role_id if SAFE.fullmatch(role_id) else f"{make_word(role_id) or 'role'}-{crc32(role_id.encode()):08x}"


def get_address(*roles: str) -> str:
    """The file of the page of a role, or with two ids of the page that compares them, from the top of the site."""
    if len(roles) == 1:
        return f"{ROLES}/{get_name(roles[0])}.html"
    one, two = map(get_name, roles)
    return f"{PAIRS}/{one}/{two}.html"


def go_up(address: str) -> str:
    """What leads from a file to the top of the site."""
    return "../" * address.count("/")


class PageLinks:
    """The links of one page, see `render.html.content.Links`: relative, and only to pages that are there."""

    def __init__(self, address: str, roles: Collection[str]) -> None:
        self._up = go_up(address)
        self._address = address
        self._roles = roles

    def __call__(self, *roles: str) -> str | None:
        """The address of the page of a role as seen from this page; None for any other page."""
        if len(roles) != 1 or roles[0] not in self._roles or get_address(*roles) == self._address:
            return None
        return self._up + get_address(*roles)

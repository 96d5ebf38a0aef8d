"""The sitemaps of a site: its pages, for search engines."""

import re
from collections.abc import Sequence
from html import escape

from careercli.errors import UsageError
from careercli.site.addresses import INDEX, SITEMAP

BASE_URL = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?")
MOST = 50_000
"""How many pages a sitemap may have, by the protocol."""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def check_base_url(url: str) -> str:
    """The address of a site, with a slash at the end. Raises UsageError if it is none."""
    if not BASE_URL.fullmatch(url):
        raise UsageError(f"--base-url {url!r} is no address of a folder; write it like https://example.org/careers/")
    return url.rstrip("/") + "/"


def make_sitemaps(base_url: str, pages: Sequence[str]) -> dict[str, str]:
    """The sitemaps by file: one, or if the pages are too many a list of several. They say nothing of dates."""
    addresses = [base_url + page.removesuffix(INDEX) for page in pages]
    parts = [addresses[at : at + MOST] for at in range(0, len(addresses), MOST)]
    if len(parts) == 1:
        return {SITEMAP: _write("urlset", "url", parts[0])}
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    made = {name: _write("urlset", "url", part) for name, part in zip(names, parts, strict=True)}
    return {SITEMAP: _write("sitemapindex", "sitemap", [base_url + name for name in names]), **made}


def _write(root: str, entry: str, addresses: Sequence[str]) -> str:
    lines = [f"<{entry}><loc>{escape(address)}</loc></{entry}>" for address in addresses]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">'
    return "\n".join([head, *lines, f"</{root}>", ""])

"""What tests of the store share besides fixtures."""

import os
from collections.abc import Sequence
from functools import partial

from careercli.model import SearchEntry
from careercli.store.database import Store
from careercli.store.search import Found, Shelf, rank

LONG = bool(os.environ.get("CAREERCLI_TEST_LONG"))
"""Whether the tests that draw lots draw as many as were ever asked for, which takes some minutes."""


def find(
    store: Store, text: str, others: Sequence[SearchEntry] = (), *, dataset: str | None = None, limit: int = 20
) -> tuple[int, list[Found]]:
    """How many roles of a store and outside it fit a text, and the first of them."""
    with Shelf(others) as shelf:
        return rank(text, [shelf.search, partial(store.search, dataset=dataset)], limit)

"""A search over all layers together."""

from collections.abc import Sequence
from functools import partial

from careercli.catalog.layers import Layer
from careercli.documents import Hit, SearchResults
from careercli.store.search import rank
from careercli.text import clean


def search(layers: Sequence[Layer], text: str, dataset: str | None, limit: int) -> SearchResults:
    """The roles that fit a text, the best first (see `store.search.rank`), and the sources of those from datasets."""
    total, found = rank(text, [partial(layer.search, dataset=dataset) for layer in layers], limit)
    hits = []
    for each in found:
        sources = [layer.find_source(each.dataset) for layer in layers]
        cited = tuple(source for source in sources if source is not None)[:1]
        hits.append(Hit(each.id, each.title, each.dataset, each.field, each.text, cited))
    known = {source_id: source for layer in reversed(layers) for source_id, source in layer.sources.items()}
    named = {source_id: known[source_id] for hit in hits for source_id in hit.sources}
    return SearchResults(clean(text), total, tuple(hits), named)

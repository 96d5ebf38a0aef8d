"""A search over all layers together."""

from collections.abc import Sequence

from careercli.catalog.guarded_layer import GuardedLayer
from careercli.catalog.layers import Layer
from careercli.catalog.store_layer import StoreLayer
from careercli.documents import Hit, SearchResults
from careercli.store.database import Store
from careercli.text import clean


def search(layers: Sequence[Layer], text: str, dataset: str | None, limit: int) -> SearchResults:
    """The roles that fit a text, the best first (see `Store.search`), and the sources of those from datasets."""
    others = [entry for layer in layers for entry in layer.get_search_entries(dataset)]
    opened = [layer.get_layer() if isinstance(layer, GuardedLayer) else layer for layer in layers]
    stores = [layer for layer in opened if isinstance(layer, StoreLayer)]
    store = stores[0].store if stores else Store(None)
    total, found = store.search(text, others, dataset, limit)
    heads = dict(head for layer in stores for head in layer.heads.values())
    hits = tuple(
        Hit(
            each.id,
            each.title,
            each.dataset,
            each.field,
            each.text,
            (heads[each.dataset].source_id,) if each.dataset in heads else (),
        )
        for each in found
    )
    named = {each.dataset for each in found}
    sources = {head.source_id: head.source for name, head in heads.items() if name in named}
    return SearchResults(clean(text), total, hits, sources)

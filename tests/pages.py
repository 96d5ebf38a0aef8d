"""Pages read by the parser of the standard library, which careercli does not use."""

from collections import Counter
from html.parser import HTMLParser

TAGS = frozenset(
    (
        *("html", "head", "meta", "title", "link", "style", "body", "nav", "ul", "ol"),
        *("li", "a", "main", "h1", "h2", "section", "p", "sup", "span", "b"),
        *("strong", "dl", "div", "dt", "dd", "figure", "figcaption", "svg", "desc", "line"),
        *("path", "rect", "circle", "text", "details", "summary", "table", "caption", "thead", "tbody"),
        *("tr", "th", "td", "footer"),
    )
)
"""All elements that a page may have."""

ATTRIBUTES = frozenset(
    (
        *("lang", "charset", "http-equiv", "content", "name", "rel", "href", "id", "class", "aria-label"),
        *("aria-labelledby", "role", "tabindex", "scope", "colspan", "data-of", "open", "width", "height", "x"),
        *("y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "d"),
        *("text-anchor",),
    )
)
"""All attributes that an element may have."""

VOID = frozenset({"meta", "link", "input"})


class Read(HTMLParser):
    """A page: its elements, ids, links and texts."""

    def __init__(self, text: str) -> None:
        """Reads the page. Fails if an element is not closed where it should be."""
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Counts an element."""
        names = dict(attrs)
        assert len(names) == len(attrs), f"an attribute twice in {tag}"
        self.tags[tag] += 1
        self.attributes |= names.keys()
        self.elements.append((tag, names))
        self.ids += [names["id"] or ""] if "id" in names else []
        self.links += [names["href"] or ""] if "href" in names else []
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Counts an element without content."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes an element."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keeps a text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All that the page says."""
        return "".join(self.texts)

    @property
    def strange(self) -> set[str]:
        """Elements and attributes that no page has."""
        return (self.tags.keys() - TAGS) | (self.attributes - ATTRIBUTES)

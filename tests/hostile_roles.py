"""Texts that would do harm if a page took them for markup, and a role file full of them."""

from pathlib import Path

HOSTILE = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg onload=window.hacked=1>',
    "' onmouseover='window.hacked=1",
    "</title></style></main><h1>no heading</h1>",
    "{{ 7 * 7 }} {% include 'page.css' %} ${7*7}",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "<!-- ]]> <![CDATA[",
    "javascript:window.hacked=1",
    "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
)


def write_hostile_roles(file: Path) -> None:
    """Writes two roles, `hostile-one` and `hostile-two`, whose titles, labels, texts and sources are HOSTILE."""
    import yaml

    sources = {
        f"s{number}": {"title": text, "publisher": text, "date": "2024", "url": "javascript:window.hacked=1"}
        for number, text in enumerate(HOSTILE, 1)
    }

    items = {
        f"{kind}-{number}": {"label": text, "kind": kind, "area": text}
        for kind in ("duty", "skill")
        for number, text in enumerate(HOSTILE, 1)
    }

    def state(kind: str, first: int) -> list[dict[str, object]]:
        return [
            {"item": f"{kind}-{number}", "text": text, "condition": text, "sources": [f"s{number}"]}
            for number, text in enumerate(HOSTILE, 1)
            if number >= first
        ]

    roles = {
        f"hostile-{name}": {
            "title": f"{title} {name}",
            "summary": HOSTILE[0],
            "aliases": [f"{text} {name}" for text in HOSTILE],
            "salary": [
                {"amount": amount, "currency": "USD", "period": "year", "statistic": "median", "sources": ["s1", "s2"]}
            ],
            "duties": state("duty", first),
            "skills": state("skill", first),
        }
        for name, title, amount, first in (("one", HOSTILE[1], 40_000, 1), ("two", HOSTILE[9], 50_000, 3))
    }
    file.write_text(yaml.safe_dump({"sources": sources, "items": items, "roles": roles}, allow_unicode=True), "utf-8")

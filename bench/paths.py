"""Random pairs of occupations of the box: how many have a path, whether any step breaks a rule, and how long it takes.

    python bench/paths.py [PAIRS]

Without an argument 300 pairs, each both by the fewest steps and gently.
"""

import random
import sys
import time
from collections import Counter
from statistics import mean

from careercli.catalog.catalog import load_catalog
from careercli.comparison.path import Paid, PathFinder, Route

PAIRS = 300
SEED = 3


def check(route: Route, start: int) -> None:
    """Raises AssertionError if a step breaks a rule or a role comes twice."""
    places = [start, *(hop.end for hop in route.hops)]
    if len({*places}) < len(places) or any(hop.breaks for hop in route.hops):
        raise AssertionError(f"a route that may not be: {route}")


def main(pairs: int) -> None:
    """Prints a line for each kind of search."""
    with load_catalog() as catalog:
        graph = catalog.find_steps("onet")
        if graph is None:
            raise SystemExit("there are no steps; pip install -e . makes the box")
        places = {role: place for place, role in enumerate(graph.roles)}
        codes = graph.codes

        def get_pay(role: str) -> Paid:
            return Paid(*(catalog.find_median_pay(codes[places[role]]) or (None,)))

        for gentle in (False, True):
            lots = random.Random(SEED)  # noqa: S311  lots are drawn by a seed
            rules: Counter[str] = Counter()
            lengths, seconds = [], []
            for _ in range(pairs):
                start, end = lots.sample(range(len(graph.roles)), 2)
                began = time.process_time()
                route = PathFinder(graph, end, get_pay).find(start, gentle=gentle)
                seconds.append(time.process_time() - began)
                check(route, start)
                rules[route.rule or "path"] += 1
                lengths += [len(route.hops)] if route.hops else []
            print(
                f"{'gentle' if gentle else 'fewest'}: {dict(rules)}, {1 - rules['path'] / pairs:.0%} without a path; "
                f"mean {mean(lengths):.2f} steps, {dict(sorted(Counter(lengths).items()))}; "
                f"{mean(seconds) * 1000:.0f} ms, at most {max(seconds) * 1000:.0f} ms"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)

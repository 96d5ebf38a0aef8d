"""The pay of releases, as tests ask for it."""

from careercli.datasets.pay import make_entries
from careercli.datasets.release import Release
from careercli.entries import EstimateEntry


def get_rows(release: Release) -> dict[tuple[str, str], str]:
    """The records of pay, by code of the occupation and of the place."""
    assert release.pay is not None
    return {(row.code, row.place): row.cells for row in release.pay.rows}


def get_pay(release: Release, place: str = "US") -> dict[str, tuple[EstimateEntry, ...]]:
    """The estimates for one place, by code of the occupation."""
    rows = get_rows(release)
    assert release.pay is not None
    return {
        code: make_entries(
            cells, release.pay.top, release.source_id, release.pay.places[where].name, release.source.date
        )
        for (code, where), cells in rows.items()
        if where == place
    }

"""What an occupation is, in a sentence made of facts: for releases without descriptions."""

from careercli.model import Role
from careercli.words import count, join

MAJOR_GROUPS = {
    "11": "management",
    "13": "business and financial operations",
    "15": "computer and mathematical occupations",
    "17": "architecture and engineering",
    "19": "life, physical and social science",
    "21": "community and social service",
    "23": "legal occupations",
    "25": "educational instruction and library occupations",
    "27": "arts, design, entertainment, sports and media",
    "29": "healthcare practitioners and technical occupations",
    "31": "healthcare support",
    "33": "protective service",
    "35": "food preparation and serving",
    "37": "building and grounds cleaning and maintenance",
    "39": "personal care and service",
    "41": "sales",
    "43": "office and administrative support",
    "45": "farming, fishing and forestry",
    "47": "construction and extraction",
    "49": "installation, maintenance and repair",
    "51": "production",
    "53": "transportation and material moving",
    "55": "military occupations",
}
"""The major groups, by the first two digits of a code. Source: Standard Occupational Classification, 2018."""

NAMED = 3
"""How many activities are named."""


def _describe_group(group: str) -> str:
    return f"{'One of the' if group.endswith('occupations') else 'An occupation in'} {group}"


def describe_occupation(role: Role) -> str | None:
    """Major group, job zone, number employed and first activities of an occupation; None without any of them."""
    groups = [MAJOR_GROUPS[code.code[:2]] for code in role.codes if code.code[:2] in MAJOR_GROUPS]
    zones = [cell.label for cell in role.requirements if cell.area == "job zone"]
    from careercli.datasets.oews_places import NATION  # loaded only with an occupation

    figures = [pay for pay in role.salary if pay.area == NATION.name and pay.nearest is None]
    people = [pay.employment for pay in figures if pay.employment]
    duties = [cell.label[:1].lower() + cell.label[1:] for cell in role.duties[:NAMED]]
    parts = [
        _describe_group(groups[0]) if groups else "",
        zones[0] if zones else "",
        f"{count(people[0], 'person', 'people')} employed in the US" if people else "",
        f"main activities: {join(duties)}" if duties else "",
    ]
    return f"{'; '.join(filter(None, parts))}." if any(parts) else None

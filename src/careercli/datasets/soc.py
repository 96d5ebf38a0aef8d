"""Codes of the Standard Occupational Classification, and the codes that figures are published under. Pure."""

SCHEME = "soc-2018"

COMBINED = {
    **dict.fromkeys(("13-1021", "13-1022", "13-1023"), "13-1020"),
    **dict.fromkeys(("13-2022", "13-2023"), "13-2020"),
    **dict.fromkeys(("21-1011", "21-1014"), "21-1018"),
    **dict.fromkeys(("25-2055", "25-2056"), "25-2052"),
    **dict.fromkeys(("25-9042", "25-9043", "25-9049"), "25-9045"),
    **dict.fromkeys(("29-2011", "29-2012"), "29-2010"),
    **dict.fromkeys(("31-1121", "31-1122"), "31-1120"),
    **dict.fromkeys(("39-7011", "39-7012"), "39-7010"),
    **dict.fromkeys(("47-4091", "47-4099"), "47-4090"),
    **dict.fromkeys(("51-2022", "51-2023"), "51-2028"),
    **dict.fromkeys(("51-2092", "51-2099"), "51-2090"),
    **dict.fromkeys(("53-1042", "53-1043", "53-1044", "53-1049"), "53-1047"),
}
"""The combination in which an occupation is published, by its code.

Source: U.S. Bureau of Labor Statistics, O*NET-SOC to National Employment Matrix crosswalk, 2023.
"""


def get_published_codes(code: str) -> tuple[str, ...]:
    """The codes that an occupation's figures may have, the nearest first: its own, that of its combination, and that of
    its broad group, which some years publish as one occupation."""
    codes = (code, COMBINED.get(code, ""), f"{code[:-1]}0")
    return tuple(dict.fromkeys(each for each in codes if each))

"""Places of the BLS: the codes and names that careercli gives them. Pure."""

import re

from careercli.model import Place, PlaceType

NATION = Place("US", "United States", "nation", "US")

POSTAL = {
    "01": "AL",
    "02": "AK",
    "04": "AZ",
    "05": "AR",
    "06": "CA",
    "08": "CO",
    "09": "CT",
    "10": "DE",
    "11": "DC",
    "12": "FL",
    "13": "GA",
    "15": "HI",
    "16": "ID",
    "17": "IL",
    "18": "IN",
    "19": "IA",
    "20": "KS",
    "21": "KY",
    "22": "LA",
    "23": "ME",
    "24": "MD",
    "25": "MA",
    "26": "MI",
    "27": "MN",
    "28": "MS",
    "29": "MO",
    "30": "MT",
    "31": "NE",
    "32": "NV",
    "33": "NH",
    "34": "NJ",
    "35": "NM",
    "36": "NY",
    "37": "NC",
    "38": "ND",
    "39": "OH",
    "40": "OK",
    "41": "OR",
    "42": "PA",
    "44": "RI",
    "45": "SC",
    "46": "SD",
    "47": "TN",
    "48": "TX",
    "49": "UT",
    "50": "VT",
    "51": "VA",
    "53": "WA",
    "54": "WV",
    "55": "WI",
    "56": "WY",
    "60": "AS",
    "66": "GU",
    "69": "MP",
    "72": "PR",
    "78": "VI",
}
"""The postal code of each state and territory, by its number (FIPS 5-2)."""

TYPES: dict[str, PlaceType] = {
    "1": "nation",
    "2": "state",
    "3": "state",
    "4": "metro",
    "5": "metro",
    "6": "metro",
    "n": "nation",
    "s": "state",
    "m": "metro",
}
"""The type of place by what the publisher calls it: the number in workbooks (3 are territories, 6 what is outside of
metropolitan areas), the letter in text."""

STATES_OF = re.compile(r", ([A-Z]{2}(?:-[A-Z]{2})*)(?: |$)")
"""The states of a metro, in its name."""


def make_place(kind: str, area: str, name: str, state: str) -> Place | None:
    """A place by what the publisher calls its type, its code and name, and a code or name of the state it is in; None
    if that is no place.

    Codes are `US`, the number of a state (`48`), that of a metropolitan area (`12420`), or seven digits for what is
    outside of them, of which the first two are the state's number.
    """
    place_type = TYPES.get(kind.casefold())
    if place_type == "nation":
        return NATION
    if not area.isdecimal() or not area.isascii() or len(area) > 7 or place_type is None:
        return None
    if place_type == "state":
        number = area.zfill(7)[:2] if len(area) > 3 else area.zfill(2)
        return Place(number, name, place_type, POSTAL[number]) if number in POSTAL else None
    code = area.zfill(7)
    in_name = STATES_OF.search(name)
    if int(code) >= 100_000:
        return Place(code, name, place_type, in_name[1] if in_name else POSTAL.get(code[:2]))
    if int(code) >= 10_000:
        return Place(code[2:], name, place_type, in_name[1] if in_name else None)
    numbers = {postal: number for number, postal in POSTAL.items()}
    number = numbers.get(state) or (state.zfill(2) if state.zfill(2) in POSTAL else "")
    return Place(f"{number}{code[2:]}", name, place_type, POSTAL[number]) if number else None

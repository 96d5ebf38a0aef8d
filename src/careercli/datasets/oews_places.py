"""Places of the BLS: the codes and names that careercli gives them. Pure."""

import re

from careercli.model import Place, PlaceType

NATION = Place("US", "United States", "nation", "US")

_STATES = (
    "01 AL Alabama; 02 AK Alaska; 04 AZ Arizona; 05 AR Arkansas; 06 CA California; 08 CO Colorado; 09 CT Connecticut;"
    "10 DE Delaware; 11 DC District of Columbia; 12 FL Florida; 13 GA Georgia; 15 HI Hawaii; 16 ID Idaho;"
    "17 IL Illinois; 18 IN Indiana; 19 IA Iowa; 20 KS Kansas; 21 KY Kentucky; 22 LA Louisiana; 23 ME Maine;"
    "24 MD Maryland; 25 MA Massachusetts; 26 MI Michigan; 27 MN Minnesota; 28 MS Mississippi; 29 MO Missouri;"
    "30 MT Montana; 31 NE Nebraska; 32 NV Nevada; 33 NH New Hampshire; 34 NJ New Jersey; 35 NM New Mexico;"
    "36 NY New York; 37 NC North Carolina; 38 ND North Dakota; 39 OH Ohio; 40 OK Oklahoma; 41 OR Oregon;"
    "42 PA Pennsylvania; 44 RI Rhode Island; 45 SC South Carolina; 46 SD South Dakota; 47 TN Tennessee; 48 TX Texas;"
    "49 UT Utah; 50 VT Vermont; 51 VA Virginia; 53 WA Washington; 54 WV West Virginia; 55 WI Wisconsin;"
    "56 WY Wyoming; 60 AS American Samoa; 66 GU Guam; 69 MP Northern Mariana Islands; 72 PR Puerto Rico;"
    "78 VI Virgin Islands"
)
POSTAL: dict[str, str] = {}
"""The postal code of each state and territory, by its number (FIPS 5-2)."""

NUMBERS: dict[str, str] = {}
"""The number of each, by number, postal code and name."""

for _state in _STATES.split(";"):
    _number, _postal, _name = _state.split(maxsplit=2)
    POSTAL[_number] = _postal
    NUMBERS |= dict.fromkeys((_number, _postal, _name), _number)

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

STATES_OF = r", ([A-Z]{2}(?:-[A-Z]{2})*)(?: |$)"
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
    in_name = re.search(STATES_OF, name)
    if int(code) >= 100_000:
        return Place(code, name, place_type, in_name[1] if in_name else POSTAL.get(code[:2]))
    if int(code) >= 10_000:
        return Place(code[2:], name, place_type, in_name[1] if in_name else None)
    number = NUMBERS.get(state, "")
    return Place(f"{number}{code[2:]}", name, place_type, POSTAL[number]) if number else None

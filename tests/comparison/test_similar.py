"""Similar roles as a document, of made-up roles."""

from hypothesis import given
from msgspec.structs import replace

from careercli.comparison.similar import LISTED, Alike, Filters, Found, count_shared, find_similar
from careercli.documents import SimilarDocument, Why
from careercli.model import Code, Estimate, OccupationRef, Outlook, Related, Role, Source
from rated import SOURCES, make_role, spread_classes, state
from strategies import comparable_roles

EXACT = Code("soc-2018", "1", None, "exact")


def earn(role: Role, amount: int, *, nearest: OccupationRef | None = None) -> Role:
    """The role with median pay."""
    pay = Estimate(role.id, amount, None, "median", "USD", "year", None, None, nearest, None, ("press",))
    return replace(role, salary=(pay,))


def grow(role: Role, percent: float) -> Role:
    """The role with a projection."""
    projection = Outlook(role.id, None, None, None, percent, None, None, None, None, None, ("paper",))
    return replace(role, outlook=(projection,))


def find(*others: Role, own: Role | None = None, limit: int = 10, **filters: object) -> SimilarDocument:
    """The document of roles that are alike, in this order."""
    asked = own or earn(make_role("own", *spread_classes({2: 90, 1: 10})), 100)
    found = Found(asked, [Alike(role, lambda: Why(words=("moon",))) for role in others], ("titles",))
    return find_similar(found, SOURCES, Filters(limit, **filters))  # type: ignore[arg-type]


def test_tiers_go_by_rank() -> None:
    """The first five are the first tier, the next five the second, the next ten the third, the rest none."""
    document = find(*(make_role(f"role-{number}") for number in range(22)), limit=22)
    assert [each.tier for each in document.similar] == [1] * 5 + [2] * 5 + [3] * 10 + [None] * 2
    assert [each.rank for each in document.similar] == [*range(1, 23)]


def test_what_changes() -> None:
    """Pay, education and growth of each role are those beside the role that was asked for."""
    other = grow(earn(make_role("other", *spread_classes({1: 90})), 125), -3.5)
    (each,) = find(other).similar
    assert (each.pay.difference, each.pay.percent, each.pay.amount, each.pay.reason) == (25, 25, 125, None)
    assert each.education is not None
    assert each.education.change == "lower"
    assert each.growth == -3.5


def test_pay_of_one_occupation_is_no_change() -> None:
    """Two roles with the pay of one occupation have no change of pay, and the reason says so."""
    ref = OccupationRef("soc-2018", "1", "T")
    own = replace(earn(make_role("own"), 100, nearest=ref), codes=(EXACT,))
    (each,) = find(earn(make_role("other"), 100, nearest=ref), own=own).similar
    assert (each.pay.difference, each.pay.reason) == (None, "same-occupation")
    (other,) = find(earn(make_role("other"), 110, nearest=replace(ref, code="2")), own=own).similar
    assert (other.pay.difference, other.pay.inherited) == (10, True)


def test_filters() -> None:
    """Each filter keeps what is known to be so; what is not known does not pass. Ranks stay as they were."""
    roles = [
        earn(make_role("more"), 101),
        earn(make_role("less"), 99),
        grow(make_role("grows"), 0.1),
        grow(make_role("shrinks"), 0.0),
        make_role("higher", *spread_classes({3: 90})),
        make_role("same", *spread_classes({2: 90})),
        make_role("zoned", state("requirements", "zone-2", area="job zone")),
    ]
    kept = {
        "pays_more": ("more",),
        "growing": ("grows",),
        "no_new_degree": ("same",),
    }
    for name, ids in kept.items():
        assert tuple(each.id for each in find(*roles, **{name: True}).similar) == ids  # type: ignore[arg-type]
    assert [(each.id, each.rank) for each in find(*roles, zone=2).similar] == [("zoned", 7)]
    assert find(*roles, zone=3).similar == ()
    assert find(*roles, zone=3).total == len(roles)


def test_the_limit_counts_what_passes() -> None:
    """At most so many roles are kept, the first that pass."""
    roles = [earn(make_role(f"role-{number}"), 98 + number) for number in range(6)]
    assert [each.rank for each in find(*roles, pays_more=True, limit=2).similar] == [4, 5]


def test_what_the_publisher_calls_related_is_marked() -> None:
    """A role among the publisher's own related ones is marked."""
    own = replace(make_role("own"), related=(Related("b", "B", None),))
    assert [each.published for each in find(make_role("a"), make_role("b"), own=own).similar] == [False, True]


def test_shared_items_are_counted() -> None:
    """Roles of role files come by how many items both list, without a tier; roles without any do not come at all."""
    own = make_role("own", state("skills", "wit"), state("duties", "bake"), source=None)
    two = make_role("two", state("skills", "wit"), state("duties", "bake"), state("duties", "sell"), source=None)
    one = make_role("one", state("duties", "bake"), state("skills", "wit", against=True), source=None)
    none = make_role("none", state("duties", "wit"), source=None)
    found = count_shared(own, [none, one, two, own])
    assert [(each.role.id, each.find_why().listed) for each in found.alike] == [("two", 2), ("one", 1)]
    document = find_similar(found, SOURCES, Filters(5))
    assert [each.tier for each in document.similar] == [None, None]
    assert document.by == (LISTED,)
    assert document.similar[0].why.activities == ("Bake",)


@given(comparable_roles(2, 2))
def test_counting_is_symmetric(drawn: tuple[list[Role], dict[str, Source]]) -> None:
    """Two roles list as much together whichever was asked for."""
    (one, two), _ = drawn
    there, back = count_shared(one, [two]).alike, count_shared(two, [one]).alike
    assert [each.find_why().listed for each in there] == [each.find_why().listed for each in back]


def test_the_nearest_occupation_is_apart() -> None:
    """The roles most like the nearest occupation are a list of their own, compared by something else."""
    nearest = Found(make_role("occupation"), [Alike(make_role("b"), Why)], ("titles",), is_unrated=True)
    found = Found(make_role("own", source=None), [], (LISTED,))
    document = find_similar(found, SOURCES, Filters(5), nearest=nearest, notes=["note"])
    assert document.similar == ()
    assert document.nearest is not None
    assert [each.id for each in document.of_nearest] == ["b"]
    assert (document.by, document.by_nearest, document.notes) == ((LISTED,), ("titles",), ("note",))


def test_sources_are_those_of_what_is_shown() -> None:
    """Roles that are left out add no sources."""
    document = find(grow(make_role("a"), 1.0), limit=1)
    assert {*document.sources} == {"moon", "press", "paper"}
    left_out = find(make_role("a"), grow(make_role("b"), 1.0), limit=1)
    assert "paper" not in left_out.sources

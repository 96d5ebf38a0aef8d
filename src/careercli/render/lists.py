"""What the readable formats say of a list of roles in the same words."""

from collections.abc import Iterable

from careercli.documents import RoleList
from careercli.model import Estimate
from careercli.render.wording import NOT_STATED
from careercli.words import format_money, per


def describe_listed(roles: RoleList) -> str:
    """How many roles are listed of those that fit; nothing if it is all of them."""
    if not roles.roles:
        return "No role fits."
    if len(roles.roles) < roles.total:
        return f"Showing {len(roles.roles):,} of {roles.total:,}; use --limit for more."
    return ""


def describe_yearly_pay(estimates: Iterable[Estimate]) -> str:
    """The first amount of several estimates in a few characters: `$65,917`, `$31.69 an hour`; nothing if there is none.
    A median is meant, where no other word is there: `$65,917 average`."""
    for estimate in estimates:
        top = estimate.amount is None and estimate.at_or_above is not None
        amount = estimate.at_or_above if top else estimate.amount
        if amount is not None:
            period = "" if estimate.period == "year" else f" {per(estimate.period)}"
            statistic = "" if estimate.statistic == "median" else f" {estimate.statistic}"
            return f"{'>=' if top else ''}{format_money(amount, estimate.currency)}{period}{statistic}"
    return ""


def describe_local_pay(estimates: Iterable[Estimate], place: str | None) -> str:
    """The same in a list, where there is none: not published in the place chosen, else not stated."""
    return describe_yearly_pay(estimates) or ("not published" if place else NOT_STATED)


def describe_nearest(roles: RoleList) -> str:
    """That pay in a place may be that of the nearest occupation; nothing if none is."""
    if not any(pay.nearest for role in roles.roles for pay in role.salary):
        return ""
    return "Pay of a role that is no published occupation itself is that of the nearest, broader one."

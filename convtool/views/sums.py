"""Contributions added up as far as they may be, with what was left out said beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from convtool.messages import Message, count, say
from convtool.pledges.giving import STAGES, Giving
from convtool.pledges.totals import VALUED, Total, Totals, totals
from convtool.values import Number
from convtool.views import Matrix

HEADS = {
    "pledged": say("pledged"),
    "due": say("due"),
    "delivered": say("delivered"),
    "confirmed": say("confirmed"),
}
REASONS = {
    "amount-unknown": say("no amount known"),
    "no-day": say("no day known"),
    "no-end": say("no last day"),
    "sums-differ": say("its sums contradict each other"),
    "no-number": say("delivered without a number"),
    "shared": say("borne by several together"),
    "not-split": say("a share that is no whole number of cents"),
    "range": say("not known exactly enough"),
    "counted-elsewhere": say("counted elsewhere"),
    "not-signed": say("not signed"),
    "not-a-number": say("done or not, without a number"),
    "unit-unknown": say("no unit known"),
    "table-unknown": say("no valuation table named"),
    "not-exact": say("no exact value by its table"),
}


def sums(  # noqa: PLR0913, PLR0917 - what is added up, and three names for it
    givings: Iterable[Giving],
    by: Callable[[Giving], str | None],
    title: Message,
    corner: Message,
    names: Mapping[str, object],
    nobody: Message,
) -> Matrix:
    """Give the totals of each group that `by` tells, per currency and unit.

    `names` are those of the groups, `nobody` stands for what is in none.
    """
    found = totals(givings, by)
    return Matrix(
        name=None,
        title=title,
        corner=corner,
        heads=tuple((stage, HEADS[stage]) for stage in STAGES),
        lines=tuple(
            (
                str(line.group),
                Message(
                    "{group}, {unit}", {"group": names.get(line.group or "", line.group or nobody), "unit": _unit(line)}
                ),
                tuple(amount(getattr(line, stage)) for stage in STAGES),
            )
            for line in found.lines
        ),
        below=tuple(_below(found)),
    )


def amount(number: Number | None) -> object:
    """Give a number to the last digit, in short: a range by its ends, an open one by the end that is known."""
    if number is None:
        return None
    if number.exact is not None:
        return Message("± {number}", {"number": number.exact}) if number.about else number.exact
    if number.high is None:
        return Message("≥ {number}", {"number": number.low})
    if number.low is None:
        return Message("≤ {number}", {"number": number.high})
    return Message("{low}-{high}", {"low": number.low, "high": number.high})


def _unit(line: Total) -> object:
    if line.measure != VALUED:
        return line.unit
    return say("{unit} by {table} {version}", unit=line.unit, table=line.table, version=line.version)


def _below(found: Totals) -> Iterable[Message]:
    """Say how many contributions are fictional, and how many are not in the totals, or not in one stage, and why."""
    fictional = sum(line.fictional for line in found.lines)
    if fictional:
        all_of_them = sum(line.contributions for line in found.lines)
        yield say("{fictional} of these {number} contributions are fictional.", fictional=fictional, number=all_of_them)
    reasons: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for each in found.left_out:
        reasons[each.stage, each.reason].update(each.contributions)
    for (stage, reason), which in sorted(reasons.items(), key=lambda item: (item[0][0] or "", item[0][1])):
        many = count(len(which), "{number} contribution", "{number} contributions")
        if stage is None:
            yield say("Left out: {many}, {reason}.", many=many, reason=REASONS[reason])
        else:
            yield say("Left out of {stage}: {many}, {reason}.", stage=HEADS[stage], many=many, reason=REASONS[reason])


def exact(number: Number | None) -> str | None:
    """Give an exact number in decimal notation; None for a range or nothing."""
    return f"{number.exact:f}" if number and number.exact is not None and not number.about else None


def written(found: Totals) -> list[dict[str, object]]:
    """Give totals as machines read them."""
    return [
        {
            "group": line.group,
            "measure": line.measure,
            "unit": line.unit,
            "table": line.table,
            "version": line.version,
            "contributions": line.contributions,
            "fictional": line.fictional,
            **{stage: exact(getattr(line, stage)) for stage in STAGES},
        }
        for line in found.lines
    ]

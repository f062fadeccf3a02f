"""What is asked about contributions: what fell due and was not delivered, and whether what was delivered came.

What a group gives, or is given, is nobody's to tell: the register does not know which of its members did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.messages import Message, say
from convtool.pledges.deliveries import added, by_contribution, handed, may_confirm, only_confirms
from convtool.pledges.giving import DELIVERED, DONE, NOT_DUE, Giving
from convtool.pledges.givings import givings_of
from convtool.pledges.promised import in_words, value_key, value_of
from convtool.pledges.sums import NOTHING, less
from convtool.progress.calendar import day_before
from convtool.sheets.words import joined
from convtool.views.sums import amount
from convtool.yearly.questions import CONTRIBUTION, RECEIPT, Question, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from convtool.models.obligations import Contribution
    from convtool.models.since import Delivery
    from convtool.values import Number


def of_contributions(role: Role) -> Iterator[Question]:
    """Give every contribution of which something fell due by the end of the period."""
    return _given(role, lambda _, now: now.giver_partner == role.partner)


def of_several(role: Role) -> tuple[str, ...]:
    """Give what nobody can be asked: the contributions that are open, and given or received by several together.

    The partner is one of these: a member of the group, or a party that bears a share.
    """
    groups = role.bound - role.own - {"all"}

    def is_one_of_them(each: Contribution, now: Giving) -> bool:
        return now.giver_partner != role.partner and (
            each.from_ in groups or not role.own.isdisjoint(each.shares or ())
        )

    found = (*_given(role, is_one_of_them), *of_receipts(role._replace(own=groups)))
    return tuple(dict.fromkeys(f"{role.convenant.id}/{each.thing}" for each in found if each.open))


def _given(role: Role, asks: Callable[[Contribution, Giving], bool]) -> Iterator[Question]:
    until, before = role.span.last, day_before(role.span.first)
    deliveries = by_contribution(role.convenant.deliveries or (), until)
    givings = (givings_of(role.convenant, role.masterplan, day) for day in (until, before))
    for each, now, then in zip(role.convenant.contributions or (), *givings, strict=True):
        if asks(each, now) and now.state != NOT_DUE:
            given = [found for found in deliveries.get(each.id, ()) if not only_confirms(found)]
            yield _of(each, role, now, then, max(given, key=lambda found: found.date.last, default=None))


def _of(each: Contribution, role: Role, now: Giving, then: Giving, last: Delivery | None) -> Question:
    """Ask what was given; `now` and `then` are how far it is at the end of the period and before its first day."""
    due, given = _between(now.due, then.due), _between(now.delivered, then.delivered)
    done = now.measure == DONE
    return Question(
        id=f"{role.convenant.id}/contributions/{each.id}",
        path=role.path,
        sort=CONTRIBUTION,
        thing=each.id,
        heading=role.heading,
        title=each.text or each.id.replace("-", " "),
        wants=("day", "source", "note"),
        over=None if done else say("what the register does not have yet"),
        unit=None if done else now.unit,
        last=_last(last, each),
        expected=None if done else _owed(now, due),
        choices=("done",) if done else (),
        money=value_key(each) == "amount" and not done,
        day=None if done else role.span.last,
        behind=bool(then.overdue and then.overdue != NOTHING),
        open=now.state != DELIVERED and not _enough(due, given),
    )


def _enough(due: Number | None, given: Number | None) -> bool:
    """Tell whether surely as much was given in the period as fell due in it, and something."""
    if due is None or given is None or due.high is None or not given.low:
        return False
    return given.low >= due.high


def _between(now: Number | None, then: Number | None) -> Number | None:
    return None if now is None or then is None else less(now, then)


def _owed(giving: Giving, due: Number | None) -> Message | None:
    """Say what fell due in the period, and what is open of all that ever fell due where that is something else."""
    whole = giving.open
    more = say("{number} open in all", number=amount(whole)) if whole and whole != due else None
    return joined(amount(due) if due and due != NOTHING else None, more, by="; ")


def of_receipts(role: Role) -> Iterator[Question]:
    """Give every day of the period on which something was delivered to the partner, to be confirmed."""
    deliveries = by_contribution(role.convenant.deliveries or (), role.span.last)
    for each in role.convenant.contributions or ():
        if not isinstance(each.to, str) or each.to not in role.own or each.to == each.from_:
            continue
        told = [found for found in deliveries.get(each.id, ()) if found.date.last >= role.span.first]
        confirmed = {found.date.text for found in told if may_confirm(found, each)}
        given = handed(told, value_key(each) if value_of(each) is not None else None)
        for day in dict.fromkeys(found.date.text for found in sorted(given, key=lambda found: found.date)):
            number = added([found for found in given if found.date.text == day])
            yield Question(
                id=f"{role.convenant.id}/contributions/{each.id} received {day}",
                path=role.path,
                sort=RECEIPT,
                thing=each.id,
                heading=role.heading,
                title=each.text or each.id.replace("-", " "),
                wants=("source", "note"),
                over=say("was it received?"),
                last=joined(_amount(each, number), say("given on {day}", day=day)),
                period=day,
                receiver=each.to,
                choices=("received",),
                open=day not in confirmed,
            )


def _amount(each: Contribution, number: Number | None) -> object:
    return in_words(each, amount(number)) if number and value_of(each) is not None else None


def _last(delivery: Delivery | None, each: Contribution) -> Message | None:
    if delivery is None:
        return None
    value = getattr(delivery, value_key(each))
    return Message("{day}" if value is None else "{value} ({day})", {"value": value, "day": delivery.date})

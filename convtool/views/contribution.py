"""`--by contribution`: one row per contribution, with what was pledged, due, delivered and confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.obligations import Contribution
from convtool.pledges.giving import DONE, STAGES, Giving
from convtool.pledges.shares import borne
from convtool.pledges.totals import totals, totals_by_year
from convtool.standing import Standing
from convtool.standing.contributions import ContributionRow
from convtool.standing.programme import ProgrammeRow
from convtool.views import ASKED, WIDE, Column, View
from convtool.views.sums import HEADS, REASONS, amount, exact, sums, written

READS = (Convenant, Contribution)
STATES = {
    "delivered": say("✔ delivered"),
    "partly": say("≈ partly"),
    "overdue": say("✘ overdue"),
    "not-due": say("· not due yet"),
    "unknown": say("? cannot be established"),
}
KINDS = {"financing": say("money"), "in-kind": say("in kind"), "other": say("otherwise")}
COLORS = {"delivered": "green", "partly": "yellow", "overdue": "red", "not-due": "dim", "unknown": "magenta"}
_PERIODS = {
    "year": say("a year"),
    "school-year": say("a school year"),
    "half-year": say("a half-year"),
    "quarter": say("a quarter"),
    "month": say("a month"),
}


def heading(row: ContributionRow) -> object:
    """Give the name of the row's convenant, marked where it is fictional."""
    giving = row.giving
    return say("{title} (fictional)", title=giving.title) if giving.example else giving.title


def state(row: ContributionRow) -> Message:
    """Give how far a contribution is in shape and words, with the reason where it cannot be established."""
    found = STATES[row.giving.state]
    why = row.giving.why
    return Message("{state}: {why}", {"state": found, "why": REASONS[why]}) if why else found


def _title(row: ContributionRow) -> Message:
    """Say who gives what to whom, as far as the file does, and in what it is counted."""
    giving = row.giving
    receiver = giving.receiver or giving.receiver_named
    return Message(
        "{id} ({giver} → {receiver}), {unit}",
        {"id": giving.contribution, "giver": giving.giver or "?", "receiver": receiver or "?", "unit": _unit(row)},
    )


def _unit(row: ContributionRow) -> object:
    return say("times") if row.giving.measure == DONE else row.giving.unit or "?"


def _of(get: Callable[[Giving], object]) -> Callable[[ContributionRow], object]:
    return lambda row: get(row.giving)


def _stage(name: str) -> Column:
    return Column(
        name,
        HEADS[name],
        _of(lambda giving: amount(giving.stage(name))),
        _of(lambda giving: exact(giving.stage(name))),
        right=True,
    )


TITLE = Column("title", say("contribution"), _title, _of(lambda giving: giving.text))
COLUMNS: tuple[Column, ...] = (
    Column("convenant", say("convenant"), _of(lambda giving: giving.convenant + (" *" if giving.example else "")),
           _of(lambda giving: giving.convenant), from_width=ASKED),
    Column("contribution", say("contribution"), _of(lambda giving: giving.contribution), from_width=ASKED),
    Column("text", say("text"), _of(lambda giving: giving.text), from_width=ASKED, plain=False),
    Column("kind", say("kind"), _of(lambda giving: KINDS.get(giving.kind or "")), _of(lambda giving: giving.kind),
           from_width=WIDE, plain=False),
    Column("from", say("from"), _of(lambda giving: giving.giver), from_width=ASKED),
    Column("to", say("to"), _of(lambda giving: giving.receiver or giving.receiver_named), from_width=ASKED),
    Column("theme", say("theme"), _of(lambda giving: giving.theme), from_width=WIDE, plain=False),
    Column("goal", say("goal"), _of(lambda giving: giving.goal), from_width=ASKED, plain=False),
    Column("unit", say("unit"), _unit, _of(lambda giving: giving.unit), from_width=ASKED),
    Column("value", say("each time"), _of(lambda giving: amount(giving.value)), _of(lambda giving: exact(giving.value)),
           right=True, from_width=WIDE, plain=False),
    Column("per", say("every"), _of(lambda giving: _PERIODS.get(giving.per or "")), _of(lambda giving: giving.per),
           from_width=WIDE, plain=False),
    *(_stage(name) for name in STAGES),
    Column("open", say("open"), _of(lambda giving: amount(giving.open)), _of(lambda giving: exact(giving.open)),
           right=True, from_width=160, plain=False),
    Column("next_due", say("next due"), _of(lambda giving: giving.next_due), from_width=WIDE, plain=False),
    Column("last_delivery", say("last delivery"), _of(lambda giving: giving.last_delivery), from_width=ASKED,
           plain=False),
    Column("state", say("state"), state, _of(lambda giving: giving.state)),
    Column("reasons", say("reasons"), _of(lambda giving: tuple(REASONS[why] for _, why in giving.reasons)),
           _of(lambda giving: dict(giving.reasons)), from_width=ASKED, plain=False),
    Column("counted_in", say("counted in"), _of(lambda giving: giving.counted_in), from_width=ASKED, plain=False),
    Column("example", say("fictional"), _of(lambda giving: giving.example), from_width=ASKED, plain=False),
)  # fmt: skip


def view(standing: Standing, programme: ProgrammeRow) -> View:  # noqa: ARG001 - all views are asked alike
    """Give every contribution below the name of its convenant, and the totals of each kind and each year."""
    givings = [row.giving for row in standing.contributions]
    every = totals(givings)
    borne_by_each = [part for giving in givings for part in borne(giving)]
    return View(
        columns=COLUMNS,
        rows=standing.contributions,
        title=TITLE,
        heading=heading,
        color=lambda row: COLORS[row.giving.state],
        matrices=(sums(givings, lambda giving: giving.kind, say("Totals"), say("kind"), KINDS, say("no kind named")),),
        more={
            "totals": written(every),
            "totals_by": {name: written(totals(givings, by)) for name, by in _GROUPS.items()}
            | {"partner": written(totals(borne_by_each, lambda giving: giving.giver_partner))}
            | {"year": {str(year): written(found) for year, found in totals_by_year(givings).items()}},
            "left_out": [each._asdict() for each in every.left_out],
        },
    )


_GROUPS: Mapping[str, Callable[[Giving], str | None]] = {
    "kind": lambda giving: giving.kind,
    "theme": lambda giving: giving.theme,
    "goal": lambda giving: f"{giving.convenant}/{giving.goal}" if giving.goal else None,
}

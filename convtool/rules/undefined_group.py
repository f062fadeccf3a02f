"""Where people are counted, the goal says which people, and in which area.

"Young people from Zuidoost" may be pupils of its schools or whoever has an address there, aged 12 or 27; each gives
another figure. A group that is a term of the convenant counts only where the convenant says what the term means. People
are counted where the unit says so, or the name where the unit is a share or a number: pupils, residents, but also
places, jobs and contracts, because people fill them. An area may also stand under in_each of the target. Where words
mislead, {not_chosen: because} is an answer.

Bad:

    goals:
      - id: stageplekken
        indicator: {group: unknown}

Good:

    goals:
      - id: stageplekken
        indicator: {group: jongeren van 16 tot en met 27, area: postcodes 1101 tot en met 1109}

Repair: write group: with age, place of living or school, and area: with postcodes, schools or districts.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.answers import unexplained
from convtool.diagnostics import Finding
from convtool.headcount import counts_people
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal, Indicator
from convtool.models.terms import Definition
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV315", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every goal that counts people and does not say which, or where."""
    unclear = [each for each in convenant.definitions or () if each.missing("means")]
    for goal in convenant.goals or ():
        indicator = goal.indicator
        if indicator is None:
            continue
        lacking = _lacking(goal, indicator)
        if lacking and counts_people(indicator):
            found = say(
                'goal "{goal}" counts people and does not say which or where: {keys}', goal=goal.titled, keys=lacking
            )
            yield Finding(indicator.at(lacking[0]), found, say("add {keys} to the indicator", keys=lacking))
        if unclear and counts_people(indicator):
            yield from _undefined(goal, indicator, unclear)


def _lacking(goal: Goal, indicator: Indicator) -> tuple[str, ...]:
    """Give the keys that do not answer; nothing of a group or area that cannot be read."""
    per_area = goal.target and goal.target.in_each
    return tuple(
        key
        for key in ("group", "area")
        if getattr(indicator, key) is None and unexplained(indicator, key) and not (key == "area" and per_area)
    )


def _undefined(goal: Goal, indicator: Indicator, unclear: list[Definition]) -> Iterator[Finding]:
    """Find a group or area that is one of the convenant's own terms, where that term means nothing yet."""
    for key, text in (("group", indicator.group), ("area", indicator.area)):
        for definition in unclear:
            if text and definition.term.casefold() == text.casefold():
                found = say(
                    'goal "{goal}" counts people by "{term}", which is not defined',
                    goal=goal.titled,
                    term=definition.term,
                )
                hint = say('write what "{term}" means', term=definition.term)
                yield Finding(indicator.at(key), found, hint, (definition.at("means"),))

"""A convenant is called signed when every party has signed it, and not before; then it is no draft any more.

Who has not signed owes nothing, and a convenant that is called a draft is judged mildly and not counted. A party that
accedes later has a day of its own; who only supports needs none. A group signs once, for the members it says it signs
for. For a historical convenant a signature that was not found is a warning.

Bad:

    parties:
      - {id: bank, signed: unknown}

Good:

    parties:
      - {id: bank, signed: 2024-03-14}

Repair: write signed: with the day at each party, or the status that fits; class: accedes where a party joins later.
Source: Aanwijzingen voor convenanten 2003, 1 and 5 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding, Level
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.terms import Party
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV603", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield what the status says and the signatures do not, or the other way round."""
    signers = [party for party in convenant.parties or () if party.signs]
    if convenant.is_draft:
        yield from _signed_draft(convenant, signers)
    elif convenant.status:
        yield from _unsigned(convenant, signers)


def _signed_draft(convenant: Convenant, signers: list[Party]) -> Iterator[Finding]:
    signing = convenant.signing
    if signing and signing.date:
        found = say('status "{status}", and it was signed on {day}', status=convenant.status, day=signing.date)
        hint = say("write status: signed, or signing: {{date: {{planned: ...}}}} while the day is a plan")
        yield Finding(convenant.at("status"), found, hint, (signing.at("date"),))
    elif signers and all(party.signed for party in signers):
        found = say('status "{status}", and every party has signed', status=convenant.status)
        yield Finding(convenant.at("status"), found, say("write status: signed"), (signers[-1].at("signed"),))


def _unsigned(convenant: Convenant, signers: list[Party]) -> Iterator[Finding]:
    without = [party for party in signers if party.signed is None and party.missing("signed")]
    if len(without) > 1 and len(without) == len(signers):
        found = say('status "{status}", and no party has a day of signing', status=convenant.status)
        hint = say("write at each party the day on which it signed, or a status of before the signing")
        yield Finding(convenant.at("status"), found, hint, level=_level(convenant, without))
    else:
        for party in without:
            status = convenant.status
            found = say('status "{status}", and party "{party}" has no day of signing', status=status, party=party.id)
            hint = say("write signed: with the day, or class: accedes where it joins later")
            yield Finding(party.at("signed"), found, hint, (convenant.at("status"),), _level(convenant, [party]))
    for party in signers:
        behalf = party.represented_by and party.represented_by.on_behalf_of
        if isinstance(behalf, tuple) and party.members:
            yield from _left_out(convenant, party, behalf)


def _left_out(convenant: Convenant, group: Party, behalf: tuple[str, ...]) -> Iterator[Finding]:
    """Find members for which the group does not sign, and who do not sign for themselves."""
    themselves = {party.partner for party in convenant.parties or ()}
    left_out = tuple(member for member in group.members or () if member not in {*behalf, *themselves})
    if left_out:
        found = say('party "{party}" signs for its members, and not for {members}', party=group.id, members=left_out)
        hint = say("write on_behalf_of: all, or take out the members that do not take part")
        yield Finding(group.at("represented_by", "on_behalf_of"), found, hint, (group.at("members"),))


def _level(convenant: Convenant, without: list[Party]) -> Level | None:
    """Give the milder level for what is not known of a convenant from before the register."""
    answers = [party.answers.get("signed") for party in without]
    unknown = all(answer is None or answer.word in {"unknown", "silent"} for answer in answers)
    return WARNING if convenant.historical and unknown else None

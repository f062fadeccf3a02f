"""A guarantee is promised only as a result, in a convenant that can be enforced.

Who reads "guaranteed" counts on it. Three thousand guaranteed jobs that nobody can claim cost more trust than they
bring. Looked at are the title and approach of goals, the text of agreements and contributions, and the summary; a text
whose obligation or enforceability is not known yet is left to the rules that ask for these. Silent are words that deny
it (no guarantee), bank guarantees and guarantee funds, and garantiebaan, which is a term of law.

Bad:

    agreements:
      - id: jaarplan
        text: De bank garandeert elke jongere een plek.

Good:

    agreements:
      - id: jaarplan
        text: De bank zoekt voor elke jongere een plek.

Repair: say what will be done. Where a result is meant, choose obligation: result and an enforceability.
Source: Aanwijzingen voor convenanten 2003, 7 and 16 (good practice); courts of audit.
"""

import re
from collections.abc import Iterator

from convtool.diagnostics import Finding, Place
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.obligations import Agreement, Contribution
from convtool.portfolio import Programme
from convtool.records import Record
from convtool.rulebook import WARNING, rule

_WORDS = re.compile(
    r"\b(?:(?!bankgarantie|garantieba(?:an|nen))\w*garantie(?!fonds)\w*|garand\w+|gegarandeerde?|garant"
    r"|guarantee(?:s|d|ing)|(?<!bank )guarantee(?! fund)|ensur(?:e|es|ed|ing)"
    r"|verzeker(?:en|t|d|de|den)?\s+(?:\w+\s+){0,2}?dat|verzekerd\s+van)\b",
    re.IGNORECASE,
)
_DENIED = frozenset({"geen", "niet", "nooit", "zonder", "no", "not", "never", "without", "cannot", "can't", "doesn't"})
_DENIES = frozenset({"geen", "niet", "no", "not"})
_ASCERTAINS = frozenset({"zich", "ervan"})
_NEAR = 3
"""Words."""
_FAR = 80
"""Characters: no text costs more than its length."""


@rule("CV313", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every text that guarantees what its obligation, or the whole convenant, does not."""
    for record, key in _texts(convenant):
        text = getattr(record, key)
        match = _guarantee(text) if text else None
        if match:
            yield from _empty(record, key, match, convenant)


def _texts(convenant: Convenant) -> Iterator[tuple[Record, str]]:
    if convenant.summary:
        yield from ((convenant.summary, key) for key in ("who", "cost", "result"))
    for goal in convenant.goals or ():
        yield goal, "title"
        yield goal, "approach"
    for item in (*(convenant.agreements or ()), *(convenant.contributions or ())):
        yield item, "text"


def _guarantee(text: str) -> re.Match[str] | None:
    """Give where a text first guarantees something, or None."""
    small = text.lower()
    if not ("aran" in small or "ensur" in small or "verzeker" in small):
        return None
    return next((match for match in _WORDS.finditer(text) if not _is_denied(match)), None)


def _is_denied(match: re.Match[str]) -> bool:
    """Tell whether the words around a match say that nothing is guaranteed, or that somebody makes sure for himself."""
    text, start, end = match.string, match.start(), match.end()
    sentence = re.split("[.!?;:]", text[max(0, start - _FAR) : start].lower())[-1]
    before = re.findall(r"[\w']+", sentence)[-_NEAR:]
    after = re.findall(r"[\w']+", text[end : end + _FAR].lower())[:1]
    word = match.group().lower()
    ascertains = word.startswith("verzeker") and not _ASCERTAINS.isdisjoint(before + word.split())
    return ascertains or not (_DENIED.isdisjoint(before) and _DENIES.isdisjoint(after))


def _empty(record: Record, key: str, match: re.Match[str], convenant: Convenant) -> Iterator[Finding]:
    """Say why a guarantee is none: the obligation is less than a result, or nobody can enforce it."""
    obligation = record.obligation if isinstance(record, (Agreement, Goal)) else None
    hint = say("say what will be done, or choose obligation: result and an enforceability")
    place, what, word = _place(record, key, match), _what(record), match.group()
    if obligation in {"intention", "effort"}:
        found = say(
            '{what} says "{word}", and its obligation is {obligation}', what=what, word=word, obligation=obligation
        )
        yield Finding(place, found, hint, (record.at("obligation"),))
    elif convenant.legal and convenant.legal.enforceability == "none":
        found = say('{what} says "{word}", and the convenant is not enforceable', what=what, word=word)
        yield Finding(place, found, hint, (convenant.legal.at("enforceability"),))


def _what(record: Record) -> Message:
    if isinstance(record, Goal):
        return say('goal "{goal}"', goal=record.titled)
    if isinstance(record, Agreement):
        return say('agreement "{agreement}"', agreement=record.id)
    if isinstance(record, Contribution):
        return say('contribution "{contribution}"', contribution=record.id)
    return say("the summary")


def _place(record: Record, key: str, match: re.Match[str]) -> Place:
    """Give the place of the word; of the whole value where the word is broken over lines."""
    node, word = record.wrote(key), match.group()
    written = record.document.text[node.start : node.end] if node else ""
    earlier = match.string.count(word, 0, match.start())
    parts = written.split(word, earlier + 1)
    if node is None or len(parts) <= earlier + 1:
        return record.at(key)
    end = node.start + len(written) - len(parts[-1])
    return record.document.range(end - len(word), end)

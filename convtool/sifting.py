"""Which of all that was found is asked for: some codes, only what is new, only what a change touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.errors import WrongUse
from convtool.layout import MASTERPLAN
from convtool.messages import say
from convtool.portfolio import Portfolio
from convtool.reading import nearest
from convtool.references import file_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from convtool.diagnostics import Diagnostic
    from convtool.rulebook import Rule


class Question(NamedTuple):
    """What a run asks for: findings of these codes, in these files (None: in all), that are not in the baseline."""

    codes: Collection[str]
    paths: Collection[str] | None
    baseline: Collection[str]

    def asks(self, each: Diagnostic) -> bool:
        """Tell whether a finding is one that is asked for."""
        return each.code in self.codes and (self.paths is None or each.place.path in self.paths)

    def answer(self, found: Iterable[Diagnostic], rulebook: Mapping[str, Rule]) -> tuple[list[Diagnostic], int]:
        """Give what is asked for of all that was found, and how much more of it the baseline knows."""
        asked = [each for each in found if self.asks(each)]
        if not self.baseline:
            return asked, 0
        new = [each for each in asked if not rulebook[each.code].silenceable or each.fingerprint not in self.baseline]
        return new, len(asked) - len(new)


def chosen(select: Iterable[str], ignore: Iterable[str], rulebook: Mapping[str, Rule]) -> frozenset[str]:
    """Give the codes to look at: those selected (all where none is), less those ignored.

    Raises `WrongUse` for a word that names no rule, and for one among the ignored that may not be silenced.
    """
    ignored = _codes(ignore, rulebook)
    for code in sorted(ignored):
        if not rulebook[code].silenceable:
            found = say("{code} is no code that can be silenced", code=code)
            raise WrongUse(found, say("use --select to look at some rules only"))
    return (_codes(select, rulebook) or frozenset(rulebook)) - ignored


def _codes(words: Iterable[str], rulebook: Mapping[str, Rule]) -> frozenset[str]:
    """Give the codes that `words` name: a code, the beginning of codes (CV3), or the name of a rule; commas part them.

    Raises `WrongUse` for a word that names none.
    """
    found: set[str] = set()
    for word in (part.strip() for each in words for part in each.split(",")):
        named = {code for code, rule in rulebook.items() if _names(word, rule)}
        if not named:
            close = nearest(word.upper(), rulebook) or nearest(word.lower(), (rule.name for rule in rulebook.values()))
            hint = say('did you mean "{close}"?', close=close) if close else say("convtool rules lists them all")
            raise WrongUse(say('there is no rule "{word}"', word=word), hint)
        found |= named
    return frozenset(found)


def _names(word: str, rule: Rule) -> bool:
    return word.lower() == rule.name or (len(word) > 1 and rule.code.startswith(word.upper()))


def fingerprints(report: bytes) -> frozenset[str]:
    """Give the fingerprints in an earlier report of `validate --format json`; raises `WrongUse` for anything else."""
    import json  # noqa: PLC0415 - 1 ms that a run without a baseline has no use for

    try:
        content = json.loads(report)
        return frozenset(str(finding["fingerprint"]) for finding in content["findings"])
    except (ValueError, KeyError, TypeError, RecursionError):
        hint = say("write one with convtool validate --format json=FILE")
        raise WrongUse(say("the baseline is no report that convtool wrote"), hint) from None


def touched(portfolio: Portfolio, changed: Collection[str]) -> set[str]:
    """Give the files that changed, and those that refer to one of them; all files where the masterplan changed."""
    if MASTERPLAN in changed:
        return {*portfolio.entries, *changed}
    found = set(changed)
    for path in portfolio.entries:
        record = portfolio.entries.once(path).judged
        if record and any(file_of(link) in changed for link in record.links):
            found.add(path)
    return found

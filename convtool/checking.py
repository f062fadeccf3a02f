"""Run the rules over a portfolio, stamp what they find, and put it in order."""

from __future__ import annotations

from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from convtool.diagnostics import Diagnostic, Finding, Level
from convtool.documents import Document
from convtool.models.convenant import DRAFT, Convenant
from convtool.models.partner import Partner
from convtool.portfolio import Portfolio, id_of
from convtool.reading import MOST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from convtool.models.facts import File
    from convtool.rulebook import Rule


class Summary(NamedTuple):
    """How much was looked at, and how much was found of each level."""

    files: int
    convenants: int
    partners: int
    goals: int
    error: int
    warning: int
    advice: int
    not_checked: int


def check(portfolio: Portfolio, rulebook: Mapping[str, Rule]) -> list[Diagnostic]:
    """Give everything that is found in `portfolio`, in the order of places and codes."""
    stamp = _Stamp(portfolio, rulebook)
    for code, finding in portfolio.faults:
        stamp(rulebook[code], finding)
    for entry in portfolio.entries.values():
        for code, finding in entry.faults:
            stamp(rulebook[code], finding)
    for rule in rulebook.values():
        for finding in _findings(rule, portfolio):
            stamp(rule, finding)
    return sorted(stamp.diagnostics, key=lambda found: (found.place[:3], found.code, found.place, found.message.text))


def _findings(rule: Rule, portfolio: Portfolio) -> Iterator[Finding]:
    if rule.check is None:
        return
    if Portfolio in rule.looks_at:
        yield from rule.check(portfolio)
        return
    for entry in portfolio.entries.values():
        subject = entry.document if Document in rule.looks_at else entry.judged
        if isinstance(subject, rule.looks_at):
            yield from islice(rule.check(subject, portfolio.programme), MOST)


class _Stamp:
    """Findings to diagnostics: level by the family of the convenant, and a fingerprint that is found once."""

    def __init__(self, portfolio: Portfolio, rulebook: Mapping[str, Rule]) -> None:
        self.portfolio = portfolio
        self.rulebook = rulebook
        self.diagnostics: list[Diagnostic] = []
        self._seen: dict[str, int] = {}

    def __call__(self, rule: Rule, finding: Finding) -> None:
        entry = self.portfolio.entries.get(finding.place.path)
        level = finding.level or level_for(rule, entry.judged if entry else None)
        if level is None:
            return
        name = f"{rule.code} {finding.place.path} {finding.place.trail}"
        self._seen[name] = self._seen.get(name, 0) + 1
        fingerprint = sha256(f"{name} {self._seen[name]}".encode("utf-8", "replace")).hexdigest()[:32]
        self.diagnostics.append(
            Diagnostic(
                finding.place,
                rule.code,
                rule.name,
                level,
                id_of(finding.place.path),
                finding.message,
                finding.help,
                finding.related,
                fingerprint,
            )
        )


def level_for(rule: Rule, record: File | None) -> Level | None:
    """Give the level of a rule for a record: a draft is judged mildly, a historical convenant by what it can answer."""
    if not isinstance(record, Convenant):
        return rule.signed
    if record.historical:
        return rule.historical
    return rule.draft if record.status in DRAFT else rule.signed


def summary(portfolio: Portfolio, found: Iterable[Diagnostic], paths: Collection[str]) -> Summary:
    """Count what stands at `paths` and what was `found`."""
    levels = [diagnostic.level for diagnostic in found]
    records = [portfolio.entries[path].record for path in paths if path in portfolio.entries]
    convenants = [record for record in records if isinstance(record, Convenant)]
    return Summary(
        files=len(paths),
        convenants=len(convenants),
        partners=sum(isinstance(record, Partner) for record in records),
        goals=sum(len(convenant.goals or ()) for convenant in convenants),
        error=levels.count(Level.ERROR),
        warning=levels.count(Level.WARNING),
        advice=levels.count(Level.ADVICE),
        not_checked=levels.count(Level.NOT_CHECKED),
    )

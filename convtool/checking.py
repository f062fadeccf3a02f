"""Run the rules over a portfolio, stamp what they find, and put it in order."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from convtool.diagnostics import Diagnostic, Finding, Level
from convtool.documents import Document
from convtool.layout import id_of
from convtool.limits import MOST
from convtool.models.convenant import DRAFT, Convenant
from convtool.models.masterplan import Masterplan
from convtool.models.partner import Partner
from convtool.portfolio import Portfolio
from convtool.shares import Share, in_order, together
from convtool.silencing import CODE, Silence, comments, unused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from convtool.models.facts import File
    from convtool.portfolio import Entry, Programme
    from convtool.reading import Link
    from convtool.rulebook import Check, Rule

    _Plan = list[tuple[Rule, Check, bool]]
    _Stage = Literal["draft", "signed", "historical"]

_KEPT = 200
"""How many files that others refer to are kept while judging: 10,000 convenanten fit in 64 MiB."""


def check(portfolio: Portfolio, rulebook: Mapping[str, Rule]) -> list[Diagnostic]:
    """Give everything that is found in `portfolio`, in the order of places and codes."""
    share = judged(portfolio, rulebook, list(portfolio.entries))
    return silenced(rulebook, concluded(portfolio, rulebook, [share]), share.silences)[0]


def judged(portfolio: Portfolio, rulebook: Mapping[str, Rule], paths: Iterable[str]) -> Share:
    """Judge the files at `paths`, each by itself: the faults met in reading it, and the rules about one record.

    No file is kept longer than it is looked at, unless another refers to it.
    """
    judge = Judge(portfolio, rulebook)
    return together(judge(path) for path in paths)


class Judge:
    """Judges one file after the other."""

    def __init__(self, portfolio: Portfolio, rulebook: Mapping[str, Rule]) -> None:
        """Take the files, and the rules by their code."""
        self._portfolio = portfolio
        self._rulebook = rulebook
        self._plans: dict[tuple[type, _Stage], _Plan] = {}
        self._silenceable = [code for code, rule in rulebook.items() if rule.silenceable]

    def __call__(self, path: str) -> Share:
        """Give what is found in the file at `path`, and what it holds."""
        entries, rulebook = self._portfolio.entries, self._rulebook
        entries.forget(_KEPT)
        entries.looked_at.clear()
        entry = entries.once(path)
        record = entry.judged
        stamp = _Stamp()
        for code, finding in entry.faults:
            stamp(rulebook[code], finding, record)
        sort = type(record), _stage(record)
        if sort not in self._plans:
            self._plans[sort] = _plan(rulebook, *sort)
        for rule, finding in _found(entry, self._plans[sort], self._portfolio.programme):
            stamp(rule, finding, record)
        silences = []
        for wish in islice(comments(entry.document, self._silenceable), MOST):
            if isinstance(wish, Silence):
                silences.append(wish)
            else:
                stamp(rulebook[wish.code], wish.finding, record)
        return Share(
            stamp.diagnostics,
            silences,
            frozenset((link.target, link.name) for link in _links(record)),
            files=1,
            convenants=int(isinstance(entry.record, Convenant)),
            partners=int(isinstance(entry.record, Partner)),
            goals=len(entry.record.goals or ()) if isinstance(entry.record, Convenant) else 0,
            looked_at=frozenset(entries.looked_at) - {path},
        )


def _links(record: File | None) -> tuple[Link, ...]:
    """Give what a record refers to; what the programme itself names is not in use by that."""
    return record.links if record and not isinstance(record, Masterplan) else ()


def _found(entry: Entry, plan: _Plan, programme: Programme) -> Iterator[tuple[Rule, Finding]]:
    for rule, check, of_document in plan:
        found = check(entry.document if of_document else entry.judged, programme)
        first = next(found, None)  # mostly None: no loop is set up, which saves 0.2 us a rule and file
        if first is not None:
            yield rule, first
            yield from ((rule, finding) for finding in islice(found, MOST - 1))


def _plan(rulebook: Mapping[str, Rule], kind: type, stage: _Stage) -> _Plan:
    """Give the rules that look at one kind of record or at its document: rule, check, and whether at the document.

    One without a level at that stage is not asked: nobody would hear what it finds.
    """
    return [
        (rule, rule.check, Document in rule.looks_at)
        for rule in rulebook.values()
        if rule.check
        and (issubclass(kind, rule.looks_at) or Document in rule.looks_at)
        and getattr(rule, stage) is not None
    ]


def concluded(portfolio: Portfolio, rulebook: Mapping[str, Rule], shares: Iterable[Share]) -> list[Diagnostic]:
    """Add what only all files together show to what was found in each, in the order of places and codes."""
    shares = list(shares)
    found = [each for share in shares for each in share.diagnostics]
    return in_order([*found, *stamped(portfolio, rulebook), *over_all(portfolio, rulebook, shares)])


def stamped(portfolio: Portfolio, rulebook: Mapping[str, Rule]) -> list[Diagnostic]:
    """Give what is wrong with the register beside the records in its files."""
    stamp = _Stamp()
    for code, finding in portfolio.faults:
        stamp(rulebook[code], finding, None)
    return stamp.diagnostics


def over_all(portfolio: Portfolio, rulebook: Mapping[str, Rule], shares: Iterable[Share]) -> list[Diagnostic]:
    """Give what only all files together show: what the rules find that look at the whole portfolio."""
    whole = portfolio._replace(links=frozenset().union(*(share.links for share in shares)))
    stamp = _Stamp()
    for rule in rulebook.values():
        if rule.check and Portfolio in rule.looks_at:
            for finding in rule.check(whole):
                stamp(rule, finding, portfolio.entries[finding.place.path].judged)
    return stamp.diagnostics


def silenced(
    rulebook: Mapping[str, Rule], found: Iterable[Diagnostic], silences: Iterable[Silence]
) -> tuple[list[Diagnostic], list[tuple[Diagnostic, str]]]:
    """Part what is to be heard from what is silenced, with the reason; a wish that is about nothing is heard too."""
    silences = list(silences)
    if not silences:
        return list(found), []
    heard, quiet, used = [], [], set()
    lines: dict[tuple[object, ...], Silence] = {}
    for silence in silences:
        lines.setdefault((silence.code, silence.paths, silence.line), silence)
    wide = [silence for silence in silences if silence.line is None]
    for each in found:
        comment = lines.get((each.code, (each.place.path,), each.place.line))
        wish = comment or next((silence for silence in wide if silence.covers(each.code, each.place)), None)
        if wish is None:
            heard.append(each)
        else:
            used.add(wish)
            quiet.append((each, wish.reason))
    stamp = _Stamp()
    for finding in unused(silences, used):
        stamp(rulebook[CODE], finding, None)
    return in_order(heard + stamp.diagnostics), quiet


class _Stamp:
    """Findings to diagnostics: level by the family of the convenant, and a fingerprint that is found once."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._seen: dict[str, int] = {}

    def __call__(self, rule: Rule, finding: Finding, record: File | None) -> None:
        level = level_for(rule, record) if finding.level is None else finding.level
        if level is None:
            return
        name = f"{rule.code} {finding.place.path} {finding.place.trail}"
        self._seen[name] = self._seen.get(name, 0) + 1
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
                finding.repair,
                f"{name} {self._seen[name]}",
            )
        )


def level_for(rule: Rule, record: File | None) -> Level | None:
    """Give the level of a rule for a record: a draft is judged mildly, a historical convenant by what it can answer."""
    level: Level | None = getattr(rule, _stage(record))
    return level


def _stage(record: File | None) -> _Stage:
    """Give at which stage a record is, as far as levels of rules go; what is no convenant is as if it were signed."""
    if not isinstance(record, Convenant):
        return "signed"
    if record.historical:
        return "historical"
    return "draft" if record.status in DRAFT else "signed"

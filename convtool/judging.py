"""All rules over a register: what an earlier run kept of files that are the same is taken, the rest is judged anew.

Nothing that reads or judges is loaded where nothing changed.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from convtool.layout import MASTERPLAN, id_of, lines_of
from convtool.running import named_in
from convtool.shares import Share, Sum, in_order, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from convtool.cache import Cache
    from convtool.diagnostics import Diagnostic
    from convtool.layout import Unkept
    from convtool.portfolio import Portfolio
    from convtool.running import Run
    from convtool.sifting import Question


class Answer(NamedTuple):
    """What was found of what was asked, in order.

    `quiet` is what is silenced, each with its reason, `known` counts what the baseline holds already; `share` is that
    of the files asked about, whose `paths` these are; `lines` gives the lines of a file.
    """

    found: Sequence[Diagnostic]
    quiet: Sequence[tuple[Diagnostic, str]]
    known: int
    share: Share
    paths: Sequence[str]
    lines: Callable[[str], Sequence[str]]


class _Part(NamedTuple):
    """What one process gives: the shares of the files asked about and of the others, and what can be kept of them."""

    asked: Share
    others: Share
    notes: bytes
    documents: frozenset[str]


def opened(run: Run, files: Unkept) -> Cache:
    """Give what is kept of the register that `files` are of; from now on it sees what is read of them."""
    from convtool.cache import Cache  # noqa: PLC0415 - not where nothing is kept

    return Cache(run.root, (run.as_of.isoformat(), tuple(run.configuration.limits)), files, MASTERPLAN)


def remembered(run: Run, cache: Cache) -> Answer | None:
    """Give the answer about the whole register where an earlier run kept it and nothing changed since; else None."""
    kept = cache.together
    if kept is None or run.configuration.silences:
        return None
    from convtool.keeping import unpacked  # noqa: PLC0415 - only where something was kept

    files, most = cache.files, run.configuration.limits.size
    counts, heard, quiet = unpacked(kept)
    return Answer(
        heard, quiet, 0, Share([], [], frozenset(), *counts), sorted(files), lambda path: lines_of(files, path, most)
    )


def answered(run: Run, portfolio: Portfolio, question: Question, cache: Cache | None) -> Answer:
    """Judge every file, and give what the question asks for of what is found; what a cache keeps is taken from it."""
    from convtool.checking import Judge, over_all, silenced, stamped  # noqa: PLC0415 - only where files are judged
    from convtool.keeping import attempted, packed, packed_share, unpacked_share  # noqa: PLC0415 - likewise
    from convtool.rulebook import rulebook  # noqa: PLC0415 - likewise
    from convtool.sharing import shared  # noqa: PLC0415 - likewise

    rules = rulebook()
    known = cache.kept.found if cache else {}

    def is_asked(path: str) -> bool:
        return question.paths is None or path in question.paths

    def work(paths: Iterable[str]) -> _Part:
        judge = Judge(portfolio, rules)
        asked, others = Sum(), Sum()
        for path in paths:
            share = judge(path)
            (asked if is_asked(path) else others).add(share)
            if cache:
                cache.note(path, share.looked_at, attempted(packed_share, share))
        documents = frozenset(portfolio.programme.witness.checksums)
        return _Part(asked.share, others.share, cache.notes() if cache else b"", documents)

    # a convenant and its partner mostly have one id: side by side, neither is read twice
    parts = shared(work, sorted((path for path in portfolio.entries if path not in known), key=id_of))
    asked, others = (
        together(chain(made, (unpacked_share(found) for path, found in known.items() if is_asked(path) is of)))
        for of, made in ((True, (part.asked for part in parts)), (False, (part.others for part in parts)))
    )
    over = over_all(portfolio, rules, [asked, others])
    found = in_order([*asked.diagnostics, *others.diagnostics, *stamped(portfolio, rules), *over])
    heard, quiet = silenced(rules, found, [*asked.silences, *others.silences, *run.configuration.silences])
    if cache:
        documents = frozenset().union(*(part.documents for part in parts))
        whole = (together([asked, others]).counts, heard, quiet)
        plain = not (portfolio.faults or run.configuration.silences)
        cache.keep([part.notes for part in parts], documents, attempted(packed, whole) if plain else None)
    new, old = question.answer(heard, rules)
    return Answer(
        new,
        [pair for pair in quiet if question.asks(pair[0])],
        old,
        asked,
        sorted(question.paths if question.paths is not None else named_in(portfolio)),
        portfolio.entries.lines,
    )

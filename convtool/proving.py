"""Proofs over a register: what an earlier run kept of files and history that are the same is taken, the rest is anew.

Nothing that reads or judges is loaded where nothing changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.layout import CONVENANTS, MASTERPLAN
from convtool.running import named, named_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convtool.cache import Cache
    from convtool.diagnostics import Fault
    from convtool.layout import Unkept
    from convtool.portfolio import Portfolio
    from convtool.proven import Proof
    from convtool.running import Run

    _Found = tuple[list[Proof], list[Fault]]


def proven(run: Run, asked: Sequence[str], *, keeps: bool) -> _Found:
    """Give what is proven of the convenanten that ids or paths name, and a fault for each sealed one that is gone.

    Of all when none are named; in the order of their paths. Raises `WrongUse` for a word that names nothing. With
    `keeps` what was found is kept for the next run; of a commit (--rev) nothing is.
    """
    if run.revision or not keeps:
        return _anew(run, asked, None, None)
    from convtool.cache import Cache  # noqa: PLC0415 - not where nothing is kept

    files, unfit = run.listed()
    question = ("proofs", run.as_of.isoformat(), tuple(run.configuration.limits))
    cache = Cache(run.root, question, files, MASTERPLAN)
    remembered = None if unfit else _remembered(run, asked, cache)
    return remembered or _anew(run, asked, (files, unfit), cache)


def _remembered(run: Run, asked: Sequence[str], cache: Cache) -> _Found | None:
    """Give the answer where an earlier run kept it, and no file and no commit is different since; else None."""
    kept = cache.kept.together
    if kept is None:
        return None
    from convtool.history import tip  # noqa: PLC0415 - only where something was kept
    from convtool.keeping import unpacked  # noqa: PLC0415 - likewise

    last, known, found, gone = unpacked(kept)
    if last != tip(run.root):
        return None
    paths = named(known, asked, run.root)
    return [proof for proof in found if proof.path in paths], [
        each for each in gone if each.finding.place.path in paths
    ]


def _anew(run: Run, asked: Sequence[str], files: tuple[Unkept, list[Fault]] | None, cache: Cache | None) -> _Found:
    """Read what is needed; of a convenant that is the same, with the same past, a kept proof is taken."""
    from convtool.testimony import witnessed  # noqa: PLC0415 - only where files are looked at

    portfolio = witnessed(
        run.root, run.portfolio(files=files), run.configuration.limits, run.revision, keeps=bool(cache)
    )
    known = named_in(portfolio)
    paths = [path for path in named(known, asked, run.root) if path.startswith(CONVENANTS)]
    found = _proofs(portfolio, [path for path in paths if path in portfolio.entries], cache)
    gone = [fault for fault in portfolio.faults if fault.code == "CV606"]
    if cache:
        _keep(cache, portfolio, (sorted(known), found, gone) if not asked else None)
    return found, [each for each in gone if each.finding.place.path in paths]


def _proofs(portfolio: Portfolio, paths: Sequence[str], cache: Cache | None) -> list[Proof]:
    """Give the proofs of convenanten in order; a kept one where the file and its past are what they were."""
    from convtool.keeping import attempted, packed, unpacked  # noqa: PLC0415 - only where files are looked at

    kept = cache.kept.found if cache else {}
    walks = portfolio.programme.witness.walks
    found = {path: unpacked(kept[path]) for path in paths if kept.get(path)}
    found = {path: proof for path, proof in found.items() if proof.walk == walks[path]}
    fresh = [path for path in paths if path not in found]
    if fresh:
        from convtool.rulebook import rulebook  # noqa: PLC0415 - 200 modules, only where something is judged
        from convtool.verifying import proofs  # noqa: PLC0415 - likewise

        rules = rulebook()
        for path in fresh:
            (found[path],) = proofs(portfolio, rules, [path])
            if cache:
                cache.note(path, {*portfolio.entries.looked_at} - {path}, attempted(packed, found[path]))
    return [found[path] for path in paths]


def _keep(cache: Cache, portfolio: Portfolio, answer: tuple[object, ...] | None) -> None:
    """Keep what was noted, and the whole answer where every commit was seen; no other file is judged by itself."""
    from convtool.keeping import attempted, packed  # noqa: PLC0415 - only where files are looked at

    for path in portfolio.entries:
        if not path.startswith(CONVENANTS):
            cache.note(path, (), b"")
    witness = portfolio.programme.witness
    together = attempted(packed, (witness.tip, *answer)) if answer and witness.tip else None
    cache.keep([cache.notes()], witness.checksums, together)

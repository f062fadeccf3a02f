"""Proofs as JSON, for programs: complete, and in names that are a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convtool.diagnostics import Level
from convtool.jsontext import json_text
from convtool.proven import State

if TYPE_CHECKING:
    from convtool.diagnostics import Diagnostic, Finding
    from convtool.language import Language
    from convtool.proofs import Verified
    from convtool.proven import Proof
    from convtool.witness import Walk


def report(verified: Verified) -> str:
    """Give every convenant with its proof and what contradicts it, and how many there are of each state."""
    language = verified.language
    states = [proof.state for proof in verified.proofs]
    whole = {
        "schema": 1,
        "as_of": verified.as_of.isoformat(),
        "revision": verified.revision,
        "summary": {state.value.replace("-", "_"): states.count(state) for state in State},
        "convenants": [_convenant(proof, language) for proof in verified.proofs],
        "deleted": [_finding(each.code, Level.ERROR, each.finding, language) for each in verified.gone],
    }
    return json_text(whole, indent=2)


def _convenant(proof: Proof, language: Language) -> dict[str, Any]:
    return {
        "id": proof.id,
        "path": proof.path,
        "state": proof.state.value,
        "signed": str(proof.signed) if proof.signed else None,
        "digest": {"recorded": proof.recorded, "computed": proof.digest} if proof.recorded else None,
        "amendments": proof.amendments,
        "history": _history(proof.walk, language) if proof.walk else None,
        "findings": [_finding(each.code, each.level, each, language) for each in proof.found],
    }


def _history(walk: Walk, language: Language) -> dict[str, Any]:
    return {
        "walked": walk.unseen is None,
        "reason": language.say(walk.unseen) if walk.unseen else None,
        "since": walk.since or None,
        "commits": walk.commits,
        "contradictions": [
            {
                "message": language.say(each.found),
                "field": each.field,
                "before": each.before,
                "after": each.after,
                "commit": each.commit or None,
                "author": each.author or None,
                "date": each.day if each.commit else None,
            }
            for each in walk.found
        ],
    }


def _finding(code: str, level: Level, found: Diagnostic | Finding, language: Language) -> dict[str, Any]:
    return {
        "code": code,
        "level": level.word,
        "path": found.place.path,
        "line": found.place.line,
        "column": found.place.column,
        "message": language.say(found.message),
        "help": language.say(found.help) if found.help else None,
    }

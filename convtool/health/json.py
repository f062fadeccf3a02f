"""The checks as JSON, for programs and for who is asked for help; the names are a promise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from convtool import __version__
from convtool.health import State

if TYPE_CHECKING:
    from convtool.health import Checkup


def report(checkup: Checkup) -> str:
    """Give every check with its state, and how many there are of each."""
    language = checkup.language
    states = [each.sign.state for each in checkup.looked]
    whole = {
        "schema": 1,
        "tool": f"convtool {__version__}",
        "summary": {state.value: states.count(state) for state in State},
        "checks": [
            {
                "part": each.part,
                "name": each.name,
                "state": each.sign.state.value,
                "message": language.say(each.sign.found),
                "help": language.say(each.sign.help) if each.sign.help else None,
            }
            for each in checkup.looked
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n"

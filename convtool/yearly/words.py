"""The words that may be chosen in a form, by what the register writes for them, and what its columns are called."""

from __future__ import annotations

from convtool.messages import say
from convtool.sheets.words import EVIDENCE, PROGRESS

CHOICES = {
    **PROGRESS,
    **EVIDENCE,
    "delivered": say("delivered"),
    "not-delivered": say("not delivered"),
    "none": say("nothing counted"),
    "received": say("received"),
}

HEADS = {
    "id": say("id"),
    "title": say("what"),
    "over": say("which figure"),
    "last": say("last known"),
    "expected": say("what was agreed"),
    "answer": say("ANSWER"),
    "day": say("day"),
    "kind": say("evidence"),
    "source": say("source"),
    "note": say("explanation"),
}
FILLED = ("answer", "day", "kind", "source", "note")
"""The columns that the partner fills; all others are only read."""

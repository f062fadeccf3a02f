"""Which words of a text changed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_LEAST, _MOST = 6, 1000
"""Texts of fewer words are read at a glance; of more, looking for what they have in common takes too long."""
_SPACE = re.compile(r"\s+")


class Piece(NamedTuple):
    """Some words that follow each other: they stand in both texts, or only in the one before or the one after."""

    words: str
    before: bool
    after: bool


def reworded(before: str, after: str) -> tuple[Piece, ...] | None:
    """Give two texts as one, piece by piece; None where they are short, very long, or have less than half in common."""
    old, new = (_SPACE.split(text.strip()) for text in (before, after))
    if min(len(old), len(new)) < _LEAST or max(len(old), len(new)) > _MOST:
        return None
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if 2 * sum(block.size for block in matcher.get_matching_blocks()) < max(len(old), len(new)):
        return None
    pieces: list[Piece] = []
    for same, start, end, first, last in matcher.get_opcodes():
        if same == "equal":
            pieces.append(Piece(" ".join(old[start:end]), before=True, after=True))
            continue
        if start < end:
            pieces.append(Piece(" ".join(old[start:end]), before=True, after=False))
        if first < last:
            pieces.append(Piece(" ".join(new[first:last]), before=False, after=True))
    return tuple(pieces)

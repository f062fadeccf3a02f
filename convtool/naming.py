"""Words of a person that have to name something: they do, or it is said what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.errors import WrongUse
from convtool.messages import Message, say
from convtool.reading import nearest

if TYPE_CHECKING:
    from collections.abc import Collection

_FEW = 12


def known(word: str, words: Collection[str], sort: Message) -> str:
    """Give a word that is one of `words`; raises `WrongUse` for another one."""
    if word in words:
        return word
    raise WrongUse(say('"{word}" is no {sort} of this register', word=word, sort=sort), _meant(word, words))


def _meant(word: str, words: Collection[str]) -> Message | None:
    """Say what may have been meant; where nothing is near, and there are few, say all of them."""
    close = nearest(word, words)
    if close:
        return say('did you mean "{word}"?', word=close)
    return say("known here are {names}", names=tuple(sorted(words))) if 0 < len(words) <= _FEW else None

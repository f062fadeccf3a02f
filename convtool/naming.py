"""Words of a person that have to name something: they do, or it is said what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.errors import WrongUse
from convtool.messages import Message, say
from convtool.reading import nearest

if TYPE_CHECKING:
    from collections.abc import Collection


def known(word: str, words: Collection[str], sort: Message) -> str:
    """Give a word that is one of `words`; raises `WrongUse` for another one."""
    if word in words:
        return word
    close = nearest(word, words)
    raise WrongUse(
        say('"{word}" is no {sort} of this register', word=word, sort=sort),
        say('did you mean "{word}"?', word=close) if close else None,
    )

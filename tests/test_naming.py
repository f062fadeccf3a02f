"""A word that names nothing is answered with what may have been meant."""

from __future__ import annotations

import pytest

from convtool.errors import WrongUse
from convtool.language import Language
from convtool.messages import say
from convtool.naming import known

MANY = [f"partner-{number}" for number in range(13)]


@pytest.mark.parametrize(
    ("word", "words", "hint"),
    [
        ("noordbnk", ["noordbank", "gemeente"], 'did you mean "noordbank"?'),
        ("alliantie", ["noordbank", "gemeente"], "known here are gemeente, noordbank"),
        ("alliantie", MANY, None),
        ("alliantie", [], None),
    ],
)
def test_a_word_that_names_nothing_gets_what_may_be_meant(word: str, words: list[str], hint: str | None) -> None:
    with pytest.raises(WrongUse) as refused:
        known(word, words, say("partner"))
    assert (refused.value.help and Language("en").say(refused.value.help)) == hint


def test_a_word_that_names_something_is_that() -> None:
    assert known("noordbank", ["noordbank"], say("partner")) == "noordbank"

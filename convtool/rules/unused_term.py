"""Every term that a convenant defines is used in it.

A definition that nothing uses was perhaps forgotten, or its goal was removed; a reader looks for it in vain. This code
was added to the list by convtool itself: it was split from CV205, which looks at all files together.

Bad:

    definitions:
      - {term: wijkregisseur, means: wie de afspraken in de wijk bewaakt}

Good:

    definitions:
      - {term: stageplek, means: een plek voor ten minste tien weken}

Repair: use the term, or remove its definition.
Source: craft.
"""

import re
from collections.abc import Iterator
from itertools import islice

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ADVICE, rule

_WORD = re.compile(r"\w+")
_ENDING = 2
_SHORT = 5


@rule("CV206", draft=ADVICE, signed=ADVICE)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every term that stands in the file once, where it is defined."""
    text, folded = convenant.document.text, ""
    for definition in convenant.definitions or ():
        if _stands_twice(definition.term, text):
            continue
        folded = folded or text.casefold()
        if len([*islice(re.finditer(_as_used(definition.term.casefold()), folded), 2)]) == 1:
            found = say('the term "{term}" is defined and not used', term=definition.term)
            yield Finding(definition.at("term"), found, say("use it, or remove the definition"))


def _stands_twice(term: str, text: str) -> bool:
    """Tell whether the term itself is used, letter for letter: 1 us, where a pattern of its own takes 200."""
    first = text.find(term)
    after = first + len(term)
    return first >= 0 and not _WORD.match(text, after) and text.find(term, after) >= 0


def _as_used(term: str) -> str:
    """Give a pattern that finds the term in the plural too, and over the end of a line."""
    words = [word[:-_ENDING] + r"\w*" if len(word) >= _SHORT else word for word in _WORD.findall(term)]
    return r"\W+".join(words)

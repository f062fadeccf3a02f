"""What is promised in words carries a number.

"Strive for", "as much as possible", "where possible", "contribute to": nobody can say afterwards that it was not done,
and so nobody can be thanked for it either. Looked at are the title, approach and target of a goal that has no number
yet, agreements, and contributions without an amount. A goal with a number may word its title and approach as it likes,
and so may its agreements; a goal that is followed or qualitative has its own answer. A number anywhere in the text is
enough, in digits or words, but a year is none. Recitals and the plain summary may say what the parties hope for.

Bad:

    contributions:
      - {id: advies, kind: other, from: bank, text: De bank stimuleert jonge ondernemers waar mogelijk.}

Good:

    contributions:
      - {id: advies, kind: other, from: bank, text: De bank stimuleert jonge ondernemers met drie avonden per jaar.}

Repair: say how many, how often or how much, or strike the words that take it back.
Source: courts of audit.
"""

import re
from collections.abc import Iterator
from functools import cache

from convtool.diagnostics import Finding, Place
from convtool.documents import Scalar
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.obligations import Contribution
from convtool.portfolio import Programme
from convtool.records import Record
from convtool.rulebook import WARNING, rule

_PHRASES = {
    "streven": r"streven(?:\s+(?:er\s*)?naar)?",
    "streeft": r"streeft(?:\s+(?:er\s*)?naar)?",
    "mogelijk": r"(?:zo\s*\w+|waar|indien|zo|voor\s+zover)\s+mogelijk",
    "bijdrage": r"(?<!\bde\s)(?<!\balle\s)(?<!\bhun\s)bijdragen\s+aan",
    "bij aan": r"dra(?:agt|gen)\s+(?:\w+\s+){0,6}?bij\s+aan",
    "een bijdrage": r"lever(?:en|t)\s+een\s+bijdrage|een\s+bijdrage\s+(?:te\s+)?leveren",
    "stimule": r"stimuler(?:en|ing)|stimuleert",
    "bevorder": r"bevorder(?:en|t|ing)",
    "aanmoedig": r"aanmoedigen",
    "optima": r"optima(?:al|le|liseert|liseren|lisering)",
    "maxima": r"maxima(?:al|le|liseert|liseren)",
    "inzetten op": r"inzetten\s+op",
    "in op": r"zet(?:ten)?\s+in\s+op",
    "zich in": r"(?:zet(?:ten)?|spa(?:nt|nnen))\s+zich\s+in",
    "inspan": r"inspannen\s+(?:om|voor)",
    "tracht": r"tracht(?:en)?",
    "beoog": r"beoog(?:t|d)",
    "beogen": r"beogen",
    "naar vermogen": r"naar\s+vermogen",
    "in beginsel": r"in\s+beginsel",
    "in principe": r"in\s+principe",
    "aanzienlijk": r"aanzienlijke?",
    "substanti": r"substanti(?:eel|ële|al|ally)",
    "striv": r"striv(?:e|es|ing)(?:\s+(?:for|to))?",
    "aim": r"aim(?:s|ing)?\s+(?:to|for|at)",
    "endeavo": r"endeavou?rs?(?:\s+to)?",
    "seek": r"seeks?\s+to",
    "possible": r"(?:as\s+\w+\s+as|where|wherever|if|when)\s+possible",
    "contribut": r"contribut(?:e|es|ing)\s+to",
    "stimulat": r"stimulat(?:e|es|ing)",
    "encourag": r"encourag(?:e|es|ing)",
    "promot": r"promot(?:e|es|ing)",
    "foster": r"foster(?:s|ing)?",
    "optimi": r"optimi[sz](?:e|es|ing)",
    "best efforts": r"best\s+efforts",
    "significant": r"significant(?:ly)?",
    "in principle": r"in\s+principle",
}


@cache
def _vague_words() -> re.Pattern[str]:
    """Give the pattern of all phrases, made when a text asks for it: that takes 3 ms."""
    return re.compile(rf"\b(?:{'|'.join(_PHRASES.values())})\b", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    """Give the pattern of a number in figures or words."""
    return re.compile(
        r"(?<![\w-])(?!20[2-4][0-9]\b)[0-9]"
        r"|\b(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|(?:der|veer|vijf|zes|zeven|acht|negen)tien"
        r"|(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig|honderd|duizend|helft|kwart"
        r"|one|two|three|four|five|six|seven|eight|nine|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
        r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|half|quarter)\b",
        re.IGNORECASE,
    )


@rule("CV314", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every text that promises something nobody can hold anyone to."""
    measured = set()
    for goal in convenant.goals or ():
        if _has_number(goal):
            measured.add(goal.id)
        elif not _answers(goal):
            yield from _goal(goal)
    for agreement in convenant.agreements or ():
        if agreement.text and agreement.goal not in measured:
            yield from _vague(agreement, "text")
    for contribution in convenant.contributions or ():
        if contribution.text and not _is_counted(contribution):
            yield from _vague(contribution, "text")


def _has_number(goal: Goal) -> bool:
    target = goal.target
    return target is not None and bool(
        target.at_least or target.at_most or target.average or target.change or target.keep
    )


def _answers(goal: Goal) -> bool:
    """Tell whether it is said that the goal has no number: qualitative, followed, or none for a reason."""
    answer = goal.answers.get("target")
    followed = goal.target is not None and goal.target.followed is not None
    return goal.qualitative is not None or followed or (answer is not None and answer.word in {"none", "not_chosen"})


def _goal(goal: Goal) -> Iterator[Finding]:
    yield from _vague(goal, "title")
    if goal.target and goal.target.deliver:
        yield from _vague(goal.target, "deliver")
    elif goal.approach:
        yield from _vague(goal, "approach")


def _is_counted(contribution: Contribution) -> bool:
    return contribution.amount is not None or contribution.quantity is not None or contribution.total is not None


def _vague(record: Record, key: str) -> Iterator[Finding]:
    """Find vague words in a text without a number; the plain check comes first, because most texts have none."""
    node = record.wrote(key)
    if not isinstance(node, Scalar) or not _may_be_vague(node.text):
        return
    words = [" ".join(match.group().split()) for match in _vague_words().finditer(node.text)]
    if words and not _number().search(node.text):
        first, *others = _cut(record, key, node, len(words))
        quoted = tuple(say('"{text}"', text=word) for word in words)
        found = say("vague, and without a number: {words}", words=quoted)
        yield Finding(first, found, say("say how many, how often or how much"), tuple(others))


def _may_be_vague(text: str) -> bool:
    lowered = text.casefold()
    return any(sign in lowered for sign in _PHRASES)


def _cut(record: Record, key: str, node: Scalar, number: int) -> list[Place]:
    """Give the places of the words in the source; of the whole value where they are written with escapes.

    Words over the end of a line are shown as far as that end. A block may be followed by a comment, which is no text.
    """
    source = record.document.text
    written = list(_vague_words().finditer(source, node.start, node.end))[:number]
    places = []
    for match in written:
        line = re.split("[\r\n]", match.group())[0].rstrip()
        places.append(record.document.range(match.start(), match.start() + len(line)))
    return places or [record.at(key)]

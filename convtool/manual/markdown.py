"""For a site or a repository: one Markdown document."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from convtool.manual import Told, family, told
from convtool.messages import count, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.language import Language
    from convtool.manual import Manual


def report(manual: Manual) -> str:
    """Give the pages, or all rules: first a table of each family, then every page."""
    lines = _single(manual) if manual.whole else _book(manual)
    return "".join(f"{line}\n" for line in lines)


def _single(manual: Manual) -> Iterator[str]:
    for number, rule in enumerate(manual.rules):
        yield from [""] if number else []
        yield from _page(told(rule, manual.language), manual.language, "#")


def _book(manual: Manual) -> Iterator[str]:
    say_it = manual.language.say
    yield "# " + say_it(say("The rules"))
    yield ""
    rules = count(len(manual.rules), "{number} rule", "{number} rules")
    yield (
        say_it(say("{rules}, made from the pages that the rules themselves carry.", rules=rules))
        + " "
        + say_it(say("A draft is judged mildly, a signed convenant strictly, a historical one by what it can answer."))
    )
    for name, group in groupby(manual.rules, family):
        pages = [told(rule, manual.language) for rule in group]
        yield from ("", "## " + say_it(name), "")
        heads = [say_it(head) for head in (say("Code"), say("Rule"))] + [label for label, _ in pages[0].levels]
        yield _row(heads)
        yield _row(["---"] * len(heads))
        for page in pages:
            link = f"[{page.rule.code}](#{page.rule.code.lower()}-{page.rule.name})"
            yield _row([link, _escaped(page.summary), *(level for _, level in page.levels)])
        for page in pages:
            yield ""
            yield from _page(page, manual.language, "###")


def _page(page: Told, language: Language, heading: str) -> Iterator[str]:
    yield f"{heading} {page.rule.code} {page.rule.name}"
    yield ""
    yield f"**{_escaped(page.summary)}**"
    yield ""
    yield " · ".join(f"{name}: {level}" for name, level in page.levels)
    for paragraph in page.why:
        yield from ("", _escaped(paragraph))
    for head, examples in ((say("Bad"), page.bad), (say("Good"), page.good)):
        for example in examples:
            where = f" (`{example.path}`)" if example.path else ""
            yield from ("", f"{language.say(head)}{where}:", "", "```yaml", example.yaml.rstrip("\n"), "```")
    yield from ("", f"{language.say(say('Repair'))}: {_escaped(page.repair)}")
    yield from ("", f"{language.say(say('Source'))}: {_escaped(page.source)}")


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in "\\`*_<>[]|#" else character for character in text)

"""For a terminal: the rules one a line by family, or whole pages."""

from __future__ import annotations

from itertools import groupby
from textwrap import indent, wrap
from typing import TYPE_CHECKING

from convtool.manual import Told, family, told
from convtool.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.manual import Manual

_INDENT = 4


def report(manual: Manual) -> str:
    """Give the pages, or a list of the rules with what each says."""
    lines = _pages(manual) if manual.whole else _list(manual)
    return "".join(f"{line}\n" for line in lines)


def _list(manual: Manual) -> Iterator[str]:
    margin = max((len(rule.name) for rule in manual.rules), default=0) + len("CV000  ") + 2
    for number, (name, group) in enumerate(groupby(manual.rules, key=family)):
        yield from [""] if number else []
        yield manual.language.say(name)
        for rule in group:
            summary = told(rule, manual.language).summary
            head = f"  {rule.code}  {rule.name}"
            if margin > manual.width // 2:
                yield head
                yield from wrap(summary, manual.width, initial_indent=" " * 9, subsequent_indent=" " * 9)
            else:
                yield from wrap(
                    summary, manual.width, initial_indent=head.ljust(margin + 2), subsequent_indent=" " * (margin + 2)
                )


def _pages(manual: Manual) -> Iterator[str]:
    for number, rule in enumerate(manual.rules):
        yield from ["", ""] if number else []
        yield from _page(told(rule, manual.language), manual)


def _page(page: Told, manual: Manual) -> Iterator[str]:
    say_it = manual.language.say
    yield f"{page.rule.code} {page.rule.name}"
    yield from _wrapped(page.summary, manual)
    yield ""
    yield from _wrapped(", ".join(f"{name}: {level}" for name, level in page.levels), manual)
    for paragraph in page.why:
        yield ""
        yield from _wrapped(paragraph, manual)
    for head, examples in ((say("Bad"), page.bad), (say("Good"), page.good)):
        for example in examples:
            yield ""
            yield say_it(head) + (f" ({example.path})" if example.path else "")
            yield ""
            yield indent(example.yaml.rstrip("\n"), " " * _INDENT)
    for label, text in ((say("Repair"), page.repair), (say("Source"), page.source)):
        yield ""
        yield from _wrapped(f"{say_it(label)}: {text}", manual)


def _wrapped(text: str, manual: Manual) -> list[str]:
    return wrap(text, manual.width, break_long_words=False, break_on_hyphens=False)

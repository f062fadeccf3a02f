"""`convtool explain`: why a rule exists, a bad and a good example, how to mend it, and who asks for it."""

from importlib import import_module
from typing import Annotated

import typer

from convtool.errors import WrongUse
from convtool.language import _
from convtool.manual import Format, Manual
from convtool.messages import say
from convtool.reading import nearest
from convtool.rulebook import Rule, rulebook
from convtool.running import Run
from convtool.screen import show


def explain(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help=_("The code of a rule, or its name."), show_default=False)],
    format: Annotated[Format, typer.Option(help=_("How to show it."))] = Format.text,
) -> None:
    run = Run(context)
    rule = _rule(code)
    language = run.language_for(machines=format is Format.json)
    show(import_module(f"convtool.manual.{format.value}").report(Manual([rule], True, language, run.width)))


def _rule(word: str) -> Rule:
    rules = rulebook()
    names = {rule.name: rule for rule in rules.values()}
    found = rules.get(word.upper()) or names.get(word.lower())
    if found is None:
        close = nearest(word.upper(), rules) or nearest(word.lower(), names)
        hint = say('did you mean "{close}"?', close=close) if close else say("convtool rules lists them all")
        raise WrongUse(say('there is no rule "{word}"', word=word), hint)
    return found

"""What a rule is, and how rules are found: one file each in `rules/`, by walking the folder."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple, get_args

from convtool.diagnostics import Finding, Level

ERROR, WARNING, ADVICE = Level.ERROR, Level.WARNING, Level.ADVICE

Check = Callable[..., Iterator[Finding]]


class Rule(NamedTuple):
    """A code with its page, its level for each family of convenanten (None: silent), and the check that finds it.

    Without a check it is a fault that reading itself finds. `looks_at` is what the check takes: kinds of
    record, the document, or the whole portfolio.
    """

    code: str
    draft: Level | None
    signed: Level | None
    historical: Level | None
    check: Check | None = None
    name: str = ""
    page: str = ""
    looks_at: tuple[type, ...] = ()
    silenceable: bool = True
    """Whether a comment, the configuration or a baseline may silence it: what nobody may look away from cannot."""

    @property
    def summary(self) -> str:
        """The rule as a true sentence: the first line of its page."""
        return self.page.partition("\n")[0].rstrip(".")


def fault(code: str, level: Level = ERROR, *, silenceable: bool = True) -> Rule:
    """Declare a rule that reading checks by itself; the module holds only its page."""
    return Rule(code=code, draft=level, signed=level, historical=level, silenceable=silenceable)


def rule(
    code: str,
    *,
    draft: Level | None,
    signed: Level | None,
    historical: Level | None = None,
    silenceable: bool = True,
) -> Callable[[Check], Rule]:
    """Make a rule of a check: `draft` and `signed` are its levels before and after signing.

    A rule that is milder for a draft asks for something that may still be missing; a historical convenant is
    then warned about it at most, unless `historical` says otherwise.
    """
    if historical is None:
        historical = min(signed, WARNING) if signed is not None and draft != signed else signed

    def declare(check: Check) -> Rule:
        first = next(iter(check.__annotations__.values()))
        looks_at = get_args(first) or (first,)
        return Rule(
            code=code,
            draft=draft,
            signed=signed,
            historical=historical,
            check=check,
            looks_at=looks_at,
            silenceable=silenceable,
        )

    return declare


@cache
def rulebook() -> dict[str, Rule]:
    """Give every rule by its code, in the order of the codes; name and page come from its module."""
    found = {}
    folder = import_module("convtool.rules")
    for module in pkgutil.iter_modules(folder.__path__):
        loaded = import_module(f"convtool.rules.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, Rule):
                name, page = module.name.replace("_", "-"), loaded.__doc__ or ""
                found[value.code] = value._replace(name=name, page=page)
    return dict(sorted(found.items()))

"""Which pages are asked for on the command line: by their kind or their template, and by what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.errors import ConvtoolError, WrongUse
from convtool.layout import CONVENANTS, id_of
from convtool.messages import say
from convtool.portfolio import Portfolio
from convtool.reading import nearest
from convtool.rendering import page_of
from convtool.running import selected
from convtool.standing.programme import programme_row

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

OTHERS = ("data/partners/", "data/meetings/", "data/initiatives/")


class About(NamedTuple):
    """What pages are to be about: ids of convenanten, and addresses of pages about other things."""

    ids: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def templates_for(names: Sequence[str], templates: Mapping[str, str]) -> frozenset[str]:
    """Give the templates that make the pages of these names: each is a kind of page, or a template's own name.

    Raises `WrongUse` for a name that makes none.
    """
    made = {template: found for template in templates if (found := page_of(template))}
    kinds = {kind for kind, _, _ in made.values()}
    known = sorted(kinds.union(name for _, name, _ in made.values()) - {"page", "index"})
    chosen: set[str] = set()
    for name in names:
        if name not in known:
            close = nearest(name, known)
            hint = say('did you mean "{id}"?', id=close) if close else say("the words are {words}", words=tuple(known))
            raise WrongUse(say('"{name}" is no kind of page', name=name), hint)
        chosen |= {template for template, (kind, own, _) in made.items() if name in {kind, own}}
    return frozenset(chosen)


def about(portfolio: Portfolio, words: Sequence[str], root: Path) -> About:
    """Give what pages are asked for by ids or files, themes and ambitions; a convenant comes before all else.

    Raises `WrongUse` for a word that names nothing of which a page could be made.
    """
    ids: list[str] = []
    others: list[str] = []
    for word in words:
        found = _about(portfolio, word, root)
        ids += found.ids
        others += found.others
    broken = [id for id in ids if id not in portfolio.programme.convenants]
    if broken:
        raise ConvtoolError(say("{ids} cannot be read", ids=tuple(broken)), say("convtool validate says why"))
    return About(tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(others)))


def _about(portfolio: Portfolio, word: str, root: Path) -> About:
    path = f"data/{word}.yaml"
    try:
        paths = [path] if path in portfolio.entries else selected(portfolio, [word], root)
    except WrongUse:
        classed = tuple(each for each in _classes(portfolio) if word in {each, each.partition("/")[2]})
        if not classed:
            raise
        return About(others=classed)
    convenanten = tuple(id_of(path) for path in paths if path.startswith(CONVENANTS))
    others = tuple(path[len("data/") : -len(".yaml")] for path in paths if path.startswith(OTHERS))
    if not convenanten and not others:
        raise WrongUse(say('no page is made of "{word}"', word=word))
    return About(convenanten) if convenanten else About(others=others)


def _classes(portfolio: Portfolio) -> Collection[str]:
    """Give the addresses of themes and ambitions."""
    programme = programme_row(portfolio.programme)
    return [
        *(f"themes/{id}" for id, _ in programme.themes),
        *(f"ambitions/{number}" for number, _ in programme.ambitions),
    ]


def refuse_missing(asked: About, paths: Collection[str]) -> None:
    """Raise `WrongUse` where of something that was asked for no page was made; `paths` are those of all files."""
    made = {path.rpartition(".")[0] for path in paths}
    for address in asked.others:
        if not made.intersection((address, f"nl/{address}", f"en/{address}")):
            raise WrongUse(say('no page is made of "{word}"', word=address))
    if not paths:
        raise WrongUse(say("there is no page of that kind to make"))

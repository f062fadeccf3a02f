"""`convtool new`: something is begun, and what is not known of it yet is explained where it has to be written."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from convtool.asking import Asking, some_text
from convtool.committing import Committing, refuse_while_merging
from convtool.consequences import caused
from convtool.diagnostics import Level
from convtool.drafts import Known, as_signed, begun, copied, id_from, parties, with_goal
from convtool.errors import WrongUse
from convtool.files import create, read_plain, replace, unreadable
from convtool.forms import is_id
from convtool.language import _
from convtool.layout import device, id_of
from convtool.mending import unified
from convtool.messages import Message, say
from convtool.models.convenant import KINDS
from convtool.models.facts import ORGANISATIONS
from convtool.models.masterplan import Masterplan
from convtool.models.partner import NATURES, Partner
from convtool.naming import known
from convtool.notation import Value
from convtool.options import Commit, DryRun
from convtool.portfolio import Portfolio
from convtool.rulebook import rulebook
from convtool.running import Run
from convtool.screen import show


class Sort(StrEnum):
    """What can be begun."""

    partner = "partner"
    convenant = "convenant"
    goal = "goal"
    meeting = "meeting"
    initiative = "initiative"


class Change(NamedTuple):
    """A file to be written: its path, what it holds (nothing where it is new), what it will hold, and what begins."""

    path: str
    before: bytes | None
    after: bytes
    begun: str


def new(
    context: typer.Context,
    sort: Annotated[
        Sort, typer.Argument(help=_("partner, convenant, goal, meeting or initiative."), metavar=_("SORT"))
    ],
    name: Annotated[
        str | None,
        typer.Argument(
            help=_("Its id; for a goal the convenant that it belongs to."), metavar=_("[NAME]"), show_default=False
        ),
    ] = None,
    id: Annotated[str | None, typer.Option("--id", help=_("Its id; its title suggests one."))] = None,
    title: Annotated[str | None, typer.Option("--title", "--name", help=_("Its title, or its name."))] = None,
    kind: Annotated[str | None, typer.Option(help=_("The kind of convenant, or of organisation."))] = None,
    nature: Annotated[str | None, typer.Option(help=_("Of an organisation: public, semi-public or private."))] = None,
    party: Annotated[
        list[str] | None, typer.Option(help=_("A partner that is a party; several times for more."), show_default=False)
    ] = None,
    under: Annotated[str | None, typer.Option(metavar="ID", help=_("The convenant that it comes under."))] = None,
    theme: Annotated[
        list[str] | None, typer.Option(help=_("A theme; several times for more."), show_default=False)
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar=_("PARTY"), help=_("The party that answers for the goal."))
    ] = None,
    day: Annotated[str | None, typer.Option("--date", help=_("The day of the meeting, or of the signing."))] = None,
    starts: Annotated[str | None, typer.Option(help=_("The first day of an old convenant."))] = None,
    ends: Annotated[str | None, typer.Option(help=_("The last day of an old convenant, or indefinite."))] = None,
    goal: Annotated[
        list[str] | None,
        typer.Option(help=_("A goal in the words of an old convenant; several times for more."), show_default=False),
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar=_("FILE"), help=_("The signed text of an old convenant, or its address."))
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="ID", help=_("Begin with a copy of this one."))] = None,
    historical: Annotated[
        bool, typer.Option("--historical", help=_("Bring in a convenant that was signed before this register."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Ask nothing; take what would be proposed."))] = False,
    dry_run: DryRun = False,
    commit: Commit = False,
) -> None:
    run = Run(context)
    _refuse_idle(sort, context.params)
    refuse_while_merging(run.root)
    making = _Making(run, context.params, Asking(yes=yes))
    made = _MAKERS[sort](making)
    _refuse_errors(run, making.portfolio, made)
    committing = Committing(run.root, made.path) if commit else None
    if dry_run:
        show(unified(made.path, made.before, made.after))
        return
    if made.before is None:
        create(run.root, made.path, made.after)
    else:
        replace(run.root / made.path, made.before, made.after)
    if committing:
        show(run.language.say(committing.commit(f"{id_of(made.path)}: {made.begun}")) + "\n")
    else:
        done = say("{path} is written; convtool validate says what it still lacks", path=made.path)
        show(run.language.say(done) + "\n")


class _Making:
    """What is known of the thing that is begun: what the options say, and the answers of who is asked."""

    def __init__(self, run: Run, said: Mapping[str, Any], asking: Asking) -> None:
        self.run = run
        self.said = said
        self.asking = asking
        self.portfolio = run.portfolio(kept=False)
        self.programme = self.portfolio.programme
        self.tell = partial(run.language.text, domain="fields")

    def file(self, sort: Sort, name: str, known: Known, others: Callable[[], Known]) -> Change:
        """Give the new file of a record; where a copy of another one is asked for, without what `others` asks."""
        path = _path(sort, name)
        if not self.said["from_"]:
            return Change(path, None, begun(path, {"id": name, **known, **others()}, self.tell), f"new {sort}")
        source = self.there(sort, self.said["from_"])
        after = copied(source, self.portfolio.entries.files[source], {"id": name, **known})
        return Change(path, None, after, f"new {sort}, begun with {self.said['from_']}")

    def there(self, sort: Sort, name: str) -> str:
        """Give the path of a record that the register has; raises `WrongUse` where it has none."""
        folder = _path(sort, "").removesuffix(".yaml")
        ids = [id_of(path) for path in self.portfolio.entries if path.startswith(folder)]
        return _path(sort, known(name, ids, _SORTS[sort]))

    def title(self, option: str, question: Message, proposed: str = "") -> str:
        """Give the title; the id that was given proposes one."""
        words = (self.said["id"] or self.said["name"] or "").replace("-", " ")
        proposed = proposed or words[:1].upper() + words[1:]
        return self.asking.needed(option, question, self.said["title"], some_text, proposed)

    def id(self, sort: Sort, *suggested: str) -> str:
        """Give the id of a new file; raises `WrongUse` for one that is taken, or can be no name of a file."""

        def free(answer: str) -> str:
            if refused := device(answer):
                raise WrongUse(*refused)
            if _path(sort, _id(answer)) in self.portfolio.entries:
                found = say("there is a file {path} already", path=_path(sort, answer))
                raise WrongUse(found, say("choose another name, or change that file"))
            return answer

        return self.asking.needed("--id", _ID, self.said["id"] or self.said["name"], free, id_from(*suggested))

    def word(self, option: str, question: Message, words: Collection[str]) -> str:
        """Give one of a few words, or nothing."""
        choices = say("{question} ({words})", question=question, words=tuple(words))
        return self.asking.wanted(choices, self.said[option], _one_of(words))

    def themes(self) -> Known:
        """Give the themes, where there are any."""
        words = self.programme.themes
        question = say("Themes, with commas between them ({words})", words=words)
        themes = self.asking.several(question, self.said["theme"], lambda word: known(word, words, say("theme")))
        return _filled(themes=themes)

    def day(self, question: Message, proposed: str = "") -> Value:
        """Give a day, a month or a year."""
        return _as_day(self.asking.needed("--date", question, self.said["day"], _day, proposed))


def _partner(making: _Making) -> Change:
    title = making.title("--name", say("Name of the organisation"))

    def others() -> Known:
        kind = making.word("kind", say("Sort of organisation"), ORGANISATIONS)
        return _filled(kind=kind, nature=making.word("nature", say("Nature"), NATURES))

    return making.file(Sort.partner, making.id(Sort.partner, title), {"name": title}, others)


def _initiative(making: _Making) -> Change:
    title = making.title("--name", say("Name of the initiative"))
    return making.file(Sort.initiative, making.id(Sort.initiative, title), {"name": title}, making.themes)


def _meeting(making: _Making) -> Change:
    title = making.title("--title", say("Title of the meeting"))
    day = making.day(say("Day of the meeting"), making.run.as_of.isoformat())
    name = making.id(Sort.meeting, str(day), title)
    return making.file(Sort.meeting, name, {"title": title, "date": day}, making.themes)


def _convenant(making: _Making) -> Change:
    programme, partners = making.programme, making.programme.partners
    question = say("Parties: ids of partners, with commas between them")
    is_partner = partial(known, words=partners.ids, sort=_SORTS[Sort.partner])
    ids = [] if making.said["from_"] else making.asking.several(question, making.said["party"], is_partner)
    first = partners.get(ids[0]) if ids else None
    title = making.title("--title", say("Title of the convenant"), _between(first, programme.masterplan))
    taken = {id_of(path) for path in making.portfolio.entries if path.startswith("data/convenants/")}
    name = making.id(Sort.convenant, first.id if first and first.id not in taken else title)
    found = parties(programme, ids)
    start: Known = {"title": title, "status": "draft", **_filled(parties=found)}
    if any(partner.example for partner in map(partners.get, ids) if partner):
        start["example"] = True

    def others() -> Known:
        question = say("Kind ({words})", words=KINDS)
        kind = making.asking.needed("--kind", question, making.said["kind"], _one_of(KINDS), "partner")
        begin: Known = {"kind": kind, **_under(making, kind), "language": making.run.language.code, "goals": []}
        return begin | _long_ago(making, found) if making.said["historical"] else begin

    return making.file(Sort.convenant, name, start, others)


def _between(partner: Partner | None, programme: Masterplan | None) -> str:
    """Give the title that parties suggest; nothing where there are none."""
    title = _("Convenant {partner} and {programme}")
    return title.format(partner=partner.name, programme=programme.name) if partner and programme else ""


def _under(making: _Making, kind: str) -> Known:
    """Give the convenant above: the one that is named, else the only umbrella there is."""
    convenants = making.programme.convenants
    if making.said["under"]:
        return {"under": known(making.said["under"], convenants.ids, _SORTS[Sort.convenant])}
    above = [each.id for each in convenants.values() if each.kind == "umbrella"]
    return {"under": above[0]} if kind in {"partner", "sector"} and len(above) == 1 else {}


def _long_ago(making: _Making, found: list[Known]) -> Known:
    """Give what is known of a convenant that was signed before the register was kept."""
    asking, said = making.asking, making.said
    day = making.day(say("Signed on"))
    starts = asking.wanted(say("First day, if it is known"), said["starts"], _day)
    ends = asking.wanted(say("Last day, or indefinite, if it is known"), said["ends"], _end)
    question = say("Goals in the words of the text, with semicolons between them")
    titles = asking.several(question, said["goal"], some_text, between=";")
    document = asking.wanted(say("The signed text: a file or an address, if there is one"), said["document"], some_text)
    known_since = as_signed(found, day, titles)
    if starts or ends:
        known_since["term"] = {"starts": _as_day(starts), "ends": _as_day(ends)}
    if document:
        known_since["signing"] = {"date": day, "document": _document(document)}
    return known_since


def _goal(making: _Making) -> Change:
    convenants = {each.id: each for each in making.programme.convenants.values()}
    drafts = [name for name, each in convenants.items() if each.is_draft]
    asked, _slash, own = (making.said["name"] or "").partition("/")
    is_there = partial(known, words=convenants, sort=_SORTS[Sort.convenant])
    proposed = drafts[0] if len(drafts) == 1 else ""
    name = making.asking.needed(_("CONVENANT"), say("Convenant"), asked or None, is_there, proposed)
    convenant = convenants[name]
    if not convenant.is_draft and (not convenant.historical or (convenant.signing and convenant.signing.digest)):
        found = say('"{id}" is signed: from then on its text changes by amendment only', id=name)
        hint = say('convtool amend {id} "goals/{goal}={{id: {goal}, ...}}" adds the goal', id=name, goal=own or "ID")
        raise WrongUse(found, hint)

    def free(answer: str) -> str:
        if _id(answer) in convenant.named.get("goal", ()):
            raise WrongUse(say('"{convenant}" has a goal "{id}" already', convenant=name, id=answer))
        return answer

    making.said = {**making.said, "name": own}
    title = making.title("--title", say("Title of the goal"))
    id = making.asking.needed("--id", _ID, making.said["id"] or own or None, free, id_from(title))
    begin: Known = {"id": id, "title": title, **making.themes()}
    holders = convenant.named.get("party", frozenset())
    owner = making.asking.wanted(
        say("The party that answers for it ({words})", words=tuple(sorted(holders))),
        making.said["owner"],
        lambda word: known(word, holders, say("party")),
    )
    path = _path(Sort.convenant, name)
    before = making.portfolio.entries.files[path]
    after = with_goal(path, before, begin | _filled(owner=owner and {"party": owner}), making.tell)
    return Change(path, before, after, f"new goal {id}")


_MAKERS: dict[Sort, Callable[[_Making], Change]] = {
    Sort.partner: _partner,
    Sort.convenant: _convenant,
    Sort.goal: _goal,
    Sort.meeting: _meeting,
    Sort.initiative: _initiative,
}
_SORTS = {
    Sort.partner: say("partner"),
    Sort.convenant: say("convenant"),
    Sort.goal: say("goal"),
    Sort.meeting: say("meeting"),
    Sort.initiative: say("initiative"),
}
_ID = say("Id")


def _path(sort: Sort, name: str) -> str:
    return f"data/{sort.value}s/{name}.yaml"


_TAKES = {
    Sort.partner: {"kind", "nature"},
    Sort.convenant: {"kind", "party", "under", "historical"},
    Sort.goal: {"theme", "owner"},
    Sort.meeting: {"day", "theme"},
    Sort.initiative: {"theme"},
}
"""Which options say something of what is begun, besides those that all take."""
_LONG_AGO = {"day", "starts", "ends", "goal", "document"}
_ALL = {"sort", "name", "id", "title", "yes", "dry_run", "commit"}


def _refuse_idle(sort: Sort, said: Mapping[str, Any]) -> None:
    """Refuse an option that would say nothing; a copy takes what it does not ask from the other one."""
    takes = _TAKES[sort] | (_LONG_AGO if said["historical"] else set())
    if sort is not Sort.goal:
        takes = takes & {"day"} | {"from_"} if said["from_"] else takes | {"from_"}
    for option, value in said.items():
        if value and option not in takes | _ALL:
            name = {"from_": "from", "day": "date"}.get(option, option)
            raise WrongUse(say("--{option} says nothing of this {sort}", option=name, sort=_SORTS[sort]))


def _refuse_errors(run: Run, portfolio: Portfolio, made: Change) -> None:
    """Refuse what the rules would call an error: a beginning has gaps and no mistakes."""
    found = caused(portfolio, made.path, made.after, rulebook(), run.configuration.silences)
    for each in found:
        if each.level is Level.ERROR:
            raise WrongUse(each.message, each.help)


def _filled(**known: Value) -> Known:
    """Leave out what nothing is known of."""
    return {key: value for key, value in known.items() if value}


def _document(name: str) -> Known:
    """Give what is kept of a signed text: its address, or its file and checksum."""
    if name.startswith(("https://", "http://")):
        return {"address": name}
    try:
        return {"file": name, "sha256": sha256(read_plain(Path(name))).hexdigest()}
    except OSError as error:
        raise unreadable(Path(name), error) from error


# ---- answers as they are kept; what will not do is wrong use


def _id(answer: str) -> str:
    if not is_id(answer):
        hint = say("an id is lower-case words of a-z and 0-9 with hyphens, at most 64 characters")
        raise WrongUse(say('"{text}" is no id', text=answer), hint)
    return answer


def _one_of(words: Collection[str]) -> Callable[[str], str]:
    def check(answer: str) -> str:
        if answer not in words:
            found = say('"{text}" is not one of the words here', text=answer)
            raise WrongUse(found, say("the words are {words}", words=tuple(words)))
        return answer

    return check


def _day(answer: str) -> str:
    try:
        date.fromisoformat(answer + _FIRST[len(answer)])
    except (KeyError, ValueError):
        raise WrongUse(say('"{text}" is no day', text=answer), say("write a day as 2026-12-31")) from None
    return answer


_FIRST = {len("2026"): "-01-01", len("2026-12"): "-01", len("2026-12-31"): ""}
"""What makes a day of a year and of a month."""


def _end(answer: str) -> str:
    return answer if answer == "indefinite" else _day(answer)


def _as_day(answer: str) -> Value:
    """Give a day or a year so that it is written without quotes; nothing is unknown."""
    if answer in {"", "indefinite"}:
        return answer or "unknown"
    if len(answer) == len("2026-12-31"):
        return date.fromisoformat(answer)
    return int(answer) if answer.isdecimal() else answer

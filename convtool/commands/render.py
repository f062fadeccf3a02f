"""`convtool render`: every convenant as a document, and the pages about what they have in common."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from convtool.errors import WrongUse
from convtool.files import templates
from convtool.language import _
from convtool.messages import say
from convtool.running import Run, left_out
from convtool.screen import show
from convtool.site import Build, differences, earlier_build, publish, refuse_foreign

FORMATS = ("html", "json", "md", "pdf")


class Tongue(StrEnum):
    """The languages that pages can be made in."""

    nl = "nl"
    en = "en"
    both = "both"


class Audience(StrEnum):
    """For whom pages are made."""

    public = "public"
    partner = "partner"
    internal = "internal"


def render(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            help=_("Convenanten, partners, meetings, initiatives or themes to make anew; else the whole site."),
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help=_("Where the pages go; else build/ in the register."), show_default=False)
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            help=_("html, md, json (data), pdf, or more with commas; else html,md,json."),
            metavar=_("FORMATS"),
            show_default=False,
        ),
    ] = None,
    page: Annotated[
        list[str] | None,
        typer.Option(
            help=_("Only pages of this kind, such as convenant, or of the template with this name; repeatable."),
            metavar=_("NAME"),
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        Tongue | None,
        typer.Option("--lang", help=_("The language of the pages; else that of each convenant."), show_default=False),
    ] = None,
    audience: Annotated[
        Audience | None,
        typer.Option(
            help=_("For whom: public, partner (also what is not public) or internal; else public."), show_default=False
        ),
    ] = None,
    as_signed: Annotated[
        bool, typer.Option("--as-signed", help=_("The text as it was signed, without its amendments."))
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help=_("Write nothing; fail where the pages are not what they would be."))
    ] = False,
) -> None:
    from convtool.building import built
    from convtool.context import Site
    from convtool.history import head
    from convtool.picking import about, refuse_missing, templates_for
    from convtool.rendering import USUAL, manifest, page_of

    run = Run(context, tuple(tongue.value for tongue in Tongue), reads=True)
    folder = out or run.root / "build"
    refuse_foreign(folder, run.root)
    before = earlier_build(folder)
    if check and before is None:
        raise WrongUse(say("{out} holds no pages to check", out=str(folder)), say("make them first, without --check"))
    made = before.facts if check and before else {}
    portfolio = run.portfolio(run.asked_day or _day(made.get("as_of")))
    wanted = about(portfolio, ids or (), run.root)
    sources = templates(*run.templates())
    only = templates_for(page or (), sources)
    formats = _formats(format) or _listed(made.get("formats")) or USUAL
    language = lang.value if lang else run.asked_language or _text(made.get("language"))
    revision = run.revision or (_text(made.get("revision")) if made else head(run.root))
    readers = audience.value if audience else _audience(made.get("audience"))
    signed = as_signed or made.get("as_signed") is True
    kinds = {kind for kind, _, _ in filter(None, map(page_of, only))}
    site = Site(
        language, wanted.ids, revision, readers, signed, kinds, wanted.others,
        run.configuration.site.address, run.configuration.site.publisher,
    )  # fmt: skip
    if before and not site.whole and _audience(before.facts.get("audience")) != readers:
        found = say("the pages in {out} are made for other readers than {audience}", out=str(folder), audience=readers)
        raise WrongUse(found, say("choose another folder, or make the whole site anew"))
    files, unread = built(portfolio, site, sources, formats, only)
    refuse_missing(wanted, files)
    left_out(unread, run.language)
    if check and before:
        _report(run, [*differences(folder, files), *_left_over(before, files, whole=site.whole)])
    facts = {
        "as_of": portfolio.as_of.isoformat(),
        "revision": revision,
        "audience": readers,
        "as_signed": signed,
        "language": language,
        "formats": formats,
    }
    kept = {} if site.whole or before is None else _kept(before, files)
    stale = _left_over(before, files, whole=site.whole)
    done = publish(folder, files, manifest(files, facts, kept), stale)
    said = say(
        "{files} files in {out}: {changed} written, {same} as they were, {removed} removed",
        files=len(files), out=str(folder), changed=done.changed, same=done.same, removed=done.removed,
    )  # fmt: skip
    show(run.language.say(said) + "\n")


def _formats(asked: str | None) -> list[str]:
    formats = sorted({word.strip() for word in asked.split(",")}) if asked else []
    for word in formats:
        if word not in FORMATS:
            raise WrongUse(
                say('"{value}" is no value for {option}', value=word, option="--format"),
                say("the words are {words}", words=FORMATS),
            )
    return formats


def _left_over(before: Build | None, files: Mapping[str, bytes], *, whole: bool) -> tuple[str, ...]:
    """Give the files of an earlier build that are made no more; none where only some convenanten are asked for."""
    return tuple(path for path in before.paths if path not in files) if before and whole else ()


def _kept(before: Build, files: Mapping[str, bytes]) -> dict[str, str]:
    """Give the files of an earlier build that this one leaves as they are, with their checksums."""
    listed = before.facts.get("pages")
    pages = [page for page in listed if isinstance(page, dict)] if isinstance(listed, list) else []
    return {
        page["path"]: str(page.get("sha256")) for page in pages if page.get("path") in set(before.paths) - set(files)
    }


def _report(run: Run, paths: list[str]) -> None:
    show("".join(run.language.say(say("{path} would be made differently now", path=path)) + "\n" for path in paths))
    raise typer.Exit(1 if paths else 0)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _audience(value: object) -> str:
    return value if isinstance(value, str) and value in set(Audience) else Audience.public.value


def _listed(value: object) -> list[str]:
    return [each for each in value if each in FORMATS] if isinstance(value, list) else []

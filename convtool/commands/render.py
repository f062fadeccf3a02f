"""`convtool render`: every convenant as a document, and the pages about what they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from convtool.errors import WrongUse
from convtool.files import templates
from convtool.history import head
from convtool.language import _
from convtool.messages import say
from convtool.running import Run, left_out
from convtool.screen import show
from convtool.shelf import digest_of
from convtool.site import USUAL, Build, differences, manifest, own_build, publish

if TYPE_CHECKING:
    from convtool.diagnostics import Fault
    from convtool.layout import Unkept
    from convtool.upkeep import Built, Upkeep

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
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=_("Make every page anew, and keep nothing for later runs."))
    ] = False,
) -> None:
    run = Run(context, tuple(tongue.value for tongue in Tongue), reads=True)
    folder = out or run.root / "build"
    before = own_build(folder, run.root)
    if check and before is None:
        raise WrongUse(say("{out} holds no pages to check", out=str(folder)), say("make them first, without --check"))
    made = before.facts if check and before else {}
    asked = _Asked(
        tuple(ids or ()),
        tuple(page or ()),
        run.asked_day or _day(made.get("as_of")) or run.as_of,
        _formats(format) or _listed(made.get("formats")) or USUAL,
        lang.value if lang else run.asked_language or _text(made.get("language")),
        audience.value if audience else _audience(made.get("audience")),
        as_signed or made.get("as_signed") is True,
        run.revision or (_text(made.get("revision")) if made else head(run.root)),
    )
    if before and not asked.whole and _audience(before.facts.get("audience")) != asked.audience:
        found = say(
            "the pages in {out} are made for other readers than {audience}", out=str(folder), audience=asked.audience
        )
        raise WrongUse(found, say("choose another folder, or make the whole site anew"))
    sources = templates(*run.templates())
    files = None if run.revision else run.listed()
    trusted = None if check else folder
    upkeep = _upkeep(run, asked, sources, trusted, files[0]) if files and not no_cache else None
    built = upkeep.whole if upkeep else None
    if built is None:
        lying = before.paths if before else ()
        built = _built(run, asked, sources, files, upkeep, lying, keeps=not no_cache)
    left_out(built.unread, run.language)
    stale = [path for path in before.paths if path not in built.sums] if before and asked.whole else []
    if check:
        _report(run, [*differences(folder, built.sums), *stale])
    kept = {} if asked.whole or before is None else _kept(before)
    done = publish(folder, built.made, manifest({**kept, **built.sums}, asked.facts), stale)
    if upkeep:
        upkeep.keep(built)
    said = say(
        "{files} files in {out}: {changed} written, {same} as they were, {removed} removed",
        files=len(built.sums), out=str(folder),
        changed=done.changed, same=len(built.sums) - done.changed, removed=done.removed,
    )  # fmt: skip
    show(run.language.say(said) + "\n")


class _Asked(NamedTuple):
    """What is asked for: of what, as of which day, in which form, for whom, and at which commit the register is."""

    ids: tuple[str, ...]
    pages: tuple[str, ...]
    as_of: date
    formats: list[str]
    language: str | None
    audience: str
    as_signed: bool
    revision: str | None

    @property
    def whole(self) -> bool:
        """Whether the whole site is asked for."""
        return not (self.ids or self.pages)

    @property
    def facts(self) -> dict[str, object]:
        """What build.json says of it."""
        return {
            "as_of": self.as_of.isoformat(),
            "revision": self.revision,
            "audience": self.audience,
            "as_signed": self.as_signed,
            "language": self.language,
            "formats": self.formats,
        }


def _upkeep(run: Run, asked: _Asked, sources: Mapping[str, str], folder: Path | None, files: Unkept) -> Upkeep | None:
    """Give what is kept of the whole site; of a part nothing is, nor of a PDF, which depends on the machine's fonts."""
    if not asked.whole or "pdf" in asked.formats:
        return None
    from convtool.upkeep import Upkeep

    question = (asked._replace(revision=None), run.configuration, digest_of(repr(sorted(sources.items())).encode()))
    return Upkeep(run.root, folder, files, question, asked.revision)


def _built(
    run: Run,
    asked: _Asked,
    sources: Mapping[str, str],
    files: tuple[Unkept, list[Fault]] | None,
    upkeep: Upkeep | None,
    lying: Iterable[str],
    *,
    keeps: bool,
) -> Built:
    """Make what is asked for, but for what stands; `lying` are the paths of an earlier build."""
    from convtool.building import built, rendered
    from convtool.context import Site
    from convtool.findable import LIST
    from convtool.picking import about, refuse_missing, templates_for
    from convtool.precompiled import keep, precompiled
    from convtool.rendering import Renderer, page_of

    portfolio = run.portfolio(asked.as_of, files=files, kept=files is None)
    wanted = about(portfolio, asked.ids, run.root)
    only = templates_for(asked.pages, sources)
    kinds = {kind for kind, _, _ in filter(None, map(page_of, only))}
    site = Site(
        asked.language, wanted.ids, asked.revision, asked.audience, asked.as_signed, kinds, wanted.others,
        run.configuration.site.address, run.configuration.site.publisher,
        searched=asked.whole or any(path.startswith(LIST) for path in lying),
    )  # fmt: skip
    renderer = Renderer(sources, rendered(asked.formats), only, precompiled(run.root) if keeps else None)
    found = built(portfolio, site, renderer, asked.formats, upkeep)
    refuse_missing(wanted, found.sums)
    if keeps:
        keep(run.root, renderer.compiled, sources)
    return found


def _formats(asked: str | None) -> list[str]:
    formats = sorted({word.strip() for word in asked.split(",")}) if asked else []
    for word in formats:
        if word not in FORMATS:
            raise WrongUse(
                say('"{value}" is no value for {option}', value=word, option="--format"),
                say("the words are {words}", words=FORMATS),
            )
    return formats


def _kept(before: Build) -> dict[str, str]:
    """Give the checksums of the files of an earlier build, of which some are made anew and the others stay."""
    listed = before.facts.get("pages")
    pages = [page for page in listed if isinstance(page, dict)] if isinstance(listed, list) else []
    paths = set(before.paths)
    return {page["path"]: str(page.get("sha256")) for page in pages if page.get("path") in paths}


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

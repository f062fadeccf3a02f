"""`convtool preview`: the site in a browser while it is written."""

import gc
import time
from contextlib import closing
from typing import Annotated

import typer

from convtool.errors import ConvtoolError
from convtool.files import listed, stamps, templates
from convtool.language import _
from convtool.layout import DATA, TEMPLATES
from convtool.messages import Message, count, say
from convtool.portfolio import Portfolio, with_files
from convtool.precompiled import keep, precompiled
from convtool.rebuilding import Edition, edition, in_other_templates, renewed
from convtool.rendering import Renderer
from convtool.running import Run, left_out
from convtool.screen import show
from convtool.serving import Server, Shown
from convtool.site import USUAL

_PAUSE = 0.5
_NAMED = 5


def preview(
    context: typer.Context,
    port: Annotated[int, typer.Option(help=_("The port to serve on; 0 for any that is free."))] = 8000,
    open: Annotated[bool, typer.Option("--open", help=_("Open the start page in a browser."))] = False,
) -> None:
    run = Run(context)
    with closing(Server(port)) as server:
        following = _Following(run, server)
        following.look()
        gc.freeze()
        gc.enable()  # unlike other runs this one goes on
        following.tell(say("{address} shows the pages as they are now; Ctrl-C ends it", address=server.address))
        if open:
            typer.launch(server.address)
        while True:
            time.sleep(_PAUSE)
            following.look()


class _Following:
    """A register and its templates, looked at again and again; what is made of them is served."""

    def __init__(self, run: Run, server: Server) -> None:
        self.run = run
        self.server = server
        self.made: Edition | None = None
        self.made_of: dict[str, object] = {}
        """What the files were that the last good pages are made of."""
        self.seen: dict[str, object] = {}

    def look(self) -> None:
        """Make anew what changed, and tell it; where that fails, tell why, and leave what was made before."""
        now = stamps(self.run.root, (DATA, TEMPLATES))
        if now == self.seen:
            return
        self.seen = now
        changed = {path for path in now.keys() | self.made_of.keys() if now.get(path) != self.made_of.get(path)}
        try:
            made = self._anew(changed)
            files, before = made.files(), self.server.shown.files
        except ConvtoolError as error:
            self.server.shown = self.server.shown._replace(mistake=self.run.language.say(error.message))
            self.tell(error.message)
            return
        self.server.shown = Shown(files)
        if self.made:
            self._tell_pages(
                sorted({path.rpartition(".")[0] for path, text in files.items() if text != before.get(path)})
            )
        else:
            left_out(_unreadable(made.portfolio), self.run.language)
        if self.made is None or made.renderer is not self.made.renderer:
            keep(self.run.root, made.renderer.compiled, made.renderer.templates)
        self.made, self.made_of = made, now

    def _anew(self, changed: set[str]) -> Edition:
        from convtool.context import Site
        from convtool.history import head

        site = Site(self.run.asked_language, revision=head(self.run.root))
        made = self.made
        if made is None:
            return edition(self.run.portfolio(kept=False), site, self._renderer())
        if any(path.startswith(f"{TEMPLATES}/") for path in changed):
            made = in_other_templates(made, self._renderer())
        files, _faults = listed(self.run.root, self.run.configuration.limits)
        portfolio = with_files(made.portfolio, files, changed)
        _refuse_broken(made.portfolio, portfolio, changed)
        return renewed(made, portfolio, site, changed)

    def _renderer(self) -> Renderer:
        return Renderer(templates(*self.run.templates()), USUAL, compiled=precompiled(self.run.root))

    def tell(self, said: Message) -> None:
        """Say something in the terminal."""
        show(self.run.language.say(said) + "\n")

    def _tell_pages(self, paths: list[str]) -> None:
        pages = count(len(paths), "{number} page", "{number} pages")
        if 0 < len(paths) <= _NAMED:
            self.tell(say("{pages} made anew: {names}", pages=pages, names=tuple(paths)))
        else:
            self.tell(say("{pages} made anew", pages=pages))


def _refuse_broken(before: Portfolio, now: Portfolio, changed: set[str]) -> None:
    """Refuse a register in which a file that could be read before cannot be read any more."""
    for path in sorted(changed.intersection(now.entries)):
        entry = now.entries[path]
        if entry.record is None and (path not in before.entries or before.entries[path].record):
            place, found, help, *_rest = entry.faults[0].finding
            where = say("{path}, line {line}: {found}", path=path, line=place.line, found=found)
            raise ConvtoolError(where, help)


def _unreadable(portfolio: Portfolio) -> int:
    return sum(entry.record is None for entry in portfolio.entries.values())

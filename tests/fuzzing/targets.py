"""What is fuzzed: one function for each way in, from any bytes to nothing, that raises where a promise is broken.

Each target has seeds, from which a fuzzer starts: what a register, a form or a template ordinarily is.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest

from convtool import shelf
from convtool.characters import visible
from convtool.checking import check, concluded, judged
from convtool.configuration import configuration
from convtool.context import Site, pages
from convtool.documents import plain
from convtool.editing import mended
from convtool.entries import stretch
from convtool.errors import ConvtoolError
from convtool.files import shipped_templates
from convtool.history import Repository
from convtool.language import Language
from convtool.messages import Message
from convtool.mistakes import mistakes
from convtool.notation import Value
from convtool.parsing import parse
from convtool.portfolio import load
from convtool.rendering import Renderer
from convtool.reporters import github, gitlab, junit, sarif, short, text
from convtool.reporters import json as json_
from convtool.rulebook import rulebook
from convtool.splicing import Add, Change, Put, Remove, changed
from convtool.tidying import laid_out
from convtool.workbooks import Form, csv, spoken_words, xlsx, yaml
from convtool.workbooks.reading import opened
from convtool.yearly.asked import Asked, asked_of, partner_of
from convtool.yearly.replies import told_by
from tests.conftest import CONVENANT, DAY, PARTNER, Base, checked
from tests.filled import portfolio
from tests.repositories import commit, git
from tests.test_parsing import inside
from tests.test_rendering import HARMLESS, PAYLOADS, PROSE_MAY, html_pages
from tests.test_splicing import paths_of

ROOT = Path(__file__).parents[2]
BASE = Base().files
PATHS = sorted(BASE)
NEIGHBOUR = "data/partners/gebroken.yaml"
BESIDE = {NEIGHBOUR: b"schema: 1\nid: gebroken\nname: no\n"}
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


class Target(NamedTuple):
    """One way in: what is done with any bytes, and the bytes to start from."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


# ---------------------------------------------------------------------------------------------------
# Reading, judging and reporting


def read(data: bytes) -> None:
    """Any file is a tree or refused, and every fault lies in it."""
    document, faults = parse(CONVENANT, data)
    assert document.root is not None or faults
    assert inside(document, faults)
    if document.root is not None:
        plain(document.root)


def validate(data: bytes) -> None:
    """Any file among others is judged, hides nothing of its neighbours, and breaks no report; the first byte says which."""
    path = PATHS[data[0] % len(PATHS)] if data else PATHS[0]
    files = BASE | BESIDE | {path: data[1:]}
    portfolio = load(files, DAY)
    shares = [judged(portfolio, rulebook(), list(portfolio.entries))]
    found = concluded(portfolio, rulebook(), shares)
    assert any(each.place.path == NEIGHBOUR for each in found), "the neighbour is reported"
    given = checked(found, portfolio, shares)
    for reporter in (text, short, github):
        assert not STEERS.search(reporter.report(given))
    for machine in (gitlab, json_, sarif):
        json.loads(machine.report(given))
    junit.report(given)


# ---------------------------------------------------------------------------------------------------
# Writing

VALUES: list[Value] = ["x", "no", "1.10", "een # twee", "regel\n\n- regel", [], ["a", "b"], {"k": "v"}, date(2025, 2, 28), True, " in\nspringen"]  # fmt: skip


def edit(data: bytes) -> None:
    """An edit changes one value and nothing else, or is refused; so do a layout and a repair. Two bytes say what."""
    if len(data) < 3:
        return
    which, how, data = data[0], data[1], data[2:]
    document, _ = parse(CONVENANT, data)
    root = document.root
    paths = (paths_of(root) if root else []) or [("id",)]
    path, value = paths[which % len(paths)], VALUES[how % len(VALUES)]
    change: Change = (Put(path, value), Add(path, value), Remove(path))[how // len(VALUES) % 3]
    with suppress(ConvtoolError):
        after = changed(CONVENANT, data, [change])
        again, _ = parse(CONVENANT, after)
        assert root is not None
        assert again.root is not None
        assert _others(plain(root), path) == _others(plain(again.root), path), "only what was asked differs"
    laid = laid_out(CONVENANT, data)
    if not isinstance(laid, Message):
        assert laid_out(CONVENANT, laid) == laid, "a layout is one"
        tidy, _ = parse(CONVENANT, laid)
        assert root is not None
        assert tidy.root is not None
        assert plain(tidy.root) == plain(root), "a layout says the same"
    whole = load({PARTNER: data}, DAY)
    with suppress(ConvtoolError):
        mended(whole, PARTNER, check(whole, rulebook()))


def _others(tree: object, path: tuple[str, ...]) -> object:
    """What a tree says beside the value at a path, and beside the items of a list that it is in."""
    if not path or not isinstance(tree, dict):
        return None
    return {key: _others(value, path[1:]) if key == path[0] else value for key, value in tree.items() if key != path[0] or len(path) > 1}  # fmt: skip


# ---------------------------------------------------------------------------------------------------
# Pages

SITE = Site(language="nl", audience="internal")


@cache
def _renderer() -> Renderer:
    return Renderer(shipped_templates())


@cache
def _allowed() -> set[tuple[str, tuple[str, ...]]]:
    return {each for _, page in html_pages(HARMLESS) for each in page.found} | PROSE_MAY | {("a", ("href",))}


def render(data: bytes) -> None:
    """No text puts an element or an address that leads astray into the pages of a convenant."""
    said = data.decode("utf-8", "ignore")
    whole = portfolio(said)
    if "proef" not in whole.programme.convenants:
        return
    some = [page for page in pages(whole, SITE) if page.kind == "convenant"]
    for path, page in html_pages(_renderer().render(some)):
        assert page.found <= _allowed(), path
        assert not any(
            re.match(r"\s*(javascript|data|vbscript|file):|//", each, re.IGNORECASE) for each in page.addresses
        )


def template(data: bytes) -> None:
    """Any template is read or told what is wrong, without being run."""
    for path in ("templates/convenant/page.nl.j2", "templates/_parts/eigen.html.j2"):
        mistakes({path: data}, {})


# ---------------------------------------------------------------------------------------------------
# Forms that come back, revisions, what was kept, and settings


@cache
def _asked() -> tuple[Asked, Form, dict[str, bytes]]:
    whole = load(BASE, DAY)
    asked = asked_of(partner_of(whole, "voorbeeldbank"), stretch("2026"), whole)
    form = Form(asked, Language("nl"), DAY, ())
    with zipfile.ZipFile(BytesIO(xlsx.written(form))) as packed:
        return asked, form, {name: packed.read(name) for name in packed.namelist()}


def take_in(data: bytes) -> None:
    """Any form is taken in, or refused with a reason; the first byte says what sort of file it is."""
    sort, data = data[:1], data[1:]
    asked, form, parts = _asked()
    name = {b"c": "f.csv", b"y": "f.yaml"}.get(sort, "f.xlsx")
    if sort == b"s":
        data = _packed(parts | {"xl/worksheets/sheet1.xml": data})
    with suppress(ConvtoolError):
        come = opened(name, data)
        titles = {each.id: form.titled(each) for each in asked.questions}
        told_by(come.rows, asked, titles, spoken_words(), load(BASE, DAY))


def _packed(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def _forms() -> list[bytes]:
    _, form, parts = _asked()
    whole = xlsx.written(form)
    return [b"x" + whole, b"s" + parts["xl/worksheets/sheet1.xml"], b"c" + csv.written(form), b"y" + yaml.written(form)]


@cache
def _repository() -> Repository:
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    root = Path(folder.name)
    git(root, "init", "-q")
    commit(root, BASE)
    return Repository(root)


def revise(data: bytes) -> None:
    """Whatever is named as a commit is the full name of one, or refused; and nothing is written."""
    repository = _repository()
    before = sorted(repository.top.iterdir())
    with suppress(ConvtoolError):
        assert re.fullmatch("[0-9a-f]{40}", repository.commit(data.decode("utf-8", "surrogateescape")))
    assert sorted(repository.top.iterdir()) == before


@cache
def _kept() -> tuple[Path, bytes, Path]:
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    root = Path(folder.name)
    os.environ["XDG_CACHE_HOME"] = folder.name
    key = shelf.key_of(root, "fuzz")
    shelf.put(root, key, b"kept")
    (place,) = (root / "convtool").iterdir()
    return root, key, place


@cache
def _foreign() -> list[bytes]:
    """The keys of what others keep: an older program, another question, and another register."""
    root, _, _ = _kept()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("convtool.__version__", "0.0.1")
        older = shelf.key_of(root, "fuzz")
    return [older, shelf.key_of(root, "fuzzy"), shelf.key_of(root / "elsewhere", "fuzz")]


def _laid(key: bytes, sizes: bytes, first: bytes) -> bytes:
    return sizes + shelf.digest_of(key, sizes, first) + first


def remember(data: bytes) -> None:
    """What lies where something was kept is what this program kept, or nothing.

    Anything that another one keeps, in whatever shape, has another checksum: its key is part of that. A fuzzer sees what
    a checksum is compared with and writes it; who does that is the owner of the folder, and believed.
    """
    root, key, place = _kept()
    place.write_bytes(data)
    found = shelf.taken(root, key)
    assert found is None or data == _laid(key, data[:16], bytes(found))
    sizes = len(data).to_bytes(8, "big") + (32 + len(data)).to_bytes(8, "big")
    place.write_bytes(_laid(key, sizes, data))
    assert bytes(shelf.taken(root, key) or b"") == data, "what is kept comes back"
    for other in _foreign():
        place.write_bytes(_laid(other, sizes, data))
        assert shelf.taken(root, key) is None, "what others keep is not taken, whatever it says"


def configure(data: bytes) -> None:
    """Any `convtool.toml` is understood to the last word, or refused."""
    with suppress(ConvtoolError):
        configuration(data, list(rulebook()))


def show(data: bytes) -> None:
    """No text steers the terminal it is shown on."""
    shown = visible(data.decode("utf-8", "surrogateescape"))
    assert not STEERS.search(shown)
    assert "\n" not in shown
    Language("en").say(Message("{gap}", {"gap": data.decode("utf-8", "replace")}))


def _register(first: bytes = b"") -> list[bytes]:
    return [first + path.read_bytes() for path in sorted((ROOT / "tests/base").rglob("*.yaml"))]


TARGETS = {
    "reader": Target(read, _register),
    "validator": Target(validate, lambda: [bytes([number]) + BASE[path] for number, path in enumerate(PATHS)]),
    "editor": Target(edit, lambda: _register(b"\x05\x00")),
    "renderer": Target(render, lambda: [each.encode() for each in PAYLOADS]),
    "templates": Target(template, lambda: [each.encode() for each in list(shipped_templates().values())[:40]]),
    "importer": Target(take_in, _forms),
    "revisions": Target(
        revise, lambda: [b"HEAD", b"main", b"2026-06-01", b"HEAD~1", b"main@{1}", b":/x", b"HEAD^{tree}"]
    ),
    "cache": Target(remember, lambda: [_kept()[2].read_bytes()]),
    "configuration": Target(configure, lambda: [b'[limits]\nsize = 9\n[[ignore]]\ncode = "CV301"\nreason = "x"\n']),
    "terminal": Target(show, lambda: [each.encode() for each in ("\x1b[31m", "\u202e", "::error::x", "##[x", "é")]),
}

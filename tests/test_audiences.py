"""What is withheld from everyone stands in no file that is made for everyone: every value is searched for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from convtool.context import AUDIENCES, DossierPage, Seen, Site, kinds, pages
from convtool.context.addresses import is_public
from convtool.documents import Mapping, Scalar, Sequence
from convtool.files import worktree
from convtool.findable import collectable, documents, searchable
from convtool.models.convenant import Convenant
from convtool.portfolio import Portfolio, load
from convtool.rendering import Renderer
from convtool.woo import Concept
from tests.test_rendering import TEMPLATES, Elements

ROOT = Path(__file__).parent.parent
RENDERER = Renderer(TEMPLATES, ["html", "json", "md"])
TELLS = 12
"""So many characters a text has to have before finding it means anything."""


@lru_cache
def register() -> Portfolio:
    """The sample register."""
    return load(worktree(ROOT)[0], date(2026, 11, 21))


def texts(node: object) -> Iterator[str]:
    """Every text in a file that is long enough to be recognised."""
    if isinstance(node, Scalar) and len(node.text) >= TELLS:
        yield folded(node.text)
    elif isinstance(node, Mapping):
        for _, value in node.entries.values():
            yield from texts(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from texts(item)


def folded(text: str) -> str:
    return " ".join(text.split())


def plain(path: str, text: str) -> str:
    """What a file says, without the marks of its format."""
    match path.rpartition(".")[2]:
        case "html":
            return " ".join(Elements(text).said)
        case "json":
            return " ".join(written(json.loads(text)))
        case "md":
            return re.sub(r"\\(.)", r"\1", text)
        case _:
            return text.replace('\\"', '"')


def written(node: object) -> Iterator[str]:
    """Every text in some JSON."""
    if isinstance(node, (dict, list)):
        for item in node.values() if isinstance(node, dict) else node:
            yield from written(item)
    else:
        yield str(node)


def told(files: dict[str, str]) -> str:
    """Everything that a site says."""
    return folded(" ".join(plain(path, text) for path, text in files.items()))


@lru_cache
def site(audience: str) -> str:
    """Everything that the site for these readers says, in Dutch."""
    asked = Site("nl", audience=audience, address="https://register.example/", publisher=Concept("x", "y"))
    files = RENDERER.render(pages(register(), asked))
    seen = Seen(register(), asked)
    files |= searchable(seen, files)
    return told(files | dict(collectable(asked, files, documents(seen))))


def closed() -> list[Convenant]:
    """The convenanten that not everyone may read."""
    return [each for each in register().programme.convenants.values() if not is_public(each)]


def test_no_value_of_what_is_not_public_stands_in_the_public_site() -> None:
    readable = " ".join(
        text
        for path, entry in register().entries.items()
        if path not in {each.document.path for each in closed()}
        for text in texts(entry.document.root)
    )
    said = site("public")
    titles = " ".join(folded(each.title) for each in closed())
    withheld = {text for each in closed() for text in texts(each.node) if text not in readable + titles}
    assert len(withheld) > 20
    assert {text for text in withheld if text in said} == set()


def test_the_parties_read_it() -> None:
    said = site("partner")
    summaries = [each.summary.who for each in closed() if each.summary and each.summary.who]
    assert summaries
    assert all(folded(each) in said for each in summaries)


def test_what_only_the_office_keeps_stands_in_no_other_site() -> None:
    found = [page for page in pages(register(), Site(audience="internal")) if isinstance(page, DossierPage)]
    kept = {remark for page in found for line in page.lines for remark in line.remarks}
    kept |= {note for page in found for _, note in page.notes}
    kept = {folded(each) for each in kept if len(each) >= TELLS}
    assert kept
    assert all(each in site("internal") for each in kept)
    for audience in ("public", "partner"):
        said = site(audience)
        assert {each for each in kept if each in said} == set()


def test_a_public_page_has_no_name_for_what_is_withheld() -> None:
    own = {name for page in kinds().values() if page is not DossierPage for name in page.__dataclass_fields__}
    assert set(DossierPage.__dataclass_fields__) - own == {"lines", "notes"}
    assert AUDIENCES == ("public", "partner", "internal")


def test_what_was_remarked_on_an_agreement_is_for_the_office_alone() -> None:
    remark = "Dit gesprek liep stroef en blijft binnenskamers."
    files = worktree(ROOT)[0]
    path = "data/convenants/voorbeeldbank.yaml"
    text = files[path].decode()
    agreement = next(each.id for each in register().programme.convenants["voorbeeldbank"].agreements or ())
    event = f"events:\n  - {{agreement: {agreement}, date: 2026-11-20, status: in-execution, note: {remark}}}\n"
    assert text.count("\nevents:\n") == 1
    files[path] = text.replace("events:\n", event).encode()
    told_of = load(files, date(2026, 11, 21))
    for audience in AUDIENCES:
        found = RENDERER.render(pages(told_of, Site("nl", audience=audience)))
        assert {path for path, text in found.items() if remark in text} == set() or audience == "internal"
    assert any(remark in text for text in found.values())

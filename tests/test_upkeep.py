"""A render that takes over what earlier ones made leaves the folder as one that makes everything."""

from __future__ import annotations

import gc
import multiprocessing
import os
import random
import shutil
import sys
from collections.abc import Callable
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from convtool import cli, sharing, stamps, translated
from convtool.compiling import Environment
from convtool.context import AUDIENCES, Page, pages_of
from convtool.errors import ConvtoolError
from convtool.layout import LINK, Unkept, Unread, misfit
from convtool.precompiled import keep, precompiled
from convtool.rendering import Compiled, Renderer, translations
from convtool.site import MANIFEST, publish
from convtool.translated import Translated, write
from tests.conftest import CONVENANT, PARTNER, Base

BASE = Base().files
OTHER = "data/convenants/ander.yaml"
APART = "data/partners/apart.yaml"
"""An organisation that no convenant names."""
FILES = BASE | {
    OTHER: BASE[CONVENANT].replace(b"id: voorbeeldbank", b"id: ander", 1),
    APART: BASE["data/partners/voorbeeldalliantie.yaml"].replace(b"id: voorbeeldalliantie", b"id: apart", 1),
}
DAY = "2026-11-21"
COMPILED = Compiled()
EVERYTHING = ["", "ander", "koepel", "voorbeeldbank"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for caches, still empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(stamps, "_COARSE", 0)  # so that what was written just now counts as known
    return tmp_path / "caches" / "convtool"


@pytest.fixture
def register(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001 - the caches belong to it
    """A small register; its templates are compiled once for all tests."""
    monkeypatch.setattr("convtool.precompiled.precompiled", lambda _root: COMPILED)
    monkeypatch.setattr("convtool.precompiled.keep", lambda *_: None)
    root = tmp_path / "register"
    for path, data in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def render(root: Path, *words: str, day: str = DAY, code: int = 0) -> None:
    """Run the command in this process; it has to leave with `code`."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["convtool", "render", "--root", str(root), "--as-of", day, *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
    gc.enable()
    assert left.value.code == code


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def anew(root: Path, *words: str, day: str = DAY) -> dict[str, bytes]:
    """What a folder holds in which nothing lay, after a render that knows nothing of others but compiled templates."""
    out = root.parent / "anew"
    shutil.rmtree(out, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("convtool.commands.render._upkeep", lambda *_: None)
        render(root, "--out", str(out), *words, day=day)
    return contents(out)


def same(root: Path, *words: str, day: str = DAY) -> None:
    """Render with what is kept, and compare."""
    render(root, "--out", str(root.parent / "out"), *words, day=day)
    assert contents(root.parent / "out") == anew(root, *words, day=day)


def made(root: Path, *words: str) -> list[str]:
    """The parts of the site that a render makes anew: ids of convenanten, and the empty one for all others."""
    parts: list[str] = []

    def noting(some: list[str], *rest: object) -> object:
        parts.extend(some)
        return pages_of(some, *rest)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("convtool.building.pages_of", noting)
        render(root, "--out", str(root.parent / "out"), "--format", "md", *words)
    return parts


def addresses(root: Path, *words: str) -> list[str]:
    """The pages that a render makes anew, by their address."""
    found: list[str] = []

    def noting(renderer: Renderer, page: Page) -> object:
        found.append(page.address)
        return outputs(renderer, page)

    outputs = Renderer.outputs
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Renderer, "outputs", noting)
        render(root, "--out", str(root.parent / "out"), "--format", "md", *words)
    return sorted(found)


def replaced(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


# ---- What is made anew ----------------------------------------------------------------------------------


def test_of_what_is_the_same_nothing_is_made(register: Path) -> None:
    assert made(register) == EVERYTHING
    assert made(register) == []
    assert made(register, "--no-cache") == EVERYTHING


def test_after_one_change_its_pages_are_made_and_those_about_all(register: Path) -> None:
    made(register)
    replaced(register / OTHER, "title: ", "title: Nieuw ")
    assert made(register) == ["", "ander"]
    replaced(register / PARTNER, "name: ", "name: Nieuwe ")
    assert made(register) == ["", "ander", "voorbeeldbank"]


def test_after_one_change_the_pages_on_which_it_shows_are_made(register: Path) -> None:
    everything = addresses(register)
    replaced(register / OTHER, "title: ", "title: Nieuw ")
    of_another = {
        *(f"themes/{each}" for each in ("leefbaarheid", "veiligheid", "wonen")),
        *(f"ambitions/{each}" for each in (1, 2, 5)),
        *(each for each in everything if each.startswith("convenants/") and not each.startswith("convenants/ander")),
    }
    assert addresses(register) == sorted({*everything} - of_another - {"partners/apart"})
    replaced(register / OTHER, "partner: voorbeeldalliantie", "partner: apart")
    assert addresses(register) == sorted({*everything} - of_another)
    replaced(register / OTHER, "themes: [werk, jeugd]", "themes: [wonen]")
    assert addresses(register) == sorted({*everything} - of_another | {"themes/wonen"})
    replaced(register / PARTNER, "name: ", "name: Nieuwe ")
    sheets = {each for each in everything if each.startswith(("partners/", "themes/", "ambitions/"))}
    assert sheets < {*addresses(register)}


def test_while_two_convenanten_have_one_id_every_sheet_is_made(register: Path) -> None:
    replaced(register / OTHER, "id: ander", "id: voorbeeldbank")
    everything = addresses(register)
    for title in "een", "twee":
        replaced(register / OTHER, "title: ", f"title: {title} ")
        assert {each for each in everything if not each.startswith("convenants/")} <= {*addresses(register)}
        same(register, "--format", "md")


def test_a_sheet_that_does_not_lie_as_it_was_laid_is_made_again(register: Path) -> None:
    addresses(register)
    (register.parent / "out" / "partners" / "apart.md").write_text("anders")
    assert "partners/apart" in addresses(register)
    (register.parent / "out" / "index.md").unlink()
    assert "partners/apart" not in addresses(register)
    same(register, "--format", "md")


def test_where_two_pages_lie_at_one_place_it_is_as_if_both_were_made(register: Path) -> None:
    (register / "data/partners/index.yaml").write_bytes(FILES[APART].replace(b"id: apart", b"id: index", 1))
    for title in "een", "twee":
        replaced(register / OTHER, "title: ", f"title: {title} ")
        same(register, "--format", "md")


def test_while_a_file_cannot_be_read_every_sheet_is_made(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(files: Unkept, path: str) -> bytes:
        if path == PARTNER:
            raise Unread(misfit(path, *LINK))
        return reading(files, path)

    reading = Unkept.__getitem__
    monkeypatch.setattr(Unkept, "__getitem__", failing)
    addresses(register)
    replaced(register / OTHER, "title: ", "title: Nieuw ")
    assert "partners/apart" in addresses(register)


def test_a_file_that_was_only_touched_is_the_same_file(register: Path) -> None:
    made(register)
    for path in [*register.rglob("*.yaml"), *(register.parent / "out").rglob("*.md")]:
        path.write_bytes(path.read_bytes())
    assert made(register) == []


def test_a_page_that_does_not_lie_as_it_was_laid_is_made_again(register: Path) -> None:
    made(register)
    (register.parent / "out" / "convenants" / "ander.md").unlink()
    assert made(register) == ["ander"]
    (register.parent / "out" / "index.md").write_text("anders")
    assert made(register) == [""]
    assert made(register) == []


def test_another_commit_shows_on_the_pages_about_all_alone(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(register)
    monkeypatch.setattr("convtool.commands.render.head", lambda _root: "0" * 40)
    assert made(register) == [""]
    assert b"0" * 12 in contents(register.parent / "out")["index.md"]
    same(register, "--format", "md")


def test_with_another_library_all_is_made_anew(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(register)
    monkeypatch.setattr("convtool.upkeep._libraries", list)
    assert made(register) == EVERYTHING


def test_two_processes_leave_what_one_does(register: Path) -> None:
    before = anew(register, "--format", "md,json")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sharing, "_PAYS", 2)
        patched.setattr(sharing, "_STRETCH", 1)
        same(register, "--format", "md,json")
        assert contents(register.parent / "out") == before
        replaced(register / OTHER, "title: ", "title: Nieuw ")
        same(register, "--format", "md,json")
    assert made(register, "--format", "md,json") == []


def test_what_lies_behind_a_link_is_not_taken_for_what_was_laid(register: Path) -> None:
    made(register)
    folder = register.parent / "out" / "convenants"
    folder.rename(register.parent / "elders")
    folder.symlink_to(register.parent / "elders")
    render(register, "--out", str(register.parent / "out"), "--format", "md", code=3)


def test_check_reads_what_lies_in_the_folder(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(register)
    page = register.parent / "out" / "index.md"
    before, text = page.stat(), page.read_bytes()
    made(register, "--check")
    page.write_bytes(text.replace(b"2026", b"2027", 1))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    capsys.readouterr()
    render(register, "--check", "--out", str(register.parent / "out"), code=1)
    assert capsys.readouterr().out.split()[0] == "index.md"


# ---- It reads as if everything was made ------------------------------------------------------------------


def edits(root: Path, draw: random.Random) -> str:
    """Change something at random; give the day to render."""
    out = root.parent / "out"
    convenant, partner = root / draw.choice([CONVENANT, OTHER]), root / PARTNER
    own, new = root / "templates/convenant/kort.nl.j2", root / "data/convenants/derde.yaml"
    pages = [path for path in sorted(out.rglob("*")) if path.is_file() and path.name != "build.json"]
    page = draw.choice(pages)
    own.parent.mkdir(parents=True, exist_ok=True)
    some: list[Callable[[], object]] = [
        lambda: replaced(convenant, "title: ", f"title: {draw.randrange(99)} "),
        lambda: replaced(convenant, "status: ", "status: x"),
        lambda: replaced(convenant, "partner: voorbeeldalliantie", "partner: apart"),
        lambda: convenant.write_bytes(FILES[convenant.relative_to(root).as_posix()]),
        lambda: convenant.write_bytes(b"titel: [\n"),
        lambda: replaced(partner, "name: ", "name: Hernoemde "),
        lambda: partner.write_bytes(FILES[PARTNER]),
        lambda: new.write_bytes(FILES[OTHER].replace(b"id: ander", b"id: derde", 1)),
        lambda: new.unlink(missing_ok=True),
        lambda: (root / "data/masterplan.yaml").write_bytes(FILES["data/masterplan.yaml"] + b"# x\n"),
        lambda: own.write_text(f"{{{{ title }}}} {draw.randrange(9)}"),
        lambda: own.unlink(missing_ok=True),
        lambda: (root / "convtool.toml").write_text(f'[site]\naddress = "https://voorbeeld{draw.randrange(9)}.nl/"\n'),
        lambda: (root / "convtool.toml").unlink(missing_ok=True),
        page.unlink,
        lambda: page.write_bytes(page.read_bytes() + b" "),
        page.touch,
        lambda: None,
    ]
    for change in draw.sample(some, draw.randrange(1, 3)):
        change()
    return draw.choice([DAY, DAY, DAY, "2024-01-01"])


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_folder_is_as_if_everything_was_made(register: Path, seed: int, torture: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - for edits, not for secrets
    words = "--format", "md", "--audience", AUDIENCES[seed]
    same(register, *words)
    for _ in range(6 * torture):
        same(register, *words, day=edits(register, draw))


def test_a_spoiled_cache_changes_nothing(register: Path, folder: Path) -> None:
    made(register)
    for spoiled in (b"", b"x" * 999, None):
        for path in folder.iterdir():
            data = path.read_bytes()
            path.write_bytes(data[:20] + bytes([data[20] ^ 1]) + data[21:] if spoiled is None else spoiled)
        assert made(register) == EVERYTHING


@pytest.mark.parametrize("operation", ["write", "replace", "close"])
def test_a_page_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    publish(tmp_path, {"x.md": b"een"}, b"{}", ())

    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, operation, failing)
        with pytest.raises(ConvtoolError):
            publish(tmp_path, {"x.md": b"twee"}, b"{}", ())
    assert contents(tmp_path) == {"x.md": b"een", MANIFEST: b"{}"}


def test_without_a_cache_nothing_is_kept(register: Path, folder: Path) -> None:
    render(register, "--no-cache", "--format", "md")
    assert not folder.exists()


def test_two_renders_at_once_leave_what_one_does(register: Path) -> None:
    words = ("--format", "md", "--out", str(register.parent / "out"))
    others = [multiprocessing.get_context("fork").Process(target=render, args=(register, *words)) for _ in range(2)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0, 0]
    same(register, "--format", "md")


def test_code_of_a_template_is_kept_until_its_text_changes(register: Path) -> None:
    known = precompiled(register)
    assert not known.kept
    Renderer({"deel.j2": "{{ 1 }}"}, compiled=known).part("deel.j2")
    assert len(known.fresh) == 1
    keep(register, known, {"deel.j2": "{{ 1 }}", "nooit.j2": ""})
    again = precompiled(register)
    assert again.kept == known.fresh
    assert Renderer({"deel.j2": "{{ 1 }}"}, compiled=again).part("deel.j2") == "1\n"
    assert not again.fresh
    assert Renderer({"deel.j2": "{{ 2 }}"}, compiled=again).part("deel.j2") == "2\n"
    keep(register, again, {"deel.j2": "{{ 2 }}"})
    assert precompiled(register).kept == again.fresh


def test_what_came_with_the_tool_as_python_is_not_translated_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError

    request.addfinalizer(translated.translated.cache_clear)
    monkeypatch.setattr(translated, "PLACE", tmp_path / "translated.bin")
    templates = {"deel.j2": "{{ 'a' ~ 1|abs }}{{ n.x }}"}
    for known in (dict[str, Translated](), translations(templates)):
        write(known)
        translated.translated.cache_clear()
        monkeypatch.setattr(Environment, "compile", refused if known else Environment.compile)
        assert Renderer(templates).part("deel.j2", n={"x": 2}) == "a12\n"
    with pytest.raises(ConvtoolError) as told:
        Renderer(templates).part("deel.j2", n={})
    assert told.value.message.values["line"] == 1
    monkeypatch.setattr(translated, "_BY", ("compiling.py",))
    translated.translated.cache_clear()
    assert translated.translated() == {}
    translated.PLACE.unlink()
    translated.translated.cache_clear()
    assert translated.translated() == {}


def test_what_came_with_the_tool_as_code_is_compiled_again_for_another_python_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(translated.translated.cache_clear)
    monkeypatch.setattr(translated, "PLACE", tmp_path / "translated.bin")
    templates = {"deel.j2": "{{ 'a' ~ 1|abs }}"}
    write(translations(templates))
    for python, anew in ((MAGIC_NUMBER, 0), (b"another", 1)):
        monkeypatch.setattr(translated, "MAGIC_NUMBER", python)
        translated.translated.cache_clear()
        code = Compiled()
        assert Renderer(templates, compiled=code).part("deel.j2") == "a1\n"
        assert len(code.fresh) == anew

"""The output folder: whose it is, what a build leaves in it, and what `render --check` says of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from convtool.errors import ConvtoolError, WrongUse
from convtool.files import own_templates, templates
from convtool.site import MANIFEST, differences, earlier_build, manifest, own_build, publish
from tests.filled import register as filled_register

ENVIRONMENT = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A small register on disk, with two convenanten."""
    root = tmp_path / "register"
    for path, data in filled_register("woord").items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def render(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "convtool", "render", "--root", str(root), *words],
        env=ENVIRONMENT | {"XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"]} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ---- Which folder ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "out", [".", "..", "data", "data/pages", "templates", "templates/x", ".git", ".git/x", "data/masterplan.yaml", "/"]
)
def test_a_source_or_a_file_is_no_place_for_pages(register: Path, out: str) -> None:
    (register / ".git").mkdir()
    before = contents(register)
    done = render(register, "--out", str(register / out))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert contents(register) == before


def test_a_folder_of_somebody_else_is_left_alone(register: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mijn"
    mine.mkdir()
    (mine / "notitie.txt").write_text("van mij")
    assert render(register, "--out", str(mine)).returncode == 2
    assert [path.name for path in mine.iterdir()] == ["notitie.txt"]


@pytest.mark.parametrize("paths", [(), ("é.md",), ("z.md", 'a"b.md', "pages\\[].md")])
def test_build_json_is_as_json_itself_lays_it_out(paths: tuple[str, ...]) -> None:
    sums = dict.fromkeys(paths, "0" * 64)
    made = manifest(sums, {"as_of": '"pages": []', "revision": None, "formats": ["html"]}).decode()
    whole = json.loads(made)
    assert made == json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    assert whole["pages"] == [{"path": path, "sha256": sums[path]} for path in sorted(paths)]
    assert list(whole) == ["schema", "tool", "version", "as_of", "revision", "formats", "pages"]


@pytest.mark.parametrize("found", ["", "[]", '{"tool": "anders"}', "{" * 10_000])
def test_a_folder_is_ours_by_its_build_json(tmp_path: Path, found: str) -> None:
    (tmp_path / MANIFEST).write_text(found)
    assert earlier_build(tmp_path) is None
    with pytest.raises(WrongUse):
        own_build(tmp_path, tmp_path.parent / "elders")


def test_a_link_is_no_place_for_pages(register: Path, tmp_path: Path) -> None:
    (tmp_path / "echt").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "echt")
    assert render(register, "--out", str(tmp_path / "link")).returncode == 2
    assert list((tmp_path / "echt").iterdir()) == []


@pytest.mark.parametrize("where", ["index.html", "convenants"])
def test_nothing_is_written_through_a_link(register: Path, tmp_path: Path, where: str) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elders"
    publish(out, {}, b'{"tool": "convtool"}', ())
    elsewhere.mkdir()
    victim = elsewhere / "slachtoffer"
    victim.write_text("blijft")
    (out / where).symlink_to(victim if where == "index.html" else elsewhere)
    done = render(register, "--out", str(out))
    assert done.returncode == 3
    assert "is a link" in done.stderr
    assert [path.name for path in elsewhere.iterdir()] == ["slachtoffer"]
    assert victim.read_text() == "blijft"


def test_a_disk_that_refuses_is_one_line(register: Path) -> None:
    done = render(register, "--out", "/proc/nergens")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "/proc/nergens" in done.stderr


# ---- What a build leaves --------------------------------------------------------------------------------


def test_pages_that_are_made_no_more_are_removed_and_nothing_else(tmp_path: Path) -> None:
    old = {"index.html": b"een", "weg/x.html": b"twee", "deels/y.html": b"drie"}
    publish(tmp_path, old, json.dumps({"tool": "convtool", "pages": [{"path": path} for path in old]}).encode(), ())
    (tmp_path / "deels" / "eigen.txt").write_text("van mij")
    before = earlier_build(tmp_path)
    assert before is not None
    done = publish(
        tmp_path, {"index.html": b"een"}, b'{"tool": "convtool"}', ("weg/x.html", "deels/y.html", "nooit.html")
    )
    assert (done.changed, done.same, done.removed) == (0, 1, 2)
    assert set(contents(tmp_path)) == {"index.html", MANIFEST, "deels/eigen.txt"}
    assert not (tmp_path / "weg").exists()


def test_a_list_that_leads_outside_is_not_believed(tmp_path: Path) -> None:
    pages = [{"path": path} for path in ("../x", "/etc/passwd", "a/../../x", "", "goed.html")] + ["x", {"path": 3}]
    (tmp_path / MANIFEST).write_text(json.dumps({"tool": "convtool", "pages": pages}))
    before = earlier_build(tmp_path)
    assert before is not None
    assert before.paths == ("goed.html",)


def test_a_link_among_old_pages_is_left_alone(tmp_path: Path) -> None:
    publish(tmp_path, {}, b'{"tool": "convtool"}', ())
    (tmp_path / "oud.html").symlink_to(tmp_path / MANIFEST)
    assert publish(tmp_path, {}, b'{"tool": "convtool"}', ("oud.html",)).removed == 0
    assert (tmp_path / "oud.html").is_symlink()


def test_a_build_says_what_it_is_made_of(register: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert render(register, "--out", str(out), "--as-of", "2026-03-04").returncode == 0
    built = json.loads((out / MANIFEST).read_text())
    assert (built["schema"], built["tool"], built["as_of"], built["revision"]) == (1, "convtool", "2026-03-04", None)
    assert built["audience"] == "public"
    assert {page["path"] for page in built["pages"]} == set(contents(out)) - {MANIFEST}


def test_nothing_is_written_unless_every_page_could_be_made(register: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (register / "templates" / "portfolio").mkdir(parents=True)
    (register / "templates" / "portfolio" / "index.nl.j2").write_text("een\n{{ oei }}")
    done = render(register, "--out", str(out))
    assert done.returncode == 3
    assert "templates/portfolio/index.nl.j2, line 2: 'oei' is undefined" in done.stderr
    assert not out.exists()


def test_a_register_replaces_one_template_and_keeps_the_others(register: Path, tmp_path: Path) -> None:
    own = register / "templates" / "convenant" / "articles" / "legal-nature.nl.j2"
    own.parent.mkdir(parents=True)
    own.write_text('{{ form.para("Zo doen wij dat hier.") }}')
    assert render(register, "--out", str(tmp_path / "out")).returncode == 0
    page = (tmp_path / "out" / "convenants" / "proef.md").read_text()
    assert "Zo doen wij dat hier." in page
    assert "## Ondertekening" in page


@pytest.mark.parametrize("what", ["link", "folder", "latin"])
def test_a_template_that_is_no_text_here_stops_the_render(register: Path, tmp_path: Path, what: str) -> None:
    secret = tmp_path / "geheim.j2"
    secret.write_text("GEHEIM")
    folder = register / "templates"
    if what == "folder":
        folder.symlink_to(tmp_path)
    else:
        folder.mkdir()
        (folder / "x.j2").symlink_to(secret) if what == "link" else (folder / "x.j2").write_bytes(b"\xe9")
    with pytest.raises(ConvtoolError):
        templates(*own_templates(register))
    done = render(register, "--out", str(tmp_path / "out"))
    assert (done.returncode, "GEHEIM" in done.stderr) == (3, False)


# ---- Part of a site, and checking one -------------------------------------------------------------------


def test_ids_make_their_pages_anew_and_leave_the_others(register: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    render(register, "--out", str(out))
    before = contents(out)
    (out / "convenants" / "proef.html").write_text("kapot")
    (out / "index.html").write_text("ook kapot")
    assert render(register, "proef", "--out", str(out)).returncode == 0
    after = contents(out)
    assert after["convenants/proef.html"] == before["convenants/proef.html"]
    assert after["index.html"] == b"ook kapot"
    listed = [page["path"] for page in json.loads(after[MANIFEST])["pages"]]
    assert listed == sorted(set(before) - {MANIFEST})


def test_search_is_offered_where_its_list_lies(register: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for ids, offered in (["proef"], False), ([], True), (["proef"], True):
        assert render(register, *ids, "--out", str(out), "--format", "html").returncode == 0
        script = (out / "assets" / "search.js").read_text(encoding="utf-8")
        assert ("if (header) addSearch(header);" in script) is offered
        assert (out / "assets" / "index.nl.js").exists() is offered


@pytest.mark.parametrize("word", ["proeff", "data/masterplan.yaml", "partners/twee"])
def test_what_no_page_is_made_of_is_wrong_use(register: Path, tmp_path: Path, word: str) -> None:
    assert render(register, word, "--out", str(tmp_path / "out")).returncode == 2


def test_a_convenant_that_cannot_be_read_cannot_be_made(register: Path, tmp_path: Path) -> None:
    (register / "data" / "convenants" / "stuk.yaml").write_text("schema: [")
    assert render(register, "stuk", "--out", str(tmp_path / "out")).returncode == 3
    done = render(register, "--out", str(tmp_path / "out"))
    assert done.returncode == 0
    assert "1 file" in done.stderr


def test_check_writes_nothing_and_names_what_differs(register: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("--out", str(out))
    assert render(register, "--check", *words).returncode == 2
    render(register, *words, "--lang", "both", "--format", "html", "--as-of", "2026-03-04")
    assert render(register, "--check", *words).stdout == ""
    (out / "index.html").write_text("anders")
    (out / "en" / "index.html").unlink()
    (register / "data" / "convenants" / "koepel.yaml").unlink()
    before = contents(out)
    done = render(register, "--check", *words)
    assert done.returncode == 1
    assert contents(out) == before
    assert {line.split()[0] for line in done.stdout.splitlines()} >= {
        "index.html", "en/index.html", "convenants/koepel.html", "en/convenants/koepel.html",
    }  # fmt: skip


def test_check_of_one_convenant_looks_at_its_pages_only(register: Path, tmp_path: Path) -> None:
    words = ("--out", str(tmp_path / "out"))
    render(register, *words)
    (tmp_path / "out" / "index.html").write_text("anders")
    assert render(register, "proef", "--check", *words).returncode == 0
    assert render(register, "--check", *words).returncode == 1


def test_a_page_that_cannot_be_read_differs(tmp_path: Path) -> None:
    (tmp_path / "x.html").mkdir()
    assert differences(tmp_path, {"x.html": "x", "y.html": "y"}) == ("x.html", "y.html")


@pytest.mark.parametrize(
    ("formats", "code"), [("md", 0), ("html", 0), ("md,html", 0), ("pdfs", 2), ("docx", 2), ("md,", 2)]
)
def test_formats_are_words_with_commas(register: Path, tmp_path: Path, formats: str, code: int) -> None:
    out = tmp_path / "out"
    assert render(register, "--out", str(out), "--format", formats).returncode == code
    endings = {path.rpartition(".")[2] for path in contents(out)} - {"json", "css", "js"} if out.exists() else set()
    assert endings == (set(formats.split(",")) if code == 0 else set())


def test_readers_of_another_sort_have_their_own_folder(register: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert render(register, "--out", str(out)).returncode == 0
    before = contents(out)
    done = render(register, "proef", "--out", str(out), "--audience", "internal")
    assert done.returncode == 2
    assert "made for other readers" in done.stderr
    assert contents(out) == before
    assert render(register, "--out", str(out), "--audience", "internal").returncode == 0
    assert json.loads((out / MANIFEST).read_text())["audience"] == "internal"
    assert "convenants/proef/dossier.html" in contents(out)
    assert render(register, "--check", "--out", str(out)).stdout == ""
    assert render(register, "--out", str(out)).returncode == 0
    assert contents(out) == before


def test_the_text_as_signed_is_a_view_that_check_knows(register: Path, tmp_path: Path) -> None:
    file = register / "data" / "convenants" / "koepel.yaml"
    signed = {"signing": {"date": "2022-01-01"}, "title": "Nieuw"}
    change = {"number": 1, "date": "2023-01-01", "changes": [{"at": "title", "from": "Oud", "to": "Nieuw"}]}
    file.write_text(json.dumps(json.loads(file.read_text()) | signed | {"amendments": [change]}))
    out = tmp_path / "out"
    assert render(register, "--out", str(out), "--as-signed", "--format", "md").returncode == 0
    page = (out / "convenants" / "koepel.md").read_text()
    assert "# Oud" in page
    assert "Nieuw" not in page
    assert json.loads((out / MANIFEST).read_text())["as_signed"] is True
    assert render(register, "--check", "--out", str(out)).stdout == ""


def test_the_readers_language_says_nothing_about_the_pages(register: Path, tmp_path: Path) -> None:
    render(register, "--out", str(tmp_path / "een"), CONVTOOL_LANG="en")
    render(register, "--out", str(tmp_path / "twee"), CONVTOOL_LANG="nl")
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")


def test_the_revision_is_the_commit_of_the_register(register: Path, tmp_path: Path) -> None:
    git = ["git", "-C", str(register), "-c", "user.name=x", "-c", "user.email=x@voorbeeld.example"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "data"], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "begin"], check=True)
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    render(register, "--out", str(tmp_path / "out"))
    assert json.loads((tmp_path / "out" / MANIFEST).read_text())["revision"] == head

"""The site in a browser while it is written: what is served, to whom, and what is made anew."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_commands import CONVTOOL, PLAIN, contents, run

ROOT = Path(__file__).parent.parent
IDS = ("voorbeeldbank", "partners-masterplan-zuidoost", "voorbeeldatelier")
BANK = "data/convenants/voorbeeldbank.yaml"
PATIENCE = 20


class Preview:
    """A running preview, and what it says."""

    def __init__(self, root: Path, *words: str) -> None:
        self.root = root
        command = [str(CONVTOOL), "preview", "--root", str(root), "--port", "0", "--as-of", "2026-02-28", *words]
        self.process = subprocess.Popen(
            command, env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.lines: list[str] = []
        self.until("http://")
        self.port = int(self.lines[-1].split("/")[2].split(":")[1])

    def line(self) -> str:
        """The next line that it says."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.stderr and self.process.stderr.read()
        self.lines.append(line)
        return line

    def until(self, text: str) -> None:
        """Read on to the line that holds `text`."""
        while text not in self.line():
            pass

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def text(self, path: str) -> str:
        return self.ask(path)[1].decode()

    def change(self, path: str, before: str, after: str) -> str:
        """Change a file, and give what is said then."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), encoding="utf-8")
        return self.line()

    def end(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A small register that a test may spoil."""
    shutil.copytree(ROOT / "data/partners", tmp_path / "data/partners")
    shutil.copy(ROOT / "data/masterplan.yaml", tmp_path / "data")
    (tmp_path / "data/convenants").mkdir()
    for id in IDS:
        shutil.copy(ROOT / f"data/convenants/{id}.yaml", tmp_path / "data/convenants")
    return tmp_path


@pytest.fixture
def preview(register: Path) -> Iterator[Preview]:
    found = Preview(register)
    yield found
    found.process.kill()
    found.process.communicate()


def test_what_is_served_is_what_render_makes_and_ctrl_c_ends_it(
    preview: Preview, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out, sources = tmp_path_factory.mktemp("out"), contents(preview.root)
    assert run("render", "--out", str(out), "--as-of", "2026-02-28", cwd=preview.root).returncode == 0
    made = contents(out)
    del made["build.json"]
    assert {path: preview.ask(f"/{path}")[1] for path in made} == made
    assert preview.ask("/")[1] == made["index.html"]
    status, _, headers = preview.ask("/index.md", "HEAD")
    assert (status, headers["Content-Type"]) == (200, "text/markdown; charset=utf-8")
    assert headers["Content-Length"] == str(len(made["index.md"]))
    assert headers["Cache-Control"] == "no-store"
    assert "Refresh" not in preview.ask("/")[2]
    assert preview.end() == (130, "")
    assert contents(preview.root) == sources, "nothing is written"
    with pytest.raises(ConnectionRefusedError):
        preview.ask("/")


def test_only_this_machine_is_answered_and_only_with_pages(preview: Preview) -> None:
    port = preview.port
    for host in (
        "elders.example",
        f"elders.example:{port}",
        "127.0.0.1",
        f"127.0.0.1:{port + 1}",
        f"127.0.0.1:{port}.x",
    ):
        status, data, _ = preview.ask("/", Host=host)
        assert (status, data) == (403, b"403 only for this machine\n")
    for host in (f"localhost:{port}", f"[::1]:{port}"):
        assert preview.ask("/", Host=host)[0] == 200
    for path in (
        "/../data/masterplan.yaml",
        "/%2e%2e/data/masterplan.yaml",
        "/data/masterplan.yaml",
        "//etc/passwd",
    ):
        assert preview.ask(path)[0] == 404
    for path in ("/etc/passwd", "/index.html/", "/INDEX.html", "/index.html%00", "/assets", "/build.json"):
        assert preview.ask(path)[0] == 404
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert preview.ask("/", method)[0] == 501
    with contextlib.closing(http.client.HTTPConnection("localhost", preview.port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/assets/style.css")
        assert connection.getresponse().headers["Content-Type"] == "text/css; charset=utf-8"
    listening = {line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]}
    assert f"00000000:{port:04X}" not in listening
    assert f"0100007F:{port:04X}" in listening


def test_after_a_change_only_what_shows_it_is_made_anew(preview: Preview) -> None:
    out = preview.root / "out"
    assert run("render", "--out", str(out), "--as-of", "2026-02-28", cwd=preview.root).returncode == 0
    paths = [f"/{path}" for path in contents(out) if path != "build.json"]
    before = {path: preview.text(path) for path in paths}
    said = preview.change(BANK, "title: ", "title: Vernieuwd ")
    changed = [path for path in paths if preview.text(path) != before[path]]
    pages = {path.rpartition(".")[0] for path in changed}
    assert said == f"{len(pages)} pages made anew\n"
    assert {"/convenants/voorbeeldbank", "/index", "/partners/voorbeeldbank"} < pages
    assert all("Vernieuwd " in preview.text(path) for path in changed if path.endswith(".html"))
    assert not {page for page in pages if page.startswith(("/convenants/voorbeeldatelier", "/meetings"))}


def test_a_mistake_in_a_file_stands_above_the_last_good_pages_until_it_is_mended(preview: Preview) -> None:
    good = preview.text("/")
    said = preview.change(BANK, "\nstatus:", "\n- status:")
    assert said.startswith(f"{BANK}, line ")
    status, data, headers = preview.ask("/")
    page = data.decode()
    assert (status, headers["Refresh"]) == (200, "2")
    assert f"<strong>{BANK}, line " in page
    assert page.replace(page[page.index('\n<div class="callout" role="alert">') : page.index("</div>") + 6], "") == good
    assert preview.ask("/nergens.html")[0] == 503
    preview.change(BANK, "\n- status:", "\nstatus:")
    assert preview.text("/") == good


def test_a_mistake_in_a_template_is_told_with_file_and_line_and_an_own_page_is_seen_at_once(preview: Preview) -> None:
    own = preview.root / "templates/convenant/kort.nl.j2"
    own.parent.mkdir(parents=True)
    own.write_text("een\n{{ oei }}", encoding="utf-8")
    said = preview.line()
    assert said.startswith("templates/convenant/kort.nl.j2, line 2: 'oei' is undefined")
    assert "templates/convenant/kort.nl.j2, line 2" in preview.text("/convenants/voorbeeldbank.html")
    assert "Refresh" not in preview.ask("/assets/style.css")[2]
    style = preview.root / "templates/_parts/house.css.j2"
    style.parent.mkdir()
    style.write_text("{{ oei }}", encoding="utf-8")
    own.write_text("{{ title }}", encoding="utf-8")
    preview.until("_parts/house.css.j2, line 1")
    style.unlink()
    assert "convenants/voorbeeldbank/kort" in preview.line()
    assert preview.ask("/convenants/voorbeeldbank/kort.html")[0] == 200
    own.unlink()
    preview.line()
    assert preview.ask("/convenants/voorbeeldbank/kort.html")[0] == 404


def test_a_file_more_and_a_file_less_are_seen(preview: Preview) -> None:
    (preview.root / "data/convenants/voorbeeldatelier.yaml").unlink()
    assert "made anew" in preview.line()
    assert preview.ask("/convenants/voorbeeldatelier.html")[0] == 404
    shutil.copy(ROOT / "data/convenants/voorbeeldatelier.yaml", preview.root / "data/convenants")
    assert "made anew" in preview.line()
    assert preview.ask("/convenants/voorbeeldatelier.html")[0] == 200


def test_a_template_that_was_broken_before_is_told_on_every_page(register: Path) -> None:
    own = register / "templates/convenant/page.nl.j2"
    own.parent.mkdir(parents=True)
    own.write_text("{{ '<b>' ~ oei }}", encoding="utf-8")
    preview = Preview(register)
    try:
        assert preview.lines[0].startswith("templates/convenant/page.nl.j2, line 1: 'oei' is undefined")
        status, data, headers = preview.ask("/")
        assert (status, headers["Refresh"]) == (503, "2")
        assert b"templates/convenant/page.nl.j2, line 1: &#x27;oei&#x27; is undefined" in data
        own.unlink()
        deadline = time.monotonic() + PATIENCE
        while preview.ask("/")[0] != 200:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        preview.end()


def test_a_port_that_is_taken_or_is_none_is_told(register: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("preview", "--port", port, cwd=register)
    assert done.returncode == 2
    assert done.stderr == (
        f"error: port {port} cannot be used: Address already in use\n"
        "  help: choose another one with --port, or 0 for any that is free\n"
    )
    assert run("preview", "--port", "70000", cwd=register).returncode == 2
    assert run("preview", "--rev", "HEAD", cwd=register).returncode == 2

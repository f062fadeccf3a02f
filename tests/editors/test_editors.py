"""A real editor server over the sample register: the schemas help where people write, in their language."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest

from tests.needed import ROOT, needed, package

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSEEN = "what an editor shows"
BANK = "data/convenants/voorbeeldbank.yaml"
WRONG = ("[werk, jeugd]", "[werken, jeugd]")
SETTINGS = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}


class Editor:
    """As much of an editor as a language server needs: it opens files, and asks about places in them."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        """Start the server in a folder; it is stopped after two minutes, whatever it does."""
        self.folder = folder
        self._server = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._watch = Timer(120, self._server.kill)
        self._watch.start()
        self._numbers = count(1)
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {"hover": {"contentFormat": ["markdown"]}},
        }
        self._ask("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": capabilities})
        self._send(method="initialized", params={})

    def close(self) -> None:
        """Stop the server."""
        self._watch.cancel()
        self._server.kill()
        self._server.communicate()

    def diagnostics(self, *paths: str) -> dict[str, list[Any]]:
        """Open files, and give what the server says is wrong in each."""
        opened = {(self.folder / path).as_uri(): path for path in paths}
        for uri, path in opened.items():
            text = (self.folder / path).read_text(encoding="utf-8")
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self._send(method="textDocument/didOpen", params={"textDocument": document})
        found: dict[str, list[Any]] = {}
        while len(found) < len(opened):
            said = self._read()
            if said.get("method") == "textDocument/publishDiagnostics" and said["params"]["uri"] in opened:
                found[opened[said["params"]["uri"]]] = said["params"]["diagnostics"]
        return found

    def at(self, question: str, path: str, behind: str) -> Any:
        """Ask about the place in an open file that lies behind a text."""
        file = self.folder / path
        before, found, _ = file.read_text(encoding="utf-8").partition(behind)
        assert found
        lines = (before + found).split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        params = {"textDocument": {"uri": file.as_uri()}, "position": position}
        return self._ask(f"textDocument/{question}", params)

    def _ask(self, method: str, params: object) -> Any:
        number = next(self._numbers)
        self._send(id=number, method=method, params=params)
        while True:
            said = self._read()
            if said.get("id") == number and "method" not in said:
                return said["result"]

    def _send(self, **message: object) -> None:
        assert self._server.stdin
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """Read one message; a question of the server about its settings is answered on the way."""
        assert self._server.stdout
        length = 0
        while line := self._server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has stopped"
        message: dict[str, Any] = json.loads(self._server.stdout.read(length))
        if "id" in message and "method" in message:
            asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
            self._send(id=message["id"], result=[SETTINGS if item.get("section") == "yaml" else {} for item in asked])
        return message


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample register with its schemas, in which one convenant names a theme that there is not."""
    folder = tmp_path_factory.mktemp("register")
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    text = (folder / BANK).read_text(encoding="utf-8")
    assert WRONG[0] in text
    (folder / BANK).write_text(text.replace(*WRONG, 1), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def editor(register: Path) -> Iterator[Editor]:
    """A real server for YAML, in that register; it reads schemas from the disk only."""
    node = needed("node", shutil.which("node"), UNSEEN)
    editor = Editor(register, [node, package("yaml-language-server/bin/yaml-language-server", UNSEEN), "--stdio"])
    yield editor
    editor.close()


def test_an_editor_marks_a_wrong_theme_where_validate_finds_it(editor: Editor, register: Path) -> None:
    command = [sys.executable, "-m", "convtool", "validate", "--format", "json", "--root", str(register)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    (finding,) = [each for each in told["findings"] if each["code"] == "CV301"]
    (marked,) = editor.diagnostics(BANK)[BANK]
    assert marked["range"] == {
        "start": {"line": finding["line"] - 1, "character": finding["column"] - 1},
        "end": {"line": finding["end_line"] - 1, "character": finding["end_column"] - 1},
    }
    assert '"werk"' in marked["message"]


def test_an_editor_offers_the_six_themes_with_their_titles(editor: Editor, register: Path) -> None:
    path = "data/convenants/nieuw.yaml"
    text = (register / BANK).read_text(encoding="utf-8").partition("goals:")[0]
    (register / path).write_text(f"{text}goals:\n  - id: nieuw\n    title: Nieuw\n    themes: [", encoding="utf-8")
    editor.diagnostics(path)
    offered = editor.at("completion", path, "    themes: [")["items"]
    (register / path).unlink()
    assert [each["label"] for each in offered] == ["onderwijs", "jeugd", "veiligheid", "werk", "wonen", "leefbaarheid"]
    assert [each["documentation"] for each in offered] == [each["label"].capitalize() for each in offered]


def test_an_editor_explains_a_key_in_dutch(editor: Editor) -> None:
    editor.diagnostics(BANK)
    shown = editor.at("hover", BANK, "    themes")["contents"]["value"]
    assert "Thema's van het doel" in shown
    assert "Een of meer thema's van het Masterplan" in shown


def test_an_editor_has_nothing_to_say_about_a_clean_file(editor: Editor, register: Path) -> None:
    files = {path.relative_to(register).as_posix() for path in (register / "data").rglob("*.yaml")} - {BANK}
    assert len(files) > 50
    assert {path: said for path, said in editor.diagnostics(*sorted(files)).items() if said} == {}

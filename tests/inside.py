"""The program in this process, as if its words were typed in a folder."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from convtool import cli


class Said(NamedTuple):
    """What a run left: its exit code, and what it wrote to standard output and to standard error."""

    code: object
    out: str
    err: str


class Program:
    """Runs the program in a folder; a failure of the program itself is raised, and not told."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, *words: str, debug: bool = True, **environment: str) -> Said:
        """Run it with these words, in English unless the environment says otherwise."""
        with self.monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["convtool", *words, *(["--debug"] if debug else [])])
            for name, value in {"CONVTOOL_LANG": "en", **environment}.items():
                patched.setenv(name, value)
            patched.chdir(self.root)
            try:
                with pytest.raises(SystemExit) as left:
                    cli.main()
            finally:
                gc.enable()
        return Said(left.value.code, *self.capsys.readouterr())

"""What a shell offers when Tab is pressed: asked of real shells, in the sample register."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONVTOOL = Path(sys.executable).with_name("convtool")
WORDS = os.environ | {"PATH": f"{CONVTOOL.parent}:{os.environ['PATH']}"}
OFFERED = {
    "convtool val": ["validate"],
    "convtool status --by th": ["theme"],
    "convtool show voorbeeldwo": ["voorbeeldwonen"],
    "convtool sign al": [],
    "convtool ask al": ["alliantie"],
    "convtool record voorbeeldbank/stagep": ["voorbeeldbank/stageplekken"],
    "convtool act kamer-w": ["kamer-wijkhuis"],
    "convtool --root data/.. status --theme onder": ["onderwijs"],
    "convtool explain CV301": ["CV301"],
    "convtool show --root nowhere voor": [],
}


def test_bash_offers_what_fits_and_says_nothing_where_there_is_no_register() -> None:
    script = f"source <({CONVTOOL} --show-completion bash)\n" + "".join(
        f'COMP_WORDS=({line}) COMP_CWORD={line.count(" ")}\n_convtool_completion convtool; echo "${{COMPREPLY[*]}}"\n'
        for line in OFFERED
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script], cwd=ROOT, env=WORDS, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert dict(zip(OFFERED, map(str.split, done.stdout.splitlines()), strict=True)) == OFFERED


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not here")
def test_fish_offers_what_fits() -> None:
    script = f'{CONVTOOL} --show-completion fish | source; complete -C "convtool show voorbeeldwo"'
    done = subprocess.run(["fish", "-c", script], cwd=ROOT, env=WORDS, capture_output=True, text=True, check=False)
    assert done.stdout == "voorbeeldwonen\n"


def test_a_shell_that_is_not_known_is_refused() -> None:
    done = subprocess.run([CONVTOOL, "--show-completion", "nu"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the words are bash, zsh, fish" in done.stderr

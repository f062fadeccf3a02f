"""What `convtool doctor` sees, one thing at a time, and that nothing broken hides the rest or is touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from convtool.files import shipped_templates
from convtool.health import PARTS, Place, Sign, State, looked_at
from convtool.language import Language
from tests.conftest import Base
from tests.repositories import commit, git, write

CONVTOOL = Path(sys.executable).with_name("convtool")
FILE = "data/partners/voorbeeldbank.yaml"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean register in a repository, and a user without settings."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    root = tmp_path / "register"
    root.mkdir()
    git(root, "init", "-q")
    commit(root, {**Base().files, ".gitattributes": b"* text=auto eol=lf\n"})
    return root


def signs(root: Path | None) -> dict[str, Sign]:
    return {each.name: each.sign for each in looked_at(Place(root))}


def english(sign: Sign) -> str:
    return " | ".join(Language("en", 1000).say(each) for each in (sign.found, sign.help) if each)


def bytes_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def doctor(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CONVTOOL, "doctor", *words],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_where_all_is_well_nothing_is_wrong_and_nothing_is_written(register: Path) -> None:
    before = bytes_in(register)
    found = signs(register)
    assert {name for name, sign in found.items() if sign.state in {State.WRONG, State.UNKNOWN}} == set()
    assert {name for name, sign in found.items() if sign.state is State.WELL} >= {
        "packages", "cache", "git", "repository", "history", "unfinished", "ignored", "line-ends", "programs",
        "register", "settings", "encodings", "breaks", "names", "leftovers", "format", "templates",
    }  # fmt: skip
    assert bytes_in(register) == before
    assert not (register.parent / "cache").exists()


def test_the_command_tells_every_check_and_leaves_with_1_where_one_is_wrong(register: Path) -> None:
    words = {"CONVTOOL_LANG": "en", "COLUMNS": "80"}
    text = doctor(register, **words)
    told = json.loads(doctor(register, "--format", "json").stdout)
    assert (text.returncode, text.stderr) == (0, "")
    assert max(map(len, text.stdout.splitlines())) <= max(80, len(str(register)) + 40)
    assert told["schema"] == 1
    assert sum(told["summary"].values()) == len(told["checks"])
    assert {each["part"] for each in told["checks"]} == set(PARTS)
    for each in told["checks"]:
        assert f"  {each['name']}  " in text.stdout
    (register / "convtool.toml").write_text("[limit]\n", encoding="utf-8")
    broken = doctor(register, **words)
    assert (broken.returncode, broken.stderr) == (1, "")
    assert 'WRONG    settings    convtool.toml: key "limit" is not known here' in broken.stdout
    assert broken.stdout.endswith(", 1 wrong, 0 unknown\n")


def test_it_looks_around_where_there_is_no_register(tmp_path: Path) -> None:
    here = doctor(tmp_path, "--format", "json")
    checks = {each["name"]: each for each in json.loads(here.stdout)["checks"]}
    assert here.returncode == 0
    assert checks["register"]["state"] == "unknown"
    assert checks["git"]["state"] == "well"
    assert "repository" not in checks
    assert doctor(tmp_path, "--root", "nowhere").returncode == 1


def test_without_git_the_rest_is_still_looked_at(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(register))
    found = signs(register)
    assert found["git"].state is State.WRONG
    assert "install it" in english(found["git"])
    assert found["encodings"].state is State.WELL


@pytest.mark.parametrize(
    ("path", "data", "name", "state", "said"),
    [
        (FILE, b"\xef\xbb\xbfschema: 1\n", "encodings", State.WRONG, FILE),
        (FILE, "schema: 1\nname: Café\n".encode("latin-1"), "encodings", State.WRONG, FILE),
        (FILE, "schema: 1\n".encode("utf-16"), "encodings", State.WRONG, FILE),
        (FILE, b"schema: 1\r\nid: x\r\n", "breaks", State.NOTE, "--renormalize"),
        (FILE, b"schema: 99\n", "format", State.WRONG, "newer convtool"),
        (FILE, b"schema: 0\n", "format", State.NOTE, "convtool migrate"),
        ("data/partners/VoorbeeldBank.yaml", b"schema: 1\n", "names", State.WRONG, "Windows"),
        ("data/partners/.convtool-x1", b"sche", "leftovers", State.NOTE, "data/partners/.convtool-x1"),
        ("convtool.toml", b"\xff", "settings", State.WRONG, "convtool.toml"),
        ("templates/convenant/kort.nl.j2", b"{{ titel }}", "templates", State.WRONG, "--select CV901"),
        ("templates/convenant/kort.nl.j2", b"{{ title }}", "templates", State.WELL, "1 template"),
        (".gitignore", b"data/partners/\n", "ignored", State.WRONG, "check-ignore -v data/partners/"),
        (".gitattributes", b"", "line-ends", State.NOTE, "eol=lf"),
        (".git/index.lock", b"", "unfinished", State.WRONG, "index.lock"),
        (".git/MERGE_HEAD", b"", "unfinished", State.WRONG, "a merge is under way"),
        (".git/hooks/pre-commit", b"", "programs", State.NOTE, "pre-commit"),
    ],
)
def test_what_is_not_well_is_told_with_what_to_do(  # noqa: PLR0913, PLR0917 - a case and the register
    path: str, data: bytes, name: str, state: State, said: str, register: Path
) -> None:
    write(register, {path: data})
    found = signs(register)
    assert (found[name].state, said in english(found[name])) == (state, True), english(found[name])
    others = {each for each, sign in found.items() if sign.state is State.WRONG} - {name}
    assert others == set()


def test_a_template_that_only_repeats_the_tools_own_can_go(register: Path) -> None:
    write(register, {"templates/convenant/page.nl.j2": shipped_templates()["convenant/page.nl.j2"].encode()})
    assert signs(register)["templates"].state is State.NOTE


@pytest.mark.parametrize(
    ("setting", "value", "name", "state"),
    [
        ("filter.x.clean", "rm -rf /", "programs", State.NOTE),
        ("core.fsmonitor", "true", "programs", State.NOTE),
        ("core.autocrlf", "true", "line-ends", State.WRONG),
    ],
)
def test_a_setting_of_the_repository_is_seen(setting: str, value: str, name: str, state: State, register: Path) -> None:
    (register / ".gitattributes").unlink()
    git(register, "config", setting, value)
    assert signs(register)[name].state is state


def test_a_shallow_clone_and_one_without_commits_are_told(register: Path, tmp_path: Path) -> None:
    commit(register)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{register}", "shallow")
    found = signs(tmp_path / "shallow")
    assert (found["history"].state, found["repository"].state) == (State.NOTE, State.WELL)
    write(tmp_path / "new", Base().files)
    assert signs(tmp_path / "new")["repository"].state is State.NOTE
    git(tmp_path / "new", "init", "-q")
    assert "has no commit yet" in english(signs(tmp_path / "new")["repository"])


def test_a_repository_that_git_refuses_is_wrong_and_hides_nothing(register: Path) -> None:
    (register / ".git" / "config").write_text("[core\n", encoding="utf-8")
    found = signs(register)
    assert found["repository"].state is State.WRONG
    assert found["encodings"].state is State.WELL


def test_a_cache_that_others_can_write_in_is_told(register: Path) -> None:
    folder = register.parent / "cache" / "convtool"
    folder.mkdir(parents=True)
    assert signs(register)["cache"].state is State.WELL
    folder.chmod(0o777)
    assert signs(register)["cache"].state is State.WRONG


def test_a_check_that_breaks_is_told_and_hides_no_other(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Place) -> Sign:
        raise RuntimeError("planted")

    def gone(_: Place) -> Sign:
        raise FileNotFoundError(2, "No such file or directory", "x")

    monkeypatch.setattr("convtool.health.machine.CHECKS", (broken, gone))
    found = signs(register)
    assert found["broken"].state is State.UNKNOWN
    assert english(found["gone"]) == "No such file or directory: x"
    assert found["register"].state is State.WELL


def test_a_package_that_is_too_old_is_told(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convtool.health.machine.requires", lambda _: ["rich>=999", "nowhere-to-be-found", "typer<0.1"])
    assert english(signs(register)["packages"]).startswith("not as convtool needs it: rich ")
    assert "nowhere-to-be-found (-), typer " in english(signs(register)["packages"])

"""The register that tests start from, changes merged into it, and golden files that --accept rewrites."""

from __future__ import annotations

import json
import os
import re
import signal
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from convtool.checking import check, concluded, judged, silenced
from convtool.deeds import Checksums
from convtool.diagnostics import Level
from convtool.documents import Mapping, Node, Scalar, Sequence
from convtool.files import own_templates, shipped_templates, worktree
from convtool.keeping import packed_past, unpacked_past
from convtool.language import Language
from convtool.layout import MASTERPLAN
from convtool.mistakes import mistakes
from convtool.parsing import parse
from convtool.portfolio import Portfolio, load
from convtool.reporters import Checked, text
from convtool.reporting import WIDTH, unpainted
from convtool.rulebook import rulebook
from convtool.shares import Share, summary
from convtool.watching import Changed, Commit, watched
from convtool.witness import Past, Walk, Witness
from tests.repositories import AT, commit, git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Files

    from convtool.diagnostics import Diagnostic, Fault

if "PYTEST_XDIST_WORKER" in os.environ:
    # coverage is taken of what runs in the tests themselves: in each program that they start it would take 0.3 s more
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell lets what it starts in the background ignore interrupts, and so would the programs that tests start
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("any machine", deadline=None)  # how busy a machine is, is no part of what has to hold
settings.load_profile("any machine")

HERE = Path(__file__).parent
CONVENANT = "data/convenants/voorbeeldbank.yaml"
PARTNER = "data/partners/voorbeeldbank.yaml"
DAY = date(2026, 11, 21)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what is found into the expected files")
    parser.addoption("--torture", type=int, default=1, help="how many times as long faults are looked for")


@pytest.fixture(scope="session", autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what commands remember away from what the user's own runs remember."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


class Base:
    """The clean register of `tests/base`, and copies of it with something changed."""

    def __init__(self, *codes: str) -> None:
        """Take the codes, or beginnings of codes, that are looked for; all of them when left out."""
        self.wanted = codes or ("CV",)
        self.files = {
            path.relative_to(HERE / "base").as_posix(): path.read_bytes()
            for path in sorted((HERE / "base").rglob("*.yaml"))
        }

    def merged(self, yaml: str, path: str = CONVENANT) -> dict[str, bytes]:
        """Give the register with `yaml` merged into the file at `path`: keys by name, list items by id."""
        change = _tree(yaml.encode())
        before = self.files.get(path)
        whole = _merged(_tree(before), change) if before else change
        return self.files | {path: "".join(f"{line}\n" for line in _lines(whole)).encode()}

    def replaced(self, yaml: str, path: str) -> dict[str, bytes]:
        """Give the register with the file at `path` written anew."""
        return self.files | {path: yaml.encode()}

    def found(
        self, files: Files[str, bytes] | None = None, as_of: date = DAY, witness: Witness | None = None
    ) -> list[Diagnostic]:
        """Give what is found in `files`; in the clean register when left out.

        Git, where nothing else is said of it, saw every convenant and nothing to tell.
        """
        files = self.files if files is None else files
        found = check(load(files, as_of, witness=witness or Witness(dict.fromkeys(files, Walk()))), rulebook())
        return [each for each in found if each.code.startswith(self.wanted)]

    def codes(self, yaml: str, path: str = CONVENANT, as_of: date = DAY) -> list[str]:
        """Give the codes of what is found when `yaml` is merged into the file at `path`."""
        return [found.code for found in self.found(self.merged(yaml, path), as_of)]


@pytest.fixture(scope="session")
def base() -> Base:
    return Base()


@pytest.fixture
def repository(tmp_path: Path, base: Base) -> Path:
    """The clean register, committed on the first of June."""
    folder = tmp_path / "register"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, base.files, AT.format(1))
    return folder


def _tree(data: bytes) -> Mapping:
    document, _ = parse("", data)
    assert document.root is not None
    return document.root


def _merged(old: Node, new: Node) -> Node:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        result = Mapping(old.start, old.end, old.flow)
        result.entries = dict(old.entries)
        for name, (key, value) in new.entries.items():
            result.entries[name] = key, _merged(old.entries[name][1], value) if name in old.entries else value
        return result
    if isinstance(old, Sequence) and isinstance(new, Sequence) and {None} != {_id(item) for item in new.items} != set():
        listed = Sequence(old.start, old.end, old.flow)
        first = {_id(item): item for item in reversed(new.items)}
        known = {_id(item) for item in old.items}
        listed.items = [_merged(item, first[_id(item)]) if _id(item) in first else item for item in old.items]
        listed.items += [item for item in new.items if _id(item) not in known]
        return listed
    return new


def _id(node: Node) -> str | None:
    entry = node.entries.get("id") if isinstance(node, Mapping) else None
    return entry[1].text if entry and isinstance(entry[1], Scalar) else None


def _lines(node: Node, indent: str = "") -> Iterator[str]:
    """Write a tree as YAML in block style, with plain values as they stood and all others in double quotes."""
    if isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            if isinstance(value, Scalar) or not (value.items if isinstance(value, Sequence) else value.entries):
                yield f"{indent}{name}: {_single(value)}"
            else:
                yield f"{indent}{name}:"
                yield from _lines(value, indent + "  ")
    elif isinstance(node, Sequence):
        for item in node.items:
            lines = (
                list(_lines(item, indent + "  ")) if not isinstance(item, Scalar) else [indent + "  " + _single(item)]
            )
            yield indent + "- " + lines[0][len(indent) + 2 :]
            yield from lines[1:]


def _single(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text if node.plain else json.dumps(node.text, ensure_ascii=False)
    return "[]" if isinstance(node, Sequence) else "{}"


def blocks(page: str, name: str) -> list[tuple[str | None, str]]:
    """Give the indented blocks under `Bad:` or `Good:` of a page: the path in its first line, if any, and the YAML."""
    found = []
    for match in re.finditer(rf"^{name}:\n\n((?:(?:    .*)?\n)+)", page, re.MULTILINE):
        lines = [line[4:] for line in match.group(1).rstrip("\n").split("\n")]
        path = lines[0][2:] if lines[0].startswith(("# data/", "# templates/")) else None
        found.append((path, "\n".join(lines[1 if path else 0 :]) + "\n"))
    return found


def on_disk(root: Path) -> tuple[dict[str, bytes], list[Fault]]:
    """Give the files in a folder, and what is wrong with them before any of them is read as a record."""
    files, faults = worktree(root) if (root / "data").exists() else ({}, [])
    own, unread = own_templates(root)
    return files | own, [*faults, *unread, *mistakes(own, shipped_templates())]


def committed(*versions: Files[str, bytes]) -> dict[str, Walk]:
    """Give what git saw of files that were committed one version after the other, a day apart."""
    contents: dict[str, bytes] = {}

    def name(files: Files[str, bytes], path: str) -> str | None:
        if path in files:
            contents[f"{path} {files[path]!r}"] = files[path]
        return f"{path} {files[path]!r}" if path in files else None

    history = []
    for number, (before, after) in enumerate(pairwise(({}, *versions))):
        commit = Commit(f"{number + 1}" * 40, "Griffier", date(2026, 6, 1) + timedelta(days=number))
        paths = sorted({*before, *after})
        changes = [Changed(path, name(before, path), name(after, path)) for path in paths]
        history.append((commit, [each for each in changes if each.before != each.after]))
    past, again = watched(history, contents.__getitem__), Past()
    for step in history:
        again = unpacked_past(packed_past(watched([step], contents.__getitem__, past=again)))
    assert again == past, "a walk that goes on from what was kept sees what a walk from the start sees"
    return dict(past.lives)


def reported(root: Path, code: str, as_of: date = DAY) -> str:
    """Give what the text reporter says of one rule in a case: a register, or files laid over the clean one.

    A folder `before` holds what was committed earlier.
    """
    files, faults = on_disk(root)
    earlier = on_disk(root / "before")[0]
    witness = Witness(committed(earlier, files) if earlier else {}, Checksums(root))
    if MASTERPLAN not in files:
        files = Base().files | files
    portfolio: Portfolio = load(files, as_of, faults, witness=witness)
    share = judged(portfolio, rulebook(), portfolio.entries)
    heard, _ = silenced(rulebook(), concluded(portfolio, rulebook(), [share]), share.silences)
    found = [each for each in heard if each.code == code]
    return text.report(checked(found, portfolio, [share]))


def checked(found: list[Diagnostic], portfolio: Portfolio, shares: list[Share]) -> Checked:
    """Give what a reporter sees of a whole register at its repository's top, in English and without colours."""
    counts, paths = summary(shares, found), list(portfolio.entries)
    day, lines = portfolio.as_of, portfolio.entries.lines
    return Checked(found, day, lines, counts, None, Language("en"), unpainted, paths, Level.ERROR, "", WIDTH)


class Golden:
    """Text that people read, compared with the file that somebody read before."""

    def __init__(self, accept: bool) -> None:  # noqa: FBT001 - the option
        self.accept = accept

    def __call__(self, file: Path, text: str) -> None:
        """Compare, or write where the option says so."""
        if self.accept:
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.exists(), f"{file} is missing: run pytest --accept and read what it writes"
        assert text == file.read_text(encoding="utf-8")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(accept=bool(request.config.getoption("--accept")))


@pytest.fixture
def torture(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--torture"))


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("CONVTOOL_", "GIT_", "GITHUB_"))]:
        monkeypatch.delenv(name)

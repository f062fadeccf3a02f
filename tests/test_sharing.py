"""Work shared by two processes gives what one process gives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable

import pytest

from convtool.checking import concluded, judged
from convtool.portfolio import load
from convtool.rulebook import rulebook
from convtool.shares import summary
from convtool.sharing import shared
from tests.conftest import DAY, Base

PATHS = [str(number) for number in range(250)]


def test_few_files_are_not_worth_a_second_process() -> None:
    assert shared(list, PATHS[:99]) == [PATHS[:99]]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where a process can be forked")
def test_many_files_are_dealt_out_to_two_processes_and_none_is_lost() -> None:
    parts = shared(lambda paths: [(os.getpid(), path) for path in paths], PATHS)
    assert len({process for part in parts for process, _ in part}) == min(2, os.cpu_count() or 1)
    assert sorted(path for part in parts for _, path in part) == sorted(PATHS)


def test_one_core_works_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert shared(list, PATHS) == [PATHS]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where a process can be forked")
def test_a_second_process_that_dies_loses_nothing() -> None:
    first = os.getpid()

    def work(paths: Iterable[str]) -> list[str]:
        if os.getpid() != first:
            raise MemoryError
        return list(paths)

    assert sorted(path for part in shared(work, PATHS) for path in part) == sorted(PATHS)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where a process can be forked")
def test_a_second_process_does_not_outlive_the_first() -> None:
    killed = "os.kill(first, signal.SIGKILL) if os.getpid() == first else 'x' * 10**6"
    script = f"import os, signal; from convtool.sharing import shared; first = os.getpid(); shared(lambda _: {killed}, [''] * 250)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=20, check=False)
    assert done.returncode == -signal.SIGKILL


def test_a_fault_of_the_work_itself_is_told() -> None:
    def work(_: Iterable[str]) -> list[str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        shared(work, PATHS)


def test_two_processes_find_what_one_finds(base: Base) -> None:
    partner = "schema: 1\nid: los-{n}\nname: Los {n}\nkind: compani\nexample: no\n"
    files = base.files | {f"data/partners/los-{n}.yaml": partner.format(n=n).encode() for n in range(150)}
    rules = rulebook()

    def found(alone: bool) -> object:  # noqa: FBT001 - the two ways
        portfolio = load(files, DAY)
        paths = list(portfolio.entries)
        shares = (
            [judged(portfolio, rules, paths)] if alone else shared(lambda some: judged(portfolio, rules, some), paths)
        )
        diagnostics = concluded(portfolio, rules, shares)
        return diagnostics, summary(shares, diagnostics)

    assert found(alone=True) == found(alone=False)

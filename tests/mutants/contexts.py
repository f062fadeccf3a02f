"""Write down which lines of convtool each test runs, and how long it takes: `build/mutants`, for `run.py`.

    pytest -p tests.mutants.contexts

What several runs see adds up, so tests that are new can be looked at alone; `rm -r build/mutants` begins anew. What
runs in a program that a test starts is not seen.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "mutants"


class Contexts:
    """What one process of pytest sees: lines in a file of its own, beside the seconds that each test took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.lines = Coverage(
            KEPT / "lines", data_suffix=str(os.getpid()), source=["convtool"], branch=False, config_file=False
        )
        self.lines.set_option("run:relative_files", value=True)
        self.lines.set_option("run:disable_warnings", ["no-data-collected"])
        self.lines.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Count what runs from here as that of one test."""
        self.lines.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.lines.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what a test took with its fixtures; one that fails or is skipped finds nothing."""
        whole = float("inf") if report.outcome != "passed" else report.duration
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + whole

    def pytest_sessionfinish(self) -> None:
        """Write both."""
        self.lines.stop()
        self.lines.save()
        (KEPT / f"seconds.{os.getpid()}.json").write_text(json.dumps(self.seconds), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Look at the tests of this process; the one that hands tests out to others sees none of them itself."""
    KEPT.mkdir(parents=True, exist_ok=True)
    config.pluginmanager.register(Contexts())

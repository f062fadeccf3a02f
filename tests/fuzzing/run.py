"""Fuzz targets by coverage, each for so many seconds: `python tests/fuzzing/run.py SECONDS [TARGET...]`.

What is interesting is kept in `build/fuzz/TARGET`, which a next run goes on from; what breaks a promise stops that
target and is written to `build/fuzz/TARGET-broken-...`. Bring it down to its smallest form with libFuzzer's
`-minimize_crash=1`, put it into `tests/fuzzing/corpus/TARGET`, and mend what it broke.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WORK = HERE.parents[1] / "build" / "fuzz"
MOST_SECONDS, MOST_MEBIBYTES, LONGEST = 120, 1024, 8192
"""What one input may cost on a machine that is busy with other things, and how long it may be."""


def fuzz(name: str, options: list[str]) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris  # noqa: PLC0415 - the process that starts the others has no use for it

    with atheris.instrument_imports(include=["convtool", "yaml"]):
        from tests.fuzzing.targets import TARGETS  # noqa: PLC0415 - its imports are what is instrumented
    target = TARGETS[name]
    for number, seed in enumerate(target.seeds()):
        (WORK / name / f"seed-{number}").write_bytes(seed)
    atheris.Setup([sys.argv[0], *options], target.run)
    atheris.Fuzz()


def started(name: str, seconds: str) -> int:
    """Fuzz one target in a process of its own, and give its exit code."""
    corpus, kept = HERE / "corpus" / name, WORK / name
    for folder in (corpus, kept):
        folder.mkdir(parents=True, exist_ok=True)
    limits = [
        f"-timeout={MOST_SECONDS}",
        f"-report_slow_units={MOST_SECONDS}",
        f"-rss_limit_mb={MOST_MEBIBYTES}",
        f"-max_len={LONGEST}",
    ]
    options = [f"-max_total_time={seconds}", *limits, f"-artifact_prefix={kept}-broken-", "-print_final_stats=1"]
    print(f"\n{name}: {seconds} s", flush=True)
    return subprocess.call([sys.executable, __file__, "--one", name, *options, str(kept), str(corpus)])


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))
    if sys.argv[1] == "--one":
        fuzz(sys.argv[2], sys.argv[3:])
    from tests.fuzzing.targets import TARGETS

    broken = [name for name in sys.argv[2:] or TARGETS if started(name, sys.argv[1])]
    sys.exit(f"broken: {', '.join(broken)}" if broken else 0)

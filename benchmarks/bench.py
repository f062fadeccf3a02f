"""Measure convtool at every size, beside its peers and beside what nobody can go below; prints a page of Markdown."""

import argparse
import os
import platform
import tempfile
import time
from pathlib import Path

import commands
import peers
from turns import HERE

HEAD = """\
# How fast it is

Every figure is that of a whole process, from start to end. All commands of a table run in turns (A B C A B C ...); a
figure is the median over the rounds. Only ratios travel from one machine to another: **P** is the time of
`python -c pass`, and it too is the median of the ratios within each round. `make bench` writes this page anew.

Measured on {day}, {python}, {cores} cores; {versions}.

The convenanten are generated: about 6 kB and 180 lines each, with a partner of its own; they resemble each other more
than real ones do (see [performance](performance.md)). *First time* is without any cache, *nothing changed* with that of
an earlier run, *one changed* after a new title in one file.
"""
PEERS = """\
## Beside its peers

All read the same files. The peers check a schema or a style, convtool all its rules; of those that check a schema none
gives a line and a column. doorstop and strictdoc are given a third of each text as a requirement.
"""


def main() -> None:
    """Measure, and print the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", nargs="*", type=int, default=[12, 100, 1000, 10_000], help="how many convenanten")
    options.add_argument("--peers", nargs="*", type=int, default=[12, 1000], help="how many where peers are beside")
    options.add_argument("--seconds", type=float, default=60, help="for each table; three rounds at least")
    chosen = options.parse_args()
    versions = ", ".join(f"{name} {version}" for name, version in peers.PEERS.items())
    python = f"CPython {platform.python_version()}"
    print(HEAD.format(day=time.strftime("%Y-%m-%d"), python=python, cores=os.cpu_count(), versions=versions))
    with tempfile.TemporaryDirectory() as folder:
        for text in commands.tables(chosen.sizes, Path(folder), chosen.seconds):
            print(text, flush=True)
        if chosen.peers:
            print(PEERS)
            for text in peers.beginnings(chosen.seconds):
                print(text, flush=True)
        for count in chosen.peers:
            for text in peers.tables(count, Path(folder), chosen.seconds):
                print(text, flush=True)
        os.chdir(HERE)


if __name__ == "__main__":
    main()

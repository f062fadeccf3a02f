"""Work over many files shared by two processes, where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

_PAYS = 100
"""From so many files on a second process saves more time than it takes to start."""


def shared(work: Callable[[Sequence[str]], T], paths: Sequence[str]) -> list[T]:
    """Give what `work` makes of all `paths`, in one part or in two that are made side by side.

    The parts come in no promised order, and must not depend on how the paths are dealt out.
    """
    if len(paths) < _PAYS or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:  # noqa: PLR2004 - two processes
        return [work(paths)]
    from multiprocessing import get_context  # noqa: PLC0415 - only where it pays

    system = get_context("fork")
    here, there = system.Pipe(duplex=False)
    other = system.Process(target=_send, args=(here, there, work, paths[1::2]), daemon=True)
    other.start()
    there.close()
    own = work(paths[::2])
    try:
        sent: T = here.recv()
    except EOFError:  # the other process ended early; a fault of the work itself shows here
        sent = work(paths[1::2])
    other.join()
    return [own, sent]


def _send(here: Connection, there: Connection, work: Callable[[Sequence[str]], T], paths: Sequence[str]) -> None:
    here.close()  # or it would wait for ever to be read by itself, should the first process be gone
    try:
        there.send(work(paths))
    except BaseException:  # noqa: BLE001 - the first process tells, whatever it is
        os._exit(1)  # leave without a word

"""Work over many files shared by two processes, where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

_PAYS = 100
"""From so many files on a second process saves more time than it takes to start."""
_STRETCH, _MOST = 32, 1000
"""Each process draws so many files at a time, in at most so many draws: a pipe holds 16,000 tickets."""
_TICKET = 4


def shared(work: Callable[[Iterable[str]], T], paths: Sequence[str]) -> list[T]:
    """Give what `work` makes of all `paths`, in one part or in two that are made side by side.

    Neighbours mostly come together, and who is faster does more; the parts must not depend on how the paths are
    dealt out.
    """
    if len(paths) < _PAYS or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:  # noqa: PLR2004 - two processes
        return [work(paths)]
    from multiprocessing import get_context  # noqa: PLC0415 - only where it pays

    size = max(_STRETCH, len(paths) // _MOST)
    left = {number: paths[start : start + size] for number, start in enumerate(range(0, len(paths), size))}
    tickets = _tickets(range(1, len(left)))
    system = get_context("fork")
    here, there = system.Pipe(duplex=False)
    files = chain(left[0], _drawn(left, tickets))
    other = system.Process(target=_send, args=(here, there, work, files), daemon=True)
    other.start()
    there.close()
    try:
        own = work(_drawn(left, tickets))
    finally:
        os.close(tickets)
    try:
        sent: T = here.recv()
    except EOFError:  # the other process ended early; a fault of the work itself shows here
        sent = work(chain.from_iterable(left.values()))
    other.join()
    return [own, sent]


def _tickets(numbers: Iterable[int]) -> int:
    """Give a pipe from which each number can be read once, by whichever process comes first."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(_TICKET, "big") for number in numbers))
    os.close(writing)
    return reading


def _drawn(left: dict[int, Sequence[str]], tickets: int) -> Iterator[str]:
    """Draw stretches until there are no tickets more, and take them out of what is left for others."""
    while ticket := os.read(tickets, _TICKET):
        yield from left.pop(int.from_bytes(ticket, "big"))


def _send(here: Connection, there: Connection, work: Callable[[Iterable[str]], T], paths: Iterable[str]) -> None:
    here.close()  # or it would wait for ever to be read by itself, should the first process be gone
    try:
        there.send(work(paths))
    except BaseException:  # noqa: BLE001 - the first process tells, whatever it is
        os._exit(1)  # leave without a word

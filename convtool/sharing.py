"""Work over many files, or whatever else there is much of, shared by two processes where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NoReturn, TypeVar

if TYPE_CHECKING:
    from signal import Signals

from convtool.system import can_split

S = TypeVar("S")
T = TypeVar("T")

_PAYS = 100
"""From so many files on a second process saves more time than it takes to start."""
_STRETCH, _MOST = 32, 1000
"""Each process draws so many files at a time, in at most so many draws: a pipe holds 16,000 tickets."""
_TICKET = 4


def shared(
    work: Callable[[Iterable[S]], T], things: Sequence[S], ready: Callable[[], object] = lambda: None
) -> list[T]:
    """Give what `work` makes of all `things`, mostly paths, in one part or in two that are made side by side.

    Neighbours mostly come together, and who is faster does more; the parts must not depend on how the things are
    dealt out. `ready` makes beforehand what both would make, where there are two.
    """
    if len(things) < _PAYS or not can_split():
        return [work(things)]
    ready()
    import pickle  # noqa: PLC0415 - only where it pays; multiprocessing does no more here, and takes 4 ms to load
    from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, pthread_sigmask  # noqa: PLC0415 - not where nothing can fork

    size = max(_STRETCH, len(things) // _MOST)
    left = {number: things[start : start + size] for number, start in enumerate(range(0, len(things), size))}
    tickets = _tickets(range(2, len(left)))  # each begins with one that is its own, and then draws
    reading, writing = os.pipe()
    usual = pthread_sigmask(SIG_BLOCK, {SIGINT})  # Python tells of an interrupt while it forks, and goes on
    other = os.fork()
    if other == 0:
        os.close(reading)  # or it would wait for ever to be read by itself, should the first process be gone
        _send(writing, usual, lambda: pickle.dumps(work(chain(left[0], _drawn(left, tickets)))))
    pthread_sigmask(SIG_SETMASK, usual)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        own = work(chain(left.pop(1), _drawn(left, tickets)))
        sent = answer.read()
    os.close(tickets)
    if os.waitpid(other, 0)[1]:  # the other process ended early; a fault of the work itself shows here
        return [own, work(chain.from_iterable(left.values()))]
    return [own, pickle.loads(sent)]  # noqa: S301 - from this program itself


def _tickets(numbers: Iterable[int]) -> int:
    """Give a pipe from which each number can be read once, by whichever process comes first."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(_TICKET, "big") for number in numbers))
    os.close(writing)
    return reading


def _drawn(left: dict[int, Sequence[S]], tickets: int) -> Iterator[S]:
    """Draw stretches until there are no tickets more, and take them out of what is left for others."""
    while ticket := os.read(tickets, _TICKET):
        yield from left.pop(int.from_bytes(ticket, "big"))


def _send(writing: int, usual: set[int | Signals], made: Callable[[], bytes]) -> NoReturn:
    """Write what is made, and end this process without a word: the first one tells, whatever it is.

    `usual` are the signals that are to wait from now on.
    """
    from signal import SIG_SETMASK, pthread_sigmask  # noqa: PLC0415 - as above

    try:
        pthread_sigmask(SIG_SETMASK, usual)
        with os.fdopen(writing, "wb") as answer:
            answer.write(made())
    except BaseException:  # noqa: BLE001 - also an interrupt
        os._exit(1)
    os._exit(0)

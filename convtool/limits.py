"""What one file may cost."""

from typing import NamedTuple

MOST = 1000
"""So many faults of one file are kept: one that is made of nothing else costs no more than an honest one."""


class Limits(NamedTuple):
    """What one file may cost: bytes, parser events and levels of nesting."""

    size: int = 1024 * 1024
    events: int = 50_000
    depth: int = 20

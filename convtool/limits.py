"""What one file may cost."""

from typing import NamedTuple


class Limits(NamedTuple):
    """What one file may cost: bytes, parser events and levels of nesting."""

    size: int = 1024 * 1024
    events: int = 50_000
    depth: int = 20

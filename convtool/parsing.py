"""Bytes to a document. The only door for YAML.

A guard refuses what costs memory or deceives a reader before any value is built. What is plain is read line by line,
all else by the YAML parser: where both can read a text, they give the same tree.
"""

from __future__ import annotations

from convtool.decoding import decode
from convtool.diagnostics import Fault, Finding, Level, Place
from convtool.documents import Document
from convtool.limits import Limits
from convtool.messages import say
from convtool.plain import read_plain


def parse(path: str, data: bytes, limits: Limits = Limits()) -> tuple[Document, list[Fault]]:  # noqa: B008 - immutable
    """Read one file. Gives its document, whose root is None when it cannot be read, and every fault met.

    Never raises on any bytes: what cannot be read is a fault with a place. A key that is written twice hides
    nothing else; its first value counts.
    """
    text, faults = decode(path, data, limits.size)
    document = Document(path, text, None)
    if not faults:
        document.root = read_plain(text, limits)
    if document.root or any(fault.finding.level is not Level.WARNING for fault in faults if fault.code != "CV006"):
        return document, faults
    from convtool.composing import compose  # noqa: PLC0415 - most registers are plain: 10 ms that they do not pay

    document.root, met = compose(document, limits)
    if document.root is None and not faults and not met:
        met = [Fault("CV001", Finding(Place(path, 1, 1, 1, 1), say("this is not readable as YAML")))]
    return document, faults + met

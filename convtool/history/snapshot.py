"""The register as it was at one commit: its files, its templates and its configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.configuration import PATH
from convtool.errors import ConvtoolError, WrongUse
from convtool.layout import DATA, LARGEST, LINK, TEMPLATES, Sort, Unkept, Unread, linked, misfit, part
from convtool.messages import say

if TYPE_CHECKING:
    from convtool.diagnostics import Fault
    from convtool.history.repository import Item, Repository
    from convtool.limits import Limits

_LINK, _FOLDER, _REPOSITORY = "120000", "040000", "160000"


class Snapshot:
    """One commit, as the work tree would have been: what `files` gives of a folder, this gives of the commit."""

    def __init__(self, repository: Repository, revision: str) -> None:
        """Take a commit by its full name; raises `WrongUse` where it has no register at this place."""
        self.revision = revision
        self._blobs = repository.blobs
        self._items = repository.items(revision, DATA, TEMPLATES, PATH)
        if DATA not in self._items:
            folder = repository.below.rstrip("/") or "."
            found = say("there was no register in {folder} at commit {commit}", folder=folder, commit=revision[:12])
            raise WrongUse(found, say("git log -- {path} shows since when", path=f"{repository.below}{DATA}"))

    def listed(self, limits: Limits) -> tuple[Unkept, list[Fault]]:
        """Give every file of the register without reading it, and a fault for what is none."""
        files = Unkept(lambda path, blob: self._content(path, blob, limits.size + 1))
        faults: list[Fault] = []
        for path, item in self._items.items():
            judged = part(path, _sort(item)) or (item.mode == _REPOSITORY and _elsewhere(path))
            if judged is True:
                files.where[path] = item.blob
            elif judged:
                faults.append(judged)
        return files, faults

    def templates(self) -> tuple[dict[str, bytes], list[Fault]]:
        """Give the register's own templates by their path, and a fault for each that cannot be read."""
        found: dict[str, bytes] = {}
        faults: list[Fault] = []
        for path, item in self._items.items():
            if path == TEMPLATES and item.mode == _LINK:
                faults.append(linked(path, "CV901"))
            elif path.startswith(f"{TEMPLATES}/") and path.endswith(".j2") and _sort(item) is not Sort.FOLDER:
                try:
                    found[path] = self._whole(path, item)
                except Unread as unread:
                    faults.append(unread.fault._replace(code="CV901"))
        return found, faults

    def configuration(self) -> bytes | None:
        """Give `convtool.toml`, or None where there was none; raises `ConvtoolError` where it cannot be read."""
        try:
            return self._whole(PATH, self._items[PATH]) if PATH in self._items else None
        except Unread as unread:
            raise ConvtoolError(say("{path}: {found}", path=PATH, found=unread.fault.finding.message)) from unread

    def _whole(self, path: str, item: Item) -> bytes:
        if item.mode == _LINK:
            raise Unread(misfit(path, *LINK))
        data = self._content(path, item.blob, LARGEST + 1)
        if len(data) > LARGEST:
            raise Unread(misfit(path, say("the file cannot be read: {reason}", reason="too large")))
        return data

    def _content(self, path: str, blob: str, most: int) -> bytes:
        data = self._blobs.read(blob, most)
        if data is None:
            found = say("the file cannot be read: the repository lacks what it held at this commit")
            raise Unread(misfit(path, found, say("git fsck says what is missing")))
        return data


def _sort(item: Item) -> Sort:
    return {_LINK: Sort.LINK, _FOLDER: Sort.FOLDER, _REPOSITORY: Sort.FOLDER}.get(item.mode, Sort.FILE)


def _elsewhere(path: str) -> Fault:
    found = say("this folder is a repository of its own: what it holds is in no commit of this one")
    return misfit(path, found, say("keep the files of the register in one repository"))

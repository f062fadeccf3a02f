"""What a name in a record may lead to: whether it does, and which names would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from convtool.models.facts import File
    from convtool.portfolio import Programme
    from convtool.reading import Link

_FILES: dict[str, type[File]] = {"partner": Partner, "convenant": Convenant, "initiative": Initiative}
_FOLDERS = {target: folder for target, kind in _FILES.items() for folder, each in KINDS.items() if each is kind}
_SECTIONS = {
    "goals": "goal",
    "agreements": "agreement",
    "contributions": "contribution",
    "actions": "action",
    "sessions": "session",
}


def file_of(link: Link) -> str | None:
    """Give the path of the file that a link names, or would name; None for what stands in the same file."""
    if link.target in _FOLDERS:
        return f"{_FOLDERS[link.target]}{link.name}.yaml"
    if link.target == "need":
        return f"{_FOLDERS['initiative']}{link.name.partition('/')[0]}.yaml"
    if link.target == "result":
        folder = "data/meetings/" if "/actions/" in link.name or "/sessions/" in link.name else _FOLDERS["convenant"]
        return f"{folder}{link.name.partition('/')[0]}.yaml"
    return None


def leads_nowhere(link: Link, record: File, programme: Programme) -> bool:
    """Tell whether a link in `record` names nothing; what stands in a file that cannot be read may be there."""
    if link.target in {"need", "result"}:
        id_, _, rest = link.name.partition("/")
        kinds = (Initiative,) if link.target == "need" else (Convenant, Meeting)
        files = [kind for kind in kinds if id_ in programme.shelf(kind).ids]
        record_of = _named(id_, programme, link.target)
        if not files or record_of is None:
            return not files
        return bool(rest or link.target == "need") and link.name not in _qualified(id_, record_of, link.target)
    if link.target == "ambition" and not (programme.masterplan and programme.masterplan.ambitions):
        return False
    return link.name not in _known(link.target, record, programme)


def candidates(link: Link, record: File, programme: Programme) -> Collection[str]:
    """Give the names that could stand where `link` stands."""
    if link.target not in {"need", "result"}:
        return _known(link.target, record, programme)
    id_ = link.name.partition("/")[0]
    named = _named(id_, programme, link.target)
    if named:
        return _qualified(id_, named, link.target)
    if link.target == "need":
        return programme.initiatives.ids
    return programme.convenants.ids | programme.meetings.ids


def _known(target: str, record: File, programme: Programme) -> Collection[str]:
    if target in _FILES:
        return programme.shelf(_FILES[target]).ids
    if target == "ambition":
        return {str(ambition.number) for ambition in (programme.masterplan and programme.masterplan.ambitions) or ()}
    if target == "each":
        return {"all", *_groups(record)}
    named = record.named.get(target, frozenset())
    return named | record.named.get("party", frozenset()) if target == "body" else named


def _groups(record: File) -> Iterator[str]:
    """Give the parties that stand for several: only these can owe something each."""
    for party in (record.parties or ()) if isinstance(record, Convenant) else ():
        if not {"members", "members_bound", "counts"}.isdisjoint(party.node.entries):
            yield party.id


def _named(id_: str, programme: Programme, target: str) -> File | None:
    if target == "need":
        return programme.initiatives.get(id_)
    return programme.convenants.get(id_) or programme.meetings.get(id_)


def _qualified(id_: str, record: File, target: str) -> set[str]:
    """Give every `<initiative>/<need>`, or every `<record>/<section>/<id>` of what can come out of a need."""
    if target == "need":
        return {f"{id_}/{name}" for name in record.named.get("need", ())}
    sections = {sort: section for section, sort in _SECTIONS.items()}
    return {f"{id_}/{sections[name.target]}/{name.name}" for name in record.names if name.target in sections}

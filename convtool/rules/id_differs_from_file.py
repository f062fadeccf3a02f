"""The id of a record is the name of its file.

People and links find a record by its id; with two names for one thing, one of them leads nowhere.

Bad:

    id: de-voorbeeldbank

Good:

    id: voorbeeldbank

Repair: rename the file, or correct the id; other files refer to the record by the name of its file.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.layout import id_of
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, rule


@rule("CV201", draft=ERROR, signed=ERROR)
def check(record: Convenant | Initiative | Meeting | Partner, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield the id that is not the file's name."""
    name = id_of(record.document.path)
    if record.id and record.id != name:
        found = say('id "{id}" stands in a file called "{name}"', id=record.id, name=name)
        yield Finding(
            record.at("id"), found, say('write id: {name}, or call the file "{id}.yaml"', name=name, id=record.id)
        )

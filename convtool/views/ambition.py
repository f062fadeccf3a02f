"""`--by ambition`: one row per ambition of the programme, and which partner does something for it."""

from __future__ import annotations

from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.partner import Partner
from convtool.standing import Standing
from convtool.standing.programme import ProgrammeRow
from convtool.views import ASKED, NARROW, Column, View
from convtool.views.coverage import coverage
from convtool.views.goal import judged_on
from convtool.views.partner import COUNTED
from convtool.views.tally import COUNTS, group, titled
from convtool.views.words import LEGEND

READS = (Convenant, Partner)
TITLE = titled(say("ambition"))
COLUMNS: tuple[Column, ...] = (
    Column("ambition", say("number"), lambda row: row.id, right=True, from_width=NARROW),
    TITLE._replace(from_width=ASKED, plain=False),
    Column("convenants", say("convenanten"), lambda row: row.convenants, right=True),
    *COUNTS,
)


def view(standing: Standing, programme: ProgrammeRow) -> View:
    """Give every ambition, also one without a goal, and the goals that name none."""
    rows = [
        group(number, title or number, None, [goal for goal in standing.goals if goal.ambition == number])
        for number, title in programme.ambitions
    ]
    numbers = {number for number, _ in programme.ambitions}
    others = [goal for goal in standing.goals if goal.ambition not in numbers]
    if others:
        rows.append(group("-", say("no ambition of the programme"), None, others))
    return View(
        columns=COLUMNS,
        rows=rows,
        title=TITLE,
        below=(LEGEND, COUNTED, *judged_on(standing.goals)),
        matrices=(
            coverage(
                standing, tuple((number, number) for number, _ in programme.ambitions), lambda goal: (goal.ambition,)
            ),
        ),
    )

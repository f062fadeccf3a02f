"""`--by theme`: one row per theme of the programme, and which partner does something for it."""

from __future__ import annotations

from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.obligations import Contribution
from convtool.models.partner import Partner
from convtool.standing import Standing
from convtool.standing.programme import ProgrammeRow
from convtool.views import ASKED, Column, View
from convtool.views.coverage import coverage
from convtool.views.goal import judged_on
from convtool.views.partner import COUNTED
from convtool.views.sums import sums
from convtool.views.tally import COUNTS, group, titled
from convtool.views.words import LEGEND

READS = (Convenant, Contribution, Partner)
TITLE = titled(say("theme"))
COLUMNS: tuple[Column, ...] = (
    Column("theme", say("id"), lambda row: row.id, from_width=ASKED),
    TITLE._replace(from_width=ASKED, plain=False),
    Column("convenants", say("convenanten"), lambda row: row.convenants, right=True),
    *COUNTS,
)


def view(standing: Standing, programme: ProgrammeRow) -> View:
    """Give every theme, also one without a goal; a goal with two themes counts in both."""
    heads = tuple((theme, title or theme) for theme, title in programme.themes)
    return View(
        columns=COLUMNS,
        rows=[
            group(theme, title, None, [goal for goal in standing.goals if theme in goal.themes])
            for theme, title in heads
        ],
        title=TITLE,
        below=(LEGEND, COUNTED, say("A goal with two themes counts in both."), *judged_on(standing.goals)),
        matrices=(
            coverage(standing, heads, lambda goal: goal.themes),
            sums(
                (row.giving for row in standing.contributions),
                lambda giving: giving.theme,
                say("Contributions per theme"),
                say("theme"),
                dict(heads),
                say("no theme"),
            ),
        ),
    )

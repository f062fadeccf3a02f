"""A goal names only themes that the Masterplan has.

Themes are the axis on which council and residents compare convenanten. A theme that the Masterplan does not have,
or had not on the day of signing (for a draft: on the day of the check), puts the goal in no table.

Bad:

    goals:
      - id: stageplekken
        themes: [jeugd, werken]

Good:

    goals:
      - id: stageplekken
        themes: [jeugd, werk]

Repair: name one of the themes in data/masterplan.yaml.
Source: assignment (the six themes of the Masterplan).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.reading import nearest
from convtool.rulebook import ERROR, rule


@rule("CV301", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every theme of a goal that does not exist."""
    themes = programme.themes
    for goal in convenant.goals or ():
        for index, theme in enumerate(goal.themes or ()):
            if theme not in themes:
                close = nearest(theme, themes)
                found = say(
                    'goal "{goal}" names theme "{theme}", which the Masterplan does not have',
                    goal=goal.id,
                    theme=theme,
                )
                hint = (
                    say('did you mean "{close}"? The themes are {themes}', close=close, themes=themes)
                    if close
                    else say("the themes are {themes}", themes=themes)
                )
                yield Finding(goal.at("themes", index), found, hint)

"""A comment that silences a finding gives its reason, and silences something.

Silence without a reason cannot be defended after the person who wanted it has left, and silence about nothing hides
the next finding. One comment silences one code on its own line, or on the next line where it stands alone. What may
not be looked away from (files that cannot be trusted, data of persons, the integrity of what was signed) cannot be
silenced. The same holds for [[ignore]] in convtool.toml.

Bad:

    # data/initiatives/leestuin.yaml
    schema: 1
    id: leestuin  # convtool: ignore CV205
    name: De Leestuin
    example: true

Good:

    # data/initiatives/leestuin.yaml
    schema: 1
    id: leestuin  # convtool: ignore CV205 -- zoekt nog een partner, bespreken in maart
    name: De Leestuin
    example: true

Repair: write # convtool: ignore, the code, -- and the reason; remove the comment when nothing is left to silence.
Source: craft. This code was added to the list by convtool itself.
"""

from convtool.rulebook import WARNING, fault

RULE = fault("CV010", WARNING, silenceable=False)

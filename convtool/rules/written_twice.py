"""A key is written once in the same mapping.

One reader of YAML takes the first value, another the last, and a reviewer sees only the one that is on the screen.

Bad:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    name: Voorbeeldbank Zuidoost

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank Zuidoost

Repair: keep one of the two; both places are named. Until then the first one counts.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV002", silenceable=False)

r"""Every character in a file is one that a reader sees.

Characters that turn the direction of a text, or that steer a terminal, show a reviewer something else than what is
there; an escape in double quotes makes them too. Invisible characters, and letters that were read with the wrong
encoding, are a warning.

Bad:

    schema: 1
    id: voorbeeldbank
    name: "Voorbeeld\u202ebank"

Good:

    schema: 1
    id: voorbeeldbank
    name: "Voorbeeldbank"

Repair: remove the character, or write the letter that was meant.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV006", silenceable=False)

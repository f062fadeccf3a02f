"""Every value is written out where it stands: no anchors, aliases, merge keys, tags or directives.

They make a file mean something that a reviewer does not see in the lines that changed, and they can make a small file
cost a computer all its memory.

Bad:

    schema: 1
    id: voorbeeldbank
    name: &naam Voorbeeldbank
    legal_name: *naam

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    legal_name: Voorbeeldbank

Repair: write the value out in full. A text that starts with & or * or ! needs quotes.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV004", silenceable=False)

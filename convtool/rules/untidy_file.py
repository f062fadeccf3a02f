"""A file is plain text with one sort of line end, without tabs, byte-order mark or closing markers.

Such a file is read, but editors and tools treat it differently, and every save may change all its lines.

Bad:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    ...

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank

Repair: save the file as UTF-8 without a byte-order mark, with spaces instead of tabs and one sort of line end.
Source: craft.
"""

from convtool.rulebook import WARNING, fault

RULE = fault("CV008", WARNING)

"""Every record has the keys without which it cannot be named.

An id and a name or title are needed for every sentence about a record, kind and status to know what may be asked of
a convenant. All else is asked for by a rule of its own.

Bad:

    schema: 1
    id: voorbeeldbank

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank

Repair: add the key.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV102")

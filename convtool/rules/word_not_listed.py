"""A field with a closed list of words has one of them.

Reports group by these words; another word puts the record in no group.

Bad:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    nature: prive

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    nature: private

Repair: take one of the words that are named.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV104")

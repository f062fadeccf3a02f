"""Every value has the shape of its field: a text, a number, a list, or keys with values.

A text where a list is wanted is read by one program as a list of one, by another as nothing.

Bad:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    members: voorbeeldalliantie

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    members: [voorbeeldalliantie]

Repair: write the value in the shape that is named. What is not known is written as unknown or silent.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV103")

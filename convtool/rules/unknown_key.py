"""Every key is one that the register knows in that place.

A key with a typing error looks filled in and is read by nobody.

Bad:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    natuur: private

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    nature: private

Repair: take the key that is suggested, or remove the line.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV101")

"""A file holds no markers of a merge conflict.

Between such markers stand two versions of the same lines. Inside a text they are valid YAML, and would pass unseen.

Bad:

    schema: 1
    id: voorbeeldbank
    <<<<<<< HEAD
    name: Voorbeeldbank
    =======
    name: De Voorbeeldbank
    >>>>>>> partners

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank

Repair: choose one side, and remove the other side and the three markers.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV003", silenceable=False)

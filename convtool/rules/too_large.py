"""A file costs no more to read than a register file may: 1 MiB, 50,000 values, 20 levels.

A larger file is a mistake or an attack, and is refused before it costs memory. Of a file with more than 1,000 faults
the first thousand are listed.

Bad:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    core_goals: [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    core_goals: []

Repair: move what is no part of the record to a file of its own.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV005", silenceable=False)

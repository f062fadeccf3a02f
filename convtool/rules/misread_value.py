"""A value without quotes means the same to a person and to every reader of YAML.

YAML makes false of no, 1.1 of 1.10, 750 of 12:30, 83 of 0123, and does not know 30 February. This rule speaks only
where a reader of YAML 1.1 or 1.2 would give another value than the field's own reading, or where there is none.

Bad:

    schema: 1
    id: voorbeeldbank
    name: no

Good:

    schema: 1
    id: voorbeeldbank
    name: "no"

Repair: write a text in quotes, a number as 1000.50, a day as 2026-03-14 and a choice as true or false.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV007")

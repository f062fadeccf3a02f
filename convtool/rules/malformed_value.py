"""Every day, number and id is written in the one form that cannot be misunderstood.

3/4 is March in one country and April in another; an id is part of file names and addresses.

Bad:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    ended: 31-12-2026

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank
    ended: 2026-12-31

Repair: write a day as 2026-03-14, a month as 2026-03, a year as 2026; a number as 12 or 12.5; an id in lower-case words
of a-z and 0-9 with hyphens, at most 64 characters.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV105")

"""Every file says in which version of the format it is written, and this convtool knows it.

A file must still be readable in twenty years; without its version nobody could tell what its keys mean.

Bad:

    id: voorbeeldbank
    name: Voorbeeldbank

Good:

    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank

Repair: start the file with schema: 1. Where the version is newer than this convtool, install a newer one.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV106", silenceable=False)

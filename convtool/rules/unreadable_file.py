"""A file is one YAML record in UTF-8 that every reader reads alike.

Nothing can be said of a file that cannot be read, and a file that one program reads and another refuses is worse.

Bad:

    id: voorbeeldbank
      title: te ver ingesprongen

Good:

    id: voorbeeldbank
    title: niet ingesprongen

Repair: mend the line that is named; quotes around a text prevent most of this.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV001")

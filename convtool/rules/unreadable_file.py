"""A file is one YAML record in UTF-8 that every reader reads alike.

Nothing can be said of a file that cannot be read, and a file that one program reads and another refuses is worse.
Control characters, another encoding than UTF-8, a second document and an empty file belong here too.

Bad:

    schema: 1
    id: voorbeeldbank
      name: te ver ingesprongen

Good:

    schema: 1
    id: voorbeeldbank
    name: niet ingesprongen

Repair: mend the line that is named; quotes around a text prevent most of this.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV001", silenceable=False)

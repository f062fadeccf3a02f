"""Every template of the register can be read, and uses only names that it is given.

A template with a mistake makes no page, and that shows on the day that the pages are needed. Templates are read here
and never run: what lies deeper in a value is only seen when the pages are made.

Bad:

    # templates/convenant/kort.nl.j2
    <h1>{{ titel }}</h1>

Good:

    # templates/convenant/kort.nl.j2
    <h1>{{ title }}</h1>

Repair: correct the line that is named, or remove the file: then the template of that name that comes with the tool is
used.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV901")

"""Every file of the register lies in the folder of its kind, under the id of its record.

What is called otherwise, lies elsewhere, is a link or cannot be opened would be passed over in silence; two names
that differ only in case are one file on many computers; and con, aux, nul, prn, com1 or lpt1 can be no file on Windows.

Bad:

    # data/partners/Voorbeeldbank.yml
    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank

Good:

    # data/partners/voorbeeldbank.yaml
    schema: 1
    id: voorbeeldbank
    name: Voorbeeldbank

Repair: move the file itself to data/convenants, data/partners, data/meetings or data/initiatives, and call it after
its id: lower-case words with hyphens, then .yaml.
Source: craft.
"""

from convtool.rulebook import fault

RULE = fault("CV009", silenceable=False)

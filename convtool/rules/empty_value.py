"""Every key that is written has a value.

Behind an empty key anything may be meant: nothing happened, nobody knows, or somebody was called away. A count of none
is a result, and must not look like a figure that was forgotten.

Bad:

    measurements:
      - {goal: stageplekken, period: 2025, value: , kind: registered, source: stageregister, recorded: 2026-02-20}

Good:

    measurements:
      - {goal: stageplekken, period: 2025, value: none, kind: registered, source: stageregister, recorded: 2026-02-20}

Repair: write the value; none where there is none to give, unknown where nobody knows, silent where the text does not
say; or remove the key.
Source: courts of audit.
"""

from convtool.rulebook import fault

RULE = fault("CV403")

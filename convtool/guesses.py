"""What readers of YAML 1.1 and 1.2 make of a value without quotes, where a person reads something else."""

import re
from datetime import date

_WORDS = frozenset({
    "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE", "yes", "Yes", "YES", "no", "No",
    "NO", "on", "On", "ON", "off", "Off", "OFF", "y", "Y", "n", "N", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF",
    "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN",
})  # fmt: skip
_NUMBERS = r"""(?x)
      [-+]? (?: 0[0-7_]+ | 0x[0-9a-fA-F_]+ | 0o[0-7]+ | 0b[01_]+ )
    | [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )+ (?: \.[0-9_]* )?
    | [-+]? (?: \.[0-9_]+ | [0-9][0-9_]* (?: \.[0-9_]* )? ) (?: [eE][-+]?[0-9]+ )?
"""
_MOMENTS = r"""(?x)
    [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}
    (?: (?: [Tt] | [ \t]+ ) [0-9]{1,2}:[0-9]{2}:[0-9]{2} (?: \.[0-9]* )?
        (?: [ \t]* (?: Z | [-+][0-9]{1,2} (?: :?[0-9]{2} )? ) )?
    )?
"""

_SAME = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,14}[1-9])?")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 64
_FIRST = frozenset("-+.0123456789")
"""What a number or a moment can start with; most texts do not."""


def misread(text: str) -> bool:
    """Tell whether some reader of YAML makes something of plain `text` that it would not write back the same.

    `12`, `1.5` and `2026-03-14` stay what they are, whoever reads them; `no`, `1.10`, `0123`, `12:30` and
    `2026-02-30` do not.
    """
    if text in _WORDS:
        return True
    if text[:1] not in _FIRST or len(text) > _LONGEST or _SAME.fullmatch(text):
        return False
    if _DAY.fullmatch(text):
        return not _exists(text)
    return bool(re.fullmatch(_NUMBERS, text) or re.fullmatch(_MOMENTS, text))


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True

"""No file holds data of a person: e-mail address, telephone number, citizen service number or bank account.

What is once in the history of git cannot be erased. Keep functions, not people. Addresses and numbers of an office
are listed once, under contacts in data/masterplan.yaml. This rule reads the whole file, also comments and keys.

Bad:

    summary: {who: Bel 06-12345678 voor een afspraak.}

Good:

    summary: {who: Bel het programmabureau voor een afspraak.}

Repair: write the function. Where it was committed already, changing the file is not enough: ask who keeps the
repository.
Source: AVG.
"""

import re
from collections.abc import Callable, Iterator

from convtool.diagnostics import Finding
from convtool.documents import Document
from convtool.messages import Message, say
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, rule

_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_PHONE = (
    r"(?<![\w.,+/:=(-])(?:\+[1-9]|00[1-9]|\(?0[1-9])[0-9]{0,3}\)?(?:[ \t\u00a0.-]?\(?[0-9]\)?){6,13}"
    r"(?![\w-]|[.,:][0-9])"
)
_CITIZEN = r"(?<![\w.,+/:=-])[0-9]{9}(?![\w/-]|[.,][0-9])|(?<![\w.,-])[0-9]{4}\.[0-9]{2}\.[0-9]{3}(?![\w-]|[.,][0-9])"
_ACCOUNT = r"(?<!\w)[A-Za-z]{2}[0-9]{2}(?:[ \u00a0]?[A-Za-z0-9]{4}){2,7}(?:[ \u00a0]?[A-Za-z0-9]{1,3})?(?!\w)"
_AMOUNT_BEFORE = (
    r"(?i:€|EUR|euro|\b(?:amount|total|ceiling|value|at_least|at_most|average|change|about|from|to|over|under|quantity"
    r"|numerator|denominator):)\s*$"
)
_THOUSANDS = re.compile(r"\+[0-9]{1,3}(?:[ .\u00a0][0-9]{3})+")
_DATE = re.compile(r"[0-9]{2}[-. ][0-9]{2}[-. ][0-9]{4}")
_NATIONAL, _INTERNATIONAL = 10, range(9, 16)
_COUNTRY_LENGTH = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "GB": 22, "LU": 20, "ES": 24, "IT": 27, "PT": 25, "AT": 20, "CH": 21,
    "PL": 28, "SE": 24, "DK": 18, "NO": 15, "FI": 18, "IE": 22, "LT": 20, "TR": 26,
}  # fmt: skip


@rule("CV801", draft=ERROR, signed=ERROR, silenceable=False)
def check(document: Document, programme: Programme) -> Iterator[Finding]:
    """Yield every piece of text that has the form, and where there is one the check digit, of data of a person."""
    text = document.text
    there = _there(text)
    if not there:
        return
    allowed = {_bare(contact) for contact in (programme.masterplan and programme.masterplan.contacts) or ()}
    taken: list[range] = []
    for sign, pattern, end_of, found in _SORTS:
        if sign not in there:
            continue
        for match in re.finditer(pattern, text):
            start, end = match.start(), end_of(match)
            if end and not any(start in earlier for earlier in taken):
                taken.append(range(start, end))
                if _bare(text[start:end]) not in allowed:
                    yield Finding(document.range(start, end), found, _HINT)


def _there(text: str) -> set[str]:
    """Tell which of the signs are in the text, without which there is nothing to look for.

    Nine digits in a row where all that may stand between them is taken out: 8 us, where the pattern takes 45.
    """
    signs = {_AT} if _AT in text else set()
    squeezed = text.encode(errors="replace").translate(_ZEROS, _BETWEEN)
    return signs | {_DIGITS} if b"000000000" in squeezed and _NINE_DIGITS.search(text) else signs


def _bare(text: str) -> str:
    return re.sub(r"[\s().-]", "", text).casefold()


def _mail(match: re.Match[str]) -> int:
    return match.end()


def _phone(match: re.Match[str]) -> int:
    """Give the end of a number that can be called, or 0: not a date, nor an amount in groups of three."""
    written = match.group()
    digits = re.sub(r"[^0-9]", "", written.replace("(0)", ""))
    if written.startswith(("+", "00")):
        dutch = digits.removeprefix("00").startswith("31")
        amount = _THOUSANDS.fullmatch(written) and not dutch
        return 0 if amount or len(digits.removeprefix("00")) not in _INTERNATIONAL else match.end()
    return 0 if len(digits) != _NATIONAL or _DATE.match(written) else match.end()


def _citizen(match: re.Match[str]) -> int:
    """Give the end of a number that passes the eleven test and stands behind no sign of an amount, or 0."""
    digits = [int(digit) for digit in match.group() if digit.isdecimal()]
    total = sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    before = match.string[max(0, match.start() - 24) : match.start()]
    is_one = total % 11 == 0 and len(set(digits)) > 1 and not re.search(_AMOUNT_BEFORE, before)
    return match.end() if is_one else 0


def _account(match: re.Match[str]) -> int:
    """Give the end of an account number whose remainder is right; words behind it may have been taken along."""
    written = match.group()
    length = _COUNTRY_LENGTH.get(written[:2].upper(), 0)
    ends = [index + 1 for index, character in enumerate(written) if character.isalnum()]
    end = ends[length - 1] if 0 < length <= len(ends) else len(written)
    if length and (length > len(ends) or written[end : end + 1].isalnum()):
        return 0
    bare = _bare(written[:end])
    number = int("".join(str(int(character, 36)) for character in bare[4:] + bare[:4]))
    return match.start() + end if number % 97 == 1 else 0


_AT, _DIGITS = "@", "nine digits"
_ZEROS, _BETWEEN = bytes.maketrans(b"123456789", b"000000000"), " \t.\u00a0()-".encode()
_NINE_DIGITS = re.compile("[0-9](?:[ \t.\u00a0()-]{0,2}[0-9]){8}")
_SORTS: tuple[tuple[str, str, Callable[[re.Match[str]], int], Message], ...] = (
    (_AT, _MAIL, _mail, say("an e-mail address")),
    (_DIGITS, _ACCOUNT, _account, say("a bank account number (IBAN)")),
    (_DIGITS, _PHONE, _phone, say("a telephone number")),
    (_DIGITS, _CITIZEN, _citizen, say("a number that may be a citizen service number (BSN)")),
)
_HINT: Message = say("write a function; what an office uses is listed once under contacts in data/masterplan.yaml")

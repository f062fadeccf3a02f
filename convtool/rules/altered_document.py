"""The signed document is the one whose checksum was recorded at the signing.

The document with the signatures is the text of record: where it and the register differ, it counts. Its file lies in
the register's folder, beside data/. A document that lies elsewhere, or is not there, is not checked.

Bad:

    signing:
      document:
        file: documents/convenant.pdf
        sha256: 0000000000000000000000000000000000000000000000000000000000000000

Good:

    signing:
      document:
        file: documents/convenant.pdf
        sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

Repair: put back the document that was signed.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding, Level
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, rule


@rule("CV616", draft=ERROR, signed=ERROR, silenceable=False)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield a finding for a document with another checksum, and for one that is not there."""
    document = convenant.signing.document_ if convenant.signing else None
    if document is None or not document.file or not document.sha256:
        return
    checksum = programme.witness.checksums.get(document.file)
    if checksum is None:
        found = say(
            'the signed document "{file}" is not in the register, so its checksum was not compared', file=document.file
        )
        hint = say("put it there, or write its address instead")
        yield Finding(document.at("file"), found, hint, level=Level.NOT_CHECKED)
    elif checksum != document.sha256.lower():
        found = say('the signed document "{file}" is not the one whose checksum was recorded', file=document.file)
        yield Finding(document.at("sha256"), found, say("put back the document that was signed"))

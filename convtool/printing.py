"""Pages on paper: HTML to PDF with tags for screen readers (PDF/UA-1), through WeasyPrint where that is installed."""

from __future__ import annotations

import logging
import os
from hashlib import sha256
from typing import TYPE_CHECKING

from convtool.errors import ConvtoolError
from convtool.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from weasyprint import HTML

_LEADS_AWAY = ("https:", "mailto:", "#")


def printer(style: str) -> Callable[[str], bytes]:
    """Give what makes a PDF of a page of HTML with one style sheet; the same page gives the same bytes.

    The fonts are those of the machine. Nothing is fetched, from the disk or elsewhere. Raises `ConvtoolError` where
    WeasyPrint or a library that it needs is not installed.
    """
    try:
        import weasyprint  # noqa: PLC0415 - an extra, and heavy
        from weasyprint.urls import URLFetcher  # noqa: PLC0415 - the same
    except (ImportError, OSError) as error:  # OSError: Pango is not there
        raise ConvtoolError(
            say("pdf needs WeasyPrint, which cannot be used here: {reason}", reason=str(error).partition("\n")[0]),
            say("install convtool[pdf], or make html and print the page from a browser"),
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of what only browsers understand
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # else a font that was cut to size says when
    nothing = URLFetcher(allowed_protocols=())
    sheet = weasyprint.CSS(string=style, url_fetcher=nothing)

    def pdf(page: str) -> bytes:
        html = weasyprint.HTML(string=page, url_fetcher=nothing)
        _stand_alone(html)
        name = sha256((page + style).encode()).digest()[:16]
        made: bytes = html.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1", pdf_identifier=name)
        return made

    return pdf


def _stand_alone(html: HTML) -> None:
    """Take away what leads to other files of the site: a document that is signed travels alone."""
    for link in html.etree_element.iter("a"):
        if not link.get("href", "").startswith(_LEADS_AWAY):
            link.attrib.pop("href", None)

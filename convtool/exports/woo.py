"""The list of public convenanten for the index of the Woo, as it also lies beside the pages: XML after DiWoo."""

from __future__ import annotations

from collections.abc import Mapping

from convtool.context import Seen, Site
from convtool.errors import WrongUse
from convtool.findable import documents
from convtool.messages import say
from convtool.portfolio import Portfolio
from convtool.sitemaps import of_documents


def export(portfolio: Portfolio, site: Site) -> Mapping[str, bytes]:
    """Give the lists by their path; none where no public convenant was signed on a day that is known.

    Raises `WrongUse` where the configuration does not say who publishes the pages and where they are found.
    """
    if site.found_at is None or site.publisher is None:
        raise WrongUse(
            say("nobody says where the pages are found and who publishes them"),
            say("write address, publisher and publisher_name under [site] in convtool.toml"),
        )
    return {path: text.encode() for path, text in of_documents(site.found_at, documents(Seen(portfolio, site)))}

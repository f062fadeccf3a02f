"""Pages that follow one convenant: what they begin with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from convtool.context.addresses import own_language
from convtool.context.pages import Page

if TYPE_CHECKING:
    from convtool.context.addresses import Site
    from convtool.models.convenant import Convenant
    from convtool.portfolio import Portfolio


class FollowingPage(Page):
    """A page that follows one convenant: which it is, how it stands, and the day `as_of`. Of a draft nothing runs."""

    id: str
    title: str
    status: str
    draft: bool
    example: bool
    as_of: date


def beginning(convenant: Convenant, portfolio: Portfolio, site: Site, address: str, language: str) -> dict[str, Any]:
    """Give what such a page begins with, for the one at `address` in a language."""
    return {
        **site.common(address, portfolio.programme.masterplan, language, own_language(convenant)),
        "id": convenant.id,
        "title": convenant.title,
        "status": convenant.status,
        "draft": convenant.is_draft,
        "example": bool(convenant.example),
        "as_of": portfolio.as_of,
    }

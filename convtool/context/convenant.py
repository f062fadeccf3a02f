"""One convenant as its pages tell it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from convtool.context.addresses import Titled, address_of, is_public, own_language
from convtool.context.amendments import amended_parts, amendment_lines
from convtool.context.contributions import contribution_lines, totals
from convtool.context.goals import ambition_of, ambition_title, goal_lines, theme_titles, themes_of
from convtool.context.pages import (
    AgreementGroup,
    AgreementLine,
    BodyLine,
    ConvenantPage,
    ReservationLine,
    Section,
    WithheldPage,
)
from convtool.context.parties import party_groups, party_names
from convtool.context.planning import newest_day, plan
from convtool.context.sources import fact_lines
from convtool.context.told import name_of, says_something, told
from convtool.models.facts import Elsewhere
from convtool.pledges.instalments import planned_end
from convtool.portfolio import on
from convtool.progress.cases import calendar_for
from convtool.values import Unanswered
from convtool.woo import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from convtool.context.addresses import Site
    from convtool.models.convenant import Convenant
    from convtool.models.obligations import Agreement
    from convtool.portfolio import Portfolio, Programme
    from convtool.values import Moment

LAW = ("state_aid", "procurement", "competition")

# The articles in their order, and what feeds each: names of the page, then keys of the file for the footnotes.
ARTICLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "definitions": (("definitions",), ("definitions",)),
    "purpose": (("under", "ambitions", "themes", "predecessor", "successor"), ("under",)),
    "results": (("goals", "no_goals"), ("goals",)),
    "agreements": (("agreements",), ("agreements",)),
    "contributions": (("money", "in_kind", "other_support"), ("contributions",)),
    "involvement": (("involvement",), ()),
    "organisation": (("bodies",), ("bodies",)),
    "reporting": (("monitoring", "reporting"), ("reporting", "clauses/monitoring")),
    "evaluation": (("evaluation",), ("evaluation",)),
    "communication": (("communication",), ("clauses/communication",)),
    "personal-data": (("personal_data",), ("clauses/personal_data",)),
    "law": (("law", "reservations"), ("clauses/law", "reservations")),
    "legal-nature": (("enforceability",), ("legal/enforceability", "legal/penalty")),
    "disputes": (("disputes",), ("legal/disputes",)),
    "change": (("change",), ("clauses/change",)),
    "accession": (("accession",), ("clauses/accession",)),
    "termination": (("termination", "notice_months"), ("clauses/termination", "term/notice_months")),
    "publication": (("publication", "confidentiality"), ("clauses/publication", "clauses/confidentiality")),
    "term": (("term", "all_conditions", "any_conditions"), ("term", "conditions")),
    "citation": (("short_title",), ("short_title",)),
}
ALWAYS = ("legal-nature",)
ANNEXES = {
    "indicators": ("goals",),
    "contributions": ("totals",),
    "planning": ("plan",),
    "mandates": ("mandates", "reservations"),
    "amendments": ("amendments",),
}


def pages(convenant: Convenant, portfolio: Portfolio, site: Site) -> Iterator[ConvenantPage | WithheldPage]:
    """Give the page of a convenant: its text, or what everyone may know of it."""
    own = own_language(convenant)
    for language in site.languages(own):
        common = site.common(address_of(convenant), portfolio.programme.masterplan, language, own)
        if site.shows(convenant):
            yield _shown(convenant, portfolio.programme, site, common)
        else:
            yield withheld_page(convenant, portfolio.programme, common)


def _shown(convenant: Convenant, programme: Programme, site: Site, common: Mapping[str, Any]) -> ConvenantPage:
    def path_of(id: str) -> str | None:
        other = programme.convenants.get(id)
        return site.nearest(address_of(other), common["language"], own_language(other)) if other else None

    signed = convenant.signed if site.as_signed and not convenant.is_draft else None
    if signed:
        convenant, programme = on(convenant, signed.last), programme._replace(as_of=signed.last)
    woo = metadata(convenant, site.publisher) if site.audience == "public" else None
    page = convenant_page(convenant, programme, {**common, "woo": woo}, path_of, signed)
    return replace(page, followed=not site.as_signed)


def withheld_page(convenant: Convenant, programme: Programme, common: Mapping[str, Any]) -> WithheldPage:
    """Give the page of a convenant that is not public: title, parties, status and ground."""
    publication = convenant.clauses.publication if convenant.clauses else None
    return WithheldPage(
        **common,
        id=convenant.id,
        title=convenant.title,
        status=convenant.status,
        draft=convenant.is_draft,
        example=bool(convenant.example),
        parties=tuple(party_names(convenant, programme.partners).values()),
        ground=publication.ground if publication and publication.public is False else None,
    )


def convenant_page(
    convenant: Convenant,
    programme: Programme,
    common: Mapping[str, Any],
    path_of: Callable[[str], str | None],
    as_signed: Moment | None = None,
) -> ConvenantPage:
    """Give the page of a convenant as it is in force on the programme's day.

    `common` is what does not come from its text; `path_of` gives the path of another one's page by its id;
    `as_signed` is that day where it is the signing's.
    """
    language = common["language"]
    historical = bool(convenant.historical)
    names = party_names(convenant, programme.partners)
    changed = amendment_lines(convenant, names, programme.as_of)
    amended = amended_parts(changed)
    goals = goal_lines(convenant, programme, language, names, amended)
    contributions = contribution_lines(convenant, programme, language, names, amended)
    groups = party_groups(convenant, programme)
    parties = tuple(party for group in groups for party in group.parties)
    reservations = _reservations(convenant)

    def stated(*path: str) -> object:
        return told(convenant, *path, historical=historical)

    values: dict[str, Any] = {
        "id": convenant.id,
        "title": convenant.title,
        "short_title": stated("short_title"),
        "sort": convenant.kind,
        "status": "signed" if as_signed else convenant.status,
        "draft": convenant.is_draft,
        "example": bool(convenant.example),
        "historical": historical,
        "public": is_public(convenant),
        "as_signed": as_signed,
        "updated": newest_day(convenant, programme.as_of),
        "summary": convenant.summary,
        "party_groups": groups,
        "considerations": tuple(each.text for each in convenant.considerations or () if each.text),
        "definitions": tuple(
            (each.term, told(each, "means", historical=historical)) for each in convenant.definitions or ()
        ),
        "under": _titled(convenant.under, programme, path_of),
        "predecessor": _titled(convenant.predecessor, programme, path_of),
        "successor": _titled(convenant.successor, programme, path_of),
        **_coverage(convenant, programme, language),
        "goals": goals,
        "all_owned": all(isinstance(goal.owner, str) for goal in goals),
        "no_goals": None if goals else stated("goals"),
        "agreements": _agreements(convenant, names, reservations, amended),
        "money": contributions["financing"],
        "in_kind": contributions["in-kind"],
        "other_support": contributions["other"],
        "totals": totals(
            contributions["financing"] + contributions["in-kind"],
            calendar_for(convenant, programme.masterplan),
            planned_end(convenant),
        ),
        "involvement": tuple(
            each for each in convenant.involvement or () if each.date is None or each.date.first <= programme.as_of
        ),
        "bodies": _bodies(convenant, names),
        "monitoring": stated("clauses", "monitoring"),
        "reporting": stated("reporting"),
        "reporting_to": name_of(names, convenant.reporting.to if convenant.reporting else None),
        "evaluation": stated("evaluation"),
        "evaluation_by": _evaluator(convenant, names),
        "communication": stated("clauses", "communication"),
        "personal_data": stated("clauses", "personal_data"),
        "law": tuple((key, each) for key in LAW if says_something(each := stated("clauses", "law", key))),
        "reservations": tuple(line for lines in reservations.values() for line in lines),
        "enforceability": stated("legal", "enforceability"),
        "penalty": stated("legal", "penalty"),
        "disputes": stated("legal", "disputes"),
        "change": stated("clauses", "change"),
        "accession": stated("clauses", "accession"),
        "termination": stated("clauses", "termination"),
        "notice_months": stated("term", "notice_months"),
        "publication": stated("clauses", "publication"),
        "confidentiality": stated("clauses", "confidentiality"),
        "term": None if _empty_term(convenant) else stated("term"),
        "ended": convenant.term.ended if convenant.term and not as_signed else None,
        "all_conditions": (convenant.conditions and convenant.conditions.all_of) or (),
        "any_conditions": (convenant.conditions and convenant.conditions.any_of) or (),
        "signatures": parties,
        "signing": stated("signing"),
        "plan": tuple(line for line in plan(convenant, names) if line.kind != "ended" or not as_signed),
        "mandates": tuple(
            party for party in parties if party.party.represented_by and party.party.represented_by.ground
        ),
        "amendments": changed,
        "sources": convenant.sources or (),
        "facts": fact_lines(convenant),
    }
    return ConvenantPage(
        **common,
        **values,
        articles=_articles(values, amended),
        annexes=_annexes(values),
        not_found=_not_found(values) if historical else (),
    )


def _articles(values: Mapping[str, object], amended: Mapping[str, tuple[int, ...]]) -> tuple[Section, ...]:
    present = [name for name, (fed_by, _) in ARTICLES.items() if name in ALWAYS or _has_data(values, fed_by)]
    return tuple(
        Section(
            name=name,
            number=number,
            amended=tuple(sorted({each for key in ARTICLES[name][1] for each in amended.get(key, ())})),
        )
        for number, name in enumerate(present, 1)
    )


def _annexes(values: Mapping[str, object]) -> tuple[Section, ...]:
    present = [name for name, fed_by in ANNEXES.items() if _has_data(values, fed_by)]
    return tuple(Section(name=name, number=number, amended=()) for number, name in enumerate(present, 1))


def _has_data(values: Mapping[str, object], names: tuple[str, ...]) -> bool:
    return any(says_something(_filled(values[name])) for name in names)


def _filled(value: object) -> object:
    return getattr(value, "rows", value)


def _not_found(values: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name, (fed_by, _) in ARTICLES.items() if name not in ALWAYS and not _has_data(values, fed_by))


def _empty_term(convenant: Convenant) -> bool:
    """Tell whether a term is written that says nothing: every key of it is unknown."""
    term = convenant.term
    return bool(term) and not any(
        says_something(told(term, key, historical=False))
        for key in ("starts", "ends", "extension", "ended")
        if term is not None
    )


def _titled(named: object, programme: Programme, path_of: Callable[[str], str | None]) -> Titled | None:
    if named is None:
        return None
    if isinstance(named, Elsewhere):
        return Titled(title=named.title, path=None)
    other = programme.convenants.get(str(named))
    return Titled(title=other.title if other else str(named), path=path_of(str(named)))


def _coverage(convenant: Convenant, programme: Programme, language: str) -> dict[str, object]:
    goals = convenant.goals or ()
    themes = {theme for goal in goals for theme in themes_of(goal)}
    ambitions = {ambition for goal in goals if (ambition := ambition_of(goal))}
    known = [theme for theme in programme.themes if theme in themes]
    ordered = [*known, *sorted(themes.difference(known))]
    return {
        "themes": theme_titles(programme.masterplan, ordered, language),
        "ambitions": tuple(
            ambition_title(programme.masterplan, number, language) or number for number in sorted(ambitions)
        ),
        "classified": any(goal.classified and not goal.themes for goal in goals),
    }


def _reservations(convenant: Convenant) -> dict[str | None, list[ReservationLine]]:
    texts = {each.id: each.text for each in convenant.agreements or ()}
    lines: dict[str | None, list[ReservationLine]] = {}
    for each in convenant.reservations or ():
        line = ReservationLine(
            agreement=texts.get(each.agreement or "") or each.agreement, body=each.body, expected=each.expected
        )
        lines.setdefault(each.agreement, []).append(line)
    return lines


def _agreements(
    convenant: Convenant,
    names: Mapping[str, str],
    reservations: Mapping[str | None, list[ReservationLine]],
    amended: Mapping[str, tuple[int, ...]],
) -> tuple[AgreementGroup, ...]:
    titles = {goal.id: goal.title for goal in convenant.goals or ()}
    bodies = {body.id: body.name or body.id for body in convenant.bodies or ()}
    groups: dict[object, list[AgreementLine]] = {}
    for each in convenant.agreements or ():
        line = AgreementLine(
            agreement=each,
            goal=name_of(titles, each.goal),
            each=None if each.each in {None, "all"} else name_of(names, each.each),
            partners=tuple(names.get(party, party) for party in each.with_ or ()),
            assessed_by=name_of(bodies, each.assessed_by),
            due=told(each, "due", historical=convenant.historical),
            obligation=told(each, "obligation", historical=convenant.historical),
            reservations=tuple(reservations.get(each.id, ())),
            amended=amended.get(f"agreements/{each.id}", ()),
        )
        groups.setdefault(_owner(each, names, historical=bool(convenant.historical)), []).append(line)
    return tuple(AgreementGroup(owner=owner, lines=tuple(lines)) for owner, lines in groups.items())


def _owner(each: Agreement, names: Mapping[str, str], *, historical: bool) -> object:
    if each.each:
        return "all" if each.each == "all" else name_of(names, each.each)
    owner = told(each, "owner", historical=historical)
    return owner if isinstance(owner, Unanswered) else name_of(names, each.owner)


def _bodies(convenant: Convenant, names: Mapping[str, str]) -> tuple[BodyLine, ...]:
    return tuple(
        BodyLine(
            body=body,
            name=body.name or body.id.replace("-", " "),
            by=name_of(names, body.by),
            partners=tuple(names.get(party, party) for party in body.with_ or ()),
            chair=name_of(names, body.chair),
        )
        for body in convenant.bodies or ()
    )


def _evaluator(convenant: Convenant, names: Mapping[str, str]) -> str | None:
    by = convenant.evaluation.by if convenant.evaluation else None
    return by if by == "independent" else name_of(names, by)

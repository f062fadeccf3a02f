"""What an indicator counts, by its words: people, places and jobs, or other things that come and go.

A unit is free text, so this reads words in Dutch and English and knows no more than they say. The unit decides; where
it says only how is counted (percent, number), the head of the indicator's name does: "share of pupils" of
"share of pupils with a diploma". What stands behind "per" is not counted: hours per pupil are hours.
"""

import re
from functools import lru_cache

from convtool.models.goals import Indicator

_PEOPLE = (
    "jongere", "jongeren", "leerling", "leerlingen", "student", "studenten", "bewoner", "bewoners", "deelnemer",
    "deelnemers", "huurder", "huurders", "kind", "kinderen", "klant", "klanten", "medewerker", "medewerkers",
    "werknemer", "werknemers", "werkzoekende", "werkzoekenden", "docent", "docenten", "leerkracht", "leerkrachten",
    "vrijwilliger", "vrijwilligers", "bezoeker", "bezoekers", "cliënt", "cliënten", "patiënt", "patiënten", "mensen",
    "persoon", "personen", "vrouwen", "mannen", "ouders", "ouderen", "ondernemers", "starters", "stagiair", "stagiairs",
    "stagiaires", "geslaagden", "gezin", "gezinnen", "huishouden", "huishoudens", "burgers", "kandidaten", "trainees",
)  # fmt: skip
_PEOPLE_IN_ENGLISH = frozenset({
    "people", "persons", "person", "residents", "resident", "pupils", "pupil", "students", "participants", "children",
    "tenants", "customers", "employees", "workers", "jobseekers", "teachers", "volunteers", "visitors", "clients",
    "patients", "women", "men", "parents", "entrepreneurs", "interns", "apprentices", "graduates", "families",
    "households", "citizens", "candidates", "youths",
})  # fmt: skip
_PLACE = re.compile("(.*)(?:plek|plekken|plaats|plaatsen)")
_FOR_WORK = (
    "stage", "leer", "werk", "opleidings", "arbeids", "ervarings", "praktijk", "trainings", "instroom", "traject",
)  # fmt: skip
_JOB = re.compile("(.*)(?:baan|banen)")
_NO_JOB = ("rij", "fiets", "bus", "tram", "tennis", "sport", "atletiek", "ijs", "zwem", "kegel", "lande", "start")
_WORK = ("stages", "vacature", "vacatures", "contract", "contracten", "dienstverband", "dienstverbanden")
_WORK_IN_ENGLISH = frozenset({
    "stage", "fte", "job", "jobs", "place", "places", "internship", "internships", "apprenticeship", "apprenticeships",
    "traineeship", "traineeships", "placement", "placements", "vacancies", "positions", "contracts",
})  # fmt: skip
_COMES_AND_GOES = ("woning", "woningen", "bedrijf", "bedrijven", "onderneming", "ondernemingen", "winkels")
_COMES_AND_GOES_IN_ENGLISH = frozenset({
    "homes", "houses", "dwellings", "apartments", "businesses", "firms", "companies", "shops",
})  # fmt: skip
_HOW = frozenset({"", "percent", "procent", "%", "percentage", "aantal", "aantallen", "number", "stuks"})
_LEAD = re.compile(
    r"(?:aandeel|percentage|deel|aantal|share|proportion|number)\s+(?:(?:van|of)\s+)?(?:(?:de|het|alle|the|all)\s+)?"
)
_BEHIND = re.compile(
    r"[,(]|\b(?:per|met|zonder|uit|bij|in|op|van|aan|voor|door|onder|tot|die|dat|waar|waarvan|binnen|with|without|from|at|of|for|by|to|among|who|that|where|whose|within)\b"
)
_WORD = re.compile(r"[^\W\d_]+")


def counts_people(indicator: Indicator) -> bool:
    """Tell whether people are counted, or places and jobs that people fill."""
    return not _sorts(indicator.unit or "", indicator.name or "").isdisjoint({"people", "places"})


def counts_places(indicator: Indicator) -> bool:
    """Tell whether places or jobs are counted: internships, leerwerkplekken, contracts."""
    return "places" in _sorts(indicator.unit or "", indicator.name or "")


def can_be_lost(indicator: Indicator) -> bool:
    """Tell whether what is counted can also go: people, places and jobs, homes, firms."""
    return bool(_sorts(indicator.unit or "", indicator.name or ""))


@lru_cache(4096)
def _sorts(unit: str, name: str) -> frozenset[str]:
    counted, named = _head(unit), _head(name)
    words = _WORD.findall(named if counted in _HOW else counted)
    return frozenset(filter(None, (_sort(word, named) for word in words)))


def _head(text: str) -> str:
    """Give what a unit or name begins with: without "share of", and up to the first "with", "per" or comma."""
    lowered = text.casefold().strip()
    lead = _LEAD.match(lowered)
    return _BEHIND.split(lowered[lead.end() if lead else 0 :], maxsplit=1)[0].strip()


def _sort(word: str, named: str) -> str | None:
    if word.endswith(_PEOPLE) or word in _PEOPLE_IN_ENGLISH:
        return "people"
    if word.endswith(_WORK) or word in _WORK_IN_ENGLISH or _is_place(word, named) or _is_job(word):
        return "places"
    return "others" if word.endswith(_COMES_AND_GOES) or word in _COMES_AND_GOES_IN_ENGLISH else None


def _is_place(word: str, named: str) -> bool:
    """Tell whether a Dutch word is a place to work or learn; of a bare "plekken" the name says what sort."""
    place = _PLACE.fullmatch(word)
    if place is None:
        return False
    if place[1]:
        return place[1].endswith(_FOR_WORK)
    sorts = [each[1] for each in map(_PLACE.fullmatch, _WORD.findall(named)) if each and each[1]]
    return not sorts or any(sort.endswith(_FOR_WORK) for sort in sorts)


def _is_job(word: str) -> bool:
    job = _JOB.fullmatch(word)
    return job is not None and not job[1].endswith(_NO_JOB)

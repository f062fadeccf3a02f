"""A convenantenbijeenkomst: needs, offers, actions and work sessions."""

from convtool.days import DAY
from convtool.figures import COUNT, HONEST
from convtool.forms import ID, PROSE, TEXT, Listed, Reference, Worded
from convtool.models.facts import File
from convtool.models.since import Event
from convtool.records import Record, optional, required


class Attendance(Record):
    """How many were there, and who."""

    total = optional(HONEST)
    groups = optional(Listed(TEXT))


class VoicedNeed(Record):
    """A need that was put forward, by a persona or a pitch."""

    called = "voiced-need"

    id = required(ID)
    need = optional(Reference("need"))
    initiative = optional(Reference("initiative"))
    persona = optional(TEXT)
    motivation = optional(PROSE)
    frustration = optional(PROSE)
    text = optional(PROSE)


class Offer(Record):
    """What somebody said they would do: an intention, until it becomes something."""

    called = "offer"

    id = required(ID)
    party = optional(Reference("partner"))
    need = optional(Reference("voiced-need"))
    text = optional(PROSE)
    becomes = optional(Worded("none", otherwise=Reference("result")))


class Action(Record):
    """What was agreed to be done, by one organisation, before a day."""

    called = "action"

    id = required(ID)
    text = optional(PROSE)
    need = optional(Reference("voiced-need"))
    owner = optional(Reference("partner"))
    with_ = optional(Listed(Reference("partner")))
    due = optional(DAY)


class Signups(Record):
    """Who signed up for a work session."""

    partners = optional(Listed(Reference("partner")))
    community = optional(COUNT)


class Session(Record):
    """A work session on one need."""

    called = "session"

    id = required(ID)
    title = optional(TEXT)
    need = optional(Reference("voiced-need"))
    date = optional(DAY)
    signups = optional(Signups)


class Meeting(File):
    """`data/meetings/<date>-<slug>.yaml`."""

    id = required(ID)
    title = required(TEXT)
    date = optional(DAY)
    ambition = optional(Reference("ambition"))
    themes = optional(Listed(Reference("theme")))
    attendance = optional(Attendance)
    summary = optional(PROSE)
    needs = optional(Listed(VoicedNeed))
    offers = optional(Listed(Offer))
    actions = optional(Listed(Action))
    sessions = optional(Listed(Session))
    events = optional(Listed(Event))

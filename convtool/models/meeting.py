"""A convenantenbijeenkomst: needs, offers, actions and work sessions."""

from convtool.days import DAY
from convtool.figures import COUNT, HONEST
from convtool.forms import ID, PROSE, TEXT, Listed, Reference, Worded
from convtool.models.facts import File
from convtool.models.since import Event
from convtool.records import Record, optional, required


class Attendance(Record):
    """How many were there, and who."""

    total = optional(HONEST, "Attendance", "How many people were there, exact or honest, such as over 60.")
    groups = optional(Listed(TEXT), "Groups", "The groups they came from, never persons.")


class VoicedNeed(Record):
    """A need that was put forward, by a persona or a pitch."""

    called = "voiced-need"

    id = required(ID, "Id of the need", "A short name that offers, actions and work sessions point at.")
    need = optional(
        Reference("need"), "Need of an initiative", "The need in the file of an initiative, as initiative/need."
    )
    initiative = optional(
        Reference("initiative"), "Initiative", "The initiative that voiced it, by the name of its file."
    )
    persona = optional(TEXT, "Persona", "Whose need it is, as a role: a young person, an entrepreneur.")
    motivation = optional(PROSE, "Motivation", "What drives this persona.")
    frustration = optional(PROSE, "Frustration", "What stands in the way.")
    text = optional(PROSE, "Need in words", "What is needed, concrete enough to be offered.")


class Offer(Record):
    """What somebody said they would do: an intention, until it becomes something."""

    called = "offer"

    id = required(ID, "Id of the offer", "A short name, unique in this file.")
    party = optional(Reference("partner"), "Offered by", "The organisation that offered it, by the name of its file.")
    need = optional(Reference("voiced-need"), "Answers the need", "The id of the need of this meeting that it answers.")
    text = optional(PROSE, "Offer in words", "What was offered, as it was said.")
    becomes = optional(
        Worded("none", otherwise=Reference("result")),
        "Became",
        "What came of it, such as voorbeeldbank/agreements/loket; none where nothing did.",
    )


class Action(Record):
    """What was agreed to be done, by one organisation, before a day."""

    called = "action"

    id = required(ID, "Id of the action", "A short name that events of this meeting point at.")
    text = optional(PROSE, "Action in words", "What will be done, so that anybody can see whether it was.")
    need = optional(Reference("voiced-need"), "Answers the need", "The id of the need of this meeting that it answers.")
    owner = optional(
        Reference("partner"), "First contact", "The one organisation that answers for it, by the name of its file."
    )
    with_ = optional(
        Listed(Reference("partner")), "Taken on together", "Organisations that help, by the names of their files."
    )
    due = optional(DAY, "Done by", "The last day; an action without one is never late and never done.")


class Signups(Record):
    """Who signed up for a work session."""

    partners = optional(
        Listed(Reference("partner")), "Organisations", "The organisations that signed up, by the names of their files."
    )
    community = optional(COUNT, "From the community", "How many people from the community signed up.")


class Session(Record):
    """A work session on one need."""

    called = "session"

    id = required(ID, "Id of the session", "A short name that events of this meeting point at.")
    title = optional(TEXT, "Title of the session", "What the invitation calls it.")
    need = optional(Reference("voiced-need"), "Answers the need", "The id of the need of this meeting that it answers.")
    date = optional(DAY, "Session on", "The day it was held; until then planned, with a day.")
    signups = optional(Signups, "Sign-ups", "Who said they would come.")


class Meeting(File):
    """A convenantenbijeenkomst: needs, offers, actions and work sessions; `data/meetings/<date>-<slug>.yaml`."""

    marked_behind = "title"

    id = required(ID, "Id", "The file's own name without .yaml; other files name it by this.")
    title = required(TEXT, "Title of the meeting", "What the invitation called it.")
    date = optional(DAY, "Meeting on", "The day on which it was held.")
    ambition = optional(
        Reference("ambition"), "Ambition it came from", "The number of the ambition that called it together."
    )
    themes = optional(Listed(Reference("theme")), "Themes of the meeting", "The themes it was about.")
    attendance = optional(Attendance, "Who was there", "How many, and from which groups.")
    summary = optional(PROSE, "What was said", "In a few sentences, for who was not there.")
    needs = optional(
        Listed(VoicedNeed),
        "Needs voiced",
        "What was asked for; each has to lead to an offer, an action or an agreement.",
    )
    offers = optional(Listed(Offer), "Offers", "What was offered there: intentions, not yet deliveries.")
    actions = optional(Listed(Action), "Actions", "Who does what before the next meeting.")
    sessions = optional(Listed(Session), "Work sessions", "Where needs are worked out by those who signed up.")
    events = optional(Listed(Event), "What came of it", "What happened since with actions and sessions, by day.")

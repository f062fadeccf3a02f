"""The commands, in the order of the help: each is a module here, with what it does in a sentence."""

from convtool.messages import say

COMMANDS = {
    "validate": say("Check every file of the register against all rules."),
    "explain": say("Explain a rule: why it exists, a bad and a good example, and how to mend it."),
    "rules": say("List the rules by family."),
    "status": say("Show how far every goal is, and how that was established."),
    "agenda": say("Show what falls due, and what should have been done by now."),
    "show": say("Show one thing on one sheet: how far it is, what is open, what comes next, and what was said."),
    "log": say("Show what happened, day by day: signed, amended, measured, met, missed, delivered, and who was heard."),
    "record": say("Record what was counted for a goal, with its source."),
    "deliver": say("Record what was delivered of a contribution, or who confirmed it."),
    "act": say("Record how far an agreement, a condition, an action or a work session is."),
    "ask": say("Ask a partner what it did in a period: a form with all that is due and not known yet."),
    "import": say("Take in a form that a partner filled in: every answer as one entry, or none of them."),
    "sign": say("Record the signatures of a convenant, and seal its text with a digest."),
    "amend": say("Change a signed text, with a reason and the consent of every party."),
    "verify": say("Prove that every signed text is what was signed, with its amendments and with git as witness."),
    "diff": say("Show what changed in meaning: the agreement, what happened since, and the rest."),
    "render": say("Make the pages: every convenant as a document, in HTML and Markdown."),
    "preview": say("Show the pages in a browser, and make anew what changes."),
    "export": say("Give the register to others: a workbook, CSV, JSON, Parquet, or the list for the Woo."),
    "schema": say("Give JSON Schema for editors: what may stand in a file, with the names that this register knows."),
    "init": say("Begin a register: a programme, its folders, and a text that explains them."),
    "new": say("Begin a partner, convenant, goal, meeting or initiative, with every key explained."),
    "fmt": say("Lay out files: keys in their order, two spaces a level, remarks where they belong."),
    "migrate": say("Bring files of an older format to the newest one."),
    "doctor": say("Look at this machine, git and the register: what is wrong, and what to do. Writes nothing."),
}

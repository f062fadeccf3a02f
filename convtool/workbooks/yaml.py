"""The form as YAML, for who has a text editor: each question with its answer open below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.diagnostics import Level
from convtool.documents import Document, Mapping, Node, Scalar, Sequence
from convtool.errors import WrongUse
from convtool.messages import say
from convtool.notation import WIDTH, Layout, in_lines
from convtool.parsing import parse
from convtool.workbooks import MOST_ROWS, Opened, mark_of
from convtool.yearly.cells import Cell, Problem, Row
from convtool.yearly.words import CHOICES, FILLED, HEADS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.workbooks import Form
    from convtool.yearly.questions import Question

_INDENT = "    "


def written(form: Form) -> bytes:
    """Give a form with its guidance as remarks; its keys are those of the columns, in English as in every file."""
    lines = [f"# {form.title}", *(f"# {line}" for line in form.guidance()), f"form: {form.mark}", "rows:"]
    for section in form.sections():
        lines.append(f"  # {section.heading}")
        for question in section.questions:
            lines += _lines(form, question)
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(form: Form, question: Question) -> Iterator[str]:
    read = {name: " ".join(text.split()) for name, text in form.shown(question).items() if text}
    filled = {"answer": None, **{name: form.proposed(question).get(name) for name in question.wants}}
    dash = "  - "
    for name, value in {**read, **filled}.items():
        if value is None:
            words = ", ".join(form.say(CHOICES[code]) for code in question.choices) if name == "answer" else ""
            yield f"{dash}{name}:{f'  # {words}' if words else ''}"
        else:
            for line in in_lines(f"{name}:", value, Layout(), WIDTH - len(dash)):
                yield dash + line
                dash = _INDENT
        dash = _INDENT


def from_yaml(name: str, data: bytes) -> Opened:
    """Give what stands in a form that came back as YAML; raises `WrongUse` for what cannot be read as one."""
    document, faults = parse(name, data)
    root = document.root
    fault = next((finding for _, finding in faults if finding.level is not Level.WARNING), None)
    if root is None or fault:
        found = fault.message if fault else say("it is damaged")
        line = fault.place.line if fault else 1
        raise WrongUse(say("{path}:{line}: {found}", path=name, line=line, found=found), fault.help if fault else None)
    said = root.entries["form"][1] if "form" in root.entries else None
    mark = mark_of(said.text if isinstance(said, Scalar) else "", f"{name}:1")
    listed = root.entries["rows"][1] if "rows" in root.entries else None
    rows: list[Row] = []
    problems: list[Problem] = []
    for item in listed.items[:MOST_ROWS] if isinstance(listed, Sequence) else ():
        if isinstance(item, Mapping):
            rows.append({key: _cell(document, item, key) for key in HEADS})
            problems += _misfits(document, item)
        else:
            problems.append(Problem(_place(document, item), say("this is no row of the form"), say("take it out")))
    return Opened(mark, rows, problems)


def _cell(document: Document, row: Mapping, key: str) -> Cell:
    if key not in row.entries:
        return Cell(_place(document, row))
    node = row.entries[key][1]
    return Cell(_place(document, node), node.text if isinstance(node, Scalar) else None)


def _misfits(document: Document, row: Mapping) -> Iterator[Problem]:
    """Find keys that no form has, and lists or mappings where a value is asked."""
    for key, value in row.pairs():
        if key.text not in HEADS:
            found = say('"{key}" is no key of a form', key=key.text)
            yield Problem(_place(document, key), found, say("the keys to fill are {keys}", keys=FILLED))
        elif not isinstance(value, Scalar):
            yield Problem(
                _place(document, value), say("a list or mapping stands where a value is asked"), say("write one value")
            )


def _place(document: Document, node: Node) -> str:
    place = document.at(node)
    return f"{place.path}:{place.line}:{place.column}"

"""A change touches the characters of the value and not one more; what was asked for is the only difference."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from convtool import splicing
from convtool.documents import Document, Mapping, Node, Scalar, Sequence, plain
from convtool.errors import ConvtoolError, WrongUse
from convtool.notation import Value
from convtool.parsing import parse
from convtool.splicing import Add, Change, Put, Remove, changed
from tests.conftest import CONVENANT, Base

BASE = Base().files[CONVENANT].decode()
MEASURED: dict[str, Value] = {
    "goal": "stageplekken",
    "period": "2025",
    "value": Decimal(17),
    "recorded": date(2026, 2, 10),
}
LINE = "{goal: stageplekken, period: 2025, value: 17, recorded: 2026-02-10}"
LONG = "Zes plekken bleven leeg omdat twee opleidingen hun stageperiode verschoven naar het voorjaar. " * 2 + "Einde."


def edited(text: str, *changes: Change) -> str:
    return changed(CONVENANT, text.encode(), changes).decode()


# ---------------------------------------------------------------------------------------------------
# One value


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("term:   4   # vier\n", "term", Decimal("4.50"), "term:   4.50   # vier\n"),
        ("title: 'oud'\n", "title", "nieuw", "title: nieuw\n"),
        ("title: oud\n", "title", "nee: ja", 'title: "nee: ja"\n'),
        ("title: oud\n", "title", "no", 'title: "no"\n'),
        ("title: oud\n", "title", "1.10", 'title: "1.10"\n'),
        ("title: oud\n", "title", "a, b", "title: a, b\n"),
        ("title: oud\n", "title", 'zo "heet" het 🌻 é', 'title: zo "heet" het 🌻 é\n'),
        ("title: oud\n", "title", "", 'title: ""\n'),
        ("example: false\n", "example", True, "example: true\n"),
        ("title:\n", "title", "nieuw", "title: nieuw\n"),
        ("title: # leeg\n", "title", "nieuw", "title: nieuw # leeg\n"),
        ("title: \r\nkind: x\r\n", "title", "nieuw", "title: nieuw \r\nkind: x\r\n"),
        ("term: {starts: 2024 , ends:  2025}\n", "term/ends", date(2030, 1, 1), "term: {starts: 2024 , ends:  2030-01-01}\n"),
        ("term: {starts: 2024, ends: }\n", "term/ends", Decimal(3), "term: {starts: 2024, ends: 3}\n"),
        ("term: {starts: a, ends: b}\n", "term/starts", "x, y", 'term: {starts: "x, y", ends: b}\n'),
        ("with: [a, b]\n", "with/b", "c", "with: [a, c]\n"),
        ("with:\n  -   a\n  - b\n", "with/a", "c", "with:\n  -   c\n  - b\n"),
        ("with:\n  -\n  - b\n", "with/0", "c", "with:\n  - c\n  - b\n"),
        ("goals:\n  -   id: a\n      title: x\n", "goals/a", {"id": "b", "title": LONG}, "goals:\n  -   id: b\n      title: >-\n"),
        ("summary: >-\n  een\n  twee\n\nkind: x\n", "summary", "drie", "summary: drie\n\nkind: x\n"),
        ("summary: |+\n  een\n\nkind: x\n", "summary", "drie", "summary: drie\nkind: x\n"),
        ("summary: oud\nkind: x\n", "summary", "een\n\n- twee", "summary: |-\n  een\n\n  - twee\nkind: x\n"),
        ("summary: oud  # zo\n", "summary", "een\ntwee", 'summary: "een\\ntwee"  # zo\n'),
        ("summary: oud\n", "summary", " een\ntwee", 'summary: " een\\ntwee"\n'),
        ("term:\n  starts: 1\n  ends: 2\n", "term", {"starts": Decimal(3)}, "term: {starts: 3}\n"),
        ("term:  # hier\n  starts: 1\n", "term", {"starts": Decimal(3)}, "term: {starts: 3}  # hier\n"),
        ("term:\n  4\n", "term", Decimal(5), "term: 5\n"),
        ("term: {starts: 1}\n", "term", [{"a": "b"}], "term:\n  - {a: b}\n"),
    ],
)  # fmt: skip
def test_a_value_is_replaced_and_all_around_it_stays(before: str, path: str, value: Any, after: str) -> None:
    found = edited(before, Put(tuple(path.split("/")), value))
    assert found == after or (after.endswith(">-\n") and found.startswith(after))


def test_a_long_text_is_folded_where_its_words_allow_it() -> None:
    folded = edited("title: kort\nkind: x\n", Put(("title",), LONG))
    assert folded.startswith("title: >-\n  Zes plekken")
    assert max(len(line) for line in folded.split("\n")) <= 140
    for odd in (("x" * 50 + "  ") * 4 + "y", "x" * 200):
        assert edited("title: kort\n", Put(("title",), odd)) == f"title: {odd}\n"
    assert edited("title: kort\n", Put(("title",), f"{LONG} ")) == f'title: "{LONG} "\n'


# ---------------------------------------------------------------------------------------------------
# A new key


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("id: a\nstatus: draft  # nog\n\nterm: {}\n", "kind", "partner", "id: a\nkind: partner\nstatus: draft  # nog\n\nterm: {}\n"),
        ("id: a\nstatus: draft  # nog\n# over de termijn\nterm: {}\n", "summary", {"who": "x"}, "id: a\nstatus: draft  # nog\nsummary: {who: x}\n# over de termijn\nterm: {}\n"),
        ("id: a\nsigning: {}\n\n# ---- daarna\n\n", "measurements", [MEASURED], f"id: a\nsigning: {{}}\n\n# ---- daarna\nmeasurements:\n  - {LINE}\n\n"),
        ("id: a", "kind", "partner", "id: a\nkind: partner"),
        ("id: a\r\n# eind", "kind", "partner", "id: a\r\n# eind\r\nkind: partner"),
        ("id: a\n---\n", "kind", "x", None),
        ("status: x\n", "id", "a", "status: x\nid: a\n"),
        ("term: {}\n", "term/ends", "x", "term: {ends: x}\n"),
        ("term: {ends: x}\n", "term/starts", "w", "term: {ends: x, starts: w}\n"),
        ("term: {starts: x, notice_months: 3}\n", "term/ends", "w", "term: {starts: x, ends: w, notice_months: 3}\n"),
        ("term:\n    starts: x\n    # let op\n    extension: z\nkind: x\n", "term/ends", "w", "term:\n    starts: x\n    ends: w\n    # let op\n    extension: z\nkind: x\n"),
        ("term:\n", "term/ended/date", date(2030, 1, 1), "term: {ended: {date: 2030-01-01}}\n"),
        ("id: a\n", "term/ended/date", date(2030, 1, 1), "id: a\nterm: {ended: {date: 2030-01-01}}\n"),
        ("parties:\n- id: a\n  role: x\n- id: b\n", "parties/a/signed", date(2030, 1, 1), "parties:\n- id: a\n  role: x\n  signed: 2030-01-01\n- id: b\n"),
        ("parties: [{id: a}, {id: b}]\n", "parties/b/signed", date(2030, 1, 1), "parties: [{id: a}, {id: b, signed: 2030-01-01}]\n"),
        ("contributions: [{id: a, to: {named: x}}]\n", "contributions/a/to/kind", "w", "contributions: [{id: a, to: {named: x, kind: w}}]\n"),
        ("goals: [{id: a, baseline: {value: {about: 1}}}]\n", "goals/a/baseline/value/over", Decimal(2), "goals: [{id: a, baseline: {value: {about: 1, over: 2}}}]\n"),
        ("id: a\n", "onbekend", "x", "id: a\nonbekend: x\n"),
        ("summary: |+\n  x\n\n", "kind", "x", "summary: |+\n  x\n\nkind: x\n"),
    ],
)  # fmt: skip
def test_a_new_key_comes_where_the_record_has_it(before: str, path: str, value: Any, after: str | None) -> None:
    change = Put(tuple(path.split("/")), value)
    if after is None:
        with pytest.raises(ConvtoolError):
            edited(before, change)
    else:
        assert edited(before, change) == after


# ---------------------------------------------------------------------------------------------------
# A new item


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("measurements:\n  - {goal: a}  # een\n  # twee\n\nevents: []\n", f"measurements:\n  - {{goal: a}}  # een\n  - {LINE}\n  # twee\n\nevents: []\n"),
        ("measurements:\n-   {goal: a}\n", f"measurements:\n-   {{goal: a}}\n-   {LINE}\n"),
        ("measurements:\n  - goal: a\n    note: |\n      x\n\nevents: []\n", "measurements:\n  - goal: a\n    note: |\n      x\n  - goal: stageplekken\n    period: 2025\n    value: 17\n    recorded: 2026-02-10\n\nevents: []\n"),
        ("measurements: []\n", f"measurements:\n  - {LINE}\n"),
        ("measurements:\nkind: x", f"measurements:\n  - {LINE}\nkind: x"),
        ("measurements: [{goal: a}]\n", f"measurements: [{{goal: a}}, {LINE}]\n"),
        ("measurements: [\n  {goal: a},\n  {goal: b}\n]\n", f"measurements: [\n  {{goal: a}},\n  {{goal: b}},\n  {LINE}\n]\n"),
        ("measurements: [{goal: a},  # een\n  {goal: b}]\n", f"measurements: [{{goal: a}},  # een\n  {{goal: b}}, {LINE}]\n"),
        ("term:\n    starts: x\n", f"term:\n    starts: x\nmeasurements:\n    - {LINE}\n"),
        ("goals:\n- id: a\n", f"goals:\n- id: a\nmeasurements:\n- {LINE}\n"),
        ("\ufeffid: a\r\nmeasurements:\r\n  - {goal: 🌻}", f"\ufeffid: a\r\nmeasurements:\r\n  - {{goal: 🌻}}\r\n  - {LINE}"),
    ],
)  # fmt: skip
def test_a_new_item_is_written_as_its_neighbours_are(before: str, after: str) -> None:
    assert edited(before, Add(("measurements",), MEASURED)) == after


def test_an_item_that_does_not_fit_on_a_line_gets_lines() -> None:
    after = edited("measurements:\n  - {goal: a}\n", Add(("measurements",), MEASURED | {"note": LONG}))
    assert after.startswith("measurements:\n  - {goal: a}\n  - goal: stageplekken\n    period: 2025\n")
    assert "    note: >-\n      Zes" in after


def test_a_list_of_words_gets_a_word() -> None:
    assert edited("with: [a]\n", Add(("with",), "b")) == "with: [a, b]\n"
    assert edited("with:\n  - a\n", Add(("with",), "b: c")) == 'with:\n  - a\n  - "b: c"\n'
    assert edited("with:\n  # eerst\n  -  # zo\n    a\n", Add(("with",), "b")).endswith("    a\n  - b\n")


# ---------------------------------------------------------------------------------------------------
# Taking out


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("id: a\n# over kind\nkind: x # zo\n\nterm: y\n", "kind", "id: a\n# over kind\n\nterm: y\n"),
        ("id: a\nkind: x", "kind", "id: a\n"),
        ("id: a\r\nsummary: >-\r\n  x\r\n  y\r\nterm: y\r\n", "summary", "id: a\r\nterm: y\r\n"),
        ("term: {starts: 1, ends: 2}\n", "term/starts", "term: {ends: 2}\n"),
        ("term: {starts: 1, ends: 2}\n", "term/ends", "term: {starts: 1}\n"),
        ("term: {starts: 1}\n", "term/starts", "term: {}\n"),
        ("term:\n  starts: 1\nid: a\n", "term/starts", "term: {}\nid: a\n"),
        ("with: [a, b, c]\n", "with/b", "with: [a, c]\n"),
        ("with: [a]\n", "with/a", "with: []\n"),
        ("with:\n  - a\n  - b # zo\n  - c\n", "with/b", "with:\n  - a\n  - c\n"),
        ("with:\n  - a\nid: b\n", "with/a", "with: []\nid: b\n"),
        ("goals:\n  - title: x\n    id: a\n", "goals/a/title", "goals:\n  - id: a\n"),
        ("goals:\n  - id: a\n    title: x\n  - id: b\n", "goals/a", "goals:\n  - id: b\n"),
    ],
)
def test_what_is_taken_out_takes_nothing_with_it(before: str, path: str, after: str) -> None:
    assert edited(before, Remove(tuple(path.split("/")))) == after


# ---------------------------------------------------------------------------------------------------
# Several, and what is refused


def test_changes_are_made_one_after_the_other() -> None:
    text = edited(BASE, Put(("status",), "signed"), Put(("signing", "place"), "Zuidoost"), Remove(("signing", "place")))
    assert [line for line in text.split("\n") if line not in BASE.split("\n")] == ["status: signed"]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("id: a\n", Remove(("kind",))),
        ("id: a\n", Remove(())),
        ("id: a\n", Put((), {})),
        ("id: a\n", Remove(("id",))),
        ("id: a\n", Put(("id", "b"), "x")),
        ("with: [a]\n", Put(("with", "b"), "x")),
        ("measurements: unknown\n", Add(("measurements",), MEASURED)),
        ("title: x\n", Put(("title",), "a\u202eb")),
        ("title: x\n", Put(("title",), ["a", {"b": "c\x07"}])),
        ("title: x\n", Put(("title",), {"b\x00": Decimal(1)})),
        ("title: x\n", Put(("title",), "\udcff")),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(text: str, change: Change) -> None:
    with pytest.raises(WrongUse):
        edited(text, change)


@pytest.mark.parametrize("text", ["?\n", "? id\n", "? id\nkind: x\n"])
def test_a_key_behind_a_question_mark_gets_no_value_beside_it(text: str) -> None:
    path = ("",) if text == "?\n" else ("id",)
    for change in (Put(path, "x"), Put(path, ["x"]), Add(path, "x")):
        with pytest.raises(ConvtoolError):
            edited(text, change)


@pytest.mark.parametrize("text", ["id: x\n? kind\n", "? kind\n: een\nid: x\n"])
def test_a_key_behind_a_question_mark_goes_with_its_line(text: str) -> None:
    assert edited(text, Remove(("kind",))) == "id: x\n"
    assert edited(text, Remove(("id",))) == text.replace("id: x\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "id: [\n",
        "",
        "id: a\nid: b\n",
        "id: &x a\n",
        "id: a\n<<<<<<< HEAD\nkind: x\n=======\nkind: y\n>>>>>>> other\n",
        "title: 'een\n<<<<<<< HEAD\n'\n",
        "id: a\nkind: \x07\n",
    ],
)
def test_a_file_that_does_not_read_well_is_left_as_it_is(text: str) -> None:
    with pytest.raises(ConvtoolError) as refused:
        edited(text, Put(("kind",), "partner"))
    assert refused.value.exit_code == 3
    assert refused.value.message.values["path"] == CONVENANT


@pytest.mark.parametrize(
    ("sign", "damage"), [("kind", "kinds"), ("kind: x", "kind: x\n["), ("kind: x", "kind: x\nnew: 1")]
)
def test_the_proof_refuses_what_changes_more(monkeypatch: pytest.MonkeyPatch, sign: str, damage: str) -> None:
    honest = splicing.spliced
    monkeypatch.setattr(
        splicing, "spliced", lambda data, edits: honest(data, edits).replace(sign.encode(), damage.encode())
    )
    with pytest.raises(ConvtoolError) as refused:
        edited("id: a\nkind: x\n", Put(("id",), "b"))
    assert refused.value.exit_code == 3


def test_quotes_that_come_or_go_elsewhere_are_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = splicing.spliced
    monkeypatch.setattr(splicing, "spliced", lambda data, edits: honest(data, edits).replace(b'"1"', b"1"))
    with pytest.raises(ConvtoolError):
        edited('id: a\nkind: "1"\n', Put(("id",), "b"))


# ---------------------------------------------------------------------------------------------------
# Whatever the file looks like

KEYS = ["id", "title", "term", "note", "with", "été", "a b"]
TEXTS = [
    "x",
    "twee woorden",
    "1.10",
    "2025",
    "no",
    "é🌻",
    "e\u0301",
    "a, b",
    "k: v",
    "it's",
    'zei "ja"',
    "#nee",
    "een # twee",
    "-x",
    "{",
    "",
    " rand ",
    "\\",
]
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from([*TEXTS, "regel\n\n- regel", " in\nspringen", "kort " * 40, Decimal(17), Decimal("-1.50"), date(2025, 2, 28), True]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
SCALARS = [
    "x",
    "twee woorden",
    "1.10",
    "é🌻",
    "e\u0301",
    "'it''s'",
    '"q \\" # geen"',
    "a, b",
    "een#twee",
    "",
    "~",
    "' x '",
]
IN_FLOW = ["x", "y z", "'a, b'", '"]"', "é🌻", "1.10", "e\u0301"]
BLOCKS = ["|", ">-", "|+", "|-", ">", "|2-"]
SPACES = ["", " ", "   "]
AFTER = ["", "", "", "  # opmerking 🌻", " #", "   "]
NL = "\n"
MARK = "\ufeff"
BETWEEN = ["", "", "", "# los\n", "\n", "\n# kop -----\n\n"]


class _Writer:
    """Writes a random file in many manners; what it draws comes from Hypothesis."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw

    def pick(self, several: list[Any]) -> Any:
        return self.draw(st.sampled_from(several))

    def mapping(self, indent: int, depth: int, first: str | None = None) -> str:
        keys = self.draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True))
        lines = []
        for number, key in enumerate(keys):
            start = first if number == 0 and first is not None else self.between(indent) + " " * indent
            lines.append(f"{start}{key}:{self.value(indent, depth)}")
        return "".join(lines)

    def between(self, indent: int) -> str:
        return "".join(
            (line.strip() and " " * indent + line) or line for line in self.pick(BETWEEN).splitlines(keepends=True)
        )

    def value(self, indent: int, depth: int) -> str:
        sort = self.pick(["scalar", "scalar", "flow", "block", "mapping", "list"][: 4 if depth > 2 else 6])
        after = self.pick(AFTER)
        step = self.pick([2, 2, 4])
        if sort == "scalar":
            return f" {self.pick(SPACES)}{self.pick(SCALARS)}{after}\n"
        if sort == "flow":
            return f" {self.flow(depth)}{after}\n"
        if sort == "block":
            deeper = " " * (indent + 2)
            return f" {self.pick(BLOCKS)}\n{deeper}regel # geen\n\n{deeper}twee: 🌻\n{self.pick(['', NL, NL * 2])}"
        if sort == "mapping":
            return f"{after}\n" + self.mapping(indent + step, depth + 1)
        dash = indent + self.pick([0, 2, 4])
        return f"{after}\n" + "".join(self.item(dash, depth) for _ in range(self.pick([1, 2, 3])))

    def item(self, dash: int, depth: int) -> str:
        gap = self.pick([" ", " ", "   "])
        start = f"{self.between(dash)}{' ' * dash}-"
        if self.pick([True, False]):
            return self.mapping(dash + 1 + len(gap), depth + 1, start + gap)
        if self.pick([True, False]):
            return f"{start}{gap}{self.flow(depth)}{self.pick(AFTER)}\n"
        return f"{start}{gap}{self.pick(SCALARS)}{self.pick(AFTER)}\n"

    def flow(self, depth: int) -> str:
        space = self.pick(["", "", " ", "\n" + " " * 12])
        parts = [
            self.pick(IN_FLOW) if depth > 2 or self.pick([True, True, False]) else self.flow(depth + 1)
            for _ in range(self.pick([0, 1, 2, 3]))
        ]
        comma = self.pick([", ", ",", " , ", ",\n" + " " * 12])
        if self.pick([True, False]):
            return f"[{space}{comma.join(parts)}{space}]"
        return f"{{{space}{comma.join(f'{key}: {part}' for key, part in zip(KEYS[:5], parts, strict=False))}{space}}}"


@st.composite
def files(draw: Any) -> bytes:
    writer = _Writer(draw)
    end = writer.pick(["", "", "\n", "# eind\n", "\n# eind\n\n"])
    text = f"{writer.pick(['', '# kop' + NL])}{writer.mapping(0, 0)}{end}"
    if writer.pick([True, False, False]) and not re.search(r"[|>][-+2]*\n[^:]*\n\n[^:]*: 🌻\n*\Z", text):
        text = text.removesuffix("\n")  # a block of text at the end of the file would itself read differently
    if writer.pick([True, False, False]):
        text = text.replace("\n", "\r\n")
    return f"{writer.pick(['', '', MARK])}{text}".encode()


def paths_of(node: Node, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Give the path of every value below `node` that a path can name."""
    found = [path] if path else []
    if isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            found += paths_of(value, (*path, name))
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            found += paths_of(item, (*path, str(index)))
    return found


def _told(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _told(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_told(each) for each in value]
    return {True: "true"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _holder(tree: Any, path: tuple[str, ...]) -> tuple[Any, Any]:
    for word in path[:-1]:
        tree = tree[int(word)] if isinstance(tree, list) else tree[word]
    return tree, int(path[-1]) if isinstance(tree, list) else path[-1]


def _read(data: bytes) -> tuple[Document, Any]:
    document, _ = parse(CONVENANT, data)
    return document, document.root and plain(document.root)


def _middle(before: bytes, after: bytes) -> tuple[int, int]:
    """Give where two texts begin to differ, and from where on `before` is the same again."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    same = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    return start, len(before) - same


def _extent(data: bytes, document: Document, path: tuple[str, ...]) -> tuple[int, int]:
    """Give the bytes from the key or dash of a value to its end."""
    node: Any = document.root
    start = 0
    for word in path:
        if isinstance(node, Mapping):
            start, node = node.key(word).start, node.entries[word][1]
        else:
            node = node.items[int(word)]
            start = max(document.text.rfind(sign, 0, node.start + 1) for sign in "-,[")
    mark = len(data) - len(document.text.encode())
    end = node.end
    while document.text[end : end + 1] == " ":
        end += 1
    return len(document.text[:start].encode()) + mark, len(document.text[:end].encode()) + mark


@settings(max_examples=400, deadline=None)
@given(data=files(), choice=st.data())
def test_whatever_the_file_a_value_changes_and_every_other_byte_stays(data: bytes, choice: st.DataObject) -> None:
    document, before = _read(data)
    assert document.root is not None
    path = choice.draw(st.sampled_from(paths_of(document.root)))
    value = choice.draw(VALUES)
    after = changed(CONVENANT, data, [Put(path, value)])
    holder, step = _holder(before, path)
    holder[step] = _told(value)
    assert _read(after)[1] == before
    start, end = _extent(data, document, path)
    first, last = _middle(data, after)
    assert start <= first
    assert last <= end or first == last == len(data)


@settings(max_examples=200, deadline=None)
@given(data=files(), choice=st.data())
def test_whatever_the_file_an_addition_leaves_every_byte(data: bytes, choice: st.DataObject) -> None:
    document, before = _read(data)
    assert document.root is not None
    places = [(), *paths_of(document.root)]
    path = choice.draw(st.sampled_from(places))
    value = choice.draw(VALUES)
    node: Any = document.root
    for word in path:
        node = node.entries[word][1] if isinstance(node, Mapping) else node.items[int(word)]
    if isinstance(node, Scalar):
        return
    holder, step = _holder({"": before}, ("", *path))
    if isinstance(node, Mapping):
        name = choice.draw(st.sampled_from([key for key in [*KEYS, "kind", "events"] if key not in node.entries]))
        change: Change = Put((*path, name), value)
        holder[step][name] = _told(value)
    else:
        change = Add(path, value)
        holder[step].append(_told(value))
    after = changed(CONVENANT, data, [change])
    assert _read(after)[1] == before
    if isinstance(node, Mapping) or node.items:
        first, last = _middle(data, after)
        assert last <= first, "an addition takes nothing away"


@settings(max_examples=200, deadline=None)
@given(data=files(), choice=st.data())
def test_whatever_the_file_what_is_taken_out_leaves_the_rest(data: bytes, choice: st.DataObject) -> None:
    document, before = _read(data)
    assert document.root is not None
    path = choice.draw(st.sampled_from(paths_of(document.root)))
    holder, step = _holder(before, path)
    assume(len(path) > 1 or len(holder) > 1)
    assume(b"|+" not in data)  # to such a block the empty lines behind what is taken out would come
    after = changed(CONVENANT, data, [Remove(path)])
    del holder[step]
    assert _read(after)[1] == before
    first, last = _middle(after, data)
    assert last <= first or len(holder) == 0, "taking out adds nothing"


def test_every_value_of_the_sample_can_be_put_back_as_it_is() -> None:
    document, before = _read(BASE.encode())
    assert document.root is not None
    for path in paths_of(document.root):
        after = changed(CONVENANT, BASE.encode(), [Put(path, "iets anders")])
        assert after != BASE.encode()
        assert len(set(after.decode().split("\n")) - set(BASE.split("\n"))) <= 1
    assert before

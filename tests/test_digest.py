"""The digest says what an agreement says: pinned, computed a second time without convtool, and complete."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from convtool.digest import _FIELDS, ALGORITHM, canonical, differences, digest, form_of
from convtool.documents import Mapping, written
from convtool.forms import Either, Keyed, Listed, Worded
from convtool.models.convenant import Convenant
from convtool.parsing import parse
from convtool.records import Record
from tests.conftest import CONVENANT
from tests.filled import filled

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "digest.md").read_text(encoding="utf-8")
BESIDE = {
    "schema", "id", "example", "historical", "status", "summary", "sources", "facts", "successor",
    "term/ended", "parties/left", "parties/counts", "goals/classified",
    "signing/place", "signing/accord", "signing/announced", "signing/document", "signing/digest", "signing/algorithm",
    "amendments", "measurements", "events", "deliveries", "involvement",
}  # fmt: skip
"""What algorithm 1 leaves out on purpose; docs/digest.md says why."""


def block(sort: str) -> str:
    """The first block of one sort on the page."""
    found: list[tuple[str, str]] = re.findall(
        r"^```(\w*)\n(.*?)^```$", PAGE.partition("## Algorithm 1")[2], re.MULTILINE | re.DOTALL
    )
    return next(text.strip() for name, text in found if name == sort)


def tree(text: str) -> Mapping:
    document, _ = parse(CONVENANT, text.encode())
    assert document.root is not None
    return document.root


# ---------------------------------------------------------------------------------------------------
# A second implementation, from the page alone: PyYAML, json, hashlib


def fields() -> dict[str, str]:
    """Every field of the page: its path without ids, and its mark."""
    found = {}
    for line in block("fields").splitlines():
        holder, _, names = line.partition(":")
        for name in names.split():
            path = "/".join(part for part in (holder, name.rstrip("#")) if part)
            ordered = path.endswith("/+")
            found[re.sub(r"/[*+]", "", path)] = "#" if name.endswith("#") else "+" if ordered else ""
    return found


FIELDS = fields()
LISTS = {
    re.sub(r"/[*+]", "", path[: place.start()])
    for line in block("fields").splitlines()
    for path in [
        "/".join(part for part in (line.partition(":")[0], name) if part) for name in line.partition(":")[2].split()
    ]
    for place in re.finditer(r"/[*+]", path)
}
HOLDERS = {"/".join(path.split("/")[:depth]) for path in FIELDS for depth in range(1, path.count("/") + 1)}


def second(value: Any, path: str = "") -> Any:
    """What a stranger's program keeps of a value at a path, as JSON would hold it; None for nothing."""
    if isinstance(value, str):
        number = re.fullmatch(r"([-+]?)(0|[1-9]\d*)(?:\.(\d+))?", value, re.ASCII)
        if number and FIELDS.get(path) == "#":
            plain = f"{number[2]}.{number[3] or ''}".rstrip("0").rstrip(".") if number[3] else number[2]
            return "-" * (number[1] == "-" and plain != "0") + plain
        return normalize("NFC", re.sub("[ \t\r\n]+", " ", value).strip(" ")) or None
    if isinstance(value, list):
        items = [kept for item in value if (kept := second(item, path)) is not None]
        return (items if FIELDS.get(path) == "+" else sorted(items, key=dumped)) or None
    words = {"none", "not_chosen", "planned"}
    kept = {}
    for key, each in value.items():
        below = f"{path}/{key}" if path else key
        if path in HOLDERS or path == "" or path in LISTS:
            if below not in FIELDS and below not in HOLDERS and key not in words:
                continue
        else:
            below = path
        said = second(each, below)
        if said is not None:
            kept[key] = said
    return kept or None


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def strangers(text: str) -> bytes:
    return dumped(second(yaml.load(text, Loader=yaml.BaseLoader)) or {}).encode()  # noqa: S506 - texts only


# ---------------------------------------------------------------------------------------------------


def test_the_page_lists_the_fields_of_the_algorithm() -> None:
    assert block("fields") == _FIELDS.strip()
    assert ALGORITHM == 1


def test_the_worked_example_of_the_page_gives_its_line_and_its_digest() -> None:
    line = block("json")
    assert canonical(tree(block("yaml"))).decode() == line
    assert digest(tree(block("yaml"))) == block("")
    assert "sha256:" + sha256(line.encode()).hexdigest() == block("")


def test_algorithm_1_is_frozen() -> None:
    text = block("yaml")
    assert sha256(_FIELDS.encode()).hexdigest() == "664958edf7c2c9c8af8076d0e82d6b2294abce56e54b51cd96fb92b1134a78f1"
    assert digest(tree(text)) == "sha256:078ab275a98c8dbb9e17ea7053455419ad45b10e37951aeaa4ca58ae60ad6c39"


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "convenants").glob("*.yaml")), ids=lambda path: path.stem)
def test_another_program_computes_the_same_from_the_page_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert canonical(tree(text)) == strangers(text)


def test_another_program_computes_the_same_where_every_field_is_filled() -> None:
    whole = filled(Convenant, 'Een "tekst"\twith \\  blanks\nand é, e\u0301, Å') | {"status": "signed"}
    text = json.dumps(whole, ensure_ascii=False)
    assert canonical(tree(text)) == strangers(text)
    assert set(json.loads(canonical(tree(text)))) == {path.partition("/")[0] for path in FIELDS}


def paths(record: type[Record], above: str = "") -> list[str]:
    """Every field of a record and of those in it."""
    found = []
    for key, field in record.fields.items():
        path = above + key
        forms = [field.form]
        inner: list[type[Record]] = []
        while forms:
            form: Any = forms.pop()
            if isinstance(form, type) and issubclass(form, Record):
                inner.append(form)
            elif isinstance(form, Listed | Keyed):
                forms.append(form.form)
            elif isinstance(form, Either):
                forms += [form.single, form.structure]
            elif isinstance(form, Worded):
                forms.append(form.otherwise)
        found.append(path)
        if path not in BESIDE:
            found += [each for record in inner for each in paths(record, f"{path}/")]
    return found


def test_every_field_of_a_convenant_is_in_the_algorithm_or_left_out_on_purpose() -> None:
    every = set(paths(Convenant))
    kept = {path for path in every if path in FIELDS or path in HOLDERS}
    assert every - kept - BESIDE == set(), "a new field belongs to a new algorithm: algorithm 1 is frozen"
    assert set(FIELDS) - every == set()
    assert BESIDE - every == set()


def test_a_path_leads_to_its_form_by_ids() -> None:
    numbers = ["goals/x/target/at_least", "goals/x/target/at_least/about", "contributions/y/shares/bank"]
    texts = ["goals/x/themes/werk", "goals/x", "title", "goals/x/baseline/planned", "parties/a/members/b"]
    assert all((form := form_of(path)) and form.is_number for path in numbers)
    assert all((form := form_of(path)) and not form.is_number for path in texts)
    outside = [
        "status",
        "measurements",
        "measurements/0/value",
        "goals/x/classified",
        "signing/digest",
        "",
        "goals/x/y/z",
    ]
    assert [path for path in outside if form_of(path)] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: a", "title:   'a'  # b"),
        ("title: a b", "title: >-\n  a\n  b"),
        ("title: a b", "title: |\n  a\n\n  b\n"),
        ("title: é", "title: e\u0301"),
        ("title: Å", "title: \u212b"),
        ("term: {notice_months: 6}", "term: {notice_months: 6.0}"),
        ("goals: [{id: a, target: {at_least: -0.0}}]", "goals: [{id: a, target: {at_least: 0}}]"),
        ("goals: [{id: a, target: {at_least: {about: 25}}}]", "goals: [{id: a, target: {at_least: {about: +25.00}}}]"),
        ("goals: [{id: a}, {id: b}]", "goals: [{id: b}, {id: a}]"),
        ("goals: [{id: a, with: [x, y]}]", "goals: [{with: [y, x], id: a}]"),
        ("title: a", "title: a\nlegal: {}\ngoals: []\nkind: ''"),
        ("title: a\nstatus: draft", "title: a\nstatus: signed\nsummary: {who: b}\nid: c"),
        ("goals: [{id: a}]", "goals: [{id: a, classified: {themes: [werk]}}]"),
    ],
)
def test_what_says_the_same_has_one_digest(before: str, after: str) -> None:
    assert canonical(tree(before)) == canonical(tree(after))
    assert list(differences(tree(before), tree(after))) == []
    assert canonical(tree(after)) == strangers(after)


@pytest.mark.parametrize(
    ("before", "after", "field", "was", "became"),
    [
        ("title: a", "title: A", "title", "a", "A"),
        ("title: a b", "title: ab", "title", "a b", "ab"),
        ("title: a b", "title: a\u00a0b", "title", "a b", "a\u00a0b"),
        ("title: bank", "title: b\u0430nk", "title", "bank", "b\u0430nk"),
        ("title: a", "title: a\nkind: other", "kind", None, "other"),
        ("legal: unknown", "legal: {penalty: x}", "legal", "unknown", "penalty: x"),
        ("goals: {none: x}", "goals: {none: y}", "goals/none", "x", "y"),
        ("goals: [{id: a, themes: [x, y]}]", "goals: [{id: a, themes: [y, x]}]", "goals/a/themes", "x; y", "y; x"),
        ("goals: [{id: a}]", "goals: [{id: a}, {id: b}]", "goals/b", None, "id: b"),
        ("goals: [{title: a}]", "goals: [{title: b}]", "goals", "title: a", "title: b"),
        ("goals: [{id: a, title: x}, {id: a}]", "goals: [{id: a}]", "goals", "id: a, title: x; id: a", "id: a"),
        ("parties: [{id: a, members: [x]}]", "parties: [{id: a, members: [y]}]", "parties/a/members", "x", "y"),
        ("goals: [{id: a, target: {at_least: 25}}]", "goals: [{id: a, target: {at_least: 25.1}}]", "goals/a/target/at_least", "25", "25.1"),
        ("goals: [{id: a, target: {at_least: 25}}]", "goals: [{id: a, target: {at_least: x}}]", "goals/a/target/at_least", "25", "x"),
        ("parties: [{id: a, label: '1.10'}]", "parties: [{id: a, label: '1.1'}]", "parties/a/label", "1.10", "1.1"),
        ("title: a", 'title: "a\\x01"', "title", "a", "a\x01"),
    ],
)  # fmt: skip
def test_what_says_something_else_differs_in_its_field(
    before: str, after: str, field: str, was: str | None, became: str | None
) -> None:
    assert digest(tree(before)) != digest(tree(after))
    ((path, old, new),) = differences(tree(before), tree(after))
    assert (path, old and written(old), new and written(new)) == (field, was, became)
    assert canonical(tree(after)) == strangers(after)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), max_size=20))
def test_any_text_gives_the_same_line_in_both_programs(text: str) -> None:
    file = json.dumps({"title": text, "goals": [{"id": "a", "target": {"at_least": text}}]}, ensure_ascii=False)
    assert canonical(tree(file)) == strangers(file)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_every_spelling_of_a_number_gives_the_same_line(number: Any) -> None:
    spellings = {f"{number:f}", f"{number:+f}", f"{number.normalize():f}", f"{number:f}00"}
    assert len({canonical(tree(f"term: {{notice_months: {each}}}")) for each in spellings}) == 1

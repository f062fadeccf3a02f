"""Schemas: an editor refuses nothing that validate accepts, and of what validate refuses all that JSON can say."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from convtool.days import DAY, DUE, PERIOD, YEARLY
from convtool.diagnostics import Level
from convtool.figures import AMOUNT, COUNT, HONEST, NUMBER
from convtool.files import worktree
from convtool.forms import ANYTHING, ID, TEXT, YES_NO, Keyed, Listed, OneOf, Version, Worded
from convtool.parsing import parse
from convtool.portfolio import kind_of, load
from convtool.reading import Form, Reading
from convtool.records import Record, optional
from convtool.rulebook import rulebook
from convtool.schemas import KINDS, NOWHERE, modeline, names, schema_of
from tests.conftest import CONVENANT, HERE, PARTNER, Base, blocks
from tests.conftest import DAY as TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from convtool.models.facts import File

ROOT = HERE.parent


class Constructor(SafeConstructor):
    """Reads YAML as editors do, by the core schema of 1.2: a date is a text."""


Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def loaded(text: str) -> Any:
    """A file as the reader of an editor gives it."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = Constructor
    return json.loads(json.dumps(yaml.load(text)))


def validator(schema: Mapping[str, object]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def of_register(files: Mapping[str, bytes]) -> dict[type[File], Draft202012Validator]:
    """The schemas of a register, by the kind of file."""
    known = names(load(files, TODAY).programme, "nl")
    return {kind: validator(schema_of([kind], known, str)) for kind in KINDS.values()}


def every_record() -> Iterator[type[Record]]:
    todo: list[type[Record]] = [Record]
    while todo:
        found = todo.pop().__subclasses__()
        yield from (kind for kind in found if kind.__module__.startswith("convtool."))
        todo += found


BASE = Base()
SCHEMAS = of_register(BASE.files)


# ---- what is written about the fields -------------------------------------------------------------------


def test_every_field_of_every_record_has_a_title_and_says_what_to_write() -> None:
    records = list(every_record())
    assert len(records) > 60
    for record in records:
        assert (record.__doc__ or "").partition("\n\n")[0].endswith(".")
        for field in record.fields.values():
            assert 1 <= len(field.title.split()) <= 5, (record, field.name)
            assert field.title[0].isupper(), (record, field.name)
            assert field.about.endswith("."), (record, field.name)
            assert len(field.about.split()) > 2, (record, field.name)


def test_titles_and_descriptions_are_told_in_the_language_that_is_asked_for() -> None:
    schema = schema_of([KINDS["convenant"]], NOWHERE, str.upper)
    assert schema["title"] == "CONVENANT"
    assert schema["properties"]["short_title"]["title"] == "CITATION TITLE"
    assert schema["$defs"]["Goal"]["description"] == "ONE GOAL OF A CONVENANT."


# ---- what is valid --------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", [ROOT, HERE / "base"], ids=["sample", "base"])
def test_every_file_of_a_clean_register_is_valid(root: Path) -> None:
    files, _ = worktree(root)
    schemas = of_register(files)
    known = names(load(files, TODAY).programme, "nl")
    any_kind = validator(schema_of(KINDS.values(), known, str))
    assert files
    for path, data in files.items():
        kind = kind_of(path)
        assert kind
        value = loaded(data.decode())
        assert [error.message for error in schemas[kind].iter_errors(value)] == [], path
        assert any_kind.is_valid(value), path


def test_every_file_of_the_sample_register_names_its_schema_in_its_first_line() -> None:
    files, _ = worktree(ROOT)
    for path, data in files.items():
        line = data.decode().split("\n", 1)[0]
        assert line == modeline(path)
        target = (ROOT / path).parent / line.partition("$schema=")[2]
        assert target.resolve() in set((ROOT / "schemas").iterdir())


@pytest.mark.parametrize("code", ["CV101", "CV102", "CV103", "CV104", "CV105", "CV106", "CV301"])
def test_the_bad_example_of_a_page_is_refused_and_the_good_one_is_not(code: str) -> None:
    for name, valid in (("Bad", False), ("Good", True)):
        examples = blocks(rulebook()[code].page, name)
        assert examples
        for path, yaml in examples:
            raw = code.startswith("CV1")
            where = path or (PARTNER if raw else CONVENANT)
            files = BASE.replaced(yaml, where) if raw else BASE.merged(yaml, where)
            kind = kind_of(where)
            assert kind
            assert SCHEMAS[kind].is_valid(loaded(files[where].decode())) is valid


def test_the_names_of_the_register_are_the_words_of_its_references() -> None:
    schema = schema_of([KINDS["convenant"]], names(load(BASE.files, TODAY).programme, "nl"), str)
    themes = schema["$defs"]["Goal"]["properties"]["themes"]["anyOf"][0]["items"]
    assert themes["enum"] == ["onderwijs", "jeugd", "veiligheid", "werk", "wonen", "leefbaarheid"]
    assert schema["$defs"]["Party"]["properties"]["partner"]["anyOf"][0]["enum"] == [
        "voorbeeldalliantie",
        "voorbeeldbank",
        "voorbeeldgemeente",
    ]
    assert schema["properties"]["under"]["anyOf"][0]["enum"] == ["koepel", "voorbeeldbank"]
    meeting = schema_of([KINDS["meeting"]], names(load(BASE.files, TODAY).programme, "nl"), str)
    need = meeting["$defs"]["VoicedNeed"]["properties"]
    assert need["need"]["anyOf"][0]["enum"] == ["voorbeeldplatform/partners"]
    assert need["initiative"]["anyOf"][0]["enum"] == ["voorbeeldplatform"]


def test_a_number_that_names_something_says_what_it_is_called() -> None:
    files = BASE.merged("ambitions: [{number: 4, title: Werk}, {number: 5}]\n", "data/masterplan.yaml")
    schema = schema_of([KINDS["meeting"]], names(load(files, TODAY).programme, "nl"), str)
    ambition = schema["properties"]["ambition"]
    assert ambition["anyOf"][0] == {"enum": [4, 5], "enumDescriptions": ["Werk", ""]}
    field = validator(ambition | {"$defs": schema["$defs"]})
    assert [field.is_valid(value) for value in (4, "4", "unknown", 6, "6", "45")] == [True] * 3 + [False] * 3


def test_a_title_in_two_languages_is_told_in_the_one_that_is_asked_for() -> None:
    plan = "themes: [{id: werk, title: {nl: Werk, en: Work}}]\nambitions: [{number: 4, title: {nl: A, en: B}}]\n"
    programme = load({"data/masterplan.yaml": f"schema: 1\nname: Plan\n{plan}".encode()}, TODAY).programme
    assert names(programme, "nl")["theme"] == {"werk": "Werk"}
    assert names(programme, "en")["theme"] == {"werk": "Work"}
    assert names(programme, "en")["ambition"] == {"4": "B"}


def test_without_a_register_themes_are_the_six_and_other_names_look_like_ids() -> None:
    empty = names(load({}, TODAY).programme, "nl")
    assert list(empty["theme"]) == list(NOWHERE["theme"])
    for known in (empty, NOWHERE):
        schema = schema_of([KINDS["convenant"]], known, str)
        under = validator(schema["properties"]["under"] | {"$defs": schema["$defs"]})
        assert under.is_valid("koepel")
        assert not under.is_valid("De Koepel")


def test_a_form_without_a_schema_is_noticed() -> None:
    class Odd(Record):
        """A record with a form that nobody registered."""

        field = optional(SimpleNamespace(read=None), "Odd", "Nobody knows.")

    with pytest.raises(TypeError):
        schema_of([Odd], NOWHERE, str)  # type: ignore[list-item] # any record will do


# ---- every form: what reading takes, the schema takes ----------------------------------------------------

FORMS: dict[str, Form[object]] = {
    "text": TEXT,
    "id": ID,
    "yes or no": YES_NO,
    "number": NUMBER,
    "count": COUNT,
    "amount": AMOUNT,
    "honest": HONEST,
    "day": DAY,
    "yearly": YEARLY,
    "due": DUE,
    "period": PERIOD,
    "word": OneOf("effort", "result"),
    "worded": Worded("none", otherwise=HONEST),
    "list": Listed(ID),
    "keyed": Keyed(NUMBER),
    "version": Version(1),
    "anything": ANYTHING,
}

UNSEEN = {
    # a reader of JSON has lost the spelling and the quotes
    '"{text}" is read differently by different readers of YAML': "12:30, 1.10 and 0123 have become other values",
    '"{text}" is written for people, not for YAML': "1.000 has become 1",
    '"{text}" is no id': "+5 has become 5",
    '"{text}" is no number': "a number of more than 15 digits is a number",
    '"{text}" stands where a whole number is wanted': "1.0 is 1",
    "{found} stands where the version of the format is wanted": "1.0 is 1",
    "nothing stands where a value is wanted": "what is empty and ~ are the same null",
    # a pattern knows no calendar and cannot compare
    '"{text}" is a day that does not exist': "30 February looks like a day",
    "{found} stands where a day of the year is wanted": "02-30 looks like a day",
    "{found} stands where a period is wanted": "2024/2026 and 2026..2025 look like periods",
    "the range ends at {high}, below its start {low}": "two values are not compared",
    # decimals are counted on paper; in binary 0.29 is no multiple of 0.01
    '"{text}" has more than {digits} decimals': "they cannot be counted exactly",
}
"""What reading refuses and a schema cannot, with the reason."""


class Probe(Record):
    """A record with one field."""

    @classmethod
    def of(cls, form: Form[object], *, answers: bool) -> Any:
        """Give a record class whose one field has this form."""
        field = optional(form, "Field", "What is tried.", answers=answers)
        return type("Probing", (cls,), {"field": field, "__doc__": "One."})


PROBES = {
    name: [Probe.of(form, answers=answers) for answers in ((False,) if form is ANYTHING else (True, False))]
    for name, form in FORMS.items()
}
VALIDATORS = {probe: validator(schema_of([probe], NOWHERE, str)) for probes in PROBES.values() for probe in probes}


def check(form: str, written: str) -> None:
    """A value that reading takes is valid; one that is valid and refused is one of those that no schema can see."""
    text = f"field: {written}\n"
    document, faults = parse("x.yaml", text.encode())
    if faults or document.root is None or "field" not in document.root.entries:
        return
    for probe in PROBES[form]:
        reading = Reading(document)
        probe.read(document.root, reading)
        valid = VALIDATORS[probe].is_valid(loaded(text))
        if not reading.faults:
            assert valid, (written, loaded(text))
        elif valid:
            assert {fault.finding.message.text for fault in reading.faults} <= set(UNSEEN), written


WRITTEN = [
    *("een zin", "2024", "1.5", "no", '"no"', "true", "True", "12:30", "0123", "1.10", "~", "", '" "', "a-b", "A b", "x" * 65),
    *("12", "-12", "+5", "1.0", "0", "1e3", "9" * 16, '"150"', "1.000,50", "€ 1.000", "[1]", "{a: 1}", "[a, B]", "[]"),
    *("{about: 52}", "{from: 40, to: 44}", "{from: 44, to: 40}", "{over: 9}", "{under: 9}", "{circa: 5}", "{about: x}"),
    *("2026", "1889", "2026-03", "2026-13", "2026-03-14", '"2026-03-14"', "2026-02-30", "14-03-2026", "02-29", "02-30"),
    *("2025-H1", "2025-H3", "2025-Q4", "2024/2025", "2024/2026", "2025-03..2026-06", "2026..2025", "2025-06-31..2026"),
    *("{first: 6 months, of: term}", "{first: zes, of: term}", "{last: 2, of: term}", "{first: 1 month, of: year}"),
    *("effort", "efort", '"effort"', "none", "{none: omdat}", "{not_chosen: omdat}", "{planned: 2026}", "{planned: x}"),
    *("unknown", "silent", "{none: }", "{none: omdat, planned: 2026}", "{A: 1}", "{a: x}", "1", "2", "-1", "1.123"),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_what_reading_takes_is_valid_and_what_it_refuses_is_not_unless_json_cannot_tell(form: str) -> None:
    for written in WRITTEN:
        check(form, written)


@settings(max_examples=300)
@given(st.sampled_from(sorted(FORMS)), st.text(st.sampled_from('0123456789.,:-+/HQeEx€ noneyT{}[]"a'), max_size=12))
def test_whatever_is_written_an_editor_and_validate_agree(name: str, written: str) -> None:
    check(name, written)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_is_valid(day: date) -> None:
    for written in (day.isoformat(), day.isoformat()[:7], str(day.year), f"{day.year}..{day.isoformat()}"):
        check("period" if ".." in written else "day", written)


# ---- whole files, spoiled -------------------------------------------------------------------------------

SPOILS: list[Any] = [
    *("woord", "werk", "2026-02-30", "2026-13", "2026-03-14", "", "unknown", "silent", "none", "draft", "koepel"),
    *(0, 3, -1, 2.5, 2025, 1e20, True, None, [], ["x"], {}, {"x": 1}, {"id": "x"}, {"about": 5}, {"from": 5, "to": 4}),
    *({"none": "omdat"}, {"planned": "2026"}, {"not_chosen": []}, {"first": "6 months", "of": "term"}, {"named": "X"}),
]  # fmt: skip
PATHS = sorted(BASE.files)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container of a tree with each of its keys or indexes."""
    steps: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
    inside = [place for step in steps if isinstance(value[step], (dict, list)) for place in places(value[step])]
    return [(value, step) for step in steps] + inside


def flow(value: Any) -> str:
    """A tree as YAML; the two words for not knowing stand plain, as people write them."""
    return json.dumps(value, ensure_ascii=False).replace('"unknown"', "unknown").replace('"silent"', "silent") + "\n"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_spoiled_file_is_refused_by_its_schema_if_by_reading_and_only_if_by_validate(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PATHS))
    value = copy.deepcopy(loaded(BASE.files[path].decode()))
    found = places(value)
    container, step = found[data.draw(st.integers(0, len(found) - 1))]
    how = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if how == "replace":
        container[step] = data.draw(st.sampled_from(SPOILS))
    elif how == "remove":
        del container[step]
    elif isinstance(container, dict):
        container["xyz"] = 1
    else:
        container.append(data.draw(st.sampled_from(SPOILS)))
    kind = kind_of(path)
    assert kind
    refused = not SCHEMAS[kind].is_valid(value)
    files = BASE.files | {path: flow(value).encode()}
    entry = load(files, TODAY).entries[path]
    shapes = {fault.finding.message.text for fault in entry.faults if fault.code.startswith(("CV1", "CV007", "CV403"))}
    if shapes - set(UNSEEN):
        assert refused, shapes
    if refused:
        errors = [each for each in BASE.found(files) if each.place.path == path and each.level is Level.ERROR]
        assert errors, next(SCHEMAS[kind].iter_errors(value)).message

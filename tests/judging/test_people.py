"""Goals of people, words and fields: the cases that two people would argue about, each found or silent on purpose."""

from __future__ import annotations

from datetime import date

import pytest

from convtool.diagnostics import Level
from tests.conftest import CONVENANT, DAY, Base

KOEPEL = "data/convenants/koepel.yaml"
PLAN = "data/masterplan.yaml"
CODES = ("CV314", "CV315", "CV316", "CV317", "CV318", "CV319", "CV320", "CV321")


@pytest.fixture(scope="module")
def base() -> Base:
    return Base(*CODES)


def goal(*lines: str) -> str:
    """A goal of its own with an agreement, so that nothing of the clean one is left in it."""
    body = "".join(f"    {line}\n" for line in lines)
    return f"goals:\n  - id: nieuw\n    title: Nieuw\n    themes: [werk]\n{body}agreements:\n  - {{id: doen, goal: nieuw}}\n"


def counted(name: str, unit: str, target: str = "{at_least: 20, per: year}") -> str:
    return goal(f"indicator: {{name: {name}, unit: {unit}}}", f"target: {target}")


@pytest.mark.parametrize(
    ("name", "unit", "codes"),
    [
        ("gevulde stageplekken", "plekken", ["CV315", "CV316", "CV317"]),
        ("stage- en opleidingsplekken", "plekken", ["CV315", "CV316", "CV317"]),
        ("gevulde plekken", "plekken", ["CV315", "CV316", "CV317"]),
        ("nieuwe speelplekken", "plekken", []),
        ("bewaakte plaatsen", "fietsparkeerplaatsen", []),
        ("vaste banen", "banen", ["CV315", "CV316", "CV317"]),
        ("afspraakbanen", "afspraakbanen", ["CV315", "CV316", "CV317"]),
        ("tennisbanen", "tennisbanen", []),
        ("vacatures die werden vervuld", "vacatures", ["CV315", "CV316", "CV317"]),
        ("bewoners met een vast contract", "contracten", ["CV315", "CV316", "CV317"]),
        ("nieuwe medewerkers", "fte", ["CV315", "CV316", "CV317"]),
        ("internships filled", "internships", ["CV315", "CV316", "CV317"]),
        ("kinderen met een ontbijt", "kinderen", ["CV315", "CV316"]),
        ("basisschoolleerlingen", "basisschoolleerlingen", ["CV315", "CV316"]),
        ("pupils with breakfast", "Pupils", ["CV315", "CV316"]),
        ("gezinnen met een laptop", "gezinnen", ["CV315", "CV316"]),
        ("aandeel bewoners dat wacht", "percent", ["CV315"]),
        ("aandeel van de huurders die tevreden zijn", "'%'", ["CV315"]),
        ("share of residents who are content", "percent", ["CV315"]),
        ("aandeel stages met een begeleider", "percent", ["CV315", "CV317"]),
        ("aandeel portieken waar bewoners tevreden zijn", "percent", []),
        ("aandeel inkoop bij bedrijven uit de wijk", "percent", []),
        ("aantal leerlingen", "aantal", ["CV315", "CV316"]),
        ("aantal lessen voor leerlingen", "aantal", []),
        ("uren les", "uur per leerling", []),
        ("leerlingen per begeleider", "leerlingen per begeleider", ["CV315", "CV316"]),
        ("nieuwe woningen", "woningen", ["CV316"]),
        ("new homes", "homes", ["CV316"]),
        ("bedrijven in de wijk", "bedrijven", ["CV316"]),
        ("uitgereikte laptops aan gezinnen", "laptops", []),
        ("gegeven lessen", "lessen", []),
        ("unknown", "unknown", []),
        ("romans", "romans", []),
    ],
)
def test_what_is_counted_is_read_from_unit_and_name(base: Base, name: str, unit: str, codes: list[str]) -> None:
    assert base.codes(counted(name, unit)) == codes


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("{at_least: 420, over: term}", ["CV316"]),
        ("{average: 60, per: year, by: 2030}", ["CV316"]),
        ("{at_most: 60, per: year}", ["CV316"]),
        ("{at_least: 4000, by: 2035}", []),
        ("{change: 20, unit: percent, by: 2035}", []),
        ("{keep: {at_least: 400}}", []),
        ("{deliver: woningplan, by: 2030}", []),
        ("{followed: het aantal wordt gevolgd}", []),
        ("{none: er is geen doel}", []),
        ("unknown", []),
        ("{at_least: unknown, per: year}", []),
    ],
)
def test_gross_or_net_is_asked_where_losses_could_be_hidden(base: Base, target: str, codes: list[str]) -> None:
    assert base.codes(counted("nieuwe woningen", "woningen", target)) == codes


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("goals: [{id: stageplekken, indicator: {group: silent}}]\n", ["CV315"]),
        ("goals: [{id: stageplekken, indicator: {area: {planned: 2027}}}]\n", ["CV315"]),
        ("goals: [{id: stageplekken, indicator: {area: {not_chosen: het telt in de hele stad}}}]\n", []),
        ("goals: [{id: stageplekken, indicator: {group: [jongeren]}}]\n", []),
        ("goals: [{id: stageplekken, indicator: {area: unknown}, target: {in_each: [noord]}}]\n", []),
        ("goals: [{id: stageplekken, indicator: {count: {not_chosen: wie stopt telt mee}}}]\n", []),
        ("goals: [{id: stageplekken, indicator: {count: bruto}}]\n", []),
        ("goals: [{id: stageplekken, indicator: {stage: {not_chosen: het zijn bureaus}}}]\n", []),
        ("goals: [{id: stageplekken, indicator: {stage: {planned: 2027}}}]\n", ["CV317"]),
        ("goals: [{id: stageplekken, indicator: {stage: begonnen}}]\n", []),
        ("goals: [{id: stageplekken, indicator: {stage: unknown, out_of: alle plekken, count: unknown}}]\n", ["CV317"]),
        ("goals: [{id: stageplekken, indicator: {stage: unknown}, target: {deliver: plan}}]\n", []),
        ("goals: [{id: stageplekken, indicator: unknown}]\n", []),
        ("goals: [{id: stageplekken, indicator: x}]\n", []),
    ],
)
def test_a_word_or_a_reason_is_heard(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(yaml) == codes


@pytest.mark.parametrize(
    ("means", "group", "area", "codes"),
    [
        ("unknown", "jongeren uit de wijk", "postcode 1101", ["CV315"]),
        ("unknown", "Jongeren uit de Wijk", "postcode 1101", ["CV315"]),
        ("unknown", "jongeren uit de wijk van 12 tot en met 17 jaar", "postcode 1101", []),
        ("unknown", "leerlingen", "jongeren uit de wijk", ["CV315"]),
        ("unknown", "leerlingen", "postcode 1101", []),
        ("wie er woont", "jongeren uit de wijk", "postcode 1101", []),
        ("unknown", "jongeren uit de wijk", "unknown", ["CV315", "CV315"]),
        ("unknown", "unknown", "postcode 1101", ["CV315"]),
    ],
)
def test_a_term_that_means_nothing_yet_defines_no_group(
    base: Base, means: str, group: str, area: str, codes: list[str]
) -> None:
    definitions = f"definitions: [{{term: jongeren uit de wijk, means: {means}}}]\n"
    assert (
        base.codes(f"{definitions}goals: [{{id: stageplekken, indicator: {{group: {group}, area: {area}}}}}]\n")
        == codes
    )


def test_a_term_that_means_nothing_matters_only_where_people_are_counted(base: Base) -> None:
    yaml = counted("gegeven lessen aan jongeren", "lessen").replace("lessen}", "lessen, group: jongeren}")
    assert base.codes("definitions: [{term: jongeren, means: silent}]\n" + yaml) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De bank streeft ernaar ondernemers te helpen", ["streeft ernaar"]),
        ("De partijen streven er naar om te helpen", ["streven er naar"]),
        ("Zoveel mogelijk jongeren", ["Zoveel mogelijk"]),
        ("Zo snel mogelijk", ["Zo snel mogelijk"]),
        ("De bank helpt voor zover mogelijk en naar vermogen", ["voor zover mogelijk", "naar vermogen"]),
        ("De bank wil bijdragen aan de buurt", ["bijdragen aan"]),
        ("De bank levert een bijdrage aan de buurt", ["levert een bijdrage"]),
        ("De bank draagt waar mogelijk bij aan de buurt", ["draagt waar mogelijk bij aan"]),
        ("De bank zet in op samenwerking", ["zet in op"]),
        ("De bank gaat inzetten op samenwerking", ["inzetten op"]),
        ("De partners spannen zich in", ["spannen zich in"]),
        ("Optimale kansen", ["Optimale"]),
        ("Maximaal resultaat in 2030", ["Maximaal"]),
        ("Substantiële steun", ["Substantiële"]),
        ("Voor 2030-12-31 stimuleert de bank dit", ["stimuleert"]),
        ("We aim to help where possible", ["aim to", "where possible"]),
        ("Best efforts to promote work", ["Best efforts", "promote"]),
        ("We endeavour to optimise", ["endeavour to", "optimise"]),
        ("De safety van community en party stimuleren", ["stimuleren"]),
        ("Prettig wonen bevorderen ten behoeve van de buurt", ["bevorderen"]),
    ],
)
def test_vague_words_are_cut_out_of_the_text(base: Base, text: str, words: list[str]) -> None:
    yaml = f"contributions:\n  - {{id: hulp, kind: other, from: bank, text: '{text}'}}\n"
    files = base.files | {CONVENANT: base.files[CONVENANT].replace(b"contributions:\n", yaml.encode())}
    (found,) = base.found(files)
    lines = files[CONVENANT].decode().split("\n")
    places = [found.place, *found.related]
    assert [lines[place.line - 1][place.column - 1 : place.end_column - 1] for place in places] == words
    assert {place.pointer for place in places} == {"/contributions/0/text"}


@pytest.mark.parametrize(
    "text",
    [
        "De bank streeft naar 20 plekken",
        "De bank stimuleert één keer per jaar een afdeling",
        "De bank draagt bij aan de buurt met twintig avonden",
        "Zo veel mogelijk mensen: ten minste € 1.000 elk",
        "Promote at least fifteen people",
        "De streefwaarde is optisch en de klederdracht mooi",
        "De bijdragen aan het fonds komen van de bank",
        "De optimist is in beginselen sterk",
        "Het stimulerende spel",
        "Vrijwilligers inzetten voor taal",
    ],
)
def test_a_number_or_another_word_is_not_vague(base: Base, text: str) -> None:
    assert base.codes(f"contributions: [{{id: hulp, kind: other, from: bank, text: '{text}'}}]\n") == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (">-\n      De bank wil zo\n      veel mogelijk doen.\n", ["zo"]),
        (
            "|\n      De bank wil bijdragen aan\n      de wijk.\n      # waar mogelijk\n    # streven naar\n",
            ["bijdragen aan", "waar mogelijk"],
        ),
        ('"De bank wil zo veel\n      mogelijk doen."\n', ["zo veel"]),
        ('"De bank wil \\x73timuleren."\n', ['"De bank wil \\x73timuleren."']),
        ("De bank wil\n      bevorderen.\n", ["bevorderen"]),
        ("'De bank wil ''bevorderen''.'\n", ["bevorderen"]),
    ],
)
def test_vague_words_are_found_in_every_way_of_writing(base: Base, written: str, shown: list[str]) -> None:
    yaml = f"contributions:\n  - id: hulp\n    kind: other\n    from: bank\n    text: {written}"
    files = base.files | {CONVENANT: base.files[CONVENANT].replace(b"contributions:\n", yaml.encode())}
    (found,) = base.found(files)
    lines = files[CONVENANT].decode().split("\n")
    places = [found.place, *found.related]
    assert [lines[place.line - 1][place.column - 1 : place.end_column - 1] for place in places] == shown


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (("target: unknown", "approach: Wij stimuleren dit."), ["CV314"]),
        (("target: {planned: 2027}", "approach: Wij stimuleren dit."), ["CV314"]),
        (("target: {at_least: unknown, per: year}", "approach: Wij stimuleren dit."), ["CV314"]),
        (("target: {at_least: 20, per: year}", "approach: Wij stimuleren dit."), []),
        (("target: {keep: {at_least: 70}}", "approach: Wij stimuleren dit."), []),
        (("target: {deliver: een plan, by: 2030}", "approach: Wij stimuleren dit."), []),
        (("target: {deliver: een optimaal plan, by: 2030}",), ["CV314"]),
        (("target: {followed: wij stimuleren dit}", "approach: Wij stimuleren dit."), []),
        (("target: {none: wij stimuleren dit}", "approach: Wij stimuleren dit."), []),
        (("qualitative: {because: optimaal, sign: vlag}", "approach: Wij stimuleren dit."), []),
        (("target: unknown", "approach: unknown"), []),
        (("target: unknown", "approach: [stimuleren]"), []),
    ],
)
def test_a_goal_with_a_number_may_word_itself_as_it_likes(base: Base, lines: tuple[str, ...], codes: list[str]) -> None:
    assert base.codes(goal(*lines)) == codes


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("agreements: [{id: loket, text: Het loket stimuleert.}]\n", []),
        ("agreements: [{id: loket, text: Het loket stimuleert., goal: {not_chosen: voor alles}}]\n", ["CV314"]),
        ("agreements: [{id: loket, text: silent}]\n", []),
        ("contributions: [{id: uren, text: Wij stimuleren.}]\n", []),
        ("contributions: [{id: uren, quantity: unknown, text: Wij stimuleren.}]\n", ["CV314"]),
        ("contributions: [{id: fonds, amount: unknown, total: 500000, text: Wij stimuleren.}]\n", []),
        ("agreements: [{id: vrij, text: Vrij., goal: unknown}]\n", ["CV318"]),
        ("agreements: [{id: vrij, text: Vrij.}]\n", ["CV318"]),
        ("agreements: [{id: vrij, text: Vrij., goal: [a]}]\n", []),
        ("agreements: [{id: vrij, text: Vrij., goal: {planned: 2027}}]\n", ["CV318"]),
        ("agreements: [{id: vrij, text: Vrij., goal: weg}]\n", []),
        ("agreements: []\n", ["CV318"]),
        ("agreements: {none: de bijdragen zeggen genoeg}\n", []),
        ("agreements: [x]\n", []),
        ("agreements: x\n", []),
        ("goals: [{id: los, title: Los, themes: [jeugd]}]\n", ["CV318"]),
        ("goals: [{id: los, title: Los, themes: [jeugd]}]\ncontributions: [{id: uren, goal: los}]\n", []),
        ("goals: [{id: los, title: Los, themes: [jeugd]}]\ncontributions: unknown\n", ["CV318"]),
        ("goals: unknown\n", ["CV320"]),
        ("goals: silent\n", ["CV320"]),
        ("goals: []\n", ["CV320"]),
        ("goals: {planned: 2027}\n", ["CV320"]),
        ("goals: {not_chosen: eerst de koepel}\n", []),
        ("goals: [x]\n", []),
        ("goals: x\n", []),
        ("goals: [{id: stageplekken, qualitative: {because: x, sign: {planned: 2027}}}]\n", ["CV321"]),
        ("goals: [{id: stageplekken, qualitative: {because: [x], sign: y}}]\n", []),
        ("goals: [{id: stageplekken, qualitative: {because: [x]}}]\n", ["CV321"]),
        ("goals: [{id: stageplekken, qualitative: unknown}]\n", []),
    ],
)
def test_a_change_of_the_clean_register_gives_just_this(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(yaml) == codes


@pytest.mark.parametrize(
    ("term", "codes"),
    [
        ("{starts: 2024-04-01, ends: 2034-03-31}", []),
        ("{starts: 2024-04-01, ends: 2034-03-30}", ["CV319"]),
        ("{starts: 2024, ends: 2033}", []),
        ("{starts: 2024, ends: 2032}", ["CV319"]),
        ("{starts: 2035-01-01, ends: 2040-12-31}", []),
        ("{starts: unknown, ends: 2028}", []),
        ("{starts: 2024-04-01, ends: unknown}", []),
        ("{starts: 2024-04-01, ends: indefinite}", []),
        ("{starts: 2028-04-01, ends: 2027}", []),
        ("unknown", []),
    ],
)
def test_ten_years_is_long_enough(base: Base, term: str, codes: list[str]) -> None:
    assert base.codes(f"term: {term}\n") == codes


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("goals: [{id: stageplekken, themes: [werk]}]\n", ["CV319"]),
        ("goals: [{id: stageplekken, themes: [werk, werk]}]\n", ["CV319"]),
        ("goals: [{id: stageplekken, themes: unknown}]\n", []),
        ("goals: [{id: stageplekken, themes: silent, classified: {themes: [werk]}}]\n", ["CV319"]),
        ("goals: [{id: stageplekken, themes: silent, classified: {themes: [werk, wonen]}}]\n", []),
        ("goals: [{id: stageplekken, themes: [werk]}]\nkind: sector\n", ["CV319"]),
        ("goals: [{id: stageplekken, themes: [werk]}]\nkind: umbrella\n", []),
        ("goals: [{id: stageplekken, themes: [werk]}]\nkind: other\n", []),
        ("goals: [{id: stageplekken, themes: [werk]}]\nstatus: ended\n", []),
        ("goals: [{id: stageplekken, themes: [werk]}]\nstatus: terminated\n", []),
        ("term: {ends: 2025}\nstatus: extended\n", ["CV319"]),
    ],
)
def test_two_fields_are_wanted_of_a_partner_or_a_sector(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(yaml) == codes


def test_without_a_horizon_a_short_term_is_short(base: Base) -> None:
    files = base.merged("term: {ends: 2030}\n") | {PLAN: base.merged("horizon: unknown\n", PLAN)[PLAN]}
    assert [found.code for found in base.found(files)] == ["CV319"]


def test_a_term_is_as_long_as_it_was_on_the_day(base: Base) -> None:
    amended = (
        "amendments: [{number: 1, date: 2026-05-01, changes: [{at: term/ends, from: 2027-12-31, to: 2040-12-31}]}]\n"
    )
    assert base.codes(amended, as_of=date(2026, 4, 30)) == ["CV319"]
    assert base.codes(amended, as_of=DAY) == []


def test_a_vague_word_that_an_amendment_took_out_is_shown_where_it_still_stands(base: Base) -> None:
    amended = (
        "contributions: [{id: hulp, kind: other, from: bank, text: Drie avonden.}]\n"
        "amendments: [{number: 1, date: 2026-05-01, changes:"
        " [{at: contributions/hulp/text, from: Avonden stimuleren., to: Drie avonden.}]}]\n"
    )
    assert base.codes(amended) == []
    (found,) = base.found(base.merged(amended), date(2026, 4, 30))
    line = base.merged(amended)[CONVENANT].decode().split("\n")[found.place.line - 1]
    assert line[found.place.column - 1 : found.place.end_column - 1] == "stimuleren"


@pytest.mark.parametrize(("number", "codes"), [(25, []), (26, ["CV320"])])
def test_twenty_five_goals_can_be_followed(base: Base, number: int, codes: list[str]) -> None:
    goals = "".join(f"  - {{id: doel-{count}, title: Doel, themes: [werk, jeugd]}}\n" for count in range(number - 1))
    contributions = "".join(
        f"  - {{id: hulp-{count}, kind: other, goal: doel-{count}}}\n" for count in range(number - 1)
    )
    found = base.found(base.merged(f"goals:\n{goals}contributions:\n{contributions}"))
    assert [each.code for each in found] == codes
    assert {each.level for each in found} <= {Level.ADVICE}


@pytest.mark.parametrize(
    ("yaml", "level"),
    [
        ("status: draft\n", Level.ADVICE),
        ("status: signed\n", Level.WARNING),
        ("historical: true\n", Level.WARNING),
    ],
)
def test_goals_may_still_come_in_a_draft(base: Base, yaml: str, level: Level) -> None:
    assert [each.level for each in base.found(base.merged(f"goals: unknown\n{yaml}"))] == [level]


def test_an_umbrella_says_why_it_has_no_goals(base: Base) -> None:
    assert base.codes("goals: unknown\n", KOEPEL) == ["CV320"]


@pytest.mark.parametrize(
    "word", ["unknown", "silent", "{not_chosen: x}", "{planned: 2027}", "[]", "{}", "''", "7", "x"]
)
@pytest.mark.parametrize(
    "key", ["goals", "agreements", "contributions", "definitions", "term", "parties", "deliveries", "kind", "status"]
)
def test_no_shape_of_a_file_stops_a_rule(base: Base, key: str, word: str) -> None:
    assert {found.code for found in base.found(base.merged(f"{key}: {word}\n"))} <= set(CODES)


@pytest.mark.parametrize(
    "word", ["unknown", "silent", "{not_chosen: x}", "{planned: 2027}", "[]", "{}", "''", "7", "[x]"]
)
@pytest.mark.parametrize(
    "key", ["title", "themes", "indicator", "target", "approach", "qualitative", "classified", "id"]
)
def test_no_shape_of_a_goal_stops_a_rule(base: Base, key: str, word: str) -> None:
    yaml = f"goals: [{{id: stageplekken, {key}: {word}}}]\n" if key != "id" else f"goals: [{{id: {word}}}]\n"
    assert {found.code for found in base.found(base.merged(yaml))} <= set(CODES)

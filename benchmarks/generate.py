"""A register of any size, the same every time: `python benchmarks/generate.py 1000 /path/to/folder [--wrong]`."""

import sys
from pathlib import Path

THEMES = ("onderwijs", "jeugd", "veiligheid", "werk", "wonen", "leefbaarheid")

MASTERPLAN = """\
schema: 1
name: Meetprogramma
horizon: {first: 2021, last: 2040}
register: {since: 2022-01-01}
themes:
"""

THEME = "  - {{id: {id}, title: {{nl: {id}, en: {id}}}, from: 2021, until: 2040}}\n"

COMMON = {
    "alliantie": ("alliance", "private"),
    "gemeente": ("government", "public"),
}

PARTNER = """\
schema: 1
id: {id}
name: {name}
legal_name: {name}
example: true
kind: {kind}
nature: {nature}
sector: voorbeeld
core_goals:
  - {{id: meedoen, text: Iedereen uit de wijk kan meedoen}}
"""

CONVENANT = """\
schema: 1
id: {id}
title: Convenant {name} en het Meetprogramma
short_title: Convenant {name}
kind: other
language: nl
example: true
historical: false
status: agreed
summary:
  who: {name} doet dit samen met de alliantie en de gemeente.
  cost: Het bedrijf betaalt {amount} euro per jaar, tien jaar lang.
  result: Jongeren uit de wijk krijgen een stageplek en lessen over geld.
parties:
  - id: bedrijf
    partner: {id}
    role: partner
    class: signs
    represented_by: {{function: Directeur}}
  - id: alliantie
    partner: alliantie
    role: alliance
    class: signs
    represented_by: {{function: Programmadirecteur}}
  - id: stad
    partner: gemeente
    role: government
    class: signs
    represented_by:
      function: Wethouder
      ground: decision
      by: college
      date: 2023-02-20
term:
  starts: 2031-04-01
  ends: 2036-12-31
  extension: by-agreement
  notice_months: 12
legal:
  enforceability: none
  disputes: consultation
considerations:
  - kind: occasion
    text: Het bedrijf opent in 2023 een tweede vestiging in de wijk.
  - kind: ambition
    text: Werk voor bewoners en een sterke lokale economie horen bij elkaar.
  - kind: core-goal
    text: Het bedrijf vindt dat iedereen uit de wijk mee moet kunnen doen.
  - kind: residents
    text: Bewoners vroegen in twee gesprekken om stages en een vast spreekuur.
  - kind: interests
    text: Het bedrijf vindt via de stages nieuwe medewerkers.
definitions:
  - term: het gebied
    means: postcodes 1101 tot en met 1109
  - term: jongere uit de wijk
    means: iemand van 16 tot en met 27 jaar die in het gebied woont
bodies:
  - id: stuurgroep
    task: bespreekt twee keer per jaar de cijfers
    by: alliantie
    chair: independent
    meets: quarterly
goals:
  - id: stageplekken
    title: Stageplekken voor jongeren uit de wijk
    themes: [{theme}, {other}]
    serves: {{partner: {id}, core_goal: meedoen}}
    level: output
    obligation: effort
    owner: {{party: bedrijf, function: HR-manager}}
    indicator:
      name: gevulde stageplekken
      unit: plekken
      counts: een stage van ten minste tien weken, begonnen in het jaar
      counts_not: snuffelstages en bedrijfsbezoeken
      stage: filled
      count: gross
      group: jongeren van 16 tot en met 27 jaar
      area: postcodes 1101 tot en met 1109
      source: stageregister
    baseline: {{value: {low}, period: 2022, source: stageregister}}
    target: {{at_least: {high}, per: year, first: 2024, by: 2036}}
    milestones:
      - {{by: 2026, at_least: {middle}}}
      - {{by: 2030, at_least: {high}}}
    approach: >-
      Elke afdeling met meer dan vijftien medewerkers biedt per jaar een plek. Een vaste begeleider belt
      elke stagiair in de tweede week.
  - id: geldlessen
    title: Lessen over geld op school
    themes: [{other}]
    serves: {{partner: {id}, core_goal: meedoen}}
    level: output
    obligation: result
    owner: {{party: bedrijf, function: Programmamanager}}
    with: [alliantie]
    indicator:
      name: leerlingen die een lessenreeks afmaakten
      unit: leerlingen
      counts: een leerling die ten minste drie van de vier lessen volgde
      counts_not: losse gastlessen en ouderavonden
      stage: completed
      count: gross
      group: leerlingen van 10 tot en met 18 jaar
      area: scholen in postcodes 1101 tot en met 1109
      source: lesregister
    baseline: {{value: {low}, period: 2022, source: lesregister}}
    target: {{at_least: {high}, per: year, first: 2024, by: 2036}}
    milestones:
      - {{by: 2026, at_least: {middle}}}
      - {{by: 2030, at_least: {high}}}
    approach: Medewerkers geven de lessen samen met de eigen docent.
agreements:
  - id: stages-openzetten
    text: Het bedrijf zet elk jaar in februari zijn stageplekken open.
    goal: stageplekken
    kind: specific
    owner: bedrijf
    obligation: effort
    every: year
  - id: rooster
    text: Het bedrijf stuurt de scholen voor de zomer het lesrooster.
    goal: geldlessen
    kind: specific
    owner: bedrijf
    obligation: result
    due: 2024-06-30
  - id: begeleiding
    text: De alliantie helpt elke school in de wijk bij het vinden van een begeleider.
    goal: stageplekken
    kind: specific
    owner: alliantie
    obligation: effort
    every: year
contributions:
  - id: fonds
    kind: financing
    from: bedrijf
    to: alliantie
    theme: {theme}
    amount: {amount}
    currency: EUR
    per: year
    first: 2024
    last: 2033
  - id: uren
    kind: in-kind
    from: bedrijf
    to: alliantie
    theme: {other}
    quantity: 400
    unit: uur
    per: year
    first: 2024
    last: 2033
reporting: {{cycle: year, due: 03-01, to: alliantie, public: true}}
evaluation: {{first: 2034-03-01, every_years: 4, by: independent}}
clauses:
  change: Partijen wijzigen dit convenant alleen schriftelijk en samen.
  accession: Anderen treden toe met instemming van alle partijen.
  termination: Opzeggen kan schriftelijk, met een termijn van twaalf maanden.
  monitoring: De alliantie telt een keer per jaar en maakt de cijfers openbaar.
  communication: Partijen stemmen berichten over dit convenant met elkaar af.
  personal_data: Partijen wisselen geen persoonsgegevens uit.
  confidentiality: Prijzen blijven vertrouwelijk; de Woo en de Archiefwet gaan voor.
  publication: {{public: true, within_days: 60}}
  law:
    state_aid: {{answer: no-issue, by: jurist, date: 2023-02-01}}
    procurement: {{answer: not-applicable, by: jurist, date: 2023-02-01}}
    competition: {{answer: no-issue, by: jurist, date: 2023-02-01}}
involvement:
  - phase: design
    date: 2022-11-02
    who: Bewonersraad
    form: gesprek
    brought: een vast spreekuur en stages dicht bij huis
    done_with_it: de stages zijn een eigen doel geworden, met een vaste begeleider
  - phase: design
    date: 2023-01-18
    who: Jongerenraad
    form: werkbijeenkomst
    brought: lessen over geld die aansluiten bij wat jongeren meemaken
    done_with_it: de lessen staan als tweede doel in dit convenant
"""

WRONG = (
    ("      counts_not: losse gastlessen en ouderavonden\n", ""),
    ("    chair: independent\n", "    voorzitter: independent\n"),
    ("  - id: fonds\n    kind: financing\n", "  - id: fonds\n    kind: finance\n"),
)
"""What is written, and what is written in a register with three findings in each convenant."""


def generate(count: int, root: Path, *, wrong: bool = False) -> None:
    """Write a register of `count` convenanten, each with a partner of its own, below `root`.

    Nothing is found in it; or three things in each convenant, where that is asked.
    """
    partners, convenants = root / "data" / "partners", root / "data" / "convenants"
    partners.mkdir(parents=True)
    convenants.mkdir()
    write(root / "data" / "masterplan.yaml", MASTERPLAN + "".join(THEME.format(id=theme) for theme in THEMES))
    for name, (kind, nature) in COMMON.items():
        write(partners / f"{name}.yaml", PARTNER.format(id=name, name=name.title(), kind=kind, nature=nature))
    for number in range(1, count + 1):
        names = {"id": f"bedrijf-{number:05}", "name": f"Bedrijf {number:05}"}
        low = 4 + number % 7
        text = CONVENANT.format(
            **names,
            theme=THEMES[number % 6],
            other=THEMES[(number + 2) % 6],
            amount=10_000 + 500 * (number % 80),
            low=low,
            middle=low + 10,
            high=low + 20,
        )
        for right, other in WRONG if wrong else ():
            text = text.replace(right, other)
        write(convenants / f"{names['id']}.yaml", text)
        write(partners / f"{names['id']}.yaml", PARTNER.format(**names, kind="company", nature="private"))


def write(path: Path, text: str) -> None:
    """Write one file, the same on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]), wrong="--wrong" in sys.argv)

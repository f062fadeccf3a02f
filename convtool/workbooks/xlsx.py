"""The form as a workbook: one sheet to fill in, and one that says how. The same bytes for the same questions."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from convtool.messages import say
from convtool.models.since import EVIDENCE
from convtool.xlsx import packed
from convtool.yearly.cells import LONGEST
from convtool.yearly.words import CHOICES, FILLED, HEADS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from convtool.workbooks import Form
    from convtool.yearly.questions import Question

COLUMNS = {name: number for number, name in enumerate(HEADS, start=1)}
HEAD_ROW = 3
_WIDTHS = {
    "id": 11, "title": 38, "over": 19, "last": 21, "expected": 21, "answer": 14, "day": 12, "kind": 15, "source": 21,
    "note": 32,
}  # fmt: skip
_YELLOW, _ORANGE, _GREY, _DARK = "FFF6C5", "F9C784", "EDEDED", "2B2B2B"
_PALE = "8C8C8C"
_THIN = Side(style="thin", color="A6A6A6")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_LINE = Alignment(vertical="center")
_CENTRED = Alignment(horizontal="center", vertical="top")
_RIGHT = Alignment(horizontal="right", vertical="top", indent=1)
_EXPLANATION = 84
_LETTERS_WIDE = 1.15
"""So many letters of ordinary text go into one unit of the width of a column, of which its edges take `_EDGES`."""
_EDGES = 1.5
_OPEN = Protection(locked=False)
_LETTERS = {name: get_column_letter(number) for name, number in COLUMNS.items()}
_BEYOND = {"≥ ": "<", "≤ ": ">"}
"""What a figure is where it does not meet a bound."""
_FIRST_DAY, _LAST_DAY = 32874, 73415
"""1 January 1990 and 31 December 2100, as a workbook counts days."""


def written(form: Form) -> bytes:
    """Give the workbook of a form."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = form.say(say("Fill in"))
    _head(sheet, form)
    rules = _Rules(sheet, form)
    row = HEAD_ROW
    for section in form.sections():
        row += 1
        _put(sheet, row, COLUMNS["title"], section.heading, _font(11, bold=True), _LINE)
        sheet.row_dimensions[row].height = 22
        for question in section.questions:
            row += 1
            _question(sheet, row, form, question)
            rules.add(row, question)
    _page(sheet, row)
    _explain(workbook.create_sheet(form.say(say("How it works"))), form)
    workbook.security.lockStructure = True
    properties = workbook.properties
    properties.title, properties.language = form.title, form.language.code
    return packed(workbook, form.day)


def _font(size: int, *, bold: bool = False, color: str = _DARK) -> Font:
    """Give the font of a cell, one that every machine has or has a likeness of."""
    return Font(name="Arial", size=size, bold=bold, color=color)


def _put(  # noqa: PLR0913, PLR0917 - where, what, and how it looks
    sheet: Worksheet, row: int, column: int, text: str, font: Font, alignment: Alignment = _WRAPPED
) -> None:
    """Write a text into a cell as a text, also where it looks like a formula."""
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    cell.font = font
    cell.alignment = alignment


def _head(sheet: Worksheet, form: Form) -> None:
    _put(sheet, 1, COLUMNS["id"], str(form.mark), _font(6, color=_PALE))
    _put(sheet, 1, COLUMNS["title"], form.title, _font(15, bold=True), _LINE)
    _put(sheet, 2, COLUMNS["title"], form.hint, _font(10), _LINE)
    for name, head in form.heads().items():
        _put(sheet, HEAD_ROW, COLUMNS[name], head, _font(10, bold=True, color="FFFFFF"))
        cell = sheet.cell(HEAD_ROW, COLUMNS[name])
        cell.fill, cell.border = PatternFill("solid", fgColor=_DARK), _BOX
        sheet.column_dimensions[_LETTERS[name]].width = _WIDTHS[name]
    for row, height in enumerate((26, 20, 18), 1):
        sheet.row_dimensions[row].height = height


def _question(sheet: Worksheet, row: int, form: Form, question: Question) -> None:
    texts = form.shown(question) | {name: str(text) for name, text in form.proposed(question).items()}
    for name, column in COLUMNS.items():
        _put(sheet, row, column, texts.get(name, ""), _font(6, color=_PALE) if name == "id" else _font(10))
        sheet.cell(row, column).border = _BOX
        if name in FILLED:
            _to_fill(sheet.cell(row, column), name, form, question)
    sheet.row_dimensions[row].height = _height({name: text for name, text in texts.items() if name != "id"})


def _to_fill(cell: Cell | MergedCell, name: str, form: Form, question: Question) -> None:
    """Open a cell that is filled in; what is not asked here is grey."""
    if name != "answer" and name not in question.wants:
        cell.fill = PatternFill("solid", fgColor=_GREY)
        return
    late = name == "note" and question.behind and not question.bound
    cell.fill = PatternFill("solid", fgColor=_ORANGE if late else _YELLOW)
    cell.protection = _OPEN
    if not cell.value:
        cell.value = None
    if name == "day":
        cell.number_format = "dd-mm-yyyy" if form.language.code == "nl" else "yyyy-mm-dd"
        cell.value, cell.alignment = question.day, _CENTRED
    if name == "answer":
        cell.number_format = "#,##0.00" if question.money else "General"
        cell.font, cell.alignment = _font(11, bold=True), _WRAPPED if question.choices else _RIGHT


def _height(texts: Mapping[str, str]) -> float:
    """Give the points that the longest text of a row takes in its column, wrapped at its words."""
    lines = (
        sum(max(1, len(wrap(line, int((_WIDTHS[name] - _EDGES) * _LETTERS_WIDE)))) for line in text.split("\n"))
        for name, text in texts.items()
    )
    return 5 + 13.5 * max(lines)


class _Rules:
    """What each kind of cell may hold, and where an explanation is asked: one rule for all cells of a kind."""

    def __init__(self, sheet: Worksheet, form: Form) -> None:
        self.sheet = sheet
        self.form = form
        self.rules: dict[tuple[str, ...], DataValidation] = {}

    def add(self, row: int, question: Question) -> None:
        """Say what the cells of a question may hold."""
        self._allow("answer", question.choices, row)
        for name in question.wants:
            self._allow(name, EVIDENCE if name == "kind" else (), row)
        bound = question.bound
        if bound and bound.number is not None and bound.sign in _BEYOND:
            answer, note = (f"{_LETTERS[name]}{row}" for name in ("answer", "note"))
            short = f'AND(ISNUMBER({answer}),{answer}{_BEYOND[bound.sign]}{bound.number:f},{note}="")'
            orange = PatternFill("solid", bgColor=_ORANGE)
            rule = FormulaRule([short], fill=orange)  # type: ignore[no-untyped-call] # openpyxl does not say
            self.sheet.conditional_formatting.add(note, rule)

    def _allow(self, name: str, choices: tuple[str, ...], row: int) -> None:
        key = choices or (name,)
        if key not in self.rules:
            self.rules[key] = self._rule(name, choices)
            self.sheet.add_data_validation(self.rules[key])
        self.rules[key].add(f"{_LETTERS[name]}{row}")

    def _rule(self, name: str, choices: tuple[str, ...]) -> DataValidation:
        if choices:
            words = ",".join(self.form.say(CHOICES[code]) for code in choices)
            rule = DataValidation("list", f'"{words}"')
            wrong = say("Choose one of the words from the list.")
        elif name == "answer":
            rule = DataValidation("decimal", "-1E+15", "1E+15", operator="between", errorStyle="warning")
            wrong = say('A number is wanted here, or "{none}". Keep this all the same?', none=CHOICES["none"])
        elif name == "day":
            rule = DataValidation("date", str(_FIRST_DAY), str(_LAST_DAY), operator="between")
            wrong = say("Write a day, such as 31-12-2026.")
        else:
            rule = DataValidation("textLength", str(LONGEST), operator="lessThanOrEqual")
            wrong = say("Write at most {most} characters.", most=LONGEST)
        rule.allowBlank = rule.showErrorMessage = True
        rule.error = self.form.say(wrong)
        return rule


def _page(sheet: Worksheet, last: int) -> None:
    """Lock what is not to be filled in, keep the heads in sight, and lay the sheet out on paper without its ids."""
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # these stay allowed
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"B1:{_LETTERS['note']}{last}"
    _paper(sheet, "landscape")


def _paper(sheet: Worksheet, orientation: Literal["landscape", "portrait"]) -> None:
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.7, footer=0.3)
    sheet.oddFooter.right.text = "&P / &N"  # type: ignore[union-attr] # openpyxl always has one


def _explain(sheet: Worksheet, form: Form) -> None:
    """Say on a sheet of its own how the form is filled in."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 4, _EXPLANATION
    for number, line in enumerate((form.title, *form.guidance())):
        for column, text in ((1, f"{number}." if number else ""), (2, line)):
            _put(sheet, number + 1, column, text, _font(11) if number else _font(14, bold=True))
        sheet.row_dimensions[number + 1].height = 8 + 15 * len(wrap(line, int(_EXPLANATION * _LETTERS_WIDE)))
    sheet.protection.sheet = True
    sheet.sheet_view.showGridLines = False
    _paper(sheet, "portrait")

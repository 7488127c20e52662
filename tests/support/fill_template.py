"""Fills, reads and rewrites workbooks with openpyxl, for tests/real_forms.rs.

fill_template.py fill TEMPLATE OUT    every pair of points with every case of a control
fill_template.py criteria TEMPLATE OUT  every combination of three criteria of each scale; over some points a number is written
fill_template.py points WORKBOOK      the two points and the level before controls of each row, as JSON
fill_template.py read WORKBOOK        sum, level before controls and residual level of each row, as JSON
fill_template.py rewrite WORKBOOK OUT the same workbook written by openpyxl
fill_template.py look WORKBOOK        how its sheets are set up and what its first page shows, as JSON
fill_template.py adapt WORKBOOK OUT   the first situation with one word more
"""

import itertools
import json
import sys

import openpyxl

# The sheets of the template: organisation, register, measures, guide, method, lists.
REGISTER, LISTS = 1, 5

KEYS = (
    "id function text category unit positions elsewhere declared likelihood likelihood_why harm harm_why "
    "control effectiveness evidence lowers sum inherent residual"
).split()


def column_of(sheet):
    titles = [cell.value for cell in sheet[1]]
    # Criteria stand to the right.
    assert len(titles) >= len(KEYS), titles
    return {key: number for number, key in enumerate(KEYS, 1)}


def opened(template):
    """The workbook, its register, the columns of that by their keys, and the values of a list by its name."""
    book = openpyxl.load_workbook(template)
    sheet, lists = book.worksheets[REGISTER], book.worksheets[LISTS]
    list_of = {lists.cell(1, number).value: number for number in range(1, lists.max_column + 1)}

    def values(name):
        found = [lists.cell(row, list_of[name]).value for row in range(2, lists.max_row + 1)]
        return [value for value in found if value is not None]

    return book, sheet, column_of(sheet), values


def fill(template, out):
    book, sheet, column, values = opened(template)
    # As they are chosen in one column, as they are typed in the other.
    points = values("tobokel_likelihood_choices")
    harms = [int(value) for value in values("tobokel_harm")]
    grades = values("tobokel_grades")[:3]
    no = values("tobokel_answers")[1]
    cases = itertools.product(points, harms, [None, *grades], (0, 1), (0, 1), (0, 1))
    for row, (likelihood, harm, grade, described, shown, kept) in enumerate(cases, 2):
        cells = {
            "id": str(row - 1),
            "function": "F",
            "text": f"S{row - 1}",
            "likelihood": likelihood,
            "likelihood_why": "a",
            "harm": harm,
            "harm_why": "b",
            "effectiveness": grade,
            "control": "опис" if described else None,
            "evidence": "дал" if shown else None,
            "lowers": no if kept else None,
        }
        for key, value in cells.items():
            if value is not None:
                sheet.cell(row, column[key]).value = value
    book.save(out)


def criteria(template, out):
    book, sheet, column, values = opened(template)

    def of_list(name):
        validations = [one for one in sheet.data_validations.dataValidation if one.formula1 == name]
        columns = sorted(cells.min_col for one in validations for cells in one.sqref.ranges)
        return [number for number in columns if number > len(KEYS)]

    cases = list(itertools.product((None, 1, 2, 3), repeat=3))
    for at, case in enumerate(cases):
        row = at + 2
        for key, value in (("id", str(at + 1)), ("function", "F"), ("text", f"S{at + 1}")):
            sheet.cell(row, column[key]).value = value
        for name, points in (("likelihood", case), ("harm", cases[at * 7 % len(cases)])):
            chosen = values(f"tobokel_{name}_choices")
            # The first, the last and one between them; the last is typed, the others are chosen.
            columns = of_list(f"tobokel_{name}_choices")
            for place, point in zip((columns[0], columns[1], columns[-1]), points):
                if point is not None:
                    sheet.cell(row, place).value = point if place == columns[-1] else chosen[point - 1]
                    sheet.cell(row, place + 1).value = f"{name} {place}"
            if at % 9 == 4:
                sheet.cell(row, column[name]).value = at % 3 + 1
                sheet.cell(row, column[f"{name}_why"]).value = "own"
    book.save(out)


def points(workbook):
    sheet = openpyxl.load_workbook(workbook, data_only=True).worksheets[REGISTER]
    column = column_of(sheet)
    keys = ("id", "likelihood", "harm", "inherent")
    rows = ([sheet.cell(row, column[key]).value for key in keys] for row in range(2, sheet.max_row + 1))
    json.dump([row for row in rows if row[0] is not None], sys.stdout, ensure_ascii=False)


def read(workbook):
    sheet = openpyxl.load_workbook(workbook, data_only=True).worksheets[REGISTER]
    column = column_of(sheet)
    rows = []
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, column["id"]).value is not None:
            rows.append([sheet.cell(row, column[key]).value for key in ("id", "sum", "inherent", "residual")])
    json.dump(rows, sys.stdout, ensure_ascii=False)


def rewrite(workbook, out):
    openpyxl.load_workbook(workbook).save(out)


def look(workbook):
    book = openpyxl.load_workbook(workbook, data_only=True)

    def of_sheet(sheet):
        validations = sheet.data_validations.dataValidation
        return {
            "name": sheet.title,
            "state": sheet.sheet_state,
            "protected": sheet.protection.sheet,
            "frozen": sheet.freeze_panes,
            "links": sorted(cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink),
            "prompts": [[len(one.promptTitle or ""), len(one.prompt or "")] for one in validations],
            "refused": sum(one.type == "custom" and bool(one.showErrorMessage) for one in validations),
        }

    shown = [[str(cell.value) for cell in row if cell.value is not None] for row in book.active]
    sheets = [of_sheet(sheet) for sheet in book]
    json.dump({"sheets": sheets, "active": book.active.title, "first": shown}, sys.stdout, ensure_ascii=False)


def adapt(workbook, out):
    book = openpyxl.load_workbook(workbook)
    sheet = book.worksheets[REGISTER]
    text = column_of(sheet)["text"]
    row = next(row for row in range(2, sheet.max_row) if sheet.cell(row, text).value)
    sheet.cell(row, text).value += " 7"
    book.save(out)


if __name__ == "__main__":
    modes = (fill, criteria, points, read, rewrite, look, adapt)
    {mode.__name__: mode for mode in modes}[sys.argv[1]](*sys.argv[2:])

"""What an office's own script would do instead of `tobokel assess IN.xlsx -o OUT.xlsx`: the other side of `versus.sh`.

    python3 peer.py openpyxl|calamine IN.xlsx OUT.xlsx
    python3 peer.py openpyxl|calamine IN_FOLDER/ OUT_FOLDER/      one workbook for each, on two processes

It scores a register and writes it with its levels, the plan in its order, an assessment sheet for each situation and the map.
It checks nothing, finds nothing, draws no chart, and its pages are not set up for printing. `openpyxl` works in the library's
streaming modes, for reading and writing; `calamine` reads with python-calamine and writes with XlsxWriter.

    pip install openpyxl lxml python-calamine XlsxWriter
"""

import multiprocessing
import pathlib
import sys

NAMES = ("Төмөнкү", "Орточо", "Жогорку")
COLORS = ("C6EFCE", "FFEB9C", "FFC7CE")
LOWERING = NAMES[2]

# Columns of the register, as `generate` writes them.
ID, SITUATION, LIKELIHOOD, HARM, EFFECTIVENESS = 0, 2, 7, 9, 12
MEASURE, TERM, EXECUTOR, RESULT, FUNDS = 14, 15, 16, 17, 18

SCORED = ("Балл", "Деңгээл", "Калдык")
PLAN = ("Кезек", "№", "Кырдаал", "Деңгээл", "Чара", "Мөөнөтү", "Жооптуу", "Натыйжа", "Каржылоо")
SHEET = (("Функция", 1), ("Кырдаал", 2), ("Категориясы", 3), ("Бөлүм", 4), ("Кызмат орундары", 5), ("Ыктымалдуулук", 7),
         ("Негиздеме", 8), ("Зыян", 9), ("Негиздеме", 10), ("Контроль", 11), ("Натыйжалуулук", 12), ("Далил", 13),
         ("Чара", 14), ("Мөөнөтү", 15))


def level_of(points):
    return max(0, min(points, 5) - 3)


class Assessment:
    """The rows of a register with the points, both levels and the order of the plan."""

    def __init__(self, rows):
        self.rows = rows
        self.points = [int(row[LIKELIHOOD]) + int(row[HARM]) for row in rows]
        self.inherent = [level_of(points) for points in self.points]
        self.residual = [max(0, level - (row[EFFECTIVENESS] == LOWERING)) for level, row in zip(self.inherent, rows)]
        self.cells = {}
        for row in rows:
            cell = int(row[LIKELIHOOD]), int(row[HARM])
            self.cells[cell] = self.cells.get(cell, 0) + 1

        def urgency(at):
            return self.residual[at], self.inherent[at], self.points[at], int(rows[at][HARM]), -at
        self.order = sorted(range(len(rows)), key=urgency, reverse=True)


def sheets(titles, assessment):
    """Each sheet as its name and its rows; a row is a list of (value, look): None, "bold" or the number of a level."""
    a = assessment
    def register():
        yield [(title, "bold") for title in (*titles, *SCORED)]
        for row, points, inherent, residual in zip(a.rows, a.points, a.inherent, a.residual):
            yield [*((value, None) for value in row), (points, None), (NAMES[inherent], inherent), (NAMES[residual], residual)]

    def plan():
        yield [(title, "bold") for title in PLAN]
        for rank, at in enumerate(a.order, 1):
            row, level = a.rows[at], a.residual[at]
            yield [(rank, None), (row[ID], None), (row[SITUATION], None), (NAMES[level], level),
                   *((row[column], None) for column in (MEASURE, TERM, EXECUTOR, RESULT, FUNDS))]

    def one_by_one():
        for at in a.order:
            row, level = a.rows[at], a.residual[at]
            yield [(row[ID], "bold"), (NAMES[level], level)]
            for label, column in SHEET:
                yield [(label, None), (row[column], None)]

    def risk_map():
        for likelihood in (3, 2, 1):
            yield [(likelihood, None), *((a.cells.get((likelihood, harm), 0), level_of(likelihood + harm)) for harm in (1, 2, 3))]

    return ("Тизмек", register()), ("План", plan()), ("Баракчалар", one_by_one()), ("Карта", risk_map())


def with_openpyxl(source, target):
    from openpyxl import Workbook, load_workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill

    lines = load_workbook(source, read_only=True, data_only=True).worksheets[0].iter_rows(values_only=True)
    titles = next(lines)
    assessment = Assessment(list(lines))
    bold, fills = Font(bold=True), [PatternFill("solid", fgColor=color) for color in COLORS]
    book = Workbook(write_only=True)
    for name, rows in sheets(titles, assessment):
        sheet = book.create_sheet(name)
        for row in rows:
            line = []
            for value, look in row:
                if look is not None:
                    value = WriteOnlyCell(sheet, value)
                    if look == "bold":
                        value.font = bold
                    else:
                        value.fill = fills[look]
                line.append(value)
            sheet.append(line)
    book.save(target)


def with_calamine(source, target):
    from python_calamine import CalamineWorkbook
    from xlsxwriter import Workbook

    titles, *rows = CalamineWorkbook.from_path(source).get_sheet_by_index(0).to_python()
    book = Workbook(target)
    looks = {level: book.add_format({"bg_color": "#" + color}) for level, color in enumerate(COLORS)}
    looks[None], looks["bold"] = None, book.add_format({"bold": True})
    for name, lines in sheets(titles, Assessment(rows)):
        sheet = book.add_worksheet(name)
        text, number = sheet.write_string, sheet.write_number
        for at, line in enumerate(lines):
            for column, (value, look) in enumerate(line):
                (text if isinstance(value, str) else number)(at, column, value, looks[look])
    book.close()


def main():
    job = {"openpyxl": with_openpyxl, "calamine": with_calamine}[sys.argv[1]]
    source, target = map(pathlib.Path, sys.argv[2:4])
    if not source.is_dir():
        return job(source, target)
    target.mkdir(parents=True, exist_ok=True)
    with multiprocessing.Pool(2) as pool:
        pool.starmap(job, [(path, target / path.name) for path in sorted(source.glob("*.xlsx"))])


if __name__ == "__main__":
    main()

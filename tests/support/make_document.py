"""Makes a Word document of a workbook with python-docx: make_document.py WORKBOOK DOCUMENT WAY

Each visible sheet becomes a table, its title rows paragraphs before it, merged cells merged. WAY says how: `plain`; `numbered`, with
the numbers of the first columns counted by Word; `tracked`, with a deletion and an insertion in each line and a deleted row;
`nested`, in the cell of another table.
"""

import copy
import datetime
import sys

import openpyxl
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def shown(value):
    """A value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)


def element(name, **attributes):
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def new_list(document):
    """A list of its own, numbered `%1`; returns its number."""
    part = document.part.numbering_part.element
    forms = [int(form.get(qn("w:abstractNumId"))) for form in part.findall(qn("w:abstractNum"))]
    form = element("w:abstractNum", abstractNumId=str(max(forms, default=0) + 1))
    level = element("w:lvl", ilvl="0")
    for name, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", "%1")):
        level.append(element(f"w:{name}", val=value))
    form.append(level)
    part.insert(0, form)
    return part.add_num(max(forms, default=0) + 1).numId


def number(paragraph, of):
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = of


def tracked(paragraph, line):
    """A line of which the second half was inserted, with a deletion before it."""
    half = len(line) // 2
    paragraph.add_run(line[:half])
    for name, text_name, text in (("w:del", "w:delText", "deleted 7"), ("w:ins", "w:t", line[half:])):
        change, run, content = element(name, id="1", author="x"), element("w:r"), element(text_name)
        content.text = text
        content.set(qn("xml:space"), "preserve")
        run.append(content)
        change.append(run)
        paragraph._p.append(change)


def fill(cell, text, way):
    paragraph = cell.paragraphs[0]
    for at, line in enumerate(text.split("\n")):
        if at:
            paragraph = cell.add_paragraph()
        if way == "tracked" and line.strip():
            tracked(paragraph, line)
        else:
            paragraph.add_run(line)


def counted(rows):
    """The rows whose first cell counts from 1, if there are three of them or more."""
    found = []
    for at, row in enumerate(rows):
        if row[0] == str(len(found) + 1) and any(cell and not cell.isdigit() for cell in row):
            found.append(at)
    return found if len(found) >= 3 else []


def add_table(document, rows, merged, way):
    width = max(at + 1 for row in rows for at, cell in enumerate(row) if cell)
    parent = document.add_table(1, 1).cell(0, 0) if way == "nested" else document
    table = parent.add_table(len(rows), width)
    cells = [list(row.cells) for row in table.rows]
    numbered = counted(rows) if way == "numbered" else []
    of = new_list(document) if numbered else None
    ranges = [(top, left, bottom, min(right, width - 1)) for top, left, bottom, right in merged if left < width]
    covered = {
        (row, column)
        for top, left, bottom, right in ranges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    for at, row in enumerate(rows):
        for column, text in enumerate(row[:width]):
            if (at, column) in covered or not text:
                continue
            if column == 0 and at in numbered:
                number(cells[at][0].paragraphs[0], of)
            else:
                fill(cells[at][column], text, way)
    for top, left, bottom, right in ranges:
        one = cells[top][left].merge(cells[min(bottom, len(rows) - 1)][right])
        for paragraph in list(one.paragraphs)[1:]:
            if not paragraph.text:
                paragraph._p.getparent().remove(paragraph._p)
    if way == "tracked":
        deleted = copy.deepcopy(table.rows[-1]._tr)
        deleted.get_or_add_trPr().append(element("w:del", id="2", author="x"))
        table._tbl.append(deleted)


def main(workbook, output, way):
    document = Document()
    sheets = [sheet for sheet in openpyxl.load_workbook(workbook, data_only=True) if sheet.sheet_state == "visible"]
    for sheet in sheets:
        rows = [[shown(cell.value) for cell in row] for row in sheet.iter_rows()]
        while rows and not any(rows[-1]):
            rows.pop()
        top = 0
        while top < len(rows) and sum(map(bool, rows[top])) <= 1:
            if any(rows[top]):
                document.add_paragraph(next(filter(None, rows[top])))
            top += 1
        if top == 0 and sheet.max_column == 2:
            # A list of pairs is known by its name.
            document.add_heading(sheet.title, 2)
        ranges = [(it.min_row - 1 - top, it.min_col - 1, it.max_row - 1 - top, it.max_col - 1) for it in sheet.merged_cells.ranges]
        if rows[top:]:
            add_table(document, rows[top:], [it for it in ranges if it[0] >= 0], way)
            document.add_paragraph("")
    document.save(output)


main(*sys.argv[1:4])

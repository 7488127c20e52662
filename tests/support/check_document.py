"""Compares a Word document, cell by cell, with the assessment that it shows.

usage: check_document.py DOCUMENT ASSESSMENT.json LANGUAGE CATALOGUE.ftl METHOD.toml

The document is read with python-docx, the assessment is what `tobokel assess --format json` printed for the same register.
The words come from the catalogue and the method file; nothing is taken from the program that wrote the document.
Prints each mismatch and ends with 1 if there is any.
"""

import json
import sys
import tomllib

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from check_workbook import Check, Words, posts

TITLES = ["register", "plan", "positions"]


def capitalised(text):
    return text and text[:1].upper() + text[1:]


def cells(row):
    """The texts of a row, a merged cell once."""
    found = []
    for cell in row.cells:
        if not found or cell._tc is not found[-1]._tc:
            found.append(cell)
    return [cell.text for cell in found]


def color(cell):
    shade = cell._tc.find(qn("w:tcPr")).find(qn("w:shd"))
    return None if shade is None else shade.get(qn("w:fill"))


def tables_after(document):
    """Each table with the text of the last paragraphs before it."""
    said, found = [], []
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            text = "".join(node.text or "" for node in element.iter(qn("w:t")))
            said.append(text)
        elif element.tag == qn("w:tbl"):
            found.append((said, docx.table.Table(element, document)))
            said = []
    return found


def has(row, name):
    return row._tr.trPr is not None and row._tr.trPr.find(qn(name)) is not None


def check_form(document, words, check, organization, as_of):
    for number, section in enumerate(document.sections, start=1):
        sides = sorted((section.page_width, section.page_height))
        near = all(abs(side - wanted) < Mm(1) for side, wanted in zip(sides, (Mm(210), Mm(297))))
        check.that(near, f"section {number}: paper {sides}")
        broad = section.page_width > section.page_height
        check.equal(section.orientation == WD_ORIENT.LANDSCAPE, broad, f"section {number}: orientation")
        check.that(abs(section.left_margin - Mm(30)) < Mm(1), f"section {number}: left margin")
        footer = section.footer.paragraphs[0]
        fields = [field.get(qn("w:instr")).strip() for field in footer._p.iter(qn("w:fldSimple"))]
        check.equal(fields, ["PAGE", "NUMPAGES"], f"section {number}: fields of the footer")
        check.that(words.date(as_of) in footer.text, f"section {number}: the day in the footer")
    properties = document.core_properties
    check.equal(properties.author, organization, "author")
    check.equal(properties.language, {"ky": "ky-KG", "ru": "ru-RU", "en": "en-GB"}[words.language], "language")
    check.that(properties.title and properties.subject, "title and subject")
    for number, table in enumerate(document.tables, start=1):
        width = {sum(cell.width for cell in dict.fromkeys(row.cells)) for row in table.rows}
        check.that(max(width) - min(width) < Mm(1), f"table {number}: rows of different widths {width}")


def check_list(table, words, check, register):
    earlier = any(s["declared_level"] and s["sum"] is not None for s in register["situations"])
    check.equal(len(table.columns), 9 if earlier else 8, "list: columns")
    head, *rows = table.rows
    check.that(has(head, "w:tblHeader"), "list: titles are not repeated on each page")
    check.that(all(has(row, "w:cantSplit") for row in rows), "list: a row may be split")
    colors = {entry["key"]: entry["color"] for entry in words.method["level"]}
    groups, found = [], []
    for row in rows:
        texts = cells(row)
        groups.append(texts[0]) if len(texts) == 1 else found.append((row, texts))
    check.equal(len(found), len(register["situations"]), "list: rows")
    wanted = [s["group"] for s in register["situations"]]
    wanted = [group for at, group in enumerate(wanted) if group and (at == 0 or wanted[at - 1] != group)]
    check.equal(groups, wanted, "list: headings")
    for (row, texts), situation in zip(found, register["situations"]):
        level = situation["inherent"]
        declared = situation["declared_level"]
        expected = [
            situation["id"],
            situation["function"],
            situation["text"],
            capitalised(words.keyword("category", situation["category"])) or "",
            capitalised(words.level(level)),
        ]
        if earlier:
            expected.append(capitalised(words.level(declared)) if declared else "")
        expected += [situation["unit"] or "", posts(situation["positions"]), situation["elsewhere"] or ""]
        check.equal(texts, expected, f"list: {situation['id']}")
        if level:
            check.equal(color(row.cells[4]), colors[level], f"list: colour of {situation['id']}")


def check_plan(table, words, check, register):
    rows = [cells(row) for row in table.rows[1:]]
    rows = [row for row in rows if len(row) > 1]
    check.equal(len(rows), len(register["plan"]), "plan: rows")
    situations = {s["id"]: s for s in register["situations"]}
    for row, entry in zip(rows, register["plan"]):
        situation = situations[entry["situation"]]
        where = f"plan: rank {entry['rank']}"
        check.equal(row[0], str(entry["rank"]), where)
        check.equal(row[1], f"{entry['situation']} · {situation['text']}", where)
        check.equal(row[2:4], [words.level(situation["inherent"]), words.level(situation["residual"])], where)
        if entry["measure"]:
            check.equal(row[4], entry["measure"], where)
            check.equal(row[8], posts(entry["responsible"]), where)
            measure = next(m for m in situation["measures"] if m["text"] == entry["measure"])
            check.equal(row[5] or None, words.term(measure["due"]), where)
            check.equal([row[6], row[7], row[9]], [measure[key] or "" for key in ("expected_result", "indicator", "funding")], where)


def check_positions(table, check, register):
    wanted = {(s["unit"], post) for s in register["situations"] for post in s["positions"]}
    found = [cells(row) for row in table.rows[1:]]
    check.equal({(row[2] or None, row[1]) for row in found}, wanted, "positions")
    check.equal([row[0] for row in found], [str(number + 1) for number in range(len(found))], "positions: numbers")
    units = [row[2] for row in found]
    runs = [unit for at, unit in enumerate(units) if at == 0 or units[at - 1] != unit]
    check.equal(len(runs), len(set(units)), "positions: units stand together")


def check_sheets(tables, words, check, register):
    titles = [words("title-sheet", id=s["id"]) for s in register["situations"]]
    found = [(title, table) for said, table in tables for title in said if title in titles]
    check.equal([title for title, _ in found], titles, "assessment sheets: titles")
    for (_, table), situation in zip(found, register["situations"]):
        given = {}
        for row in table.rows:
            texts = cells(row)
            if len(texts) == 2:
                given.setdefault(texts[0], []).append(texts[1])
        where = f"sheet {situation['id']}"
        control = situation["control"] or {}
        absent = words("not-given")
        for message, value in [
            ("column-function", situation["function"]),
            ("column-situation", situation["text"]),
            ("column-likelihood", words.points("likelihood", situation["likelihood"]["score"])),
            ("column-harm", words.points("harm", situation["harm"]["score"])),
            ("column-control", control.get("description") or absent),
            ("column-control-evidence", control.get("evidence") or absent),
        ]:
            check.equal((given.get(words(message)) or [None])[0], value, f"{where}: {message}")
        reasons = [situation[scale]["justification"] or absent for scale in ("likelihood", "harm")]
        check.equal(given[words("column-justification")], reasons, f"{where}: justifications")
        for number, measure in enumerate(situation["measures"], start=1):
            shown = given.get(words("measure-number", number=number))
            check.equal((shown or [None])[0], measure["text"], f"{where}: measure {number}")
        if situation["sum"] is not None:
            check.equal(given[words("column-residual")], [words.level(situation["residual"])], f"{where}: residual")


def main(path, assessment, language, catalogue, method):
    import datetime

    with open(catalogue, encoding="utf-8") as file, open(method, "rb") as data:
        words = Words(language, file.read(), tomllib.load(data))
    with open(assessment, encoding="utf-8") as file:
        result = json.load(file)
    (register,) = result["registers"]
    document = docx.Document(path)
    check = Check()
    check_form(document, words, check, register["organization"]["name"], datetime.date.fromisoformat(result["as_of"]))
    tables = tables_after(document)
    named = {}
    for said, table in tables:
        for name in TITLES:
            if words("title-" + name) in said:
                named[name] = table
    check.equal(sorted(named), sorted(TITLES), "annexes")
    check_list(named["register"], words, check, register)
    check_plan(named["plan"], words, check, register)
    check_positions(named["positions"], check, register)
    check_sheets(tables, words, check, register)
    print(f"{path.rsplit('/', 1)[-1]}: {check.compared} compared, {check.mismatches} mismatches")
    return 1 if check.mismatches else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

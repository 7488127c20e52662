"""Compares a workbook, cell by cell, with the assessment that it shows, and looks at how it is set up for print.

usage: check_workbook.py WORKBOOK ASSESSMENT.json REGISTER.toml LANGUAGE CATALOGUE.ftl METHOD.toml

The workbook is read with openpyxl, the assessment is what `tobokel assess --format json` printed for the same register.
The words come from the catalogue and the method file; nothing is taken from the program that wrote the workbook.
Prints each mismatch and ends with 1 if there is any.
"""

import datetime
import json
import re
import sys
import tomllib

import openpyxl
from openpyxl.utils import get_column_letter

A4 = 9
SHEETS = ["summary", "map", "register", "scores", "sheets", "plan", "positions", "method"]
TABLES = ["register", "scores", "plan", "positions"]
# Those that people filter: no headings stand among their rows.
FILTERED = ["scores", "positions"]


class Words:
    """The catalogue of a language and the labels of the method."""

    def __init__(self, language, catalogue, method):
        self.language = language
        self.messages = dict(re.findall(r"^([a-z][a-z0-9-]*) = (.*(?:\n(?:[ \t]+.*|\}))*)$", catalogue, re.MULTILINE))
        # Of a scale, its points alone.
        self.criteria = {scale: method[scale].get("criterion", []) for scale in ("likelihood", "harm")}
        self.method = {**method, **{scale: method[scale]["point"] for scale in ("likelihood", "harm")}}

    def __call__(self, message, **values):
        text = re.sub(r'\{\s*"(.*?)"\s*\}', r"\1", self.messages[message])
        choice = re.compile(r"\{\s*\$([a-z-]+)\s*->((?:[^{}]|\{[^{}]*\})*)\}")

        def chosen(found):
            variants = dict(re.findall(r"\[([a-z]+)\] (.*)", found[2]))
            return variants.get(self.plural(values[found[1]])) or variants.get("other") or variants["many"]

        text = choice.sub(chosen, text)
        return re.sub(r"\{\s*\$([a-z-]+)\s*\}", lambda found: str(values[found[1]]), text)

    def plural(self, number):
        """The plural form of a whole number."""
        if self.language == "ru":
            if number % 10 == 1 and number % 100 != 11:
                return "one"
            return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"
        return "one" if number == 1 else "other"

    def label(self, family, key, by="key"):
        return next(entry["label"][self.language] for entry in self.method[family] if entry[by] == key)

    def level(self, key):
        return self("not-assessed-short") if key is None else self.label("level", key)

    def keyword(self, family, key):
        return None if key is None else self(f"{family}-{key}")

    def points(self, scale, points):
        if points is None:
            return self("not-assessed-short")
        return self("point-named", points=points, label=self.label(scale, points, by="points"))

    def reasoned(self, scale, score):
        """The label of each criterion behind a point with what is said of it."""
        for scored in score["criteria"]:
            label = next(entry["label"][self.language] for entry in self.criteria[scale] if entry["key"] == scored["key"])
            why = "" if scored["justification"] is None else f"\u00a0— {scored['justification']}"
            yield self("sheet-criterion", criterion=label), self.points(scale, scored["score"]) + why

    def justification(self, scale, score):
        """The justification of a point, and the criteria behind it, a line for each."""
        lines = [] if score["justification"] is None else [score["justification"]]
        lines += [self("scores-criterion", label=label, said=said) for label, said in self.reasoned(scale, score)]
        return "\n".join(lines) or None

    def scored(self, scale, score):
        """A point of a scale, and that its criteria make it."""
        points = self.points(scale, score["score"])
        return self("sheet-points-combined", points=points, how=self("combine-highest")) if score.get("combined") else points

    def grade(self, control):
        if control is None or control["effectiveness"] is None:
            return self("effectiveness-none" if control is None else "effectiveness-not-judged")
        return self.label("control", control["effectiveness"])

    def date(self, day):
        if self.language == "en":
            return f"{day.day} {day:%B} {day.year}"
        return f"{day:%d.%m.%Y}"

    def term(self, due):
        """A term in words, from the days of the assessment."""
        if due is None:
            return None
        if due["from"] is None:
            return self("recurrence-continuous") if due["recurrence"] else due["text"]
        first, last = (datetime.date.fromisoformat(due[end]) for end in ("from", "to"))
        whole = first.day == 1 and (last + datetime.timedelta(days=1)).day == 1
        months = (first.month, last.month) if whole and first.year == last.year else None
        quarters = {(1, 3): "I", (4, 6): "II", (7, 9): "III", (10, 12): "IV"}
        halves = {(1, 6): "I", (7, 12): "II"}
        if first == last:
            return self.date(first)
        if months == (1, 12):
            words = self("term-year", year=first.year)
        elif whole and (first.month, last.month) == (1, 12):
            words = self("term-years", **{"from": first.year, "to": last.year})
        elif months in halves:
            words = self("term-half-year", half=halves[months], year=first.year)
        elif months in quarters:
            words = self("term-quarter", quarter=quarters[months], year=first.year)
        else:
            words = self("term-span", **{"from": self.date(first), "to": self.date(last)})
        if due["recurrence"]:
            words = self("term-recurring", term=words, how=self("recurrence-" + due["recurrence"]))
        return words


class Check:
    """Counts what was compared and prints what differs."""

    def __init__(self):
        self.compared = 0
        self.mismatches = 0

    def that(self, holds, message):
        self.compared += 1
        if not holds:
            self.mismatches += 1
            print("mismatch:", message)

    def equal(self, found, expected, where):
        # Where nothing is known a cell is empty.
        self.that((found or None) == (expected or None), f"{where}: found {found!r}, expected {expected!r}")


def capitalised(text):
    return text and text[:1].upper() + text[1:]


def posts(names):
    return "; ".join(names)


def header_row(sheet, first_title):
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == first_title)


def is_heading(sheet, row):
    """Whether a row holds a heading across the table."""
    return any(area.min_row <= row <= area.max_row for area in sheet.merged_cells.ranges)


def records(sheet, head, columns):
    """The rows under a header as lists of values; a row without anything in its first cell continues the one above."""
    found = []
    for row in range(head + 1, sheet.max_row + 1):
        values = [sheet.cell(row, column).value for column in range(1, columns + 1)]
        if all(value is None for value in values):
            break
        if is_heading(sheet, row):
            continue
        if values[0] is None:
            found[-1] = [above if value is None else str(above or "") + str(value) for above, value in zip(found[-1], values)]
        else:
            found.append(values)
    return found


def check_form(book, words, check, organization, as_of, draft):
    """What every sheet must be: printable on A4, with a footer, without formulas, within the limits of Excel."""
    check.equal(book.sheetnames, [words("sheet-" + name) for name in SHEETS], "names of sheets")
    for name in book.sheetnames:
        sheet = book[name]
        check.that(len(name.encode("utf-16-le")) // 2 <= 31, f"{name}: a longer name than Excel takes")
        check.equal(int(sheet.page_setup.paperSize or 0), A4, f"{name}: paper")
        for row in sheet.iter_rows():
            for cell in row:
                check.that(cell.data_type != "f", f"{name}!{cell.coordinate}: a formula {cell.value!r}")
                check.that(cell.data_type in "snd", f"{name}!{cell.coordinate}: a cell of type {cell.data_type}")
                if isinstance(cell.value, str):
                    length = len(cell.value.encode("utf-16-le")) // 2
                    check.that(length <= 32767, f"{name}!{cell.coordinate}: {length} characters")
        for row, dimension in sheet.row_dimensions.items():
            check.that((dimension.height or 0) <= 409.5, f"{name}: row {row} is {dimension.height} points high")
        left, center, right = (part.text or "" for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right))
        shown = left.replace("&&", "&").strip().removesuffix("…")
        check.that(shown and organization.startswith(shown), f"{name}: {left!r} on the left of the footer")
        check.equal(center.strip(), words.date(as_of), f"{name}: the middle of the footer")
        page = words("footer-page", page="&[Page]", pages="&N")
        codes = right.strip().replace("&P", "&[Page]").replace("&[Pages]", "&N")
        check.equal(codes, page, f"{name}: the right of the footer")
        header = sheet.oddHeader.right.text or ""
        check.equal(header.strip(), draft, f"{name}: the draft mark on printed pages")
    for name in TABLES:
        sheet = book[words("sheet-" + name)]
        head = header_row(sheet, words("column-rank" if name == "plan" else "column-id"))
        last = get_column_letter(sheet.max_column)
        check.equal(sheet.print_title_rows, f"${head}:${head}", f"{name}: rows repeated on each page")
        filtered = sheet.auto_filter.ref or ""
        expected = rf"A{head}:{last}\d+" if name in FILTERED else ""
        check.that(re.fullmatch(expected, filtered), f"{name}: the filter is over {filtered!r}")
        frozen = sheet.freeze_panes or ""
        check.that(re.fullmatch(rf"[A-Z]+{head + 1}", frozen), f"{name}: panes frozen at {frozen!r}")


def check_summary(sheet, words, check, register, organization):
    rows = {}
    for row in sheet.iter_rows(values_only=True):
        if row[0] is not None:
            rows.setdefault(row[0], row[1:])
    check.equal(rows[words("fact-organization")][0], organization, "summary: organisation")
    kind = words.keyword("kind", register["organization"]["kind"]) or words("not-given")
    check.equal(rows[words("fact-kind")][0], kind, "summary: kind of organisation")
    summary = register["summary"]
    counts = words("fact-situations-count", all=summary["situations"], assessed=summary["assessed"])
    check.equal(rows[words("fact-situations")][0], counts, "summary: situations")
    for key, count in summary["inherent"].items():
        before, after = rows[words.level(key)][:2]
        check.equal(before, count, f"summary: {key} before controls")
        check.equal(after, summary["residual"][key], f"summary: {key} after controls")
    lowered = sum(1 for situation in register["situations"] if (situation["control"] or {}).get("lowered"))
    check.equal(rows[words("total-lowered")][1], lowered, "summary: lowered by controls")
    check.equal(len(sheet._charts), 1, "summary: charts")


def check_map(sheet, words, check, register):
    head = header_row(sheet, words("head-map-corner"))
    # The map after controls stands beside it.
    last = 1 + len(words.method["harm"])
    columns = {sheet.cell(head, column).value: column for column in range(2, last + 1)}
    for likelihood in words.method["likelihood"]:
        row = next(r for r in range(head + 1, sheet.max_row + 1) if sheet.cell(r, 1).value == words.points("likelihood", likelihood["points"]))
        for harm in words.method["harm"]:
            pair = (likelihood["points"], harm["points"])
            ids = [s["id"] for s in register["situations"] if (s["likelihood"]["score"], s["harm"]["score"]) == pair]
            cell = sheet.cell(row, columns[words.points("harm", harm["points"])]).value
            shown = words("ids", count=len(ids), ids=", ".join(ids)) if ids else ""
            check.equal(cell.partition("\n")[2], shown, f"map: cell {pair}")
    moves = {}
    for row in sheet.iter_rows(min_row=header_row(sheet, words("head-before")) + 1, values_only=True):
        moves[row[0], row[1]] = row[2]
    for before in words.method["level"]:
        for after in words.method["level"]:
            pair = (before["key"], after["key"])
            ids = [s["id"] for s in register["situations"] if (s["inherent"], s["residual"]) == pair]
            found = moves.pop((words.level(pair[0]), words.level(pair[1])), None)
            check.equal(found, words("ids", count=len(ids), ids=", ".join(ids)) if ids else None, f"map: moved {pair}")
    ids = [s["id"] for s in register["situations"] if s["inherent"] is None]
    if ids:
        found = moves.pop((words("not-assessed"), None), None)
        check.equal(found, words("ids", count=len(ids), ids=", ".join(ids)), "map: not assessed")
    check.equal(moves, {}, "map: other rows")


def check_register(sheet, words, check, register):
    """The list in the official form: with the level that was assessed, and the one published before where there is any."""
    situations = register["situations"]
    levels = ", ".join(level["label"][words.language] for level in words.method["level"])
    columns = [words("column-id")]
    columns += [words("list-" + name) for name in ("function", "situation", "category")]
    columns.append(words("list-level", levels=levels))
    before = any(s["declared_level"] and s["sum"] is not None for s in situations)
    if before:
        columns.append(words("fact-declared-level"))
    columns += [words("list-" + name) for name in ("unit", "positions", "elsewhere")]
    head = header_row(sheet, words("column-id"))
    titles = [sheet.cell(head, column).value for column in range(1, len(columns) + 1)]
    check.equal(titles, columns, "list: titles")
    found = records(sheet, head, len(columns))
    check.equal(len(found), len(situations), "list: rows")
    only_declared = {level["key"] for level in words.method["level"] if level.get("declared_only")}
    for row, situation in zip(found, situations):
        declared = situation["declared_level"]
        level = situation["inherent"] or (declared if declared in only_declared else None)
        expected = [
            situation["id"],
            situation["function"],
            situation["text"],
            capitalised(words.keyword("category", situation["category"])),
            capitalised(words.level(level)),
        ]
        if before:
            expected.append(capitalised(words.level(declared)) if declared and situation["sum"] is not None else None)
        expected += [situation["unit"], posts(situation["positions"]), situation["elsewhere"]]
        for name, value, wanted in zip(columns, row, expected):
            check.equal(value, wanted, f"list: {name} of {situation['id']}")
    groups = [s["group"] for s in situations]
    wanted = [group for at, group in enumerate(groups) if group and (at == 0 or groups[at - 1] != group)]
    headings = [sheet.cell(row, 1).value for row in range(head + 1, sheet.max_row + 1) if is_heading(sheet, row)]
    signed = words("signature-drawn-up")
    check.equal([heading for heading in headings if not heading.startswith(signed)], wanted, "list: group headings")


def check_scores(sheet, words, check, register):
    columns = ["id", "situation", "likelihood", "justification", "harm", "justification", "control"]
    columns += ["control-effectiveness", "control-evidence", "sum", "inherent", "residual"]
    head = header_row(sheet, words("column-id"))
    titles = [sheet.cell(head, column).value for column in range(1, len(columns) + 1)]
    check.equal(titles, [words("column-" + name) for name in columns], "scores: titles")
    found = records(sheet, head, len(columns))
    check.equal(len(found), len(register["situations"]), "scores: rows")
    dash = words("not-assessed-short")
    for row, situation in zip(found, register["situations"]):
        control = situation["control"] or {}
        expected = [
            situation["id"],
            situation["text"],
            dash if situation["likelihood"]["score"] is None else situation["likelihood"]["score"],
            words.justification("likelihood", situation["likelihood"]),
            dash if situation["harm"]["score"] is None else situation["harm"]["score"],
            words.justification("harm", situation["harm"]),
            control.get("description"),
            words.grade(situation["control"]),
            control.get("evidence"),
            dash if situation["sum"] is None else situation["sum"],
            words.level(situation["inherent"]),
            words.level(situation["residual"]),
        ]
        for name, value, wanted in zip(columns, row, expected):
            check.equal(value, wanted, f"scores: {name} of {situation['id']}")


def check_sheets(sheet, words, check, register, source):
    """The assessment sheets: each begins with its title, then labels on the left and what they are about on the right."""
    pages, starts = [], []
    titles = [words("title-sheet", id=situation["id"]) for situation in register["situations"]]
    for number, (label, value) in enumerate(sheet.iter_rows(max_col=2, values_only=True), start=1):
        if label in titles:
            pages.append([[label, value]])
            starts.append(number)
        elif label is None and pages:
            pages[-1][-1][1] = (pages[-1][-1][1] or "") + (value or "")
        elif pages:
            pages[-1].append([label, value])
    check.equal([page[0][0] for page in pages], titles, "assessment sheets: titles")
    check.equal([mark.id for mark in sheet.row_breaks.brk], [row - 1 for row in starts[1:]], "assessment sheets: page breaks")
    signers = source.get("assessment", {})
    controlled = {entry["situation"] for entry in register["plan"] if entry["head_control"]}
    for page, situation in zip(pages, register["situations"]):
        given = {}
        for label, value in page:
            given.setdefault(label, []).append(value)
        control = situation["control"] or {}
        absent = words("not-given")
        expected = [
            ("column-function", situation["function"]),
            ("column-situation", situation["text"]),
            ("column-category", words.keyword("category", situation["category"]) or absent),
            ("column-unit", situation["unit"] or absent),
            ("column-positions", posts(situation["positions"]) or absent),
            ("column-elsewhere", situation["elsewhere"] or absent),
            ("column-likelihood", words.scored("likelihood", situation["likelihood"])),
            ("column-harm", words.scored("harm", situation["harm"])),
            ("column-control", control.get("description") or absent),
            ("column-control-effectiveness", words.grade(situation["control"])),
            ("column-control-evidence", control.get("evidence") or absent),
        ]
        if situation["declared_level"]:
            expected.append(("fact-declared-level", words.level(situation["declared_level"])))
        if situation["sum"] is not None:
            level = words.level(situation["inherent"])
            expected += [
                ("column-sum", str(situation["sum"])),
                ("column-inherent", level),
                ("fact-band", words("sum-and-level", sum=situation["sum"], level=level)),
                ("column-residual", words.level(situation["residual"])),
            ]
            check.that(given.get(words("fact-control-effect")), f"sheet {situation['id']}: the effect of the control")
            check.that(given.get(words("fact-treatment")), f"sheet {situation['id']}: the treatment")
        for message, value in expected:
            found = (given.get(words(message)) or [None])[0]
            check.equal(found, value, f"sheet {situation['id']}: {message}")
        scores = [(scale, situation[scale]) for scale in ("likelihood", "harm")]
        # What points that criteria make are reasoned by stands at the criteria.
        reasons = [score["justification"] or absent for _, score in scores if score["justification"] or not score.get("combined")]
        check.equal(given.get(words("column-justification"), []), reasons, f"sheet {situation['id']}: justifications")
        for label, said in (line for scale, score in scores for line in words.reasoned(scale, score)):
            check.equal(given.get(label), [said], f"sheet {situation['id']}: {label}")
        details = []
        for number, measure in enumerate(situation["measures"], start=1):
            found = (given.get(words("measure-number", number=number)) or [None])[0]
            check.equal(found, measure["text"], f"sheet {situation['id']}: measure {number}")
            parts = [
                ("column-due", words.term(measure["due"])),
                ("column-responsible", posts(measure["responsible"])),
                ("column-expected-result", measure["expected_result"]),
                ("column-indicator", measure["indicator"]),
                ("column-funding", measure["funding"]),
            ]
            details.append("\n".join(f"{words(message)}: {value}" for message, value in parts if value) or absent)
        found = given.get(words("fact-measure-details"), [])
        if not situation["measures"] and given.get(words("column-measure")) == [words("measure-monitoring")]:
            check.that(len(found) == 1, f"sheet {situation['id']}: how it is monitored")
            found = []
        check.equal(found, details, f"sheet {situation['id']}: how the measures are carried out")
        head = [signers["high_level_controller"]] if situation["id"] in controlled and "high_level_controller" in signers else []
        check.equal(given.get(words("fact-controller"), []), head, f"sheet {situation['id']}: the head's control")
        for signature, signing in (
            ("signature-assessor", signers.get("assessors", [])),
            ("signature-approved", [signers.get("high_level_controller", "")]),
        ):
            for post in signing or [""]:
                label = f"{words(signature)}:\n{post}" if post else words(signature)
                check.equal(given.get(label), [words("signature-line")], f"sheet {situation['id']}: line for {label!r}")


def check_plan(sheet, words, check, register, source):
    head = header_row(sheet, words("column-rank"))
    found = records(sheet, head, 10)
    check.equal(len(found), len(register["plan"]), "plan: lines")
    situations = {situation["id"]: situation for situation in register["situations"]}
    seen = {}
    for row, entry in zip(found, register["plan"]):
        situation = situations[entry["situation"]]
        number = seen[entry["situation"]] = seen.get(entry["situation"], 0) + 1
        measure = situation["measures"][number - 1] if situation["measures"] else None
        where = f"plan: rank {entry['rank']}, measure {number}"
        check.equal(measure and measure["text"], entry["measure"], where)
        check.equal(measure and measure["due"] and measure["due"]["text"], entry["due"], where)
        check.equal(measure and measure["responsible"], entry["responsible"], where)
        check.equal(row[0], entry["rank"], where)
        check.equal(situation["priority"], entry["rank"], where)
        check.equal(row[1], f"{situation['id']} · {situation['text']}", where)
        check.equal(row[2], words.level(situation["inherent"]), where)
        check.equal(row[3], words.level(situation["residual"]), where)
        if measure is None:
            absent = {words("measure-missing"), words("measure-monitoring")}
            check.that(row[4] in absent, f"{where}: {row[4]!r} where there is no measure")
            given = [cell for cell in row[5:] if cell]
            # What needs no measure is monitored: until the review, by the first of the assessors.
            monitored = row[4] == words("measure-monitoring")
            assessors = source.get("assessment", {}).get("assessors") or [words("working-group")]
            check.that(given[1:] == assessors[:1] if monitored else not given, f"{where}: {given!r}")
        else:
            due = measure["due"]
            term = words.term(due)
            if due and due["from"] and due["from"] == due["to"] and not due["recurrence"]:
                term = datetime.datetime.fromisoformat(due["to"])
            expected = [measure["text"], term, measure["expected_result"], measure["indicator"]]
            expected += [posts(measure["responsible"]), measure["funding"]]
            for value, wanted in zip(row[4:], expected):
                check.equal(value, wanted, where)
    ranks = [entry["rank"] for entry in register["plan"]]
    check.equal(ranks, sorted(ranks), "plan: order")
    levels = list(dict.fromkeys(entry["level"] for entry in register["plan"]))
    values = [sheet.cell(row, 1).value for row in range(head + 1, sheet.max_row + 1) if is_heading(sheet, row)]
    headings = [value for value in values if not str(value).startswith(words("signature-drawn-up"))]
    for heading, level in zip(headings, levels, strict=True):
        begin = words("plan-section", level=words.level(level), treatment="\0").partition("\0")[0]
        # A section begins with a capital letter.
        begin = begin[:1].upper() + begin[1:]
        check.that(heading.startswith(begin), f"plan: the heading of {level} is {heading!r}")


def check_positions(sheet, words, check, register):
    head = header_row(sheet, words("column-id"))
    # Below the list stand the lines to sign on: they have no number.
    rows = [row for row in map(tuple, records(sheet, head, 6)) if isinstance(row[0], int)]
    check.equal([row[0] for row in rows], list(range(1, len(rows) + 1)), "positions: numbers")
    found = {row[1:3]: row[3:] for row in rows}
    order = [entry["key"] for entry in words.method["level"]]
    expected = {}
    for situation in register["situations"]:
        for post in situation["positions"]:
            ids, levels = expected.setdefault((post, situation["unit"]), ([], []))
            ids.append(situation["id"])
            if situation["residual"]:
                levels.append(order.index(situation["residual"]))
    check.equal(sorted(found, key=str), sorted(expected, key=str), "positions: posts")
    for post, (ids, levels) in expected.items():
        highest = words.level(order[max(levels)] if levels else None)
        check.equal(list(found.get(post, ())), [len(ids), ", ".join(ids), highest], f"positions: {post}")


def check_method(sheet, words, check, assessment, register):
    rows = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0] is not None}
    tool = assessment["tool"]
    check.equal(rows[words("fact-tool")], f"{tool['name']} {tool['version']}", "method: tool")
    file = register["source"]["path"].rpartition("/")[2]
    check.equal(rows[words("fact-register-file")], file, "method: file of the register")
    check.equal(rows[words("fact-register-sha256")], register["source"]["sha256"], "method: SHA-256 of the register")
    check.equal(rows[words("fact-method-id")], assessment["method"]["id"], "method: id")
    check.equal(rows[words("fact-method-sha256")], assessment["method"]["sha256"], "method: SHA-256")
    said = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None}
    for scale in ("likelihood", "harm"):
        for point in words.method[scale]:
            check.that(words.points(scale, point["points"]) in said, f"method: {scale} {point['points']}")
            check.that(point["criteria"][words.language] in said, f"method: criteria of {scale} {point['points']}")


def main(workbook, assessment, source, language, catalogue, method):
    with open(catalogue, encoding="utf-8") as text, open(method, "rb") as data:
        words = Words(language, text.read(), tomllib.load(data))
    with open(assessment, encoding="utf-8") as data:
        assessment = json.load(data)
    with open(source, "rb") as data:
        source = tomllib.load(data)
    register = assessment["registers"][0]
    organization = register["organization"]["name"]
    open_situations = sum(
        1
        for situation in register["situations"]
        if situation["sum"] is None and not declared_without_points(situation, words.method)
    )
    errors = sum(found["severity"] == "error" and found["waived"] is None for found in register["findings"])
    draft = words("draft", open=open_situations, all=len(register["situations"])) if open_situations else None
    if draft and errors:
        draft = words("draft-both", open=draft, errors=errors)
    elif errors:
        draft = words("draft-errors", errors=errors)
    book = openpyxl.load_workbook(workbook)
    check = Check()
    check_form(book, words, check, organization, datetime.date.fromisoformat(assessment["as_of"]), draft)
    sheets = {name: book[words("sheet-" + name)] for name in SHEETS}
    check_summary(sheets["summary"], words, check, register, organization)
    check_map(sheets["map"], words, check, register)
    check_register(sheets["register"], words, check, register)
    check_scores(sheets["scores"], words, check, register)
    check_sheets(sheets["sheets"], words, check, register, source)
    check_plan(sheets["plan"], words, check, register, source)
    check_positions(sheets["positions"], words, check, register)
    check_method(sheets["method"], words, check, assessment, register)
    print(f"{workbook}, {language}: {check.compared} comparisons, {check.mismatches} mismatches")
    return 1 if check.mismatches else 0


def declared_without_points(situation, method):
    """Whether a situation is settled by a level that no points lead to, declared with a reason."""
    scores = [situation["likelihood"], situation["harm"]]
    only_declared = {level["key"] for level in method["level"] if level.get("declared_only")}
    return (
        situation["declared_level"] in only_declared
        and any(score["justification"] for score in scores)
        and all(score["score"] is None for score in scores)
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

//! Where in a grid the register is: its header row, and what each column holds.
//!
//! Titles are found by stems, in any of the three languages and any order, below any title rows. A title matches a field
//! if it contains one of the field's stems; where two match, the longer stem wins.

use super::grid::{CellValue, Grid, GridRow};
use crate::locale::Language;
use crate::model::{FIELDS, FieldSpec, Table as RecordTable};
use crate::text::{comparable, without_look_alikes};
use memchr::memmem::Finder;
use std::sync::{Arc, LazyLock};

/// How far down a header is looked for, in rows that hold anything.
const SEARCHED: usize = 60;

/// How many different fields a row must name before it is taken for a header, the situation among them.
const NAMED: usize = 3;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A field of a record.
    Field(RecordTable, &'static str),
    /// What the workbook itself worked out: total points, level before controls, residual level.
    Stated(&'static str),
}

/// The columns that hold what a workbook worked out itself.
const STATED: [&str; 3] = ["sum", "inherent", "residual"];

/// A column of the table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its 0-based number in the sheet.
    pub number: u16,
    /// What it holds; `None` if its title is not known.
    pub holds: Option<Holds>,
    /// Its title as the file has it, on one line.
    pub title: Arc<str>,
}

/// A header that was found.
#[derive(Debug)]
pub(super) struct Header {
    /// The index, in the grid's rows, of the first row after the header.
    pub after: usize,
    /// The 0-based number of the header's last row.
    pub row: u32,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// Columns that name a field which another column holds already.
    pub repeated: Vec<Column>,
}

impl Header {
    /// How many different fields the header names.
    pub fn known(&self) -> usize {
        self.columns.iter().filter(|column| column.holds.is_some()).count()
    }

    /// The column of a field.
    pub fn column(&self, table: RecordTable, key: &str) -> Option<u16> {
        let holds = |column: &&Column| matches!(column.holds, Some(Holds::Field(t, k)) if t == table && k == key);
        self.columns.iter().find(holds).map(|column| column.number)
    }

    /// Whether a row repeats the header's titles, as after a page break.
    pub fn is_repeated_in(&self, row: &GridRow) -> bool {
        // Most rows are data, and data holds numbers.
        if row.has_whole_number() {
            return false;
        }
        let same = |column: &&Column| {
            row.cell(column.number).is_some_and(|cell| title_of(&cell.shown()) == comparable(&column.title))
        };
        let equal = self.columns.iter().filter(same).count();
        equal >= NAMED && equal * 2 > row.cells.len()
    }
}

/// The stems of all columns of a form, made comparable, in the three languages.
#[derive(Debug)]
pub(super) struct Stems {
    entries: Vec<(Vec<Stem>, Holds)>,
}

/// A stem, ready to be looked for, and how many letters it has: each title is held against all of them.
#[derive(Debug)]
struct Stem {
    finder: Finder<'static>,
    letters: usize,
}

impl Stem {
    fn new(text: &str) -> Self {
        Self { finder: Finder::new(text).into_owned(), letters: text.chars().count() }
    }
}

/// The stems of a register's columns.
static OF_REGISTERS: LazyLock<Stems> = LazyLock::new(|| {
    let tables = [RecordTable::Function, RecordTable::Situation, RecordTable::Measure];
    Stems::of(|field| tables.contains(&field.table), &STATED)
});

/// The stems of a plan's columns.
static OF_PLANS: LazyLock<Stems> = LazyLock::new(|| {
    Stems::of(|field| field.table == RecordTable::Task || RecordTable::PlannedMeasure.holds(field), &[])
});

impl Stems {
    /// The stems of a register's columns.
    pub fn of_registers() -> &'static Self {
        &OF_REGISTERS
    }

    /// The stems of a plan's columns.
    pub fn of_plans() -> &'static Self {
        &OF_PLANS
    }

    fn of(holds: impl Fn(&FieldSpec) -> bool, stated: &[&'static str]) -> Self {
        let fields = FIELDS.iter().filter(|field| holds(field));
        let fields = fields.filter_map(|field| Some((field.column?, Holds::Field(field.table, field.key))));
        let stated = stated.iter().map(|column| (*column, Holds::Stated(column)));
        let of_column = |column| stems(&format!("stem-{column}")).iter().map(|stem| Stem::new(stem)).collect();
        Self { entries: fields.chain(stated).map(|(column, holds)| (of_column(column), holds)).collect() }
    }

    /// What a column with this title holds. A justification is given to a score later, by its place.
    fn of_title(&self, title: &str) -> Option<Holds> {
        let title = title_of(title);
        self.of_comparable(&title).or_else(|| self.of_comparable(&without_look_alikes(&title)?))
    }

    fn of_comparable(&self, title: &str) -> Option<Holds> {
        let mut best: Option<(usize, Holds)> = None;
        for (stems, holds) in &self.entries {
            let whole = matches!(holds, Holds::Field(_, "id"));
            let title = title.as_bytes();
            let matches =
                |finder: &Finder<'_>| if whole { title == finder.needle() } else { finder.find(title).is_some() };
            let longest = stems.iter().filter(|stem| matches(&stem.finder)).map(|stem| stem.letters).max();
            // Of equal stems the first stays: the official order of the columns.
            if let Some(length) = longest
                && best.is_none_or(|(other, _)| length > other)
            {
                best = Some((length, *holds));
            }
        }
        best.map(|(_, holds)| holds)
    }
}

/// The words of a catalogue entry that lists several, in the three languages, made comparable.
pub(super) fn stems(id: &str) -> Vec<String> {
    let lists = Language::ALL.map(|language| language.text(id));
    lists.iter().flat_map(|list| list.split(", ")).map(comparable).collect()
}

/// A title made comparable: on one line, words that were broken with a hyphen at a line's end put together.
fn title_of(typed: &str) -> String {
    comparable(&typed.replace("-\r\n", "").replace("-\n", ""))
}

/// The first header in a grid of one of several forms, each given by its stems and the field that its header must name;
/// with the form's place in the list.
pub(super) fn first_header(grid: &Grid, forms: &[(&Stems, (RecordTable, &str))]) -> Option<(usize, Header)> {
    (0..grid.rows.len().min(SEARCHED)).find_map(|at| {
        let of_form = |(form, (stems, required)): (usize, &(&Stems, (RecordTable, &str)))| {
            header_at(grid, at, stems, *required).map(|header| (form, header))
        };
        forms.iter().enumerate().find_map(of_form)
    })
}

/// All headers in a grid that name the required field, from the top; usually one.
pub(super) fn headers(grid: &Grid, stems: &Stems, required: (RecordTable, &str)) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let mut at = 0;
    while at < grid.rows.len() && (at < SEARCHED || !found.is_empty()) {
        let repeated = found.last().is_some_and(|header| header.is_repeated_in(&grid.rows[at]));
        let header = if repeated { None } else { header_at(grid, at, stems, required) };
        let first = found.first();
        // A row of data may name three fields by chance: a second header names the ids, or most of the form, and where the
        // first header has the ids it holds no id.
        let wanted = |header: &Header| {
            let Some(first) = first else { return true };
            let ids = first.column(RecordTable::Situation, "id");
            let holds_an_id = ids.is_some_and(|ids| {
                grid.rows[at].cell(ids).is_some() && header.column(RecordTable::Situation, "id") != Some(ids)
            });
            let names_ids = header.column(RecordTable::Situation, "id").is_some();
            let mostly_known = header.known() * 2 > header.columns.len();
            !holds_an_id && mostly_known && (names_ids || header.known() > NAMED + 1)
        };
        match header.filter(wanted) {
            Some(header) => {
                at = header.after;
                found.push(header);
            }
            None => at += 1,
        }
    }
    found
}

/// The header that begins at a row, if one does: of one row, or of two where the second names parts of the first.
fn header_at(grid: &Grid, at: usize, stems: &Stems, required: (RecordTable, &str)) -> Option<Header> {
    let row = &grid.rows[at];
    // Rows of data hold numbers; a row without two known titles is no header.
    if row.has_whole_number() {
        return None;
    }
    if row.cells.iter().filter(|(_, cell)| cell.text().is_some_and(|text| stems.of_title(text).is_some())).count() < 2 {
        return None;
    }
    let second =
        grid.rows.get(at + 1).filter(|next| next.number == row.number + 1 && is_second(grid, row, next, stems));
    let titles = titles(grid, row, second);
    let header = columns(titles, stems, at + 1 + usize::from(second.is_some()), second.unwrap_or(row).number);
    let names_it = header.column(required.0, required.1).is_some();
    (names_it && header.known() >= NAMED).then_some(header)
}

/// Whether a row is the second row of a header: it stands under a merged title, or names only parts of what is above.
fn is_second(grid: &Grid, first: &GridRow, next: &GridRow, stems: &Stems) -> bool {
    let only_titles = next.cells.iter().all(|(_, cell)| cell.text().is_some_and(|text| text.chars().count() <= 60));
    let under_merged = next.cells.iter().any(|(column, _)| {
        grid.merge_of(first.number, *column).is_some_and(|merge| merge.3 > merge.1 && merge.2 == first.number)
    });
    let known = |cell: &CellValue| cell.text().is_some_and(|text| stems.of_title(text).is_some());
    let parts = next.cells.iter().filter(|(_, cell)| known(cell)).count();
    // Without merged cells (CSV): some columns have a title only here, and a title above them to the left.
    let fills_gaps = next.cells.iter().any(|(column, _)| first.cell(*column).is_none());
    only_titles
        && !next.has_whole_number()
        && (under_merged || (fills_gaps && parts >= 1 && parts * 2 >= next.cells.len()))
}

/// The title of a column.
struct Title {
    number: u16,
    /// What stands above it, in both rows of the header.
    whole: String,
    /// What stands in the second row, if the header has one.
    part: Option<String>,
}

/// The titles of the columns: of two rows, a merged title above is put before each part below.
fn titles(grid: &Grid, first: &GridRow, second: Option<&GridRow>) -> Vec<Title> {
    let mut titles = Vec::new();
    let mut numbers: Vec<u16> = first.cells.iter().map(|(column, _)| *column).collect();
    numbers.extend(second.iter().flat_map(|row| row.cells.iter().map(|(column, _)| *column)));
    numbers.sort_unstable();
    numbers.dedup();
    for number in numbers {
        let below = second.and_then(|row| row.cell(number)).map(CellValue::shown);
        let above = first.cell(number).or_else(|| {
            below.as_ref()?;
            match grid.merge_of(first.number, number) {
                Some(merge) => first.cell(merge.1),
                None if grid.merged.is_empty() => {
                    first.cells.iter().rev().find(|(column, _)| *column < number).map(|(_, c)| c)
                }
                None => None,
            }
        });
        let parts: Vec<String> = above.map(CellValue::shown).into_iter().chain(below.clone()).collect();
        titles.push(Title { number, whole: parts.join(" "), part: below });
    }
    titles
}

fn columns(titles: Vec<Title>, stems: &Stems, after: usize, row: u32) -> Header {
    let mut header = Header { after, row, columns: Vec::new(), repeated: Vec::new() };
    let mut score = None;
    for Title { number, whole, part } in titles {
        // "Likelihood" above "justification" is a justification, though the longer word stands above.
        let of_part = part.and_then(|part| stems.of_title(&part));
        let is_justification = |holds: &Holds| matches!(holds, Holds::Field(_, key) if key.ends_with(".justification"));
        let mut holds = of_part.filter(is_justification).or_else(|| stems.of_title(&whole));
        if let Some(Holds::Field(RecordTable::Situation, key)) = holds {
            match key {
                "likelihood.score" => score = Some("likelihood.justification"),
                "harm.score" => score = Some("harm.justification"),
                // A justification belongs to the score column nearest on its left.
                "likelihood.justification" | "harm.justification" => {
                    holds = score.map(|key| Holds::Field(RecordTable::Situation, key));
                }
                _ => {}
            }
        }
        let title = whole.split_whitespace().collect::<Vec<_>>().join(" ").into();
        let taken = holds.is_some() && header.columns.iter().any(|column| column.holds == holds);
        if taken {
            header.repeated.push(Column { number, holds, title });
        } else {
            header.columns.push(Column { number, holds, title });
        }
    }
    header
}

impl GridRow {
    /// Whether any cell holds a whole number.
    fn has_whole_number(&self) -> bool {
        let is_number = |cell: &CellValue| matches!(cell, CellValue::Number(_)) && cell.whole().is_some();
        // Numbers first: texts lie elsewhere, and each would have to be fetched.
        self.cells.iter().any(|(_, cell)| is_number(cell)) || self.cells.iter().any(|(_, cell)| cell.whole().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::csv::grid;

    fn found(text: &str) -> Vec<Option<Holds>> {
        let grid = grid(text).unwrap();
        let headers = headers(&grid, Stems::of_registers(), (RecordTable::Situation, "text"));
        assert_eq!(headers.len(), 1, "{text}");
        headers[0].columns.iter().map(|column| column.holds).collect()
    }

    fn keys(text: &str) -> Vec<&'static str> {
        let key = |holds: Option<Holds>| match holds {
            Some(Holds::Field(_, key) | Holds::Stated(key)) => key,
            None => "?",
        };
        found(text).into_iter().map(key).collect()
    }

    #[test]
    fn the_official_titles_are_known_though_they_name_other_columns_too() {
        let official = "№,Айыл өкмөтүнүн функциясы (ыйгарым укуктары),Коррупциянын тобокелдиги бар учурлар жана кырдаалдар,\
            \"Коррупциялык тобокелдиктин категориясы: системалуу (реалдуу), потенциалдуу, кырдаалдык\",\
            \"Деңгээли (нөлдүк, төмөнкү, орточо, жогорку)\",\"Түзүмдүк бөлүмдүн (мамлекеттик органдын, мекеменин) аталышы\",\
            Коррупциялык тобокелдикке кабылган кызмат орундары,\
            \"Башка маморгандарда/ЖӨБОдо коррупциялык тобокелдиктин пайда болушу мүмкүнбү (ооба болсо, кайсы экенин көрсөтүү)\"\n";
        let keys = keys(official);
        assert_eq!(keys, ["id", "name", "text", "category", "declared_level", "unit", "positions", "elsewhere"]);
    }

    #[test]
    fn a_justification_belongs_to_the_score_on_its_left_in_any_order() {
        let keys = keys(
            "title\n\nHarm;Justification;Case or situ-\nation;Likelihood;Justification;Colour\n"
                .replace("situ-\nation", "situation")
                .as_str(),
        );
        let expected =
            ["harm.score", "harm.justification", "text", "likelihood.score", "likelihood.justification", "?"];
        assert_eq!(keys, expected);
    }

    #[test]
    fn a_header_of_two_rows_is_one_header() {
        let text = "№,Случай или ситуация,Вероятность,,Ущерб,\n,,балл,обоснование,балл,обоснование\n1,а,2,б,3,в\n";
        let expected =
            ["id", "text", "likelihood.score", "likelihood.justification", "harm.score", "harm.justification"];
        assert_eq!(keys(text), expected);
    }

    #[test]
    fn every_canonical_title_is_its_own_field_in_every_language() {
        for field in FIELDS {
            let Some(column) = field.column else { continue };
            let of_plan = matches!(field.table, RecordTable::Task | RecordTable::PlannedMeasure);
            let stems = if of_plan { Stems::of_plans() } else { Stems::of_registers() };
            for language in Language::ALL {
                let title = language.text(&format!("column-{column}"));
                let holds = stems.of_title(&title);
                match holds {
                    Some(Holds::Field(_, key)) if column == "justification" => {
                        assert!(key.ends_with(column), "{title}");
                    }
                    holds => assert_eq!(holds, Some(Holds::Field(field.table, field.key)), "{title}"),
                }
            }
        }
        for column in STATED {
            for language in Language::ALL {
                let holds = Stems::of_registers().of_title(&language.text(&format!("column-{column}")));
                assert_eq!(holds, Some(Holds::Stated(column)));
            }
        }
    }
}

//! The floor for making a workbook: a program that only copies cells with calamine and `rust_xlsxwriter`, the latter at its
//! best: worksheets that are written row by row through temporary files, with texts that all share, compressed as hard as
//! `tobokel` compresses.
//!
//! ```text
//! cargo run --release --example copy -- IN.xlsx OUT.xlsx       copies
//! cargo run --release --example copy -- count FILE.xlsx...     says how many cells of which kind files hold
//! ```
//!
//! It reads the register as a stream of cells and writes for each situation as many cells as `tobokel assess IN -o OUT` does,
//! of the same kinds, in the same columns and formats, and with texts of the same length:
//!
//! | sheet | cells of a situation | texts | numbers | empty |
//! |---|---|---|---|---|
//! | register | 18 | 14 | 3 | 1 |
//! | assessment sheets | 30 rows of 2 | 53 | 0 | 7 |
//! | plan, one measure | 10 | 8 | 1 | 1 |
//! | positions, one post | 4 | 3 | 1 | 0 |
//!
//! Summary, risk map and method do not grow with the register; one sheet holds as many cells as those three with all heads.
//! Where `tobokel` writes a sentence or a label of its own, a text of the register or one of its titles stands here. `count`
//! shows that the numbers agree. Left out is what is not a cell: scores, checks, the order of the plan, heights of rows, merged
//! ranges, page set-up and the chart. Inputs have the columns of `generate`, in their order.

#![expect(clippy::print_stdout, reason = "a program of its own")]

use calamine::{DataRef, Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;
use std::error::Error;

/// How hard `tobokel` compresses its workbooks: `HARDNESS` in `src/write/xlsx/package.rs`.
const HARDNESS: u8 = 2;
/// How many columns a register has.
const COLUMNS: usize = 19;
/// The columns of the two numbers, of the words and of the parts of a measure.
const ID: usize = 0;
const SITUATION: usize = 2;
const LIKELIHOOD: usize = 7;
const HARM: usize = 9;
const MEASURE_DETAILS: [usize; 4] = [15, 16, 17, 18];

/// How a cell looks.
#[derive(Clone, Copy)]
enum Look {
    Title,
    Remark,
    Group,
    Head,
    Label,
    Body,
    Short,
    /// In the colour of the row's level.
    Level,
    Signature,
}

/// What a cell holds.
#[derive(Clone, Copy)]
enum Source {
    /// The title of a column.
    Title(usize),
    /// A column as text.
    Text(usize),
    /// A column as a number.
    Number(usize),
    /// A title and the id.
    Numbered(usize),
    /// The id and the situation.
    Named,
    /// Term, executor, result and funds, each after its title.
    Details,
    Empty,
}

use Look::{Body, Group, Head, Label, Level, Remark, Short, Signature};
use Source::{Details, Empty, Named, Number, Numbered, Text, Title};

type Spec = (Look, Source);

const REGISTER: [Spec; 18] = [
    (Short, Text(ID)),
    (Body, Text(1)),
    (Body, Text(SITUATION)),
    (Body, Text(3)),
    (Body, Empty),
    (Body, Text(4)),
    (Body, Text(5)),
    (Body, Text(6)),
    (Short, Number(LIKELIHOOD)),
    (Body, Text(8)),
    (Short, Number(HARM)),
    (Body, Text(10)),
    (Body, Text(11)),
    (Body, Text(12)),
    (Body, Text(13)),
    (Short, Number(LIKELIHOOD)),
    (Level, Text(12)),
    (Level, Text(12)),
];

const PLAN: [Spec; 10] = [
    (Short, Number(ID)),
    (Body, Named),
    (Level, Text(12)),
    (Level, Text(12)),
    (Body, Text(14)),
    (Body, Text(15)),
    (Body, Text(17)),
    (Body, Empty),
    (Body, Text(16)),
    (Body, Text(18)),
];

const POSITIONS: [Spec; 4] = [(Body, Text(5)), (Short, Number(HARM)), (Body, Text(ID)), (Level, Text(12))];

/// A heading of an assessment sheet.
const fn heading(look: Look, source: Source) -> [Spec; 2] {
    [(look, source), (look, Empty)]
}

/// A line of an assessment sheet.
const fn line(title: usize, look: Look, source: Source) -> [Spec; 2] {
    [(Label, Title(title)), (look, source)]
}

/// An assessment sheet. Its sentences about the level, the treatment and the line to sign on are few, as names of functions are.
const SHEET: [[Spec; 2]; 30] = [
    heading(Look::Title, Numbered(2)),
    heading(Remark, Title(1)),
    heading(Group, Title(2)),
    line(1, Body, Text(1)),
    line(2, Body, Text(SITUATION)),
    line(3, Body, Text(3)),
    line(4, Body, Text(4)),
    line(5, Body, Text(5)),
    line(6, Body, Text(6)),
    heading(Group, Title(7)),
    line(7, Body, Text(LIKELIHOOD)),
    line(8, Body, Text(8)),
    line(9, Body, Text(HARM)),
    line(10, Body, Text(10)),
    line(7, Body, Text(HARM)),
    line(12, Level, Text(12)),
    line(12, Body, Text(12)),
    heading(Group, Title(11)),
    line(11, Body, Text(11)),
    line(12, Body, Text(12)),
    line(13, Body, Text(13)),
    line(11, Body, Text(1)),
    line(12, Level, Text(12)),
    heading(Group, Title(14)),
    line(14, Body, Text(1)),
    line(14, Body, Text(14)),
    line(15, Body, Details),
    heading(Group, Title(16)),
    line(16, Signature, Text(1)),
    line(17, Signature, Title(18)),
];

/// A row of the cells that do not grow with the register, and how many such rows there are.
const ONCE: [Spec; 4] = [(Head, Title(1)), (Body, Title(2)), (Body, Title(3)), (Body, Empty)];
const ONCE_ROWS: u32 = 116;

/// The cells of one row of the register.
type Row<'a> = [DataRef<'a>; COLUMNS];

/// The looks, made once.
struct Formats {
    title: Format,
    remark: Format,
    group: Format,
    head: Format,
    label: Format,
    body: Format,
    short: Format,
    levels: [Format; 3],
    signature: Format,
}

impl Formats {
    fn new() -> Self {
        let base = Format::new().set_font_name("Times New Roman").set_font_size(10).set_text_wrap();
        let base = base.set_align(FormatAlign::Top);
        let body = base.clone().set_border(FormatBorder::Thin).set_border_color("808080");
        let centered = |format: &Format| format.clone().set_align(FormatAlign::Center);
        let filled = |color: &str| centered(&body).set_bold().set_background_color(Color::from(color));
        Self {
            title: centered(&base).set_font_size(14).set_bold(),
            remark: base.set_italic().set_font_color("595959"),
            group: body.clone().set_bold().set_background_color("EDEDED"),
            head: filled("D9E1F2"),
            label: body.clone().set_bold(),
            short: centered(&body),
            levels: ["C6EFCE", "FFEB9C", "FFC7CE"].map(filled),
            signature: body.clone().set_align(FormatAlign::Bottom),
            body,
        }
    }

    fn of(&self, look: Look, row: &Row<'_>) -> &Format {
        match look {
            Look::Title => &self.title,
            Remark => &self.remark,
            Group => &self.group,
            Head => &self.head,
            Label => &self.label,
            Body => &self.body,
            Short => &self.short,
            Level => match number(&row[HARM]) {
                ..1.5 => &self.levels[0],
                ..2.5 => &self.levels[1],
                _ => &self.levels[2],
            },
            Signature => &self.signature,
        }
    }
}

fn number(value: &DataRef<'_>) -> f64 {
    match value {
        DataRef::Float(number) => *number,
        _ => 0.0,
    }
}

fn text<'v>(value: &'v DataRef<'_>) -> Cow<'v, str> {
    match value {
        DataRef::String(text) => text.into(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Float(number) => number.to_string().into(),
        _ => "".into(),
    }
}

/// Where rows are copied to.
struct Copier {
    formats: Formats,
    titles: [String; COLUMNS],
}

impl Copier {
    fn write(&self, out: &mut Worksheet, at: u32, cells: &[Spec], row: &Row<'_>) -> Result<(), XlsxError> {
        for (column, (look, source)) in (0..).zip(cells) {
            let format = self.formats.of(*look, row);
            let text = match *source {
                Title(title) => Cow::from(&self.titles[title]),
                Text(from) => text(&row[from]),
                Numbered(title) => format!("{} {}", self.titles[title], text(&row[ID])).into(),
                Named => format!("{} · {}", text(&row[ID]), text(&row[SITUATION])).into(),
                Details => {
                    MEASURE_DETAILS.map(|from| format!("{}: {}", self.titles[from], text(&row[from]))).join("\n").into()
                }
                Number(from) => {
                    out.write_number_with_format(at, column, number(&row[from]), format)?;
                    continue;
                }
                Empty => {
                    out.write_blank(at, column, format)?;
                    continue;
                }
            };
            out.write_string_with_format(at, column, text, format)?;
        }
        Ok(())
    }
}

fn copy(source: &str, target: &str) -> Result<(), Box<dyn Error>> {
    let mut input: Xlsx<_> = open_workbook(source)?;
    let name = input.sheet_names().first().cloned().ok_or("the workbook has no sheet")?;
    let mut cells = input.worksheet_cells_reader(&name)?;
    let mut output = Workbook::new();
    output.set_zip_compression_level(HARDNESS);
    let mut worksheet = || output.new_worksheet_with_low_memory();
    let (mut once, mut register, mut sheets) = (worksheet()?, worksheet()?, worksheet()?);
    let (mut plan, mut positions) = (worksheet()?, worksheet()?);
    let mut copier = Copier { formats: Formats::new(), titles: Default::default() };
    let mut row: Row<'_> = Default::default();
    let (mut number, mut line) = (0, 0);
    loop {
        let cell = cells.next_cell()?;
        if cell.as_ref().is_none_or(|cell| cell.get_position().0 != number) {
            if number == 0 {
                copier.titles = std::array::from_fn(|column| text(&row[column]).into_owned());
            } else {
                copier.write(&mut register, number, &REGISTER, &row)?;
                copier.write(&mut plan, number, &PLAN, &row)?;
                copier.write(&mut positions, number, &POSITIONS, &row)?;
                for cells in &SHEET {
                    copier.write(&mut sheets, line, cells, &row)?;
                    line += 1;
                }
            }
            row = Default::default();
        }
        let Some(cell) = cell else { break };
        let (at, column) = cell.get_position();
        number = at;
        if let Some(place) = row.get_mut(column as usize) {
            *place = cell.get_value().clone();
        }
    }
    for at in 0..ONCE_ROWS {
        copier.write(&mut once, at, &ONCE, &row)?;
    }
    output.push_worksheet(once);
    output.push_worksheet(register);
    output.push_worksheet(sheets);
    output.push_worksheet(plan);
    output.push_worksheet(positions);
    Ok(std::fs::write(target, output.save_to_buffer()?)?)
}

fn count(path: &str) -> Result<(), Box<dyn Error>> {
    let mut workbook: Xlsx<_> = open_workbook(path)?;
    let (mut texts, mut letters, mut numbers, mut empty) = (0_usize, 0, 0_usize, 0_usize);
    for name in workbook.sheet_names() {
        let mut cells = workbook.worksheet_cells_reader(&name)?;
        while let Some(cell) = cells.next_cell()? {
            match cell.get_value() {
                DataRef::Empty => empty += 1,
                DataRef::Float(_) | DataRef::Int(_) => numbers += 1,
                value => {
                    texts += 1;
                    letters += text(value).chars().count();
                }
            }
        }
    }
    let all = texts + numbers + empty;
    println!("{path}: cells {all}: texts {texts} of {letters} letters, numbers {numbers}, empty {empty}");
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["count", files @ ..] => files.iter().try_for_each(|file| count(file)),
        [source, target] => copy(source, target),
        _ => Err("usage: copy IN.xlsx OUT.xlsx, or copy count FILE.xlsx...".into()),
    }
}

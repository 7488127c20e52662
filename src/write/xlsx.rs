//! A book as an XLSX workbook, ready to print on A4. The same book is always the same bytes.

use super::xlsx_layout::{Type, column_pixels, lines, pieces};
use super::xlsx_links::Links;
use crate::locale::Message;
use crate::model::Level;
use crate::sheet::{Book, Cell, Fit, Role, Sheet, Value};
use rayon::prelude::*;
use rust_xlsxwriter::{
    Chart as XlsxChart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

pub use rust_xlsxwriter::XlsxError;

/// The name of the document property by which a workbook made by this program is known; its value is the kind of document.
pub const MARK: &str = "tobokel";
/// The name of the document property with the version of the program that made the workbook.
pub const MARK_VERSION: &str = "tobokel-version";
/// The name of the document property with the day that the workbook speaks of.
pub const MARK_AS_OF: &str = "tobokel-as-of";

/// From how many cells on a book is large.
const LARGE: usize = 100_000;
/// How hard files are compressed, from 0 to 9: a third faster than the usual 6, and a seventh larger.
const COMPRESSION: u8 = 3;

/// The type that official papers are printed in.
const FONT: &str = "Times New Roman";
/// A4, as Excel numbers paper.
const A4: u8 = 9;
/// The room for rows on a page of A4 between the margins, in points; a little less than there is.
const PAGE_HEIGHT: f64 = 735.0;
/// The smallest scale, in percent, at which 10-point type can still be read on paper.
const LEAST_SCALE: u16 = 55;
/// The height of a row for which none is set, in points.
const USUAL_ROW: f64 = 15.0;
/// The tallest row that Excel shows, in points.
const TALLEST_ROW: f64 = 409.0;
/// The longest text in a page footer: Excel takes 255 characters for all three parts.
const FOOTER_PART: usize = 110;

/// A book as the bytes of a workbook, and what had to be changed in its texts.
///
/// # Errors
/// What the library refuses: a sheet of more rows than Excel has, no room for a temporary file.
pub fn xlsx(book: &Book<'_>, kind: &str, version: &str) -> Result<(Vec<u8>, Vec<Message>), XlsxError> {
    let mut bytes = Vec::new();
    let notes = xlsx_to(book, kind, version, &mut bytes)?;
    Ok((bytes, notes))
}

/// The same, written as it is compressed.
///
/// # Errors
/// As [`xlsx`], and what the place that is written to refuses.
pub fn xlsx_to(book: &Book<'_>, kind: &str, version: &str, out: impl Write + Send) -> Result<Vec<Message>, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = (book.as_of.year(), book.as_of.month(), book.as_of.day());
    let created = ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())?;
    let properties = DocProperties::new()
        .set_title(&book.title)
        .set_company(book.organization)
        .set_creation_datetime(&created)
        .set_custom_property(MARK, kind)
        .set_custom_property(MARK_VERSION, version)
        .set_custom_property(MARK_AS_OF, book.as_of.to_string().as_str());
    workbook.set_properties(&properties);
    // Columns are measured in digits of this type: the same in every program that has it or its metric twin.
    workbook.set_default_format(&Format::new().set_font_name(FONT).set_font_size(11), 20, 64)?;
    workbook.set_zip_compression_level(COMPRESSION);
    let mut names: Vec<String> = Vec::new();
    for sheet in &book.sheets {
        names.push(sheet_name(&sheet.name, &names));
    }
    // Formats are numbered in the order of their first use: in this one, whichever thread is the first.
    for format in Pen::new(book).formats.made.values() {
        workbook.register_format(format);
    }
    // A large book is written row by row through temporary files, its texts where they stand: the table of all texts that
    // smaller files share would hold hundreds of megabytes, and be made by one thread.
    let large = book.sheets.iter().map(Sheet::cells).sum::<usize>() > LARGE;
    let mut worksheets = Vec::new();
    for sheet in &book.sheets {
        let by_rows = large || sheet.stream.is_some();
        worksheets.push(if by_rows { workbook.new_worksheet_with_constant_memory()? } else { Worksheet::new() });
    }
    let one = |((mut worksheet, name), sheet): ((Worksheet, &String), &Sheet<'_>)| {
        let mut pen = Pen::new(book);
        worksheet.set_name(name)?;
        pen.sheet(&mut worksheet, name, sheet, book)?;
        Ok((worksheet, pen.notes))
    };
    let made: Vec<(Worksheet, Vec<Message>)> =
        worksheets.into_par_iter().zip(&names).zip(&book.sheets).map(one).collect::<Result<_, XlsxError>>()?;
    let mut notes = Vec::new();
    for (worksheet, of_sheet) in made {
        workbook.push_worksheet(worksheet);
        notes.extend(of_sheet);
    }
    workbook.save_to_writer(out)?;
    Ok(notes)
}

/// A name that Excel takes for a sheet: no `[]:*?/\`, no apostrophe at its ends, at most 31 UTF-16 units, not taken yet.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let clean: String =
        wanted.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim().trim_matches('\'');
    let clean = if clean.is_empty() { "-" } else { clean };
    let fit = |suffix: &str| {
        let mut name = String::new();
        for letter in clean.chars() {
            if name.encode_utf16().count() + letter.len_utf16() + suffix.len() > 31 {
                break;
            }
            name.push(letter);
        }
        name + suffix
    };
    // Excel keeps the name History for itself.
    let is_free = |name: &String| {
        name.to_lowercase() != "history" && !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let mut name = fit("");
    for number in 2..=taken.len() + 2 {
        if is_free(&name) {
            break;
        }
        name = fit(&format!(" {number}"));
    }
    name
}

pub(super) struct Pen {
    formats: Formats,
    links: Links,
    notes: Vec<Message>,
}

impl Pen {
    pub(super) fn new(book: &Book<'_>) -> Self {
        Self { formats: Formats::new(book), links: Links::default(), notes: Vec::new() }
    }

    pub(super) fn sheet(
        &mut self,
        out: &mut Worksheet,
        name: &str,
        sheet: &Sheet<'_>,
        book: &Book<'_>,
    ) -> Result<(), XlsxError> {
        self.links = Links::default();
        for (column, width) in (0..).zip(&sheet.widths) {
            out.set_column_width(column, f64::from(*width))?;
        }
        // A text too tall for a row goes on in further rows: the rows of the book and of the worksheet part company.
        let mut rows = Vec::with_capacity(sheet.rows.len() + 1);
        let (mut next, mut page_height, mut tallest_page) = (0, 0.0, 0.0_f64);
        for (number, row) in (0..).zip(sheet.every_row()) {
            rows.push(next);
            let (taken, height) = self.row(out, name, next, &row.cells, sheet)?;
            next += taken;
            page_height = if sheet.page_breaks.binary_search(&number).is_ok() { height } else { page_height + height };
            tallest_page = tallest_page.max(page_height);
        }
        rows.push(next);
        let at = |row: u32| rows.get(row as usize).copied().unwrap_or(next);
        page(out, sheet, book, tallest_page);
        if let Some((first, last)) = sheet.repeat_rows {
            out.set_repeat_rows(at(first), at(last))?;
        }
        if sheet.repeat_columns > 0 {
            out.set_repeat_columns(0, sheet.repeat_columns - 1)?;
        }
        if let Some((row, column)) = sheet.freeze {
            out.set_freeze_panes(at(row), column)?;
        }
        if let Some(head) = sheet.filter {
            out.autofilter(at(head), 0, next.saturating_sub(1).max(at(head)), sheet.columns().saturating_sub(1))?;
        }
        let breaks: Vec<u32> = sheet.page_breaks.iter().map(|row| at(*row)).collect();
        out.set_page_breaks(&breaks)?;
        if let Some(column) = sheet.column_break {
            out.set_vertical_page_breaks(&[u32::from(column)])?;
        }
        if let Some(chart) = &sheet.chart {
            let mut columns = XlsxChart::new(ChartType::Column);
            let (first, last) = (at(chart.head) + 1, at(chart.head) + chart.categories);
            for series in 1..=chart.series {
                let column = chart.column + series;
                let own = ["8EA9DB", "305496", "7F7F7F"][usize::from(series - 1) % 3];
                let level = chart.levels.get(usize::from(series - 1));
                let color = level.and_then(|level| book.level_colors.get(level.index())).map_or(own, |color| *color);
                let mut format = ChartFormat::new();
                format.set_solid_fill(ChartSolidFill::new().set_color(color));
                if level.is_some() {
                    // The colours of levels are pale: they lie under texts.
                    format.set_border(ChartLine::new().set_color("808080"));
                }
                columns
                    .add_series()
                    .set_name((name, at(chart.head), column))
                    .set_categories((name, first, chart.column, last, chart.column))
                    .set_values((name, first, column, last, column))
                    .set_format(&mut format)
                    .set_data_label(ChartDataLabel::new().show_value());
            }
            let mut font = ChartFont::new();
            font.set_name(FONT).set_size(12).set_bold();
            columns.title().set_name(chart.title.as_str()).set_font(&font);
            columns.legend().set_position(ChartLegendPosition::Bottom);
            columns.y_axis().set_min(0).set_major_gridlines(false);
            // The names of many categories stand aslant and take half of the chart.
            if chart.categories > 4 {
                columns.set_width(860).set_height(520);
            } else {
                columns.y_axis().set_major_unit(1);
                columns.set_width(600).set_height(300);
            }
            out.insert_chart(at(chart.at), 0, &columns)?;
        }
        Ok(())
    }

    /// Writes a row of the book at a row of the worksheet; says how many rows of the worksheet it took, and their height.
    fn row(
        &mut self,
        out: &mut Worksheet,
        sheet: &str,
        row: u32,
        cells: &[Cell<'_>],
        of: &Sheet<'_>,
    ) -> Result<(u32, f64), XlsxError> {
        let notes = &mut self.notes;
        let texts: Vec<Option<Cow<'_, str>>> = cells
            .iter()
            .map(|cell| match &cell.value {
                Value::Empty => Some("".into()),
                Value::Number(number) => (cell.span > 1).then(|| number.to_string().into()),
                Value::Text(text) => Some(writable(sheet, row, text, notes)),
            })
            .collect();
        let mut heights: Vec<f64> = vec![USUAL_ROW];
        let mut cut: Vec<Cut<'_>> = Vec::with_capacity(cells.len());
        let mut column: u16 = 0;
        for (cell, text) in cells.iter().zip(&texts) {
            let after = column + cell.span;
            let columns = of.widths.iter().skip(column.into()).take(cell.span.into());
            let pixels = columns.map(|width| column_pixels(*width)).sum();
            let set_in = set_in(cell.role);
            let parts = match text {
                Some(text) if of.uncut => vec![(text.as_ref(), lines(text, pixels, set_in))],
                Some(text) => pieces(text, pixels, set_in),
                None => Vec::new(),
            };
            heights.resize(heights.len().max(parts.len()), USUAL_ROW);
            for ((_, lines), height) in parts.iter().zip(&mut heights) {
                *height = height.max(*lines as f64 * set_in.line_height() + 2.0);
            }
            cut.push((column, after, parts));
            column = after;
        }
        if cells.iter().any(|cell| cell.role == Role::Signature) {
            heights[0] = heights[0].max(30.0);
        }
        // Row by row: a worksheet that goes to a temporary file takes no cell of a row before the last one.
        for (at, height) in heights.iter().enumerate() {
            let to = row + u32::try_from(at).unwrap_or(u32::MAX);
            // The library keeps each height that is set for good. The usual one needs no setting where rows are many.
            if of.stream.is_none() || *height > USUAL_ROW {
                out.set_row_height(to, height.min(TALLEST_ROW))?;
            }
            for (cell, (from, after, parts)) in cells.iter().zip(&cut) {
                let format = self.formats.of(cell.role);
                let link = cell.link.as_deref().filter(|_| at == 0 && cell.span == 1);
                match (parts.get(at), &cell.value) {
                    (Some((part, _)), _) => {
                        if !link.is_some_and(|link| self.links.put(out, to, *from, part, link, format)) {
                            Self::put(out, to, *from, *after, part, format)?;
                        }
                    }
                    (None, Value::Number(number)) if at == 0 => {
                        out.write_number_with_format(to, *from, *number as f64, format)?;
                    }
                    (None, _) => {}
                }
            }
        }
        let taken = u32::try_from(heights.len()).unwrap_or(u32::MAX);
        if taken > 1 {
            let message = Message::new("xlsx-continued").with("sheet", sheet).with("row", row + 1).with("rows", taken);
            self.notes.push(message);
        }
        Ok((taken, heights.iter().sum()))
    }

    fn put(out: &mut Worksheet, row: u32, from: u16, after: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        if after - from > 1 {
            out.merge_range(row, from, row, after - 1, text, format)?;
        } else if text.is_empty() {
            out.write_blank(row, from, format)?;
        } else {
            out.write_string_with_format(row, from, text, format)?;
        }
        Ok(())
    }
}

/// A text that a workbook can hold. Replaced, and noted, are the two code points that XML has no place for, and a
/// control character after `_x0041`: written as `_x0001_`, it would close that to the code of another sign.
fn writable<'t>(sheet: &str, row: u32, text: &'t str, notes: &mut Vec<Message>) -> Cow<'t, str> {
    let ends_in_code = |text: &str| {
        let mut last = text.chars().rev();
        last.by_ref().take(4).all(|digit| digit.is_ascii_hexdigit())
            && last.next() == Some('x')
            && last.next() == Some('_')
    };
    let has_no_place = |(at, letter): (usize, char)| match letter {
        '\u{fffe}' | '\u{ffff}' => true,
        '\t' | '\n' => false,
        c => c < ' ' && ends_in_code(&text[..at]),
    };
    if !text.char_indices().any(has_no_place) {
        return text.into();
    }
    notes.push(Message::new("xlsx-replaced").with("sheet", sheet).with("row", row + 1));
    let written = |(at, letter)| if has_no_place((at, letter)) { '\u{fffd}' } else { letter };
    text.char_indices().map(written).collect::<String>().into()
}

/// Of a cell its first column and the one after its last, and the pieces of its text, each with its number of lines.
type Cut<'t> = (u16, u16, Vec<(&'t str, usize)>);

/// Paper, margins, scale, header and footer.
pub(super) fn page(out: &mut Worksheet, sheet: &Sheet<'_>, book: &Book<'_>, tallest_page: f64) {
    out.set_paper_size(A4).set_print_center_horizontally(true);
    out.set_margins(0.5, 0.4, 0.6, 0.7, 0.3, 0.3);
    if sheet.landscape {
        out.set_landscape();
    }
    match (sheet.fit, sheet.scale) {
        (Fit::OnePage, _) => out.set_print_fit_to_pages(1, 1),
        (Fit::PageEach, scale) => {
            let wanted = PAGE_HEIGHT * 100.0 / tallest_page.max(1.0);
            let scale = (LEAST_SCALE..=scale.unwrap_or(100)).rev().find(|scale| f64::from(*scale) <= wanted);
            out.set_print_scale(scale.unwrap_or(LEAST_SCALE))
        }
        (Fit::Flow, Some(scale)) => out.set_print_scale(scale),
        (Fit::Flow, None) => out.set_print_fit_to_pages(1, 0),
    };
    let [left, center, right] = &book.footer;
    // Excel takes 255 characters for all three parts, codes included; the organisation's name gives way.
    let footer = |length: usize| {
        let short: String = left.chars().take(length).collect();
        let left = if short.len() < left.len() { short + "…" } else { short };
        let pages = coded(right).replace("{page}", "&P").replace("{pages}", "&N");
        format!("&L&8{}&C&8{}&R&8{pages}", coded(&left), coded(center))
    };
    let fitting = (0..=FOOTER_PART).rev().map(footer).find(|footer| footer.encode_utf16().count() <= 250);
    out.set_footer(fitting.unwrap_or_default());
    if let Some(draft) = &book.draft {
        out.set_header(format!("&R&\"{FONT},Bold\"&KC00000{}", coded(draft)));
    }
}

/// A text in the codes of headers and footers: `&` stands for itself when doubled, and what the library would take for a
/// code of its own (`&[Page]`) is kept apart by a code that changes nothing. A space keeps digits from the size before.
fn coded(text: &str) -> String {
    let text = text.replace('\n', " ").replace('&', "&&").replace("&&[", "&&&8[");
    format!(" {text}")
}

/// The look of each role.
struct Formats {
    made: BTreeMap<Role, Format>,
    /// That of a level which the method does not have.
    other: Format,
}

impl Formats {
    fn new(book: &Book<'_>) -> Self {
        let levels: Vec<Color> = book.level_colors.iter().map(|color| Color::from(*color)).collect();
        let of_levels = (0..u8::MAX).zip(&levels).map(|(level, _)| Role::Level(Level(level)));
        let roles = Role::PLAIN.into_iter().chain(of_levels);
        Self { made: roles.map(|role| (role, look(role, &levels))).collect(), other: look(Role::Body, &levels) }
    }

    fn of(&self, role: Role) -> &Format {
        self.made.get(&role).unwrap_or(&self.other)
    }
}

/// The size and weight of each role's type.
fn set_in(role: Role) -> Type {
    let (size, bold) = match role {
        Role::Title => (14, true),
        Role::Heading | Role::Draft => (12, true),
        Role::Head | Role::Group | Role::Label | Role::Level(_) => (10, true),
        Role::Body | Role::Short | Role::Text | Role::Remark | Role::Signature => (10, false),
    };
    Type { size, bold }
}

fn look(role: Role, levels: &[Color]) -> Format {
    let set_in = set_in(role);
    let base = Format::new().set_font_name(FONT).set_font_size(set_in.size).set_text_wrap().set_align(FormatAlign::Top);
    let base = if set_in.bold { base.set_bold() } else { base };
    let boxed = |format: Format| format.set_border(FormatBorder::Thin).set_border_color("808080");
    let centered = |format: Format| format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    match role {
        Role::Title => centered(base),
        Role::Heading => base.set_align(FormatAlign::VerticalCenter),
        Role::Head => centered(boxed(base)).set_background_color("D9E1F2"),
        Role::Group => boxed(base).set_background_color("EDEDED").set_align(FormatAlign::VerticalCenter),
        Role::Body | Role::Label | Role::Text => boxed(base),
        Role::Short => boxed(base).set_align(FormatAlign::Center),
        Role::Level(level) => {
            let format = centered(boxed(base));
            match levels.get(level.index()) {
                Some(color) => format.set_background_color(*color),
                None => format,
            }
        }
        Role::Remark => base.set_italic().set_font_color("595959"),
        Role::Draft => centered(base).set_font_color("C00000"),
        Role::Signature => boxed(base).set_align(FormatAlign::Bottom),
    }
}

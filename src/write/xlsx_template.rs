//! The template as a workbook that teaches: drop-downs from named ranges, an input message on each cell, live formulas for
//! the points' total and the levels, in the levels' colours. Only functions that Excel and LibreOffice both have.
//!
//! Formula cells are protected without a password; input cells are free.

use super::xlsx::{MARK, MARK_AS_OF, MARK_VERSION, XlsxError};
use super::xlsx_laid::writable;
use super::xlsx_layout::{Type, column_pixels, lines};
use super::xlsx_looks::Formats;
use super::xlsx_page::page;
use super::xlsx_parts::whole;
use super::xlsx_pen::{Pen, TALLEST_ROW};
use crate::locale::Message;
use crate::report::{Template, TemplateColumn, TemplateRow};
use crate::sheet::{Book, Sheet};
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Note, ProtectionOptions, Workbook, Worksheet, utility::column_number_to_name,
};

/// How many rows are prepared for situations, and as many for measures; and how many below those that are filled, at least.
const PREPARED: u32 = 300;
const BELOW: u32 = 100;
/// Excel's limit for an input message and for its title, in characters.
const MESSAGE: usize = 255;
const TITLE: usize = 32;
const FONT: &str = "Times New Roman";

/// The template as the bytes of a workbook, and what had to be changed in its texts.
///
/// # Errors
/// What the library refuses: a text that is longer than a cell takes, more rows than Excel has.
pub fn xlsx_template(template: &Template<'_>, kind: &str, version: &str) -> Result<(Vec<u8>, Vec<Message>), XlsxError> {
    let mut notes = Vec::new();
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&template.title)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?)
        .set_custom_property(MARK, kind)
        .set_custom_property(MARK_VERSION, version)
        .set_custom_property(MARK_AS_OF, "");
    workbook.set_properties(&properties);
    workbook.set_default_format(&Format::new().set_font_name(FONT).set_font_size(11), 20, 64)?;
    let [organization, register, measures, guide, lists] = &template.sheets;
    write_organization(workbook.add_worksheet().set_name(organization)?, template, &mut notes)?;
    write_register(workbook.add_worksheet().set_name(register)?, template, &mut notes)?;
    let sheet = workbook.add_worksheet().set_name(measures)?;
    write_table(sheet, &template.measures, &template.measure_rows, &mut notes)?;
    let book = Book {
        title: template.title.clone(),
        organization: "",
        as_of: jiff::civil::date(2026, 1, 1),
        level_colors: template.level_colors.clone(),
        footer: Default::default(),
        draft: None,
        sheets: Vec::new(),
    };
    let formats = Formats::new(&book);
    Pen::new(&formats).sheet(workbook.add_worksheet().set_name(guide)?, guide, template.guide.clone(), &book, None)?;
    write_lists(workbook.add_worksheet().set_name(lists)?.set_hidden(true), template)?;
    for (column, list) in (0..).zip(&template.lists) {
        let letter = column_number_to_name(column);
        workbook.define_name(list.name, &format!("='{lists}'!${letter}$2:${letter}${}", list.values.len() + 1))?;
    }
    for (name, range) in ranges(template) {
        workbook.define_name(name, &format!("='{lists}'!{range}"))?;
    }
    let mut bytes = Vec::new();
    whole(workbook, &mut bytes)?;
    Ok((bytes, notes))
}

fn head() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(10)
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color("D9E1F2")
}

fn body() -> Format {
    let format = Format::new().set_font_name(FONT).set_font_size(10).set_text_wrap().set_align(FormatAlign::Top);
    format.set_border(FormatBorder::Thin).set_border_color("BFBFBF")
}

/// A cell that is filled in: free under protection, and text, so that `1.10` stays `1.10`.
fn input(column: &TemplateColumn) -> Format {
    let format = body().set_unlocked();
    if column.key.ends_with("score") { format.set_align(FormatAlign::Center) } else { format.set_num_format("@") }
}

/// The heading of a group across a table.
fn group() -> Format {
    body().set_bold().set_background_color("EDEDED").set_align(FormatAlign::VerticalCenter).set_unlocked()
}

/// Writes a text, without the signs that a workbook cannot hold.
fn write_text(
    out: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
    notes: &mut Vec<Message>,
) -> Result<(), XlsxError> {
    let mut replaced = 0;
    let text = writable(text.into(), &mut replaced);
    if replaced > 0 {
        notes.push(Message::new("xlsx-replaced").with("sheet", out.name()).with("row", row + 1));
    }
    out.write_string_with_format(row, column, text, format)?;
    Ok(())
}

fn write_organization(out: &mut Worksheet, template: &Template<'_>, notes: &mut Vec<Message>) -> Result<(), XlsxError> {
    out.set_column_width(0, 46)?.set_column_width(1, 70)?;
    for (row, (column, value)) in (0..).zip(&template.organization) {
        out.write_string_with_format(row, 0, &column.title, &body().set_bold())?;
        write_text(out, (row, 1), value, &input(column), notes)?;
        out.add_data_validation(row, 1, row, 1, &validation(column)?)?;
    }
    page(out, &Sheet::default(), &Book::default(), 0.0);
    protect(out);
    Ok(())
}

/// How many rows there are below the titles.
fn prepared(rows: &[TemplateRow<'_>]) -> u32 {
    PREPARED.max(u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_add(BELOW))
}

/// How tall a filled row is, in points: not all programs find it when they open a file.
fn height(row: &TemplateRow<'_>, columns: &[TemplateColumn]) -> f64 {
    let set_in = Type { size: 10, bold: false };
    let lines = match row {
        TemplateRow::Heading(heading) => {
            let across = columns.iter().map(|column| column_pixels(column.width)).sum();
            lines(heading, across, set_in)
        }
        TemplateRow::Cells(cells) => {
            let of_cells =
                cells.iter().zip(columns).map(|(cell, column)| lines(cell, column_pixels(column.width), set_in));
            of_cells.max().unwrap_or(1)
        }
    };
    (lines as f64 * set_in.line_height() + 2.0).min(TALLEST_ROW)
}

/// Whether a column is worked out by formulas.
fn is_formula(key: &str) -> bool {
    matches!(key, "sum" | "inherent" | "residual")
}

/// Titles, filled and prepared rows, input messages and drop-downs of a table.
fn write_table(
    out: &mut Worksheet,
    columns: &[TemplateColumn],
    rows: &[TemplateRow<'_>],
    notes: &mut Vec<Message>,
) -> Result<(), XlsxError> {
    let last = prepared(rows);
    out.set_row_height(0, 44)?.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    for (number, column) in (0..).zip(columns) {
        out.set_column_width(number, column.width)?;
        out.write_string_with_format(0, number, &column.title, &head())?;
        if column.help.chars().count() > MESSAGE {
            let note =
                Note::new(&column.help).set_width(420).set_height(260).set_author("tobokel").add_author_prefix(false);
            out.insert_note(0, number, &note)?;
        }
        out.add_data_validation(1, number, last, number, &validation(column)?)?;
    }
    let formats: Vec<Format> = columns.iter().map(input).collect();
    for row in 1..=last {
        if let Some(height) = rows.get(row as usize - 1).map(|row| height(row, columns)) {
            out.set_row_height(row, height)?;
        }
        match rows.get(row as usize - 1) {
            Some(TemplateRow::Heading(heading)) => {
                let across = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
                out.merge_range(row, 0, row, across, "", &group())?;
                write_text(out, (row, 0), heading, &group(), notes)?;
            }
            filled => {
                for ((number, column), format) in (0..).zip(columns).zip(&formats) {
                    let value = match filled {
                        Some(TemplateRow::Cells(cells)) if !is_formula(column.key) => {
                            cells.get(usize::from(number)).map(|cell| &**cell).unwrap_or_default()
                        }
                        _ => "",
                    };
                    match value.parse::<u8>() {
                        Ok(points) if column.key.ends_with("score") => {
                            out.write_number_with_format(row, number, points, format)?;
                        }
                        _ if value.is_empty() => {
                            out.write_blank(row, number, format)?;
                        }
                        _ => write_text(out, (row, number), value, format, notes)?,
                    }
                }
            }
        }
    }
    let paper = Sheet { landscape: true, ..Sheet::default() };
    page(out, &paper, &Book::default(), 0.0);
    protect(out);
    Ok(())
}

fn write_register(out: &mut Worksheet, template: &Template<'_>, notes: &mut Vec<Message>) -> Result<(), XlsxError> {
    let rows = &template.register_rows;
    write_table(out, &template.register, rows, notes)?;
    out.set_formula_result_default("");
    let letter = |key: &str| {
        let at = template.register.iter().position(|column| column.key == key).unwrap_or_default();
        column_number_to_name(u16::try_from(at).unwrap_or_default())
    };
    let locked = body().set_align(FormatAlign::Center).set_background_color("F2F2F2");
    let last = prepared(rows);
    for (number, column) in (0..).zip(&template.register) {
        let key = column.key;
        if !is_formula(key) {
            continue;
        }
        for row in 1..=last {
            let filled = rows.get(row as usize - 1);
            if let Some(TemplateRow::Heading(_)) = filled {
                continue;
            }
            let formula = match key {
                "residual" => residual(template, &letter, row + 1),
                _ => looked_up(key, &letter, row + 1),
            };
            // Programs that do not calculate show what the method says.
            let result = match filled {
                Some(TemplateRow::Cells(cells)) => cells.get(usize::from(number)).map(|cell| &**cell),
                _ => None,
            };
            let formula = Formula::new(formula).set_result(result.unwrap_or_default());
            out.write_formula_with_format(row, number, formula, &locked)?;
        }
        for (label, color) in &template.levels {
            let fill = Format::new().set_background_color(Color::from(*color)).set_bold();
            let rule = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(label.as_str()));
            out.add_conditional_format(1, number, last, number, &rule.set_format(fill))?;
        }
    }
    Ok(())
}

/// The value or the level of the two points, from the matrix; nothing while a point is missing.
fn looked_up(key: &str, letter: &impl Fn(&str) -> String, row: u32) -> String {
    let (likelihood, harm) = (letter("likelihood.score"), letter("harm.score"));
    let matrix = if key == "sum" { "tobokel_values" } else { "tobokel_matrix" };
    format!(
        "=IF(OR({likelihood}{row}=\"\",{harm}{row}=\"\"),\"\",IFERROR(INDEX({matrix},MATCH({likelihood}{row},tobokel_likelihood,0),MATCH({harm}{row},tobokel_harm,0)),\"\"))"
    )
}

/// The level after controls: lowered by what the grade lowers, if the control meets the conditions, not below the floor.
fn residual(template: &Template<'_>, letter: &impl Fn(&str) -> String, row: u32) -> String {
    let cell = |key: &str| format!("{}{row}", letter(key));
    let inherent = cell("inherent");
    let rank = format!("MATCH({inherent},tobokel_ranks,0)");
    let mut conditions = vec![format!("TRIM({})<>\"\"", cell("control.effectiveness"))];
    let (description, evidence) = template.control_conditions;
    if description {
        conditions.push(format!("TRIM({})<>\"\"", cell("control.description")));
    }
    if evidence {
        conditions.push(format!("TRIM({})<>\"\"", cell("control.evidence")));
    }
    conditions.push(format!("TRIM({})<>\"{}\"", cell("control.lowers"), template.keep_word));
    let steps = format!("INDEX(tobokel_steps,MATCH({},tobokel_grades,0))", cell("control.effectiveness"));
    format!(
        "=IF({inherent}=\"\",\"\",IFERROR(INDEX(tobokel_ranks,IF(AND({}),MAX(MIN({rank},{floor}),{rank}-IFERROR({steps},0)),{rank})),\"\"))",
        conditions.join(","),
        floor = template.floor,
    )
}

/// The hidden sheet: the lists, then the levels by rank, the grades' steps, and the matrix twice.
fn write_lists(out: &mut Worksheet, template: &Template<'_>) -> Result<(), XlsxError> {
    for (column, list) in (0..).zip(&template.lists) {
        out.write_string(0, column, list.name)?;
        for (row, value) in (1..).zip(&list.values) {
            match value.parse::<u8>() {
                Ok(number) if list.numbers => out.write_number(row, column, number)?,
                _ => out.write_string(row, column, value)?,
            };
        }
    }
    let first = u16::try_from(template.lists.len()).unwrap_or_default();
    for (row, (label, _)) in (1..).zip(&template.levels) {
        out.write_string(row, first, label)?;
    }
    for (row, (_, steps)) in (1..).zip(&template.grades) {
        out.write_number(row, first + 1, *steps)?;
    }
    for (row, line) in (1..).zip(&template.matrix) {
        for (column, (value, level)) in (0..).zip(line) {
            let width = u16::try_from(line.len()).unwrap_or_default();
            out.write_number(row, first + 2 + column, *value)?;
            out.write_string(row, first + 2 + width + column, level)?;
        }
    }
    Ok(())
}

/// The named ranges of what stands right of the lists.
fn ranges(template: &Template<'_>) -> Vec<(&'static str, String)> {
    let first = u16::try_from(template.lists.len()).unwrap_or_default();
    let range = |from: u16, columns: usize, rows: usize| {
        let last = from + u16::try_from(columns).unwrap_or_default() - 1;
        format!("${}$2:${}${}", column_number_to_name(from), column_number_to_name(last), rows + 1)
    };
    let (rows, columns) = (template.matrix.len(), template.scales[1].len());
    let width = u16::try_from(columns).unwrap_or_default();
    vec![
        ("tobokel_ranks", range(first, 1, template.levels.len())),
        ("tobokel_steps", range(first + 1, 1, template.grades.len())),
        ("tobokel_values", range(first + 2, columns, rows)),
        ("tobokel_matrix", range(first + 2 + width, columns, rows)),
    ]
}

/// What a cell takes, and what is said when it is chosen.
fn validation(column: &TemplateColumn) -> Result<DataValidation, XlsxError> {
    let short = |text: &str, limit: usize| {
        if text.chars().count() <= limit {
            text.to_owned()
        } else {
            text.chars().take(limit - 1).collect::<String>() + "…"
        }
    };
    // Long criteria are cut evenly, so that each point is named; the header's note holds them whole.
    let lines: Vec<&str> = column.help.lines().collect();
    let room = MESSAGE / lines.len().max(1) - 1;
    let message = if column.help.chars().count() <= MESSAGE {
        column.help.clone()
    } else {
        lines.iter().map(|line| short(line, room)).collect::<Vec<_>>().join("\n")
    };
    let validation = match column.list {
        Some(list) => DataValidation::new().allow_list_formula(Formula::new(format!("={list}"))),
        None => DataValidation::new().allow_any_value(),
    };
    validation.set_input_title(short(&column.title, TITLE))?.set_input_message(message)
}

/// Formula cells and titles are protected, without a password; whoever fills in may size, sort, filter and add rows.
fn protect(out: &mut Worksheet) {
    out.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
}

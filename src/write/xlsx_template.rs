//! The template as a workbook that teaches: drop-downs from named ranges, an input message on each cell, live formulas for
//! the points' total and the levels, in the levels' colours. Only functions that Excel and LibreOffice both have.
//!
//! Formula cells are protected without a password; input cells are free.

use super::xlsx::{MARK, MARK_AS_OF, MARK_VERSION, XlsxError};
use super::xlsx_looks::Formats;
use super::xlsx_page::page;
use super::xlsx_parts::whole;
use super::xlsx_pen::Pen;
use crate::report::{Template, TemplateColumn};
use crate::sheet::{Book, Sheet};
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Note, ProtectionOptions, Workbook, Worksheet, utility::column_number_to_name,
};

/// How many rows are prepared for situations, and as many for measures.
const PREPARED: u32 = 300;
/// Excel's limit for an input message and for its title, in characters.
const MESSAGE: usize = 255;
const TITLE: usize = 32;
const FONT: &str = "Times New Roman";

/// The template as the bytes of a workbook.
///
/// # Errors
/// What the library refuses; nothing of what templates hold.
pub fn xlsx_template(template: &Template<'_>, kind: &str, version: &str) -> Result<Vec<u8>, XlsxError> {
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
    write_organization(workbook.add_worksheet().set_name(organization)?, template)?;
    write_register(workbook.add_worksheet().set_name(register)?, template)?;
    write_table(workbook.add_worksheet().set_name(measures)?, &template.measures)?;
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
    Ok(bytes)
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

fn write_organization(out: &mut Worksheet, template: &Template<'_>) -> Result<(), XlsxError> {
    out.set_column_width(0, 46)?.set_column_width(1, 70)?;
    for (row, (column, value)) in (0..).zip(&template.organization) {
        out.write_string_with_format(row, 0, &column.title, &body().set_bold())?;
        out.write_string_with_format(row, 1, value, &input(column))?;
        out.add_data_validation(row, 1, row, 1, &validation(column)?)?;
    }
    page(out, &Sheet::default(), &Book::default(), 0.0);
    protect(out);
    Ok(())
}

/// Titles, prepared rows, input messages and drop-downs of a table.
fn write_table(out: &mut Worksheet, columns: &[TemplateColumn]) -> Result<(), XlsxError> {
    out.set_row_height(0, 44)?.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    for (number, column) in (0..).zip(columns) {
        out.set_column_width(number, column.width)?;
        out.write_string_with_format(0, number, &column.title, &head())?;
        if column.help.chars().count() > MESSAGE {
            let note = Note::new(&column.help).set_width(420).set_height(260).add_author_prefix(false);
            out.insert_note(0, number, &note)?;
        }
        let format = input(column);
        for row in 1..=PREPARED {
            out.write_blank(row, number, &format)?;
        }
        out.add_data_validation(1, number, PREPARED, number, &validation(column)?)?;
    }
    let paper = Sheet { landscape: true, ..Sheet::default() };
    page(out, &paper, &Book::default(), 0.0);
    protect(out);
    Ok(())
}

fn write_register(out: &mut Worksheet, template: &Template<'_>) -> Result<(), XlsxError> {
    write_table(out, &template.register)?;
    out.set_formula_result_default("");
    let letter = |key: &str| {
        let at = template.register.iter().position(|column| column.key == key).unwrap_or_default();
        column_number_to_name(u16::try_from(at).unwrap_or_default())
    };
    let locked = body().set_align(FormatAlign::Center).set_background_color("F2F2F2");
    for (number, column) in (0..).zip(&template.register) {
        let key = column.key;
        if !matches!(key, "sum" | "inherent" | "residual") {
            continue;
        }
        for row in 1..=PREPARED {
            let formula = match key {
                "residual" => residual(template, &letter, row + 1),
                _ => looked_up(key, &letter, row + 1),
            };
            out.write_formula_with_format(row, number, Formula::new(formula), &locked)?;
        }
        for (label, color) in &template.levels {
            let fill = Format::new().set_background_color(Color::from(*color)).set_bold();
            let rule = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(label.as_str()));
            out.add_conditional_format(1, number, PREPARED, number, &rule.set_format(fill))?;
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

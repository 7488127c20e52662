//! What a worksheet is besides its cells: paper, margins, header and footer, widths, filter, breaks, the chart.

use super::xlsx_looks::FONT;
use crate::sheet::{Book, Chart, Fit, Shape, Sheet};
use rust_xlsxwriter::{
    Chart as XlsxChart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, DataValidation, Worksheet, XlsxError,
};

/// A4, as Excel numbers paper.
const A4: u8 = 9;
/// The room for rows on a page of A4 between the margins, in points; a little less than there is.
const PAGE_HEIGHT: f64 = 735.0;
/// The smallest scale, in percent, at which 10-point type can still be read on paper.
const LEAST_SCALE: u16 = 55;
/// The height of a row for which none is set, in pixels.
const USUAL_ROW: u32 = 20;
/// How many numbers stand on an axis of a chart, at most.
const AXIS_NUMBERS: usize = 8;
/// The longest text at the left of a page footer, on an upright sheet and on a broad one: a longer one would be printed over
/// the day in the middle.
const FOOTER_PARTS: (usize, usize) = (40, 64);

/// Where the rows of a sheet stand in its worksheet: a text too tall for a row goes on in further rows, and the rows of the
/// two part company.
pub(super) struct Places {
    rows: Vec<u32>,
    next: u32,
    page_height: f64,
    tallest_page: f64,
}

impl Places {
    pub fn with_capacity(rows: usize) -> Self {
        Self { rows: Vec::with_capacity(rows), next: 0, page_height: 0.0, tallest_page: 0.0 }
    }

    /// The row of the worksheet that comes next.
    pub fn next(&self) -> u32 {
        self.next
    }

    /// Adds a row of the sheet: how many rows of the worksheet it took, and their height. Pages begin at some rows.
    pub fn add(&mut self, (taken, height): (u32, f64), page_breaks: &[u32]) {
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(self.next);
        self.next += taken;
        let begins = page_breaks.binary_search(&number).is_ok();
        self.page_height = if begins { height } else { self.page_height + height };
        self.tallest_page = self.tallest_page.max(self.page_height);
    }

    fn at(&self, row: u32) -> u32 {
        self.rows.get(row as usize).copied().unwrap_or(self.next)
    }
}

/// A sheet whose rows are written, and where they stand.
pub(super) struct Placed<'a> {
    pub sheet: Sheet<'a>,
    pub places: Places,
}

impl Placed<'_> {
    /// Writes all of the sheet but its rows.
    pub fn write(&self, out: &mut Worksheet, name: &str, book: &Book<'_>) -> Result<(), XlsxError> {
        let Self { sheet, places } = self;
        let at = |row: u32| places.at(row);
        for (column, width) in (0..).zip(&sheet.widths) {
            out.set_column_width(column, f64::from(*width))?;
        }
        page(out, sheet, book, places.tallest_page);
        if let Some((first, last)) = sheet.repeat_rows {
            out.set_repeat_rows(at(first), at(last))?;
        }
        if sheet.repeat_columns > 0 {
            out.set_repeat_columns(0, sheet.repeat_columns - 1)?;
        }
        if let Some((row, column)) = sheet.freeze {
            out.set_freeze_panes(at(row), column)?;
        }
        let last = places.next.saturating_sub(1);
        if let Some(head) = sheet.filter {
            out.autofilter(at(head), 0, last.max(at(head)), sheet.columns().saturating_sub(1))?;
        }
        for (column, words) in &sheet.choices {
            let choice = DataValidation::new().allow_list_strings(words)?;
            out.add_data_validation(1, *column, last.max(1), *column, &choice)?;
        }
        let breaks: Vec<u32> = sheet.page_breaks.iter().map(|row| at(*row)).collect();
        out.set_page_breaks(&breaks)?;
        if let Some(column) = sheet.column_break {
            out.set_vertical_page_breaks(&[u32::from(column)])?;
        }
        if let Some(chart) = &sheet.chart {
            insert_chart(out, name, chart, book, places)?;
        }
        Ok(())
    }
}

fn insert_chart(
    out: &mut Worksheet,
    name: &str,
    chart: &Chart,
    book: &Book<'_>,
    places: &Places,
) -> Result<(), XlsxError> {
    let at = |row: u32| places.at(row);
    let (kind, font_size) = match chart.shape {
        Shape::Columns => (ChartType::Column, 10),
        Shape::Bars => (ChartType::BarStacked, 9),
    };
    let mut drawn = XlsxChart::new(kind);
    let (first, last) = (at(chart.head) + 1, at(chart.head) + chart.categories);
    let mut small = ChartFont::new();
    small.set_name(FONT).set_size(font_size);
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
        // In a bar of several pieces a piece of none has no room for its label.
        let mut label = ChartDataLabel::new();
        label.show_value().set_num_format(if chart.shape == Shape::Bars { "0;;" } else { "0" }).set_font(&small);
        drawn
            .add_series()
            .set_name((name, at(chart.head), column))
            .set_categories((name, first, chart.column, last, chart.column))
            .set_values((name, first, column, last, column))
            .set_format(&mut format)
            .set_gap(60)
            .set_data_label(&label);
    }
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(12).set_bold();
    drawn.title().set_name(chart.title.as_str()).set_font(&font);
    drawn.legend().set_position(ChartLegendPosition::Bottom).set_font(&small);
    let step = step(chart.tallest);
    // The next whole step above the tallest: its label stands inside the chart, not across the title.
    let most = (chart.tallest / step + 1) * step;
    match chart.shape {
        Shape::Columns => {
            drawn.y_axis().set_min(0).set_max(most as f64).set_major_unit(step as f64).set_major_gridlines(false);
            drawn.set_width(600);
        }
        Shape::Bars => {
            // Each piece has its number: the axis would only repeat them.
            drawn.x_axis().set_hidden(true).set_major_gridlines(false);
            // The first category stands at the top, as in the table.
            drawn.y_axis().set_reverse();
            drawn.set_width(860);
        }
    }
    // A little air below it.
    drawn.set_height((chart.shape.rows(chart.categories as usize) - 1) * USUAL_ROW);
    drawn.x_axis().set_font(&small);
    drawn.y_axis().set_font(&small);
    out.insert_chart(at(chart.at), 0, &drawn)?;
    Ok(())
}

/// The step between the numbers of an axis: 1, 2 or 5 with as many zeros as keep them few.
fn step(tallest: usize) -> usize {
    let tens = std::iter::successors(Some(1_usize), |ten| ten.checked_mul(10));
    let mut steps = tens.flat_map(|ten| [1, 2, 5].map(|step| ten.saturating_mul(step)));
    steps.find(|step| tallest / step < AXIS_NUMBERS).unwrap_or(usize::MAX)
}

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
    let longest = if sheet.landscape { FOOTER_PARTS.1 } else { FOOTER_PARTS.0 };
    let fitting = (0..=longest).rev().map(footer).find(|footer| footer.encode_utf16().count() <= 250);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_few_numbers_however_much_is_counted() {
        assert_eq!([0, 1, 7, 8, 15, 16, 240, 2_400, 99_999].map(step), [1, 1, 1, 2, 2, 5, 50, 500, 20_000]);
        for tallest in (0..5_000).chain([usize::MAX]) {
            let numbers = tallest / step(tallest);
            assert!(numbers < AXIS_NUMBERS && (tallest < 20 || numbers > 1), "{tallest}: {numbers}");
        }
    }
}

//! A chart, made by the library, and the one thing in it that the library leaves out.

use super::looks::FONT;
use super::opened::element;
use super::places::Places;
use crate::sheet::{Book, Chart, Shape};
use rust_xlsxwriter::{
    Chart as XlsxChart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, Worksheet, XlsxError,
};

/// Where charts lie in a workbook.
pub(super) const PARTS: &str = "xl/charts/chart";
/// The height of a row for which none is set, in pixels.
const USUAL_ROW: u32 = 20;
/// How many numbers stand on an axis of a chart, at most.
const AXIS_NUMBERS: usize = 8;

/// Puts a chart into a worksheet.
pub(super) fn insert_chart(
    out: &mut Worksheet,
    name: &str,
    chart: &Chart,
    told: &str,
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
        // Beside levels: what has none.
        let none = "D9D9D9";
        let own = ["8EA9DB", "305496", "7F7F7F", "70AD47"][usize::from(series - 1) % 4];
        let own = if chart.levels.is_empty() { own } else { none };
        let level = chart.levels.get(usize::from(series - 1));
        let color = level.and_then(|level| book.level_colors.get(level.index())).map_or(own, |color| *color);
        let mut format = ChartFormat::new();
        format.set_solid_fill(ChartSolidFill::new().set_color(color));
        if !chart.levels.is_empty() {
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
    drawn.set_alt_text(told);
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

/// The XML of a chart in which each category has its name: where names are long, programs else leave out every second. The
/// library leaves out what is its default, and programs have another.
pub(super) fn each_named(chart: &str) -> Result<String, XlsxError> {
    let mut chart = chart.to_owned();
    if let Some(offset) = element(&chart, "c:lblOffset")? {
        chart.insert_str(offset.end, "<c:tickLblSkip val=\"1\"/>");
    }
    Ok(chart)
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

//! The sheets of the organisations by how much risk is left: the summary with its chart, and the ranking.

use crate::consolidate::{Consolidation, Overall, Standing, levels, short};
use crate::locale::Message;
use crate::model::Level;
use crate::report::{TOOL, VERSION};
use crate::sheet::{Cell, Chart, Fit, Role, Shape, Sheet};

/// How many organisations the chart shows.
const CHARTED: usize = 10;

/// The summary: what was consolidated, how many situations at which level, and the organisations with the most risk left.
pub(super) fn summary<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let (of, standings) = (&all.of, &all.standings);
    let (names, levels) = (of.names(), levels(of));
    let columns = u16::try_from(levels.len()).unwrap_or(u16::MAX);
    let widths = std::iter::once(52).chain(levels.iter().map(|_| 24)).collect();
    let mut sheet = of.sheet("sheet-summary", "consolidated-title", widths);
    (sheet.landscape, sheet.fit) = (false, Fit::OnePage);
    sheet.gap();
    facts(of, standings, &mut sheet);
    sheet.gap();
    let head = |id| Cell::text(Role::Head, of.text(id));
    sheet.row(vec![head("head-level"), head("head-inherent-count"), head("head-residual-count")]);
    for level in &levels {
        let sum = |counts: fn(&Standing) -> &[usize]| -> usize {
            standings.iter().map(|standing| counts(standing)[level.index()]).sum()
        };
        sheet.row(vec![
            of.level_cell(Some(*level)),
            Cell::number(Role::Short, sum(|standing| &standing.inherent)),
            Cell::number(Role::Short, sum(|standing| &standing.residual)),
        ]);
    }
    if standings.is_empty() {
        return sheet;
    }
    sheet.gap();
    let titles = std::iter::once(head("fact-organization"))
        .chain(levels.iter().map(|level| Cell::text(Role::Head, of.level_title("consolidated-after-level", *level))));
    let titles = titles.collect();
    let all = sheet.columns();
    let top = Message::new("consolidated-top").with("count", standings.len().min(CHARTED));
    sheet.row(vec![Cell::text(Role::Heading, of.format(top)).spanning(all)]);
    let head = sheet.row(titles);
    let shown = &standings[..standings.len().min(CHARTED)];
    for standing in shown {
        let counts = levels.iter().map(|level| Cell::number(Role::Short, standing.residual[level.index()]));
        let name = Cell::text(Role::Body, names[standing.organization].clone());
        sheet.row(std::iter::once(name).chain(counts).collect());
    }
    sheet.gap();
    let at = sheet.next_row();
    // The chart covers these rows; without them a page that is fitted to its rows would be cut through it.
    (0..Shape::Bars.rows(shown.len())).for_each(|_| sheet.gap());
    sheet.chart = Some(Chart {
        title: of.text("consolidated-chart"),
        shape: Shape::Bars,
        tallest: shown.iter().map(|standing| standing.assessed).max().unwrap_or_default(),
        head,
        column: 0,
        categories: short(shown.len()),
        series: columns,
        levels,
        at,
    });
    sheet
}

fn facts<'a>(of: &Consolidation<'a>, standings: &[Standing], sheet: &mut Sheet<'a>) {
    let span = sheet.columns() - 1;
    let mut fact = |id: &str, value: String| {
        sheet.row(vec![Cell::text(Role::Label, of.text(id)), Cell::text(Role::Text, value).spanning(span)]);
    };
    fact("fact-as-of", of.language.date(of.as_of));
    fact("consolidated-organizations", of.digests.len().to_string());
    let counts = Message::new("fact-situations-count")
        .with("all", of.digests.iter().map(|digest| digest.situations().len()).sum::<usize>())
        .with("assessed", standings.iter().map(|standing| standing.assessed).sum::<usize>());
    fact("fact-situations", of.format(counts));
    fact("total-lowered", standings.iter().map(|standing| standing.lowered).sum::<usize>().to_string());
    fact("consolidated-faulty-files", of.faulty.len().to_string());
    fact("fact-method", of.method.title.get(of.language).to_owned());
    fact("fact-act", of.method.act.get(of.language).to_owned());
    fact("fact-method-id", of.method.id.clone());
    fact("fact-method-sha256", of.method.sha256.clone());
    fact("fact-tool", format!("{TOOL} {VERSION}"));
}

/// The ranking, in the order of the consolidation.
pub(super) fn ranking<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let (of, standings) = (&all.of, &all.standings);
    let (names, after) = (of.names(), levels(of));
    // The lowest level before controls is what is left of the rest.
    let before = &after[..after.len().saturating_sub(1)];
    let counted = std::iter::repeat_n(12, after.len() + before.len());
    let widths = [7, 40].into_iter().chain(counted).chain([12, 11, 11, 10, 15, 15]).collect();
    let mut sheet = of.sheet("consolidated-sheet-ranking", "consolidated-title-ranking", widths);
    of.remark(&mut sheet, "consolidated-remark-ranking");
    let titles = of
        .titles(&["consolidated-place", "fact-organization"])
        .into_iter()
        .chain(after.iter().map(|level| of.level_title("consolidated-after-level", *level)))
        .chain(before.iter().map(|level| of.level_title("consolidated-before-level", *level)))
        .chain(of.titles(&[
            "consolidated-lowered",
            "fact-situations",
            "consolidated-assessed",
            "consolidated-errors",
            "consolidated-warnings",
            "consolidated-coverage",
        ]));
    Consolidation::head(&mut sheet, titles, 2);
    for (place, standing) in standings.iter().enumerate() {
        let digest = &of.digests[standing.organization];
        let number = |number: usize| Cell::number(Role::Short, number);
        let mut cells = vec![number(place + 1), Cell::text(Role::Body, names[standing.organization].clone())];
        cells.extend(after.iter().map(|level| number(standing.residual[level.index()])));
        cells.extend(before.iter().map(|level| number(standing.inherent[level.index()])));
        cells.push(match standing.lowered_percent() {
            Some(percent) => number(percent),
            None => of.level_cell(None),
        });
        cells
            .extend([digest.situations().len(), standing.assessed, digest.findings[0], digest.findings[1]].map(number));
        let [functions, covered] = digest.functions;
        let coverage = Message::new("consolidated-share").with("part", covered).with("all", functions);
        cells.push(Cell::text(Role::Short, of.format(coverage)));
        sheet.row(cells);
    }
    of.or_nothing(standings.is_empty(), &mut sheet);
    sheet
}

impl<'a> Consolidation<'a> {
    /// A column's title that names a level.
    fn level_title(&self, id: &'static str, level: Level) -> String {
        self.format(Message::new(id).with("level", &self.method.level(level).label))
    }

    /// Says that a table is empty.
    pub(super) fn or_nothing(&self, empty: bool, sheet: &mut Sheet<'a>) {
        if empty {
            self.remark(sheet, "consolidated-nothing");
            sheet.filter = None;
        }
    }
}

//! The sheets of the organisations by how much risk is left: the summary with its chart, and the ranking.

use crate::consolidate::{Consolidation, Overall, Standing, levels, short};
use crate::locale::Message;
use crate::model::Level;
use crate::report::layout::{heads, level_counts};
use crate::report::tool::{TOOL, VERSION};
use crate::report::words::situation_counts;
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
    let sum = |counts: fn(&Standing) -> &[usize]| -> Vec<usize> {
        let of_level = |level| standings.iter().map(|standing| counts(standing)[level]).sum();
        (0..of.method.levels.len()).map(of_level).collect()
    };
    let (inherent, residual) = (sum(|standing| &standing.inherent), sum(|standing| &standing.residual));
    sheet.add(level_counts(of.method, of.language, &[&inherent, &residual]));
    if standings.is_empty() {
        return sheet;
    }
    sheet.gap();
    let shown = &standings[..standings.len().min(CHARTED)];
    sheet.across(Role::Heading, of.format(Message::new("consolidated-top").with("count", shown.len())));
    let mut titles = heads(of.language, ["fact-organization"]);
    titles.extend(levels.iter().map(|level| of.level_title("consolidated-after-level", *level)));
    let head = sheet.row(titles);
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
    let mut fact = |id: &str, value: String| sheet.fact(of.text(id), Role::Text, value);
    fact("fact-as-of", of.language.date(of.as_of));
    fact("consolidated-organizations", of.digests.len().to_string());
    let all = of.digests.iter().map(|digest| digest.situations().len()).sum();
    let assessed = standings.iter().map(|standing| standing.assessed).sum();
    fact("fact-situations", of.format(situation_counts(all, assessed)));
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
    sheet.across(Role::Remark, of.text("consolidated-remark-ranking"));
    let mut titles = heads(of.language, ["consolidated-place", "fact-organization"]);
    titles.extend(after.iter().map(|level| of.level_title("consolidated-after-level", *level)));
    titles.extend(before.iter().map(|level| of.level_title("consolidated-before-level", *level)));
    let counted = [
        "consolidated-lowered",
        "fact-situations",
        "consolidated-assessed",
        "consolidated-errors",
        "consolidated-warnings",
        "consolidated-coverage",
    ];
    titles.extend(heads(of.language, counted));
    sheet.head(titles, 2);
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
    pub(super) fn level_title(&self, id: &'static str, level: Level) -> Cell<'a> {
        Cell::text(Role::Head, self.format(Message::new(id).with("level", &self.method.level(level).label)))
    }
}

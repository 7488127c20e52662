//! The sheets of the organisations by how much risk is left: the summary with its chart, and the ranking.

use crate::consolidate::{Consolidation, Overall, Standing, levels, short};
use crate::locale::Message;
use crate::model::Level;
use crate::report::consolidation::labels::Labels;
use crate::report::layout::{heads, level_counts};
use crate::report::tool::{TOOL, VERSION};
use crate::report::words::situation_counts;
use crate::sheet::{Cell, Chart, Fit, Role, Shape, Sheet};

/// How many organisations of the ranking the chart shows.
const CHARTED: usize = 10;
/// How many of those that are not assessed it shows below them.
const CHARTED_OPEN: usize = 5;
/// The longest label of the chart, in characters: it takes a third of the width.
const LABEL: usize = 32;

/// The summary: what was consolidated, how many situations at which level, and the organisations with the most risk left.
pub(super) fn summary<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let (of, standings) = (&all.of, &all.standings);
    // One column more than levels: that of what is not assessed.
    let counted = levels(of).len() + 1;
    let widths = if has_labels(all) { vec![46, 28] } else { vec![58] };
    let widths = widths.into_iter().chain(std::iter::repeat_n(19, counted)).collect();
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
    if !standings.is_empty() {
        sheet.gap();
        top(all, &mut sheet);
    }
    sheet
}

/// The organisations with the most risk left, and some of those whose risk is not known: a table and its chart.
fn top<'a>(all: &'a Overall<'a>, sheet: &mut Sheet<'a>) {
    let (of, levels) = (&all.of, levels(&all.of));
    let (names, (ranked, open)) = (of.names(), all.standings());
    let ranked = &ranked[..ranked.len().min(CHARTED)];
    let (listed, beyond) = open.split_at(open.len().min(CHARTED_OPEN));
    sheet.across(Role::Heading, of.format(Message::new("consolidated-top").with("count", ranked.len())));
    let has_open = |standing: &&Standing| situations(of, standing) > standing.assessed;
    let shown = || charted(all);
    let with_open = shown().any(|standing| has_open(&standing));
    let labelled = has_labels(all);
    let mut titles = heads(of.language, ["fact-organization"]);
    titles.extend(labelled.then(|| Cell::text(Role::Head, of.text("consolidated-label"))));
    let column = short_columns(titles.len() - 1);
    titles.extend(levels.iter().map(|level| of.level_title("consolidated-after-level", *level)));
    titles.extend(with_open.then(|| Cell::text(Role::Head, of.text("not-assessed"))));
    let series = short_columns(titles.len() - 1) - column;
    let head = sheet.row(titles);
    let mut labels = Labels::of(LABEL);
    for standing in shown() {
        let name = &names[standing.organization];
        let mut cells = vec![Cell::text(Role::Body, name.clone())];
        cells.extend(labelled.then(|| Cell::text(Role::Body, labels.label(name))));
        let count = |level: &Level| {
            if standing.is_ranked() {
                Cell::number(Role::Short, standing.residual[level.index()])
            } else {
                of.level_cell(None)
            }
        };
        cells.extend(levels.iter().map(count));
        let open = situations(of, standing) - standing.assessed;
        cells.extend(with_open.then(|| Cell::number(Role::Short, open)));
        sheet.row(cells);
    }
    if !open.is_empty() {
        let id = if beyond.is_empty() { "consolidated-unranked" } else { "consolidated-unranked-more" };
        let message = Message::new(id).with("count", open.len()).with("more", beyond.len());
        sheet.across(Role::Remark, of.format(message));
    }
    sheet.gap();
    let at = sheet.next_row();
    let categories = ranked.len() + listed.len();
    // The chart covers these rows; without them a page that is fitted to its rows would be cut through it.
    (0..Shape::Bars.rows(categories)).for_each(|_| sheet.gap());
    sheet.chart = Some(Chart {
        title: of.text("consolidated-chart"),
        shape: Shape::Bars,
        tallest: shown().map(|standing| situations(of, standing)).max().unwrap_or_default(),
        head,
        column,
        categories: short(categories),
        series,
        levels,
        at,
    });
}

/// The organisations of the chart: those of the ranking, then some of those that are not assessed.
fn charted<'s>(all: &'s Overall<'_>) -> impl Iterator<Item = &'s Standing> {
    let (ranked, open) = all.standings();
    ranked.iter().take(CHARTED).chain(open.iter().take(CHARTED_OPEN))
}

/// Whether a name of the chart is too long for it.
fn has_labels(all: &Overall<'_>) -> bool {
    let names = all.of.names();
    charted(all).any(|standing| names[standing.organization].chars().count() > LABEL)
}

/// How many situations an organisation has.
fn situations(of: &Consolidation<'_>, standing: &Standing) -> usize {
    of.digests[standing.organization].situations().len()
}

fn short_columns(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
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
    fact("consolidated-errors", errors(of));
    fact("fact-method", of.method.title.get(of.language).to_owned());
    fact("fact-act", of.method.act.get(of.language).to_owned());
    fact("fact-method-id", of.method.id.clone());
    fact("fact-method-sha256", of.method.sha256.clone());
    fact("fact-tool", format!("{TOOL} {VERSION}"));
}

/// How many errors the run found; where some are not in registers, how many in which files.
fn errors(of: &Consolidation<'_>) -> String {
    let all = of.faulty.iter().map(|file| file.errors).sum::<usize>();
    let in_registers = of.unsettled().errors;
    if all <= in_registers {
        return in_registers.to_string();
    }
    let split = Message::new("errors-split").with("in_registers", in_registers).with("elsewhere", all - in_registers);
    format!("{all}: {}", of.format(split))
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
    let row = |rank: Option<usize>, standing: &Standing| {
        let digest = &of.digests[standing.organization];
        let number = |number: usize| Cell::number(Role::Short, number);
        let known = |number: usize| rank.map_or_else(|| of.level_cell(None), |_| Cell::number(Role::Short, number));
        let mut cells =
            vec![known(rank.unwrap_or_default()), Cell::text(Role::Body, names[standing.organization].clone())];
        cells.extend(after.iter().map(|level| known(standing.residual[level.index()])));
        cells.extend(before.iter().map(|level| known(standing.inherent[level.index()])));
        cells.push(known(standing.lowered_percent().unwrap_or_default()));
        cells
            .extend([digest.situations().len(), standing.assessed, digest.findings[0], digest.findings[1]].map(number));
        let [functions, covered] = digest.functions;
        let coverage = Message::new("consolidated-share").with("part", covered).with("all", functions);
        cells.push(Cell::text(Role::Short, of.format(coverage)));
        cells
    };
    let (ranked, open) = all.standings();
    sheet.add((1..).zip(ranked).map(|(rank, standing)| row(Some(rank), standing)));
    sheet.filter_to = sheet.last_row();
    if !open.is_empty() {
        sheet.across(Role::Group, of.format(Message::new("consolidated-not-assessed").with("count", open.len())));
        sheet.add(open.iter().map(|standing| row(None, standing)));
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

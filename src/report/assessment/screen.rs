//! What the terminal shows of a register: a summary line, the situations, the risk map, the plan.

use crate::case::Case;
use crate::locale::Message;
use crate::model::Level;
use crate::report::assessment::map;
use crate::sheet::{Cell, Role, Row, Sheet};

/// The summary line of a register: how many situations, how many at each level before and after controls.
#[must_use]
pub fn summary_line(case: &Case<'_>) -> String {
    let counts = |counts: &[usize]| {
        let levels = case.method.computed_levels().rev();
        let parts: Vec<String> = levels
            .map(|(level, spec)| format!("{} {}", spec.label.get(case.language), counts[level.index()]))
            .collect();
        parts.join(", ")
    };
    let message = Message::new("summary-line")
        .with("organization", case.register.organization.name.as_str())
        .with("all", case.assessment.outcomes.len())
        .with("assessed", case.assessment.ranking.len())
        .with("inherent", counts(&case.assessment.inherent))
        .with("residual", counts(&case.assessment.residual));
    case.format(message.shortened())
}

/// The tables of a register: situations, risk map, plan.
#[must_use]
pub fn overview<'a>(case: &Case<'a>) -> Vec<Sheet<'a>> {
    let map = Sheet {
        name: case.text("title-map"),
        rows: map::matrix(case, map::Cells::Letter).into_iter().map(|cells| Row { cells }).collect(),
        ..Sheet::default()
    };
    let mut tables = vec![situations(case), map];
    let levels = map::levels(case);
    if !levels.is_empty() {
        let rows = levels.into_iter().map(|cells| Row { cells }).collect();
        tables.push(Sheet { name: case.text("heading-map-target"), rows, ..Sheet::default() });
    }
    tables.extend(plan_tables(case));
    tables
}

fn situations<'a>(case: &Case<'a>) -> Sheet<'a> {
    let titles = [
        "column-id",
        "column-situation",
        "short-likelihood",
        "short-harm",
        "short-sum",
        "short-inherent",
        "short-control",
        "short-residual",
    ];
    let mut sheet = table(case, "title-situations", &titles);
    for row in case.rows() {
        let points = |points: Option<u8>| match points {
            Some(points) => Cell::number(Role::Short, points),
            None => Cell::text(Role::Short, case.text("not-assessed-short")),
        };
        let outcome = row.outcome;
        sheet.row(vec![
            Cell::text(Role::Short, row.situation.id.as_str()),
            Cell::text(Role::Body, row.situation.text.as_str()),
            points(row.situation.likelihood.points),
            points(row.situation.harm.points),
            outcome.map_or_else(|| case.level_cell(None), |outcome| Cell::number(Role::Short, outcome.sum)),
            case.level_cell(outcome.map(|outcome| outcome.inherent)),
            Cell::text(Role::Body, case.grade(row.situation.control.as_ref())),
            case.level_cell(outcome.map(|outcome| outcome.residual)),
        ]);
    }
    sheet
}

/// The plan as a terminal table.
#[must_use]
pub fn plan_tables<'a>(case: &Case<'a>) -> Vec<Sheet<'a>> {
    let titles = ["column-rank", "column-id", "short-residual", "column-measure", "column-due", "column-responsible"];
    let mut sheet = table(case, "title-plan", &titles);
    for line in case.plan_lines() {
        let outcome = line.outcome;
        let absent = if outcome.measure_required { "measure-missing" } else { "measure-monitoring" };
        let (measure, due, responsible) = match line.measure {
            Some(measure) => (
                Cell::text(Role::Body, measure.text.as_str()),
                measure.due.as_ref().map(|due| case.term(due)).unwrap_or_default(),
                Case::posts(&measure.responsible),
            ),
            None => (Cell::text(Role::Body, case.text(absent)), String::new(), "".into()),
        };
        let treated: Level = outcome.treated_level(case.method);
        sheet.row(vec![
            Cell::number(Role::Short, outcome.priority),
            Cell::text(Role::Short, line.row.situation.id.as_str()),
            case.level_cell(Some(treated)),
            measure,
            Cell::text(Role::Body, due),
            Cell::text(Role::Body, responsible),
        ]);
    }
    let controlled = case.rows().any(|row| row.outcome.is_some_and(|outcome| outcome.head_control));
    if let (true, Some(head)) = (controlled, &case.register.assessment.high_level_controller) {
        let note = case.format(Message::new("plan-head-control").with("head", head.as_str()));
        sheet.row(vec![Cell::text(Role::Remark, note).spanning(6)]);
    }
    vec![sheet]
}

fn table<'a>(case: &Case<'a>, name: &str, titles: &[&str]) -> Sheet<'a> {
    let head = titles.iter().map(|id| Cell::text(Role::Head, case.text(id))).collect();
    Sheet { name: case.text(name), rows: vec![Row { cells: head }], ..Sheet::default() }
}

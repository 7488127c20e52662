//! What the terminal shows of a register: a summary line, the situations, the risk map, the plan.

use crate::case::Case;
use crate::locale::Message;
use crate::report::assessment::map;
use crate::report::layout::heads;
use crate::report::words::{joined, without_measure};
use crate::sheet::{Cell, Role, Sheet};

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
    let mut tables =
        vec![situations(case), Sheet::table(case.text("title-map"), map::matrix(case, map::Cells::Letter))];
    tables.extend(map::levels(case).map(|levels| Sheet::table(case.text("heading-map-target"), levels)));
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
    let mut sheet = Sheet::table(case.text("title-situations"), [heads(case.language, titles)]);
    sheet.add(case.rows().map(|row| {
        let outcome = row.outcome;
        vec![
            Cell::text(Role::Short, row.situation.id.as_str()),
            Cell::text(Role::Body, row.situation.text.as_str()),
            case.number_cell(row.situation.likelihood.points()),
            case.number_cell(row.situation.harm.points()),
            case.number_cell(outcome.map(|outcome| outcome.sum)),
            case.level_cell(outcome.map(|outcome| outcome.inherent)),
            Cell::text(Role::Body, case.grade(row.situation.control.as_ref())),
            case.level_cell(outcome.map(|outcome| outcome.residual)),
        ]
    }));
    sheet
}

/// The plan as a terminal table.
#[must_use]
pub fn plan_tables<'a>(case: &Case<'a>) -> Vec<Sheet<'a>> {
    let titles = ["column-rank", "column-id", "short-residual", "column-measure", "column-due", "column-responsible"];
    let mut sheet = Sheet::table(case.text("title-plan"), [heads(case.language, titles)]);
    sheet.add(case.plan_lines().into_iter().map(|line| {
        let (outcome, measure) = (line.outcome, line.measure);
        let text = measure.map(|measure| measure.text.as_str().into());
        let due = measure.and_then(|measure| measure.due.as_ref()).map(|due| case.term(due));
        vec![
            Cell::number(Role::Short, outcome.priority),
            Cell::text(Role::Short, line.row.situation.id.as_str()),
            case.level_cell(Some(outcome.treated_level(case.method))),
            Cell::text(Role::Body, text.unwrap_or_else(|| case.label(without_measure(outcome.measure_required)))),
            Cell::text(Role::Body, due.unwrap_or_default()),
            Cell::text(Role::Body, measure.map(|measure| joined(&measure.responsible)).unwrap_or_default()),
        ]
    }));
    let controlled = case.rows().any(|row| row.outcome.is_some_and(|outcome| outcome.head_control));
    if let (true, Some(head)) = (controlled, &case.register.assessment.high_level_controller) {
        let note = case.format(Message::new("plan-head-control").with("head", head.as_str()));
        sheet.row(vec![Cell::text(Role::Remark, note).spanning(6)]);
    }
    vec![sheet]
}

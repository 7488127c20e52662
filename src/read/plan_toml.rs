//! A plan of measures in TOML as typed.

use super::raw::{RawChapter, RawPlan, RawRecord, RawTask};
use super::register_toml::{Child, fill, fill_parent, lone_record, tables};
use super::toml_tree::{missing_key, unknown_key};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::Table;
use crate::source::Spot;
use toml::Spanned;
use toml::de::DeTable;

const CHAPTER: Child = Child { key: "chapter", name: "[[chapter]]" };
const TASK: Child = Child { key: "task", name: "[[chapter.task]]" };
const MEASURE: Child = Child { key: "measure", name: "[[chapter.task.measure]]" };
const ABBREVIATION: Child = Child { key: "abbreviation", name: "[[abbreviation]]" };

/// Whether a file that was parsed is a plan: it says so, or has chapters and no functions.
pub(super) fn is_plan(tree: &Spanned<DeTable<'_>>) -> bool {
    let tree = tree.get_ref();
    tree.contains_key("plan") || (tree.contains_key(CHAPTER.key) && !tree.contains_key("function"))
}

/// Reads a plan.
pub(super) fn read<'a>(tree: Spanned<DeTable<'a>>, sink: &mut Sink<'_>) -> RawPlan<'a> {
    let mut raw = RawPlan::default();
    let mut has_organization = false;
    for (key, node) in tree.into_inner() {
        match key.get_ref().as_ref() {
            "organization" => {
                has_organization = true;
                raw.organization = lone_record(Table::Organization, "[organization]", node, sink);
            }
            "plan" => raw.plan = lone_record(Table::Plan, "[plan]", node, sink),
            "chapter" => raw.chapters = tables(&CHAPTER, node, sink, chapter),
            "abbreviation" => {
                raw.abbreviations = tables(&ABBREVIATION, node, sink, |place, table, sink| {
                    let mut record = RawRecord::new(place);
                    fill(&mut record, Table::Abbreviation, ABBREVIATION.name, "", table, None, sink);
                    record
                });
            }
            other => {
                let allowed = ["organization", "plan", CHAPTER.key, ABBREVIATION.key];
                unknown_key(other, key.span(), Message::new("table-file"), &allowed, sink);
            }
        }
    }
    // After a syntax error it may well be there, only unreadable.
    if !has_organization && sink.count() == 0 {
        missing_key("organization", Message::new("table-file"), Spot::File, sink);
    }
    raw
}

fn chapter<'a>(place: Spot, table: DeTable<'a>, sink: &mut Sink<'_>) -> RawChapter<'a> {
    let mut record = RawRecord::new(place);
    let children = fill_parent(&mut record, Table::Chapter, &CHAPTER, table, &TASK, sink);
    let tasks = children.map(|children| tables(&TASK, children, sink, task)).unwrap_or_default();
    RawChapter { record, tasks }
}

fn task<'a>(place: Spot, table: DeTable<'a>, sink: &mut Sink<'_>) -> RawTask<'a> {
    let mut record = RawRecord::new(place);
    let children = fill_parent(&mut record, Table::Task, &TASK, table, &MEASURE, sink);
    let measures = children.map(|children| {
        tables(&MEASURE, children, sink, |place, table, sink| {
            let mut record = RawRecord::new(place);
            fill(&mut record, Table::PlannedMeasure, MEASURE.name, "", table, None, sink);
            record
        })
    });
    RawTask { record, measures: measures.unwrap_or_default() }
}

//! A plan of measures in TOML as typed.

use super::raw::{RawChapter, RawPlan, RawTask};
use super::register_toml::{Child, ORGANIZATION, lone_record, or_missing, record, records, tables};
use super::toml_tree::unknown_key;
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::Table;
use crate::source::Spot;
use toml::Spanned;
use toml::de::DeTable;

const PLAN: Child = Child { key: "plan", name: "[plan]", table: Table::Plan };
const CHAPTER: Child = Child { key: "chapter", name: "[[chapter]]", table: Table::Chapter };
const TASK: Child = Child { key: "task", name: "[[chapter.task]]", table: Table::Task };
const MEASURE: Child = Child { key: "measure", name: "[[chapter.task.measure]]", table: Table::PlannedMeasure };
const ABBREVIATION: Child = Child { key: "abbreviation", name: "[[abbreviation]]", table: Table::Abbreviation };

/// Whether a file that was parsed is a plan: it says so, or has chapters and no functions.
pub(super) fn is_plan(tree: &Spanned<DeTable<'_>>) -> bool {
    let tree = tree.get_ref();
    tree.contains_key(PLAN.key) || (tree.contains_key(CHAPTER.key) && !tree.contains_key("function"))
}

/// Reads a plan.
pub(super) fn read<'a>(tree: Spanned<DeTable<'a>>, sink: &mut Sink<'_>) -> RawPlan<'a> {
    let (mut raw, mut organization) = (RawPlan::default(), None);
    for (key, node) in tree.into_inner() {
        match key.get_ref().as_ref() {
            "organization" => organization = Some(lone_record(&ORGANIZATION, node, sink)),
            "plan" => raw.plan = lone_record(&PLAN, node, sink),
            "chapter" => raw.chapters = tables(&CHAPTER, Some(node), sink, chapter),
            "abbreviation" => raw.abbreviations = records(&ABBREVIATION, Some(node), sink),
            other => {
                let allowed = [ORGANIZATION.key, PLAN.key, CHAPTER.key, ABBREVIATION.key];
                unknown_key(other, key.span(), Message::new("table-file"), &allowed, sink);
            }
        }
    }
    RawPlan { organization: or_missing(organization, sink), ..raw }
}

fn chapter<'a>(place: Spot, mut tree: DeTable<'a>, sink: &mut Sink<'_>) -> RawChapter<'a> {
    let tasks = tree.remove(TASK.key);
    let record = record(&CHAPTER, Some(&TASK), place, tree, sink);
    RawChapter { record, tasks: tables(&TASK, tasks, sink, task) }
}

fn task<'a>(place: Spot, mut tree: DeTable<'a>, sink: &mut Sink<'_>) -> RawTask<'a> {
    let measures = tree.remove(MEASURE.key);
    let record = record(&TASK, Some(&MEASURE), place, tree, sink);
    RawTask { record, measures: records(&MEASURE, measures, sink) }
}

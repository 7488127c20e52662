//! The files of a body become a body that everybody may read.

use super::allowed::PublishedFields;
use super::earlier::{BodyBefore, changed};
use super::make_map::map;
use super::make_measure::{Stands, measure};
use super::make_situation::{public_id, situation};
use super::names::Addresses;
use super::stays::{why_a_name_stays, why_it_stays};
use super::teller::{At, HeldText, Teller};
use super::{Body, Draft, Execution, PublicMeasure, PublicSituation, Told, Why};
use crate::assess::execution::{State, Watch};
use crate::case::{Case, PlanCase, Unsettled};
use crate::diag::{Severity, count};
use crate::locale::Language;
use crate::method::Method;
use crate::model::Organization;
use crate::source::{Origins, Record, SourceFile, Spot};
use std::collections::BTreeMap;

/// The files of a body, and what it is called.
#[derive(Debug, Default)]
pub(super) struct Files<'a> {
    pub cases: Vec<Case<'a>>,
    pub plans: Vec<PlanCase<'a>>,
    /// The id, of which nobody is named.
    pub id: String,
    /// Why its own id stays, if it does.
    pub id_stays: Option<Why>,
    pub page: Option<String>,
    pub parent: Option<String>,
    /// The name of the body above it, where it is known.
    pub parent_name: Option<String>,
    pub contact: Option<String>,
    pub earlier: Option<&'a BodyBefore>,
}

impl<'a> Files<'a> {
    pub fn organization(&self) -> Option<(&'a SourceFile, &'a Origins, &'a Organization)> {
        let of_case = self.cases.first().map(|case| (case.file, case.origins, &case.register.organization));
        of_case.or_else(|| self.plans.first().map(|plan| (plan.file, plan.origins, &plan.plan.organization)))
    }

    /// The body; what stays because of what stands in it is noted with its place.
    pub fn body(
        &self,
        fields: &PublishedFields,
        method: &Method,
        watch: &Watch,
        language: Language,
        held: &mut Vec<HeldText>,
    ) -> Body {
        let mut teller = Teller::new(fields);
        let mut addresses = Addresses::of(&self.id);
        let (mut situations, mut measures) = (Vec::new(), Vec::new());
        for case in &self.cases {
            teller.count_others(&case.register.assessment);
            let own = rows(case, &mut addresses, &mut teller);
            own_measures(case, &own, watch, &mut addresses, &mut teller, &mut measures);
            situations.extend(own);
        }
        for plan in &self.plans {
            plan_measures(plan, watch, &mut addresses, &mut teller, &mut measures);
        }
        let (name, of_organization) = self.name(&mut teller);
        let order = self.cases.first().and_then(|case| {
            let order = case.register.assessment.order.as_deref();
            let place = || case.file.place(case.origins.spot(Record::Assessment, "order"));
            text(teller.unless("order", "field-assessment-order", order, why_it_stays, place))
        });
        let unsettled = self.unsettled();
        let moved = self.earlier.map(|before| changed(&mut situations, before, method));
        let Teller { mut withheld, mut places, .. } = teller;
        withheld.sort_by_key(|one| one.why);
        places.sort_by(|(.., one), (.., other)| one.cmp(other));
        let note = |(title, why, place)| HeldText { organization: self.id.clone(), title, why, place };
        held.extend(places.into_iter().map(note));
        Body {
            id: self.id.clone(),
            page: self.page.clone(),
            name,
            parent: self.parent.clone(),
            parent_name: self.parent_name.clone(),
            language: of_organization.unwrap_or(language),
            date: self.cases.first().and_then(|case| case.register.assessment.date),
            order,
            contact: self.contact.clone(),
            quarters: quarters(&measures, fields),
            map: map(&self.cases, fields, method),
            situations,
            measures,
            moved,
            withheld,
            draft: self.is_draft().then_some(Draft { open: unsettled.open, errors: unsettled.errors }),
        }
    }

    /// The name, else the id; and the language of the texts.
    fn name(&self, teller: &mut Teller<'_>) -> (String, Option<Language>) {
        let Some((file, origins, organization)) = self.organization() else { return (self.id.clone(), None) };
        let place = || file.place(origins.spot(Record::Organization, "name"));
        // What the file is called stands for the name that it does not give.
        let given = origins.has(Record::Organization, "name");
        let name = Some(organization.name.as_str()).filter(|_| given);
        let told = teller.unless("name", "field-organization-name", name, why_a_name_stays, place);
        if let Some(why) = self.id_stays {
            let place = || file.place(Spot::File);
            teller.unless("id", "field-organization-id", Some(&organization.id), |_| Some(why), place);
        }
        (text(told).unwrap_or_else(|| self.id.clone()), organization.language)
    }

    /// Whether what is made of it is a draft.
    pub fn is_draft(&self) -> bool {
        let Unsettled { open, errors, .. } = self.unsettled();
        open > 0 || errors > 0
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let plans = self.plans.iter().map(|plan| &*plan.file.path);
        self.cases.iter().map(|case| &*case.file.path).chain(plans)
    }

    pub fn unsettled(&self) -> Unsettled {
        let plans = self
            .plans
            .iter()
            .map(|plan| Unsettled { errors: count(plan.findings, Severity::Error), ..Unsettled::default() });
        self.cases.iter().map(Case::unsettled).chain(plans).sum()
    }
}

/// An id as words: a name in it is found.
pub(super) fn spaced(id: &str) -> String {
    id.replace(['_', '-', '/', '(', ')'], " ")
}

fn text(told: Told) -> Option<String> {
    match told {
        Told::Text(text) => Some(text),
        Told::Nothing | Told::Withheld(_) => None,
    }
}

fn rows(case: &Case<'_>, addresses: &mut Addresses<'_>, teller: &mut Teller<'_>) -> Vec<PublicSituation> {
    let functions = (0..).zip(&case.register.functions);
    let numbers: Vec<u32> = functions
        .flat_map(|(number, function)| {
            teller.count_others(function);
            vec![number; function.situations.len()]
        })
        .collect();
    case.rows().zip(numbers).map(|(row, function)| situation(case, &row, function, addresses, teller)).collect()
}

/// The measures of a register, each below its situation; its function's heading is the chapter.
fn own_measures(
    case: &Case<'_>,
    situations: &[PublicSituation],
    watch: &Watch,
    addresses: &mut Addresses<'_>,
    teller: &mut Teller<'_>,
    all: &mut Vec<PublicMeasure>,
) {
    for (row, public) in case.rows().zip(situations) {
        let several = row.situation.measures.len() > 1;
        for (number, of) in (0..).zip(&row.situation.measures) {
            if !teller.fields.has("measure") {
                teller.count_others(of);
                continue;
            }
            let (key, anchor) = addresses.against(&public.key, number + 1);
            let id = if several { format!("{}.{}", public.id, number + 1) } else { public.id.clone() };
            let chapter = match &public.group {
                _ if !teller.fields.has("chapter") => Told::Withheld(Why::NotListed),
                Told::Nothing => public.function.clone(),
                group => group.clone(),
            };
            let stands = Stands { key, anchor, id, situation: Some(public), chapter, task: Told::Nothing };
            let at = At { file: case.file, origins: case.origins, record: Record::Measure(row.number, number) };
            all.push(measure(of, stands, at, watch, teller));
        }
    }
}

/// The measures of a plan.
fn plan_measures(
    plan: &PlanCase<'_>,
    watch: &Watch,
    addresses: &mut Addresses<'_>,
    teller: &mut Teller<'_>,
    all: &mut Vec<PublicMeasure>,
) {
    let at = |record| At { file: plan.file, origins: plan.origins, record };
    let (mut task_number, mut number) = (0, 0);
    for (chapter_number, of_chapter) in (0..).zip(&plan.plan.chapters) {
        let chapter = teller.tell("chapter", of_chapter.name.as_deref(), at(Record::Chapter(chapter_number)), "name");
        teller.count_others(of_chapter);
        for of_task in &of_chapter.tasks {
            let task = teller.tell("task", of_task.text.as_deref(), at(Record::Task(task_number)), "text");
            teller.count_others(of_task);
            task_number += 1;
            for planned in &of_task.measures {
                let record = at(Record::PlannedMeasure(number));
                number += 1;
                if !teller.fields.has("measure") {
                    teller.count_others(&planned.measure);
                    continue;
                }
                let id = public_id(&planned.id, number as usize - 1);
                let (key, anchor) = addresses.planned(&id);
                let (chapter, task) = (chapter.clone(), task.clone());
                let stands = Stands { key, anchor, id, situation: None, chapter, task };
                all.push(measure(&planned.measure, stands, record, watch, teller));
            }
        }
    }
}

/// How the plan was carried out, by the quarter in which the last day of each measure falls.
fn quarters(measures: &[PublicMeasure], fields: &PublishedFields) -> Vec<Execution> {
    if !(fields.has("due") && fields.has("state")) {
        return Vec::new();
    }
    let mut all: BTreeMap<(i16, i8), Execution> = BTreeMap::new();
    for (measure, last) in measures.iter().filter_map(|measure| Some((measure, measure.to?))) {
        let (year, quarter) = (last.year(), (last.month() - 1) / 3 + 1);
        let of =
            all.entry((year, quarter)).or_insert(Execution { year, quarter, due: 0, done: 0, verified: 0, overdue: 0 });
        of.due += 1;
        of.done += usize::from(measure.is_done());
        of.verified += usize::from(measure.is_verified());
        of.overdue += usize::from(measure.standing == Some(State::Overdue));
    }
    all.into_values().collect()
}

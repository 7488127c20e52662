//! The consolidation as flat tables for a data warehouse: organisations, situations, measures, criteria, files, findings, in the
//! order of the run. Tables are joined by `organization`, by `key` and by `path`; a column has one meaning in all of them.

use crate::assess::execution::{State, Watch, state};
use crate::case::Row;
use crate::consolidate::{FoundIn, Overall, Place, absent, unexpected};
use crate::diag::{Diagnostic, Unit};
use crate::inbox::Became;
use crate::locale::Language;
use crate::method::Method;
use crate::model::{self, Axis, Keyword as _, Organization, Score, Value};
use crate::report::consolidation::columns::{CRITERIA, MEASURES, ORGANIZATIONS, SITUATIONS, TABLES, header, others};
use crate::report::findings::document::coordinates;
use crate::report::records::{Field, FlatTable, number, optional, shown, situation, term, truth};
use crate::report::words::joined;
use foldhash::fast::FixedState;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The headers of the tables.
pub(in crate::report) fn headers() -> impl Iterator<Item = &'static [&'static str]> {
    TABLES.iter().map(|table| table.header.as_slice())
}

/// What makes a table.
type Make<'a> = fn(&'a Overall<'a>) -> FlatTable<'a>;

/// The tables, each with the name of its file and what makes it.
#[must_use]
pub fn consolidated_tables<'a>() -> [(&'static str, Make<'a>); 6] {
    [
        ("organizations", organizations),
        ("situations", situations),
        ("measures", measures),
        ("criteria", criteria),
        ("files", files),
        ("findings", findings),
    ]
}

fn files<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let language = all.of.language;
    let rows = all.of.files.iter().map(move |file| {
        vec![
            file.path.as_str().into(),
            optional(file.sha256.as_deref()),
            file.became.key().into(),
            optional(file.organization.as_deref()),
            optional(file.of.as_deref()),
            file.reason.as_ref().map(|reason| language.message(reason)).unwrap_or_default().into(),
        ]
    });
    FlatTable { header: header("files"), rows: Box::new(rows) }
}

fn organizations<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let standings = &all.standings;
    let mut order: Vec<usize> = (0..standings.len()).collect();
    order.sort_by_key(|rank| standings[*rank].organization);
    let of = &all.of;
    let digests = of.digests;
    let (of_organization, of_assessment) = (others::<Organization>(ORGANIZATIONS), others(ORGANIZATIONS));
    let is_new: HashSet<&str> = unexpected(of).into_iter().map(|digest| digest.organization.id.as_str()).collect();
    // Where nobody said who is expected, nobody is expected or not.
    let says = !of.expected.is_empty();
    let expected = move |answer: bool| if says { truth(answer) } else { Field::default() };
    let rows = order.into_iter().map(move |rank| {
        let standing = &standings[rank];
        let digest = &digests[standing.organization];
        let mut row = vec![
            digest.organization.id.as_str().into(),
            digest.organization.name.as_str().into(),
            optional(digest.organization.kind.map(|kind| kind.key())),
            optional(digest.organization.parent.as_deref()),
            digest.path.as_str().into(),
            digest.sha256.as_str().into(),
            shown(digest.assessed_on),
        ];
        let [functions, covered] = digest.functions;
        row.push(if standing.is_ranked() { number(rank + 1) } else { "".into() });
        let counts = [functions, covered, digest.situations().len(), standing.assessed, standing.lowered];
        row.extend(counts.into_iter().chain(digest.findings).map(number));
        row.push(Became::Register.key().into());
        row.push(expected(!is_new.contains(digest.organization.id.as_str())));
        let (organization, assessment) = (&digest.organization, digest.record());
        row.extend(of_organization.iter().map(|field| value(field, organization, of.method)));
        row.extend(of_assessment.iter().map(|field| value(field, assessment, of.method)));
        row
    });
    let without = without_register(all).into_iter().map(move |body| {
        let mut row = vec![Field::default(); header("organizations").len()];
        row[0] = body.id.into();
        row[1] = optional(body.name);
        let [parent, sent, is_expected] =
            ["parent", "sent", "expected"].map(|key| header("organizations").iter().position(|k| *k == key));
        row[parent.unwrap_or_default()] = optional(body.parent);
        row[sent.unwrap_or_default()] = optional(body.sent.map(Became::key));
        row[is_expected.unwrap_or_default()] = expected(body.is_expected);
        row
    });
    FlatTable { header: header("organizations"), rows: Box::new(rows.chain(without)) }
}

fn situations<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let of = &all.of;
    let ranks: HashMap<Place, usize, FixedState> = all.ranked.iter().map(|(place, _)| *place).zip(1..).collect();
    let (of_function, of_situation) = (others(SITUATIONS), others(SITUATIONS));
    let rows = of.situations().map(move |(place, row)| {
        let digest = &of.digests[place.organization as usize];
        let target = row.outcome.and_then(|outcome| outcome.target);
        let mut record = situation(of.key(place), &digest.organization.id, &row, of.method);
        record.extend([
            ranks.get(&place).map(|rank| number(*rank)).unwrap_or_default(),
            number(row.situation.measures.len()),
            digest.path.as_str().into(),
            target.map(|level| of.method.level(level).key.as_str().into()).unwrap_or_default(),
        ]);
        record.extend(of_function.iter().map(|field| value(field, row.function, of.method)));
        record.extend(of_situation.iter().map(|field| value(field, row.situation, of.method)));
        record
    });
    FlatTable { header: header("situations"), rows: Box::new(rows) }
}

fn measures<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let of = &all.of;
    let digests = of.digests;
    let measures = of.situations().flat_map(|(place, Row { situation, .. })| {
        (1..).zip(&situation.measures).map(move |measure| (place, situation.id.as_str(), measure))
    });
    let of_measure = others(MEASURES);
    let watch = Watch::quarter_of(of.as_of);
    let rows = measures.map(move |(place, id, (count, measure))| {
        let mut record = vec![
            of.key(place).into(),
            digests[place.organization as usize].organization.id.as_str().into(),
            id.into(),
            number(count),
            measure.text.as_str().into(),
        ];
        let standing = state(measure, &watch);
        record.extend(term(measure.due.as_ref()));
        record.extend([
            joined(&measure.responsible),
            optional(measure.expected_result.as_deref()),
            optional(measure.funding.as_deref()),
            optional(standing.state.map(State::key)),
            shown(standing.days_overdue),
        ]);
        record.extend(of_measure.iter().map(|field| value(field, measure, of.method)));
        record
    });
    FlatTable { header: header("measures"), rows: Box::new(rows) }
}

fn criteria<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let of = &all.of;
    let of_criterion = others(CRITERIA);
    let scored = of.situations().flat_map(|(place, Row { situation, .. })| {
        let scores = Axis::ALL.into_iter().map(move |axis| (axis, situation.score(axis)));
        let one = move |(axis, score): (Axis, &'a Score)| {
            score.criteria.iter().map(move |scored| (place, situation, axis, score.is_combined(), scored))
        };
        scores.flat_map(one)
    });
    let rows = scored.map(move |(place, situation, axis, is_combined, scored)| {
        let mut record = vec![
            of.key(place).into(),
            of.digests[place.organization as usize].organization.id.as_str().into(),
            situation.id.as_str().into(),
            axis.key().into(),
            (*scored.key).into(),
            scored.points.map(|points| number(points.into())).unwrap_or_default(),
            optional(scored.justification.as_deref()),
            truth(is_combined),
        ];
        record.extend(of_criterion.iter().map(|field| value(field, scored, of.method)));
        record
    });
    FlatTable { header: header("criteria"), rows: Box::new(rows) }
}

/// The value of a field as a table holds it.
fn value<'a, R>(field: &model::Field<R>, record: &'a R, method: &'a Method) -> Field<'a> {
    match (field.get)(record) {
        Value::Texts(Cow::Borrowed(texts)) => joined(texts),
        value => method.canonical(value).unwrap_or_default(),
    }
}

/// An organisation that is expected, or from which something came, but no register.
struct Without<'a> {
    id: &'a str,
    name: Option<&'a str>,
    parent: Option<&'a str>,
    /// What came from it first, if anything did.
    sent: Option<Became>,
    is_expected: bool,
}

/// The organisations without a register: those that are expected, in their order, then those that a file is from.
fn without_register<'a>(all: &'a Overall<'a>) -> Vec<Without<'a>> {
    let of = &all.of;
    let missing = absent(of).into_iter().map(|(expected, file)| Without {
        id: &expected.id,
        name: expected.name.as_deref(),
        parent: expected.parent.as_deref(),
        sent: file.map(|file| file.became),
        is_expected: true,
    });
    let mut without: Vec<Without<'_>> = missing.collect();
    let of_registers = of.digests.iter().map(|digest| digest.organization.id.as_str());
    let mut known: HashSet<&str> = of_registers.chain(without.iter().map(|body| body.id)).collect();
    for file in of.files {
        if let Some(id) = file.organization.as_deref().filter(|id| known.insert(id)) {
            without.push(Without { id, name: None, parent: None, sent: Some(file.became), is_expected: false });
        }
    }
    without
}

fn findings<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let digests: HashMap<&str, usize> =
        all.of.digests.iter().enumerate().map(|(number, digest)| (digest.path.as_str(), number)).collect();
    // One table, one language.
    let language = all.of.language;
    let rows = all.of.found.iter().flat_map(move |file| {
        let digest = digests.get(file.path.as_str()).map(|number| &all.of.digests[*number]);
        let ids = digest.map(|digest| unique(digest.situations().map(|row| row.situation.id.as_str())));
        let ids = ids.unwrap_or_default();
        (1..).zip(&file.findings).map(move |(count, found)| finding(file, count, found, &ids, language))
    });
    FlatTable { header: header("findings"), rows: Box::new(rows) }
}

fn finding<'a>(
    file: &'a FoundIn,
    count: usize,
    found: &'a Diagnostic,
    ids: &HashSet<&str>,
    language: Language,
) -> Vec<Field<'a>> {
    let text = |message| Field::from(language.message(message));
    // An id that several situations have leads to none of them.
    let of_situation = found.situation.as_deref().filter(|id| found.unit == Unit::Situation && ids.contains(id));
    let key = file.organization.as_deref().zip(of_situation).map(|(organization, id)| [organization, "/", id].concat());
    let place = coordinates(&found.place.position);
    let waived = found.waived.as_deref();
    vec![
        file.path.as_str().into(),
        number(count),
        optional(file.organization.as_deref()),
        key.unwrap_or_default().into(),
        optional(found.situation.as_deref()),
        found.code.code.into(),
        found.severity.key().into(),
        optional(found.field),
        text(&found.message),
        found.help.as_ref().map(text).unwrap_or_default(),
        optional(place.sheet),
        place.cell.unwrap_or_default().into(),
        place.line.map(number).unwrap_or_default(),
        place.column.map(number).unwrap_or_default(),
        optional(waived.map(|waiver| waiver.reason.as_str())),
        optional(waived.and_then(|waiver| waiver.by.as_deref())),
        shown(waived.map(|waiver| waiver.until)),
    ]
}

/// The texts that stand once among these.
fn unique<'t>(texts: impl Iterator<Item = &'t str>) -> HashSet<&'t str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count == 1).map(|(text, _)| text).collect()
}

//! A method file: the tree decoded entry by entry, then proved; all faults at once, each at its line and column.

use super::codes;
use super::method_values::{Entry, Reader};
use super::toml_tree::{parse, readable, spot};
use crate::diag::{Diagnostic, Sink};
use crate::locale::Message;
use crate::method::{
    Band, Combination, Combine, ControlConditions, Criteria, Criterion, CriterionPoint, Decision, EMBEDDED, GradeSpec,
    LevelSpec, MatrixCell, Method, Point, PriorityKey, Stage, Treatment, faults,
};
use crate::model::Level;
use crate::source::{SourceFile, Spot};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// An embedded method; `None` if there is none with this id. The tests prove that each can be read.
#[must_use]
pub fn embedded_method(id: &str) -> Option<Method> {
    let (id, text) = EMBEDDED.iter().find(|(known, _)| *known == id)?;
    read_method(&SourceFile::new(id, (*text).to_owned())).ok()
}

/// Reads a method file.
///
/// # Errors
/// All that is wrong with it: syntax, unknown or missing entries, texts that lack a language, and every fault of [`faults`].
pub fn read_method(file: &SourceFile) -> Result<Method, Vec<Diagnostic>> {
    let mut sink = Sink::new(file);
    let text = readable(&file.text, &mut sink);
    let tree = parse(&text, &mut sink);
    if is_too_large(tree.get_ref(), &mut sink) {
        return Err(sink.finish());
    }
    let mut reader = Reader { sink, spots: BTreeMap::new(), broken: BTreeSet::new(), level_keys: Vec::new() };
    let mut method = reader.method(tree.get_ref());
    file.sha256().clone_into(&mut method.sha256);
    if !method.levels.is_empty() {
        for fault in faults(&method) {
            if !relies_on(&fault.path).iter().any(|section| reader.is_broken(section)) {
                let place = reader.place_of(&fault.path);
                reader.sink.report(&codes::INVALID_METHOD, place, fault.message);
            }
        }
    }
    let found = reader.sink.finish();
    if found.is_empty() { Ok(method) } else { Err(found) }
}

/// The most entries of each kind: no act has twenty. Each names a level, and each wrong one repeats all allowed levels.
const MOST: [(&str, usize); 7] = [
    ("level", 100),
    ("likelihood", 100),
    ("harm", 100),
    ("cell", 1_024),
    ("band", 100),
    ("control", 100),
    ("treatment", 100),
];

/// Reports the kinds of which there are more entries.
fn is_too_large(tree: &DeTable<'_>, sink: &mut Sink<'_>) -> bool {
    for (key, most) in MOST {
        let Some(node) = tree.get(key) else { continue };
        let beyond =
            |node: &Spanned<DeValue<'_>>| node.get_ref().as_array().is_some_and(|entries| entries.len() > most);
        // The points and the criteria of a scale stand in its table, what a criterion says of each point in its own.
        let lists = |table: &DeTable<'_>| table.values().filter(|node| beyond(node)).map(|node| node.span()).collect();
        let mut found: Vec<_> = node.get_ref().as_table().map_or_else(Vec::new, lists);
        let criteria = node.get_ref().as_table().and_then(|table| table.get("criterion")?.get_ref().as_array());
        let criteria = criteria.into_iter().flat_map(|criteria| criteria.iter()).take(most);
        found.extend(criteria.filter_map(|node| node.get_ref().as_table()).flat_map(lists));
        found.extend(beyond(node).then(|| node.span()));
        for span in found {
            let message = Message::new("method-entries-beyond").with("key", key).with("most", most);
            sink.report(&codes::INVALID_METHOD, spot(span), message);
        }
    }
    sink.has(&codes::INVALID_METHOD)
}

/// The sections that the proof of an entry looks at: a fault may only follow from what could not be decoded there.
fn relies_on(path: &str) -> &'static [&'static str] {
    match section(path) {
        "level" | "floor" => &["level", "floor"],
        "likelihood" => &["likelihood"],
        "harm" => &["harm"],
        "control" => &["control"],
        "priority" => &["priority"],
        "band" => &["level", "band"],
        "treatment" => &["level", "treatment"],
        _ => &["level", "band", "combination", "likelihood", "harm", "cell"],
    }
}

fn section(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

/// Reads a method file that a user names. An id stands for one method in all registers, seals and documents: a file
/// with the id of an embedded method and other content is refused.
///
/// # Errors
/// All that is wrong with it, as for [`read_method`].
pub fn read_named_method(file: &SourceFile) -> Result<Method, Vec<Diagnostic>> {
    let method = read_method(file)?;
    let Some(embedded) = embedded_method(&method.id) else { return Ok(method) };
    if (Method { sha256: embedded.sha256.clone(), ..method.clone() }) == embedded {
        return Ok(method);
    }
    let mut sink = Sink::new(file);
    let text = readable(&file.text, &mut sink);
    let tree = parse(&text, &mut sink);
    let place = tree.get_ref().get("id").map_or(Spot::File, |id| spot(id.span()));
    let message = Message::new("method-embedded-id").with("id", method.id.as_str());
    sink.report(&codes::INVALID_METHOD, place, message).help = Some(Message::new("method-embedded-id-help"));
    Err(sink.finish())
}

impl Reader<'_> {
    /// Whether something in a section of the file could not be decoded.
    fn is_broken(&self, name: &str) -> bool {
        self.broken.iter().any(|path| section(path) == name)
    }

    fn method<'t>(&mut self, tree: &'t DeTable<'t>) -> Method {
        let mut root = Entry { path: String::new(), place: Spot::File, table: Some(tree), asked: Vec::new() };
        let id = self.text(&mut root, "id");
        let title = self.texts(&mut root, "title");
        let mut source = self.table(&mut root, "source");
        let (act, annex) = (self.texts(&mut source, "act"), self.texts(&mut source, "annex"));
        self.close(source);
        let levels = self.entries(&mut root, "level", |reader, entry| LevelSpec {
            key: reader.text(entry, "key"),
            label: reader.texts(entry, "label"),
            letter: reader.texts(entry, "letter"),
            accept: reader.words(entry, "accept"),
            color: reader.text(entry, "color"),
            declared_only: reader.flag(entry, "declared_only"),
            basis: reader.basis(entry),
            note: reader.optional_texts(entry, "note"),
        });
        self.level_keys = levels.iter().map(|level| level.key.clone()).collect();
        let mut combination = self.table(&mut root, "combination");
        let rules = [("sum", Combination::Sum), ("product", Combination::Product)];
        let rule = self.choice(&mut combination, "rule", &rules).unwrap_or(Combination::Sum);
        let combination_basis = self.basis(&mut combination);
        self.close(combination);
        let stages = [("inherent", Stage::Inherent), ("residual", Stage::Residual)];
        // The fields are read in this order.
        let (likelihood, likelihood_criteria) = self.scale(&mut root, "likelihood");
        let (harm, harm_criteria) = self.scale(&mut root, "harm");
        let method = Method {
            id,
            title,
            act,
            annex,
            levels,
            combination: rule,
            combination_basis,
            floor: self.decision(&mut root, "floor", |reader, entry| reader.level(entry)),
            treatment_follows: self.decision(&mut root, "treatment_follows", |reader, entry| {
                reader.choice(entry, "level", &stages).unwrap_or(Stage::Residual)
            }),
            control_conditions: self.decision(&mut root, "control_conditions", |reader, entry| ControlConditions {
                description: reader.flag(entry, "description"),
                evidence: reader.flag(entry, "evidence"),
            }),
            review_months: self.decision(&mut root, "review", |reader, entry| reader.number(entry, "months", 1..=120)),
            priority: self.decision(&mut root, "priority", Self::priority),
            likelihood,
            harm,
            likelihood_criteria,
            harm_criteria,
            cells: self.entries(&mut root, "cell", |reader, entry| MatrixCell {
                likelihood: reader.small(entry, "likelihood"),
                harm: reader.small(entry, "harm"),
                value: reader.number(entry, "value", 0..=10_000),
                level: reader.level(entry),
                basis: reader.basis(entry),
            }),
            bands: self.entries(&mut root, "band", |reader, entry| Band {
                from: reader.number(entry, "from", 0..=10_000),
                to: reader.number(entry, "to", 0..=10_000),
                level: reader.level(entry),
                basis: reader.basis(entry),
            }),
            controls: self.entries(&mut root, "control", |reader, entry| GradeSpec {
                key: reader.text(entry, "key"),
                label: reader.texts(entry, "label"),
                accept: reader.words(entry, "accept"),
                criteria: reader.texts(entry, "criteria"),
                lowers: reader.small(entry, "lowers"),
                basis: reader.basis(entry),
            }),
            treatments: self.entries(&mut root, "treatment", |reader, entry| Treatment {
                level: reader.level(entry),
                text: reader.texts(entry, "text"),
                measure_required: reader.flag(entry, "measure_required"),
                head_control: reader.flag(entry, "head_control"),
                basis: reader.basis(entry),
            }),
            sha256: String::new(),
        };
        self.close(root);
        method
    }

    /// A scale: a table with its points and its criteria; one without criteria may be a list of its points.
    fn scale(&mut self, root: &mut Entry<'_>, name: &'static str) -> (Vec<Point>, Criteria) {
        let node = root.table.and_then(|table| table.get(name));
        if node.is_none_or(|node| node.get_ref().is_array()) {
            return (self.points(root, name), Criteria::default());
        }
        let mut scale = self.table(root, name);
        let points = self.points(&mut scale, "point");
        let mut criteria = Criteria::default();
        if scale.table.is_some_and(|table| table.contains_key("criterion") || table.contains_key("combine")) {
            let rules = Combine::ALL.map(|rule| (rule.key(), rule));
            if let Some(rule) = self.choice(&mut scale, "combine", &rules) {
                criteria.combine = rule;
            }
        }
        if scale.table.is_some_and(|table| table.contains_key("criterion")) {
            criteria.all = self.entries(&mut scale, "criterion", Self::criterion);
        }
        if scale.table.is_some_and(|table| table.contains_key("position")) {
            criteria.basis = self.basis(&mut scale);
        }
        scale.asked.extend(["combine", "position", "criterion"]);
        self.close(scale);
        (points, criteria)
    }

    fn criterion(&mut self, entry: &mut Entry<'_>) -> Criterion {
        Criterion {
            key: self.text(entry, "key").into(),
            label: self.texts(entry, "label"),
            points: self.entries(entry, "point", |reader, entry| CriterionPoint {
                points: reader.small(entry, "points"),
                criteria: reader.texts(entry, "criteria"),
            }),
            basis: self.basis(entry),
            note: self.optional_texts(entry, "note"),
        }
    }

    fn points(&mut self, of: &mut Entry<'_>, name: &'static str) -> Vec<Point> {
        self.entries(of, name, |reader, entry| Point {
            points: reader.small(entry, "points"),
            label: reader.texts(entry, "label"),
            accept: reader.words(entry, "accept"),
            criteria: reader.texts(entry, "criteria"),
            brief: reader.optional_texts(entry, "brief"),
            basis: reader.basis(entry),
        })
    }

    fn decision<'t, T>(
        &mut self,
        root: &mut Entry<'t>,
        name: &'static str,
        value: impl FnOnce(&mut Self, &mut Entry<'t>) -> T,
    ) -> Decision<T> {
        let mut entry = self.table(root, name);
        let value = value(self, &mut entry);
        let decision = Decision { value, basis: self.basis(&mut entry), note: self.texts(&mut entry, "note") };
        self.close(entry);
        decision
    }

    fn priority(&mut self, entry: &mut Entry<'_>) -> Vec<PriorityKey> {
        let names: Vec<&str> = PriorityKey::ALL.iter().map(|key| key.key()).collect();
        let mut keys = Vec::new();
        for word in self.words(entry, "keys") {
            match PriorityKey::ALL.into_iter().find(|key| key.key() == word) {
                Some(key) => keys.push(key),
                None => self.not_allowed(entry, "keys", &word, &names),
            }
        }
        keys
    }

    fn level(&mut self, entry: &mut Entry<'_>) -> Level {
        let key = self.text(entry, "level");
        if let Some((at, _)) = (0..u8::MAX).zip(&self.level_keys).find(|(_, known)| **known == key) {
            return Level(at);
        }
        if !key.is_empty() {
            let keys = self.level_keys.clone();
            self.not_allowed(entry, "level", &key, &keys.iter().map(String::as_str).collect::<Vec<_>>());
        }
        Level(0)
    }
}

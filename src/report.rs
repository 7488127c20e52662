//! What each document says: the workbook's sheets, the terminal's tables, the JSON document, explanations in words.
//!
//! Reports take a [`Case`] and make [`crate::sheet::Book`]s or serialisable documents. They choose what is said and in
//! which order; how it looks is the writers' affair.

mod carried;
mod code;
mod columns;
mod comparison;
mod consolidated;
mod digest;
mod document;
mod explain;
mod findings;
mod findings_document;
mod form;
mod in_force;
mod key;
mod map;
mod method;
mod method_table;
mod monitor;
mod overview;
mod plan;
mod plan_form;
mod positions;
mod register;
mod reply;
mod reply_findings;
mod sarif;
mod schema;
mod seal;
mod sheets;
mod summary;
mod table;
mod template;
mod toml_template;
mod words;
mod workbook;

pub use carried::Carried;
pub use code::{CodeExamples, CodeExplanation};
pub use columns::column_table;
pub use comparison::{Comparison, comparison_document, comparison_line, comparison_tables, comparison_workbook};
pub use consolidated::{
    Consolidation, ExpectedOrganization, Overall, consolidated_document, consolidated_tables, consolidated_workbook,
};
pub use digest::{
    ControlDigest, Digest, Faulty, MeasureDigest, MeasureDigests, ScoreDigest, SituationDigest, TextList,
};
pub use document::{assessment_document, plan_document};
pub use explain::explain;
pub use findings_document::findings_document;
pub use form::Form;
pub use in_force::{Configuration, FieldOf, InForce, SeverityOf};
pub use method::{method_list, method_tables};
pub use monitor::{
    Calendar, CalendarEvent, Monitored, Monitoring, calendar, monitor_document, monitor_tables, monitor_workbook,
};
pub use overview::{overview, plan_tables, summary_line};
pub use plan_form::PlanForm;
pub use reply::reply_workbook;
pub use sarif::sarif_document;
pub use schema::{SCHEMAS, SchemaSpec};
pub use seal::seal;
pub use table::{FlatTable, assessment_rows, plan_rows, table_headers};
pub use template::{filled_template, template};
pub use toml_template::toml_template;
pub use words::term_in_words;
pub use workbook::{Part, plan_workbook, workbook, workbook_with_findings};

use crate::assess::{Assessment, Outcome};
use crate::diag::{Diagnostic, Severity, count};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{Function, Level, Measure, Plan, Register, Situation};
use crate::sheet::{Cell, Role};
use crate::source::ColumnReading;
use crate::text::excerpt;
use jiff::civil::Date;
use key::Keys;
use std::borrow::Cow;

/// The name of the tool in documents.
pub const TOOL: &str = "tobokel";
/// Its version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How many characters of a situation's text stand for it where it is only named.
const TITLE: usize = 60;

/// A register with everything that is known about it: what a report speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The file, as the user named it, with forward slashes.
    pub path: &'a str,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: &'a str,
    /// The register.
    pub register: &'a Register,
    /// Its assessment.
    pub assessment: &'a Assessment,
    /// The method used.
    pub method: &'a Method,
    /// What was found.
    pub findings: &'a [Diagnostic],
    /// What the columns of its tables were read as.
    pub columns: &'a [ColumnReading],
    /// The language of the document.
    pub language: Language,
    /// The day that the document speaks of.
    pub as_of: Date,
}

/// A file that could not be read as a register.
#[derive(Clone, Copy, Debug)]
pub struct Refused<'a> {
    /// The file, as the user named it, with forward slashes.
    pub path: &'a str,
    /// SHA-256 of the file, if it could be read at all.
    pub sha256: Option<&'a str>,
    /// The file's stem.
    pub id: &'a str,
    /// Why.
    pub findings: &'a [Diagnostic],
    /// What the columns of its tables were read as, if it has any.
    pub columns: &'a [ColumnReading],
    /// The language of the report about it.
    pub language: Language,
}

/// A plan of measures that is not tied to risks, with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// The file, as the user named it, with forward slashes.
    pub path: &'a str,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: &'a str,
    /// The plan.
    pub plan: &'a Plan,
    /// What was found.
    pub findings: &'a [Diagnostic],
    /// What the columns of its tables were read as.
    pub columns: &'a [ColumnReading],
    /// The language of the report about it.
    pub language: Language,
}

/// An input of a run.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// A register that was read.
    Case(Case<'a>),
    /// A plan of measures that was read.
    Plan(Planned<'a>),
    /// A file that was not.
    Refused(Refused<'a>),
}

impl<'a> Entry<'a> {
    /// The file, as the user named it, with forward slashes.
    #[must_use]
    pub fn path(&self) -> &'a str {
        match self {
            Self::Case(case) => case.path,
            Self::Plan(planned) => planned.path,
            Self::Refused(refused) => refused.path,
        }
    }

    /// SHA-256 of the file, if it could be read at all.
    #[must_use]
    pub fn sha256(&self) -> Option<&'a str> {
        match self {
            Self::Case(case) => Some(case.sha256),
            Self::Plan(planned) => Some(planned.sha256),
            Self::Refused(refused) => refused.sha256,
        }
    }

    /// The organisation's id; of a file that is no register, its stem.
    #[must_use]
    pub fn id(&self) -> &'a str {
        match self {
            Self::Case(case) => &case.register.organization.id,
            Self::Plan(planned) => &planned.plan.organization.id,
            Self::Refused(refused) => refused.id,
        }
    }

    /// What was found.
    #[must_use]
    pub fn findings(&self) -> &'a [Diagnostic] {
        match self {
            Self::Case(case) => case.findings,
            Self::Plan(planned) => planned.findings,
            Self::Refused(refused) => refused.findings,
        }
    }

    /// The same, spoken of in a language.
    #[must_use]
    pub fn in_language(mut self, wanted: Language) -> Self {
        match &mut self {
            Self::Case(case) => case.language = wanted,
            Self::Plan(planned) => planned.language = wanted,
            Self::Refused(refused) => refused.language = wanted,
        }
        self
    }

    /// The language of documents about it.
    #[must_use]
    pub fn language(&self) -> Language {
        match self {
            Self::Case(case) => case.language,
            Self::Plan(planned) => planned.language,
            Self::Refused(refused) => refused.language,
        }
    }
}

impl<'a> Planned<'a> {
    /// The measures, each by its id and the beginning of its text.
    pub(crate) fn measure_titles(&self) -> Vec<(&'a str, String)> {
        let measures = self.plan.measures().map(|(_, _, planned)| planned);
        measures.map(|planned| (planned.id.as_str(), excerpt(&planned.measure.text, TITLE))).collect()
    }
}

/// All inputs of a run, in their order.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    /// The inputs.
    pub entries: Vec<Entry<'a>>,
    /// The method.
    pub method: &'a Method,
    /// The configuration that governs the run, if there is one.
    pub configuration: Option<&'a Configuration>,
    /// The day that the documents speak of.
    pub as_of: Date,
    /// What was found about the run itself: its configuration.
    pub about_run: Vec<Diagnostic>,
}

impl<'a> Run<'a> {
    /// What governs the run besides its inputs.
    #[must_use]
    pub fn in_force(&self) -> InForce<'a> {
        InForce { configuration: self.configuration, method: self.method }
    }

    /// All findings: of each input in its order, then about the run.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.entries.iter().flat_map(|entry| entry.findings()).chain(&self.about_run)
    }

    /// The registers that were read.
    #[must_use]
    pub fn cases(&self) -> Vec<Case<'a>> {
        self.entries
            .iter()
            .filter_map(|entry| match entry {
                Entry::Case(case) => Some(*case),
                Entry::Plan(_) | Entry::Refused(_) => None,
            })
            .collect()
    }
}

/// What makes the documents of registers drafts: situations that are not assessed, and errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// How many situations still have to be assessed.
    pub open: usize,
    /// Of how many.
    pub all: usize,
    /// How many errors are in force.
    pub errors: usize,
}

impl Unsettled {
    /// The mark with its counts; `None` where everything is settled.
    #[must_use]
    pub fn mark(self, language: Language) -> Option<String> {
        let Self { open, all, errors } = self;
        let of_open = Message::new("draft").with("open", open).with("all", all);
        let mark = match (open, errors) {
            (0, 0) => return None,
            (_, 0) => of_open,
            (0, _) => Message::new("draft-errors").with("errors", errors),
            _ => Message::new("draft-both").with("open", of_open).with("errors", errors),
        };
        Some(language.message(&mark))
    }
}

impl std::iter::Sum for Unsettled {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            open: sum.open + one.open,
            all: sum.all + one.all,
            errors: sum.errors + one.errors,
        })
    }
}

/// A situation with all that belongs to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// The situation's 0-based number in the register.
    pub number: usize,
    pub function: &'a Function,
    pub situation: &'a Situation,
    pub outcome: Option<&'a Outcome>,
}

/// A line of the plan: a situation and one of its measures, or none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlanLine<'a> {
    pub row: Row<'a>,
    pub outcome: &'a Outcome,
    pub measure: Option<&'a Measure>,
}

impl<'a> Case<'a> {
    /// The situations in the register's order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let outcomes = self.assessment.outcomes.iter();
        self.register.situations().zip(outcomes).enumerate().map(|(number, ((function, situation), outcome))| Row {
            number,
            function,
            situation,
            outcome: outcome.as_ref(),
        })
    }

    /// The keys of the situations.
    pub(crate) fn keys(&self) -> impl Fn(&Row<'a>) -> String + use<'a> {
        let organization = self.register.organization.id.as_str();
        let keys = Keys::of(self.register.situations().map(|(_, situation)| situation.id.as_str()));
        move |row| keys.key(organization, row.number, &row.situation.id)
    }

    /// The lines of the plan, the most urgent situation first.
    pub(crate) fn plan_lines(&self) -> Vec<PlanLine<'a>> {
        let rows: Vec<Row<'a>> = self.rows().collect();
        let mut lines = Vec::new();
        for row in self.assessment.ranking.iter().map(|number| rows[*number]) {
            let Some(outcome) = row.outcome else { continue };
            if row.situation.measures.is_empty() {
                lines.push(PlanLine { row, outcome, measure: None });
            }
            lines.extend(row.situation.measures.iter().map(|measure| PlanLine {
                row,
                outcome,
                measure: Some(measure),
            }));
        }
        lines
    }

    /// The situations in the register's order: the id and the beginning of the text.
    pub(crate) fn situation_titles(&self) -> Vec<(&'a str, String)> {
        let title = |row: Row<'a>| (row.situation.id.as_str(), excerpt(&row.situation.text, TITLE));
        self.rows().map(title).collect()
    }

    /// How many situations still have to be assessed: those without an outcome whose level is not declared without points.
    #[must_use]
    pub fn open_situations(&self) -> usize {
        let declared =
            |row: &Row<'_>| row.situation.declared_without_points(|level| self.method.level(level).declared_only);
        self.rows().filter(|row| row.outcome.is_none() && !declared(row)).count()
    }

    /// How many situations would be at each level if every target were reached, the others staying where they are after
    /// controls; `None` where no measure aims at a level.
    pub(crate) fn target_counts(&self) -> Option<Vec<usize>> {
        let outcomes = || self.assessment.outcomes.iter().flatten();
        outcomes().any(|outcome| outcome.target.is_some()).then(|| {
            let mut counts = vec![0; self.method.levels.len()];
            for outcome in outcomes() {
                counts[outcome.target.unwrap_or(outcome.residual).index()] += 1;
            }
            counts
        })
    }

    /// What makes its documents drafts.
    #[must_use]
    pub fn unsettled(&self) -> Unsettled {
        Unsettled {
            open: self.open_situations(),
            all: self.assessment.outcomes.len(),
            errors: count(self.findings, Severity::Error),
        }
    }

    /// The mark of a draft, if the document is one.
    #[must_use]
    pub fn draft(&self) -> Option<String> {
        self.unsettled().mark(self.language)
    }

    pub(crate) fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    pub(crate) fn label(&self, id: &str) -> Cow<'static, str> {
        self.language.label(id)
    }

    pub(crate) fn format(&self, message: Message) -> String {
        self.language.message(&message)
    }

    pub(crate) fn level_label(&self, level: Level) -> &'a str {
        self.method.level(level).label.get(self.language)
    }

    /// A cell that shows a level, or that there is none.
    pub(crate) fn level_cell(&self, level: Option<Level>) -> Cell<'a> {
        match level {
            Some(level) => Cell::text(Role::Level(level), self.level_label(level)),
            None => Cell::text(Role::Short, self.label("not-assessed-short")),
        }
    }
}

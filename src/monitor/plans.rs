//! The plans of a run, whichever kind of file each stands in, brought to the same lines.

use crate::assess::execution::{Proof, Report, State, Watch, days_waiting, reports, state, waits_for_verification};
use crate::case::{Case, Configuration, PlanCase, Refused, Unsettled};
use crate::diag::{Diagnostic, Severity, count};
use crate::locale::Language;
use crate::method::Method;
use crate::model::{Organization, Reporting};
use crate::monitor::line::Line;
use crate::monitor::since::Since;
use crate::monitor::tally::Tally;
use crate::source::SourceFile;
use crate::text::words;
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// What documents about the execution of plans are made from.
#[derive(Clone, Debug)]
pub struct Monitoring<'a> {
    /// The plans in the order of the run, with the files that could not be read.
    pub plans: Vec<Monitored<'a>>,
    /// From when and at which period they are looked at.
    pub watch: Watch,
    /// What shows that a measure was carried out.
    pub proof: Proof,
    /// The method that names the levels of risk.
    pub method: &'a Method,
    /// The configuration that governs the run, if there is one.
    pub configuration: Option<&'a Configuration>,
    /// The language of documents about all of them.
    pub language: Language,
}

impl<'a> Monitoring<'a> {
    /// What the organisation of each plan is called among all: its name; where bodies with other ids have one of the same words,
    /// with the id.
    pub(crate) fn names(&self) -> Vec<Cow<'a, str>> {
        let mut ids: HashMap<String, BTreeSet<&str>> = HashMap::new();
        for plan in self.plans.iter().filter(|plan| plan.is_read()) {
            ids.entry(words(plan.name())).or_default().insert(plan.id);
        }
        let is_shared = |plan: &Monitored<'a>| ids.get(&words(plan.name())).is_some_and(|ids| ids.len() > 1);
        let name = |plan: &Monitored<'a>| {
            if plan.is_read() && is_shared(plan) {
                format!("{} ({})", plan.name(), plan.id).into()
            } else {
                plan.name().into()
            }
        };
        self.plans.iter().map(name).collect()
    }

    /// Whether what was verified is shown beside what was reported: where anything was, or it is asked for.
    pub(crate) fn shows_verification(&self) -> bool {
        self.plans.iter().any(Monitored::shows_verification)
    }

    /// The plans that could be read, each with what its organisation is called among all.
    pub(crate) fn named(&self) -> impl Iterator<Item = (Cow<'a, str>, &Monitored<'a>)> {
        self.names().into_iter().zip(&self.plans).filter(|(_, plan)| plan.is_read())
    }
}

/// A plan, whichever kind of file it stands in, with where each measure stands.
#[derive(Clone, Debug)]
pub struct Monitored<'a> {
    pub(crate) file: &'a SourceFile,
    /// `None` for a file whose bytes could not be read.
    pub(crate) sha256: Option<&'a str>,
    pub(crate) id: &'a str,
    /// `None` for a file that could not be read.
    pub(crate) organization: Option<&'a Organization>,
    pub(crate) title: Option<&'a str>,
    pub(crate) order: Option<&'a str>,
    /// Who controls the execution, by post.
    pub(crate) controller: Option<&'a str>,
    pub(crate) kind: PlanKind,
    pub(crate) lines: Vec<Line<'a>>,
    /// The first and the last day of the plan, if any are known.
    pub(crate) years: Option<(Date, Date)>,
    pub(crate) kinds: &'a [Reporting],
    pub(crate) findings: &'a [Diagnostic],
    /// What makes documents about it drafts.
    pub(crate) unsettled: Unsettled,
    pub(crate) language: Language,
    pub(crate) watch: Watch,
    /// What shows that a measure was carried out.
    pub(crate) proof: Proof,
    /// What moved since an earlier report, if one is compared with and has the plan.
    pub(crate) since: Option<Since>,
}

/// Which kind of plan it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlanKind {
    /// A plan of measures that is tied to no risks.
    OfMeasures,
    /// A register's own: of measures against risks.
    OfRisks,
    /// None: the file could not be read.
    Unread,
}

impl<'a> Monitored<'a> {
    /// A plan of measures.
    #[must_use]
    pub fn of_plan(of: &PlanCase<'a>, watch: Watch) -> Self {
        let lines = of.plan.chapters.iter().flat_map(|chapter| {
            chapter.tasks.iter().flat_map(move |task| {
                task.measures.iter().enumerate().map(move |(at, planned)| Line {
                    id: planned.id.as_str().into(),
                    chapter_id: &chapter.id,
                    chapter: chapter.name.as_deref(),
                    task: task.text.as_deref(),
                    opens_task: at == 0,
                    measure: &planned.measure,
                    level: None,
                    standing: state(&planned.measure, &watch),
                })
            })
        });
        let lines: Vec<Line<'a>> = lines.collect();
        let record = &of.plan.record;
        let stated = record.years.as_ref().and_then(|years| years.from.zip(years.to));
        Self {
            id: &of.plan.organization.id,
            organization: Some(&of.plan.organization),
            title: record.title.as_deref(),
            order: record.order.as_deref(),
            kind: PlanKind::OfMeasures,
            years: stated.or_else(|| span(&lines)),
            lines,
            kinds: &record.reports,
            unsettled: Unsettled { errors: count(of.findings, Severity::Error), ..Unsettled::default() },
            ..Self::unread(of.file, Some(of.file.sha256()), of.findings, of.language, watch)
        }
    }

    /// The plan of a register: its functions are the chapters, its situations the tasks. It owes reports of both kinds.
    #[must_use]
    pub fn of_register(case: &Case<'a>, watch: Watch) -> Self {
        let mut lines = Vec::new();
        for row in case.rows() {
            let (function, situation) = (row.function, row.situation);
            let (id, several) = (situation.id.as_str(), situation.measures.len() > 1);
            for (at, measure) in situation.measures.iter().enumerate() {
                lines.push(Line {
                    id: if several { format!("{id}.{}", at + 1).into() } else { id.into() },
                    chapter_id: "",
                    chapter: Some(function.group.as_deref().unwrap_or(&function.name)),
                    task: Some(&situation.text),
                    opens_task: at == 0,
                    measure,
                    level: row.outcome.map(|outcome| outcome.residual),
                    standing: state(measure, &watch),
                });
            }
        }
        let (organization, record) = (&case.register.organization, &case.register.assessment);
        Self {
            id: &organization.id,
            organization: Some(organization),
            order: record.order.as_deref(),
            controller: record.high_level_controller.as_deref(),
            kind: PlanKind::OfRisks,
            years: span(&lines),
            lines,
            unsettled: case.unsettled(),
            ..Self::unread(case.file, Some(case.file.sha256()), case.findings, case.language, watch)
        }
    }

    /// A file that could not be read.
    #[must_use]
    pub fn refused(refused: &Refused<'a>, watch: Watch) -> Self {
        Self::unread(refused.file, refused.sha256(), refused.findings, refused.language, watch)
    }

    fn unread(
        file: &'a SourceFile,
        sha256: Option<&'a str>,
        findings: &'a [Diagnostic],
        language: Language,
        watch: Watch,
    ) -> Self {
        Self {
            file,
            sha256,
            id: file.stem(),
            organization: None,
            title: None,
            order: None,
            controller: None,
            kind: PlanKind::Unread,
            lines: Vec::new(),
            years: None,
            kinds: &[],
            findings,
            unsettled: Unsettled::default(),
            language,
            watch,
            proof: Proof::Report,
            since: None,
        }
    }

    /// Whether it was read at all.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.kind != PlanKind::Unread
    }

    /// How many of its measures are overdue.
    #[must_use]
    pub fn overdue(&self) -> usize {
        self.of(State::Overdue).count()
    }

    pub(crate) fn of(&self, state: State) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(move |line| line.is(state))
    }

    /// The same, its measures counted as carried out by this proof.
    #[must_use]
    pub fn by(self, proof: Proof) -> Self {
        Self { proof, ..self }
    }

    /// Whether the earlier report that it is compared with has the plan.
    #[must_use]
    pub fn has_since(&self) -> bool {
        self.since.is_some()
    }

    /// The file, as the user named it.
    #[must_use]
    pub fn path(&self) -> &'a str {
        &self.file.path
    }

    /// By what measures are counted.
    pub(super) fn counting(&self) -> (Date, Proof) {
        (self.watch.as_of, self.proof)
    }

    /// Whether what was verified is shown beside what was reported: where anything was, or it is asked for.
    pub(crate) fn shows_verification(&self) -> bool {
        self.proof == Proof::Verification || self.lines.iter().any(|line| line.measure.verified.is_some())
    }

    /// The measures that are called done and that nobody verified yet, those that wait longest first; of those of which no day is known,
    /// in the order of the plan.
    pub(crate) fn waiting(&self) -> Vec<&Line<'a>> {
        let mut waiting: Vec<_> = self.lines.iter().filter(|line| waits_for_verification(line.measure)).collect();
        waiting.sort_by_key(|line| std::cmp::Reverse(days_waiting(line.measure, self.watch.as_of)));
        waiting
    }

    pub(crate) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.lines.iter().for_each(|line| tally.add(line, self.watch.as_of, self.proof));
        tally
    }

    /// The name that the organisation goes by; of a file that could not be read, its stem.
    pub(crate) fn name(&self) -> &'a str {
        self.organization.map_or(self.id, |organization| &organization.name)
    }

    fn reports_between(&self, from: Date, to: Date) -> Vec<Report> {
        self.years.map(|years| reports(years, self.kinds, from, to)).unwrap_or_default()
    }

    /// The reports whose deadlines fall in the period.
    pub(crate) fn reports(&self) -> Vec<Report> {
        self.reports_between(self.watch.from, self.watch.to)
    }

    /// The reports whose deadlines fall in the period, and the next of each kind.
    pub(crate) fn reports_and_next(&self) -> Vec<Report> {
        let mut found = self.reports();
        let mut kinds = Vec::new();
        for report in self.reports_in_year_from(self.watch.as_of) {
            if !kinds.contains(&report.kind) {
                kinds.push(report.kind);
                found.push(report);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The reports whose deadlines fall in the year that begins with a day.
    pub(crate) fn reports_in_year_from(&self, day: Date) -> Vec<Report> {
        self.reports_between(day, day.saturating_add(1.year()).saturating_sub(1.day()))
    }
}

/// The first and the last day of all terms together.
fn span(lines: &[Line<'_>]) -> Option<(Date, Date)> {
    let terms = || lines.iter().filter_map(|line| line.measure.due.as_ref());
    terms().filter_map(|term| term.from).min().zip(terms().filter_map(|term| term.to).max())
}

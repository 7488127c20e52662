//! The reply to a department about the register that it sent: what became of it, what to correct and where.
//!
//! The first sheet is one page that somebody signs. The second, where there is something to correct, leads to the cells of
//! the department's own file. Notes are nothing to correct: where there is nothing else, they stand on the first sheet.

mod findings;

use crate::case::{Case, Entry};
use crate::diag::{Diagnostic, Folded, Severity, folded};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::sheet::{Book, Cell, Fit, Role, Sheet};
use jiff::civil::Date;

/// How many notes the first sheet shows, so that it stays one page that can be read.
const NOTES: usize = 8;

/// What is replied, and of what.
pub(super) struct Reply<'e, 'a> {
    pub entry: &'e Entry<'a>,
    pub language: Language,
    /// What is told, the worst first.
    pub found: Vec<Folded<'a>>,
    /// The department's file, without folders, where it lies beside the reply.
    pub link: Option<&'e str>,
}

/// The reply about one input of a run, in the language of that input. `link` is the name of the input's file in the folder
/// where the reply will lie: then places in a workbook are links to their cells.
#[must_use]
pub fn reply_workbook<'a>(entry: &Entry<'a>, as_of: Date, method: &'a Method, link: Option<&str>) -> Book<'a> {
    let reply = Reply { entry, language: entry.language(), found: told(entry), link };
    let mut sheets = vec![reply.summary(as_of, method)];
    if reply.has_list() {
        sheets.push(findings::findings(&reply));
    }
    let page = Message::new("footer-page").with("page", "{page}").with("pages", "{pages}");
    let organization = reply.organization().unwrap_or(entry.id());
    Book {
        title: reply.text(reply.word("reply-title", "reply-title-plan")),
        organization,
        as_of: Some(as_of),
        level_colors: method.levels.iter().map(|level| level.color.as_str()).collect(),
        footer: [organization.to_owned(), reply.language.date(as_of), reply.format(&page)],
        draft: reply.case().and_then(Case::draft),
        names: Vec::new(),
        sheets,
    }
}

/// The findings in force, the same down a column as one, the worst first. Of a file that was refused all are told: they
/// are the reason.
fn told<'a>(entry: &Entry<'a>) -> Vec<Folded<'a>> {
    let is_refused = matches!(entry, Entry::Refused(_));
    let mut found = folded(entry.findings());
    found.retain(|one| is_refused || one.first.waived.is_none());
    found.sort_by_key(|one| one.first.severity);
    found
}

impl<'a> Reply<'_, 'a> {
    pub fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    pub fn format(&self, message: &Message) -> String {
        self.language.message(message)
    }

    /// Whether what was sent is a plan of measures.
    pub fn is_plan(&self) -> bool {
        matches!(self.entry, Entry::Plan(_))
    }

    /// Of two messages, the one that fits the file: most of what is said of a register is said of a plan in other words.
    fn word(&self, of_register: &'static str, of_plan: &'static str) -> &'static str {
        if self.is_plan() { of_plan } else { of_register }
    }

    /// The register, if the file was read as one.
    pub fn case(&self) -> Option<&Case<'a>> {
        match self.entry {
            Entry::Case(case) => Some(case),
            Entry::Plan(_) | Entry::Refused(_) => None,
        }
    }

    /// The organisation, as the file names it.
    fn organization(&self) -> Option<&'a str> {
        match self.entry {
            Entry::Case(case) => Some(&case.register.organization.name),
            Entry::Plan(planned) => Some(&planned.plan.organization.name),
            Entry::Refused(_) => None,
        }
    }

    /// How many findings of a severity are told.
    fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|one| one.first.severity == severity).map(Folded::count).sum()
    }

    /// Whether there is something to correct.
    fn has_list(&self) -> bool {
        let has_fault = self.found.iter().any(|one| one.first.severity != Severity::Information);
        has_fault || (matches!(self.entry, Entry::Refused(_)) && !self.found.is_empty())
    }

    fn summary(&self, as_of: Date, method: &'a Method) -> Sheet<'a> {
        let mut sheet = Sheet {
            name: self.text("reply-sheet"),
            widths: vec![34, 22, 22, 18],
            fit: Fit::OnePage,
            ..Sheet::default()
        };
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Title, self.text(self.word("reply-title", "reply-title-plan"))).spanning(all)]);
        if let Some(organization) = self.organization() {
            sheet.row(vec![Cell::text(Role::Title, organization).spanning(all)]);
        }
        sheet.gap();
        self.facts(as_of, method, &mut sheet);
        self.levels(&mut sheet);
        sheet.gap();
        sheet.row(vec![Cell::text(Role::Heading, self.text("reply-next")).spanning(all)]);
        for sentence in self.next() {
            sheet.row(vec![Cell::text(Role::Text, sentence).spanning(all)]);
        }
        if !self.has_list() {
            self.notes(&mut sheet);
        }
        sheet.gap();
        for role in ["reply-checked", "reply-received"] {
            let signer = format!("{}:\n{}", self.text(role), self.text("reply-post"));
            let line = Cell::text(Role::Signature, self.text("signature-line")).spanning(all - 1);
            sheet.row(vec![Cell::text(Role::Label, signer), line]);
        }
        sheet.gap();
        sheet.row(vec![
            Cell::text(Role::Remark, self.text(self.word("reply-remark", "reply-remark-plan"))).spanning(all),
        ]);
        sheet
    }

    fn facts(&self, as_of: Date, method: &'a Method, sheet: &mut Sheet<'a>) {
        let span = sheet.columns() - 1;
        let mut fact = |id: &str, value: String| {
            sheet.row(vec![Cell::text(Role::Label, self.text(id)), Cell::text(Role::Text, value).spanning(span)]);
        };
        let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        let file = self.word("fact-register-file", "fact-plan-file");
        fact(file, self.link.map_or_else(|| name(self.entry.path()), str::to_owned));
        fact("fact-as-of", self.language.date(as_of));
        fact("fact-method", method.title.get(self.language).to_owned());
        fact("reply-outcome", self.outcome());
        if let Some(case) = self.case() {
            let counts = Message::new("fact-situations-count")
                .with("all", case.assessment.outcomes.len())
                .with("assessed", case.assessment.ranking.len());
            fact("fact-situations", self.format(&counts));
        }
        let counts = Message::new("fact-findings-count")
            .with("errors", self.count(Severity::Error))
            .with("warnings", self.count(Severity::Warning))
            .with("information", self.count(Severity::Information));
        fact("fact-findings", self.format(&counts));
    }

    /// What became of the file, in a sentence.
    fn outcome(&self) -> String {
        let has_errors = self.count(Severity::Error) > 0;
        let case = match self.entry {
            Entry::Case(case) => case,
            Entry::Plan(_) if has_errors => return self.text("reply-plan-with-errors"),
            Entry::Plan(_) => return self.text("reply-plan-accepted"),
            Entry::Refused(_) => return self.text("reply-returned"),
        };
        let open = case.open_situations();
        if open > 0 {
            let all = case.assessment.outcomes.len();
            return self.format(&Message::new("reply-draft").with("open", open).with("all", all));
        }
        self.text(if has_errors { "reply-read-with-errors" } else { "reply-accepted" })
    }

    /// How many situations stand at each level before and after controls.
    fn levels(&self, sheet: &mut Sheet<'a>) {
        let Some(case) = self.case().filter(|case| !case.assessment.ranking.is_empty()) else { return };
        sheet.gap();
        let head = |id| Cell::text(Role::Head, self.text(id));
        sheet.row(vec![head("head-level"), head("head-inherent-count"), head("head-residual-count")]);
        for (level, spec) in case.method.computed_levels().rev() {
            sheet.row(vec![
                Cell::text(Role::Level(level), spec.label.get(self.language)),
                Cell::number(Role::Short, case.assessment.inherent[level.index()]),
                Cell::number(Role::Short, case.assessment.residual[level.index()]),
            ]);
        }
    }

    /// What to do next, a sentence or two in each row.
    fn next(&self) -> Vec<String> {
        if !self.has_list() {
            return vec![self.text(self.word("reply-next-nothing", "reply-next-nothing-plan"))];
        }
        let with_sheet = |id: &'static str| Message::new(id).with("sheet", self.text("reply-sheet-findings"));
        let mut sentences = vec![self.format(&match self.count(Severity::Error) {
            _ if matches!(self.entry, Entry::Refused(_)) => with_sheet("reply-next-returned"),
            0 => with_sheet("reply-next-look"),
            _ => with_sheet("reply-next-correct"),
        })];
        if self.found.iter().any(|one| findings::link(self, one).is_some()) {
            sentences.push(
                self.format(
                    &with_sheet(self.word("reply-next-link", "reply-next-link-plan"))
                        .with("column", self.text("head-place")),
                ),
            );
        }
        sentences
    }

    /// What is worth knowing about a register without faults.
    fn notes(&self, sheet: &mut Sheet<'a>) {
        if self.found.is_empty() {
            return;
        }
        let all = sheet.columns();
        sheet.gap();
        sheet.row(vec![Cell::text(Role::Heading, self.text("reply-notes")).spanning(all)]);
        for one in self.found.iter().take(NOTES) {
            let (place, said) = (findings::place(self, one), self.said(one.first));
            sheet.row(vec![Cell::text(Role::Label, place), Cell::text(Role::Text, said).spanning(all - 1)]);
        }
        let more = self.found.len().saturating_sub(NOTES);
        if more > 0 {
            let more = self.format(&Message::new("reply-notes-more").with("count", more));
            sheet.row(vec![Cell::text(Role::Remark, more).spanning(all)]);
        }
    }

    /// What was found, in words.
    pub fn said(&self, found: &Diagnostic) -> String {
        self.format(&found.message)
    }
}

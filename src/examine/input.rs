//! What a file was read as, before it is assessed and checked.

use crate::diag::{Code, Diagnostic, Sink};
use crate::inbox::names;
use crate::locale::{Language, Message};
use crate::model::Organization;
use crate::read::{Loaded, LoadedPlan, Read, Unread, codes, not_a_register};
use crate::source::{Record, SourceFile, Spot};

/// A file, read or not.
#[derive(Debug)]
pub enum Input {
    /// A register.
    Register(Box<Loaded>),
    /// A plan of measures.
    Plan(Box<LoadedPlan>),
    /// A file that is neither.
    Refused {
        /// The file.
        file: Box<SourceFile>,
        /// Whether its bytes could be read at all.
        readable: bool,
        /// Whether its cells or texts can be looked at for the language that it speaks.
        tells: bool,
        /// Why it was refused.
        findings: Vec<Diagnostic>,
    },
}

impl From<Read> for Input {
    fn from(read: Read) -> Self {
        match read {
            Read::Register(loaded) => Self::Register(loaded),
            Read::Plan(loaded) => Self::Plan(loaded),
        }
    }
}

impl From<Unread> for Input {
    fn from(unread: Unread) -> Self {
        let (file, findings) = *unread;
        // What is no table, or holds too much, has no cells that could be read.
        let tells = !findings.iter().any(|found| *found.code == codes::UNREADABLE_FILE);
        Self::Refused { file: Box::new(file), readable: true, tells, findings }
    }
}

impl Input {
    /// The same input where only a register is of use: a plan of measures is refused, and that is said.
    #[must_use]
    pub fn into_register(self) -> Self {
        match self {
            Self::Plan(loaded) => not_a_register(*loaded).into(),
            other => other,
        }
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &SourceFile {
        match self {
            Self::Register(loaded) => &loaded.file,
            Self::Plan(loaded) => &loaded.file,
            Self::Refused { file, .. } => file,
        }
    }

    /// What the reader found.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        match self {
            Self::Register(loaded) => &loaded.findings,
            Self::Plan(loaded) => &loaded.findings,
            Self::Refused { findings, .. } => findings,
        }
    }

    /// Whether it is a register that an earlier run checked.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        matches!(self, Self::Register(loaded) if loaded.is_checked)
    }

    /// The organisation that a register or a plan is of.
    #[must_use]
    pub fn organization(&self) -> Option<&Organization> {
        match self {
            Self::Register(loaded) => Some(&loaded.register.organization),
            Self::Plan(loaded) => Some(&loaded.plan.organization),
            Self::Refused { .. } => None,
        }
    }

    /// The language that the register or the plan asks for.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        self.organization()?.language
    }

    /// The names by which the organisation may be meant: in a run over many files, folders may stand before its id.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.organization().map_or_else(Vec::new, |organization| names(&organization.id, &self.file().path))
    }

    /// Lets the organisation go by an id; returns the one that it had.
    pub fn go_by(&mut self, id: String) -> Option<String> {
        let organization = match self {
            Self::Register(loaded) => &mut loaded.register.organization,
            Self::Plan(loaded) => &mut loaded.plan.organization,
            Self::Refused { .. } => return None,
        };
        Some(std::mem::replace(&mut organization.id, id))
    }

    /// Gives the organisation a name where the file gives none; that the file's name stands for it is true no more.
    pub fn be_named(&mut self, name: &str) {
        let (organization, origins, findings) = match self {
            Self::Register(loaded) => (&mut loaded.register.organization, &loaded.origins, &mut loaded.findings),
            Self::Plan(loaded) => (&mut loaded.plan.organization, &loaded.origins, &mut loaded.findings),
            Self::Refused { .. } => return,
        };
        if !origins.has(Record::Organization, "name") {
            name.clone_into(&mut organization.name);
            findings.retain(|found| found.code != &codes::NO_ORGANISATION);
        }
    }

    /// Says who is above the organisation: whoever keeps the list of bodies knows it better than one of them.
    pub fn is_below(&mut self, parent: &str) {
        let organization = match self {
            Self::Register(loaded) => &mut loaded.register.organization,
            Self::Plan(loaded) => &mut loaded.plan.organization,
            Self::Refused { .. } => return,
        };
        organization.parent = Some(parent.to_owned());
    }

    /// Adds what was found about the file as a whole.
    pub fn add(&mut self, code: &'static Code, message: Message, help: Message) {
        let mut sink = Sink::new(self.file());
        sink.report(code, Spot::File, message).help = Some(help);
        let found = sink.finish();
        match self {
            Self::Register(loaded) => loaded.findings.extend(found),
            Self::Plan(loaded) => loaded.findings.extend(found),
            Self::Refused { findings, .. } => findings.extend(found),
        }
    }
}

//! The arguments as typed. Their help texts are in the catalogues (`help-...`), put in by [`super::usage`].

use super::output::{Form, Kind};
use crate::locale::Language;
use crate::report::Part;
use crate::schema::{SCHEMAS, SchemaSpec};
use crate::starter::{STARTERS, Starter};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{Error, ErrorKind};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use std::ffi::OsStr;
use std::path::PathBuf;

const LANGUAGES: OneOf<Language> = OneOf(&Language::ALL, |language| language.code());
const PARTS: OneOf<Part> = OneOf(&Part::ALL, |part| part.key());
const SEVERITIES: OneOf<FailOn> = OneOf(&FailOn::SEVERITIES, FailOn::key);
const DEMANDS: OneOf<FailOn> = OneOf(&FailOn::ALL, FailOn::key);
// What each command prints on standard output.
const ASSESSED: OneOf<Form> = OneOf(&[Form::Shown, Form::As(Kind::Json), Form::As(Kind::Csv)], Form::key);
const PLANNED: OneOf<Form> =
    OneOf(&[Form::Shown, Form::As(Kind::Json), Form::As(Kind::Csv), Form::As(Kind::Ics)], Form::key);
const MONITORED: OneOf<Form> = OneOf(&[Form::Shown, Form::As(Kind::Json), Form::As(Kind::Ics)], Form::key);
const COMPARED: OneOf<Form> = OneOf(&[Form::Shown, Form::As(Kind::Json)], Form::key);

/// Reads one of these values by its key, in any letter case.
#[derive(Clone)]
struct OneOf<T: 'static>(&'static [T], fn(T) -> &'static str);

impl<T: Copy + Send + Sync> TypedValueParser for OneOf<T> {
    type Value = T;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&clap::Arg>, typed: &OsStr) -> Result<T, Error> {
        let Self(all, key) = self;
        let is_typed = |value: &T| key(*value).eq_ignore_ascii_case(&typed.to_string_lossy());
        if let Some(value) = all.iter().copied().find(is_typed) {
            return Ok(value);
        }
        let keys = PossibleValuesParser::new(all.iter().copied().map(key));
        // What is not UTF-8 is an unknown word, too.
        let word = keys.parse_ref(command, arg, OsStr::new(&*typed.to_string_lossy()))?;
        let value = all.iter().copied().find(|value| key(*value) == word);
        value.ok_or_else(|| Error::new(ErrorKind::InvalidValue))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(|value| PossibleValue::new(self.1(*value)))))
    }
}

#[derive(Debug, Parser)]
#[command(
    name = "tobokel",
    version,
    disable_help_subcommand = true,
    propagate_version = true,
    args_override_self = true
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Files without a command, as when they are dropped on the program's icon.
#[derive(Debug, Parser)]
#[command(name = "tobokel", version, args_override_self = true)]
pub(crate) struct FilesAlone {
    #[command(flatten)]
    pub common: Common,
    #[arg(required = true, value_name = "FILE")]
    pub paths: Vec<PathBuf>,
}

/// The flags that every command takes. Of a flag that is given twice the last one counts.
#[derive(Clone, Debug, Args)]
pub(crate) struct Common {
    #[arg(long, global = true, value_parser = LANGUAGES, value_name = "LANGUAGE")]
    pub lang: Option<Language>,
    #[arg(long, global = true, value_name = "DATE", value_hint = ValueHint::Other)]
    pub as_of: Option<String>,
    #[arg(long, global = true, value_name = "ID|FILE")]
    pub method: Option<String>,
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, conflicts_with = "config")]
    pub no_config: bool,
    #[arg(long, global = true, value_name = "NAME", value_hint = ValueHint::Other)]
    pub sheet: Option<String>,
    #[arg(short = 'j', long = "jobs", global = true, value_name = "N", value_hint = ValueHint::Other)]
    pub jobs: Option<usize>,
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(InitArguments),
    Check(CheckArguments),
    Assess(AssessArguments),
    Plan(PlanArguments),
    Monitor(MonitorArguments),
    Compare(CompareArguments),
    Publish(PublishArguments),
    Convert(ConvertArguments),
    Explain(ExplainArguments),
    #[command(subcommand)]
    Method(MethodCommand),
    Schema {
        #[arg(value_parser = OneOf(&SCHEMAS, |schema| schema.name), value_name = "KIND")]
        kind: SchemaSpec,
    },
    Completions {
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    Man,
    Help {
        #[arg(value_name = "COMMAND")]
        about: Vec<String>,
    },
    /// Files without a command, as when they are dropped on the program's icon; never typed.
    #[command(skip)]
    Drop(Vec<PathBuf>),
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct CheckArguments {
    #[arg(required_unless_present = "show_config", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    #[arg(long, value_parser = SEVERITIES, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    #[arg(long, value_name = "CODE", value_hint = ValueHint::Other, value_delimiter = ',')]
    pub select: Vec<String>,
    #[arg(long, value_name = "CODE", value_hint = ValueHint::Other, value_delimiter = ',')]
    pub ignore: Vec<String>,
    #[arg(long, value_name = "N", value_hint = ValueHint::Other)]
    pub max_high: Option<usize>,
    #[arg(long, requires = "baseline")]
    pub no_new_high: bool,
    #[arg(long, value_name = "FILE|DIR")]
    pub baseline: Option<PathBuf>,
    #[arg(long, value_name = "LEVEL", value_hint = ValueHint::Other)]
    pub require_measure: Option<String>,
    #[arg(long)]
    pub require_seal: bool,
    #[arg(long)]
    pub show_columns: bool,
    #[arg(long)]
    pub show_config: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct AssessArguments {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Vec<PathBuf>,
    #[arg(long, value_parser = ASSESSED, value_name = "FORMAT")]
    pub format: Option<Form>,
    #[arg(long, value_parser = SEVERITIES, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    #[arg(long, value_name = "DIR", conflicts_with = "check")]
    pub replies: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub since: Option<PathBuf>,
    #[arg(long, value_parser = PARTS, value_delimiter = ',', value_name = "PART")]
    pub parts: Vec<Part>,
    #[arg(long, requires = "output")]
    pub word: bool,
    #[arg(long, requires = "output")]
    pub check: bool,
    #[arg(long, conflicts_with = "check")]
    pub force: bool,
    #[arg(long, conflicts_with = "check")]
    pub seal: bool,
    #[arg(long)]
    pub bom: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PlanArguments {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_parser = PLANNED, value_name = "FORMAT")]
    pub format: Option<Form>,
    #[arg(long, value_parser = SEVERITIES, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MonitorArguments {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_name = "QUARTER", value_hint = ValueHint::Other, conflicts_with = "year")]
    pub quarter: Option<String>,
    #[arg(long, value_name = "YEAR", value_hint = ValueHint::Other)]
    pub year: Option<String>,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_parser = MONITORED, value_name = "FORMAT")]
    pub format: Option<Form>,
    #[arg(long, value_enum, value_name = "WHAT")]
    pub count: Option<Count>,
    #[arg(long, value_name = "FILE")]
    pub since: Option<PathBuf>,
    #[arg(long, value_parser = DEMANDS, value_name = "WHAT")]
    pub fail_on: Option<FailOn>,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArguments {
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_parser = COMPARED, value_name = "FORMAT")]
    pub format: Option<Form>,
    #[arg(long)]
    pub across_methods: bool,
    #[arg(long, requires = "across_methods", value_name = "ID|FILE")]
    pub old_method: Option<String>,
    #[arg(long, value_name = "ID", value_hint = ValueHint::Other)]
    pub organization: Option<String>,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PublishArguments {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(short, long, value_name = "DIR", required_unless_present = "preview")]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub preview: bool,
    #[arg(long, value_name = "PATH")]
    pub previous: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    #[arg(long, value_parser = OneOf(STARTERS, |starter| starter.key), value_name = "KIND", conflicts_with = "from")]
    pub kind: Option<Starter>,
    #[arg(long)]
    pub criteria: bool,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ConvertArguments {
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    #[arg(value_name = "CODE|PATH", display_order = 0, required_unless_present = "all")]
    pub target: Option<PathBuf>,
    #[arg(value_name = "ID", value_hint = ValueHint::Other)]
    pub id: Option<String>,
    #[arg(long, conflicts_with = "target")]
    pub all: bool,
    #[arg(long, value_parser = OneOf(&["md"], |word| word), value_name = "FORMAT", requires = "all", conflicts_with = "target")]
    pub format: Option<&'static str>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MethodCommand {
    List,
    Show {
        #[arg(value_name = "ID|FILE")]
        named: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Text,
    Concise,
    Json,
    Sarif,
    Github,
    Junit,
}

/// What counts as carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Count {
    /// What executors report.
    Reported,
    /// What somebody else confirmed.
    Verified,
}

/// What makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailOn {
    /// Measures that are overdue, and errors.
    Overdue,
    /// Findings of this severity or a worse one.
    Error,
    Warning,
    Never,
}

impl FailOn {
    const ALL: [Self; 4] = [Self::Overdue, Self::Error, Self::Warning, Self::Never];
    /// What every command but `monitor` takes, and the configuration.
    pub const SEVERITIES: [Self; 3] = [Self::Error, Self::Warning, Self::Never];

    /// The word on the command line and in the configuration.
    pub fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Never => "never",
        }
    }
}

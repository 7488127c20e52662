//! The arguments as typed. Their help texts are in the catalogues (`help-...`), put in by [`super::usage`].

use crate::report::Part;
use crate::schema::{SCHEMAS, SchemaSpec};
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// What was typed.
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
    #[command(flatten)]
    pub files: BesideArguments,
}

impl From<FilesAlone> for Arguments {
    fn from(alone: FilesAlone) -> Self {
        Self { common: alone.common, command: Command::Beside(alone.files) }
    }
}

/// The flags that every command takes. Of a flag that is given twice the last one counts.
#[derive(Clone, Debug, Args)]
pub(crate) struct Common {
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE")]
    pub lang: Option<LanguageArgument>,
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
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorArgument::Auto)]
    pub color: ColorArgument,
}

/// A command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(InitArguments),
    Check(CheckArguments),
    Assess(AssessArguments),
    Plan(PlanArguments),
    Monitor(MonitorArguments),
    Compare(CompareArguments),
    Convert(ConvertArguments),
    Explain(ExplainArguments),
    Method(MethodArguments),
    Schema(SchemaArguments),
    Completions {
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    Man,
    Help {
        #[arg(value_name = "COMMAND")]
        about: Vec<String>,
    },
    /// No command: nobody types it.
    #[command(skip)]
    Beside(BesideArguments),
}

/// `check`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct CheckArguments {
    #[arg(required_unless_present = "show_config", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    #[arg(long, value_name = "CODE", value_hint = ValueHint::Other, value_delimiter = ',')]
    pub select: Vec<String>,
    #[arg(long, value_name = "CODE", value_hint = ValueHint::Other, value_delimiter = ',')]
    pub ignore: Vec<String>,
    #[arg(long, value_name = "N", value_hint = ValueHint::Other)]
    pub max_high: Option<usize>,
    #[arg(long, requires = "baseline")]
    pub no_new_high: bool,
    #[arg(long, requires = "no_new_high", value_name = "FILE")]
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

/// `assess`
#[derive(Debug, Args)]
pub(crate) struct AssessArguments {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Vec<PathBuf>,
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    #[arg(long, value_name = "DIR", conflicts_with = "check")]
    pub replies: Option<PathBuf>,
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PART")]
    pub parts: Vec<Part>,
    #[arg(long, requires = "output")]
    pub check: bool,
    #[arg(long, conflicts_with = "check")]
    pub force: bool,
    #[arg(long, conflicts_with = "check")]
    pub seal: bool,
}

/// `plan`
#[derive(Debug, Args)]
pub(crate) struct PlanArguments {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<PlanFormat>,
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    #[arg(long)]
    pub force: bool,
}

/// `monitor`
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
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<MonitorFormat>,
    #[arg(long, value_enum, value_name = "WHAT")]
    pub fail_on: Option<MonitorFailOn>,
    #[arg(long)]
    pub force: bool,
}

/// `compare`
#[derive(Debug, Args)]
pub(crate) struct CompareArguments {
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<CompareFormat>,
    #[arg(long)]
    pub across_methods: bool,
    #[arg(long, requires = "across_methods", value_name = "ID|FILE")]
    pub old_method: Option<String>,
    #[arg(long, value_name = "ID", value_hint = ValueHint::Other)]
    pub organization: Option<String>,
    #[arg(long)]
    pub force: bool,
}

/// Files without a command.
#[derive(Debug, Args)]
pub(crate) struct BesideArguments {
    #[arg(required = true, value_name = "FILE")]
    pub paths: Vec<PathBuf>,
}

/// `init`
#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
}

/// `convert`
#[derive(Debug, Args)]
pub(crate) struct ConvertArguments {
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
    #[arg(long)]
    pub force: bool,
}

/// `explain`
#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    #[arg(value_name = "CODE|PATH", display_order = 0, required_unless_present = "all")]
    pub target: Option<PathBuf>,
    #[arg(value_name = "ID", value_hint = ValueHint::Other)]
    pub id: Option<String>,
    #[arg(long, conflicts_with = "target")]
    pub all: bool,
    #[arg(long, value_enum, value_name = "FORMAT", requires = "all", conflicts_with = "target")]
    pub format: Option<DocumentFormat>,
}

/// `method`
#[derive(Debug, Args)]
pub(crate) struct MethodArguments {
    #[command(subcommand)]
    pub command: MethodCommand,
}

/// A command about methods.
#[derive(Debug, Subcommand)]
pub(crate) enum MethodCommand {
    List,
    Show {
        #[arg(value_name = "ID|FILE")]
        named: Option<String>,
    },
}

/// `schema`
#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    #[arg(value_enum, value_name = "KIND")]
    pub kind: SchemaSpec,
}

/// The kinds of schema are what the table of schemas holds.
impl ValueEnum for SchemaSpec {
    fn value_variants<'a>() -> &'a [Self] {
        &SCHEMAS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name))
    }
}

/// What is printed on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
}

/// What `plan` prints on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlanFormat {
    Table,
    Json,
    Csv,
    Ics,
}

/// What `monitor` prints on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MonitorFormat {
    Table,
    Json,
    Ics,
}

/// What is printed of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    Table,
    Json,
}

/// The form in which findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Text,
    Concise,
    Json,
    Sarif,
    Github,
    Junit,
}

/// In which form a text for documentation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentFormat {
    Md,
}

/// From which severity on findings make the run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Never,
}

/// What makes `monitor` fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MonitorFailOn {
    Overdue,
    Error,
    Warning,
    Never,
}

/// The language of documents and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LanguageArgument {
    Ky,
    Ru,
    En,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArgument {
    Auto,
    Always,
    Never,
}

impl FailOn {
    /// The key in the configuration.
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Never => "never",
        }
    }
}

/// The parts of a workbook are what the report says they are.
impl ValueEnum for Part {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.key()))
    }
}

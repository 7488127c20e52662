//! The consolidation as JSON, `tobokel/consolidated/1`: English keys, ids of organisations, keys of levels, `null` for the unknown.

use crate::case::{Case, Configuration, Entry};
use crate::consolidate::{
    Above, Common, Consolidation, Digest, ExpectedOrganization, Faulty, Group, Heat, Mention, Moved, Overall, Place,
    Post, Shared, Since, Standing, absent, moved, unexpected,
};
use crate::diag::Diagnostic;
use crate::inbox::{Accounted, Became};
use crate::model::{Level, OrganizationKind};
use crate::report::assessment::document::{RegisterDocument, register_document};
use crate::report::document_parts::{Counts, FileSource, MethodDocument, Tool, tool};
use crate::report::findings::document::{Finding, findings};
use crate::report::kinds::{Day, KeyOf, LevelKey, Rank, Sha256, kind};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::HashMap;

kind! {
    /// What the texts of situations have in common.
    SharedKey(&'static str) => { "enum": ["situation", "function"] };
    /// What became of a body since an earlier run.
    SinceKey(&'static str) => { "enum": Since::ALL.map(Since::key) };
    /// What became of a file.
    BecameKey(&'static str) => { "enum": Became::ALL.map(Became::key) };
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct ConsolidatedDocument<'a> {
    schema: &'static str,
    tool: Tool,
    title: Option<&'a str>,
    as_of: Day,
    method: MethodDocument<'a>,
    configuration: Option<&'a Configuration>,
    organizations: Vec<OrganizationDocument<'a>>,
    /// The bodies that are named as a parent, each before those below it.
    above: Vec<AboveDocument<'a>>,
    /// Names of bodies that stand above themselves.
    circles: Vec<Vec<&'a str>>,
    groups: Vec<GroupDocument<'a>>,
    common: Vec<CommonDocument<'a>>,
    positions: Vec<PositionDocument<'a>>,
    elsewhere: Vec<MentionDocument<'a>>,
    missing: Vec<MissingDocument<'a>>,
    unexpected: Vec<UnexpectedDocument<'a>>,
    faulty: Vec<FaultyDocument<'a>>,
    files: Vec<FileDocument<'a>>,
    /// What became of each body since an earlier run; `null` where none is named.
    since: Option<Vec<MovedDocument<'a>>>,
    /// The registers themselves, so that the document can be consolidated with others.
    registers: Registers<'a>,
}

/// The registers, each made while it is written: together they are far larger than the rest.
struct Registers<'a>(&'a Consolidation<'a>);

impl Serialize for Registers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(of) = self;
        let found: HashMap<&str, &[Diagnostic]> =
            of.found.iter().map(|file| (file.path.as_str(), file.findings.as_slice())).collect();
        serializer.collect_seq(of.digests.iter().map(|digest| {
            let findings = found.get(digest.path.as_str()).copied().unwrap_or_default();
            let case = digest.case(of.method, findings, of.as_of);
            register_document(Entry::Case(Case { language: of.language, ..case }), of.method)
        }))
    }
}

impl JsonSchema for Registers<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Registers".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<RegisterDocument<'_>>::json_schema(generator)
    }
}

/// A row of the ranking.
#[derive(Serialize, JsonSchema)]
struct OrganizationDocument<'a> {
    /// `null`: not assessed, and listed after those that are.
    rank: Option<Rank>,
    id: &'a str,
    name: &'a str,
    kind: Option<KeyOf<OrganizationKind>>,
    parent: Option<&'a str>,
    source: FileSource<'a>,
    assessed_on: Option<Day>,
    situations: usize,
    assessed: usize,
    inherent: Counts<'a>,
    residual: Counts<'a>,
    lowered: usize,
    lowered_percent: Option<usize>,
    findings: FindingCounts,
    functions: usize,
    functions_with_situations: usize,
}

#[derive(Serialize, JsonSchema)]
struct FindingCounts {
    error: usize,
    warning: usize,
    information: usize,
}

/// What stands below a body, its own register included.
#[derive(Serialize, JsonSchema)]
struct AboveDocument<'a> {
    id: &'a str,
    name: &'a str,
    parent: Option<&'a str>,
    depth: usize,
    organizations: usize,
    missing: usize,
    situations: usize,
    assessed: usize,
    inherent: Counts<'a>,
    residual: Counts<'a>,
    lowered: usize,
    errors: usize,
}

#[derive(Serialize, JsonSchema)]
struct GroupDocument<'a> {
    group: Option<&'a str>,
    situations: usize,
    organizations: Vec<GroupCell<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct GroupCell<'a> {
    organization: &'a str,
    situations: Rank,
    highest: Option<LevelKey<'a>>,
    at_highest: usize,
}

#[derive(Serialize, JsonSchema)]
struct CommonDocument<'a> {
    shared: SharedKey,
    text: &'a str,
    organizations: usize,
    situations: usize,
    assessed: usize,
    sum: Option<Range<u32>>,
    residual: Option<Range<LevelKey<'a>>>,
    members: Vec<Member<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Range<T> {
    least: T,
    most: T,
}

#[derive(Serialize, JsonSchema)]
struct Member<'a> {
    key: String,
    organization: &'a str,
    situation: &'a str,
    sum: Option<u32>,
    residual: Option<LevelKey<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct PositionDocument<'a> {
    organization: &'a str,
    position: &'a str,
    unit: Option<&'a str>,
    situations: Rank,
    highest: Option<LevelKey<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct MentionDocument<'a> {
    key: String,
    organization: &'a str,
    situation: &'a str,
    text: Option<&'a str>,
    named: Option<&'a str>,
    has_situation: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
struct MissingDocument<'a> {
    id: &'a str,
    name: Option<&'a str>,
    parent: Option<&'a str>,
    unreadable: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct UnexpectedDocument<'a> {
    id: &'a str,
    name: &'a str,
    path: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct MovedDocument<'a> {
    organization: &'a str,
    state: SinceKey,
    errors_before: usize,
    errors: usize,
    gone: Vec<GoneDocument<'a>>,
}

/// An error that is gone.
#[derive(Serialize, JsonSchema)]
struct GoneDocument<'a> {
    code: &'a str,
    message: &'a str,
}

impl<'a> MovedDocument<'a> {
    fn of(moved: Moved<'a>) -> Self {
        let [errors_before, errors] = moved.errors;
        let gone = |(code, message): &'a (String, String)| GoneDocument { code, message };
        Self {
            organization: moved.organization,
            state: SinceKey(moved.since.key()),
            errors_before,
            errors,
            gone: moved.gone.into_iter().map(gone).collect(),
        }
    }
}

/// A file that was found, and what became of it.
#[derive(Serialize, JsonSchema)]
struct FileDocument<'a> {
    path: &'a str,
    sha256: Option<Sha256<'a>>,
    became: BecameKey,
    organization: Option<&'a str>,
    of: Option<&'a str>,
    reason: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct FaultyDocument<'a> {
    path: &'a str,
    id: &'a str,
    refused: bool,
    errors: usize,
    findings: Vec<Finding<'a>>,
}

/// The consolidation as a document; its lists are in the order of the workbook's sheets, the groups all.
#[must_use]
pub fn consolidated_document<'a>(all: &'a Overall<'a>) -> impl Serialize + use<'a> {
    let of = &all.of;
    let id = |number: usize| of.digests[number].organization.id.as_str();
    let level = |level: Level| LevelKey(&of.method.level(level).key);
    let cell = |(organization, heat): &(usize, Heat)| GroupCell {
        organization: id(*organization),
        situations: Rank(heat.situations),
        highest: heat.highest.map(level),
        at_highest: heat.at_highest,
    };
    let group = |group: &Group<'a>| GroupDocument {
        group: group.name,
        situations: group.situations,
        organizations: group.cells.iter().map(cell).collect(),
    };
    let position = |post: &Post<'a>| PositionDocument {
        organization: id(post.organization as usize),
        position: post.name,
        unit: post.unit,
        situations: Rank(post.situations),
        highest: post.highest.map(level),
    };
    let mention = |mention: &Mention| MentionDocument {
        key: of.key(mention.place),
        organization: id(mention.place.organization as usize),
        situation: &mention.place.of(of).situation.id,
        text: mention.place.of(of).situation.elsewhere.as_deref(),
        named: mention.named.map(|(organization, _)| id(organization as usize)),
        has_situation: mention.named.map(|(_, has)| has),
    };
    let missing = |(expected, file): (&'a ExpectedOrganization, Option<&'a Accounted>)| MissingDocument {
        id: &expected.id,
        name: expected.name.as_deref(),
        parent: expected.parent.as_deref(),
        unreadable: file.map(|file| file.path.as_str()),
    };
    let not_expected = |digest: &'a Digest| UnexpectedDocument {
        id: &digest.organization.id,
        name: &digest.organization.name,
        path: &digest.path,
    };
    let file = |file: &'a Accounted| FileDocument {
        path: &file.path,
        sha256: file.sha256.as_deref().map(Sha256),
        became: BecameKey(file.became.key()),
        organization: file.organization.as_deref(),
        of: file.of.as_deref(),
        reason: file.reason.as_ref().map(|reason| of.language.message(reason)),
    };
    let faulty = |file: &'a Faulty| FaultyDocument {
        path: &file.path,
        id: &file.id,
        refused: file.refused,
        errors: file.errors,
        findings: findings(&file.findings, of.language),
    };
    ConsolidatedDocument {
        schema: "tobokel/consolidated/1",
        tool: tool(),
        title: of.title,
        as_of: Day(of.as_of),
        method: MethodDocument::of(of.method),
        configuration: of.configuration,
        organizations: all.ranks().map(|(rank, standing)| organization(of, rank, standing)).collect(),
        above: all.above.bodies.iter().map(|body| above(of, body)).collect(),
        circles: all.above.circles.clone(),
        groups: all.groups.iter().map(group).collect(),
        common: all.commons.iter().map(|group| common(of, group)).collect(),
        positions: all.posts.iter().map(position).collect(),
        elsewhere: all.mentions.iter().map(mention).collect(),
        missing: absent(of).into_iter().map(missing).collect(),
        unexpected: unexpected(of).into_iter().map(not_expected).collect(),
        faulty: of.faulty.iter().map(faulty).collect(),
        files: of.files.iter().map(file).collect(),
        since: of.since.map(|_| moved(of).into_iter().map(MovedDocument::of).collect()),
        registers: Registers(of),
    }
}

fn organization<'a>(of: &Consolidation<'a>, rank: Option<usize>, standing: &'a Standing) -> OrganizationDocument<'a> {
    let digest = &of.digests[standing.organization];
    let [error, warning, information] = digest.findings;
    let [functions, functions_with_situations] = digest.functions;
    OrganizationDocument {
        rank: rank.map(Rank),
        id: &digest.organization.id,
        name: &digest.organization.name,
        kind: digest.organization.kind.map(KeyOf),
        parent: digest.organization.parent.as_deref(),
        source: FileSource { path: &digest.path, sha256: Some(Sha256(&digest.sha256)) },
        assessed_on: digest.assessed_on.map(Day),
        situations: digest.situations().len(),
        assessed: standing.assessed,
        lowered: standing.lowered,
        lowered_percent: standing.lowered_percent(),
        inherent: Counts(of.method, &standing.inherent),
        residual: Counts(of.method, &standing.residual),
        findings: FindingCounts { error, warning, information },
        functions,
        functions_with_situations,
    }
}

fn above<'a>(of: &Consolidation<'a>, body: &'a Above<'a>) -> AboveDocument<'a> {
    AboveDocument {
        id: body.id,
        name: body.name,
        parent: body.parent,
        depth: body.depth,
        organizations: body.bodies,
        missing: body.missing,
        situations: body.situations,
        assessed: body.assessed,
        inherent: Counts(of.method, &body.inherent),
        residual: Counts(of.method, &body.residual),
        lowered: body.lowered,
        errors: body.errors,
    }
}

fn common<'a>(of: &Consolidation<'a>, group: &Common) -> CommonDocument<'a> {
    let level = |level: Level| LevelKey(&of.method.level(level).key);
    let member = |place: &Place| {
        let row = place.of(of);
        Member {
            key: of.key(*place),
            organization: &of.digests[place.organization as usize].organization.id,
            situation: &row.situation.id,
            sum: row.outcome.map(|outcome| outcome.sum),
            residual: row.outcome.map(|outcome| level(outcome.residual)),
        }
    };
    CommonDocument {
        shared: SharedKey(match group.shared {
            Shared::Situation => "situation",
            Shared::Function => "function",
        }),
        text: group.text(of),
        organizations: group.organizations,
        situations: group.members.len(),
        assessed: group.assessed,
        sum: group.sums.map(|(least, most)| Range { least, most }),
        residual: group.levels.map(|(least, most)| Range { least: level(least), most: level(most) }),
        members: group.members.iter().map(member).collect(),
    }
}

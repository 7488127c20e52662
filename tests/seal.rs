//! The seal of an approved register: what it holds, what a later change of each field is called, and what may change.

use super::support::{Folder, said};
use sha2::{Digest as _, Sha256};
use std::path::Path;

const AS_OF: &str = "2026-07-01";

/// A register without errors in which every sealed field holds something.
const REGISTER: &str = r#"
[organization]
name = "Body"
id = "body"
language = "en"

[assessment]
date = 2026-06-15
order = "1"
assessors = ["secretary"]
high_level_controller = "head"

[[function]]
group = "Services"
name = "Renting out municipal land"

[[function.situation]]
id = "1.1"
text = "The land officer tells a friend of a free plot"
category = "potential"
unit = "land unit"
positions = ["land officer", "deputy head"]
elsewhere = "in the neighbouring municipality"
declared_level = "high"
likelihood = { score = 3, justification = "One officer keeps the list of plots." }
harm = { score = 2, justification = "The budget loses rent each year." }
control = { description = "The head looks at each lease.", effectiveness = "high", evidence = "register of leases", lowers = false }

[[function.situation.measure]]
text = "Publish the list of free plots each month"
due = "2026-Q4"
responsible = ["secretary", "land officer"]
expected_result = "Everybody sees which plots are free"
indicator = "share of plots published"
funding = "local budget"
baseline = 40
target = 80
target_level = "low"

[[function.situation]]
id = "1.2"
text = "The secretary hides an application behind a later one"
likelihood = { score = 1, justification = "Applications are numbered when they come in." }
harm = { score = 1, justification = "A single applicant waits for longer." }
"#;

/// A change of one field: what stands there, what comes in its place, the field's name in the finding.
const CHANGES: [(&str, &str, &str); 25] = [
    ("group = \"Services\"", "group = \"Permits\"", "Group of functions"),
    ("Renting out municipal land", "Renting out land", "Function (power)"),
    ("tells a friend", "tells a relative", "Case or situation"),
    ("\"potential\"", "\"systemic\"", "Category"),
    ("\"land unit\"", "\"unit of land\"", "Structural unit"),
    ("\"deputy head\"", "\"deputy\"", "Positions"),
    ("in the neighbouring", "in every neighbouring", "In other bodies"),
    ("declared_level = \"high\"", "declared_level = \"medium\"", "Declared level"),
    ("score = 3", "score = 2", "Likelihood"),
    ("One officer", "An officer", "Justification of the likelihood"),
    ("score = 2", "score = 3", "Harm"),
    ("loses rent", "loses money", "Justification of the harm"),
    ("each lease", "every lease", "Existing control"),
    ("effectiveness = \"high\"", "effectiveness = \"low\"", "Control effectiveness"),
    ("register of leases", "list of leases", "Control evidence"),
    ("lowers = false", "lowers = true", "Whether the control lowers the level"),
    ("Publish the list", "Print the list", "measure 1, Measure"),
    ("2026-Q4", "2027-Q4", "measure 1, Deadline"),
    ("[\"secretary\", \"land officer\"]", "[\"land officer\", \"secretary\"]", "measure 1, Responsible"),
    ("Everybody sees", "All see", "measure 1, Expected result"),
    ("share of plots", "number of plots", "measure 1, Indicator"),
    ("local budget", "own funds", "measure 1, Funding"),
    ("baseline = 40", "baseline = 41", "measure 1, Baseline value of the indicator"),
    ("target = 80", "target = 70", "measure 1, Target value of the indicator"),
    ("target_level = \"low\"", "target_level = \"medium\"", "measure 1, Target level"),
];

const ALWAYS: &[&str] = &["--as-of", AS_OF, "--lang", "en"];

/// A folder with the register, sealed.
fn sealed() -> Folder {
    let folder = Folder::with(&[("register.toml", REGISTER), ("out/.keep", "")], ALWAYS);
    let output = folder.run(&["assess", "register.toml", "-o", "out/register.xlsx", "--seal"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    folder
}

trait Asked {
    /// What `check` says of seals, a line for each finding.
    fn found(&self, file: &str) -> Vec<String>;
}

impl Asked for Folder {
    fn found(&self, file: &str) -> Vec<String> {
        let output = self.run(&["check", file, "--format", "concise"]);
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().filter(|line| line.contains("[TB85")).map(str::to_owned).collect()
    }
}

fn sha256(text: &str) -> String {
    hexadecimal(text.as_bytes())
}

/// The SHA-256 of some bytes as `sha256sum` prints it.
fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").unwrap();
        out
    })
}

#[test]
fn a_sealed_register_that_nobody_changed_gives_no_finding() {
    let folder = sealed();
    assert_eq!(folder.found("register.toml"), [""; 0]);
    // Sealing again gives the same bytes, but only when asked to replace the seal.
    let before = folder.read("register.seal.toml");
    let again = ["assess", "register.toml", "-o", "out/register.xlsx", "--seal"];
    let output = folder.run(&again);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("add --force"), "{}", said(&output));
    assert_eq!(folder.run(&[&again[..], &["--force"]].concat()).status.code(), Some(0));
    assert_eq!(folder.read("register.seal.toml"), before);
    // A folder search takes the seal for no register, and a pattern that names it neither.
    for paths in [vec!["."], vec!["register.toml", "register.seal.toml"]] {
        let output = folder.run(&[&["check"], &paths[..]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
}

#[test]
fn each_field_that_was_changed_is_named() {
    let folder = sealed();
    for (before, after, name) in CHANGES {
        let changed = REGISTER.replacen(before, after, 1);
        assert_ne!(changed, REGISTER, "{before}");
        folder.write("register.toml", &changed);
        let found = folder.found("register.toml");
        let wanted = format!("[TB851] 1.1: {name}: changed after approval (sealed on 1 July 2026)");
        assert!(found.iter().any(|line| line.ends_with(&wanted)), "{wanted}\n{found:#?}");
        // The function and its group are part of both situations.
        let expected = if before.contains("Services") || before.contains("Renting") { 2 } else { 1 };
        assert_eq!(found.len(), expected, "{found:#?}");
        assert_eq!(folder.run(&["check", "register.toml"]).status.code(), Some(1));
    }
}

#[test]
fn each_particular_that_the_order_approves_is_sealed() {
    let folder = sealed();
    let cases = [
        ("id = \"body\"", "id = \"other\"", "Organisation's code"),
        ("id = \"body\"", "id = \"xbody\"", "Organisation's code"),
        ("id = \"body\"\n", "", "Organisation's code"),
        ("language = \"en\"", "language = \"ru\"", "Language of documents"),
        ("name = \"Body\"", "name = \"Another body\"", "Name of the organisation"),
        ("language = \"en\"", "language = \"en\"\nkind = \"institution\"", "Kind of organisation"),
        ("language = \"en\"", "language = \"en\"\nparent = \"Ministry\"", "Superior body"),
        ("date = 2026-06-15", "date = 2026-06-14", "Date of the assessment"),
        ("order = \"1\"", "order = \"2\"", "Order"),
        ("order = \"1\"\n", "", "Order"),
        ("[\"secretary\"]\nhigh", "[\"secretary\", \"lawyer\"]\nhigh", "Assessors"),
        ("high_level_controller = \"head\"", "high_level_controller = \"deputy\"", "Controls high risks"),
    ];
    for (before, after, name) in cases {
        let changed = REGISTER.replacen(before, after, 1);
        assert_ne!(changed, REGISTER, "{before}");
        folder.write("register.toml", &changed);
        let found = folder.found("register.toml");
        assert!(found.len() == 1 && found[0].contains("[TB857]"), "{name}: {found:#?}");
        assert!(found[0].ends_with(": changed after approval (sealed on 1 July 2026)"), "{found:#?}");
        let output = folder.run(&["check", "register.toml", "--select", "TB85"]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    }
    // Where several registers claim an id, folders and names of files stand with it: that is no change.
    folder.write("register.toml", REGISTER);
    folder.write("another.toml", REGISTER);
    folder.write("out/register.toml", REGISTER);
    assert_eq!(folder.found("."), [""; 0]);
}

#[test]
fn a_seal_without_its_register_is_found_in_a_folder() {
    let folder = sealed();
    let path = |name: &str| folder.path(name);
    assert_eq!(folder.found("."), [""; 0]);
    std::fs::rename(path("register.toml"), path("renamed.toml")).unwrap();
    let output = folder.run(&["check", ".", "--select", "TB86", "--format", "concise"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("register.seal.toml: error[TB860]"), "{}", said(&output));
    // Who names the register asks for nothing else.
    let output = folder.run(&["check", "renamed.toml", "register.seal.toml", "--select", "TB86"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn another_order_of_the_situations_is_found_once() {
    let folder = sealed();
    let at = REGISTER.find("[[function.situation]]").unwrap();
    let last = REGISTER.rfind("[[function.situation]]").unwrap();
    let (head, first, second) = (&REGISTER[..at], &REGISTER[at..last], &REGISTER[last..]);
    folder.write("register.toml", [head, second, first].concat());
    let found = folder.found("register.toml");
    assert!(found.len() == 1 && found[0].contains("[TB858] 1.2: at approval situation 1.1 stood here"), "{found:#?}");
    assert_eq!(folder.run(&["check", "register.toml", "--select", "TB85"]).status.code(), Some(1));
}

#[test]
fn a_seal_that_is_demanded_and_a_document_that_was_sealed_must_be_there() {
    let folder = sealed();
    let check = |more: &[&str]| {
        folder.run(&[&["check", "register.toml", "--select", "TB85", "--format", "concise"], more].concat())
    };
    assert_eq!(check(&["--require-seal"]).status.code(), Some(0));
    std::fs::remove_file(folder.path("out/register.xlsx")).unwrap();
    let output = check(&[]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("[TB859]: out/register.xlsx:"), "{}", said(&output));
    assert!(said(&output).contains("is not there any more"), "{}", said(&output));
    // One that is there and cannot be read is not called missing.
    std::fs::create_dir(folder.path("out/register.xlsx")).unwrap();
    let output = said(&check(&[]));
    assert!(output.contains("cannot be read: ") && !output.contains("any more"), "{output}");
    std::fs::remove_file(folder.path("register.seal.toml")).unwrap();
    assert_eq!(check(&[]).status.code(), Some(0));
    let output = check(&["--require-seal"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("[TB850]: there is no seal beside the register: register.seal.toml"),
        "{}",
        said(&output)
    );
    // A document that lies elsewhere cannot be looked for, and that is said when it is sealed.
    let elsewhere = tempfile::tempdir().unwrap();
    let path = elsewhere.path().join("far.xlsx");
    let output = folder.run(&["assess", "register.toml", "-o", path.to_str().unwrap(), "--seal"]);
    assert!(said(&output).contains("far.xlsx lies outside the folder of the register"), "{}", said(&output));
}

#[test]
fn nothing_in_a_seal_can_be_changed_by_hand_unseen() {
    let folder = sealed();
    let seal = folder.read("register.seal.toml");
    let swapped = {
        let (head, situations) = seal.split_at(seal.find("[[situation]]").unwrap());
        let (first, second) = situations.split_at(situations.rfind("[[situation]]").unwrap());
        format!("{head}{second}\n{first}")
    };
    let changed = [
        seal.replacen("as_of = 2026-07-01", "as_of = 2026-07-02", 1),
        seal.replacen("order = \"1\"", "order = \"2\"", 1),
        seal.replacen("organization = \"body\"", "organization = \"other\"", 1),
        seal.replacen("file = \"register.toml\"", "file = \"other.toml\"", 1),
        seal.replacen("file = \"out/register.xlsx\"", "name = \"register.xlsx\"", 1),
        swapped,
    ];
    for text in changed {
        assert_ne!(text, seal);
        folder.write("register.seal.toml", &text);
        let found = folder.found("register.toml");
        assert!(found.len() == 1 && found[0].contains("[TB856]"), "{text}\n{found:#?}");
        assert!(found[0].contains("the fingerprint of the seal itself does not fit"), "{found:#?}");
    }
    // Other line ends are no change.
    folder.write("register.seal.toml", seal.replace('\n', "\r\n"));
    assert_eq!(folder.found("register.toml"), [""; 0]);
}

#[test]
fn what_changes_while_a_measure_is_carried_out_is_not_sealed() {
    let folder = sealed();
    let executed = "target_level = \"low\"\nstatus = \"done\"\ndone_on = 2026-06-30\nresult = \"published\"\nreason = \"none\"\n\
        evidence = \"minutes\"\nmeasured = 75\nreported_on = 2026-06-30\n";
    folder.write("register.toml", REGISTER.replace("target_level = \"low\"\n", executed));
    assert_eq!(folder.found("register.toml"), [""; 0]);
}

#[test]
fn situations_and_measures_that_come_and_go_are_found_once_each() {
    let folder = sealed();
    let (first, second) = REGISTER.split_at(REGISTER.rfind("[[function.situation]]").unwrap());
    folder.write("register.toml", first);
    let found = folder.found("register.toml");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("[TB852] 1.2:"), "{found:#?}");
    folder.write("register.toml", format!("{REGISTER}{}", second.replace("1.2", "1.3")));
    let found = folder.found("register.toml");
    assert!(found.len() == 1 && found[0].contains("[TB853] 1.3:"), "{found:#?}");
    assert_eq!(folder.run(&["check", "register.toml", "--select", "TB85"]).status.code(), Some(1));
    let measure = "[[function.situation.measure]]\ntext = \"Count the applications\"\ndue = \"2026\"\nresponsible = [\"secretary\"]\n\
        expected_result = \"None waits behind a later one\"\n";
    folder.write("register.toml", format!("{REGISTER}{measure}"));
    let found = folder.found("register.toml");
    assert!(found.len() == 1 && found[0].contains("1.2: measure 1: added after approval"), "{found:#?}");
    let from = REGISTER.find("[[function.situation.measure]]").unwrap();
    folder.write("register.toml", format!("{}{second}", &REGISTER[..from]));
    let found = folder.found("register.toml");
    assert!(found.len() == 1 && found[0].contains("1.1: measure 1: was there at approval"), "{found:#?}");
}

#[test]
fn the_same_register_in_another_format_fits_the_same_seal() {
    let folder = sealed();
    assert_eq!(folder.run(&["convert", "register.toml", "other.xlsx"]).status.code(), Some(0));
    std::fs::copy(folder.path("register.seal.toml"), folder.path("other.seal.toml")).unwrap();
    assert_eq!(folder.found("other.xlsx"), [""; 0]);
    folder.write("other.seal.toml", folder.read("register.seal.toml").replacen("id = \"1.2\"", "id = \"1.4\"", 1));
    let found = folder.found("other.xlsx");
    assert!(found.iter().any(|line| line.contains("TB853")) && found.iter().any(|line| line.contains("TB852")));
}

#[test]
fn fingerprints_are_those_of_sha256sum() {
    let folder = sealed();
    let seal: toml::Table = folder.read("register.seal.toml").parse().unwrap();
    let bytes = |name: &str| std::fs::read(folder.path(name)).unwrap();
    let of_file = |name: &str| hexadecimal(&bytes(name));
    assert_eq!(seal["register"]["sha256"].as_str(), Some(of_file("register.toml").as_str()));
    assert_eq!(seal["document"][0]["file"].as_str(), Some("out/register.xlsx"));
    assert_eq!(seal["document"][0]["sha256"].as_str(), Some(of_file("out/register.xlsx").as_str()));
    assert_eq!(seal["particulars"]["assessment.date"].as_str(), Some(sha256("2026-06-15").as_str()));
    let of = |table: &str, key: &str| seal[table][key].as_str().unwrap().to_owned();
    let mut lines = format!(
        "as_of=2026-07-01\norganization=body\norder=1\nmethod.id={}\nmethod.sha256={}\nregister.file=register.toml\nregister.sha256={}\n",
        of("method", "id"),
        of("method", "sha256"),
        of("register", "sha256")
    );
    for key in [
        "organization.name",
        "organization.language",
        "assessment.date",
        "assessment.order",
        "assessment.assessors",
        "assessment.high_level_controller",
    ] {
        lines.extend([key, "=", &of("particulars", key), "\n"]);
    }
    lines.extend([
        "document.file=out/register.xlsx\ndocument.sha256=",
        seal["document"][0]["sha256"].as_str().unwrap(),
        "\n",
    ]);
    for situation in seal["situation"].as_array().unwrap() {
        lines.extend(["situation.sha256=", situation["sha256"].as_str().unwrap(), "\n"]);
    }
    assert_eq!(seal["sha256"].as_str(), Some(sha256(&lines).as_str()));
    let situation = &seal["situation"][0];
    for (key, text) in [
        ("likelihood.score", "3"),
        ("positions", "land officer\ndeputy head"),
        ("control.lowers", "false"),
        ("measure.1.due", "2026-Q4"),
        ("measure.1.target", "80"),
        ("measure.1.target_level", "low"),
    ] {
        assert_eq!(situation["fields"][key].as_str(), Some(sha256(text).as_str()), "{key}");
    }
    // The situation's own: its lines in the seal without quotation marks and blanks.
    let text = folder.read("register.seal.toml");
    let block = text.split("[situation.fields]\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let lines: String = block.lines().map(|line| line.replace(['"', ' '], "") + "\n").collect();
    assert_eq!(situation["sha256"].as_str(), Some(sha256(&lines).as_str()));
}

#[test]
fn a_document_and_a_method_that_differ_are_found() {
    let folder = sealed();
    folder.write("out/register.xlsx", "another");
    let found = folder.found("register.toml");
    assert!(found.len() == 1 && found[0].contains("[TB855]: out/register.xlsx:"), "{found:#?}");
    assert_eq!(folder.run(&["check", "register.toml", "--select", "TB85"]).status.code(), Some(1));
    let method = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/method/kg-232-2026.toml");
    folder.write("method.toml", &(std::fs::read_to_string(method).unwrap() + "\n# a line more\n"));
    let output = folder.run(&["check", "register.toml", "--method", "method.toml", "--select", "TB854"]);
    assert!(said(&output).contains("TB854"), "{}", said(&output));
}

#[test]
fn a_damaged_seal_is_a_finding_and_never_a_panic() {
    let folder = sealed();
    let seal = folder.read("register.seal.toml");
    let field = seal.lines().find(|line| line.starts_with("\"text\"")).unwrap();
    let damaged = [
        String::new(),
        "schema = ".into(),
        "schema = \"tobokel/seal/2\"\n".into(),
        seal.replacen(field, &format!("\"text\" = \"{}\"", sha256("another")), 1),
        seal.replacen(field, "\"text\" = \"short\"", 1),
        seal.replacen("\"text\"", "\"colour\"", 1),
        seal.replacen("out/register.xlsx", "../register.xlsx", 1),
        seal.replacen("as_of = 2026-07-01", "as_of = 2026-07-01T10:00:00", 1),
        seal[..seal.len() / 2].into(),
    ];
    for text in damaged {
        folder.write("register.seal.toml", &text);
        let found = folder.found("register.toml");
        assert!(found.len() == 1 && found[0].contains("[TB856]"), "{text}\n{found:#?}");
    }
    std::fs::write(folder.path("register.seal.toml"), [0xff, 0xfe, 0x00]).unwrap();
    assert!(folder.found("register.toml")[0].contains("[TB856]"));
}

#[test]
fn a_register_with_errors_and_a_draft_are_not_sealed() {
    let folder = Folder::with(&[], ALWAYS);
    let without_term = REGISTER.replace("due = \"2026-Q4\"\n", "");
    let not_assessed =
        REGISTER.replace("harm = { score = 1, justification = \"A single applicant waits for longer.\" }\n", "");
    for text in [without_term, not_assessed] {
        folder.write("register.toml", &text);
        let output = folder.run(&["assess", "register.toml", "-o", "out/register.xlsx", "--seal"]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("first mend what was found"), "{}", said(&output));
        assert!(!folder.path("register.seal.toml").exists());
    }
    let output = folder.run(&["assess", "-", "--seal"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn several_registers_are_sealed_each_beside_its_file() {
    let folder = Folder::with(&[], ALWAYS);
    folder.write("a.toml", REGISTER);
    folder.write("b.toml", REGISTER.replace("due = \"2026-Q4\"\n", ""));
    let output = folder.run(&["assess", "a.toml", "b.toml", "-o", "out/", "--seal"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(folder.path("a.seal.toml").exists() && !folder.path("b.seal.toml").exists());
    assert!(folder.read("a.seal.toml").contains("file = \"out/a.xlsx\""));
    // Two registers with one stem would share a seal.
    folder.write("a.csv", "x");
    let output = folder.run(&["assess", "a.toml", "a.csv", "--seal", "--force"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

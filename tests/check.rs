//! `tobokel check` as a program: selection, configuration, waivers, policy, and how the run ends.

use super::support::{Folder, said};

/// A register with one finding of each weight that these tests speak of: no expected result (TB409) and a copied unit
/// (TB606) are warnings; the measure without a term (TB403) is an error.
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
name = "Renting out municipal land"

[[function.situation]]
id = "1"
text = "The land officer tells a friend of a free plot before it is announced"
unit = "municipal land officer"
positions = ["municipal land officer"]
likelihood = { score = 3, justification = "One officer keeps the list of plots." }
harm = { score = 3, justification = "The budget loses rent each year." }

[[function.situation.measure]]
text = "Publish the list of free plots each month"
responsible = ["secretary"]
"#;

fn with_register() -> Folder {
    Folder::with(&[("register.toml", REGISTER)], &[])
}

trait Asked {
    /// The codes that `check --format concise` prints, in their order, and the exit code.
    fn codes(&self, arguments: &[&str]) -> (Vec<String>, i32);
}

impl Asked for Folder {
    fn codes(&self, arguments: &[&str]) -> (Vec<String>, i32) {
        let mut all = vec!["check", "register.toml", "--format", "concise", "--lang", "en"];
        if !arguments.contains(&"--as-of") {
            all.extend(["--as-of", "2026-07-01"]);
        }
        all.extend(arguments);
        let output = self.run(&all);
        let text = String::from_utf8(output.stdout).unwrap();
        let code = |line: &str| line.split_once("[TB").map(|(_, rest)| format!("TB{}", &rest[..3])).unwrap();
        (text.lines().map(code).collect(), output.status.code().unwrap())
    }
}

#[test]
fn findings_stand_the_worst_first_and_the_exit_code_follows_the_threshold() {
    let folder = with_register();
    assert_eq!(folder.codes(&[]), (vec!["TB403".into(), "TB606".into(), "TB409".into()], 1));
    assert_eq!(folder.codes(&["--fail-on", "never"]).1, 0);
    assert_eq!(folder.codes(&["--ignore", "TB403"]).1, 0);
    assert_eq!(folder.codes(&["--ignore", "TB403", "--fail-on", "warning"]).1, 1);
}

#[test]
fn codes_and_families_are_selected_and_the_longer_entry_decides() {
    let folder = with_register();
    assert_eq!(folder.codes(&["--select", "TB4"]).0, ["TB403", "TB409"]);
    assert_eq!(folder.codes(&["--select", "TB4", "--ignore", "TB409"]).0, ["TB403"]);
    assert_eq!(folder.codes(&["--select", "TB409,TB6", "--ignore", "TB4"]).0, ["TB606", "TB409"]);
    let output = folder.run(&["check", "register.toml", "--select", "TB999", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("\"TB999\""), "{}", said(&output));
}

#[test]
fn the_configuration_of_the_working_folder_governs_all_inputs_and_a_flag_wins_over_it() {
    let folder = with_register();
    folder.write("tobokel.toml", "language = \"ru\"\n[check]\nignore = [\"TB4\"]\nfail_on = \"warning\"\n");
    folder.write("deep/down/register.toml", REGISTER);
    assert_eq!(folder.codes(&[]), (vec!["TB606".into()], 1));
    assert_eq!(folder.codes(&["--ignore", "TB6"]).0, ["TB403", "TB409"]);
    assert_eq!(folder.codes(&["--ignore", "TB6", "--ignore", "TB4"]), (vec![], 0));
    let below = folder.run(&["check", "deep/down/register.toml", "--as-of", "2026-07-01"]);
    assert!(said(&below).contains("Найдено"), "{}", said(&below));
    let config = said(&folder.run(&["check", "register.toml", "--show-config", "--select", "TB2", "--lang", "en"]));
    assert!(config.contains("check.ignore = [\"TB4\"]  # tobokel.toml:3\n"), "{config}");
    assert!(config.contains("check.select = [\"TB2\"]  # from the command line\n"), "{config}");
    assert!(config.contains("policy.max_high = -  # by default\n"), "{config}");
    assert!(config.contains("language = \"en\"  # from the command line\n"), "{config}");
}

#[test]
fn assess_counts_the_findings_as_check_does() {
    let folder = with_register();
    folder.write("tobokel.toml", "[check]\nignore = [\"TB4\"]\n");
    let output = folder.run(&["assess", "register.toml", "--as-of", "2026-07-01", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("errors — 0, warnings — 1"), "{}", said(&output));
}

#[test]
fn a_severity_may_be_changed() {
    let folder = with_register();
    folder.write("tobokel.toml", "[check.severity]\nTB403 = \"information\"\nTB6 = \"error\"\n");
    assert_eq!(folder.codes(&[]), (vec!["TB606".into(), "TB409".into(), "TB403".into()], 1));
}

#[test]
fn what_is_wrong_in_the_configuration_is_an_error_with_its_line() {
    for (text, says) in [
        ("[chek]\n", "no key \"chek\""),
        ("[check]\nignor = [\"TB4\"]\n", "did you mean \"ignore\"?"),
        ("[check]\nignore = [\"TB99\"]\n", "\"TB99\""),
        ("[check]\nfail_on = \"warnings\"\n", "did you mean \"warning\"?"),
        ("[check.severity]\nTB403 = \"bad\"\n", "allowed values: error, warning, information"),
        ("[policy]\nmax_high = -1\n", "tobokel.toml:2:12"),
        ("language = 5\n", "expected a text"),
        ("[[organization]]\nname = \"X\"\n", "lacks the key \"id\""),
        ("[[waiver]]\nreason = \"x\"\n", "lacks the key \"code\""),
        ("[[waiver]]\ncode = \"TB4\"\nreason = \"x\"\nuntil = 2027-01-01\n", "\"TB4\""),
        ("[[waiver]]\ncode = \"TB403\"\nuntil = \"soon\"\n", "expected a date"),
        ("method = \"no-such\"\n", "no-such"),
        ("[policy]\nrequire_measure = \"zero\"\n", "allowed values: medium, high"),
    ] {
        let folder = with_register();
        folder.write("tobokel.toml", text);
        let output = folder.run(&["check", "register.toml", "--lang", "en"]);
        assert_eq!(output.status.code(), Some(2), "{text}\n{}", said(&output));
        assert!(said(&output).contains(says), "{text}\n{}", said(&output));
    }
}

#[test]
fn a_waiver_lets_pass_until_its_last_day_and_is_itself_found_when_it_cannot_hold() {
    let waiver = |fields: &str| format!("[[waiver]]\ncode = \"TB403\"\n{fields}\n");
    let all =
        "reason = \"being agreed\"\nby = \"secretary\"\nuntil = 2026-07-01\nsituation = \"1\"\norganization = \"body\"";
    let with = |text: &str, more: &[&str]| {
        let folder = with_register();
        folder.write("tobokel.toml", text);
        folder.codes(more)
    };
    assert_eq!(with(&waiver(all), &[]), (vec!["TB606".into(), "TB409".into()], 0));
    let late = with(&waiver(all), &["--as-of", "2026-07-02"]);
    assert_eq!(late.0, ["TB403", "TB606", "TB409", "TB903"]);
    assert_eq!(with(&waiver("until = 2027-01-01"), &[]).0, ["TB403", "TB606", "TB409", "TB901"]);
    assert_eq!(with(&waiver("reason = \"x\""), &[]).0, ["TB403", "TB606", "TB409", "TB902"]);
    let other = "reason = \"x\"\nuntil = 2027-01-01\nsituation = \"7\"";
    assert_eq!(with(&waiver(other), &[]).0, ["TB403", "TB606", "TB409", "TB904"]);
    // Of another organisation, whose register is not in this run: nothing is known of it.
    let elsewhere = "reason = \"x\"\nuntil = 2027-01-01\norganization = \"other\"";
    assert_eq!(with(&waiver(elsewhere), &[]).0, ["TB403", "TB606", "TB409"]);
}

#[test]
fn a_waived_finding_is_kept_in_json_and_sarif() {
    let folder = with_register();
    folder.write("tobokel.toml", "[[waiver]]\ncode = \"TB403\"\nreason = \"being agreed\"\nuntil = 2027-01-01\n");
    let json = |format: &str| -> serde_json::Value {
        let output = folder.run(&["check", "register.toml", "--format", format, "--as-of", "2026-07-01"]);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let document = json("json");
    assert_eq!(document["schema"], "tobokel/findings/1");
    assert_eq!(document["summary"], serde_json::json!({"error": 0, "warning": 2, "information": 0, "waived": 1}));
    let findings = document["registers"][0]["findings"].as_array().unwrap();
    assert_eq!(findings[0]["waived"]["reason"], "being agreed");
    assert_eq!(findings[1]["waived"], serde_json::Value::Null);
    let results = json("sarif")["runs"][0]["results"].clone();
    assert_eq!(results[0]["suppressions"][0]["kind"], "external");
}

#[test]
fn broken_policy_names_the_situations_and_fails_whatever_the_threshold() {
    let folder = with_register();
    let quiet = ["--ignore", "TB4,TB6", "--fail-on", "never"];
    let with = |more: &[&str]| folder.codes(&[&quiet[..], more].concat());
    assert_eq!(with(&["--max-high", "1"]), (vec![], 0));
    assert_eq!(with(&["--max-high", "0"]), (vec!["TB701".into()], 1));
    assert_eq!(with(&["--require-measure", "high"]), (vec![], 0));
    folder.write("register.toml", REGISTER.split("[[function.situation.measure]]").next().unwrap());
    assert_eq!(with(&["--ignore", "TB206", "--require-measure", "medium"]), (vec!["TB703".into()], 1));
    let wrong = folder.run(&["check", "register.toml", "--require-measure", "hihg", "--lang", "en"]);
    assert_eq!(wrong.status.code(), Some(2), "{}", said(&wrong));
}

#[test]
fn a_new_high_risk_is_one_that_the_earlier_assessment_did_not_have_as_register_or_as_json() {
    let folder = with_register();
    folder.write("before.toml", REGISTER.replace("harm = { score = 3", "harm = { score = 1"));
    let json = folder.run(&["assess", "before.toml", "--format", "json", "-q"]);
    folder.write("before.json", String::from_utf8(json.stdout).unwrap());
    for before in ["before.toml", "before.json"] {
        let found = folder.codes(&["--select", "TB7", "--no-new-high", "--baseline", before]);
        assert_eq!(found, (vec!["TB702".into()], 1), "{before}");
    }
    let same = folder.codes(&["--select", "TB7", "--no-new-high", "--baseline", "register.toml"]);
    assert_eq!(same, (vec![], 0));
    folder.write("no.json", "{}");
    let unreadable = folder.run(&["check", "register.toml", "--no-new-high", "--baseline", "no.json"]);
    assert_eq!(unreadable.status.code(), Some(2));
}

#[test]
fn one_broken_file_among_others_is_a_finding_and_alone_it_stops_the_run() {
    let folder = with_register();
    folder.write("broken.toml", "[organization\n");
    let both = folder.run(&["check", "register.toml", "broken.toml"]);
    assert_eq!(both.status.code(), Some(1));
    let alone = folder.run(&["check", "broken.toml"]);
    assert_eq!(alone.status.code(), Some(2));
    // Why a file was refused cannot be passed over.
    let ignored = folder.run(&["check", "broken.toml", "--ignore", "TB0", "--format", "concise"]);
    assert!(said(&ignored).contains("TB001"), "{}", said(&ignored));
}

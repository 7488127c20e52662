//! What a terminal or a build's log shows: colours as colours, no text from a file that steers it, hides something, begins a
//! line or is a command to the service that runs the build, and lines that end between words.

use super::support::Folder;
use std::process::{Command, Output};
use tobokel::text::is_visible;

/// What is in every text of the registers below, as TOML writes it and as it is.
const HOSTILE: &str = r"\u001b]0;x\u0007\u009b31m\u202eтерс\u202c\u200bкөз\ufeff\n::error file=a::b\r\n##[error]c";

/// A register in which every text is hostile; of two situations one is assessed.
fn register(due: &str) -> String {
    format!(
        r#"
[organization]
name = "::error file=x::{HOSTILE}"
id = "d{HOSTILE}"
language = "ru"
"ke{HOSTILE}" = 3

[assessment]
date = 2026-06-15
order = "{HOSTILE}"
assessors = ["{HOSTILE}"]
high_level_controller = "{HOSTILE}"

[[function]]
name = "::warning::{HOSTILE}"

[[function.situation]]
id = "1{HOSTILE}"
text = "{HOSTILE}"
unit = "{HOSTILE}"
likelihood = {{ score = 3, justification = "{HOSTILE}" }}
harm = {{ score = 3, justification = "{HOSTILE}" }}
control = {{ description = "{HOSTILE}", effectiveness = "{HOSTILE}", evidence = "{HOSTILE}", lowers = true }}

[[function.situation.measure]]
text = "::notice::{HOSTILE}"
due = "{due}"
responsible = ["{HOSTILE}"]
expected_result = "{HOSTILE}"

[[function.situation]]
text = "Второй случай {HOSTILE}"
likelihood = {{ score = 9, justification = "{HOSTILE}" }}
"#
    )
}

fn two_registers() -> Folder {
    let second = register("2026-Q2").replace("score = 3, just", "score = 2, just");
    Folder::with(&[("a.toml", &register("2026-Q1")), ("b.toml", &second)], &["--as-of", "2026-07-01"])
}

/// Everything that was said, with the program's own colours taken out; how many of these there were.
fn without_colours(said: &[u8]) -> (String, usize) {
    let said = String::from_utf8(said.to_vec()).unwrap();
    let mut pieces = said.split('\u{1b}');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    let mut colours = 0;
    for piece in pieces {
        let code = piece.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        match code {
            Some((code, rest)) if code.chars().all(|c| c.is_ascii_digit() || c == ';') => {
                colours += 1;
                text.push_str(rest);
            }
            _ => panic!("an escape sequence that is no colour: {piece:?}"),
        }
    }
    (text, colours)
}

/// The commands, each with whether it shows colours.
fn commands(file: &'static str) -> Vec<(Vec<&'static str>, bool)> {
    let mut all: Vec<(Vec<&str>, bool)> = Vec::new();
    for format in ["text", "concise", "json", "sarif", "github", "junit"] {
        all.push((vec!["check", file, "--format", format], format == "text"));
    }
    for format in ["table", "json", "csv"] {
        all.push((vec!["assess", file, "--format", format], true));
    }
    for format in ["table", "json", "csv", "ics"] {
        all.push((vec!["plan", file, "--format", format], true));
    }
    for format in ["table", "json", "ics"] {
        all.push((vec!["monitor", file, "--format", format], true));
    }
    all.push((vec!["check", file, "--select", "TB2\u{1b}[31m"], false));
    all.push((vec!["compare", file, "b.toml"], true));
    all.push((vec!["compare", file, "b.toml", "--format", "json"], true));
    all.push((vec!["explain", file, "2"], false));
    all.push((vec!["explain", file, "no\u{202e}such"], false));
    all.push((vec!["explain", "TB2\u{9b}02"], false));
    all.push((vec!["explain", "--all"], false));
    all.push((vec!["convert", file, "c.csv", "--force"], true));
    all.push((vec!["convert", file, "c.toml\u{1b}[5m"], false));
    all.push((vec!["init", "n\u{200b}.toml", "--force"], false));
    all.push((vec!["assess", file, "-o", "out/", "--force"], true));
    all.push((vec!["assess", file, "-o", "out/", "--check"], false));
    all.push((vec!["assess", ".", "-o", "all/", "--force"], false));
    all.push((vec!["assess", "no\u{1b}[2Jsuch\n::error::x.toml"], true));
    all.push((vec!["method", "list"], true));
    all.push((vec!["method", "show"], true));
    all.push((vec!["schema", "register"], false));
    all.push((vec!["help", "no\u{1b}[31m"], false));
    all.push((vec!["no\u{1b}[31m\n::error::such"], false));
    all.push((vec!["check", file, "--color", "al\u{9b}"], false));
    all
}

fn is_safe(folder: &Folder, file: &'static str) {
    for (arguments, shows_colours) in commands(file) {
        for color in ["always", "never"] {
            let output = folder.run(&[&arguments[..], &["--color", color]].concat());
            let mut colours = 0;
            for said in [&output.stdout, &output.stderr] {
                let (text, of_stream) = without_colours(said);
                colours += of_stream;
                let own = arguments.contains(&"github");
                for line in text.lines().map(|line| line.trim_end_matches('\r')) {
                    assert!(line.chars().all(is_visible), "{arguments:?}: {line:?}");
                    assert!(!line.contains("##["), "{arguments:?}: {line:?}");
                    let of_build = line.trim_start().starts_with("::");
                    assert!(
                        !of_build || own && line.contains(",title=TB") || line.starts_with("::notice::"),
                        "{line:?}"
                    );
                    assert!(!own || !line.contains("file=a::b") || of_build, "{arguments:?}: {line:?}");
                }
                // A colour whose escape is gone leaves its code.
                assert!(!text.contains("[0m") && !text.contains("[1m"), "{arguments:?}: {text}");
            }
            let usage_fault = arguments.contains(&"al\u{9b}");
            assert_eq!(colours > 0, shows_colours && color == "always" && !usage_fault, "{arguments:?} {color}");
        }
    }
}

#[test]
fn no_text_of_a_register_steers_a_terminal_or_a_build_and_colours_are_colours() {
    is_safe(&two_registers(), "a.toml");
}

/// A file's name is a text of somebody's, too.
#[cfg(unix)]
#[test]
fn no_name_of_a_file_does_either() {
    const NAME: &str = "::error file=x::\u{1b}]0;\u{9b}\u{202e}\u{200b}\n::error::a.toml";
    let folder = two_registers();
    folder.write(NAME, register("2026-Q1"));
    is_safe(&folder, NAME);
}

#[test]
fn what_is_printed_as_json_is_loss_free() {
    let folder = two_registers();
    let output = folder.run(&["assess", "a.toml", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = document["registers"][0]["situations"][0]["text"].as_str().unwrap();
    assert_eq!(
        text,
        "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}терс\u{202c}\u{200b}көз\u{feff}\n::error file=a::b\r\n##[error]c"
    );
}

#[test]
fn a_csv_that_is_printed_says_what_it_left_out_and_a_file_has_it() {
    let folder = two_registers();
    let printed = folder.run(&["plan", "a.toml", "--format", "csv", "--lang", "en"]);
    let said = String::from_utf8(printed.stderr).unwrap();
    assert!(said.contains("Fields printed without signs that cannot be seen"), "{said}");
    folder.run(&["plan", "a.toml", "-o", "plan.csv"]);
    assert!(std::fs::read_to_string(folder.path("plan.csv")).unwrap().contains("\u{202e}терс\u{202c}"));
}

/// The words of what was said, without what is drawn around source lines.
fn words(said: &str) -> Vec<&str> {
    said.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

#[test]
fn at_eighty_columns_findings_and_explanations_end_their_lines_between_words() {
    let folder = two_registers();
    let long = "өтө узун, бирок кадимки сөздөр менен жазылган текст ".repeat(6);
    folder.write(
        "long.toml",
        format!(
            "[organization]\nname = \"Достук\"\n[assessment]\ndate = \"{long}\"\n[[function]]\nname = \"{long}\"\n\
             [[function.situation]]\ntext = \"{long}\"\nlikelihood = {{ justification = \"{long}\", score = \"{long}\" }}\n\
             harm = {{ score = 9, justification = \"{long}\" }}\n"
        ),
    );
    for language in ["ky", "ru", "en"] {
        for arguments in [
            &["check", "long.toml"][..],
            &["explain", "TB503"],
            &["explain", "long.toml", "1.1"],
            &["explain", "TB202"],
        ] {
            let arguments = &[arguments, &["--lang", language, "--color", "never"]].concat();
            let run = |columns: &str| folder.command(arguments).env("COLUMNS", columns).output().unwrap().stdout;
            let (narrow, wide) = (String::from_utf8(run("80")).unwrap(), String::from_utf8(run("160")).unwrap());
            for line in narrow.lines() {
                assert!(line.chars().count() <= 80, "{arguments:?}: {line}");
            }
            // A source line is cut by the screen, a sentence is not: all its words are there.
            let sentences = |said: &str| {
                let of_source = |line: &&str| {
                    let begin = line.split_once(" |").map_or("-", |(begin, _)| begin.trim());
                    begin.is_empty() || begin.chars().all(|c| c.is_ascii_digit())
                };
                said.lines().filter(|line| !of_source(line)).collect::<Vec<_>>().join("\n")
            };
            let (narrow, wide) = (sentences(&narrow), sentences(&wide));
            assert_eq!(words(&narrow), words(&wide), "{arguments:?}");
        }
    }
}

#[test]
fn at_eighty_columns_help_ends_its_lines_between_words() {
    let folder = two_registers();
    for command in ["check", "assess", "monitor", "explain"] {
        let run = |columns: &str| {
            let output = folder.command(&[command, "--help", "--lang", "ru"]).env("COLUMNS", columns).output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        };
        let narrow = run("80");
        assert!(narrow.lines().all(|line| line.chars().count() <= 80), "{narrow}");
        assert_eq!(words(&narrow), words(&run("160")), "{command}");
    }
}

#[test]
fn where_nobody_looks_sentences_are_as_long_as_they_are() {
    let output = two_registers().run(&["explain", "TB503", "--lang", "en"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().any(|line| line.chars().count() > 100), "{text}");
}

fn said(output: Output) -> String {
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn of_a_flag_that_is_given_twice_the_last_counts() {
    let folder = two_registers();
    let run = |arguments: &[&str]| said(folder.run(arguments));
    assert_eq!(run(&["explain", "TB202", "--lang", "ru", "--lang", "en"]), run(&["explain", "TB202", "--lang", "en"]));
    assert_eq!(run(&["--lang", "ru", "explain", "TB202", "--lang=en"]), run(&["explain", "TB202", "--lang", "en"]));
    assert_eq!(run(&["check", "a.toml", "-q", "-q"]), run(&["check", "a.toml", "-q"]));
    assert_eq!(
        run(&["assess", "a.toml", "--format", "csv", "--format", "json", "-q"]),
        run(&["assess", "a.toml", "--format", "json", "-q"])
    );
    // Of one file that is written, too; that of several, `assess -o`, is a list.
    let names = || {
        let mut names: Vec<_> =
            std::fs::read_dir(folder.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    for arguments in [&["plan", "a.toml"][..], &["monitor", "a.toml"], &["compare", "a.toml", "b.toml"]] {
        run(&[arguments, &["-o", "first.json", "--force", "--force", "-o", "last.json"]].concat());
        assert_eq!(names().into_iter().filter(|name| !before.contains(name)).collect::<Vec<_>>(), ["last.json"]);
        std::fs::remove_file(folder.path("last.json")).unwrap();
    }
    // Also where help is asked for, before anything else is known.
    assert_eq!(run(&["check", "--lang", "ru", "--help", "--lang", "en"]), run(&["check", "--help", "--lang", "en"]));
}

#[test]
fn a_dash_as_the_output_is_standard_output_where_a_command_prints() {
    let folder = two_registers();
    let before = std::fs::read_dir(folder.root()).unwrap().count();
    let run = |arguments: &[&str]| folder.run(&[arguments, &["--lang", "en", "--as-of", "2026-07-01"]].concat());
    for (arguments, formats) in [
        (&["assess", "a.toml"][..], &["table", "json", "csv"][..]),
        (&["assess", "a.toml", "b.toml"], &["table", "json", "csv"]),
        (&["plan", "a.toml"], &["table", "json", "csv", "ics"]),
        (&["monitor", "a.toml"], &["table", "json", "ics"]),
        (&["compare", "a.toml", "b.toml"], &["table", "json"]),
    ] {
        let plain = run(arguments);
        assert!(!plain.stdout.is_empty(), "{arguments:?}");
        assert_eq!(run(&[arguments, &["-o", "-"]].concat()), plain, "{arguments:?}");
        for format in formats {
            let asked = [arguments, &["--format", *format]].concat();
            assert_eq!(run(&[&asked[..], &["-o", "-"]].concat()), run(&asked), "{asked:?}");
        }
    }
    assert_eq!(std::fs::read_dir(folder.root()).unwrap().count(), before);
    // Beside a file that is written, too; then the table is whole, not a line for each register.
    let both = run(&["assess", "a.toml", "-o", "-", "-o", "a.xlsx"]);
    assert_eq!(both.stdout, run(&["assess", "a.toml"]).stdout);
    assert!(folder.path("a.xlsx").is_file() && !folder.path("-").exists());
}

#[test]
fn a_dash_is_no_place_for_what_is_no_text_to_be_shown() {
    let folder = two_registers();
    let before = std::fs::read_dir(folder.root()).unwrap().count();
    for arguments in [
        &["assess", "a.toml", "--replies", "-"][..],
        &["assess", "a.toml", "-o", "-", "--check"],
        &["convert", "a.toml", "-"],
        &["init", "-"],
    ] {
        let output = folder.run(&[arguments, &["--lang", "en"]].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = said(output);
        assert!(said.contains("\"-\" is not the name of a file"), "{arguments:?}: {said}");
        assert!(!said.contains("--format") && !said.contains("-o"), "{arguments:?}: {said}");
    }
    assert_eq!(std::fs::read_dir(folder.root()).unwrap().count(), before);
}

#[test]
fn help_is_a_command_too() {
    let folder = two_registers();
    let run = |arguments: &[&str]| said(folder.run(arguments));
    let command = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_tobokel")).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(command(&["help", "check", "--lang", "ru"]), command(&["check", "--help", "--lang", "ru"]));
    assert_eq!(command(&["help", "method", "show"]), command(&["method", "show", "--help"]));
    assert_eq!(command(&["help"]), command(&["--help"]));
    assert_eq!(folder.run(&["help", "nothing"]).status.code(), Some(2));
    assert!(run(&["help", "nothing", "--lang", "en"]).contains("unknown command \"nothing\""));
}

#[test]
fn completions_offer_what_can_be_typed() {
    let folder = two_registers();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = said(folder.run(&["completions", shell]));
        assert!(!script.contains("beside"), "{shell}");
        assert!(script.contains("help") && script.contains("config"), "{shell}");
    }
    let fish = said(folder.run(&["completions", "fish"]));
    for (command, values) in [("completions", "bash elvish fish powershell zsh"), ("schema", "register plan method")] {
        let line = format!("-n \"__fish_tobokel_using_subcommand {command}\" -f -a \"{values}");
        assert!(fish.contains(&line), "{line}");
    }
    assert!(fish.lines().any(|line| line.ends_with("_using_subcommand man\" -f")), "man takes no file");
    assert!(!said(folder.run(&["beside", "a.toml"])).contains("Записано"), "nobody types it");
}

#[test]
fn the_manual_page_holds_what_it_speaks_of() {
    let page = said(two_registers().run(&["man", "--lang", "en"]));
    assert!(!page.contains("(1)"), "pages that nothing makes are named");
    for (command, flag) in
        [("check", "fail\\-on"), ("assess", "replies"), ("method show", "help"), ("compare", "across")]
    {
        let (_, section) = page.split_once(&format!("\n.SH \"tobokel {command}\"\n")).expect(command);
        let section = section.split("\n.SH ").next().unwrap();
        assert!(section.contains(flag), "{command}: {section}");
    }
}

#[test]
fn a_configuration_can_be_named() {
    let folder = two_registers();
    folder.write("tobokel.toml", "language = \"ky\"\n");
    folder.write("strict.toml.conf", "language = \"en\"\n[check]\nfail_on = \"never\"\n");
    let output = folder.run(&["check", "a.toml", "--config", "strict.toml.conf"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(output).contains("Found: errors"));
    let shown = said(folder.run(&["check", "--show-config", "--config", "strict.toml.conf"]));
    assert!(shown.contains("check.fail_on = \"never\"  # strict.toml.conf:3"), "{shown}");
    assert_eq!(folder.run(&["check", "a.toml", "--config", "none.toml"]).status.code(), Some(2));
}

/// `script` gives a program a terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_dumb_terminal_gets_no_colours() {
    let folder = two_registers();
    let seen = |terminal: &str| {
        let run = format!("{} check a.toml --lang en", env!("CARGO_BIN_EXE_tobokel"));
        let mut script = Command::new("script");
        script
            .current_dir(folder.root())
            .args(["-qec", &run, "/dev/null"])
            .env("TERM", terminal)
            .env_remove("NO_COLOR");
        script.output().ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (Some(dumb), Some(usual)) = (seen("dumb"), seen("xterm")) else { return };
    assert!(usual.contains("\u{1b}[1m") && usual.contains("TB"), "{usual}");
    assert!(!dumb.contains('\u{1b}') && dumb.contains("TB"), "{dumb}");
}

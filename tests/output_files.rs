//! Output files are whole or not there: whatever goes wrong, the old file is kept, nothing half-written is left, and the
//! message says what happened and which flag helps.

#![allow(
    clippy::print_stdout,
    clippy::unnecessary_debug_formatting,
    clippy::format_push_string,
    reason = "a test says what it counted, and shows paths as they are"
)]

use super::support::tobokel;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;
use tobokel::locale::{Arg, Language, Message};

/// A register with so many situations.
fn register(language: &str, situations: usize) -> String {
    let mut text =
        format!("[organization]\nname = \"Достук\"\nlanguage = \"{language}\"\n[[function]]\nname = \"иш\"\n");
    for number in 0..situations {
        text += &format!(
            "[[function.situation]]\ntext = \"кырдаал {number}\"\nlikelihood = {{ score = 1, justification = \"a\" }}\n\
             harm = {{ score = 1, justification = \"b\" }}\n"
        );
    }
    text
}

/// A folder with the register `a.toml`.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.toml"), register("ky", 2)).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    tobokel(folder, arguments).output().expect("the program starts")
}

/// The names of everything in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A line as the program prints it: `error: ...` in the words of a language.
fn line(language: Language, severity: &str, message: &Message) -> String {
    format!("{}: {}", language.text(severity), language.message(message))
}

/// Runs a command that must not run, in all three languages, and compares what it says: the error, its reason, the help.
/// Nothing in the folder may change.
fn refused(folder: &Path, arguments: &[&str], error: &Message, reason: Option<&str>, help: &'static str) {
    let before = names(folder);
    for language in Language::ALL {
        let output = run(folder, &[arguments, &["--lang", language.code()]].concat());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}\n{stderr}");
        let reason = reason.map(|id| format!(": {}", language.text(id))).unwrap_or_default();
        let error = line(language, "severity-error", error) + &reason;
        assert!(stderr.contains(&error), "{arguments:?}\nexpected: {error}\nfound: {stderr}");
        let endings = Arg::List([".xlsx", ".docx", ".json", ".csv"].map(Arg::from).into());
        let help = line(language, "severity-help", &Message::new(help).with("endings", endings));
        assert!(stderr.contains(&help), "{arguments:?}\nexpected: {help}\nfound: {stderr}");
        assert_eq!(names(folder), before, "{arguments:?}");
        assert_eq!(output.stdout, b"", "{arguments:?}");
    }
}

fn about(id: &'static str, path: &str) -> Message {
    Message::new(id).with("path", path)
}

#[test]
fn a_workbook_a_json_and_a_csv_are_written_and_nothing_else_is_left() {
    let folder = folder();
    for file in ["a.xlsx", "a.json", "a.csv", "new/folder/a.xlsx", "UPPER.XLSX"] {
        let output = run(folder.path(), &["assess", "a.toml", "-o", file, "--lang", "en"]);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{stderr}");
        assert!(stderr.contains(&Language::En.message(&about("written", file))), "{stderr}");
        assert!(folder.path().join(file).metadata().unwrap().len() > 100);
    }
    assert_eq!(names(folder.path()), ["UPPER.XLSX", "a.csv", "a.json", "a.toml", "a.xlsx", "new"]);
    assert_eq!(names(&folder.path().join("new/folder")), ["a.xlsx"]);
}

#[test]
fn a_folder_gets_one_workbook_for_each_register() {
    let folder = folder();
    std::fs::write(folder.path().join("b.toml"), register("ru", 1)).unwrap();
    for output in ["out", "out/", "there"] {
        let _ = std::fs::create_dir(folder.path().join("there"));
        let ran = run(folder.path(), &["assess", "a.toml", "b.toml", "-o", output]);
        assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
        let made = ["a.xlsx", "b.xlsx", "consolidated.json", "consolidated.xlsx", "criteria.csv", "datapackage.json"];
        assert_eq!(names(&folder.path().join(output))[..6], made, "{output}");
    }
}

#[test]
fn an_existing_output_of_our_own_is_replaced() {
    let folder = folder();
    for file in ["a.xlsx", "a.json", "a.csv"] {
        let path = folder.path().join(file);
        let arguments = ["assess", "a.toml", "-q", "-o", file];
        assert_eq!(run(folder.path(), &arguments).status.code(), Some(0));
        let first = std::fs::read(&path).unwrap();
        std::fs::write(folder.path().join("a.toml"), register("ky", 5)).unwrap();
        assert_eq!(run(folder.path(), &arguments).status.code(), Some(0), "{file}");
        assert!(first != std::fs::read(&path).unwrap(), "{file} is new");
        std::fs::write(folder.path().join("a.toml"), register("ky", 2)).unwrap();
    }
    let plan = ["plan", "a.toml", "-q", "-o", "plan.csv"];
    assert_eq!(run(folder.path(), &plan).status.code(), Some(0));
    assert_eq!(run(folder.path(), &plan).status.code(), Some(0));
}

/// A workbook that another program made.
fn foreign_workbook(path: &Path) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write(0, 0, "a list of the office").unwrap();
    workbook.save(path).unwrap();
}

#[test]
fn a_file_that_we_did_not_make_is_kept_unless_forced() {
    let folder = folder();
    foreign_workbook(&folder.path().join("a.xlsx"));
    std::fs::write(folder.path().join("a.json"), "{\"schema\": \"another\"}").unwrap();
    std::fs::write(folder.path().join("a.csv"), "").unwrap();
    for file in ["a.xlsx", "a.json", "a.csv"] {
        let path = folder.path().join(file);
        let before = std::fs::read(&path).unwrap();
        let arguments = ["assess", "a.toml", "-o", file];
        refused(folder.path(), &arguments, &about("output-not-ours", file), None, "output-not-ours-help");
        assert!(before == std::fs::read(&path).unwrap(), "{file} is unchanged");
        let forced = run(folder.path(), &[arguments.as_slice(), &["--force"]].concat());
        assert_eq!(forced.status.code(), Some(0), "{}", String::from_utf8_lossy(&forced.stderr));
        assert!(before != std::fs::read(&path).unwrap(), "{file} is replaced");
    }
    assert_eq!(names(folder.path()), ["a.csv", "a.json", "a.toml", "a.xlsx"]);
}

#[test]
fn a_table_that_only_begins_like_one_of_ours_is_somebody_elses() {
    let folder = folder();
    // Each header of ours, without its last column, and with one more; and what people call a first column.
    let headers = tobokel::report::table_headers();
    let shorter = headers.iter().map(|header| header[..header.len() - 1].join(","));
    let longer = headers.iter().map(|header| header.join(",") + ",remark");
    let own = ["organization,situation,likelihood,harm", "rank,organization,level"].map(str::to_owned);
    for header in shorter.chain(longer).chain(own) {
        std::fs::write(folder.path().join("a.csv"), format!("{header}\nДостук,1\n")).unwrap();
        for command in ["assess", "plan"] {
            let arguments = [command, "a.toml", "-o", "a.csv", "--lang", "en"];
            let output = run(folder.path(), &arguments);
            assert_eq!(output.status.code(), Some(2), "{header}");
            let said = Language::En.message(&about("output-not-ours", "a.csv"));
            assert!(String::from_utf8(output.stderr).unwrap().contains(&said), "{header}");
        }
    }
}

#[test]
fn a_register_whose_first_column_is_the_organisation_is_read_like_any_other() {
    let folder = TempDir::new().unwrap();
    let text = "organization,No,Function,Case or situation,Likelihood,Justification,Harm,Justification\n\
                Dostuk,1,Land,Takes a bribe for land,3,seen twice,2,a plot\n";
    std::fs::write(folder.path().join("list.csv"), text).unwrap();
    let output = run(folder.path(), &["assess", ".", "--format", "json", "-q"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
        panic!("{}", String::from_utf8_lossy(&output.stderr));
    });
    assert_eq!(document["registers"][0]["situations"][0]["text"], "Takes a bribe for land");
}

#[test]
fn every_table_that_a_run_writes_is_known_again() {
    let folder = folder();
    std::fs::write(folder.path().join("b.toml"), register("ky", 1)).unwrap();
    for _ in 0..2 {
        let output = run(folder.path(), &["assess", "a.toml", "b.toml", "-q", "-o", "out/", "-o", "all.csv"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let output = run(folder.path(), &["plan", "a.toml", "b.toml", "-q", "-o", "plan.csv"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn one_output_that_may_not_be_written_keeps_all_others_from_being_written() {
    let folder = folder();
    foreign_workbook(&folder.path().join("old.xlsx"));
    let arguments = ["assess", "a.toml", "-o", "new.json", "-o", "new.xlsx", "-o", "old.xlsx"];
    refused(folder.path(), &arguments, &about("output-not-ours", "old.xlsx"), None, "output-not-ours-help");
}

#[test]
fn an_output_path_that_is_a_folder_is_refused() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("x.xlsx")).unwrap();
    for more in [&[][..], &["--force"]] {
        let arguments = [&["assess", "a.toml", "-o", "x.xlsx"], more].concat();
        refused(folder.path(), &arguments, &about("output-is-folder", "x.xlsx"), None, "output-is-folder-help");
    }
    assert_eq!(names(&folder.path().join("x.xlsx")), [""; 0]);
}

#[test]
fn a_kind_of_file_that_is_not_made_is_refused() {
    let folder = folder();
    for file in ["a.pdf", "a.xls", "a.xlsx.bak"] {
        let arguments = ["assess", "a.toml", "-o", file];
        refused(folder.path(), &arguments, &about("output-kind-unknown", file), None, "output-kind-help");
    }
}

#[test]
fn an_output_whose_folder_is_a_file_is_refused() {
    let folder = folder();
    std::fs::write(folder.path().join("file"), "text").unwrap();
    for (file, named) in [("file/a.json", "file/a.json"), ("file/a.xlsx", "file")] {
        let arguments = ["assess", "a.toml", "-o", file];
        let reason = cfg!(unix).then_some("reason-not-a-folder");
        refused(folder.path(), &arguments, &about("cannot-write", named), reason, "cannot-write-help");
    }
    assert_eq!(std::fs::read(folder.path().join("file")).unwrap(), b"text");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_larger_than_any_input_may_be_is_called_so() {
    let folder = folder();
    // It takes no room on the disk, but more in memory than any machine has.
    let huge = std::fs::File::create(folder.path().join("huge.csv")).unwrap();
    huge.set_len(1 << 43).unwrap();
    for language in Language::ALL {
        let output = run(folder.path(), &["check", "huge.csv", "--lang", language.code()]);
        let said = String::from_utf8(output.stdout).unwrap();
        let message = Message::new("input-too-large").with("path", "huge.csv").with("most", 256_usize);
        assert!(said.contains(&language.message(&message)), "{said}");
    }
}

#[test]
fn an_output_in_a_folder_where_nobody_may_write_is_refused() {
    let folder = folder();
    for file in ["/proc/tobokel.xlsx", "/proc/tobokel.json", "/proc/self/tobokel.csv"] {
        let arguments = ["assess", "a.toml", "-o", file];
        let output = run(folder.path(), &[arguments.as_slice(), &["--lang", "ru"]].concat());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        // Which reason the system gives differs; that there is one, and the help, does not.
        let error = line(Language::Ru, "severity-error", &about("cannot-write", file)) + ": ";
        let help = line(Language::Ru, "severity-help", &Message::new("cannot-write-help"));
        assert!(stderr.contains(&error) && stderr.contains(&help), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn an_input_is_never_overwritten_however_it_is_named() {
    let folder = folder();
    std::os::unix::fs::symlink("a.toml", folder.path().join("link.xlsx")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("here")).unwrap();
    let before = std::fs::read(folder.path().join("a.toml")).unwrap();
    for file in ["link.xlsx", "./link.xlsx", "here/link.xlsx"] {
        for more in [&[][..], &["--force"]] {
            let arguments = [&["assess", "a.toml", "-o", file], more].concat();
            refused(folder.path(), &arguments, &about("output-is-input", file), None, "output-is-input-help");
        }
    }
    assert!(before == std::fs::read(folder.path().join("a.toml")).unwrap());
}

#[test]
fn an_input_given_as_the_output_is_kept() {
    let folder = folder();
    let before = std::fs::read(folder.path().join("a.toml")).unwrap();
    for file in ["a.toml", "./a.toml"] {
        for more in [&[][..], &["--force"]] {
            let arguments = [&["assess", "a.toml", "-o", file], more].concat();
            refused(folder.path(), &arguments, &about("output-is-input", file), None, "output-is-input-help");
        }
    }
    assert!(before == std::fs::read(folder.path().join("a.toml")).unwrap());
}

#[cfg(unix)]
#[test]
fn a_link_to_an_output_stays_a_link_and_the_file_it_points_at_is_replaced() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("archive")).unwrap();
    std::os::unix::fs::symlink("archive/real.xlsx", folder.path().join("a.xlsx")).unwrap();
    assert_eq!(run(folder.path(), &["assess", "a.toml", "-q", "-o", "archive/real.xlsx"]).status.code(), Some(0));
    std::fs::write(folder.path().join("a.toml"), register("ky", 5)).unwrap();
    assert_eq!(run(folder.path(), &["assess", "a.toml", "-q", "-o", "a.xlsx"]).status.code(), Some(0));
    assert!(folder.path().join("a.xlsx").is_symlink());
    let check = ["assess", "a.toml", "--check", "-o", "archive/real.xlsx"];
    assert_eq!(run(folder.path(), &check).status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_new_file_can_be_read_by_whom_the_mask_allows() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let run = "umask 027; exec \"$0\" assess a.toml -q -o a.xlsx";
    let program = env!("CARGO_BIN_EXE_tobokel");
    let status = Command::new("sh").current_dir(folder.path()).args(["-c", run, program]).status().unwrap();
    assert!(status.success());
    let mode = folder.path().join("a.xlsx").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn a_workbook_named_for_two_registers_is_their_consolidation() {
    let folder = folder();
    std::fs::write(folder.path().join("b.toml"), register("ru", 1)).unwrap();
    let both = run(folder.path(), &["assess", "a.toml", "b.toml", "-q", "-o", "x.xlsx", "-o", "x.json", "-o", "x.csv"]);
    assert_eq!(both.status.code(), Some(0), "{}", String::from_utf8_lossy(&both.stderr));
    assert_eq!(names(folder.path()), ["a.toml", "b.toml", "x.csv", "x.json", "x.xlsx"]);
    let plan = ["plan", "a.toml", "b.toml", "-o", "y.xlsx"];
    refused(folder.path(), &plan, &about("one-workbook-for-several", "y.xlsx"), None, "one-workbook-help");
}

#[test]
fn two_registers_of_one_name_get_a_file_each() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("sub")).unwrap();
    let other = std::fs::read_to_string(folder.path().join("a.toml")).unwrap() + "\n# another one\n";
    std::fs::write(folder.path().join("sub/a.toml"), other).unwrap();
    let ran = run(folder.path(), &["assess", "a.toml", "sub/a.toml", "-o", "out", "--lang", "en"]);
    assert_eq!(ran.status.code(), Some(0));
    let place = Path::new("out").join("a (toml).xlsx").display().to_string();
    let renamed = Language::En.message(&about("output-renamed", &place).with("source", "sub/a.toml"));
    assert!(String::from_utf8_lossy(&ran.stderr).contains(&renamed));
    assert!(names(&folder.path().join("out")).contains(&"a (toml).xlsx".to_owned()));
}

#[test]
fn nothing_is_written_when_no_input_can_be_read() {
    let folder = folder();
    std::fs::write(folder.path().join("broken.toml"), "[organization\nname = ").unwrap();
    for input in ["broken.toml", "none.toml"] {
        let output = run(folder.path(), &["assess", input, "-o", "x.xlsx", "-o", "x.json"]);
        assert_eq!(output.status.code(), Some(2), "{input}");
        assert!(!output.stderr.is_empty(), "{input}");
    }
    assert_eq!(names(folder.path()), ["a.toml", "broken.toml"]);
    let both = run(folder.path(), &["assess", "a.toml", "broken.toml", "-o", "x.xlsx"]);
    assert_eq!(both.status.code(), Some(1), "one unreadable file among others is a finding");
    assert_eq!(names(folder.path()), ["a.toml", "broken.toml", "x.xlsx"]);
}

#[test]
fn an_unfinished_register_is_written_and_ends_with_one() {
    let folder = folder();
    std::fs::write(folder.path().join("a.toml"), register("ky", 3).replacen("score = 1, ", "", 1)).unwrap();
    let output = run(folder.path(), &["assess", "a.toml", "-o", "x.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    let draft = Language::Ky.message(&Message::new("draft").with("open", 1_usize).with("all", 3_usize));
    assert!(String::from_utf8(output.stdout).unwrap().contains(&draft));
    assert!(folder.path().join("x.xlsx").exists());
    let never = run(folder.path(), &["assess", "a.toml", "-q", "--fail-on", "never"]);
    assert_eq!(never.status.code(), Some(0));
}

/// A limit on the size of files ends a write in the middle, as a full disk does, and needs no permission.
#[cfg(unix)]
#[test]
fn a_write_that_ends_in_the_middle_keeps_the_old_file() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["assess", "a.toml", "-q", "-o", "a.xlsx"]).status.code(), Some(0));
    let before = std::fs::read(folder.path().join("a.xlsx")).unwrap();
    std::fs::write(folder.path().join("a.toml"), register("ky", 40)).unwrap();
    for file in ["a.xlsx", "new.xlsx", "new.json"] {
        let run = "trap '' XFSZ; ulimit -f 8; exec \"$0\" assess a.toml --lang en -o \"$1\"";
        let mut shell = Command::new("bash");
        shell.current_dir(folder.path()).args(["-c", run, env!("CARGO_BIN_EXE_tobokel"), file]);
        let output = shell.output().expect("a shell");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        let error = line(Language::En, "severity-error", &about("cannot-write", file));
        let help = line(Language::En, "severity-help", &Message::new("cannot-write-help"));
        assert!(stderr.contains(&error) && stderr.contains(&help), "{stderr}");
        assert_eq!(names(folder.path()), ["a.toml", "a.xlsx"], "{file}");
        assert!(before == std::fs::read(folder.path().join("a.xlsx")).unwrap(), "the old file is intact");
    }
}

/// The same limit, not caught: the system ends the program in the middle of the write, each time.
#[cfg(unix)]
#[test]
fn a_program_that_dies_in_the_middle_of_a_write_leaves_the_old_file() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["assess", "a.toml", "-q", "-o", "a.xlsx"]).status.code(), Some(0));
    let before = std::fs::read(folder.path().join("a.xlsx")).unwrap();
    std::fs::write(folder.path().join("a.toml"), register("ky", 40)).unwrap();
    let run = "ulimit -c 0; ulimit -f 8; exec \"$0\" assess a.toml -q -o a.xlsx";
    let mut shell = Command::new("bash");
    shell.current_dir(folder.path()).args(["-c", run, env!("CARGO_BIN_EXE_tobokel")]);
    assert_eq!(shell.output().expect("a shell").status.code(), None, "ended by a signal");
    assert!(before == std::fs::read(folder.path().join("a.xlsx")).unwrap(), "the old file is intact");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_said_and_ends_with_two() {
    let folder = folder();
    for format in ["json", "csv", "table"] {
        let mut assess = tobokel(folder.path(), &["assess", "a.toml", "--format", format, "--lang", "ru"]);
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = assess.stdout(full).stderr(Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        let reason = Language::Ru.text("reason-disk-full");
        let error = line(Language::Ru, "severity-error", &Message::new("cannot-print"));
        assert!(stderr.contains(&format!("{error}: {reason}")), "{stderr}");
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    use std::io::{BufRead as _, BufReader};
    let folder = folder();
    // Much more than a pipe holds.
    std::fs::write(folder.path().join("a.toml"), register("ky", 2_000)).unwrap();
    for format in ["json", "csv", "table"] {
        let mut assess = tobokel(folder.path(), &["assess", "a.toml", "--format", format]);
        let mut child = assess.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(!first.is_empty());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{format}");
    }
}

/// Kills the program at twenty moments between its start and after its end: the file is the old one or the new one.
#[cfg(unix)]
#[test]
fn a_kill_at_any_moment_leaves_the_old_file_or_the_new_one() {
    use std::time::Instant;
    let folder = folder();
    std::fs::write(folder.path().join("a.toml"), register("ky", 150)).unwrap();
    let path = folder.path().join("a.xlsx");
    let day = |day| ["assess", "a.toml", "-q", "-o", "a.xlsx", "--as-of", day];
    let make = |day_| {
        let start = Instant::now();
        assert_eq!(run(folder.path(), &day(day_)).status.code(), Some(0));
        (std::fs::read(&path).unwrap(), start.elapsed())
    };
    let (new, _) = make("2026-02-02");
    let (old, took) = make("2026-01-01");
    let (mut moment, mut old_left, mut new_left) = (0x2545_f491_u64, 0, 0);
    for round in 0..20_u32 {
        std::fs::write(&path, &old).unwrap();
        // Evenly over the run, each a little off by chance.
        moment = moment.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let off = took / 15 * u32::try_from(moment >> 33).unwrap().rem_euclid(100) / 100;
        let mut child = tobokel(folder.path(), &day("2026-02-02")).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(took * round / 15 + off);
        child.kill().unwrap();
        child.wait().unwrap();
        let left = std::fs::read(&path).expect("the file is there");
        match (left == old, left == new) {
            (true, _) => old_left += 1,
            (_, true) => new_left += 1,
            _ => panic!("round {round}: {} bytes that are neither the old file nor the new one", left.len()),
        }
    }
    println!("killed 20 times: the old file {old_left} times, the new one {new_left} times");
    assert!(old_left > 0, "no kill came in time");
    // What a killed run could not take away disturbs no later one, and is no register.
    let stray = |name: &String| !["a.toml", "a.xlsx"].contains(&name.as_str());
    assert!(names(folder.path()).iter().filter(|name| stray(name)).all(|name| name.starts_with(".tobokel-")));
    assert!(make("2026-02-02").0 == new);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_replaced_keeps_its_mode_and_its_owners() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    let folder = folder();
    let path = folder.path().join("a.json");
    let make = |more: &[&str]| run(folder.path(), &[&["assess", "a.toml", "-q", "-o", "a.json"], more].concat());
    assert_eq!(make(&[]).status.code(), Some(0));
    // The administrator may give the file to somebody else, and it stays theirs.
    let owners = chown(&path, Some(12_345), Some(23_456)).map_or_else(
        |_| path.metadata().map(|metadata| (metadata.uid(), metadata.gid())).unwrap(),
        |()| (12_345, 23_456),
    );
    for mode in [0o600, 0o640, 0o664, 0o755] {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        let number = path.metadata().unwrap().ino();
        let ran = make(&[]);
        assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
        let metadata = path.metadata().unwrap();
        assert_ne!(metadata.ino(), number, "it is another file");
        assert_eq!(metadata.permissions().mode() & 0o7777, mode);
        assert_eq!((metadata.uid(), metadata.gid()), owners);
    }
}

#[test]
fn a_file_that_is_protected_against_writing_is_replaced_only_by_force_and_stays_protected() {
    let folder = folder();
    for (file, arguments) in
        [("a.json", &["assess", "a.toml", "-o", "a.json"][..]), ("p.xlsx", &["plan", "a.toml", "-o", "p.xlsx"])]
    {
        let path = folder.path().join(file);
        assert_eq!(run(folder.path(), &[arguments, &["-q"]].concat()).status.code(), Some(0));
        let mut permissions = path.metadata().unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        let before = std::fs::read(&path).unwrap();
        std::fs::write(folder.path().join("a.toml"), register("ky", 5)).unwrap();
        refused(folder.path(), arguments, &about("output-read-only", file), None, "output-not-ours-help");
        assert!(before == std::fs::read(&path).unwrap());
        let forced = run(folder.path(), &[arguments, &["-q", "--force"]].concat());
        assert_eq!(forced.status.code(), Some(0), "{}", String::from_utf8_lossy(&forced.stderr));
        assert!(before != std::fs::read(&path).unwrap());
        assert!(path.metadata().unwrap().permissions().readonly());
        std::fs::write(folder.path().join("a.toml"), register("ky", 2)).unwrap();
    }
}

/// A pipe, a device, a socket, and a link that points nowhere.
#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_never_replaced_even_by_force() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    assert!(Command::new("mkfifo").arg(at("pipe.xlsx")).arg(at("pipe.json")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.csv")).unwrap();
    symlink("/dev/null", at("device.json")).unwrap();
    symlink("nowhere.xlsx", at("link.xlsx")).unwrap();
    for file in ["pipe.xlsx", "pipe.json", "socket.csv", "device.json", "link.xlsx"] {
        for more in [&[][..], &["--force"]] {
            let arguments = [&["assess", "a.toml", "-o", file], more].concat();
            refused(folder.path(), &arguments, &about("output-not-a-file", file), None, "output-is-folder-help");
        }
    }
    assert!(at("pipe.xlsx").metadata().unwrap().file_type().is_fifo());
    assert!(Path::new("/dev/null").metadata().unwrap().file_type().is_char_device());
    // Where seals, registers and templates are to stand, too.
    assert!(Command::new("mkfifo").arg(at("a.seal.toml")).arg(at("pipe.toml")).status().unwrap().success());
    for arguments in [
        &["assess", "a.toml", "-o", "a.xlsx", "--seal", "--force"][..],
        &["convert", "a.toml", "pipe.toml", "--force"],
        &["init", "pipe.toml", "--force"],
    ] {
        let output = run(folder.path(), &[arguments, &["--lang", "en"]].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains("is no regular file"), "{arguments:?}: {said}");
    }
}

/// A run that waits for its register on standard input has looked at the places where it will write.
#[cfg(target_os = "linux")]
fn waiting(folder: &Path, arguments: &[&str]) -> std::process::Child {
    let mut command = tobokel(folder, arguments);
    let child = command.args(["-j", "1", "--lang", "en"]);
    let child = child.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let sleeps = || {
        let state = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
        state.rsplit(") ").next().is_some_and(|rest| rest.starts_with('S'))
    };
    let mut asleep = 0;
    while asleep < 30 {
        asleep = if sleeps() { asleep + 1 } else { 0 };
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    child
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_somebody_puts_in_the_place_meanwhile_is_kept() {
    use std::io::Write as _;
    let folder = folder();
    let path = folder.path().join("x.json");
    let replaced = "{\n  \"schema\": \"tobokel/assessment/1\"\n}\n";
    for (before, force) in [(None, false), (None, true), (Some(replaced), false), (Some("theirs"), true)] {
        let _ = std::fs::remove_file(&path);
        if let Some(text) = before {
            std::fs::write(&path, text).unwrap();
        }
        let force = if force { &["--force"][..] } else { &[] };
        let mut child = waiting(folder.path(), &[&["assess", "-", "-o", "x.json"], force].concat());
        std::fs::write(folder.path().join("new"), "somebody's work").unwrap();
        std::fs::rename(folder.path().join("new"), &path).unwrap();
        child.stdin.take().unwrap().write_all(register("en", 1).as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{before:?}: {said}");
        assert!(said.contains("by somebody else meanwhile") && !said.contains("Written"), "{said}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "somebody's work", "{before:?}");
        assert_eq!(names(folder.path()), ["a.toml", "x.json"]);
    }
}

#[test]
fn what_a_killed_run_left_is_removed_and_what_another_is_writing_stays() {
    let folder = folder();
    let out = folder.path().join("out");
    for target in [&out, folder.path()] {
        std::fs::create_dir_all(target).unwrap();
        for name in [".tobokel-dead00.tmp", ".tobokel-alive0.tmp", ".tobokel-notes.txt", "tobokel-a.tmp", ".other.tmp"]
        {
            std::fs::write(target.join(name), "half").unwrap();
        }
        std::fs::create_dir(target.join(".tobokel-folder.tmp")).unwrap();
    }
    let alive = [&out, folder.path()].map(|target| {
        let file = std::fs::OpenOptions::new().write(true).open(target.join(".tobokel-alive0.tmp")).unwrap();
        file.lock().unwrap();
        file
    });
    let kept = [".other.tmp", ".tobokel-alive0.tmp", ".tobokel-folder.tmp", ".tobokel-notes.txt"];
    assert_eq!(run(folder.path(), &["assess", "a.toml", "-q", "-o", "out/"]).status.code(), Some(0));
    assert_eq!(names(&out)[..4], kept);
    assert!(names(folder.path()).contains(&".tobokel-dead00.tmp".to_owned()), "the run does not write there");
    assert_eq!(run(folder.path(), &["init", "new.toml"]).status.code(), Some(0));
    assert_eq!(names(folder.path())[..4], kept);
    drop(alive);
    assert_eq!(run(folder.path(), &["assess", "a.toml", "-q", "-o", "out/"]).status.code(), Some(0));
    assert!(!names(&out).contains(&".tobokel-alive0.tmp".to_owned()));
}

#[test]
fn several_runs_at_once_in_one_folder_all_end_well() {
    let folder = folder();
    for number in 0..8 {
        let own = register("en", 1) + &format!("# {number}\n");
        std::fs::write(folder.path().join(format!("r{number}.toml")), own).unwrap();
    }
    let inputs: Vec<String> = (0..8).map(|number| format!("r{number}.toml")).collect();
    let start = |_| {
        let mut command = tobokel(folder.path(), &["assess", "-o", "out", "-q", "--as-of", "2026-06-30"]);
        command.args(&inputs).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..6).map(start).collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(names(&folder.path().join("out")).len(), 8 + 10);
}

#[test]
fn usage_faults_end_with_two() {
    let folder = folder();
    for arguments in [
        &["assess"][..],
        &["assess", "a.toml", "--check"],
        &["assess", "a.toml", "--check", "--force", "-o", "a.xlsx"],
        &["assess", "a.toml", "--format", "pdf"],
        &["assess", "a.toml", "-j", "0"],
        &["assess", "a.toml", "--as-of", "soon"],
        &["assess", "a.toml", "--method", "none"],
        &["assess", "a.toml", "--no-such-flag"],
        &["no-such-command"],
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
    assert_eq!(names(folder.path()), ["a.toml"]);
}

//! Many registers in one run: whatever is among them, the rest is done, and the same bytes come out on one thread as on four.

use super::support::Folder;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;
use walkdir::WalkDir;

fn register(id: &str, score: usize) -> String {
    format!(
        r#"
[organization]
name = "Body {id}"
id = "{id}"
language = "en"

[assessment]
date = 2026-06-15
order = "1"
assessors = ["secretary"]
high_level_controller = "head"

[[function]]
name = "Issuing certificates"

[[function.situation]]
text = "A clerk takes money for a certificate out of turn"
likelihood = {{ score = {score}, justification = "The queue is kept on paper." }}
harm = {{ score = 2, justification = "People lose trust in the office." }}

[[function.situation.measure]]
text = "Keep the queue in the register of the portal"
due = 2027-03-01
responsible = ["secretary"]
expected_result = "No certificate is given out of turn"
"#
    )
}

/// `count` registers in two folders.
fn folder_of(count: usize) -> Folder {
    let folder = Folder::with(&[], &["--as-of", "2026-07-01", "--lang", "en"]);
    for number in 0..count {
        let name = format!("in/{}/r{number:03}.toml", if number % 2 == 0 { "even" } else { "odd" });
        folder.write(&name, register(&format!("r{number:03}"), number % 3 + 1));
    }
    folder
}

/// Bytes that no other file has: copies are passed over. An empty file is no copy.
fn own(bytes: &[u8], number: usize) -> Vec<u8> {
    let mark = if bytes.is_empty() { String::new() } else { "\n".repeat(number / 5 + 1) };
    [bytes, mark.as_bytes()].concat()
}

trait Asked {
    /// All files of a folder with their bytes.
    fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>>;
}

impl Asked for Folder {
    fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.path(folder);
        let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let files = WalkDir::new(&root).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        files.map(|entry| (name(entry.path()), std::fs::read(entry.path()).unwrap())).collect()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn one_thread_and_four_give_the_same_bytes_consolidation_and_replies_included() {
    let folder = folder_of(12);
    for (jobs, out, replies) in [("1", "one", "reply-one"), ("4", "four", "reply-four")] {
        let ran = folder.run(&["assess", "in", "-o", out, "--replies", replies, "-j", jobs]);
        assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    }
    assert_eq!(folder.files("one").len(), 12 + 10);
    assert!(folder.files("one") == folder.files("four"));
    // A workbook and a letter to each, and the index twice.
    assert_eq!(folder.files("reply-one").len(), 12 * 2 + 2);
    assert!(folder.files("reply-one") == folder.files("reply-four"));
    let check = folder.run(&["assess", "in", "-o", "one", "--check"]);
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn hostile_files_among_good_ones_are_named_and_cost_none_of_the_others() {
    let folder = folder_of(90);
    let xlsx = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/intake/small.xlsx")).unwrap();
    let hostile: [&[u8]; 5] = [b"", b"PK\x03\x04 cut", b"%PDF-1.7", &xlsx[..xlsx.len() / 2], b"\xff\xfe\x00"];
    for number in 0..10 {
        folder.write(&format!("in/odd/x{number}.xlsx"), own(hostile[number % hostile.len()], number));
    }
    folder.write("in/~$locked.xlsx", b"lock");
    let ran = folder.run(&["assess", "in", "-o", "out"]);
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
    for number in 0..10 {
        assert!(said(&ran).contains(&format!("x{number}.xlsx")), "{}", said(&ran));
    }
    assert!(said(&ran).contains("Files — 100: read — 90, not read — 10. Documents written — 100."), "{}", said(&ran));
    assert_eq!(folder.files("out").len(), 100);
    let document: serde_json::Value = serde_json::from_slice(&folder.files("out")["consolidated.json"]).unwrap();
    assert_eq!(document["schema"], "tobokel/consolidated/1");
    assert_eq!(document["organizations"].as_array().unwrap().len(), 90);
    assert_eq!(document["faulty"].as_array().unwrap().len(), 10);
}

#[test]
fn fifty_hostile_files_among_five_hundred_are_all_named_and_cost_none_of_the_others() {
    let folder = folder_of(450);
    let xlsx = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/intake/small.xlsx")).unwrap();
    let mut flipped = xlsx.clone();
    flipped.iter_mut().skip(40).step_by(97).for_each(|byte| *byte ^= 0x55);
    let hostile: [(&str, &[u8]); 10] = [
        ("xlsx", b""),
        ("xlsx", b"PK\x03\x04 cut"),
        ("xlsx", b"%PDF-1.7"),
        ("xlsx", &xlsx[..xlsx.len() / 2]),
        ("xlsx", &flipped),
        ("csv", b"\xff\xfe\x00"),
        ("csv", b"a,b\n1,2\n"),
        ("toml", b"\xff\xff"),
        ("toml", b"[[[[[[[["),
        ("toml", b"[organization]\nname = \"nothing else\"\n"),
    ];
    let mut names = Vec::new();
    for number in 0..50 {
        let (ending, bytes) = hostile[number % hostile.len()];
        let name = format!("x{number:02}.{ending}");
        folder.write(&format!("in/{}/{name}", if number < 25 { "even" } else { "odd" }), own(bytes, number));
        names.push(name);
    }
    let ran = folder.run(&["assess", "in", "-o", "out", "--parts", "plan"]);
    let said = said(&ran);
    assert_eq!(ran.status.code(), Some(1), "{said}");
    for name in &names {
        assert!(said.contains(name), "{name}: {said}");
    }
    assert!(said.contains("Files — 500: read — 450, not read — 50. Documents written — 460."), "{said}");
    let written = folder.files("out");
    assert_eq!(written.len(), 460);
    let document: serde_json::Value = serde_json::from_slice(&written["consolidated.json"]).unwrap();
    assert_eq!(document["organizations"].as_array().unwrap().len(), 450);
    assert_eq!(document["faulty"].as_array().unwrap().len(), 50);
}

/// The file of a name that leads nowhere was there when somebody made the list of names.
#[cfg(unix)]
#[test]
fn a_file_that_is_gone_when_it_is_to_be_read_is_named_and_the_rest_is_done() {
    let folder = folder_of(6);
    std::os::unix::fs::symlink(folder.path("removed.toml"), folder.path("in/odd/gone.toml")).unwrap();
    let ran = folder.run(&["assess", "in", "in/odd/gone.toml", "-o", "out"]);
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
    assert!(said(&ran).contains("gone.toml"), "{}", said(&ran));
    assert!(said(&ran).contains("Files — 7: read — 6, not read — 1. Documents written — 16."), "{}", said(&ran));
    assert_eq!(folder.files("out").len(), 16);
}

/// Who packs a folder packs its pipes and links as well; what they are called counts, as it does for a damaged file.
#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_and_a_device_among_registers_are_findings_each() {
    use std::os::unix::fs::symlink;
    let folder = folder_of(4);
    symlink("loop.toml", folder.path("in/loop.toml")).unwrap();
    symlink("/dev/zero", folder.path("in/endless.csv")).unwrap();
    symlink("nowhere", folder.path("in/note.txt")).unwrap();
    symlink("odd", folder.path("in/folder.toml")).unwrap();
    let ran = folder.run(&["check", "in", "--format", "concise"]);
    let out = String::from_utf8(ran.stdout.clone()).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
    let refused: Vec<&str> = out.lines().filter(|line| line.contains("[TB008]")).collect();
    assert_eq!(refused.len(), 2, "{out}");
    assert!(refused[0].contains("in/endless.csv") && refused[1].contains("in/loop.toml"), "{out}");
    assert!(refused[1].ends_with("the links lead in a circle"), "{out}");
    assert!(said(&ran).contains("note.txt") && said(&ran).contains("folder.toml"), "{}", said(&ran));
}

#[test]
fn a_consolidated_document_that_cannot_be_written_costs_none_of_the_others() {
    let folder = folder_of(4);
    folder.write("plain", b"not a folder");
    let ran = folder.run(&["assess", "in", "-o", "plain/all.xlsx", "-o", "out"]);
    assert_eq!(ran.status.code(), Some(2), "{}", said(&ran));
    assert!(said(&ran).contains("plain"), "{}", said(&ran));
    assert_eq!(folder.files("out").len(), 4 + 10);
}

#[test]
fn an_output_that_cannot_be_written_is_said_and_the_rest_is_done() {
    let folder = folder_of(4);
    // A file stands where the folder of two workbooks would.
    folder.write("out/odd", b"not a folder");
    let ran = folder.run(&["assess", "in", "-o", "out"]);
    assert_eq!(ran.status.code(), Some(2), "{}", said(&ran));
    assert!(said(&ran).contains("odd"), "{}", said(&ran));
    let names: Vec<String> = folder.files("out").into_keys().collect();
    assert!(
        names.contains(&"even/r000.xlsx".to_owned()) && names.contains(&"consolidated.xlsx".to_owned()),
        "{names:?}"
    );
}

#[test]
fn a_file_named_twice_is_one_register() {
    let folder = folder_of(3);
    let ran = folder.run(&["assess", "in", "in/even/r000.toml", "-o", "all.xlsx"]);
    assert!(said(&ran).contains("Files — 3: read — 3"), "{}", said(&ran));
}

#[test]
fn expected_organisations_that_sent_nothing_are_in_the_consolidation() {
    let folder = folder_of(2);
    folder.write(
        "in/tobokel.toml",
        b"[[organization]]\nid = \"r000\"\n[[organization]]\nid = \"gone\"\nname = \"Gone\"\n",
    );
    let ran = folder.run(&["assess", "in", "-o", "out", "--config", "in/tobokel.toml"]);
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    let text = String::from_utf8(folder.files("out")["consolidated.json"].clone()).unwrap();
    assert!(text.contains("\"gone\"") && text.contains("\"r001\""), "{text}");
}

#[test]
fn parts_choose_the_sheets() {
    let folder = folder_of(1);
    let ran = folder.run(&["assess", "in/even/r000.toml", "-o", "a.xlsx", "--parts", "plan,summary"]);
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    let book: calamine::Xlsx<_> = calamine::open_workbook(folder.path("a.xlsx")).unwrap();
    assert_eq!(calamine::Reader::sheet_names(&book).len(), 2);
    let wrong = folder.run(&["assess", "in/even/r000.toml", "--parts", "plans"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn a_register_of_more_than_a_thousand_situations_fits_and_loses_no_text() {
    let folder = folder_of(0);
    let head = register("big", 1);
    let (head, situation) = head.split_once("[[function.situation]]").unwrap();
    let long = "a text that goes on and on ".repeat(400);
    let mut text = head.to_owned();
    for number in 0..1100 {
        let said = if number == 700 { long.as_str() } else { "A clerk takes money for a certificate out of turn" };
        text.push_str("[[function.situation]]");
        text.push_str(
            &situation.replace("A clerk takes money for a certificate out of turn", &format!("{said}{number}")),
        );
    }
    folder.write("big.toml", text.as_bytes());
    let ran = folder.run(&["assess", "big.toml", "-o", "big.xlsx", "-q"]);
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path("big.xlsx")).unwrap();
    let names = calamine::Reader::sheet_names(&book);
    assert_eq!(names.len(), 9, "{names:?}");
    let all: String = names
        .iter()
        .flat_map(|name| {
            calamine::Reader::worksheet_range(&mut book, name)
                .unwrap()
                .rows()
                .map(|row| row.iter().map(ToString::to_string).collect::<String>())
                .collect::<Vec<_>>()
        })
        .collect();
    // In the register, on its sheet, and in the plan; where a text goes on in a further row, the words are parted.
    assert!(all.matches("goes on and on").count() >= 3 * 395, "{}", all.matches("goes on and on").count());
    assert!(all.contains("out of turn1099"));
}

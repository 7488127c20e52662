//! What changed since last year.

use super::{done, folder, register, table};
use crate::support::said;
use serde_json::json;

/// Last year: three situations; now the first is lower, the second as it was, the third gone, and one is new.
#[test]
fn a_publication_is_compared_with_last_years_publication_its_document_or_its_registers() {
    let before = register("a", "Tash", &[(3, 3), (2, 2), (1, 3)]).replace("2026-06-15", "2025-06-15");
    let mut now = register("a", "Tash", &[(1, 1), (2, 2)]);
    now += "[[function.situation]]\nid = \"1.9\"\ntext = \"A wholly different thing happens at the border post\"\n\
            category = \"potential\"\nunit = \"Post\"\npositions = [\"guard\"]\n\
            likelihood = { score = 2, justification = \"many lorries pass there every day\" }\n\
            harm = { score = 3, justification = \"the budget loses duties by it every month\" }\n\
            [[function.situation.measure]]\ntext = \"Weigh each lorry twice\"\ndue = \"2026-Q4\"\nresponsible = [\"guard\"]\n\
            expected_result = \"no lorry passes unweighed\"\n";
    let folder = folder(&[("then/a.toml", &before), ("a.toml", &now)]);
    done(&folder.run(&["publish", "then/a.toml", "-o", "last", "--as-of", "2025-11-21"]));
    done(&folder.run(&["assess", "then/a.toml", "-o", "last.json", "--fail-on", "never"]));
    for previous in ["last", "last/assessment.json", "last.json", "then/a.toml", "then"] {
        let site = format!("site-{}", previous.replace('/', "-"));
        let output = folder.run(&["publish", "a.toml", "-o", &site, "--previous", previous]);
        done(&output);
        let rows = table(&folder.path(&site), "situations.csv");
        let changes: Vec<(&str, &str, &str)> = rows
            .iter()
            .map(|row| (row["change"].as_str(), row["level_before"].as_str(), row["level"].as_str()))
            .collect();
        assert_eq!(changes[0].0, "changed", "{previous}: {changes:?}");
        assert_eq!(changes[1], ("same", "medium", "medium"), "{previous}");
        assert_eq!((changes[2].0, changes[2].1), ("new", ""), "{previous}");
        let document: serde_json::Value =
            serde_json::from_str(&folder.read(&format!("{site}/assessment.json"))).unwrap();
        let moved = &document["publication"]["bodies"][0]["changes"];
        assert_eq!(
            [&moved["new"], &moved["lower"], &moved["higher"], &moved["same"]],
            [&json!(1), &json!(1), &json!(0), &json!(1)]
        );
        assert_eq!(moved["since"], "2025-06-15", "{previous}");
        assert_eq!(moved["gone"][0]["id"], "1.3", "{previous}");
    }
    folder.write("other.json", "{}");
    let output = folder.run(&["publish", "a.toml", "-o", "no", "--previous", "other.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("neither an earlier publication nor a register"), "{}", said(&output));
}

#[test]
fn bodies_of_two_years_are_known_by_id_and_name_and_a_new_one_has_no_changes() {
    let folder = folder(&[
        ("then/a.toml", &register("old-id", "Tash", &[(3, 3)])),
        ("now/a.toml", &register("new-id", "Tash", &[(3, 3)])),
        ("now/b.toml", &register("b", "Kum", &[(3, 3)])),
    ]);
    done(&folder.run(&["publish", "then", "-o", "last"]));
    done(&folder.run(&["publish", "now", "-o", "site", "--previous", "last"]));
    let document: serde_json::Value = serde_json::from_str(&folder.read("site/assessment.json")).unwrap();
    let bodies = &document["publication"]["bodies"];
    assert_eq!(bodies[0]["changes"]["same"], 1);
    assert!(bodies[1]["changes"].is_null());
}

/// A method that has the words of the act and other cells, in a file of its own.
fn other_method() -> String {
    include_str!("../../src/method/kg-232-2026.toml").replace("id = \"kg-232-2026\"", "id = \"own-2027\"")
}

#[test]
fn levels_of_another_method_are_not_compared_and_that_is_said() {
    let before = register("a", "Tash", &[(3, 3), (2, 2), (1, 3)])
        .replace("[assessment]\n", "[assessment]\nmethod = \"kg-232-2026\"\n");
    let folder = folder(&[
        ("then/a.toml", &before),
        ("a.toml", &register("a", "Tash", &[(1, 1), (2, 2)])),
        ("own.toml", &other_method()),
    ]);
    done(&folder.run(&["publish", "then/a.toml", "-o", "last", "--as-of", "2025-11-21"]));
    done(&folder.run(&["assess", "then/a.toml", "-o", "last.json", "--fail-on", "never"]));
    for previous in ["last", "last.json", "then/a.toml", "then"] {
        let site = format!("site-{}", previous.replace('/', "-"));
        let output = folder.run(&["publish", "a.toml", "-o", &site, "--method", "own.toml", "--previous", previous]);
        done(&output);
        assert!(said(&output).contains("made by another method (1 bodies)"), "{previous}: {}", said(&output));
        let document: serde_json::Value =
            serde_json::from_str(&folder.read(&format!("{site}/assessment.json"))).unwrap();
        let moved = &document["publication"]["bodies"][0]["changes"];
        assert_eq!(moved["across_methods"], true, "{previous}");
        assert!(moved["lower"].is_null() && moved["higher"].is_null() && moved["same"].is_null(), "{moved}");
        assert_eq!(
            [&moved["new"], &moved["gone"][0]["id"], &moved["gone"][0]["level"]],
            [&json!(0), &json!("1.3"), &json!(null)]
        );
        let rows = table(&folder.path(&site), "situations.csv");
        assert!(rows.iter().all(|row| row["change"].is_empty() && row["level_before"].is_empty()), "{previous}");
        let page = folder.read(&format!("{site}/index.html"));
        assert!(
            page.contains("made by another method: its levels mean something else")
                || page.contains("by another method"),
            "{previous}"
        );
        assert!(!page.contains("before: high"), "{previous}");
    }
    // By one method, they are.
    let output = folder.run(&["publish", "a.toml", "-o", "same", "--previous", "last"]);
    done(&output);
    assert!(!said(&output).contains("another method"), "{}", said(&output));
}

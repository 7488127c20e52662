//! What was verified leaves as a share and a state; who verified it, when and with which remark stays.

use super::{done, files, folder, register, table};
use serde_json::{Value, json};

fn document(folder: &crate::support::Folder) -> Value {
    serde_json::from_str(&folder.read("site/assessment.json")).unwrap()
}

#[test]
fn what_was_verified_leaves_with_the_state_and_the_verifier_stays() {
    let plain = register("a", "Tash", &[(1, 1), (2, 2), (3, 3)]);
    let done_and = |text: &str, number: usize, result: &str| {
        let last = format!("everybody sees the {} of {number}\"\n", ["queue", "auction", "lease"][number]);
        let verified = format!(
            "status = \"done\"\ndone_on = 2026-07-01\nresult = \"it is on the site since then\"\nevidence = \"page {number}\"\n\
             verified = {{ result = \"{result}\", by = \"secret auditor\", on = 2026-08-0{}, note = \"secret remark\" }}\n",
            number + 1
        );
        text.replace(&last, &(last.clone() + &verified))
    };
    let verified = done_and(&done_and(&plain, 0, "confirmed"), 1, "partly");
    let folder = folder(&[("a.toml", &verified)]);
    done(&folder.run(&["publish", "a.toml", "-o", "site"]));
    for (name, bytes) in files(&folder.path("site")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for secret in ["secret auditor", "secret remark", "2026-08-0"] {
            assert!(!text.contains(secret), "{name}: {secret}");
        }
    }
    let rows = table(&folder.path("site"), "measures.csv");
    let found: Vec<&str> = rows.iter().map(|row| row["verified"].as_str()).collect();
    assert_eq!(found, ["confirmed", "partly", ""]);
    let bodies = table(&folder.path("site"), "organizations.csv");
    assert_eq!([&bodies[0]["done"], &bodies[0]["verified"]], ["2", "1"]);
    let document_of = document(&folder);
    let body = &document_of["publication"]["bodies"][0];
    assert_eq!(body["measures"][1]["verified"], "partly");
    let [first, second] = [&body["quarters"][0], &body["quarters"][1]];
    assert_eq!([&first["done"], &first["verified"]], [&json!(1), &json!(1)]);
    assert_eq!([&second["done"], &second["verified"]], [&json!(1), &json!(0)]);
    let held = |field: &str| body["withheld"].as_array().unwrap().iter().any(|one| one["field"] == field);
    assert!(held("verified.by") && held("verified.note") && !held("verified.result") && !held("state"));
    // Without a verification nothing speaks of it.
    folder.write("a.toml", &plain);
    done(&folder.run(&["publish", "a.toml", "-o", "site"]));
    assert!(!table(&folder.path("site"), "measures.csv")[0].contains_key("verified"));
    assert!(document(&folder)["publication"]["bodies"][0]["quarters"][0]["verified"].is_null());
    assert!(!folder.read("site/index.html").contains("erified"));
    // Where the state is not published, neither is this.
    folder.write("a.toml", &verified);
    folder.write("tobokel.toml", "[publish]\nfields = [\"measure\", \"due\"]\n");
    done(&folder.run(&["publish", "a.toml", "-o", "site"]));
    assert!(!table(&folder.path("site"), "measures.csv")[0].contains_key("verified"));
    let page = folder.read("site/index.html");
    assert!(!page.contains("of them verified") && !page.contains("verification: "));
}

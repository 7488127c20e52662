//! One body and many: which files there are, what is not ready, what is whose.

use super::{done, files, folder, found, names, register, table};
use crate::support::said;
use std::collections::BTreeSet;

const BROKEN: &str = "[organization]\nname = \"Broken\"\nid = \"broken\"\n[[function]]\nname = \"Land\"\n[[function.situation]]\n\
                      text = \"Asks\"\nlikelihood = { score = 9 }\nharm = { score = 1 }\n";

#[test]
fn of_one_body_the_page_is_the_first_and_of_many_each_has_its_own() {
    let folder =
        folder(&[("in/a.toml", &register("a", "Tash", &[(1, 1)])), ("in/b.toml", &register("b/c", "Kum", &[(3, 3)]))]);
    done(&folder.run(&["publish", "in/a.toml", "-o", "one/"]));
    let data =
        ["assessment.json", "datapackage.json", "index.html", "measures.csv", "organizations.csv", "situations.csv"];
    assert_eq!(names(&folder.path("one")), data);
    done(&folder.run(&["publish", "in", "-o", "many/"]));
    let wanted = [&["a.html", "assessment.json", "b-c.html"][..], &data[1..]].concat();
    assert_eq!(names(&folder.path("many")), wanted);
    let rows = table(&folder.path("many"), "situations.csv");
    let links: Vec<&str> = rows.iter().map(|row| row["link"].as_str()).collect();
    assert_eq!(links, ["a.html#a-1.1", "b-c.html#b-c-1.1"]);
    // Each link leads somewhere.
    for (page, anchor) in links.iter().map(|link| link.split_once('#').unwrap()) {
        assert!(folder.read(&format!("many/{page}")).contains(&format!("id=\"{anchor}\"")), "{page}#{anchor}");
    }
}

#[test]
fn a_register_with_errors_is_published_by_force_alone_and_says_that_it_is_a_draft() {
    let folder = folder(&[("broken.toml", BROKEN)]);
    let output = folder.run(&["publish", "broken.toml", "-o", "site"]);
    found(&output);
    assert!(!folder.path("site").exists());
    let told = said(&output);
    assert!(told.contains("broken.toml") && told.contains("--force") && told.contains("Errors: 2"), "{told}");
    done(&folder.run(&["publish", "broken.toml", "-o", "site", "--force"]));
    assert_eq!(table(&folder.path("site"), "organizations.csv")[0]["draft"], "true");
    for file in ["datapackage.json", "assessment.json"] {
        let text = folder.read(&format!("site/{file}"));
        assert!(text.contains("\"errors\": 2") && text.contains("\"not_assessed\": 1"), "{file}");
    }
    let page = folder.read("site/index.html");
    assert!(page.contains("DRAFT") || page.to_lowercase().contains("draft"));
}

#[test]
fn a_situation_without_points_makes_a_draft_and_one_that_is_declared_without_them_does_not() {
    let open = register("a", "Tash", &[(1, 1)]).replace("score = 1, ", "");
    let folder = folder(&[("a.toml", &open)]);
    let output = folder.run(&["publish", "a.toml", "-o", "site"]);
    found(&output);
    assert!(said(&output).contains("situations not assessed: 1"), "{}", said(&output));
    let declared = open.replace("category = ", "declared_level = \"zero\"\ncategory = ");
    folder.write("a.toml", declared);
    done(&folder.run(&["publish", "a.toml", "-o", "site"]));
    assert_eq!(table(&folder.path("site"), "situations.csv")[0]["level"], "zero");
}

#[test]
fn of_a_folder_the_good_bodies_are_published_and_the_others_are_named() {
    let config = "[[organization]]\nid = \"a\"\nname = \"Tash\"\naddress = \"tash@example.kg\"\n\
                  [[organization]]\nid = \"absent\"\nname = \"Absent body\"\n[[organization]]\nid = \"nameless\"\n";
    let folder = folder(&[
        ("tobokel.toml", config),
        ("in/a.toml", &register("a", "Tash", &[(1, 1)])),
        ("in/b.toml", &register("b", "Kum", &[(3, 3)])),
        ("in/broken.toml", BROKEN),
        ("in/nothing.toml", "what = [\n"),
    ]);
    let output = folder.run(&["publish", "in", "-o", "site/"]);
    found(&output);
    let told = said(&output);
    assert!(told.contains("broken.toml") && told.contains("nothing.toml"), "{told}");
    let bodies = table(&folder.path("site"), "organizations.csv");
    let ids: Vec<&str> = bodies.iter().map(|body| body["organization"].as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!([&bodies[0]["address"], &bodies[1]["address"]], ["tash@example.kg", ""]);
    let document: serde_json::Value = serde_json::from_str(&folder.read("site/assessment.json")).unwrap();
    assert_eq!(document["publication"]["missing"], serde_json::json!(["Broken", "Absent body"]));
    let overview = folder.read("site/index.html");
    assert!(overview.contains("Absent body") && overview.contains("Broken"));
}

#[test]
fn a_plan_of_the_same_body_joins_its_measures_and_a_body_may_have_a_plan_alone() {
    let plan = |id: &str, name: &str| {
        format!(
            "[organization]\nname = \"{name}\"\n{id}language = \"ky\"\n[plan]\ntitle = \"Plan\"\nyears = \"2026\"\n[[chapter]]\nname = \"Openness\"\n\
             [[chapter.task]]\ntext = \"Show it\"\n[[chapter.task.measure]]\ntext = \"Show the plan on the site\"\ndue = \"2026-Q1\"\n\
             responsible = [\"secretary\"]\nexpected_result = \"it is read by everybody\"\nfunding = \"none\"\n"
        )
    };
    let folder = folder(&[
        ("in/a.toml", &register("a", "Tash", &[(1, 1)])),
        ("in/a-plan.toml", &plan("", "Tash")),
        ("in/alone.toml", &plan("id = \"alone\"\n", "Kum")),
    ]);
    done(&folder.run(&["publish", "in", "-o", "site/"]));
    let rows = table(&folder.path("site"), "measures.csv");
    let of: BTreeSet<(&str, &str, &str)> =
        rows.iter().map(|row| (row["measure_key"].as_str(), row["key"].as_str(), row["state"].as_str())).collect();
    let wanted = [("a/1.1", "", "overdue"), ("a/1.1/1", "a/1.1", "overdue"), ("alone/1.1", "", "overdue")];
    assert_eq!(of, BTreeSet::from(wanted));
    assert_eq!(rows.iter().find(|row| row["measure_key"] == "alone/1.1").unwrap()["days_overdue"], "235");
    let document: serde_json::Value = serde_json::from_str(&folder.read("site/assessment.json")).unwrap();
    let quarters = &document["publication"]["bodies"][0]["quarters"];
    assert_eq!(
        quarters[0],
        serde_json::json!({"year": 2026, "quarter": 1, "due": 2, "done": 0, "verified": null, "overdue": 2})
    );
}

#[test]
fn equal_inputs_give_equal_bytes_whatever_the_number_of_threads() {
    let folder = folder(&[]);
    for number in 0..6 {
        folder.write(
            &format!("in/{number}.toml"),
            register(&format!("b{number}"), &format!("Body {number}"), &[(1, 2), (3, 3)]),
        );
    }
    for (out, jobs) in [("one", "1"), ("four", "4"), ("again", "4")] {
        done(&folder.run(&["publish", "in", "-o", out, "-j", jobs]));
    }
    assert_eq!(files(&folder.path("one")), files(&folder.path("four")));
    assert_eq!(files(&folder.path("one")), files(&folder.path("again")));
}

#[test]
fn an_earlier_publication_is_replaced_and_nothing_that_is_somebody_elses() {
    let folder =
        folder(&[("in/a.toml", &register("a", "Tash", &[(1, 1)])), ("in/b.toml", &register("b", "Kum", &[(3, 3)]))]);
    done(&folder.run(&["publish", "in", "-o", "site"]));
    done(&folder.run(&["publish", "in", "-o", "site"]));
    // A body that is no longer there leaves its page; that is said.
    std::fs::remove_file(folder.path("in/b.toml")).unwrap();
    let output = folder.run(&["publish", "in", "-o", "site"]);
    done(&output);
    assert!(said(&output).contains("b.html"), "{}", said(&output));
    for foreign in ["index.html", "situations.csv", "datapackage.json"] {
        let kept = folder.read(&format!("site/{foreign}"));
        folder.write(&format!("site/{foreign}"), "<p>somebody's</p>");
        let output = folder.run(&["publish", "in", "-o", "site"]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert_eq!(folder.read(&format!("site/{foreign}")), "<p>somebody's</p>");
        done(&folder.run(&["publish", "in", "-o", "site", "--force"]));
        assert_eq!(folder.read(&format!("site/{foreign}")), kept);
    }
    let output = folder.run(&["publish", "in", "-o", "in/a.toml"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert_eq!(folder.run(&["publish", "in"]).status.code(), Some(2));
}

#[test]
fn a_body_above_that_is_not_published_is_called_by_its_name_where_that_is_known() {
    let below = |id: &str, name: &str, above: &str| {
        register(id, name, &[(1, 1)]).replace("[assessment]", &format!("parent = \"{above}\"\n[assessment]"))
    };
    let config = "[[organization]]\nid = \"district\"\nname = \"District of Talas\"\n\
                  [[organization]]\nid = \"called\"\nname = \"Surname A. B.\"\n";
    let folder = folder(&[
        ("tobokel.toml", config),
        ("in/a.toml", &below("a", "Tash", "district")),
        ("in/b.toml", &below("b", "Kum", "elsewhere")),
        ("in/c.toml", &below("c", "Say", "draft")),
        ("in/d.toml", &below("d", "Too", "called")),
        ("in/draft.toml", &register("draft", "Body not ready", &[(1, 1)]).replace("score = 1, ", "")),
    ]);
    found(&folder.run(&["publish", "in", "-o", "site"]));
    let overview = folder.read("site/index.html");
    let above: Vec<&str> =
        overview.split("<span class=\"above\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(above, ["District of Talas", "elsewhere", "Body not ready", "called"]);
    assert!(folder.read("site/a.html").contains("<dd>District of Talas</dd>"));
    assert!(folder.read("site/c.html").contains("<dd>Body not ready</dd>"));
    assert!(!overview.contains("Surname"));
    // In the data it goes by its id.
    assert_eq!(table(&folder.path("site"), "organizations.csv")[0]["parent"], "district");
    done(&folder.run(&["publish", "in/a.toml", "-o", "one"]));
    assert!(folder.read("one/index.html").contains("District of Talas"));
}

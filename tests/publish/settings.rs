//! What `[publish]` of `tobokel.toml` settles.

use super::{done, folder, names, register, table};
use crate::support::said;

const POINTS: &str = "[publish]\nfields = [\"function\", \"category\", \"inherent\", \"likelihood\", \"harm\"]\n";

#[test]
fn points_are_published_where_it_says_so_and_the_levels_follow_from_them() {
    let points = [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (3, 3)];
    let folder = folder(&[("a.toml", &register("a", "Tash", &points)), ("tobokel.toml", POINTS)]);
    done(&folder.run(&["publish", "a.toml", "-o", "site"]));
    let rows = table(&folder.path("site"), "situations.csv");
    let method = tobokel::read::embedded_method("kg-232-2026").unwrap();
    for (row, (likelihood, harm)) in rows.iter().zip(points) {
        let [published_likelihood, published_harm, sum] =
            ["likelihood", "harm", "sum"].map(|key| row[key].parse::<u8>().unwrap());
        assert_eq!((published_likelihood, published_harm, sum), (likelihood, harm, likelihood + harm));
        let cell = method.cell(published_likelihood, published_harm).unwrap();
        assert_eq!(row["inherent"], method.level(cell.level).key);
        assert!(!row.contains_key("unit") && !row.contains_key("positions"));
    }
    // The list is the whole list: nothing of the plan is in it, so no plan is published.
    assert!(!names(&folder.path("site")).contains(&"measures.csv".to_owned()));
    let page = folder.read("site/index.html");
    assert!(!page.contains("Land sector") && !page.contains("Publish the queue"));
}

#[test]
fn without_points_the_map_is_shown_only_where_a_count_tells_nobody_whose_they_are() {
    let map = |points: &[(u8, u8)], config: &str| {
        let folder = folder(&[("a.toml", &register("a", "Tash", points)), ("tobokel.toml", config)]);
        done(&folder.run(&["publish", "a.toml", "-o", "site"]));
        let document: serde_json::Value = serde_json::from_str(&folder.read("site/assessment.json")).unwrap();
        document["publication"]["bodies"][0]["map"].clone()
    };
    assert!(map(&[(1, 1), (3, 3)], "").is_null());
    assert_eq!(map(&[(1, 1), (3, 3)], POINTS), serde_json::json!([[1, 0, 0], [0, 0, 0], [0, 0, 1]]));
    assert!(map(&[(1, 1); 10], "").is_array());
    assert!(map(&[(1, 1); 10], "[publish]\nfields = [\"unit\"]\n").is_null());
}

#[test]
fn a_key_that_is_unknown_or_never_leaves_is_an_error_with_its_line() {
    let folder = folder(&[("a.toml", &register("a", "Tash", &[(1, 1)]))]);
    for (config, wanted) in [
        ("[publish]\nfields = [\"unti\"]\n", &["tobokel.toml:2", "\"unti\"", "unit"][..]),
        (
            "[publish]\n\nfields = [\"text\", \"control\"]\n",
            &["tobokel.toml:3", "control is never published", "likelihood"],
        ),
        ("[publish]\nfields = [\"likelihood_justification\"]\n", &["never published"]),
        ("[publish]\nfields = [\"assessors\"]\n", &["never published"]),
        ("[publish]\nfields = 3\n", &["tobokel.toml:2"]),
        ("[publish]\nlicence = \"free\"\n", &["tobokel.toml:2", "CC-BY-4.0"]),
        ("[publish]\nfeilds = []\n", &["tobokel.toml:2", "fields"]),
    ] {
        folder.write("tobokel.toml", config);
        let output = folder.run(&["publish", "a.toml", "-o", "site"]);
        assert_eq!(output.status.code(), Some(2), "{config}: {}", said(&output));
        for word in wanted {
            assert!(said(&output).contains(word), "{config}: {word}: {}", said(&output));
        }
        assert!(!folder.path("site").exists());
    }
}

#[test]
fn address_and_licence_stand_in_the_data_and_on_the_page() {
    let config = "[publish]\naddress = \"dostuk@example.kg\"\nlicence = \"CC0-1.0\"\n";
    let folder = folder(&[("a.toml", &register("a", "Tash", &[(1, 1)])), ("tobokel.toml", config)]);
    done(&folder.run(&["publish", "a.toml", "-o", "site"]));
    let package: serde_json::Value = serde_json::from_str(&folder.read("site/datapackage.json")).unwrap();
    assert_eq!(package["licenses"][0]["name"], "CC0-1.0");
    let sources: Vec<&str> =
        package["sources"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect();
    assert!(sources.contains(&"Tash") && sources.len() == 2);
    assert!(folder.read("site/index.html").contains("dostuk@example.kg"));
    // Nobody is named as the one to write to.
    folder.write("tobokel.toml", "[publish]\naddress = \"Secretary Ivanov I. I., room 5\"\n");
    let output = folder.run(&["publish", "a.toml", "-o", "site"]);
    done(&output);
    assert!(said(&output).contains("address names a person"), "{}", said(&output));
    assert!(!folder.read("site/index.html").contains("Ivanov"));
}

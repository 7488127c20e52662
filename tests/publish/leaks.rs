//! Nothing that is not published stands in any byte of what is: each withheld string is planted, and looked for.

use super::{DAY, done, files, found};
use crate::support::{Folder, said};
use std::fmt::Write as _;

/// Planted strings, each unique.
#[derive(Default)]
struct Planted {
    secrets: Vec<String>,
    /// How many of them are names of persons in texts.
    named: u64,
    /// How many of them say how to reach a person, or are personal numbers.
    contacts: u64,
}

/// A surname put together of syllables that nobody is called by, by number: an end tells it.
fn surname(number: usize) -> String {
    const SYLLABLES: [&str; 5] =
        ["\u{433}\u{4af}", "\u{43b}\u{443}", "\u{43f}\u{4e9}", "\u{448}\u{44d}", "\u{436}\u{44e}"];
    let [one, two, three] = [number % 5, number / 5 % 5, number / 25 % 5].map(|at| SYLLABLES[at]);
    format!("\u{4ae}\u{43b}{one}{two}{three}\u{435}\u{432}")
}

impl Planted {
    /// A text that stays, whatever stands in it.
    fn text(&mut self) -> String {
        let text = format!("withheld{:03}withheld", self.secrets.len());
        self.secrets.push(text.clone());
        text
    }

    /// A text of a public field that names a person: in one of the ways in which people write names.
    fn named(&mut self) -> String {
        let number = self.secrets.len();
        if number % 4 == 3 {
            return self.contact(number);
        }
        let name = surname(number);
        self.named += 1;
        let text = match number % 5 {
            0 => format!("\u{441}\u{430}\u{43b}\u{430} {name} A.B. gives"),
            1 => format!("A. B. {name} gives"),
            2 => format!("the officer {name} gives it"),
            3 => format!("asks {name}\u{434}\u{443}\u{43d} A. for it"),
            _ => format!("{name} \u{41c}\u{438}\u{441}\u{430}\u{43b} gives"),
        };
        self.secrets.push(name);
        text
    }

    /// A text of a public field that says how to reach a person, or by which number the State knows one; all are made up.
    fn contact(&mut self, number: usize) -> String {
        self.contacts += 1;
        let secret = match number / 4 % 4 {
            0 => format!("clerk{number}@example.kg"),
            1 => format!("+996 (312) 00-{:02}-{:02}", number / 100, number % 100),
            2 => format!("0555 00 {:02} {:02}", number / 100, number % 100),
            _ => format!("2010119700{number:04}"),
        };
        let text = format!("the officer gives it, {secret}");
        self.secrets.push(secret);
        text
    }
}

/// A register in which whatever stays, and every public text of the second half of its situations, is planted.
fn register(planted: &mut Planted) -> String {
    let mut out = format!(
        "[organization]\nname = \"Dostuk\"\nid = \"dostuk\"\nkind = \"local-self-government\"\nlanguage = \"ky\"\n\
         [assessment]\ndate = 2026-06-15\norder = \"No 7, signed by {}\"\nassessors = [\"{}\"]\n\
         high_level_controller = \"{}\"\n",
        planted.named(),
        planted.text(),
        planted.text(),
    );
    for number in 0..8 {
        let named = number >= 4;
        let mut public = |text: &str| if named { planted.named() } else { format!("{text} {number}") };
        let (group, function) = (public("Services"), public("Land"));
        let (text, unit) = (public("An officer moves the queue for a gift of"), public("Land sector"));
        let (post, elsewhere) = (public("land officer"), public("in the district of"));
        let (measure, due) =
            (public("Publish the queue of"), if named { format!("2026-Q4 {}", public("")) } else { "2026-Q4".into() });
        let (executor, result) = (public("secretary"), public("everybody sees the queue of"));
        let (indicator, funding) = (public("share of published places of"), public("budget of"));
        let reasons: Vec<String> = (0..11).map(|_| planted.text()).collect();
        let _ = write!(
            out,
            "[[function]]\ngroup = \"{group}\"\nname = \"{function}\"\n[[function.situation]]\nid = \"1.{number}\"\n\
             text = \"{text}\"\ncategory = \"situational\"\nunit = \"{unit}\"\npositions = [\"{post}\"]\nelsewhere = \"{elsewhere}\"\n\
             likelihood = {{ score = 3, justification = \"{} of the year\", \
             criteria = {{ signs = {{ score = 3, justification = \"{} of the year\" }} }} }}\n\
             harm = {{ score = 2, justification = \"{} of the year\", criteria = {{ \
             financial = {{ score = 2, justification = \"{} of 12 som\" }}, \
             reputational = {{ score = 1, justification = \"{} of the year\" }} }} }}\n\
             control = {{ description = \"{}\", effectiveness = \"high\", evidence = \"{}\" }}\n\
             [[function.situation.measure]]\ntext = \"{measure}\"\ndue = \"{due}\"\nresponsible = [\"{executor}\"]\n\
             expected_result = \"{result}\"\nindicator = \"{indicator}\"\nfunding = \"{funding}\"\nstatus = \"in-progress\"\n\
             result = \"{}\"\nreason = \"{}\"\nevidence = \"{}\"\nbaseline = \"10 {}\"\ntarget = \"40\"\nmeasured = \"12\"\n\
             reported_on = 2026-10-01\ntarget_level = \"low\"\n",
            reasons[0],
            reasons[8],
            reasons[1],
            reasons[9],
            reasons[10],
            reasons[2],
            reasons[3],
            reasons[4],
            reasons[5],
            reasons[6],
            reasons[7],
        );
    }
    out
}

fn plan(planted: &mut Planted) -> String {
    format!(
        "[organization]\nname = \"Dostuk\"\nid = \"dostuk\"\nlanguage = \"ky\"\n[plan]\ntitle = \"{}\"\nyears = \"2026..2027\"\n\
         [[chapter]]\nname = \"{}\"\n[[chapter.task]]\ntext = \"{}\"\n[[chapter.task.measure]]\ntext = \"{}\"\ndue = \"2026-Q2\"\n\
         responsible = [\"secretary\", \"{}\"]\nexpected_result = \"{}\"\nindicator = \"{}\"\nfunding = \"{}\"\n\
         result = \"{}\"\nreason = \"{}\"\nevidence = \"{}\"\n\
         [[chapter]]\nname = \"Openness\"\n[[chapter.task]]\ntext = \"Show the plan\"\n[[chapter.task.measure]]\n\
         text = \"Show the plan on the site\"\ndue = \"2026-Q1\"\nresponsible = [\"secretary\"]\nexpected_result = \"it is read\"\nstatus = \"done\"\n\
         done_on = 2026-03-01\nresult = \"{}\"\nevidence = \"{}\"\n",
        planted.text(),
        planted.named(),
        planted.named(),
        planted.named(),
        planted.named(),
        planted.named(),
        planted.named(),
        planted.named(),
        planted.text(),
        planted.text(),
        planted.text(),
        planted.text(),
        planted.text(),
    )
}

#[track_caller]
fn nothing_leaks(planted: &Planted, whole: &[u8], place: &str) {
    let text = String::from_utf8_lossy(whole);
    for secret in &planted.secrets {
        assert!(!text.contains(secret.as_str()), "{secret} stands in {place}");
        // As JSON and pages may write letters.
        let escaped = secret.chars().map(|letter| format!("\\u{:04x}", u32::from(letter))).collect::<Vec<_>>().concat();
        assert!(!text.contains(&escaped), "{secret} stands in {place}");
    }
}

#[test]
fn of_a_hundred_withheld_strings_none_stands_in_any_byte() {
    let mut planted = Planted::default();
    let (register, plan) = (register(&mut planted), plan(&mut planted));
    assert!(planted.secrets.len() >= 100, "{}", planted.secrets.len());
    let folder = Folder::with(&[], DAY);
    // The name of a file may be a person's, too, and is the id of a body that gives none.
    let owner = surname(124);
    planted.secrets.push(owner.clone());
    let anonymous = super::register("x", "Tash", &[(1, 1), (2, 2)]).replace("id = \"x\"\n", "");
    folder.write("in/dostuk.toml", &register);
    folder.write("in/plan.toml", &plan);
    folder.write(&format!("in/{owner} A.B..toml"), anonymous);
    // Some of what is planted is an error where it stands, such as a name in a term.
    for arguments in [
        &["publish", "in", "-o", "site/", "--force"][..],
        &["publish", "in", "-o", "narrow/", "--config", "narrow.toml", "--force"],
        &["publish", "in", "-o", "wide/", "--config", "wide.toml", "--previous", "site", "--force"],
    ] {
        folder.write("narrow.toml", "[publish]\nfields = [\"text\"]\naddress = \"dostuk@example.kg\"\n");
        let wide = tobokel_fields().join("\", \"");
        folder.write("wide.toml", format!("[publish]\nfields = [\"{wide}\"]\naddress = \"dostuk@example.kg\"\n"));
        let output = folder.run(arguments);
        done(&output);
        let site = folder.path(arguments[3]);
        let all = files(&site);
        assert!(all.len() >= 5, "{:?}", super::names(&site));
        for (name, bytes) in all {
            nothing_leaks(&planted, &bytes, &format!("{} {name}", arguments[3]));
            nothing_leaks(&planted, name.as_bytes(), "the name of a file");
        }
    }
    // Each name was held back as one, and counted; the name of the file, too.
    let document: serde_json::Value = serde_json::from_str(&folder.read("wide/assessment.json")).unwrap();
    let bodies = document["publication"]["bodies"].as_array().unwrap().iter();
    let withheld: Vec<_> = bodies.flat_map(|body| body["withheld"].as_array().unwrap()).collect();
    let counted = |is: &dyn Fn(&serde_json::Value) -> bool| {
        withheld.iter().filter(|one| is(one)).map(|one| one["count"].as_u64().unwrap()).sum::<u64>()
    };
    let because = |why: &str| counted(&|one| one["why"] == why);
    assert_eq!((because("person"), because("contact")), (planted.named + 1, planted.contacts));
    assert!(planted.contacts >= 12, "{}", planted.contacts);
    // What stands at criteria is counted as withheld by names of its own.
    let not_listed = |field: &str| counted(&|one| one["field"] == field && one["why"] == "not-listed");
    assert_eq!([not_listed("criteria.score"), not_listed("criteria.justification")], [24, 24]);
    // What is public stands there.
    let wide = folder.read("wide/situations.csv");
    assert!(
        wide.contains("An officer moves the queue for a gift of 1")
            && !folder.read("narrow/situations.csv").contains("Land sector")
    );
    assert!(folder.read("wide/measures.csv").contains("Show the plan on the site"));
    assert!(folder.read("site/assessment.json").contains("\"body-"));
    // The preview shows places; the name of a file is one of them.
    let preview = folder.run(&["publish", "in", "-o", "nowhere", "--preview", "--force"]);
    done(&preview);
    assert!(!folder.path("nowhere").exists(), "a preview writes nothing");
    let shown = said(&preview);
    planted.secrets.pop();
    nothing_leaks(&planted, shown.as_bytes(), "the preview");
    assert!(shown.contains("line "), "{shown}");
}

/// Every key that `[publish] fields` may have.
fn tobokel_fields() -> Vec<String> {
    let schema = tobokel::schema::SCHEMAS.iter().find(|schema| schema.name == "config").unwrap();
    let method = tobokel::read::embedded_method("kg-232-2026").unwrap();
    let schema = schema.document(&method);
    let fields = &schema["properties"]["publish"]["properties"]["fields"]["anyOf"][0]["enum"];
    fields.as_array().unwrap().iter().map(|key| key.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_withheld_cell_is_empty_and_its_row_says_which() {
    let mut planted = Planted::default();
    let name = planted.named();
    let text = super::register("a", "Tash", &[(1, 1), (3, 3)]);
    let text = text.replacen("unit = \"Land sector\"", &format!("unit = \"{name}\""), 1);
    let text = text.replacen("positions = [\"land officer\"]", &format!("positions = [\"secretary\", \"{name}\"]"), 1);
    let folder = super::folder(&[("a.toml", &text)]);
    done(&folder.run(&["publish", "a.toml", "-o", "site"]));
    let rows = super::table(&folder.path("site"), "situations.csv");
    assert_eq!([&rows[0]["unit"], &rows[0]["positions"], &rows[0]["withheld"]], ["", "secretary", "unit; positions"]);
    assert_eq!([&rows[1]["unit"], &rows[1]["withheld"]], ["Land sector", ""]);
    let document: serde_json::Value = serde_json::from_str(&folder.read("site/assessment.json")).unwrap();
    let withheld = document["publication"]["bodies"][0]["withheld"].as_array().unwrap();
    let of = |field: &str, why: &str| {
        let one = withheld.iter().find(|one| one["field"] == field && one["why"] == why);
        one.map(|one| one["count"].as_u64().unwrap())
    };
    assert_eq!((of("unit", "person"), of("positions", "person")), (Some(1), Some(1)));
    assert_eq!(of("likelihood.justification", "not-listed"), Some(2));
}

#[test]
fn a_publication_is_no_register_again() {
    let folder = super::folder(&[("a.toml", &super::register("a", "Tash", &[(1, 1), (3, 3)]))]);
    done(&folder.run(&["publish", "a.toml", "-o", "site"]));
    for arguments in [
        &["assess", "site/assessment.json"][..],
        &["assess", "site"],
        &["compare", "site/assessment.json", "a.toml"],
        &["publish", "site/assessment.json", "-o", "again"],
    ] {
        let output = folder.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("this was published"), "{arguments:?}: {}", said(&output));
    }
    // Beside registers it is what was made of them.
    folder.write("in/a.toml", folder.read("a.toml"));
    done(&folder.run(&["publish", "in", "-o", "in/site"]));
    done(&folder.run(&["publish", "in", "-o", "in/site"]));
    found(&folder.run(&["check", "in", "--fail-on", "warning"]));
}

//! The consolidated document over many registers: its sheets as a reader sees them, its JSON and its tables.

use calamine::{Data, Reader as _, Xlsx};
use std::fmt::Write as _;
use std::io::Cursor;
use tobokel::case::{Case, Refused};
use tobokel::consolidate::{Consolidation, Digest, ExpectedOrganization, Faulty, Overall};
use tobokel::diag::{Code, Diagnostic, Severity};
use tobokel::examine::{Conditions, examine};
use tobokel::inbox::{Accounted, Became};
use tobokel::locale::{Language, Message};
use tobokel::method::{DEFAULT, Method};
use tobokel::read::embedded_method;
use tobokel::report::{consolidated_document, consolidated_tables, consolidated_workbook};
use tobokel::source::{Place, Position, SourceFile};
use tobokel::write;

const FAULT: Code = Code { code: "TB991", name: "plain-fault", severity: Severity::Error };

fn method() -> Method {
    embedded_method(DEFAULT).expect("the default method")
}

fn digest(id: &str, text: &str, method: &Method) -> (Digest, Option<Faulty>) {
    let path = format!("{id}.toml");
    let by = Conditions::of(method, "2026-11-21".parse().unwrap());
    let read = examine(&path, text.as_bytes(), &by);
    // What the rules of practice say of so short a register is not what is consolidated here.
    let findings = read.input.findings();
    let case = read.case(&by).unwrap_or_else(|| panic!("{:?}", read.findings));
    let case = Case { findings, language: Language::En, ..case };
    (Digest::of(&case), Faulty::of(&case))
}

/// A situation: id, function, group, text, points, whether a control lowers it, more lines.
type Given<'a> = (&'a str, &'a str, &'a str, &'a str, [u8; 2], bool, &'a str);

fn register(id: &str, name: &str, situations: &[Given<'_>]) -> String {
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    let mut text = format!("[organization]\nid = \"{id}\"\nname = \"{name}\"\n[assessment]\ndate = 2026-06-15\n");
    for (id, function, group, words, [likelihood, harm], lowered, more) in situations {
        write!(text, "[[function]]\nname = \"{function}\"\n").unwrap();
        if !group.is_empty() {
            writeln!(text, "group = \"{group}\"").unwrap();
        }
        write!(text, "[[function.situation]]\nid = \"{id}\"\ntext = \"{words}\"\n").unwrap();
        for (scale, points) in [("likelihood", likelihood), ("harm", harm)] {
            if *points > 0 {
                writeln!(text, "{scale} = {{ score = {points}, justification = \"so it is\" }}").unwrap();
            }
        }
        if *lowered {
            text += "control = { description = \"two sign\", effectiveness = \"high\", evidence = \"the log\" }\n";
        }
        text += more;
    }
    text
}

/// Three organisations: the first and the second share a situation and a function, the third has nothing assessed.
fn three(method: &Method) -> (Vec<Digest>, Vec<Faulty>) {
    let land = "Takes a bribe for land";
    let measure = "[[function.situation.measure]]\ntext = \"publish the queue\"\ndue = \"2026-Q4\"\n\
                   responsible = [\"the secretary\", \"the land officer\"]\nfunding = \"local budget\"\n";
    let first = register(
        "dostuk",
        "Dostuk",
        &[
            ("1", "Land", "Services", land, [3, 3], false, "positions = [\"Land officer\"]\n"),
            (
                "2",
                "Permits",
                "Permits",
                "Asks for a gift",
                [2, 3],
                true,
                &format!("elsewhere = \"«Ala-Too»до жана башкаларда\"\n{measure}"),
            ),
        ],
    );
    let second = register(
        "ala",
        "Ala-Too",
        &[
            (
                "1",
                "land",
                "SERVICES",
                "takes a bribe, for land",
                [1, 1],
                false,
                "positions = [\"land officer\", \"Head\"]\nelsewhere = \"see dostuk\"\n",
            ),
            ("2", "Staff", "", "Hires a friend", [3, 3], false, "elsewhere = \"nobody knows\"\n"),
        ],
    );
    let third = register("new", "Newly made", &[("1", "Staff", "", "Hires a cousin", [3, 0], false, "")]);
    let all = [("dostuk", first), ("ala", second), ("new", third)];
    let (digests, faulty): (Vec<_>, Vec<_>) = all.iter().map(|(id, text)| digest(id, text, method)).unzip();
    let refused = [Diagnostic {
        help: Some(Message::new("not-utf8-help")),
        ..Diagnostic::new(
            &FAULT,
            Place { path: "late.csv".into(), position: Position::File },
            Message::new("with-reason").with("message", "broken").with("reason", "no register"),
        )
    }];
    let late = Refused {
        file: &SourceFile::new("late.csv", String::new()),
        readable: false,
        findings: &refused,
        language: Language::En,
    };
    let faulty: Vec<_> = faulty.into_iter().flatten().chain([Faulty::refused(&late)]).collect();
    (digests, faulty)
}

fn expected() -> Vec<ExpectedOrganization> {
    ["dostuk", "late", "gone", "gone", "NEW"]
        .map(|id| {
            let name = (id == "gone").then(|| "Gone one".into());
            ExpectedOrganization { id: id.into(), name, aliases: vec![format!("see {id}")], parent: None }
        })
        .into()
}

/// The file that came from an expected body and is no register.
fn late() -> [Accounted; 1] {
    [Accounted {
        path: "late.csv".into(),
        sha256: None,
        became: Became::Refused,
        organization: Some("late".into()),
        of: None,
        reason: None,
    }]
}

fn of<'a>(digests: &'a [Digest], faulty: &'a [Faulty], method: &'a Method) -> Consolidation<'a> {
    Consolidation {
        digests,
        files: &[],
        found: &[],
        since: None,
        faulty,
        expected: &[],
        method,
        configuration: None,
        language: Language::En,
        as_of: "2026-11-21".parse().unwrap(),
        title: None,
    }
}

fn bytes(of: &Consolidation<'_>) -> Vec<u8> {
    write::xlsx(consolidated_workbook(&Overall::of(*of)), "consolidated", "0").expect("a workbook").0
}

/// Each sheet with its rows as texts, cells parted by bars.
fn sheets(of: &Consolidation<'_>) -> Vec<(String, Vec<String>)> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes(of))).expect("a workbook");
    let shown = |cell: &Data| if let Data::String(text) = cell { text.clone() } else { cell.to_string() };
    let names = workbook.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = workbook.worksheet_range(&name).expect("a sheet");
            let rows = range
                .rows()
                .map(|row| row.iter().map(shown).collect::<Vec<_>>().join("|").trim_end_matches('|').to_owned());
            (name, rows.collect())
        })
        .collect()
}

/// The rows of a sheet below the row that begins so.
fn below(of: &Consolidation<'_>, sheet: &str, head: &str) -> Vec<String> {
    let sheets = sheets(of);
    let (_, rows) = sheets.iter().find(|(name, _)| name == sheet).unwrap_or_else(|| panic!("no sheet {sheet}"));
    let at = rows.iter().position(|row| row.starts_with(head)).unwrap_or_else(|| panic!("{sheet}: {rows:#?}"));
    rows[at + 1..].to_vec()
}

fn with_three<T>(then: impl FnOnce(&Consolidation<'_>) -> T) -> T {
    let method = method();
    let (digests, faulty) = three(&method);
    then(&of(&digests, &faulty, &method))
}

#[test]
fn organisations_are_ranked_by_what_is_left_of_their_risks() {
    with_three(|of| {
        assert_eq!(
            below(of, "Organisations", "Place|"),
            [
                "1|Dostuk|1|1|0|2|0|50|2|2|0|0|2 of 2",
                "2|Ala-Too|1|0|1|1|0|0|2|2|0|0|2 of 2",
                "Not assessed, no place given: 1",
                "—|Newly made|—|—|—|—|—|—|1|0|0|0|1 of 1",
            ]
        );
    });
}

#[test]
fn bodies_that_are_not_assessed_are_a_part_of_their_own_wherever_bodies_are_ranked() {
    let method = method();
    let open: Given<'_> = ("1", "f", "", "Takes it all", [0, 0], false, "");
    let low: Given<'_> = ("1", "f", "", "Takes a little", [1, 1], false, "");
    let bodies: [(&str, &[Given<'_>]); 3] =
        [("silent", &[open]), ("half", &[low, ("2", "f", "", "More", [3, 0], false, "")]), ("low", &[low])];
    let digests: Vec<_> = bodies.map(|(id, all)| digest(id, &register(id, id, all), &method).0).into();
    let of = of(&digests, &[], &method);
    let ranks = |rows: &[String]| {
        rows.iter().map(|row| row.split('|').take(2).collect::<Vec<_>>().join("|")).collect::<Vec<_>>()
    };
    let ranked = below(&of, "Organisations", "Place|");
    assert_eq!(ranks(&ranked), ["1|half", "2|low", "Not assessed, no place given: 1", "—|silent"]);
    // In the chart's table, too: what is not assessed is counted, and never as a zero.
    let charted = below(&of, "Summary", "Organisation|After controls");
    assert_eq!(charted[..3], ["half|0|0|1|1", "low|0|0|1|0", "silent|—|—|—|1"]);
    assert_eq!(charted[3], "Organisations not assessed: 1. Their risk is not known.");
    let all = Overall::of(of);
    let json: serde_json::Value = serde_json::from_str(&write::json(&consolidated_document(&all)).unwrap()).unwrap();
    let ranks: Vec<_> =
        json["organizations"].as_array().unwrap().iter().map(|body| (&body["id"], &body["rank"])).collect();
    let of_ranked = |id: &str, rank: usize| (id.into(), rank.into());
    let expected: [(serde_json::Value, serde_json::Value); 3] =
        [of_ranked("half", 1), of_ranked("low", 2), ("silent".into(), serde_json::Value::Null)];
    assert_eq!(ranks, expected.each_ref().map(|(id, rank)| (id, rank)));
    let (_, table) = consolidated_tables()[0];
    let csv = write::csv(table(&all)).unwrap().0;
    let at = csv.lines().next().unwrap().split(',').position(|title| title == "rank").unwrap();
    assert_eq!(csv.lines().skip(1).map(|row| row.split(',').nth(at).unwrap()).collect::<Vec<_>>(), ["", "1", "2"]);
}

#[test]
fn equals_stand_in_the_order_of_the_run() {
    let method = method();
    let same: Vec<_> = ["b", "a", "c"]
        .map(|id| {
            digest(id, &register(id, "Same name", &[("1", "f", "", "Takes it all", [3, 3], false, "")]), &method).0
        })
        .into();
    let of = of(&same, &[], &method);
    let ranked = below(&of, "Organisations", "Place|");
    let names: Vec<_> = ranked.iter().map(|row| row.split('|').nth(1).unwrap()).collect();
    assert_eq!(names, ["Same name (b)", "Same name (a)", "Same name (c)"]);
    let planned = below(&of, "Management plan", "Rank|");
    let names: Vec<_> = planned.iter().map(|row| row.split('|').take(2).collect::<Vec<_>>().join("|")).collect();
    assert_eq!(names, ["1|Same name (b)", "2|Same name (a)", "3|Same name (c)"]);
}

#[test]
fn the_map_shows_the_highest_level_of_each_group_and_how_often() {
    with_three(|of| {
        assert_eq!(
            below(of, "Map by functions", "Organisation|Service function|Permit function|No group"),
            ["Dostuk|high: 1|medium: 1", "Ala-Too|low: 1||high: 1", "Newly made|||Not assessed"]
        );
    });
}

#[test]
fn headings_that_differ_only_by_language_case_or_signs_are_one_group_and_long_ones_have_a_legend() {
    let method = method();
    let long = "The use of budget funds, of property and of vehicles, and what is written off";
    let headings = [
        ["Кызмат көрсөтүү функциясы", "Разрешительная функция", long],
        [
            "ФУНКЦИЯ ОКАЗАНИЯ УСЛУГ",
            "2. Уруксат берүү функциясы",
            "the use of budget funds of property, and of vehicles and what is written off.",
        ],
    ];
    let bodies: Vec<_> = ["a", "b"]
        .iter()
        .zip(headings)
        .map(|(id, groups)| {
            let situations = groups.map(|group| ("1", "f", group, group, [3, 3], false, ""));
            digest(id, &register(id, id, &situations), &method).0
        })
        .collect();
    for (language, first) in [
        (Language::En, "Service function|Permit function"),
        (Language::Ru, "Функция оказания услуг|Разрешительная функция"),
    ] {
        let of = Consolidation { language, ..of(&bodies, &[], &method) };
        let name = language.text("consolidated-sheet-heat");
        let (_, rows) = sheets(&of).into_iter().find(|(sheet, _)| *sheet == name).unwrap();
        let head = rows.iter().find(|row| row.contains(first)).unwrap_or_else(|| panic!("{rows:#?}"));
        assert!(head.contains("|1. The use of budget funds") && !head.contains("written off"), "{head}");
        assert_eq!(head.split('|').count(), 4);
        assert_eq!(rows.last().unwrap(), &format!("1. {long}"));
    }
}

#[test]
fn long_names_are_cut_in_the_chart_and_whole_beside_it() {
    let method = method();
    let long = "Annex No 1 to the letter of the district about the list of cases and situations";
    let one = [digest("a", &register("a", long, &[("1", "f", "", "Takes it all", [3, 3], false, "")]), &method).0];
    let rows = below(&of(&one, &[], &method), "Summary", "Organisation|In the chart|");
    let cells: Vec<_> = rows[0].split('|').collect();
    assert_eq!(cells[0], long);
    assert!(cells[1].starts_with("1. Annex No 1 to the letter") && cells[1].chars().count() < 40, "{rows:?}");
}

#[test]
fn groups_beyond_the_limit_share_a_column_and_the_sheet_says_so() {
    let method = method();
    let names: Vec<_> = (0..12).map(|number| format!("Group {number}")).collect();
    let situations: Vec<Given<'_>> =
        names.iter().map(|name| (name.as_str(), "f", name.as_str(), name.as_str(), [1, 1], false, "")).collect();
    let many = [digest("many", &register("many", "Many", &situations), &method).0];
    let of = of(&many, &[], &method);
    let rows = below(&of, "Map by functions", "Organisation|Group 0|");
    assert!(rows[0].ends_with("|low: 1|low: 3"), "{rows:?}");
    let said = Message::new("consolidated-remark-groups").with("shown", 9_usize).with("rest", 3_usize);
    let said = Language::En.message(&said);
    assert!(sheets(&of).iter().any(|(_, rows)| rows.contains(&said)), "{said}");
}

#[test]
fn the_plan_is_in_the_order_of_the_method_over_all_organisations() {
    with_three(|of| {
        assert_eq!(
            below(of, "Management plan", "Rank|"),
            [
                "1|Dostuk|1 · Takes a bribe for land|high|high|no measure given",
                "2|Ala-Too|2 · Hires a friend|high|high|no measure given",
                "3|Dostuk|2 · Asks for a gift|high|medium|publish the queue|quarter IV of 2026|\
                 the secretary; the land officer|local budget",
                "4|Ala-Too|1 · takes a bribe, for land|low|low|monitoring",
            ]
        );
    });
}

#[test]
fn common_situations_and_functions_show_how_far_their_sums_are_apart() {
    with_three(|of| {
        assert_eq!(
            below(of, "Common situations", "What is shared|"),
            [
                "situation|Takes a bribe for land|2|2|2|2|6|4|low|high|Ala-Too|Dostuk",
                "function|Land|2|2|2|2|6|4|low|high|Ala-Too|Dostuk",
                "function|Staff|2|2|1|6|6|0|high|high",
            ]
        );
    });
}

#[test]
fn posts_are_listed_body_by_body_as_the_annex_of_an_order() {
    with_three(|of| {
        let rows = below(of, "Exposed positions", "No|Exposed position|");
        assert_eq!(
            rows[..5],
            ["Dostuk", "1|Land officer||1|high", "Ala-Too", "2|land officer||1|low", "3|Head||1|low"]
        );
        assert!(rows[6].starts_with("Drawn up by|"), "{rows:?}");
        let sheets = sheets(of);
        let (_, rows) = sheets.iter().find(|(name, _)| name == "Exposed positions").unwrap();
        assert!(rows[0].ends_with("Annex to order No ______ of \"____\" ______________ 20___"), "{rows:?}");
        assert!(rows[1].contains("APPROVED\n______________________ (post)\n"), "{rows:?}");
    });
}

#[test]
fn what_is_said_of_other_bodies_is_held_against_their_registers() {
    with_three(|of| {
        // One word names nobody, unless the list of the configuration says so.
        let none = below(of, "In other bodies", "Organisation|");
        assert!(none.len() == 3 && none.iter().all(|row| row.ends_with("|—|—")), "{none:#?}");
        let listed = |id: &str, name: &str| ExpectedOrganization {
            id: id.into(),
            name: Some(name.into()),
            aliases: vec![],
            parent: None,
        };
        let expected = [listed("ala", "Ala-Too"), listed("dostuk", "Dostuk")];
        let of = Consolidation { expected: &expected, ..*of };
        assert_eq!(
            below(&of, "In other bodies", "Organisation|"),
            [
                "Dostuk|2 · Asks for a gift|«Ala-Too»до жана башкаларда|Ala-Too|no",
                "Ala-Too|1 · takes a bribe, for land|see dostuk|Dostuk|yes",
                "Ala-Too|2 · Hires a friend|nobody knows|—|—",
            ]
        );
    });
}

#[test]
fn an_answer_that_it_arises_nowhere_else_speaks_of_no_body() {
    let method = method();
    let situation = |text| ("1", "f", "", "Takes it all", [3, 3], false, text);
    let answers = ["elsewhere = \"Жок.\"\n", "elsewhere = \"НЕТ\"\n", "elsewhere = \"—\"\n", ""].map(situation);
    let one = [digest("a", &register("a", "A body", &answers), &method).0];
    assert_eq!(
        below(&of(&one, &[], &method), "In other bodies", "Organisation|"),
        [Language::En.text("consolidated-nothing")]
    );
}

#[test]
fn missing_and_unexpected_organisations_are_told_if_somebody_is_expected() {
    with_three(|of| {
        assert!(sheets(of).iter().all(|(name, _)| name != "Missing"));
        let (expected, files) = (expected(), late());
        let of = Consolidation { expected: &expected, files: &files, ..*of };
        let rows = below(&of, "Missing", "Expected organisations");
        assert_eq!(
            rows,
            [
                "Code|Organisation|What is known",
                "late||the file could not be read: late.csv",
                "gone|Gone one|no register was submitted",
                "",
                "Organisations not expected: 1",
                "Code|Organisation|Register file",
                "ala|Ala-Too|ala.toml",
            ]
        );
    });
}

#[test]
fn files_with_faults_are_told_with_their_first_errors() {
    with_three(|of| {
        let rows = below(of, "Files with errors", "File|");
        let help = Language::En.text("not-utf8-help");
        assert_eq!(rows, [format!("late.csv|not read|1||broken: no register|{help}")]);
    });
}

#[test]
fn the_json_document_says_the_same() {
    with_three(|of| {
        let (expected, files) = (expected(), late());
        let of = Consolidation { expected: &expected, files: &files, title: Some("The district"), ..*of };
        let text = write::json(&consolidated_document(&Overall::of(of))).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["schema"], "tobokel/consolidated/1");
        assert_eq!((&value["title"], &value["as_of"]), (&"The district".into(), &"2026-11-21".into()));
        assert_eq!(value["method"]["id"], DEFAULT);
        let first = &value["organizations"][0];
        assert_eq!(
            (&first["id"], &first["rank"], &first["lowered_percent"]),
            (&"dostuk".into(), &1.into(), &50.into())
        );
        assert_eq!(first["residual"], serde_json::json!({"low": 0, "medium": 1, "high": 1}));
        assert_eq!(value["organizations"][2]["lowered_percent"], serde_json::Value::Null);
        assert_eq!(
            value["groups"][0],
            serde_json::json!({"group": "Services", "situations": 2, "organizations": [
                {"organization": "dostuk", "situations": 1, "highest": "high", "at_highest": 1},
                {"organization": "ala", "situations": 1, "highest": "low", "at_highest": 1},
            ]})
        );
        assert_eq!(
            value["common"][0],
            serde_json::json!({"shared": "situation", "text": "Takes a bribe for land", "organizations": 2,
                "situations": 2, "assessed": 2, "sum": {"least": 2, "most": 6},
                "residual": {"least": "low", "most": "high"}, "members": [
                {"key": "dostuk/1", "organization": "dostuk", "situation": "1", "sum": 6, "residual": "high"},
                {"key": "ala/1", "organization": "ala", "situation": "1", "sum": 2, "residual": "low"},
            ]})
        );
        assert_eq!(
            value["positions"][1],
            serde_json::json!({"organization": "ala", "position": "land officer", "unit": null, "situations": 1, "highest": "low"})
        );
        assert_eq!(value["elsewhere"][0]["named"], "dostuk");
        assert_eq!(value["elsewhere"][0]["has_situation"], true);
        assert_eq!(value["elsewhere"][2]["has_situation"], serde_json::Value::Null);
        assert_eq!(
            value["missing"][0],
            serde_json::json!({"id": "late", "name": null, "parent": null, "unreadable": "late.csv"})
        );
        assert_eq!(value["unexpected"][0], serde_json::json!({"id": "ala", "name": "Ala-Too", "path": "ala.toml"}));
        let faulty = &value["faulty"][0];
        assert_eq!(
            (&faulty["path"], &faulty["refused"], &faulty["errors"]),
            (&"late.csv".into(), &true.into(), &1.into())
        );
        assert_eq!(faulty["findings"][0]["message"], "broken: no register");
    });
}

#[test]
fn the_tables_have_a_row_for_each_organisation_situation_and_measure() {
    with_three(|of| {
        let all = Overall::of(*of);
        let csv = consolidated_tables().map(|(name, table)| (name, write::csv(table(&all)).unwrap().0));
        let lines = |at: usize| csv[at].1.lines().skip(1).collect::<Vec<_>>();
        assert_eq!(
            csv.each_ref().map(|(name, _)| *name),
            ["organizations", "situations", "measures", "criteria", "files", "findings"]
        );
        let organizations = lines(0);
        assert!(organizations[1].starts_with("ala,Ala-Too,,,ala.toml,"), "{organizations:?}");
        assert!(organizations[1].ends_with(",2026-06-15,2,2,2,2,2,0,0,0,0,register,,,,,,"), "{organizations:?}");
        assert_eq!(
            lines(1)[1],
            "dostuk/2,dostuk,2,Permits,Permits,Asks for a gift,,,,«Ala-Too»до жана башкаларда,,2,so it is,3,so it is,5,\
             high,two sign,high,the log,true,true,medium,2,3,1,dostuk.toml,"
        );
        assert_eq!(lines(1)[4], "new/1,new,1,,Staff,Hires a cousin,,,,,,3,so it is,,,,,,,,,,,,,0,new.toml,");
        assert_eq!(
            lines(2),
            [
                "dostuk/2,dostuk,2,1,publish the queue,2026-Q4,2026-10-01,2026-12-31,,the secretary; the land officer,,local budget,\
                 due,,,,,,,,,,,,,,,,"
            ]
        );
        // None of these registers has criteria: the header stands there all the same.
        assert_eq!(
            csv[3].1.lines().collect::<Vec<_>>(),
            ["key,organization,situation,scale,criterion,score,justification,combined"]
        );
        for (_, table) in consolidated_tables() {
            let mut table = table(&all);
            assert!(table.rows.all(|row| row.len() == table.header.len()));
        }
    });
}

#[test]
fn the_same_registers_are_the_same_bytes() {
    with_three(|of| {
        assert!(bytes(of) == bytes(of));
        assert_eq!(
            write::json(&consolidated_document(&Overall::of(*of))).unwrap(),
            write::json(&consolidated_document(&Overall::of(*of))).unwrap()
        );
    });
}

#[test]
fn none_and_one_organisation_make_whole_workbooks_in_every_language() {
    let method = method();
    let one = [digest("one", &register("one", "One", &[("1", "f", "", "Takes it all", [3, 3], false, "")]), &method).0];
    for language in Language::ALL {
        for digests in [&[][..], &one] {
            let of = Consolidation { language, ..of(digests, &[], &method) };
            let sheets = sheets(&of);
            assert_eq!(sheets.len(), 9);
            let nothing = language.text("consolidated-nothing");
            let empty = sheets.iter().filter(|(_, rows)| rows.contains(&nothing)).count();
            assert_eq!(empty, if digests.is_empty() { 8 } else { 5 }, "{sheets:#?}");
            assert!(sheets.iter().all(|(_, rows)| rows.iter().all(|row| !row.contains("{c"))), "{sheets:#?}");
        }
    }
}

#[test]
fn a_document_with_situations_that_are_not_assessed_is_a_draft() {
    with_three(|of| {
        let draft = Message::new("draft").with("open", 1_usize).with("all", 5_usize);
        assert_eq!(consolidated_workbook(&Overall::of(*of)).draft, Some(Language::En.message(&draft)));
    });
}

#[test]
fn a_hostile_name_stays_a_text_in_every_cell() {
    let method = method();
    let name = "=HYPERLINK(\"http://a\")&<x>\\'&[Page]{page}";
    let long = format!("_x0041_ {}", "word ".repeat(2_000));
    let situations: [Given<'_>; 1] = [("=1+1", "@f", "+g", &long, [3, 3], false, "elsewhere = \"-1\"\n")];
    let hostile = [digest("h", &register("h", name, &situations), &method).0];
    let of = Consolidation { title: Some(name), ..of(&hostile, &[], &method) };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes(&of))).unwrap();
    for sheet in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&sheet).unwrap();
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()), "{sheet}");
    }
    let planned = below(&of, "Management plan", "Rank|");
    assert_eq!(planned[0].split('|').nth(1), Some(name));
    let whole: String = planned.iter().filter_map(|row| row.split('|').nth(2)).collect();
    assert_eq!(whole, format!("=1+1 · {}", long.trim_end()).as_str());
    let all = Overall::of(of);
    for (_, table) in consolidated_tables() {
        let csv = write::csv(table(&all)).unwrap().0;
        assert!(!csv.contains(",=") && !csv.contains("\n="), "{csv}");
    }
}

/// How much memory the process holds now and held at most, in KiB.
fn memory() -> [usize; 2] {
    let status = std::fs::read_to_string("/proc/self/status").expect("a Linux machine");
    ["VmRSS:", "VmHWM:"].map(|key| {
        let line = status.lines().find_map(|line| line.strip_prefix(key)).expect("the line is there");
        line.trim().trim_end_matches(" kB").trim().parse().expect("a number")
    })
}

#[test]
#[ignore = "takes a while and measures the memory of its process: run it alone"]
#[allow(clippy::print_stdout, reason = "a measurement says what it measured")]
fn five_hundred_organisations_add_less_than_sixty_megabytes() {
    let method = method();
    let digests: Vec<Digest> = (0..500)
        .map(|organization| {
            let mut text = format!(
                "[organization]\nid = \"ao-{organization}\"\nname = \"{organization}-айыл өкмөтү\"\n[assessment]\ndate = 2026-06-15\n"
            );
            for number in 0..100 {
                let (likelihood, harm) = (1 + (organization + number) % 3, 1 + (organization / 3 + number / 2) % 3);
                // Half of the situations are the same everywhere, half are each organisation's own.
                let own = if number % 2 == 0 { String::new() } else { format!(" ({organization}-айыл өкмөтү)") };
                write!(
                    text,
                    "[[function]]\ngroup = \"{}-топ: кызмат көрсөтүү функциялары\"\nname = \"{number}-функция: жер тилкелерин берүү\"\n\
                     [[function.situation]]\ntext = \"{number}: кызмат адамы жер тилкесин берүүдө кезекти бузуп, тааныштарына артыкчылык берет{own}\"\n\
                     positions = [\"жер маселелери боюнча адис {}\", \"жооптуу катчы\"]\nelsewhere = \"{}-айыл өкмөтүндө пайда болушу мүмкүн\"\n\
                     likelihood = {{ score = {likelihood}, justification = \"себеби\" }}\n\
                     harm = {{ score = {harm}, justification = \"себеби\" }}\n\
                     control = {{ description = \"текшерүү\", effectiveness = \"high\", evidence = \"журнал\" }}\n\
                     [[function.situation.measure]]\ntext = \"Кезекти {number}-сайтка жарыялап, өзгөрүүлөрдү ай сайын текшерүү\"\n\
                     due = \"2026-Q4\"\nresponsible = [\"жооптуу катчы\"]\nfunding = \"жергиликтүү бюджет\"\n",
                    number / 8, number % 20, (organization + 1) % 500
                )
                .unwrap();
            }
            digest(&format!("ao-{organization}"), &text, &method).0
        })
        .collect();
    // What was freed while the digests were made is given back only in part: the peak is measured anew.
    std::fs::write("/proc/self/clear_refs", "5").expect("the peak is reset");
    let [before, _] = memory();
    let mut of = of(&digests, &[], &method);
    of.title = Some("Айыл өкмөттөрү");
    of.language = Language::Ky;
    let tell = |what: &str| {
        let [_, peak] = memory();
        println!("{what}: {} KiB over {before} KiB", peak - before);
        std::fs::write("/proc/self/clear_refs", "5").expect("the peak is reset");
        assert!(peak - before < 60 * 1024, "{what}");
    };
    let start = std::time::Instant::now();
    let all = Overall::of(of);
    tell("overall");
    let book = consolidated_workbook(&all);
    tell("book");
    let (bytes, _) = write::xlsx(book, "consolidated", "0").unwrap();
    tell("xlsx");
    println!("{:?}, {} bytes", start.elapsed(), bytes.len());
    drop(bytes);
    let json = write::json(&consolidated_document(&all)).unwrap();
    tell("json");
    println!("{} bytes of JSON", json.len());
    drop(json);
    for (_, table) in consolidated_tables() {
        drop(write::csv(table(&all)).unwrap());
    }
    tell("tables");
}

//! Plans of measures as they are published: every measure, term, lead executor and source of funds is read, and what is
//! wrong with the form is said.

use tobokel::diag::Diagnostic;
use tobokel::locale::Language;
use tobokel::method::DEFAULT;
use tobokel::model::Plan;
use tobokel::read::{Asked, LoadedPlan, Read, embedded_method, read_file, read_register};

/// A plan, read from a text.
fn read(path: &str, text: &str) -> LoadedPlan {
    match read_file(path, text.as_bytes(), &embedded_method(DEFAULT).unwrap(), &Asked::default()) {
        Ok(Read::Plan(loaded)) => *loaded,
        other => panic!("{other:?}"),
    }
}

/// One line for each measure: its id, text, term, executors and funds.
fn measures(plan: &Plan) -> Vec<String> {
    plan.measures()
        .map(|(_, _, planned)| {
            let measure = &planned.measure;
            let due = measure.due.as_ref().map_or("-", |due| due.text.as_str());
            let funding = measure.funding.as_deref().unwrap_or("-");
            format!("{} | {} | {due} | {} | {funding}", planned.id, measure.text, measure.responsible.join(" + "))
        })
        .collect()
}

fn told(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|found| format!("{} {}", found.code.code, Language::En.message(&found.message))).collect()
}

const HEADER: &str =
    "№,Милдеттер,Иш-чаралар,Ишке ашыруу мөөнөтү,Күтүлүүчү натыйжалар,Жооптуу аткаруучулар,Каржылоо булактары\n";

#[test]
fn chapters_tasks_and_measures_are_numbered_as_printed() {
    let text = format!(
        "{HEADER}1,2,3,4,5,6,7\n2. Биринчи бөлүк,,,,,,\n1,Милдет,Иш,2026,Натыйжа,катчы,Бюджет\n\
         3,Милдет,1. Бир,2026,Натыйжа,катчы,Бюджет\n,,2. Эки,2027,Натыйжа,төрага,Бюджет\n\
         5-глава. Экинчи бөлүк,,,,,,\n1,Милдет,Иш,2026,Натыйжа,катчы,Бюджет\n"
    );
    let loaded = read("p.csv", &text);
    let chapters: Vec<_> = loaded.plan.chapters.iter().map(|c| (c.id.as_str(), c.name.as_deref())).collect();
    assert_eq!(chapters, [("2", Some("Биринчи бөлүк")), ("5", Some("Экинчи бөлүк"))]);
    assert_eq!(
        measures(&loaded.plan),
        [
            "2.1 | Иш | 2026 | катчы | Бюджет",
            "2.3.1 | Бир | 2026 | катчы | Бюджет",
            "2.3.2 | Эки | 2027 | төрага | Бюджет",
            "5.1 | Иш | 2026 | катчы | Бюджет"
        ]
    );
    let counts = "TB507 4 measures read, 2 chapters, 3 tasks, 0 continuations joined, 1 number row, \
                  0 repeated headers, 0 abbreviations, 0 lines above and below the table";
    assert!(told(&loaded.findings).contains(&counts.to_owned()), "{:?}", told(&loaded.findings));
}

#[test]
fn rows_that_a_scan_shifted_are_put_right_and_said() {
    let text = format!(
        "{HEADER}1. Бөлүк,,,,,,\n1 Милдеттин,Чаранын башы,2026,Натыйжа,катчы,Бюджет,\n\
         ,уландысы,уландысы,,,,\nмилдеттин аягы,чаранын аягы,,,,,\n"
    );
    let loaded = read("p.csv", &text);
    assert_eq!(measures(&loaded.plan), ["1.1 | Чаранын башы уландысы чаранын аягы | 2026 | катчы | Бюджет"]);
    let (_, task, _) = loaded.plan.measures().next().unwrap();
    assert_eq!(task.text.as_deref(), Some("Милдеттин уландысы милдеттин аягы"));
    let shifted = loaded.findings.iter().filter(|found| found.code.code == "TB516").count();
    assert_eq!(shifted, 2, "{:?}", told(&loaded.findings));
}

#[test]
fn a_word_that_a_page_break_cut_at_its_hyphen_is_one_word() {
    let text = format!("{HEADER}1,Ачык-,Иш,2026-,Натыйжа,катчы,Бюджет\n,айкындуулук,,Q3,,,\n");
    let loaded = read("p.csv", &text);
    let (_, task, planned) = loaded.plan.measures().next().unwrap();
    assert_eq!(task.text.as_deref(), Some("Ачык-айкындуулук"));
    assert_eq!(planned.measure.due.as_ref().map(|due| due.text.as_str()), Some("2026-Q3"));
}

#[test]
fn the_abbreviations_below_the_table_take_the_executors_apart() {
    let text = format!(
        "{HEADER}1,Милдет,Иш,2026,Натыйжа,КБ УКжКААБ башка бөлүмдөр,Бюджет\n2,Милдет,Иш,2026,Натыйжа,КР бөлүмү,Бюджет\n\
         КБ,– Кадр башкармалыгы,,,,,\nУКЖКААБ – Укук башкармалыгы,,,,,,\n"
    );
    let loaded = read("p.csv", &text);
    assert_eq!(
        measures(&loaded.plan),
        ["1.1 | Иш | 2026 | КБ + УКжКААБ + башка бөлүмдөр | Бюджет", "1.2 | Иш | 2026 | КР бөлүмү | Бюджет"]
    );
    let list: Vec<_> = loaded.plan.abbreviations.iter().map(|entry| entry.full.as_str()).collect();
    assert_eq!(list, ["Кадр башкармалыгы", "Укук башкармалыгы"]);
}

#[test]
fn six_columns_with_indicators_are_a_plan_too() {
    let text = "№;Мероприятие;Индикатор;Срок;Ответственный исполнитель;Источник финансирования\n\
                1;Обучить;доля обученных;2026-Q2;отдел кадров, юрист;не требуется\n2;Принять;акт принят;2026;юрист;не требуется\n";
    let loaded = read("p.csv", text);
    assert_eq!(
        measures(&loaded.plan),
        [
            "1.1 | Обучить | 2026-Q2 | отдел кадров + юрист | не требуется",
            "1.2 | Принять | 2026 | юрист | не требуется"
        ]
    );
    let indicator = loaded.plan.measures().next().and_then(|(_, _, planned)| planned.measure.indicator.clone());
    assert_eq!(indicator.as_deref(), Some("доля обученных"));
}

#[test]
fn what_an_executor_fills_in_is_read() {
    let text = "№,Мероприятие,Срок,Ответственный,Индикатор,Исходное значение,Целевое значение,Фактическое значение,\
                Исполнение,Дата исполнения,Подтверждение исполнения,Дата последнего отчёта\n\
                1,Обучить,2026-Q2,отдел кадров,доля обученных,20,\"80 %\",\"85,5\",исполнено,15.06.2026,приказ № 5,01.07.2026\n";
    let loaded = read("p.csv", text);
    let measure = &loaded.plan.measures().next().unwrap().2.measure;
    assert_eq!(measure.indicator_reached(), Some(true), "{:?}", told(&loaded.findings));
    assert_eq!(measure.done_on.map(|day| day.to_string()).as_deref(), Some("2026-06-15"));
    assert_eq!(measure.reported_on.map(|day| day.to_string()).as_deref(), Some("2026-07-01"));
    assert_eq!(measure.evidence.as_deref(), Some("приказ № 5"));
    assert_eq!(measure.status.map(tobokel::model::Keyword::key), Some("done"));
}

#[test]
fn a_value_of_an_indicator_that_is_no_number_is_a_finding() {
    let text = "№,Мероприятие,Срок,Ответственный,Целевое значение\n1,Обучить,2026,отдел,много\n";
    let loaded = read("p.csv", text);
    assert!(told(&loaded.findings).iter().any(|told| told.starts_with("TB018")), "{:?}", told(&loaded.findings));
}

#[test]
fn a_register_is_never_taken_for_a_plan_nor_a_plan_for_a_register() {
    let method = embedded_method(DEFAULT).unwrap();
    let register = std::fs::read("registers/dostuk.toml").unwrap();
    assert!(matches!(read_file("r.toml", &register, &method, &Asked::default()), Ok(Read::Register(_))));
    let plan = format!("{HEADER}1,Милдет,Иш,2026,Натыйжа,катчы,Бюджет\n");
    let refused = read_register("p.csv", plan.as_bytes(), &method, None).unwrap_err();
    assert_eq!(told(&refused.1), ["TB518 this is a plan of measures, not a register of risks"]);
}

#[test]
fn a_plan_in_toml_says_where_a_key_is_unknown_and_what_was_meant() {
    let text = "[organization]\nname = \"a\"\n[plan]\ntitel = \"x\"\n[[chapter]]\n[[chapter.task]]\n\
                [[chapter.task.measure]]\ntext = \"t\"\nreports = 1\n";
    let loaded = read("p.toml", text);
    let told = told(&loaded.findings);
    assert!(told.iter().any(|told| told.contains("titel")), "{told:?}");
    assert!(told.iter().any(|told| told.contains("reports")), "{told:?}");
}

#[test]
fn a_plan_without_measures_is_refused() {
    let method = embedded_method(DEFAULT).unwrap();
    let refused =
        read_file("p.toml", b"[organization]\nname = \"a\"\n[plan]\n", &method, &Asked::default()).unwrap_err();
    assert_eq!(told(&refused.1), ["TB011 the file of the plan holds no measure"]);
}

/// A published plan, one line for each measure: id, term, executors (the lead first), funds.
fn published(name: &str) -> (LoadedPlan, String) {
    let text = std::fs::read_to_string(format!("tests/plans/{name}.csv")).unwrap();
    let loaded = read(&format!("{name}.csv"), &text);
    let lines = loaded.plan.measures().map(|(_, _, planned)| {
        let measure = &planned.measure;
        let due = measure.due.as_ref().map_or("-".into(), |due| due.canonical().unwrap_or_else(|| "?".into()));
        let funding = measure.funding.as_deref().unwrap_or("-");
        let begin: String = measure.text.chars().take(24).collect();
        let end: String = measure.text.chars().skip(measure.text.chars().count().saturating_sub(16)).collect();
        format!("{} | {begin} ... {end} | {due} | {} | {funding}\n", planned.id, measure.responsible.join(" + "))
    });
    let lines = lines.collect();
    (loaded, lines)
}

fn count(loaded: &LoadedPlan, code: &str) -> usize {
    loaded.findings.iter().filter(|found| found.code.code == code).count()
}

#[test]
fn the_published_plan_of_a_municipality_is_read_whole() {
    let (loaded, lines) = published("dostuk");
    assert_eq!(lines, std::fs::read_to_string("tests/plans/dostuk.expected").unwrap());
    assert_eq!(loaded.plan.measures().count(), 18);
    assert_eq!((count(&loaded, "TB007"), count(&loaded, "TB516"), count(&loaded, "TB506")), (0, 3, 0));
}

#[test]
fn the_published_plan_of_a_ministry_is_read_whole() {
    let (loaded, lines) = published("ministry");
    assert_eq!(lines, std::fs::read_to_string("tests/plans/ministry.expected").unwrap());
    assert_eq!(loaded.plan.measures().count(), 27);
    assert_eq!(loaded.plan.abbreviations.len(), 14);
    assert!(loaded.plan.record.title.as_deref().is_some_and(|title| title.contains("2025–2027")));
    assert_eq!((count(&loaded, "TB007"), count(&loaded, "TB517"), count(&loaded, "TB506")), (0, 2, 0));
}

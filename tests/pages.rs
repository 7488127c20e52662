//! The pages for citizens: what stands in their bytes, and, asked of a real browser, what people have of them.

mod fixture;
mod markup;

use fixture::{AS_OF, REGISTER, publication, register_of};
use markup::{Page, fingerprint};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use tobokel::assess::execution::State;
use tobokel::locale::Language;
use tobokel::model::{Keyword as _, Level, Verification};
use tobokel::publication::{Body, Change, Draft, Moved, Publication, PublishedFields, Told, Why};
use tobokel::write::{body_page, overview_page};

const PLAN: &str = include_str!("../examples/a-year-later/plan.toml");
const PLAN_AFTER: &str = include_str!("../examples/a-year-later/plan-after-two-quarters.toml");
const YEAR_LATER: &str = include_str!("../examples/a-year-later/2026-after-two-quarters.toml");
const DEPARTMENT: &str = include_str!("../registers/department.toml");

fn one(language: Language) -> Publication {
    publication(&[("dostuk.toml", REGISTER)], language, &PublishedFields::default())
}

fn many(language: Language) -> Publication {
    let files =
        [("dostuk.toml", REGISTER), ("later.toml", YEAR_LATER), ("plan.toml", PLAN), ("department.toml", DEPARTMENT)];
    publication(&files, language, &PublishedFields::default())
}

/// A plan of which some measures were verified.
fn verified(language: Language) -> Publication {
    let plan = PLAN_AFTER.replacen(
        "status = \"done\"",
        "status = \"done\"\nverified = { result = \"confirmed\", by = \"внутренний аудит\", on = 2026-04-02, note = \"видел журнал\" }",
        1,
    );
    let more = "\n[[chapter.task.measure]]\ntext = \"Вести журнал выездов\"\ndue = \"2026-Q1\"\nresponsible = [\"мастер\"]\n\
                expected_result = \"Выезды видны\"\nstatus = \"done\"\n\
                verified = { result = \"not-confirmed\", by = \"внутренний аудит\", on = 2026-04-02 }\n";
    publication(&[("plan.toml", &(plan + more))], language, &PublishedFields::default())
}

/// With everything that a page may have: a draft, changes, points, texts with signs of markup, and one that names a person.
fn full(language: Language) -> Publication {
    let mut of = publication(&[("dostuk.toml", REGISTER)], language, &every_field());
    let body = &mut of.bodies[0];
    body.draft = Some(Draft { open: 1, errors: 2 });
    let gone = vec![("1.9".to_owned(), "<b>Алынган</b> & \"кырдаал\"".to_owned(), Some(Level(3)))];
    body.moved = Some(Moved { since: Some(AS_OF), across_methods: false, new: 1, gone, lower: 1, higher: 0, same: 9 });
    body.situations[0].change = Some(Change::New);
    body.situations[1].change = Some(Change::Was(Level(1)));
    body.situations[0].text = Told::Text("<script>alert('x')</script> & \"кырдаал\" 'бир'".to_owned());
    body.situations[2].unit = Told::Withheld(Why::Person);
    body.situations[3].unit = Told::Withheld(Why::Contact);
    for (measure, found) in body.measures.iter_mut().zip(Verification::ALL.iter().copied().cycle().take(3)) {
        (measure.standing, measure.verified) = (Some(State::Done), Some(found));
    }
    (body.quarters[0].done, body.quarters[0].verified, body.quarters[0].overdue) = (1, 1, 0);
    of
}

/// Every field that may be published, the points too.
fn every_field() -> PublishedFields {
    let keys = "function category unit positions elsewhere inherent likelihood harm measure chapter task due responsible \
                expected_result indicator funding state done_on days_overdue";
    PublishedFields::of(&keys.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
}

fn first(of: &Publication) -> &Body {
    &of.bodies[0]
}

/// Every page that the tests look at, with its name.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for language in Language::ALL {
        let code = language.code();
        for (name, of) in [("one", one(language)), ("full", full(language)), ("verified", verified(language))] {
            pages.push((format!("{name}-{code}"), body_page(&of, first(&of))));
        }
        let many = many(language);
        pages.push((format!("overview-{code}"), overview_page(&many)));
        pages.extend(many.bodies.iter().map(|body| (format!("{}-{code}", body.id), body_page(&many, body))));
    }
    pages
}

#[test]
fn every_page_is_well_formed_and_its_links_lead_somewhere() {
    for (name, page) in pages() {
        let page = Page::read(&page);
        assert_eq!(page.faults, [""; 0], "{name}");
        let ids: BTreeSet<&str> = page.ids.iter().map(String::as_str).collect();
        assert_eq!(ids.len(), page.ids.len(), "{name}: an id stands twice");
        for link in page.links.iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(ids.contains(link), "{name}: #{link} leads nowhere");
        }
        for reference in &page.references {
            assert!(ids.contains(reference.as_str()), "{name}: {reference} is not there");
        }
        assert!(page.ids.len() > 8 && page.links.len() > 10, "{name}");
    }
}

#[test]
fn a_page_names_no_other_place_than_its_licence_and_has_no_style_or_handler_of_an_element() {
    for (name, page) in pages() {
        let outside: Vec<&str> = page.match_indices("http").map(|(at, _)| &page[at..page.len().min(at + 20)]).collect();
        let allowed =
            |text: &&&str| text.starts_with("http-equiv=\"Content") || text.starts_with("https://creativecomm");
        assert_eq!(outside.iter().filter(|text| !allowed(text)).count(), 0, "{name}: {outside:?}");
        for never in [" style=", " onclick", " onload", "url(//", "@import", "<img", "<link", "<iframe", "src="] {
            assert!(!page.contains(never), "{name}: {never}");
        }
    }
}

#[test]
fn the_policy_of_a_page_names_its_own_style_and_script_and_allows_nothing_else() {
    for (name, page) in pages() {
        let between = |from: &str, to: &str| page.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned();
        let policy = between("Content-Security-Policy\" content=\"", "\">");
        let style = fingerprint(&between("<style>", "</style>"));
        let script = fingerprint(&between("<script>", "</script>"));
        let wanted = format!(
            "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"
        );
        assert_eq!(policy, wanted, "{name}");
        assert_eq!(page.matches("<script>").count(), 1, "{name}");
    }
}

#[test]
fn a_page_is_the_same_bytes_each_time() {
    assert!(pages() == pages());
}

#[test]
fn texts_cannot_become_markup() {
    let of = full(Language::En);
    let page = body_page(&of, first(&of));
    assert!(page.contains("&lt;script&gt;alert('x')&lt;/script&gt; &amp; &quot;кырдаал&quot; 'бир'"));
    assert!(page.contains("&lt;b&gt;Алынган&lt;/b&gt;"));
    assert!(!page.contains("<script>alert"));
}

#[test]
fn texts_of_a_register_are_marked_where_the_page_is_in_another_language() {
    for (language, marked) in [(Language::Ky, false), (Language::Ru, true), (Language::En, true)] {
        let of = one(language);
        let page = body_page(&of, first(&of));
        assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
        assert_eq!(page.contains("<strong><span lang=\"ky\">"), marked, "{}", language.code());
        assert_eq!(page.contains("<h1><span lang=\"ky\">"), marked, "{}", language.code());
    }
}

#[test]
fn each_situation_and_each_measure_lead_to_each_other() {
    let of = one(Language::Ru);
    let body = first(&of);
    let page = body_page(&of, body);
    assert!(body.measures.len() > 10);
    for measure in &body.measures {
        let (_, situation) = measure.situation.as_ref().unwrap();
        assert!(page.contains(&format!("<tr class=\"r\" id=\"{}\"", measure.anchor)), "{}", measure.anchor);
        assert!(page.contains(&format!("<a href=\"#{}\">", measure.anchor)), "{}", measure.anchor);
        assert!(page.contains(&format!("<a href=\"#{situation}\">")), "{situation}");
    }
}

#[test]
fn what_is_withheld_is_said_in_words_and_in_its_place() {
    let of = full(Language::Ru);
    let page = body_page(&of, first(&of));
    assert!(page.contains("<i>не опубликовано: названо имя человека</i>"));
    assert!(page.contains("<i>не опубликовано: указан телефон, почта или личный номер</i>"));
    assert!(page.contains("<th scope=\"row\">Обоснование вероятности</th><td>это поле не входит в публикуемые</td>"));
}

/// The cells of a table of the map by its caption: the highest likelihood first.
fn cells<'p>(page: &'p str, caption: &str) -> Vec<&'p str> {
    let (_, table) = page.split_once(&format!("<caption>{caption}</caption>")).expect(caption);
    let (_, body) = table.split_once("<tbody>").unwrap();
    let (body, _) = body.split_once("</tbody>").unwrap();
    assert_eq!(body.matches("<th scope=\"row\">").count(), 3);
    body.split("<td").skip(1).collect()
}

#[test]
fn the_map_stands_before_and_after_controls_with_number_word_and_colour() {
    // With points, nothing is hidden; without, the cells that would tell somebody's points are not divided.
    for (of, is_whole) in [(full(Language::Ru), false), (one(Language::Ru), true)] {
        let body = first(&of);
        let (map, page) = (body.map.as_ref().unwrap(), body_page(&of, body));
        let before = cells(&page, "Уровень до учёта контроля: вероятность и ущерб");
        let after = cells(&page, "Уровень после учёта контроля: вероятность и ущерб");
        assert_eq!((before.len(), after.len()), (9, 9));
        assert_eq!(map.after.iter().flatten().any(Option::is_none), is_whole);
        assert_eq!(page.contains("со словом «всего»"), is_whole);
        for (place, (before, after)) in before.iter().zip(&after).enumerate() {
            let (likelihood, harm) = (2 - place / 3, place % 3);
            let count = map.counts[likelihood][harm];
            let level = of.method.cells[likelihood][harm].index();
            let word = &of.method.levels[level].word;
            assert!(before.contains(&format!("class=\"l{level}\"><b class=\"n\">{count}</b> {word}")), "{before}");
            let Some(counts) = &map.after[likelihood][harm] else {
                assert!(after.contains(&format!("<b class=\"n\">{count}</b> всего")), "{after}");
                continue;
            };
            assert_eq!(counts.iter().sum::<usize>(), count);
            for (level, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let word = &of.method.levels[level].word;
                assert!(after.contains(&format!("class=\"l{level}\"><b class=\"n\">{count}</b> {word}")), "{after}");
            }
        }
    }
}

#[test]
fn what_is_reported_and_what_was_verified_stand_side_by_side_where_anything_was() {
    let of = verified(Language::Ru);
    let page = body_page(&of, first(&of));
    let text = Page::read(&page).text;
    for said in [
        "Мер в плане: 5. По отчётам исполнено: 2; из них подтверждено проверкой: 1.",
        "I квартал 2026 года: исполнено по отчётам — 2, из них подтверждено — 1",
        "Исполнено, не подтверждено",
        "проверка: подтверждено",
        "проверка: не подтверждено",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let quarter = "<th scope=\"row\">I 2026</th><td class=\"num\">2</td><td class=\"num\">1</td>";
    assert!(page.contains(quarter));
    // Who looked, and what was noted, stays.
    assert!(!page.contains("внутренний аудит") && !page.contains("журнал<") && !page.contains("видел журнал"));
    // Without a verification, nothing speaks of it.
    for language in Language::ALL {
        for of in [one(language), many(language)] {
            let pages = of.bodies.iter().map(|body| body_page(&of, body)).chain([overview_page(&of)]);
            for (page, id) in pages.flat_map(|page| ["page-reported", "page-verified"].map(|id| (page.clone(), id))) {
                assert!(!page.contains(&language.text(id)), "{} {id}", language.code());
            }
        }
    }
}

#[test]
fn a_field_that_is_not_published_has_no_column() {
    let keys = ["text", "level", "measure"].map(str::to_owned);
    let of = publication(&[("dostuk.toml", REGISTER)], Language::Ru, &PublishedFields::of(&keys));
    let page = body_page(&of, first(&of));
    let heads = page.split("role=\"columnheader\">").skip(1).map(|rest| rest.split('<').next().unwrap());
    let wanted = ["№", "Случай или ситуация", "Уровень", "Что делается", "№", "Мера", "Риск"];
    assert_eq!(heads.collect::<Vec<_>>(), wanted);
    let text = Page::read(&page).text;
    assert!(!text.contains("без срока") && !text.contains("Просрочен"), "where a measure stands is not published");
}

#[test]
fn a_draft_and_what_changed_are_said() {
    let of = full(Language::Ru);
    let text = Page::read(&body_page(&of, first(&of))).text;
    for said in [
        "ПРОЕКТ: не оценено 1 из 11 ситуаций; найдено ошибок: 2",
        "Сравнение с оценкой от 20.02.2027",
        "прежде: низкий",
    ] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn terms_are_said_in_words() {
    let of = one(Language::Ru);
    let text = Page::read(&body_page(&of, first(&of))).text;
    assert!(text.contains("IV квартал 2026 года") && text.contains("2026–2027 годы, ежеквартально"), "{text}");
    assert!(!text.contains("2026-Q4"));
}

#[test]
fn the_page_of_several_bodies_leads_to_each_and_names_those_that_lack() {
    let of = many(Language::Ky);
    let page = overview_page(&of);
    for body in &of.bodies {
        let link = format!("<a href=\"{}\">", body.page.as_ref().unwrap());
        assert!(page.contains(&link), "{link}");
        assert!(body_page(&of, body).contains("<a href=\"index.html\">"));
    }
    assert!(page.contains("Жаңы-Жол айыл өкмөтү"));
}

#[test]
fn every_word_of_a_page_is_in_its_catalogue() {
    for (name, page) in pages() {
        let text = Page::read(&page).text;
        assert!(!text.contains('{') && !text.contains('}'), "{name}: a message is lacking");
    }
}

// ---- Asked of a browser

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pages")
}

/// A file for the browser, and what is to be found in it.
fn written(name: &str, page: &str, rows: usize, search: &str, printed: &[&str]) -> serde_json::Value {
    let path = folder().join(format!("{name}.html"));
    std::fs::write(&path, page).unwrap();
    serde_json::json!({
        "path": path, "rows": rows, "search": search, "printed": printed,
        "overview": name.starts_with("overview"), "timed": name.starts_with("large"),
    })
}

#[expect(clippy::print_stdout, reason = "the figures that were measured are for the log of CI")]
fn ask_the_browser(name: &str, files: &[serde_json::Value]) {
    let plan = folder().join(format!("{name}.json"));
    std::fs::write(&plan, serde_json::to_string(files).unwrap()).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let modules = std::env::var_os("TOBOKEL_AXE").map_or_else(|| root.join("target/axe"), PathBuf::from);
    let run = Command::new("node").arg(root.join("tests/pages/browser.mjs")).args([&modules, &plan]).output();
    let output = run.expect("Node is installed");
    println!("{}", crate::support::said(&output));
    assert!(output.status.success(), "{}", crate::support::said(&output));
}

/// The first page of the ministry of the examples, and that of the body of a register, as the program makes them.
fn published(language: &str) -> (String, String) {
    let run = |path: &str| {
        let out = tempfile::TempDir::new().unwrap();
        let folder = out.path().join("out");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let arguments = ["publish", path, "-o", folder.to_str().unwrap(), "--as-of", "2027-02-20", "--force"];
        let output = crate::support::tobokel(root, &arguments)
            .args(["--lang", language, "--config", "examples/ministry/tobokel.toml"])
            .output()
            .unwrap();
        std::fs::read_to_string(folder.join("index.html"))
            .unwrap_or_else(|_| panic!("{}", crate::support::said(&output)))
    };
    (run("examples/ministry"), run("registers/dostuk.toml"))
}

#[test]
#[ignore = "needs Chromium and Node"]
fn people_can_read_search_and_print_the_pages_in_three_languages() {
    std::fs::create_dir_all(folder()).unwrap();
    let mut files = Vec::new();
    for language in Language::ALL {
        let code = language.code();
        let of = full(language);
        // From the first and the last row, short enough for one line of a narrow column.
        let heading = language.text("page-heading-withheld");
        let printed = ["2.5", "Мамлекеттик", heading.as_str()];
        files.push(written(&format!("body-{code}"), &body_page(&of, first(&of)), 11, "Мамлекеттик сатып", &printed));
        let (overview, body) = published(code);
        let rows = overview.matches("<tr class=\"r\" id=").count();
        files.push(written(&format!("overview-{code}"), &overview, rows, "Ала-Булак", &["datapackage.json"]));
        files.push(written(&format!("published-{code}"), &body, 11, "сатып алуулар", &["situations.csv"]));
    }
    ask_the_browser("words", &files);
}

#[test]
#[ignore = "needs Chromium and Node"]
fn a_page_of_five_thousand_situations_is_there_and_filtered_at_once() {
    std::fs::create_dir_all(folder()).unwrap();
    let of = publication(&[("large.toml", &register_of(5000))], Language::Ky, &PublishedFields::default());
    let page = body_page(&of, first(&of));
    ask_the_browser("time", &[written("large", &page, 5000, "сатып алуу", &[])]);
}

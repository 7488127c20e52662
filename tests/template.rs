//! The workbook that `init` makes: it greets, explains itself within Excel's limits, forbids nothing but writing over a formula,
//! and reads back what people choose in it.

use super::support::{Folder, said};
use std::fmt::Write as _;
use std::io::{Cursor, Read as _};
use tobokel::form::CriteriaColumns;
use tobokel::locale::{Language, Message};
use tobokel::method::{DEFAULT, Method};
use tobokel::read::{embedded_method, read_method};
use tobokel::sheet::{Choices, Link, MESSAGE, Role, Sheet, Value};
use tobokel::source::SourceFile;

/// Excel's limit for the title of a message, in UTF-16 units.
const TITLE: usize = 32;

fn method(name: &str) -> Method {
    if name == DEFAULT {
        return embedded_method(name).unwrap();
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    read_method(&SourceFile::new(name, text)).unwrap_or_else(|found| panic!("{name}: {found:#?}"))
}

fn part(folder: &Folder, file: &str, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(folder.path(file)).unwrap())).unwrap();
    let mut xml = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

fn made(arguments: &[&str]) -> Folder {
    let folder = Folder::with(&[], &[]);
    let output = folder.run(&[&["init", "new.xlsx"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    folder
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The texts of an attribute.
fn attributes<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    let begin = format!(" {name}=\"");
    xml.split(&begin).skip(1).map(|rest| rest.split_once('"').unwrap().0).collect()
}

fn unescaped(text: &str) -> String {
    let text = text.replace("_x000a_", "\n").replace("&#10;", "\n").replace("&#xA;", "\n");
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn titles<'s>(sheet: &'s Sheet<'_>) -> Vec<&'s str> {
    let text = |value: &'s Value<'_>| if let Value::Text(text) = value { text.as_ref() } else { "" };
    sheet.rows[0].cells.iter().map(|cell| text(&cell.value)).collect()
}

#[test]
fn the_template_opens_on_a_page_that_leads_to_every_sheet() {
    let method = method(DEFAULT);
    for language in Language::ALL {
        let book = tobokel::form::template(&method, language, CriteriaColumns::Used);
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let ids =
            ["sheet-organisation", "sheet-register", "sheet-measures", "sheet-guide", "sheet-method", "sheet-lists"];
        assert_eq!(names, ids.map(|id| language.text(id)));
        let opened: Vec<bool> = book.sheets.iter().map(|sheet| sheet.opens).collect();
        assert_eq!(opened, [false, false, false, true, false, false]);
        let cells = || book.sheets[3].rows.iter().flat_map(|row| &row.cells);
        let links: Vec<&str> = cells()
            .filter_map(|cell| match cell.link.as_deref()? {
                Link::Cells { sheet, .. } => Some(sheet.as_str()),
                Link::File(_) | Link::Row { .. } | Link::Page { .. } => None,
            })
            .collect();
        for name in [&names[..3], &names[4..5]].concat() {
            assert!(links.contains(&name), "{language:?}: no way to {name}");
        }
        // What a machine calls a method or a language is nothing to greet with.
        for sheet in &book.sheets[..4] {
            let shown: Vec<_> = sheet.rows.iter().flat_map(|row| &row.cells).map(tobokel::sheet::Cell::shown).collect();
            assert!(!shown.iter().any(|text| text == DEFAULT || text == language.code()), "{}", sheet.name);
        }
    }
}

#[test]
fn every_prompt_is_whole_and_within_excels_limits() {
    let folder = Folder::with(&[], &[]);
    for method_name in [DEFAULT, "examples/other-methods/ua-830-2021.toml", "tests/methods/five-by-five.toml"] {
        let method = method(method_name);
        let forms = [CriteriaColumns::Used, CriteriaColumns::All];
        for (language, columns) in Language::ALL.into_iter().flat_map(|language| forms.map(|form| (language, form))) {
            let book = tobokel::form::template(&method, language, columns);
            let choices: Vec<_> = book.sheets.iter().flat_map(|sheet| &sheet.choices).cloned().collect();
            assert!(choices.len() > 30);
            for choice in &choices {
                assert!(!choice.message.is_empty() && units(&choice.message) <= MESSAGE, "{language:?}: {choice:?}");
                let both = units(&choice.title) + 1 + units(&choice.message);
                assert!(units(&choice.title) <= TITLE || both <= MESSAGE, "{language:?}: {choice:?}");
            }
            let (bytes, _) = tobokel::write::xlsx(book, "template", "0").unwrap();
            folder.write("new.xlsx", bytes);
            let mut told = Vec::new();
            for number in 1..=3 {
                let xml = part(&folder, "new.xlsx", &format!("xl/worksheets/sheet{number}.xml"));
                told.extend(attributes(&xml, "prompt").into_iter().map(unescaped));
            }
            assert_eq!(told.len(), choices.len());
            for choice in &choices {
                assert!(told.iter().any(|text| text.ends_with(&choice.message)), "{language:?}: {:?}", choice.message);
            }
        }
    }
}

#[test]
fn the_prompt_of_points_names_each_choice_with_what_it_stands_for() {
    let method = method(DEFAULT);
    for language in Language::ALL {
        let book = tobokel::form::template(&method, language, CriteriaColumns::Used);
        let choices = &book.sheets[1].choices;
        for (scale, list) in
            [(&method.likelihood, "tobokel_likelihood_choices"), (&method.harm, "tobokel_harm_choices")]
        {
            let choice = choices.iter().find(|choice| choice.from == Choices::Offered(list)).unwrap();
            for point in scale {
                let named =
                    Message::new("point-named").with("points", u32::from(point.points)).with("label", &point.label);
                let line = format!("{} — {}", language.message(&named), point.brief.as_ref().unwrap().get(language));
                assert!(choice.message.contains(&line), "{line}: {}", choice.message);
            }
        }
    }
}

#[test]
fn nothing_but_writing_over_a_formula_is_forbidden() {
    let folder = made(&["--kind", "school"]);
    for number in 1..=6 {
        let xml = part(&folder, "new.xlsx", &format!("xl/worksheets/sheet{number}.xml"));
        assert!(!xml.contains("sheetProtection"), "sheet {number}");
        // Joined cells cannot be sorted.
        assert!(!(2..=3).contains(&number) || !xml.contains("mergeCell"), "sheet {number}");
    }
    let register = part(&folder, "new.xlsx", "xl/worksheets/sheet2.xml");
    let guarded: Vec<&str> = register.split("<dataValidation ").filter(|one| one.contains("type=\"custom\"")).collect();
    assert_eq!(guarded.len(), 3, "sum, level, residual level");
    assert!(guarded.iter().all(|one| one.contains("showErrorMessage=\"1\"") && one.contains("<formula1>FALSE<")));
    // Rows grow with what is written into them.
    assert_eq!(register.matches("customHeight").count(), 1, "the titles alone have a height of their own");
}

#[test]
fn three_columns_stay_in_view_what_is_needed_is_tinted_and_the_old_level_is_not_asked_for() {
    let method = method(DEFAULT);
    for language in Language::ALL {
        let book = tobokel::form::template(&method, language, CriteriaColumns::Used);
        let register = &book.sheets[1];
        assert_eq!(register.freeze, Some((1, 3)));
        // 7 pixels a character and 5 besides: more than half of a screen of 1366 pixels is left for the rest.
        let pixels: u32 = register.widths[..3].iter().map(|width| u32::from(*width) * 7 + 5).sum();
        assert!(pixels < 1366 / 2, "{pixels}");
        let titles = titles(register);
        let at = |id: &str| titles.iter().position(|title| *title == language.text(id)).unwrap();
        assert_eq!(register.folded.map(usize::from), Some(at("column-declared-level")), "{titles:?}");
        for id in ["column-situation", "column-category", "column-likelihood", "column-harm"] {
            assert_eq!(register.rows[0].cells[at(id)].role, Role::NeededHead, "{id}");
        }
        for id in ["column-unit", "column-declared-level", "column-control"] {
            assert_eq!(register.rows[0].cells[at(id)].role, Role::FormHead, "{id}");
        }
    }
}

#[test]
fn what_is_filled_is_printed() {
    let folder = made(&["--kind", "school", "--lang", "ru"]);
    let workbook = part(&folder, "new.xlsx", "xl/workbook.xml");
    let areas: Vec<&str> = workbook.split("<definedName ").filter(|name| name.contains("_xlnm.Print_Area")).collect();
    assert_eq!(areas.len(), 2, "{workbook}");
    assert!(areas.iter().all(|area| area.contains("localSheetId=") && area.contains(":INDEX(")), "{areas:?}");
    assert!(!workbook.contains("tobokel_printed"));
    assert!(!part(&folder, "new.xlsx", "docProps/app.xml").contains("tobokel_printed"));
}

#[test]
fn a_situation_as_it_came_is_grey_and_aslant_and_an_empty_template_has_no_such_rule() {
    let begun = part(&made(&["--kind", "school"]), "new.xlsx", "xl/worksheets/sheet2.xml");
    assert!(begun.contains("SUMPRODUCT(--(tobokel_unadapted=C2))"), "the condition");
    let empty = part(&made(&[]), "new.xlsx", "xl/worksheets/sheet2.xml");
    assert!(!empty.contains("tobokel_unadapted"));
}

#[test]
fn points_are_read_as_they_are_chosen_and_as_they_are_typed() {
    for language in Language::ALL {
        let folder = Folder::with(&[], &[]);
        let method = method(DEFAULT);
        let named = |points: usize, scale: &[tobokel::method::Point]| {
            let point = &scale[points - 1];
            let message =
                Message::new("point-named").with("points", u32::from(point.points)).with("label", &point.label);
            language.message(&message)
        };
        let mut text = "[organization]\nname = \"Мектеп\"\n[[function]]\nname = \"Тамак\"\n".to_owned();
        for points in 1..=3 {
            write!(
                text,
                "[[function.situation]]\ntext = \"Ашпозчу {points} кг этти үйүнө алып кетет\"\n\
                 likelihood = {{ score = \"{}\", justification = \"а\" }}\nharm = {{ score = {points}, justification = \"б\" }}\n",
                named(points, &method.likelihood)
            )
            .unwrap();
        }
        folder.write("old.toml", text);
        let output = folder.run(&["init", "new.xlsx", "--from", "old.toml", "--lang", language.code()]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let shared = part(&folder, "new.xlsx", "xl/sharedStrings.xml");
        for points in 1..=3 {
            assert!(shared.contains(&named(points, &method.harm)), "{language:?}");
        }
        let output = folder.run(&["assess", "new.xlsx", "--format", "json"]);
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let sums = document["registers"][0]["situations"].as_array().unwrap().iter().map(|one| one["sum"].as_u64());
        assert_eq!(sums.collect::<Vec<_>>(), [Some(2), Some(4), Some(6)], "{language:?}");
    }
}

#[test]
fn programs_that_fill_the_template_in_by_place_find_each_cell_where_it_always_was() {
    let method = method(DEFAULT);
    for language in Language::ALL {
        let book = tobokel::form::template(&method, language, CriteriaColumns::Used);
        let first_texts = |sheet: &Sheet<'_>| -> Vec<String> {
            sheet.rows.iter().map(|row| row.cells[0].shown().to_string()).collect()
        };
        let labels = [
            "organization-name",
            "organization-id",
            "organization-kind",
            "organization-language",
            "organization-parent",
            "assessment-date",
            "assessment-method",
            "assessment-order",
            "assessment-assessors",
            "assessment-controller",
        ];
        assert_eq!(first_texts(&book.sheets[0]), labels.map(|id| language.text(&format!("field-{id}"))));
        let columns = [
            "id",
            "function",
            "situation",
            "category",
            "unit",
            "positions",
            "elsewhere",
            "declared-level",
            "likelihood",
            "justification",
            "harm",
            "justification",
            "control",
            "control-effectiveness",
            "control-evidence",
        ];
        assert_eq!(titles(&book.sheets[1])[..15], columns.map(|id| language.text(&format!("column-{id}"))));
        let columns = ["id", "measure", "due", "responsible", "expected-result", "indicator", "funding"];
        assert_eq!(titles(&book.sheets[2])[..7], columns.map(|id| language.text(&format!("column-{id}"))));
    }
}

#[test]
fn the_level_published_before_is_read_from_its_folded_column_and_seen_where_a_register_has_one() {
    let folder = made(&["--lang", "en"]);
    let register = part(&folder, "new.xlsx", "xl/worksheets/sheet2.xml");
    assert!(register.contains("outlineLevel=\"1\""), "the column is folded");
    let levelled = "[organization]\nname = \"School\"\n[[function]]\nname = \"Meals\"\n[[function.situation]]\n\
                    text = \"A cook takes food home\"\ndeclared_level = \"high\"\n";
    folder.write("old.toml", levelled);
    let output = folder.run(&["init", "again.xlsx", "--from", "old.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!part(&folder, "again.xlsx", "xl/worksheets/sheet2.xml").contains("outlineLevel"));
}

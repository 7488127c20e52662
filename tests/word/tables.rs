//! What is read of a table is what Word shows of it.

use super::{rows, sheets};
use crate::support::docx::{Docx, cell, cell_of, paragraph, row, row_of, run, table, table_of};
use crate::support::{Folder, said};
use tobokel::read::shown_sheets;

/// The text of the only cell of a table with this content.
fn text_of(content: &str) -> String {
    let all = rows(&Docx::of(&table(&row(&cell_of("", content)))).bytes());
    all.first().map(|row| row.strip_prefix("1: 1=").unwrap().to_owned()).unwrap_or_default()
}

#[test]
fn cells_stand_in_the_columns_that_people_see() {
    let span = |columns: u8, text: &str| cell_of(&format!(r#"<w:gridSpan w:val="{columns}"/>"#), &paragraph(text));
    let before = r#"<w:trPr><w:gridBefore w:val="2"/><w:gridAfter w:val="1"/></w:trPr>"#;
    let rows_of = [
        row(&(cell("a") + &span(2, "b") + &cell("c"))),
        row(&(before.to_owned() + &cell("d"))),
        row(&span(4, "e")),
        row(&cell("")),
        row_of("f|||g"),
    ];
    let bytes = Docx::of(&table(&rows_of.concat())).bytes();
    assert_eq!(rows(&bytes), ["1: 1=a | 2=b | 4=c", "2: 3=d", "3: 1=e", "5: 1=f | 4=g"]);
    assert_eq!(shown_sheets(&bytes)[0].merged, [(0, 1, 0, 2), (2, 0, 2, 3)]);
}

#[test]
fn cells_that_are_merged_downwards_are_one() {
    let merged = |value: &str, text: &str| cell_of(&format!("<w:vMerge{value}/>"), &paragraph(text));
    let begin = |text: &str| merged(r#" w:val="restart""#, text);
    let lines = [
        row(&(begin("a") + &cell("1"))),
        row(&(merged("", "") + &cell("2"))),
        row(&(begin("b") + &cell("3"))),
        row(&(merged(r#" w:val="continue""#, "not shown") + &cell("4"))),
        // Nothing begins it: it is a cell of its own.
        row(&(cell("c") + &merged("", "5"))),
    ];
    let bytes = Docx::of(&table(&lines.concat())).bytes();
    assert_eq!(rows(&bytes), ["1: 1=a | 2=1", "2: 2=2", "3: 1=b | 2=3", "4: 2=4", "5: 1=c | 2=5"]);
    assert_eq!(shown_sheets(&bytes)[0].merged, [(0, 0, 1, 0), (2, 0, 3, 0)]);
}

#[test]
fn cells_that_an_older_word_merged_to_the_right_are_one() {
    let merged = |value: &str, text: &str| cell_of(&format!(r#"<w:hMerge w:val="{value}"/>"#), &paragraph(text));
    let line = merged("restart", "a") + &merged("continue", "") + &merged("continue", "") + &cell("b");
    let bytes = Docx::of(&table(&row(&line))).bytes();
    assert_eq!(rows(&bytes), ["1: 1=a | 4=b"]);
    assert_eq!(shown_sheets(&bytes)[0].merged, [(0, 0, 0, 2)]);
}

#[test]
fn edges_that_were_drawn_a_little_apart_make_no_column() {
    let layout = r#"<w:tblGrid><w:gridCol w:w="600"/><w:gridCol w:w="40"/><w:gridCol w:w="3000"/></w:tblGrid>"#;
    let span = |columns: u8, text: &str| cell_of(&format!(r#"<w:gridSpan w:val="{columns}"/>"#), &paragraph(text));
    let lines = row(&(cell("a") + &span(2, "b"))) + &row(&(span(2, "c") + &cell("d")));
    assert_eq!(rows(&Docx::of(&table(&(layout.to_owned() + &lines))).bytes()), ["1: 1=a | 2=b", "2: 1=c | 2=d"]);
}

#[test]
fn deleted_text_rows_and_cells_are_not_read_and_inserted_ones_are() {
    let tracked = |name: &str, inside: &str| format!(r#"<w:{name} w:id="1" w:author="x">{inside}</w:{name}>"#);
    let deleted = tracked("del", r"<w:r><w:delText>old</w:delText></w:r>");
    let moved = tracked("moveFrom", &run("from"));
    let content = format!(
        "<w:p>{}{deleted}{}{moved}{}</w:p>",
        run("a "),
        tracked("ins", &run("new ")),
        tracked("moveTo", &run("moved"))
    );
    let lines = [
        row(&(cell_of("", &content) + &cell_of(r#"<w:cellDel w:id="3"/>"#, &paragraph("gone")) + &cell("b"))),
        row(&(format!("<w:trPr>{}</w:trPr>", tracked("del", "")) + &cell("gone") + &cell("gone"))),
        row(&(format!("<w:trPr>{}</w:trPr>", tracked("ins", "")) + &cell("c") + &cell("d"))),
    ];
    assert_eq!(rows(&Docx::of(&table(&lines.concat())).bytes()), ["1: 1=a new moved | 2=b", "2: 1=c | 2=d"]);
}

#[test]
fn a_paragraph_whose_end_was_deleted_goes_on_in_its_line() {
    let joined = format!(r"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{}</w:p>", run("one "));
    assert_eq!(text_of(&(joined.clone() + &paragraph("line") + &paragraph("next"))), "one line/next");
    assert_eq!(text_of(&(paragraph("a") + &joined)), "a/one");
}

#[test]
fn what_earlier_looks_say_is_passed_over() {
    let change =
        "<w:pPr><w:pPrChange w:id='1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange></w:pPr>";
    let looks = "<w:rPr><w:rPrChange w:id='1'><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>";
    assert_eq!(text_of(&format!("<w:p>{change}<w:r>{looks}<w:t>a</w:t></w:r></w:p>")), "a");
}

#[test]
fn content_controls_smart_tags_and_links_are_what_stands_in_them() {
    let control = |inside: &str| {
        format!("<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
    };
    let wrapped = |name: &str, inside: &str| format!("<w:{name}>{inside}</w:{name}>");
    let inline = format!(
        "<w:p>{}{}{}</w:p>",
        control(&run("a")),
        wrapped("smartTag", &run("b")),
        wrapped("hyperlink", &run("c"))
    );
    let lines = control(&row(&(control(&cell_of("", &control(&inline))) + &cell("d"))));
    assert_eq!(rows(&Docx::of(&control(&table(&lines))).bytes()), ["1: 1=abc | 2=d"]);
}

#[test]
fn a_hint_at_what_to_write_is_no_text() {
    let hint = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        run("Click here")
    );
    assert_eq!(text_of(&format!("<w:p>{hint}{}</w:p>", run("a"))), "a");
}

#[test]
fn of_two_ways_to_write_one_thing_one_is_read() {
    let text_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let both = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><a:p><a:t>shape</a:t></a:p><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        text_box("box"),
        text_box("box")
    );
    assert_eq!(text_of(&format!("<w:p>{}{both}{}</w:p>", run("a"), run("b"))), "box/ab");
}

#[test]
fn only_what_a_field_shows_is_read() {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = "<w:r><w:instrText>DATE \\@ yyyy</w:instrText></w:r>";
    let field = mark("begin") + code + &run("code") + &mark("separate") + &run("2026") + &mark("end");
    let simple = format!("<w:fldSimple w:instr='PAGE'>{}</w:fldSimple>", run(" a"));
    let chosen = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='x'/>\
                  <w:listEntry w:val='y'/></w:ddList></w:ffData></w:fldChar></w:r>";
    let list = chosen.to_owned() + "<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>" + &mark("end");
    assert_eq!(text_of(&format!("<w:p>{field}{simple}{list}</w:p>")), "2026 ay");
}

#[test]
fn breaks_signs_and_marks_of_notes_are_read_as_they_are_seen() {
    let inside = "<w:r><w:t>1</w:t><w:footnoteReference w:id='2'/><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/><w:br/>\
                  <w:sym w:font='Wingdings' w:char='F0FC'/><w:tab/><w:t>&amp;&#8470;</w:t><w:cr/><w:t>x</w:t></w:r>";
    let stops = "<w:pPr><w:tabs><w:tab w:val='left' w:pos='720'/></w:tabs></w:pPr>";
    assert_eq!(text_of(&format!("<w:p>{stops}{inside}</w:p>")), "1-2/✓\t&№/x");
    assert_eq!(text_of("<w:p><m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath></w:p>"), "x=2");
}

#[test]
fn hidden_text_is_not_read_however_it_is_hidden() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:rPr><w:rStyle w:val='H'/></w:rPr><w:t>no</w:t></w:r>";
    let shown = "<w:r><w:rPr><w:rStyle w:val='H'/><w:vanish w:val='0'/></w:rPr><w:t>yes</w:t></w:r>";
    let body = table(&row(&cell_of("", &format!("<w:p>{hidden}{shown}</w:p>"))));
    let styles = "<w:style w:type='character' w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>";
    assert_eq!(rows(&Docx::of(&body).styles(styles).bytes()), ["1: 1=yes"]);
}

#[test]
fn a_table_in_a_table_is_one_of_its_own_and_a_text_in_the_cell_around_it() {
    let inner = table_of(&["a|b", "c|d"]);
    let outer =
        table(&(row(&(cell_of("", &(paragraph("Title") + &inner + &paragraph("end"))) + &cell("e"))) + &row_of("f|g")));
    let all = sheets(&Docx::of(&(paragraph("Heading") + &outer)).bytes());
    assert_eq!(
        all,
        [
            (
                "1. Heading".into(),
                vec!["1: 1=Heading".into(), "2: 1=Title/a b/c d/end | 2=e".into(), "3: 1=f | 2=g".into()]
            ),
            ("1.1. Title".into(), vec!["1: 1=Title".into(), "2: 1=a | 2=b".into(), "3: 1=c | 2=d".into()]),
        ]
    );
}

#[test]
fn tables_are_named_by_their_number_and_the_heading_before_them() {
    let heading =
        format!("<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr>{}</w:p>", run("List [A]: all of the risks of the town"));
    let styles = "<w:style w:styleId='T'><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>";
    let body = heading
        + &paragraph("of 2026")
        + &table_of(&["a|b"])
        + &paragraph("between")
        + &table_of(&["c|d|e"])
        + &paragraph("Head");
    let all = sheets(&Docx::of(&body).styles(styles).bytes());
    assert_eq!(all[0].0, "1. List A all of the risks of…");
    assert_eq!(all[0].1, ["1: 1=List [A]: all of the risks of the town", "2: 1=of 2026", "3: 1=a | 2=b"]);
    // What stands behind the last table is told apart from it by a blank row.
    assert_eq!(
        all[1],
        ("2. between".into(), vec!["1: 1=between".into(), "2: 1=c | 2=d | 3=e".into(), "4: 1=Head".into()])
    );
}

#[test]
fn a_table_that_a_page_cut_in_two_is_one() {
    let cut = |second: &str| table_of(&["№|Text", "1|a"]) + "<w:p/>" + second;
    for (second, expected) in [
        (table_of(&["№|Text", "2|b"]), vec!["1: 1=№ | 2=Text", "2: 1=1 | 2=a", "3: 1=№ | 2=Text", "4: 1=2 | 2=b"]),
        (table_of(&["2|b"]), vec!["1: 1=№ | 2=Text", "2: 1=1 | 2=a", "3: 1=2 | 2=b"]),
    ] {
        assert_eq!(rows(&Docx::of(&cut(&second)).bytes()), expected);
    }
    // Another table, whose titles or columns are others, is another one.
    for other in [table_of(&["Name|Day", "x|y"]), table_of(&["1|b|c"])] {
        assert_eq!(sheets(&Docx::of(&cut(&other)).bytes()).len(), 2);
    }
}

#[test]
fn forms_macros_and_the_strict_form_are_read_and_so_is_utf_16() {
    let plain = Docx::of(&table_of(&["a|b"]));
    for kind in [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ] {
        assert_eq!(rows(&plain.clone().kind(kind).bytes()), ["1: 1=a | 2=b"], "{kind}");
    }
    let strict = |(name, content): (String, Vec<u8>)| {
        let text = String::from_utf8(content).unwrap();
        let text = text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        );
        let text = text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        );
        (name, text.replace("w:", "ns0:").into_bytes())
    };
    let parts: Vec<_> = plain.parts().into_iter().map(strict).collect();
    assert_eq!(rows(&crate::support::docx::archive(&parts)), ["1: 1=a | 2=b"]);
    let utf16 = |(name, content): (String, Vec<u8>)| {
        let text = String::from_utf8(content).unwrap().replace("UTF-8", "UTF-16");
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        if name == "word/document.xml" {
            (name, units.flat_map(u16::to_le_bytes).collect())
        } else {
            (name, text.replace("UTF-16", "UTF-8").into_bytes())
        }
    };
    let parts: Vec<_> = plain.parts().into_iter().map(utf16).collect();
    assert_eq!(rows(&crate::support::docx::archive(&parts)), ["1: 1=a | 2=b"]);
}

#[test]
fn a_table_goes_on_behind_a_line_of_text_which_heads_the_rows_that_follow_unless_it_says_so() {
    let begin = table_of(&["№|Функция|Ситуация", "1|a|b"]);
    let more = |line: &str| {
        let body = begin.clone() + &paragraph(line) + &table_of(&["2|c|d", "3|e|f"]);
        rows(&Docx::of(&body).bytes())
    };
    let titles = "1: 1=№ | 2=Функция | 3=Ситуация";
    let go_on = [titles, "2: 1=1 | 2=a | 3=b", "3: 1=2 | 2=c | 3=d", "4: 1=3 | 2=e | 3=f"];
    for line in ["продолжение", "Таблицанын уландысы", "Table 1 (continued)"] {
        assert_eq!(more(line), go_on, "{line}");
    }
    let headed = [titles, "2: 1=1 | 2=a | 3=b", "3: 1=2. Кадры", "4: 1=2 | 2=c | 3=d", "5: 1=3 | 2=e | 3=f"];
    assert_eq!(more("2. Кадры"), headed);
}

#[test]
fn a_table_without_titles_that_goes_on_nothing_is_told() {
    let body =
        table_of(&["№|Функция|Ситуация|Категория|Вероятность|Ущерб", "1|a|Специалист берёт деньги|системный|1|2"])
            + &paragraph("Приложение")
            + &table_of(&["2|c|Инспектор предупреждает|системный|2", "3|e|Комиссия делит землю|системный|3"]);
    let folder = Folder::with(&[], &["--lang", "en", "--format", "concise"]);
    folder.write("list.docx", Docx::of(&body).bytes());
    let lines = said(&folder.run(&["check", "list.docx"]));
    let told = "this table has no titles, and its rows were not read: 2";
    assert!(lines.contains(told) && lines.contains("table 2, row 1"), "{lines}");
}

#[test]
fn a_row_put_in_between_gets_a_number_that_no_other_has() {
    let body = table_of(&[
        "№|Функция|Ситуация|Ущерб",
        "1|a|Специалист берёт деньги|1",
        "|b|Водитель продаёт топливо|2",
        "2|c|Инспектор предупреждает|2",
    ]);
    let folder = Folder::with(&[], &["--format", "json"]);
    folder.write("list.docx", Docx::of(&body).bytes());
    let run = folder.run(&["assess", "list.docx"]);
    let document: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let situations = document["registers"][0]["situations"].as_array().unwrap();
    let ids: Vec<&str> = situations.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["1", "3", "2"]);
}

#[test]
fn a_mark_of_approval_is_no_title_of_a_plan() {
    let lines = ["УТВЕРЖДАЮ руководитель органа ______________ / ______________ /", "План мероприятий на 2026 год"];
    let body = lines.map(paragraph).concat()
        + &table_of(&["№|Мероприятие|Срок|Ответственный", "1|Опубликовать порядок|2026|юрист"]);
    let folder = Folder::with(&[], &["--format", "json"]);
    folder.write("plan.docx", Docx::of(&body).bytes());
    let document: serde_json::Value = serde_json::from_slice(&folder.run(&["monitor", "plan.docx"]).stdout).unwrap();
    assert_eq!(document["plans"][0]["title"], lines[1]);
}

#[test]
fn a_line_to_write_on_is_no_name_and_a_label_is_no_group() {
    let list = |first: &str, risk: &str| table_of(&["№|Функция|Ситуация|Ущерб", &format!("{first}|a|{risk}|1")]);
    let label = paragraph("Наименование организации: ____________");
    let body = label.clone() + &list("1", "Специалист берёт деньги") + &label + &list("2", "Инспектор предупреждает");
    let folder = Folder::with(&[], &["--format", "json"]);
    folder.write("list.docx", Docx::of(&body).bytes());
    let document: serde_json::Value = serde_json::from_slice(&folder.run(&["assess", "list.docx"]).stdout).unwrap();
    assert_eq!(document["registers"][0]["organization"]["name"], "list");
    let situations = document["registers"][0]["situations"].as_array().unwrap();
    assert!(situations.len() == 2 && situations.iter().all(|one| one["group"].is_null()), "{situations:?}");
}

/// What is read of a document as JSON.
fn document(command: &str, body: &str) -> serde_json::Value {
    let folder = Folder::with(&[], &["--format", "json"]);
    folder.write("list.docx", Docx::of(body).bytes());
    serde_json::from_slice(&folder.run(&[command, "list.docx"]).stdout).unwrap()
}

/// The fields of the situations of a list, each as one text.
fn situations(body: &str) -> Vec<String> {
    let document = document("assess", body);
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap_or("-").to_owned();
    let all = document["registers"][0]["situations"].as_array().unwrap().iter();
    all.map(|one| ["id", "group", "function", "text"].map(|key| text(one, key)).join(" | ")).collect()
}

#[test]
fn a_heading_whose_number_stands_in_a_cell_of_its_own_is_no_situation() {
    let titles = "№|Функция|Ситуация|Категория|Вероятность|Ущерб";
    let groups = [
        titles,
        "1.|Оказание услуг||||",
        "1.1|Выдача справок|Специалист берёт деньги|системный|1|2",
        "II|Контроль||||",
        "2.1|Проверки|Инспектор предупреждает|системный|2|2",
    ];
    assert_eq!(
        situations(&table_of(&groups)),
        [
            "1.1 | 1. Оказание услуг | Выдача справок | Специалист берёт деньги",
            "2.1 | II. Контроль | Проверки | Инспектор предупреждает"
        ]
    );
    // Where the rows below name no function, the line above names it.
    let functions = [
        titles,
        "1.|Выдача справок||||",
        "1.1||Специалист берёт деньги|системный|1|2",
        "1.2||Специалист теряет дело|системный|1|2",
        "2.|Проверки||||",
        "2.1||Инспектор предупреждает|системный|2|2",
    ];
    assert_eq!(
        situations(&table_of(&functions)),
        [
            "1.1 | - | Выдача справок | Специалист берёт деньги",
            "1.2 | - | Выдача справок | Специалист теряет дело",
            "2.1 | - | Проверки | Инспектор предупреждает"
        ]
    );
    // What is not above the next row is a situation of which more is to be said.
    let alone = [titles, "1|Архив||||", "2|Проверки|Инспектор предупреждает|системный|2|2"];
    assert_eq!(situations(&table_of(&alone)).len(), 2);
}

#[test]
fn a_plan_whose_titles_stand_under_each_chapter_has_chapters_and_numbers_of_its_own() {
    let titles = "№|Мероприятие|Срок|Ответственный";
    let first = ["1|Утвердить состав комиссии|2026|юрист", "2|Составить план работы|2026|юрист"];
    let second = ["1|Обучить сотрудников|2026|кадры", "2|Провести семинар|2026|кадры"];
    let title = paragraph("План мероприятий на 2026 год");
    let measures = |body: &str| -> Vec<String> {
        let document = document("monitor", body);
        assert_eq!(document["plans"][0]["title"], "План мероприятий на 2026 год");
        let all = document["plans"][0]["measures"].as_array().unwrap().iter();
        all.map(|one| ["id", "chapter", "text"].map(|key| one[key].as_str().unwrap_or("-")).join(" | ")).collect()
    };
    let expected = [
        "1.1 | Организация | Утвердить состав комиссии",
        "1.2 | Организация | Составить план работы",
        "2.1 | Обучение | Обучить сотрудников",
        "2.2 | Обучение | Провести семинар",
    ];
    // A table for each chapter, its heading before it.
    let tables = title.clone()
        + &paragraph("1. Организация")
        + &table_of(&[titles, first[0], first[1]])
        + &paragraph("2. Обучение")
        + &table_of(&[titles, second[0], second[1]]);
    assert_eq!(measures(&tables), expected);
    // One table, a heading above the titles.
    let rows = ["1. Организация", titles, first[0], first[1], "2. Обучение", titles, second[0], second[1]];
    assert_eq!(measures(&(title.clone() + &table_of(&rows))), expected);
    // The number of the heading in a cell of its own: it is known by those of the rows below it.
    let numbered = |chapter: u8, row: &str| format!("{chapter}.{row}");
    let [first, second] = [first.map(|row| numbered(1, row)), second.map(|row| numbered(2, row))];
    let rows = [titles, "1.|Организация||", &first[0], &first[1], "2.|Обучение||", titles, &second[0], &second[1]];
    assert_eq!(measures(&(title + &table_of(&rows))), expected);
}

//! Columns by their meaning: what stands in a table is read as a person reads it, whatever its titles and its order, or asked
//! about.

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use tobokel::diag::{Diagnostic, Severity};
use tobokel::locale::Language;
use tobokel::method::DEFAULT;
use tobokel::model::{Register, Situation};
use tobokel::read::{Asked, Loaded, LoadedPlan, Read, embedded_method, read_file};

fn read(path: &str, bytes: &[u8], columns: &[(&str, &str)]) -> Read {
    let method = embedded_method(DEFAULT).expect("the default method");
    let columns: Vec<(String, String)> =
        columns.iter().map(|(title, field)| ((*title).to_owned(), (*field).to_owned())).collect();
    let asked = Asked { columns: &columns, ..Asked::default() };
    read_file(path, bytes, &method, &asked).unwrap_or_else(|refused| panic!("{:#?}", refused.1))
}

fn register(text: &str) -> Loaded {
    match read("r.csv", text.as_bytes(), &[]) {
        Read::Register(loaded) => *loaded,
        Read::Plan(plan) => panic!("{:#?}", plan.plan),
    }
}

fn plan(text: &str) -> LoadedPlan {
    match read("p.csv", text.as_bytes(), &[]) {
        Read::Plan(loaded) => *loaded,
        Read::Register(register) => panic!("{:#?}", register.register),
    }
}

fn situations(register: &Register) -> Vec<&Situation> {
    register.situations().map(|(_, situation)| situation).collect()
}

fn codes(found: &[Diagnostic], code: &str) -> usize {
    found.iter().filter(|finding| finding.code.code == code).count()
}

fn book(rows: &[&[&str]], change: impl FnOnce(&mut Worksheet)) -> Loaded {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(number) => drop(sheet.write_number(row, column, number).unwrap()),
                Err(_) => drop(sheet.write_string(row, column, *cell).unwrap()),
            }
        }
    }
    change(sheet);
    match read("r.xlsx", &workbook.save_to_buffer().unwrap(), &[]) {
        Read::Register(loaded) => *loaded,
        Read::Plan(plan) => panic!("{:#?}", plan.plan),
    }
}

#[test]
fn a_justification_belongs_to_the_score_that_its_title_names() {
    let one = register(
        "№;Функция;Учур же кырдаал;Категориясы;Ыктымалдуулук;Зыян;Ыктымалдуулуктун негиздемеси\n\
         1;Жер;Адис арызды кезексиз карайт;кырдаалдык;2;3;Кезек кагазда жүргүзүлөт\n",
    );
    let [situation] = situations(&one.register)[..] else { panic!("one situation") };
    assert_eq!(situation.likelihood.justification.as_deref(), Some("Кезек кагазда жүргүзүлөт"));
    assert_eq!(situation.harm.justification, None);
    let two = register(
        "№;Функция;Ситуация;Вероятность;Ущерб;Обоснование вероятности;Обоснование ущерба\n\
         1;Земля;Специалист рассматривает вне очереди;2;3;очередь на бумаге;бюджет теряет доход\n",
    );
    let [situation] = situations(&two.register)[..] else { panic!("one situation") };
    assert_eq!((situation.likelihood.points(), situation.harm.points()), (Some(2), Some(3)));
    assert_eq!(situation.likelihood.justification.as_deref(), Some("очередь на бумаге"));
    assert_eq!(situation.harm.justification.as_deref(), Some("бюджет теряет доход"));
    assert_eq!(codes(&two.findings, "TB505"), 0);
    let both = register(
        "№;Ситуация;Вероятность;Ущерб;Обоснование вероятности и ущерба\n1;Специалист берёт деньги;2;3;по жалобам\n",
    );
    let [situation] = situations(&both.register)[..] else { panic!("one situation") };
    assert_eq!(situation.likelihood.justification, situation.harm.justification);
    assert_eq!(situation.harm.justification.as_deref(), Some("по жалобам"));
}

#[test]
fn the_separator_is_the_one_that_yields_a_header() {
    let title =
        "№;Функция;Случай или ситуация;Категория;Уровень;Структурное подразделение;Должности;В других органах\n";
    let row = |n: u32| {
        format!(
            "{n};Выдача справок, копий, выписок;Юрист, глава, заместитель берут деньги;ситуационный;высокий;Отдел, сектор, бюро;Глава, заместитель, юрист;да, в мэрии, в суде\n"
        )
    };
    let text = title.to_owned() + &(1..=5).map(row).collect::<String>();
    let (bytes, _, lost) = encoding_rs::WINDOWS_1251.encode(&text);
    assert!(!lost);
    for bytes in [text.as_bytes(), &bytes] {
        let Read::Register(loaded) = read("r.csv", bytes, &[]) else { panic!("a register") };
        assert_eq!(situations(&loaded.register).len(), 5);
        assert_eq!(situations(&loaded.register)[0].positions, ["Глава", "заместитель", "юрист"]);
    }
    let loaded = plan(
        "№;Наименование мероприятий;Срок исполнения;Исполнители\n\
         1;Публиковать протоколы, решения, отчёты;IV квартал 2026 года;Отдел кадров, юрист\n\
         2;Провести опрос, собрание, приём;2026;Отдел, сектор\n",
    );
    assert_eq!(loaded.plan.measures().count(), 2);
}

#[test]
fn a_day_where_points_or_a_number_stood_is_called_what_it_is() {
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let rows: [&[&str]; 4] = [
        &["№", "Функция", "Случай или ситуация", "Вероятность", "Ущерб"],
        &["1.8", "Земля", "Специалист берёт деньги", "", "3"],
        &["1.9", "Земля", "Глава отдаёт участок родственнику", "2", "3"],
        &["1.1", "Земля", "Комиссия скрывает заявление", "2", "3"],
    ];
    let loaded = book(&rows, |sheet| {
        // 2 March 2026, and 1 February 2026.
        sheet.write_number_with_format(1, 3, 46_083, &date).unwrap();
        sheet.write_number_with_format(1, 0, 46_054, &date).unwrap();
    });
    let of = |code: &str| loaded.findings.iter().find(|finding| finding.code.code == code).unwrap();
    let said = Language::En.message(&of("TB003").message);
    assert!(said.contains("2 March 2026") && said.contains("2-3") && !said.contains("2026-06-15"), "{said}");
    assert!(of("TB003").help.is_some());
    assert_eq!(codes(&loaded.findings, "TB523"), 2, "{:#?}", loaded.findings);
}

#[test]
fn merged_cells_hold_for_all_their_rows_in_every_column() {
    let rows: [&[&str]; 4] = [
        &["№", "Функция", "Случай или ситуация", "Структурное подразделение", "Вероятность", "Ущерб", "Мера", "Срок"],
        &["1", "Земля", "Специалист берёт деньги", "Отдел земли", "2", "3", "Камеры", "2026"],
        &["2", "", "Глава отдаёт участок родне", "", "", "1", "Аукцион", "2027"],
        &["", "", "", "", "", "", "Ротация", "2027"],
    ];
    let loaded = book(&rows, |sheet| {
        let format = Format::new();
        sheet.merge_range(1, 1, 3, 1, "Земля", &format).unwrap();
        sheet.merge_range(1, 3, 3, 3, "Отдел земли", &format).unwrap();
        sheet.merge_range(1, 4, 2, 4, "", &format).unwrap();
        sheet.write_number(1, 4, 2).unwrap();
        sheet.merge_range(2, 0, 3, 0, "", &format).unwrap();
        sheet.write_number(2, 0, 2).unwrap();
        sheet.merge_range(2, 2, 3, 2, "Глава отдаёт участок родне", &format).unwrap();
        sheet.merge_range(2, 5, 3, 5, "", &format).unwrap();
        sheet.write_number(2, 5, 1).unwrap();
    });
    let found = situations(&loaded.register);
    assert_eq!(found.len(), 2, "{:#?}", loaded.findings);
    assert_eq!(found.iter().map(|one| one.unit.as_deref()).collect::<Vec<_>>(), [Some("Отдел земли"); 2]);
    assert_eq!(found.iter().map(|one| one.likelihood.points()).collect::<Vec<_>>(), [Some(2), Some(2)]);
    assert_eq!(found.iter().map(|one| one.measures.len()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(codes(&loaded.findings, "TB506"), 0);
}

#[test]
fn numbered_measures_pair_with_numbered_terms_and_executors() {
    let loaded = register(
        "№;Случай или ситуация;Вероятность;Ущерб;Предлагаемая мера;Срок исполнения;Исполнители\n\
         1;Специалист берёт деньги;2;3;\"1) Камеры\n2) Ротация\";\"1) IV квартал 2026 года\n2) 2027 год\";\"1) юрист; глава\n2) отдел кадров\"\n",
    );
    let measures = &situations(&loaded.register)[0].measures;
    let shown: Vec<_> = measures
        .iter()
        .map(|one| {
            (one.text.as_str(), one.due.as_ref().and_then(|due| due.to).unwrap().to_string(), one.responsible.len())
        })
        .collect();
    assert_eq!(shown, [("Камеры", "2026-12-31".to_owned(), 2), ("Ротация", "2027-12-31".to_owned(), 1)]);
}

#[test]
fn a_register_and_a_plan_are_told_by_their_columns() {
    assert!(matches!(
        read("a.csv", "№ п/п;Риск;Вероятность;Последствия\n1;Взятка за справку;2;3\n".as_bytes(), &[]),
        Read::Register(_)
    ));
    assert_eq!(
        plan("№ п/п;Содержание;Срок;Исполнитель\n1;Провести проверку всех дел;2026;юрист\n").plan.measures().count(),
        1
    );
    let numbered = register(
        "№;Риск;Вероятность;Ущерб\n1;Правовой отдел;;\n;Юрист берёт деньги;2;3\n;Юрист скрывает дело;2;1\n2;Отдел кадров;;\n;Кадровик берёт деньги;1;1\n",
    );
    assert_eq!(situations(&numbered.register).len(), 3);
    let groups: Vec<_> = numbered.register.functions.iter().map(|one| one.group.as_deref().unwrap()).collect();
    assert_eq!(groups, ["1. Правовой отдел", "2. Отдел кадров"]);
}

#[test]
fn a_column_that_is_not_read_is_a_warning_that_names_the_likeliest_field_and_nothing_else_is_said_of_it() {
    let text = "№;Случай или ситуация;Вероятность;Ущерб;Мера;Срок или бюджет\n1;Специалист берёт деньги;3;3;Камеры в зале;юрист\n2;Глава берёт деньги;3;3;Камеры в коридоре;юрист\n";
    let loaded = register(text);
    let unread: Vec<_> = loaded.findings.iter().filter(|finding| finding.code.code == "TB504").collect();
    assert_eq!(unread.len(), 1);
    assert_eq!(unread[0].severity, Severity::Warning);
    assert!(unread[0].help.is_some());
    let read = |columns: &[(&str, &str)]| match read("r.csv", text.as_bytes(), columns) {
        Read::Register(loaded) => loaded,
        Read::Plan(_) => panic!("a register"),
    };
    let settled = read(&[("Срок или бюджет", "responsible")]);
    assert_eq!(situations(&settled.register)[0].measures[0].responsible, ["юрист"]);
    assert!(settled.file.columns().iter().any(|column| column.by == Some("setting")));
    let silent = read(&[("срок  или бюджет", "")]);
    assert_eq!(codes(&silent.findings, "TB504"), 0);
}

#[test]
fn another_classification_and_another_scale_are_said_once() {
    let row = |n: usize, category: &str, points: u8| {
        format!("{n};Специалист номер {n} берёт деньги за справку;{category};{points};2\n")
    };
    let rows: String = [("правовой", 4), ("финансовый", 5), ("кадровый", 2), ("правовой", 5), ("кадровый", 4)]
        .iter()
        .enumerate()
        .map(|(at, (category, points))| row(at + 1, category, *points))
        .collect();
    let loaded = register(&format!("№;Описание риска;Категория риска;Вероятность (1-5);Ущерб\n{rows}"));
    assert_eq!(codes(&loaded.findings, "TB521"), 1);
    assert_eq!(codes(&loaded.findings, "TB005"), 1, "{:#?}", loaded.findings);
    assert!(situations(&loaded.register).iter().all(|one| one.likelihood.points().is_none()));
}

/// Titles of each field, in three languages.
const TITLES: &[(&str, &[&str])] = &[
    ("id", &["№", "№ п/п", "Катар №", "No"]),
    (
        "text",
        &[
            "Случай или ситуация",
            "Описание риска",
            "Тобокелдиктин сыпаттамасы",
            "Risk description",
            "Коррупционный риск",
        ],
    ),
    ("unit", &["Структурное подразделение", "Түзүмдүк бөлүм", "Бөлүмдүн аталышы", "Department"]),
    (
        "likelihood",
        &["Вероятность", "Вероятность риска", "Ыктымалдуулук деңгээли", "Likelihood", "Уровень вероятности"],
    ),
    ("harm", &["Ущерб", "Уровень последствий", "Зыяндын деңгээли", "Impact", "Тяжесть последствий"]),
    (
        "measure",
        &[
            "Мера",
            "Предлагаемые меры",
            "Тобокелдикти азайтуу боюнча чаралар",
            "Мероприятия по минимизации",
            "Mitigation measures",
        ],
    ),
    ("due", &["Срок", "Срок исполнения", "Аткаруу мөөнөтү", "Due date", "Сроки реализации"]),
    ("responsible", &["Ответственный", "Исполнители", "Жооптуу аткаруучулар", "Action owner", "Ответственные лица"]),
];

/// What a row holds in a field.
fn cell(field: &str, row: usize) -> String {
    match field {
        "text" => {
            ["Специалист выдаёт справку за деньги", "Глава отдаёт участок родственнику", "Комиссия скрывает заявление"]
                [row]
                .into()
        }
        "unit" => ["Отдел земли", "Отдел кадров", "Общий отдел"][row].into(),
        "id" | "likelihood" => (row + 1).to_string(),
        "harm" => (3 - row).to_string(),
        "measure" => [
            "Записывать заседания на видео и хранить",
            "Ввести электронную очередь в отделе",
            "Менять состав комиссии раз в год",
        ][row]
            .into(),
        "due" => ["2026-10-31", "IV квартал 2026 года", "2027 год"][row].into(),
        _ => ["юрист", "главный бухгалтер", "начальник отдела"][row].into(),
    }
}

/// A long word with one letter left out.
fn misspelt(title: &str, at: usize) -> String {
    let mut letters: Vec<char> = title.chars().collect();
    let long = title.split(' ').next().is_some_and(|word| word.chars().count() >= 9);
    if long {
        letters.remove(4 + at % 3);
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, rng_seed: proptest::test_runner::RngSeed::Fixed(15), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn titles_out_of_the_lexicon_in_any_order_with_a_letter_wrong_are_read_the_same_or_asked_about(
        choice in proptest::collection::vec(0_usize..60, TITLES.len()),
        order in Just((0..TITLES.len()).collect::<Vec<_>>()).prop_shuffle(),
        wrong in proptest::option::of((0..TITLES.len(), 0_usize..3)),
    ) {
        let title = |field: usize| {
            let (_, titles) = TITLES[field];
            let title = titles[choice[field] % titles.len()];
            match wrong {
                Some((at, letter)) if at == field => misspelt(title, letter),
                _ => title.to_owned(),
            }
        };
        let mut text = order.iter().map(|field| title(*field)).collect::<Vec<_>>().join(";") + "\n";
        for row in 0..3 {
            text += &(order.iter().map(|field| cell(TITLES[*field].0, row)).collect::<Vec<_>>().join(";") + "\n");
        }
        let loaded = register(&text);
        let unread: Vec<String> = loaded.file.columns().iter().filter(|one| one.field.is_none()).map(|one| one.title.to_string()).collect();
        let read = |field: &str| {
            let at = TITLES.iter().position(|(name, _)| *name == field).unwrap();
            !unread.contains(&title(at))
        };
        for (row, one) in situations(&loaded.register).into_iter().enumerate() {
            prop_assert_eq!(one.text.as_str(), cell("text", row), "{}", text);
            let same = |field: &str, found: Option<String>| !read(field) || found == Some(cell(field, row));
            prop_assert!(same("unit", one.unit.clone().map(String::from)), "{}\n{:#?}", text, one);
            prop_assert!(same("likelihood", one.likelihood.points().map(|points| points.to_string())), "{}\n{:#?}", text, one);
            prop_assert!(same("harm", one.harm.points().map(|points| points.to_string())), "{}\n{:#?}", text, one);
            let measure = one.measures.first();
            prop_assert!(same("measure", measure.map(|one| one.text.to_string())), "{}\n{:#?}", text, one);
            if read("measure") {
                prop_assert!(same("responsible", measure.map(|one| one.responsible.join("; "))), "{}\n{:#?}", text, one);
                prop_assert!(same("due", measure.and_then(|one| one.due.as_ref()).map(|due| due.text.clone())), "{}\n{:#?}", text, one);
            }
        }
    }
}

#[test]
fn the_last_merged_cells_of_a_sheet_hold_as_well() {
    let rows: [&[&str]; 4] = [
        &["№", "Функция", "Случай или ситуация", "Структурное подразделение", "Вероятность", "Ущерб"],
        &["1", "Земля", "Специалист берёт деньги", "Отдел земли", "2", "3"],
        &["2", "Земля", "Глава отдаёт участок родне", "", "", ""],
        &["3", "Земля", "Комиссия скрывает заявление", "", "", ""],
    ];
    let loaded = book(&rows, |sheet| {
        let format = Format::new();
        sheet.merge_range(1, 3, 3, 3, "Отдел земли", &format).unwrap();
        for column in [4, 5] {
            sheet.merge_range(1, column, 3, column, "", &format).unwrap();
            sheet.write_number(1, column, 2).unwrap();
        }
    });
    let found = situations(&loaded.register);
    assert!(found.iter().all(|one| one.unit.as_deref() == Some("Отдел земли")));
    assert!(found.iter().all(|one| (one.likelihood.points(), one.harm.points()) == (Some(2), Some(2))));
}

#[test]
fn numbers_that_a_spreadsheet_made_days_of_are_said_in_text_files_too() {
    let loaded = register(
        "№;Ситуация;Вероятность;Ущерб\n01.02.2026;Специалист берёт деньги;2;3\n2.1.3;Глава берёт деньги;2;3\n",
    );
    assert_eq!(codes(&loaded.findings, "TB523"), 1, "{:#?}", loaded.findings);
}

#[test]
fn a_number_that_the_file_shows_with_its_zero_keeps_it() {
    let two = Format::new().set_num_format("0.00");
    let rows: [&[&str]; 3] = [
        &["№", "Функция", "Случай или ситуация", "Вероятность", "Ущерб"],
        &["1.1", "Земля", "Специалист берёт деньги", "2", "3"],
        &["", "Земля", "Глава отдаёт участок родственнику", "2", "3"],
    ];
    let loaded = book(&rows, |sheet| {
        sheet.write_number_with_format(2, 0, 1.1, &two).unwrap();
    });
    let ids: Vec<&str> = situations(&loaded.register).iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["1.1", "1.10"]);
    assert_eq!(codes(&loaded.findings, "TB010") + codes(&loaded.findings, "TB523"), 0);
}

#[test]
fn a_template_whose_measures_stand_on_a_sheet_of_their_own_lacks_no_column_of_them() {
    let mut workbook = Workbook::new();
    let rows: [(&str, &[&[&str]]); 2] = [
        (
            "Перечень",
            &[
                &[
                    "№",
                    "Функция (полномочие)",
                    "Случай или ситуация",
                    "Вероятность",
                    "Обоснование",
                    "Ущерб",
                    "Обоснование",
                ],
                &["1", "Земля", "Специалист берёт деньги за участок", "3", "по жалобам", "3", "теряет бюджет"],
                &["2", "Земля", "Глава отдаёт участок родственнику", "3", "по проверке", "3", "теряют люди"],
                &["Секретарь: ____ 25.05.2026"],
            ],
        ),
        ("Меры", &[&["№", "Мера", "Срок", "Ответственный"], &["1", "Снимать заседания на видео", "2026-Q4", "юрист"]]),
    ];
    for (name, rows) in rows {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    let Read::Register(loaded) = read("r.xlsx", &workbook.save_to_buffer().unwrap(), &[]) else { panic!("a register") };
    assert_eq!(situations(&loaded.register).iter().map(|one| one.measures.len()).collect::<Vec<_>>(), [1, 0]);
    assert!(!loaded.origins.absent().iter().any(|absent| ["measure", "due", "responsible"].contains(&absent.key)));
    assert!(loaded.origins.absent().iter().any(|absent| absent.key == "unit"));
}

#[test]
fn a_term_without_a_year_in_a_register_takes_the_one_of_its_title() {
    let loaded = register(
        "Перечень рисков и мер на 2027 год;;;;;\n№;Риск;Вероятность;Ущерб;Мера;Срок\n1;Юрист берёт деньги;2;3;Камеры в зале;IV квартал\n",
    );
    let due = situations(&loaded.register)[0].measures[0].due.as_ref().unwrap();
    assert_eq!(due.to.unwrap().to_string(), "2027-12-31");
    assert_eq!(codes(&loaded.findings, "TB019"), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, rng_seed: proptest::test_runner::RngSeed::Fixed(15), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn titles_under_merged_titles_of_groups_are_read_the_same_or_asked_about(
        choice in proptest::collection::vec(0_usize..60, TITLES.len()),
        groups in Just(vec![vec![0_usize, 1], vec![2], vec![3, 4], vec![5, 6, 7]]).prop_shuffle(),
        of_scores in 0_usize..3,
        of_measures in 0_usize..3,
    ) {
        let title = |field: usize| TITLES[field].1[choice[field] % TITLES[field].1.len()];
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let mut column = 0;
        for group in &groups {
            let name = match group[..] {
                [3, 4] => ["Оценка риска", "Тобокелдикти баалоо", "Risk assessment"][of_scores],
                [5, 6, 7] => ["Меры управления риском", "Башкаруу чаралары", "План мероприятий"][of_measures],
                _ => "",
            };
            if !name.is_empty() {
                let last = column + u16::try_from(group.len()).unwrap() - 1;
                sheet.merge_range(0, column, 0, last, name, &Format::new()).unwrap();
            }
            for field in group {
                if name.is_empty() {
                    sheet.merge_range(0, column, 1, column, title(*field), &Format::new()).unwrap();
                } else {
                    sheet.write_string(1, column, title(*field)).unwrap();
                }
                for row in 0..3 {
                    sheet.write_string(2 + u32::try_from(row).unwrap(), column, cell(TITLES[*field].0, row)).unwrap();
                }
                column += 1;
            }
        }
        let Read::Register(loaded) = read("r.xlsx", &workbook.save_to_buffer().unwrap(), &[]) else { panic!("a plan") };
        let fields: Vec<_> = loaded.file.columns().iter().map(|one| (one.title.to_string(), one.field.clone())).collect();
        for (row, one) in situations(&loaded.register).into_iter().enumerate() {
            prop_assert_eq!(one.text.as_str(), cell("text", row), "{:?}", fields);
            let found = one.likelihood.points().map(|points| points.to_string());
            prop_assert!(found.is_none_or(|found| found == cell("likelihood", row)), "{:?}", fields);
            let found = one.harm.points().map(|points| points.to_string());
            prop_assert!(found.is_none_or(|found| found == cell("harm", row)), "{:?}", fields);
            if let Some(measure) = one.measures.first() {
                prop_assert!(measure.text.is_empty() || *measure.text == *cell("measure", row), "{:?}", fields);
                prop_assert!(measure.due.as_ref().is_none_or(|due| due.text == cell("due", row)), "{:?}", fields);
            }
        }
    }
}

#[test]
fn where_a_table_gives_points_and_names_no_risk_what_comes_nearest_to_it_does() {
    for (titles, cell) in [
        ("ID,Asset,Threat,Vulnerability,Likelihood,Impact", "1,Server,Lost data,No backup,2,3"),
        ("ID,Asset,Vulnerability,Likelihood,Impact", "1,Server,Lost data,2,3"),
        ("Name,Likelihood,Impact,Maturity", "Lost data,2,3,1"),
        ("№,Угроза,Вероятность,Ущерб", "1,Lost data,2,3"),
    ] {
        let loaded = register(&format!("{titles}\n{cell}\n"));
        let [situation] = situations(&loaded.register)[..] else { panic!("{titles}: one situation") };
        assert_eq!(&*situation.text, "Lost data", "{titles}");
        assert_eq!((situation.likelihood.points(), situation.harm.points()), (Some(2), Some(3)), "{titles}");
    }
}

#[test]
fn what_is_said_of_measures_in_a_table_without_any_is_reported_once() {
    let loaded = register(
        "№;Ситуация;Вероятность;Ущерб;Ответственный;Статус\n1;Взятка;2;3;юрист;Открыт\n2;Подлог;1;2;юрист;Открыт\n",
    );
    assert!(situations(&loaded.register).iter().all(|situation| situation.measures.is_empty()));
    assert_eq!((codes(&loaded.findings, "TB504"), codes(&loaded.findings, "TB004")), (1, 0));
    // They stand in the table all the same: its columns are numbered to the last.
    let numbered = register(
        "№;Ситуация;Вероятность;Ущерб;Ответственный;Статус;Срок;Источник финансирования\n1;2;3;4;5;6;7;8\n1;Взятка;2;3;юрист;Открыт;2026;бюджет\n",
    );
    assert_eq!(situations(&numbered.register).len(), 1);
}

#[test]
fn a_column_of_levels_with_reasons_or_of_shares_is_the_column_of_points() {
    for cells in [
        ["Низкая, так как есть контроль и проверки", "Средняя: затронуты два отдела учреждения"],
        ["75% - 100%", "до 10%"],
    ] {
        let [one, two] = cells;
        let loaded = register(&format!(
            "№;Ситуация;Вероятность;Ущерб\n1;Взятка;{one};2\n2;Подлог;{two};1\n3;Сговор;{one};1\n4;Хищение;{two};3\n"
        ));
        assert_eq!(codes(&loaded.findings, "TB503"), 0, "{cells:?}: the column is there, and each cell is asked about");
        assert!(loaded.findings.iter().filter(|finding| finding.severity == Severity::Error).count() >= 1);
    }
}

#[test]
fn faults_with_measures_against_them_are_a_plan_and_with_a_level_of_risk_a_register() {
    let plan = plan(
        "№;Выявленные недостатки;Мероприятие по устранению;Срок;Ответственный\n\
         1;Очередь ведётся на бумаге, её никто не проверяет;Вести очередь в системе;2026-12-01;юрист\n\
         2;Решения принимает одно лицо, протокола нет;Создать комиссию;2026-11-01;глава\n",
    );
    assert_eq!(plan.plan.measures().count(), 2);
    let register = register(
        "№;Недостаток;Уровень риска;Рекомендация;Срок\n\
         1;Очередь ведётся на бумаге, её никто не проверяет;Высокий;Вести очередь в системе;2026-12-01\n",
    );
    assert_eq!(situations(&register.register).len(), 1);
}

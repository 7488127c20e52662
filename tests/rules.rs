//! The edges of the rules: what is just a fault and what is just none, each in a register as small as can be.

use jiff::civil::{Date, date};
use std::fmt::Write as _;
use tobokel::diag::Diagnostic;
use tobokel::examine::{Conditions, examine};
use tobokel::method::DEFAULT;
use tobokel::read::embedded_method;

/// The day on which a register is looked at where the day does not matter.
const AS_OF: Date = date(2026, 7, 1);

/// What the rules find in a register on a day.
fn found_on(text: &str, as_of: Date) -> Vec<Diagnostic> {
    let method = embedded_method(DEFAULT).expect("the embedded method is valid");
    let examined = examine("register.toml", text.as_bytes(), &Conditions::of(&method, as_of));
    assert!(examined.is_read(), "{text}\n{:#?}", examined.findings);
    assert_eq!(examined.input.findings(), [], "{text}");
    examined.findings
}

/// How often a code is found on a day.
fn times_on(code: &str, text: &str, as_of: Date) -> usize {
    found_on(text, as_of).iter().filter(|found| found.code.code == code).count()
}

/// How often a code is found.
fn times(code: &str, text: &str) -> usize {
    times_on(code, text, AS_OF)
}

/// A register of one function with its situations.
fn of_function(name: &str, situations: &str) -> String {
    format!(
        "[organization]\nname = \"Dostuk\"\n[assessment]\ndate = 2026-06-15\norder = \"114\"\nassessors = [\"secretary\"]\n\
         high_level_controller = \"head\"\n[[function]]\nname = \"{name}\"\n{situations}"
    )
}

/// A register of situations.
fn register(situations: &str) -> String {
    of_function("Admission to kindergartens", situations)
}

/// A situation with its points and whatever else stands in its table.
fn situation(text: &str, (likelihood, harm): (u8, u8), rest: &str) -> String {
    format!(
        "[[function.situation]]\ntext = \"{text}\"\nlikelihood = {{ score = {likelihood}, justification = \"how likely: {text}\" }}\n\
         harm = {{ score = {harm}, justification = \"how harmful: {text}\" }}\n{rest}\n"
    )
}

/// A situation in which only the two justifications matter.
fn justified(text: &str, likelihood: &str, harm: &str) -> String {
    format!(
        "[[function.situation]]\ntext = \"{text}\"\nlikelihood = {{ score = 1, justification = \"{likelihood}\" }}\n\
         harm = {{ score = 1, justification = \"{harm}\" }}\n"
    )
}

/// A register of one situation with a measure.
fn with_measure(points: (u8, u8), measure: &str) -> String {
    let measure = format!("[[function.situation.measure]]\n{measure}\n");
    register(&situation("a specialist registers an application out of turn", points, &measure))
}

/// A register with one situation of each text.
fn with_texts(texts: &[&str]) -> String {
    register(&texts.iter().map(|text| situation(text, (1, 1), "")).collect::<String>())
}

/// A register with as many situations as there are pairs of points, each with the same rest.
fn with_points(points: &[(u8, u8)], rest: &str) -> String {
    let mut situations = String::new();
    for (number, pair) in points.iter().enumerate() {
        let _ = write!(situations, "{}", situation(&format!("situation of number {number}"), *pair, rest));
    }
    register(&situations)
}

// ---- Completeness

#[test]
fn what_is_missing_about_the_assessment_is_one_finding() {
    let whole = with_texts(&["a specialist registers an application out of turn"]);
    assert_eq!(times("TB208", &whole), 0);
    assert_eq!(times("TB208", &whole.replace("order = \"114\"\n", "")), 1);
    let bare = whole.replace("order = \"114\"\n", "").replace("assessors = [\"secretary\"]\n", "");
    assert_eq!(times("TB208", &bare), 1);
}

#[test]
fn a_function_without_situations_is_found_once_for_each() {
    let whole = with_texts(&["a specialist registers an application out of turn"]);
    assert_eq!(times("TB209", &whole), 0);
    assert_eq!(times("TB209", &format!("{whole}[[function]]\nname = \"a\"\n[[function]]\nname = \"b\"\n")), 2);
}

// ---- Agreement

#[test]
fn a_systemic_risk_with_the_lowest_likelihood_is_found_and_no_other_category_or_likelihood() {
    let with = |category: &str, points| {
        let rest = format!("category = \"{category}\"");
        times("TB303", &register(&situation("a specialist registers an application out of turn", points, &rest)))
    };
    assert_eq!(with("systemic", (1, 3)), 1);
    assert_eq!(with("systemic", (2, 1)), 0);
    assert_eq!(with("potential", (1, 1)), 0);
    assert_eq!(with("situational", (1, 1)), 0);
}

#[test]
fn a_low_risk_in_an_exposed_field_is_found_unless_a_control_is_given() {
    let control = "control = { description = \"the finance unit agrees the terms\", effectiveness = \"medium\" }";
    let text = "a commission fits the terms to one bidder";
    let of = |points, rest| times("TB304", &of_function("Public procurement", &situation(text, points, rest)));
    assert_eq!(of((1, 2), ""), 1);
    assert_eq!(of((1, 2), control), 0);
    assert_eq!(of((2, 2), ""), 0);
    assert_eq!(times("TB304", &with_texts(&["a clerk gives pasture to a relative"])), 1);
    assert_eq!(times("TB304", &with_texts(&["a clerk gives a place to a relative"])), 0);
    let low = |name: &str, text: &str| times("TB304", &of_function(name, &situation(text, (1, 1), "")));
    assert_eq!(low("Архитектура жана курулуш", "Адис макулдашууну тездетет"), 1);
    assert_eq!(low("Жарандарды кабыл алуу; кадр маселелеринен башка", "Адис жоопту кечиктирет"), 0);
    assert_eq!(low("Муниципалдык мүлк", "Кароолчу дарбазаны кеч ачат"), 0);
}

#[test]
fn assigning_a_benefit_is_no_recruitment() {
    let low = |name: &str| times("TB304", &of_function(name, &situation("адис арызды кезексиз каттайт", (1, 1), "")));
    assert_eq!(low("Жөлөкпул дайындоо"), 0);
    assert_eq!(low("Назначение пособий"), 0);
    assert_eq!(low("Кызмат орундарына дайындоо"), 1);
    assert_eq!(low("Назначение на должности"), 1);
}

#[test]
fn an_assessment_is_outdated_one_day_after_twelve_months() {
    let text = with_texts(&["a specialist registers an application out of turn"]);
    assert_eq!(times_on("TB305", &text, date(2027, 6, 15)), 0);
    assert_eq!(times_on("TB305", &text, date(2027, 6, 16)), 1);
}

#[test]
fn twelve_months_after_a_leap_day_end_on_the_last_day_of_february() {
    let text = with_texts(&["a specialist registers an application out of turn"]).replace("2026-06-15", "2024-02-29");
    assert_eq!(times_on("TB305", &text, date(2025, 2, 28)), 0);
    assert_eq!(times_on("TB305", &text, date(2025, 3, 1)), 1);
}

// ---- Plan

#[test]
fn a_lead_executor_that_is_all_staff_the_body_itself_or_a_bare_name_is_nobody_to_ask() {
    let with = |responsible: &str| {
        times("TB402", &with_measure((1, 1), &format!("text = \"a\"\nresponsible = [{responsible}]")))
    };
    for vague in [
        "All staff",
        "бардык кызматкерлер",
        "DOSTUK",
        "айыл өкмөтү",
        "мэрия",
        "аппарат кызматкерлери",
        "Фамилия А. Б.",
        "А.Б. Фамилия",
    ] {
        assert_eq!(with(&format!("\"{vague}\"")), 1, "{vague}");
        // Whoever stands behind a lead may be all.
        assert_eq!(with(&format!("\"secretary\", \"{vague}\"")), 0, "{vague}");
        assert_eq!(with(&format!("\"{vague}\", \"secretary\"")), 1, "{vague}");
    }
    for post in ["head of Dostuk", "all heads of units", "head of unit Фамилия А. Б.", "мэриянын юридикалык бөлүмү"]
    {
        assert_eq!(with(&format!("\"{post}\"")), 0, "{post}");
    }
}

#[test]
fn a_measure_lacks_a_term_or_an_executor_only_if_it_has_none() {
    assert_eq!(times("TB401", &with_measure((1, 1), "text = \"a\"")), 1);
    assert_eq!(times("TB401", &with_measure((1, 1), "text = \"a\"\nresponsible = [\"secretary\"]")), 0);
    assert_eq!(times("TB403", &with_measure((1, 1), "text = \"a\"")), 1);
    assert_eq!(times("TB403", &with_measure((1, 1), "text = \"a\"\ndue = \"continuous\"")), 0);
}

#[test]
fn a_continuous_term_can_be_checked_only_if_it_has_years() {
    let with = |due: &str| times("TB404", &with_measure((1, 1), &format!("text = \"a\"\ndue = \"{due}\"")));
    assert_eq!(with("continuous"), 1);
    assert_eq!(with("2026..2027 continuous"), 0);
    assert_eq!(with("2026..2027 quarterly"), 0);
    assert_eq!(with("2026"), 0);
}

#[test]
fn a_term_may_end_on_the_day_of_the_assessment_and_not_before() {
    let with = |due: &str| times("TB405", &with_measure((1, 1), &format!("text = \"a\"\ndue = \"{due}\"")));
    assert_eq!(with("2026-06-15"), 0);
    assert_eq!(with("2026-06-14"), 1);
    assert_eq!(with("2026-Q2"), 0);
}

#[test]
fn a_measure_is_overdue_the_day_after_its_last() {
    let with = |rest: &str, as_of| {
        let text = with_measure((1, 1), &format!("text = \"a\"\ndue = \"2026-Q3\"\n{rest}"));
        times_on("TB406", &text, as_of)
    };
    let (last, next) = (date(2026, 9, 30), date(2026, 10, 1));
    assert_eq!(with("", last), 0);
    assert_eq!(with("", next), 1);
    assert_eq!(with("status = \"in-progress\"", next), 1);
    assert_eq!(with("status = \"done\"", next), 0);
    assert_eq!(with("status = \"not-done\"", next), 0);
}

#[test]
fn what_is_done_needs_its_day_and_its_result_and_what_is_not_done_its_reason() {
    let with = |code, rest: &str| times(code, &with_measure((1, 1), &format!("text = \"a\"\n{rest}")));
    assert_eq!(with("TB407", "status = \"done\""), 2);
    assert_eq!(with("TB407", "status = \"done\"\ndone_on = 2026-06-20"), 1);
    assert_eq!(with("TB407", "status = \"done\"\ndone_on = 2026-06-20\nresult = \"a list was published\""), 0);
    assert_eq!(with("TB407", "status = \"planned\""), 0);
    assert_eq!(with("TB408", "status = \"not-done\""), 1);
    assert_eq!(with("TB408", "status = \"not-done\"\nreason = \"the site was down\""), 0);
}

#[test]
fn an_expected_result_or_an_indicator_is_enough() {
    let with = |rest: &str| times("TB409", &with_measure((1, 1), &format!("text = \"a\"\n{rest}")));
    assert_eq!(with(""), 1);
    assert_eq!(with("expected_result = \"b\""), 0);
    assert_eq!(with("indicator = \"b\""), 0);
}

#[test]
fn an_expected_result_is_empty_if_it_names_no_change_and_no_indicator_does() {
    let with = |rest: &str| {
        times(
            "TB410",
            &with_measure((1, 1), &format!("text = \"publish the queue every month\"\nexpected_result = {rest}")),
        )
    };
    assert_eq!(with("\"Measures taken.\""), 1);
    assert_eq!(with("\"Чаралар көрүлдү\""), 1);
    assert_eq!(with("\"Publish the queue, every month\""), 1);
    assert_eq!(with("\"Measures taken.\"\nindicator = \"number of complaints\""), 0);
    assert_eq!(with("\"Measures taken against queue-jumping are seen by all\""), 0);
    for empty in [
        "Илимий-практикалык иш-чаралар өткөрүлдү",
        "Приняты соответствующие меры",
        "Качество обслуживания граждан улучшено",
    ] {
        assert_eq!(with(&format!("\"{empty}\"")), 1, "{empty}");
    }
    for result in
        ["Семинарлар өткөрүлдү: 12", "Разработан и утверждён регламент, работа улучшена", "Реестр түзүлдү, иш жакшырды"]
    {
        assert_eq!(with(&format!("\"{result}\"")), 0, "{result}");
    }
}

#[test]
fn a_measure_is_repeated_from_three_situations_on_however_often_in_each() {
    let measure = "[[function.situation.measure]]\ntext = \"publish the queue\"\n";
    assert_eq!(times("TB411", &with_points(&[(1, 1); 3], measure)), 1);
    assert_eq!(times("TB411", &with_points(&[(1, 1); 2], measure)), 0);
    assert_eq!(times("TB411", &with_points(&[(1, 1); 2], &measure.repeat(2))), 0);
}

#[test]
fn training_may_not_be_the_only_measure_of_a_high_risk() {
    let training = "text = \"seminar on ethics for the staff\"";
    assert_eq!(times("TB412", &with_measure((3, 3), training)), 1);
    assert_eq!(times("TB412", &with_measure((2, 2), training)), 0);
    let second = |text: &str| format!("{training}\n[[function.situation.measure]]\ntext = \"{text}\"");
    assert_eq!(times("TB412", &with_measure((3, 3), &second("publish the queue every month"))), 0);
    assert_eq!(times("TB412", &with_measure((3, 3), &second("training of new staff"))), 1);
    for (text, only) in [
        ("Тегерек стол уюштуруу", 1),
        ("Провести разъяснительную работу", 1),
        ("Внедрить электронную очередь и обучить работе с ней", 0),
    ] {
        assert_eq!(times("TB412", &with_measure((3, 3), &format!("text = \"{text}\""))), only, "{text}");
    }
}

#[test]
fn requirements_of_qualification_and_written_instructions_are_no_training() {
    for text in ["Квалификациялык талаптарды бекитүү", "adopt an instruction on the queue"]
    {
        assert_eq!(times("TB412", &with_measure((3, 3), &format!("text = \"{text}\""))), 0, "{text}");
    }
    assert_eq!(times("TB412", &with_measure((3, 3), "text = \"Адистердин квалификациясын жогорулатуу\"")), 1);
}

#[test]
fn what_is_bought_needs_funds() {
    let with = |text: &str, funding: &str| {
        times("TB413", &with_measure((1, 1), &format!("text = \"{text}\"\nfunding = \"{funding}\"")))
    };
    assert_eq!(with("Бөлмөгө видеокамера орнотуу", "Талап кылынбайт"), 1);
    assert_eq!(with("Бөлмөгө видеокамера орнотуу", "жергиликтүү бюджет"), 0);
    assert_eq!(with("Видеокамералардын жазууларын ай сайын көрүү", "талап кылынбайт"), 0);
    assert_eq!(with("publish the queue every month", "not required"), 0);
    assert_eq!(with("Бөлмөгө видеокамера орнотуу", "Каржылык талап кылынбайт"), 1);
    assert_eq!(with("Закупка терминала", "Без дополнительных средств"), 1);
    assert_eq!(with("Закупка терминала", "За счёт местного бюджета, дополнительные средства не требуются"), 0);
    assert_eq!(with("Имарат курулат деген чечимдерди сайтка жарыялоо", "Талап кылынбайт"), 0);
    assert_eq!(with("Билим берүү программаларын иштеп чыгуу", "Талап кылынбайт"), 0);
}

#[test]
fn the_level_aimed_at_is_below_the_one_after_controls() {
    let with = |points, target: &str| {
        times("TB418", &with_measure(points, &format!("text = \"a\"\ntarget_level = \"{target}\"")))
    };
    assert_eq!((with((3, 3), "high"), with((3, 3), "medium"), with((3, 3), "low")), (1, 0, 0));
    assert_eq!((with((2, 2), "high"), with((2, 2), "medium"), with((2, 2), "low")), (1, 1, 0));
    assert_eq!(times("TB418", &with_measure((3, 3), "text = \"a\"")), 0);
}

#[test]
fn execution_is_judged_in_a_register_as_in_a_plan() {
    for (code, rest) in [
        ("TB414", "status = \"done\"\ntarget = 80\nmeasured = 79"),
        ("TB415", "status = \"not-done\"\ntarget = 80\nmeasured = 80"),
        ("TB416", "status = \"done\"\ntarget = 80"),
        ("TB417", "status = \"done\""),
        ("TB419", "status = \"done\"\ndue = \"2026 quarterly\"\ndone_on = 2026-06-30"),
    ] {
        let found = found_on(&with_measure((1, 1), &format!("text = \"a\"\n{rest}")), AS_OF);
        let own: Vec<_> = found.iter().filter(|found| found.code.code == code).collect();
        assert_eq!((own.len(), own[0].situation.as_deref(), own[0].field), (1, Some("1"), Some("measure")), "{rest}");
        let open = rest.replace("not-done", "planned").replace("\"done\"", "\"in-progress\"");
        assert_eq!(times(code, &with_measure((1, 1), &format!("text = \"a\"\n{open}"))), 0, "{open}");
    }
}

// ---- Substance

#[test]
fn a_justification_is_repeated_at_three_situations_and_not_at_two() {
    let same = "the queue is public";
    let two = justified("a", same, "b c d") + &justified("b", same, "c d e");
    assert_eq!(times("TB601", &register(&two)), 0);
    assert_eq!(times("TB601", &register(&(two.clone() + &justified("c", "The queue is PUBLIC!", "d e f")))), 1);
    assert_eq!(times("TB601", &register(&(two.clone() + &justified("c", "public is the queue", "d e f")))), 1);
    assert_eq!(times("TB601", &register(&(two.clone() + &justified("c", "the queue is not public", "d e f")))), 0);
    assert_eq!(times("TB601", &register(&(two + &justified("c", "other words", "d e f")))), 0);
}

#[test]
fn justifications_of_likelihood_and_of_harm_are_counted_together_but_by_situation() {
    let same = "the queue is public";
    let mixed = justified("a", same, "b c d") + &justified("b", "c d e", same) + &justified("c", same, "d e f");
    assert_eq!(times("TB601", &register(&mixed)), 1);
    let twice = justified("a", same, same) + &justified("b", same, same);
    assert_eq!(times("TB601", &register(&twice)), 0);
}

#[test]
fn the_words_of_the_scale_are_no_justification_whole_or_in_part() {
    let method = embedded_method(DEFAULT).expect("the embedded method is valid");
    let whole = method.harm[0].criteria.get(tobokel::locale::Language::Ru);
    let part = whole.split(';').next().expect("a text has a first part");
    for scale in [whole, part, "high"] {
        assert_eq!(times("TB602", &register(&justified("a", "b c d", scale))), 1, "{scale}");
    }
    assert_eq!(times("TB602", &register(&justified("a", "b c d", &format!("2025: {part}")))), 0);
}

#[test]
fn a_justification_is_empty_by_what_it_says_and_not_by_its_length() {
    for (text, code) in [
        ("Олуттуу зыян келтириши мүмкүн", Some("TB603")),
        ("редко бывает", Some("TB603")),
        ("Ыктымалдуулук жогору", Some("TB602")),
        ("Вероятность 3 балла", Some("TB602")),
        ("Кворум жок", None),
        ("Нет регламента", None),
        ("3 жалобы", None),
    ] {
        let found =
            ["TB602", "TB603"].map(|code| times(code, &register(&justified("a", "the queue is kept on paper", text))));
        assert_eq!(found, ["TB602", "TB603"].map(|one| usize::from(code == Some(one))), "{text}");
    }
}

#[test]
fn the_scale_of_the_annex_is_no_justification_in_any_of_its_words() {
    // The wordings of Annex I, positions 1 and 2, and what may be put together from them.
    for text in [
        "Коррупциялык тобокелдиктин индикаторлорунун минималдуу көрүнүшү (сейрек учурлар), тартылган адамдардын чектелген саны",
        "Коррупциялык тобокелдиктин айрым индикаторлорунун болушу, дискрециялык ыйгарым укуктардын чектелген көлөмү",
        "Кеңири дискрециялык ыйгарым укуктар, ачык-айкындыгынын толук эместиги",
        "Органдын милдеттерин аткарууга, ошондой эле коомдук ишенимдин деңгээлине таасир этүүчү олуттуу финансылык, институттук зыян",
        "Широкие дискреционные полномочия, недостаточная прозрачность процедур",
    ] {
        assert_eq!(times("TB602", &register(&justified("a", text, "the queue is kept on paper"))), 1, "{text}");
        let more = format!("{text}: адис ставканы өзү коёт");
        assert_eq!(times("TB602", &register(&justified("a", &more, "the queue is kept on paper"))), 0, "{more}");
    }
}

#[test]
fn a_deed_is_known_by_what_is_done_and_not_by_the_number_of_words() {
    for procedure in
        ["Мамлекеттик сатып алуулар", "При проведении проверок субъектов предпринимательства", "Кызматка дайындоодо"]
    {
        assert_eq!(times("TB604", &with_texts(&[procedure])), 1, "{procedure}");
    }
    for deed in ["Адис арызды кезексиз каттайт", "Тууганын ишке алуу", "Сговор с поставщиком", "Специалист тянет время"]
    {
        assert_eq!(times("TB604", &with_texts(&[deed])), 0, "{deed}");
    }
}

#[test]
fn the_name_of_the_function_with_cases_of_is_no_situation() {
    let of =
        |text: &str| times("TB604", &of_function("Балдарды бала бакчага кабыл алуу", &situation(text, (1, 1), "")));
    assert_eq!(of("Бала бакчага балдарды кабыл алуу учурлары"), 1);
    assert_eq!(of("Балдарды бала бакчага акчага кабыл алуу"), 0);
}

/// How often a second text is found to repeat a first one.
fn nearly(first: &str, second: &str) -> usize {
    times("TB605", &with_texts(&[first, second]))
}

#[test]
fn situations_repeat_each_other_with_a_word_more_and_not_with_another_word_a_number_or_a_not() {
    let first = "адис арызды кезексиз каттап белек алат";
    assert_eq!(nearly(first, "адис арызды кезексиз каттап акча алат"), 1);
    assert_eq!(nearly(first, "адис арызды кезексиз каттап алат"), 1);
    assert_eq!(nearly(first, "адис арызды кезексиз каттап кымбат белек алат"), 1);
    assert_eq!(nearly(first, "адис арызды дароо каттап акча алат"), 0);
    assert_eq!(nearly(first, "адис өтүнмөнү кезексиз каттап белек алат"), 0);
    assert_eq!(nearly(first, "адис арызды кезексиз каттап белек албайт"), 0);
    assert_eq!(nearly(&format!("{first} 3 жолу"), &format!("{first} 5 жолу")), 0);
    assert_eq!(nearly("Специалист завышает цену при закупке", "Специалист занижает цену при закупке"), 0);
    assert_eq!(nearly(first, "адис арызды кезексиз каттап ар дайым белек алат"), 0);
}

#[test]
fn the_order_of_words_and_their_case_endings_do_not_make_another_situation() {
    let first = "адис жайыттын тилкесин тааныш фермерге бөлөт";
    assert_eq!(nearly(first, "Тааныш фермерге жайыттын тилкесин адис бөлөт."), 1);
    assert_eq!(nearly(first, "адис жайыттан тилкелерди таанышына, фермерлерге бөлөт"), 1);
}

#[test]
fn situations_of_four_words_are_not_compared() {
    assert_eq!(nearly("адис арызды кезексиз каттайт", "адис арызды кезексиз каттайт"), 0);
    assert_eq!(nearly("адис арызды акчага кезексиз каттайт", "адис арызды акчага кезексиз каттайт"), 1);
}

#[test]
fn a_cell_is_copied_if_it_has_the_words_of_another_and_a_dash_is_no_word() {
    let with = |rest: &str| {
        times("TB606", &register(&situation("a specialist registers an application out of turn", (1, 1), rest)))
    };
    assert_eq!(with("unit = \"Юрист\"\npositions = [\"юрист\"]"), 0);
    assert_eq!(
        with("unit = \"Head of unit, chief specialist\"\npositions = [\"head of unit\", \"chief specialist\"]"),
        1
    );
    assert_eq!(
        with(
            "unit = \"Органы местного самоуправления\"\npositions = [\"руководители органов местного самоуправления\"]"
        ),
        1
    );
    assert_eq!(with("unit = \"Отдел закупок и снабжения\"\npositions = [\"начальник отдела закупок и снабжения\"]"), 0);
    assert_eq!(with("unit = \"social unit\"\npositions = [\"specialist\"]\nelsewhere = \"Social unit.\""), 1);
    assert_eq!(with("unit = \"social unit\"\npositions = [\"specialist\"]\nelsewhere = \"in all village bodies\""), 0);
    assert_eq!(with("unit = \"-\"\npositions = [\"-\"]\nelsewhere = \"-\""), 0);
    assert_eq!(with("elsewhere = \"-\""), 0);
}

#[test]
fn a_name_is_found_where_a_post_belongs_and_a_bare_executor_only_once() {
    let whole = with_measure((1, 1), "text = \"a\"\nresponsible = [\"head Фамилия А. Б.\"]");
    assert_eq!((times("TB607", &whole), times("TB402", &whole)), (1, 0));
    let bare = with_measure((1, 1), "text = \"a\"\nresponsible = [\"Фамилия А. Б.\"]");
    assert_eq!((times("TB607", &bare), times("TB402", &bare)), (0, 1));
    let texts = with_texts(&["a specialist registers an application out of turn"]);
    assert_eq!(times("TB607", &texts.replace("[\"secretary\"]", "[\"А.Б.Фамилия\", \"secretary\"]")), 1);
    assert_eq!(times("TB607", &texts.replace("\"head\"", "\"head, Фамилия А.Б.\"")), 1);
    for (post, named) in [
        ("юрист Мисалова Үлгү Мисаловна", 1),
        ("адис Мисал Үлгү уулу", 1),
        ("катчы Ү. Мисалова", 1),
        ("Ү. Мисалов атындагы айыл өкмөтүнүн башчысы", 0),
        ("директор школы им. П. П. Примерова", 0),
        ("Министр Внутренних Дел", 0),
    ] {
        assert_eq!(times("TB607", &texts.replace("[\"secretary\"]", &format!("[\"{post}\"]"))), named, "{post}");
    }
}

#[test]
fn scores_are_flat_from_eight_situations_and_eighty_of_a_hundred_on() {
    let measure = "[[function.situation.measure]]\ntext = \"a\"";
    let flat = |points: &[(u8, u8)]| times("TB608", &with_points(points, measure));
    assert_eq!(flat(&[(1, 1); 8]), 1);
    assert_eq!(flat(&[(1, 1); 7]), 0);
    let of_ten = |same: usize| [vec![(1, 1); same], vec![(2, 2), (3, 3), (2, 2)][..10 - same].to_vec()].concat();
    assert_eq!(flat(&of_ten(8)), 1);
    assert_eq!(flat(&of_ten(7)), 0);
    // One level, but by different points.
    assert_eq!(flat(&[(1, 1), (1, 2), (2, 1), (1, 1), (1, 2), (2, 1), (1, 1), (3, 3)]), 1);
    // Six of eight are seventy-five of a hundred.
    assert_eq!(flat(&[(1, 1), (1, 2), (2, 1), (1, 1), (1, 2), (2, 1), (2, 2), (3, 3)]), 0);
}

#[test]
fn one_control_for_all_is_found_from_four_lowered_situations_on() {
    let control = |description: &str| {
        format!("control = {{ description = \"{description}\", effectiveness = \"high\", evidence = \"a log\" }}")
    };
    let with = |descriptions: &[&str], points| {
        let situations = descriptions.iter().enumerate();
        let situations = situations.map(|(n, words)| situation(&format!("number {n}"), points, &control(words)));
        times("TB609", &register(&situations.collect::<String>()))
    };
    assert_eq!(with(&["a board"; 4], (2, 2)), 1);
    assert_eq!(with(&["a board"; 3], (2, 2)), 0);
    assert_eq!(with(&["a board", "a board", "A Board.", "a log"], (2, 2)), 0);
    assert_eq!(with(&["a board", "a board", "A Board.", "a board", "a log"], (2, 2)), 1);
    // What is at the lowest level already is not lowered.
    assert_eq!(with(&["a board"; 4], (1, 1)), 0);
}

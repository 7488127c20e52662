//! Terms as people write them: each spelling with the canonical form of what it means, and spellings that are not read.

use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tobokel::locale::Language;
use tobokel::model::{Period, Recurrence, Term};
use tobokel::read::{Unreadable, Years, term, term_of_years};
use tobokel::report::term_in_words;

fn canonical(typed: &str) -> String {
    term(typed).ok().and_then(|period| period.canonical()).unwrap_or_else(|| "not read".into())
}

fn all_mean(rows: &[(&str, &str)]) {
    let wrong: Vec<_> = rows
        .iter()
        .filter(|(typed, expected)| canonical(typed) != *expected)
        .map(|(typed, expected)| format!("{typed:?}: {}, not {expected}", canonical(typed)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    for (typed, _) in rows {
        assert_eq!(term(typed).expect("it was read").text, typed.trim());
    }
}

#[test]
fn every_term_of_the_published_plans_is_read() {
    all_mean(&[
        ("2025-жылдын 3-кварталы", "2025-Q3"),
        ("2025-2027-жылдар", "2025..2027"),
        ("2025-жыл", "2025"),
        ("2025-жылдын 1-жарым жылдыгы", "2025-H1"),
        ("2025-жылдын 2-жарым", "2025-H2"),
        ("2025-жылдын 2-жарым\nжылдыгы", "2025-H2"),
        ("2025-2026-жылдар", "2025..2026"),
        ("2026-\nжылдын 1-жарым жылдыгы", "2026-H1"),
        ("2026- жылдын 1-жарым жылдыгы", "2026-H1"),
        ("2025-жылдын 1-кварталы", "2025-Q1"),
        ("2027-жылдын 1-жарым жылдыгы", "2027-H1"),
        ("2025-2027-жылдар (жыл сайын)", "2025..2027 yearly"),
        ("2025-жылдын I жарым жылдыгы", "2025-H1"),
        ("2025-жылдын III кварталы", "2025-Q3"),
        ("2025–2027-жылдар", "2025..2027"),
        ("2025–2026-жылдар", "2025..2026"),
        ("2026–2027-жылдар", "2026..2027"),
        ("Туруктуу", "continuous"),
        ("2027-жылдын II жарым жылы", "2027-H2"),
        ("2025–2027-жылдар (жыл сайын)", "2025..2027 yearly"),
    ]);
}

#[test]
fn kyrgyz_spellings_are_read() {
    all_mean(&[
        ("2026-ж.", "2026"),
        ("2025-2027-жж.", "2025..2027"),
        ("2026-жылы", "2026"),
        ("2026-жыл ичинде", "2026"),
        ("2025–2027-жылдар аралыгында", "2025..2027"),
        ("2026-жыл, жыл сайын", "2026 yearly"),
        ("жыл сайын", "yearly"),
        ("Квартал сайын", "quarterly"),
        ("2026-жыл, квартал сайын", "2026 quarterly"),
        ("ар квартал, 2025-2027-жылдар", "2025..2027 quarterly"),
        ("кварталына 1 жолу, 2026-жыл", "2026 quarterly"),
        ("2025–2027-жылдар, жарым жылда бир жолу", "2025..2027 half-yearly"),
        ("дайыма", "continuous"),
        ("үзгүлтүксүз", "continuous"),
        ("туруктуу негизде", "continuous"),
        ("2025–2027-жылдар, дайыма", "2025..2027 continuous"),
        ("2026-жылдын I, III кварталы", "2026-Q1; 2026-Q3"),
        ("2026-жылдын 1- жана 3-кварталдары", "2026-Q1; 2026-Q3"),
        ("2026-жылдын I кварталы, III кварталы", "2026-Q1; 2026-Q3"),
        ("2025-жылдын 3-кварталы; 2026-жылдын 1-кварталы", "2025-Q3; 2026-Q1"),
        ("2025-жылдын 3-кварталы, 2026-жылдын 1-кварталы", "2025-Q3; 2026-Q1"),
        ("2025-жылдын 3-кварталы\n2026-жылдын 1-кварталы", "2025-Q3; 2026-Q1"),
        ("2026-жылдын I-II кварталы", "2026-H1"),
        ("2026-жылдын 1-2-кварталдары", "2026-H1"),
        ("2026-жылдын II–III кварталдары", "2026-Q2..2026-Q3"),
        ("2025-жылдын IV кварталы – 2026-жылдын I кварталы", "2025-Q4..2026-Q1"),
        ("2026-жылдын биринчи кварталы", "2026-Q1"),
        ("2026-жылдын экинчи жарым жылдыгы", "2026-H2"),
        ("2026-жылдын үчүнчү чейреги", "2026-Q3"),
        ("2026-жылдын ІІІ кварталы", "2026-Q3"),
        ("2026-жылдын Ⅲ кварталы", "2026-Q3"),
        ("2026-жылдын ІV квapтaлы", "2026-Q4"),
        ("2026-жылдын 3-квар-\nталы", "2026-Q3"),
        ("2026-жылдын 3-квар- талы", "2026-Q3"),
        ("2026-жыл\u{ad}дын 3-квар\u{ad}талы", "2026-Q3"),
        ("2026\u{a0}-\u{a0}жылдын\u{a0}3\u{a0}-\u{a0}кварталы", "2026-Q3"),
        ("2026-ЖЫЛДЫН IV КВАРТАЛЫ", "2026-Q4"),
        ("2026-жылдын 1-февралына чейин", "2026-02-01"),
        ("2026-жылдын 1-февралынан кечиктирбестен", "2026-02-01"),
        ("2026-жылдын 31-декабрына чейин", "2026-12-31"),
        ("1-февраль 2026-жыл", "2026-02-01"),
        ("2026-жылдын 15-майы", "2026-05-15"),
        ("2028-жылдын 29-февралы", "2028-02-29"),
        ("2026-жылдын март айы", "2026-03-01..2026-03-31"),
        ("2028-жылдын февраль айында", "2028-02-01..2028-02-29"),
        ("2026-жылдын март–июнь айлары", "2026-03-01..2026-06-30"),
        ("2026-жылдын аягына чейин", "2026-12-31"),
        ("2026-жылдын III кварталынын аягына чейин", "2026-09-30"),
        ("2026-жылдын 1-мартынан 30-июнуна чейин", "2026-03-01..2026-06-30"),
        ("2025, 2027-жылдар", "2025; 2027"),
        ("жыл сайын 1-февралга чейин, 2025-2027-жылдар", "2025-02-01; 2026-02-01; 2027-02-01"),
        ("жыл сайын 1-февралга чейин", "yearly"),
        ("01.02.2026-ж. чейин", "2026-02-01"),
        ("2025-2027- жылдар(жыл сайын )", "2025..2027 yearly"),
    ]);
}

#[test]
fn russian_spellings_are_read() {
    all_mean(&[
        ("III-IV кварталы 2026 г.", "2026-H2"),
        ("3 кв. 2026", "2026-Q3"),
        ("3 кв. 2026 г.", "2026-Q3"),
        ("3-й квартал 2026 года", "2026-Q3"),
        ("3-ий квартал 2026 года", "2026-Q3"),
        ("III квартал 2026 года", "2026-Q3"),
        ("2026 год, III квартал", "2026-Q3"),
        ("третий квартал 2026 года", "2026-Q3"),
        ("первое полугодие 2026 года", "2026-H1"),
        ("1-е полугодие 2026 г.", "2026-H1"),
        ("II полугодие 2026 г.", "2026-H2"),
        ("1 п/г 2026 г.", "2026-H1"),
        ("2025-2027 гг.", "2025..2027"),
        ("2025 – 2027 годы", "2025..2027"),
        ("в течение 2026 года", "2026"),
        ("2026 год", "2026"),
        ("ежеквартально, 2025–2027", "2025..2027 quarterly"),
        ("Ежеквартально в 2025-2027 гг.", "2025..2027 quarterly"),
        ("2026 год, ежегодно", "2026 yearly"),
        ("2025–2027 годы (ежегодно)", "2025..2027 yearly"),
        ("ежегодно", "yearly"),
        ("раз в полугодие, 2026 год", "2026 half-yearly"),
        ("1 раз в квартал, 2026 г.", "2026 quarterly"),
        ("постоянно", "continuous"),
        ("на постоянной основе", "continuous"),
        ("регулярно", "continuous"),
        ("систематически", "continuous"),
        ("Постоянно, 2025-2027 гг.", "2025..2027 continuous"),
        ("до 1 февраля 2026 года", "2026-02-01"),
        ("к 1 февраля 2026 г.", "2026-02-01"),
        ("не позднее 1 февраля 2026 г.", "2026-02-01"),
        ("до 01.02.2026 г.", "2026-02-01"),
        ("31.12.2026", "2026-12-31"),
        ("1.2.2026 г.", "2026-02-01"),
        ("31 декабря 2026 г.", "2026-12-31"),
        ("март 2026 г.", "2026-03-01..2026-03-31"),
        ("декабрь 2026", "2026-12-01..2026-12-31"),
        ("февраль 2028 года", "2028-02-01..2028-02-29"),
        ("в мае 2026 года", "2026-05-01..2026-05-31"),
        ("март-июнь 2026 г.", "2026-03-01..2026-06-30"),
        ("март, июнь 2026 г.", "2026-03-01..2026-03-31; 2026-06-01..2026-06-30"),
        ("до конца 2026 года", "2026-12-31"),
        ("до конца III квартала 2026 года", "2026-09-30"),
        ("с 1 марта по 30 июня 2026 г.", "2026-03-01..2026-06-30"),
        ("с 1 марта до 30 июня 2026 г.", "2026-03-01..2026-06-30"),
        ("c 1-го по 15-е марта 2026 года", "2026-03-01..2026-03-15"),
        ("1–15 марта 2026 года", "2026-03-01..2026-03-15"),
        ("01.03.2026 – 30.06.2026", "2026-03-01..2026-06-30"),
        ("с марта по июнь 2026 года", "2026-03-01..2026-06-30"),
        ("с 2025 по 2027 год", "2025..2027"),
        ("IV квартал 2025 – I квартал 2026 года", "2025-Q4..2026-Q1"),
        ("IV квартал 2025 года – I квартал 2026 года", "2025-Q4..2026-Q1"),
        ("III, I кварталы 2026 года", "2026-Q1; 2026-Q3"),
        ("I и III кварталы 2026 года", "2026-Q1; 2026-Q3"),
        ("I квартал 2026 г., III квартал 2026 г.", "2026-Q1; 2026-Q3"),
        ("I, III кварталы 2026 года, I квартал 2027 года", "2026-Q1; 2026-Q3; 2027-Q1"),
        ("до 1 февраля 2026 г., до 1 июня 2026 г.", "2026-02-01; 2026-06-01"),
        ("ежегодно до 1 февраля, 2025–2027", "2025-02-01; 2026-02-01; 2027-02-01"),
        ("ежегодно до 1 февраля 2025–2027 гг.", "2025-02-01; 2026-02-01; 2027-02-01"),
        ("ежегодно, до 1 февраля", "yearly"),
        ("ЧЕТВЁРТЫЙ КВАРТАЛ 2026 ГОДА", "2026-Q4"),
        ("четвертый квартал 2026 года", "2026-Q4"),
        ("2025–2026 годы; IV квартал 2027 года", "2025..2026; 2027-Q4"),
    ]);
}

#[test]
fn english_spellings_are_read() {
    all_mean(&[
        ("Q3 2026", "2026-Q3"),
        ("3rd quarter of 2026", "2026-Q3"),
        ("quarter III of 2026", "2026-Q3"),
        ("quarters I and III of 2026", "2026-Q1; 2026-Q3"),
        ("Q1-Q2 2026", "2026-H1"),
        ("H1 2026", "2026-H1"),
        ("first half of 2026", "2026-H1"),
        ("half-year II of 2026", "2026-H2"),
        ("2025–2027 (yearly)", "2025..2027 yearly"),
        ("2026, quarterly", "2026 quarterly"),
        ("by 1 February 2026", "2026-02-01"),
        ("by February 1, 2026", "2026-02-01"),
        ("by the end of 2026", "2026-12-31"),
        ("until 31 December 2026", "2026-12-31"),
        ("from 1 March to 30 June 2026", "2026-03-01..2026-06-30"),
        ("March 2026", "2026-03-01..2026-03-31"),
        ("15 June 2026", "2026-06-15"),
        ("continuously", "continuous"),
        ("yearly by 1 February, 2025-2027", "2025-02-01; 2026-02-01; 2027-02-01"),
        ("during 2026", "2026"),
    ]);
}

#[test]
fn what_is_not_plain_is_not_read() {
    let read: Vec<_> = [
        "",
        "-",
        "III квартал",
        "3-квартал",
        "март",
        "до 1 февраля",
        "1-жарым жылдык",
        "30.02.2026",
        "29 февраля 2026 года",
        "2026-жылдын 31-апрели",
        "31-апрель 2026-жыл",
        "V квартал 2026 года",
        "0 квартал 2026 года",
        "5-квартал 2026",
        "3-жарым жылдык 2026",
        "2027–2025-жылдар",
        "с 30 июня по 1 марта 2026 г.",
        "2025-жылдан 2027-жылга чейин",
        "2026-жылдын мартынан июнуна чейин",
        "с 2026 года",
        "2026-жылдан баштап",
        "до 2027 года",
        "до марта 2026 года",
        "в конце 2026 года",
        "2026-",
        "жылдын 1-жарым жылдыгы",
        "2026 год, ежегодно, ежеквартально",
        "I квартал 2025 и 2026 годов",
        "l квартал 2026 года",
        "2026 год при наличии средств",
        "2025/2026",
        "46326",
        "01.03.2026-28.02.2026",
        "после 1 февраля 2026 года",
        "2026 2027",
        "10/11/2026",
        "1989-жыл",
        "05.01.1900",
        "еженедельно",
        "1 раз в 2 года",
        "3 раза в год",
        "1. марта 2026 года",
        "2 раза в 2026 году",
        "3 квартал 2026 - 2027 гг.",
        "2026, 2027-жылдын 1-кварталы",
        "ежеквартально, 3 квартал 2023",
        "по итогам 2026 года",
        "в течение 30 дней марта 2026 года",
        "II квартал 2026 г., далее ежегодно",
        "2026-2027-2028",
    ]
    .into_iter()
    .filter(|typed| canonical(typed) != "not read")
    .map(|typed| format!("{typed}: {}", canonical(typed)))
    .collect();
    assert_eq!(read, [""; 0]);
}

/// What a list of spellings in `tests/terms` says a text is.
struct Spelling<'l> {
    typed: String,
    years: Option<Years>,
    expected: &'l str,
}

fn spelling(line: &str) -> Spelling<'_> {
    let fields: Vec<&str> = line.split('|').collect();
    let [typed, years, expected] = fields.as_slice() else { panic!("not three fields: {line}") };
    let year = |text: &str| text.parse().expect("a year");
    let years = (!years.is_empty()).then(|| {
        let (first, last) = years.split_once('-').unwrap_or((years, years));
        Years { first: year(first), last: year(last) }
    });
    Spelling { typed: typed.replace("\\n", "\n"), years, expected }
}

#[test]
fn spellings_from_all_over_are_read_or_asked_about() {
    let days = |period: &Period| (period.from, period.to, period.recurrence);
    let list = include_str!("terms/spellings.txt");
    let mut wrong = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let Spelling { typed, years, expected } = spelling(line);
        let read = term_of_years(&typed, years).ok().map(|reading| days(&reading.period));
        let wanted = (expected != "asks").then(|| days(&Period::parse(expected).expect("a canonical term")));
        if read != wanted {
            wrong.push(format!("{line}: {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_number_of_a_list_is_never_a_day() {
    let months = ["март", "июнь", "сентябрь", "декабрь"];
    let config = Config { cases: 500, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[15; 32]));
    let lists = (1_usize..4, 0_usize..4, 1_u8..28, any::<bool>(), any::<bool>());
    let result = runner.run(&lists, |(count, first, number, bracket, lines)| {
        let sign = if bracket { ')' } else { '.' };
        let month = |at: usize| months[(first + at) % 4];
        let entries: Vec<String> =
            (0..count).map(|at| format!("{}{sign} {} 2018", usize::from(number) + at, month(at))).collect();
        let typed = entries.join(if lines { "\n" } else { " " });
        if let Ok(period) = term(&typed) {
            let days = period.all();
            assert_eq!(days.len(), count, "{typed:?}");
            assert!(days.iter().all(|term| term.from.day() == 1 && term.to == term.to.last_of_month()), "{typed:?}");
        } else {
            // One number with a point may be a day that somebody wrote so: a person is asked.
            assert!(count == 1 && !bracket, "{typed:?}");
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn the_years_of_a_title_are_those_it_is_about() {
    let years = |title: &str| Years::of_title(title).map(|years| (years.first, years.last));
    assert_eq!(years("План мероприятий по противодействию коррупции на 2026 год"), Some((2026, 2026)));
    assert_eq!(years("2025–2027-жылдарга карата иш-чаралар планы"), Some((2025, 2027)));
    assert_eq!(years("Утверждён приказом от 15 декабря 2025 года № 114. План на 2026 год"), Some((2026, 2026)));
    assert_eq!(years("2025-жылдын 15-декабрындагы буйрук. 2026-жылга план"), Some((2026, 2026)));
    assert_eq!(years("План на 2026 год во исполнение программы на 2025-2030 годы"), None);
    assert_eq!(years("План мероприятий (приказ от 15.12.2025)"), None);
    assert_eq!(years("План мероприятий"), None);
}

/// Any term that people may write: spans of days, months, quarters, half-years and years, several in a row, how often.
fn any_period() -> impl Strategy<Value = Period> {
    let unit = (2020_i16..2040, 0_i16..3, 0_u8..12, 1_i8..=28, 1_i8..=28, 0_u8..6).prop_map(
        |(year, more, month, first, last, kind)| {
            let month = i8::try_from(month).unwrap();
            let months = |from: i8, count: i8| (date(year, from, 1), date(year, from + count - 1, 1).last_of_month());
            match kind {
                0 => (date(year, 1, 1), date(year + more, 12, 31)),
                1 => months(month / 6 * 6 + 1, 6),
                2 => months(month / 3 * 3 + 1, 3),
                3 => months(month + 1, 1),
                4 => (date(year, month + 1, first), date(year, month + 1, first)),
                _ => (date(year, month + 1, first.min(last)), date(year + more, month + 1, first.max(last))),
            }
        },
    );
    let recurrence = proptest::option::of(proptest::sample::select(Recurrence::ALL.to_vec()));
    (proptest::collection::vec(unit, 0..3), recurrence).prop_map(|(spans, recurrence)| {
        // What is bound to an event has no days.
        let spans = if recurrence == Some(Recurrence::Event) { Vec::new() } else { spans };
        let terms = spans.into_iter().map(|(from, to)| Term { from, to, recurrence }).collect();
        let alone = Period::recurring("", recurrence.unwrap_or(Recurrence::Continuous));
        Period::of_terms("", terms).unwrap_or(alone)
    })
}

#[test]
fn what_is_written_in_words_is_read_again_as_the_same_term() {
    let config = Config { cases: 2000, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[21; 32]));
    let result = runner.run(&any_period(), |period| {
        let canonical = period.canonical().unwrap();
        let same = |written: &str| {
            let read = term(written).unwrap_or_else(|why| panic!("{written:?} of {canonical}: {why:?}"));
            let said = (read.from, read.to, read.recurrence, &read.terms);
            assert_eq!(said, (period.from, period.to, period.recurrence, &period.terms), "{written:?} of {canonical}");
        };
        same(&canonical);
        for language in Language::ALL {
            same(&term_in_words(language, &period));
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn documents_keep_the_words_of_a_term_that_says_more_than_its_days() {
    let shown = |typed: &str| term_in_words(Language::Ru, &term(typed).expect("it is read"));
    for typed in [
        "по мере поступления жалоб",
        "жумушка кабыл алууда",
        "ежегодно до 1 марта",
        "ежемесячно до 10 числа",
        "в течение 2026 года, по мере поступления жалоб",
        "15.04.2026; при приеме на работу",
    ] {
        assert_eq!(shown(typed), typed);
    }
    assert_eq!(shown("event"), "по мере необходимости");
    assert_eq!(shown("2026-жыл, ай сайын"), "2026 год, ежемесячно");
}

#[test]
fn each_entry_of_a_cell_is_a_term_of_its_own() {
    all_mean(&[
        ("2026-жыл\n2027-жыл", "2026; 2027"),
        ("2026-жылдын 1-кварталы\n2026-жылдын 3-кварталы\n2027-жыл", "2026-Q1; 2026-Q3; 2027"),
        ("до 10.01.2026\nдо 10.07.2026", "2026-01-10; 2026-07-10"),
        ("до 10.01.2026 до 10.07.2026", "2026-01-10; 2026-07-10"),
        ("1) март 2018\n2) сентябрь 2018", "2018-03-01..2018-03-31; 2018-09-01..2018-09-30"),
        ("1) март 2018 2) сентябрь 2018", "2018-03-01..2018-03-31; 2018-09-01..2018-09-30"),
        ("ежегодно\nдо 1 марта, 2026–2027 гг.", "2026-03-01; 2027-03-01"),
        ("2026, 2027 гг. (декабрь)", "2026-12-01..2026-12-31; 2027-12-01..2027-12-31"),
        ("2026-2027 гг.; ежеквартально", "2026..2027 quarterly"),
    ]);
    for typed in ["ежеквартально\n3 квартал 2023", "ежеквартально\nраз в полугодие", "1) постоянно\n2) до 1 марта 2026"]
    {
        assert_eq!(term(typed), Err(Unreadable::Ambiguous), "{typed:?}");
    }
}

#[test]
fn whatever_stands_in_a_cell_is_read_or_asked_about_and_what_is_read_is_a_term() {
    let words = [
        "2026",
        "2026-жыл",
        "г.",
        "гг.",
        "I",
        "3",
        "12",
        "31.12",
        "01.07.2026",
        "12.2026",
        "квартал",
        "жарым жылдыгы",
        "март",
        "до",
        "чейин",
        "по",
        "с",
        "и",
        "-",
        " – ",
        ",",
        ";",
        "\n",
        "1)",
        "2.",
        "(",
        ")",
        "раз",
        "жолу",
        "в",
        "не реже",
        "год",
        "ар",
        "сайын",
        "ай",
        "күн",
        "числа",
        "ежегодно",
        "постоянно",
        "при",
        "учурда",
        "зарылчылыкка жараша",
        "конца",
        "аягына",
        "далее",
        "следующего",
        "/",
        "0",
        "99",
        "т.г.",
        "слово",
        "«",
        "…",
    ];
    let config = Config { cases: 8_000, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let texts = proptest::collection::vec(proptest::sample::select(words.to_vec()), 1..7);
    let years = proptest::option::of((2024_i16..2027, 0_i16..3));
    let result = runner.run(&(texts, years), |(parts, years)| {
        let years = years.map(|(first, more)| Years { first, last: first + more });
        for typed in [parts.join(" "), parts.concat()] {
            let Ok(reading) = term_of_years(&typed, years) else { continue };
            let period = reading.period;
            let again = period.canonical().and_then(|canonical| Period::parse(&canonical)).expect("it is a term");
            let said = (period.from, period.to, period.recurrence, &period.terms);
            assert_eq!(said, (again.from, again.to, again.recurrence, &again.terms), "{typed:?}");
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

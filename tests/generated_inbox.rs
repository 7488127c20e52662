//! A ministry's inbox, made by a generator that knows the truth: five seeds, two years. Every file is accounted for, none is counted
//! twice, attendance and totals are those of the truth, and each sender has a reply.

use super::support::{Folder, said};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const DAY: &[&str] = &["--as-of", "2027-11-21", "--lang", "en"];

const REGIONS: [&str; 4] = ["Чүй облусу", "Нарын облусу", "Ош облусу", "Талас облусу"];
/// The first stands in each region.
const PLACES: [&str; 8] = ["Ак-Суу", "Кемин", "Жумгал", "Сары-Таш", "Бакай-Ата", "Тоң", "Кочкор", "Манас"];
const RISKS: [&str; 6] = [
    "Адис кезексиз маалымкат бергени үчүн акча алат",
    "Инспектор текшерүү тууралуу алдын ала кабарлайт",
    "Комиссия жерди тааныштарына бөлөт",
    "Специалист составляет техническое задание под поставщика",
    "Регистратор теряет заявление за вознаграждение",
    "Водитель продаёт казённое топливо",
];

/// Numbers that look random and are the same for the same seed (Knuth's generator).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(bound).unwrap()).unwrap()
    }
}

/// A situation as the generator means it: the points, and whether its control lowers the level.
type Situation = (usize, usize, bool);

/// What the generator did: what is to become of each file, which bodies sent a register that can be read, and what it holds.
#[derive(Default)]
struct Truth {
    became: BTreeMap<String, &'static str>,
    silent: BTreeSet<String>,
    read: BTreeMap<String, Vec<Situation>>,
    configuration: String,
}

impl Truth {
    fn file(&mut self, folder: &Folder, path: &str, bytes: impl AsRef<[u8]>, became: &'static str) {
        folder.write(path, bytes);
        self.became.insert(path.to_owned(), became);
    }
}

fn toml(name: &str, situations: &[Situation], year: usize) -> String {
    let mut text = format!("[organization]\nname = \"{name}\"\n\n[assessment]\ndate = {year}-06-15\n");
    for (number, (likelihood, harm, lowers)) in situations.iter().enumerate() {
        let risk = RISKS[number % RISKS.len()];
        write!(
            text,
            "\n[[function]]\nname = \"Кызмат көрсөтүү {number}\"\n[[function.situation]]\ntext = \"{risk}\"\n\
             likelihood = {{ score = {likelihood}, justification = \"Кезек кагазда.\" }}\n\
             harm = {{ score = {harm}, justification = \"Ишеним төмөндөйт.\" }}\n"
        )
        .unwrap();
        if *lowers {
            text += "control = { description = \"Эки кол коюлат\", effectiveness = \"high\", evidence = \"Журнал\" }\n";
        }
    }
    text
}

fn csv(situations: &[Situation], russian: bool, separator: char) -> String {
    let titles = if russian {
        [
            "№ п/п",
            "Полномочие",
            "Случай или ситуация",
            "Вероятность",
            "Ущерб",
            "Действующий контроль",
            "Эффективность контроля",
            "Подтверждение контроля",
        ]
    } else {
        [
            "№",
            "Функция (ыйгарым укук)",
            "Учур же кырдаал",
            "Ыктымалдуулук",
            "Зыян",
            "Иштеп жаткан контроль",
            "Контролдун натыйжалуулугу",
            "Контролдун далили",
        ]
    };
    let mut rows = vec![titles.map(str::to_owned)];
    for (number, (likelihood, harm, lowers)) in situations.iter().enumerate() {
        let control = match (lowers, russian) {
            (false, _) => ["", "", ""],
            (true, true) => ["Две подписи", "высокая", "Журнал"],
            (true, false) => ["Эки кол коюлат", "жогорку", "Журнал"],
        };
        rows.push([
            (number + 1).to_string(),
            format!("Кызмат көрсөтүү {number}"),
            RISKS[number % RISKS.len()].to_owned(),
            likelihood.to_string(),
            harm.to_string(),
            control[0].to_owned(),
            control[1].to_owned(),
            control[2].to_owned(),
        ]);
    }
    rows.iter().map(|row| row.join(&separator.to_string()) + "\r\n").collect()
}

/// Makes the folder `year/` and says the truth about it. The bodies and most of their situations are those of the seed; in a later
/// year some points are lower.
fn make(folder: &Folder, seed: u64, year: usize) -> Truth {
    let mut random = Random(seed);
    let mut truth = Truth::default();
    for (region_number, region) in REGIONS.iter().enumerate() {
        for (place_number, place) in PLACES.iter().enumerate() {
            if place_number > 0 && place_number % REGIONS.len() != region_number {
                continue;
            }
            let id = format!("b{region_number}{place_number}");
            let name = format!("{place} айыл өкмөтү");
            writeln!(
                truth.configuration,
                "[[organization]]\nid = \"{id}\"\nname = \"{name}\"\nparent = \"{region}\"\n"
            )
            .unwrap();
            let count = 3 + random.below(6);
            let mut situations: Vec<Situation> =
                (0..count).map(|_| (1 + random.below(3), 1 + random.below(3), random.below(3) == 0)).collect();
            let kind = random.below(8);
            let at = format!("{year}/{region}/{place}");
            if year == 2027 {
                situations[0].0 = 1;
            }
            match kind {
                0 => truth.file(folder, &format!("{at}.xlsx"), "", "refused"),
                1 => truth.file(folder, &format!("{at} скан.pdf"), "%PDF-1.4", "unsupported"),
                2 => {
                    truth.file(folder, &format!("{at}.toml"), toml(&name, &situations, year), "register");
                    let text = folder.read(&format!("{at}.toml"));
                    truth.file(folder, &format!("{year}/{region}/почта/Копия {place}.toml"), text, "copy");
                }
                3 => {
                    truth.file(folder, &format!("{at}.toml"), toml(&name, &situations, year), "replaced");
                    situations.push((3, 3, false));
                    truth.file(folder, &format!("{at} v2 (оңдолгон).toml"), toml(&name, &situations, year), "register");
                }
                4 => truth.file(folder, &format!("{at} а.ө..csv"), csv(&situations, false, ';'), "register"),
                5 => truth.file(folder, &format!("{at} (1).csv"), csv(&situations, true, ','), "register"),
                6 => truth.file(folder, &format!("{at}.tsv"), csv(&situations, false, '\t'), "register"),
                _ => truth.file(folder, &format!("{at} толтурулган.toml"), toml(&name, &situations, year), "register"),
            }
            if kind < 2 {
                truth.silent.insert(id);
            } else {
                truth.read.insert(id, situations);
            }
        }
    }
    truth.file(folder, &format!("{year}/Ош облусу/Кат.csv"), "Тизмек кагаз түрүндө жөнөтүлөт\n", "refused");
    truth.file(folder, &format!("{year}/Thumbs.db"), "x", "unsupported");
    folder.write(&format!("{year}/~$Кемин.xlsx"), "lock");
    truth
}

/// The levels before and after controls, counted as the Regulation has them: points are added, 2-3 low, 4 medium, 5-6 high.
fn totals(truth: &Truth) -> [[usize; 3]; 2] {
    let mut totals = [[0; 3]; 2];
    for (likelihood, harm, lowers) in truth.read.values().flatten() {
        let inherent = (likelihood + harm).saturating_sub(3).min(2);
        totals[0][inherent] += 1;
        totals[1][if *lowers { inherent.saturating_sub(1) } else { inherent }] += 1;
    }
    totals
}

fn texts<'d>(list: &'d Value, key: &str) -> BTreeSet<&'d str> {
    list.as_array().unwrap().iter().filter_map(|one| one[key].as_str()).collect()
}

#[test]
fn five_seeds_and_two_years_come_out_as_the_truth_has_them() {
    for seed in 1..=5 {
        for year in [2026, 2027] {
            let folder = Folder::with(&[], DAY);
            let truth = make(&folder, seed, year);
            folder.write("tobokel.toml", &truth.configuration);
            let year = year.to_string();
            let run = folder.run(&["assess", &year, "-o", "out/", "--replies", "replies/", "-q"]);
            assert_eq!(run.status.code(), Some(1), "some files are broken: {}", said(&run));
            let document: Value = serde_json::from_str(&folder.read("out/consolidated.json")).unwrap();
            let of = format!("seed {seed}, {year}");

            let files = document["files"].as_array().unwrap();
            let became: BTreeMap<String, &str> = files
                .iter()
                .map(|file| (file["path"].as_str().unwrap().to_owned(), file["became"].as_str().unwrap()))
                .collect();
            assert_eq!(files.len(), became.len(), "{of}: a file stands twice");
            assert_eq!(became, truth.became, "{of}");

            let read: BTreeSet<&str> = truth.read.keys().map(String::as_str).collect();
            assert_eq!(texts(&document["organizations"], "id"), read, "{of}");
            let silent: BTreeSet<&str> = truth.silent.iter().map(String::as_str).collect();
            assert_eq!(texts(&document["missing"], "id"), silent, "{of}");
            assert_eq!(document["unexpected"].as_array().unwrap().len(), 0, "{of}");

            let mut found = [[0; 3]; 2];
            let mut keys = BTreeSet::new();
            for register in document["registers"].as_array().unwrap() {
                for situation in register["situations"].as_array().unwrap() {
                    assert!(keys.insert(situation["key"].as_str().unwrap()), "{of}: {situation}");
                    for (row, level) in found.iter_mut().zip(["inherent", "residual"]) {
                        let levels = ["low", "medium", "high"];
                        row[levels.iter().position(|word| situation[level] == **word).unwrap()] += 1;
                    }
                }
            }
            assert_eq!(found, totals(&truth), "{of}");
            assert_eq!(folder.read("out/situations.csv").lines().count(), keys.len() + 1, "{of}");

            // A file that does not say whose it is has a name all the same: that of the configuration.
            assert!(!folder.read("out/findings.csv").contains("TB512"), "{of}");

            // Everybody who sent something is answered, once; a copy and what a system left there are not.
            let index = folder.read("replies/index.csv");
            let answered = index.lines().skip(1).filter(|line| line.contains(".xlsx,")).count();
            let senders = truth.became.values().filter(|became| **became != "copy").count() - 1;
            assert_eq!(answered, senders, "{of}: {index}");
        }
    }
}

#[test]
fn two_years_of_a_generated_inbox_are_compared_body_by_body() {
    for seed in 1..=5 {
        let folder = Folder::with(&[], DAY);
        let [old, new] = [2026, 2027].map(|year| make(&folder, seed, year));
        folder.write("tobokel.toml", &old.configuration);
        let run = folder.run(&["compare", "2026", "2027", "--format", "json", "-q"]);
        let document: Value = serde_json::from_slice(&run.stdout).unwrap();
        let read: BTreeSet<&str> = new.read.keys().map(String::as_str).collect();
        assert_eq!(texts(&document["organizations"], "id"), read, "seed {seed}");
        for (truth, side) in [(&old, "old"), (&new, "new")] {
            let [inherent, residual] = totals(truth);
            for (counts, level) in [(inherent, "inherent"), (residual, "residual")] {
                let found = ["low", "medium", "high"].map(|word| document[side][level][word].as_u64().unwrap());
                assert_eq!(found, counts.map(|count| count as u64), "seed {seed}, {side}, {level}");
            }
        }
    }
}

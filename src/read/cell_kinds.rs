//! How words in cells are read: levels, points, grades, categories and statuses among words that change nothing. Tests alone.

use super::build::{Keywords, levels, scale};
use super::keyword::{Vocabulary, Word};
use crate::method::Method;
use crate::model::Level;

/// The words by which cells are told apart: those of the method in use and those of the form.
pub(super) struct CellKinds {
    levels: Vocabulary<Level>,
    scales: [Vocabulary<u8>; 2],
}

impl CellKinds {
    /// The words of a method.
    pub fn of(method: &Method) -> Self {
        Self { levels: levels(method), scales: [scale(&method.likelihood), scale(&method.harm)] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::method::embedded_method;

    fn kinds() -> CellKinds {
        CellKinds::of(&embedded_method("kg-232-2026").expect("it is embedded"))
    }

    /// What the words of one kind make of a text: a number, or that a person is asked.
    fn value<T: Copy + PartialEq + std::fmt::Debug>(words: &Vocabulary<T>, text: &str) -> String {
        match words.find(text) {
            Word::Known(value) | Word::LookAlike(value) => format!("{value:?}"),
            Word::Unknown(_) => "asked".into(),
        }
    }

    fn all_are<T: Copy + PartialEq + std::fmt::Debug>(words: &Vocabulary<T>, expected: &str, texts: &[&str]) {
        for text in texts {
            assert_eq!(value(words, text), expected, "{text}");
        }
    }

    #[test]
    fn levels_are_read_among_words_that_change_nothing() {
        let levels = kinds().levels;
        all_are(&levels, "Level(0)", &["нөлдүк деңгээл", "нулевой", "Нулевая степень риска"]);
        all_are(
            &levels,
            "Level(1)",
            &["низко", "Низкий уровень", "төмөнкү даража", "незначительный", "низк.", "low risk"],
        );
        all_are(
            &levels,
            "Level(2)",
            &["Орточо.", "сред.", "ср.", "средняя степень", "Medium level", "орточо (2)", "ўрта"],
        );
        all_are(
            &levels,
            "Level(3)",
            &["жогорку тобокелдик", "5 (высокий)", "высокий (3)", "3-жогорку", "выс.", "HIGH!"],
        );
        let asked = [
            "төмөнкү/орточо",
            "минимальный",
            "отсутствует",
            "өтө жогорку",
            "жогорураак",
            "критический",
            "В",
            "H",
            "не высокий",
            "ниже среднего",
            "деңгээл",
            "3",
            "высокий и средний",
            "жогорку эмес",
            "очень высокий",
            "средне-высокий",
        ];
        all_are(&levels, "asked", &asked);
    }

    #[test]
    fn points_are_read_among_words_that_change_nothing() {
        let points = &kinds().scales[0];
        all_are(points, "1", &["1 балл (төмөнкү)", "бир", "1 балл", "низкая вероятность", "1 упай"]);
        all_are(points, "2", &["два", "2 балла", "орточо – 2", "балл 2", "2.", "(2)", "2 балл", "эки балл"]);
        all_are(points, "3", &["3 – высокая", "3 балл", "3-жогорку", "высокая вероятность", "балл: 3"]);
        all_are(
            points,
            "asked",
            &[
                "2-3",
                "2/3",
                "2 (высокая)",
                "4",
                "1.5 балла",
                "2 из 3",
                "0",
                "10",
                "не 3",
                "-1",
                "+2",
                "2.2",
                "1-1",
                "2%",
                "II",
                "2 же 3",
                "балл",
            ],
        );
    }

    #[test]
    fn categories_and_statuses_are_read_as_people_write_them() {
        let words = Keywords::all();
        all_are(&words.categories, "Systemic", &["Системалык", "Системный риск", "системдүү", "реалдуу тобокелдик"]);
        all_are(
            &words.categories,
            "Potential",
            &["потенциальные", "Потенциалдуу.", "потенциальный коррупционный риск"],
        );
        all_are(&words.categories, "Situational", &["кырдаалдуу", "ситуационный риск"]);
        all_are(&words.categories, "asked", &["кырдаалдык, потенциалдуу", "риск", "несистемный", "не системный"]);
        let statuses = &words.statuses;
        all_are(statuses, "Planned", &["срок не наступил", "не начато", "мөөнөтү келе элек", "planned"]);
        all_are(
            statuses,
            "InProgress",
            &[
                "частично исполнено",
                "исполнено частично",
                "на исполнении",
                "аткаруу процессинде",
                "в процессе исполнения",
            ],
        );
        all_are(
            statuses,
            "Done",
            &[
                "Аткарылды 100%",
                "завершено",
                "реализовано",
                "снято с контроля",
                "толук аткарылды",
                "Исполнено.",
                "Исполнено в срок",
            ],
        );
        all_are(statuses, "NotDone", &["не реализовано", "аткарылбай калды", "аткарылбаган", "Не исполнено!"]);
        let asked = [
            "исполнено на 50%",
            "толук аткарылган жок",
            "исполнено не в срок",
            "не завершено",
            "отменено",
            "аткарылды эмес",
        ];
        all_are(statuses, "asked", &asked);
    }

    #[test]
    fn advice_never_turns_a_meaning_round() {
        let meant = |text| match Keywords::all().statuses.find(text) {
            Word::Unknown(near) => near.unwrap_or_default().to_owned(),
            Word::Known(value) | Word::LookAlike(value) => format!("read: {value:?}"),
        };
        assert_eq!(meant("аткрылды"), "аткарылды");
        assert_eq!(meant("испонено"), "исполнено");
        assert_eq!(meant("не испонено"), "не исполнено");
        for text in
            ["аткарылбоду", "неисполненно", "аткарылбаганы", "исполнено наполовину", "почти исполнено", "на исполненни"]
        {
            let meant = meant(text);
            assert!(
                !["исполнено", "аткарылды", "аткарылган", "не исполнено"].contains(&meant.as_str()),
                "{text}: {meant}"
            );
        }
        let levels = kinds().levels;
        for text in ["невысокий", "не высокий", "выше среднего", "жогорураак"] {
            assert!(matches!(levels.find(text), Word::Unknown(None)), "{text}");
        }
        assert!(matches!(levels.find("высоккий"), Word::Unknown(Some("высокий"))));
        assert!(matches!(levels.find("Орго"), Word::Unknown(Some("орто"))));
    }
}

//! Which of the organisations that are known a file is from: by the name in it, by what stands above its table, by its own name
//! and that of its folder.
//!
//! What is written out in full decides first; what only speaks of a body (`Кемин.xlsx` of `Кемин району`) decides where it speaks
//! of one alone. Where several are meant nothing is decided: they are named, and a person says whose it is.

use super::name::Name;

/// An organisation that is known beforehand.
#[derive(Clone, Debug)]
pub struct Known {
    names: Vec<Name>,
    parent: Option<Name>,
}

impl Known {
    /// An organisation by its id, its name, its other names, and the one above it.
    #[must_use]
    pub fn new<'t>(names: impl IntoIterator<Item = &'t str>, parent: Option<&str>) -> Self {
        Self { names: names.into_iter().map(Name::of_body).collect(), parent: parent.map(Name::of_body) }
    }

    fn is(&self, name: &Name) -> bool {
        !name.words.is_empty() && self.names.iter().any(|known| known.words == name.words)
    }
}

/// What told whose a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The name in the register.
    Name,
    /// What stands above its table.
    Titles,
    /// The file's name.
    File,
    /// The folder's name.
    Folder,
}

/// Whose a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// One of the organisations that are known, by its number.
    Of(usize, By),
    /// Several are meant alike.
    Several(Vec<usize>, By),
    /// None is meant.
    Nobody,
}

/// Which of the organisations a file is from, by the name in the register, the texts above its table, and the path.
pub(super) fn whose(known: &[&Known], name: Option<&str>, titles: &[String], path: &str) -> Whose {
    let mut folders: Vec<&str> = path.split('/').collect();
    let file = folders.pop().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let folders: Vec<Name> = folders.iter().rev().map(|folder| Name::of_body(folder)).collect();
    let named = name.map(Name::of_body);
    let titles: Vec<Name> = titles.iter().map(|title| Name::of_body(title)).collect();
    let (whole_stem, of_file) = (Name::of_body(stem), Name::of_file(stem));
    let numbers = |fits: &dyn Fn(&Known) -> bool| -> Vec<usize> {
        (0..known.len()).filter(|number| fits(known[*number])).collect()
    };
    let equal = |name: &Name| numbers(&|one: &Known| one.is(name));
    // The longest name that stands in a text: «Ак-Суу районунун Кара-Суу айыл өкмөтү» speaks of the latter.
    let within = |text: &Name| {
        let length = |one: &Known| one.names.iter().filter(|name| text.has(name)).map(|name| name.words.len()).max();
        let longest = known.iter().filter_map(|one| length(one)).max();
        numbers(&|one: &Known| longest.is_some_and(|longest| longest > 1 && length(one) == Some(longest)))
    };
    let speaks_of = |name: &Name| numbers(&|one: &Known| one.names.iter().any(|known| name.is_about(known)));
    let evidence: [(By, &dyn Fn() -> Vec<usize>); 7] = [
        (By::Name, &|| named.as_ref().map(equal).unwrap_or_default()),
        (By::Titles, &|| first(titles.iter().map(equal))),
        (By::Titles, &|| first(titles.iter().map(within))),
        (By::File, &|| first([equal(&whole_stem), equal(&of_file), within(&whole_stem)].into_iter())),
        (By::Name, &|| named.as_ref().map(speaks_of).unwrap_or_default()),
        (By::File, &|| speaks_of(&of_file)),
        // A file that names another body is not from that of its folder.
        (By::Folder, &|| if named.is_some() { Vec::new() } else { first(folders.iter().map(equal)) }),
    ];
    for (by, found) in evidence {
        let found = narrowed(known, found(), &of_file, &folders);
        match found.as_slice() {
            [] => {}
            [only] => return Whose::Of(*only, by),
            _ => return Whose::Several(found, by),
        }
    }
    Whose::Nobody
}

fn first(mut found: impl Iterator<Item = Vec<usize>>) -> Vec<usize> {
    found.find(|found| !found.is_empty()).unwrap_or_default()
}

/// Of several that are meant alike those that the folders, the kind and the whole of the file's name speak for.
fn narrowed(known: &[&Known], mut found: Vec<usize>, of_file: &Name, folders: &[Name]) -> Vec<usize> {
    let is_above = |number: usize| {
        let parent = known[number].parent.as_ref();
        parent.is_some_and(|parent| folders.iter().any(|folder| folder.words == parent.words))
    };
    let is_whole = |number: usize| {
        known[number].names.iter().any(|name| name.own.len() == of_file.own.len() && of_file.is_about(name))
    };
    let is_of_kind = |number: usize| known[number].names.iter().any(|name| of_file.is_of_kind(name));
    let tests: [&dyn Fn(usize) -> bool; 3] = [&is_above, &is_of_kind, &is_whole];
    for test in tests {
        if found.len() > 1 && found.iter().any(|number| test(*number)) {
            found.retain(|number| test(*number));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, other names, parent.
    const KNOWN: [(&str, &[&str], Option<&str>); 9] = [
        ("Кемин району", &[], Some("Чүй облусу")),
        ("Ак-Суу айыл өкмөтү", &[], Some("Чүй облусу")),
        ("Ак-Суу айыл өкмөтү", &[], Some("Ысык-Көл облусу")),
        ("Мэрия города Талас", &[], None),
        ("Талас облустук архиви", &[], None),
        ("Департамент кадастра и регистрации прав", &["кадастр"], None),
        ("Первомайский районный акимиат", &[], None),
        ("Кара-Суу шаары", &[], None),
        ("Кара-Суу районунун билим берүү бөлүмү", &["билим бөлүмү"], None),
    ];

    fn found(name: Option<&str>, titles: &[&str], path: &str) -> Whose {
        let known: Vec<Known> = KNOWN
            .iter()
            .map(|(name, others, parent)| Known::new([*name].into_iter().chain(others.iter().copied()), *parent))
            .collect();
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        whose(&known.iter().collect::<Vec<_>>(), name, &titles, path)
    }

    #[test]
    fn the_name_in_the_register_decides_first_then_the_titles_then_the_file() {
        assert_eq!(found(Some("КЕМИН РАЙОНУ"), &["Кара-Суу шаары"], "Талас.xlsx"), Whose::Of(0, By::Name));
        assert_eq!(found(None, &["2026-жылдын тизмеги", "Кемин району"], "1.xlsx"), Whose::Of(0, By::Titles));
        let title = "Ош облусунун Кара-Суу районунун билим берүү бөлүмү, тизмек";
        assert_eq!(found(None, &[title], "1.xlsx"), Whose::Of(8, By::Titles));
        assert_eq!(found(None, &[], "in/Кемин району.xlsx"), Whose::Of(0, By::File));
    }

    #[test]
    fn a_file_may_speak_of_a_body_in_fewer_words() {
        assert_eq!(found(Some("Кемин"), &[], "in/Кемин.xlsx"), Whose::Of(0, By::Name));
        assert_eq!(found(None, &[], "in/Первомай РА.xlsx"), Whose::Of(6, By::File));
        assert_eq!(found(None, &[], "in/кадастр.xlsx"), Whose::Of(5, By::File));
        assert_eq!(found(None, &[], "in/Мэрия Талас - перечень рисков.xlsx"), Whose::Of(3, By::File));
        assert_eq!(found(None, &[], "in/Сузак.xlsx"), Whose::Nobody);
    }

    #[test]
    fn two_bodies_of_one_name_are_told_apart_by_the_one_above_them() {
        let name = Some("Ак-Суу айыл өкмөтү");
        assert_eq!(found(name, &[], "in/Ысык-Көл облусу/Ак-Суу.xlsx"), Whose::Of(2, By::Name));
        assert_eq!(found(name, &[], "in/Чүй облусу/Ак-Суу.xlsx"), Whose::Of(1, By::Name));
        assert_eq!(found(name, &[], "in/Ак-Суу.xlsx"), Whose::Several(vec![1, 2], By::Name));
    }
}

//! The menu of who starts the program by a double click. It asks, makes a command line of the answers and hands it on: all
//! work is the commands'. It reads lines and writes lines, so a test drives it with a text.

mod dragged;

use super::console::screen_width;
use crate::locale::{Language, Message};
use crate::report::{TOOL, VERSION};
use crate::text::printable;
use crate::write::wrapped_lines;
use dragged::dragged;
use std::ffi::OsString;
use std::io::{self, BufRead, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What can be done, in the order of its numbers.
const TASKS: [(&str, Task); 5] = [
    ("menu-new-form", |menu| menu.new_form()),
    ("menu-check", |menu| menu.check()),
    ("menu-assess", |menu| menu.assess()),
    ("menu-report", |menu| menu.report()),
    ("menu-help", |menu| menu.help()),
];

/// What the help says, each a paragraph.
const HELP: [&str; 5] = ["menu-help-form", "menu-help-drop", "menu-help-results", "menu-help-open", "menu-help-more"];

/// The number that closes the window.
const CLOSE: &str = "0";

/// Asks for what a task needs; returns its command line, or nothing where there is none to run.
type Task = fn(&mut Menu<'_>) -> io::Result<Option<Vec<OsString>>>;

/// Somebody in front of a window, and the language that they chose.
struct Menu<'m> {
    input: &'m mut dyn BufRead,
    screen: &'m mut dyn Write,
    language: Language,
}

/// Shows the menu until somebody closes the window or the input ends; runs the command lines that are made.
pub(crate) fn show(
    input: &mut dyn BufRead,
    screen: &mut dyn Write,
    mut run: impl FnMut(&[OsString]),
) -> io::Result<()> {
    let mut menu = Menu { input, screen, language: Language::Ky };
    match menu.shown(&mut run) {
        Err(ended) if ended.kind() == ErrorKind::UnexpectedEof => Ok(()),
        shown => shown,
    }
}

impl Menu<'_> {
    fn shown(&mut self, run: &mut dyn FnMut(&[OsString])) -> io::Result<()> {
        self.line(&format!("{TOOL} {VERSION}"))?;
        self.language = self.chosen_language()?;
        loop {
            self.line("")?;
            self.say("menu-title")?;
            for (number, (id, _)) in TASKS.iter().enumerate() {
                self.item(&(number + 1).to_string(), self.language, id)?;
            }
            self.item(CLOSE, self.language, "menu-close")?;
            let typed = self.asked("menu-number")?;
            if typed == CLOSE {
                return Ok(());
            }
            let chosen = typed.parse::<usize>().ok().and_then(|number| TASKS.get(number.checked_sub(1)?));
            let files = dragged(&typed);
            let line = match chosen {
                Some((_, task)) => task(self)?,
                None if typed.is_empty() => continue,
                // Whoever drags a file at once wants what dropping it on the program does.
                None if !files.is_empty() && files.iter().all(|file| file.exists()) => self.documents_of(files)?,
                None => {
                    self.tell(&Message::new("menu-no-such-number").with("typed", typed))?;
                    continue;
                }
            };
            if let Some(line) = line {
                self.line("")?;
                run(&line);
                self.asked("menu-back")?;
            }
        }
    }

    /// Asks in all languages; nothing typed is the language that everything speaks unless told otherwise.
    fn chosen_language(&mut self) -> io::Result<Language> {
        loop {
            self.line("")?;
            self.line(&Language::ALL.map(|language| language.text("menu-language")).join(" / "))?;
            for (number, language) in Language::ALL.into_iter().enumerate() {
                self.item(&(number + 1).to_string(), language, "menu-own-language")?;
            }
            let typed = self.answer("> ")?;
            match language_of(&typed) {
                Some(language) => return Ok(language),
                None if typed.is_empty() => return Ok(Language::Ky),
                None => {}
            }
        }
    }

    fn new_form(&mut self) -> io::Result<Option<Vec<OsString>>> {
        let here = std::env::current_dir()?;
        self.tell(&Message::new("menu-ask-folder").with("folder", here.as_path()))?;
        let typed = self.answer("> ")?;
        let folder = dragged(&typed).into_iter().next().unwrap_or(here);
        let form = free_name(&folder, &self.language.text("menu-form-name"));
        Ok(Some(self.spoken(["init".into(), form.into()])))
    }

    fn check(&mut self) -> io::Result<Option<Vec<OsString>>> {
        let files = self.files()?;
        let line = || self.spoken([OsString::from("check")].into_iter().chain(files.iter().map(OsString::from)));
        Ok((!files.is_empty()).then(line))
    }

    fn assess(&mut self) -> io::Result<Option<Vec<OsString>>> {
        let files = self.files()?;
        if files.is_empty() { Ok(None) } else { self.documents_of(files) }
    }

    /// The documents speak the language of the register, whatever that of the menu is; another one is asked for.
    fn documents_of(&mut self, files: Vec<PathBuf>) -> io::Result<Option<Vec<OsString>>> {
        let typed = self.asked("menu-ask-language")?;
        let mut line = vec![TOOL.into()];
        for file in files {
            // As when it is dropped on the program: nothing that could be taken for a command.
            line.push(std::path::absolute(file)?.into());
        }
        if let Some(language) = language_of(&typed) {
            line.extend(["--lang".into(), language.code().into()]);
        }
        Ok(Some(line))
    }

    fn report(&mut self) -> io::Result<Option<Vec<OsString>>> {
        let files = self.files()?;
        let Some(first) = files.first() else { return Ok(None) };
        let stem = first.file_stem().unwrap_or_default().to_string_lossy();
        let report = first.with_file_name(format!("{stem} ({}).xlsx", self.language.text("suffix-execution")));
        let files = files.iter().map(OsString::from);
        Ok(Some(self.spoken([OsString::from("monitor")].into_iter().chain(files).chain(["-o".into(), report.into()]))))
    }

    fn help(&mut self) -> io::Result<Option<Vec<OsString>>> {
        for paragraph in HELP {
            self.line("")?;
            self.say(paragraph)?;
        }
        self.asked("menu-back")?;
        Ok(None)
    }

    /// The files and folders that are dragged into the window.
    fn files(&mut self) -> io::Result<Vec<PathBuf>> {
        self.say("menu-ask-file")?;
        Ok(dragged(&self.answer("> ")?))
    }

    /// A command line that speaks the menu's language.
    fn spoken(&self, words: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
        let language = ["--lang".into(), self.language.code().into()];
        [TOOL.into()].into_iter().chain(words).chain(language).collect()
    }

    /// A line that can be chosen.
    fn item(&mut self, number: &str, language: Language, id: &str) -> io::Result<()> {
        self.line(&format!("  {number}  {}", language.text(id)))
    }

    fn say(&mut self, id: &'static str) -> io::Result<()> {
        self.tell(&Message::new(id))
    }

    fn tell(&mut self, message: &Message) -> io::Result<()> {
        self.line(&printable(&self.language.message(message)))
    }

    /// Writes a line, broken between words where the window ends.
    fn line(&mut self, text: &str) -> io::Result<()> {
        let wrapped = screen_width().map(|width| wrapped_lines(text, usize::from(width)));
        writeln!(self.screen, "{}", wrapped.as_deref().unwrap_or(text))
    }

    fn asked(&mut self, id: &str) -> io::Result<String> {
        self.answer(&format!("{} ", self.language.text(id)))
    }

    /// What somebody types, without the spaces around it.
    fn answer(&mut self, question: &str) -> io::Result<String> {
        write!(self.screen, "{question}")?;
        self.screen.flush()?;
        let mut typed = String::new();
        if self.input.read_line(&mut typed)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(typed.trim().to_owned())
    }
}

/// The language of a number in the list of all.
fn language_of(typed: &str) -> Option<Language> {
    let number: usize = typed.parse().ok()?;
    Language::ALL.get(number.checked_sub(1)?).copied()
}

/// A workbook of this name in a folder, numbered where others stand there: a form is never written over.
fn free_name(folder: &Path, name: &str) -> PathBuf {
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    let mut names = [name.to_owned()].into_iter().chain(numbered).map(|name| folder.join(name + ".xlsx"));
    names.find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the menu shows for these lines, and the command lines that it makes.
    fn shown(lines: &[&str]) -> (String, Vec<String>) {
        let mut screen = Vec::new();
        let mut made = Vec::new();
        let run = |line: &[OsString]| made.push(line.join(" ".as_ref()).into_string().unwrap());
        show(&mut lines.join("\n").as_bytes(), &mut screen, run).unwrap();
        (String::from_utf8(screen).unwrap(), made)
    }

    /// The command lines of a task in Russian.
    fn made(lines: &[&str]) -> Vec<String> {
        shown(&[&["2"], lines].concat()).1
    }

    fn file(folder: &Path, name: &str) -> String {
        let path = folder.join(name);
        std::fs::write(&path, "").unwrap();
        path.to_str().unwrap().to_owned()
    }

    #[test]
    fn the_first_question_is_the_language_and_an_empty_answer_is_kyrgyz() {
        for (typed, language) in [("1", Language::Ky), ("2", Language::Ru), ("3", Language::En), ("", Language::Ky)] {
            let (screen, made) = shown(&[typed, "0"]);
            let at = |text: &str| screen.find(text).unwrap_or_else(|| panic!("{text} is not in {screen}"));
            assert!(at("Кыргызча") < at(&language.text("menu-title")), "{screen}");
            assert!(TASKS.iter().all(|(id, _)| at(&language.text(id)) > at(&language.text("menu-title"))));
            assert!(made.is_empty());
        }
        // What is no language is asked again.
        assert_eq!(shown(&["7", "кыргызча", "2", "0"]).0.matches("Русский").count(), 3);
    }

    #[test]
    fn the_menu_reads_so_in_russian() {
        let (screen, _) = shown(&["2", "0"]);
        let whole = "Тил / Язык / Language\n  1  Кыргызча\n  2  Русский\n  3  English\n> \n\
                     Что сделать?\n  1  Создать пустую форму перечня\n  2  Проверить перечень\n\
                     \x20 3  Оценить риски и составить документы\n  4  Отчёт о выполнении плана\n  5  Справка\n\
                     \x20 0  Закрыть окно\nНомер: ";
        assert_eq!(screen, format!("{TOOL} {VERSION}\n\n{whole}"));
    }

    #[test]
    fn each_task_is_the_command_that_does_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "Иш столу перечень.xlsx");
        let quoted = format!("\"{path}\"");
        assert_eq!(made(&["2", &quoted, "", "0"]), [format!("tobokel check {path} --lang ru")]);
        assert_eq!(made(&["3", &quoted, "", "", "0"]), [format!("tobokel {path}")]);
        assert_eq!(made(&["3", &quoted, "1", "", "0"]), [format!("tobokel {path} --lang ky")]);
        let report = folder.path().join("Иш столу перечень (выполнение).xlsx");
        let monitor = format!("tobokel monitor {path} -o {} --lang ru", report.display());
        assert_eq!(made(&["4", &quoted, "", "0"]), [monitor]);
        // Several, each in its quotation marks; and no task at all, as when it is dropped on the program.
        let other = file(folder.path(), "b.xlsx");
        assert_eq!(
            made(&["2", &format!("{quoted} {other}"), "", "0"]),
            [format!("tobokel check {path} {other} --lang ru")]
        );
        assert_eq!(made(&[&quoted, "", "", "0"]), [format!("tobokel {path}")]);
    }

    #[test]
    fn a_new_form_is_never_written_over_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let init = |name: &str| format!("tobokel init {} --lang ru", folder.path().join(name).display());
        let dragged = format!("\"{}\"", folder.path().display());
        assert_eq!(made(&["1", &dragged, "", "0"]), [init("Перечень.xlsx")]);
        file(folder.path(), "Перечень.xlsx");
        file(folder.path(), "Перечень (2).xlsx");
        assert_eq!(made(&["1", &dragged, "", "0"]), [init("Перечень (3).xlsx")]);
        let here = std::env::current_dir().unwrap();
        let form = here.join("Перечень.xlsx");
        assert_eq!(made(&["1", "", "", "0"]), [format!("tobokel init {} --lang ru", form.display())]);
    }

    #[test]
    fn an_empty_answer_leads_back_and_what_is_no_number_is_said() {
        for number in ["2", "3", "4"] {
            let (screen, made) = shown(&["2", number, "", "0"]);
            assert!(made.is_empty());
            assert_eq!(screen.matches("Что сделать?").count(), 2, "{screen}");
        }
        let (screen, made) = shown(&["2", "9", "нет.xlsx", "", "0"]);
        assert!(made.is_empty() && screen.contains("«9»") && screen.contains("«нет.xlsx»"), "{screen}");
    }

    #[test]
    fn the_window_closes_where_the_input_ends() {
        assert_eq!(shown(&[]).1, [""; 0]);
        assert_eq!(shown(&["2", "3"]).1, [""; 0]);
        let (screen, made) = shown(&["2", "2", "a.xlsx"]);
        assert!(screen.ends_with(&(Language::Ru.text("menu-back") + " ")), "{screen}");
        assert_eq!(made, ["tobokel check a.xlsx --lang ru"]);
    }

    #[test]
    fn the_help_says_where_results_lie_under_the_names_that_they_have() {
        for (typed, language) in [("1", Language::Ky), ("2", Language::Ru), ("3", Language::En)] {
            let (screen, made) = shown(&[typed, "5", "", "0"]);
            for suffix in ["suffix-assessment", "suffix-findings"] {
                assert!(screen.contains(&format!(" ({}).xlsx", language.text(suffix))), "{screen}");
            }
            assert!(made.is_empty());
        }
    }
}

//! The replies of a run: to whom each goes and in which language, and the index of all.

use super::console::Console;
use super::deliver::Content;
use super::form_to_fill;
use super::in_vain::in_vain;
use super::input::read_one;
use super::letters::{EarlierAnswer, Letters};
use super::options::Options;
use super::output::{INDEX, REPLY};
use super::place::{Out, Placing};
use super::regular;
use super::regular::slashed;
use super::search::{Files, PassedOver};
use super::targets::{Holds, Of, Target, place_in_folder};
use super::whose::listed;
use crate::case::Entry;
use crate::config::Expected;
use crate::diag::Severity;
use crate::examine::Input;
use crate::inbox::{Accounted, Became, Listed, body_of, register_beside, settle};
use crate::locale::{Language, Message};
use crate::read::shown_sheets;
use crate::report::{Answer, Reply, Standing, reply_index_rows, reply_index_workbook, reply_letter, reply_workbook};
use crate::source::{ShownSheet, fingerprint};
use anyhow::Result;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// Who is known to send files, and how each is written to.
pub(crate) struct Senders<'o> {
    listed: Vec<Listed>,
    known: &'o [Expected],
}

impl<'o> Senders<'o> {
    pub fn of(options: &'o Options) -> Self {
        let known = options.configured.as_ref().map_or(&[][..], |file| &file.config.organizations);
        Self { listed: listed(options), known }
    }

    /// The body that a file is from, as far as the file itself tells.
    fn of_file(&self, input: &Input) -> Option<&'o Expected> {
        let id = match input.claim() {
            Some(claim) => {
                let own = claim.id.clone();
                let mut settled = settle(&[(0, claim)], &self.listed);
                settled.bodies.remove(&0).or_else(|| settled.ids.remove(&0)).unwrap_or(own)
            }
            None => body_of(&input.file().path, &self.listed)?.to_owned(),
        };
        self.by_id(&id)
    }

    pub fn by_id(&self, id: &str) -> Option<&'o Expected> {
        self.known.iter().find(|one| one.id == id)
    }
}

/// What a reply said, for the index.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub standing: Standing,
    pub name: Option<String>,
    /// Errors and warnings.
    pub found: [usize; 2],
    /// SHA-256 of its letter, as this run made it.
    pub letter_sha256: Option<String>,
    /// The language of the empty form that it names.
    pub form: Option<Language>,
}

/// What replies are written with.
pub(crate) struct Replying<'a> {
    pub senders: Senders<'a>,
    pub targets: &'a [Target],
    pub options: &'a Options,
    pub asked: Option<Language>,
    pub placing: &'a Placing,
    /// What was sent before.
    pub letters: &'a Letters,
}

impl Replying<'_> {
    fn target(&self, holds: Holds) -> Option<&Target> {
        self.targets.iter().find(|target| target.holds == holds)
    }

    /// The folder of the replies.
    fn folder(&self) -> &Path {
        self.target(Holds::Index).and_then(|index| index.path.parent()).unwrap_or(Path::new(""))
    }

    /// Writes the reply about a file, if one is wanted, and its letter; says what was told, and what had to be changed in texts. It
    /// speaks the language that was asked for, else its register's, else its body's, else the one that the file is written in.
    /// `counts` tells of the file that counts in its stead.
    pub fn answer(
        &self,
        of: Of,
        input: &Input,
        entry: Entry<'_>,
        counts: Option<Counts<'_>>,
    ) -> Option<Result<Answered>> {
        let target = self.target(Holds::Reply(of))?;
        let sender = self.senders.of_file(input);
        let of_body = || sender.and_then(|sender| sender.language);
        let language = self.asked.or_else(|| input.language()).or_else(of_body).or_else(|| input.speaks());
        let entry = language.map_or(entry, |language| entry.in_language(language));
        let (file, attached) = (name_of(Path::new(entry.path())), name_of(&target.path));
        // Two files of one name cannot lie in one folder.
        let link = (file.to_lowercase() != attached.to_lowercase()).then_some(file.as_str());
        let name = sender.and_then(|sender| sender.name.as_deref());
        let mut reply = Reply::of(&entry, link).known_as(name);
        reply = match counts {
            Some(Counts { file, is_later: true, .. }) => reply.replaced_by(name_of(file)),
            Some(Counts { file, is_later: false, .. }) => reply.beside(name_of(file)),
            None => reply,
        };
        let form = form_to_fill::of(reply.language(), self.targets);
        reply = reply.offering(form.map(|form| name_of(&form.path)));
        if reply.wants_cells() {
            reply = reply.showing(sheets(&entry));
        } else if !entry.file().text.is_empty() {
            reply = reply.showing(vec![ShownSheet::of_lines(&entry.file().text)]);
        }
        let letter = self.target(Holds::Letter(of)).map(|letter| (letter, counts.and_then(|counts| counts.letter)));
        Some(self.write(&reply, target, letter, &attached))
    }

    fn write(
        &self,
        reply: &Reply<'_, '_>,
        target: &Target,
        letter: Option<(&Target, Option<&str>)>,
        attached: &str,
    ) -> Result<Answered> {
        let book = reply_workbook(reply, self.options.as_of, &self.options.method);
        let book = self.options.said_in(book, reply.language());
        let fill = |out: &mut Out<'_>| Content::Workbook(book, REPLY).write(&target.path, out);
        let mut notes = place_in_folder(target, self.placing, fill)?;
        let mut written = vec![target.path.clone()];
        let mut letter_sha256 = None;
        if let Some((letter, now)) = letter {
            let text = reply_letter(reply, attached);
            letter_sha256 = Some(fingerprint(text.as_bytes()));
            if self.letters.may_replace(&letter.path, &text, now) {
                place_in_folder(letter, self.placing, |out| Content::Text(text).write(&letter.path, out))?;
                written.push(letter.path.clone());
            } else {
                notes.push(Message::new("letter-kept").with("path", letter.path.as_path()));
            }
        }
        let said = Said {
            standing: reply.standing(),
            name: reply.organization().map(str::to_owned),
            found: [Severity::Error, Severity::Warning].map(|severity| reply.count(severity)),
            letter_sha256,
            form: reply.wants_form().then(|| reply.language()),
        };
        Ok(Answered { said, notes, written })
    }
}

/// The file that counts in the stead of one that is answered once more.
#[derive(Clone, Copy)]
pub(crate) struct Counts<'l> {
    pub file: &'l Path,
    /// Whether it is a later version of a register, or the register beside a file that is none.
    pub is_later: bool,
    /// SHA-256 of the letter about the first, as this run wrote it.
    pub letter: Option<&'l str>,
}

/// A reply that was written.
pub(crate) struct Answered {
    pub said: Said,
    pub notes: Vec<Message>,
    pub written: Vec<PathBuf>,
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The sheets of a file, read once more: to keep the cells of all files until it is known what is found in them would take the
/// memory of a run. None where other bytes stand there by now.
fn sheets(entry: &Entry<'_>) -> Vec<ShownSheet> {
    let bytes = regular::bytes(Path::new(entry.path())).ok();
    let same = bytes.filter(|bytes| entry.sha256().is_some_and(|sha256| fingerprint(bytes) == sha256));
    same.map(|bytes| shown_sheets(&bytes)).unwrap_or_default()
}

/// What is written once all inputs are known: replies about files that are no input, those about earlier versions and about files
/// beside a register again, since now it is known that another counts, and the index of all.
pub(crate) fn finish(
    replying: &Replying<'_>,
    found: &Files,
    accounted: &[Accounted],
    mut said: BTreeMap<String, Said>,
    console: &Console,
) -> Finish {
    let (mut written, mut failed) = (Vec::new(), false);
    let by = replying.options.conditions();
    let letters: BTreeMap<String, String> =
        said.iter().filter_map(|(path, said)| Some((path.clone(), said.letter_sha256.clone()?))).collect();
    let mut keep = |path: &Path, answered: Option<Result<Answered>>| match answered {
        Some(Ok(answered)) => {
            console.say_all(&answered.notes, console.speech(None));
            written.extend(answered.written);
            said.insert(slashed(path), answered.said);
        }
        Some(Err(error)) => {
            console.error(&error);
            failed = true;
        }
        None => {}
    };
    for target in replying.targets {
        if let Holds::Reply(of @ Of::InVain(number)) = target.holds {
            let file = &found.passed_over[number];
            if is_letter(file, accounted) {
                continue;
            }
            let examined = in_vain(file).examined(&by);
            keep(&file.path, replying.answer(of, &examined.input, examined.entry(&by, None), None));
        }
    }
    for (number, file) in found.files.iter().enumerate() {
        let path = slashed(&file.path);
        let known = accounted.iter().find(|known| known.path == path);
        let counts = known.and_then(|known| match known.became {
            Became::Replaced => known.of.as_deref(),
            Became::Refused => Some(register_beside(&path, accounted, &replying.senders.listed)?.path.as_str()),
            _ => None,
        });
        if let Some(counts) = counts {
            let examined = read_one(file, &by).into_register().examined(&by);
            let entry = examined.entry(&by, None);
            // It was counted when it was written first.
            let letter = letters.get(&path).map(String::as_str);
            let is_later = known.is_some_and(|known| known.became == Became::Replaced);
            let counts = Counts { file: Path::new(counts), is_later, letter };
            let again = replying.answer(Of::Input(number), &examined.input, entry, Some(counts));
            keep(&file.path, again.map(|done| done.map(|answered| Answered { written: Vec::new(), ..answered })));
        }
    }
    let answers = index(replying, found, accounted, &said);
    let language = console.language(None);
    let content = |target: &Target| match target.holds {
        Holds::Index if target.is_workbook() => {
            let book = reply_index_workbook(&answers, replying.options.as_of, &replying.options.method, language);
            Some(Content::Workbook(book, INDEX))
        }
        Holds::Index => Some(Content::Rows(reply_index_rows(&answers), replying.options.bom)),
        // One that a reply names.
        Holds::Form(language) if said.values().any(|said| said.form == Some(language)) => {
            form_to_fill::content(target, language, replying.options)
        }
        _ => None,
    };
    for (target, content) in replying.targets.iter().filter_map(|target| Some((target, content(target)?))) {
        match place_in_folder(target, replying.placing, |out| content.write(&target.path, out)) {
            Ok(notes) => {
                console.say_all(&notes, console.speech(None));
                written.push(target.path.clone());
            }
            Err(error) => {
                console.error(&error);
                failed = true;
            }
        }
    }
    let left_over = answers.iter().filter(|answer| answer.became.is_none());
    let left_over = left_over.flat_map(|answer| answer.reply.iter().chain(&answer.letter));
    let folder = replying.folder();
    Finish { written, failed, left_over: left_over.map(|file| folder.join(file)).collect() }
}

/// What was written once all inputs were known.
pub(crate) struct Finish {
    pub written: Vec<PathBuf>,
    /// Whether something could not be written.
    pub failed: bool,
    /// What earlier runs left in the folder and this one does not make.
    pub left_over: Vec<PathBuf>,
}

/// Whether findings of a file count in the run.
fn was_checked(became: Became) -> bool {
    matches!(became, Became::Register | Became::Plan | Became::Refused | Became::NotRead)
}

/// A line for each file that came from a body, in the order of the paths.
fn index(
    replying: &Replying<'_>,
    found: &Files,
    accounted: &[Accounted],
    said: &BTreeMap<String, Said>,
) -> Vec<Answer> {
    let folder = replying.folder();
    let below = |holds: Holds| {
        let path = &replying.target(holds)?.path;
        Some(slashed(path.strip_prefix(folder).unwrap_or(path)))
    };
    let mut of: BTreeMap<String, Of> = BTreeMap::new();
    of.extend(found.files.iter().enumerate().map(|(number, file)| (slashed(&file.path), Of::Input(number))));
    of.extend(found.passed_over.iter().enumerate().map(|(number, file)| (slashed(&file.path), Of::InVain(number))));
    let came = accounted.iter().filter(|file| {
        said.contains_key(&file.path)
            || file.is_beside_register()
            || !matches!(file.became, Became::Unsupported | Became::OwnOutput)
    });
    let answer = |file: &Accounted| {
        let said = said.get(&file.path);
        let of = said.and_then(|_| of.get(&file.path)).copied();
        let sender = file.organization.as_deref().and_then(|id| replying.senders.by_id(id));
        Answer {
            organization: file.organization.clone(),
            name: sender.and_then(|sender| sender.name.clone()).or_else(|| said?.name.clone()),
            address: sender.and_then(|sender| sender.address.clone()),
            path: file.path.clone(),
            became: Some(file.became),
            of: file.of.clone(),
            // An earlier version counts no more, and in another kind of file nothing was looked for.
            standing: said.filter(|_| file.became != Became::Replaced).map(|said| said.standing),
            found: said.filter(|_| was_checked(file.became)).map(|said| said.found),
            reply: of.and_then(|of| below(Holds::Reply(of))),
            letter: of.and_then(|of| below(Holds::Letter(of))),
            letter_sha256: said.and_then(|said| said.letter_sha256.clone()),
        }
    };
    let left = left(replying, found, accounted, folder).into_iter().map(|left| Answer {
        organization: left.organization,
        name: left.name,
        address: left.address,
        path: left.path,
        became: None,
        of: None,
        standing: None,
        found: None,
        reply: left.reply,
        letter: left.letter,
        letter_sha256: left.letter_sha256,
    });
    came.map(answer).chain(left).collect()
}

/// What an earlier run answered, and this one does not: the file is gone, or nothing is asked of its sender any more.
fn left(replying: &Replying<'_>, found: &Files, accounted: &[Accounted], folder: &Path) -> Vec<EarlierAnswer> {
    let is_answered = |target: &&Target| match target.holds {
        Holds::Reply(Of::InVain(number)) | Holds::Letter(Of::InVain(number)) => {
            !is_letter(&found.passed_over[number], accounted)
        }
        Holds::Reply(_) | Holds::Letter(_) => true,
        _ => false,
    };
    let below = |target: &Target| slashed(target.path.strip_prefix(folder).unwrap_or(&target.path));
    let made: HashSet<String> = replying.targets.iter().filter(is_answered).map(below).collect();
    replying.letters.left(|file| made.contains(file))
}

/// Whether a file that was passed over is a letter that came beside a register.
fn is_letter(file: &PassedOver, accounted: &[Accounted]) -> bool {
    let path = slashed(&file.path);
    accounted.iter().any(|known| known.path == path && known.is_beside_register())
}

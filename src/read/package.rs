//! Rewrites legal but unusual XLSX packages into the form that the library reads: parts in UTF-16, relations written as
//! `./worksheets/sheet1.xml` or `../xl/…`, a workbook elsewhere than `xl/workbook.xml`.
//!
//! Not here: what the parts say. Hardly any workbook needs this, and one that does not is handed on as it is.

use super::budget::PART_XML;
use super::unreadable::Unreadable;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The most that is ever read of one part of a workbook, in bytes.
pub(super) const PART_LIMIT: u64 = 1 << 30;

/// Where the library looks for the workbook.
const WORKBOOK: &str = "xl/workbook.xml";
/// The part that names the workbook.
const ROOT: &str = "_rels/.rels";

/// The bytes of a workbook in the form that the library reads.
pub(super) fn usual(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Unreadable> {
    let mut package = Package::open(bytes)?;
    let Some((workbook, relations)) = package.plan()? else { return Ok(bytes.into()) };
    package.rebuilt(&workbook, &relations).map(Cow::Owned)
}

/// What a relation leads to.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub id: String,
    /// The last part of its type: `worksheet`.
    pub kind: String,
    /// The part as the relation names it, and by its full name.
    pub target: String,
    pub part: String,
    /// Whether it leads out of the workbook.
    pub is_external: bool,
}

/// The parts of a workbook, found by their names as the standard compares them: in any letter case, with any kind of slash.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    numbers: HashMap<String, usize>,
    /// The most that is held of one part, in bytes.
    most: u64,
}

impl<'b> Package<'b> {
    /// A workbook of this program's own, of which each part may be held as a whole.
    pub fn whole(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        Ok(Self { most: PART_LIMIT, ..Self::open(bytes)? })
    }

    pub fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes))?;
        let names = archive.file_names().enumerate();
        let numbers = names.filter_map(|(number, name)| Some((known_as(&name.ok()?), number))).collect();
        Ok(Self { archive, numbers, most: PART_XML.most })
    }

    /// What a function makes of a part; `None` if no part has this name.
    pub fn read<T>(&mut self, name: &str, make: impl FnOnce(&mut dyn Read) -> T) -> Result<Option<T>, Unreadable> {
        let Some(number) = self.numbers.get(&known_as(name)) else { return Ok(None) };
        let part = self.archive.by_index(*number)?;
        Ok(Some(make(&mut part.take(PART_LIMIT))))
    }

    /// The bytes of a part; `None` if there is none of this name.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let most = self.most;
        let read = self.read(name, |part| {
            let mut bytes = Vec::new();
            part.take(most + 1).read_to_end(&mut bytes).map(|_| bytes)
        })?;
        match read.transpose()? {
            Some(bytes) if bytes.len() as u64 > most => Err(PART_XML.exceeded(0).into()),
            read => Ok(read),
        }
    }

    /// The text of a part, whatever its encoding; `None` if there is none of this name.
    pub fn xml(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        match encoding(&bytes) {
            None => String::from_utf8(bytes).map(Some).map_err(Unreadable::damaged),
            Some(encoding) => transcoded(&bytes, encoding).map(Some),
        }
    }

    /// The names of all parts, in order, as they are compared.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.numbers.keys().cloned().collect();
        names.sort();
        names
    }

    /// The full name of the part that is the workbook.
    pub fn workbook(&mut self) -> Result<Option<String>, Unreadable> {
        Ok(self.relation_to_workbook()?.map(|relation| relation.part))
    }

    /// The relations of the package as a whole.
    pub fn relations_of_root(&mut self) -> Result<Vec<Relation>, Unreadable> {
        self.relations_in(ROOT, "")
    }

    fn relation_to_workbook(&mut self) -> Result<Option<Relation>, Unreadable> {
        Ok(self.relations_of_root()?.into_iter().find(|relation| relation.kind == "officeDocument"))
    }

    /// The relations of a part, given by its full name.
    pub fn relations(&mut self, of: &str) -> Result<Vec<Relation>, Unreadable> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let separator = if folder.is_empty() { "" } else { "/" };
        self.relations_in(&format!("{folder}{separator}_rels/{name}.rels"), folder)
    }

    fn relations_in(&mut self, name: &str, folder: &str) -> Result<Vec<Relation>, Unreadable> {
        let Some(xml) = self.xml(name)? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        each(xml.as_bytes(), |tag| {
            let given = |name| attribute(tag, name);
            if let (Some(id), Some(kind), Some(target)) = (given("Id"), given("Type"), given("Target")) {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let part = resolved(folder, &target);
                let is_external = given("TargetMode").as_deref() == Some("External");
                relations.push(Relation { id, kind, target, part, is_external });
            }
        });
        for relation in &mut relations {
            let written = unescaped(&relation.part);
            if !self.numbers.contains_key(&known_as(&relation.part)) && self.numbers.contains_key(&known_as(&written)) {
                relation.part = written;
            }
        }
        Ok(relations)
    }

    /// The workbook's part and its relations, if the package has to be rewritten; `None` if nothing has to, or nothing can be.
    fn plan(&mut self) -> Result<Option<(String, Vec<Relation>)>, Unreadable> {
        let Some(Relation { part: workbook, target, .. }) = self.relation_to_workbook()? else { return Ok(None) };
        let mut relations = self.relations(&workbook)?;
        relations.retain(|relation| usual_place(&relation.kind).is_some() || relation.kind.ends_with("sheet"));
        let as_the_library_reads = |relation: &Relation| {
            let whole = relation.target.strip_prefix('/').map(str::to_owned);
            let read = whole.unwrap_or_else(|| format!("xl/{}", relation.target));
            read == relation.part && usual_place(&relation.kind).is_none_or(|usual| usual == relation.part)
        };
        let mut is_usual = target.trim_start_matches('/') == WORKBOOK && relations.iter().all(as_the_library_reads);
        let own = [ROOT, "xl/_rels/workbook.xml.rels", &workbook];
        for name in own.into_iter().chain(relations.iter().map(|relation| relation.part.as_str())) {
            is_usual = is_usual && self.encoding_of(name)?.is_none();
        }
        Ok((!is_usual).then_some((workbook, relations)))
    }

    /// The encoding of a part that is not in UTF-8, by how it begins.
    fn encoding_of(&mut self, name: &str) -> Result<Option<&'static Encoding>, Unreadable> {
        let begin = self.read(name, |part| {
            let mut begin = Vec::new();
            part.take(BEGIN).read_to_end(&mut begin).map(|_| begin)
        })?;
        Ok(begin.transpose()?.as_deref().and_then(encoding))
    }

    fn rebuilt(&mut self, workbook: &str, of_workbook: &[Relation]) -> Result<Vec<u8>, Unreadable> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let mut relations = Vec::new();
        let type_of = |kind: &str| format!("{RELATIONS}/{kind}");
        for relation in of_workbook {
            let name = usual_place(&relation.kind).unwrap_or(&relation.part);
            relations.push((relation.id.as_str(), type_of(&relation.kind), format!("/{name}")));
            self.copy(&relation.part, name, &mut out)?;
        }
        self.copy(workbook, WORKBOOK, &mut out)?;
        let root = vec![("rId1", type_of("officeDocument"), WORKBOOK.to_owned())];
        for (name, relations) in [(ROOT, root), ("xl/_rels/workbook.xml.rels", relations)] {
            add(name, relations_xml(&relations).as_bytes(), &mut out)?;
        }
        Ok(out.finish()?.into_inner())
    }

    /// Copies a part under a name: as it is compressed, or in UTF-8 where it is not.
    fn copy(&mut self, from: &str, to: &str, out: &mut ZipWriter<Cursor<Vec<u8>>>) -> Result<(), Unreadable> {
        if self.encoding_of(from)?.is_some() {
            return add(to, self.xml(from)?.unwrap_or_default().as_bytes(), out);
        }
        let Some(number) = self.numbers.get(&known_as(from)) else { return Ok(()) };
        let part = self.archive.by_index_raw(*number)?;
        Ok(out.raw_copy_file_rename(part, to)?)
    }
}

/// How the types of relations begin.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// How many bytes of a part tell its encoding.
const BEGIN: u64 = 200;

/// Where the library looks for the only part of a kind.
fn usual_place(kind: &str) -> Option<&'static str> {
    match kind {
        "sharedStrings" => Some("xl/sharedStrings.xml"),
        "styles" => Some("xl/styles.xml"),
        _ => None,
    }
}

fn add(name: &str, content: &[u8], out: &mut ZipWriter<Cursor<Vec<u8>>>) -> Result<(), Unreadable> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    out.start_file(name, stored)?;
    Ok(out.write_all(content)?)
}

fn relations_xml(relations: &[(&str, String, String)]) -> String {
    let mut xml = String::from("<Relationships>");
    for (id, kind, target) in relations {
        let [id, kind, target] = [id, kind.as_str(), target.as_str()].map(quick_xml::escape::escape);
        xml.extend(["<Relationship Id=\"", &id, "\" Type=\"", &kind, "\" Target=\"", &target, "\"/>"]);
    }
    xml + "</Relationships>"
}

/// The form in which names are compared.
pub(super) fn known_as(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_ascii_lowercase()
}

/// The full name of a relation's target, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A name with its codes such as `%20` resolved.
fn unescaped(name: &str) -> String {
    let code = |after: &[u8]| u8::from_str_radix(std::str::from_utf8(after.get(..2)?).ok()?, 16).ok();
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        let code = code(after).filter(|_| *first == b'%');
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The encoding of an XML text that is not in UTF-8: by its first bytes, else by what it says of itself.
fn encoding(begin: &[u8]) -> Option<&'static Encoding> {
    match begin {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] | [0, b'<', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let begin = String::from_utf8_lossy(&begin[..begin.len().min(200)]);
    let declared = begin.trim_start_matches('\u{feff}').strip_prefix("<?xml")?.split_once("?>")?.0;
    let (_, named) = declared.split_once("encoding")?;
    let named = named.trim_start().strip_prefix('=')?.trim_start();
    let quote = named.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let named = named[1..].split(quote).next()?;
    // What says so in letters of one byte is not in two of them, whatever it says.
    Encoding::for_label(named.as_bytes()).filter(|known| ![UTF_8, UTF_16LE, UTF_16BE].contains(known))
}

/// A text in UTF-8, without the declaration that says otherwise.
fn transcoded(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Unreadable> {
    let (text, _, is_damaged) = encoding.decode(bytes);
    if is_damaged {
        return Err(Unreadable::damaged(format_args!("a part is not in {}", encoding.name())));
    }
    let text = text.trim_start_matches('\u{feff}');
    let declared = text.starts_with("<?xml").then(|| text.split_once("?>")).flatten();
    Ok(declared.map_or(text, |(_, rest)| rest).to_owned())
}

/// Looks at each tag of an XML text up to its end or its first damage, which the library reports.
pub(super) fn each(xml: &[u8], mut look: impl FnMut(&BytesStart<'_>)) {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => look(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// An attribute of a tag, without the codes of XML.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
}

/// The relation that a tag names, whatever prefix stands for relations.
pub(super) fn relation_id(tag: &BytesStart<'_>) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref().ends_with(":id"))?;
    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_resolved_as_the_standard_says() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "./worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "../xl/worksheets/./sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "../../xl/workbook.xml", "xl/workbook.xml"),
            ("", "workbook.xml", "workbook.xml"),
        ] {
            assert_eq!(resolved(folder, target), part, "{target}");
        }
        assert_eq!(unescaped("a%20b%d0%90%2"), "a bА%2");
    }

    #[test]
    fn an_encoding_is_known_by_the_first_bytes_and_else_by_what_the_text_says() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert_eq!(encoding(&utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?>")), Some(UTF_16LE));
        assert_eq!(encoding(&[&[0xfe, 0xff, 0, b'<'], [0, b'a'].as_slice()].concat()), Some(UTF_16BE));
        let said = |text: &str| encoding(text.as_bytes()).map(|encoding| encoding.name());
        assert_eq!(said("<?xml version='1.0' encoding = 'windows-1251' ?><a/>"), Some("windows-1251"));
        for usual in ["<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<?xml version=\"1.0\"?>", "<a/>", ""] {
            assert_eq!(said(usual), None);
        }
    }
}

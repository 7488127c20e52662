//! A seal's file: TOML as `assess --seal` writes it. Any damage is reported with its line, and nothing of the seal is used.

use super::toml_tree::{day, line_of_damage, parse, spot};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::{Seal, SealedDocument, SealedKey, SealedSituation};
use crate::source::{Position, SourceFile, Spot, fingerprint};
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The schema of the seals that can be read.
const SCHEMA: &str = "tobokel/seal/1";

/// Why a seal cannot be used, and where.
type Fault = (Spot, Message);

/// Reads a seal from the bytes of its file.
///
/// # Errors
/// The first thing that is wrong with it, with its line.
pub fn read_seal(path: &str, bytes: &[u8]) -> Result<Seal, Box<Message>> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(Box::new(Message::new("not-utf8").with("line", line_of_damage(bytes))));
    };
    let file = SourceFile::of_text(path, text.to_owned());
    let at_line = |position: Position, fault: Message| match position {
        Position::Text { line, .. } => Message::new("seal-fault-at").with("line", line).with("fault", fault),
        _ => fault,
    };
    let mut sink = Sink::new(&file);
    let tree = parse(&file.text, &mut sink);
    if let Some(first) = sink.finish().into_iter().next() {
        return Err(Box::new(at_line(first.place.position, first.message)));
    }
    seal(tree.get_ref()).map_err(|(spot, fault)| Box::new(at_line(file.place(spot).position, fault)))
}

fn seal(tree: &DeTable<'_>) -> Result<Seal, Fault> {
    let root = Entry { table: tree, place: Spot::File };
    if root.string("schema")? != SCHEMA {
        return Err(root.fault("schema"));
    }
    let (method, register) = (root.inner("method")?, root.inner("register")?);
    let own = root.digest("sha256")?;
    let seal = Seal {
        as_of: root.day("as_of")?,
        organization: root.string("organization")?,
        order: root.table.contains_key("order").then(|| root.string("order")).transpose()?,
        method: method.string("id")?,
        method_sha256: method.digest("sha256")?,
        register: register.string("file")?,
        register_sha256: register.digest("sha256")?,
        particulars: root
            .inner("particulars")?
            .fingerprints(|key| SealedKey::particulars().any(|(known, _)| known == key))?,
        documents: root.list("document", document)?,
        situations: root.list("situation", situation)?,
    };
    if fingerprint(seal.lines().as_bytes()) == own {
        Ok(seal)
    } else {
        Err((root.spot("sha256"), Message::new("seal-fault-own-fingerprint")))
    }
}

fn document(entry: &Entry<'_>) -> Result<SealedDocument, Fault> {
    let at_hand = entry.table.contains_key("file");
    let key = if at_hand { "file" } else { "name" };
    let name = entry.string(key)?;
    // Nothing outside the folder of the seal is ever looked at.
    let leads_out = name.contains(['\\', ':']) || name.split('/').any(|part| matches!(part, "" | "." | ".."));
    if at_hand && leads_out {
        return Err(entry.fault(key));
    }
    Ok(SealedDocument { name, at_hand, sha256: entry.digest("sha256")? })
}

fn situation(entry: &Entry<'_>) -> Result<SealedSituation, Fault> {
    let fields = entry.inner("fields")?.fingerprints(|key| SealedKey::parse(key).is_some())?;
    let sealed = SealedSituation { id: entry.string("id")?, sha256: entry.digest("sha256")?, fields };
    if fingerprint(sealed.lines().as_bytes()) == sealed.sha256 {
        Ok(sealed)
    } else {
        Err((entry.place, Message::new("seal-fault-fingerprint").with("id", sealed.id.as_str())))
    }
}

/// A table of the file.
struct Entry<'t> {
    table: &'t DeTable<'t>,
    place: Spot,
}

impl<'t> Entry<'t> {
    fn fault(&self, key: &str) -> Fault {
        (self.spot(key), Message::new("seal-fault").with("key", key))
    }

    fn spot(&self, key: &str) -> Spot {
        self.table.get(key).map_or(self.place, |node| spot(node.span()))
    }

    /// All keys with their fingerprints. The tree keeps its keys sorted; fingerprints are of the lines as they stand in the file.
    fn fingerprints(&self, is_known: impl Fn(&str) -> bool) -> Result<Vec<(String, String)>, Fault> {
        let mut keys: Vec<_> = self.table.keys().collect();
        keys.sort_by_key(|key| key.span().start);
        let one = |key: &Spanned<std::borrow::Cow<'_, str>>| {
            let name = key.get_ref().as_ref();
            if is_known(name) {
                Ok((name.to_owned(), self.digest(name)?))
            } else {
                Err((spot(key.span()), Message::new("seal-fault").with("key", name)))
            }
        };
        keys.into_iter().map(one).collect()
    }

    fn node(&self, key: &str) -> Result<&'t Spanned<DeValue<'t>>, Fault> {
        self.table.get(key).ok_or_else(|| self.fault(key))
    }

    fn string(&self, key: &str) -> Result<String, Fault> {
        self.node(key)?.get_ref().as_str().map(str::to_owned).ok_or_else(|| self.fault(key))
    }

    fn digest(&self, key: &str) -> Result<String, Fault> {
        let text = self.string(key)?;
        let is_digest = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if is_digest { Ok(text) } else { Err(self.fault(key)) }
    }

    fn day(&self, key: &str) -> Result<Date, Fault> {
        self.node(key)?.get_ref().as_datetime().and_then(day).ok_or_else(|| self.fault(key))
    }

    fn inner(&self, key: &str) -> Result<Entry<'t>, Fault> {
        let node = self.node(key)?;
        let table = node.get_ref().as_table().ok_or_else(|| self.fault(key))?;
        Ok(Entry { table, place: spot(node.span()) })
    }

    fn list<T>(&self, key: &str, each: fn(&Entry<'_>) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        let Some(node) = self.table.get(key) else { return Ok(Vec::new()) };
        let items = node.get_ref().as_array().ok_or_else(|| self.fault(key))?;
        let one = |item: &'t Spanned<DeValue<'t>>| {
            let table = item.get_ref().as_table().ok_or_else(|| self.fault(key))?;
            each(&Entry { table, place: spot(item.span()) })
        };
        items.iter().map(one).collect()
    }
}

//! Files with the same bytes: a body that sends its register twice sent one register, if one of them only stands in a document.

use super::found::Found;
use super::regular;
use crate::source::fingerprint;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The files that have the bytes of one before them, and that one, by their numbers. Only files of one size are opened.
pub(super) fn copies(files: &[Found]) -> BTreeMap<usize, usize> {
    let mut by_size: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    // Of a register in a document only the fingerprint of its file is known, not the size.
    let in_document = |file: &Found| file.part.as_ref().map(|part| part.sha256.clone());
    let any_in_document = files.iter().any(|file| file.part.is_some());
    let of_files = files.iter().enumerate().filter(|(_, file)| file.unread.is_none() && file.part.is_none());
    for (number, file) in of_files {
        // An empty file is a copy of nothing; what cannot be looked at is told where it is read.
        let known = file.path.metadata().ok().filter(|known| known.is_file() && known.len() > 0);
        if let Some(known) = known {
            by_size.entry(known.len()).or_default().push(number);
        }
    }
    let alike: Vec<usize> =
        by_size.into_values().filter(|alike| any_in_document || alike.len() > 1).flatten().collect();
    let read = |number: usize| Some((number, fingerprint(&regular::bytes(&files[number].path).ok()?)));
    let mut known: Vec<(usize, String)> = alike.into_par_iter().filter_map(read).collect();
    known.extend(files.iter().enumerate().filter_map(|(number, file)| Some((number, in_document(file)?))));
    known.sort_unstable();
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut copies = BTreeMap::new();
    for (number, fingerprint) in known {
        let of = *first.entry(fingerprint).or_insert(number);
        if of != number {
            copies.insert(number, of);
        }
    }
    copies
}

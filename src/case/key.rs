//! Keys of situations: `organisation/situation`, unique in a run and a text in every format. The ids `1.1` and `1.10` alone are one
//! number to a program that reads a table, and several bodies have a situation `1.1`.

use std::collections::{BTreeMap, HashMap, HashSet};

/// The keys of a register's situations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    /// By the number of the situation: the last part of its key, where an earlier situation has its id.
    repeated: BTreeMap<usize, String>,
}

impl Keys {
    /// The keys of situations with these ids, in the register's order. That two have one id is an error and told as such; until
    /// it is mended, the later one is told apart by a number: `dostuk/1.1 (2)`.
    pub fn of<'t>(ids: impl Iterator<Item = &'t str>) -> Self {
        let ids: Vec<&str> = ids.collect();
        let mut counts: HashMap<&str, u32> = HashMap::with_capacity(ids.len());
        let again: Vec<usize> = (0..ids.len())
            .filter(|number| {
                let count = counts.entry(ids[*number]).or_default();
                *count += 1;
                *count > 1
            })
            .collect();
        let known: HashSet<&str> = if again.is_empty() { HashSet::new() } else { ids.iter().copied().collect() };
        counts.clear();
        let mut repeated = BTreeMap::new();
        for number in again {
            let count = counts.entry(ids[number]).or_insert(1);
            // An id may look like a key that was told apart.
            let key = loop {
                *count += 1;
                let key = format!("{} ({count})", ids[number]);
                if !known.contains(key.as_str()) {
                    break key;
                }
            };
            repeated.insert(number, key);
        }
        Self { repeated }
    }

    /// The key of a situation by its number and its id.
    pub fn key(&self, organization: &str, number: usize, id: &str) -> String {
        let last = self.repeated.get(&number).map_or(id, String::as_str);
        [organization, "/", last].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_even_where_ids_are_not() {
        let ids = ["1.1", "1.10", "1.1", "1.1 (2)", "1.1"];
        let keys = Keys::of(ids.into_iter());
        let keys: Vec<_> = ids.iter().enumerate().map(|(number, id)| keys.key("a", number, id)).collect();
        assert_eq!(keys, ["a/1.1", "a/1.10", "a/1.1 (3)", "a/1.1 (2)", "a/1.1 (4)"]);
    }
}

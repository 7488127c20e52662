//! The bodies above others: what a district, a region and the country have together, as far as parents are named.
//!
//! A parent is the id or the name of a body that is expected, else of one that sent a register, else a name that stands for
//! itself. Who stands above itself is told; such a chain is followed no further.

use crate::consolidate::attendance::absent;
use crate::consolidate::consolidation::{Consolidation, ExpectedOrganization};
use crate::consolidate::digest::Digest;
use crate::consolidate::ranking::Standing;
use crate::inbox::body_words;
use crate::text::comparable;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A body that stands above others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Above<'a> {
    /// Its id; where it is known by its name alone, that.
    pub id: &'a str,
    pub name: &'a str,
    /// The id of the one above it, if one is named.
    pub parent: Option<&'a str>,
    /// How many stand above it.
    pub depth: usize,
    /// How many bodies below it sent a register, its own among them, and how many are missing.
    pub bodies: usize,
    pub missing: usize,
    pub situations: usize,
    pub assessed: usize,
    /// How many situations there are at each level before and after controls, by the level's place.
    pub inherent: Vec<usize>,
    pub residual: Vec<usize>,
    pub lowered: usize,
    pub errors: usize,
}

/// The bodies above, each before those below it, and the names that stand above themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Levels<'a> {
    pub bodies: Vec<Above<'a>>,
    /// Those that stand in none of these: no body above them is named. With the topmost of the bodies they are all.
    pub without: Option<Above<'a>>,
    pub circles: Vec<Vec<&'a str>>,
}

/// Who a parent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Node<'a> {
    /// An expected organisation, by its number.
    Expected(usize),
    /// One that sent a register and is not expected, by its number.
    Sent(usize),
    /// A name that nothing else has.
    Named(&'a str),
}

/// Adds up what stands below each body that is named as a parent.
pub(crate) fn levels_above<'a>(of: &Consolidation<'a>, standings: &[Standing]) -> Levels<'a> {
    let tree = Tree::of(of);
    let mut standings: Vec<&Standing> = standings.iter().collect();
    standings.sort_by_key(|standing| standing.organization);
    let missing: Vec<usize> = absent(of).iter().filter_map(|(expected, _)| tree.number(expected)).collect();
    let mut circles: BTreeSet<Vec<Node<'a>>> = BTreeSet::new();
    let mut found: BTreeMap<Node<'a>, Above<'a>> = BTreeMap::new();
    // In the order in which they are first named.
    let mut order: Vec<Node<'a>> = Vec::new();
    let starts = standings.iter().map(|standing| tree.sent(standing.organization));
    let chains: Vec<Vec<Node<'a>>> = starts
        .chain(missing.iter().map(|number| Node::Expected(*number)))
        .map(|from| tree.chain(from, &mut circles))
        .collect();
    for chain in &chains {
        for pair in chain.windows(2) {
            if !order.contains(&pair[1]) {
                order.push(pair[1]);
            }
        }
    }
    let levels = of.method.levels.len();
    let counts = || vec![0; levels];
    for node in &order {
        let chain = tree.chain(*node, &mut circles);
        let (id, name) = tree.names(*node);
        let parent = chain.get(1).map(|above| tree.names(*above).0);
        let depth = chain.len() - 1;
        let above = Above { id, name, parent, depth, inherent: counts(), residual: counts(), ..Above::default() };
        found.insert(*node, above);
    }
    let mut without = None;
    for (number, chain) in chains.iter().enumerate() {
        let mut count = |above: &mut Above<'a>| match standings.get(number) {
            Some(standing) => above.add(standing, &of.digests[standing.organization]),
            None => above.missing += 1,
        };
        if chain.iter().any(|node| found.contains_key(node)) {
            for above in chain {
                found.get_mut(above).into_iter().for_each(&mut count);
            }
        } else {
            let empty = || Above { inherent: counts(), residual: counts(), ..Above::default() };
            count(without.get_or_insert_with(empty));
        }
    }
    let circles = circles.into_iter().map(|circle| circle.into_iter().map(|node| tree.names(node).1).collect());
    Levels { bodies: in_order(&order, &found), without, circles: circles.collect() }
}

/// Each body before those below it, those of one body in the order in which they are first named.
fn in_order<'a, 'f>(order: &[Node<'a>], found: &'f BTreeMap<Node<'a>, Above<'a>>) -> Vec<Above<'a>> {
    let mut below: HashMap<Option<&'a str>, Vec<&'f Above<'a>>> = HashMap::new();
    let known: BTreeSet<&str> = found.values().map(|above| above.id).collect();
    for above in order.iter().filter_map(|node| found.get(node)) {
        // What stands in a circle begins anew.
        let parent = above.parent.filter(|parent| known.contains(parent) && above.depth > 0);
        below.entry(parent).or_default().push(above);
    }
    let mut all: Vec<Above<'a>> = Vec::with_capacity(order.len());
    let mut waiting: Vec<&'f Above<'a>> = below.get(&None).into_iter().flatten().rev().copied().collect();
    let mut seen = BTreeSet::new();
    let mut take = |waiting: &mut Vec<&'f Above<'a>>, all: &mut Vec<Above<'a>>| {
        while let Some(next) = waiting.pop() {
            if seen.insert(next.id) {
                all.push(next.clone());
                waiting.extend(below.get(&Some(next.id)).into_iter().flatten().rev());
            }
        }
    };
    take(&mut waiting, &mut all);
    // Those of circles, that no root leads to.
    for node in order {
        waiting.extend(found.get(node));
        take(&mut waiting, &mut all);
    }
    all
}

impl Above<'_> {
    fn add(&mut self, standing: &Standing, digest: &Digest) {
        self.bodies += 1;
        self.situations += digest.situations().len();
        self.assessed += standing.assessed;
        self.lowered += standing.lowered;
        self.errors += digest.findings[0];
        for (sum, counts) in [(&mut self.inherent, &standing.inherent), (&mut self.residual, &standing.residual)] {
            sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
}

/// Who is known, by ids and names.
struct Tree<'a> {
    expected: &'a [ExpectedOrganization],
    digests: &'a [Digest],
    /// By the id: the only one that has it.
    by_id: HashMap<String, Option<Node<'a>>>,
    /// By the name, in the same way.
    by_name: HashMap<String, Option<Node<'a>>>,
    /// The node of each digest, and the digest of each node.
    sent: Vec<Node<'a>>,
    digest_of: HashMap<Node<'a>, usize>,
    /// The first spelling of each name of a parent.
    spelled: HashMap<String, &'a str>,
}

impl<'a> Tree<'a> {
    fn of(of: &Consolidation<'a>) -> Self {
        let expected: HashMap<String, usize> =
            of.expected.iter().enumerate().map(|(number, one)| (comparable(&one.id), number)).collect();
        let node = |(number, digest): (usize, &Digest)| {
            let ids = [&digest.organization.id, &digest.own_id];
            let known = ids.into_iter().find_map(|id| expected.get(&comparable(id)));
            known.map_or(Node::Sent(number), |known| Node::Expected(*known))
        };
        let sent: Vec<Node<'a>> = of.digests.iter().enumerate().map(node).collect();
        let of_digests = of.digests.iter().filter_map(|digest| digest.organization.parent.as_deref());
        let of_expected = of.expected.iter().filter_map(|one| one.parent.as_deref());
        let mut spelled = HashMap::new();
        for name in of_digests.chain(of_expected) {
            spelled.entry(body_words(name)).or_insert(name);
        }
        let mut tree = Self {
            expected: of.expected,
            digests: of.digests,
            by_id: HashMap::new(),
            by_name: HashMap::new(),
            digest_of: sent.iter().enumerate().rev().map(|(number, node)| (*node, number)).collect(),
            sent,
            spelled,
        };
        for (number, one) in of.expected.iter().enumerate() {
            tree.know(Node::Expected(number), &one.id, one.name.as_deref());
        }
        for (number, digest) in of.digests.iter().enumerate() {
            let node = tree.sent[number];
            tree.know(node, &digest.organization.id, Some(&digest.organization.name));
        }
        tree
    }

    fn know(&mut self, node: Node<'a>, id: &str, name: Option<&str>) {
        let mut keep = |by: fn(&mut Self) -> &mut HashMap<String, Option<Node<'a>>>, key: String| {
            let known = by(self).entry(key).or_insert(Some(node));
            // Two of one name: neither is taken.
            if *known != Some(node) {
                *known = None;
            }
        };
        keep(|tree| &mut tree.by_id, comparable(id));
        if let Some(name) = name.map(body_words).filter(|name| !name.is_empty()) {
            keep(|tree| &mut tree.by_name, name);
        }
    }

    fn number(&self, expected: &ExpectedOrganization) -> Option<usize> {
        self.expected.iter().position(|one| one.id == expected.id)
    }

    fn sent(&self, digest: usize) -> Node<'a> {
        self.sent[digest]
    }

    /// Its id and its name.
    fn names(&self, node: Node<'a>) -> (&'a str, &'a str) {
        match node {
            Node::Expected(number) => {
                let one = &self.expected[number];
                (&one.id, one.name.as_deref().unwrap_or(&one.id))
            }
            Node::Sent(number) => (&self.digests[number].organization.id, &self.digests[number].organization.name),
            Node::Named(name) => (name, name),
        }
    }

    /// The one above it, if one is named.
    fn parent(&self, node: Node<'a>) -> Option<Node<'a>> {
        let of_digest = |number: usize| self.digests[number].organization.parent.as_deref();
        let named = match node {
            Node::Named(_) => None,
            Node::Sent(number) => of_digest(number),
            Node::Expected(number) => {
                let sent = self.digest_of.get(&node).copied().and_then(of_digest);
                sent.or(self.expected[number].parent.as_deref())
            }
        };
        let named = named.filter(|named| !named.trim().is_empty())?;
        if let Some(known) = self.by_id.get(&comparable(named)).copied().flatten() {
            return Some(known);
        }
        let words = body_words(named);
        let known = self.by_name.get(&words).copied().flatten();
        Some(known.unwrap_or_else(|| Node::Named(self.spelled.get(&words).copied().unwrap_or(named))))
    }

    /// It and all above it, the nearest first; a circle is noted and left.
    fn chain(&self, from: Node<'a>, circles: &mut BTreeSet<Vec<Node<'a>>>) -> Vec<Node<'a>> {
        let mut chain = vec![from];
        while let Some(above) = self.parent(chain[chain.len() - 1]) {
            if let Some(at) = chain.iter().position(|known| *known == above) {
                let mut circle = chain[at..].to_vec();
                circle.sort_unstable();
                circles.insert(circle);
                break;
            }
            chain.push(above);
        }
        chain
    }
}

//! Mappings: their entries, with merges resolved and no key twice.

use rustc_hash::FxHashMap;

use super::{
    node::{Kind, Node},
    reader::{Reader, clip},
};
use crate::{
    rules::duplicate_name,
    source::{Span, Text},
};

/// An entry of a mapping.
pub(super) type Entry<'n, 's> = (Text, &'n Node<'s>);

/// The entries of a mapping as they are collected. Most mappings are small, and a look through them
/// is cheaper than a table; large ones get one.
struct Entries<'n, 's> {
    all: Vec<Entry<'n, 's>>,
    places: FxHashMap<String, Span>,
}

/// From this many entries on names are looked up in a table.
const MANY: usize = 24;

impl<'n, 's> Entries<'n, 's> {
    fn with_capacity(entries: usize) -> Self {
        Self {
            all: Vec::with_capacity(entries),
            places: FxHashMap::default(),
        }
    }

    fn place(&self, name: &str) -> Option<Span> {
        if self.all.len() >= MANY {
            return self.places.get(name).copied();
        }
        self.all
            .iter()
            .find(|(known, _)| known.as_str() == name)
            .map(|(known, _)| known.span)
    }

    fn push(&mut self, name: Text, node: &'n Node<'s>) {
        self.all.push((name, node));
        let new = match self.all.len() {
            few if few < MANY => return,
            MANY => &self.all[..],
            more => &self.all[more - 1..],
        };
        self.places
            .extend(new.iter().map(|(name, _)| (name.value.clone(), name.span)));
    }
}

impl Reader<'_, '_> {
    /// The fields of a mapping: own ones win over merged ones, and none stands twice.
    pub(super) fn fields<'n, 's>(
        &mut self,
        node: &'n Node<'s>,
        what: &str,
    ) -> Option<Vec<Entry<'n, 's>>> {
        self.entries(node, what, Self::text)
    }

    /// The same, where the keys are names that the model gives.
    pub(super) fn named<'n, 's>(&mut self, node: &'n Node<'s>, what: &str) -> Vec<Entry<'n, 's>> {
        self.entries(node, what, Self::name).unwrap_or_default()
    }

    fn entries<'n, 's>(
        &mut self,
        node: &'n Node<'s>,
        what: &str,
        key_of: fn(&mut Self, &Node<'_>, &str) -> Option<Text>,
    ) -> Option<Vec<Entry<'n, 's>>> {
        self.burn(node)?;
        let Some(pairs) = node.pairs() else {
            if node.is_null() {
                self.missing(node, what);
            } else {
                self.wrong(node, &format!("a mapping for {what}"));
            }
            return None;
        };
        let mut own = Entries::with_capacity(pairs.len());
        let mut merges = Vec::new();
        for [key, value] in pairs {
            if key.plain() == Some("<<") {
                merges.push(value);
                continue;
            }
            let Some(name) = key_of(self, key, "a name") else {
                continue;
            };
            match own.place(&name) {
                Some(first) => self.twice(&name, first, what),
                None => own.push(name, value),
            }
        }
        for value in merges {
            self.merge(value, key_of, &mut own);
        }
        Some(own.all)
    }

    fn twice(&mut self, name: &Text, first: Span, what: &str) {
        let message = format!("`{}` stands twice in {what}", clip(name));
        let finding = duplicate_name::RULE
            .at(name.span, message)
            .label("the second is not read");
        self.report(finding.related(first, "the first"));
    }

    fn merge<'n, 's>(
        &mut self,
        value: &'n Node<'s>,
        key_of: fn(&mut Self, &Node<'_>, &str) -> Option<Text>,
        own: &mut Entries<'n, 's>,
    ) {
        let sources = match &value.target().kind {
            Kind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        for source in sources {
            for (name, node) in self.entries(source, "a merge", key_of).unwrap_or_default() {
                if own.place(&name).is_none() {
                    own.push(name, node);
                }
            }
        }
    }
}

//! A module as a model.

use std::mem;

use syn::{Attribute, Item, ItemEnum, ItemMod, ItemStruct, TraitItemFn};

use super::{
    attributes,
    lower::{Lower, Owned, Pair, map, quoted, text},
    pattern,
    words::{Part, plain},
};
use crate::{rules::invalid_value, source::Span};

/// The attribute that makes a module a model.
pub(super) const TABLE: &str = "table";

/// What a module holds, sorted by what it is.
#[derive(Default)]
struct Contents<'m> {
    entities: Vec<&'m ItemStruct>,
    values: Vec<&'m ItemStruct>,
    patterns: Vec<TraitItemFn>,
}

impl Lower<'_> {
    /// A module as a whole model.
    pub(super) fn module(&mut self, module: &ItemMod) -> Owned {
        let items = module.content.as_ref().map_or(&[][..], |(_, items)| items);
        let contents = self.contents(items);
        let name = module.ident.to_string();
        let place = self.at(&name, module.ident.span());
        let mut pairs = self.head(&module.attrs, plain(&name), place);
        pairs.extend(self.tables(&module.attrs, place));
        let values: Vec<Pair> = contents
            .values
            .iter()
            .map(|item| self.value_struct(item))
            .collect();
        self.look_into_newtypes();
        let entities: Vec<Pair> = contents
            .entities
            .iter()
            .map(|item| self.entity(item))
            .collect();
        let patterns: Vec<Pair> = contents
            .patterns
            .iter()
            .filter_map(|function| self.pattern(function))
            .collect();
        let sections = [
            ("types", values),
            ("entities", entities),
            ("access_patterns", patterns),
        ];
        for (section, all) in sections {
            if !all.is_empty() {
                pairs.push((text(section, place), map(all, place)));
            }
        }
        map(pairs, place)
    }

    /// Sorts the items, and notes the types that fields may have before any field is looked at.
    fn contents<'m>(&mut self, items: &'m [Item]) -> Contents<'m> {
        let mut contents = Contents::default();
        for item in items {
            match item {
                Item::Struct(item) if attributes::derives(&item.attrs, "Entity") => {
                    contents.entities.push(item);
                }
                Item::Struct(item) if attributes::derives(&item.attrs, "Value") => {
                    self.note_struct(item);
                    if self
                        .values
                        .newtype(plain(&item.ident.to_string()))
                        .is_none()
                    {
                        contents.values.push(item);
                    }
                }
                Item::Enum(item) if attributes::derives(&item.attrs, "Value") => {
                    self.note_enum(item);
                }
                Item::Struct(ItemStruct { ident, .. }) | Item::Enum(ItemEnum { ident, .. }) => {
                    self.plain.push(plain(&ident.to_string()).to_owned());
                }
                Item::Verbatim(tokens) => contents.patterns.extend(pattern::function(tokens)),
                Item::Fn(item) if pattern::is_pattern(&item.attrs) => {
                    let name = item.sig.ident.to_string();
                    let place = self.at(&name, item.sig.ident.span());
                    let message = format!("the access pattern `{name}` has a body");
                    let help = format!("its code is generated: `fn {name}();`");
                    self.report(invalid_value::RULE.at(place, message).help(help));
                }
                _ => {}
            }
        }
        contents
    }

    /// What the model is called and about, and its exceptions.
    fn head(&mut self, attrs: &[Attribute], name: &str, place: Span) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (key, value) in self.facts(attrs, "model") {
            let key = match key.scalar() {
                Some("name") => text("model", key.span),
                _ => key,
            };
            pairs.push((key, value));
        }
        if !pairs.iter().any(|(key, _)| key.scalar() == Some("model")) {
            pairs.insert(0, (text("model", place), quoted(name.to_owned(), place)));
        }
        pairs.extend(self.about(attrs));
        pairs
    }

    /// `#[table(…)]` with the indexes that follow it; several of them, each with a name.
    fn tables(&mut self, attrs: &[Attribute], place: Span) -> Option<Pair> {
        let mut tables: Vec<Table> = Vec::new();
        for attribute in attrs {
            if attributes::is(attribute, TABLE) {
                let table = self.table(attribute, place);
                tables.push(table);
            } else if attributes::is(attribute, "index")
                && let Some(index) = self.index(attribute)
            {
                match tables.last_mut() {
                    Some(table) => table.indexes.push(index),
                    None => {
                        let message = "this index stands before its table";
                        let help = "an index belongs to the `#[table(…)]` above it";
                        self.report(invalid_value::RULE.at(index.0.span, message).help(help));
                    }
                }
            }
        }
        let several = tables.len() > 1 || tables.iter().any(|table| table.name.is_some());
        let mut all = tables.into_iter().map(Table::lowered);
        if !several {
            return all
                .next()
                .map(|(name, table)| (text("table", name.span), table));
        }
        Some((text("tables", place), map(all.collect(), place)))
    }

    fn table(&mut self, attribute: &Attribute, place: Span) -> Table {
        let mut parts = self.inside(attribute);
        let named = matches!(parts.first(), Some(Part::Word(_)));
        let name = named.then(|| parts.remove(0));
        let name = name.and_then(|name| match name {
            Part::Word(name) => Some(self.scalar(&name)),
            _ => None,
        });
        Table {
            place: name.as_ref().map_or(place, |name| name.span),
            name,
            facts: self.pairs(parts),
            indexes: Vec::new(),
        }
    }
}

/// A table as it is collected.
struct Table {
    name: Option<Owned>,
    facts: Vec<Pair>,
    indexes: Vec<Pair>,
    place: Span,
}

impl Table {
    fn lowered(mut self) -> Pair {
        let place = self.place;
        if !self.indexes.is_empty() {
            let indexes = map(mem::take(&mut self.indexes), place);
            self.facts.push((text("indexes", place), indexes));
        }
        let name = self.name.unwrap_or_else(|| text("", place));
        (name, map(self.facts, place))
    }
}

/// The modules of a file that are models, however deep they lie.
pub(super) fn models(items: &[Item]) -> Vec<&ItemMod> {
    let mut found = Vec::new();
    for item in items {
        let Item::Mod(module) = item else {
            continue;
        };
        if module.attrs.iter().any(|one| attributes::is(one, TABLE)) {
            found.push(module);
        } else if let Some((_, items)) = &module.content {
            found.extend(models(items));
        }
    }
    found
}

/// Whether tokens are a function without a body, and so an access pattern.
pub fn is_pattern(item: &Item) -> bool {
    matches!(item, Item::Verbatim(tokens) if pattern::function(tokens).is_some())
}

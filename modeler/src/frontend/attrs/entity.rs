//! Structs as entities.

use syn::{Generics, ItemStruct};

use super::{
    attributes::{self, ENTITY},
    lower::{Lower, Pair, map, quoted, text},
    words::{Part, plain},
};
use crate::{
    rules::{invalid_value, missing_field},
    source::Span,
};

impl Lower<'_> {
    /// A struct as an entry of `entities`.
    pub(super) fn entity(&mut self, item: &ItemStruct) -> Pair {
        let name = item.ident.to_string();
        let place = self.at(&name, item.ident.span());
        // Alone, a struct is read and written by whoever knows its parameters.
        if !self.alone {
            self.no_parameters(&item.generics);
        }
        self.no_conditions(&item.attrs);
        let mut pairs = self.about(&item.attrs);
        let (facts, derived) = self.facts_of(item);
        let mut fields = self.fields(plain(&name), &item.fields);
        fields.extend(derived);
        pairs.push((text("attributes", place), map(fields, place)));
        pairs.extend(self.key(&item.attrs, place));
        pairs.extend(self.indexes(&item.attrs, place));
        pairs.extend(facts);
        (text(plain(&name), place), map(pairs, place))
    }

    /// Says so where a type has parameters.
    pub(super) fn no_parameters(&mut self, generics: &Generics) {
        if let (Some(open), Some(close)) = (generics.lt_token, generics.gt_token) {
            let place = self.places.place("<…>", open.span, close.span);
            let message = "a type of a model has no parameters";
            let help = "each item of an entity has one shape";
            self.report(invalid_value::RULE.at(place, message).help(help));
        }
    }

    /// Documentation as `about`.
    pub(super) fn about(&mut self, attrs: &[syn::Attribute]) -> Vec<Pair> {
        let about = attributes::about(attrs).map(|(about, token)| {
            let place = self.at(&about, token);
            (text("about", place), quoted(about, place))
        });
        about.into_iter().collect()
    }

    /// What `#[entity(…)]` says, and apart from that the attributes that are no fields because they are
    /// derived.
    fn facts_of(&mut self, item: &ItemStruct) -> (Vec<Pair>, Vec<Pair>) {
        let (mut facts, mut derived) = (Vec::new(), Vec::new());
        for part in self.ours(&item.attrs, ENTITY) {
            match part {
                Part::Group(name, group) if name.text() == "derived" => {
                    let parts = self.parts(group.stream());
                    derived.extend(self.pairs(parts));
                }
                // Said to the module around it.
                Part::Group(name, _) if self.alone && name.text() == "table" => {}
                part => facts.push(self.pair(part)),
            }
        }
        (facts, derived)
    }

    fn key(&mut self, attrs: &[syn::Attribute], place: Span) -> Option<Pair> {
        let pairs = self.facts(attrs, "key");
        (!pairs.is_empty()).then(|| (text("key", place), map(pairs, place)))
    }

    /// `#[index(GSI1, …)]` as `indexes`, wherever it stands.
    pub(super) fn indexes(&mut self, attrs: &[syn::Attribute], place: Span) -> Option<Pair> {
        let mine = attrs.iter().filter(|one| attributes::is(one, "index"));
        let pairs: Vec<Pair> = mine.filter_map(|one| self.index(one)).collect();
        (!pairs.is_empty()).then(|| (text("indexes", place), map(pairs, place)))
    }

    /// One `#[index(GSI1, …)]`.
    pub(super) fn index(&mut self, attribute: &syn::Attribute) -> Option<Pair> {
        let mut parts = self.inside(attribute).into_iter();
        let Some(Part::Word(name)) = parts.next() else {
            let name = attribute.path().segments.last()?;
            let place = self.at("index", name.ident.span());
            let message = "the index has no name";
            let help = "its name comes first: `#[index(GSI1, partition = …)]`";
            self.report(missing_field::RULE.at(place, message).help(help));
            return None;
        };
        let name = self.scalar(&name);
        let pairs = self.pairs(parts.collect());
        let place = name.span;
        Some((name, map(pairs, place)))
    }
}

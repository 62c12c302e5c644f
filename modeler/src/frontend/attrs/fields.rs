//! Fields as attributes.

use quote::ToTokens as _;
use syn::{Attribute, Field, Fields, Type};

use super::{
    attributes::{self, ENTITY},
    lower::{Lower, OwnField, Owned, Pair, TypedField, map, text},
    types,
    words::{Part, plain},
};
use crate::{frontend::tree::Kind, rules::invalid_value, source::Span};

/// Facts that generated code checks in a value of the model's own type.
const CHECKED: [&str; 5] = ["matches", "case", "min", "max", "max_size"];

impl Lower<'_> {
    /// Fields as entries of `attributes`; the write shard is none.
    pub(super) fn fields(&mut self, owner: &str, fields: &Fields) -> Vec<Pair> {
        let Fields::Named(named) = fields else {
            for field in fields {
                use syn::spanned::Spanned as _;
                let place = self.at("field", field.ty.span());
                let message = "a field without a name is no attribute";
                self.report(invalid_value::RULE.at(place, message));
            }
            return Vec::new();
        };
        let mine = named.named.iter().filter(|field| !types::is_shard(field));
        mine.filter_map(|field| {
            if self.is_skipped(owner, field) {
                return None;
            }
            self.field(owner, field)
        })
        .collect()
    }

    fn field(&mut self, owner: &str, field: &Field) -> Option<Pair> {
        let ident = field.ident.as_ref()?;
        let (name, kind) = (ident.to_string(), &field.ty);
        let place = self.at(&name, ident.span());
        self.no_conditions(&field.attrs);
        self.belong_to_structs(&field.attrs);
        let said = self.facts(&field.attrs, ENTITY);
        let typed = says(&said, "type") || says(&said, "same_as");
        let is_text = types::is_text(kind);
        let own = types::is_own(kind, &self.values) && (self.alone || typed || is_text);
        self.note_type(owner, plain(&name), kind, own);
        let (optional, facts) = match (own, typed) {
            (true, true) => (types::is_optional(kind), Vec::new()),
            (true, false) => {
                let name = if is_text { "string" } else { "json" };
                let of = (text("type", place), text(name, place));
                (types::is_optional(kind), vec![of])
            }
            (false, true) => {
                self.types.typed.push(TypedField {
                    owner: owner.to_owned(),
                    name: plain(&name).to_owned(),
                    kind: types::start(kind),
                });
                (types::is_optional(kind), Vec::new())
            }
            (false, false) => match self.shape(kind) {
                Some(shape) => (shape.optional, shape.facts),
                // It has its finding; without the attribute, others would be told that it is not there.
                None => (false, vec![(text("type", place), text("string", place))]),
            },
        };
        let (said, facts) = elements(said, facts);
        let mut pairs = beside(facts, &said);
        pairs.extend(self.bounds(kind, &said, place));
        if own || self.values.is_newtype(kind) {
            self.checks_itself(kind, &said);
        }
        if optional && !says(&said, "optional") {
            pairs.push((text("optional", place), text("true", place)));
        }
        pairs.extend(said);
        Some((text(plain(&name), place), map(pairs, place)))
    }

    /// Whether a field is `#[entity(skip)]`: not stored, and read as its default.
    fn is_skipped(&mut self, owner: &str, field: &Field) -> bool {
        let parts = self.ours(&field.attrs, ENTITY);
        let mut words = parts.iter().filter_map(|part| match part {
            Part::Word(word) if word.text() == "skip" => Some(word.clone()),
            _ => None,
        });
        let (Some(word), Some(name)) = (words.next(), &field.ident) else {
            return false;
        };
        if parts.len() > 1 {
            let place = self.place(&word);
            let message = "a field that is skipped has no other facts";
            self.report(invalid_value::RULE.at(place, message));
        }
        let name = plain(&name.to_string()).to_owned();
        self.types.skipped.push((owner.to_owned(), name));
        true
    }

    /// Notes what a field is made of, where the model does not know it by name.
    fn note_type(&mut self, owner: &str, field: &str, kind: &Type, own: bool) {
        let Some(of) = types::innermost(kind) else {
            return;
        };
        let innermost = types::innermost_type(kind);
        let inside = !std::ptr::eq(types::inner(kind), innermost);
        if self.values.is_enum(&of) && !inside {
            self.types
                .enum_fields
                .push((owner.to_owned(), field.to_owned(), of));
        } else if own || self.values.is_of_rust(&of) || types::is_whole(&of) || of == types::JSON {
            self.types.own.push(OwnField {
                owner: owner.to_owned(),
                name: field.to_owned(),
                kind: innermost.to_token_stream(),
            });
        }
    }

    /// What a type of whole numbers holds, as bounds of the attribute; those that are said have to lie within.
    fn bounds(&mut self, kind: &Type, said: &[Pair], place: Span) -> Vec<Pair> {
        let kind = types::inner(kind);
        let Some((name, bounds)) = types::last(kind).and_then(|name| {
            let bounds = types::whole_bounds(&name)?;
            Some((name, bounds))
        }) else {
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (key, bound) in ["min", "max"].into_iter().zip(bounds) {
            let Some((_, value)) = said.iter().find(|(one, _)| one.scalar() == Some(key)) else {
                pairs.push((text(key, place), text(&bound.to_string(), place)));
                continue;
            };
            let number = |text: &str| text.replace('_', "").parse::<i128>().ok();
            let given = value.scalar().and_then(number);
            let [least, greatest] = bounds.map(i128::from);
            if given.is_some_and(|given| given < least || given > greatest) {
                let message = format!(
                    "a `{name}` does not hold {}",
                    value.scalar().unwrap_or_default()
                );
                let help = format!("it holds {} to {}", bounds[0], bounds[1]);
                self.report(invalid_value::RULE.at(value.span, message).help(help));
            }
        }
        pairs
    }

    /// Says so where facts would have to be checked in a type that only the application knows.
    fn checks_itself(&mut self, kind: &Type, said: &[Pair]) {
        let name = types::innermost(kind).unwrap_or_default();
        for (key, value) in said {
            if key.scalar() == Some("of") {
                self.checks_itself(kind, &pairs_of(value).unwrap_or_default());
            }
            if let Some(fact) = key.scalar().filter(|fact| CHECKED.contains(fact)) {
                let message = format!("`{fact}` is not checked in a `{name}`");
                let help = format!(
                    "make the field of the type that `{name}` is around, or let `{name}` check its values itself"
                );
                self.report(invalid_value::RULE.at(key.span, message).help(help));
            }
        }
    }

    /// Says so where something is there only under a condition: the model is the same in all builds.
    pub(super) fn no_conditions(&mut self, attrs: &[Attribute]) {
        for one in attrs {
            if one.path().is_ident("cfg") || one.path().is_ident("cfg_attr") {
                let name = attributes::name(one);
                let place = self.at(&name, one.path().segments[0].ident.span());
                let message = format!("`#[{name}(…)]` is not seen by the model");
                let help =
                    "a model is the same in every build; put the whole module under the condition";
                self.report(invalid_value::RULE.at(place, message).help(help));
            }
        }
    }

    /// Says so where an attribute of a struct stands on a field.
    fn belong_to_structs(&mut self, attrs: &[Attribute]) {
        for one in attrs {
            let name = attributes::name(one);
            if ["key", "index"]
                .iter()
                .any(|other| attributes::is(one, other))
            {
                let place = self.at(&name, one.path().segments[0].ident.span());
                let message = format!("`#[{name}(…)]` says nothing on a field");
                let help = format!(
                    "it belongs to the struct, and names fields in braces: `#[{name}(partition = \"…{{field}}\")]`"
                );
                self.report(invalid_value::RULE.at(place, message).help(help));
            }
        }
    }
}

/// Facts of elements are said in `of(…)`, and their type by the type of the field: both are one mapping in the model.
fn elements(mut said: Vec<Pair>, mut typed: Vec<Pair>) -> (Vec<Pair>, Vec<Pair>) {
    let of = |pairs: &[Pair]| {
        let mut keys = pairs.iter();
        keys.position(|(key, _)| key.scalar() == Some("of"))
    };
    if let (Some(at), Some(shape)) = (of(&said), of(&typed))
        && let Some(facts) = pairs_of(&said[at].1)
    {
        let (key, element) = typed.remove(shape);
        let kind = pairs_of(&element).unwrap_or_else(|| vec![(text("type", key.span), element)]);
        let (facts, kind) = elements(facts, kind);
        let mut all = beside(kind, &facts);
        all.extend(facts);
        said[at].1 = map(all, said[at].1.span);
    }
    (said, typed)
}

/// Whether a name is among some entries.
fn says(pairs: &[Pair], name: &str) -> bool {
    pairs.iter().any(|(key, _)| key.scalar() == Some(name))
}

/// Entries without those whose names are said.
fn beside(pairs: Vec<Pair>, said: &[Pair]) -> Vec<Pair> {
    let mut pairs = pairs;
    pairs.retain(|(key, _)| !key.scalar().is_some_and(|name| says(said, name)));
    pairs
}

/// The entries of a mapping.
fn pairs_of(node: &Owned) -> Option<Vec<Pair>> {
    let Kind::Map { nodes, .. } = &node.kind else {
        return None;
    };
    let pairs = nodes.chunks_exact(2);
    Some(
        pairs
            .map(|pair| (pair[0].clone(), pair[1].clone()))
            .collect(),
    )
}

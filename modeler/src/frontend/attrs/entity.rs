//! Structs as entities.

use quote::ToTokens as _;
use syn::{Field, Fields, Generics, ItemStruct, Type};

use super::{
    attributes::{self, ENTITY},
    lower::{Lower, OwnField, Pair, TypedField, map, quoted, text},
    types,
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
        self.no_parameters(&item.generics);
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

    /// Whether a field is `#[entity(skip)]`: not stored, and read as its default.
    fn is_skipped(&mut self, owner: &str, field: &Field) -> bool {
        let mut skip = None;
        let mut parts = 0;
        for part in self.ours(&field.attrs, ENTITY) {
            parts += 1;
            if let Part::Word(word) = part
                && word.text() == "skip"
            {
                skip = Some(word);
            }
        }
        let (Some(word), Some(name)) = (skip, &field.ident) else {
            return false;
        };
        if parts > 1 {
            let place = self.place(&word);
            let message = "a field that is skipped has no other facts";
            self.report(invalid_value::RULE.at(place, message));
        }
        self.skipped
            .push((owner.to_owned(), plain(&name.to_string()).to_owned()));
        true
    }

    /// Notes what a field is made of, where the model does not know it by name.
    fn note_type(&mut self, owner: &str, field: &str, kind: &Type) {
        let Some(of) = types::innermost(kind) else {
            return;
        };
        let inside = !std::ptr::eq(types::inner(kind), types::innermost_type(kind));
        if self.values.is_enum(&of) && !inside {
            self.enum_fields
                .push((owner.to_owned(), field.to_owned(), of));
        } else if self.values.is_of_rust(&of) || types::is_whole(&of) || of == types::JSON {
            self.own_field(owner, field, types::innermost_type(kind));
        }
    }

    fn own_field(&mut self, owner: &str, field: &str, kind: &Type) {
        self.own.push(OwnField {
            owner: owner.to_owned(),
            name: field.to_owned(),
            kind: kind.to_token_stream(),
        });
    }

    fn field(&mut self, owner: &str, field: &Field) -> Option<Pair> {
        let ident = field.ident.as_ref()?;
        let name = ident.to_string();
        let place = self.at(&name, ident.span());
        self.note_type(owner, plain(&name), &field.ty);
        let said = self.facts(&field.attrs, ENTITY);
        let says = |name: &str| said.iter().any(|(key, _)| key.scalar() == Some(name));
        let mut pairs = Vec::new();
        let typed = says("type") || says("same_as");
        let json = said
            .iter()
            .any(|(key, value)| key.scalar() == Some("type") && value.scalar() == Some("json"));
        let own = (json || self.alone && !typed) && types::is_own(&field.ty, &self.values);
        let (optional, facts) = if own {
            self.own_field(owner, plain(&name), types::inner(&field.ty));
            let kind = (text("type", place), text("json", place));
            (types::is_optional(&field.ty), vec![kind])
        } else if typed {
            self.typed.push(TypedField {
                owner: owner.to_owned(),
                name: plain(&name).to_owned(),
                kind: types::start(&field.ty),
            });
            (types::is_optional(&field.ty), Vec::new())
        } else {
            match self.shape(&field.ty) {
                Some(shape) => (shape.optional, shape.facts),
                // It has its finding; without the attribute, others would be told that it is not there.
                None => (false, vec![(text("type", place), text("string", place))]),
            }
        };
        pairs.extend(
            facts
                .into_iter()
                .filter(|(key, _)| !key.scalar().is_some_and(says)),
        );
        let least = types::innermost(&field.ty).and_then(|of| types::least(&of));
        if let Some(least) = least.filter(|_| !says("min")) {
            pairs.push((text("min", place), text(least, place)));
        }
        if optional && !says("optional") {
            pairs.push((text("optional", place), text("true", place)));
        }
        pairs.extend(said);
        Some((text(plain(&name), place), map(pairs, place)))
    }
}

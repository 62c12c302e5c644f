//! The enums and structs of a module that attributes may be made of.

use std::{collections::BTreeMap, fmt};

use proc_macro2::Ident;
use syn::{Fields, ItemEnum, ItemStruct, Type};

use super::{
    attributes,
    lower::{Lower, Owned, Pair, list, map, quoted, text},
    types,
    words::plain,
};
use crate::{rules::invalid_value, source::Span};

/// The types of a module, by name.
#[derive(Debug, Default)]
pub(super) struct Values {
    all: BTreeMap<String, Value>,
}

/// What a type is in the model.
#[derive(Debug)]
enum Value {
    /// Texts, each with its place.
    Enum(EnumType, Vec<Span>),
    /// A named struct.
    Struct,
    /// One value of another type.
    Newtype(Newtype),
}

/// A struct around one value, as its module declares it.
#[derive(Clone)]
pub struct Newtype {
    /// Its name.
    pub name: Ident,
    /// What it is around.
    pub inner: Box<Type>,
}

impl Newtype {
    /// Whether generated code copies it as it copies what it is around.
    pub fn is_copied(&self) -> bool {
        let lent = types::last(&self.inner).is_none_or(|name| name == "String");
        self.is_keyed() && !lent
    }

    /// Whether it may stand in a key.
    pub fn is_keyed(&self) -> bool {
        types::is_keyed(&self.inner)
    }
}

impl fmt::Debug for Newtype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Newtype").field(&self.name).finish()
    }
}

/// An enum of values, as its module declares it.
#[derive(Debug, Clone)]
pub struct EnumType {
    /// Its name.
    pub name: Ident,
    /// Its variants, and the text that each is stored as.
    pub variants: Vec<(Ident, String)>,
    /// The variant that keeps a text that is not listed.
    pub other: Option<Ident>,
}

impl Values {
    /// The structs around one value.
    fn newtypes(&self) -> Vec<Newtype> {
        let all = self.all.values().filter_map(|value| match value {
            Value::Newtype(of) => Some(of.clone()),
            _ => None,
        });
        all.collect()
    }

    /// Whether a field is made of a struct around one value.
    pub(super) fn is_newtype(&self, kind: &Type) -> bool {
        types::innermost(kind).is_some_and(|name| self.newtype(&name).is_some())
    }

    /// Whether a name is that of an enum or of a struct around one value: what the model knows by another name.
    pub(super) fn is_of_rust(&self, name: &str) -> bool {
        self.is_enum(name) || self.newtype(name).is_some()
    }

    /// What a struct of this name is around.
    pub(super) fn newtype(&self, name: &str) -> Option<Type> {
        match self.all.get(name)? {
            Value::Newtype(of) => Some(*of.inner.clone()),
            _ => None,
        }
    }

    /// Whether a name is that of a type of the module.
    pub(super) fn has(&self, name: &str) -> bool {
        self.all.contains_key(name)
    }

    /// Whether a name is that of an enum.
    pub(super) fn is_enum(&self, name: &str) -> bool {
        matches!(self.all.get(name), Some(Value::Enum(..)))
    }

    /// The enums and the structs around one value, by name.
    pub(super) fn into_types(self) -> (Vec<EnumType>, Vec<Newtype>) {
        let (mut enums, mut newtypes) = (Vec::new(), Vec::new());
        for value in self.all.into_values() {
            match value {
                Value::Enum(of, _) => enums.push(of),
                Value::Newtype(of) => newtypes.push(of),
                Value::Struct => {}
            }
        }
        (enums, newtypes)
    }

    /// The entries of an attribute of a type.
    pub(super) fn of(&self, name: &str, place: Span) -> Option<Vec<Pair>> {
        let pair = |key: &str, value: Owned| (text(key, place), value);
        Some(match self.all.get(name)? {
            Value::Newtype(_) => return None,
            Value::Struct => vec![pair("type", text(name, place))],
            Value::Enum(of, places) => {
                let values = of.variants.iter().zip(places);
                let values = values.map(|((_, value), place)| quoted(value.clone(), *place));
                vec![
                    pair("type", text("enum", place)),
                    pair("values", list(values.collect(), place)),
                ]
            }
        })
    }
}

impl Lower<'_> {
    /// Notes an enum.
    pub(super) fn note_enum(&mut self, item: &ItemEnum) {
        self.no_parameters(&item.generics);
        let (mut variants, mut places, mut other) = (Vec::new(), Vec::new(), None);
        for variant in &item.variants {
            self.no_conditions(&variant.attrs);
            let name = variant.ident.to_string();
            let place = self.at(&name, variant.ident.span());
            match &variant.fields {
                Fields::Unit => {
                    let renamed = self.name_of(&variant.attrs);
                    let (value, place) = renamed.unwrap_or_else(|| (snake(plain(&name)), place));
                    variants.push((variant.ident.clone(), value));
                    places.push(place);
                }
                // The one that keeps what is not listed.
                Fields::Unnamed(fields) if fields.unnamed.len() == 1 && other.is_none() => {
                    other = Some(variant.ident.clone());
                }
                _ => {
                    let message = format!("`{name}` is no value: it holds more than a text");
                    self.report(invalid_value::RULE.at(place, message).help(
                        "a value is a variant without fields; one variant may hold a `String`, for values that are not listed",
                    ));
                }
            }
        }
        let of = EnumType {
            name: item.ident.clone(),
            variants,
            other,
        };
        self.note(item.ident.to_string(), Value::Enum(of, places));
    }

    /// Notes a struct.
    pub(super) fn note_struct(&mut self, item: &ItemStruct) {
        self.no_parameters(&item.generics);
        let value = match &item.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                let inner = Box::new(fields.unnamed[0].ty.clone());
                let name = item.ident.clone();
                Value::Newtype(Newtype { name, inner })
            }
            _ => Value::Struct,
        };
        self.note(item.ident.to_string(), value);
    }

    fn note(&mut self, name: String, value: Value) {
        self.values.all.insert(plain(&name).to_owned(), value);
    }

    /// `#[entity(name = "…")]` on a variant.
    fn name_of(&mut self, attrs: &[syn::Attribute]) -> Option<(String, Span)> {
        let pairs = self.facts(attrs, attributes::ENTITY);
        let mut named = None;
        for (key, value) in pairs {
            match (key.scalar(), value.scalar()) {
                (Some("name"), Some(name)) => named = Some((name.to_owned(), value.span)),
                _ => {
                    let message = "a value of an enum has no facts but `name`";
                    self.report(invalid_value::RULE.at(key.span, message));
                }
            }
        }
        named
    }

    /// Says so where a struct around one value is around what it cannot be: another such struct, or a time, which
    /// is stored as its attribute says.
    pub(super) fn look_into_newtypes(&mut self) {
        for of in self.values.newtypes() {
            let inner = types::innermost(&of.inner).unwrap_or_default();
            if self.values.newtype(&inner).is_some() || inner == "Timestamp" {
                let place = self.at(&inner, types::start(&of.inner));
                let message = format!("`{}` cannot be a value around `{inner}`", of.name);
                self.report(invalid_value::RULE.at(place, message));
            }
        }
    }

    /// A struct as an entry of `types`.
    pub(super) fn value_struct(&mut self, item: &ItemStruct) -> Pair {
        let name = item.ident.to_string();
        let place = self.at(&name, item.ident.span());
        let fields = self.fields(plain(&name), &item.fields);
        (text(plain(&name), place), map(fields, place))
    }
}

/// `ToShip` as it is stored: `to_ship`.
pub(super) fn snake(name: &str) -> String {
    let mut out = String::new();
    let mut before = None::<char>;
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let starts = letter.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_uppercase()
                        && letters.peek().is_some_and(|next| next.is_lowercase()))
            });
        if starts {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
        before = Some(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn variants_are_stored_in_snake_case() {
        let cases = [
            ("Paid", "paid"),
            ("ToShip", "to_ship"),
            ("HTTPError", "http_error"),
            ("Over18Only", "over18_only"),
        ];
        for (name, stored) in cases {
            assert_eq!(snake(name), stored);
        }
    }
}

//! Texts and values of keys, from templates and from plans.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::model::{
    AttributeId, AttributeRef, EntityId, Literal, Part, Template, Type,
};

use super::{checks, made::Made, values};
use crate::file::File;

/// A piece of a text key.
pub(crate) enum Piece {
    /// Text as it is.
    Text(String),
    /// An expression that knows its text.
    Value(Made),
    /// One that is only a piece of a text, and no value by itself.
    Padded(Made),
}

/// The value of one key attribute.
pub(crate) enum Bound {
    /// A text.
    Text(TokenStream),
    /// A value of its own type.
    Own(TokenStream),
}

/// A value before it enters a key.
pub(crate) struct Raw<'a> {
    /// The expression, of an argument's type.
    pub(crate) value: Made,
    /// Its type.
    pub(crate) kind: &'a Type,
    /// The attribute that it is a value of.
    pub(crate) of: AttributeRef,
}

impl Raw<'_> {
    /// As a value of the attribute: converted and checked.
    pub(crate) fn checked(self, file: &File<'_>) -> Made {
        let kind = &file.attribute(self.of).kind;
        let value = values::converted(file, self.value, self.kind, kind);
        checks::checked(file, value, self.of)
    }

    /// As it stands in a text.
    fn piece(self, file: &File<'_>, pad: Option<u8>, cut: Option<&Type>) -> Piece {
        let of = self.of;
        let kind = &file.attribute(of).kind;
        let coarse = |kind: &Type| kind.fineness().unwrap_or(u8::MAX);
        // A value that is coarser than its attribute is one that was cut already.
        let cut_already = coarse(self.kind) < coarse(kind);
        let target = cut.unwrap_or(kind);
        let (shard, own) = (file.is_shard(self.of), file.own(self.of).is_some());
        let value = if cut_already || cut.is_some() {
            values::converted(file, self.value, self.kind, target)
        } else {
            self.checked(file)
        };
        let value = values::stored(file, value, target);
        match pad {
            // Narrower than what is padded.
            Some(width) if shard || own => {
                let value = if file.is_newtype(of) {
                    value.inner()
                } else {
                    value
                };
                Piece::Padded(padded_shard(file, value, width))
            }
            Some(width) => Piece::Padded(padded(file, value, width)),
            None => Piece::Value(value),
        }
    }
}

/// The value of a template, where each attribute is an argument; with `text` it is never of an own type.
pub(crate) fn of_template(
    file: &File<'_>,
    entity: EntityId,
    template: &Template,
    text: bool,
    argument: impl Fn(AttributeId) -> Made,
) -> Bound {
    let raw = |attribute: AttributeId| {
        let of = AttributeRef { entity, attribute };
        Raw {
            value: argument(attribute),
            kind: &file.attribute(of).kind,
            of,
        }
    };
    if let (Some(attribute), false) = (template.bare(), text) {
        let kind = &file.attribute(AttributeRef { entity, attribute }).kind;
        let value = raw(attribute).checked(file);
        return Bound::Own(values::stored(file, value, kind).either());
    }
    let pieces = template.parts.iter().map(|part| match part {
        Part::Literal(text) => Piece::Text(text.clone()),
        Part::Attribute {
            attribute,
            pad,
            cut,
            ..
        } => raw(*attribute).piece(file, *pad, cut.as_ref()),
    });
    Bound::Text(self::text(file, pieces.collect()))
}

/// The piece of a value.
pub(crate) fn of_value(
    file: &File<'_>,
    raw: Raw<'_>,
    pad: Option<u8>,
    cut: Option<&Type>,
) -> Piece {
    raw.piece(file, pad, cut)
}

/// The piece of a constant: its text is known now.
pub(crate) fn of_literal(literal: &Literal, pad: Option<u8>, cut: Option<&Type>) -> Piece {
    let text = match literal {
        Literal::Text(text) => text.clone(),
        Literal::Number(digits) => digits.clone(),
        Literal::Bool(value) => value.to_string(),
    };
    let text = match cut.and_then(width) {
        Some(width) => text.chars().take(width).collect(),
        None => text,
    };
    let zeros = pad.map_or(0, |pad| usize::from(pad).saturating_sub(text.len()));
    Piece::Text(["0".repeat(zeros), text].concat())
}

/// One text from pieces.
pub(crate) fn text(file: &File<'_>, pieces: Vec<Piece>) -> TokenStream {
    let pieces = joined(pieces);
    match pieces.as_slice() {
        [] => quote!(""),
        [Piece::Text(text)] => quote!(#text),
        [Piece::Value(value)] => value.clone().either(),
        _ => {
            let key = file.runtime("key");
            let all = pieces.into_iter().map(|piece| match piece {
                Piece::Text(text) => quote!(&#text),
                Piece::Value(value) | Piece::Padded(value) => {
                    let value = value.either();
                    quote!(&#value)
                }
            });
            quote!(#key::text(&[#(#all),*]))
        }
    }
}

/// Constants that follow each other are one.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, Piece::Text(text)) if text.is_empty() => {}
            (_, piece) => out.push(piece),
        }
    }
    out
}

/// A shard with leading zeros.
pub(crate) fn padded_shard(file: &File<'_>, shard: Made, width: u8) -> Made {
    padded(file, shard.wrapped(&quote!(i64::from)), width)
}

fn padded(file: &File<'_>, value: Made, width: u8) -> Made {
    let (padded, width) = (file.runtime("Padded"), usize::from(width));
    let width = proc_macro2::Literal::usize_unsuffixed(width);
    match value {
        Made::Plain(value) => Made::Plain(quote!(#padded(#value, #width))),
        Made::Fallible(value) => {
            Made::Fallible(quote!(#value.map(|number| #padded(number, #width))))
        }
    }
}

/// How many characters of a time a coarser one keeps.
fn width(kind: &Type) -> Option<usize> {
    match kind {
        Type::Year => Some(4),
        Type::Month => Some(7),
        Type::Date => Some(10),
        Type::Hour => Some(13),
        Type::Minute => Some(16),
        _ => None,
    }
}

/// Key attributes one after the other: `Key::text("PK", …).and_text("SK", …)`.
pub(crate) fn chain<'a>(
    builder: &TokenStream,
    bounds: impl IntoIterator<Item = (&'a str, Bound)>,
) -> TokenStream {
    let mut chain = TokenStream::new();
    for (at, (name, bound)) in bounds.into_iter().enumerate() {
        let first = at == 0;
        chain.extend(match bound {
            Bound::Text(text) if first => quote!(#builder::text(#name, #text)),
            Bound::Text(text) => quote!(.and_text(#name, #text)),
            Bound::Own(value) if first => quote!(#builder::value(#name, #value)),
            Bound::Own(value) => quote!(.and_value(#name, #value)),
        });
    }
    chain
}

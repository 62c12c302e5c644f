//! Attributes read back from a key text, where an index does not carry them themselves.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::model::{AttributeRef, IndexId, Part, Precision, Template, Type};

use super::{entity, values};
use crate::file::File;

/// A field from the keys of an index or of the table; none where no key holds it whole.
pub(crate) fn from_key(file: &File<'_>, of: AttributeRef, index: IndexId) -> Option<TokenStream> {
    let owner = file.model.entity(of.entity);
    let entry = owner.entry(index).into_iter();
    let of_index = file
        .model
        .index(index)
        .key_names()
        .zip(entry.flat_map(|entry| entry.partition.iter().chain(&entry.sort)));
    let key = std::iter::once(&owner.key.partition).chain(&owner.key.sort);
    let mut all = of_index.chain(file.table_of(of.entity).key_names().zip(key));
    let value = all.find_map(|(name, template)| read(file, of, name, template))?;
    Some(if entity::may_be_absent(file, of) {
        quote!(Some(#value))
    } else {
        value
    })
}

fn read(file: &File<'_>, of: AttributeRef, name: &str, template: &Template) -> Option<TokenStream> {
    let at = template.parts.iter().position(|part| {
        matches!(part, Part::Attribute { attribute, cut: None, .. } if *attribute == of.attribute)
    })?;
    if template.bare().is_some() {
        return Some(match file.attribute(of).kind {
            Type::Epoch => {
                let epoch = file.runtime("Epoch");
                quote!(fields.get::<#epoch>(#name)?.0)
            }
            _ => quote!(fields.get(#name)?),
        });
    }
    let (before, wanted) = (template.parts.get(..at)?, template.parts.get(at..)?);
    let mut steps = Vec::new();
    let mut before = before.iter().peekable();
    while let Some(part) = before.next() {
        steps.push(match part {
            Part::Literal(text) => quote!(scan.literal(#text)?;),
            Part::Attribute { .. } => {
                let next = before.peek().copied().or_else(|| wanted.first());
                let (taken, ends) = take(file, of, part, next)?;
                if ends {
                    before.next();
                }
                quote!(let _ = #taken?;)
            }
        });
    }
    let value = last(file, of, wanted)?;
    let scanner = file.runtime_in("key", "Scanner");
    Some(quote! {
        fields.get_with(#name, |value| {
            let mut scan = #scanner::new(value.as_text()?);
            #(#steps)*
            #value
        })?
    })
}

/// Steps over a part, and over the literal behind it where that is what ends it.
fn take(
    file: &File<'_>,
    of: AttributeRef,
    part: &Part,
    next: Option<&Part>,
) -> Option<(TokenStream, bool)> {
    match next {
        Some(Part::Literal(text)) => Some((quote!(scan.until(#text)), true)),
        _ => {
            let width = width(file, of, part)?;
            Some((quote!(scan.take(#width)), false))
        }
    }
}

/// The wanted part as a value.
fn last(file: &File<'_>, of: AttributeRef, wanted: &[Part]) -> Option<TokenStream> {
    let kind = &file.attribute(of).kind;
    let text = match wanted {
        [_] => quote!(scan.rest()),
        [_, Part::Literal(next), ..] => quote!(scan.until(#next)?),
        [part, ..] => {
            let width = width(file, of, part)?;
            quote!(scan.take(#width)?)
        }
        [] => return None,
    };
    Some(match kind {
        Type::String => quote!(Ok(#text.to_owned())),
        Type::Enum(_) => {
            let name = values::owned(file, kind, Some(of));
            quote!(Ok(#name::from(#text)))
        }
        Type::Epoch | Type::Binary | Type::Float => return None,
        _ => match wanted {
            [_] => quote!(scan.parse_rest()),
            [_, Part::Literal(next), ..] => quote!(scan.parse_until(#next)),
            _ => {
                let mismatch = file.runtime("Mismatch");
                let why = "is a key with another kind of part";
                quote!(#text.parse().map_err(|_| #mismatch::new(#why)))
            }
        },
    })
}

/// The characters of a part, where all its values have as many.
fn width(file: &File<'_>, of: AttributeRef, part: &Part) -> Option<TokenStream> {
    let Part::Attribute {
        attribute,
        pad,
        cut,
        ..
    } = part
    else {
        return None;
    };
    let kind = &file
        .attribute(AttributeRef {
            attribute: *attribute,
            ..of
        })
        .kind;
    let width = match cut.as_ref().unwrap_or(kind) {
        Type::Year => 4,
        Type::Month => 7,
        Type::Date => 10,
        Type::Hour => 13,
        Type::Minute => 16,
        Type::Timestamp(Precision::Seconds) => 20,
        Type::Timestamp(Precision::Millis) => 24,
        Type::Timestamp(Precision::Micros) => 27,
        Type::Ulid => 26,
        Type::Uuid => 36,
        _ => usize::from((*pad)?),
    };
    let width = proc_macro2::Literal::usize_unsuffixed(width);
    Some(quote!(#width))
}

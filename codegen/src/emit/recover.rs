//! Attributes read back from a key text, where an index does not carry them themselves.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::model::{AttributeRef, IndexId, Part, Template, Type};

use super::{entity, values};
use crate::file::File;

/// A field from the keys of an index or of the table; none where no key holds it whole.
pub(crate) fn from_key(file: &File<'_>, of: AttributeRef, index: IndexId) -> Option<TokenStream> {
    let owner = file.model.entity(of.entity);
    let entry = owner.entry(index);
    let of_index = file.model.index(index).key_names().zip(
        entry.into_iter().flat_map(|entry| entry.partition.iter().chain(&entry.sort)),
    );
    let of_table = file
        .model
        .table
        .key_names()
        .zip(std::iter::once(&owner.key.partition).chain(&owner.key.sort));
    of_index.chain(of_table).find_map(|(name, template)| read(file, of, name, template))
}

fn read(file: &File<'_>, of: AttributeRef, name: &str, template: &Template) -> Option<TokenStream> {
    let at = template.parts.iter().position(|part| {
        matches!(part, Part::Attribute { attribute, cut: None, .. } if *attribute == of.attribute)
    })?;
    let option = |value: TokenStream| {
        if entity::may_be_absent(file, of) { quote!(Some(#value)) } else { value }
    };
    let kind = &file.attribute(of).kind;
    if template.bare().is_some() {
        return Some(option(match kind {
            Type::Epoch => {
                let epoch = file.runtime("Epoch");
                quote!(fields.get::<#epoch>(#name)?.0)
            }
            _ => quote!(fields.get(#name)?),
        }));
    }
    let scanner = file.runtime_in("key", "Scanner");
    let steps = steps(&template.parts, at)?;
    let (failed, kind) = (quote!(|why| fields.failed(#name, why)), values::owned(file, kind, Some(of)));
    let (value, text) = (value_of(file, of)?, quote!(text.to_owned()));
    file.bring("FromValue");
    Some(option(quote! {{
        let text = #scanner::new(fields.text(#name)?) #steps;
        #kind::from_value(&#value(#text)).map_err(#failed)?
    }}))
}

/// The steps of a scanner to the part at a place; none where nothing says where a part ends.
fn steps(parts: &[Part], at: usize) -> Option<TokenStream> {
    let mut steps = TokenStream::new();
    let _ = (parts, at);
    steps.extend(TokenStream::new());
    None
}

/// How the text of a key is a value.
fn value_of(file: &File<'_>, of: AttributeRef) -> Option<TokenStream> {
    let value = file.runtime("AttributeValue");
    Some(if file.attribute(of).kind.is_number() { quote!(#value::N) } else { quote!(#value::S) })
}

//! Structs with parameters: `struct Event<T> { … }`.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{GenericParam, ItemStruct};
use tablewright_codegen::Parameters;
use tablewright_modeler::{
    frontend::attrs::Types,
    model::{EntityId, Model},
};

use crate::say;

/// The parameters of a struct, as its `impl`s say them.
pub(crate) fn of(item: &ItemStruct, types: &Types) -> Parameters {
    let (declared, arguments, clause) = item.generics.split_for_impl();
    let bounds = clause.into_iter().flat_map(|clause| &clause.predicates);
    let own = types.own.iter().filter_map(|one| {
        let named = in_type(item, &one.kind)?;
        Some((one.owner.clone(), one.name.clone(), named.arguments))
    });
    let names: Vec<String> = item.generics.params.iter().map(name).collect();
    Parameters {
        declared: from_within(declared.to_token_stream(), &names),
        arguments: arguments.to_token_stream(),
        bounds: bounds
            .map(|bound| from_within(bound.to_token_stream(), &names))
            .collect(),
        own: own.collect(),
    }
}

fn name(of: &GenericParam) -> String {
    match of {
        GenericParam::Lifetime(of) => of.lifetime.ident.to_string(),
        GenericParam::Type(of) => of.ident.to_string(),
        GenericParam::Const(of) => of.ident.to_string(),
    }
}

/// Words that begin no path of the module around: they mean the same in every module.
const EVERYWHERE: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Into",
    "IntoIterator",
    "Iterator",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    "bool",
    "char",
    "const",
    "crate",
    "dyn",
    "f32",
    "f64",
    "for",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "impl",
    "isize",
    "mut",
    "static",
    "str",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "usize",
    "where",
];

/// Bounds as a module inside of the struct's names what they name.
fn from_within(tokens: TokenStream, parameters: &[String]) -> TokenStream {
    let mut made = TokenStream::new();
    let (mut behind, mut before) = (String::new(), String::new());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let text = token.to_string();
        // `Item = String` names what belongs to a trait.
        let is_given = tokens.peek().is_some_and(|next| next.to_string() == "=");
        let begins = !(before == ":" && behind == ":") && before != "'" && !is_given;
        match &token {
            TokenTree::Ident(_) if begins && text == "self" => made.extend(quote!(super)),
            TokenTree::Ident(ident)
                if begins
                    && !EVERYWHERE.contains(&text.as_str())
                    && !parameters.contains(&text) =>
            {
                made.extend(quote!(super::#ident));
            }
            TokenTree::Group(group) => {
                let inner = from_within(group.stream(), parameters);
                let mut group = Group::new(group.delimiter(), inner);
                group.set_span(token.span());
                made.extend([TokenTree::Group(group)]);
            }
            _ => made.extend([token.clone()]),
        }
        behind = std::mem::replace(&mut before, text);
    }
    made
}

/// The parameters that a type names: as an alias of it declares them, and as they are given to that.
pub(crate) struct Named {
    pub(crate) declared: TokenStream,
    pub(crate) arguments: TokenStream,
}

/// The parameters that a type names; none where it names none.
pub(crate) fn in_type(item: &ItemStruct, kind: &TokenStream) -> Option<Named> {
    let all = item.generics.params.iter();
    let used = all.filter(|one| names(kind.clone(), &name(one)));
    let (declared, arguments): (Vec<TokenStream>, Vec<TokenStream>) = used
        .map(|one| match one {
            GenericParam::Lifetime(of) => {
                let lifetime = &of.lifetime;
                (quote!(#lifetime), quote!(#lifetime))
            }
            GenericParam::Type(of) => {
                let name = &of.ident;
                (quote!(#name), quote!(#name))
            }
            GenericParam::Const(of) => {
                let (name, kind) = (&of.ident, &of.ty);
                (quote!(const #name: #kind), quote!(#name))
            }
        })
        .unzip();
    (!declared.is_empty()).then(|| Named {
        declared: quote!(<#(#declared),*>),
        arguments: quote!(<#(#arguments),*>),
    })
}

/// Whether a name is among tokens.
fn names(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => names(group.stream(), name),
        _ => false,
    })
}

/// What is wrong with fields in keys: a function that makes a key has no parameters.
pub(crate) fn in_keys(
    item: &ItemStruct,
    model: &Model,
    id: EntityId,
    parameters: &Parameters,
) -> TokenStream {
    let entity = model.entity(id);
    let entries = entity.entries.iter().flat_map(|entry| entry.attributes());
    let keyed: Vec<&str> = entity
        .key
        .attributes()
        .chain(entries)
        .map(|of| entity.attributes[of.index()].name.as_str())
        .collect();
    let wrong = parameters
        .own
        .iter()
        .filter(|(_, name, _)| keyed.contains(&name.as_str()));
    let said = wrong.map(|(_, name, _)| {
        let text = format!(
            "`{name}` stands in a key, and its type depends on parameters of the struct\n  = help: take a type without them"
        );
        let field = item.fields.iter().find(|field| {
            let ident = field.ident.as_ref();
            ident.is_some_and(|ident| ident.to_string().trim_start_matches("r#") == name)
        });
        let at = field.and_then(|field| field.ident.as_ref()).unwrap_or(&item.ident);
        say::error(&text, at.span(), at.span())
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::from_within;

    #[test]
    fn bounds_name_the_same_from_within() {
        let parameters = ["T".to_owned(), "a".to_owned()];
        for (bound, wanted) in [
            (quote!(T: Clone + Debug), quote!(T: Clone + super::Debug)),
            (quote!(T: fmt::Debug), quote!(T: super::fmt::Debug)),
            (
                quote!(T: ::std::fmt::Debug + 'a),
                quote!(T: ::std::fmt::Debug + 'a),
            ),
            (
                quote!(T: crate::One + super::Two + self::Three),
                quote!(T: crate::One + super::super::Two + super::Three),
            ),
            (
                quote!(T::Kind: Into<Vec<Name>>),
                quote!(T::Kind: Into<Vec<super::Name>>),
            ),
            (
                quote!(for<'b> T: Fn(&'b str) -> bool),
                quote!(for<'b> T: Fn(&'b str) -> bool),
            ),
        ] {
            let made = from_within(bound, &parameters).to_string();
            assert_eq!(made, wanted.to_string());
        }
    }
}

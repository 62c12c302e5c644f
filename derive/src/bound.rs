//! What a module calls its own types, for the code that is generated for them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Item, ItemMod, ItemStruct, Visibility, spanned::Spanned as _};
use tablewright_codegen::{Bound, BoundEnum, Parameters, Place};
use tablewright_modeler::frontend::attrs::{Newtype, OwnField, Types, whole_bounds};

use crate::parameters;

/// The types of a module, to be named from a place.
pub(crate) fn bound(types: &Types, module: &ItemMod, place: Place) -> Bound {
    let enums = types.enums.iter().map(|one| BoundEnum {
        name: one.name.clone(),
        variants: one.variants.clone(),
        other: one.other.clone(),
    });
    let fields = types.enum_fields.iter().map(|(owner, field, of)| {
        let of = Ident::new(of, Span::call_site());
        (owner.clone(), field.clone(), of)
    });
    let typed = types.typed.iter();
    let typed = typed.map(|one| (one.owner.clone(), one.name.clone(), one.kind));
    let own = types.own.iter();
    let own = own.map(|one| {
        let name = called(types, one).unwrap_or_else(|| alias(one));
        (one.owner.clone(), one.name.clone(), name)
    });
    let wraps = types
        .own
        .iter()
        .filter(|one| newtype(types, &one.kind).is_some());
    let wraps = wraps.map(|one| (one.owner.clone(), one.name.clone()));
    let newtypes = types.newtypes.iter();
    let newtypes = newtypes.map(|one| (one.name.clone(), one.is_keyed()));
    let skipped = types.skipped.iter();
    let skipped =
        skipped.map(|(owner, field)| (owner.clone(), Ident::new(field, Span::call_site())));
    Bound {
        taken: items(module).filter_map(name).collect(),
        enums: enums.collect(),
        fields: fields.collect(),
        typed: typed.collect(),
        own: own.collect(),
        wraps: wraps.collect(),
        skipped: skipped.collect(),
        newtypes: newtypes.collect(),
        parameters: Parameters::default(),
        place,
    }
}

/// Names for types that are written somehow: what is generated lies in another module, where the same words
/// may mean something else.
pub(crate) fn aliases(types: &Types, module: &ItemMod) -> TokenStream {
    let aliases = types.own.iter().map(|one| {
        let kind = &one.kind;
        let copied = newtype(types, kind).filter(|of| of.is_copied()).map(|_| {
            quote_spanned! {kind.span()=>
                const _: fn() = || {
                    fn is_copied_like_what_it_is_around<T: ::core::marker::Copy>() {}
                    is_copied_like_what_it_is_around::<#kind>();
                };
            }
        });
        let alias = called(types, one).is_none().then(|| {
            let (alias, public) = (alias(one), visibility(module, &one.owner));
            let parameters = structs(module).find(|item| item.ident == one.owner);
            let parameters = parameters.and_then(|item| parameters::in_type(item, kind));
            let parameters = parameters.map(|named| named.declared);
            quote! {
                #[doc(hidden)]
                #[allow(non_camel_case_types)]
                #public type #alias #parameters = #kind;
            }
        });
        quote!(#alias #copied)
    });
    aliases.collect()
}

/// The name of a type that means the same everywhere: of a number, or of a type of the module.
fn called(types: &Types, field: &OwnField) -> Option<Ident> {
    let name: Ident = syn::parse2(field.kind.clone()).ok()?;
    let whole = whole_bounds(&name.to_string()).is_some();
    let newtype = types.newtypes.iter().any(|one| one.name == name);
    let of_enum = types.enums.iter().any(|one| one.name == name);
    (whole || newtype || of_enum).then_some(name)
}

/// The struct around one value that a type is.
fn newtype<'t>(types: &'t Types, kind: &TokenStream) -> Option<&'t Newtype> {
    let name = kind.to_string();
    types.newtypes.iter().find(|one| one.name == name)
}

fn alias(field: &OwnField) -> Ident {
    format_ident!("__{}_{}", field.owner, field.name)
}

fn visibility<'m>(module: &'m ItemMod, owner: &str) -> Option<&'m Visibility> {
    structs(module)
        .find(|item| item.ident == owner)
        .map(|item| &item.vis)
}

/// The structs of a module.
pub(crate) fn structs(module: &ItemMod) -> impl Iterator<Item = &ItemStruct> {
    items(module).filter_map(|item| match item {
        Item::Struct(item) => Some(item),
        _ => None,
    })
}

fn items(module: &ItemMod) -> impl Iterator<Item = &Item> {
    module.content.iter().flat_map(|(_, items)| items)
}

fn name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Struct(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Union(item) => &item.ident,
        Item::Mod(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

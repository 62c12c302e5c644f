//! What a write hands back.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use tablewright_modeler::{
    model::{AttributeRef, Side, Verb, WriteKind},
    plan::WritePlan,
};

use super::{
    call::{Answer, Call},
    decode, entity, output, values,
};

/// The type of a write's answer, and the call that asks for it.
pub(crate) struct Handed {
    /// The type parameter of the builder.
    pub(crate) kind: TokenStream,
    /// The call.
    pub(crate) call: TokenStream,
}

/// What the plan hands back; none where nothing.
pub(crate) fn of_write(call: &Call<'_>, write: &WritePlan) -> Option<Handed> {
    let returns = write.returns.as_ref()?;
    if returns.attributes.len() < 2 {
        call.file.bring("Entity");
    }
    let old = returns.side == Side::Old || !updates(call);
    let option = call.file.prelude("option", "Option");
    let asked = |kind: TokenStream, old_way: TokenStream, new_way: TokenStream| {
        if old {
            Handed {
                kind: quote!(#option<#kind>),
                call: quote!(.returning_old(#old_way)),
            }
        } else {
            Handed {
                kind,
                call: quote!(.returning_new(#new_way)),
            }
        }
    };
    Some(match returns.attributes.as_slice() {
        [] => {
            let owner = call.file.entity(write.entity);
            asked(
                owner.clone(),
                quote!(#owner::from_item),
                quote!(#owner::expect_item),
            )
        }
        [one] => {
            let of = AttributeRef {
                entity: write.entity,
                attribute: *one,
            };
            let (kind, fields) = (value_type(call, of), call.file.runtime("Fields"));
            let (owner, value) = (call.file.entity(write.entity), decode::field(call.file, of));
            let read = |answer: TokenStream| {
                quote!(|item| {
                    let fields = #fields::new(#owner::NAME, item);
                    #answer
                })
            };
            asked(
                kind,
                read(quote!(Ok(Some(#value)))),
                read(answer(value.clone())),
            )
        }
        _ => {
            let kind = &call.names.kind;
            let some = quote!(|item| #kind::from_item(item).map(Some));
            asked(quote!(#kind), some, quote!(#kind::from_item))
        }
    })
}

/// A value that was tried, as the answer of a function: without `Ok(…?)` around it.
fn answer(value: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = value.clone().into_iter().collect();
    match tokens.pop() {
        Some(TokenTree::Punct(last)) if last.as_char() == '?' => tokens.into_iter().collect(),
        _ => quote!(Ok(#value)),
    }
}

/// The struct of several values.
pub(crate) fn types(call: &Call<'_>, write: &WritePlan) -> Vec<TokenStream> {
    match &write.returns {
        Some(returns) if returns.attributes.len() > 1 => {
            let all: Vec<AttributeRef> = returns
                .attributes
                .iter()
                .map(|attribute| AttributeRef {
                    entity: write.entity,
                    attribute: *attribute,
                })
                .collect();
            output::handed_back(call, write.entity, &all)
        }
        _ => Vec::new(),
    }
}

fn updates(call: &Call<'_>) -> bool {
    matches!(&call.pattern.verb,
        Verb::Write(write) if matches!(write.kind, WriteKind::Update | WriteKind::Upsert))
}

fn value_type(call: &Call<'_>, of: AttributeRef) -> TokenStream {
    let kind = values::owned(call.file, &call.file.attribute(of).kind, Some(of));
    if entity::may_be_absent(call.file, of) {
        let option = call.file.prelude("option", "Option");
        return quote!(#option<#kind>);
    }
    kind
}

/// The builder with what it hands back; the builder alone where that is nothing.
pub(crate) fn answer_of(builder: &TokenStream, handed: Option<&Handed>) -> Answer {
    match handed {
        None => Answer::of(quote!(#builder), quote!(())),
        Some(Handed { kind, .. }) => Answer::of(quote!(#builder<#kind>), kind.clone()),
    }
}

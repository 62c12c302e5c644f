//! The steps of a transaction, put together as one would write them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// One part of the body.
pub(crate) enum Part {
    /// Statements, and the calls that add what they made.
    Plain(TokenStream, TokenStream),
    /// Statements that add to the transaction themselves.
    Block(TokenStream),
}

impl Part {
    /// Statements that add to the transaction.
    fn added(self, transaction: &Ident) -> TokenStream {
        match self {
            Self::Plain(before, calls) => quote!(#before #transaction = #transaction #calls;),
            Self::Block(statements) => statements,
        }
    }
}

/// Statements that add all of the parts to the transaction, inside of a loop or a choice.
pub(crate) fn nested(parts: Vec<Part>, transaction: &Ident) -> TokenStream {
    joined(parts)
        .into_iter()
        .map(|part| part.added(transaction))
        .collect()
}

/// The body of a method: one chain where no part is conditional, else a variable that grows.
pub(crate) fn body(start: &TokenStream, parts: Vec<Part>, transaction: &Ident) -> TokenStream {
    let mut parts = joined(parts);
    if let [Part::Plain(before, calls)] = parts.as_slice() {
        return quote!(#before #start #calls);
    }
    let last = match parts.pop() {
        Some(Part::Plain(before, calls)) => quote!(#before #transaction #calls),
        Some(Part::Block(statements)) => quote!(#statements #transaction),
        None => return start.clone(),
    };
    let mut parts = parts.into_iter().peekable();
    let first = match parts.next_if(|part| matches!(part, Part::Plain(..))) {
        Some(Part::Plain(before, calls)) => {
            quote!(#before let mut #transaction = #start #calls;)
        }
        _ => quote!(let mut #transaction = #start;),
    };
    let rest = parts.map(|part| part.added(transaction));
    quote!(#first #(#rest)* #last)
}

/// Plain parts that follow each other are one.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    for part in parts {
        match (all.last_mut(), part) {
            (Some(Part::Plain(before, calls)), Part::Plain(more, others)) => {
                before.extend(more);
                calls.extend(others);
            }
            (_, part) => all.push(part),
        }
    }
    all
}

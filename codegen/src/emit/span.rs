//! Reads over partitions of a coarser time: the stretches that a call asks.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use tablewright_modeler::{
    model::{Reach, Read, Type},
    plan::{Buckets, Query},
};

use super::{call::Call, query, values};

/// A read over time.
pub(crate) struct Span<'a> {
    read: &'a Read,
    reach: &'a Reach,
    buckets: &'a Buckets,
    /// The variable that holds the stretches.
    pub(crate) variable: Ident,
    forward: bool,
}

impl<'a> Span<'a> {
    /// Of a query that is one; none where it is not.
    pub(crate) fn of(call: &Call<'a>, query: &'a Query) -> Option<Self> {
        let buckets = query.buckets.as_ref()?;
        let read: &'a Read = call.pattern.reads().find(|read| read.reach.is_some())?;
        Some(Self {
            read,
            reach: read.reach.as_ref()?,
            buckets,
            variable: call.local("span"),
            forward: query.forward,
        })
    }

    /// What a stretch is called.
    pub(crate) fn word(&self) -> &'static str {
        match self.buckets.kind {
            Type::Date => "day",
            ref other => other.word(),
        }
    }

    /// The statement that finds the stretches.
    pub(crate) fn found(&self, call: &Call<'_>) -> TokenStream {
        let (span, bucket) = (
            call.file.runtime_in("time", "Span"),
            values::owned(call.file, &self.buckets.kind, None),
        );
        let (variable, most) = (&self.variable, seconds(self.reach.max));
        match &self.read.range {
            Some(range) => {
                let bounds = query::ends(call, range.form, true);
                quote!(let #variable = #span::<#bucket>::of(#bounds, #most);)
            }
            None => quote!(let #variable = #span::<#bucket>::back(#most);),
        }
    }

    /// The stretches in the order in which they are read.
    pub(crate) fn iterated(&self) -> TokenStream {
        let variable = &self.variable;
        match self.forward {
            true => quote!(#variable.ascending()),
            false => quote!(#variable.descending()),
        }
    }
}

/// A number of seconds as somebody would write it.
fn seconds(all: i64) -> TokenStream {
    let unit: i64 = match all {
        _ if all % 86_400 == 0 => 86_400,
        _ if all % 3_600 == 0 => 3_600,
        _ => 1,
    };
    let [count, size] = [all / unit, unit].map(Literal::i64_unsuffixed);
    match unit {
        1 => quote!(#count),
        _ => quote!(#count * #size),
    }
}

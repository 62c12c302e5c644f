//! Stored values, borrowed from the text of an answer wherever nothing in it was escaped.

use std::borrow::Cow;

/// A stored value.
#[derive(Debug, PartialEq)]
pub(crate) enum Value<'a> {
    S(Cow<'a, str>),
    N(Cow<'a, str>),
    B(Vec<u8>),
    Bool(bool),
    Null,
    L(Vec<Value<'a>>),
    M(Vec<Attribute<'a>>),
    Ss(Vec<Value<'a>>),
    Ns(Vec<Value<'a>>),
    Bs(Vec<Value<'a>>),
}

/// An attribute of an item, or an entry of a map.
pub(crate) type Attribute<'a> = (&'a str, Value<'a>);

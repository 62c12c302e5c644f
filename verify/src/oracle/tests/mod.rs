//! The oracle against answers made by hand.

mod reads;
mod writes;

use tablewright_modeler::{
    model::{Given, Literal, Parameter, Type, Value as Term},
    source::Span,
};

use crate::{
    item::Item,
    sample::{of, order},
};

pub(super) fn text(text: &str) -> Literal {
    Literal::Text(text.into())
}

pub(super) fn parameter(name: &str, at: usize, kind: Type) -> Parameter {
    Parameter {
        shard: None,
        bucket: false,
        list: false,
        repeated: false,
        name: name.into(),
        kind,
        attribute: Some(of(at)),
        span: Span::default(),
    }
}

pub(super) fn given(at: usize, value: Term) -> Given {
    Given {
        automatic: false,
        attributes: vec![of(at)],
        value,
        span: Span::default(),
    }
}

pub(super) fn orders() -> Vec<Item> {
    vec![
        order("a", 1, "open", Some("")),
        order("a", 9, "done", None),
        order("a", 10, "open", Some("x")),
        order("ab", 2, "open", None),
    ]
}

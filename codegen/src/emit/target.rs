//! The key of the one item that a get, an update or a delete is about.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::{
    model::{AttributeId, AttributeRef, EntityId, ParameterId, Type, Value},
    plan::{KeyPiece, KeyValue, WritePlan},
};

use super::{
    call::Call,
    keys::{self, KeyFunction},
    lists,
    made::Made,
    pieces, values,
};

/// The key: by the entity's own key function where every attribute is known as itself, else written
/// out.
pub(crate) fn key(
    call: &Call<'_>,
    entity: EntityId,
    partition: &KeyValue,
    sort: Option<&KeyValue>,
) -> TokenStream {
    let values: Vec<&KeyValue> = std::iter::once(partition).chain(sort).collect();
    let function = keys::primary(call.file, entity);
    by_function(call, entity, &function, &values).unwrap_or_else(|| {
        let builder = call.file.runtime("Key");
        let bounds = call.file.table_of(entity).key_names().zip(&values);
        pieces::chain(
            &builder,
            bounds.map(|(name, value)| (name, call.key_value(value))),
        )
    })
}

/// The key of the item that a write is about; none where the plan has none.
pub(crate) fn of_write(call: &Call<'_>, plan: &WritePlan) -> Option<TokenStream> {
    let partition = plan.partition.as_ref()?;
    Some(key(call, plan.entity, partition, plan.sort.as_ref()))
}

/// The key of one item, or the keys that it may have.
pub(crate) struct Keys {
    /// An expression of a key, or of an iterator over keys.
    pub(crate) keys: TokenStream,
    /// Whether they are several.
    pub(crate) several: bool,
}

impl Keys {
    /// The function that makes an operation of them.
    pub(crate) fn constructor(&self) -> Ident {
        let name = if self.several { "in_shards" } else { "new" };
        Ident::new(name, proc_macro2::Span::call_site())
    }
}

/// The key of an item, once for each shard in which it is looked for.
pub(crate) fn keys(
    call: &Call<'_>,
    entity: EntityId,
    (partition, sort): (&KeyValue, Option<&KeyValue>),
    tries: Option<ParameterId>,
) -> Keys {
    let Some(tries) = tries else {
        let keys = key(call, entity, partition, sort);
        return Keys {
            keys,
            several: false,
        };
    };
    let names = lists::one_of_each(call, &[tries]);
    let one = Call {
        names: &names,
        ..*call
    };
    let key = key(&one, entity, partition, sort);
    Keys {
        keys: lists::mapped(call, &one, tries, &key),
        several: true,
    }
}

/// The same for a write; none where the plan has no key.
pub(crate) fn keys_of_write(call: &Call<'_>, plan: &WritePlan) -> Option<Keys> {
    let partition = plan.partition.as_ref()?;
    let key = (partition, plan.sort.as_ref());
    Some(keys(call, plan.entity, key, plan.tries))
}

/// What makes a write look for its item, where it is not one that fails without an item.
pub(crate) fn looking(plan: &WritePlan) -> TokenStream {
    match plan.tries {
        Some(_) if plan.exists != Some(true) => quote!(.look_first()),
        _ => TokenStream::new(),
    }
}

/// The key of the marker of a unique value.
pub(crate) fn marker(
    call: &Call<'_>,
    entity: EntityId,
    unique: usize,
    of: &[KeyPiece],
) -> TokenStream {
    let function = keys::marker(call.file, entity, unique);
    let text = KeyValue::Text(of.to_vec());
    by_function(call, entity, &function, &[&text]).unwrap_or_else(|| {
        let builder = call.file.runtime("Key");
        let names = call.file.table_of(entity).key_names();
        pieces::chain(
            &builder,
            names.map(|name| (name, pieces::Bound::Text(call.text(of)))),
        )
    })
}

/// What the key says of each attribute.
pub(crate) fn known<'a>(values: &[&'a KeyValue]) -> BTreeMap<AttributeId, &'a Value> {
    let mut known = BTreeMap::new();
    for value in values {
        match value {
            KeyValue::Own { attribute, value } => {
                known.insert(attribute.attribute, value);
            }
            KeyValue::Text(pieces) => {
                for piece in pieces {
                    if let KeyPiece::Value {
                        attribute, value, ..
                    } = piece
                    {
                        known.insert(attribute.attribute, value);
                    }
                }
            }
        }
    }
    known
}

fn by_function(
    call: &Call<'_>,
    entity: EntityId,
    function: &KeyFunction<'_>,
    all: &[&KeyValue],
) -> Option<TokenStream> {
    let known = known(all);
    let mut arguments = Vec::new();
    for attribute in &function.takes {
        let of = AttributeRef {
            entity,
            attribute: *attribute,
        };
        arguments.push(argument(call, of, known.get(attribute)?)?);
    }
    let name = call.file.within(entity, function.name);
    Some(quote!(#name(#(#arguments),*)))
}

/// A value as the argument of a key function; none where it is not of that very type.
pub(crate) fn argument(call: &Call<'_>, of: AttributeRef, value: &Value) -> Option<TokenStream> {
    let kind = &call.file.attribute(of).kind;
    match value {
        Value::Literal(literal) => values::constant(call.file, literal, kind, Some(of)),
        Value::Parameter(id) | Value::OneOf(id) => {
            let from = &call.parameter(*id).kind;
            if !same(call, *id, of, from, kind) {
                return None;
            }
            let argument = call.argument(*id);
            match values::converted(call.file, Made::Plain(quote!(#argument)), from, kind) {
                Made::Plain(value) => Some(value),
                Made::Fallible(_) => None,
            }
        }
    }
}

fn same(call: &Call<'_>, id: ParameterId, of: AttributeRef, from: &Type, to: &Type) -> bool {
    match (from, to) {
        (Type::Enum(_), Type::Enum(_)) => {
            let own = call
                .attribute_of(call.parameter(id))
                .and_then(|of| call.file.names.enum_of(of));
            own.is_some() && own == call.file.names.enum_of(of)
        }
        (Type::Timestamp(_) | Type::Epoch, Type::Timestamp(_) | Type::Epoch) => true,
        _ => from == to,
    }
}

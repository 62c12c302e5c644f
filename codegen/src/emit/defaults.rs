//! What a missing value reads as, as it would be stored.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Value, json};
use tablewright_modeler::model::{self, Fallback, Type};

use crate::file::File;

/// A value that is read, or its default where it is missing.
pub(crate) fn or_stored(
    file: &File<'_>,
    physical: &str,
    kind: &Type,
    default: &Fallback,
) -> TokenStream {
    if default.is_empty() && matches!(kind, Type::List(_) | Type::Map(_) | Type::Set(_)) {
        return quote!(fields.or_default(#physical)?);
    }
    let stored = raw(&stored(kind, default).to_string());
    if *kind == Type::Epoch {
        let epoch = file.runtime("Epoch");
        return quote!(fields.or_stored::<#epoch>(#physical, #stored)?.0);
    }
    quote!(fields.or_stored(#physical, #stored)?)
}

/// A text as a person would write one with quotes in it.
fn raw(text: &str) -> Literal {
    let written = ["r#\"", text, "\"#"].concat();
    written.parse().unwrap_or_else(|_| Literal::string(text))
}

/// A default in the JSON that DynamoDB speaks.
fn stored(kind: &Type, default: &Fallback) -> Value {
    match (kind, default) {
        (_, Fallback::Literal(literal)) => scalar(kind, literal),
        (Type::List(of), Fallback::Items(all)) => {
            let all: Vec<Value> = all.iter().map(|one| stored(&of.kind, one)).collect();
            json!({ "L": all })
        }
        (_, Fallback::Items(all)) => {
            let all: Vec<Value> = all.iter().map(|one| stored(&Type::Json, one)).collect();
            json!({ "L": all })
        }
        (_, Fallback::Entries(all)) => {
            let all = all.iter().map(|(name, one)| entry(kind, name, one));
            json!({ "M": all.collect::<serde_json::Map<_, _>>() })
        }
    }
}

fn entry(kind: &Type, name: &str, default: &Fallback) -> (String, Value) {
    let field = match kind {
        Type::Struct(of) => of.fields.iter().find(|field| field.name == name),
        _ => None,
    };
    match (kind, field) {
        (_, Some(field)) => (field.physical.clone(), stored(&field.kind, default)),
        (Type::Map(of), None) => (name.to_owned(), stored(&of.kind, default)),
        _ => (name.to_owned(), stored(&Type::Json, default)),
    }
}

fn scalar(kind: &Type, literal: &model::Literal) -> Value {
    match literal {
        model::Literal::Bool(value) => json!({ "BOOL": value }),
        model::Literal::Number(digits) => json!({ "N": digits }),
        model::Literal::Text(text) if kind.is_number() => json!({ "N": text }),
        model::Literal::Text(text) => json!({ "S": text }),
    }
}

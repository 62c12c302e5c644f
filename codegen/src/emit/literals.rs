//! Constants of a model as values of a field.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::model::{AttributeRef, Literal, Precision, Type};

use super::values;
use crate::file::File;

/// A constant as a value of the field's own type.
pub(crate) fn owned(file: &File<'_>, of: AttributeRef, literal: &Literal) -> TokenStream {
    let kind = &file.attribute(of).kind;
    match (kind, values::constant(file, literal, kind, Some(of))) {
        (Type::String, Some(text)) => quote!(#text.to_owned()),
        (Type::Enum(known), Some(constant)) => match (literal, file.enum_of(of)) {
            (Literal::Text(text), Some(name)) => {
                let variant = values::variant(file, of, known, text);
                quote!(#name::#variant)
            }
            _ => quote!(#constant.to_owned()),
        },
        (_, Some(constant)) => constant,
        (kind, None) => parsed(file, of, kind, literal),
    }
}

/// A constant of a type that Rust reads from text. The model has checked that it is one.
fn parsed(file: &File<'_>, of: AttributeRef, kind: &Type, literal: &Literal) -> TokenStream {
    let (Literal::Text(text) | Literal::Number(text)) = literal else {
        return quote!(false);
    };
    let name = values::owned(file, kind, Some(of));
    let why = match kind {
        Type::Timestamp(Precision::Seconds | Precision::Millis | Precision::Micros) => "a time",
        Type::Decimal => "a number",
        _ => "a value of this type",
    };
    let why = ["the model says that this is ", why].concat();
    match kind {
        Type::Epoch => {
            let seconds = values::whole(text);
            quote!(#name::from_second(#seconds).expect(#why))
        }
        _ => quote!(#text.parse::<#name>().expect(#why)),
    }
}

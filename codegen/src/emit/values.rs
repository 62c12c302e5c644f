//! Types of the model as types of Rust, and the way from one to the other.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::model::{AttributeRef, Literal, Precision, Type};

use super::made::Made;
use crate::file::File;

/// The type of a field.
pub(crate) fn owned(file: &File<'_>, kind: &Type, of: Option<AttributeRef>) -> TokenStream {
    if let Some(theirs) = own(file, kind, of) {
        return theirs;
    }
    match kind {
        Type::String => file.prelude("string", "String"),
        Type::Bool => quote!(bool),
        Type::Binary => {
            let vec = file.prelude("vec", "Vec");
            quote!(#vec<u8>)
        }
        Type::Int if of.is_some_and(|of| file.is_shard(of)) => quote!(u32),
        Type::Int | Type::Counter => quote!(i64),
        Type::Decimal => file.runtime("Decimal"),
        Type::Float => quote!(f64),
        Type::Timestamp(_) | Type::Epoch => file.runtime_in("jiff", "Timestamp"),
        Type::Date => file.runtime_in("time", "Date"),
        Type::Year => file.runtime("Year"),
        Type::Month => file.runtime("Month"),
        Type::Hour => file.runtime("Hour"),
        Type::Minute => file.runtime("Minute"),
        Type::Uuid => file.runtime_in("uuid", "Uuid"),
        Type::Ulid => file.runtime_in("ulid", "Ulid"),
        Type::Enum(values) => of
            .and_then(|of| file.enum_of(of))
            .or_else(|| file.struct_enum(values))
            .unwrap_or_else(|| file.prelude("string", "String")),
        Type::List(item) => {
            let (vec, item) = (
                file.prelude("vec", "Vec"),
                stored_type(file, &item.kind, of),
            );
            quote!(#vec<#item>)
        }
        Type::Map(item) => {
            let map = file.std("collections", "BTreeMap");
            let (text, item) = (
                file.prelude("string", "String"),
                stored_type(file, &item.kind, of),
            );
            quote!(#map<#text, #item>)
        }
        Type::Set(item) => {
            let (set, item) = (
                file.std("collections", "BTreeSet"),
                stored_type(file, &item.kind, of),
            );
            quote!(#set<#item>)
        }
        Type::Struct(of) => file.structure(of),
        Type::Json => file.runtime_in("serde_json", "Value"),
    }
}

/// The type of a value where it is somebody else's.
fn own(file: &File<'_>, kind: &Type, of: Option<AttributeRef>) -> Option<TokenStream> {
    let around = matches!(kind, Type::List(_) | Type::Map(_) | Type::Set(_));
    file.own(of?).filter(|_| !around)
}

/// The type that knows how it is stored: as that of a field, but a time knows its precision.
pub(crate) fn stored_type(file: &File<'_>, kind: &Type, of: Option<AttributeRef>) -> TokenStream {
    match wrapper(file, kind) {
        Some(wrapper) => wrapper,
        None => owned(file, kind, of),
    }
}

/// The type of an argument.
pub(crate) fn argument(file: &File<'_>, kind: &Type, of: Option<AttributeRef>) -> TokenStream {
    if let Some(theirs) = own(file, kind, of) {
        return if is_copy(kind) {
            theirs
        } else {
            quote!(&#theirs)
        };
    }
    match kind {
        Type::String => quote!(&str),
        Type::Enum(values) if !has_enum(file, values, of) => quote!(&str),
        Type::Binary => quote!(&[u8]),
        Type::List(item) => {
            let item = stored_type(file, &item.kind, of);
            quote!(&[#item])
        }
        _ => {
            let owned = owned(file, kind, of);
            if is_copy(kind) {
                owned
            } else {
                quote!(&#owned)
            }
        }
    }
}

/// Whether there is an enum of some values.
fn has_enum(file: &File<'_>, values: &[String], of: Option<AttributeRef>) -> bool {
    let own = of.is_some_and(|of| file.names.enum_of(of).is_some());
    own || file
        .names
        .struct_enums
        .iter()
        .any(|one| one.values == values)
}

/// Whether values of the type are copied rather than lent.
pub(crate) fn is_copy(kind: &Type) -> bool {
    match kind {
        Type::String | Type::Binary | Type::Enum(_) | Type::Json | Type::Struct(_) => false,
        Type::List(_) | Type::Map(_) | Type::Set(_) => false,
        Type::Bool | Type::Int | Type::Decimal | Type::Float | Type::Counter => true,
        Type::Timestamp(_) | Type::Epoch | Type::Uuid | Type::Ulid => true,
        Type::Date | Type::Year | Type::Month | Type::Hour | Type::Minute => true,
    }
}

/// The wrapper that says how a time is stored.
pub(crate) fn wrapper(file: &File<'_>, kind: &Type) -> Option<TokenStream> {
    let name = match kind {
        Type::Timestamp(Precision::Seconds) => "Seconds",
        Type::Timestamp(Precision::Millis) => "Millis",
        Type::Timestamp(Precision::Micros) => "Micros",
        Type::Epoch => "Epoch",
        _ => return None,
    };
    Some(file.runtime(name))
}

/// An argument or a field, as the runtime stores it.
pub(crate) fn stored(file: &File<'_>, value: Made, kind: &Type) -> Made {
    match wrapper(file, kind) {
        Some(wrapper) => value.wrapped(&wrapper),
        None => value,
    }
}

/// A value of one type where another is wanted: a finer time is cut to a coarser one.
pub(crate) fn converted(file: &File<'_>, value: Made, from: &Type, to: &Type) -> Made {
    let same = match (from, to) {
        (Type::Timestamp(_) | Type::Epoch, Type::Timestamp(_) | Type::Epoch) => true,
        (Type::Int | Type::Counter, Type::Decimal) => {
            let decimal = file.runtime("Decimal");
            return value.wrapped(&quote!(#decimal::from));
        }
        _ => from == to || from.fineness().is_none() || to.fineness().is_none(),
    };
    if same {
        return value;
    }
    let moment = moment(file, value, from);
    if matches!(to, Type::Timestamp(_) | Type::Epoch | Type::Ulid) {
        return moment;
    }
    file.bring("Bucket");
    let bucket = owned(file, to, None);
    moment.then(&quote!(#bucket::of))
}

/// The moment of a time, or its first one.
pub(crate) fn moment(file: &File<'_>, value: Made, kind: &Type) -> Made {
    match kind {
        Type::Timestamp(_) | Type::Epoch => value,
        Type::Ulid => {
            let time = file.runtime("time");
            value.then(&quote!(#time::of_ulid))
        }
        _ => {
            file.bring("Bucket");
            value.method(&quote!(start))
        }
    }
}

/// A constant as an argument of a type; none where Rust has no constant of it.
pub(crate) fn constant(
    file: &File<'_>,
    literal: &Literal,
    kind: &Type,
    of: Option<AttributeRef>,
) -> Option<TokenStream> {
    Some(match (literal, kind) {
        (Literal::Text(text), Type::String) => quote!(#text),
        (Literal::Text(text), Type::Enum(values)) => match of.and_then(|of| file.enum_of(of)) {
            Some(kind) => {
                let variant = variant(file, of?, values, text)?;
                quote!(&#kind::#variant)
            }
            None => quote!(#text),
        },
        (Literal::Bool(value), _) => quote!(#value),
        (Literal::Number(digits), Type::Int | Type::Counter) => whole(digits)?,
        (Literal::Number(digits), Type::Float) => float(digits)?,
        (Literal::Number(digits), Type::Decimal) => {
            let (decimal, digits) = (file.runtime("Decimal"), whole(digits)?);
            quote!(#decimal::from(#digits))
        }
        _ => return None,
    })
}

/// A constant as a value that a condition or an assignment takes: as it is stored, of no type.
pub(crate) fn plain_constant(file: &File<'_>, literal: &Literal) -> TokenStream {
    match literal {
        Literal::Text(text) => quote!(#text),
        Literal::Bool(value) => quote!(#value),
        Literal::Number(digits) => whole(digits).unwrap_or_else(|| {
            let decimal = file.runtime("Decimal");
            quote!(#digits.parse::<#decimal>())
        }),
    }
}

/// The variant of a value of the enum of an attribute.
pub(crate) fn variant(
    file: &File<'_>,
    of: AttributeRef,
    values: &[String],
    value: &str,
) -> Option<proc_macro2::Ident> {
    let at = values.iter().position(|one| one == value)?;
    let variants = file.names.variants(file.model, of, values);
    variants.known.into_iter().nth(at)
}

/// A whole number, with its type where the smallest does not hold it.
pub(crate) fn whole(digits: &str) -> Option<TokenStream> {
    let number: i64 = digits.parse().ok()?;
    let size = proc_macro2::Literal::u64_unsuffixed(number.unsigned_abs());
    Some(match i32::try_from(number) {
        Ok(small) if small < 0 => quote!(-#size),
        Ok(_) => quote!(#size),
        Err(_) => quote!(#number),
    })
}

fn float(digits: &str) -> Option<TokenStream> {
    let number: f64 = digits.parse().ok()?;
    let size = proc_macro2::Literal::f64_unsuffixed(number.abs());
    Some(if number < 0.0 {
        quote!(-#size)
    } else {
        quote!(#size)
    })
}

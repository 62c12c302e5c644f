//! Conditions and filters.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::model::{
    AttributeRef, Comparison, Condition, Operand, ParameterId, Path, Type, Value,
};

use super::{call::Call, checks, made::Made, paths, values};

/// A condition of the runtime.
pub(crate) fn condition(call: &Call<'_>, of: &Condition) -> TokenStream {
    match of {
        Condition::All(all) => many(call, &quote!(all), all),
        Condition::Any(any) => many(call, &quote!(any), any),
        Condition::Not(one) => {
            let one = condition(call, one);
            quote!(#one.negate())
        }
        Condition::Compare(left, comparison, right) => compare(call, left, *comparison, right),
        Condition::Between(of, low, high) => {
            let (subject, at) = subject(call, of);
            let (low, high) = (operand_value(call, low, at), operand_value(call, high, at));
            quote!(#subject.between(#low, #high))
        }
        Condition::In(of, list) => is_in(call, of, list),
        Condition::Exists(of) => {
            let path = paths::path(call, of);
            quote!(#path.exists())
        }
        Condition::Missing(of) => {
            let path = paths::path(call, of);
            quote!(#path.missing())
        }
        Condition::BeginsWith(of, start) => {
            let (path, start) = (paths::path(call, of), operand_value(call, start, whole(of)));
            quote!(#path.begins_with(#start))
        }
        Condition::Contains(of, part) => {
            let (path, part) = (paths::path(call, of), operand_value(call, part, None));
            quote!(#path.contains(#part))
        }
        Condition::HasType(of, kind) => {
            let path = paths::path(call, of);
            quote!(#path.is_type(#kind))
        }
    }
}

/// Several conditions as one, after one of the emitter's own; none for none.
pub(crate) fn all(
    call: &Call<'_>,
    first: Option<TokenStream>,
    then: &[Condition],
) -> Option<TokenStream> {
    let all: Vec<TokenStream> = first
        .into_iter()
        .chain(then.iter().map(|one| condition(call, one)))
        .collect();
    Some(match all.as_slice() {
        [] => return None,
        [one] => one.clone(),
        [one, other] => quote!(#one.and(#other)),
        several => {
            let kind = call.file.runtime("Condition");
            quote!(#kind::all([#(#several),*]))
        }
    })
}

/// The attribute of a path that is a whole one.
fn whole(path: &Path) -> Option<AttributeRef> {
    path.steps.is_empty().then_some(path.attribute)
}

fn many(call: &Call<'_>, how: &TokenStream, of: &[Condition]) -> TokenStream {
    let kind = call.file.runtime("Condition");
    let all = of.iter().map(|one| condition(call, one));
    quote!(#kind::#how([#(#all),*]))
}

fn compare(
    call: &Call<'_>,
    left: &Operand,
    comparison: Comparison,
    right: &Operand,
) -> TokenStream {
    match (left, right) {
        (Operand::Path(_) | Operand::Size(_), Operand::Value(_)) => {
            let (subject, at) = subject(call, left);
            let (method, value) = (method(comparison), operand_value(call, right, at));
            quote!(#subject.#method(#value))
        }
        (Operand::Value(_), Operand::Path(_) | Operand::Size(_)) => {
            compare(call, right, turned(comparison), left)
        }
        _ => {
            let (kind, sign) = (call.file.runtime("Condition"), sign(call, comparison));
            let (left, right) = (operand(call, left), operand(call, right));
            quote!(#kind::compare(#left, #sign, #right))
        }
    }
}

/// What is compared, and the attribute that the other side is a value of.
fn subject(call: &Call<'_>, of: &Operand) -> (TokenStream, Option<AttributeRef>) {
    match of {
        Operand::Path(of) => (paths::path(call, of), whole(of)),
        Operand::Size(of) => {
            let (size, at) = (call.file.runtime("size"), paths::place(call, of));
            (quote!(#size(#at)), None)
        }
        Operand::Value(_) => (operand(call, of), None),
    }
}

fn operand(call: &Call<'_>, of: &Operand) -> TokenStream {
    let kind = call.file.runtime("Operand");
    match of {
        Operand::Path(of) => {
            let path = paths::path(call, of);
            quote!(#kind::path(#path))
        }
        Operand::Size(of) => {
            let path = paths::path(call, of);
            quote!(#kind::size(#path))
        }
        Operand::Value(_) => {
            let value = operand_value(call, of, None);
            quote!(#kind::value(#value))
        }
    }
}

fn is_in(call: &Call<'_>, of: &Operand, list: &[Operand]) -> TokenStream {
    let (subject, at) = subject(call, of);
    if let [Operand::Value(Value::Parameter(id))] = list
        && matches!(call.parameter(*id).kind, Type::List(_))
    {
        let argument = call.argument(*id);
        return quote!(#subject.is_in(#argument));
    }
    if let [Operand::Value(Value::OneOf(id))] = list {
        let all = listed(call, *id, at);
        return quote!(#subject.is_in(#all));
    }
    let values = list.iter().map(|one| operand_value(call, one, at));
    let uniform = list
        .iter()
        .all(|one| matches!(one, Operand::Value(Value::Literal(_))));
    if uniform {
        return quote!(#subject.is_in([#(#values),*]));
    }
    call.file.bring("IntoValue");
    quote!(#subject.is_in([#(#values.into_value()),*]))
}

/// The values of a list, each as the attribute is written.
fn listed(call: &Call<'_>, id: ParameterId, at: Option<AttributeRef>) -> TokenStream {
    let (argument, parameter) = (call.argument(id), call.parameter(id));
    let at = at.or(parameter.attribute);
    let kind = at.map_or(&parameter.kind, |at| &call.file.attribute(at).kind);
    let lowers = |at| call.file.attribute(at).facts.lower && checks::is_checked(call.file, at);
    if at.is_some_and(lowers) {
        let check = call.file.runtime("check");
        return quote!(#argument.iter().map(|one| #check::lower(one)));
    }
    match values::wrapper(call.file, kind) {
        Some(wrapper) => quote!(#argument.iter().copied().map(#wrapper)),
        None => quote!(#argument),
    }
}

/// A value that is compared with an attribute. Facts are not asked of it, but it is written as the
/// attribute is.
fn operand_value(call: &Call<'_>, of: &Operand, at: Option<AttributeRef>) -> TokenStream {
    match of {
        Operand::Value(Value::Literal(literal)) => call.constant(literal),
        Operand::Value(Value::Parameter(id) | Value::OneOf(id)) => {
            let argument = call.argument(*id);
            let parameter = call.parameter(*id);
            let at = at.or(parameter.attribute);
            let kind = at.map_or(&parameter.kind, |at| &call.file.attribute(at).kind);
            let mut value = Made::Plain(quote!(#argument));
            value = values::converted(call.file, value, &parameter.kind, kind);
            if let Some(at) = at
                && call.file.attribute(at).facts.lower
                && checks::is_checked(call.file, at)
            {
                let check = call.file.runtime("check");
                value = value.wrapped(&quote!(#check::lower));
            }
            values::stored(call.file, value, kind).either()
        }
        // A path where the grammar wants a value has been refused long before.
        Operand::Path(of) | Operand::Size(of) => paths::path(call, of),
    }
}

fn method(comparison: Comparison) -> TokenStream {
    match comparison {
        Comparison::Equal => quote!(eq),
        Comparison::NotEqual => quote!(ne),
        Comparison::Less => quote!(lt),
        Comparison::AtMost => quote!(le),
        Comparison::Greater => quote!(gt),
        Comparison::AtLeast => quote!(ge),
    }
}

fn sign(call: &Call<'_>, comparison: Comparison) -> TokenStream {
    let kind = call.file.runtime_in("expression", "Comparison");
    match comparison {
        Comparison::Equal => quote!(#kind::Equal),
        Comparison::NotEqual => quote!(#kind::NotEqual),
        Comparison::Less => quote!(#kind::Less),
        Comparison::AtMost => quote!(#kind::AtMost),
        Comparison::Greater => quote!(#kind::Greater),
        Comparison::AtLeast => quote!(#kind::AtLeast),
    }
}

/// The same with its sides changed.
fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

//! Types of Rust as types of the model.

use syn::{GenericArgument, PathArguments, Type, TypePath};

use super::{
    lower::{Lower, Pair, map, text},
    values::Values,
    words::plain,
};
use crate::{findings::nearest, rules::invalid_value};

/// Types of Rust that are a type of the model.
const KNOWN: &[(&str, &str)] = &[
    ("String", "string"),
    ("bool", "bool"),
    ("i64", "int"),
    ("f64", "float"),
    ("Decimal", "decimal"),
    ("Timestamp", "timestamp"),
    ("Date", "date"),
    ("Year", "year"),
    ("Month", "month"),
    ("Hour", "hour"),
    ("Minute", "minute"),
    ("Uuid", "uuid"),
    ("Ulid", "ulid"),
    ("Value", "json"),
];

/// Types of whole numbers beside `i64`, with the least and the greatest that they hold.
const WHOLE: &[(&str, [i64; 2])] = &[
    ("i16", [-32_768, 32_767]),
    ("i32", [-2_147_483_648, 2_147_483_647]),
    ("u16", [0, 65_535]),
    ("u32", [0, 4_294_967_295]),
];

/// What stands around other types.
const AROUND: [&str; 4] = ["Option", "Vec", "BTreeSet", "BTreeMap"];

/// What is often written, and what to take instead.
const INSTEAD: &[(&[&str], &str)] = &[
    (
        &["i8", "u8", "u64", "usize", "isize", "i128", "u128"],
        "i64",
    ),
    (&["f32"], "f64"),
    (&["HashMap", "IndexMap"], "BTreeMap"),
    (&["HashSet", "IndexSet"], "BTreeSet"),
    (&["str", "Cow"], "String"),
    (
        &["DateTime", "OffsetDateTime", "NaiveDateTime", "SystemTime"],
        "Timestamp",
    ),
    (&["NaiveDate"], "Date"),
];

/// Where those come from that every file does not know.
pub(super) const IMPORTS: &[(&str, &str)] = &[
    ("Date", "tablewright::time"),
    ("Decimal", "tablewright"),
    ("Hour", "tablewright"),
    ("Minute", "tablewright"),
    ("Month", "tablewright"),
    ("Timestamp", "tablewright::jiff"),
    ("Ulid", "tablewright::ulid"),
    ("Uuid", "tablewright::uuid"),
    ("Year", "tablewright"),
];

/// The type of Rust for a type of the model that holds one value.
pub(super) fn rust(kind: &str) -> Option<&'static str> {
    let mut known = KNOWN.iter();
    known
        .find(|(_, model)| *model == kind)
        .map(|(rust, _)| *rust)
}

/// Whether a name means a type already.
pub(super) fn is_known(name: &str) -> bool {
    rust_name(name) || is_whole(name) || name == JSON
}

/// Whether a name is that of a type of whole numbers beside `i64`.
pub(super) fn is_whole(name: &str) -> bool {
    whole_bounds(name).is_some()
}

/// The least and the greatest value of a type of whole numbers beside `i64`; none of any other type.
pub fn whole_bounds(name: &str) -> Option<[i64; 2]> {
    let mut whole = WHOLE.iter();
    whole
        .find(|(rust, _)| *rust == name)
        .map(|(_, bounds)| *bounds)
}

/// What is stored as JSON, by way of serde.
pub(super) const JSON: &str = "Json";

/// What a type of Rust comes to.
#[derive(Debug)]
pub(super) struct Shape {
    /// Whether it may be absent.
    pub(super) optional: bool,
    /// `type`, `of` and `values`.
    pub(super) facts: Vec<Pair>,
}

impl Lower<'_> {
    /// The shape of a field of a type.
    pub(super) fn shape(&mut self, kind: &Type) -> Option<Shape> {
        let (optional, kind) = match argument(kind, "Option") {
            Some(inner) => (true, inner),
            None => (false, kind),
        };
        let facts = self.kind(kind)?;
        Some(Shape { optional, facts })
    }

    fn kind(&mut self, kind: &Type) -> Option<Vec<Pair>> {
        let Some(name) = last(kind) else {
            self.unknown(kind);
            return None;
        };
        let place = self.at(&name, start(kind));
        if let Some(values) = self.values.of(&name, place) {
            return Some(values);
        }
        let of = |name: &'static str, inner: Vec<Pair>| {
            let element = match inner.as_slice() {
                [(_, only)] => only.clone(),
                _ => map(inner, place),
            };
            vec![
                (text("type", place), text(name, place)),
                (text("of", place), element),
            ]
        };
        if let Some(element) = argument(kind, "Vec") {
            if last(element).as_deref() == Some("u8") {
                return Some(vec![(text("type", place), text("binary", place))]);
            }
            return Some(of("list", self.kind(element)?));
        }
        if let Some(element) = argument(kind, "BTreeSet") {
            return Some(of("set", self.kind(element)?));
        }
        if let Some(element) = argument(kind, "BTreeMap") {
            return Some(of("map", self.kind(element)?));
        }
        // One around another has its finding, and may be around itself.
        if let Some(inner) = self.values.newtype(&name) {
            let nested = last(&inner).is_some_and(|name| self.values.newtype(&name).is_some());
            return if nested {
                Some(vec![(text("type", place), text("string", place))])
            } else {
                self.kind(&inner)
            };
        }
        let known = match KNOWN.iter().find(|(rust, _)| *rust == name) {
            Some((_, known)) => Some(*known),
            None if is_whole(&name) => Some("int"),
            None if name == JSON => Some("json"),
            None => None,
        };
        match known {
            Some(known) => Some(vec![(text("type", place), text(known, place))]),
            None => {
                self.unknown(kind);
                None
            }
        }
    }

    fn unknown(&mut self, kind: &Type) {
        let name = last(kind);
        let place = self.at(name.as_deref().unwrap_or("type"), start(kind));
        let shown = name.map_or_else(|| "this".to_owned(), |name| format!("`{name}`"));
        let message = format!("{shown} is no type that an attribute may have");
        let finding = invalid_value::RULE.at(place, message);
        self.types.unknown = true;
        let bare = shown.trim_matches('`');
        let known = KNOWN.iter().map(|(rust, _)| *rust);
        let instead = INSTEAD.iter().find(|(names, _)| names.contains(&bare));
        let help = match nearest(bare, known) {
            _ if self.plain.iter().any(|name| name == bare) => {
                format!("`{bare}` may be one with `#[derive(Value)]` on it")
            }
            _ if matches!(kind, Type::Reference(_)) => {
                "an item owns what is in it: take `String`, `Vec<u8>` or a struct".to_owned()
            }
            _ if instead.is_some() => {
                let (_, take) = instead.copied().unwrap_or_default();
                format!("take `{take}` instead")
            }
            Some(near) => format!("`{near}` has a similar name"),
            None => {
                let whole = WHOLE.iter().map(|(rust, _)| *rust);
                let all: Vec<String> = KNOWN
                    .iter()
                    .map(|(rust, _)| *rust)
                    .chain(whole)
                    .map(|name| format!("`{name}`"))
                    .collect();
                format!(
                    "the types are {}, `Vec`, `BTreeMap` and `BTreeSet` of them, `Vec<u8>`, and what derives `Value` in this module; \
                     `#[entity(type = json)]` takes any type that says itself how it is stored",
                    all.join(", ")
                )
            }
        };
        self.report(finding.help(help));
    }
}

/// Whether a field holds a write shard: `shard: Option<u32>`, `gsi1_shard: Option<u32>`.
pub(super) fn is_shard(field: &syn::Field) -> bool {
    let named = field.ident.as_ref().is_some_and(|name| {
        let name = name.to_string();
        name == "shard" || name.ends_with("_shard")
    });
    named && argument(&field.ty, "Option").and_then(last).as_deref() == Some("u32")
}

/// The name of what a type is made of.
pub(super) fn innermost(kind: &Type) -> Option<String> {
    last(innermost_type(kind))
}

/// A type without the `Option` around it.
pub(super) fn inner(kind: &Type) -> &Type {
    argument(kind, "Option").unwrap_or(kind)
}

/// What a type is made of: `Status` of `Option<Vec<Status>>`.
pub fn innermost_type(kind: &Type) -> &Type {
    let inner = AROUND.iter().find_map(|name| argument(kind, name));
    inner.map_or(kind, innermost_type)
}

/// Whether a type is none that the model knows, and so stored as it says itself.
pub(super) fn is_own(kind: &Type, values: &Values) -> bool {
    let is_known = |kind: &Type| {
        last(kind).is_some_and(|name| {
            // A `Vec` of nothing is a mistake of its own.
            let around = AROUND.contains(&name.as_str());
            around || is_known(&name) || values.has(&name) || name == "u8"
        })
    };
    !is_known(innermost_type(kind))
}

/// Whether a type is a text behind a pointer: `Cow<'static, str>`.
pub(super) fn is_text(kind: &Type) -> bool {
    let kind = inner(kind);
    let pointers = ["Cow", "Box", "Arc", "Rc"].into_iter();
    let mut pointed = pointers.filter_map(|name| argument(kind, name));
    pointed.any(|of| last(of).as_deref() == Some("str"))
}

/// Whether values of a type may stand in a key.
pub(super) fn is_keyed(kind: &Type) -> bool {
    let other = ["f64", "Value", "Timestamp"];
    last(kind).is_some_and(|name| {
        (rust_name(&name) && !other.contains(&name.as_str())) || is_whole(&name)
    })
}

fn rust_name(name: &str) -> bool {
    KNOWN.iter().any(|(rust, _)| *rust == name)
}

/// Whether a field may be absent.
pub(super) fn is_optional(kind: &Type) -> bool {
    argument(kind, "Option").is_some()
}

/// The last name of a path.
pub(super) fn last(kind: &Type) -> Option<String> {
    let last = path(kind)?.path.segments.last()?;
    Some(plain(&last.ident.to_string()).to_owned())
}

fn path(kind: &Type) -> Option<&TypePath> {
    match kind {
        Type::Path(path) if path.qself.is_none() => Some(path),
        Type::Paren(inner) => path(&inner.elem),
        Type::Group(inner) => path(&inner.elem),
        _ => None,
    }
}

/// The last argument of a generic type of a name: `T` of `Vec<T>`, and of `BTreeMap<String, T>`.
fn argument<'t>(kind: &'t Type, name: &str) -> Option<&'t Type> {
    let last = path(kind)?.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    if last.ident != name {
        return None;
    }
    match arguments.args.last()? {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}

/// Where a type starts.
pub(super) fn start(kind: &Type) -> proc_macro2::Span {
    use syn::spanned::Spanned as _;
    match path(kind).and_then(|path| path.path.segments.last()) {
        Some(last) => last.ident.span(),
        None => kind.span(),
    }
}

//! The only place where identifiers are made.
//!
//! Names of a model are free text as far as Rust is concerned: they may be keywords, may fall together
//! in another case, and may be names that the generated code needs itself. Each function here answers
//! with something that compiles, and always with the same.

mod model;
mod patterns;
mod said;
mod steps;
mod structs;
mod words;

pub(crate) use model::Names;
pub(crate) use patterns::PatternNames;
pub(crate) use steps::{StepNames, differing};
pub(crate) use structs::structs;

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};
use tablewright_modeler::model::Type;

use crate::bound::BoundEnum;

/// Names that are taken in one place, so that the next one there becomes another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which some names are taken already.
    pub(crate) fn with<'a>(taken: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            taken: taken.into_iter().map(str::to_owned).collect(),
        }
    }

    /// A name in `snake_case`, with underscores behind it where it is taken.
    pub(crate) fn snake(&mut self, name: &str) -> Ident {
        self.take(words::snake(name))
    }

    /// A name in `UpperCamel`, with an underscore behind it where it is taken.
    pub(crate) fn camel(&mut self, name: &str) -> Ident {
        self.take(words::camel(name))
    }

    /// A name in `UPPER_SNAKE`, with underscores behind it where it is taken.
    pub(crate) fn constant(&mut self, name: &str) -> Ident {
        self.take(words::snake(name).to_uppercase())
    }

    /// The plural of a name in `snake_case`.
    pub(crate) fn plural(&mut self, name: &str) -> Ident {
        self.take(words::plural(&words::snake(name)))
    }

    /// The singular of a name in `snake_case`, for one of several.
    pub(crate) fn singular(&mut self, name: &str) -> Ident {
        self.take(words::singular(&words::snake(name)))
    }

    /// The first of these names in `UpperCamel` that is free.
    pub(crate) fn first_camel(&mut self, names: &[&str]) -> Ident {
        let free = names
            .iter()
            .map(|name| words::camel(name))
            .find(|n| !self.taken.contains(n));
        self.take(free.unwrap_or_else(|| words::camel(names.last().unwrap_or(&"Named"))))
    }

    /// The first of these names in `snake_case` that is free.
    pub(crate) fn first_snake(&mut self, names: &[&str]) -> Ident {
        let free = names
            .iter()
            .map(|name| words::snake(name))
            .find(|n| !self.taken.contains(n));
        self.take(free.unwrap_or_else(|| words::snake(names.last().unwrap_or(&"named"))))
    }

    /// Takes a name that was made elsewhere.
    pub(crate) fn occupy(&mut self, name: &Ident) {
        self.taken.insert(plain(name));
    }

    fn take(&mut self, mut name: String) -> Ident {
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        ident(&name)
    }
}

/// The values of the enum inside a type.
pub(crate) fn values(kind: &Type) -> Option<&[String]> {
    match kind {
        Type::Enum(values) => Some(values),
        Type::List(of) | Type::Map(of) | Type::Set(of) => values(&of.kind),
        _ => None,
    }
}

/// The variants of an enum.
pub(crate) struct Variants {
    /// One for each value, in their order.
    pub(crate) known: Vec<Ident>,
    /// The one for a value that is not declared.
    pub(crate) unknown: Ident,
}

impl Variants {
    /// Those that an enum has already.
    fn of(theirs: &BoundEnum, values: &[String]) -> Self {
        let named = |value: &String| theirs.variant(value).cloned();
        let other = theirs.other.clone();
        Self {
            known: values.iter().filter_map(named).collect(),
            unknown: other.unwrap_or_else(|| ident("Other")),
        }
    }
}

/// The names of the variants of an enum with these values.
pub(crate) fn variants(values: &[String]) -> Variants {
    let mut scope = Scope::default();
    let known = values.iter().map(|value| scope.camel(value)).collect();
    Variants {
        known,
        unknown: scope.first_camel(&["Other", "Unknown", "Unlisted"]),
    }
}

/// The name of a package.
pub(crate) fn kebab(name: &str) -> String {
    words::snake(name).replace('_', "-")
}

/// A name as text, without the `r#` of a keyword: for paths and for words.
pub(crate) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map_or(text.clone(), str::to_owned)
}

/// An identifier of a fixed name; a keyword is made raw, and the few that cannot be raw get an
/// underscore.
pub(crate) fn ident(name: &str) -> Ident {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => {
            Ident::new(&format!("{name}_"), Span::call_site())
        }
        // A keyword since the edition of 2024, which the parser does not know of.
        "gen" => Ident::new_raw(name, Span::call_site()),
        _ => syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_escaped() {
        let snake = |name: &str| Scope::default().snake(name);
        assert_eq!(snake("type").to_string(), "r#type");
        assert_eq!(snake("self").to_string(), "self_");
        assert_eq!(snake("crate").to_string(), "crate_");
        assert_eq!(snake("gen").to_string(), "r#gen");
        assert_eq!(Scope::default().camel("self").to_string(), "Self_");
        assert_eq!(plain(&snake("type")), "type");
    }

    #[test]
    fn a_taken_name_becomes_another() {
        let mut scope = Scope::with(["new"]);
        assert_eq!(scope.snake("new").to_string(), "new_");
        assert_eq!(scope.snake("get_order").to_string(), "get_order");
        assert_eq!(scope.snake("getOrder").to_string(), "get_order_");
        assert_eq!(
            scope.first_camel(&["Status", "OrderStatus"]).to_string(),
            "Status"
        );
        assert_eq!(
            scope.first_camel(&["Status", "OrderStatus"]).to_string(),
            "OrderStatus"
        );
    }
}

//! Types of attributes, from the values that they have.

use std::sync::LazyLock;

use indexmap::IndexMap;
use regex_lite::Regex;

use super::{Types, names};
use crate::source::{Scalar, Value};

/// A type, with facts behind it and what a person must decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) name: String,
    pub(super) facts: Vec<String>,
    pub(super) remark: Option<String>,
}

impl Kind {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            facts: Vec::new(),
            remark: None,
        }
    }

    /// A time in seconds, by which items end.
    pub(super) fn epoch() -> Self {
        Self::new("epoch")
    }

    fn of(name: &str, of: &str) -> Self {
        let facts = vec![format!("of: {of}")];
        Self {
            facts,
            ..Self::new(name)
        }
    }

    fn but(mut self, remark: &str) -> Self {
        self.remark = Some(remark.to_owned());
        self
    }
}

/// The type of an attribute that is only declared.
pub(super) fn of_scalar(scalar: Scalar) -> Kind {
    match scalar {
        Scalar::Text => Kind::new("string"),
        Scalar::Number => Kind::new("int").but("or `decimal`?"),
        Scalar::Binary => Kind::new("binary"),
        Scalar::Other => Kind::new("json").but("of which type is it?"),
    }
}

/// The type of which all these texts are.
pub(super) fn of_texts<'t>(name: &str, texts: impl IntoIterator<Item = &'t str>) -> Kind {
    let texts: Vec<&str> = texts.into_iter().collect();
    let all = |regex: &Regex| !texts.is_empty() && texts.iter().all(|text| regex.is_match(text));
    for (word, regex) in &*SHAPES {
        if all(regex) {
            return Kind::new(word);
        }
    }
    for (precision, regex) in &*TIMES {
        if all(regex) {
            let mut kind = Kind::new("timestamp");
            if *precision != "ms" {
                kind.facts.push(format!("precision: {precision}"));
            }
            return kind;
        }
    }
    let kind = Kind::new("string");
    if !texts.is_empty() && texts.iter().all(|text| is_moment(text)) {
        return kind.but("a `timestamp` is stored in UTC with a `Z`, always equally long");
    }
    let mut distinct = texts.clone();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() > 1 && distinct.len() < texts.len() && is_choice(name) {
        return kind.but(&format!("an `enum` of {}?", distinct.join(", ")));
    }
    kind
}

/// Whether an attribute is called like one that has one of a few values.
fn is_choice(name: &str) -> bool {
    let name = names::snake(name);
    let last = name.rsplit('_').next().unwrap_or_default();
    matches!(
        last,
        "status"
            | "state"
            | "type"
            | "kind"
            | "category"
            | "level"
            | "tier"
            | "plan"
            | "role"
            | "stage"
    )
}

/// Whether a text starts as a time does: `2026-11-30T…`.
pub(super) fn is_moment(text: &str) -> bool {
    static MOMENT: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{4}-\d\d-\d\dT\d\d:\d\d"));
    MOMENT.is_match(text)
}

/// A text without the times in it, whose colons divide nothing.
pub(super) fn without_times(text: &str) -> std::borrow::Cow<'_, str> {
    static TIME: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\d{4}-\d\d-\d\dT\d\d(:\d\d){1,2}(\.\d+)?(Z|[+-]\d\d:\d\d)?"));
    TIME.replace_all(text, "")
}

static SHAPES: LazyLock<[(&str, Regex); 4]> = LazyLock::new(|| {
    [
        ("ulid", regex("^[0-7][0-9A-HJKMNP-TV-Z]{25}$")),
        (
            "uuid",
            regex("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
        ),
        (
            "date",
            regex(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"),
        ),
        ("month", regex(r"^\d{4}-(0[1-9]|1[0-2])$")),
    ]
});

static TIMES: LazyLock<[(&str, Regex); 3]> = LazyLock::new(|| {
    let time = |fraction: &str| regex(&format!(r"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d{fraction}Z$"));
    [
        ("s", time("")),
        ("ms", time(r"\.\d{3}")),
        ("us", time(r"\.\d{6}")),
    ]
});

fn regex(text: &str) -> Regex {
    // These are constants, and tests use each.
    Regex::new(text).expect("a regular expression")
}

/// The type of which all these values are.
pub(super) fn of_values(name: &str, values: &[&Value], types: &mut Types) -> Kind {
    let values: Vec<&Value> = values
        .iter()
        .copied()
        .filter(|value| **value != Value::Null)
        .collect();
    let Some(first) = values.first() else {
        return Kind::new("string").but("nothing is known but `NULL`");
    };
    let same = |value: &&Value| std::mem::discriminant(*value) == std::mem::discriminant(*first);
    if !values.iter().all(same) {
        return Kind::new("json").but("it has values of several types");
    }
    let texts = || values.iter().filter_map(|value| value.text());
    match first {
        Value::Text(_) => of_texts(name, texts()),
        Value::Number(_) => of_numbers(name, texts()),
        Value::Binary => Kind::new("binary"),
        Value::Bool => Kind::new("bool"),
        Value::Null => Kind::new("string"),
        Value::Texts => Kind::of("set", "string"),
        Value::Binaries => Kind::of("set", "binary"),
        Value::Numbers(_) => {
            let members = values.iter().flat_map(|value| match value {
                Value::Numbers(members) => members.as_slice(),
                _ => &[],
            });
            Kind::of("set", &number(members.map(String::as_str)))
        }
        Value::List(_) => {
            let members = values.iter().flat_map(|value| match value {
                Value::List(members) => members.as_slice(),
                _ => &[],
            });
            list(&members.collect::<Vec<_>>())
        }
        Value::Map(_) => {
            let maps = values.iter().filter_map(|value| match value {
                Value::Map(fields) => Some(fields),
                _ => None,
            });
            structure(name, &maps.collect::<Vec<_>>(), types)
        }
    }
}

fn of_numbers<'t>(name: &str, texts: impl Iterator<Item = &'t str> + Clone) -> Kind {
    let kind = number(texts.clone());
    let name = names::snake(name);
    let expires = ["ttl", "expire", "expiry", "expiration"]
        .iter()
        .any(|word| name.contains(word));
    let seconds = texts.clone().all(|text| {
        text.parse::<i64>()
            .is_ok_and(|number| (1_000_000_000..4_000_000_000).contains(&number))
    });
    match kind.as_str() {
        "int" if expires && seconds => Kind::new("epoch").but("the table's `ttl`?"),
        other => Kind::new(other),
    }
}

fn number<'t>(mut texts: impl Iterator<Item = &'t str>) -> String {
    match texts.all(|text| text.parse::<i64>().is_ok()) {
        true => "int".to_owned(),
        false => "decimal".to_owned(),
    }
}

fn list(members: &[&Value]) -> Kind {
    let Some(first) = members.first() else {
        return Kind::of("list", "string").but("of what? It is empty in the sample");
    };
    let same = |value: &&&Value| std::mem::discriminant(**value) == std::mem::discriminant(*first);
    let of = match first {
        _ if !members.iter().all(|value| same(&value)) => None,
        Value::Text(_) => Some("string".to_owned()),
        Value::Number(_) => Some(number(members.iter().filter_map(|value| value.text()))),
        Value::Bool => Some("bool".to_owned()),
        _ => None,
    };
    of.map_or_else(|| Kind::new("json"), |of| Kind::of("list", &of))
}

/// A struct, where the fields are scalars with names that a model can have.
fn structure(name: &str, maps: &[&IndexMap<String, Value>], types: &mut Types) -> Kind {
    let mut fields: IndexMap<&str, Vec<&Value>> = IndexMap::new();
    for (field, value) in maps.iter().copied().flatten() {
        fields.entry(field).or_default().push(value);
    }
    let plain = |(field, values): (&&str, &Vec<&Value>)| {
        names::is_identifier(field)
            && values
                .iter()
                .all(|value| value.text().is_some() || **value == Value::Bool)
    };
    if fields.is_empty() || !fields.iter().all(plain) {
        return Kind::new("json");
    }
    let written = fields.iter().map(|(field, values)| {
        let kind = of_values(field, values, &mut Types::new());
        let text = match (values.len() < maps.len(), kind.facts.is_empty()) {
            (false, true) => kind.name,
            (optional, _) => {
                let facts = kind.facts.iter().map(|fact| format!(", {fact}"));
                let optional = if optional { ", optional: true" } else { "" };
                format!(
                    "{{ type: {}{}{optional} }}",
                    kind.name,
                    facts.collect::<String>()
                )
            }
        };
        ((*field).to_owned(), text)
    });
    let written: Vec<_> = written.collect();
    let wanted = names::camel(name);
    let wanted = if wanted.is_empty() {
        "Part".to_owned()
    } else {
        wanted
    };
    let mut name = wanted.clone();
    let mut number = 1;
    while types.get(&name).is_some_and(|other| *other != written) {
        number += 1;
        name = format!("{wanted}{number}");
    }
    types.insert(name.clone(), written);
    Kind::new(&name)
}

#[cfg(test)]
mod tests {
    use super::of_texts;

    #[test]
    fn texts_have_types() {
        for (texts, wanted) in [
            (&["01ARZ3NDEKTSV4RRFFQ69G5FAV"][..], "ulid"),
            (&["b4f1c2d3-0000-4000-8000-0123456789ab"], "uuid"),
            (&["2026-11-30", "2026-01-01"], "date"),
            (&["2026-11"], "month"),
            (&["2026-11-30T22:00:00Z"], "timestamp"),
            (&["2026-11-30T22:00:00.123Z"], "timestamp"),
            (&["2026-11-30T22:00:00", "x"], "string"),
            (&["2026-13-30"], "string"),
        ] {
            assert_eq!(
                of_texts("a", texts.iter().copied()).name,
                wanted,
                "{texts:?}"
            );
        }
    }
}

//! Names in a model for names in a file.

use indexmap::IndexMap;

use super::groups::Group;
use crate::source::Table;

/// Entities whose names are taken, in lower case.
#[derive(Debug, Default)]
pub(super) struct Taken(Vec<String>);

impl Taken {
    /// A name that no other entity has, not even in another spelling.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let key = |name: &str| snake(name).replace('_', "");
        let mut number = 1;
        let mut unique = name.to_owned();
        while self.0.contains(&key(&unique)) {
            number += 1;
            unique = format!("{name}{number}");
        }
        self.0.push(key(&unique));
        unique
    }
}

/// Whether a name may stand in a model as it is.
pub(super) fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A name with underscores, of the letters and digits of another; none where it has none.
pub(super) fn identifier(name: &str) -> Option<String> {
    if is_identifier(name) {
        return Some(name.to_owned());
    }
    let made = snake(name);
    match made.chars().next()? {
        first if first.is_ascii_digit() => Some(format!("n{made}")),
        _ => Some(made),
    }
}

/// `PayRun` for `Pay Run`; a name that is fit for a model stays as it is.
pub(super) fn entity(name: &str) -> String {
    if is_identifier(name) {
        return name.to_owned();
    }
    let made = camel(name);
    match made.chars().next() {
        None => "Item".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("Item{made}"),
        Some(_) => made,
    }
}

/// `UpperCamel`.
pub(super) fn camel(name: &str) -> String {
    let name = snake(name);
    let words = name.split('_').filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    };
    words.map(capital).collect()
}

/// `snake_case`, of ASCII letters and digits; other letters are left out, and any other character divides words.
pub(super) fn snake(name: &str) -> String {
    let foreign = |letter: &char| letter.is_alphabetic() && !letter.is_ascii();
    let letters: Vec<char> = name.chars().filter(|letter| !foreign(letter)).collect();
    let mut made = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let behind = letters.get(at + 1);
        let starts = letter.is_ascii_uppercase()
            && (before.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
                || (before.is_some_and(|c| c.is_ascii_uppercase())
                    && behind.is_some_and(char::is_ascii_lowercase)));
        let divides = !letter.is_ascii_alphanumeric();
        if (starts || divides) && !made.is_empty() && !made.ends_with('_') {
            made.push('_');
        }
        if !divides {
            made.push(letter.to_ascii_lowercase());
        }
    }
    made.trim_end_matches('_').to_owned()
}

/// `Vehicle` for `Vehicles`.
pub(super) fn singular(name: &str) -> String {
    let one = match name {
        _ if name.ends_with("ies") && name.len() > 4 => format!("{}y", &name[..name.len() - 3]),
        _ if name.ends_with("sses") || name.ends_with("xes") => name[..name.len() - 2].to_owned(),
        _ if name.ends_with('s')
            && !name.ends_with("ss")
            && !name.ends_with("us")
            && name.len() > 3 =>
        {
            name[..name.len() - 1].to_owned()
        }
        _ => name.to_owned(),
    };
    camel(&one)
}

/// Whether an attribute is called like a key that holds made texts: `PK`, `gsi1_sk`, `hk`, `PartitionKey`.
pub(super) fn is_key_like(name: &str) -> bool {
    let letters: String = snake(name)
        .chars()
        .filter(char::is_ascii_lowercase)
        .collect();
    let bare = letters
        .trim_start_matches("gsi")
        .trim_start_matches("gs")
        .trim_start_matches("lsi");
    matches!(
        bare,
        "pk" | "sk"
            | "hk"
            | "rk"
            | "hash"
            | "range"
            | "hashkey"
            | "rangekey"
            | "partition"
            | "sort"
            | "partitionkey"
            | "sortkey"
    )
}

/// What the value behind a word at the start of a key is called: `customer_id` behind `c#`.
pub(super) fn identifiers(table: &Table, groups: &[Group]) -> IndexMap<String, String> {
    let mut all = IndexMap::new();
    let mut add = |lead: &Option<String>, name: &str| {
        if let Some(lead) = lead {
            all.entry(lead.clone())
                .or_insert_with(|| format!("{}_id", snake(name)));
        }
    };
    for group in groups.iter().filter(|group| group.is_root(table)) {
        add(&group.leads[0], &group.name);
    }
    for group in groups {
        add(&group.leads[1], &group.name);
    }
    for group in groups {
        let named = |one: &&Group| {
            let lead = group.leads[0]
                .as_deref()
                .unwrap_or_default()
                .to_ascii_lowercase();
            one.leads[0] == group.leads[0] && one.name.to_ascii_lowercase().starts_with(&lead)
        };
        let lead = group.leads[0].clone().unwrap_or_default();
        let name = groups.iter().filter(named).min_by_key(|one| one.name.len());
        add(
            &group.leads[0],
            whole(name.map_or(lead.as_str(), |one| &one.name)),
        );
    }
    all
}

/// What something is a part of: the order of an `orderItem`.
fn whole(name: &str) -> &str {
    let endings = ["Item", "Line", "Detail", "Entry"].into_iter();
    let shorter = endings.filter_map(|ending| name.strip_suffix(ending));
    shorter
        .filter(|rest| !rest.is_empty())
        .min_by_key(|rest| rest.len())
        .unwrap_or(name)
}

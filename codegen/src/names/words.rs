//! Names in another case.

/// `PlacedAt`, `placed-at`, `placedAt` -> `placed_at`.
pub(super) fn snake(name: &str) -> String {
    let joined = words(name)
        .iter()
        .map(|word| word.to_lowercase())
        .collect::<Vec<_>>()
        .join("_");
    startable(joined, "n")
}

/// `placed_at`, `placed-at` -> `PlacedAt`. A name that is in this case stays as it is.
pub(super) fn camel(name: &str) -> String {
    if is_camel(name) {
        return name.to_owned();
    }
    startable(words(name).iter().map(|word| capital(word)).collect(), "N")
}

/// The English plural of a name, good enough for a field: `orders`, `companies`, `addresses`.
pub(super) fn plural(name: &str) -> String {
    let before_last = name.chars().rev().nth(1);
    match name {
        _ if name.ends_with('y') && !before_last.is_some_and(|c| "aeiou".contains(c)) => {
            [&name[..name.len() - 1], "ies"].concat()
        }
        _ if ["s", "x", "z", "ch", "sh"]
            .iter()
            .any(|end| name.ends_with(end)) =>
        {
            [name, "es"].concat()
        }
        _ => [name, "s"].concat(),
    }
}

/// The English singular of a plural, good enough for a variable; `one` of what is none.
pub(super) fn singular(name: &str) -> String {
    let cut = |end: usize| name[..name.len() - end].to_owned();
    match name {
        _ if name.ends_with("ies") => cut(3) + "y",
        _ if ["sses", "xes", "zes", "ches", "shes"]
            .iter()
            .any(|end| name.ends_with(end)) =>
        {
            cut(2)
        }
        _ if name.len() > 1 && name.ends_with('s') && !name.ends_with("ss") => cut(1),
        _ => "one".to_owned(),
    }
}

fn is_camel(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name.chars().any(|c| c.is_ascii_lowercase())
}

/// The words of a name: letters and digits, parted where anything else stands or a capital begins.
fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = vec![String::new()];
    for (at, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let after_small = at > 0 && (chars[at - 1].is_lowercase() || chars[at - 1].is_numeric());
        let before_small = chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        let after_capital = at > 0 && chars[at - 1].is_uppercase();
        if c.is_uppercase() && (after_small || (after_capital && before_small)) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.flat_map(char::to_lowercase)).collect()
}

/// With a letter before it where it starts with a digit or is nothing, and without what cannot stand
/// in an identifier.
fn startable(name: String, letter: &str) -> String {
    let name: String = name
        .chars()
        .filter(|c| *c == '_' || is_continue(*c))
        .collect();
    match name.chars().next() {
        Some(first) if !first.is_numeric() => name,
        _ => format!("{letter}{name}"),
    }
}

/// Whether a character may stand in an identifier: asked of the parser, which knows.
fn is_continue(c: char) -> bool {
    c.is_ascii_alphanumeric() || syn::parse_str::<proc_macro2::Ident>(&format!("a{c}")).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        for (one, many) in [
            ("order", "orders"),
            ("company", "companies"),
            ("day", "days"),
            ("address", "addresses"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn cases() {
        for (name, snaked, cameled) in [
            ("Order", "order", "Order"),
            ("OrderLine", "order_line", "OrderLine"),
            ("HTTPLog", "http_log", "HTTPLog"),
            ("GSI1", "gsi1", "Gsi1"),
            ("order_id", "order_id", "OrderId"),
            ("in-progress", "in_progress", "InProgress"),
            ("EUR", "eur", "Eur"),
            ("placedAt", "placed_at", "PlacedAt"),
            ("2fa", "n2fa", "N2fa"),
            ("größe", "größe", "Größe"),
            ("", "n", "N"),
            ("+", "n", "N"),
        ] {
            assert_eq!(snake(name), snaked, "{name}");
            assert_eq!(camel(name), cameled, "{name}");
        }
    }
}

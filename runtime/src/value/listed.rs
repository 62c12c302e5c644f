//! Types whose values are a list of texts.

/// A type that is stored as one of some texts: an enum that derives `Value`.
pub trait Listed {
    /// The texts, in the order of the variants. A variant that keeps what is not listed is none of them.
    const VALUES: &'static [&'static str];
}

/// Whether two lists hold the same texts, in whatever order; each holds a text once.
///
/// ```
/// const _: () = assert!(tablewright::value::same_texts(&["a", "b"], &["b", "a"]));
/// assert!(!tablewright::value::same_texts(&["a", "b"], &["a"]));
/// assert!(!tablewright::value::same_texts(&["a", "b"], &["a", "c"]));
/// ```
#[must_use]
pub const fn same_texts(one: &[&str], other: &[&str]) -> bool {
    let mut at = 0;
    while at < one.len() {
        if !holds(other, one[at]) {
            return false;
        }
        at += 1;
    }
    one.len() == other.len()
}

const fn holds(all: &[&str], text: &str) -> bool {
    let mut at = 0;
    while at < all.len() {
        if equal(all[at].as_bytes(), text.as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

const fn equal(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    one.len() == other.len()
}

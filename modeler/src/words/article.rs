//! `a` or `an`.

/// A word in quotes with its article: ``a `string` ``, ``an `int` ``.
pub fn a(word: &str) -> String {
    let lower = word.to_lowercase();
    // A uuid, a ulid and a user begin with a consonant when spoken; an hour does not.
    let vowel = lower.starts_with(['a', 'e', 'i', 'o']) || lower.starts_with("hour");
    format!("{} `{word}`", if vowel { "an" } else { "a" })
}

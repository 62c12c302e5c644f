//! What a model says about its attributes, checked before a value is sent.
//!
//! Each check gives an [`Invalid`] that names the attribute and never shows the value.

use std::sync::OnceLock;

use regex_lite::Regex;

use crate::error::Invalid;

/// A `matches` fact: a pattern for the whole of a text, compiled when it is first used.
///
/// ```
/// use tablewright::check;
///
/// static HANDLE: check::Pattern = check::Pattern::new("[a-z0-9_]{1,30}");
/// assert!(HANDLE.check("handle", "ada_1815").is_ok());
/// let refused = HANDLE.check("handle", "Ada!").unwrap_err();
/// assert_eq!(refused.to_string(), "`handle` does not match [a-z0-9_]{1,30}");
/// ```
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern in the syntax of the `regex-lite` crate; it is anchored at both ends.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Pattern {
            source,
            compiled: OnceLock::new(),
        }
    }

    /// Whether a text matches. Nothing matches a pattern that is none.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    fn regex(&self) -> Option<&Regex> {
        let compile = || Regex::new(&format!(r"\A(?:{})\z", self.source)).ok();
        self.compiled.get_or_init(compile).as_ref()
    }

    /// Checks a text.
    ///
    /// # Errors
    ///
    /// [`Invalid`] when the text does not match, or when the pattern is none.
    pub fn check(&self, what: &str, text: &str) -> Result<(), Invalid> {
        match self.regex() {
            Some(regex) if regex.is_match(text) => Ok(()),
            Some(_) => Err(Invalid::new(
                what,
                format!("does not match {}", self.source),
            )),
            None => Err(Invalid::new(
                what,
                format!("has no valid pattern: {}", self.source),
            )),
        }
    }
}

/// The form of a text with `case: lower`: what enters a key and what is stored.
///
/// ```
/// assert_eq!(tablewright::check::lower("Ada@Example.org"), "ada@example.org");
/// ```
#[must_use]
pub fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// A value is at least `min`.
///
/// # Errors
///
/// [`Invalid`] when it is less.
pub fn at_least<T: PartialOrd + std::fmt::Display>(
    what: &str,
    value: &T,
    min: &T,
) -> Result<(), Invalid> {
    if value >= min {
        Ok(())
    } else {
        Err(Invalid::new(what, format!("is less than {min}")))
    }
}

/// A value is at most `max`.
///
/// # Errors
///
/// [`Invalid`] when it is more.
pub fn at_most<T: PartialOrd + std::fmt::Display>(
    what: &str,
    value: &T,
    max: &T,
) -> Result<(), Invalid> {
    if value <= max {
        Ok(())
    } else {
        Err(Invalid::new(what, format!("is more than {max}")))
    }
}

/// A value lies between two others, ends included.
///
/// # Errors
///
/// [`Invalid`] when it does not.
///
/// ```
/// use tablewright::check;
/// assert!(check::within("quantity", &5, &1, &999).is_ok());
/// let refused = check::within("quantity", &0, &1, &999).unwrap_err();
/// assert_eq!(refused.to_string(), "`quantity` is less than 1");
/// ```
pub fn within<T: PartialOrd + std::fmt::Display>(
    what: &str,
    value: &T,
    min: &T,
    max: &T,
) -> Result<(), Invalid> {
    at_least(what, value, min)?;
    at_most(what, value, max)
}

/// A value is one of a few.
///
/// # Errors
///
/// [`Invalid`] when it is none of them.
///
/// ```
/// use tablewright::check;
/// assert!(check::one_of("shard_count", &3, &[1, 3, 6]).is_ok());
/// let refused = check::one_of("shard_count", &4, &[1, 3, 6]).unwrap_err();
/// assert_eq!(refused.to_string(), "`shard_count` is none of 1, 3, 6");
/// ```
pub fn one_of<T: PartialEq + std::fmt::Display>(
    what: &str,
    value: &T,
    all: &[T],
) -> Result<(), Invalid> {
    if all.contains(value) {
        return Ok(());
    }
    let all: Vec<String> = all.iter().map(T::to_string).collect();
    Err(Invalid::new(what, format!("is none of {}", all.join(", "))))
}

/// A text or a binary has at most `max` bytes.
///
/// # Errors
///
/// [`Invalid`] when it is longer.
pub fn bytes(what: &str, value: impl AsRef<[u8]>, max: usize) -> Result<(), Invalid> {
    if value.as_ref().len() <= max {
        Ok(())
    } else {
        Err(Invalid::new(what, format!("is longer than {max} bytes")))
    }
}

/// A JSON value has at most `max` bytes as a text without blanks.
///
/// # Errors
///
/// [`Invalid`] when it is longer.
pub fn json(what: &str, value: &serde_json::Value, max: usize) -> Result<(), Invalid> {
    bytes(what, value.to_string(), max)
}

/// A list, a map or a set has at most `max` members.
///
/// # Errors
///
/// [`Invalid`] when it has more.
pub fn items(what: &str, len: usize, max: usize) -> Result<(), Invalid> {
    if len <= max {
        Ok(())
    } else {
        Err(Invalid::new(what, format!("has more than {max} members")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_for_the_whole_text() {
        static EITHER: Pattern = Pattern::new("a|bc");
        assert!(EITHER.check("x", "a").is_ok());
        assert!(EITHER.check("x", "bc").is_ok());
        for text in ["ac", "abc", "a\n", "", "bca"] {
            assert!(EITHER.check("x", text).is_err(), "{text:?}");
        }
        static BROKEN: Pattern = Pattern::new("[");
        assert!(BROKEN.check("x", "[").is_err());
    }

    #[test]
    fn floats_that_are_no_numbers_are_within_nothing() {
        assert!(within("x", &f64::NAN, &0.0, &1.0).is_err());
    }

    #[test]
    fn sizes_are_in_bytes() {
        assert!(bytes("x", "äö", 4).is_ok());
        assert!(bytes("x", "äö", 3).is_err());
        assert!(items("x", 3, 2).is_err());
    }
}

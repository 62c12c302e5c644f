//! Reading attributes back from the text of a key.

use std::str::FromStr;

use crate::error::Mismatch;

/// Takes a key's text apart by its template: for an index that carries the key and not the
/// attributes in it.
///
/// ```
/// use tablewright::key::Scanner;
///
/// let mut scan = Scanner::new("BADGE#acme#00042");
/// scan.literal("BADGE#")?;
/// let org = scan.until("#")?;
/// let badge: i64 = scan.parse_rest()?;
/// assert_eq!((org, badge), ("acme", 42));
/// # Ok::<(), tablewright::Mismatch>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    /// The whole text of a key attribute.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Scanner { rest: text }
    }

    /// Steps over a literal of the template.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the text goes on otherwise.
    pub fn literal(&mut self, literal: &str) -> Result<(), Mismatch> {
        self.rest = self
            .rest
            .strip_prefix(literal)
            .ok_or_else(|| Mismatch::new(format!("is a key without `{literal}` in its place")))?;
        Ok(())
    }

    /// Takes a part up to the literal that follows it, and steps over both.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the literal does not follow.
    pub fn until(&mut self, literal: &str) -> Result<&'a str, Mismatch> {
        let (part, rest) = self
            .rest
            .split_once(literal)
            .ok_or_else(|| Mismatch::new(format!("is a key without `{literal}` in its place")))?;
        self.rest = rest;
        Ok(part)
    }

    /// Takes a part of a known number of bytes: a padded number, a time, a ULID.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the text is shorter.
    pub fn take(&mut self, bytes: usize) -> Result<&'a str, Mismatch> {
        let (part, rest) = self
            .rest
            .split_at_checked(bytes)
            .ok_or_else(|| Mismatch::new(format!("is a key without a part of {bytes} bytes")))?;
        self.rest = rest;
        Ok(part)
    }

    /// Takes what is left.
    pub fn rest(&mut self) -> &'a str {
        std::mem::take(&mut self.rest)
    }

    /// Takes what is left as a value.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when it is none.
    pub fn parse_rest<T: FromStr>(&mut self) -> Result<T, Mismatch> {
        self.rest()
            .parse()
            .map_err(|_| Mismatch::new("is a key with another kind of part"))
    }

    /// Takes a part up to the literal that follows it as a value.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the literal does not follow, or the part is no such value.
    pub fn parse_until<T: FromStr>(&mut self, literal: &str) -> Result<T, Mismatch> {
        let part = self.until(literal)?;
        part.parse()
            .map_err(|_| Mismatch::new("is a key with another kind of part"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_form_is_a_mismatch() {
        assert!(Scanner::new("ORDER#1").literal("LINE#").is_err());
        assert!(Scanner::new("ORDER").until("#").is_err());
        assert!(Scanner::new("ä").take(1).is_err());
        assert!(Scanner::new("x").parse_rest::<i64>().is_err());
        let mut scan = Scanner::new("01#rest");
        assert_eq!(scan.parse_until::<i64>("#").unwrap(), 1);
        assert_eq!(scan.rest(), "rest");
        assert_eq!(scan.rest(), "");
    }
}

//! How values are written into the text of a key.

use std::{borrow::Cow, rc::Rc, sync::Arc};

use ulid::Ulid;
use uuid::Uuid;

use crate::error::Invalid;
use crate::value::Decimal;

/// A value that can stand in the text of a key.
///
/// Numbers are written unpadded, which is right where only equality matters; [`Padded`] writes one
/// so that the order of the texts is the order of the numbers.
pub trait KeyText {
    /// Appends the text.
    ///
    /// # Errors
    ///
    /// [`Invalid`] when the value has no text, such as a number too wide for its place.
    fn write_key(&self, out: &mut String) -> Result<(), Invalid>;
}

/// The text of a key from its parts.
///
/// # Errors
///
/// The first part's [`Invalid`].
///
/// ```
/// use tablewright::{Padded, key};
/// assert_eq!(key::text(&[&"BADGE#", &"acme", &"#", &Padded(42, 5)])?, "BADGE#acme#00042");
/// # Ok::<(), tablewright::Invalid>(())
/// ```
pub fn text(parts: &[&dyn KeyText]) -> Result<String, Invalid> {
    let mut out = String::new();
    for part in parts {
        part.write_key(&mut out)?;
    }
    Ok(out)
}

/// A number with leading zeros, `width` digits in all.
///
/// # Errors
///
/// [`Invalid`] for a number that is negative, because `-` would sort wrongly, or too wide.
///
/// ```
/// use tablewright::key::padded;
/// assert_eq!(padded(42, 5)?, "00042");
/// assert!(padded(-1, 5).is_err());
/// assert!(padded(100_000, 5).is_err());
/// # Ok::<(), tablewright::Invalid>(())
/// ```
pub fn padded(number: i64, width: usize) -> Result<String, Invalid> {
    if number < 0 {
        return Err(Invalid::value(
            "is negative, and a padded number in a key cannot be",
        ));
    }
    let digits = format!("{number:0width$}");
    if digits.len() > width {
        return Err(Invalid::value(format!("is wider than {width} digits")));
    }
    Ok(digits)
}

/// A number, and to how many digits it is padded in a key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Padded(
    /// The number, not below zero.
    pub i64,
    /// Digits.
    pub usize,
);

impl KeyText for Padded {
    fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
        out.push_str(&padded(self.0, self.1)?);
        Ok(())
    }
}

impl KeyText for str {
    fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
        out.push_str(self);
        Ok(())
    }
}

impl KeyText for char {
    fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
        out.push(*self);
        Ok(())
    }
}

/// A part that was refused already, or one that was not.
impl<T: KeyText> KeyText for Result<T, Invalid> {
    fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
        self.as_ref().map_err(Invalid::clone)?.write_key(out)
    }
}

impl<T: KeyText + ?Sized> KeyText for &T {
    fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
        (**self).write_key(out)
    }
}

/// Texts behind a pointer.
macro_rules! pointed {
    ($($pointer:ty),*) => {$(
        impl KeyText for $pointer {
            fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
                (**self).write_key(out)
            }
        }
    )*};
}

pointed!(Cow<'_, str>, Box<str>, Arc<str>, Rc<str>);

/// Types whose `Display` is their text in keys: canonical, and without a locale.
macro_rules! displayed {
    ($($displayed:ty),*) => {$(
        impl KeyText for $displayed {
            fn write_key(&self, out: &mut String) -> Result<(), Invalid> {
                out.push_str(&self.to_string());
                Ok(())
            }
        }
    )*};
}

displayed!(
    String, bool, i16, i32, i64, u16, u32, u64, usize, Decimal, Uuid, Ulid
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_canonical() {
        let written = text(&[
            &Uuid::from_u128(0xab),
            &'#',
            &Ulid::nil(),
            &'#',
            &true,
            &7_i64,
        ]);
        let expected = "00000000-0000-0000-0000-0000000000ab#00000000000000000000000000#true7";
        assert_eq!(written.unwrap(), expected);
    }

    #[test]
    fn the_first_refusal_is_reported() {
        let refused = text(&[&"A#", &Padded(123, 2)]).unwrap_err();
        assert_eq!(refused.why, "is wider than 2 digits");
    }

    proptest! {
        #[test]
        fn padding_keeps_the_order(a in 0..=i64::MAX, b in 0..=i64::MAX) {
            prop_assert_eq!(padded(a, 19)?.cmp(&padded(b, 19)?), a.cmp(&b));
        }
    }
}

//! The exact decimal: every number that DynamoDB holds, and no other.

mod arithmetic;
mod text;

use std::cmp::Ordering;

use crate::error::Invalid;

/// Significant digits of a number in DynamoDB.
const DIGITS: u32 = 38;
/// The largest power of ten of a number's first digit.
const MAX_EXPONENT: i16 = 125;
/// The smallest power of ten of a number's first digit.
const MIN_EXPONENT: i16 = -130;

/// A decimal number of up to 38 significant digits, between 1E-130 and 9.99…E+125 in magnitude, or
/// zero: exactly what DynamoDB stores.
///
/// Arithmetic is exact or refused. `1.0` and `1.00` are the same value and print as `1`.
///
/// ```
/// use tablewright::Decimal;
///
/// let price: Decimal = "19.90".parse()?;
/// let total = price.checked_mul(Decimal::from(3)).unwrap();
/// assert_eq!(total.to_string(), "59.7");
/// assert!("1e126".parse::<Decimal>().is_err());
/// # Ok::<(), tablewright::Invalid>(())
/// ```
// Canonical: `digits` has no trailing zero, and zero is (false, 0, 0). So the derived equality and
// hash are those of the numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    negative: bool,
    digits: u128,
    exponent: i16,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal {
        negative: false,
        digits: 0,
        exponent: 0,
    };
    /// One.
    pub const ONE: Decimal = Decimal {
        negative: false,
        digits: 1,
        exponent: 0,
    };
    /// The largest number: 38 nines, the first of them at 1E+125.
    pub const MAX: Decimal = Decimal {
        negative: false,
        digits: 10_u128.pow(DIGITS) - 1,
        exponent: MAX_EXPONENT - 37,
    };
    /// The smallest number, that is the largest below zero.
    pub const MIN: Decimal = Decimal {
        negative: true,
        ..Decimal::MAX
    };

    /// `digits` × 10^`exponent`.
    ///
    /// # Errors
    ///
    /// [`Invalid`] when DynamoDB does not hold that number.
    ///
    /// ```
    /// use tablewright::Decimal;
    /// assert_eq!(Decimal::new(-1990, -2)?.to_string(), "-19.9");
    /// # Ok::<(), tablewright::Invalid>(())
    /// ```
    pub fn new(digits: i128, exponent: i16) -> Result<Self, Invalid> {
        Self::canonical(digits < 0, digits.unsigned_abs(), i32::from(exponent))
            .ok_or_else(|| Invalid::value(OUT_OF_RANGE))
    }

    /// Whether this is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// Whether this is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.negative
    }

    /// The number without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Decimal {
            negative: false,
            ..self
        }
    }

    /// The integer that this is, if it is one that an `i64` holds.
    #[must_use]
    pub fn to_i64(self) -> Option<i64> {
        self.to_i128()?.try_into().ok()
    }

    /// The integer that this is, if it is one that an `i128` holds.
    #[must_use]
    pub fn to_i128(self) -> Option<i128> {
        // Canonical digits end in no zero, so a negative exponent is a fraction.
        let power = 10_u128.checked_pow(u32::try_from(self.exponent).ok()?)?;
        let magnitude = i128::try_from(self.digits.checked_mul(power)?).ok()?;
        Some(if self.negative { -magnitude } else { magnitude })
    }

    /// The nearest float.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        let sign = if self.negative { "-" } else { "" };
        let text = format!("{sign}{}e{}", self.digits, self.exponent);
        // Rust reads every text of this form; a decimal is never beyond a float's range.
        text.parse().unwrap_or(f64::NAN)
    }

    /// Brings a number to its one form; `None` when DynamoDB does not hold it.
    fn canonical(negative: bool, digits: u128, exponent: i32) -> Option<Self> {
        let (mut digits, mut exponent) = (digits, exponent);
        if digits == 0 {
            return Some(Self::ZERO);
        }
        while digits % 10 == 0 {
            digits /= 10;
            exponent = exponent.saturating_add(1);
        }
        let places = digits.ilog10() + 1;
        let leading = exponent.saturating_add(i32::try_from(places).ok()? - 1);
        let fits = places <= DIGITS
            && leading <= i32::from(MAX_EXPONENT)
            && leading >= i32::from(MIN_EXPONENT);
        fits.then_some(Decimal {
            negative,
            digits,
            exponent: i16::try_from(exponent).ok()?,
        })
    }

    /// Digits, and the power of ten of the first of them; not for zero.
    fn leading(self) -> (u32, i32) {
        let places = self.digits.ilog10() + 1;
        (places, i32::from(self.exponent) + places as i32 - 1)
    }

    fn cmp_magnitude(self, other: Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => {}
        }
        let ((places, leading), (other_places, other_leading)) = (self.leading(), other.leading());
        // Both brought to 38 digits, which a u128 holds.
        let aligned = |digits: u128, places: u32| digits * 10_u128.pow(DIGITS - places);
        leading
            .cmp(&other_leading)
            .then_with(|| aligned(self.digits, places).cmp(&aligned(other.digits, other_places)))
    }
}

/// Why a number is refused.
const OUT_OF_RANGE: &str =
    "is a number beyond DynamoDB's 38 digits or its range of 1E-130 to 9.99E+125";

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.cmp_magnitude(*other),
            (true, true) => other.cmp_magnitude(*self),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Conversions that always fit: no integer of 64 bits has more than 20 digits.
macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Decimal {
            fn from(integer: $integer) -> Self {
                let integer = i128::from(integer);
                Self::canonical(integer < 0, integer.unsigned_abs(), 0).unwrap_or_default()
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, u8, u16, u32, u64);

impl TryFrom<f64> for Decimal {
    type Error = Invalid;

    /// The shortest decimal that reads back as the same float.
    fn try_from(float: f64) -> Result<Self, Invalid> {
        format!("{float:e}").parse()
    }
}

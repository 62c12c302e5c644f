//! Sums and products of decimals, exact or none.

use std::ops::Neg;

use super::Decimal;

impl Decimal {
    /// The exact sum; `None` when DynamoDB does not hold it.
    ///
    /// ```
    /// use tablewright::Decimal;
    /// let tenth: Decimal = "0.1".parse()?;
    /// assert_eq!(tenth.checked_add("0.2".parse()?), Some("0.3".parse()?));
    /// assert_eq!(Decimal::MAX.checked_add(tenth), None);
    /// # Ok::<(), tablewright::Invalid>(())
    /// ```
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.is_zero() || other.is_zero() {
            return Some(if self.is_zero() { other } else { self });
        }
        let (coarse, fine) = if self.exponent >= other.exponent {
            (self, other)
        } else {
            (other, self)
        };
        // Where this overflows, the sum has a digit at `fine`'s last place, which is not zero, and
        // one beyond 38 places from it: it cannot be held.
        let gap = u32::try_from(coarse.exponent - fine.exponent).ok()?;
        let digits = coarse.digits.checked_mul(10_u128.checked_pow(gap)?)?;
        let (negative, digits) = if coarse.negative == fine.negative {
            (coarse.negative, digits.checked_add(fine.digits)?)
        } else if digits >= fine.digits {
            (coarse.negative, digits - fine.digits)
        } else {
            (fine.negative, fine.digits - digits)
        };
        Self::canonical(negative, digits, i32::from(fine.exponent))
    }

    /// The exact difference; `None` when DynamoDB does not hold it.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(-other)
    }

    /// The exact product; `None` when DynamoDB does not hold it.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let (mut a, mut b) = (self.digits, other.digits);
        let mut exponent = i32::from(self.exponent) + i32::from(other.exponent);
        if a == 0 || b == 0 {
            return Some(Self::ZERO);
        }
        // A two of one and a five of the other are a trailing zero of the product. Without them it
        // has none, so that a product beyond a u128 has too many digits.
        loop {
            if a % 2 == 0 && b % 5 == 0 {
                (a, b) = (a / 2, b / 5);
            } else if a % 5 == 0 && b % 2 == 0 {
                (a, b) = (a / 5, b / 2);
            } else {
                break;
            }
            exponent += 1;
        }
        Self::canonical(self.negative != other.negative, a.checked_mul(b)?, exponent)
    }
}

impl Neg for Decimal {
    type Output = Self;

    fn neg(self) -> Self {
        Decimal {
            negative: !self.negative && !self.is_zero(),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn small() -> impl Strategy<Value = Decimal> {
        (-1_000_000_000_i128..1_000_000_000, -8_i16..8)
            .prop_map(|(digits, exponent)| Decimal::new(digits, exponent).unwrap())
    }

    /// In units of 1E-16, which an `i128` holds.
    fn scaled(decimal: Decimal) -> i128 {
        let digits = i128::try_from(decimal.digits).unwrap();
        let shift = u32::try_from(decimal.exponent + 16).unwrap();
        digits * 10_i128.pow(shift) * if decimal.negative { -1 } else { 1 }
    }

    proptest! {
        #[test]
        fn agrees_with_integers(a in small(), b in small()) {
            prop_assert_eq!(scaled(a.checked_add(b).unwrap()), scaled(a) + scaled(b));
            prop_assert_eq!(scaled(a.checked_sub(b).unwrap()), scaled(a) - scaled(b));
            prop_assert_eq!(a.cmp(&b), scaled(a).cmp(&scaled(b)));
            let product = Decimal::new(
                i128::try_from(a.digits * b.digits).unwrap()
                    * if a.negative == b.negative { 1 } else { -1 },
                a.exponent + b.exponent,
            );
            prop_assert_eq!(a.checked_mul(b), product.ok());
        }
    }

    #[test]
    fn products_of_many_digits_with_trailing_zeros_are_held() {
        let fives = Decimal::new(5_i128.pow(50), 0).unwrap();
        let twos = Decimal::new(2_i128.pow(50), 0).unwrap();
        assert_eq!(fives.checked_mul(twos), Some(Decimal::new(1, 50).unwrap()));
        assert_eq!(Decimal::MAX.checked_mul(Decimal::MAX), None);
        assert_eq!(Decimal::MAX.checked_sub(Decimal::MAX), Some(Decimal::ZERO));
        assert_eq!(-Decimal::ZERO, Decimal::ZERO);
    }
}

//! Random texts of a language, the same on every machine.

use super::Language;

/// A small generator of numbers.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if sides == 0 { 0 } else { self.0 % sides }
    }

    pub(super) fn choose<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }
}

/// A text of the language; none when it has none.
pub(super) fn sample(language: &Language, dice: &mut Dice) -> Option<String> {
    Some(match language {
        Language::Text(text) => text.clone(),
        Language::Character(ranges) => {
            let (low, high) = *dice.choose(ranges);
            let wanted = ['#', 'a', 'b', '0', '1', 'A'];
            let fitting: Vec<char> = wanted
                .into_iter()
                .filter(|c| (low..=high).contains(c))
                .collect();
            let span = u64::from(u32::from(high) - u32::from(low)) + 1;
            match fitting.is_empty() {
                false => *dice.choose(&fitting),
                true => char::from_u32(u32::from(low) + u32::try_from(dice.below(span)).unwrap())
                    .unwrap_or(low),
            }
            .to_string()
        }
        Language::Sequence(all) => all
            .iter()
            .map(|one| sample(one, dice))
            .collect::<Option<String>>()?,
        Language::Either(all) if all.is_empty() => return None,
        Language::Either(all) => sample(dice.choose(all), dice)?,
        Language::Repeat { of, least, most } => {
            let room = most.map_or(4, |most| (most - least).min(4));
            let times = least + u32::try_from(dice.below(u64::from(room) + 1)).unwrap();
            (0..times)
                .map(|_| sample(of, dice))
                .collect::<Option<String>>()?
        }
    })
}

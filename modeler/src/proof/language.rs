//! Languages: which texts there are.

/// A set of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Language {
    /// This text alone.
    Text(String),
    /// One character of these ranges, ends included; sorted, without overlaps.
    Character(Vec<(char, char)>),
    /// One after the other.
    Sequence(Vec<Language>),
    /// One of these; no text at all when empty.
    Either(Vec<Language>),
    /// The same again and again.
    Repeat {
        /// What is repeated.
        of: Box<Language>,
        /// At least so often.
        least: u32,
        /// At most so often; for ever when absent.
        most: Option<u32>,
    },
}

/// How long the texts of a language are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lengths {
    /// The shortest.
    pub least: u64,
    /// The longest; unbounded when absent.
    pub most: Option<u64>,
}

/// Every character.
const EVERY: (char, char) = ('\0', char::MAX);

impl Language {
    /// Any text, also none.
    pub fn anything() -> Self {
        Self::any_of(0, None)
    }

    /// Any text of so many characters.
    pub fn any_of(least: u32, most: Option<u32>) -> Self {
        Self::Character(vec![EVERY]).repeated(least, most)
    }

    /// No text at all.
    pub fn nothing() -> Self {
        Self::Either(Vec::new())
    }

    /// The characters from one to another; no text when there are none.
    pub fn range(low: char, high: char) -> Self {
        if low <= high {
            Self::Character(vec![(low, high)])
        } else {
            Self::nothing()
        }
    }

    /// This again and again.
    #[must_use]
    pub fn repeated(self, least: u32, most: Option<u32>) -> Self {
        Self::Repeat {
            of: Box::new(self),
            least,
            most,
        }
    }

    /// This, then that.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        match self {
            Self::Sequence(mut all) => {
                all.push(next);
                Self::Sequence(all)
            }
            one => Self::Sequence(vec![one, next]),
        }
    }

    /// How long its texts are, in characters.
    pub fn characters(&self) -> Lengths {
        self.lengths(&|_| 1)
    }

    /// How long its texts are, in bytes.
    pub fn bytes(&self) -> Lengths {
        self.lengths(&|character| character.len_utf8() as u64)
    }

    /// Whether some text of it may have the character.
    pub fn may_have(&self, character: char) -> bool {
        match self {
            Self::Text(text) => text.contains(character),
            Self::Character(ranges) => {
                let within = |(low, high): &(char, char)| (*low..=*high).contains(&character);
                ranges.iter().any(within)
            }
            Self::Sequence(all) | Self::Either(all) => {
                all.iter().any(|one| one.may_have(character))
            }
            Self::Repeat { of, .. } => of.may_have(character),
        }
    }

    fn lengths(&self, weight: &dyn Fn(char) -> u64) -> Lengths {
        match self {
            Self::Text(text) => {
                let length = text.chars().map(weight).sum();
                Lengths {
                    least: length,
                    most: Some(length),
                }
            }
            Self::Character(ranges) => Lengths {
                least: ranges.first().map_or(0, |(low, _)| weight(*low)),
                most: Some(ranges.last().map_or(0, |(_, high)| weight(*high))),
            },
            Self::Sequence(all) => all.iter().fold(
                Lengths {
                    least: 0,
                    most: Some(0),
                },
                |sum, one| {
                    let one = one.lengths(weight);
                    Lengths {
                        least: sum.least.saturating_add(one.least),
                        most: sum.most.zip(one.most).map(|(a, b)| a.saturating_add(b)),
                    }
                },
            ),
            Self::Either(all) => {
                let all: Vec<Lengths> = all.iter().map(|one| one.lengths(weight)).collect();
                Lengths {
                    least: all.iter().map(|one| one.least).min().unwrap_or(0),
                    most: all
                        .iter()
                        .map(|one| one.most)
                        .try_fold(0, |most, one| Some(one?.max(most))),
                }
            }
            Self::Repeat { of, least, most } => {
                let one = of.lengths(weight);
                let most = match (one.most, most) {
                    (Some(0), _) => Some(0),
                    (Some(length), Some(times)) => Some(length.saturating_mul(u64::from(*times))),
                    _ => None,
                };
                Lengths {
                    least: one.least.saturating_mul(u64::from(*least)),
                    most,
                }
            }
        }
    }
}

impl Lengths {
    /// Whether all are the same.
    pub fn is_one(self) -> bool {
        self.most == Some(self.least)
    }

    /// Whether some length is in both.
    pub fn overlap(self, other: Self) -> bool {
        let below = |least: u64, most: Option<u64>| most.is_none_or(|most| least <= most);
        below(self.least, other.most) && below(other.least, self.most)
    }
}

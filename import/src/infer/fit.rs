//! The template that gives all of several texts.

use super::kinds;

/// An attribute that may be in a key: its text in each item.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) texts: Vec<Option<String>>,
    /// It is stored as a number.
    pub(super) number: bool,
    /// Where it is only in keys: the word before it. Behind another word stands something else, whatever the sample's
    /// values are.
    pub(super) behind: Option<String>,
    /// It is in another key.
    pub(super) in_key: bool,
}

/// A part of a template that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Literal(String),
    /// A column by its number, and how it is written.
    Column(usize, Option<String>),
    /// Something that is in no attribute: what stands before it, and its text in each item.
    New(String, Vec<String>),
}

/// Attempts after which a text is taken as it is.
const MOST: usize = 20_000;

/// What stands between the parts of keys. Anything else is of a value.
const DIVIDERS: &str = "#|~/:_-.@, ";

/// Whether a text is a word that keys are told apart by, and not a value.
pub(super) fn is_word(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        && letters * 2 > text.len()
        && text.len() <= 32
}

/// Finds a template: for each row, what is written and its number among the items.
pub(super) fn fit(
    rows: &[(usize, &str)],
    columns: &[Column],
    delimiter: Option<char>,
) -> Vec<Part> {
    let mut search = Search {
        rows,
        columns,
        delimiter,
        left: MOST,
    };
    let starts = vec![0; rows.len()];
    let mut parts = search.from(&starts, "").unwrap_or_default();
    if parts.is_empty() {
        let texts = rows.iter().map(|(_, text)| (*text).to_owned());
        parts.push(Part::New(String::new(), texts.collect()));
    }
    join(parts)
}

/// Neighbouring literals are one.
fn join(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(Part::Literal(before)), Part::Literal(text)) => before.push_str(&text),
            (_, part) => joined.push(part),
        }
    }
    joined
}

struct Search<'a> {
    rows: &'a [(usize, &'a str)],
    columns: &'a [Column],
    delimiter: Option<char>,
    left: usize,
}

impl Search<'_> {
    /// The parts from these positions on, the likeliest first; `word` is the literal before them.
    fn from(&mut self, at: &[usize], word: &str) -> Option<Vec<Part>> {
        self.left = self.left.checked_sub(1)?;
        let rest: Vec<&str> = self
            .rows
            .iter()
            .zip(at)
            .map(|((_, text), at)| &text[*at..])
            .collect();
        if rest.iter().all(|rest| rest.is_empty()) {
            return Some(Vec::new());
        }
        if rest.iter().any(|rest| rest.is_empty()) {
            return None;
        }
        let start = at.iter().all(|at| *at == 0);
        let mut steps = Vec::new();
        let literal = self.literal(&rest);
        let columns = self.matching(&rest, word);
        // The first word is what keys are told apart by; behind it stand values. A word with digits, or one that another
        // key has as a value, may be a value as well.
        let with_digits = rest.iter().all(|rest| {
            let token = &rest[..self.token(rest)];
            token.contains(|c: char| c.is_ascii_digit())
        });
        let in_key = |(part, _): &(Part, Vec<usize>)| match part {
            Part::Column(number, _) => with_digits || self.columns[*number].in_key,
            _ => false,
        };
        let start = start && !columns.iter().any(in_key);
        if start {
            steps.extend(literal.clone());
        }
        steps.extend(columns);
        if !start {
            steps.extend(literal);
        }
        steps.extend(self.unknown(&rest, word));
        for (part, lengths) in steps {
            let at: Vec<usize> = at
                .iter()
                .zip(&lengths)
                .map(|(at, length)| at + length)
                .collect();
            let word = match &part {
                Part::Literal(text) if text.chars().any(char::is_alphanumeric) => text.clone(),
                Part::Literal(_) => word.to_owned(),
                _ => String::new(),
            };
            if let Some(mut parts) = self.from(&at, &word) {
                parts.insert(0, part);
                return Some(parts);
            }
        }
        None
    }

    /// A word or a delimiter that all have here.
    fn literal(&self, rest: &[&str]) -> Option<(Part, Vec<usize>)> {
        let first = rest.first()?;
        let letter = first.chars().next()?;
        let token = match letter.is_alphanumeric() {
            false => &first[..letter.len_utf8()],
            true => &first[..self.token(first)],
        };
        let same = rest.iter().all(|rest| {
            rest.starts_with(token)
                && (!letter.is_alphanumeric() || self.token(rest) == token.len())
        });
        let is_word = match letter.is_alphanumeric() {
            true => {
                is_word(token) && (rest.len() > 1 || !token.contains(|c: char| c.is_ascii_digit()))
            }
            false => DIVIDERS.contains(letter),
        };
        (same && is_word).then(|| {
            (
                Part::Literal(token.to_owned()),
                vec![token.len(); rest.len()],
            )
        })
    }

    /// How long the part up to the next delimiter is.
    fn token(&self, text: &str) -> usize {
        self.delimiter
            .and_then(|delimiter| text.find(delimiter))
            .unwrap_or(text.len())
    }

    /// Attributes whose values stand here in all rows: the longest first, then those that are called like the word before.
    fn matching(&self, rest: &[&str], word: &str) -> Vec<(Part, Vec<usize>)> {
        let plain = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_ascii_lowercase();
        let mut found = Vec::new();
        for (number, column) in self.columns.iter().enumerate() {
            let behind = column.behind.as_deref().unwrap_or_default();
            if !behind.is_empty() && !word.is_empty() && behind != word {
                continue;
            }
            let Some((form, lengths)) = self.stands(column, rest) else {
                continue;
            };
            let name = column.name.to_ascii_lowercase();
            let called = !plain.is_empty() && name.contains(&plain);
            let total: usize = lengths.iter().sum();
            found.push(((total, called), Part::Column(number, form), lengths));
        }
        found.sort_by_key(|(rank, ..)| std::cmp::Reverse(*rank));
        found
            .into_iter()
            .map(|(_, part, lengths)| (part, lengths))
            .collect()
    }

    /// Whether the values of a column stand here, and how they are written.
    fn stands(&self, column: &Column, rest: &[&str]) -> Option<(Option<String>, Vec<usize>)> {
        let texts = self
            .rows
            .iter()
            .map(|(row, _)| column.texts[*row].as_deref());
        let texts = texts.collect::<Option<Vec<&str>>>()?;
        if texts.iter().any(|text| text.is_empty()) {
            return None;
        }
        if column.number
            && let Some(found) = padded(&texts, rest)
        {
            return Some(found);
        }
        let whole = |(text, rest): (&&str, &&str)| {
            let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
            (rest.starts_with(*text) && ends(&rest[text.len()..])).then_some(text.len())
        };
        if let Some(lengths) = texts.iter().zip(rest).map(whole).collect() {
            return Some((None, lengths));
        }
        let all = column.texts.iter().flatten().map(String::as_str);
        let is_time = kinds::of_texts(&column.name, all).name == "timestamp";
        is_time.then(|| cut(&texts, rest))?
    }

    /// Something that no attribute has, up to the next delimiter.
    fn unknown(&self, rest: &[&str], word: &str) -> Option<(Part, Vec<usize>)> {
        let lengths: Vec<usize> = rest.iter().map(|rest| self.token(rest)).collect();
        if lengths.contains(&0) {
            return None;
        }
        let texts = rest
            .iter()
            .zip(&lengths)
            .map(|(rest, length)| rest[..*length].to_owned());
        Some((Part::New(word.to_owned(), texts.collect()), lengths))
    }
}

/// Numbers of one width, with zeros before them.
fn padded(texts: &[&str], rest: &[&str]) -> Option<(Option<String>, Vec<usize>)> {
    let run = |rest: &&str| {
        rest.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len())
    };
    let widths: Vec<usize> = rest.iter().map(run).collect();
    let width = *widths.first()?;
    let same = widths.iter().all(|one| *one == width);
    let padded = rest.iter().any(|rest| rest.starts_with('0') && width > 1);
    let equal = texts.iter().zip(rest).all(|(text, rest)| {
        let digits = rest[..width.min(rest.len())].trim_start_matches('0');
        digits == text.trim_start_matches('0') && text.chars().all(|c| c.is_ascii_digit())
    });
    (same && padded && equal && width > 0).then(|| (Some(format!("{width:02}")), widths))
}

/// A coarser time of times.
fn cut(texts: &[&str], rest: &[&str]) -> Option<(Option<String>, Vec<usize>)> {
    [
        ("minute", 16),
        ("hour", 13),
        ("date", 10),
        ("month", 7),
        ("year", 4),
    ]
    .into_iter()
    .find(|(_, width)| {
        texts.iter().zip(rest).all(|(text, rest)| {
            text.get(..*width).is_some_and(|text| {
                let behind = rest.strip_prefix(text);
                behind.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        })
    })
    .map(|(word, width)| (Some(word.to_owned()), vec![width; rest.len()]))
}

#[cfg(test)]
mod tests {
    use super::{Column, Part, fit};

    fn column(name: &str, texts: &[&str], number: bool) -> Column {
        Column {
            name: name.to_owned(),
            texts: texts.iter().map(|text| Some((*text).to_owned())).collect(),
            number,
            behind: None,
            in_key: false,
        }
    }

    fn shown(texts: &[&str], columns: &[Column]) -> String {
        let rows: Vec<(usize, &str)> = texts.iter().copied().enumerate().collect();
        let parts = fit(&rows, columns, Some('#'));
        let shown = parts.iter().map(|part| match part {
            Part::Literal(text) => text.clone(),
            Part::Column(number, None) => format!("{{{}}}", columns[*number].name),
            Part::Column(number, Some(form)) => format!("{{{}:{form}}}", columns[*number].name),
            Part::New(word, _) => format!("{{?{word}}}"),
        });
        shown.collect()
    }

    #[test]
    fn attributes_are_found_where_their_values_stand() {
        let columns = [
            column("id", &["17", "4"], true),
            column(
                "at",
                &["2026-01-02T03:04:05Z", "2026-11-30T00:00:00Z"],
                false,
            ),
            column("mail", &["a#b@c", "d@e"], false),
        ];
        let template = |texts: [&str; 2]| shown(&texts, &columns);
        assert_eq!(template(["ORDER#17", "ORDER#4"]), "ORDER#{id}");
        assert_eq!(template(["ORDER#0017", "ORDER#0004"]), "ORDER#{id:04}");
        assert_eq!(
            template(["DAY#2026-01-02#17", "DAY#2026-11-30#4"]),
            "DAY#{at:date}#{id}"
        );
        assert_eq!(template(["MAIL#a#b@c#X", "MAIL#d@e#X"]), "MAIL#{mail}#X");
        assert_eq!(template(["PROFILE", "PROFILE"]), "PROFILE");
        assert_eq!(template(["C#x1", "C#y"]), "C#{?C}");
        assert_eq!(template(["x1", "y"]), "{?}");
    }

    #[test]
    fn many_ways_to_go_wrong_end_soon() {
        let columns: Vec<Column> = (0..40)
            .map(|number| column(&format!("a{number}"), &["1"], false))
            .collect();
        let text = "1#".repeat(200) + "x!";
        assert!(!fit(&[(0, &text)], &columns, Some('#')).is_empty());
    }
}

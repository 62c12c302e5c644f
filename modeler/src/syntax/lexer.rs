//! Words of conditions and terms.

use std::ops::Range;

use super::Complaint;

/// A constant as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawLiteral {
    /// `'text'`; a quote inside is doubled.
    Text(String),
    /// `12`, `-3.5`.
    Number(String),
    /// `true`, `false`.
    Bool(bool),
}

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Name(String),
    Parameter(String),
    Literal(RawLiteral),
    /// `=`, `<>`, `<`, `<=`, `>`, `>=`, `(`, `)`, `,`, `.`, `[`, `]`, `-`, `+`.
    Sign(&'static str),
}

/// A word and its bytes.
pub(super) type Word = (Token, Range<usize>);

const SIGNS: [&str; 14] = [
    "<>", "<=", ">=", "=", "<", ">", "(", ")", ",", ".", "[", "]", "-", "+",
];

/// Splits a text into words.
pub(super) fn words(text: &str) -> Result<Vec<Word>, Complaint> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let start = at;
        if next.is_whitespace() {
            at += next.len_utf8();
            continue;
        }
        let token = if next == '\'' {
            let (literal, end) = quoted(text, at)?;
            at = end;
            Token::Literal(RawLiteral::Text(literal))
        } else if next.is_ascii_digit() {
            at += run(&text[at..], |c| c.is_ascii_alphanumeric() || c == '.');
            Token::Literal(RawLiteral::Number(number(&text[start..at], start)?))
        } else if next == ':' {
            at += 1 + run(&text[at + 1..], is_name);
            if at == start + 1 {
                return Err(Complaint::new(
                    "a parameter needs a name after `:`",
                    start..at,
                ));
            }
            Token::Parameter(text[start + 1..at].to_owned())
        } else if is_name(next) {
            at += run(&text[at..], is_name);
            match &text[start..at] {
                "true" => Token::Literal(RawLiteral::Bool(true)),
                "false" => Token::Literal(RawLiteral::Bool(false)),
                name => Token::Name(name.to_owned()),
            }
        } else if let Some(sign) = SIGNS.iter().find(|sign| text[at..].starts_with(**sign)) {
            at += sign.len();
            Token::Sign(sign)
        } else {
            let end = at + next.len_utf8();
            return Err(Complaint::new(
                format!("`{next}` means nothing here"),
                start..end,
            ));
        };
        words.push((token, start..at));
    }
    Ok(words)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn quoted(text: &str, start: usize) -> Result<(String, usize), Complaint> {
    let mut value = String::new();
    let mut at = start + 1;
    loop {
        let Some(length) = text[at..].find('\'') else {
            return Err(Complaint::new(
                "this text has no closing quote",
                start..text.len(),
            ));
        };
        value.push_str(&text[at..at + length]);
        at += length + 1;
        if !text[at..].starts_with('\'') {
            return Ok((value, at));
        }
        value.push('\'');
        at += 1;
    }
}

fn number(digits: &str, start: usize) -> Result<String, Complaint> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if plain && digits.matches('.').count() <= 1 && !digits.ends_with('.') {
        Ok(digits.to_owned())
    } else {
        Err(Complaint::new(
            format!("`{digits}` is not a number"),
            start..start + digits.len(),
        ))
    }
}

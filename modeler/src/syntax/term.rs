//! Terms: what a pattern knows or sets.

use std::ops::Range;

use super::{
    Complaint, RawLiteral,
    lexer::{Token, Word, words},
};

/// A term, names unresolved: `status = 'paid'`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTerm {
    /// `Order` of `Order.status`.
    pub entity: Option<(String, Range<usize>)>,
    /// The attribute.
    pub name: (String, Range<usize>),
    /// What it equals; its own parameter when absent.
    pub value: Option<(RawValue, Range<usize>)>,
}

/// What a term says of its attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawValue {
    /// `= :parameter`.
    Parameter(String),
    /// `= 'literal'`.
    Literal(RawLiteral),
    /// `in :list`.
    OneOf(String),
}

/// Parses a term.
pub fn parse_term(text: &str) -> Result<RawTerm, Complaint> {
    let words = words(text)?;
    let whole = 0..text.len();
    let (entity, name, rest) = match words.as_slice() {
        [
            (Token::Name(entity), e),
            (Token::Sign("."), _),
            (Token::Name(name), n),
            rest @ ..,
        ] => (
            Some((entity.clone(), e.clone())),
            (name.clone(), n.clone()),
            rest,
        ),
        [(Token::Name(name), n), rest @ ..] => (None, (name.clone(), n.clone()), rest),
        _ => {
            return Err(Complaint::new(
                "a term starts with the name of an attribute",
                whole,
            ));
        }
    };
    let value = match rest {
        [] => None,
        [(Token::Sign("="), _), value @ ..] => Some(term_value(value, whole)?),
        [(Token::Name(word), _), (Token::Parameter(list), at)]
            if word.eq_ignore_ascii_case("in") =>
        {
            Some((RawValue::OneOf(list.clone()), at.clone()))
        }
        [(_, at), ..] => {
            let message =
                "a term is `name`, `name = :parameter`, `name = 'literal'` or `name in :list`";
            return Err(Complaint::new(message, at.clone()));
        }
    };
    Ok(RawTerm {
        entity,
        name,
        value,
    })
}

pub(super) fn term_value(
    words: &[Word],
    whole: Range<usize>,
) -> Result<(RawValue, Range<usize>), Complaint> {
    match words {
        [(Token::Parameter(name), at)] => Ok((RawValue::Parameter(name.clone()), at.clone())),
        [(Token::Literal(literal), at)] => Ok((RawValue::Literal(literal.clone()), at.clone())),
        [
            (Token::Sign("-"), minus),
            (Token::Literal(RawLiteral::Number(digits)), at),
        ] => {
            let literal = RawLiteral::Number(format!("-{digits}"));
            Ok((RawValue::Literal(literal), minus.start..at.end))
        }
        [(Token::Name(word), at)] => Err(Complaint::new(
            format!("`{word}` is neither a parameter (`:{word}`) nor a literal (`'{word}'`)"),
            at.clone(),
        )),
        [] => Err(Complaint::new("a value is missing after `=`", whole)),
        [.., (_, at)] => Err(Complaint::new(
            "one value is expected after `=`",
            at.clone(),
        )),
    }
}

/// Parses what is added to a number: `:quantity`, `-:quantity`, `1`, `-1`. The first result tells
/// whether it is subtracted.
pub fn parse_amount(text: &str) -> Result<(bool, RawValue), Complaint> {
    let words = words(text)?;
    let (minus, value) = match words.as_slice() {
        [(Token::Sign("-"), _), value] => (true, value),
        [(Token::Sign("+"), _), value] | [value] => (false, value),
        _ => {
            return Err(Complaint::new(
                "expected `:parameter` or a number",
                0..text.len(),
            ));
        }
    };
    match value {
        (Token::Parameter(name), _) => Ok((minus, RawValue::Parameter(name.clone()))),
        (Token::Literal(literal @ RawLiteral::Number(_)), _) => {
            Ok((minus, RawValue::Literal(literal.clone())))
        }
        (_, at) => Err(Complaint::new(
            "expected `:parameter` or a number",
            at.clone(),
        )),
    }
}

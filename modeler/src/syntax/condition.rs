//! Conditions and filters in DynamoDB's own expression grammar.

use std::ops::Range;

use super::{
    Complaint, RawLiteral, RawValue,
    lexer::{Token, Word, words},
    term::term_value,
};
use crate::model::Comparison;

/// A condition, names unresolved.
#[derive(Debug, Clone, PartialEq)]
pub enum RawCondition {
    /// All of them.
    All(Vec<RawCondition>),
    /// Any of them.
    Any(Vec<RawCondition>),
    /// Its opposite.
    Not(Box<RawCondition>),
    /// `a < b`.
    Compare(RawOperand, Comparison, RawOperand),
    /// `a BETWEEN b AND c`.
    Between(RawOperand, RawOperand, RawOperand),
    /// `a IN (b, c)`.
    In(RawOperand, Vec<RawOperand>),
    /// A function that is a condition, in lower case, its path and its second argument.
    Function(String, RawPath, Option<RawOperand>),
}

/// What is compared.
#[derive(Debug, Clone, PartialEq)]
pub enum RawOperand {
    /// An attribute.
    Path(RawPath),
    /// `size(a)`.
    Size(RawPath),
    /// `:name`.
    Parameter(String, Range<usize>),
    /// A constant.
    Literal(RawLiteral, Range<usize>),
}

/// A path, names unresolved.
#[derive(Debug, Clone, PartialEq)]
pub struct RawPath {
    /// The attribute.
    pub name: String,
    /// The way down into it.
    pub steps: Vec<RawStep>,
    /// The bytes.
    pub at: Range<usize>,
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawStep {
    /// `.name`.
    Field(String),
    /// `[3]`.
    Item(u32),
}

/// Nesting beyond this is refused, so that no text can exhaust the stack.
const DEEPEST: usize = 32;

/// Parses a condition.
pub fn parse_condition(text: &str) -> Result<RawCondition, Complaint> {
    let words = words(text)?;
    let mut parser = Parser {
        words: &words,
        at: 0,
        end: text.len(),
        depth: 0,
    };
    let condition = parser.any()?;
    match parser.peek() {
        None => Ok(condition),
        Some((_, at)) => Err(Complaint::new("the condition should end here", at.clone())),
    }
}

/// Parses a path alone.
pub fn parse_path(text: &str) -> Result<RawPath, Complaint> {
    let words = words(text)?;
    let mut parser = Parser {
        words: &words,
        at: 0,
        end: text.len(),
        depth: 0,
    };
    let path = parser.path()?;
    match parser.peek() {
        None => Ok(path),
        Some((_, at)) => Err(Complaint::new("the name should end here", at.clone())),
    }
}

/// What a part of a document becomes: `address.street`, `limits.daily = :daily`. Its value is none where it is the part's own
/// parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct RawPartSet {
    /// The part.
    pub path: RawPath,
    /// What it becomes.
    pub value: Option<(RawValue, Range<usize>)>,
}

/// Parses what a part of a document becomes; none where it is no part that is named, or nothing that it becomes.
pub fn parse_part_set(text: &str) -> Option<RawPartSet> {
    // Nearly all that is set is a whole attribute, and is read as a term.
    if !text.contains(['.', '[']) {
        return None;
    }
    let words = words(text).ok()?;
    let is_equals = |word: &Word| matches!(&word.0, Token::Sign("="));
    let equals = words.iter().position(is_equals);
    let mut parser = Parser {
        words: &words[..equals.unwrap_or(words.len())],
        at: 0,
        end: text.len(),
        depth: 0,
    };
    let path = parser.path().ok()?;
    if path.steps.is_empty() || parser.peek().is_some() {
        return None;
    }
    let value = equals.map(|at| term_value(&words[at + 1..], 0..text.len()));
    let value = value.transpose().ok()?;
    Some(RawPartSet { path, value })
}

struct Parser<'w> {
    words: &'w [Word],
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Word> {
        self.words.get(self.at)
    }

    fn here(&self) -> Range<usize> {
        self.peek().map_or(self.end..self.end, |(_, at)| at.clone())
    }

    fn fail<T>(&self, message: &str) -> Result<T, Complaint> {
        Err(Complaint::new(message, self.here()))
    }

    fn sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some((Token::Sign(s), _)) if *s == sign);
        self.at += usize::from(found);
        found
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        let found =
            matches!(self.peek(), Some((Token::Name(n), _)) if n.eq_ignore_ascii_case(keyword));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), Complaint> {
        if self.sign(sign) {
            Ok(())
        } else {
            self.fail(&format!("expected `{sign}`"))
        }
    }

    fn any(&mut self) -> Result<RawCondition, Complaint> {
        let mut parts = vec![self.all()?];
        while self.keyword("or") {
            parts.push(self.all()?);
        }
        Ok(if parts.len() == 1 {
            parts.remove(0)
        } else {
            RawCondition::Any(parts)
        })
    }

    fn all(&mut self) -> Result<RawCondition, Complaint> {
        let mut parts = vec![self.not()?];
        while self.keyword("and") {
            parts.push(self.not()?);
        }
        Ok(if parts.len() == 1 {
            parts.remove(0)
        } else {
            RawCondition::All(parts)
        })
    }

    fn not(&mut self) -> Result<RawCondition, Complaint> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.fail("the condition is nested too deeply");
        }
        let condition = if self.keyword("not") {
            RawCondition::Not(Box::new(self.not()?))
        } else if self.sign("(") {
            let inner = self.any()?;
            self.expect(")")?;
            inner
        } else {
            self.simple()?
        };
        self.depth -= 1;
        Ok(condition)
    }

    fn simple(&mut self) -> Result<RawCondition, Complaint> {
        if let [(Token::Name(name), at), (Token::Sign("("), _), ..] =
            &self.words[self.at.min(self.words.len())..]
            && !name.eq_ignore_ascii_case("size")
        {
            let (name, at) = (name.to_lowercase(), at.clone());
            return self.function(name, at);
        }
        let left = self.operand()?;
        if self.keyword("between") {
            let low = self.operand()?;
            if !self.keyword("and") {
                return self.fail("expected `AND` between the two ends");
            }
            return Ok(RawCondition::Between(left, low, self.operand()?));
        }
        if self.keyword("in") {
            self.expect("(")?;
            let mut list = vec![self.operand()?];
            while self.sign(",") {
                list.push(self.operand()?);
            }
            self.expect(")")?;
            return Ok(RawCondition::In(left, list));
        }
        let comparison = self.comparison()?;
        Ok(RawCondition::Compare(left, comparison, self.operand()?))
    }

    fn comparison(&mut self) -> Result<Comparison, Complaint> {
        use Comparison::{AtLeast, AtMost, Equal, Greater, Less, NotEqual};
        for one in [NotEqual, AtMost, AtLeast, Equal, Less, Greater] {
            if self.sign(one.sign()) {
                return Ok(one);
            }
        }
        self.fail("expected a comparison: `=`, `<>`, `<`, `<=`, `>`, `>=`, `BETWEEN` or `IN`")
    }

    fn function(&mut self, name: String, at: Range<usize>) -> Result<RawCondition, Complaint> {
        let second = match name.as_str() {
            "attribute_exists" | "attribute_not_exists" => false,
            "begins_with" | "contains" | "attribute_type" => true,
            _ => return Err(Complaint::new(format!("there is no function `{name}`"), at)),
        };
        self.at += 2;
        let path = self.path()?;
        let argument = if second {
            self.expect(",")?;
            Some(self.operand()?)
        } else {
            None
        };
        self.expect(")")?;
        Ok(RawCondition::Function(name, path, argument))
    }

    fn operand(&mut self) -> Result<RawOperand, Complaint> {
        match self.peek().cloned() {
            Some((Token::Parameter(name), at)) => {
                self.at += 1;
                Ok(RawOperand::Parameter(name, at))
            }
            Some((Token::Literal(literal), at)) => {
                self.at += 1;
                Ok(RawOperand::Literal(literal, at))
            }
            Some((Token::Sign("-"), minus)) => {
                self.at += 1;
                match self.peek().cloned() {
                    Some((Token::Literal(RawLiteral::Number(digits)), at)) => {
                        self.at += 1;
                        let literal = RawLiteral::Number(format!("-{digits}"));
                        Ok(RawOperand::Literal(literal, minus.start..at.end))
                    }
                    _ => self.fail("expected a number after `-`"),
                }
            }
            Some((Token::Name(name), _)) if name.eq_ignore_ascii_case("size") && self.is_call() => {
                self.at += 2;
                let path = self.path()?;
                self.expect(")")?;
                Ok(RawOperand::Size(path))
            }
            Some((Token::Name(_), _)) => Ok(RawOperand::Path(self.path()?)),
            _ => self.fail("expected an attribute, `:parameter` or a literal"),
        }
    }

    fn is_call(&self) -> bool {
        matches!(self.words.get(self.at + 1), Some((Token::Sign("("), _)))
    }

    fn path(&mut self) -> Result<RawPath, Complaint> {
        let Some((Token::Name(name), at)) = self.peek().cloned() else {
            return self.fail("expected the name of an attribute");
        };
        self.at += 1;
        let mut path = RawPath {
            name,
            steps: Vec::new(),
            at,
        };
        loop {
            if self.sign(".") {
                let Some((Token::Name(field), end)) = self.peek().cloned() else {
                    return self.fail("expected a name after `.`");
                };
                self.at += 1;
                path.steps.push(RawStep::Field(field));
                path.at.end = end.end;
            } else if self.sign("[") {
                let Some((Token::Literal(RawLiteral::Number(digits)), _)) = self.peek().cloned()
                else {
                    return self.fail("expected a position in brackets");
                };
                let Ok(position) = digits.parse() else {
                    return self.fail("expected a whole number in brackets");
                };
                self.at += 1;
                path.steps.push(RawStep::Item(position));
                path.at.end = self.here().end;
                self.expect("]")?;
            } else {
                return Ok(path);
            }
        }
    }
}

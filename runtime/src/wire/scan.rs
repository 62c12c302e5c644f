//! DynamoDB's JSON as the service writes it: without blanks between, each value by its type.
//!
//! Whatever is written otherwise is not read here: [`Scan`] gives up with [`Odd`], and the SDK reads the whole answer.

use std::borrow::Cow;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use memchr::memchr2;

use super::value::{Attribute, Value};

/// Something that is not written as expected.
#[derive(Debug, PartialEq)]
pub(super) struct Odd;

pub(super) type Read<T> = Result<T, Odd>;

/// How deep lists and maps may lie in each other: twice what the service allows.
///
/// Developer guide, "Service, account, and table quotas": nested attribute depth up to 32 levels.
const DEEPEST: usize = 64;

/// A place in a text.
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Scan { text, at: 0 }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// Reads the members of an object.
    pub(super) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &'a str) -> Read<()>,
    ) -> Read<()> {
        self.each(b'{', b'}', |scan| {
            let name = scan.name()?;
            scan.byte(b':')?;
            member(scan, name)
        })
    }

    /// Reads the elements of an array.
    pub(super) fn array(&mut self, element: impl FnMut(&mut Self) -> Read<()>) -> Read<()> {
        self.each(b'[', b']', element)
    }

    fn each(
        &mut self,
        opens: u8,
        closes: u8,
        mut one: impl FnMut(&mut Self) -> Read<()>,
    ) -> Read<()> {
        self.byte(opens)?;
        if self.is_byte(closes) {
            return Ok(());
        }
        loop {
            one(self)?;
            if self.is_byte(closes) {
                return Ok(());
            }
            self.byte(b',')?;
        }
    }

    /// Reads the attributes of an item.
    pub(super) fn attributes(&mut self, into: &mut Vec<Attribute<'a>>) -> Read<()> {
        self.entries(into, 0)
    }

    fn entries(&mut self, into: &mut Vec<Attribute<'a>>, depth: usize) -> Read<()> {
        self.object(|scan, name| {
            into.push((name, scan.value(depth)?));
            Ok(())
        })
    }

    /// Reads a value that is all there is.
    pub(super) fn whole(mut self) -> Read<Value<'a>> {
        let value = self.value(0)?;
        self.is_at_end().then_some(value).ok_or(Odd)
    }

    /// Reads a value: an object with one member, named after its type.
    #[inline]
    fn value(&mut self, depth: usize) -> Read<Value<'a>> {
        // Nearly all are of these two.
        let value = if self.is_literal("{\"S\":") {
            Value::S(self.string()?)
        } else if self.is_literal("{\"N\":") {
            Value::N(self.string()?)
        } else {
            self.other_value(depth)?
        };
        self.byte(b'}')?;
        Ok(value)
    }

    fn other_value(&mut self, depth: usize) -> Read<Value<'a>> {
        if depth >= DEEPEST {
            return Err(Odd);
        }
        self.byte(b'{')?;
        let kind = self.name()?;
        self.byte(b':')?;
        Ok(match kind {
            "B" => self.binary()?,
            "BOOL" => Value::Bool(self.boolean()?),
            "NULL" => self.boolean().map(|_| Value::Null)?,
            "L" => Value::L(self.list(|scan| scan.value(depth + 1))?),
            "M" => {
                let mut entries = Vec::new();
                self.entries(&mut entries, depth + 1)?;
                Value::M(entries)
            }
            "SS" => Value::Ss(self.list(|scan| scan.string().map(Value::S))?),
            "NS" => Value::Ns(self.list(|scan| scan.string().map(Value::N))?),
            "BS" => Value::Bs(self.list(Self::binary)?),
            _ => return Err(Odd),
        })
    }

    fn list(&mut self, element: impl Fn(&mut Self) -> Read<Value<'a>>) -> Read<Vec<Value<'a>>> {
        let mut all = Vec::new();
        self.array(|scan| {
            all.push(element(scan)?);
            Ok(())
        })?;
        Ok(all)
    }

    fn boolean(&mut self) -> Read<bool> {
        if self.is_literal("true") {
            return Ok(true);
        }
        self.is_literal("false").then_some(false).ok_or(Odd)
    }

    fn binary(&mut self) -> Read<Value<'a>> {
        let bytes = BASE64_STANDARD.decode(self.string()?.as_bytes());
        bytes.map(Value::B).map_err(|_| Odd)
    }

    /// Reads a name. They are short, and hardly ever escaped.
    fn name(&mut self) -> Read<&'a str> {
        self.byte(b'"')?;
        let rest = self.text.as_bytes().get(self.at..).ok_or(Odd)?;
        let mut bytes = rest.iter();
        let length = bytes.position(|byte| matches!(byte, b'"' | b'\\'));
        let length = length.ok_or(Odd)?;
        let name = self.text.get(self.at..self.at + length).ok_or(Odd)?;
        self.at += length;
        self.byte(b'"')?;
        Ok(name)
    }

    /// Reads a string.
    fn string(&mut self) -> Read<Cow<'a, str>> {
        let opens = self.at;
        let is_escaped = self.step_over_string()?;
        let closes = self.at - 1;
        if !is_escaped {
            let plain = self.text.get(opens + 1..closes).ok_or(Odd)?;
            return Ok(Cow::Borrowed(plain));
        }
        let quoted = self.text.get(opens..=closes).ok_or(Odd)?;
        let unescaped = serde_json::from_str(quoted);
        unescaped.map(Cow::Owned).map_err(|_| Odd)
    }

    /// Steps over a string; whether something in it is escaped.
    fn step_over_string(&mut self) -> Read<bool> {
        self.byte(b'"')?;
        let mut is_escaped = false;
        loop {
            let rest = self.text.as_bytes().get(self.at..).ok_or(Odd)?;
            let length = memchr2(b'"', b'\\', rest).ok_or(Odd)?;
            self.at += length + 1;
            if rest[length] == b'"' {
                return Ok(is_escaped);
            }
            is_escaped = true;
            self.at += 1; // What is escaped, or the first of it.
        }
    }

    /// Steps over any value, and gives its text.
    pub(super) fn anything(&mut self) -> Read<&'a str> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            match self.peek().ok_or(Odd)? {
                b'"' => {
                    self.step_over_string()?;
                }
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b'}' | b']' | b',' if depth == 0 => break,
                _ => self.at += 1,
            }
        }
        self.text
            .get(start..self.at)
            .filter(|text| !text.is_empty())
            .ok_or(Odd)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over a byte, if it is this one.
    fn is_byte(&mut self, byte: u8) -> bool {
        let is_it = self.peek() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    fn byte(&mut self, byte: u8) -> Read<()> {
        self.is_byte(byte).then_some(()).ok_or(Odd)
    }

    /// Steps over a literal, if the text goes on with it.
    #[inline]
    fn is_literal(&mut self, literal: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..);
        let is_it = rest.is_some_and(|rest| rest.starts_with(literal.as_bytes()));
        self.at += if is_it { literal.len() } else { 0 };
        is_it
    }
}

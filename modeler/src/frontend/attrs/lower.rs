//! From the parts of attributes to nodes of a tree.

use std::borrow::Cow;

use proc_macro2::{Delimiter, Group, Span as TokenSpan, TokenStream, TokenTree};

use super::{
    Types,
    place::Places,
    values::Values,
    words::{self, Odd, Part, Words},
};
use crate::{
    findings::{Finding, Findings},
    frontend::tree::{DEEPEST, Kind, Node, Style},
    rules::syntax,
    source::Span,
};

/// A node that holds its text.
pub(super) type Owned = Node<'static>;
/// An entry of a mapping.
pub(super) type Pair = (Owned, Owned);

/// Lowers the tokens of one module.
pub(super) struct Lower<'a> {
    pub(super) places: &'a mut dyn Places,
    pub(super) findings: &'a mut Findings,
    /// The types of the module that fields may have.
    pub(super) values: Values,
    /// What is noted of them on the way.
    pub(super) types: Types,
    /// Names of the types of the module that do not derive `Value`.
    pub(super) plain: Vec<String>,
    /// Whether a type that is not known may be such a one: where the types of a struct are elsewhere.
    pub(super) alone: bool,
}

/// A field whose type knows itself how it is stored.
#[derive(Debug, Clone)]
pub struct OwnField {
    /// The struct.
    pub owner: String,
    /// The field.
    pub name: String,
    /// Its type, without the `Option` around it.
    pub kind: TokenStream,
}

/// A field whose type in the model is not read off its type in Rust.
#[derive(Debug, Clone)]
pub struct TypedField {
    /// The struct.
    pub owner: String,
    /// The field.
    pub name: String,
    /// Where its type starts.
    pub kind: TokenSpan,
}

/// What stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListOf {
    /// Names and values.
    Plain,
    /// Terms, of which `status = "paid"` is one.
    Terms,
}

impl Lower<'_> {
    /// Adds a finding.
    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The place of some words.
    pub(super) fn place(&mut self, words: &Words) -> Span {
        let (first, last) = words.ends();
        self.places.place(&words.text(), first, last)
    }

    /// The place of one token.
    pub(super) fn at(&mut self, text: &str, token: TokenSpan) -> Span {
        self.places.place(text, token, token)
    }

    /// The parts between some parentheses; what is none of them has a finding.
    pub(super) fn parts(&mut self, tokens: TokenStream) -> Vec<Part> {
        let mut parts = Vec::new();
        for part in words::parts(tokens) {
            match part {
                Ok(part) => parts.push(part),
                Err(Odd { words, message }) => {
                    let place = self.place(&words);
                    self.report(syntax::RULE.at(place, message));
                }
            }
        }
        parts
    }

    /// Parts as entries of a mapping; a word alone is a fact that holds.
    pub(super) fn pairs(&mut self, parts: Vec<Part>) -> Vec<Pair> {
        parts.into_iter().map(|part| self.pair(part)).collect()
    }

    /// One part as an entry of a mapping.
    pub(super) fn pair(&mut self, part: Part) -> Pair {
        match part {
            Part::Word(name) => {
                let name = self.scalar(&name);
                let holds = text("true", name.span);
                (name, holds)
            }
            Part::Pair(name, value) => (self.scalar(&name), self.value(&value)),
            Part::Group(name, group) => {
                let key = self.scalar(&name);
                let value = self.group(&name.text(), &key, &group);
                (key, value)
            }
        }
    }

    /// What the parentheses behind a name hold: a list, or a mapping where any part has a name.
    fn group(&mut self, name: &str, key: &Owned, group: &Group) -> Owned {
        let of = match name {
            "given" | "set" => ListOf::Terms,
            _ => ListOf::Plain,
        };
        let place = self.group_place(group);
        let parts = self.parts(group.stream());
        let named = |part: &Part| !matches!(part, Part::Word(_));
        if of == ListOf::Plain && parts.iter().any(named) {
            let pairs = self.pairs(parts);
            return map(pairs, key.span.to(place));
        }
        let items = parts.iter().map(|part| self.item(part, of)).collect();
        list(items, place)
    }

    fn group_place(&mut self, group: &Group) -> Span {
        let words = TokenTree::Group(group.clone()).to_string();
        self.places
            .place(&words, group.span_open(), group.span_close())
    }

    fn item(&mut self, part: &Part, of: ListOf) -> Owned {
        match (part, of) {
            (Part::Word(words), ListOf::Plain) => self.value(words),
            (Part::Word(words), ListOf::Terms) => self.scalar(words),
            (Part::Pair(name, value), ListOf::Terms) => {
                let term = [name.text(), value.term()].join(" = ");
                let place = self.places.place(&term, name.ends().0, value.ends().1);
                text(&term, place)
            }
            _ => {
                let (key, value) = self.pair(part.clone());
                let place = key.span.to(value.span);
                map(vec![(key, value)], place)
            }
        }
    }

    /// A value: a list in brackets, a mapping in parentheses, or a scalar.
    fn value(&mut self, words: &Words) -> Owned {
        match words.only() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
                let place = self.group_place(group);
                let parts = self.parts(group.stream());
                let items = parts.iter().map(|part| self.item(part, ListOf::Plain));
                list(items.collect(), place)
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                let place = self.group_place(group);
                let parts = self.parts(group.stream());
                let pairs = self.pairs(parts);
                map(pairs, place)
            }
            _ => self.scalar(words),
        }
    }

    /// A string, or whatever else stands there as the text it would be in a model.
    pub(super) fn scalar(&mut self, words: &Words) -> Owned {
        let (first, last) = words.ends();
        match words.string() {
            Some(value) => {
                let quoted = format!("\"{value}\"");
                let place = self.places.place(&quoted, first, last);
                scalar(value, Style::Quoted, place)
            }
            None => {
                let value = words.text();
                let place = self.places.place(&value, first, last);
                scalar(value, Style::Plain, place)
            }
        }
    }
}

/// A text without quotes.
pub(super) fn text(value: &str, place: Span) -> Owned {
    scalar(value.to_owned(), Style::Plain, place)
}

/// A text that is no number or keyword by accident.
pub(super) fn quoted(value: String, place: Span) -> Owned {
    scalar(value, Style::Quoted, place)
}

fn scalar(value: String, style: Style, place: Span) -> Owned {
    let text = Cow::Owned(value);
    Node::new(place, Kind::Scalar { text, style })
}

/// A list.
pub(super) fn list(items: Vec<Owned>, place: Span) -> Owned {
    let depth = deepest(&items);
    Node {
        depth,
        ..Node::new(place, Kind::List(items))
    }
}

/// A mapping.
pub(super) fn map(pairs: Vec<Pair>, place: Span) -> Owned {
    let nodes: Vec<Owned> = pairs.into_iter().flat_map(<[Owned; 2]>::from).collect();
    let depth = deepest(&nodes);
    Node {
        depth,
        ..Node::new(place, Kind::Map { nodes, flow: false })
    }
}

fn deepest(nodes: &[Owned]) -> u16 {
    let below = nodes.iter().map(|node| node.depth).max().unwrap_or(0);
    below.saturating_add(1).min(DEEPEST)
}

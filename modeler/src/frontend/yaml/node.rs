//! The tree that a text is read into: nodes that know their bytes.

use std::{borrow::Cow, rc::Rc};

use crate::source::Span;

/// Nesting beyond this is refused: by the parser inside the text, by the builder across aliases.
/// Everything that walks a tree may therefore recurse.
pub(super) const DEEPEST: u16 = 128;

/// A node and the bytes that it spans.
#[derive(Debug, Clone)]
pub(super) struct Node<'s> {
    pub(super) span: Span,
    pub(super) kind: Kind<'s>,
    /// How many levels of nodes it holds, aliases followed.
    pub(super) depth: u16,
}

/// What a node is.
#[derive(Debug, Clone)]
pub(super) enum Kind<'s> {
    Scalar {
        text: Cow<'s, str>,
        style: Style,
    },
    List(Vec<Node<'s>>),
    /// Keys and values in turn, as many of the one as of the other.
    Map {
        nodes: Vec<Node<'s>>,
        flow: bool,
    },
    /// An anchored node, or an alias of one: never a copy.
    Shared(Rc<Node<'s>>),
    /// Could not be read; has its finding.
    Invalid,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Quoted,
    Block,
}

impl<'s> Node<'s> {
    pub(super) fn new(span: Span, kind: Kind<'s>) -> Self {
        Self {
            span,
            kind,
            depth: 0,
        }
    }

    pub(super) fn invalid(span: Span) -> Self {
        Self::new(span, Kind::Invalid)
    }

    /// The node itself, behind anchors and aliases.
    pub(super) fn target(&self) -> &Self {
        match &self.kind {
            Kind::Shared(node) => node.target(),
            _ => self,
        }
    }

    /// The entries of a mapping.
    pub(super) fn pairs(&self) -> Option<&[[Self; 2]]> {
        match &self.target().kind {
            Kind::Map { nodes, .. } => Some(nodes.as_chunks().0),
            _ => None,
        }
    }

    /// The text of a scalar without quotes.
    pub(super) fn plain(&self) -> Option<&str> {
        match &self.target().kind {
            Kind::Scalar {
                text,
                style: Style::Plain,
            } => Some(text),
            _ => None,
        }
    }

    /// Whether nothing was written (`name:`).
    pub(super) fn is_empty(&self) -> bool {
        self.plain() == Some("")
    }

    /// Whether it is nothing (`name:`) or says so (`~`, `null`).
    pub(super) fn is_null(&self) -> bool {
        matches!(self.plain(), Some("" | "~" | "null" | "Null" | "NULL"))
    }

    /// What it is, for a sentence; `None` where a finding says so already.
    pub(super) fn found(&self) -> Option<&'static str> {
        match &self.target().kind {
            Kind::Scalar { .. } => Some("a single value"),
            Kind::List(_) => Some("a list"),
            Kind::Map { .. } => Some("a mapping"),
            Kind::Shared(_) | Kind::Invalid => None,
        }
    }
}

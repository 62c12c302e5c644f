//! Nodes: values of any shape that know their bytes.

use std::{borrow::Cow, rc::Rc};

use crate::source::Span;

/// Nesting beyond this is refused: by the parser inside the text, by the builder across aliases.
/// Everything that walks a tree may therefore recurse.
pub(in crate::frontend) const DEEPEST: u16 = 128;

/// A node and the bytes that it spans.
#[derive(Debug, Clone)]
pub(in crate::frontend) struct Node<'s> {
    pub(in crate::frontend) span: Span,
    pub(in crate::frontend) kind: Kind<'s>,
    /// How many levels of nodes it holds, aliases followed.
    pub(in crate::frontend) depth: u16,
}

/// What a node is.
#[derive(Debug, Clone)]
pub(in crate::frontend) enum Kind<'s> {
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
pub(in crate::frontend) enum Style {
    Plain,
    Quoted,
    Block,
}

impl<'s> Node<'s> {
    pub(in crate::frontend) fn new(span: Span, kind: Kind<'s>) -> Self {
        Self {
            span,
            kind,
            depth: 0,
        }
    }

    pub(in crate::frontend) fn invalid(span: Span) -> Self {
        Self::new(span, Kind::Invalid)
    }

    /// The node itself, behind anchors and aliases.
    pub(in crate::frontend) fn target(&self) -> &Self {
        match &self.kind {
            Kind::Shared(node) => node.target(),
            _ => self,
        }
    }

    /// The entries of a mapping.
    pub(in crate::frontend) fn pairs(&self) -> Option<&[[Self; 2]]> {
        match &self.target().kind {
            Kind::Map { nodes, .. } => Some(nodes.as_chunks().0),
            _ => None,
        }
    }

    /// The text of a scalar without quotes.
    pub(in crate::frontend) fn plain(&self) -> Option<&str> {
        match &self.target().kind {
            Kind::Scalar {
                text,
                style: Style::Plain,
            } => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar.
    pub(in crate::frontend) fn scalar(&self) -> Option<&str> {
        match &self.target().kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether nothing was written (`name:`).
    pub(in crate::frontend) fn is_empty(&self) -> bool {
        self.plain() == Some("")
    }

    /// Whether it is nothing (`name:`) or says so (`~`, `null`).
    pub(in crate::frontend) fn is_null(&self) -> bool {
        matches!(self.plain(), Some("" | "~" | "null" | "Null" | "NULL"))
    }

    /// What it is, for a sentence; `None` where a finding says so already.
    pub(in crate::frontend) fn found(&self) -> Option<&'static str> {
        match &self.target().kind {
            Kind::Scalar { .. } => Some("a single value"),
            Kind::List(_) => Some("a list"),
            Kind::Map { .. } => Some("a mapping"),
            Kind::Shared(_) | Kind::Invalid => None,
        }
    }
}

//! From the events of a parser to a tree of nodes.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::{
    findings::Findings,
    frontend::tree::{DEEPEST, Kind, Node},
    rules::syntax,
    source::Span,
};

/// A list or mapping that is still open.
#[derive(Debug)]
struct Frame {
    anchor: usize,
    start: Span,
    flow: bool,
    map: bool,
    /// How many of the builder's nodes are not its own.
    before: usize,
}

/// Builds the tree of one document.
#[derive(Debug, Default)]
pub(super) struct Builder<'s> {
    pub(super) findings: Findings,
    open: Vec<Frame>,
    /// The nodes of all open lists and mappings, so that each is allocated once, when it closes.
    nodes: Vec<Node<'s>>,
    anchors: FxHashMap<usize, Rc<Node<'s>>>,
    root: Option<Node<'s>>,
    too_deep: bool,
}

impl<'s> Builder<'s> {
    /// A list or mapping begins.
    pub(super) fn begin(&mut self, start: Span, flow: bool, map: bool, anchor: usize) {
        self.open.push(Frame {
            anchor,
            start,
            flow,
            map,
            before: self.nodes.len(),
        });
    }

    /// The innermost list or mapping ends.
    pub(super) fn end(&mut self, end: Span) {
        if let Some(frame) = self.open.pop() {
            self.close(&frame, Some(end));
        }
    }

    /// A node is complete.
    pub(super) fn push(&mut self, mut node: Node<'s>, anchor: usize) {
        if anchor != 0 {
            let (span, depth) = (node.span, node.depth);
            let shared = Rc::new(node);
            self.anchors.insert(anchor, Rc::clone(&shared));
            node = Node {
                span,
                kind: Kind::Shared(shared),
                depth,
            };
        }
        if self.open.is_empty() {
            self.root = Some(node);
        } else {
            self.nodes.push(node);
        }
    }

    /// An alias stands for the node of its anchor.
    pub(super) fn alias(&mut self, anchor: usize, span: Span) {
        let complaint = match self.anchors.get(&anchor) {
            Some(target) if target.depth < DEEPEST => {
                let kind = Kind::Shared(Rc::clone(target));
                let node = Node {
                    span,
                    kind,
                    depth: target.depth + 1,
                };
                return self.push(node, 0);
            }
            // One such alias is rarely alone.
            Some(_) if std::mem::replace(&mut self.too_deep, true) => None,
            Some(_) => Some("aliases are nested too deeply here"),
            // Its anchor is still open: the node would hold itself.
            None => Some("this alias stands inside its own anchor"),
        };
        self.findings
            .extend(complaint.map(|complaint| syntax::RULE.at(span, complaint)));
        self.push(Node::invalid(span), 0);
    }

    /// An alias without an anchor.
    pub(super) fn dangling(&mut self, name: &str, span: Span) {
        let message = format!("there is no anchor `{name}` before this");
        self.findings
            .push(syntax::RULE.at(span, message).label("refers to nothing"));
        self.push(Node::invalid(span), 0);
    }

    /// Where the innermost bracket that is still open stands.
    pub(super) fn open_bracket(&self) -> Option<Span> {
        self.open
            .last()
            .filter(|frame| frame.flow)
            .map(|frame| frame.start)
    }

    /// Where the outermost of the brackets that are still open stands.
    pub(super) fn outer_bracket(&self) -> Option<Span> {
        self.open
            .iter()
            .find(|frame| frame.flow)
            .map(|frame| frame.start)
    }

    /// The tree. Whatever a mistake of syntax left open is closed.
    pub(super) fn finish(mut self) -> (Option<Node<'s>>, Findings) {
        while let Some(frame) = self.open.pop() {
            self.close(&frame, None);
        }
        (self.root, self.findings)
    }

    /// Makes the node of a frame. The parser's own ends of block nodes are zero-width and lie at
    /// the next token, so a block node reaches from its first to its last child.
    fn close(&mut self, frame: &Frame, end: Option<Span>) {
        let mut nodes: Vec<_> = self.nodes.drain(frame.before..).collect();
        let last = nodes.last().map_or(frame.start, |node| node.span);
        let span = match end {
            Some(end) if frame.flow => frame.start.to(end),
            _ if frame.flow => frame.start.to(last),
            _ => nodes
                .first()
                .map_or(frame.start, |first| first.span.to(last)),
        };
        let depth = nodes
            .iter()
            .map(|node| node.depth.saturating_add(1))
            .max()
            .unwrap_or(1);
        let kind = if frame.map {
            if !nodes.len().is_multiple_of(2) {
                // Only a mistake of syntax leaves a key without its value.
                nodes.push(Node::invalid(last));
            }
            Kind::Map {
                nodes,
                flow: frame.flow,
            }
        } else {
            Kind::List(nodes)
        };
        self.push(Node { span, kind, depth }, frame.anchor);
    }
}

//! From text to a tree of spanned nodes: the only file that knows the parser.

use std::{borrow::Cow, rc::Rc};

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};
use rustc_hash::FxHashMap;

use crate::{findings::Finding, rules::syntax, source::Span};

/// Nesting beyond this is refused: by the parser inside the text, here across aliases.
const DEEPEST: u16 = 128;

/// A node and the bytes that it spans.
#[derive(Debug, Clone)]
pub(super) struct Node<'s> {
    pub(super) span: Span,
    pub(super) kind: Kind<'s>,
    depth: u16,
}

/// What a node is.
#[derive(Debug, Clone)]
pub(super) enum Kind<'s> {
    Scalar { text: Cow<'s, str>, style: Style },
    List(Vec<Node<'s>>),
    Map { entries: Vec<(Node<'s>, Node<'s>)>, flow: bool },
    /// An anchored node, or an alias of one.
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
    fn invalid(span: Span) -> Self {
        Self { span, kind: Kind::Invalid, depth: 0 }
    }

    /// The node itself, behind anchors and aliases.
    pub(super) fn target(&self) -> &Self {
        match &self.kind {
            Kind::Shared(node) => node.target(),
            _ => self,
        }
    }

    /// Whether it is an empty value (`name:`, `~`, `null`).
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.target().kind, Kind::Scalar { text, style: Style::Plain } if matches!(&**text, "" | "~" | "null" | "Null" | "NULL"))
    }
}

/// The first document of a text. After a mistake of syntax what was read until then is still there.
pub(super) fn parse<'s>(text: &'s str, findings: &mut Vec<Finding>) -> Option<Node<'s>> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        max_buffered_comment_events: 1_000_000,
        block_nesting_limit: DEEPEST as usize,
        flow_nesting_limit: DEEPEST as usize,
        strict_indentation: true,
    };
    let mut builder = Builder { findings, open: Vec::new(), anchors: FxHashMap::default(), root: None, documents: 0 };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                let bytes = span.byte_range().unwrap_or(0..0);
                builder.event(event, Span::new(bytes.start, bytes.end));
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                let message = error.info();
                let first = message.lines().next().unwrap_or("this is not YAML").to_owned();
                let finding = syntax::RULE.at(Span::new(at, at), first);
                builder.findings.push(finding.label("the rest of the file was not read"));
                break;
            }
        }
    }
    builder.finish()
}

struct Frame<'s> {
    anchor: usize,
    start: Span,
    flow: bool,
    map: bool,
    nodes: Vec<Node<'s>>,
}

struct Builder<'s, 'f> {
    findings: &'f mut Vec<Finding>,
    open: Vec<Frame<'s>>,
    anchors: FxHashMap<usize, Rc<Node<'s>>>,
    root: Option<Node<'s>>,
    documents: usize,
}

impl<'s> Builder<'s, '_> {
    fn event(&mut self, event: Event<'s>, span: Span) {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                    _ => Style::Block,
                };
                self.push(Node { span, kind: Kind::Scalar { text, style }, depth: 0 }, anchor);
            }
            Event::SequenceStart(style, anchor, _) => self.begin(span, style, anchor, false),
            Event::MappingStart(style, anchor, _) => self.begin(span, style, anchor, true),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(name) => {
                let message = format!("there is no anchor `{name}` before this");
                self.findings.push(syntax::RULE.at(span, message));
                self.push(Node::invalid(span), 0);
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    let message = "a file holds one model, and a second document starts here";
                    self.findings.push(syntax::RULE.at(span, message));
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, start: Span, style: StructureStyle, anchor: usize, map: bool) {
        let flow = matches!(style, StructureStyle::Flow);
        self.open.push(Frame { anchor, start, flow, map, nodes: Vec::new() });
    }

    fn end(&mut self, end: Span) {
        let Some(frame) = self.open.pop() else { return };
        let (node, anchor) = close(frame, Some(end));
        self.push(node, anchor);
    }

    fn push(&mut self, mut node: Node<'s>, anchor: usize) {
        if anchor != 0 {
            let (span, depth) = (node.span, node.depth);
            let shared = Rc::new(node);
            self.anchors.insert(anchor, Rc::clone(&shared));
            node = Node { span, kind: Kind::Shared(shared), depth };
        }
        match self.open.last_mut() {
            Some(frame) => frame.nodes.push(node),
            None if self.documents <= 1 => self.root = Some(node),
            None => {}
        }
    }

    fn alias(&mut self, id: usize, span: Span) {
        let node = match self.anchors.get(&id) {
            Some(target) if target.depth < DEEPEST => {
                Node { span, kind: Kind::Shared(Rc::clone(target)), depth: target.depth + 1 }
            }
            Some(_) => {
                self.findings.push(syntax::RULE.at(span, "aliases are nested too deeply here"));
                Node::invalid(span)
            }
            // Its anchor is still open: the node would hold itself.
            None => {
                self.findings.push(syntax::RULE.at(span, "this alias stands inside its own anchor"));
                Node::invalid(span)
            }
        };
        self.push(node, 0);
    }

    /// Closes what a mistake of syntax left open.
    fn finish(mut self) -> Option<Node<'s>> {
        while let Some(frame) = self.open.pop() {
            let (node, anchor) = close(frame, None);
            self.push(node, anchor);
        }
        self.root
    }
}

/// The node of a frame. The parser's own ends of block nodes are zero-width and lie at the next token,
/// so a block node reaches from its first to its last child.
fn close<'s>(frame: Frame<'s>, end: Option<Span>) -> (Node<'s>, usize) {
    let last = frame.nodes.last().map_or(frame.start, |node| node.span);
    let span = match end {
        Some(end) if frame.flow => frame.start.to(end),
        _ => frame.nodes.first().map_or(frame.start, |first| first.span.to(last)),
    };
    let depth = frame.nodes.iter().map(|node| node.depth.saturating_add(1)).max().unwrap_or(1);
    let kind = if frame.map {
        let mut entries = Vec::with_capacity(frame.nodes.len() / 2);
        let mut nodes = frame.nodes.into_iter();
        while let Some(key) = nodes.next() {
            let value = nodes.next().unwrap_or_else(|| Node::invalid(key.span));
            entries.push((key, value));
        }
        Kind::Map { entries, flow: frame.flow }
    } else {
        Kind::List(frame.nodes)
    };
    (Node { span, kind, depth }, frame.anchor)
}

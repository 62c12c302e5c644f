//! From text to a tree of nodes: the only file that knows the parser.

use std::borrow::Cow;

use granit_parser::{
    ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, StructureStyle, Tag,
};

use super::builder::Builder;
use crate::{
    findings::{Finding, Findings},
    frontend::{
        bytes,
        tree::{DEEPEST, Kind, Node, Style, eaten},
    },
    rules::syntax,
    source::Span,
};

/// What became of a text.
#[derive(Debug)]
pub(super) struct Document<'s> {
    /// The tree; after a mistake of syntax, of what stands before it.
    pub(super) root: Option<Node<'s>>,
    /// What was wrong.
    pub(super) findings: Findings,
    /// The template without quotes that stopped the parser, where one did, and what YAML takes it
    /// for. It is not among the findings.
    pub(super) eaten: Option<(Span, &'static str)>,
}

/// Reads the first document of a text.
pub(super) fn parse(text: &str) -> Document<'_> {
    let mut builder = Builder::default();
    let mut stopped = None;
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options()) {
        match event {
            Ok((Event::DocumentStart(..), span)) if documents == 1 => {
                let message = "a file holds one model, and a second document starts here";
                let finding = syntax::RULE.at(bytes_of(&span), message);
                builder
                    .findings
                    .push(finding.label("the rest of the file was not read"));
                break;
            }
            Ok((Event::DocumentStart(..), _)) => documents += 1,
            Ok((event, span)) => take(&mut builder, text, event, &span),
            Err(error) => {
                let at = place(text, &error);
                stopped = eaten_before(text, at, &builder);
                if stopped.is_none() {
                    let finding = complaint(text, at, &error, &builder);
                    builder.findings.push(finding);
                }
                break;
            }
        }
    }
    let (root, findings) = builder.finish();
    Document {
        root,
        findings,
        eaten: stopped,
    }
}

fn eaten_before(text: &str, at: usize, builder: &Builder<'_>) -> Option<(Span, &'static str)> {
    if let Some(span) = eaten::by_braces(text, at) {
        return Some((span, eaten::A_MAPPING));
    }
    let bracket = builder.outer_bracket()?.start as usize;
    Some((
        eaten::by_comment(text, Span::new(bracket, at))?,
        eaten::A_COMMENT,
    ))
}

fn options() -> Options {
    granit_parser::options! {
        // Comments cost time, and long runs of them are an error when they are asked for.
        emit_comments: false,
        emit_unresolved_aliases: true,
        block_nesting_limit: DEEPEST as usize,
        flow_nesting_limit: DEEPEST as usize,
        // Without it an unclosed quote or bracket is noticed only at the end of the file.
        strict_indentation: true,
    }
}

fn take<'s>(
    builder: &mut Builder<'s>,
    source: &'s str,
    event: Event<'s>,
    at: &granit_parser::Span,
) {
    let span = bytes_of(at);
    match event {
        Event::Scalar(text, style, anchor, tag) => {
            let style = match style {
                ScalarStyle::Plain => Style::Plain,
                ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                _ => Style::Block,
            };
            tagged(builder, tag.as_ref(), at);
            let node = if span.start == span.end {
                unwritten(source, span)
            } else {
                Node::new(span, Kind::Scalar { text, style })
            };
            builder.push(node, anchor);
        }
        Event::SequenceStart(style, anchor, tag) => {
            tagged(builder, tag.as_ref(), at);
            builder.begin(span, style == StructureStyle::Flow, false, anchor);
        }
        Event::MappingStart(style, anchor, tag) => {
            tagged(builder, tag.as_ref(), at);
            builder.begin(span, style == StructureStyle::Flow, true, anchor);
        }
        Event::SequenceEnd | Event::MappingEnd => builder.end(span),
        Event::Alias(anchor) => builder.alias(anchor, span),
        Event::UnresolvedAlias(name) => builder.dangling(&name, span),
        _ => {}
    }
}

/// A value that was not written. The parser's word for it is `~`, and its place is before the `:`.
fn unwritten(source: &str, span: Span) -> Node<'static> {
    let colon = source.as_bytes().get(span.start as usize) == Some(&b':');
    let at = span.start as usize + usize::from(colon);
    let text = Cow::Borrowed("");
    Node::new(
        Span::new(at, at),
        Kind::Scalar {
            text,
            style: Style::Plain,
        },
    )
}

/// A tag would be ignored, so it is refused.
fn tagged(builder: &mut Builder<'_>, tag: Option<&Cow<'_, Tag>>, at: &granit_parser::Span) {
    if tag.is_some() {
        let span = at
            .tag_span()
            .map_or_else(|| bytes_of(at), |tag| bytes_of(&tag));
        let finding = syntax::RULE.at(span, "tags of YAML mean nothing in a model");
        builder
            .findings
            .push(finding.help("leave it out; quotes make a text of a number"));
    }
}

fn bytes_of(span: &granit_parser::Span) -> Span {
    // Always there for a text in memory.
    let bytes = span.byte_range().unwrap_or_default();
    Span::new(bytes.start, bytes.end)
}

/// The byte of an error, on the boundary of a character.
fn place(text: &str, error: &ScanError) -> usize {
    text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()))
}

/// An error of the parser, in words for people who write models.
fn complaint(text: &str, at: usize, error: &ScanError, builder: &Builder<'_>) -> Finding {
    if let Some(tab) = bytes::tab_near(text, at) {
        let message = "a tab indents this line, and YAML takes only spaces";
        return syntax::RULE
            .at(tab, message)
            .label("the rest of the file was not read");
    }
    let span = Span::new(at, bytes::end_of_char(text, at));
    let finding = syntax::RULE.at(span, words(error.kind(), text[at..].trim().is_empty()));
    let finding = finding.label("the rest of the file was not read");
    match builder.open_bracket() {
        Some(bracket) if bracket.start != span.start => {
            finding.related(bracket, "this bracket is still open")
        }
        _ => finding,
    }
}

fn words(kind: &ErrorKind, at_the_end: bool) -> String {
    use ErrorKind as E;
    let words = match kind {
        E::ExpectedFlowMappingSeparator => "expected `,` or `}` here",
        E::ExpectedFlowSequenceSeparator => "expected `,` or `]` here",
        E::UnclosedFlowCollection { .. } => "a bracket is never closed",
        E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnexpectedEofFlowSequence
            if at_the_end =>
        {
            "a bracket is never closed"
        }
        E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnexpectedEofFlowSequence
        | E::ExpectedNodeContent => "expected a value here",
        E::MismatchedFlowCollectionEnd { open, close } => {
            return format!("a `{open}` is closed by `{close}`");
        }
        E::MisplacedFlowCollectionEnd => "this bracket closes nothing",
        E::UnclosedQuotedScalar => "a quote is never closed",
        E::InvalidQuotedScalarIndent => {
            "a text in quotes goes on here without indentation; a quote before it is not closed"
        }
        E::InvalidIndentation | E::InvalidFlowScalarIndent => {
            "this line is indented too little; a quote or a bracket before it may be open"
        }
        E::ExpectedBlockMappingKey => "expected a key here, indented like the keys before it",
        E::ExpectedBlockSequenceEntry => "expected `-` here, indented like the items before it",
        E::SimpleKeyExpected | E::InvalidSimpleKey => "this key has no `:`",
        E::MappingValueNotAllowed => "a `:` cannot stand here; a text that holds `: ` is quoted",
        E::UnknownQuotedScalarEscape => {
            "there is no such escape; in single quotes a backslash is a backslash"
        }
        E::RecursionLimitExceeded => return format!("nested more than {DEEPEST} levels deep"),
        E::DocumentIndicatorInQuotedScalar => "a quote before this is not closed",
        other => return other.to_string(),
    };
    words.to_owned()
}

//! Findings in rustc's manner: the only file that knows the renderer.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use tablewright_modeler::{
    findings::{self, Finding, Fix},
    source::{SourceFile, Span},
};

use crate::files::Model;

/// Lines around a place that are shown with it.
const AROUND: usize = 2;
/// Lines that fit on a screen.
const SCREEN: usize = 40;

/// How much is told.
struct Detail {
    patch: bool,
    related: usize,
    notes: usize,
}

/// From everything to what fits on any screen.
const DETAILS: [Detail; 4] = [
    Detail {
        patch: true,
        related: usize::MAX,
        notes: usize::MAX,
    },
    Detail {
        patch: false,
        related: 6,
        notes: 6,
    },
    Detail {
        patch: false,
        related: 2,
        notes: 3,
    },
    Detail {
        patch: false,
        related: 0,
        notes: 1,
    },
];

/// All findings of all models, a blank line between them.
pub(crate) fn human(models: &[Model], color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for model in models {
        for finding in &model.checked.findings {
            text.push_str(&one(&renderer, &model.checked.source, finding));
            text.push_str("\n\n");
        }
    }
    text
}

/// One finding, with as much as fits on a screen.
fn one(renderer: &Renderer, source: &SourceFile, finding: &Finding) -> String {
    let mut text = String::new();
    for detail in &DETAILS {
        text = renderer.render(&groups(source, finding, detail));
        if text.lines().count() <= SCREEN {
            break;
        }
    }
    text
}

fn groups<'a>(source: &'a SourceFile, finding: &'a Finding, detail: &Detail) -> Vec<Group<'a>> {
    let level = match finding.level {
        findings::Level::Error => Level::ERROR,
        findings::Level::Warn => Level::WARNING,
        findings::Level::Info => Level::INFO,
    };
    let shown = &finding.related[..finding.related.len().min(detail.related)];
    let places = std::iter::once(&finding.primary).chain(shown);
    let window = Window::around(source, places.map(|label| label.span));
    let mut snippet = window.snippet(source).annotation(label(
        AnnotationKind::Primary.span(window.range(source, finding.primary.span)),
        &finding.primary.text,
    ));
    for related in shown {
        let kind = AnnotationKind::Context.span(window.range(source, related.span));
        snippet = snippet.annotation(label(kind, &related.text));
    }
    let mut main = level
        .primary_title(finding.message.as_str())
        .id(finding.rule.id)
        .element(snippet);
    let hidden = finding.related.len() - shown.len();
    if hidden > 0 {
        main = main.element(Level::NOTE.message(format!("and {hidden} more places")));
    }
    for note in finding.notes.iter().take(detail.notes) {
        main = main.element(Level::NOTE.message(note.as_str()));
    }
    let mut groups = Vec::new();
    let title = finding.help.as_deref();
    match &finding.fix {
        Some(fix) => {
            if let Some(help) = title.filter(|help| *help != fix.title) {
                main = main.element(Level::HELP.message(help));
            }
            groups.push(main);
            groups.push(change(source, fix, detail.patch));
        }
        None => {
            if let Some(help) = title {
                main = main.element(Level::HELP.message(help));
            }
            groups.push(main);
        }
    }
    groups
}

fn label<'a>(annotation: Annotation<'a>, text: &'a str) -> Annotation<'a> {
    if text.is_empty() {
        annotation
    } else {
        annotation.label(text)
    }
}

/// A fix as a diff; its title alone where there is no room for it, or nothing that can be drawn.
fn change<'a>(source: &'a SourceFile, fix: &'a Fix, patch: bool) -> Group<'a> {
    let title = Level::HELP.secondary_title(fix.title.as_str());
    let apart = fix
        .edits
        .windows(2)
        .all(|pair| pair[0].span.end <= pair[1].span.start);
    let whole = |span: Span| {
        let (start, end) = (span.start as usize, span.end as usize);
        source.text.get(start..end).is_some()
    };
    let drawable = apart && fix.edits.iter().all(|edit| whole(edit.span));
    if !patch || !drawable || fix.edits.is_empty() {
        return Group::with_title(title);
    }
    let window = Window::around(source, fix.edits.iter().map(|edit| edit.span));
    let patches = fix
        .edits
        .iter()
        .map(|edit| Patch::new(window.range(source, edit.span), edit.text.as_str()));
    let snippet = Snippet::source(window.text(source))
        .line_start(window.first)
        .path(source.name.as_str())
        .patches(patches);
    title.element(snippet)
}

/// The lines of a file that a finding is about. The renderer looks through all that it is given, so it
/// gets no more than that.
struct Window {
    first: usize,
    bytes: Range<usize>,
}

impl Window {
    fn around(source: &SourceFile, spans: impl Iterator<Item = Span>) -> Self {
        let (mut first, mut last) = (usize::MAX, 0);
        for span in spans {
            first = first.min(source.place(span.start).line);
            last = last.max(source.place(span.end).line);
        }
        let first = first.saturating_sub(AROUND).max(1);
        let start = source.line_start(first);
        let end = source.line_start(last + AROUND + 1);
        Self {
            first,
            bytes: start..end,
        }
    }

    fn text<'a>(&self, source: &'a SourceFile) -> &'a str {
        &source.text[self.bytes.clone()]
    }

    fn snippet<'a>(&self, source: &'a SourceFile) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(self.text(source))
            .line_start(self.first)
            .path(source.name.as_str())
    }

    /// A span inside the window, on character boundaries: the renderer panics on any other.
    fn range(&self, source: &SourceFile, span: Span) -> Range<usize> {
        let clamp = |byte: u32| {
            let mut byte = (byte as usize).clamp(self.bytes.start, self.bytes.end);
            while !source.text.is_char_boundary(byte) {
                byte -= 1;
            }
            byte - self.bytes.start
        };
        clamp(span.start)..clamp(span.end.max(span.start))
    }
}

#[cfg(test)]
mod tests;

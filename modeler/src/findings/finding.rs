//! One finding: facts first, the words at the edge.

use std::collections::BTreeMap;

use crate::{rules::Rule, source::Span};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Works, and will hurt.
    Warn,
    /// Does not work.
    Error,
}

impl Level {
    /// `error`, `warn` or `info`, as in the JSON output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
        }
    }
}

/// Something a rule found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: &'static Rule,
    /// Its level here.
    pub level: Level,
    /// One line that says what is wrong.
    pub message: String,
    /// The place, and the few words beside its underline.
    pub primary: Label,
    /// Other places that explain it.
    pub related: Vec<Label>,
    /// Facts that explain it, a sentence each.
    pub notes: Vec<String>,
    /// What to do, a sentence or two.
    pub help: Option<String>,
    /// A change of the source that mends it.
    pub fix: Option<Fix>,
    /// What it is about.
    pub subject: Subject,
    /// The numbers behind it, by name.
    pub numbers: BTreeMap<&'static str, f64>,
}

/// A place with a few words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The words; may be empty.
    pub text: String,
}

/// What a finding is about, by name. Absent facts are `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The table.
    pub table: Option<String>,
    /// The index.
    pub index: Option<String>,
    /// The entity.
    pub entity: Option<String>,
    /// The access pattern.
    pub pattern: Option<String>,
}

/// A change of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, as a help line: "add an index entry to `Order`".
    pub title: String,
    /// Whether it can be applied without a person looking at it.
    pub safe: bool,
    /// The edits, in order of place, without overlaps.
    pub edits: Vec<Edit>,
}

/// Replaces the bytes of a span; an empty span inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Finding {
    /// A finding at the rule's own level.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
            subject: Subject::default(),
            numbers: BTreeMap::new(),
        }
    }

    /// The words beside the underline.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Another place that explains it.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// A fact that explains it.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// What to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// A change that mends it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Another level than the rule's own.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// A number behind it.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: f64) -> Self {
        self.numbers.insert(name, value);
        self
    }

    /// The table it is about.
    #[must_use]
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.subject.table = Some(name.into());
        self
    }

    /// The index it is about.
    #[must_use]
    pub fn index(mut self, name: impl Into<String>) -> Self {
        self.subject.index = Some(name.into());
        self
    }

    /// The entity it is about.
    #[must_use]
    pub fn entity(mut self, name: impl Into<String>) -> Self {
        self.subject.entity = Some(name.into());
        self
    }

    /// The access pattern it is about.
    #[must_use]
    pub fn pattern(mut self, name: impl Into<String>) -> Self {
        self.subject.pattern = Some(name.into());
        self
    }
}

//! What stands between the parentheses of an attribute: words, pairs and groups, separated by commas.

use proc_macro2::{Delimiter, Group, Literal, Spacing, Span as TokenSpan, TokenStream, TokenTree};

/// One of the parts of an attribute.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// `optional`, or a literal.
    Word(Words),
    /// `limit = 20`.
    Pair(Words, Words),
    /// `given(customer_id)`.
    Group(Words, Group),
}

/// Some tokens in a row, at least one.
#[derive(Debug, Clone)]
pub(super) struct Words {
    first: TokenTree,
    rest: Vec<TokenTree>,
}

/// Tokens that are no part of an attribute, and what is wrong with them.
#[derive(Debug)]
pub(super) struct Odd {
    pub(super) words: Words,
    pub(super) message: &'static str,
}

/// Splits what stands between parentheses at its commas.
pub(super) fn parts(tokens: TokenStream) -> Vec<Result<Part, Odd>> {
    let mut parts = Vec::new();
    let mut open: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let comma = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == ',');
        if !comma {
            open.push(token);
        } else if let Some(words) = Words::new(std::mem::take(&mut open)) {
            parts.push(part(words));
        } else if let Some(words) = Words::new(vec![token]) {
            let message = "nothing stands before this comma";
            parts.push(Err(Odd { words, message }));
        }
    }
    parts.extend(Words::new(open).map(part));
    parts
}

fn part(words: Words) -> Result<Part, Odd> {
    let all: Vec<TokenTree> = words.tokens().cloned().collect();
    if let Some(next) = after_parentheses(&all) {
        return Err(Odd {
            words: next,
            message: "a comma is missing before this",
        });
    }
    if let Some(at) = equals(&all) {
        let (name, value) = (all[..at].to_vec(), all[at + 1..].to_vec());
        return match (Words::new(name), Words::new(value)) {
            (Some(name), Some(value)) => Ok(Part::Pair(name, value)),
            (None, _) => Err(Odd {
                words,
                message: "a name is missing before `=`",
            }),
            (_, None) => Err(Odd {
                words,
                message: "a value is missing after `=`",
            }),
        };
    }
    if let [name @ .., TokenTree::Group(group)] = all.as_slice()
        && group.delimiter() == Delimiter::Parenthesis
        && let Some(name) = Words::new(name.to_vec())
    {
        return Ok(Part::Group(name, group.clone()));
    }
    Ok(Part::Word(words))
}

/// What follows parentheses directly: `given(author) order(…)`.
fn after_parentheses(tokens: &[TokenTree]) -> Option<Words> {
    let at = tokens.windows(2).position(|pair| match pair {
        [TokenTree::Group(group), TokenTree::Ident(_)] => {
            group.delimiter() == Delimiter::Parenthesis
        }
        _ => false,
    })?;
    Words::new(vec![tokens[at + 1].clone()])
}

/// Where the first `=` stands that is no part of another sign.
fn equals(tokens: &[TokenTree]) -> Option<usize> {
    let mut joined = false;
    tokens.iter().position(|token| {
        let TokenTree::Punct(sign) = token else {
            joined = false;
            return false;
        };
        // `= :name` and `=:name` are both an equals sign and a parameter.
        let alone = sign.as_char() == '=' && !joined;
        joined =
            sign.spacing() == Spacing::Joint && matches!(sign.as_char(), '<' | '>' | '!' | '=');
        alone
    })
}

impl Words {
    fn new(tokens: Vec<TokenTree>) -> Option<Self> {
        let mut tokens = tokens.into_iter();
        let first = tokens.next()?;
        Some(Self {
            first,
            rest: tokens.collect(),
        })
    }

    /// The tokens.
    pub(super) fn tokens(&self) -> impl Iterator<Item = &TokenTree> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// Where the first token stands, and where the last.
    pub(super) fn ends(&self) -> (TokenSpan, TokenSpan) {
        let last = self.rest.last().unwrap_or(&self.first);
        (start(&self.first), end(last))
    }

    /// The only token.
    pub(super) fn only(&self) -> Option<&TokenTree> {
        self.rest.is_empty().then_some(&self.first)
    }

    /// The text of a string, where that is all there is.
    pub(super) fn string(&self) -> Option<String> {
        match self.only()? {
            TokenTree::Literal(literal) => string(literal),
            _ => None,
        }
    }

    /// The same where a number has no underscores: `70_000` in a term.
    pub(super) fn term(&self) -> String {
        let text = self.text();
        let number = self
            .only()
            .is_some_and(|only| matches!(only, TokenTree::Literal(_)));
        if number && !text.starts_with('\'') {
            return text.replace('_', "");
        }
        text
    }

    /// As the model language writes it: `status = 'paid'`, `90 days`, `300/s`.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let mut word = false;
        for token in self.tokens() {
            push(&mut out, &mut word, token);
        }
        out
    }
}

fn push(out: &mut String, word: &mut bool, token: &TokenTree) {
    let wordy = match token {
        TokenTree::Ident(_) | TokenTree::Literal(_) => true,
        TokenTree::Punct(sign) => sign.as_char() == ':',
        TokenTree::Group(_) => false,
    };
    if *word && wordy {
        out.push(' ');
    }
    match token {
        TokenTree::Ident(name) => out.push_str(plain(&name.to_string())),
        TokenTree::Literal(literal) => out.push_str(&written(literal)),
        TokenTree::Punct(sign) => out.push(sign.as_char()),
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Brace => ("{", "}"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::None => ("", ""),
            };
            out.push_str(open);
            let mut inside = false;
            for token in group.stream() {
                push(out, &mut inside, &token);
            }
            out.push_str(close);
        }
    }
    *word = matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
}

/// A literal inside of a text: strings have the quotes of the model language.
fn written(literal: &Literal) -> String {
    if let Some(text) = string(literal) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    literal.to_string()
}

fn string(literal: &Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// A name without the `r#` that keeps it from being a keyword.
pub(super) fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

fn start(token: &TokenTree) -> TokenSpan {
    match token {
        TokenTree::Group(group) => group.span_open(),
        token => token.span(),
    }
}

fn end(token: &TokenTree) -> TokenSpan {
    match token {
        TokenTree::Group(group) => group.span_close(),
        token => token.span(),
    }
}

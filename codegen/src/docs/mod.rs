//! Documentation of the generated code: words about types, keys and requests.

mod attributes;
mod conditions;
mod operations;
mod writes;

pub(crate) use attributes::{about_attribute, about_field};
pub(crate) use conditions::condition;
pub(crate) use operations::{operation, template};

use conditions::change;

use proc_macro2::TokenStream;
use quote::quote;

/// Columns that a line of documentation may take, its indentation and slashes aside.
const WIDTH: usize = 92;

/// Paragraphs as `///`.
pub(crate) fn outer(paragraphs: &[String]) -> TokenStream {
    let lines = lines(paragraphs);
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            line.clone()
        } else {
            [" ", line].concat()
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// One sentence as `///`.
pub(crate) fn sentence(text: impl Into<String>) -> TokenStream {
    outer(&[text.into()])
}

/// Paragraphs as lines, with an empty one between two. A paragraph of several lines keeps them.
pub(crate) fn lines(paragraphs: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
    {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        paragraph.lines().for_each(|line| wrap(line, &mut lines));
    }
    lines
}

/// Free text of a model: what Markdown would take for a link or a tag is escaped, outside of code.
pub(crate) fn free(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    for c in text.trim().chars() {
        code ^= c == '`';
        if !code && matches!(c, '[' | ']' | '<' | '>') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text with a capital at its start.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
}

/// Words as one list: `a`, `b` and `c`.
pub(crate) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => [&first.join(", "), " and ", last].concat(),
    }
}

/// A name as code, with its article.
pub(crate) fn one(name: &str) -> String {
    let vowel = name.starts_with(['A', 'E', 'I', 'O', 'a', 'e', 'i', 'o']);
    [if vowel { "An " } else { "A " }, &code(name)].concat()
}

/// Text as code.
pub(crate) fn code(text: &str) -> String {
    // A backtick inside needs two outside.
    if text.contains('`') {
        ["`` ", text, " ``"].concat()
    } else {
        ["`", text, "`"].concat()
    }
}

/// A line that starts an item of a list is continued below its text.
fn wrap(text: &str, lines: &mut Vec<String>) {
    let indent = if text.starts_with("- ") { "  " } else { "" };
    let mut line = String::new();
    for word in words(text) {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    lines.push(line);
}

/// Words; a piece of code is one, whatever stands in it.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut code = false;
    for c in text.chars() {
        code ^= c == '`';
        match words.last_mut() {
            Some(word) if !c.is_whitespace() || code => word.push(c),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_and_wrapped() {
        let long = ["word"; 30].join(" ");
        let lines = lines(&["One.".to_owned(), long]);
        assert_eq!(lines[..2], ["One.".to_owned(), String::new()]);
        assert!(lines.len() == 4 && lines.iter().all(|line| line.len() <= WIDTH));
    }

    #[test]
    fn markdown_of_free_text_is_escaped_outside_of_code() {
        assert_eq!(free("a [b] <c> `d[e]`"), r"a \[b\] \<c\> `d[e]`");
    }
}

//! The little of Terraform's language that tables need, laid out as `terraform fmt` leaves it: two blanks for each
//! level, and the equals signs of arguments that follow each other below each other.

use std::fmt::Write as _;

/// A block: `resource "aws_dynamodb_table" "shop" { … }`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// Its type, and its labels in quotes.
    head: String,
    /// Arguments, in groups with an empty line between.
    groups: Vec<Vec<(String, String)>>,
    /// Blocks in it, each with an empty line before.
    blocks: Vec<Block>,
}

impl Block {
    /// A block of a type, with its labels.
    pub(crate) fn new(kind: &str, labels: &[&str]) -> Self {
        let labels: Vec<String> = labels.iter().map(|label| string(label)).collect();
        let head = [&[kind.to_owned()][..], &labels].concat().join(" ");
        Self {
            head,
            groups: vec![Vec::new()],
            blocks: Vec::new(),
        }
    }

    /// An argument with a value as it is written.
    pub(crate) fn raw(mut self, name: &str, value: impl Into<String>) -> Self {
        if let Some(group) = self.groups.last_mut() {
            group.push((name.to_owned(), value.into()));
        }
        self
    }

    /// An argument with a text.
    pub(crate) fn text(self, name: &str, value: &str) -> Self {
        let value = string(value);
        self.raw(name, value)
    }

    /// An argument with a text, if there is one.
    pub(crate) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// An empty line before the next argument.
    pub(crate) fn apart(mut self) -> Self {
        if self.groups.last().is_some_and(|group| !group.is_empty()) {
            self.groups.push(Vec::new());
        }
        self
    }

    /// A block in it.
    pub(crate) fn block(mut self, block: Self) -> Self {
        self.blocks.push(block);
        self
    }

    /// Several blocks in it.
    pub(crate) fn blocks(mut self, blocks: impl IntoIterator<Item = Self>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    /// The text.
    pub(crate) fn write(&self, out: &mut String, indent: usize) {
        let margin = " ".repeat(indent);
        let _ = writeln!(out, "{margin}{} {{", self.head);
        let mut first = true;
        for group in self.groups.iter().filter(|group| !group.is_empty()) {
            if !first {
                out.push('\n');
            }
            first = false;
            let width = group.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
            for (name, value) in group {
                let _ = writeln!(out, "{margin}  {name:width$} = {value}");
            }
        }
        for block in &self.blocks {
            if !first {
                out.push('\n');
            }
            first = false;
            block.write(out, indent + 2);
        }
        let _ = writeln!(out, "{margin}}}");
    }
}

/// A text in quotes. `${` and `%{` would be read as templates.
pub(crate) fn string(text: &str) -> String {
    let mut out = String::from("\"");
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if letters.peek() == Some(&'{') => {
                out.push(letter);
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A list of texts.
pub(crate) fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| string(text)).collect();
    format!("[{}]", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_signs_stand_below_each_other() {
        let block = Block::new("resource", &["a", "b"])
            .text("name", "x")
            .raw("longer_name", "1")
            .apart()
            .text("y", "${z}")
            .block(Block::new("ttl", &[]).raw("enabled", "true"));
        let mut out = String::new();
        block.write(&mut out, 0);
        let wanted = "resource \"a\" \"b\" {\n  name        = \"x\"\n  longer_name = 1\n\n  y = \"$${z}\"\n\n  ttl {\n    enabled = true\n  }\n}\n";
        assert_eq!(out, wanted);
    }
}

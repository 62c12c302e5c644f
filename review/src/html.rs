//! A review as one page of HTML: no network, no script, light and dark, for the screen and for paper.

mod drawing;

use std::fmt::Write as _;

use crate::{
    MARK,
    document::{Block, Cell, Document, Table},
};

/// How it looks.
const STYLE: &str = include_str!("review.css");
/// Colours that entities have in turn.
const COLOURS: usize = 8;

/// Writes a review.
pub(crate) fn write(document: &Document) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n{MARK}\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(&document.title)
    );
    out.push_str("<a class=\"skip\" href=\"#content\">To the content</a>\n<header>\n");
    let _ = writeln!(out, "<h1>{}</h1>", text(&document.title));
    if let Some(about) = &document.about {
        let _ = writeln!(out, "<p class=\"about\">{}</p>", text(about));
    }
    out.push_str("</header>\n<nav aria-label=\"Contents\">\n<ol>\n");
    for (at, section) in document.sections.iter().enumerate() {
        let _ = writeln!(
            out,
            "<li><a href=\"#s{}\">{}</a></li>",
            at + 1,
            text(&section.title)
        );
    }
    out.push_str("</ol>\n</nav>\n<main id=\"content\">\n");
    for (at, section) in document.sections.iter().enumerate() {
        let at = at + 1;
        let _ = writeln!(
            out,
            "<section aria-labelledby=\"s{at}\">\n<h2 id=\"s{at}\">{at}. {}</h2>",
            text(&section.title)
        );
        for block in &section.blocks {
            self::block(&mut out, block);
        }
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(heading) => {
            let _ = writeln!(out, "<h3>{}</h3>", text(heading));
        }
        Block::Text(paragraph) => {
            let _ = writeln!(out, "<p>{}</p>", text(paragraph));
        }
        Block::List(items) => {
            out.push_str("<ul>\n");
            for item in items {
                let _ = writeln!(out, "<li>{}</li>", text(item));
            }
            out.push_str("</ul>\n");
        }
        Block::Table(table) => self::table(out, table),
        Block::Bars(bars) => drawing::bars(out, bars),
        Block::Curves(curves) => drawing::curves(out, curves),
        Block::Sign(lines) => {
            out.push_str("<dl class=\"sign\">\n");
            for line in lines {
                let _ = writeln!(out, "<div><dt>{}</dt><dd></dd></div>", text(line));
            }
            out.push_str("</dl>\n");
        }
    }
}

fn table(out: &mut String, table: &Table) {
    let _ = writeln!(
        out,
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n<caption>{}</caption>\n<thead><tr>",
        escaped(&table.caption.replace('`', "")),
        text(&table.caption)
    );
    for column in &table.head {
        let class = if column.number {
            " class=\"number\""
        } else {
            ""
        };
        let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", text(&column.title));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (at, (one, column)) in row.iter().zip(&table.head).enumerate() {
            cell(out, one, column.number, at == 0);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn cell(out: &mut String, cell: &Cell, number: bool, first: bool) {
    let mut classes = Vec::new();
    if number {
        classes.push("number".to_owned());
    }
    if let Some(entity) = cell.entity {
        classes.push(format!("e{}", entity % COLOURS));
    }
    let class = match classes.is_empty() {
        true => String::new(),
        false => format!(" class=\"{}\"", classes.join(" ")),
    };
    let (tag, scope) = if first {
        ("th", " scope=\"row\"")
    } else {
        ("td", "")
    };
    let _ = write!(out, "<{tag}{scope}{class}>{}</{tag}>", text(&cell.text));
}

/// A text with what stands between backticks as code.
fn text(text: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    for part in text.split('`') {
        if code {
            let _ = write!(out, "<code>{}</code>", escaped(part));
        } else {
            out.push_str(&escaped(part));
        }
        code = !code;
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

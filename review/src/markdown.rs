//! A review in Markdown.

use std::fmt::Write as _;

use crate::{
    MARK,
    document::{Bars, Block, Document, Table},
};

/// Writes a review.
pub(crate) fn write(document: &Document) -> String {
    let mut out = format!("{MARK}\n\n# {}\n", document.title);
    if let Some(about) = &document.about {
        let _ = write!(out, "\n{about}\n");
    }
    for section in &document.sections {
        let _ = write!(out, "\n## {}\n", section.title);
        for block in &section.blocks {
            out.push('\n');
            self::block(&mut out, block);
        }
    }
    out
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(text) => {
            let _ = writeln!(out, "### {text}");
        }
        Block::Text(text) => {
            let _ = writeln!(out, "{text}");
        }
        Block::List(items) => {
            for item in items {
                let _ = writeln!(out, "- {item}");
            }
        }
        Block::Table(table) => self::table(out, table),
        Block::Bars(bars) => self::bars(out, bars),
        Block::Curves(curves) => table(out, &curves.table()),
        Block::Sign(lines) => {
            for line in lines {
                let _ = writeln!(out, "- {line}: ____________________");
            }
        }
    }
}

fn table(out: &mut String, table: &Table) {
    let _ = write!(out, "{}\n\n", table.caption);
    let titles: Vec<String> = table
        .head
        .iter()
        .map(|column| cell(&column.title))
        .collect();
    let _ = writeln!(out, "| {} |", titles.join(" | "));
    let rules = table
        .head
        .iter()
        .map(|column| if column.number { "--:" } else { "---" });
    let _ = writeln!(out, "| {} |", rules.collect::<Vec<_>>().join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|one| cell(&one.text)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

/// A bar would end the cell, in code as well.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn bars(out: &mut String, bars: &Bars) {
    let _ = write!(
        out,
        "{}\n\n| | {} | limit | used |\n| --- | --: | --: | --: |\n",
        bars.caption, bars.unit
    );
    for bar in &bars.bars {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            cell(&bar.label),
            tablewright_modeler::words::number(bar.value),
            tablewright_modeler::words::number(bar.limit),
            bar.used()
        );
    }
}

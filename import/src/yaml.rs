//! A design as a model, with comments where a person must decide.

use std::fmt::Write as _;

use crate::{
    infer::{AttributeDesign, Design, EntityDesign, KeyDesign, Piece, TableDesign, Template},
    source::{Index, Key, Project},
};

const HEAD: &str = "\
# Imported: keys and types are read from examples, so each is a guess. Where a line ends in a comment, somebody must decide.
# `only in PK`: the examples have it nowhere else; the generated code stores it as an attribute of its own as well.
";

/// Writes it.
pub(crate) fn write(design: &Design) -> String {
    let mut out = String::new();
    out.push_str(HEAD);
    line(&mut out, 0, &format!("model: {}", scalar(&design.name)));
    if let Some(about) = &design.about {
        line(&mut out, 0, &format!("about: {}", quoted(&one_line(about))));
    }
    out.push('\n');
    tables(&mut out, design);
    types(&mut out, design);
    out.push_str("\nentities:\n");
    let several = design.tables.len() > 1 || own_name(design).is_none();
    let entities = design
        .tables
        .iter()
        .flat_map(|table| table.entities.iter().map(move |one| (table, one)));
    for (number, (table, one)) in entities.enumerate() {
        if number > 0 {
            out.push('\n');
        }
        entity(&mut out, one, several.then_some(table.name.as_str()));
    }
    patterns(&mut out, design);
    out
}

/// The name of the only table, where it is that of the model.
fn own_name(design: &Design) -> Option<&TableDesign> {
    match design.tables.as_slice() {
        [one] if one.name == design.name => Some(one),
        _ => None,
    }
}

fn line(out: &mut String, depth: usize, text: &str) {
    let _ = writeln!(out, "{:depth$}{text}", "", depth = 2 * depth);
}

fn remark(text: Option<&str>) -> String {
    text.map_or_else(String::new, |text| format!("   # {}", one_line(text)))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tables(out: &mut String, design: &Design) {
    if let Some(only) = own_name(design) {
        line(out, 0, "table:");
        return table(out, 1, only);
    }
    line(out, 0, "tables:");
    for one in &design.tables {
        line(out, 1, &format!("{}:", scalar(&one.name)));
        table(out, 2, one);
    }
}

fn table(out: &mut String, depth: usize, table: &TableDesign) {
    line(
        out,
        depth,
        &format!("partition: {}", scalar(&table.partition.name)),
    );
    if let Some(sort) = &table.sort {
        line(out, depth, &format!("sort: {}", scalar(&sort.name)));
    }
    if let Some(tag) = &table.tag {
        line(out, depth, &format!("tag: {}", scalar(tag)));
    }
    if let Some(ttl) = &table.ttl {
        line(out, depth, &format!("ttl: {}", scalar(ttl)));
    }
    for (name, value) in &table.settings {
        line(out, depth, &format!("{name}: {value}"));
    }
    if !table.indexes.is_empty() {
        line(out, depth, "indexes:");
    }
    for index in &table.indexes {
        line(
            out,
            depth + 1,
            &format!("{}: {}", scalar(&index.name), self::index(index)),
        );
    }
}

fn index(index: &Index) -> String {
    let names = |keys: &[Key]| match keys {
        [one] => scalar(&one.name),
        several => {
            let names: Vec<String> = several.iter().map(|key| scalar(&key.name)).collect();
            format!("[{}]", names.join(", "))
        }
    };
    let mut parts = Vec::new();
    match index.local {
        true => parts.push("kind: local".to_owned()),
        false => parts.push(format!("partition: {}", names(&index.partition))),
    }
    if !index.sort.is_empty() {
        parts.push(format!("sort: {}", names(&index.sort)));
    }
    match &index.project {
        Project::All => {}
        Project::Keys => parts.push("project: keys".to_owned()),
        Project::These(all) => {
            let names: Vec<String> = all.iter().map(|name| scalar(name)).collect();
            parts.push(format!("project: [{}]", names.join(", ")));
        }
    }
    format!("{{ {} }}", parts.join(", "))
}

fn types(out: &mut String, design: &Design) {
    if design.types.is_empty() {
        return;
    }
    out.push_str("\ntypes:\n");
    for (name, fields) in &design.types {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, kind)| format!("{name}: {kind}"))
            .collect();
        line(out, 1, &format!("{name}: {{ {} }}", fields.join(", ")));
    }
}

fn entity(out: &mut String, entity: &EntityDesign, table: Option<&str>) {
    for text in &entity.remarks {
        line(out, 1, &format!("# {}", one_line(text)));
    }
    line(out, 1, &format!("{}:", scalar(&entity.name)));
    if let Some(table) = table {
        line(out, 2, &format!("table: {}", scalar(table)));
    }
    line(out, 2, "attributes:");
    let width = entity
        .attributes
        .iter()
        .map(|one| one.name.len())
        .max()
        .unwrap_or(0);
    for one in &entity.attributes {
        let name = format!("{}:", one.name);
        let remark = remark(one.remark.as_deref());
        line(
            out,
            3,
            &format!(
                "{name:width$} {}{remark}",
                attribute(one),
                width = width + 1
            ),
        );
    }
    if let Some(key) = &entity.key {
        line(out, 2, &format!("key: {}", self::key(key)));
    }
    if let Some(volume) = &entity.volume {
        line(out, 2, &format!("volume: {volume}"));
    }
    if !entity.entries.is_empty() {
        line(out, 2, "indexes:");
    }
    for entry in &entity.entries {
        let remark = remark(entry.remark.as_deref());
        line(
            out,
            3,
            &format!("{}: {}{remark}", scalar(&entry.index), key(&entry.key)),
        );
    }
}

fn attribute(of: &AttributeDesign) -> String {
    let mut parts = match &of.same_as {
        Some(other) => vec![format!("same_as: {other}")],
        None => vec![format!("type: {}", of.kind)],
    };
    if of.same_as.is_none() {
        parts.extend(of.facts.iter().cloned());
    }
    if let Some(physical) = &of.physical {
        parts.push(format!("name: {}", quoted(physical)));
    }
    // `present` says so, too.
    if of.optional && !parts.iter().any(|part| part.starts_with("present:")) {
        parts.push("optional: true".to_owned());
    }
    match (parts.as_slice(), &of.same_as) {
        ([_], None) => of.kind.clone(),
        _ => format!("{{ {} }}", parts.join(", ")),
    }
}

fn key(key: &KeyDesign) -> String {
    let partition = format!("partition: {}", template(&key.partition));
    match &key.sort {
        Some(sort) => format!("{{ {partition}, sort: {} }}", template(sort)),
        None => format!("{{ {partition} }}"),
    }
}

fn template(pieces: &Template) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            Piece::Attribute { name, form: None } => text.push_str(&format!("{{{name}}}")),
            Piece::Attribute {
                name,
                form: Some(form),
            } => text.push_str(&format!("{{{name}:{form}}}")),
        }
    }
    scalar(&text)
}

/// What to do next, with an example from the model itself.
fn patterns(out: &mut String, design: &Design) {
    let entities = || design.tables.iter().flat_map(|table| &table.entities);
    let Some(first) = entities().next() else {
        return;
    };
    out.push_str("\n# What the application asks stands here, a line each; `model-lint check` then says what serves it:\n");
    out.push_str("#\n# access_patterns:\n");
    let pieces = first
        .key
        .iter()
        .flat_map(|key| key.partition.iter().chain(key.sort.iter().flatten()));
    let mut names: Vec<&str> = Vec::new();
    for piece in pieces {
        if let Piece::Attribute { name, .. } = piece
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    let given = match names.as_slice() {
        // The key is attributes of the entity.
        [] => own_key(design, first),
        names => names.join(", "),
    };
    let _ = writeln!(
        out,
        "#   put_it: {{ put: {0}, if: absent }}\n#   get_it: {{ read: {0}, given: [{given}] }}",
        first.name
    );
}

/// The names of the attributes that are the key.
fn own_key(design: &Design, entity: &EntityDesign) -> String {
    let table = design
        .tables
        .iter()
        .find(|table| table.entities.iter().any(|one| one.name == entity.name));
    let keys = table
        .into_iter()
        .flat_map(|table| std::iter::once(&table.partition).chain(&table.sort));
    let stored = |one: &AttributeDesign| one.physical.clone().unwrap_or_else(|| one.name.clone());
    let names = keys.filter_map(|key| entity.attributes.iter().find(|one| stored(one) == key.name));
    let names: Vec<&str> = names.map(|one| one.name.as_str()).collect();
    names.join(", ")
}

/// A scalar, with quotes unless it is a plain word.
pub(crate) fn scalar(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
        );
    match plain {
        true => text.to_owned(),
        false => quoted(text),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            odd if odd.is_control() || matches!(odd, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _ = write!(out, "\\u{:04X}", u32::from(odd));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

//! A draft as YAML: in the order of the language's own page, a line for whatever fits on one.

use super::plain::is_plain;
use crate::{
    draft::{
        Allow, Attribute, Draft, Entity, Entry, Index, Key, Outside, Pattern, Projection, Shards,
        Step, Table, TypeDef, Unique, Value, Verb,
    },
    source::Text,
};

/// Columns of a line, where what stands on it can be broken.
const WIDTH: usize = 100;

/// Writes a model. Reading it gives the same draft again, places aside.
pub fn write(draft: &Draft) -> String {
    let mut out = String::new();
    for (name, node) in document(draft) {
        if let (true, Out::Block(..)) = (!out.is_empty(), &node) {
            out.push('\n');
        }
        line(&mut out, 0, &name, &node);
    }
    out
}

/// What is written.
#[derive(Debug, Clone)]
enum Out {
    Scalar(String),
    List(Vec<Out>),
    /// On one line where it fits.
    Map(Vec<(String, Out)>),
    /// An entry for each line, whatever fits.
    Block(Vec<(String, Out)>),
}

impl Out {
    fn is_empty(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
            Self::List(items) => items.is_empty(),
            Self::Map(pairs) | Self::Block(pairs) => pairs.is_empty(),
        }
    }

    /// On one line.
    fn flow(&self) -> String {
        match self {
            Self::Scalar(text) => text.clone(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::flow).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(pairs) | Self::Block(pairs) => {
                let pairs = pairs.iter();
                let pairs: Vec<String> = pairs
                    .map(|(key, value)| format!("{key}: {}", value.flow()))
                    .collect();
                format!("{{ {} }}", pairs.join(", "))
            }
        }
    }
}

/// A key and its value, on one line or on several.
fn line(out: &mut String, indent: usize, key: &str, node: &Out) {
    let margin = " ".repeat(indent);
    let flow = node.flow();
    let fits = indent + key.len() + 2 + flow.chars().count() <= WIDTH;
    let is_map = |item: &Out| matches!(item, Out::Map(_));
    match node {
        Out::Block(pairs) => block(out, indent, key, pairs),
        Out::Map(pairs) if !fits => block(out, indent, key, pairs),
        Out::List(items) if !fits && items.iter().any(is_map) => {
            out.push_str(&format!("{margin}{key}:\n"));
            for item in items {
                out.push_str(&format!("{margin}  - {}\n", item.flow()));
            }
        }
        _ => out.push_str(&format!("{margin}{key}: {flow}\n")),
    }
}

/// Entries, a line or more for each; those that are blocks themselves with an empty line between.
fn block(out: &mut String, indent: usize, key: &str, pairs: &Pairs) {
    out.push_str(&format!("{}{key}:\n", " ".repeat(indent)));
    let apart = pairs
        .iter()
        .all(|(_, value)| matches!(value, Out::Block(_)));
    for (at, (key, value)) in pairs.iter().enumerate() {
        if apart && at > 0 {
            out.push('\n');
        }
        line(out, indent + 2, key, value);
    }
}

type Pairs = Vec<(String, Out)>;

fn document(draft: &Draft) -> Pairs {
    let mut pairs = Pairs::new();
    text(&mut pairs, "model", draft.name.as_ref());
    text(&mut pairs, "about", draft.about.as_ref());
    match draft.tables.as_slice() {
        [only] if only.name.is_none() => push(&mut pairs, "table", Out::Block(table(only))),
        several => {
            let named = several.iter().filter_map(|one| {
                let name = scalar(one.name.as_ref()?);
                Some((name, Out::Block(table(one))))
            });
            push(&mut pairs, "tables", Out::Block(named.collect()));
        }
    }
    let types = draft.types.iter().map(type_def).collect();
    push(&mut pairs, "types", Out::Block(types));
    let entities = draft.entities.iter().map(entity).collect();
    push(&mut pairs, "entities", Out::Block(entities));
    let patterns = draft.patterns.iter().map(pattern).collect();
    push(&mut pairs, "access_patterns", Out::Block(patterns));
    allow(&mut pairs, &draft.allow);
    pairs
}

fn push(pairs: &mut Pairs, key: &str, value: Out) {
    if !value.is_empty() {
        pairs.push((key.to_owned(), value));
    }
}

fn text(pairs: &mut Pairs, key: &str, value: Option<&Text>) {
    if let Some(value) = value {
        pairs.push((key.to_owned(), Out::Scalar(scalar(value))));
    }
}

fn value(pairs: &mut Pairs, key: &str, of: Option<&Value>) {
    if let Some(of) = of {
        pairs.push((key.to_owned(), any(of)));
    }
}

/// One name as itself, several as a list.
fn names(pairs: &mut Pairs, key: &str, names: &[Text]) {
    match names {
        [] => {}
        [one] => text(pairs, key, Some(one)),
        several => pairs.push((key.to_owned(), list(several))),
    }
}

fn list(names: &[Text]) -> Out {
    Out::List(names.iter().map(|name| Out::Scalar(scalar(name))).collect())
}

fn any(value: &Value) -> Out {
    match value {
        Value::Scalar(text) => Out::Scalar(scalar(text)),
        Value::List(items, _) => Out::List(items.iter().map(any).collect()),
        Value::Map(pairs, _) => Out::Map(facts(pairs)),
    }
}

fn facts(pairs: &[(Text, Value)]) -> Pairs {
    let pairs = pairs.iter();
    pairs
        .map(|(key, value)| (scalar(key), any(value)))
        .collect()
}

fn allow(pairs: &mut Pairs, all: &[Allow]) {
    let all = all.iter().map(|one| {
        let reason = one.reason.as_ref().map(scalar).unwrap_or_default();
        (scalar(&one.rule), Out::Scalar(reason))
    });
    push(pairs, "allow", Out::Map(all.collect()));
}

fn table(table: &Table) -> Pairs {
    let mut pairs = Pairs::new();
    text(&mut pairs, "partition", table.partition.as_ref());
    text(&mut pairs, "sort", table.sort.as_ref());
    text(&mut pairs, "tag", table.tag.as_ref());
    text(&mut pairs, "ttl", table.ttl.as_ref());
    text(&mut pairs, "stream", table.stream.as_ref());
    pairs.extend(facts(&table.settings));
    let indexes = table.indexes.iter();
    let indexes = indexes.map(|one| (scalar(&one.name), Out::Map(index(one))));
    push(&mut pairs, "indexes", Out::Block(indexes.collect()));
    allow(&mut pairs, &table.allow);
    pairs
}

fn index(index: &Index) -> Pairs {
    let mut pairs = Pairs::new();
    text(&mut pairs, "kind", index.kind.as_ref());
    names(&mut pairs, "partition", &index.partition);
    names(&mut pairs, "sort", &index.sort);
    match &index.project {
        Some(Projection::Word(word)) => text(&mut pairs, "project", Some(word)),
        Some(Projection::Attributes(all, _)) => pairs.push(("project".to_owned(), list(all))),
        None => {}
    }
    allow(&mut pairs, &index.allow);
    pairs
}

fn type_def(of: &TypeDef) -> (String, Out) {
    let fields = of.fields.iter().map(attribute).collect();
    (scalar(&of.name), Out::Map(fields))
}

fn entity(entity: &Entity) -> (String, Out) {
    let mut pairs = Pairs::new();
    text(&mut pairs, "about", entity.about.as_ref());
    text(&mut pairs, "table", entity.table.as_ref());
    let attributes = entity.attributes.iter().map(attribute).collect();
    push(&mut pairs, "attributes", Out::Block(attributes));
    if let Some(of) = &entity.key {
        pairs.push(("key".to_owned(), Out::Map(key(of))));
    }
    let entries = entity.entries.iter();
    let entries = entries.map(|one| (scalar(&one.index), Out::Map(entry(one))));
    push(&mut pairs, "indexes", Out::Block(entries.collect()));
    if let Some(identity) = &entity.identity {
        pairs.push(("identity".to_owned(), list(identity)));
    }
    push(&mut pairs, "unique", unique(&entity.unique));
    text(
        &mut pairs,
        "optimistic_lock",
        entity.optimistic_lock.as_ref(),
    );
    value(&mut pairs, "volume", entity.volume.as_ref());
    allow(&mut pairs, &entity.allow);
    (scalar(&entity.name), Out::Block(pairs))
}

fn unique(all: &[Unique]) -> Out {
    if all.iter().all(|one| one.template.is_none()) {
        let names = all.iter().map(|one| Out::Scalar(scalar(&one.name)));
        return Out::List(names.collect());
    }
    let pairs = all.iter().filter_map(|one| {
        let template = one.template.as_ref()?;
        Some((scalar(&one.name), Out::Scalar(scalar(template))))
    });
    Out::Map(pairs.collect())
}

fn key(key: &Key) -> Pairs {
    let mut pairs = Pairs::new();
    text(&mut pairs, "partition", key.partition.as_ref());
    text(&mut pairs, "sort", key.sort.as_ref());
    shards(&mut pairs, key.shards.as_ref());
    pairs
}

fn entry(entry: &Entry) -> Pairs {
    let mut pairs = Pairs::new();
    text(&mut pairs, "when", entry.when.as_ref());
    text(&mut pairs, "partition", entry.partition.as_ref());
    text(&mut pairs, "sort", entry.sort.as_ref());
    shards(&mut pairs, entry.shards.as_ref());
    allow(&mut pairs, &entry.allow);
    pairs
}

fn shards(pairs: &mut Pairs, of: Option<&Shards>) {
    if let Some(of) = of {
        pairs.push(("shards".to_owned(), Out::Map(facts(&of.fields))));
    }
}

fn attribute(of: &Attribute) -> (String, Out) {
    let mut pairs = Pairs::new();
    text(&mut pairs, "type", of.kind.as_ref());
    text(&mut pairs, "same_as", of.same_as.as_ref());
    if let Some(element) = &of.of {
        pairs.push(("of".to_owned(), attribute(element).1));
    }
    if let Some(values) = &of.values {
        pairs.push(("values".to_owned(), list(values)));
    }
    let words = [
        ("optional", &of.optional),
        ("name", &of.physical),
        ("from", &of.from),
        ("plus", &of.plus),
        ("matches", &of.matches),
        ("case", &of.case),
        ("precision", &of.precision),
        ("min", &of.min),
        ("max", &of.max),
        ("max_size", &of.max_size),
        ("mutable", &of.mutable),
        ("sensitive", &of.sensitive),
    ];
    for (key, word) in words {
        text(&mut pairs, key, word.as_ref());
    }
    value(&mut pairs, "default", of.default.as_ref());
    pairs.extend(facts(&of.facts));
    let bare = matches!(pairs.as_slice(), [(only, _)] if only == "type");
    match pairs.pop() {
        Some((_, kind)) if bare => (scalar(&of.name), kind),
        last => {
            pairs.extend(last);
            (scalar(&of.name), Out::Map(pairs))
        }
    }
}

fn pattern(of: &Pattern) -> (String, Out) {
    let mut pairs = Pairs::new();
    text(&mut pairs, "about", of.about.as_ref());
    for (verb, _) in &of.verbs {
        pairs.push(self::verb(verb));
    }
    let clauses = of.clauses.iter();
    pairs.extend(clauses.map(|one| (scalar(&one.key), any(&one.value))));
    allow(&mut pairs, &of.allow);
    (scalar(&of.name), Out::Map(pairs))
}

fn verb(verb: &Verb) -> (String, Out) {
    let value = match verb {
        Verb::Read(of) | Verb::Count(of) => match of.as_slice() {
            [one] => Out::Scalar(scalar(one)),
            several => list(several),
        },
        Verb::Put(of)
        | Verb::Update(of)
        | Verb::Upsert(of)
        | Verb::Delete(of)
        | Verb::Check(of) => Out::Scalar(scalar(of)),
        Verb::Transact(steps) => Out::List(steps.iter().map(step).collect()),
        Verb::Outside(Outside { fields }) => Out::Map(facts(fields)),
    };
    (verb.word().to_owned(), value)
}

fn step(step: &Step) -> Out {
    let mut pairs: Pairs = step
        .verbs
        .iter()
        .map(|(verb, _)| self::verb(verb))
        .collect();
    let clauses = step.clauses.iter();
    pairs.extend(clauses.map(|one| (scalar(&one.key), any(&one.value))));
    Out::Map(pairs)
}

/// A scalar, with quotes where YAML would take it for something else.
fn scalar(text: &Text) -> String {
    if is_plain(&text.value, text.quoted) {
        return text.value.clone();
    }
    let mut out = String::from("\"");
    for letter in text.value.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // Others of these would end the line, or vanish.
            odd if odd.is_control()
                || matches!(odd, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}') =>
            {
                out.push_str(&format!("\\u{:04X}", u32::from(odd)));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

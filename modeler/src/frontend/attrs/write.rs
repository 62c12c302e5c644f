//! A draft as a module of Rust, the way that `read` takes.

mod parts;
mod shapes;

use parts::{Part, listed, named, pair, parts_of, scalar, term_list, words};
use shapes::Shapes;

use super::values;
use crate::{
    draft::{
        Allow, Attribute, Clause, Draft, Entity, Entry, Index, Key, Outside, Pattern, Projection,
        Shards, Step, Table, TypeDef, Unique, Verb,
    },
    source::Text,
};

/// Columns of a line.
const WIDTH: usize = 100;

/// Writes a model. Reading it gives the same draft again, places aside; what is derived comes after the
/// other attributes of its entity.
///
/// # Errors
///
/// Names that are no names in Rust.
pub fn write(draft: &Draft) -> Result<String, Vec<String>> {
    let mut writer = Writer {
        shapes: Shapes::of(draft),
        out: String::new(),
        odd: Vec::new(),
    };
    writer.model(draft);
    if writer.odd.is_empty() {
        Ok(writer.out)
    } else {
        Err(writer.odd)
    }
}

struct Writer<'a> {
    shapes: Shapes<'a>,
    out: String,
    /// What Rust has no name for.
    odd: Vec<String>,
}

impl Writer<'_> {
    fn model(&mut self, draft: &Draft) {
        let name = draft.name.as_ref().map_or("model", Text::as_str);
        let module = name.replace('-', "_");
        self.docs(0, draft.about.as_ref());
        let mut facts = Vec::new();
        if module != name {
            facts.extend(draft.name.as_ref().map(|name| pair("name", name)));
        }
        facts.extend(allow(&draft.allow));
        if !facts.is_empty() {
            self.attribute(0, "model", &facts);
        }
        for table in &draft.tables {
            self.table(table);
        }
        let module = self.name(&module);
        self.line(0, &format!("pub mod {module} {{"));
        self.uses();
        self.enums();
        draft.types.iter().for_each(|one| self.structure(one));
        draft.entities.iter().for_each(|one| self.entity(one));
        draft.patterns.iter().for_each(|one| self.pattern(one));
        self.line(0, "}");
    }

    fn table(&mut self, table: &Table) {
        let mut parts = Vec::new();
        parts.extend(table.name.as_ref().map(|name| Part::Word(scalar(name))));
        let words = [
            ("partition", &table.partition),
            ("sort", &table.sort),
            ("tag", &table.tag),
            ("ttl", &table.ttl),
            ("stream", &table.stream),
        ];
        parts.extend(words_of(&words));
        parts.extend(parts_of(&table.settings));
        parts.extend(allow(&table.allow));
        self.attribute(0, "tablewright::table", &parts);
        for index in &table.indexes {
            self.index(index);
        }
    }

    fn index(&mut self, of: &Index) {
        self.attribute(0, "index", &index(of));
    }

    fn uses(&mut self) {
        for line in self.shapes.uses() {
            self.line(1, &line);
        }
    }

    fn enums(&mut self) {
        for (name, values) in self.shapes.enums() {
            self.out.push('\n');
            self.line(
                1,
                "#[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]",
            );
            self.line(1, &format!("pub enum {name} {{"));
            for (variant, renamed) in values {
                if let Some(value) = renamed {
                    self.line(2, &format!("#[entity(name = {value:?})]"));
                }
                self.line(2, &format!("{variant},"));
            }
            self.line(2, "Other(String),");
            self.line(1, "}");
        }
    }

    fn structure(&mut self, of: &TypeDef) {
        self.out.push('\n');
        self.line(1, "#[derive(Value, Debug, Clone, PartialEq)]");
        self.open(&of.name);
        of.fields
            .iter()
            .for_each(|field| self.field(&of.name, field));
        self.line(1, "}");
    }

    fn entity(&mut self, entity: &Entity) {
        self.out.push('\n');
        self.docs(1, entity.about.as_ref());
        self.line(1, "#[derive(Entity, Debug, Clone, PartialEq)]");
        if let Some(of) = &entity.key {
            self.attribute(1, "key", &key(of));
        }
        for one in &entity.entries {
            self.attribute(1, "index", &entry(one));
        }
        let (derived, own): (Vec<_>, Vec<_>) = entity
            .attributes
            .iter()
            .partition(|attribute| attribute.from.is_some());
        let facts = self.facts(entity, &derived);
        if !facts.is_empty() {
            self.attribute(1, "entity", &facts);
        }
        self.open(&entity.name);
        own.iter().for_each(|one| self.field(&entity.name, one));
        for field in shard_fields(entity) {
            self.line(2, &format!("pub {field}: Option<u32>,"));
        }
        self.line(1, "}");
    }

    fn facts(&mut self, entity: &Entity, derived: &[&Attribute]) -> Vec<Part> {
        let mut parts = Vec::new();
        parts.extend(entity.table.as_ref().map(|table| pair("table", table)));
        if !derived.is_empty() {
            let all = derived.iter().map(|one| {
                let facts = said(one, Said::All);
                Part::Group(words(&one.name), facts)
            });
            parts.push(Part::Group("derived".to_owned(), all.collect()));
        }
        parts.extend(entity.identity.as_ref().map(|all| named("identity", all)));
        parts.extend(unique(&entity.unique));
        let lock = entity.optimistic_lock.as_ref();
        parts.extend(lock.map(|one| pair("optimistic_lock", one)));
        parts.extend(
            entity
                .volume
                .as_ref()
                .map(|volume| listed("volume", volume)),
        );
        parts.extend(allow(&entity.allow));
        parts
    }

    fn open(&mut self, name: &Text) {
        let name = self.name(name);
        self.line(1, &format!("pub struct {name} {{"));
    }

    fn field(&mut self, of: &str, attribute: &Attribute) {
        let shape = self.shapes.shape(of, attribute);
        let facts = said(attribute, shape.said);
        if !facts.is_empty() {
            self.attribute(2, "entity", &facts);
        }
        let name = self.name(&attribute.name);
        self.line(2, &format!("pub {name}: {},", shape.kind));
    }

    fn pattern(&mut self, pattern: &Pattern) {
        self.out.push('\n');
        self.docs(1, pattern.about.as_ref());
        for (verb, _) in &pattern.verbs {
            let mut parts = about(verb);
            parts.extend(clauses(&pattern.clauses));
            parts.extend(allow(&pattern.allow));
            self.attribute(1, verb.word(), &parts);
        }
        let name = self.name(&pattern.name);
        self.line(1, &format!("fn {name}();"));
    }

    /// A name as an identifier.
    fn name(&mut self, name: &str) -> String {
        if syn::parse_str::<syn::Ident>(name).is_ok() {
            return name.to_owned();
        }
        let raw = format!("r#{name}");
        if syn::parse_str::<syn::Ident>(&raw).is_err() {
            self.odd.push(name.to_owned());
        }
        raw
    }

    fn docs(&mut self, indent: usize, about: Option<&Text>) {
        for line in about.iter().flat_map(|about| about.lines()) {
            self.line(indent, format!("/// {line}").trim_end());
        }
    }

    fn attribute(&mut self, indent: usize, name: &str, parts: &[Part]) {
        let flow = one_line(name, parts);
        if 4 * indent + flow.chars().count() <= WIDTH {
            return self.line(indent, &flow);
        }
        self.line(indent, &format!("#[{name}("));
        for part in parts {
            self.line(indent + 1, &format!("{part},"));
        }
        self.line(indent, ")]");
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.out.push_str(&"    ".repeat(indent));
        self.out.push_str(text);
        self.out.push('\n');
    }
}

/// Which facts of an attribute its type does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// All but its type and whether it may be absent.
    AllButTypeAndOptional,
    /// All but its type.
    AllButType,
    /// All but whether it may be absent.
    AllButOptional,
    /// Everything.
    All,
}

fn said(attribute: &Attribute, by: Said) -> Vec<Part> {
    let mut parts = Vec::new();
    if matches!(by, Said::All | Said::AllButOptional) {
        parts.extend(attribute.kind.as_ref().map(|kind| pair("type", kind)));
        parts.extend(attribute.same_as.as_ref().map(|one| pair("same_as", one)));
        parts.extend(attribute.values.as_ref().map(|all| named("values", all)));
    }
    let of = attribute.of.as_ref().map(|of| element(of, by));
    parts.extend(of.filter(|of| !matches!(of, Part::Group(_, all) if all.is_empty())));
    if matches!(by, Said::All | Said::AllButType) {
        parts.extend(attribute.optional.as_ref().map(|one| pair("optional", one)));
    }
    let words = [
        ("name", &attribute.physical),
        ("from", &attribute.from),
        ("plus", &attribute.plus),
        ("matches", &attribute.matches),
        ("case", &attribute.case),
        ("precision", &attribute.precision),
        ("min", &attribute.min),
        ("max", &attribute.max),
        ("max_size", &attribute.max_size),
        ("mutable", &attribute.mutable),
        ("sensitive", &attribute.sensitive),
    ];
    parts.extend(words_of(&words));
    parts.extend(
        attribute
            .default
            .as_ref()
            .map(|value| listed("default", value)),
    );
    parts.extend(parts_of(&attribute.facts));
    parts
}

/// What the elements of a list, map or set are, as far as a type does not say it.
fn element(of: &Attribute, by: Said) -> Part {
    let parts = said(of, by);
    match (&of.kind, parts.as_slice()) {
        (Some(kind), [Part::Pair(name, _)]) if name == "type" => pair("of", kind),
        _ => Part::Group("of".to_owned(), parts),
    }
}

fn words_of(words: &[(&str, &Option<Text>)]) -> Vec<Part> {
    let words = words.iter();
    let given = words.filter_map(|(key, word)| Some(pair(key, word.as_ref()?)));
    given.collect()
}

fn allow(all: &[Allow]) -> Option<Part> {
    let reasons = all.iter().map(|one| {
        let reason = one
            .reason
            .as_ref()
            .map_or_else(|| "\"\"".to_owned(), scalar);
        Part::Pair(words(&one.rule), reason)
    });
    (!all.is_empty()).then(|| Part::Group("allow".to_owned(), reasons.collect()))
}

fn unique(all: &[Unique]) -> Option<Part> {
    let parts = all.iter().map(|one| match &one.template {
        Some(template) => Part::Pair(words(&one.name), scalar(template)),
        None => Part::Word(words(&one.name)),
    });
    (!all.is_empty()).then(|| Part::Group("unique".to_owned(), parts.collect()))
}

/// The fields that hold the write shards of the key and of the entries.
fn shard_fields(entity: &Entity) -> Vec<String> {
    let of_key = entity.key.iter().filter(|key| key.shards.is_some());
    let of_key = of_key.map(|_| "shard".to_owned());
    let entries = entity.entries.iter().filter(|entry| entry.shards.is_some());
    let entries = entries.map(|entry| [&values::snake(&entry.index), "_shard"].concat());
    of_key.chain(entries).collect()
}

fn key(key: &Key) -> Vec<Part> {
    let mut parts = words_of(&[("partition", &key.partition), ("sort", &key.sort)]);
    parts.extend(shards(key.shards.as_ref()));
    parts
}

fn entry(entry: &Entry) -> Vec<Part> {
    let mut parts = vec![Part::Word(scalar(&entry.index))];
    parts.extend(words_of(&[
        ("when", &entry.when),
        ("partition", &entry.partition),
        ("sort", &entry.sort),
    ]));
    parts.extend(shards(entry.shards.as_ref()));
    parts.extend(allow(&entry.allow));
    parts
}

fn shards(of: Option<&Shards>) -> Option<Part> {
    of.map(|of| Part::Group("shards".to_owned(), parts_of(&of.fields)))
}

/// An entry of an entity as the attribute that says it.
pub(crate) fn entry_attribute(of: &Entry) -> String {
    one_line("index", &entry(of))
}

/// An index of a table as the attribute that says it.
pub(crate) fn index_attribute(of: &Index) -> String {
    one_line("index", &index(of))
}

fn one_line(name: &str, parts: &[Part]) -> String {
    let parts: Vec<String> = parts.iter().map(Part::to_string).collect();
    format!("#[{name}({})]", parts.join(", "))
}

fn index(index: &Index) -> Vec<Part> {
    let mut parts = vec![Part::Word(scalar(&index.name))];
    parts.extend(index.kind.as_ref().map(|kind| pair("kind", kind)));
    for (key, names) in [("partition", &index.partition), ("sort", &index.sort)] {
        match names.as_slice() {
            [] => {}
            [one] => parts.push(pair(key, one)),
            several => parts.push(named(key, several)),
        }
    }
    match &index.project {
        Some(Projection::Word(word)) => parts.push(pair("project", word)),
        Some(Projection::Attributes(all, _)) => parts.push(named("project", all)),
        None => {}
    }
    parts.extend(allow(&index.allow));
    parts
}

/// What a verb is about.
fn about(verb: &Verb) -> Vec<Part> {
    match verb {
        Verb::Read(of) | Verb::Count(of) => of.iter().map(|one| Part::Word(words(one))).collect(),
        Verb::Put(of)
        | Verb::Update(of)
        | Verb::Upsert(of)
        | Verb::Delete(of)
        | Verb::Check(of) => {
            vec![Part::Word(words(of))]
        }
        Verb::Transact(steps) => steps.iter().flat_map(step).collect(),
        Verb::Outside(Outside { fields }) => parts_of(fields),
    }
}

fn step(step: &Step) -> Vec<Part> {
    let verbs = step.verbs.iter().map(|(verb, _)| {
        let mut parts = about(verb);
        parts.extend(clauses(&step.clauses));
        Part::Group(verb.word().to_owned(), parts)
    });
    verbs.collect()
}

fn clauses(all: &[Clause]) -> Vec<Part> {
    let all = all.iter().map(|one| match one.key.as_str() {
        "given" | "set" => term_list(&one.key, &one.value),
        key => listed(key, &one.value),
    });
    all.collect()
}

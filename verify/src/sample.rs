//! A small model by hand, for unit tests.

use tablewright_modeler::{
    model::{
        Attribute, AttributeId, AttributeRef, Comparison, Condition, Entity, EntityId, Entry,
        Facts, Index, IndexId, IndexKind, Key, KeyAttribute, Literal, Model, Operand, Part, Path,
        Scalar, Table, TableId, Template, Type, Value as Term,
    },
    source::Span,
};

use crate::{item::Item, values::Value};

/// The only entity.
pub(crate) const ORDER: usize = 0;

/// `customer`, `number` (padded in the key), `status`, `note` (optional), `tags` (optional).
pub(crate) fn model() -> Model {
    let types = [
        ("customer", Type::String),
        ("number", Type::Int),
        ("status", Type::Enum(vec!["open".into(), "done".into()])),
        ("note", Type::String),
        ("tags", Type::Set(Box::new(Type::String.into()))),
    ];
    let mut attributes: Vec<Attribute> = types
        .into_iter()
        .enumerate()
        .map(|(at, (name, kind))| attribute(at, name, kind))
        .collect();
    attributes[1].facts.min = Some(0);
    attributes[3].facts.optional = true;
    attributes[4].facts.optional = true;
    let open = equals(2, Literal::Text("open".into()));
    let entry = Entry {
        index: IndexId::new(0),
        partition: vec![template(&[Ok("OPEN#"), Err((0, None))])],
        sort: vec![template(&[Err((3, None))])],
        when: Some(open),
        computed: true,
        span: Span::default(),
    };
    let order = Entity {
        shards: Vec::new(),
        lock: None,
        unique: Vec::new(),
        name: "Order".into(),
        about: None,
        table: TableId::new(0),
        attributes,
        key: Key {
            partition: template(&[Ok("C#"), Err((0, None))]),
            sort: Some(template(&[Ok("O#"), Err((1, Some(4)))])),
        },
        entries: vec![entry],
        volume: None,
        span: Span::default(),
    };
    Model {
        name: "sample".into(),
        tables: vec![table()],
        indexes: vec![index()],
        entities: vec![order],
        ..Model::default()
    }
}

fn index() -> Index {
    Index {
        name: "GSI1".into(),
        table: TableId::new(0),
        kind: IndexKind::Global,
        partition: vec![key("GSI1PK")],
        sort: vec![key("GSI1SK")],
        carries: tablewright_modeler::model::Carries::All,
        span: Span::default(),
    }
}

fn table() -> Table {
    Table {
        name: "sample".into(),
        partition: key("PK"),
        sort: Some(key("SK")),
        tag: Some("type".into()),
        ..Table::default()
    }
}

fn key(name: &str) -> KeyAttribute {
    KeyAttribute {
        name: name.into(),
        scalar: Scalar::S,
        span: Span::default(),
    }
}

fn attribute(at: usize, name: &str, kind: Type) -> Attribute {
    Attribute {
        name: name.into(),
        physical: name.into(),
        kind,
        facts: Facts::default(),
        class: at as u32,
        joined: false,
        derived: None,
        span: Span::default(),
    }
}

fn template(parts: &[Result<&str, (usize, Option<u8>)>]) -> Template {
    let part = |part: &Result<&str, (usize, Option<u8>)>| match part {
        Ok(text) => Part::Literal((*text).to_owned()),
        Err((at, pad)) => Part::Attribute {
            attribute: AttributeId::new(*at),
            pad: *pad,
            cut: None,
            span: Span::default(),
        },
    };
    Template {
        parts: parts.iter().map(part).collect(),
        span: Span::default(),
    }
}

/// An attribute of the entity.
pub(crate) fn of(at: usize) -> AttributeRef {
    AttributeRef {
        entity: EntityId::new(ORDER),
        attribute: AttributeId::new(at),
    }
}

/// A path to an attribute.
pub(crate) fn path(at: usize) -> Path {
    Path {
        attribute: of(at),
        steps: Vec::new(),
    }
}

/// `attribute = literal`.
pub(crate) fn equals(at: usize, literal: Literal) -> Condition {
    compare(at, Comparison::Equal, literal)
}

/// `attribute ? literal`.
pub(crate) fn compare(at: usize, comparison: Comparison, literal: Literal) -> Condition {
    Condition::Compare(
        Operand::Path(path(at)),
        comparison,
        Operand::Value(Term::Literal(literal)),
    )
}

/// An order; the note is absent where it is not given.
pub(crate) fn order(customer: &str, number: i64, status: &str, note: Option<&str>) -> Item {
    let values = vec![
        Some(Value::text(customer)),
        Some(Value::int(number)),
        Some(Value::text(status)),
        note.map(Value::text),
        None,
    ];
    Item {
        entity: EntityId::new(ORDER),
        values,
    }
}

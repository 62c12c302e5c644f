use super::{Check, Context, declare_rule};
use crate::{
    findings::{Finding, Findings},
    model::{Entity, EntityId, KeyAttribute, Part, Scalar, Template, Type},
};

declare_rule! {
    /// # A key of a type that keys cannot have
    ///
    /// A key attribute is a string, a number or bytes, and has one type in all items of a table.
    ///
    /// DynamoDB refuses an item whose key attribute has another type than the table or index declares, and
    /// no key is a list, a map, a set or a truth value.
    ///
    /// Use a scalar, or build a text: `"FLAG#{flag}"`. Where two entities disagree, let both build a text.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, tags: { type: list, of: string } }
    ///     key: { partition: "ORDER#{order_id}", sort: "{tags}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    /// ```
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, indexes: { by_rank: { partition: rank, sort: at } } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, rank: string, at: timestamp }
    ///     key: { partition: "ORDER#{order_id}" }
    ///   Line:
    ///     attributes: { line_id: ulid, rank: int }
    ///     key: { partition: "LINE#{line_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   add_line: { put: Line, if: absent }
    ///   ranked: { read: Order, given: [rank], order: { at: ascending } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, tags: { type: list, of: string } }
    ///     key: { partition: "ORDER#{order_id}", sort: ORDER }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    /// ```
    pub RULE = "invalid-key-type", Error, "a key of a type that keys cannot have",
    Check::Entity(check), allowable = false
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let model = context.model;
    let entity = model.entity(id);
    let table = model.table(entity.table);
    let mut keys: Vec<(&Template, &KeyAttribute)> = Vec::new();
    if !entity.key.partition.parts.is_empty() {
        keys.push((&entity.key.partition, &table.partition));
        keys.extend(entity.key.sort.iter().zip(&table.sort));
    }
    for entry in &entity.entries {
        let index = model.index(entry.index);
        keys.extend(entry.partition.iter().zip(&index.partition));
        keys.extend(entry.sort.iter().zip(&index.sort));
    }
    let mut seen: Vec<&str> = Vec::new();
    for (template, key) in keys {
        if seen.contains(&key.name.as_str()) {
            continue;
        }
        if let Some(finding) = wrong(entity, template, key) {
            seen.push(&key.name);
            findings.push(finding.entity(&entity.name));
        }
    }
    findings.extend(unmarkable(context, id));
    // An entity that lacks the rest of an index key is not in the index, but the service looks at the types
    // of the attributes that it has.
    for index in model.indexes_of(entity.table).map(|id| model.index(id)) {
        for key in index.partition.iter().chain(&index.sort) {
            if seen.contains(&key.name.as_str()) {
                continue;
            }
            let Some(template) = alone(entity, &key.name) else {
                continue;
            };
            if let Some(finding) = wrong(entity, &template, key) {
                seen.push(&key.name);
                findings.push(finding.entity(&entity.name));
            }
        }
    }
}

/// A marker of a unique value has a text in each key attribute of the table.
fn unmarkable(context: &Context<'_>, id: EntityId) -> Option<Finding> {
    let model = context.model;
    let (entity, table) = (model.entity(id), model.table_of(id));
    let unique = entity.unique.first()?;
    let mut keys = std::iter::once(&table.partition).chain(&table.sort);
    let key = keys.find(|key| key.scalar != Scalar::S)?;
    Some(
        RULE.at(
            unique.span,
            format!(
                "the marker of `{}` is a text, and the key `{}` is of type {}",
                unique.name,
                key.name,
                key.scalar.letter()
            ),
        )
        .label("kept unique by an item with this key")
        .related(key.span, "the key")
        .help("build the table's keys as texts, or keep markers in a table of their own")
        .entity(&entity.name),
    )
}

/// The attribute that is stored under the name of a key, as a template.
fn alone(entity: &Entity, physical: &str) -> Option<Template> {
    let all = entity.attribute_ids().zip(&entity.attributes);
    let (id, of) = all.into_iter().find(|(_, of)| of.physical == physical)?;
    let part = Part::Attribute {
        attribute: id,
        pad: None,
        cut: None,
        span: of.span,
    };
    Some(Template {
        parts: vec![part],
        span: of.span,
    })
}

fn wrong(entity: &Entity, template: &Template, key: &KeyAttribute) -> Option<Finding> {
    for part in &template.parts {
        let Part::Attribute {
            attribute, span, ..
        } = part
        else {
            continue;
        };
        let attribute = &entity.attributes[attribute.index()];
        let bare = template.parts.len() == 1;
        let textless = matches!(
            attribute.kind,
            Type::List(_)
                | Type::Map(_)
                | Type::Set(_)
                | Type::Struct(_)
                | Type::Json
                | Type::Binary
                | Type::Bool
        );
        if (bare && attribute.kind.scalar().is_none()) || (!bare && textless) {
            let (name, word) = (&attribute.name, attribute.kind.word());
            return Some(
                RULE.at(
                    *span,
                    format!(
                        "`{name}` is a {word}, and the key `{}` cannot be one",
                        key.name
                    ),
                )
                .label("not for a key")
                .related(attribute.span, format!("`{name}` is declared here"))
                .help("a key is a string, a number or bytes"),
            );
        }
    }
    let scalar = template.scalar(|id| entity.attributes[id.index()].kind.scalar())?;
    (scalar != key.scalar).then(|| {
        RULE.at(
            template.span,
            format!(
                "`{}` is of type {} in `{}` and of type {} elsewhere",
                key.name,
                scalar.letter(),
                entity.name,
                key.scalar.letter()
            ),
        )
        .label(format!("makes `{}` a {}", key.name, scalar.letter()))
        .related(
            key.span,
            format!("`{}` is a key and has one type", key.name),
        )
        .help("let every entity build a text for this key, or give them different keys")
    })
}

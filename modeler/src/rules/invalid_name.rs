use super::{Check, Context, declare_rule};
use crate::{
    findings::{Finding, Findings},
    limits::{ATTRIBUTE_NAME_BYTES, KEY_NAME_BYTES, NAME_LEAST, NAME_MOST, is_name_character},
    model::{Carries, Model, TableId},
    source::Span,
};

declare_rule! {
    /// # A name that DynamoDB refuses
    ///
    /// A table or an index is called by 3 to 255 of the characters a-z, A-Z, 0-9, `_`, `-` and `.`. An
    /// attribute in a key or a projection has a name of at most 255 bytes.
    ///
    /// The table would not be created.
    ///
    /// Choose another name. A table without a name of its own is called like the model.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { I1: { partition: invoice } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_invoice: { read: Order, given: [invoice] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { by_invoice: { partition: invoice } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_invoice: { read: Order, given: [invoice] }
    /// ```
    pub RULE = "invalid-name", Error, "a name that DynamoDB refuses", Check::Model(check),
    allowable = false
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    for table in model.table_ids() {
        keys(model, table, findings);
    }
    for entity in &model.entities {
        for attribute in &entity.attributes {
            let ttl = model.table(entity.table).ttl.as_ref() == Some(&attribute.physical);
            let most = if ttl {
                KEY_NAME_BYTES
            } else {
                ATTRIBUTE_NAME_BYTES
            };
            if attribute.physical.len() > most {
                let finding = too_long(&attribute.physical, attribute.span, most);
                findings.push(finding.entity(&entity.name));
            }
        }
    }
}

/// The names of a table, its indexes and their keys.
fn keys(model: &Model, id: TableId, findings: &mut Findings) {
    let table = model.table(id);
    findings.extend(refused("table", &table.name, table.span).map(|f| f.table(&table.name)));
    let mut keys: Vec<_> = std::iter::once(&table.partition)
        .chain(&table.sort)
        .collect();
    for index in model.indexes_of(id).map(|index| model.index(index)) {
        findings.extend(refused("index", &index.name, index.span).map(|f| f.index(&index.name)));
        keys.extend(index.partition.iter().chain(&index.sort));
        if let Carries::Attributes(names) = &index.carries {
            let long = names.iter().filter(|name| name.len() > KEY_NAME_BYTES);
            findings.extend(long.map(|name| too_long(name, index.span, KEY_NAME_BYTES)));
        }
    }
    keys.sort_by_key(|key| (&key.name, key.span));
    keys.dedup_by_key(|key| &key.name);
    let long = keys
        .into_iter()
        .filter(|key| key.name.len() > KEY_NAME_BYTES);
    findings.extend(long.map(|key| too_long(&key.name, key.span, KEY_NAME_BYTES)));
}

/// What is wrong with the name of a table or an index.
fn refused(what: &str, name: &str, span: Span) -> Option<Finding> {
    let length = name.chars().count();
    if name.is_empty() {
        // There is no name to judge: another rule has said why.
        return None;
    }
    let because = match name
        .chars()
        .find(|character| !is_name_character(*character))
    {
        Some(character) => format!("it has `{character}` in it"),
        None if length < NAME_LEAST => format!("it is shorter than {NAME_LEAST} characters"),
        None if length > NAME_MOST => format!("it is longer than {NAME_MOST} characters"),
        None => return None,
    };
    Some(
        RULE.at(
            span,
            format!("DynamoDB refuses the {what} name `{name}`: {because}"),
        )
        .label("not a name for it")
        .help(format!(
            "use {NAME_LEAST} to {NAME_MOST} of a-z, A-Z, 0-9, `_`, `-` and `.`"
        )),
    )
}

fn too_long(name: &str, span: Span, most: usize) -> Finding {
    let start: String = name.chars().take(20).collect();
    RULE.at(
        span,
        format!(
            "the attribute name `{start}…` has {} bytes, and {most} are allowed",
            name.len()
        ),
    )
    .label("too long")
    .help("give it a shorter physical `name`")
}

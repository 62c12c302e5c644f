use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{Model, TableId},
};

declare_rule! {
    /// # Entities without a tag
    ///
    /// Several entities lie in a table, and no attribute says which of them an item is. Generated code tells them by the form
    /// of their keys; whoever reads the stream, an export or the console has to know those forms, and filters of event sources
    /// cannot ask for one entity.
    ///
    /// Name an attribute for it: `tag: type`. Items that are already there are told by their keys until they are written
    /// again.
    ///
    /// ```yaml,fires
    /// model: forum
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Topic:
    ///     attributes: { topic: ulid, title: string }
    ///     key: { partition: "TOPIC#{topic}", sort: TOPIC }
    ///   Post:
    ///     attributes: { topic: { same_as: Topic.topic }, post_id: ulid }
    ///     key: { partition: "TOPIC#{topic}", sort: "POST#{post_id}" }
    ///     volume: { each: topic, average: 80 }
    /// access_patterns:
    ///   open: { put: Topic, if: absent }
    ///   topic: { read: Topic, given: [topic] }
    ///   write: { put: Post, if: absent }
    ///   posts: { read: Post, given: [topic], limit: 20 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: forum
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Topic:
    ///     attributes: { topic: ulid, title: string }
    ///     key: { partition: "TOPIC#{topic}", sort: TOPIC }
    ///   Post:
    ///     attributes: { topic: { same_as: Topic.topic }, post_id: ulid }
    ///     key: { partition: "TOPIC#{topic}", sort: "POST#{post_id}" }
    ///     volume: { each: topic, average: 80 }
    /// access_patterns:
    ///   open: { put: Topic, if: absent }
    ///   topic: { read: Topic, given: [topic] }
    ///   write: { put: Post, if: absent }
    ///   posts: { read: Post, given: [topic], limit: 20 }
    /// ```
    pub RULE = "missing-tag", Info, "several entities in a table, and no attribute that says which an item is",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    for id in model.table_ids() {
        let table = model.table(id);
        let here = model.entities.iter().filter(|entity| entity.table == id);
        let names: Vec<&str> = here.map(|entity| entity.name.as_str()).collect();
        if table.tag.is_some() || names.len() < 2 {
            continue;
        }
        let message = format!(
            "no attribute says which of {} entities an item of `{}` is",
            names.len(),
            table.name
        );
        findings.push(
            RULE.at(table.span, message)
                .label("no `tag`")
                .help(format!(
                    "name an attribute for it: `tag: {}`",
                    free(model, id)
                ))
                .table(&table.name),
        );
    }
}

/// A name that no attribute of a table has.
fn free(model: &Model, id: TableId) -> &'static str {
    const NAMES: [&str; 4] = ["type", "entity", "kind", "entity_type"];
    let taken = |name: &str| {
        let table = model.table(id);
        let indexes = model
            .indexes_of(id)
            .flat_map(|index| model.index(index).key_names());
        let mut entities = model.entities.iter().filter(|entity| entity.table == id);
        table.key_names().chain(indexes).any(|key| key == name)
            || entities.any(|entity| entity.attributes.iter().any(|of| of.physical == name))
    };
    let all = NAMES.into_iter().find(|name| !taken(name));
    all.unwrap_or("item_type")
}

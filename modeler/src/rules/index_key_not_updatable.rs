use super::{Check, Context, declare_rule, say, writes::writes};
use crate::{
    findings::Findings,
    model::{Model, Pattern, PatternId, Write},
    plan::WriteProblem,
};

declare_rule! {
    /// # An update that cannot keep an index entry right
    ///
    /// The update changes something that an index key is made of, and does not know the key's other
    /// attributes.
    ///
    /// A computed index key is text that the writer renders. Without all of its attributes it cannot be
    /// rendered, and the entry would keep the old text: reads through the index would find the item in the
    /// wrong place.
    ///
    /// Give the missing attributes as well (whoever updates has mostly read the item), or set them too.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, warehouse: uuid, state: { type: enum, values: [open, done] } }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "AT#{warehouse}#{state}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   waiting: { read: Order, given: [warehouse, state] }
    ///   finish: { update: Order, given: [order_id], set: [state = 'done'] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, warehouse: uuid, state: { type: enum, values: [open, done] } }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "AT#{warehouse}#{state}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   waiting: { read: Order, given: [warehouse, state] }
    ///   finish: { update: Order, given: [order_id, warehouse], set: [state = 'done'] }
    /// ```
    pub RULE = "index-key-not-updatable", Error, "an update that cannot keep an index entry right",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    for (write, problems) in writes(context, id) {
        one(model, pattern, write, problems, findings);
    }
}

fn one(
    model: &Model,
    pattern: &Pattern,
    write: &Write,
    problems: &[WriteProblem],
    findings: &mut Findings,
) {
    let entity = model.entity(write.entity);
    for problem in problems {
        let WriteProblem::IndexKey {
            index,
            changed,
            unknown,
        } = problem
        else {
            continue;
        };
        let name = &model.index(*index).name;
        let (changes, missing) = (
            say::attributes(entity, changed),
            say::attributes(entity, unknown),
        );
        let span = write
            .changes
            .iter()
            .find(|change| changed.contains(&change.path.attribute.attribute))
            .map_or(pattern.span, |change| change.span);
        let mut finding = RULE
            .at(
                span,
                format!(
                    "the key of `{}` in `{name}` cannot be kept current without {missing}",
                    entity.name
                ),
            )
            .label(format!("changes the entry in `{name}`"))
            .help(format!("give {missing}, too"))
            .index(name)
            .entity(&entity.name)
            .pattern(&pattern.name);
        if !changed.is_empty() {
            finding = finding.note(format!("the entry is made of {changes} and {missing}"));
        }
        if let Some(entry) = entity.entry(*index) {
            finding = finding.related(entry.span, "the entry is declared here");
        }
        findings.push(finding);
    }
}

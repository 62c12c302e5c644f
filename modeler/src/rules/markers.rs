//! Whether the marker of a unique value can have the key of another marker, or of an item.

use super::key_collision::RULE;
use crate::{
    findings::{Finding, Findings},
    model::{Entity, EntityId, Model, TableId, Template, Unique},
    proof::{self, Language, Prefixes},
    words::quoted,
};

/// A marker, or an entity whose partition and sort key are one text, as a marker's are.
#[derive(Clone, Copy)]
struct Holder<'m> {
    entity: EntityId,
    /// Which of its unique values; its own key where absent.
    unique: Option<usize>,
    template: &'m Template,
}

/// Looks at the markers of a table.
pub(super) fn check(model: &Model, table: TableId, findings: &mut Findings) {
    let all = holders(model, table);
    if all.iter().all(|one| one.unique.is_none()) {
        return;
    }
    let prefixes = all.iter().enumerate();
    let near =
        Prefixes::new(prefixes.map(|(at, one)| (one.template.literal_prefix().to_owned(), at)));
    for (at, one) in all.iter().enumerate() {
        let mut others = near.near(one.template.literal_prefix());
        others.sort_unstable();
        // One finding for each is enough: the first that was written before it.
        let met = others
            .into_iter()
            .take_while(|other| *other < at)
            .find_map(|other| {
                let other = &all[other];
                // Keys of items among each other have a proof of their own.
                (one.unique.or(other.unique))
                    .is_some()
                    .then(|| meet(model, other, one))?
            });
        findings.extend(met);
    }
}

fn holders(model: &Model, table: TableId) -> Vec<Holder<'_>> {
    let mut all = Vec::new();
    for id in model
        .entity_ids()
        .filter(|id| model.entity(*id).table == table)
    {
        let entity = model.entity(id);
        let key = &entity.key;
        let one_text = key
            .sort
            .as_ref()
            .is_none_or(|sort| sort.is_like(&key.partition));
        if one_text && !key.partition.parts.is_empty() {
            all.push(Holder {
                entity: id,
                unique: None,
                template: &key.partition,
            });
        }
        let markers = entity.unique.iter().enumerate();
        all.extend(markers.map(|(at, unique)| Holder {
            entity: id,
            unique: Some(at),
            template: &unique.template,
        }));
    }
    all
}

fn meet(model: &Model, first: &Holder<'_>, second: &Holder<'_>) -> Option<Finding> {
    let language =
        |one: &Holder<'_>| -> Language { proof::template(model.entity(one.entity), one.template) };
    let text = proof::meet(&language(first), &language(second)).text()?;
    let name = |one: &Holder<'_>| -> String {
        let entity: &Entity = model.entity(one.entity);
        match one.unique {
            Some(at) => {
                let unique: &Unique = &entity.unique[at];
                format!(
                    "the marker of {} of `{}`",
                    quoted(&unique.name),
                    entity.name
                )
            }
            None => format!("`{}`", entity.name),
        }
    };
    Some(
        RULE.at(
            second.template.span,
            format!("{} and {} can have the same key", name(first), name(second)),
        )
        .label(format!("can be {}", quoted(&text)))
        .related(first.template.span, "so can this")
        .note("a value that nobody has is then refused as taken")
        .help("begin each with a literal of its own")
        .entity(&model.entity(second.entity).name),
    )
}

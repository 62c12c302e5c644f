//! Attributes of different entities that are one identifier.

use super::{EntityDesign, KeyDesign, Piece, TableDesign, Template};

/// Says `same_as` where the word before a value is the one that the key of another entity starts with.
pub(super) fn join(tables: &mut [TableDesign]) {
    for table in tables {
        let roots: Vec<(String, String, String)> = table.entities.iter().filter_map(root).collect();
        for entity in &mut table.entities {
            let keys: Vec<KeyDesign> = entity
                .key
                .iter()
                .chain(entity.entries.iter().map(|entry| &entry.key))
                .cloned()
                .collect();
            for (literal, name) in keys.iter().flat_map(pairs) {
                let root = roots
                    .iter()
                    .find(|(word, owner, _)| *word == literal && *owner != entity.name);
                let Some((_, owner, identifier)) = root else {
                    continue;
                };
                let attribute = entity.attributes.iter_mut().find(|one| one.name == name);
                if let Some(attribute) = attribute.filter(|one| one.same_as.is_none()) {
                    attribute.same_as = Some(format!("{owner}.{identifier}"));
                }
            }
        }
        keep_equal(table);
        without_circles(table);
    }
}

/// Only attributes of one type can be one identifier.
fn keep_equal(table: &mut TableDesign) {
    let kinds: Vec<(String, String)> = table
        .entities
        .iter()
        .flat_map(|entity| {
            let name = |attribute: &str| format!("{}.{attribute}", entity.name);
            entity
                .attributes
                .iter()
                .map(move |one| (name(&one.name), one.kind.clone()))
        })
        .collect();
    for attribute in table
        .entities
        .iter_mut()
        .flat_map(|entity| &mut entity.attributes)
    {
        let target = attribute.same_as.as_ref();
        let target = target.and_then(|target| kinds.iter().find(|(name, _)| name == target));
        if target.is_some_and(|(_, kind)| *kind != attribute.kind) {
            attribute.same_as = None;
        }
    }
}

/// Of two entities with one key, the first has the identifier.
fn without_circles(table: &mut TableDesign) {
    let mut named: Vec<String> = Vec::new();
    for entity in &mut table.entities {
        for attribute in &mut entity.attributes {
            let own = format!("{}.{}", entity.name, attribute.name);
            if attribute.same_as.is_some() && named.contains(&own) {
                attribute.same_as = None;
            }
            named.extend(attribute.same_as.clone());
        }
    }
}

/// The word before the identifier of an entity of which a partition has one.
fn root(entity: &EntityDesign) -> Option<(String, String, String)> {
    let key = entity.key.as_ref()?;
    let [Piece::Literal(word), Piece::Attribute { name, form: None }] = key.partition.as_slice()
    else {
        return None;
    };
    let one = |sort: &Template| {
        *sort == key.partition || sort.iter().all(|piece| matches!(piece, Piece::Literal(_)))
    };
    let single = key.sort.as_ref().is_none_or(one);
    single.then(|| (word.clone(), entity.name.clone(), name.clone()))
}

/// Attributes with the literal before them.
fn pairs(key: &KeyDesign) -> Vec<(String, String)> {
    let templates = std::iter::once(&key.partition).chain(&key.sort);
    let pairs = templates.flat_map(|template| template.windows(2));
    pairs
        .filter_map(|pair| match pair {
            [Piece::Literal(word), Piece::Attribute { name, form: None }] => {
                Some((word.trim_start_matches('#').to_owned(), name.clone()))
            }
            _ => None,
        })
        .collect()
}

//! Attributes that are called like a word in a key.

use super::{EntityDesign, Piece, TableDesign, Template};

/// Calls them otherwise: in a template, a word that is an attribute's name reads as a forgotten placeholder.
pub(super) fn part(tables: &mut [TableDesign]) {
    for entity in tables.iter_mut().flat_map(|table| &mut table.entities) {
        let words: Vec<String> = templates(entity)
            .flat_map(|template| words(template))
            .collect();
        let clashes = entity
            .attributes
            .iter()
            .filter(|one| words.contains(&one.name));
        let clashes: Vec<String> = clashes.map(|one| one.name.clone()).collect();
        for name in clashes {
            rename(entity, &name, &format!("{name}_value"));
        }
    }
}

fn templates(entity: &mut EntityDesign) -> impl Iterator<Item = &mut Template> {
    let keys = entity
        .key
        .iter_mut()
        .chain(entity.entries.iter_mut().map(|entry| &mut entry.key));
    keys.flat_map(|key| std::iter::once(&mut key.partition).chain(&mut key.sort))
}

fn words(template: &Template) -> Vec<String> {
    let literals = template.iter().filter_map(|piece| match piece {
        Piece::Literal(text) => Some(text.split(|c: char| !c.is_alphanumeric() && c != '_')),
        Piece::Attribute { .. } => None,
    });
    literals.flatten().map(str::to_owned).collect()
}

fn rename(entity: &mut EntityDesign, from: &str, to: &str) {
    for attribute in entity.attributes.iter_mut().filter(|one| one.name == from) {
        attribute.physical.get_or_insert_with(|| from.to_owned());
        attribute.name = to.to_owned();
    }
    for piece in templates(entity).flatten() {
        if let Piece::Attribute { name, .. } = piece
            && name == from
        {
            *name = to.to_owned();
        }
    }
}

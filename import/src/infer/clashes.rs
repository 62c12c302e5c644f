//! Attributes that are called like a word in a key.

use super::{Piece, TableDesign, Template, rename, templates};

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
            for attribute in entity.attributes.iter_mut().filter(|one| one.name == name) {
                attribute.physical.get_or_insert_with(|| name.clone());
            }
            rename(entity, &name, &format!("{name}_value"));
        }
    }
}

fn words(template: &Template) -> Vec<String> {
    let literals = template.iter().filter_map(|piece| match piece {
        Piece::Literal(text) => Some(text.split(|c: char| !c.is_alphanumeric() && c != '_')),
        Piece::Attribute { .. } => None,
    });
    literals.flatten().map(str::to_owned).collect()
}

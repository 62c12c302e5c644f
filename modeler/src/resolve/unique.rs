//! Unique constraints and the optimistic lock of an entity.

use super::{Sink, names, templates};
use crate::{
    draft,
    model::{AttributeId, Entity, Part, Template, Type, Unique},
    rules::{duplicate_name, invalid_template, type_mismatch},
    source::Span,
    words,
};

/// The unique constraints of an entity.
pub(super) fn constraints(
    written: &draft::Entity,
    entity: &Entity,
    sink: &mut Sink<'_>,
) -> Vec<Unique> {
    let mut all: Vec<Unique> = Vec::new();
    for one in &written.unique {
        if let Some(first) = all.iter().find(|unique| unique.name == one.name.value) {
            let message = format!("`{}` is unique twice", first.name);
            let finding = duplicate_name::RULE.at(one.name.span, message);
            let finding = finding.related(first.span, "first declared here");
            sink.report(finding.entity(&entity.name));
            continue;
        }
        let template = match &one.template {
            Some(text) => templates::template(text, entity, sink),
            None => names::attribute(&one.name, one.name.span, entity, sink)
                .map(|attribute| usual(attribute, one.name.span, entity)),
        };
        let Some(template) = template else { continue };
        if template.attributes().next().is_none() {
            let message = format!(
                "the marker of `{}` is the same for all items",
                one.name.as_str()
            );
            let finding = invalid_template::RULE.at(template.span, message);
            let help = "put the unique attributes into it: \"EMAIL#{email}\"";
            sink.report(finding.help(help).entity(&entity.name));
            continue;
        }
        all.push(Unique {
            name: one.name.value.clone(),
            template,
            span: one.name.span,
        });
    }
    all
}

/// `unique: [email]` is short for this: no other key of a model starts so by chance.
fn usual(attribute: AttributeId, span: Span, entity: &Entity) -> Template {
    let name = &entity.attributes[attribute.index()].name;
    let prefix = format!("UNIQUE#{}#{name}#", entity.name);
    let value = Part::Attribute {
        attribute,
        pad: None,
        cut: None,
        span,
    };
    Template {
        parts: vec![Part::Literal(prefix), value],
        span,
    }
}

/// The optimistic lock: an int.
pub(super) fn lock(
    written: &draft::Entity,
    entity: &Entity,
    sink: &mut Sink<'_>,
) -> Option<AttributeId> {
    let name = written.optimistic_lock.as_ref()?;
    let id = names::attribute(name, name.span, entity, sink)?;
    let attribute = &entity.attributes[id.index()];
    if attribute.kind != Type::Int {
        let message = format!(
            "an optimistic lock counts writes, and `{}` is {}",
            attribute.name,
            words::a(attribute.kind.word())
        );
        let finding = type_mismatch::RULE.at(name.span, message);
        let finding = finding.related(attribute.span, "declared here");
        sink.report(finding.help("make it an `int`").entity(&entity.name));
        return None;
    }
    Some(id)
}

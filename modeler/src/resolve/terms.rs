//! The names of one pattern: its entities' attributes, and its parameters.

use super::{Sink, literals, names};
use crate::{
    model::{
        AttributeId, AttributeRef, Entity, EntityId, Given, Parameter, ParameterId, Shard,
        ShardChoice, Type, Value,
    },
    rules::{ambiguous_name, invalid_value, type_mismatch, unknown_name},
    source::{Span, Text},
    syntax::{RawTerm, RawValue, parse_term},
};

/// What names mean inside one pattern.
pub(super) struct Scope<'m, 's, 'f> {
    pub(super) all: &'m [Entity],
    pub(super) wanted: Vec<EntityId>,
    pub(super) parameters: Vec<Parameter>,
    /// Whether a step is resolved that is done several times, with other values each time.
    pub(super) repeating: bool,
    /// Whether several steps demand the version of their item, so that each needs a name of its own.
    pub(super) several_versions: bool,
    pub(super) sink: &'s mut Sink<'f>,
}

impl<'m, 's, 'f> Scope<'m, 's, 'f> {
    /// A pattern of which nothing is known yet.
    pub(super) fn new(all: &'m [Entity], sink: &'s mut Sink<'f>) -> Self {
        Self {
            all,
            wanted: Vec::new(),
            parameters: Vec::new(),
            repeating: false,
            several_versions: false,
            sink,
        }
    }
}

impl Scope<'_, '_, '_> {
    pub(super) fn entity(&self, id: EntityId) -> &Entity {
        &self.all[id.index()]
    }

    pub(super) fn kind(&self, of: AttributeRef) -> Type {
        self.entity(of.entity).attributes[of.attribute.index()]
            .kind
            .clone()
    }

    /// The parameter of that name. Within one pattern a parameter is one value, so of one type.
    pub(super) fn parameter(
        &mut self,
        name: &str,
        kind: &Type,
        attribute: Option<AttributeRef>,
        span: Span,
    ) -> Option<ParameterId> {
        self.any_parameter(name, kind, attribute, false, span)
    }

    fn any_parameter(
        &mut self,
        name: &str,
        kind: &Type,
        attribute: Option<AttributeRef>,
        list: bool,
        span: Span,
    ) -> Option<ParameterId> {
        let kind = if *kind == Type::Counter {
            &Type::Int
        } else {
            kind
        };
        if let Some(at) = self.parameters.iter().position(|p| p.name == name) {
            let repeating = self.repeating;
            let first = &mut self.parameters[at];
            if first.kind == *kind && first.list == list {
                // Used outside a repeated step as well, it is one value in all repetitions.
                first.repeated &= repeating;
                return Some(ParameterId::new(at));
            }
            if let (Some(known), Some(wanted), false) =
                (first.kind.fineness(), kind.fineness(), list)
            {
                // The finest is what the caller gives; where a coarser time is wanted, it is cut.
                if known < wanted {
                    (first.kind, first.attribute) = (kind.clone(), attribute);
                }
                first.repeated &= repeating;
                return Some(ParameterId::new(at));
            }
            let word = |list: bool, kind: &Type| match list {
                true => format!("list of `{}`", kind.word()),
                false => format!("`{}`", kind.word()),
            };
            let (was, now) = (word(first.list, &first.kind), word(list, kind));
            let message = format!("`:{name}` is a {was} and cannot be a {now}");
            let finding = type_mismatch::RULE.at(span, message);
            let finding = finding.related(first.span, format!("a {was} here"));
            self.sink.report(finding);
            return None;
        }
        self.parameters.push(Parameter {
            name: name.to_owned(),
            kind: kind.clone(),
            attribute,
            list,
            repeated: self.repeating,
            shard: None,
            bucket: false,
            span,
        });
        Some(ParameterId::new(self.parameters.len() - 1))
    }

    /// The times whose partitions are asked.
    pub(super) fn buckets(&mut self, attribute: AttributeRef, span: Span) -> ParameterId {
        self.parameters.push(Parameter {
            name: format!(
                "{}_buckets",
                self.entity(attribute.entity).attributes[attribute.attribute.index()].name
            ),
            kind: self.kind(attribute),
            attribute: Some(attribute),
            list: true,
            repeated: self.repeating,
            shard: None,
            bucket: true,
            span,
        });
        ParameterId::new(self.parameters.len() - 1)
    }

    /// A parameter that the code finds by itself; of several alike one.
    pub(super) fn hidden(
        &mut self,
        name: &str,
        attribute: AttributeRef,
        list: bool,
        shard: Shard,
        span: Span,
    ) -> ParameterId {
        // Entities of one partition lie in its shards together.
        let shards = |of: &Shard| &self.all[of.entity.index()].shards[of.shards];
        let alike = |one: &Parameter| {
            one.name == name
                && one.list == list
                && one.shard.is_some_and(|known| {
                    known.choice == shard.choice
                        && shard.choice == ShardChoice::Each
                        && shards(&known).count == shards(&shard).count
                        && shards(&known).was == shards(&shard).was
                })
        };
        if let Some(at) = self.parameters.iter().position(alike) {
            return ParameterId::new(at);
        }
        self.parameters.push(Parameter {
            name: name.to_owned(),
            kind: Type::Int,
            attribute: Some(attribute),
            list,
            repeated: self.repeating,
            shard: Some(shard),
            bucket: false,
            span,
        });
        ParameterId::new(self.parameters.len() - 1)
    }

    /// The attributes that a name means: in each wanted entity its own attribute, else its one
    /// attribute that is the same identifier. `everywhere` asks that every entity has one.
    pub(super) fn attributes(
        &mut self,
        name: &str,
        span: Span,
        everywhere: bool,
    ) -> Option<Vec<AttributeRef>> {
        let owners: Vec<AttributeRef> = self
            .wanted
            .iter()
            .filter_map(|id| {
                let attribute = self.entity(*id).attribute(name)?;
                Some(AttributeRef {
                    entity: *id,
                    attribute,
                })
            })
            .collect();
        let Some(first) = owners.first().copied() else {
            self.report_unknown(name, span);
            return None;
        };
        let class = self.entity(first.entity).attributes[first.attribute.index()].class;
        let mut found = owners.clone();
        for id in self.wanted.clone() {
            if owners.iter().any(|owner| owner.entity == id) {
                continue;
            }
            let twins: Vec<AttributeId> = {
                let entity = self.entity(id);
                entity
                    .attribute_ids()
                    .filter(|a| entity.attributes[a.index()].class == class)
                    .collect()
            };
            match twins.as_slice() {
                [one] => found.push(AttributeRef {
                    entity: id,
                    attribute: *one,
                }),
                [] if everywhere => {
                    let message = format!("`{}` has no attribute `{name}`", self.entity(id).name);
                    let help = "every entity of the read needs one; `Entity.name = :parameter` says which is meant";
                    self.sink
                        .report(unknown_name::RULE.at(span, message).help(help));
                    return None;
                }
                [] => {}
                several => {
                    self.report_ambiguous(name, span, id, several);
                    return None;
                }
            }
        }
        Some(found)
    }

    fn report_unknown(&mut self, name: &str, span: Span) {
        if let [only] = self.wanted.as_slice() {
            let entity = &self.all[only.index()];
            names::attribute(name, span, entity, self.sink);
            return;
        }
        let all = self.all;
        let wanted: Vec<EntityId> = self.wanted.clone();
        let known = wanted
            .iter()
            .flat_map(|id| &all[id.index()].attributes)
            .map(|a| a.name.as_str());
        let finding = names::unknown(span, name, "attribute", known);
        self.sink.report(finding);
    }

    fn report_ambiguous(&mut self, name: &str, span: Span, id: EntityId, several: &[AttributeId]) {
        let entity = &self.all[id.index()];
        let list: Vec<String> = several
            .iter()
            .map(|a| format!("`{}.{}`", entity.name, entity.attributes[a.index()].name))
            .collect();
        let message = format!("`{name}` could be {}", list.join(" or "));
        let help = format!(
            "write one of them, for example {} = :{name}",
            list[0].trim_matches('`')
        );
        self.sink.report(
            ambiguous_name::RULE
                .at(span, message)
                .help(help)
                .entity(&entity.name),
        );
    }

    /// A term's attributes and its value; `lists` says whether `in :list` may stand there.
    pub(super) fn given(&mut self, text: &Text, lists: bool) -> Option<Given> {
        let term = self.term(text)?;
        let span = text.part(term.name.1.clone());
        let attributes = match &term.entity {
            None => self.attributes(&term.name.0, span, true)?,
            Some((entity, at)) => {
                vec![self.qualified(entity, text.part(at.clone()), &term.name.0, span)?]
            }
        };
        let value = self.term_value(&term, attributes[0], text, lists)?;
        Some(Given {
            automatic: false,
            attributes,
            value,
            span: text.span,
        })
    }

    pub(super) fn term(&mut self, text: &Text) -> Option<RawTerm> {
        match parse_term(text) {
            Ok(term) => Some(term),
            Err(complaint) => {
                self.sink.complain(&invalid_value::RULE, text, &complaint);
                None
            }
        }
    }

    fn qualified(
        &mut self,
        entity: &str,
        at: Span,
        name: &str,
        span: Span,
    ) -> Option<AttributeRef> {
        let all = self.all;
        let wanted = self.wanted.clone();
        let Some(id) = wanted
            .iter()
            .copied()
            .find(|id| all[id.index()].name == entity)
        else {
            let known = wanted.iter().map(|id| all[id.index()].name.as_str());
            self.sink.report(names::unknown(
                at,
                entity,
                "entity in this pattern called",
                known,
            ));
            return None;
        };
        let attribute = names::attribute(name, span, &all[id.index()], self.sink)?;
        Some(AttributeRef {
            entity: id,
            attribute,
        })
    }

    /// The value of a term, for the attribute that it belongs to.
    pub(super) fn term_value(
        &mut self,
        term: &RawTerm,
        of: AttributeRef,
        text: &Text,
        lists: bool,
    ) -> Option<Value> {
        let kind = self.kind(of);
        let (value, at) = match &term.value {
            None => {
                let span = text.part(term.name.1.clone());
                return Some(Value::Parameter(self.parameter(
                    &term.name.0,
                    &kind,
                    Some(of),
                    span,
                )?));
            }
            Some((value, at)) => (value, text.part(at.clone())),
        };
        match value {
            RawValue::Parameter(name) => Some(Value::Parameter(self.parameter(
                name,
                &kind,
                Some(of),
                at,
            )?)),
            RawValue::Literal(raw) => {
                let literal = literals::literal(raw, &kind, at, self.sink)?;
                let attribute = &self.all[of.entity.index()].attributes[of.attribute.index()];
                literals::possible(&literal, attribute, at, self.sink);
                Some(Value::Literal(literal))
            }
            RawValue::OneOf(name) if lists => Some(Value::OneOf(self.any_parameter(
                name,
                &kind,
                Some(of),
                true,
                at,
            )?)),
            RawValue::OneOf(_) => {
                let message = "a list is for reads; a write is of one item";
                self.sink.report(invalid_value::RULE.at(at, message));
                None
            }
        }
    }
}

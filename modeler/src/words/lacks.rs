//! Why a path lost.

use crate::{
    model::{AttributeId, AttributeRef, Entity, EntityId, Model, Pattern, Template, Verb, Via},
    plan::{Lacks, Operation, PathId, PatternPlan, Rejected},
};

use super::{
    condition::when,
    quote::{listed, quoted},
    template::{template, templates},
};

/// The name of a path in a sentence: `the table`, or the name of an index in quotes.
pub fn path_name(model: &Model, path: PathId) -> String {
    match path {
        PathId::Table => String::from("the table"),
        PathId::Index(id) => quoted(&model.index(id).name),
    }
}

/// Everything that a path lacks, as the rest of a sentence that starts with its name:
/// "its partition key `TO_SHIP#{warehouse}` needs `warehouse`".
pub fn lacks(model: &Model, pattern: &Pattern, rejected: &Rejected) -> String {
    if rejected.lacks.is_empty() {
        return String::from("would serve as well");
    }
    let all: Vec<String> = rejected
        .lacks
        .iter()
        .map(|one| lack(model, pattern, rejected.path, one))
        .collect();
    all.join("; ")
}

/// One thing that a path lacks.
pub fn lack(model: &Model, pattern: &Pattern, path: PathId, lack: &Lacks) -> String {
    let on = On { model, path };
    match lack {
        Lacks::Entry(entity) => format!("{} has no entry in it", on.entity(*entity)),
        Lacks::Partition(entity, unknown) => on.partition(*entity, unknown),
        Lacks::When(entity) => on.when(*entity),
        Lacks::Optional(of) => {
            let (entity, attribute) = (on.entity(of.entity), on.attribute(*of));
            format!("{attribute} may be missing, and then {entity} is not in it")
        }
        Lacks::SplitPartitions(one, other) => {
            let (one, other) = (on.entity(*one), on.entity(*other));
            format!("it keeps {one} and {other} in different partitions")
        }
        Lacks::Range(of) => {
            format!(
                "{} is not the next part of its sort key{}",
                on.attribute(*of),
                on.sort(of.entity)
            )
        }
        Lacks::Order(of) => {
            format!(
                "its sort key{} is not in the order of {}",
                on.sort(of.entity),
                on.attribute(*of)
            )
        }
        Lacks::Unpadded(of) => {
            format!(
                "{} is not padded there, so 10 would sort before 9",
                on.attribute(*of)
            )
        }
        Lacks::UnsortableTime(of) => {
            format!(
                "{} is an epoch, whose text does not sort like the time",
                on.attribute(*of)
            )
        }
        Lacks::Strong => String::from("a global index has no strongly consistent reads"),
        Lacks::Projection(missing) => {
            let names: Vec<String> = missing.iter().map(|of| on.attribute(*of)).collect();
            format!("it does not carry {}", listed(&names))
        }
        Lacks::KeyFilter(of) => {
            format!(
                "DynamoDB refuses a filter on {}, which is in its key",
                on.attribute(*of)
            )
        }
        Lacks::NotPinned => match via(model, pattern) {
            Some(name) => format!("the pattern is pinned to {name}"),
            None => String::from("the pattern is pinned to another path"),
        },
        Lacks::ReadsMore => String::from("would serve, and reads more"),
        Lacks::NoBetter => String::from("would serve as well, and is no better"),
    }
}

/// Why a read became a Scan, in one sentence; none for anything else.
pub fn because(model: &Model, pattern: &Pattern, plan: &PatternPlan) -> Option<String> {
    let (Verb::Read(read), Some(Operation::Scan(_))) = (&pattern.verb, &plan.operation) else {
        return None;
    };
    if matches!(read.via, Some((Via::Scan, _))) {
        return Some(String::from("the model asks for it with `via: scan`"));
    }
    let mut known: Vec<String> = Vec::new();
    for given in &read.given {
        let name = given
            .attributes
            .first()
            .map(|of| quoted(&model.attribute(*of).name));
        known.extend(name.filter(|name| !known.contains(name)));
    }
    let start = match known.as_slice() {
        [] => String::from("nothing is given, so no key can be asked for"),
        _ => format!("no key starts from {}", listed(&known)),
    };
    match plan
        .rejected
        .iter()
        .find(|rejected| !rejected.lacks.is_empty())
    {
        Some(nearest) if !known.is_empty() => {
            let name = path_name(model, nearest.path);
            Some(format!(
                "{start}; nearest is {name}: {}",
                lacks(model, pattern, nearest)
            ))
        }
        _ => Some(start),
    }
}

fn via(model: &Model, pattern: &Pattern) -> Option<String> {
    let Verb::Read(read) = &pattern.verb else {
        return None;
    };
    match read.via?.0 {
        Via::Table => Some(path_name(model, PathId::Table)),
        Via::Index(id) => Some(path_name(model, PathId::Index(id))),
        Via::Scan => Some(String::from("a Scan")),
    }
}

/// A path of a model, and the words for what is on it.
struct On<'a> {
    model: &'a Model,
    path: PathId,
}

impl On<'_> {
    fn entity(&self, id: EntityId) -> String {
        quoted(&self.model.entity(id).name)
    }

    fn attribute(&self, of: AttributeRef) -> String {
        quoted(&self.model.attribute(of).name)
    }

    fn partition(&self, id: EntityId, unknown: &[AttributeId]) -> String {
        let entity = self.model.entity(id);
        let names: Vec<String> = unknown
            .iter()
            .map(|at| quoted(&entity.attributes[at.index()].name))
            .collect();
        let whose = match self.model.entities.len() {
            1 => String::new(),
            _ => format!(" of {}", quoted(&entity.name)),
        };
        let key = match self.partition_text(entity) {
            Some(text) if !text.is_empty() => format!(" {}", quoted(&text)),
            _ => String::new(),
        };
        match names.as_slice() {
            [] => format!("its partition key{key}{whose} is another one"),
            _ => format!("its partition key{key}{whose} needs {}", listed(&names)),
        }
    }

    fn partition_text(&self, entity: &Entity) -> Option<String> {
        match self.path {
            PathId::Table => Some(template(entity, &entity.key.partition)),
            PathId::Index(id) => entity
                .entry(id)
                .map(|entry| templates(entity, &entry.partition)),
        }
    }

    /// The sort key of an entity in quotes after a space; nothing where it has none.
    fn sort(&self, id: EntityId) -> String {
        let entity = self.model.entity(id);
        let sort: &[Template] = match self.path {
            PathId::Table => entity.key.sort.as_slice(),
            PathId::Index(id) => entity.entry(id).map_or(&[], |entry| entry.sort.as_slice()),
        };
        match templates(entity, sort) {
            text if text.is_empty() => text,
            text => format!(" {}", quoted(&text)),
        }
    }

    fn when(&self, id: EntityId) -> String {
        let entity = self.model.entity(id);
        let condition = match self.path {
            PathId::Table => None,
            PathId::Index(index) => entity.entry(index).and_then(|entry| entry.when.as_ref()),
        };
        let name = quoted(&entity.name);
        match condition {
            Some(condition) => {
                let text = when(self.model, condition);
                format!("it holds {name} only when `{text}`, which the pattern does not say")
            }
            None => format!("it does not hold every {name}"),
        }
    }
}

//! The names in the transactions of a model.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use tablewright_modeler::model::{
    Action, ChangeKind, Condition, Guard, Model, Operand, ParameterId, Pattern, TransactStep,
    Value, Verb, Write, WriteKind,
};

use super::{Scope, words};

/// The names of a step of a transaction.
#[derive(Debug, Clone, Default)]
pub(crate) struct StepNames {
    /// Its own argument: the item that it puts, or a slice of what differs between its repetitions.
    pub(crate) argument: Option<Ident>,
    /// The struct of what differs, where that is more than one value.
    pub(crate) record: Option<Ident>,
    /// What differs.
    pub(crate) differs: Vec<ParameterId>,
    /// The item that it puts: its argument, or what its slice is walked with, and a field of its struct.
    pub(crate) item: Option<Ident>,
    /// The field of the answer, for a read.
    pub(crate) found: Option<Ident>,
}

/// The names of the steps of a pattern: of a transaction, or of a write of many items, which has one.
pub(super) fn step_names(
    model: &Model,
    pattern: &Pattern,
    arguments: &mut Scope,
    types: &mut Scope,
) -> Vec<StepNames> {
    let mut found = Scope::default();
    match &pattern.verb {
        Verb::Transact(steps) => steps
            .iter()
            .map(|step| match &step.action {
                Action::Write(write) => {
                    of_write(model, pattern, step, write, &mut *arguments, &mut *types)
                }
                Action::Read(read) => StepNames {
                    found: read
                        .entities
                        .first()
                        .map(|id| found.snake(&model.entity(*id).name)),
                    ..StepNames::default()
                },
            })
            .collect(),
        Verb::Write(write) => vec![of_item(model, write, arguments)],
        Verb::Read(_) | Verb::Count(_) | Verb::Outside(_) => Vec::new(),
    }
}

/// A write by itself: the item of a put, or the items of a batch.
fn of_item(model: &Model, write: &Write, arguments: &mut Scope) -> StepNames {
    let mut step = StepNames::default();
    if write.kind == WriteKind::Put {
        let name = &model.entity(write.entity).name;
        let item = arguments.snake(name);
        step.argument = Some(match write.batch {
            Some(_) => arguments.plural(name),
            None => item.clone(),
        });
        step.item = Some(item);
    }
    step
}

fn of_write(
    model: &Model,
    pattern: &Pattern,
    step: &TransactStep,
    write: &Write,
    arguments: &mut Scope,
    types: &mut Scope,
) -> StepNames {
    let name = &model.entity(write.entity).name;
    let item = (write.kind == WriteKind::Put).then(|| arguments.snake(name));
    if step.times.is_none() {
        return StepNames {
            argument: item.clone(),
            item,
            ..StepNames::default()
        };
    }
    let differs = differing(pattern, write);
    let one = match (differs.as_slice(), &item) {
        ([only], None) => pattern.parameters[only.index()].name.as_str(),
        _ => name,
    };
    let several = differs.len() + usize::from(item.is_some()) > 1;
    let done = match write.kind {
        WriteKind::Put => "more",
        WriteKind::Update => "updated",
        WriteKind::Upsert => "kept",
        WriteKind::Delete => "deleted",
        WriteKind::Check => "checked",
    };
    let all = words::plural(&words::snake(one));
    let record = || {
        let long = [&pattern.name, "_", done, "_", name].concat();
        types.first_camel(&[&[&pattern.name, "_", name].concat(), &long])
    };
    StepNames {
        argument: Some(arguments.first_snake(&[&all, &[done, "_", &all].concat()])),
        record: several.then(record),
        differs,
        item,
        found: None,
    }
}

/// The parameters of a step that have another value in each of its repetitions.
pub(crate) fn differing(pattern: &Pattern, write: &Write) -> Vec<ParameterId> {
    let used = used(write);
    (0..pattern.parameters.len())
        .map(ParameterId::new)
        .filter(|id| used.contains(id) && pattern.parameters[id.index()].repeated)
        .collect()
}

/// The parameters of a write.
fn used(write: &Write) -> BTreeSet<ParameterId> {
    let mut all = BTreeSet::new();
    write
        .given
        .iter()
        .for_each(|term| value(&term.value, &mut all));
    for change in &write.changes {
        match &change.kind {
            ChangeKind::Set(of)
            | ChangeKind::Add(of)
            | ChangeKind::Subtract(of)
            | ChangeKind::Append(of) => value(of, &mut all),
            ChangeKind::Remove => {}
        }
    }
    for guard in &write.guards {
        match guard {
            Guard::Condition(of, _) => condition(of, &mut all),
            Guard::Version(Some(id), _) => drop(all.insert(*id)),
            Guard::Version(None, _) | Guard::Absent(_) | Guard::Present(_) => {}
        }
    }
    all
}

fn condition(of: &Condition, all: &mut BTreeSet<ParameterId>) {
    match of {
        Condition::All(several) | Condition::Any(several) => {
            several.iter().for_each(|one| condition(one, all));
        }
        Condition::Not(one) => condition(one, all),
        Condition::Compare(left, _, right) => [left, right].iter().for_each(|of| operand(of, all)),
        Condition::Between(of, low, high) => {
            [of, low, high].iter().for_each(|of| operand(of, all));
        }
        Condition::In(of, list) => {
            operand(of, all);
            list.iter().for_each(|one| operand(one, all));
        }
        Condition::BeginsWith(_, of) | Condition::Contains(_, of) => operand(of, all),
        Condition::Exists(_) | Condition::Missing(_) | Condition::HasType(..) => {}
    }
}

fn operand(of: &Operand, all: &mut BTreeSet<ParameterId>) {
    if let Operand::Value(of) = of {
        value(of, all);
    }
}

fn value(of: &Value, all: &mut BTreeSet<ParameterId>) {
    if let Value::Parameter(id) | Value::OneOf(id) = of {
        all.insert(*id);
    }
}

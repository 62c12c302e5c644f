//! Ways to spoil a plan, each of which some call has to notice.

use tablewright_modeler::{
    model::{Model, Verb},
    plan::{EntryChange, KeyPiece, KeyValue, Operation, PatternPlan, SortCondition},
};

/// A spoilt plan of one pattern, and what was done to it.
pub(crate) struct Spoilt {
    pub(crate) what: &'static str,
    pub(crate) plan: PatternPlan,
}

/// A way to spoil a plan; false where it has nothing to spoil.
type Way = fn(&Verb, &mut Operation) -> bool;

const WAYS: [(&str, Way); 19] = [
    ("the other direction", direction),
    ("no filter", filter),
    ("another partition", partition),
    ("another sort key", sort),
    ("the whole partition", whole),
    ("only one end of what covers several entities", one_end),
    ("no limit", limit),
    ("a lower limit", lower_limit),
    ("eventual", eventual),
    ("one entry less", entry),
    ("an entry that leaves", leaving),
    ("one change less", change),
    ("no condition", condition),
    ("no matter whether it exists", exists),
    ("nothing handed back", nothing),
    ("no markers", markers),
    ("a version that stays", lock),
    ("a step without its condition", step),
    ("a list that is one value", list),
];

/// All spoilt plans of a pattern.
pub(crate) fn spoilt(model: &Model, at: usize, plan: &PatternPlan) -> Vec<Spoilt> {
    let verb = &model.patterns[at].verb;
    let each = WAYS.iter().filter_map(|(what, way)| {
        let mut plan = plan.clone();
        let spoils = way(verb, plan.operation.as_mut()?);
        spoils.then_some(Spoilt { what, plan })
    });
    each.collect()
}

fn direction(verb: &Verb, operation: &mut Operation) -> bool {
    let (Verb::Read(read), Operation::Query(query)) = (verb, operation) else {
        return false;
    };
    query.forward = !query.forward;
    !read.order.is_empty()
}

fn filter(_: &Verb, operation: &mut Operation) -> bool {
    let filter = match operation {
        Operation::Query(query) => &mut query.filter,
        Operation::Scan(scan) => &mut scan.filter,
        _ => return false,
    };
    !std::mem::take(filter).is_empty()
}

fn partition(_: &Verb, operation: &mut Operation) -> bool {
    match operation {
        Operation::Get(get) => rename(&mut get.partition),
        Operation::Query(query) => rename(&mut query.partition[0]),
        Operation::Write(write) => write.partition.as_mut().is_some_and(rename),
        _ => false,
    }
}

fn sort(_: &Verb, operation: &mut Operation) -> bool {
    match operation {
        Operation::Get(get) => get.sort.as_mut().is_some_and(rename),
        Operation::Query(query) => match &mut query.sort {
            SortCondition::Equals(value) => rename(value),
            SortCondition::Prefix(pieces) | SortCondition::TextRange { prefix: pieces, .. } => {
                rename_first(pieces)
            }
            _ => false,
        },
        Operation::Write(write) => write.sort.as_mut().is_some_and(rename),
        _ => false,
    }
}

fn rename(value: &mut KeyValue) -> bool {
    match value {
        KeyValue::Text(pieces) => rename_first(pieces),
        KeyValue::Own { .. } => false,
    }
}

fn rename_first(pieces: &mut [KeyPiece]) -> bool {
    match pieces.first_mut() {
        Some(KeyPiece::Literal(text)) => {
            text.insert(0, 'X');
            true
        }
        _ => false,
    }
}

/// A range or an exact key that is no longer asked for.
fn whole(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Query(query) = operation else {
        return false;
    };
    let narrow = matches!(
        query.sort,
        SortCondition::TextRange { .. } | SortCondition::OwnRange { .. }
    );
    query.sort = SortCondition::All;
    narrow
}

fn one_end(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Query(query) = operation else {
        return false;
    };
    let SortCondition::Cover { low, .. } = &query.sort else {
        return false;
    };
    query.sort = SortCondition::Prefix(low.clone());
    true
}

fn limit(_: &Verb, operation: &mut Operation) -> bool {
    match operation {
        Operation::Query(query) => query.limit.take().is_some(),
        Operation::Scan(scan) => scan.limit.take().is_some(),
        _ => false,
    }
}

fn lower_limit(_: &Verb, operation: &mut Operation) -> bool {
    match operation {
        Operation::Query(query) => query.limit.as_mut().is_some_and(|limit| {
            *limit -= 1;
            true
        }),
        _ => false,
    }
}

fn eventual(_: &Verb, operation: &mut Operation) -> bool {
    match operation {
        Operation::Get(get) => std::mem::take(&mut get.consistent),
        Operation::Query(query) => std::mem::take(&mut query.consistent),
        _ => false,
    }
}

fn entry(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Write(write) = operation else {
        return false;
    };
    write.entries.pop().is_some()
}

fn leaving(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Write(write) = operation else {
        return false;
    };
    let staying = write
        .entries
        .iter_mut()
        .find(|entry| !matches!(entry.change, EntryChange::Leave));
    staying.is_some_and(|entry| {
        entry.change = EntryChange::Leave;
        true
    })
}

fn change(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Write(write) = operation else {
        return false;
    };
    write.assignments.pop().is_some()
}

fn condition(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Write(write) = operation else {
        return false;
    };
    !std::mem::take(&mut write.condition).is_empty()
}

fn exists(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Write(write) = operation else {
        return false;
    };
    // A condition on the item is false where there is none, and so says it as well.
    write.exists.take().is_some() && write.condition.is_empty()
}

fn nothing(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Write(write) = operation else {
        return false;
    };
    write.returns.take().is_some()
}

fn markers(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Write(write) = operation else {
        return false;
    };
    !std::mem::take(&mut write.markers).is_empty()
}

fn lock(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Write(write) = operation else {
        return false;
    };
    write.lock.take().is_some()
}

fn step(_: &Verb, operation: &mut Operation) -> bool {
    let Operation::Transact(steps) = operation else {
        return false;
    };
    steps.iter_mut().any(|step| match &mut step.operation {
        Some(Operation::Write(write)) => {
            // A step without its condition happens where it must not.
            write.exists.take().is_some() || !std::mem::take(&mut write.condition).is_empty()
        }
        _ => false,
    })
}

fn list(_: &Verb, operation: &mut Operation) -> bool {
    match operation {
        Operation::Query(query) => !std::mem::take(&mut query.lists).is_empty(),
        Operation::Get(get) => !std::mem::take(&mut get.lists).is_empty(),
        _ => false,
    }
}

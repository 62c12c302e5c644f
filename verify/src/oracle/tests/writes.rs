//! Puts, updates, upserts and deletes.

use tablewright_modeler::{
    model::{
        Change, ChangeKind, EntityId, Given, Guard, ParameterId, Type, Value as Term, Write,
        WriteKind,
    },
    source::Span,
};

use super::{given, orders, parameter, text};
use crate::{
    item::{Argument, Arguments, Item},
    oracle::{Outcome, Scope, write},
    sample::{ORDER, model, order, path},
    values::Value,
};

fn writing(kind: WriteKind, given: Vec<Given>, changes: Vec<Change>, guards: Vec<Guard>) -> Write {
    Write {
        batch: None,
        entity: EntityId::new(ORDER),
        kind,
        given,
        changes,
        guards,
        returns: None,
    }
}

fn key() -> Vec<Given> {
    vec![
        given(0, Term::Literal(text("a"))),
        given(1, Term::Parameter(ParameterId::new(0))),
    ]
}

fn change(at: usize, kind: ChangeKind) -> Change {
    Change {
        path: path(at),
        kind,
        span: Span::default(),
    }
}

fn outcome(write_: &Write, number: i64, brought: Option<&Item>) -> Outcome {
    let model = model();
    let parameters = [parameter("number", 1, Type::Int)];
    let call = Arguments(vec![Some(Argument::One(Value::int(number)))]);
    let scope = Scope {
        model: &model,
        parameters: &parameters,
        arguments: &call,
    };
    write(scope, write_, &orders(), brought)
}

#[test]
fn an_update_never_creates_and_an_upsert_may() {
    let set = || vec![change(2, ChangeKind::Set(Term::Literal(text("done"))))];
    let update = writing(WriteKind::Update, key(), set(), Vec::new());
    assert_eq!(outcome(&update, 5, None), Outcome::Refused);
    let done = outcome(&update, 1, None);
    let (before, after) = (
        order("a", 1, "open", Some("")),
        order("a", 1, "done", Some("")),
    );
    assert_eq!(
        done,
        Outcome::Done {
            before: Some(before),
            after: Some(after)
        }
    );
    let upsert = writing(WriteKind::Upsert, key(), set(), Vec::new());
    let created = order("a", 5, "done", None);
    assert_eq!(
        outcome(&upsert, 5, None),
        Outcome::Done {
            before: None,
            after: Some(created)
        }
    );
}

#[test]
fn a_term_outside_the_key_is_a_condition() {
    let mut given_ = key();
    given_.push(given(2, Term::Literal(text("open"))));
    let delete = writing(WriteKind::Delete, given_, Vec::new(), Vec::new());
    assert!(matches!(
        outcome(&delete, 1, None),
        Outcome::Done {
            before: Some(_),
            after: None
        }
    ));
    assert_eq!(outcome(&delete, 9, None), Outcome::Refused);
    assert_eq!(outcome(&delete, 5, None), Outcome::Refused);
    let plain = writing(WriteKind::Delete, key(), Vec::new(), Vec::new());
    assert_eq!(
        outcome(&plain, 5, None),
        Outcome::Done {
            before: None,
            after: None
        }
    );
}

#[test]
fn a_put_may_ask_for_absence() {
    let absent = vec![Guard::Absent(Span::default())];
    let put = writing(WriteKind::Put, Vec::new(), Vec::new(), absent);
    let there = order("a", 1, "done", None);
    let new = order("a", 3, "done", None);
    assert_eq!(outcome(&put, 0, Some(&there)), Outcome::Refused);
    let done = Outcome::Done {
        before: None,
        after: Some(new.clone()),
    };
    assert_eq!(outcome(&put, 0, Some(&new)), done);
}

#[test]
fn changes_of_every_kind() {
    let tags = Term::Parameter(ParameterId::new(1));
    let model = model();
    let parameters = [
        parameter("number", 1, Type::Int),
        parameter("tags", 4, Type::Set(Box::new(Type::String.into()))),
    ];
    let red = Value::Set([Value::text("red")].into());
    let call = Arguments(vec![
        Some(Argument::One(Value::int(10))),
        Some(Argument::One(red.clone())),
    ]);
    let scope = Scope {
        model: &model,
        parameters: &parameters,
        arguments: &call,
    };
    let changes = vec![
        change(3, ChangeKind::Remove),
        change(4, ChangeKind::Add(tags)),
    ];
    let update = writing(WriteKind::Update, key(), changes, Vec::new());
    let Outcome::Done {
        after: Some(after), ..
    } = write(scope, &update, &orders(), None)
    else {
        panic!("the item is there");
    };
    assert_eq!((&after.values[3], &after.values[4]), (&None, &Some(red)));
}

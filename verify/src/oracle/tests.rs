//! The oracle against answers made by hand.

use tablewright_modeler::{
    model::{
        Change, ChangeKind, Comparison, Condition, Direction, EntityId, Given, Guard, Literal,
        Operand, Order, Parameter, ParameterId, Range, RangeForm, Read, Type, Value as Term, Write,
        WriteKind,
    },
    source::Span,
};

use super::{Outcome, Scope, holds, in_order, wanted, write};
use crate::{
    item::{Argument, Arguments, Bounds, Item},
    sample::{ORDER, compare, equals, model, of, order, path},
    values::Value,
};

fn text(text: &str) -> Literal {
    Literal::Text(text.into())
}

fn parameter(name: &str, at: usize, kind: Type) -> Parameter {
    Parameter {
        name: name.into(),
        kind,
        attribute: Some(of(at)),
        span: Span::default(),
    }
}

fn given(at: usize, value: Term) -> Given {
    Given {
        attributes: vec![of(at)],
        value,
        span: Span::default(),
    }
}

fn read(given: Vec<Given>, range: Option<RangeForm>) -> Read {
    let range = range.map(|form| Range {
        attributes: vec![of(1)],
        form,
        span: Span::default(),
    });
    Read {
        entities: vec![EntityId::new(ORDER)],
        given,
        range,
        order: Vec::new(),
        limit: None,
        filter: None,
        filter_span: Span::default(),
        attributes: None,
        strong: None,
        via: None,
    }
}

fn orders() -> Vec<Item> {
    vec![
        order("a", 1, "open", Some("")),
        order("a", 9, "done", None),
        order("a", 10, "open", Some("x")),
        order("ab", 2, "open", None),
    ]
}

#[test]
fn conditions_on_what_is_there_and_what_is_not() {
    let (model, nothing) = (model(), Arguments::default());
    let scope = Scope {
        model: &model,
        parameters: &[],
        arguments: &nothing,
    };
    let with = order("a", 9, "open", Some("hello"));
    let without = order("a", 9, "open", None);
    let note = |comparison| compare(3, comparison, text("hello"));
    assert!(holds(scope, &note(Comparison::Equal), &with));
    assert!(!holds(scope, &note(Comparison::Equal), &without));
    // The database says that what is missing is not equal to anything.
    assert!(holds(scope, &note(Comparison::NotEqual), &without));
    assert!(!holds(scope, &note(Comparison::Less), &without));
    assert!(holds(
        scope,
        &Condition::Not(Box::new(note(Comparison::Less))),
        &without
    ));
    assert!(holds(scope, &Condition::Missing(path(3)), &without));
    // Numbers are numbers: 9 is less than 10.
    let ten = Literal::Number("10".into());
    assert!(holds(
        scope,
        &compare(1, Comparison::Less, ten.clone()),
        &with
    ));
    let between = Condition::Between(
        Operand::Path(path(1)),
        Operand::Value(Term::Literal(Literal::Number("9.0".into()))),
        Operand::Value(Term::Literal(ten)),
    );
    assert!(holds(scope, &between, &with));
    let long = Condition::Compare(
        Operand::Size(path(3)),
        Comparison::Equal,
        Operand::Value(Term::Literal(Literal::Number("5".into()))),
    );
    assert!(holds(scope, &long, &with));
    let starts = Condition::BeginsWith(path(3), Operand::Value(Term::Literal(text("hel"))));
    assert!(holds(scope, &starts, &with) && !holds(scope, &starts, &without));
}

#[test]
fn reads_take_what_matches_and_nothing_that_begins_alike() {
    let model = model();
    let parameters = [parameter("customer", 0, Type::String)];
    let call = Arguments(vec![Some(Argument::One(Value::text("a")))]);
    let scope = Scope {
        model: &model,
        parameters: &parameters,
        arguments: &call,
    };
    let read = read(vec![given(0, Term::Parameter(ParameterId::new(0)))], None);
    let all = orders();
    assert_eq!(wanted(scope, &read, &all), [&all[0], &all[1], &all[2]]);
    let open = Read {
        filter: Some(equals(2, text("open"))),
        ..read
    };
    assert_eq!(wanted(scope, &open, &all), [&all[0], &all[2]]);
}

#[test]
fn ranges_keep_their_ends() {
    let model = model();
    let parameters = [parameter("number", 1, Type::Int)];
    let read = read(Vec::new(), Some(RangeForm::Any(ParameterId::new(0))));
    let all = orders();
    let (two, nine) = (Value::int(2), Value::int(9));
    for (bounds, expected) in [
        (Bounds::All, vec![1, 9, 10, 2]),
        (Bounds::Between(two.clone(), nine.clone()), vec![9, 2]),
        (Bounds::Between(nine.clone(), two.clone()), vec![]),
        (Bounds::From(nine.clone()), vec![9, 10]),
        (Bounds::After(nine.clone()), vec![10]),
        (Bounds::Until(nine.clone()), vec![1, 9, 2]),
        (Bounds::Before(nine.clone()), vec![1, 2]),
    ] {
        let call = Arguments(vec![Some(Argument::Range(bounds))]);
        let scope = Scope {
            model: &model,
            parameters: &parameters,
            arguments: &call,
        };
        let got = wanted(scope, &read, &all);
        let numbers: Vec<_> = got
            .iter()
            .map(|item| item.values[1].clone().unwrap())
            .collect();
        assert_eq!(
            numbers,
            expected.into_iter().map(Value::int).collect::<Vec<_>>()
        );
    }
}

#[test]
fn the_wanted_order_is_numeric() {
    let (model, nothing) = (model(), Arguments::default());
    let scope = Scope {
        model: &model,
        parameters: &[],
        arguments: &nothing,
    };
    let by = |direction| {
        vec![Order {
            attributes: vec![of(1)],
            direction,
            span: Span::default(),
        }]
    };
    let all = orders();
    let order = |direction| in_order(scope, &by(direction), &all[1], &all[2]);
    assert_eq!(order(Direction::Ascending), Some(std::cmp::Ordering::Less));
    assert_eq!(
        order(Direction::Descending),
        Some(std::cmp::Ordering::Greater)
    );
    let by_note = [Order {
        attributes: vec![of(3)],
        direction: Direction::Ascending,
        span: Span::default(),
    }];
    assert_eq!(in_order(scope, &by_note, &all[0], &all[1]), None);
}

fn writing(kind: WriteKind, given: Vec<Given>, changes: Vec<Change>, guards: Vec<Guard>) -> Write {
    Write {
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
        parameter("tags", 4, Type::Set(Box::new(Type::String))),
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

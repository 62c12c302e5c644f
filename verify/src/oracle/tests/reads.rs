//! Conditions, ranges and orders.

use tablewright_modeler::{
    model::{
        Comparison, Condition, Direction, EntityId, Given, Literal, Operand, Order, ParameterId,
        Range, RangeForm, Read, Type, Value as Term,
    },
    source::Span,
};

use super::{given, orders, parameter, text};
use crate::{
    item::{Argument, Arguments, Bounds},
    oracle::{Scope, holds, in_order, wanted},
    sample::{ORDER, compare, equals, model, of, order, path},
    values::Value,
};

fn read(given: Vec<Given>, range: Option<RangeForm>) -> Read {
    let range = range.map(|form| Range {
        attributes: vec![of(1)],
        form,
        span: Span::default(),
    });
    Read {
        reach: None,
        batch: None,
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

//! Expressions as DynamoDB is to see them.

use std::collections::BTreeSet;

use super::*;
use crate::AttributeValue;
use crate::error::Invalid;

fn text(condition: &Condition) -> String {
    condition
        .render(&mut Names::new())
        .unwrap()
        .unwrap_or_default()
}

fn update(build: impl FnOnce(&mut UpdateExpression) -> &mut UpdateExpression) -> String {
    let mut update = UpdateExpression::new();
    build(&mut update);
    update
        .render(&mut Names::new())
        .unwrap()
        .unwrap_or_default()
}

#[test]
fn parentheses_are_where_they_are_needed() {
    let [a, b, c] = ["a", "b", "c"].map(|name| path(name).exists());
    let or = a.clone().or(b.clone());
    assert_eq!(
        text(&or.clone().and(c.clone())),
        "(attribute_exists(#n0) OR attribute_exists(#n1)) AND attribute_exists(#n2)"
    );
    assert_eq!(
        text(&a.clone().and(b.clone()).or(c.clone())),
        "attribute_exists(#n0) AND attribute_exists(#n1) OR attribute_exists(#n2)"
    );
    assert_eq!(
        text(&!or),
        "NOT (attribute_exists(#n0) OR attribute_exists(#n1))"
    );
    assert_eq!(text(&!!a.clone()), "attribute_exists(#n0)");
    let not = !path("x").eq(1);
    assert_eq!(
        text(&Condition::all([not, b])),
        "NOT #n0 = :v0 AND attribute_exists(#n1)"
    );
    assert_eq!(
        text(&Condition::any([Condition::all([a]), c]))
            .matches('(')
            .count(),
        2
    );
}

#[test]
fn what_always_holds_disappears() {
    let always = Condition::all([]);
    assert_eq!(always.render(&mut Names::new()), Ok(None));
    let a = path("a").exists();
    assert_eq!(
        text(&Condition::all([always.clone(), a.clone()])),
        "attribute_exists(#n0)"
    );
    let mut names = Names::new();
    assert_eq!(
        Condition::any([a, always.clone()]).render(&mut names),
        Ok(None)
    );
    assert_eq!(
        names,
        Names::new(),
        "an alias that nothing uses is refused by the service"
    );
    assert!((!always).render(&mut Names::new()).is_err());
    assert!(Condition::any([]).render(&mut Names::new()).is_err());
}

#[test]
fn every_form() {
    assert_eq!(text(&path("a").between(1, 2)), "#n0 BETWEEN :v0 AND :v1");
    assert_eq!(text(&path("a").is_in(["x", "y"])), "#n0 IN (:v0, :v1)");
    assert_eq!(text(&path("a").ne(1)), "#n0 <> :v0");
    assert_eq!(text(&path("a").le(1)), "#n0 <= :v0");
    assert_eq!(text(&path("a").begins_with("x")), "begins_with(#n0, :v0)");
    assert_eq!(text(&path("a").contains(1)), "contains(#n0, :v0)");
    assert_eq!(text(&path("a").is_type("SS")), "attribute_type(#n0, :v0)");
    assert_eq!(text(&path("a").eq_path("b.c")), "#n0 = #n1.#n2");
    assert_eq!(
        text(&size("a").compare(Comparison::Less, size("b"))),
        "size(#n0) < size(#n1)"
    );
    assert_eq!(
        text(&Path::name("a").entry("b.c").element(2).exists()),
        "attribute_exists(#n0.#n1[2])"
    );
}

#[test]
fn choices_of_none_and_of_many() {
    assert_eq!(
        text(&path("a").is_in([] as [&str; 0])),
        "attribute_exists(#n0) AND attribute_not_exists(#n0)"
    );
    let many = path("a").is_in(0..150).and(path("b").exists());
    let many = text(&many);
    assert!(many.starts_with("(#n0 IN (:v0, "), "{many}");
    assert!(many.contains(":v99) OR #n0 IN (:v100"), "{many}");
    assert!(
        size("a")
            .is_in([] as [i64; 0])
            .render(&mut Names::new())
            .is_err()
    );
}

#[test]
fn an_empty_set_is_a_missing_attribute() {
    let none = BTreeSet::<String>::new();
    assert_eq!(text(&path("tags").eq(&none)), "attribute_not_exists(#n0)");
    assert_eq!(text(&path("tags").ne(&none)), "attribute_exists(#n0)");
    assert!(path("tags").lt(&none).render(&mut Names::new()).is_err());
    assert_eq!(
        update(|u| u.set("tags", &none).set("a", 1)),
        "SET #n0 = :v0 REMOVE #n1"
    );
    assert_eq!(update(|u| u.add("tags", &none).delete("tags", &none)), "");
}

#[test]
fn updates() {
    assert_eq!(
        update(|u| u.append("log", "x")),
        "SET #n0 = list_append(if_not_exists(#n0, :v0), :v1)"
    );
    assert_eq!(
        update(|u| u
            .set_expr("n", Expr::path("n").minus(Expr::value(1)))
            .remove("a[1]")),
        "SET #n0 = #n0 - :v0 REMOVE #n1[1]"
    );
    let some = BTreeSet::from([1, 2]);
    assert_eq!(
        update(|u| u.add("n", -1).add("m", 2).delete("tags", &some)),
        "ADD #n0 :v0, #n1 :v1 DELETE #n2 :v2"
    );
}

#[test]
fn refused_values_and_paths_are_reported() {
    let refused: Result<String, Invalid> = Err(Invalid::new("at", "is too old"));
    let error = path("at")
        .eq(refused.clone())
        .render(&mut Names::new())
        .unwrap_err();
    assert_eq!(error.what, "at");
    let nan = Condition::all([path("a").exists(), path("b.c").gt(f64::NAN)]);
    let error = nan.render(&mut Names::new()).unwrap_err();
    assert_eq!(error.to_string(), "`b.c` is not a finite number");
    let mut update = UpdateExpression::new();
    update.set("ratios", vec![f64::NAN]);
    assert_eq!(
        update.render(&mut Names::new()).unwrap_err().what,
        "ratios[0]"
    );
    let mut update = UpdateExpression::new();
    assert!(update.set("at", refused).render(&mut Names::new()).is_err());
    for wrong in ["", ".", "a..b", "a[", "a[]", "a[x]", "a[1]b", "[0]", "a]"] {
        let rendered = path(wrong).exists().render(&mut Names::new());
        assert_eq!(rendered.is_err(), wrong != "a]", "{wrong}");
    }
}

#[test]
fn typed_attributes() {
    const TOTAL: Attr<i64> = Attr::new("total.eur");
    assert_eq!(text(&TOTAL.ge(5)), "#n0 >= :v0");
    assert_eq!(
        text(&TOTAL.is_in([1, 2]).and(TOTAL.exists())),
        "#n0 IN (:v0, :v1) AND attribute_exists(#n0)"
    );
    let (names, values) = {
        let mut names = Names::new();
        TOTAL.eq(5).render(&mut names).unwrap();
        names.into_parts()
    };
    assert_eq!(names.unwrap()["#n0"], "total.eur");
    assert_eq!(values.unwrap()[":v0"], AttributeValue::N("5".into()));
}

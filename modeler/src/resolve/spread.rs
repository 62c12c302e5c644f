//! How the values of an attribute are spread.

use super::{
    Sink, literals,
    quantities::{contradiction, quantity, text},
    tables::word,
};
use crate::{
    draft::{self, Value},
    model::{Literal, Skew, Spread, Type},
    quantity::{Average, Bytes, Count, Quantity, Share},
    rules::{invalid_value, type_mismatch},
    source::Text,
};

/// The numbers of an attribute as they are written on it.
pub(super) fn spread(written: &draft::Attribute, kind: &Type, sink: &mut Sink<'_>) -> Spread {
    let mut spread = Spread::default();
    for (name, value) in &written.facts {
        fact(&mut spread, name, value, kind, sink);
    }
    contradictions(written, &spread, sink);
    spread
}

/// The numbers of an attribute that is the same identifier as another. How often it is there is said
/// where it stands; of the rest whatever is said where it stands goes before what comes along.
pub(super) fn inherit(root: Spread, own: Spread) -> Spread {
    let uneven = !own.mix.is_empty() || own.skew.is_some() || own.hottest.is_some();
    let (mix, skew, hottest) = if uneven {
        (own.mix, own.skew, own.hottest)
    } else {
        (root.mix, root.skew, root.hottest)
    };
    Spread {
        distinct: own.distinct.or(root.distinct),
        mix,
        skew,
        hottest,
        present: own.present,
        size: own.size.or(root.size),
        items: own.items.or(root.items),
        max_items: own.max_items.or(root.max_items),
        sequential: own.sequential || root.sequential,
    }
}

fn fact(spread: &mut Spread, name: &Text, value: &Value, kind: &Type, sink: &mut Sink<'_>) {
    match name.as_str() {
        "distinct" => spread.distinct = distinct(value, sink),
        "mix" => spread.mix = mix(value, kind, sink),
        "skew" => spread.skew = skew(value, sink),
        "hottest" => spread.hottest = quantity::<Share>(value, sink),
        "present" => spread.present = quantity::<Share>(value, sink),
        "size" => spread.size = quantity::<Bytes>(value, sink),
        "items" if holds_items(name, kind, sink) => {
            spread.items = quantity::<Average>(value, sink);
        }
        "max_items" if holds_items(name, kind, sink) => {
            spread.max_items = quantity::<Count>(value, sink);
        }
        "sequential" => {
            let words = [("true", true), ("false", false)];
            let written = text(value, "`true` or `false`", sink);
            let said = written.and_then(|text| word(text, &words, "`true` or `false`", sink));
            spread.sequential = said.unwrap_or(false);
        }
        _ => {}
    }
}

fn holds_items(name: &Text, kind: &Type, sink: &mut Sink<'_>) -> bool {
    let holds = matches!(
        kind,
        Type::List(_) | Type::Map(_) | Type::Set(_) | Type::Json
    );
    if !holds {
        let (field, word) = (name.as_str(), kind.word());
        let message = format!("`{field}` is for lists, maps and sets, and this is `{word}`");
        sink.report(type_mismatch::RULE.at(name.span, message));
    }
    holds
}

fn distinct(value: &Value, sink: &mut Sink<'_>) -> Option<Count> {
    let count: Count = quantity(value, sink)?;
    if count.0 == 0 {
        contradiction(value, "at least one value occurs", sink);
        return None;
    }
    Some(count)
}

/// `{ pending: 2%, paid: 8% }`.
fn mix(value: &Value, kind: &Type, sink: &mut Sink<'_>) -> Vec<(Literal, Share)> {
    let Value::Map(entries, _) = value else {
        let finding = invalid_value::RULE.at(value.span(), "expected values with their shares");
        sink.report(finding.help("write `mix: { paid: 8%, open: 92% }`"));
        return Vec::new();
    };
    let mut all = Vec::with_capacity(entries.len());
    for (name, share) in entries {
        let literal = literals::plain(name, kind, sink);
        let share = quantity::<Share>(share, sink);
        all.extend(literal.zip(share));
    }
    if Share::exceed(all.iter().map(|(_, share)| *share)) {
        contradiction(value, "these shares are more than 100% together", sink);
        return Vec::new();
    }
    all
}

/// With a greater exponent all but a thousandth have the first value: that is `hottest`.
const MOST_SKEWED: f64 = 10.0;

/// `uniform` or `zipf(1.1)`.
fn skew(value: &Value, sink: &mut Sink<'_>) -> Option<Skew> {
    let written = text(value, "a skew: `uniform` or `zipf(1.1)`", sink)?;
    let exponent = written
        .strip_prefix("zipf(")
        .and_then(|rest| rest.strip_suffix(')'));
    let Some(exponent) = exponent else {
        if written.as_str() == "uniform" {
            return Some(Skew::Uniform);
        }
        let message = format!("`{}` is not a skew", written.as_str());
        let finding = invalid_value::RULE.at(written.span, message);
        sink.report(finding.help("write `uniform`, or `zipf(1.1)` with its exponent"));
        return None;
    };
    let start = written.len() - exponent.len() - 1;
    let at = written.part(start..start + exponent.len());
    match Average::parse(exponent) {
        Ok(Average(number)) if number > 0.0 && number <= MOST_SKEWED => Some(Skew::Zipf(number)),
        _ => {
            let message = "the exponent of `zipf` is a number above 0 and up to 10";
            let finding = invalid_value::RULE.at(at, message);
            sink.report(finding.help("write `zipf(1.1)`; without skew, `uniform`"));
            None
        }
    }
}

/// Numbers of one attribute that cannot all be true.
fn contradictions(written: &draft::Attribute, spread: &Spread, sink: &mut Sink<'_>) {
    let of = |name: &str| {
        let found = written.facts.iter().find(|(key, _)| key.as_str() == name);
        found.map(|(_, value)| value)
    };
    if let (Some(items), Some(most), Some(at)) = (spread.items, spread.max_items, of("items"))
        && items.0 > most.float()
    {
        contradiction(at, format!("more on average than the {most} at most"), sink);
    }
    let largest = written.max_size.as_ref();
    let largest = largest.and_then(|text| Bytes::parse(text).ok());
    if let (Some(size), Some(largest), Some(at)) = (spread.size, largest, of("size"))
        && size > largest
    {
        contradiction(
            at,
            format!("more on average than the {largest} at most"),
            sink,
        );
    }
    if let (Some(distinct), Some(hottest), Some(at)) =
        (spread.distinct, spread.hottest, of("hottest"))
        && hottest.fraction() * distinct.float() < 1.0 - 1e-9
    {
        let message =
            format!("with {distinct} values the most frequent one has more than {hottest}");
        contradiction(at, message, sink);
    }
    let never_absent = written
        .optional
        .as_ref()
        .is_some_and(|text| text.as_str() == "false");
    if let Some(at) = of("present").filter(|_| never_absent) {
        contradiction(at, "`present` is for an attribute that may be absent", sink);
    }
}

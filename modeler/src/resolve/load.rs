//! How often patterns are called, because of what, and how much they find.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Sink, names,
    patterns::clause,
    quantities::{Fields, contradiction, quantity, text},
};
use crate::{
    draft::{self, Clause, Draft, Value},
    model::{After, DeclaredRate, Load, Pattern, PatternId, Times},
    quantity::{Average, Count, Rate},
    rules::{invalid_value, missing_field},
};

type Declared<'d> = FxHashSet<&'d str>;

/// The patterns by name: those that are written, and those that resolved.
struct Known<'d> {
    draft: &'d Draft,
    declared: Declared<'d>,
    ids: FxHashMap<String, PatternId>,
}

/// Gives every pattern its numbers. The mistakes of patterns that did not resolve are found as well.
pub(super) fn loads(draft: &Draft, patterns: &mut [Pattern], sink: &mut Sink<'_>) {
    let mut ids: FxHashMap<String, PatternId> = FxHashMap::default();
    for (at, pattern) in patterns.iter().enumerate() {
        ids.insert(pattern.name.clone(), PatternId::new(at));
    }
    let declared: Declared<'_> = draft.patterns.iter().map(|one| one.name.as_str()).collect();
    let known = Known {
        draft,
        declared,
        ids,
    };
    let mut seen = FxHashSet::default();
    for written in &draft.patterns {
        // The second of two equal names is left out, and has its finding.
        if !seen.insert(written.name.as_str()) {
            continue;
        }
        let found = sink.findings.len();
        let load = load(written, &known, sink);
        name_subject(sink, found, written.name.as_str());
        if let Some(id) = known.ids.get(written.name.as_str()) {
            patterns[id.index()].load = load;
        }
    }
    cut_cycles(patterns, sink);
}

fn name_subject(sink: &mut Sink<'_>, from: usize, pattern: &str) {
    for finding in &mut sink.findings[from..] {
        finding
            .subject
            .pattern
            .get_or_insert_with(|| pattern.to_owned());
    }
}

fn load(written: &draft::Pattern, known: &Known<'_>, sink: &mut Sink<'_>) -> Load {
    let clauses = &written.clauses;
    let load = Load {
        rate: clause(clauses, "rate").and_then(|value| rate(value, sink)),
        keeps: clause(clauses, "keeps").and_then(|value| quantity(value, sink)),
        finds: clause(clauses, "finds").and_then(|value| quantity(value, sink)),
        after: clause(clauses, "after").and_then(|value| after(value, known, sink)),
        through: clause(clauses, "through")
            .and_then(|value| text(value, "what lies between the two patterns", sink))
            .map(|text| text.value.clone()),
        eventual: matches!(clause(clauses, "consistency"), Some(Value::Scalar(text)) if text.as_str() == "eventual"),
        times: times(clauses, sink),
    };
    if let (Some(at), None) = (key(clauses, "times"), key(clauses, "after")) {
        let message = "`times` says how often for each call of another pattern";
        sink.report(
            missing_field::RULE
                .at(at.span, message)
                .help("say which with `after`"),
        );
    }
    load
}

fn key<'c>(clauses: &'c [Clause], name: &str) -> Option<&'c crate::source::Text> {
    let found = clauses.iter().find(|clause| clause.key.as_str() == name);
    found.map(|clause| &clause.key)
}

/// `40/s` or `{ peak: 1200/s, average: 300/s }`.
fn rate(value: &Value, sink: &mut Sink<'_>) -> Option<DeclaredRate> {
    if let Value::Scalar(_) = value {
        let peak = quantity(value, sink)?;
        return Some(DeclaredRate {
            peak,
            average: None,
        });
    }
    let example = "rate: { peak: 1200/s, average: 300/s }";
    let fields = Fields::new(value, "a rate", &["peak", "average"], example, sink)?;
    let peak: Option<Rate> = fields.needed_quantity("peak", sink);
    let average: Option<Rate> = fields.quantity("average", sink);
    let peak = peak?;
    let higher = average.is_some_and(|average| average.per_second() > peak.per_second());
    if let Some(at) = fields.get("average").filter(|_| higher) {
        contradiction(
            at,
            format!("more on average than at the peak, {peak}"),
            sink,
        );
        return None;
    }
    Some(DeclaredRate { peak, average })
}

/// The `times` of a pattern or of a step of `transact`: `4` or `{ average: 4, max: 45 }`.
pub(super) fn times(clauses: &[Clause], sink: &mut Sink<'_>) -> Option<Times> {
    let value = clause(clauses, "times")?;
    if let Value::Scalar(_) = value {
        let average = quantity(value, sink)?;
        return Some(Times { average, max: None });
    }
    let example = "times: { average: 4, max: 45 }";
    let fields = Fields::new(value, "`times`", &["average", "max"], example, sink)?;
    let average: Option<Average> = fields.needed_quantity("average", sink);
    let max: Option<Count> = fields.quantity("max", sink);
    let average = average?;
    if let Some(max) = max.filter(|max| average.0 > max.float()) {
        let at = fields.get("average").unwrap_or(value);
        contradiction(at, format!("more on average than the {max} at most"), sink);
        return None;
    }
    Some(Times { average, max })
}

fn after(value: &Value, known: &Known<'_>, sink: &mut Sink<'_>) -> Option<After> {
    let name = text(value, "the name of an access pattern", sink)?;
    if !known.declared.contains(name.as_str()) {
        let all = known.draft.patterns.iter().map(|one| one.name.as_str());
        sink.report(names::unknown(name.span, name, "access pattern", all));
        return None;
    }
    // A pattern that did not resolve has its own finding.
    let pattern = *known.ids.get(name.as_str())?;
    Some(After {
        pattern,
        span: name.span,
    })
}

/// A pattern that happens because of itself: said once for each circle, which is then taken apart.
fn cut_cycles(patterns: &mut [Pattern], sink: &mut Sink<'_>) {
    for start in 0..patterns.len() {
        let Some(circle) = circle(patterns, start) else {
            continue;
        };
        let pattern = &patterns[start];
        let span = pattern.load.after.map_or(pattern.span, |after| after.span);
        let message = format!("`{}` would happen because of itself", pattern.name);
        let mut finding = invalid_value::RULE.at(span, message).pattern(&pattern.name);
        for at in circle.iter().skip(1) {
            if let Some(after) = patterns[*at].load.after {
                finding = finding.related(after.span, "and this leads back to it");
            }
        }
        sink.report(finding);
        for at in circle {
            patterns[at].load.after = None;
        }
    }
}

/// The circle of `after` that a pattern is on, from the pattern on.
fn circle(patterns: &[Pattern], start: usize) -> Option<Vec<usize>> {
    let mut circle = vec![start];
    let mut at = start;
    for _ in 0..patterns.len() {
        at = patterns[at].load.after?.pattern.index();
        if at == start {
            return Some(circle);
        }
        circle.push(at);
    }
    None
}

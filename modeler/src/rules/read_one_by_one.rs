use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{PatternId, Verb},
    plan::Operation,
    words::number,
};

declare_rule! {
    /// # Read one by one
    ///
    /// The same caller reads a page, and then one item for each thing on it. That is as many requests, and the page
    /// waits for all of them.
    ///
    /// Ask for all at once (`batch`), put what belongs together into one partition so that one Query finds it, or keep a copy
    /// of what is shown with the first item.
    ///
    /// ```yaml,fires
    /// model: forum
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Person:
    ///     attributes: { person: ulid, name: string }
    ///     key: { partition: "PERSON#{person}", sort: PERSON }
    ///   Post:
    ///     attributes: { topic: ulid, post_id: ulid, person: { same_as: Person.person } }
    ///     key: { partition: "TOPIC#{topic}", sort: "POST#{post_id}" }
    ///     volume: { each: topic, average: 80 }
    /// access_patterns:
    ///   join: { put: Person, if: absent }
    ///   write: { put: Post, if: absent }
    ///   posts: { read: Post, given: [topic], limit: 20 }
    ///   author: { read: Person, given: [person], after: posts, times: { average: 15, max: 20 } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: forum
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Person:
    ///     attributes: { person: ulid, name: string }
    ///     key: { partition: "PERSON#{person}", sort: PERSON }
    ///   Post:
    ///     attributes: { topic: ulid, post_id: ulid, person: { same_as: Person.person } }
    ///     key: { partition: "TOPIC#{topic}", sort: "POST#{post_id}" }
    ///     volume: { each: topic, average: 80 }
    /// access_patterns:
    ///   join: { put: Person, if: absent }
    ///   write: { put: Post, if: absent }
    ///   posts: { read: Post, given: [topic], limit: 20 }
    ///   authors: { read: Person, given: [person], batch: 20, after: posts, times: 15 }
    /// ```
    pub RULE = "read-one-by-one", Info, "a request for each thing on a page",
    Check::Pattern(check)
}

/// Two or three requests more are no page that waits.
const SEVERAL: f64 = 4.0;

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let (Verb::Read(read), Some(after), Some(times)) =
        (&pattern.verb, pattern.load.after, pattern.load.times)
    else {
        return;
    };
    let before = model.pattern(after.pattern);
    let is_page = matches!(before.verb, Verb::Read(_));
    if !is_page || pattern.load.through.is_some() || read.batch.is_some() {
        return;
    }
    let times = times.average.0;
    if times < SEVERAL {
        return;
    }
    let help = match &context.plan.pattern(id).operation {
        Some(Operation::Get(_)) => {
            "ask for all of them at once: `batch: 100` with `given` as it is"
        }
        _ => "keep what is shown beside what names it, or let one Query find both",
    };
    let message = format!(
        "`{}` is asked {} times for each `{}`",
        pattern.name,
        number(times),
        before.name
    );
    findings.push(
        RULE.at(pattern.span, message)
            .label("a request each time")
            .related(before.span, "after this")
            .help(help)
            .entity(super::say::wanted(model, read))
            .pattern(&pattern.name)
            .number("requests", times),
    );
}

use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{Change, ChangeKind, Condition, Guard, Pattern, PatternId, Type, Write, WriteKind},
};

declare_rule! {
    /// # What is added may be added twice
    ///
    /// Streams and queues hand over what has happened at least once. A number that grows each time then counts some of it
    /// twice, and nothing tells.
    ///
    /// Keep what has been counted beside the number, in one transaction: a put of a marker with `if: absent` refuses the
    /// second time. Or compute the number anew from what it counts.
    ///
    /// ```yaml,fires
    /// model: likes
    /// table: { partition: PK, sort: SK, tag: type, stream: new-image }
    /// entities:
    ///   Post:
    ///     attributes: { post_id: ulid, likes: counter }
    ///     key: { partition: "POST#{post_id}", sort: POST }
    ///   Like:
    ///     attributes: { post_id: { same_as: Post.post_id }, person: ulid }
    ///     key: { partition: "POST#{post_id}", sort: "LIKE#{person}" }
    ///     volume: { each: post_id, average: 9 }
    /// access_patterns:
    ///   publish: { put: Post, if: absent }
    ///   post: { read: Post, given: [post_id] }
    ///   like: { put: Like, if: absent }
    ///   likes_of: { read: Like, given: [post_id], limit: 50 }
    ///   count_like: { update: Post, given: [post_id], add: { likes: 1 }, after: like, through: stream }
    /// ```
    ///
    /// ```yaml,clean
    /// model: likes
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Post:
    ///     attributes: { post_id: ulid, likes: counter }
    ///     key: { partition: "POST#{post_id}", sort: POST }
    ///   Like:
    ///     attributes: { post_id: { same_as: Post.post_id }, person: ulid }
    ///     key: { partition: "POST#{post_id}", sort: "LIKE#{person}" }
    ///     volume: { each: post_id, average: 9 }
    /// access_patterns:
    ///   publish: { put: Post, if: absent }
    ///   post: { read: Post, given: [post_id] }
    ///   likes_of: { read: Like, given: [post_id], limit: 50 }
    ///   like:
    ///     transact:
    ///       - { put: Like, if: absent }
    ///       - { update: Post, given: [post_id], add: { likes: 1 } }
    /// ```
    pub RULE = "repeated-add", Info, "a number that grows again when its message is handed over again",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let Some(through) = &pattern.load.through else {
        return;
    };
    if refuses_again(pattern) {
        return;
    }
    let writes = pattern.writes();
    let grown = writes.flat_map(|write| &write.changes).find(|change| {
        let kind = &model.attribute(change.path.attribute).kind;
        grows(change) && !matches!(kind, Type::Set(_))
    });
    let Some(change) = grown else { return };
    let name = &model.attribute(change.path.attribute).name;
    let message =
        format!("`{name}` grows again when `{through}` hands the same message over again");
    let mut finding = RULE
        .at(change.span, message)
        .label("handed over at least once")
        .help("put a marker for the message with `if: absent` in the same transaction")
        .entity(&model.entity(change.path.attribute.entity).name)
        .pattern(&pattern.name);
    if let Some(after) = pattern.load.after {
        finding = finding.related(after.span, "because of this");
    }
    findings.push(finding);
}

fn grows(change: &Change) -> bool {
    matches!(
        change.kind,
        ChangeKind::Add(_) | ChangeKind::Subtract(_) | ChangeKind::Append(_)
    )
}

/// Whether the second time fails: something must not be there yet, must still be there, or must be as it was before
/// the first time.
fn refuses_again(pattern: &Pattern) -> bool {
    let mut writes = pattern.writes();
    writes.any(|write| {
        let mut guards = write.guards.iter();
        guards.any(|guard| match guard {
            Guard::Absent(_) | Guard::Version(..) => true,
            Guard::Condition(condition, _) => asks_for_change(write, condition),
            Guard::Present(_) => write.kind == WriteKind::Delete,
        })
    })
}

/// Whether a condition asks for what the write itself changes, so that it does not hold twice. A bound on the number
/// that grows holds many times. What is deleted or only looked at is as good as changed.
fn asks_for_change(write: &Write, condition: &Condition) -> bool {
    if matches!(write.kind, WriteKind::Delete | WriteKind::Check) {
        return true;
    }
    let asked: Vec<_> = condition.attributes();
    let mut changes = write.changes.iter();
    changes.any(|change| {
        let settles = matches!(change.kind, ChangeKind::Set(_) | ChangeKind::Remove);
        let gains = matches!(change.kind, ChangeKind::Add(_) | ChangeKind::Append(_));
        let listed = gains && has_member(condition, change);
        asked.contains(&change.path.attribute) && (settles || listed)
    })
}

/// Whether a condition asks for a member of what gains one.
fn has_member(condition: &Condition, change: &Change) -> bool {
    condition.tests().into_iter().any(|test| {
        matches!(test, Condition::Contains(path, _) if path.attribute == change.path.attribute)
    })
}

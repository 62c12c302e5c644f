use super::{Check, Context, declare_rule, say, writes::writes};
use crate::{
    findings::Findings,
    model::{PatternId, WriteKind},
    plan::WriteProblem,
};

declare_rule! {
    /// # A write that would leave the marker of a unique value behind
    ///
    /// A unique value is kept by a marker item with a key of its own. Whoever changes the value, or deletes
    /// the item, has to delete the old marker in the same transaction, and its key is made of the old value.
    ///
    /// Give the value as it was (`given: [user_id, email = :old_email]`): it is also checked, so a caller who
    /// is mistaken changes nothing. A put keeps unique values only with `if: absent`.
    ///
    /// ```yaml,fires
    /// model: accounts
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   User:
    ///     attributes: { user_id: ulid, email: { type: string, matches: "[^#]+" } }
    ///     key: { partition: "USER#{user_id}", sort: USER }
    ///     unique: { email: "EMAIL#{email}" }
    /// access_patterns:
    ///   sign_up: { put: User, if: absent }
    ///   get_user: { read: User, given: [user_id] }
    ///   change_email: { update: User, given: [user_id], set: [email] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: accounts
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   User:
    ///     attributes: { user_id: ulid, email: { type: string, matches: "[^#]+" } }
    ///     key: { partition: "USER#{user_id}", sort: USER }
    ///     unique: { email: "EMAIL#{email}" }
    /// access_patterns:
    ///   sign_up: { put: User, if: absent }
    ///   get_user: { read: User, given: [user_id] }
    ///   user_by_email: { read: User, given: [email] }
    ///   change_email: { update: User, given: [user_id, email = :old_email], set: [email] }
    ///   leave: { delete: User, given: [user_id, email] }
    /// ```
    pub RULE = "unique-needs-old-value", Error,
    "a write that would leave the marker of a unique value behind",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    for (write, problems) in writes(context, id) {
        let entity = model.entity(write.entity);
        for problem in problems {
            let WriteProblem::UniqueOldValue { unique, unknown } = problem else {
                continue;
            };
            let unique = &entity.unique[*unique];
            let names = say::attributes(entity, unknown);
            let finding = RULE
                .at(
                    pattern.span,
                    format!("`{}` does not know {names} as it was", pattern.name),
                )
                .label("leaves the old marker behind")
                .related(unique.span, "a marker keeps this unique")
                .entity(&entity.name)
                .pattern(&pattern.name);
            let first = unknown
                .first()
                .map(|id| entity.attributes[id.index()].name.as_str());
            let name = first.unwrap_or_default();
            findings.push(match write.kind {
                WriteKind::Put | WriteKind::Upsert => finding
                    .note("where the item is there already, it may have another value")
                    .help("write a new item with `if: absent`, and change it with `update`"),
                WriteKind::Delete => finding.help(format!("give {names}, too")),
                WriteKind::Update | WriteKind::Check => {
                    finding.help(format!("give the old value: `{name} = :old_{name}`"))
                }
            });
        }
    }
}

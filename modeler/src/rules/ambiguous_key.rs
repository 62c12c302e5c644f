use super::{Check, Context, declare_rule};
use crate::{
    findings::{Finding, Findings},
    model::{AttributeId, Entity, EntityId, Part, Template, Type},
    proof::{self, TwoReadings},
    words,
};

declare_rule! {
    /// # A key in which different values give the same text
    ///
    /// Two attributes meet in one template, and the text between them can occur inside a value: `a#b` and
    /// `c` give the same key as `a` and `b#c`.
    ///
    /// Different items then share a key or a partition, and a read by the first attribute finds items of
    /// others.
    ///
    /// Say with `matches` that the earlier attribute never has the delimiter in it (the generated type
    /// then refuses such values), or put the attributes into different keys.
    ///
    /// ```yaml,fires
    /// model: crm
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Contact:
    ///     attributes: { org: string, name: string }
    ///     key: { partition: "ORG#{org}#{name}", sort: CONTACT }
    /// access_patterns:
    ///   add_contact: { put: Contact, if: absent }
    ///   get_contact: { read: Contact, given: [org, name] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: crm
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Contact:
    ///     attributes: { org: { type: string, matches: "[a-z0-9-]{1,40}" }, name: string }
    ///     key: { partition: "ORG#{org}#{name}", sort: CONTACT }
    /// access_patterns:
    ///   add_contact: { put: Contact, if: absent }
    ///   get_contact: { read: Contact, given: [org, name] }
    /// ```
    pub RULE = "ambiguous-key", Warn, "a key in which different values give the same text",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let model = context.model;
    let entity = model.entity(id);
    let mut seen: Vec<&Template> = Vec::new();
    let table = (
        std::slice::from_ref(&entity.key.partition),
        entity.key.sort.as_slice(),
    );
    let entries = entity
        .entries
        .iter()
        .filter(|entry| entry.computed)
        .map(|entry| (entry.partition.as_slice(), entry.sort.as_slice()));
    let markers = entity
        .unique
        .iter()
        .map(|unique| (std::slice::from_ref(&unique.template), &[][..]));
    for (partition, sort) in std::iter::once(table).chain(entries).chain(markers) {
        let alone: Vec<AttributeId> = partition.iter().filter_map(single).collect();
        for template in partition.iter().chain(sort) {
            if seen.iter().any(|before| before.is_like(template)) {
                continue;
            }
            seen.push(template);
            let known = if sort.contains(template) {
                alone.as_slice()
            } else {
                &[]
            };
            if let Some(found) = ambiguous(entity, template, known) {
                findings.push(finding(entity, template, &found));
            }
        }
    }
}

/// The attribute that a template has alone, so that its value can be read from it.
fn single(template: &Template) -> Option<AttributeId> {
    let mut all = template.attributes();
    let one = all.next()?;
    all.next().is_none().then_some(one)
}

/// Two readings of one text of the template, unless all attributes but one are known from elsewhere.
fn ambiguous(entity: &Entity, template: &Template, known: &[AttributeId]) -> Option<TwoReadings> {
    let mut open: Vec<AttributeId> = template
        .attributes()
        .filter(|at| !known.contains(at))
        .collect();
    open.sort_unstable();
    let twice = open.windows(2).any(|pair| pair[0] == pair[1]);
    // What stands twice is one value: the proof reads each place by itself and would see too much.
    if open.len() < 2 || twice {
        return None;
    }
    proof::two_readings(&proof::parts(entity, template))
}

fn finding(entity: &Entity, template: &Template, found: &TwoReadings) -> Finding {
    let text = words::quoted(&found.text);
    let finding = RULE
        .at(
            template.span,
            format!("different values of `{}` give the same key", entity.name),
        )
        .label(format!("{text} can be read in two ways"))
        .note(format!(
            "{text} is {}, and also {}",
            values(entity, template, &found.one),
            values(entity, template, &found.other)
        ))
        .entity(&entity.name);
    match loose(entity, template, found) {
        Some((name, delimiter)) => finding.help(format!(
            "say that `{name}` has no `{delimiter}` in it: `matches: \"[^{delimiter}]+\"`, or what it really may be"
        )),
        None => finding.help("separate the attributes by a text that cannot occur in their values"),
    }
}

fn values(entity: &Entity, template: &Template, pieces: &[String]) -> String {
    let named = template
        .parts
        .iter()
        .zip(pieces)
        .filter_map(|(part, piece)| match part {
            Part::Attribute { attribute, .. } => Some(format!(
                "`{}` = `{piece}`",
                entity.attributes[attribute.index()].name
            )),
            Part::Literal(_) => None,
        });
    words::listed(&named.collect::<Vec<_>>())
}

/// The first attribute that can hold the delimiter behind it, and that delimiter.
fn loose<'a>(
    entity: &'a Entity,
    template: &Template,
    found: &TwoReadings,
) -> Option<(&'a str, char)> {
    template
        .parts
        .windows(2)
        .enumerate()
        .find_map(|(at, pair)| {
            let [Part::Attribute { attribute, .. }, Part::Literal(text)] = pair else {
                return None;
            };
            let attribute = &entity.attributes[attribute.index()];
            let delimiter = text.chars().next()?;
            let holds = [&found.one, &found.other]
                .iter()
                .any(|read| read[at].contains(delimiter));
            let free = attribute.kind == Type::String && attribute.facts.matches.is_none();
            (holds && free).then_some((attribute.name.as_str(), delimiter))
        })
}

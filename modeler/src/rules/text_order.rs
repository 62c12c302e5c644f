use super::{Check, Context, declare_rule, say};
use crate::{
    findings::{Finding, Findings},
    model::{
        Attribute, AttributeId, AttributeRef, Entity, Part, Pattern, PatternId, Read, Template,
        Type, Verb,
    },
    plan::{Operation, Query},
    proof::{self, Language, Meeting},
    source::Span,
};

declare_rule! {
    /// # A text in a key whose order the text behind it disturbs
    ///
    /// Keys are compared character by character. Where a text of varying length is followed by a delimiter, a
    /// longer text goes on where the delimiter stands in the key of a shorter one: of `Ann#1` and `Ann Lee#2` the
    /// second comes first, for a blank sorts before `#`.
    ///
    /// An order by that attribute is then not the order of its values, and a range over it leaves out some and
    /// brings others.
    ///
    /// Say with `matches` that the text has no characters that sort before the delimiter, let it end the key, or give it
    /// a sort attribute of its own in an index of several attributes.
    ///
    /// An enum is ordered by its letters, too: of `low`, `medium` and `high` the last one comes first. Store values that
    /// sort as they should.
    ///
    /// ```yaml,fires
    /// model: crm
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Contact:
    ///     attributes: { org: ulid, name: string, contact_id: ulid }
    ///     key: { partition: "ORG#{org}", sort: "{name}#{contact_id}" }
    /// access_patterns:
    ///   add_contact: { put: Contact, if: absent }
    ///   contacts: { read: Contact, given: [org], order: { name: ascending }, limit: 50 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: crm
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Contact:
    ///     attributes: { org: ulid, name: { type: string, matches: "[a-z0-9_-]{1,60}" }, contact_id: ulid }
    ///     key: { partition: "ORG#{org}", sort: "{name}#{contact_id}" }
    /// access_patterns:
    ///   add_contact: { put: Contact, if: absent }
    ///   contacts: { read: Contact, given: [org], order: { name: ascending }, limit: 50 }
    /// ```
    pub RULE = "text-order", Warn, "a text whose order in a key is not its own",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    let Verb::Read(read) = &pattern.verb else {
        return;
    };
    let Some(Operation::Query(query)) = &context.plan.pattern(id).operation else {
        return;
    };
    for (of, span) in asked(read) {
        if let Some(found) = of_enum(context, pattern, of, span) {
            findings.push(found);
            return;
        }
        let Some(disturbed) = disturbed(context, query, of) else {
            continue;
        };
        findings.push(finding(context, pattern, of, span, &disturbed));
        return;
    }
}

/// The attributes by which a read is ordered or bounded, in each entity that has them.
fn asked(read: &Read) -> impl Iterator<Item = (AttributeRef, Span)> {
    let orders = read
        .order
        .iter()
        .map(|order| (&order.attributes, order.span));
    let ranges = read
        .range
        .iter()
        .map(|range| (&range.attributes, range.span));
    orders
        .chain(ranges)
        .flat_map(|(attributes, span)| attributes.iter().map(move |of| (*of, span)))
}

/// An enum is ordered by its letters, not as its values are listed.
fn of_enum(
    context: &Context<'_>,
    pattern: &Pattern,
    of: AttributeRef,
    span: Span,
) -> Option<Finding> {
    let attribute = context.model.attribute(of);
    let Type::Enum(values) = &attribute.kind else {
        return None;
    };
    if values.is_sorted() || values.iter().rev().is_sorted() {
        return None;
    }
    let mut sorted: Vec<&str> = values.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let name = &attribute.name;
    let message = format!(
        "keys order `{name}` by its letters: {}",
        say::names(sorted.iter().copied())
    );
    let help = format!(
        "store what orders as it should: values like `1-{}`, or a padded number beside `{name}`",
        values[0]
    );
    let finding = RULE
        .at(span, message)
        .label("keys are compared byte by byte")
        .related(attribute.span, "its values are listed in another order")
        .help(help);
    let entity = &context.model.entity(of.entity).name;
    Some(finding.entity(entity).pattern(&pattern.name))
}

/// A delimiter that disturbs an order, and a value that shows it.
struct Disturbed {
    delimiter: char,
    shorter: String,
    longer: String,
}

fn disturbed(context: &Context<'_>, query: &Query, of: AttributeRef) -> Option<Disturbed> {
    let entity = context.model.entity(of.entity);
    let template = sort_template(entity, query)?;
    let delimiter = behind(template, of.attribute)?;
    let attribute = &entity.attributes[of.attribute.index()];
    let (shorter, longer) = witness(attribute, delimiter)?;
    Some(Disturbed {
        delimiter,
        shorter,
        longer,
    })
}

/// The sort key that a query reads, where it is a text.
fn sort_template<'a>(entity: &'a Entity, query: &Query) -> Option<&'a Template> {
    let template = match query.index {
        None => entity.key.sort.as_ref()?,
        Some(index) => entity.entry(index)?.sort.get(query.leading.len())?,
    };
    template.bare().is_none().then_some(template)
}

/// The first character behind an attribute in a template.
fn behind(template: &Template, attribute: AttributeId) -> Option<char> {
    let parts = &template.parts;
    let at = parts.iter().position(|part| {
        matches!(part, Part::Attribute { attribute: other, cut: None, .. } if *other == attribute)
    })?;
    match parts.get(at + 1)? {
        Part::Literal(text) => text.chars().next(),
        Part::Attribute { .. } => None,
    }
}

/// Two values of which the longer comes first in the key; none where the order is kept.
fn witness(attribute: &Attribute, delimiter: char) -> Option<(String, String)> {
    if let Type::Enum(values) = &attribute.kind {
        return pair(values, delimiter);
    }
    if attribute.kind != Type::String {
        return None;
    }
    let values = proof::attribute(attribute, None, None);
    // The blank is what people have in mind.
    let before = match delimiter > ' ' && values.may_have(' ') {
        true => Language::range(' ', ' '),
        false => Language::range('\0', char::from_u32(u32::from(delimiter).checked_sub(1)?)?),
    };
    let lengths = values.characters();
    if lengths.most == Some(lengths.least) {
        return None;
    }
    let longer = values.clone().then(before).then(Language::anything());
    let Meeting::Text(longer) = proof::meet(&longer, &values) else {
        return None;
    };
    let at = longer
        .char_indices()
        .filter(|(_, character)| *character < delimiter)
        .map(|(at, _)| at)
        .find(|at| proof::contains(&values, &longer[..*at]))?;
    Some((longer[..at].to_owned(), longer))
}

fn pair(values: &[String], delimiter: char) -> Option<(String, String)> {
    values.iter().find_map(|shorter| {
        let longer = values.iter().find(|longer| {
            let rest = longer.strip_prefix(shorter.as_str());
            let next = rest.and_then(|rest| rest.chars().next());
            next.is_some_and(|next| next < delimiter)
        })?;
        Some((shorter.clone(), longer.clone()))
    })
}

fn finding(
    context: &Context<'_>,
    pattern: &Pattern,
    of: AttributeRef,
    span: Span,
    disturbed: &Disturbed,
) -> Finding {
    let model = context.model;
    let attribute = model.attribute(of);
    let (name, delimiter) = (&attribute.name, disturbed.delimiter);
    let (shorter, longer) = (&disturbed.shorter, &disturbed.longer);
    let message = format!(
        "the order of `{name}` is not that of the keys: `{longer}{delimiter}` comes before `{shorter}{delimiter}`"
    );
    let help = format!(
        "say with `matches` that `{name}` has nothing that sorts before `{delimiter}`, or let it end the key"
    );
    RULE.at(span, message)
        .label(format!("`{delimiter}` is behind it in the key"))
        .related(attribute.span, format!("`{name}` is declared here"))
        .help(help)
        .entity(&model.entity(of.entity).name)
        .pattern(&pattern.name)
}

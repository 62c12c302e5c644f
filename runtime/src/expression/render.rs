//! Conditions as text.

use super::condition::{Comparison, Condition, Operand};
use super::names::Names;
use super::path::Path;
use crate::error::Invalid;
use crate::value::is_empty_set;

/// The most operands that DynamoDB takes in one `IN`.
const IN_OPERANDS: usize = 100;

/// How tightly a rendered condition holds together; a looser one needs parentheses inside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Any,
    All,
    Not,
    Alone,
}

/// A rendered condition; `None` for one that always holds.
type Rendered = Result<Option<(String, Binding)>, Invalid>;

impl Condition {
    /// The condition in DynamoDB's grammar, its names and values being added to `names`; `None`
    /// for one that always holds, which DynamoDB has no text for.
    ///
    /// # Errors
    ///
    /// [`Invalid`] for a value or a path that was refused, and for a condition that never holds.
    pub fn render(&self, names: &mut Names) -> Result<Option<String>, Invalid> {
        Ok(self.rendered(names)?.map(|(text, _)| text))
    }

    fn rendered(&self, names: &mut Names) -> Rendered {
        self.unnamed(names).map_err(|refused| match self.subject() {
            Some(path) => path.name_refusal(refused),
            None => refused,
        })
    }

    /// What a single condition is about.
    fn subject(&self) -> Option<&Path> {
        match self {
            Condition::Compare(operand, ..)
            | Condition::Between(operand, ..)
            | Condition::In(operand, _) => match operand {
                Operand::Path(path) | Operand::Size(path) => Some(path),
                Operand::Value(_) => None,
            },
            Condition::Exists(path)
            | Condition::Missing(path)
            | Condition::BeginsWith(path, _)
            | Condition::Contains(path, _)
            | Condition::IsType(path, _) => Some(path),
            Condition::Not(_) | Condition::All(_) | Condition::Any(_) => None,
        }
    }

    /// As [`rendered`](Self::rendered), with refusals as the values give them.
    fn unnamed(&self, names: &mut Names) -> Rendered {
        let alone = |text: String| Ok(Some((text, Binding::Alone)));
        match self {
            Condition::Compare(left, comparison, right) => compare(left, *comparison, right, names),
            Condition::Between(operand, low, high) => {
                let operand = operand.render(names)?;
                let (low, high) = (low.render(names)?, high.render(names)?);
                alone(format!("{operand} BETWEEN {low} AND {high}"))
            }
            Condition::In(operand, others) => is_in(operand, others, names),
            Condition::Exists(path) => alone(format!("attribute_exists({})", path.render(names)?)),
            Condition::Missing(path) => {
                alone(format!("attribute_not_exists({})", path.render(names)?))
            }
            Condition::BeginsWith(path, operand) => alone(call(
                "begins_with",
                path.render(names)?,
                operand.render(names)?,
            )),
            Condition::Contains(path, operand) => alone(call(
                "contains",
                path.render(names)?,
                operand.render(names)?,
            )),
            Condition::IsType(path, operand) => alone(call(
                "attribute_type",
                path.render(names)?,
                operand.render(names)?,
            )),
            Condition::Not(condition) => match condition.rendered(names)? {
                Some(inner) => Ok(Some((
                    format!("NOT {}", inside(inner, Binding::Alone)),
                    Binding::Not,
                ))),
                None => Err(Invalid::value("is a condition that never holds")),
            },
            Condition::All(conditions) => all(conditions, names),
            Condition::Any(conditions) => any(conditions, names),
        }
    }
}

fn call(function: &str, path: String, operand: String) -> String {
    format!("{function}({path}, {operand})")
}

/// The text of a condition inside another.
fn inside((text, binding): (String, Binding), at_least: Binding) -> String {
    if binding < at_least {
        format!("({text})")
    } else {
        text
    }
}

fn all(conditions: &[Condition], names: &mut Names) -> Rendered {
    let mut parts = Vec::with_capacity(conditions.len());
    for condition in conditions {
        parts.extend(condition.rendered(names)?); // what always holds adds nothing
    }
    Ok(joined(parts, Binding::All, " AND "))
}

fn any(conditions: &[Condition], names: &mut Names) -> Rendered {
    if conditions.is_empty() {
        return Err(Invalid::value(
            "is a choice of no conditions, which never holds",
        ));
    }
    let mut parts = Vec::with_capacity(conditions.len());
    // Rendered aside: where one always holds, no alias of the others may be left over.
    let mut trial = names.clone();
    for condition in conditions {
        match condition.rendered(&mut trial)? {
            Some(part) => parts.push(part),
            None => return Ok(None),
        }
    }
    *names = trial;
    Ok(joined(parts, Binding::Any, " OR "))
}

/// Conditions with a word between them. One condition stays as it is.
fn joined(
    mut parts: Vec<(String, Binding)>,
    binding: Binding,
    word: &str,
) -> Option<(String, Binding)> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let parts: Vec<_> = parts
        .into_iter()
        .map(|part| inside(part, binding))
        .collect();
    Some((parts.join(word), binding))
}

fn compare(left: &Operand, comparison: Comparison, right: &Operand, names: &mut Names) -> Rendered {
    if let (Operand::Path(path), Operand::Value(Ok(value))) = (left, right)
        && is_empty_set(value)
    {
        return match comparison {
            Comparison::Equal => Condition::Missing(path.clone()).rendered(names),
            Comparison::NotEqual => Condition::Exists(path.clone()).rendered(names),
            _ => Err(Invalid::value(
                "is an empty set, which nothing can be less or greater than",
            )),
        };
    }
    let left = left.render(names)?;
    let right = right.render(names)?;
    Ok(Some((
        format!("{left} {} {right}", comparison.sign()),
        Binding::Alone,
    )))
}

fn is_in(operand: &Operand, others: &[Operand], names: &mut Names) -> Rendered {
    if others.is_empty() {
        let Operand::Path(path) = operand else {
            return Err(Invalid::value("is one of no values, which never holds"));
        };
        // DynamoDB has no word for "never".
        let never = [Condition::exists(path), Condition::missing(path)];
        return all(&never, names);
    }
    let operand = operand.render(names)?;
    let mut parts = Vec::new();
    for others in others.chunks(IN_OPERANDS) {
        let others: Vec<_> = others
            .iter()
            .map(|o| o.render(names))
            .collect::<Result<_, _>>()?;
        parts.push((
            format!("{operand} IN ({})", others.join(", ")),
            Binding::Alone,
        ));
    }
    Ok(joined(parts, Binding::Any, " OR "))
}

impl Operand {
    pub(super) fn render(&self, names: &mut Names) -> Result<String, Invalid> {
        match self {
            Operand::Path(path) => path.render(names),
            Operand::Size(path) => Ok(format!("size({})", path.render(names)?)),
            Operand::Value(Ok(value)) if is_empty_set(value) => Err(Invalid::value(
                "is an empty set, which cannot be compared here",
            )),
            Operand::Value(value) => Ok(names.value(value.clone()?)),
        }
    }
}

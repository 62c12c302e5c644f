//! What an update changes.

use aws_sdk_dynamodb::types::AttributeValue;

use super::names::Names;
use super::path::Path;
use crate::error::Invalid;
use crate::value::{IntoValue, is_empty_set};

/// What an attribute is set to, where that is more than a value.
///
/// ```
/// use tablewright::{Expr, Names, UpdateExpression};
///
/// let mut update = UpdateExpression::new();
/// update.set_expr("seats", Expr::if_missing("seats", 0).plus(Expr::value(2)));
/// assert_eq!(
///     update.render(&mut Names::new())?.as_deref(),
///     Some("SET #n0 = if_not_exists(#n0, :v0) + :v1"),
/// );
/// # Ok::<(), tablewright::Invalid>(())
/// ```
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Expr {
    /// A value, or why there is none.
    Value(Result<AttributeValue, Invalid>),
    /// What was at a path before the update.
    Path(Path),
    /// What was at a path, or this when there was nothing.
    IfMissing(Path, Box<Expr>),
    /// One list behind another.
    ListAppend(Box<Expr>, Box<Expr>),
    /// A sum. DynamoDB takes one sum or difference, not a longer one.
    Plus(Box<Expr>, Box<Expr>),
    /// A difference.
    Minus(Box<Expr>, Box<Expr>),
}

impl Expr {
    /// A value.
    pub fn value(value: impl IntoValue) -> Self {
        Expr::Value(value.into_value())
    }

    /// What was at a path.
    pub fn path(path: impl Into<Path>) -> Self {
        Expr::Path(path.into())
    }

    /// What was at a path, or a value when there was nothing.
    pub fn if_missing(path: impl Into<Path>, value: impl IntoValue) -> Self {
        Expr::IfMissing(path.into(), Box::new(Expr::value(value)))
    }

    /// One list behind another.
    #[must_use]
    pub fn list_append(first: Expr, second: Expr) -> Self {
        Expr::ListAppend(Box::new(first), Box::new(second))
    }

    /// This and another.
    #[must_use]
    pub fn plus(self, other: Expr) -> Self {
        Expr::Plus(Box::new(self), Box::new(other))
    }

    /// This without another.
    #[must_use]
    pub fn minus(self, other: Expr) -> Self {
        Expr::Minus(Box::new(self), Box::new(other))
    }

    fn render(&self, names: &mut Names) -> Result<String, Invalid> {
        Ok(match self {
            Expr::Value(value) => {
                let value = value.clone()?;
                if is_empty_set(&value) {
                    return Err(Invalid::value("is an empty set, which cannot be stored"));
                }
                names.value(value)
            }
            Expr::Path(path) => path.render(names)?,
            Expr::IfMissing(path, other) => {
                format!(
                    "if_not_exists({}, {})",
                    path.render(names)?,
                    other.render(names)?
                )
            }
            Expr::ListAppend(first, second) => {
                format!(
                    "list_append({}, {})",
                    first.render(names)?,
                    second.render(names)?
                )
            }
            Expr::Plus(first, second) => {
                format!("{} + {}", first.render(names)?, second.render(names)?)
            }
            Expr::Minus(first, second) => {
                format!("{} - {}", first.render(names)?, second.render(names)?)
            }
        })
    }
}

/// What an update changes: DynamoDB's `SET`, `REMOVE`, `ADD` and `DELETE`.
///
/// ```
/// use tablewright::{Names, UpdateExpression};
///
/// let mut update = UpdateExpression::new();
/// update.set("status", "paid").add("revision", 1).remove("note");
/// assert_eq!(
///     update.render(&mut Names::new())?.as_deref(),
///     Some("SET #n0 = :v0 REMOVE #n1 ADD #n2 :v1"),
/// );
/// # Ok::<(), tablewright::Invalid>(())
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct UpdateExpression {
    sets: Vec<(Path, Expr)>,
    removes: Vec<Path>,
    adds: Vec<(Path, Expr)>,
    deletes: Vec<(Path, Expr)>,
}

impl UpdateExpression {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets what is at a path to a value. To set an empty set is to remove the attribute, as an
    /// empty set is stored.
    pub fn set(&mut self, path: impl Into<Path>, value: impl IntoValue) -> &mut Self {
        match value.into_value() {
            Ok(value) if is_empty_set(&value) => self.remove(path),
            value => self.set_expr(path, Expr::Value(value)),
        }
    }

    /// Sets what is at a path to something that depends on the item.
    pub fn set_expr(&mut self, path: impl Into<Path>, expr: Expr) -> &mut Self {
        self.sets.push((path.into(), expr));
        self
    }

    /// Adds a number to one, missing being zero, or members to a set. No members change nothing.
    pub fn add(&mut self, path: impl Into<Path>, value: impl IntoValue) -> &mut Self {
        push_unless_empty(&mut self.adds, path, value);
        self
    }

    /// Puts one element behind a list, missing being empty.
    pub fn append(&mut self, path: impl Into<Path>, element: impl IntoValue) -> &mut Self {
        let path = path.into();
        let element = element
            .into_value()
            .map(|element| AttributeValue::L(vec![element]));
        let before = Expr::if_missing(&path, AttributeValue::L(Vec::new()));
        self.set_expr(path, Expr::list_append(before, Expr::Value(element)))
    }

    /// Removes what is at a path.
    pub fn remove(&mut self, path: impl Into<Path>) -> &mut Self {
        self.removes.push(path.into());
        self
    }

    /// Takes members out of a set. No members change nothing.
    pub fn delete(&mut self, path: impl Into<Path>, members: impl IntoValue) -> &mut Self {
        push_unless_empty(&mut self.deletes, path, members);
        self
    }

    /// The update in DynamoDB's grammar, its names and values being added to `names`; `None` when
    /// nothing changes.
    ///
    /// # Errors
    ///
    /// [`Invalid`] for a value or a path that was refused.
    pub fn render(&self, names: &mut Names) -> Result<Option<String>, Invalid> {
        let mut clauses = Vec::new();
        clause(&mut clauses, "SET", &self.sets, |(path, expr)| {
            let value = |names| {
                expr.render(names)
                    .map_err(|refused| path.name_refusal(refused))
            };
            Ok(format!("{} = {}", path.render(names)?, value(names)?))
        })?;
        clause(&mut clauses, "REMOVE", &self.removes, |path| {
            path.render(names)
        })?;
        let mut pair = |(path, value): &(Path, Expr)| {
            let value = |names| {
                value
                    .render(names)
                    .map_err(|refused| path.name_refusal(refused))
            };
            Ok(format!("{} {}", path.render(names)?, value(names)?))
        };
        clause(&mut clauses, "ADD", &self.adds, &mut pair)?;
        clause(&mut clauses, "DELETE", &self.deletes, &mut pair)?;
        Ok((!clauses.is_empty()).then(|| clauses.join(" ")))
    }
}

fn push_unless_empty(to: &mut Vec<(Path, Expr)>, path: impl Into<Path>, value: impl IntoValue) {
    let value = value.into_value();
    if !value.as_ref().is_ok_and(is_empty_set) {
        to.push((path.into(), Expr::Value(value)));
    }
}

fn clause<P>(
    clauses: &mut Vec<String>,
    word: &str,
    parts: &[P],
    render: impl FnMut(&P) -> Result<String, Invalid>,
) -> Result<(), Invalid> {
    let parts: Vec<_> = parts.iter().map(render).collect::<Result<_, _>>()?;
    if !parts.is_empty() {
        clauses.push(format!("{word} {}", parts.join(", ")));
    }
    Ok(())
}

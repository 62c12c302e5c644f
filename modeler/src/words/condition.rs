//! Conditions, in DynamoDB's own grammar over the names of the model.

use crate::model::{Condition, Literal, Model, Operand, Parameter, Path, Pattern, Step, Value};

/// A condition of a pattern: `status = :status AND stock >= 5`.
pub fn condition(model: &Model, pattern: &Pattern, condition: &Condition) -> String {
    Words {
        model,
        parameters: &pattern.parameters,
    }
    .condition(condition, Binds::Nothing)
}

/// The condition under which an entry of an index exists: there are no parameters in it.
pub fn when(model: &Model, condition: &Condition) -> String {
    Words {
        model,
        parameters: &[],
    }
    .condition(condition, Binds::Nothing)
}

/// An attribute, or a part of a document: `address.lines[0]`.
pub fn path(model: &Model, path: &Path) -> String {
    let mut text = model.attribute(path.attribute).name.clone();
    for step in &path.steps {
        match step {
            Step::Field(name) => {
                text.push('.');
                text.push_str(name);
            }
            Step::Item(number) => text.push_str(&format!("[{number}]")),
        }
    }
    text
}

/// A value: `:status`, `'paid'` or `5`.
pub fn value(pattern: &Pattern, value: &Value) -> String {
    spelled(&pattern.parameters, value)
}

fn spelled(parameters: &[Parameter], value: &Value) -> String {
    match value {
        Value::Parameter(id) | Value::OneOf(id) => match parameters.get(id.index()) {
            Some(parameter) => format!(":{}", parameter.name),
            None => String::from(":?"),
        },
        // A quote inside a text is doubled, as the language reads it.
        Value::Literal(Literal::Text(text)) => format!("'{}'", text.replace('\'', "''")),
        Value::Literal(other) => other.to_string(),
    }
}

/// What stands around a condition, and so whether it needs brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Nothing,
    Or,
    And,
    Not,
}

struct Words<'a> {
    model: &'a Model,
    parameters: &'a [Parameter],
}

impl Words<'_> {
    fn condition(&self, condition: &Condition, around: Binds) -> String {
        match condition {
            Condition::All(parts) => self.joined(parts, " AND ", Binds::And, around),
            Condition::Any(parts) => self.joined(parts, " OR ", Binds::Or, around),
            Condition::Not(inner) => format!("NOT {}", self.condition(inner, Binds::Not)),
            Condition::Compare(left, sign, right) => {
                format!(
                    "{} {} {}",
                    self.operand(left),
                    sign.sign(),
                    self.operand(right)
                )
            }
            Condition::Between(of, low, high) => {
                let (of, low, high) = (self.operand(of), self.operand(low), self.operand(high));
                let text = format!("{of} BETWEEN {low} AND {high}");
                // Its own AND is easily taken for the other one.
                if around >= Binds::And {
                    format!("({text})")
                } else {
                    text
                }
            }
            Condition::In(of, values) => {
                let values: Vec<String> = values.iter().map(|value| self.operand(value)).collect();
                format!("{} IN ({})", self.operand(of), values.join(", "))
            }
            Condition::Exists(path) => self.call("attribute_exists", path, None),
            Condition::Missing(path) => self.call("attribute_not_exists", path, None),
            Condition::BeginsWith(path, with) => {
                self.call("begins_with", path, Some(self.operand(with)))
            }
            Condition::Contains(path, what) => {
                self.call("contains", path, Some(self.operand(what)))
            }
            Condition::HasType(path, letter) => {
                self.call("attribute_type", path, Some(format!("'{letter}'")))
            }
        }
    }

    fn joined(&self, parts: &[Condition], by: &str, own: Binds, around: Binds) -> String {
        if let [one] = parts {
            return self.condition(one, around);
        }
        let parts: Vec<String> = parts.iter().map(|part| self.condition(part, own)).collect();
        let text = parts.join(by);
        if around > own {
            format!("({text})")
        } else {
            text
        }
    }

    fn call(&self, name: &str, of: &Path, second: Option<String>) -> String {
        let of = path(self.model, of);
        match second {
            Some(second) => format!("{name}({of}, {second})"),
            None => format!("{name}({of})"),
        }
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Path(of) => path(self.model, of),
            Operand::Size(of) => format!("size({})", path(self.model, of)),
            Operand::Value(value) => spelled(self.parameters, value),
        }
    }
}

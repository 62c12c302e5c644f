//! Conditions in DynamoDB's own grammar, with the names of the model.

use tablewright_modeler::model::{
    ChangeKind, Condition, Model, Operand, Path, Pattern, Step, Value,
};

use super::code;

/// A condition as text.
pub(crate) fn condition(model: &Model, pattern: &Pattern, of: &Condition) -> String {
    let words = Words { model, pattern };
    words.condition(of, false)
}

/// A change of an attribute as text.
pub(super) fn change(model: &Model, pattern: &Pattern, path: &Path, of: &ChangeKind) -> String {
    let words = Words { model, pattern };
    let at = code(&words.path(path));
    let value = |value: &Value| code(&words.operand(&Operand::Value(value.clone())));
    match of {
        ChangeKind::Set(new) => ["sets ", &at, " to ", &value(new)].concat(),
        ChangeKind::Add(more) => ["adds ", &value(more), " to ", &at].concat(),
        ChangeKind::Subtract(less) => ["takes ", &value(less), " from ", &at].concat(),
        ChangeKind::Remove => ["removes ", &at].concat(),
        ChangeKind::Append(item) => ["appends ", &value(item), " to ", &at].concat(),
    }
}

struct Words<'a> {
    model: &'a Model,
    pattern: &'a Pattern,
}

impl Words<'_> {
    fn condition(&self, of: &Condition, inner: bool) -> String {
        match of {
            Condition::All(all) => self.joined(all, " AND ", inner),
            Condition::Any(any) => self.joined(any, " OR ", inner),
            Condition::Not(one) => ["NOT ", &self.condition(one, true)].concat(),
            Condition::Compare(left, comparison, right) => [
                &self.operand(left),
                " ",
                comparison.sign(),
                " ",
                &self.operand(right),
            ]
            .concat(),
            Condition::Between(of, low, high) => {
                let (of, low, high) = (self.operand(of), self.operand(low), self.operand(high));
                [&of, " BETWEEN ", &low, " AND ", &high].concat()
            }
            Condition::In(of, list) => {
                let list: Vec<String> = list.iter().map(|one| self.operand(one)).collect();
                [&self.operand(of), " IN (", &list.join(", "), ")"].concat()
            }
            Condition::Exists(path) => ["attribute_exists(", &self.path(path), ")"].concat(),
            Condition::Missing(path) => ["attribute_not_exists(", &self.path(path), ")"].concat(),
            Condition::BeginsWith(path, start) => [
                "begins_with(",
                &self.path(path),
                ", ",
                &self.operand(start),
                ")",
            ]
            .concat(),
            Condition::Contains(path, part) => [
                "contains(",
                &self.path(path),
                ", ",
                &self.operand(part),
                ")",
            ]
            .concat(),
            Condition::HasType(path, kind) => {
                ["attribute_type(", &self.path(path), ", '", kind, "')"].concat()
            }
        }
    }

    fn joined(&self, all: &[Condition], by: &str, inner: bool) -> String {
        let all: Vec<String> = all.iter().map(|one| self.condition(one, true)).collect();
        let text = all.join(by);
        if inner {
            ["(", &text, ")"].concat()
        } else {
            text
        }
    }

    fn operand(&self, of: &Operand) -> String {
        match of {
            Operand::Path(path) => self.path(path),
            Operand::Size(path) => ["size(", &self.path(path), ")"].concat(),
            Operand::Value(Value::Parameter(id) | Value::OneOf(id)) => {
                [":", &self.pattern.parameters[id.index()].name].concat()
            }
            Operand::Value(Value::Literal(literal)) => literal.to_string(),
        }
    }

    fn path(&self, path: &Path) -> String {
        let mut text = self.model.attribute(path.attribute).name.clone();
        for step in &path.steps {
            match step {
                Step::Field(name) => text.push_str(&[".", name].concat()),
                Step::Item(at) => text.push_str(&["[", &at.to_string(), "]"].concat()),
            }
        }
        text
    }
}

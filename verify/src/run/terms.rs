//! One call of one pattern: its terms, key values and conditions, for the runtime.

use aws_sdk_dynamodb::types::AttributeValue;
use tablewright::{Invalid, check, expression, key};
use tablewright_modeler::{
    model::{
        AttributeRef, Comparison, Condition, Literal, Model, Operand, ParameterId, Path, Pattern,
        Step, Table, TableId, Type, Value as Term,
    },
    plan::{KeyPiece, KeyValue},
};

use super::encode::{converted, encode, key_text};
use crate::{
    item::Arguments,
    oracle::kind_of,
    values::{Value, inner},
};

/// One call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) model: &'a Model,
    pub(crate) pattern: &'a Pattern,
    /// The table of what is read or written.
    pub(crate) table: TableId,
    pub(crate) arguments: &'a Arguments,
}

/// A key value, in the form that the runtime's builders take.
pub(crate) enum Rendered {
    Text(Result<String, Invalid>),
    Own(Result<AttributeValue, Invalid>),
}

impl<'a> Call<'a> {
    /// The table of what is read or written.
    pub(crate) fn table(&self) -> &'a Table {
        self.model.table(self.table)
    }

    /// The value of a parameter, with letters lowered where its attribute says so.
    pub(crate) fn argument(&self, id: ParameterId) -> Result<Value, Invalid> {
        let missing = || Invalid::value("the call has no such argument");
        let value = self.arguments.value(id).ok_or_else(missing)?;
        Ok(self.lowered(id, value))
    }

    pub(crate) fn lowered(&self, id: ParameterId, value: &Value) -> Value {
        let attribute = self
            .pattern
            .parameters
            .get(id.index())
            .and_then(|p| p.attribute);
        let lower = attribute.is_some_and(|of| self.model.attribute(of).facts.lower);
        match value {
            Value::Text(text) if lower => Value::Text(check::lower(text)),
            other => other.clone(),
        }
    }

    /// A term as a value of a type; a finer moment keeps its digits until it is encoded.
    pub(crate) fn term(&self, term: &Term, kind: &Type) -> Result<Value, Invalid> {
        match term {
            Term::Literal(literal) => Value::literal(literal, kind).map_err(Invalid::value),
            Term::Parameter(id) | Term::OneOf(id) => {
                let own = self
                    .pattern
                    .parameters
                    .get(id.index())
                    .map_or(kind, |p| &p.kind);
                converted(self.argument(*id)?, own, kind)
            }
        }
    }

    /// The value of a key attribute.
    pub(crate) fn key_value(&self, value: &KeyValue) -> Rendered {
        match value {
            KeyValue::Text(pieces) => Rendered::Text(self.pieces(pieces)),
            KeyValue::Own { attribute, value } => Rendered::Own(self.own(*attribute, value)),
        }
    }

    fn own(&self, of: AttributeRef, value: &Term) -> Result<AttributeValue, Invalid> {
        let attribute = self.model.attribute(of);
        let value = self.term(value, &attribute.kind)?;
        encode(&self.folded(of, value), &attribute.kind)
    }

    /// A text key.
    pub(crate) fn pieces(&self, pieces: &[KeyPiece]) -> Result<String, Invalid> {
        let mut all = String::new();
        for piece in pieces {
            match piece {
                KeyPiece::Literal(text) => all.push_str(&key::text(&[&text.as_str()])?),
                KeyPiece::Value {
                    attribute,
                    value,
                    pad,
                    cut,
                } => {
                    let own = &self.model.attribute(*attribute).kind;
                    let value = self.term(value, own)?;
                    let value = self.folded(*attribute, value);
                    all.push_str(&self.piece(&value, own, *pad, cut.as_ref())?);
                }
            }
        }
        Ok(all)
    }

    pub(crate) fn piece(
        &self,
        value: &Value,
        own: &Type,
        pad: Option<u8>,
        cut: Option<&Type>,
    ) -> Result<String, Invalid> {
        let kind = cut.unwrap_or(own);
        key_text(&converted(value.clone(), own, kind)?, kind, pad)
    }

    pub(crate) fn folded(&self, of: AttributeRef, value: Value) -> Value {
        match value {
            Value::Text(text) if self.model.attribute(of).facts.lower => {
                Value::Text(check::lower(&text))
            }
            other => other,
        }
    }

    /// A path, by physical names.
    pub(crate) fn path(&self, path: &Path) -> tablewright::Path {
        let root = tablewright::Path::name(&self.model.attribute(path.attribute).physical);
        path.steps.iter().fold(root, |path, step| match step {
            Step::Field(name) => path.entry(name),
            Step::Item(at) => path.element(*at),
        })
    }

    /// A condition.
    pub(crate) fn condition(
        &self,
        condition: &Condition,
    ) -> Result<tablewright::Condition, Invalid> {
        use tablewright::Condition as Built;
        Ok(match condition {
            Condition::All(all) => Built::all(self.conditions(all)?),
            Condition::Any(any) => Built::any(self.conditions(any)?),
            Condition::Not(inner) => self.condition(inner)?.negate(),
            Condition::Compare(left, comparison, right) => {
                let kind = self.context(&[left, right]);
                self.compared(left, *comparison, right, kind)?
            }
            Condition::Between(value, low, high) => {
                let kind = self.context(&[value, low, high]);
                let low = self.compared(value, Comparison::AtLeast, low, kind)?;
                low.and(self.compared(value, Comparison::AtMost, high, kind)?)
            }
            Condition::In(value, list) => {
                let kind = self.context(&[value]);
                let mut each = Vec::new();
                for one in list {
                    match one {
                        Operand::Value(Term::OneOf(list)) => {
                            for narrowed in &self.arguments.each(*list) {
                                let call = Call {
                                    arguments: narrowed,
                                    ..*self
                                };
                                each.push(call.compared(value, Comparison::Equal, one, kind)?);
                            }
                        }
                        one => each.push(self.compared(value, Comparison::Equal, one, kind)?),
                    }
                }
                Built::any(each)
            }
            Condition::Exists(path) => self.path(path).exists(),
            Condition::Missing(path) => self.path(path).missing(),
            Condition::BeginsWith(path, start) => {
                match self.constant(start, kind_of(self.model, path))? {
                    AttributeValue::S(text) => self.path(path).begins_with(text),
                    _ => return Err(Invalid::value("begins_with of something else than a text")),
                }
            }
            Condition::Contains(path, part) => {
                let kind = kind_of(self.model, path);
                let within = if matches!(kind, Type::String) {
                    kind
                } else {
                    inner(kind)
                };
                self.path(path).contains(self.constant(part, within)?)
            }
            Condition::HasType(path, letter) => self.path(path).is_type(letter),
        })
    }

    fn compared(
        &self,
        left: &Operand,
        comparison: Comparison,
        right: &Operand,
        kind: &Type,
    ) -> Result<tablewright::Condition, Invalid> {
        let (left, right) = (self.operand(left, kind)?, self.operand(right, kind)?);
        Ok(tablewright::Condition::compare(
            left,
            comparison_of(comparison),
            right,
        ))
    }

    /// An operand that is a value.
    fn constant(&self, operand: &Operand, kind: &Type) -> Result<AttributeValue, Invalid> {
        match operand {
            Operand::Value(Term::Literal(Literal::Text(text))) => {
                Ok(AttributeValue::S(text.clone()))
            }
            Operand::Value(term) => encode(&self.term(term, kind)?, kind),
            _ => Err(Invalid::value("an attribute where a value has to stand")),
        }
    }

    fn conditions(&self, all: &[Condition]) -> Result<Vec<tablewright::Condition>, Invalid> {
        all.iter().map(|one| self.condition(one)).collect()
    }

    fn context(&self, operands: &[&Operand]) -> &Type {
        let found = operands.iter().find_map(|operand| match operand {
            Operand::Path(path) => Some(kind_of(self.model, path)),
            Operand::Size(_) => Some(&Type::Int),
            Operand::Value(_) => None,
        });
        found.unwrap_or(&Type::Json)
    }

    fn operand(&self, operand: &Operand, kind: &Type) -> Result<tablewright::Operand, Invalid> {
        Ok(match operand {
            Operand::Path(path) => tablewright::Operand::path(self.path(path)),
            Operand::Size(path) => tablewright::Operand::size(self.path(path)),
            Operand::Value(_) => tablewright::Operand::value(self.constant(operand, kind)?),
        })
    }
}

fn comparison_of(comparison: Comparison) -> expression::Comparison {
    match comparison {
        Comparison::Equal => expression::Comparison::Equal,
        Comparison::NotEqual => expression::Comparison::NotEqual,
        Comparison::Less => expression::Comparison::Less,
        Comparison::AtMost => expression::Comparison::AtMost,
        Comparison::Greater => expression::Comparison::Greater,
        Comparison::AtLeast => expression::Comparison::AtLeast,
    }
}

//! What an expression is about: the model, the pattern's parameters and their values in this call.

use tablewright_modeler::model::{Model, Parameter, ParameterId, Pattern, Type, Value as Term};

use crate::{
    item::Arguments,
    values::{Value, is_moment},
};

/// The surroundings of an expression.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// The model.
    pub(crate) model: &'a Model,
    /// The parameters of the pattern.
    pub(crate) parameters: &'a [Parameter],
    /// Their values.
    pub(crate) arguments: &'a Arguments,
}

impl<'a> Scope<'a> {
    /// A call of a pattern.
    pub(crate) fn of(model: &'a Model, pattern: &'a Pattern, arguments: &'a Arguments) -> Self {
        Self {
            model,
            parameters: &pattern.parameters,
            arguments,
        }
    }

    /// The value of a parameter as the call means it: letters are lowered where its attribute says so.
    pub(crate) fn argument(&self, parameter: ParameterId) -> Option<Value> {
        let value = self.arguments.value(parameter)?;
        Some(self.normal(parameter, value))
    }

    /// A value for a parameter, with letters lowered where its attribute says so.
    pub(crate) fn normal(&self, parameter: ParameterId, value: &Value) -> Value {
        let attribute = self
            .parameters
            .get(parameter.index())
            .and_then(|p| p.attribute);
        attribute.map_or_else(
            || value.clone(),
            |of| value.folded(self.model.attribute(of)),
        )
    }

    /// The values of a term: of a list all of them.
    pub(crate) fn terms(&self, term: &Term, kind: &Type) -> Vec<Value> {
        let Term::OneOf(list) = term else {
            return self.term(term, kind).into_iter().collect();
        };
        let one = |narrowed: &Arguments| {
            let scope = Scope {
                model: self.model,
                parameters: self.parameters,
                arguments: narrowed,
            };
            scope.term(&Term::Parameter(*list), kind)
        };
        self.arguments.each(*list).iter().filter_map(one).collect()
    }

    /// The value of a term where one of this type is wanted: a finer time is cut.
    pub(crate) fn term(&self, term: &Term, kind: &Type) -> Option<Value> {
        match term {
            Term::Literal(literal) => Value::literal(literal, kind).ok(),
            Term::Parameter(id) | Term::OneOf(id) => {
                let own = &self.parameters.get(id.index())?.kind;
                let value = self.argument(*id)?;
                let comparable = is_moment(kind) || *kind == Type::Epoch;
                Some(if comparable {
                    value.cut(own, kind)
                } else {
                    value
                })
            }
        }
    }
}

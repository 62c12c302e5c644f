//! Conditions: names become attributes, values get types.

use super::{Sink, literals, terms::Scope};
use crate::{
    limits::IN_OPERANDS,
    model::{
        AttributeRef, Comparison, Condition, Entity, EntityId, Facts, Fallback, Operand, Path,
        Step, Type, Value,
    },
    rules::{invalid_value, type_mismatch},
    source::{Span, Text},
    syntax::{RawCondition, RawLiteral, RawOperand, RawPath, RawStep, parse_condition},
    words,
};

/// `when` of an index entry: a conjunction of `attribute = literal` and `attribute_exists(attribute)`.
pub(super) fn when(
    text: &Text,
    id: EntityId,
    entity: &Entity,
    sink: &mut Sink<'_>,
) -> Option<Condition> {
    // The entity is not among the others yet, so it stands here alone, at its own place.
    let alone = std::slice::from_ref(entity);
    let place = EntityId::new(0);
    let mut scope = Scope::new(alone, sink);
    scope.wanted = vec![place];
    let condition = condition(text, &mut scope)?;
    let simple = condition.conjuncts().iter().all(|one| match one {
        Condition::Compare(
            Operand::Path(path),
            Comparison::Equal,
            Operand::Value(Value::Literal(_)),
        )
        | Condition::Exists(path) => path.steps.is_empty(),
        _ => false,
    });
    if !simple {
        let finding = invalid_value::RULE.at(text.span, "`when` cannot say this");
        let help = "it joins `attribute = literal` and `attribute_exists(attribute)` with AND";
        sink.report(finding.help(help).entity(&entity.name));
        return None;
    }
    for one in condition.conjuncts() {
        if let Condition::Compare(Operand::Path(path), _, Operand::Value(Value::Literal(literal))) =
            one
        {
            let attribute = &entity.attributes[path.attribute.attribute.index()];
            literals::possible(literal, attribute, text.span, sink);
        }
    }
    Some(moved(condition, id))
}

/// The same simple condition, about the entity at its real place.
fn moved(condition: Condition, id: EntityId) -> Condition {
    let path = |mut path: Path| {
        path.attribute.entity = id;
        path
    };
    match condition {
        Condition::All(all) => Condition::All(all.into_iter().map(|one| moved(one, id)).collect()),
        Condition::Compare(Operand::Path(p), sign, value) => {
            Condition::Compare(Operand::Path(path(p)), sign, value)
        }
        Condition::Exists(p) => Condition::Exists(path(p)),
        other => other,
    }
}

/// Parses a condition and resolves it.
pub(super) fn condition(text: &Text, scope: &mut Scope<'_, '_, '_>) -> Option<Condition> {
    match parse_condition(text) {
        Ok(raw) => Resolving { text, scope }.condition(&raw),
        Err(complaint) => {
            scope.sink.complain(&invalid_value::RULE, text, &complaint);
            None
        }
    }
}

/// Resolves a path.
pub(super) fn path(raw: &RawPath, text: &Text, scope: &mut Scope<'_, '_, '_>) -> Option<Path> {
    let span = text.part(raw.at.clone());
    let attribute = *scope.attributes(&raw.name, span, false)?.first()?;
    let steps = raw.steps.iter().map(|step| match step {
        RawStep::Field(name) => Step::Field(name.clone()),
        RawStep::Item(at) => Step::Item(*at),
    });
    let mut path = Path {
        attribute,
        steps: steps.collect(),
    };
    stored_names(&mut path, scope);
    if kind_of(&path, scope).is_none() {
        let kind = scope.kind(attribute);
        let message = format!("{} has no such part", words::a(kind.word()));
        scope.sink.report(type_mismatch::RULE.at(span, message));
        return None;
    }
    Some(path)
}

/// The fields of a struct are written by their names in the model, and stored by their physical ones.
fn stored_names(path: &mut Path, scope: &Scope<'_, '_, '_>) {
    for at in 0..path.steps.len() {
        let (Some(Type::Struct(of)), Step::Field(name)) =
            (kind_after(path, at, scope), &path.steps[at])
        else {
            continue;
        };
        // A name that no field has is kept, and reported as such.
        let field = of.fields.iter().find(|field| field.name == *name);
        let name = field.map_or_else(|| format!("{name}?"), |field| field.physical.clone());
        path.steps[at] = Step::Field(name);
    }
}

/// What the missing value at a path reads as, where it is said.
pub(super) fn default_of(path: &Path, scope: &Scope<'_, '_, '_>) -> Option<Fallback> {
    if path.steps.is_empty() {
        let entity = scope.entity(path.attribute.entity);
        let attribute = &entity.attributes[path.attribute.attribute.index()];
        return attribute.facts.default.clone();
    }
    field_of(path, scope)?.default
}

/// Whether a path points at a field of a struct that must be there.
pub(super) fn is_needed(path: &Path, scope: &Scope<'_, '_, '_>) -> bool {
    field_of(path, scope).is_some_and(|facts| !facts.optional && facts.default.is_none())
}

/// The facts of the field of a struct at a path.
fn field_of(path: &Path, scope: &Scope<'_, '_, '_>) -> Option<Facts> {
    let (Step::Field(name), way) = path.steps.split_last()? else {
        return None;
    };
    match kind_after(path, way.len(), scope)? {
        Type::Struct(of) => Some(of.stored(name)?.facts.clone()),
        _ => None,
    }
}

/// The type of what a path points at.
pub(super) fn kind_of(path: &Path, scope: &Scope<'_, '_, '_>) -> Option<Type> {
    kind_after(path, path.steps.len(), scope)
}

/// The type of what the first so many steps of a path lead to.
fn kind_after(path: &Path, steps: usize, scope: &Scope<'_, '_, '_>) -> Option<Type> {
    let mut kind = scope.kind(path.attribute);
    for step in &path.steps[..steps] {
        kind = match (step, kind) {
            (Step::Field(_), Type::Map(of)) | (Step::Item(_), Type::List(of)) => of.kind,
            (Step::Field(name), Type::Struct(of)) => of.stored(name)?.kind.clone(),
            (_, Type::Json) => Type::Json,
            _ => return None,
        };
    }
    Some(kind)
}

struct Resolving<'t, 'c, 'm, 's, 'f> {
    text: &'t Text,
    scope: &'c mut Scope<'m, 's, 'f>,
}

impl Resolving<'_, '_, '_, '_, '_> {
    fn condition(&mut self, raw: &RawCondition) -> Option<Condition> {
        Some(match raw {
            RawCondition::All(all) => Condition::All(self.flat(all)?),
            RawCondition::Any(any) => Condition::Any(
                any.iter()
                    .map(|one| self.condition(one))
                    .collect::<Option<_>>()?,
            ),
            RawCondition::Not(one) => Condition::Not(Box::new(self.condition(one)?)),
            RawCondition::Compare(a, sign, b) => {
                let (a, b) = self.pair(a, b)?;
                Condition::Compare(a, *sign, b)
            }
            RawCondition::Between(a, low, high) => {
                let kind = self.kind(&[a, low, high])?;
                let mut each = |raw| self.operand(raw, &kind);
                Condition::Between(each(a)?, each(low)?, each(high)?)
            }
            RawCondition::In(a, list) => {
                self.few(list.len())?;
                let mut operands = vec![a];
                operands.extend(list);
                let kind = self.kind(&operands)?;
                let list = list
                    .iter()
                    .map(|raw| self.operand(raw, &kind))
                    .collect::<Option<_>>()?;
                Condition::In(self.operand(a, &kind)?, list)
            }
            RawCondition::Function(name, path, argument) => {
                self.function(name, path, argument.as_ref())?
            }
        })
    }

    /// DynamoDB refuses more values than so many.
    fn few(&mut self, values: usize) -> Option<()> {
        if values <= IN_OPERANDS {
            return Some(());
        }
        let message = format!("`IN` takes {IN_OPERANDS} values, and this has {values}");
        let finding = invalid_value::RULE.at(self.text.span, message);
        let help = "ask in parts: `a IN (…) OR a IN (…)`";
        self.scope.sink.report(finding.help(help));
        None
    }

    /// The parts of a conjunction, those of conjunctions inside it included.
    fn flat(&mut self, all: &[RawCondition]) -> Option<Vec<Condition>> {
        let mut parts = Vec::new();
        for one in all {
            match self.condition(one)? {
                Condition::All(inner) => parts.extend(inner),
                other => parts.push(other),
            }
        }
        Some(parts)
    }

    fn pair(&mut self, a: &RawOperand, b: &RawOperand) -> Option<(Operand, Operand)> {
        let kind = self.kind(&[a, b])?;
        Some((self.operand(a, &kind)?, self.operand(b, &kind)?))
    }

    /// The type that several operands share: that of the first which is an attribute.
    fn kind(&mut self, operands: &[&RawOperand]) -> Option<Type> {
        for operand in operands {
            match operand {
                RawOperand::Path(raw) => {
                    let path = path(raw, self.text, self.scope)?;
                    return kind_of(&path, self.scope);
                }
                RawOperand::Size(_) => return Some(Type::Int),
                _ => {}
            }
        }
        let message = "a comparison needs an attribute on one side";
        self.scope
            .sink
            .report(invalid_value::RULE.at(self.text.span, message));
        None
    }

    fn operand(&mut self, raw: &RawOperand, kind: &Type) -> Option<Operand> {
        Some(match raw {
            RawOperand::Path(raw) => {
                let path = path(raw, self.text, self.scope)?;
                let own = kind_of(&path, self.scope)?;
                let comparable = own == *kind
                    || (own.is_number() && kind.is_number())
                    || [&own, kind].contains(&&Type::Json);
                if !comparable {
                    let message = format!(
                        "{} is compared with {}",
                        words::a(own.word()),
                        words::a(kind.word())
                    );
                    let span = self.text.part(raw.at.clone());
                    self.scope
                        .sink
                        .report(type_mismatch::RULE.at(span, message));
                    return None;
                }
                Operand::Path(path)
            }
            RawOperand::Size(raw) => Operand::Size(self.sized(raw)?),
            RawOperand::Parameter(name, at) => {
                let span = self.text.part(at.clone());
                let of = self.named(name, kind);
                Operand::Value(Value::Parameter(
                    self.scope.parameter(name, kind, of, span)?,
                ))
            }
            RawOperand::Literal(literal, at) => {
                let span = self.text.part(at.clone());
                let literal = literals::literal(literal, kind, span, self.scope.sink)?;
                Operand::Value(Value::Literal(literal))
            }
        })
    }

    /// What a size is asked of: DynamoDB has none of numbers and bools.
    fn sized(&mut self, raw: &RawPath) -> Option<Path> {
        let path = path(raw, self.text, self.scope)?;
        let kind = kind_of(&path, self.scope)?;
        if !(kind.is_number() || kind == Type::Bool) {
            return Some(path);
        }
        let span = self.text.part(raw.at.clone());
        let message = format!(
            "`size` is for texts, binaries, lists, maps and sets, and this is {}",
            words::a(kind.word())
        );
        self.scope
            .sink
            .report(type_mismatch::RULE.at(span, message));
        None
    }

    /// The attribute of a parameter's own name, which brings its facts along.
    fn named(&self, name: &str, kind: &Type) -> Option<AttributeRef> {
        self.scope.wanted.iter().find_map(|id| {
            let attribute = self.scope.entity(*id).attribute(name)?;
            let found = AttributeRef {
                entity: *id,
                attribute,
            };
            (self.scope.kind(found) == *kind).then_some(found)
        })
    }

    fn function(
        &mut self,
        name: &str,
        raw: &RawPath,
        argument: Option<&RawOperand>,
    ) -> Option<Condition> {
        let path = path(raw, self.text, self.scope)?;
        let span = self.text.part(raw.at.clone());
        let kind = kind_of(&path, self.scope)?;
        let refuse = |what: &str, scope: &mut Scope<'_, '_, '_>, span: Span| {
            let message = format!("`{name}` {what}, and this is {}", words::a(kind.word()));
            scope.sink.report(type_mismatch::RULE.at(span, message));
        };
        match (name, argument) {
            ("attribute_exists", _) => Some(Condition::Exists(path)),
            ("attribute_not_exists", _) => Some(Condition::Missing(path)),
            ("begins_with", Some(argument)) => {
                if !matches!(kind.scalar(), Some(crate::model::Scalar::S)) && kind != Type::Json {
                    refuse("is for texts", self.scope, span);
                    return None;
                }
                // What a time or an identifier begins with is a text, not another such value.
                Some(Condition::BeginsWith(
                    path,
                    self.operand(argument, &Type::String)?,
                ))
            }
            ("contains", Some(argument)) => {
                let element = match &kind {
                    Type::String | Type::Json => kind.clone(),
                    Type::Set(of) | Type::List(of) => of.kind.clone(),
                    _ => {
                        refuse("is for strings, sets and lists", self.scope, span);
                        return None;
                    }
                };
                Some(Condition::Contains(path, self.operand(argument, &element)?))
            }
            (_, Some(RawOperand::Literal(RawLiteral::Text(letters), _)))
                if ["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"]
                    .contains(&letters.as_str()) =>
            {
                Some(Condition::HasType(path, letters.clone()))
            }
            _ => {
                let message = "`attribute_type` takes one of 'S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS'";
                self.scope
                    .sink
                    .report(invalid_value::RULE.at(span, message));
                None
            }
        }
    }
}

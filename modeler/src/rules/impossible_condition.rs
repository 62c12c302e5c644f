use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{
        Attribute, Comparison, Condition, Facts, Guard, Literal, Model, Operand, Path, Pattern,
        PatternId, Read, Type, Value, Write, WriteKind,
    },
    proof::{self, Language, Meeting},
    source::Span,
    words,
};

declare_rule! {
    /// # A condition that never holds
    ///
    /// No value that the model allows satisfies the condition: a write with it is always refused, and a read with it
    /// finds nothing, at the full price.
    ///
    /// That is a slip in the condition, or a bound in the model that is not true: a number beyond `min` and `max`, a text
    /// that `matches` does not take, two values at once, something that is asked of an item which `absent` says is not there.
    ///
    /// ```yaml,fires
    /// model: seats
    /// table: { partition: PK }
    /// entities:
    ///   Seat:
    ///     attributes: { seat: uuid, row: { type: int, min: 1, max: 60 }, state: { type: enum, values: [free, sold] } }
    ///     key: { partition: "SEAT#{seat}" }
    /// access_patterns:
    ///   add_seat: { put: Seat, if: absent }
    ///   get_seat: { read: Seat, given: [seat] }
    ///   sell: { update: Seat, given: [seat], set: [state = 'sold'], if: "state = 'free' AND row > 60" }
    /// ```
    ///
    /// ```yaml,clean
    /// model: seats
    /// table: { partition: PK }
    /// entities:
    ///   Seat:
    ///     attributes: { seat: uuid, row: { type: int, min: 1, max: 60 }, state: { type: enum, values: [free, sold] } }
    ///     key: { partition: "SEAT#{seat}" }
    /// access_patterns:
    ///   add_seat: { put: Seat, if: absent }
    ///   get_seat: { read: Seat, given: [seat] }
    ///   sell: { update: Seat, given: [seat], set: [state = 'sold'], if: "state = 'free' AND row > 6" }
    /// ```
    pub RULE = "impossible-condition", Error, "a condition that never holds",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    for write in pattern.writes() {
        if let Some((span, why)) = of_write(model, write) {
            let entity = &model.entity(write.entity).name;
            let finding = finding(pattern, span, "condition", &why).entity(entity);
            findings.push(finding.note("the write is always refused"));
        }
    }
    for read in pattern.reads() {
        if let Some(why) = of_read(model, read) {
            let finding = finding(pattern, read.filter_span, "filter", &why);
            findings.push(finding.note("what it drops is read and paid for"));
        }
    }
}

fn finding(pattern: &Pattern, span: Span, what: &str, why: &str) -> crate::findings::Finding {
    RULE.at(span, format!("the {what} never holds: {why}"))
        .label("no item is like that")
        .pattern(&pattern.name)
}

/// Why what a write demands is never so, and where it is demanded.
fn of_write(model: &Model, write: &Write) -> Option<(Span, String)> {
    let is_absent = |guard: &Guard| matches!(guard, Guard::Absent(_));
    let mut known = Known::new(model);
    known.present = write.kind == WriteKind::Update;
    known.absent = write.kind == WriteKind::Put && write.guards.iter().any(is_absent);
    for term in &write.given {
        known.given(term.attributes[0], &term.value)?;
    }
    write.guards.iter().find_map(|guard| match guard {
        Guard::Condition(condition, span) => Some((*span, known.demand(condition).err()?)),
        _ => None,
    })
}

/// Why a read's filter is never so. Of several entities each may have facts of its own.
fn of_read(model: &Model, read: &Read) -> Option<String> {
    let mut known = Known::new(model);
    known.present = true;
    known.bounded = read.entities.len() == 1;
    for term in &read.given {
        known.given(*term.attributes.first()?, &term.value)?;
    }
    known.demand(read.filter.as_ref()?).err()
}

/// What conditions that hold together say of the parts of an item.
struct Known<'m> {
    model: &'m Model,
    parts: Vec<(Path, Part)>,
    /// Whether the facts of the attributes count.
    bounded: bool,
    /// Whether there is no item.
    absent: bool,
    /// Whether there is one.
    present: bool,
}

/// What is said of one part.
#[derive(Default)]
struct Part {
    is: Option<Literal>,
    not: Vec<Literal>,
    low: Option<(f64, bool)>,
    high: Option<(f64, bool)>,
    there: Option<bool>,
}

impl<'m> Known<'m> {
    fn new(model: &'m Model) -> Self {
        Self {
            model,
            parts: Vec::new(),
            bounded: true,
            absent: false,
            present: false,
        }
    }

    /// Takes a term. Its literal is checked where it is read; none where it contradicts an earlier one.
    fn given(&mut self, attribute: crate::model::AttributeRef, value: &Value) -> Option<()> {
        let path = Path {
            attribute,
            steps: Vec::new(),
        };
        let value = Operand::Value(value.clone());
        self.compare(&path, Comparison::Equal, &value).ok()
    }

    /// Takes a condition, or says why it cannot hold beside what is known already.
    fn demand(&mut self, condition: &Condition) -> Result<(), String> {
        match condition {
            Condition::All(all) => all.iter().try_for_each(|one| self.demand(one)),
            Condition::Any(any) => {
                // Each way stands alone: what one says does not hold in another.
                let ways = any.iter().map(|one| {
                    let mut alone = Self::new(self.model);
                    (alone.bounded, alone.absent) = (self.bounded, self.absent);
                    alone.present = self.present;
                    alone.demand(one)
                });
                ways.reduce(Result::or).unwrap_or(Ok(()))
            }
            Condition::Compare(Operand::Path(path), sign, value @ Operand::Value(_)) => {
                self.compare(path, *sign, value)
            }
            Condition::Compare(value @ Operand::Value(_), sign, Operand::Path(path)) => {
                self.compare(path, turned(*sign), value)
            }
            Condition::Between(Operand::Path(path), low, high) => {
                self.compare(path, Comparison::AtLeast, low)?;
                self.compare(path, Comparison::AtMost, high)
            }
            Condition::In(Operand::Path(path), values) => {
                let tried = values.iter().map(|value| self.possible(path, value));
                let possible = tried.reduce(Result::or).unwrap_or(Ok(()));
                possible.and_then(|()| self.there(path, true))
            }
            Condition::Exists(path) => self.there(path, true),
            Condition::Missing(path) => self.there(path, false),
            Condition::BeginsWith(path, with) => self.begins(path, with),
            Condition::Contains(path, _) => self.there(path, true),
            Condition::HasType(path, letters) => self.has_type(path, letters),
            _ => Ok(()),
        }
    }

    fn part(&mut self, path: &Path) -> &mut Part {
        let at = self.parts.iter().position(|(of, _)| of == path);
        let at = at.unwrap_or_else(|| {
            self.parts.push((path.clone(), Part::default()));
            self.parts.len() - 1
        });
        &mut self.parts[at].1
    }

    fn there(&mut self, path: &Path, is: bool) -> Result<(), String> {
        let name = words::path(self.model, path);
        if is && self.absent {
            return Err(format!("an item that is not there has no `{name}`"));
        }
        if !is && self.present && self.attribute(path).is_some_and(is_always_there) {
            return Err(format!(
                "`{name}` is always there, for it is not `optional`"
            ));
        }
        match self.part(path).there.replace(is) {
            Some(before) if before != is => {
                Err(format!("`{name}` cannot be there and be missing at once"))
            }
            _ => Ok(()),
        }
    }

    fn compare(&mut self, path: &Path, sign: Comparison, value: &Operand) -> Result<(), String> {
        if sign == Comparison::NotEqual {
            return self.differs(path, value);
        }
        self.there(path, true)?;
        let Operand::Value(Value::Literal(literal)) = value else {
            return Ok(());
        };
        if sign == Comparison::Equal {
            self.possible(path, value)?;
            self.part(path).is = Some(literal.clone());
            self.same(path)?;
        }
        let Literal::Number(digits) = literal else {
            return Ok(());
        };
        let Ok(number) = digits.parse::<f64>() else {
            return Ok(());
        };
        let strict = matches!(sign, Comparison::Less | Comparison::Greater);
        let part = self.part(path);
        if !matches!(sign, Comparison::Less | Comparison::AtMost) {
            part.low = Some(
                part.low
                    .map_or((number, strict), |low| higher(low, (number, strict))),
            );
        }
        if !matches!(sign, Comparison::Greater | Comparison::AtLeast) {
            let bound = (number, strict);
            part.high = Some(part.high.map_or(bound, |high| lower(high, bound)));
        }
        self.between(path)
    }

    /// Whether a number is left between what is said of a part and its own bounds.
    fn between(&mut self, path: &Path) -> Result<(), String> {
        let name = words::path(self.model, path);
        let facts = self.facts(path).cloned();
        let whole = self.attribute(path).is_some_and(|of| of.kind == Type::Int);
        let (low, high) = (self.part(path).low, self.part(path).high);
        if let (Some(low), Some(high)) = (low, high)
            && is_empty(low, high, whole)
        {
            return Err(format!("no `{name}` is {} and {}", over(low), under(high)));
        }
        let Some(facts) = facts else { return Ok(()) };
        let bound = |bound: Option<i64>| bound.map(|bound| (bound as f64, false));
        if let (Some(low), Some(max)) = (low, bound(facts.max))
            && is_empty(low, max, whole)
        {
            return Err(format!("`{name}` is {} at most", max.0));
        }
        if let (Some(high), Some(min)) = (high, bound(facts.min))
            && is_empty(min, high, whole)
        {
            return Err(format!("`{name}` is {} at least", min.0));
        }
        Ok(())
    }

    fn differs(&mut self, path: &Path, value: &Operand) -> Result<(), String> {
        if let Operand::Value(Value::Literal(not)) = value {
            self.part(path).not.push(not.clone());
        }
        self.same(path)
    }

    /// Whether a part is not said to be what it must not be.
    fn same(&mut self, path: &Path) -> Result<(), String> {
        let part = self.part(path);
        match &part.is {
            Some(is) if part.not.contains(is) => {
                let is = is.clone();
                let name = words::path(self.model, path);
                Err(format!("`{name}` cannot be `{is}` and not be it"))
            }
            _ => Ok(()),
        }
    }

    /// Whether a part can be equal to a value, beside what it is said to be.
    fn possible(&mut self, path: &Path, value: &Operand) -> Result<(), String> {
        let Operand::Value(Value::Literal(literal)) = value else {
            return Ok(());
        };
        let name = words::path(self.model, path);
        if let Some(is) = &self.part(path).is
            && differ(is, literal)
        {
            return Err(format!("`{name}` cannot be `{is}` and `{literal}` at once"));
        }
        let (Some(facts), Literal::Text(text)) = (self.facts(path), literal) else {
            return Ok(());
        };
        if facts.lower && text.to_lowercase() != *text {
            return Err(format!("the letters of `{name}` are lowered"));
        }
        let length = text.chars().count();
        let most = facts.max.and_then(|max| usize::try_from(max).ok());
        if self
            .attribute(path)
            .is_some_and(|of| of.kind == Type::String)
            && most.is_some_and(|most| length > most)
        {
            return Err(format!(
                "`{name}` has {} characters at most",
                most.unwrap_or(0)
            ));
        }
        match language(facts).is_none_or(|language| proof::contains(&language, text)) {
            true => Ok(()),
            false => Err(format!("`{text}` does not match what `{name}` can be")),
        }
    }

    fn begins(&mut self, path: &Path, with: &Operand) -> Result<(), String> {
        self.there(path, true)?;
        let (Some(facts), Operand::Value(Value::Literal(Literal::Text(text)))) =
            (self.facts(path), with)
        else {
            return Ok(());
        };
        let Some(values) = language(facts) else {
            return Ok(());
        };
        let begun = Language::Text(text.clone()).then(Language::anything());
        match proof::meet(&begun, &values) {
            Meeting::Apart => Err(format!(
                "no `{}` begins with `{text}`",
                words::path(self.model, path)
            )),
            _ => Ok(()),
        }
    }

    fn has_type(&mut self, path: &Path, letters: &str) -> Result<(), String> {
        self.there(path, true)?;
        let stored = self.attribute(path).and_then(|of| of.kind.scalar());
        match stored {
            Some(scalar) if scalar.letter() != letters => Err(format!(
                "`{}` is stored as `{}`",
                words::path(self.model, path),
                scalar.letter()
            )),
            _ => Ok(()),
        }
    }

    /// A whole attribute; none for a part of one.
    fn attribute(&self, path: &Path) -> Option<&'m Attribute> {
        let whole = path.steps.is_empty() && self.bounded;
        whole.then(|| self.model.attribute(path.attribute))
    }

    fn facts(&self, path: &Path) -> Option<&'m Facts> {
        self.attribute(path).map(|of| &of.facts)
    }
}

/// A set is not stored while it is empty, and a default is not either.
fn is_always_there(of: &Attribute) -> bool {
    let stored = !matches!(of.kind, Type::Set(_) | Type::Counter);
    stored && !of.facts.optional && of.facts.default.is_none()
}

fn language(facts: &Facts) -> Option<Language> {
    proof::parse(facts.matches.as_deref()?).ok()
}

/// Whether two literals are surely two values: a number has several spellings.
fn differ(one: &Literal, other: &Literal) -> bool {
    match (one, other) {
        (Literal::Number(one), Literal::Number(other)) => {
            let both = one.parse::<f64>().ok().zip(other.parse::<f64>().ok());
            both.is_some_and(|(one, other)| one < other || other < one)
        }
        (one, other) => one != other,
    }
}

/// `5 < a` is `a > 5`.
fn turned(sign: Comparison) -> Comparison {
    match sign {
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

/// A bound, and whether it is left out itself.
type Bound = (f64, bool);

fn higher(a: Bound, b: Bound) -> Bound {
    if b.0 > a.0 || (b.0 >= a.0 && b.1) {
        b
    } else {
        a
    }
}

fn lower(a: Bound, b: Bound) -> Bound {
    if b.0 < a.0 || (b.0 <= a.0 && b.1) {
        b
    } else {
        a
    }
}

/// Whether no number, or no whole one, lies between two bounds.
fn is_empty(low: Bound, high: Bound, whole: bool) -> bool {
    let step = |bound: Bound| if whole && bound.1 { 1.0 } else { 0.0 };
    let (least, most) = (low.0 + step(low), high.0 - step(high));
    least > most || (least >= most && !whole && (low.1 || high.1))
}

fn over(low: Bound) -> String {
    let sign = if low.1 { "over" } else { "at least" };
    format!("{sign} {}", low.0)
}

fn under(high: Bound) -> String {
    let sign = if high.1 { "under" } else { "at most" };
    format!("{sign} {}", high.0)
}

//! Functions without a body as access patterns.

use proc_macro2::TokenStream;
use syn::{
    Attribute, ReturnType, TraitItemFn, Visibility,
    parse::{ParseStream, Parser as _},
};

use super::{
    attributes,
    lower::{Lower, Owned, Pair, list, map, text},
    words::{Part, plain},
};
use crate::{
    findings::nearest,
    rules::{invalid_value, missing_field},
    source::Span,
};

/// What a pattern may do: the attribute that makes a function one.
const VERBS: [&str; 9] = [
    "read", "put", "update", "upsert", "delete", "count", "transact", "outside", "check",
];
/// What belongs to `outside` itself.
const OUTSIDE: [&str; 4] = ["by", "through", "reads", "writes"];

/// The function that some tokens are, if they are one that belongs to a pattern.
pub(super) fn function(tokens: &TokenStream) -> Option<TraitItemFn> {
    let function = read.parse2(tokens.clone()).ok()?;
    function.default.is_none().then_some(function)
}

/// A function may say that it is public; its method is in any case.
fn read(input: ParseStream<'_>) -> syn::Result<TraitItemFn> {
    let attrs = input.call(Attribute::parse_outer)?;
    let _: Visibility = input.parse()?;
    let function: TraitItemFn = input.parse()?;
    Ok(TraitItemFn { attrs, ..function })
}

/// Whether a function has a verb.
pub(super) fn is_pattern(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|one| verb(one).is_some())
}

fn verb(attribute: &Attribute) -> Option<&'static str> {
    let mut verbs = VERBS.into_iter();
    verbs.find(|verb| attributes::is(attribute, verb))
}

impl Lower<'_> {
    /// A function as an entry of `access_patterns`.
    pub(super) fn pattern(&mut self, function: &TraitItemFn) -> Option<Pair> {
        let name = function.sig.ident.to_string();
        let place = self.at(&name, function.sig.ident.span());
        self.no_conditions(&function.attrs);
        let sig = &function.sig;
        let answers = sig.asyncness.is_some() || !matches!(sig.output, ReturnType::Default);
        if !sig.inputs.is_empty() || sig.generics.lt_token.is_some() || answers {
            let said = if answers { "answers" } else { "takes" };
            let message = format!("`{name}` says what it {said}");
            let help = "what a pattern takes and returns follows from its attribute: `fn name();`";
            self.report(invalid_value::RULE.at(place, message).help(help));
        }
        let mut pairs = self.about(&function.attrs);
        let mut verbs = 0;
        for attribute in &function.attrs {
            if let Some(verb) = verb(attribute) {
                let word = attribute.path().segments.last()?;
                let at = self.at(verb, word.ident.span());
                let before = self.findings.len();
                let parts = self.inside(attribute);
                pairs.extend(self.verb(verb, at, parts));
                // Without what could not be read it would be another pattern.
                if self.findings.len() > before {
                    return None;
                }
                verbs += 1;
            }
        }
        if verbs == 0 {
            let message = format!("`{name}` has no body and does nothing");
            let meant = function.attrs.iter().find_map(|one| {
                let written = attributes::name(one);
                let near = nearest(&written, VERBS)?;
                Some(format!("`#[{written}(…)]` is nearly `#[{near}(…)]`"))
            });
            let help = meant.unwrap_or_else(|| {
                "an access pattern says what it does: `#[read(Order, given(order_id))]`".to_owned()
            });
            self.report(missing_field::RULE.at(place, message).help(help));
            return None;
        }
        Some((text(plain(&name), place), map(pairs, place)))
    }

    /// What stands behind a verb: what it is about, and its clauses.
    fn verb(&mut self, verb: &str, at: Span, parts: Vec<Part>) -> Vec<Pair> {
        match verb {
            "transact" => self.transaction(at, parts),
            "outside" => self.outside(at, parts),
            _ => self.about_entities(verb, at, parts),
        }
    }

    /// `read(Customer, Order, given(customer_id))`: names first, then clauses.
    fn about_entities(&mut self, verb: &str, at: Span, parts: Vec<Part>) -> Vec<Pair> {
        let mut names = Vec::new();
        let mut clauses = Vec::new();
        for part in parts {
            match part {
                Part::Word(name) => names.push(self.scalar(&name)),
                part => clauses.push(self.pair(part)),
            }
        }
        if names.is_empty() {
            let message = format!("`{verb}` does not say of what");
            let help = format!("the entity comes first: `#[{verb}(Order, …)]`");
            self.report(missing_field::RULE.at(at, message).help(help));
        }
        let mut pairs = vec![(text(verb, at), one_or_list(names, at))];
        pairs.extend(clauses);
        pairs
    }

    /// `transact(put(Order, …), update(Product, …), rate = 40/s)`.
    fn transaction(&mut self, at: Span, parts: Vec<Part>) -> Vec<Pair> {
        let mut steps = Vec::new();
        let mut clauses = Vec::new();
        for part in parts {
            match part {
                Part::Group(name, group) if VERBS.contains(&name.text().as_str()) => {
                    let place = self.place(&name);
                    let parts = self.parts(group.stream());
                    let pairs = self.verb(&name.text(), place, parts);
                    steps.push(map(pairs, place));
                }
                part => clauses.push(self.pair(part)),
            }
        }
        let mut pairs = vec![(text("transact", at), list(steps, at))];
        pairs.extend(clauses);
        pairs
    }

    /// `outside(by = OpenSearch, through = stream, reads(Order), rate = 5/s)`.
    fn outside(&mut self, at: Span, parts: Vec<Part>) -> Vec<Pair> {
        let (own, clauses): (Vec<Pair>, Vec<Pair>) = self
            .pairs(parts)
            .into_iter()
            .partition(|(key, _)| key.scalar().is_some_and(|key| OUTSIDE.contains(&key)));
        let mut pairs = vec![(text("outside", at), map(own, at))];
        pairs.extend(clauses);
        pairs
    }
}

/// One name as itself, as it is mostly written.
fn one_or_list(mut names: Vec<Owned>, at: Span) -> Owned {
    match names.len() {
        1 => names.remove(0),
        _ => list(names, at),
    }
}

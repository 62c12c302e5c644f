//! The attributes that are ours, and the documentation around them.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use super::{
    lower::{Lower, Pair},
    words::Part,
};
use crate::rules::syntax;

/// Facts of an entity, a field or a value.
pub(super) const ENTITY: &str = "entity";

impl Lower<'_> {
    /// The parts of all attributes of a name, in order.
    pub(super) fn ours(&mut self, attrs: &[Attribute], name: &str) -> Vec<Part> {
        let mine = attrs.iter().filter(|one| is(one, name));
        let mut parts = Vec::new();
        for attribute in mine {
            parts.extend(self.inside(attribute));
        }
        parts
    }

    /// The parts of one attribute.
    pub(super) fn inside(&mut self, attribute: &Attribute) -> Vec<Part> {
        match &attribute.meta {
            Meta::List(list) => self.parts(list.tokens.clone()),
            Meta::Path(_) => Vec::new(),
            Meta::NameValue(_) => {
                let name = name(attribute);
                let place = self.at(&name, attribute.bracket_token.span.join());
                let message = format!("`#[{name} = …]` says nothing");
                let help = format!("what belongs to it stands in parentheses: `#[{name}(…)]`");
                self.report(syntax::RULE.at(place, message).help(help));
                Vec::new()
            }
        }
    }

    /// The same as entries of a mapping.
    pub(super) fn facts(&mut self, attrs: &[Attribute], name: &str) -> Vec<Pair> {
        let parts = self.ours(attrs, name);
        self.pairs(parts)
    }
}

/// Whether an attribute goes by a name, with or without the crate before it.
pub(super) fn is(attribute: &Attribute, name: &str) -> bool {
    let path = attribute.path();
    let ours = match path.segments.len() {
        1 => true,
        2 => path
            .segments
            .first()
            .is_some_and(|first| first.ident == "tablewright"),
        _ => false,
    };
    ours && path.segments.last().is_some_and(|last| last.ident == name)
}

/// The last name of an attribute.
pub(super) fn name(attribute: &Attribute) -> String {
    let last = attribute.path().segments.last();
    last.map(|last| last.ident.to_string()).unwrap_or_default()
}

/// Whether a type derives something of ours.
pub fn derives(attrs: &[Attribute], name: &str) -> bool {
    let derives = attrs.iter().filter(|one| one.path().is_ident("derive"));
    derives.into_iter().any(|one| {
        let mut found = false;
        // A derive that cannot be read is the compiler's to complain about.
        let _ = one.parse_nested_meta(|path| {
            found |= path
                .path
                .segments
                .last()
                .is_some_and(|last| last.ident == name);
            Ok(())
        });
        found
    })
}

/// The first paragraph of what is documented, in one line, and the place of its first line.
pub(super) fn about(attrs: &[Attribute]) -> Option<(String, proc_macro2::Span)> {
    let mut lines = Vec::new();
    let mut place = None;
    for attribute in attrs.iter().filter(|one| one.path().is_ident("doc")) {
        let Meta::NameValue(pair) = &attribute.meta else {
            continue;
        };
        let Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) = &pair.value
        else {
            continue;
        };
        for line in text.value().lines().map(str::trim) {
            match (line, lines.is_empty()) {
                ("", true) => {}
                ("", false) => return Some((lines.join(" "), place?)),
                (line, _) => lines.push(line.to_owned()),
            }
        }
        place = place.or(Some(text.span()));
    }
    (!lines.is_empty()).then(|| Some((lines.join(" "), place?)))?
}

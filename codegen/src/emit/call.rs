//! The method of one pattern: its arguments, and what values of the plan are in it.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::{
    model::{
        AttributeRef, Literal, Parameter, ParameterId, Pattern, PatternId, RangeForm, Type, Value,
        Verb,
    },
    plan::{KeyPiece, KeyValue, Operation},
};

use super::{
    entity, keys,
    made::Made,
    pieces::{self, Bound, Piece, Raw},
    shards, values,
};
use crate::{docs, file::File, names::PatternNames, print};

/// What a method gives.
pub(crate) struct Answer {
    /// The operation, which is awaited by the caller.
    builder: TokenStream,
    /// What awaiting it gives; none where it can be awaited in several ways.
    awaited: Option<TokenStream>,
}

impl Answer {
    /// An operation that gives this.
    pub(crate) fn of(builder: TokenStream, awaited: TokenStream) -> Self {
        Self {
            builder,
            awaited: Some(awaited),
        }
    }

    /// An operation that gives a page, or all.
    pub(crate) fn pages(builder: TokenStream) -> Self {
        Self {
            builder,
            awaited: None,
        }
    }

    /// What is given by a method that had to ask for something before: pages are still the caller's choice.
    fn awaited(&self) -> TokenStream {
        self.awaited.clone().unwrap_or_else(|| self.builder.clone())
    }

    /// The end of such a method.
    fn after_count(&self, call: &Call<'_>, body: &TokenStream) -> TokenStream {
        let (statements, last) = print::last_expression(body);
        match self.awaited {
            None => quote!(#statements Ok(#last)),
            Some(_) if last.to_string().starts_with("if ") => {
                let name = call.local("operation");
                quote!(#statements let #name = #last; #name.await)
            }
            Some(_) => quote!(#statements #last.await),
        }
    }
}

/// A pattern that is being emitted.
pub(crate) struct Call<'a> {
    /// The file it goes to.
    pub(crate) file: &'a File<'a>,
    /// The pattern.
    pub(crate) pattern: &'a Pattern,
    /// Its names.
    pub(crate) names: &'a PatternNames,
    /// The parameters that its operation uses.
    pub(crate) used: &'a BTreeSet<ParameterId>,
}

impl<'a> Call<'a> {
    /// A pattern.
    pub(crate) fn new(file: &'a File<'a>, id: PatternId, used: &'a BTreeSet<ParameterId>) -> Self {
        Self {
            file,
            pattern: file.model.pattern(id),
            names: file.names.pattern(id),
            used,
        }
    }

    /// The name of an argument.
    pub(crate) fn argument(&self, id: ParameterId) -> &'a Ident {
        &self.names.arguments[id.index()]
    }

    /// A parameter.
    pub(crate) fn parameter(&self, id: ParameterId) -> &'a Parameter {
        &self.pattern.parameters[id.index()]
    }

    /// A name for something in the body that no argument has.
    pub(crate) fn local(&self, name: &str) -> Ident {
        let mut scope = crate::names::Scope::with([]);
        let steps = self.names.steps.iter();
        let steps = steps
            .flat_map(|step| [&step.argument, &step.item])
            .flatten();
        self.names
            .arguments
            .iter()
            .chain(steps)
            .for_each(|taken| scope.occupy(taken));
        scope.snake(name)
    }

    /// The attribute that a parameter is a value of: for one without, an attribute with the same enum.
    pub(crate) fn attribute_of(&self, parameter: &Parameter) -> Option<AttributeRef> {
        parameter
            .attribute
            .or_else(|| self.file.names.enum_like(self.file.model, parameter))
    }

    /// The value of one key attribute.
    pub(crate) fn key_value(&self, value: &KeyValue) -> Bound {
        match value {
            KeyValue::Text(pieces) => Bound::Text(self.text(pieces)),
            KeyValue::Own { attribute, value } => Bound::Own(self.key_own(*attribute, value)),
        }
    }

    /// A text of a key.
    pub(crate) fn text(&self, pieces: &[KeyPiece]) -> TokenStream {
        let pieces = pieces.iter().map(|piece| match piece {
            KeyPiece::Literal(text) => Piece::Text(text.clone()),
            KeyPiece::Value {
                attribute,
                value,
                pad,
                cut,
            } => match value {
                Value::Literal(literal) => pieces::of_literal(literal, *pad, cut.as_ref()),
                Value::Parameter(id) | Value::OneOf(id) if self.is_found(*id) => {
                    let argument = self.argument(*id);
                    let found = Made::Plain(quote!(#argument));
                    match pad {
                        Some(width) => {
                            Piece::Padded(pieces::padded_shard(self.file, found, *width))
                        }
                        None => Piece::Value(found),
                    }
                }
                Value::Parameter(id) | Value::OneOf(id) => {
                    pieces::of_value(self.file, self.raw(*id, *attribute), *pad, cut.as_ref())
                }
            },
        });
        pieces::text(self.file, pieces.collect())
    }

    /// A value that a key keeps in its own type.
    pub(crate) fn key_own(&self, of: AttributeRef, value: &Value) -> TokenStream {
        match value {
            Value::Literal(literal) => values::plain_constant(self.file, literal),
            Value::Parameter(id) | Value::OneOf(id) => self.stored(*id, of),
        }
    }

    /// Whether a parameter is a shard or a stretch of time that the code finds, which needs no check.
    fn is_found(&self, id: ParameterId) -> bool {
        self.parameter(id).is_hidden()
    }

    /// A parameter as an attribute stores it.
    pub(crate) fn stored(&self, id: ParameterId, of: AttributeRef) -> TokenStream {
        if self.is_found(id) {
            let argument = self.argument(id);
            return quote!(#argument);
        }
        let value = self.raw(id, of).checked(self.file);
        values::stored(self.file, value, &self.file.attribute(of).kind).either()
    }

    /// A parameter on its way to an attribute.
    pub(crate) fn raw(&self, id: ParameterId, of: AttributeRef) -> Raw<'a> {
        let argument = self.argument(id);
        Raw {
            value: Made::Plain(quote!(#argument)),
            kind: &self.parameter(id).kind,
            of,
        }
    }

    /// A constant of an attribute, as it is stored.
    pub(crate) fn constant(&self, literal: &Literal) -> TokenStream {
        values::plain_constant(self.file, literal)
    }

    /// The parameters that a caller gives, in their order.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = ParameterId> + use<'a> {
        let (pattern, names) = (self.pattern, self.names);
        let given = move |id: &ParameterId| {
            !pattern.parameters[id.index()].is_hidden() && !names.said.contains_key(id)
        };
        self.all_parameters().filter(given)
    }

    /// All parameters, in their order.
    pub(crate) fn all_parameters(&self) -> impl Iterator<Item = ParameterId> + use<> {
        (0..self.pattern.parameters.len()).map(ParameterId::new)
    }

    /// The parameters as arguments, in their order.
    pub(crate) fn arguments(&self) -> Vec<TokenStream> {
        self.parameters().map(|id| self.as_argument(id)).collect()
    }

    /// The arguments that are the same in all repetitions.
    pub(crate) fn shared(&self) -> Vec<TokenStream> {
        self.parameters()
            .filter(|id| !self.parameter(*id).repeated)
            .map(|id| self.as_argument(id))
            .collect()
    }

    fn as_argument(&self, id: ParameterId) -> TokenStream {
        let (name, kind) = (self.argument(id), self.argument_type(id));
        quote!(#name: #kind)
    }

    /// The type of an argument.
    pub(crate) fn argument_type(&self, id: ParameterId) -> TokenStream {
        let parameter = self.parameter(id);
        let of = self.attribute_of(parameter);
        match self.range_form() {
            Some(RangeForm::Any(range)) if range == id => {
                let bounds = self.bounds_type(id);
                quote!(impl Into<#bounds>)
            }
            _ if parameter.list => {
                let one = values::argument(self.file, &parameter.kind, of);
                quote!(&[#one])
            }
            _ => values::argument(self.file, &parameter.kind, of),
        }
    }

    /// The type of a range whose form is the caller's.
    pub(crate) fn bounds_type(&self, id: ParameterId) -> TokenStream {
        let (bounds, parameter) = (self.file.runtime("Bounds"), self.parameter(id));
        let kind = match parameter.kind {
            Type::String => quote!(&'a str),
            _ => values::owned(self.file, &parameter.kind, self.attribute_of(parameter)),
        };
        quote!(#bounds<#kind>)
    }

    /// The lifetime of the texts of such a range, which `impl` does not let go unnamed.
    fn lifetime(&self) -> Option<TokenStream> {
        let Some(RangeForm::Any(range)) = self.range_form() else {
            return None;
        };
        (self.parameter(range).kind == Type::String).then(|| quote!(<'a>))
    }

    fn range_form(&self) -> Option<RangeForm> {
        match &self.pattern.verb {
            Verb::Read(read) => read.range.as_ref().map(|range| range.form),
            _ => None,
        }
    }

    /// A builder and what is said of it. A head of several lines gets a name, so that the rest does not
    /// hang below its arguments.
    pub(crate) fn chain(&self, name: &str, head: &TokenStream, rest: &TokenStream) -> TokenStream {
        if rest.is_empty() || print::is_short(head) {
            return quote!(#head #rest);
        }
        let name = self.local(name);
        quote!(let #name = #head; #name #rest)
    }

    /// The method: documentation, signature and body. `first`: an argument before the parameters.
    pub(crate) fn method(
        &self,
        operation: &Operation,
        first: Option<TokenStream>,
        more_docs: &[String],
        answer: &Answer,
        body: &TokenStream,
    ) -> TokenStream {
        let arguments: Vec<TokenStream> = first.into_iter().chain(self.arguments()).collect();
        self.method_of(operation, &arguments, more_docs, answer, body)
    }

    /// A method that takes other arguments than the parameters.
    pub(crate) fn method_of(
        &self,
        operation: &Operation,
        arguments: &[TokenStream],
        more_docs: &[String],
        answer: &Answer,
        body: &TokenStream,
    ) -> TokenStream {
        if shards::reads_count(self) {
            let body = answer.after_count(self, body);
            return self.asking(operation, arguments, more_docs, &answer.awaited(), &body);
        }
        let docs = self.docs(operation, more_docs);
        let (allow, name) = (keys::many(arguments.len() + 1), &self.names.method);
        let (before, returns) = (self.before(), &answer.builder);
        let lifetime = self.lifetime();
        quote! {
            #docs
            #allow
            pub fn #name #lifetime (&self, #(#arguments),*) -> #returns { #before #body }
        }
    }

    /// A method that finds what no caller gives for each of its arguments by itself.
    pub(crate) fn method_in_loop(
        &self,
        operation: &Operation,
        arguments: &[TokenStream],
        more_docs: &[String],
        answer: &Answer,
        body: &TokenStream,
    ) -> TokenStream {
        let found = BTreeSet::new();
        let outside = Call {
            used: &found,
            ..*self
        };
        outside.method_of(operation, arguments, more_docs, answer, body)
    }

    /// A method that sends its requests itself, where what they find has to be made into something else.
    pub(crate) fn sending(
        &self,
        operation: &Operation,
        answer: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        self.asking(operation, &self.arguments(), &[], answer, body)
    }

    fn asking(
        &self,
        operation: &Operation,
        arguments: &[TokenStream],
        more_docs: &[String],
        answer: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let mut more = more_docs.to_vec();
        more.extend([
            "# Errors".to_owned(),
            "Where an argument is not what it must be, and what the service says no to.".to_owned(),
        ]);
        let docs = self.docs(operation, &more);
        let (allow, name) = (keys::many(arguments.len() + 1), &self.names.method);
        let (result, error) = (
            self.file.prelude("result", "Result"),
            self.file.runtime("Error"),
        );
        let (before, lifetime) = (self.before(), self.lifetime());
        quote! {
            #docs
            #allow
            pub async fn #name #lifetime (&self, #(#arguments),*) -> #result<#answer, #error> { #before #body }
        }
    }

    /// Statements that find what no caller gives: what an item says already, and write shards.
    fn before(&self) -> TokenStream {
        let said = self.names.said.iter().map(|(id, said)| {
            let (name, kind) = (self.argument(*id), self.argument_type(*id));
            let item = &said.item;
            let value = entity::field_of(self.file, said.of, &quote!(#item));
            quote!(let #name: #kind = #value;)
        });
        let shards = shards::before(self);
        quote!(#(#said)* #shards)
    }

    fn docs(&self, operation: &Operation, more: &[String]) -> TokenStream {
        let mut paragraphs: Vec<String> = self
            .pattern
            .about
            .iter()
            .map(|text| docs::free(text))
            .collect();
        paragraphs.extend(docs::operation(self.file.model, self.pattern, operation));
        paragraphs.extend(more.iter().cloned());
        docs::outer(&paragraphs)
    }
}

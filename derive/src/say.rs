//! Findings as errors and warnings of the compiler.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use tablewright_modeler::{
    CheckedModule,
    findings::{Finding, Level},
};

/// All that there is to say about a module. What is only worth knowing is for `model-lint` to say.
pub(crate) fn findings(module: &CheckedModule) -> TokenStream {
    let all = module.checked.findings.iter();
    all.map(|finding| {
        let text = text(module, finding);
        let tokens = module.places.tokens(finding.primary.span);
        let (first, last) = tokens.unwrap_or_else(|| (Span::call_site(), Span::call_site()));
        match finding.level {
            Level::Error => error(&text, first, last),
            Level::Warn => warning(finding.rule.id, &text, first),
            Level::Info => TokenStream::new(),
        }
    })
    .collect()
}

/// An error that underlines from one token to another.
pub(crate) fn error(text: &str, first: Span, last: Span) -> TokenStream {
    let start = quote_spanned!(first=> ::core::compile_error!);
    let end = quote_spanned!(last=> { #text });
    quote!(#start #end)
}

/// A warning. The compiler has none for macros, but one about what is deprecated, which says why.
fn warning(rule: &str, text: &str, at: Span) -> TokenStream {
    let name = Ident::new(&rule.replace('-', "_"), at);
    let declared = Ident::new(&rule.replace('-', "_"), Span::call_site());
    quote! {
        const _: () = {
            #[deprecated(note = #text)]
            #[allow(non_upper_case_globals)]
            const #declared: () = ();
            #name
        };
    }
}

/// What `model-lint` says, without the picture of the source, which the compiler draws.
fn text(module: &CheckedModule, finding: &Finding) -> String {
    let mut text = format!("{} [{}]", finding.message, finding.rule.id);
    if !finding.primary.text.is_empty() {
        text.push_str(&format!("\n  here: {}", finding.primary.text));
    }
    for related in &finding.related {
        let source = module.checked.source.slice(related.span);
        if !source.is_empty() && !related.text.is_empty() {
            text.push_str(&format!("\n  `{source}`: {}", related.text));
        }
    }
    for note in &finding.notes {
        text.push_str(&format!("\n  = note: {note}"));
    }
    let fix = finding.fix.as_ref();
    for help in finding.help.iter().chain(fix.map(|fix| &fix.title)) {
        text.push_str(&format!("\n  = help: {help}"));
    }
    let edits = fix.iter().flat_map(|fix| &fix.edits);
    for edit in edits
        .map(|edit| edit.text.trim())
        .filter(|text| text.starts_with("#["))
    {
        text.push_str(&format!("\n      {edit}"));
    }
    text
}

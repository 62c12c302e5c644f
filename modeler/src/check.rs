//! The whole way, from bytes to findings.

use crate::{
    advice,
    draft::Draft,
    estimate::{self, Estimate, Prices},
    findings::{Finding, Findings},
    frontend::{attrs, yaml},
    model::Model,
    plan::Plan,
    planner, resolve, rules,
    source::SourceFile,
};

/// Everything that is known of one model file.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The file.
    pub source: SourceFile,
    /// What was written.
    pub draft: Draft,
    /// What it means.
    pub model: Model,
    /// What every pattern becomes.
    pub plan: Plan,
    /// What that consumes, costs and heats, at the prices of us-east-1.
    pub estimate: Estimate,
    /// What there is to say, in the order of the places; an exception written down with `allow` has been
    /// applied.
    pub findings: Vec<Finding>,
}

/// Reads, resolves, plans and lints one model. `name` is the path as the user gave it.
pub fn check(name: &str, bytes: &[u8]) -> Checked {
    let mut findings = Findings::new();
    let (source, draft) = yaml::read(name, bytes, &mut findings);
    judge(source, draft, findings, advice::advise)
}

/// The same for the models of a Rust source: those are modules with `#[table(…)]`. A source that cannot
/// be read comes back as one empty model that says so.
pub fn check_rust(name: &str, bytes: &[u8]) -> Vec<Checked> {
    let mut findings = Findings::new();
    let (source, drafts) = attrs::read(name, bytes, &mut findings);
    if drafts.is_empty() && !findings.is_empty() {
        let draft = Draft {
            incomplete: true,
            ..Draft::default()
        };
        return vec![judge(source, draft, findings, advice::in_rust::advise)];
    }
    let all = drafts.into_iter();
    all.map(|(draft, findings)| judge(source.clone(), draft, findings, advice::in_rust::advise))
        .collect()
}

/// What is known of a module of Rust that a macro was given.
#[derive(Debug)]
pub struct CheckedModule {
    /// What is known of its model.
    pub checked: Checked,
    /// What else its types say.
    pub types: attrs::Types,
    /// Which tokens the places of findings are.
    pub places: attrs::Unwritten,
}

/// The same for one module of which no text is known, only tokens. Where what is in it stands `alone`, types
/// that are not in it are taken for what is stored as it says itself.
pub fn check_module(module: &syn::ItemMod, alone: bool) -> CheckedModule {
    let mut places = attrs::Unwritten::default();
    let mut findings = Findings::new();
    let lowered = attrs::lower(module, &mut places, &mut findings, alone);
    let source = SourceFile::new("", attrs::Places::text(&places));
    let checked = judge(source, lowered.draft, findings, advice::in_rust::advise);
    CheckedModule {
        checked,
        types: lowered.types,
        places,
    }
}

/// Everything that follows from a draft.
fn judge(
    source: SourceFile,
    draft: Draft,
    mut findings: Findings,
    advise: fn(&rules::Context<'_>, &mut [Finding]),
) -> Checked {
    let model = resolve::resolve(&draft, &mut findings);
    let plan = planner::plan(&model);
    let estimate = estimate::estimate(&model, &plan, Prices::default());
    let once = rules::Once::default();
    let context = rules::Context {
        once: &once,
        source: &source,
        draft: &draft,
        model: &model,
        plan: &plan,
        estimate: &estimate,
    };
    rules::lint(&context, &mut findings);
    findings.sort_by_key(|f| (f.primary.span, std::cmp::Reverse(f.level), f.rule.id));
    advise(&context, &mut findings);
    Checked {
        source,
        draft,
        model,
        plan,
        estimate,
        findings,
    }
}

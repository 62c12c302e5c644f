//! The whole way, from bytes to findings.

use crate::{
    advice,
    draft::Draft,
    estimate::{self, Estimate, Prices},
    findings::{Finding, Findings},
    frontend::yaml,
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
    advice::advise(&context, &mut findings);
    Checked {
        source,
        draft,
        model,
        plan,
        estimate,
        findings,
    }
}

//! `model-lint explain`.

use std::fmt::Write;

use anyhow::bail;
use tablewright_modeler::{
    Checked,
    findings::nearest,
    model::{Model, Pattern, PatternId},
    plan::{Operation, StepPlan},
    rules, words,
};

use crate::{Outcome, arguments::Explain, files, output, plan_view};

/// Explains a rule, or an access pattern of a model.
pub(crate) fn run(arguments: &Explain) -> anyhow::Result<Outcome> {
    let name = arguments.name.as_str();
    let text = match &arguments.model {
        None => rule(name)?,
        Some(path) => {
            let model = files::load(path)?;
            match model
                .checked
                .model
                .patterns
                .iter()
                .position(|pattern| pattern.name == name)
            {
                Some(at) => pattern(&model.checked, PatternId::new(at)),
                None if rules::find(name).is_some() => rule(name)?,
                None => {
                    let patterns = &model.checked.model.patterns;
                    let known = patterns.iter().map(|pattern| pattern.name.as_str());
                    let near = nearest(name, known).map(|near| format!("; did you mean `{near}`?"));
                    bail!(
                        "`{}` plans no access pattern `{name}`{}",
                        files::shown(path),
                        near.unwrap_or_default()
                    );
                }
            }
        }
    };
    output::print(&output::printable(&text))?;
    Ok(Outcome::Clean)
}

fn rule(name: &str) -> anyhow::Result<String> {
    let Some(rule) = rules::find(name) else {
        let near = nearest(name, rules::RULES.iter().map(|rule| rule.id));
        let near = near.map(|near| format!("; did you mean `{near}`?"));
        bail!(
            "there is no rule `{name}`{} (for an access pattern, add `--model FILE`)",
            near.unwrap_or_default()
        );
    };
    let mut text = format!("{} ({} by default)\n\n", rule.id, rule.level.name());
    for line in rule.docs.lines() {
        // A doc comment starts each line with a space.
        let line = line.strip_prefix(' ').unwrap_or(line);
        let line = match line {
            "```yaml,fires" => "This is found:\n",
            "```yaml,clean" => "This is fine:\n",
            "```" => "",
            other => other.trim_start_matches("# "),
        };
        text.push_str(line);
        text.push('\n');
    }
    Ok(text)
}

/// A step of a transaction.
fn step(
    checked: &Checked,
    pattern: &Pattern,
    number: usize,
    step: &StepPlan,
    say: &mut impl FnMut(String),
) {
    let model = &checked.model;
    let Some(operation) = &step.operation else {
        return;
    };
    let request = plan_view::request(checked, pattern, operation);
    let entities = words::entities(pattern, operation);
    let of = entities.iter().map(|id| model.entity(*id).name.as_str());
    say(format!(
        "  {number}. {request} of {}",
        of.collect::<Vec<_>>().join(", ")
    ));
    asked(model, pattern, operation, say);
}

/// What a request asks by.
fn asked(model: &Model, pattern: &Pattern, operation: &Operation, say: &mut impl FnMut(String)) {
    let key = words::key_condition(model, pattern, operation);
    let key = Some(key).filter(|key| !key.is_empty());
    let parts = [
        ("key      ", key),
        ("filter   ", words::filter(model, pattern, operation)),
        ("condition", words::guard(model, pattern, operation)),
    ];
    for (what, said) in parts {
        if let Some(said) = said {
            say(format!("    {what}  {said}"));
        }
    }
}

fn pattern(checked: &Checked, id: PatternId) -> String {
    let (model, pattern, plan) = (
        &checked.model,
        checked.model.pattern(id),
        checked.plan.pattern(id),
    );
    let mut text = String::new();
    let mut say = |line: String| {
        let _ = writeln!(text, "{line}");
    };
    say(pattern.name.clone());
    if let Some(about) = &pattern.about {
        say(format!("  {about}"));
    }
    if let Some(operation) = &plan.operation {
        say(format!(
            "\n  {}",
            plan_view::request(checked, pattern, operation)
        ));
        match operation {
            Operation::Transact(steps) => {
                for (number, step) in (1..).zip(steps) {
                    self::step(checked, pattern, number, step, &mut say);
                }
            }
            one => asked(model, pattern, one, &mut say),
        }
    }
    if let Some(because) = words::because(model, pattern, plan) {
        say(format!("\n  because {because}"));
    }
    if !plan.rejected.is_empty() {
        say("\n  and not".to_owned());
    }
    for rejected in &plan.rejected {
        let path = words::path_name(model, rejected.path);
        say(format!(
            "    {path}: {}",
            words::lacks(model, pattern, rejected)
        ));
    }
    for problem in words::problems(model, pattern, plan) {
        say(format!("\n  cannot: {problem}"));
    }
    text
}

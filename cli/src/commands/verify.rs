//! `model-lint verify`.

use std::net::{SocketAddr, ToSocketAddrs};

use anyhow::{Context, bail};
use tablewright_local::{
    Local,
    reference::{Reference, client_at},
};
use tablewright_verify::{Options, Report, verify};

use crate::{
    Outcome,
    arguments::{PlanFormat, Verify},
    commands::errors,
    files, output, plan_view, report,
};

/// Checks and plans a model, then runs every access pattern on a real engine.
pub(crate) fn run(arguments: &Verify) -> anyhow::Result<Outcome> {
    let model = files::load(&arguments.model)?;
    if errors(&model.checked.findings) {
        let models = [model];
        output::print(&report::human(&models, false))?;
        output::note("nothing was verified: the model has to be right first");
        return Ok(Outcome::Findings);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("no runtime for the engine")?;
    let options = Options {
        seed: arguments.seed,
        items: arguments.items,
        ..Options::default()
    };
    let report = runtime.block_on(async {
        // The engine has to outlive the run.
        let (client, _engine): (_, Box<dyn std::any::Any>) = if let Some(url) = &arguments.endpoint
        {
            (client_at(address(url)?), Box::new(()))
        } else if arguments.reference {
            let reference = Reference::start()?;
            (reference.client(), Box::new(reference))
        } else {
            let local = Local::start()?;
            (local.client(), Box::new(local))
        };
        let report = verify(&model.checked.model, &model.checked.plan, client, &options).await?;
        anyhow::Ok(report)
    })?;
    match arguments.format {
        PlanFormat::Human => {
            let notes: Vec<String> = report.patterns.iter().map(verdict).collect();
            output::print(&plan_view::human(&model.checked, &notes))?;
            output::print(&differences(&report))?;
            output::note(&summary(&model, &report, arguments));
        }
        PlanFormat::Json => output::print(&json(&report)?)?,
    }
    Ok(if report.is_clean() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// Where an engine listens. Only plain HTTP: what is verified is made and dropped there, which is for engines
/// on a desk and not for a table that somebody pays for.
fn address(url: &str) -> anyhow::Result<SocketAddr> {
    let Some(place) = url.strip_prefix("http://") else {
        bail!("`{url}` is no endpoint: write `http://localhost:8000`; only plain HTTP is spoken");
    };
    let place = place.trim_end_matches('/');
    let mut found = place
        .to_socket_addrs()
        .with_context(|| format!("`{url}` is no endpoint: write `http://localhost:8000`"))?;
    found
        .next()
        .with_context(|| format!("nobody is called `{place}`"))
}

fn verdict(pattern: &tablewright_verify::PatternReport) -> String {
    let differences = pattern.differences.len() + pattern.more_differences;
    match (differences, pattern.unverified.is_empty()) {
        (0, true) => format!("ok, {} calls", pattern.calls),
        (0, false) => "not verified".to_owned(),
        (some, _) => format!("{some} DIFFERENCES"),
    }
}

fn differences(report: &Report) -> String {
    let mut text = String::new();
    for pattern in &report.patterns {
        for reason in &pattern.unverified {
            text.push_str(&format!("\n{}: not verified: {reason}\n", pattern.name));
        }
        for difference in &pattern.differences {
            let arguments: Vec<String> = difference
                .arguments
                .iter()
                .map(|(name, value)| format!("{name} = {value}"))
                .collect();
            text.push_str(&format!(
                "\n{}({}): {:?}\n",
                pattern.name,
                arguments.join(", "),
                difference.what
            ));
            for (what, items) in [
                ("expected", &difference.expected),
                ("got     ", &difference.got),
            ] {
                for item in items {
                    text.push_str(&format!("  {what} {item}\n"));
                }
            }
        }
    }
    for stray in &report.strays {
        text.push_str(&format!("\nafter all patterns: {stray}\n"));
    }
    text
}

fn summary(model: &files::Model, report: &Report, arguments: &Verify) -> String {
    let engine = match &arguments.endpoint {
        Some(url) => url.as_str(),
        None if arguments.reference => "DynamoDB Local",
        None => "the embedded engine",
    };
    let calls: usize = report.patterns.iter().map(|pattern| pattern.calls).sum();
    let wrong = report.different().count();
    let findings = report::summary(std::slice::from_ref(model));
    let verdict = match wrong {
        0 if report.is_clean() => "no difference".to_owned(),
        0 => "items went astray".to_owned(),
        1 => "1 access pattern differs".to_owned(),
        more => format!("{more} access patterns differ"),
    };
    let mut text = format!(
        "\n{findings}\n{verdict} in {calls} calls on {engine}, with {} items and seed {}",
        report.items_loaded, report.seed
    );
    text.push_str(&match report.requests_metered {
        0 => "\nthe engine does not say what requests consume".to_owned(),
        all => format!("\nthe units of {all} requests were compared with the sizes of the items"),
    });
    let habits = report
        .habits
        .iter()
        .map(|(what, count)| format!("{count} {what}"));
    let habits: Vec<String> = habits.collect();
    if !habits.is_empty() {
        let all = habits.join(", ");
        text.push_str(&format!(
            "; counted by this engine as by none else (docs/engines.md): {all}"
        ));
    }
    text
}

fn json(report: &Report) -> anyhow::Result<String> {
    let patterns: Vec<_> = report
        .patterns
        .iter()
        .map(|pattern| {
            let differences: Vec<_> = pattern
                .differences
                .iter()
                .map(|difference| {
                    let arguments: serde_json::Map<_, _> = difference
                        .arguments
                        .iter()
                        .map(|(name, value)| (name.clone(), value.clone().into()))
                        .collect();
                    serde_json::json!({
                        "what": format!("{:?}", difference.what).to_lowercase(),
                        "arguments": arguments,
                        "expected": difference.expected,
                        "got": difference.got,
                        "seed": difference.seed,
                    })
                })
                .collect();
            serde_json::json!({
                "name": pattern.name,
                "calls": pattern.calls,
                "items_compared": pattern.items_compared,
                "differences": differences,
                "unverified": pattern.unverified,
            })
        })
        .collect();
    let all = serde_json::json!({
        "clean": report.is_clean(),
        "seed": report.seed,
        "items_loaded": report.items_loaded,
        "strays": report.strays,
        "requests_metered": report.requests_metered,
        "engine_habits": report.habits,
        "patterns": patterns,
    });
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}

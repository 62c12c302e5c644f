//! `model-lint export`.

use anyhow::anyhow;
use tablewright_export::{
    Exported, cdk, cloudformation, create_table, json_schema, terraform, workbench,
};
use tablewright_modeler::{
    Checked,
    frontend::{attrs, yaml},
};

use crate::{
    Outcome,
    arguments::{Export, Form},
    commands::errors,
    files, output, report,
};

/// Writes a model in another form.
pub(crate) fn run(arguments: &Export) -> anyhow::Result<Outcome> {
    let model = files::load(&arguments.model)?;
    if let Some(why) = refused(&model.checked, arguments.to) {
        // What goes to standard output is what was asked for, and often lands in a file.
        output::note(report::human(&[model], false).trim_end());
        output::note(why);
        return Ok(Outcome::Findings);
    }
    let exported = exported(&model.checked, arguments.to)?;
    output::print(&exported.text)?;
    for note in &exported.notes {
        output::note(note);
    }
    Ok(Outcome::Clean)
}

/// Why a model is not written in a form. What is another spelling may have the mistakes of the first; a table may not.
fn refused(checked: &Checked, to: Form) -> Option<&'static str> {
    let spelling = matches!(to, Form::Yaml | Form::Rust);
    if checked.draft.incomplete {
        return Some("nothing was exported: what could not be read would be missing in it");
    }
    (!spelling && errors(&checked.findings))
        .then_some("nothing was exported: the tables would not do what the model says")
}

fn exported(checked: &Checked, to: Form) -> anyhow::Result<Exported> {
    let spelled = |text: String| Exported {
        text,
        notes: Vec::new(),
    };
    Ok(match to {
        Form::Yaml => spelled(yaml::write(&checked.draft)),
        Form::Rust => spelled(rust(checked)?),
        Form::CreateTable => create_table(&checked.model),
        Form::CloudFormation => cloudformation(&checked.model),
        Form::Terraform => terraform(&checked.model),
        Form::Cdk => cdk(&checked.model),
        Form::Workbench => workbench(&checked.model),
        Form::JsonSchema => json_schema(&checked.model),
    })
}

fn rust(checked: &Checked) -> anyhow::Result<String> {
    attrs::write(&checked.draft).map_err(|odd| {
        let names: Vec<String> = odd.iter().map(|name| format!("`{name}`")).collect();
        anyhow!("not a name in Rust: {}", names.join(", "))
    })
}

//! `model-lint man`.

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::{Outcome, arguments::Arguments, output};

/// Writes the manual page: the program, and then each command.
pub(crate) fn run() -> anyhow::Result<Outcome> {
    let command = Arguments::command().disable_help_subcommand(true);
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    let mut text = String::from_utf8(page)?;
    for one in command.get_subcommands() {
        let name = format!("model-lint {}", one.get_name());
        let man = Man::new(one.clone().display_name(name.clone()).bin_name(name));
        let mut part = Vec::new();
        man.render_synopsis_section(&mut part)?;
        man.render_description_section(&mut part)?;
        man.render_options_section(&mut part)?;
        text.push_str(&format!(".SH {}\n", one.get_name().to_uppercase()));
        // Its sections are parts of this one.
        text.push_str(&String::from_utf8(part)?.replace("\n.SH ", "\n.SS "));
    }
    // The commands are parts of this page, and have none of their own.
    for one in command.get_subcommands() {
        let page = format!("model\\-lint\\-{}(1)", one.get_name().replace('-', "\\-"));
        text = text.replace(
            &page,
            &page.replace("\\-lint\\-", "\\-lint ").replace("(1)", ""),
        );
    }
    output::print(&text)?;
    Ok(Outcome::Clean)
}

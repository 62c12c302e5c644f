//! The command line.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::output::Color;

/// Lints DynamoDB single-table models and generates Rust from them.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// A command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lint models; `model-lint PATH` is short for it
    Check(Check),
    /// Show what every access pattern becomes
    Plan(Plan),
    /// Show capacity, cost and heat per pattern, table and index
    Estimate(Estimate),
    /// Show throttling over time under the declared load, before and after the advised shards
    Simulate(Simulate),
    /// Explain a rule, or why an access pattern of a model is served as it is
    Explain(Explain),
    /// Write the typed Rust crate of a model
    Generate(Generate),
    /// Run every access pattern on a real engine and compare with a plain in-memory answer
    Verify(Verify),
    /// Write the design review of a model, as HTML or Markdown
    Review(Review),
    /// Write a model in another form
    Export(Export),
    /// Make a model from the file of another tool
    Import(Import),
    /// Write a small, commented model to start from
    Init(Init),
    /// Print the JSON Schema of the model language, for editors
    Schema,
    /// Print what a shell needs to complete commands
    Completions(Completions),
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files or folders with models
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
    /// The lowest level that makes the command fail
    #[arg(long, value_enum, default_value = "error")]
    pub(crate) deny: Deny,
    /// Apply the fixes that are safe
    #[arg(long)]
    pub(crate) fix: bool,
    /// When to use colour
    #[arg(long, value_enum, default_value = "auto")]
    pub(crate) color: Color,
}

#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// The model
    pub(crate) model: PathBuf,
    /// How the plan is written
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: PlanFormat,
    /// The lowest level that makes the command fail
    #[arg(long, value_enum, default_value = "error")]
    pub(crate) deny: Deny,
}

#[derive(Debug, Args)]
pub(crate) struct Estimate {
    /// The model
    pub(crate) model: PathBuf,
    /// How the estimate is written
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: PlanFormat,
    /// The prices of another region: AWS's own offer file of `AmazonDynamoDB`, in JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) prices: Option<PathBuf>,
    /// The lowest level that makes the command fail
    #[arg(long, value_enum, default_value = "error")]
    pub(crate) deny: Deny,
}

#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// The model
    pub(crate) model: PathBuf,
    /// How the simulation is written
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: PlanFormat,
    /// How the load comes
    #[arg(long, value_enum, default_value = "constant")]
    pub(crate) load: Load,
    /// How long
    #[arg(long, default_value_t = 10)]
    pub(crate) minutes: u32,
    /// How many runs, with keys in other places each time
    #[arg(long, default_value_t = 20)]
    pub(crate) seeds: u32,
    /// A partition splits that is used to this part (not published by AWS) …
    #[arg(long, default_value_t = 0.9)]
    pub(crate) split_threshold: f64,
    /// … for so many seconds on end (not published) …
    #[arg(long, default_value_t = 180)]
    pub(crate) split_after: u32,
    /// … and is split so many seconds later (not published)
    #[arg(long, default_value_t = 120)]
    pub(crate) split_takes: u32,
    /// Seconds of unused provisioned capacity that are kept
    #[arg(long, default_value_t = 300.0)]
    pub(crate) burst: f64,
    /// Auto scaling has set a capacity so many seconds after it decided to (not published)
    #[arg(long, default_value_t = 60)]
    pub(crate) scaling_takes: u32,
    /// The lowest level that makes the command fail
    #[arg(long, value_enum, default_value = "error")]
    pub(crate) deny: Deny,
}

/// How the declared load comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Load {
    /// The peak, all the time
    Constant,
    /// From nothing to the peak
    Ramp,
    /// A tenth of the peak, then all of it at once
    FlashSale,
    /// A day in short: from the least to the peak and back
    Daily,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A rule, or an access pattern of the model
    pub(crate) name: String,
    /// The model that has the access pattern
    #[arg(long)]
    pub(crate) model: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// The model
    pub(crate) model: PathBuf,
    /// The folder of the crate
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Only say whether the folder is current
    #[arg(long)]
    pub(crate) check: bool,
    /// The package's name; that of the model when absent
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Depend on a runtime in this folder instead of the registry's
    #[arg(long)]
    pub(crate) runtime: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Review {
    /// The model
    pub(crate) model: PathBuf,
    /// The file: `.html` or `.md`
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// The model of an earlier review: what has changed since is a section of its own
    #[arg(long, value_name = "OLD")]
    pub(crate) since: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// What the model and its file are called
    #[arg(default_value = "app")]
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The file
    #[arg(required_unless_present = "live")]
    pub(crate) file: Option<PathBuf>,
    /// Whose file it is
    #[arg(long, value_enum)]
    pub(crate) from: Origin,
    /// With `--from table`: items of it, as `aws dynamodb scan` answers
    #[arg(long, value_name = "FILE")]
    pub(crate) items: Option<PathBuf>,
    /// With `--from table`: the table of that name, asked by way of the AWS CLI
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["file", "items"])]
    pub(crate) live: Option<String>,
    #[command(flatten)]
    pub(crate) asked: Live,
}

/// How a table that exists is asked.
#[derive(Debug, Args)]
pub(crate) struct Live {
    /// With `--live`: how many items are read at most, which costs their read units
    #[arg(long, value_name = "ITEMS", default_value_t = 1_000, requires = "live")]
    pub(crate) sample: u32,
    /// With `--live`: the profile of the AWS CLI
    #[arg(long, requires = "live")]
    pub(crate) profile: Option<String>,
    /// With `--live`: the region
    #[arg(long, requires = "live")]
    pub(crate) region: Option<String>,
    /// With `--live`: another endpoint, as of DynamoDB Local
    #[arg(long, value_name = "URL", requires = "live")]
    pub(crate) endpoint: Option<String>,
}

/// Files that models are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Origin {
    /// A model of NoSQL Workbench for DynamoDB
    Workbench,
    /// The tables of a CloudFormation template, in JSON or YAML
    #[value(name = "cloudformation")]
    CloudFormation,
    /// A table that exists: the answer of `aws dynamodb describe-table`, with `--items` that of a scan
    Table,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The model
    pub(crate) model: PathBuf,
    /// The form
    #[arg(long, value_enum)]
    pub(crate) to: Form,
}

/// What a model can be exported to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// The model language, also of a model that is written in Rust
    Yaml,
    /// A module of Rust with `#[table(…)]`, also of a model that is written in YAML
    Rust,
    /// Requests of `CreateTable`, in JSON
    CreateTable,
    /// A CloudFormation template, in JSON
    #[value(name = "cloudformation")]
    CloudFormation,
    /// Resources of Terraform
    Terraform,
    /// A construct of AWS CDK, in TypeScript
    Cdk,
    /// A model of NoSQL Workbench for DynamoDB, with facets and sample data
    Workbench,
    /// The entities as JSON Schema
    JsonSchema,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The model
    pub(crate) model: PathBuf,
    /// How the report is written
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: PlanFormat,
    /// Another seed makes other items and calls
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// About so many items of each entity
    #[arg(long, default_value_t = 30)]
    pub(crate) items: usize,
    /// Run on Amazon's DynamoDB Local instead of the embedded engine
    #[arg(long)]
    pub(crate) reference: bool,
    /// Run on the engine that listens there, over plain HTTP: `http://localhost:8000`
    #[arg(long, value_name = "URL", conflicts_with = "reference")]
    pub(crate) endpoint: Option<String>,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people at a terminal
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// How plans and reports are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlanFormat {
    /// For people at a terminal
    Human,
    /// One JSON object
    Json,
}

/// The lowest level that makes a command fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Errors
    Error,
    /// Warnings too
    Warn,
    /// Everything
    Info,
}

/// `model-lint PATH` is `model-lint check PATH`, and `model-lint` alone checks here.
pub(crate) fn with_check(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    const OTHERS: [&str; 5] = ["help", "--help", "-h", "--version", "-V"];
    let mut all: Vec<OsString> = given.collect();
    let program = Arguments::command();
    let names = || program.get_subcommands().map(clap::Command::get_name);
    let known = |word: &OsString| names().chain(OTHERS).any(|one| word == one);
    if !all.get(1).is_some_and(known) {
        all.insert(1.min(all.len()), "check".into());
    }
    all
}

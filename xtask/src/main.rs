//! The chores of this repository: `cargo xtask <chore>`.

mod bench;
mod ci;
mod docs;
mod dynamodb_local;
mod goldens;
mod links;
mod mistakes;
mod process;
mod search;
mod tools;
mod workspace;
mod written;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// As in `model-lint`, so that `bench` measures what people run.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[derive(Parser)]
#[command(about = "The chores of this repository")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Speed and memory of reading, planning, linting and generating.
    Bench,
    /// One measurement of `bench`, in a process of its own.
    #[command(hide = true)]
    Measure {
        /// Entities of the model.
        entities: usize,
        /// With shards, unique values and transactions.
        #[arg(long)]
        rich: bool,
    },
    /// Everything that must hold: format, lints, tests on every engine, documents and goldens.
    Ci,
    /// Writes the pages of the rules and the schema anew, or checks that they are current.
    Docs {
        /// Only says whether they are current.
        #[arg(long)]
        check: bool,
    },
    /// Fetches Amazon's DynamoDB Local with Maven, into the target folder.
    DynamodbLocal,
    /// Writes the golden crates of all models anew, or checks that they are current.
    Goldens {
        /// Only says whether they are current.
        #[arg(long)]
        check: bool,
    },
    /// Writes what the compiler says of models with mistakes anew, or checks that it says so.
    Mistakes {
        /// Only says whether it does.
        #[arg(long)]
        check: bool,
    },
    /// Asks the random tests for many more cases, with new dice.
    Search {
        /// Of each test.
        #[arg(long, default_value_t = 10_000)]
        cases: u32,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().chore {
        Chore::Bench => bench::bench(),
        Chore::Measure { entities, rich } => bench::measure(entities, rich),
        Chore::Ci => ci::run_checks(),
        Chore::Docs { check } => docs::run(check),
        Chore::DynamodbLocal => dynamodb_local::fetch(),
        Chore::Goldens { check } => goldens::run(check),
        Chore::Mistakes { check } => mistakes::run(check),
        Chore::Search { cases } => search::search(cases),
    }
}

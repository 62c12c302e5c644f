//! Fetches the reference engine.

use std::process::Command;

use crate::{process::run, tools, workspace};

/// Fetches DynamoDB Local and everything it runs on into `target/dynamodb-local`, unless it is there.
pub(crate) fn fetch() -> anyhow::Result<()> {
    let folder = workspace::target().join("dynamodb-local");
    let pom = workspace::root().join("xtask/dynamodb-local/pom.xml");
    tools::unless_done(&pom, &folder, || {
        run(Command::new("java").arg("-version"))?;
        run(Command::new("mvn")
            .args(["--batch-mode", "--quiet", "--file"])
            .arg(&pom)
            .arg("org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies")
            .arg(format!("-DoutputDirectory={}", folder.display()))
            .arg("-DincludeScope=runtime"))
    })
}

//! Fetches the reference engine.

use std::{fs, process::Command};

use crate::{process::run, workspace};

/// Fetches DynamoDB Local and everything it runs on into `target/dynamodb-local`, unless it is there.
pub(crate) fn fetch() -> anyhow::Result<()> {
    let folder = workspace::target().join("dynamodb-local");
    let done = folder.join(".complete");
    let pom = workspace::root().join("xtask/dynamodb-local/pom.xml");
    let wanted = fs::read_to_string(&pom)?;
    if fs::read_to_string(&done).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    run(Command::new("java").arg("-version"))?;
    run(Command::new("mvn")
        .args(["--batch-mode", "--quiet", "--file"])
        .arg(&pom)
        .arg("org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies")
        .arg(format!("-DoutputDirectory={}", folder.display()))
        .arg("-DincludeScope=runtime"))?;
    fs::write(done, wanted)?;
    Ok(())
}

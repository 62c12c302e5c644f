//! Crates that are written with the macros, and with those of serde.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::anyhow;
use tablewright_modeler::{check, frontend::attrs};

use super::{empty, lock};
use crate::{bench::model::model, workspace};

/// Structs with a derive.
pub(super) const STRUCTS: usize = 100;

/// The model of that many entities, as a module.
pub(super) fn of_table(entities: usize) -> anyhow::Result<PathBuf> {
    let checked = check("large.yaml", model(entities).as_bytes());
    let module = attrs::write(&checked.draft).map_err(|odd| anyhow!("no names: {odd:?}"))?;
    write(&format!("table-{entities}"), &tablewright(), &module)
}

/// Structs that derive `Entity`.
pub(super) fn of_entity() -> anyhow::Result<PathBuf> {
    let derive = |at: usize| {
        format!(
            "#[derive(Entity, Debug, Clone, PartialEq)]\n#[key(partition = \"OWNER#{{owner_id}}\", sort = \"THING{at}#{{thing_id}}\")]\n"
        )
    };
    let text = structs("use tablewright::Entity;\n", derive);
    write("derive-entity", &tablewright(), &text)
}

/// The same structs with the derives of serde.
pub(super) fn of_serde() -> anyhow::Result<PathBuf> {
    let derive = |_| "#[derive(Serialize, Deserialize, Debug, Clone, PartialEq)]\n".to_owned();
    let text = structs("use serde::{Deserialize, Serialize};\n", derive);
    write(
        "derive-serde",
        "serde = { version = \"1\", features = [\"derive\"] }",
        &text,
    )
}

fn structs(head: &str, derive: impl Fn(usize) -> String) -> String {
    let mut text = head.to_owned();
    for at in 0..STRUCTS {
        let _ = write!(
            text,
            "\n{}pub struct Thing{at} {{
    pub owner_id: String,
    pub thing_id: String,
    pub name: String,
    pub count: i64,
    pub price: f64,
    pub note: Option<String>,
    pub tags: Vec<String>,
}}\n",
            derive(at)
        );
    }
    text
}

fn tablewright() -> String {
    let runtime = workspace::root().join("runtime");
    format!(
        "tablewright = {{ path = {:?}, features = [\"derive\"] }}",
        runtime.display().to_string()
    )
}

fn write(name: &str, dependency: &str, text: &str) -> anyhow::Result<PathBuf> {
    let folder = empty(name)?;
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), text)?;
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n\n[workspace]\n"
        ),
    )?;
    lock(Path::new(&folder))?;
    Ok(folder)
}

//! A table that exists is asked by way of the AWS CLI: the real one, about a table of DynamoDB Local.
//!
//! `cargo xtask ci` fetches both; where one is missing, nothing is tried, unless `TABLEWRIGHT_REQUIRE_REFERENCE` says that it has to be.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tablewright_local::{
    engines::REQUIRE_VARIABLE,
    reference::{Reference, installed},
};

/// What is there to ask with, and whom.
struct World {
    bin: PathBuf,
    reference: Reference,
}

impl World {
    fn open() -> Option<Self> {
        let tools = env::var_os("TABLEWRIGHT_TOOLS").map(PathBuf::from);
        let python = tools.map(|tools| tools.join("python"));
        let there = python.filter(|python| python.join("bin/aws").exists());
        let (Some(python), Some(_)) = (there, installed()) else {
            let required = env::var_os(REQUIRE_VARIABLE).is_some_and(|value| value == "1");
            assert!(!required, "the AWS CLI or DynamoDB Local is not there");
            return None;
        };
        Some(Self {
            bin: python.join("bin"),
            reference: Reference::start().expect("DynamoDB Local starts"),
        })
    }

    fn endpoint(&self) -> String {
        format!("http://{}", self.reference.address())
    }

    /// A program in an environment in which the AWS CLI is found and knows who asks.
    fn run(&self, program: impl AsRef<Path>, args: &[&str]) -> Output {
        let usual = env::var_os("PATH").unwrap_or_default();
        let mut folders = vec![self.bin.clone()];
        folders.extend(env::split_paths(&usual));
        let path = env::join_paths(folders).expect("a path");
        let mut command = Command::new(program.as_ref());
        command
            .args(args)
            .env("PATH", path)
            .env("PYTHONPATH", self.bin.parent().expect("a folder"))
            .env("AWS_ACCESS_KEY_ID", "a")
            .env("AWS_SECRET_ACCESS_KEY", "b")
            .env("AWS_DEFAULT_REGION", "us-east-1");
        command.output().expect("a program")
    }

    fn aws(&self, args: &[&str]) {
        let endpoint = self.endpoint();
        let all = [&["dynamodb", "--endpoint-url", &endpoint], args].concat();
        let output = self.run("aws", &all);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {said}");
    }

    fn import(&self, table: &str) -> Output {
        let endpoint = self.endpoint();
        let args = [
            "import",
            "--from",
            "table",
            "--live",
            table,
            "--endpoint",
            &endpoint,
        ];
        self.run(env!("CARGO_BIN_EXE_model-lint"), &args)
    }
}

fn order(customer: u32, order: u32) -> String {
    format!(
        r#"{{"PutRequest": {{"Item": {{"PK": {{"S": "CUSTOMER#{customer:04}"}}, "SK": {{"S": "ORDER#{order:04}"}}, "type": {{"S": "Order"}},
        "customer_id": {{"S": "{customer:04}"}}, "order_id": {{"S": "{order:04}"}}, "total": {{"N": "{order}"}}, "gone_at": {{"N": "1893456000"}}}}}}}}"#
    )
}

#[test]
fn a_table_is_imported_from_where_it_is() {
    let Some(world) = World::open() else { return };
    let definitions = "AttributeName=PK,AttributeType=S";
    let sort = "AttributeName=SK,AttributeType=S";
    world.aws(&[
        "create-table",
        "--table-name",
        "orders",
        "--attribute-definitions",
        definitions,
        sort,
        "--key-schema",
        "AttributeName=PK,KeyType=HASH",
        "AttributeName=SK,KeyType=RANGE",
        "--billing-mode",
        "PAY_PER_REQUEST",
    ]);
    let expiry = "Enabled=true,AttributeName=gone_at";
    world.aws(&[
        "update-time-to-live",
        "--table-name",
        "orders",
        "--time-to-live-specification",
        expiry,
    ]);
    for customer in 0..4 {
        let orders: Vec<String> = (1..=20).map(|number| order(customer, number)).collect();
        let batch = format!(r#"{{"orders": [{}]}}"#, orders.join(","));
        world.aws(&["batch-write-item", "--request-items", &batch]);
    }

    let output = world.import("orders");
    let (text, said) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{said}");
    for part in [
        "ttl: gone_at",
        "Order:",
        "partition: \"CUSTOMER#{customer_id}\"",
        "sort: \"ORDER#{order_id}\"",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}\n{said}");
    }
    let model = Path::new(env!("CARGO_TARGET_TMPDIR")).join("live.yaml");
    fs::write(&model, text.as_bytes()).expect("a file");
    let checked = world.run(
        env!("CARGO_BIN_EXE_model-lint"),
        &["check", &model.to_string_lossy()],
    );
    assert!(
        checked.status.success(),
        "{}\n{text}",
        String::from_utf8_lossy(&checked.stdout)
    );

    let refused = world.import("no-such-table");
    let said = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(
        said.contains("describe-table") && said.contains("ResourceNotFound"),
        "{said}"
    );
}

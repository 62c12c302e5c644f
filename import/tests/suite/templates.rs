//! Tables without items: CloudFormation templates, and tables as the service describes them.

use tablewright_import::{cloudformation, described};
use tablewright_modeler::check;

const TEMPLATE: &str = r#"
Resources:
  OrdersTable:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub "${Stage}-orders"
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - { AttributeName: pk, AttributeType: S }
        - { AttributeName: customer, AttributeType: S }
        - { AttributeName: total, AttributeType: N }
      KeySchema: [ { AttributeName: pk, KeyType: HASH } ]
      GlobalSecondaryIndexes:
        - IndexName: by-customer
          KeySchema: [ { AttributeName: customer, KeyType: HASH }, { AttributeName: total, KeyType: RANGE } ]
          Projection: { ProjectionType: INCLUDE, NonKeyAttributes: [note] }
      TimeToLiveSpecification: { AttributeName: gone_at, Enabled: true }
  Bucket: { Type: AWS::S3::Bucket }
"#;

#[test]
fn a_template_in_yaml_gives_its_tables() {
    let imported = cloudformation(TEMPLATE).expect("a model");
    assert_eq!(imported.notes.len(), 1, "{:?}", imported.notes);
    let checked = check("orders.yaml", imported.text.as_bytes());
    let errors = checked
        .findings
        .iter()
        .find(|one| one.level.name() == "error");
    assert!(errors.is_none(), "{errors:?}\n{}", imported.text);
    for wanted in [
        "model: orders\n",
        "by-customer: { partition: customer, sort: total, project: [note] }",
        "ttl: gone_at",
        "gone_at:  epoch",
    ] {
        assert!(
            imported.text.contains(wanted),
            "{wanted}\n{}",
            imported.text
        );
    }
}

#[test]
fn what_is_no_template_says_where() {
    for (text, wanted) in [
        ("", "the file is empty"),
        ("{", "line 1, column 1: not JSON"),
        ("a: [1\nb: 2", "line 2, column 2: not YAML"),
        ("Resources: {}", "Resources: there is no table here"),
        (
            "Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: t } } }",
            "Resources.T.Properties.KeySchema: a list is missing here",
        ),
        (&"[".repeat(100_000), "recursion limit"),
    ] {
        let said = cloudformation(text).expect_err("a mistake").to_string();
        assert!(said.contains(wanted), "{said}");
    }
}

/// Customers with orders, one in ten of which has a note.
fn items() -> String {
    let mut items = Vec::new();
    for number in 0..40 {
        items.push(format!(
            r#"{{"PK":{{"S":"CUSTOMER#{number}"}},"SK":{{"S":"PROFILE"}},"id":{{"N":"{number}"}},"name":{{"S":"Ada Lovelace"}}}}"#
        ));
        for order in 0..4 {
            let note = if order == 0 && number % 5 == 0 {
                r#","note":{"S":"ring twice"}"#
            } else {
                ""
            };
            items.push(format!(
                r#"{{"PK":{{"S":"CUSTOMER#{number}"}},"SK":{{"S":"ORDER#{order:04}"}},"id":{{"N":"{number}"}},"order_no":{{"N":"{order}"}},"status":{{"S":"{}"}}{note}}}"#,
                if order == 3 { "open" } else { "paid" },
            ));
        }
    }
    format!(r#"{{"Items":[{}],"Count":200}}"#, items.join(","))
}

#[test]
fn a_table_with_items_is_measured() {
    let table = r#"{"Table":{"TableName":"shop","ItemCount":5000000,
        "AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"},{"AttributeName":"SK","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"SK","KeyType":"RANGE"}]}}"#;
    let imported = described(table, Some(&items())).expect("a model");
    for wanted in [
        "volume: 1000k",
        "volume: 4000k",
        "key: { partition: \"CUSTOMER#{id}\", sort: \"ORDER#{order_no:04}\" }",
        "key: { partition: \"CUSTOMER#{id}\", sort: PROFILE }",
        "status:   { type: string, size: 4 B, distinct: 2 }   # an `enum` of open, paid?",
        "note:     { type: string, present: 5%, size: 10 B }",
    ] {
        assert!(
            imported.text.contains(wanted),
            "{wanted}\n{}",
            imported.text
        );
    }
    let checked = check("shop.yaml", imported.text.as_bytes());
    let errors = checked
        .findings
        .iter()
        .find(|one| one.level.name() == "error");
    assert!(errors.is_none(), "{errors:?}\n{}", imported.text);
}

#[test]
fn functions_and_aliases_are_followed_as_far_as_they_say_something() {
    let text = r#"
Parameters: { ReadCap: { Type: Number, Default: 25 }, Key: { Type: String } }
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Condition: IsProd
    Properties:
      TableName: orders
      BillingMode: PROVISIONED
      ProvisionedThroughput: { ReadCapacityUnits: !Ref ReadCap, WriteCapacityUnits: !If [IsProd, 50, 5] }
      AttributeDefinitions: [ { AttributeName: pk, AttributeType: S } ]
      KeySchema: &key [ { AttributeName: pk, KeyType: HASH } ]
      TimeToLiveSpecification: { AttributeName: gone_at, Enabled: false }
      SSESpecification: { SSEEnabled: true, KMSMasterKeyId: !GetAtt Key.Arn }
      GlobalSecondaryIndexes: !If [Never, !Ref AWS::NoValue, !Ref AWS::NoValue]
  Copy:
    Type: AWS::DynamoDB::Table
    Properties: { TableName: orders, KeySchema: *key }
  Small: { Type: AWS::Serverless::SimpleTable }
"#;
    let imported = cloudformation(text).expect("a model");
    assert!(
        imported.text.contains("capacity: { read: 25, write: 50 }"),
        "{}",
        imported.text
    );
    assert!(!imported.text.contains("ttl"), "{}", imported.text);
    let notes = imported.notes.join("\n");
    for wanted in [
        "`ReadCap` is taken for its default, 25",
        "taken as it is where `IsProd` holds",
        "a model does not say SSESpecification of a table",
        "a model does not say Condition of a table",
        "`Copy` is left out: there is a table `orders` before it",
        "`Small` is left out: a table of SAM is not read",
    ] {
        assert!(notes.contains(wanted), "{wanted}\n{notes}");
    }
}

#[test]
fn a_time_is_one_value_and_a_replica_is_at_home() {
    let table = r#"{"Table":{"TableName":"log","TableArn":"arn:aws:dynamodb:eu-central-1:000000000000:table/log",
        "Replicas":[{"RegionName":"us-east-1"}],
        "AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"},{"AttributeName":"SK","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"SK","KeyType":"RANGE"}]}}"#;
    let item = |number: u32| {
        format!(
            r#"{{"PK":{{"S":"6f1c2d34-0000-4000-8000-00000000000{number}"}},"SK":{{"S":"2026-05-0{number}T09:00:00Z"}}}}"#
        )
    };
    let items = format!(r#"{{"Items":[{},{},{}]}}"#, item(1), item(2), item(3));
    let imported = described(table, Some(&items)).expect("a model");
    assert!(
        imported.text.contains("sort: \"{at}\""),
        "{}",
        imported.text
    );
    assert!(
        imported.text.contains("regions: [eu-central-1, us-east-1]"),
        "{}",
        imported.text
    );
    let wrong = described(table, Some(r#"{"Items":[{"PK":"x"}]}"#))
        .expect_err("a mistake")
        .to_string();
    assert!(
        wrong.starts_with("the items: Items[0].PK: not a value"),
        "{wrong}"
    );
}

#[test]
fn numbers_and_truths_may_be_texts() {
    let template = r#"
Parameters:
  Stage: { Type: String, Default: prod }
  Reads: { Type: String, Default: "25" }
  Key: { Type: String, Default: order }
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Join ["-", [!Ref Stage, orders]]
      AttributeDefinitions: [{ AttributeName: !Sub "${Key}_id", AttributeType: S }]
      KeySchema: [{ AttributeName: !Join ["_", [!Ref Key, id]], KeyType: HASH }]
      ProvisionedThroughput: { ReadCapacityUnits: !Ref Reads, WriteCapacityUnits: "10" }
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: "true" }
      TimeToLiveSpecification: { AttributeName: gone, Enabled: "false" }
  Reading:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ScalableDimension: dynamodb:table:ReadCapacityUnits
      ResourceId: !Sub "table/${Orders}"
      MinCapacity: "25"
      MaxCapacity: !Ref Reads
"#;
    let imported = cloudformation(template).expect("a model");
    for wanted in [
        "model: orders\n",
        "partition: order_id\n",
        "capacity: { read: 25, write: 10, autoscale: { min: 25, max: 25, target: 70% } }",
        "recovery: point-in-time\n",
    ] {
        assert!(
            imported.text.contains(wanted),
            "{wanted}\n{}",
            imported.text
        );
    }
    assert!(!imported.text.contains("ttl"), "{}", imported.text);
}

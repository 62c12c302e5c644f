//! Every model of the corpus answers as the plain list does, on every engine that is there.

use tablewright::table::{KeyAttribute, TableSpec};
use tablewright_local::engines;

use tablewright_modeler::model::Verb;

use crate::{EVERYTHING, Options, SMALL, TABLES, UNTAGGED, WRITES, model, show, verify};

/// The models of the corpus.
fn corpus() -> Vec<String> {
    let folder = format!("{}/../models", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder)
        .expect("there is a corpus")
        .map(|file| file.expect("a file can be looked at").file_name());
    let mut names: Vec<String> = files
        .map(|name| name.into_string().expect("a name is text"))
        .collect();
    names.retain(|name| name.ends_with(".yaml"));
    names.extend([EVERYTHING, WRITES, TABLES, UNTAGGED].map(str::to_owned));
    names.extend(SMALL.map(str::to_owned));
    names.sort();
    names
}

#[tokio::test]
async fn every_answer_is_the_plain_one() {
    assert!(!corpus().is_empty());
    for name in corpus() {
        let checked = model(&name);
        for engine in engines::all() {
            let table_name = format!("verify-{}", name.trim_end_matches(".yaml"));
            let options = Options {
                table_name,
                ..Options::default()
            };
            let report = verify(&checked.model, &checked.plan, engine.client, &options)
                .await
                .unwrap();
            assert!(
                report.is_clean(),
                "{name} on {}:\n{}",
                engine.name,
                show(&report)
            );
            assert!(report.requests_metered > 0, "{name} on {}", engine.name);
            if engine.name == "embedded" {
                assert!(report.habits.is_empty(), "{name}: {:?}", report.habits);
            }
            assert_eq!(report.patterns.len(), checked.model.patterns.len());
            let outside = |verb: &Verb| matches!(verb, Verb::Outside(_));
            let ours = checked.model.patterns.iter().zip(&report.patterns);
            let ours = ours.filter(|(pattern, _)| !outside(&pattern.verb));
            for (_, pattern) in ours {
                assert!(
                    pattern.unverified.is_empty(),
                    "{name}: {} {:?}",
                    pattern.name,
                    pattern.unverified
                );
                assert!(pattern.calls > 0, "{name}: {} is called", pattern.name);
            }
        }
    }
}

#[tokio::test]
async fn the_same_seed_gives_the_same_report() {
    let checked = model("shop.yaml");
    let mut reports = Vec::new();
    for _ in 0..2 {
        let client = engines::Engine::embedded().client;
        let options = Options {
            seed: 7,
            ..Options::default()
        };
        let report = verify(&checked.model, &checked.plan, client, &options)
            .await
            .unwrap();
        reports.push(format!("{report:?}"));
    }
    assert_eq!(reports[0], reports[1]);
}

#[tokio::test]
async fn a_table_that_is_there_is_left_alone() {
    let checked = model("social.yaml");
    let client = engines::Engine::embedded().client;
    let options = Options {
        items: 3,
        ..Options::default()
    };
    let spec = TableSpec::new(KeyAttribute::text("mine"));
    spec.create(&client, &options.table_name).await.unwrap();
    let refused = verify(&checked.model, &checked.plan, client.clone(), &options).await;
    assert!(refused.is_err());
    let tables = client.list_tables().send().await.unwrap();
    assert_eq!(tables.table_names(), [options.table_name]);
}

#[tokio::test]
async fn of_several_tables_only_those_made_here_go() {
    let checked = model("events.yaml");
    let client = engines::Engine::embedded().client;
    let options = Options {
        items: 3,
        ..Options::default()
    };
    let report = verify(&checked.model, &checked.plan, client.clone(), &options).await;
    assert!(report.unwrap().is_clean());
    let tables = client.list_tables().send().await.unwrap();
    assert_eq!(tables.table_names(), [""; 0]);
    // The second of them is there.
    let spec = TableSpec::new(KeyAttribute::text("mine"));
    spec.create(&client, "verify-views").await.unwrap();
    let refused = verify(&checked.model, &checked.plan, client.clone(), &options).await;
    assert!(refused.is_err());
    let tables = client.list_tables().send().await.unwrap();
    assert_eq!(tables.table_names(), ["verify-views"]);
}

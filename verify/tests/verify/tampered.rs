//! A verifier that cannot fail is worth nothing: every spoilt plan is noticed.

use tablewright_local::engines::Engine;
use tablewright_modeler::{Checked, model::Model, plan::Plan};

use crate::{EVERYTHING, Options, WRITES, model, tamper::spoilt, verify};

/// The model with one pattern only, so that a run is short.
fn alone(checked: &Checked, at: usize) -> Model {
    let mut model = checked.model.clone();
    model.patterns = vec![model.patterns[at].clone()];
    model
}

async fn noticed(name: &str) {
    let checked = model(name);
    let mut missed = Vec::new();
    let mut tried = 0;
    for (at, plan) in checked.plan.patterns.iter().enumerate() {
        for spoilt in spoilt(&checked.model, at, plan) {
            let client = Engine::embedded().client;
            let (model, plan) = (
                alone(&checked, at),
                Plan {
                    patterns: vec![spoilt.plan],
                },
            );
            let report = verify(&model, &plan, client, &Options::default()).await;
            let report = report.expect("a spoilt plan is no failure");
            tried += 1;
            if report.patterns[0].differences.is_empty() && report.strays.is_empty() {
                missed.push(format!(
                    "{}: {}",
                    checked.model.patterns[at].name, spoilt.what
                ));
            }
        }
    }
    assert!(tried > 20, "{name}: only {tried} plans could be spoilt");
    assert!(
        missed.is_empty(),
        "{name}: not noticed:\n{}",
        missed.join("\n")
    );
}

#[tokio::test]
async fn every_spoilt_plan_of_the_shop_is_noticed() {
    noticed("shop.yaml").await;
}

#[tokio::test]
async fn every_spoilt_plan_of_the_network_is_noticed() {
    noticed("social.yaml").await;
}

#[tokio::test]
async fn every_spoilt_plan_of_every_form_is_noticed() {
    noticed(EVERYTHING).await;
}

#[tokio::test]
async fn every_spoilt_plan_of_the_writes_is_noticed() {
    noticed(WRITES).await;
}

/// A design that no plan can serve: `a` and then `#b` stands where `a#` and then `b` does. What is read by
/// topic is filtered by it; but the topics come in no order.
const AMBIGUOUS: &str = r##"
model: notes
table: { partition: PK, sort: SK, tag: type }
entities:
  Note:
    attributes: { owner: string, topic: string, number: { type: int, min: 0 } }
    key: { partition: "N#{owner}", sort: "T#{topic}#{number:08}" }
access_patterns:
  write:    { put: Note }
  on_topic: { read: Note, given: [owner, topic] }
  ordered:  { read: Note, given: [owner], order: { topic: ascending } }
"##;

#[tokio::test]
async fn keys_that_mix_up_their_values_are_noticed() {
    let checked = tablewright_modeler::check("notes.yaml", AMBIGUOUS.as_bytes());
    let client = Engine::embedded().client;
    let report = verify(&checked.model, &checked.plan, client, &Options::default())
        .await
        .unwrap();
    let different: Vec<&str> = report
        .different()
        .map(|pattern| pattern.name.as_str())
        .collect();
    assert_eq!(different, ["ordered"]);
}

//! AWS's own price list: the offer file of `AmazonDynamoDB` for one region, as its price list service serves it.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use serde::Deserialize;
use tablewright_modeler::estimate::{Prices, prices::ClassPrices};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Offer {
    offer_code: String,
    publication_date: String,
    products: BTreeMap<String, Product>,
    terms: Terms,
}

#[derive(Deserialize)]
struct Product {
    #[serde(default)]
    attributes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Terms {
    #[serde(rename = "OnDemand")]
    on_demand: BTreeMap<String, BTreeMap<String, Term>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Term {
    price_dimensions: BTreeMap<String, Dimension>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Dimension {
    begin_range: Option<String>,
    price_per_unit: BTreeMap<String, String>,
}

/// The prices of an offer file.
///
/// # Errors
///
/// When it is no offer file of DynamoDB for one region in US dollars, or lacks a price that is needed.
pub(crate) fn prices(bytes: &[u8]) -> anyhow::Result<Prices> {
    let offer: Offer = serde_json::from_slice(bytes)
        .context("this is not an offer file of AWS's price list in JSON")?;
    if offer.offer_code != "AmazonDynamoDB" {
        bail!(
            "this is the offer of `{}`, not of `AmazonDynamoDB`",
            offer.offer_code
        );
    }
    let listed = Listed::new(&offer)?;
    let class = |infrequent: bool| -> anyhow::Result<ClassPrices> {
        let of = |name: &str| match infrequent {
            true => listed.price(&format!("IA-{name}")),
            false => listed.price(name),
        };
        let write_requests = of("WriteRequestUnits")? * 1e6;
        Ok(ClassPrices {
            write_requests,
            read_requests: of("ReadRequestUnits")? * 1e6,
            // Where it is not listed by itself, a replicated write costs what a write costs.
            replicated_writes: of("ReplWriteRequestUnits")
                .map_or(write_requests, |price| price * 1e6),
            write_hour: of("WriteCapacityUnit-Hrs")?,
            read_hour: of("ReadCapacityUnit-Hrs")?,
            storage: of("TimedStorage-ByteHrs")?,
        })
    };
    Ok(Prices {
        region: listed.region.clone(),
        as_of: offer.publication_date.chars().take(10).collect(),
        standard: class(false)?,
        infrequent: class(true)?,
        point_in_time: listed.price("TimedPITRStorage-ByteHrs")?,
        backup: listed.price("TimedBackupStorage-ByteHrs")?,
        restored: listed.price("RestoreDataSize-Bytes")?,
        exported: listed.price("ExportDataSize-Bytes").ok(),
        imported: listed.price("ImportDataSize-Bytes").ok(),
        stream_reads: listed.price("Streams-Requests")? * 1e6,
    })
}

/// Prices by usage type, without the short name of the region that stands before it.
struct Listed {
    region: String,
    by_usage: BTreeMap<String, f64>,
}

impl Listed {
    fn new(offer: &Offer) -> anyhow::Result<Self> {
        let mut regions: Vec<&str> = Vec::new();
        let mut by_usage = BTreeMap::new();
        for (sku, product) in &offer.products {
            let Some(usage) = product.attributes.get("usagetype") else {
                continue;
            };
            if let Some(price) = offer.terms.on_demand.get(sku).and_then(price_of) {
                by_usage.insert(plain(usage).to_owned(), price);
            }
            if let Some(region) = product.attributes.get("regionCode")
                && !regions.contains(&region.as_str())
            {
                regions.push(region);
            }
        }
        match regions.as_slice() {
            [region] => Ok(Self {
                region: (*region).to_owned(),
                by_usage,
            }),
            [] => bail!("its products name no region"),
            _ => bail!(
                "it has the prices of {} regions; take the offer file of one",
                regions.len()
            ),
        }
    }

    fn price(&self, usage: &str) -> anyhow::Result<f64> {
        let price = self.by_usage.get(usage).copied();
        price.with_context(|| format!("it has no price for `{usage}` in US dollars"))
    }
}

/// `USW2-IA-WriteRequestUnits` is `IA-WriteRequestUnits` in the region that AWS calls so.
fn plain(usage: &str) -> &str {
    const REGION_ENDS: &str = "0123456789";
    match usage.split_once('-') {
        Some((region, rest)) if region.ends_with(|c| REGION_ENDS.contains(c)) || region == "EU" => {
            rest
        }
        _ => usage,
    }
}

/// The price behind all free tiers.
fn price_of(terms: &BTreeMap<String, Term>) -> Option<f64> {
    let dimensions = terms
        .values()
        .flat_map(|term| term.price_dimensions.values());
    let begin = |dimension: &Dimension| -> f64 {
        let written = dimension.begin_range.as_deref();
        written.and_then(|text| text.parse().ok()).unwrap_or(0.0)
    };
    let last = dimensions.max_by(|a, b| begin(a).total_cmp(&begin(b)))?;
    last.price_per_unit.get("USD")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::prices;

    const PRICES: [(&str, &str); 15] = [
        ("WriteRequestUnits", "0.00000068"),
        ("ReadRequestUnits", "0.0000001355"),
        ("WriteCapacityUnit-Hrs", "0.0007049"),
        ("ReadCapacityUnit-Hrs", "0.00014098"),
        ("TimedStorage-ByteHrs", "0.27075"),
        ("IA-WriteRequestUnits", "0.000000845"),
        ("IA-ReadRequestUnits", "0.0000001695"),
        ("IA-WriteCapacityUnit-Hrs", "0.000845"),
        ("IA-ReadCapacityUnit-Hrs", "0.0001762"),
        ("IA-TimedStorage-ByteHrs", "0.1083"),
        ("TimedPITRStorage-ByteHrs", "0.216"),
        ("TimedBackupStorage-ByteHrs", "0.114"),
        ("RestoreDataSize-Bytes", "0.171"),
        ("ExportDataSize-Bytes", "0.114"),
        ("Streams-Requests", "0.0000002281"),
    ];

    fn offer(code: &str, leave_out: &str) -> String {
        let (mut products, mut terms) = (String::new(), String::new());
        for (at, (name, price)) in PRICES
            .iter()
            .filter(|(name, _)| *name != leave_out)
            .enumerate()
        {
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(
                products,
                r#"{comma}"S{at}":{{"sku":"S{at}","attributes":{{"usagetype":"APN2-{name}","regionCode":"ap-northeast-2"}}}}"#
            );
            let _ = write!(
                terms,
                r#"{comma}"S{at}":{{"S{at}.T":{{"priceDimensions":{{"a":{{"beginRange":"0","pricePerUnit":{{"USD":"0.0"}}}},
                "b":{{"beginRange":"25","pricePerUnit":{{"USD":"{price}"}}}}}}}}}}"#
            );
        }
        format!(
            r#"{{"offerCode":"{code}","publicationDate":"2026-10-03T12:00:00Z","products":{{{products}}},"terms":{{"OnDemand":{{{terms}}}}}}}"#
        )
    }

    #[test]
    fn the_price_behind_the_free_tier_counts() {
        let found = prices(offer("AmazonDynamoDB", "").as_bytes()).expect("an offer");
        assert_eq!(
            (found.region.as_str(), found.as_of.as_str()),
            ("ap-northeast-2", "2026-10-03")
        );
        assert!((found.standard.write_requests - 0.68).abs() < 1e-9);
        assert!((found.standard.replicated_writes - 0.68).abs() < 1e-9);
        assert!((found.infrequent.read_requests - 0.1695).abs() < 1e-9);
        assert!((found.point_in_time - 0.216).abs() < 1e-9);
        assert!((found.stream_reads - 0.2281).abs() < 1e-9);
        assert_eq!((found.exported, found.imported), (Some(0.114), None));
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said() {
        let said = |text: &str| {
            let error = prices(text.as_bytes()).expect_err("no offer");
            format!("{error:#}")
        };
        assert!(said("model: shop").contains("not an offer file"));
        assert_eq!(
            said(&offer("AmazonS3", "")),
            "this is the offer of `AmazonS3`, not of `AmazonDynamoDB`"
        );
        assert_eq!(
            said(&offer("AmazonDynamoDB", "IA-ReadRequestUnits")),
            "it has no price for `IA-ReadRequestUnits` in US dollars"
        );
    }
}

//! A launch, counted: many views of one page at once, in ten write shards, and their sum.
//!
//! The model is written in Rust (`model.rs`); nothing else is needed. It runs on the embedded engine. With a client
//! from `aws_config` the same code runs on DynamoDB.

mod model;

use std::io::{self, Write};

use anyhow::Context;
use futures_util::future::try_join_all;
use model::page_views::{DayTotal, Page, PageViews, PageWithLastMonth};
use tablewright::time::Date;
use tablewright_local::Local;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let engine = Local::start()?;
    let views = PageViews::create_table(engine.client(), "page_views").await?;
    let page = Page {
        slug: "launch".to_owned(),
        title: "Everything is new".to_owned(),
        published_at: "2026-05-01T09:00:00Z".parse()?,
    };
    views.publish(&page).await?;

    let day = Date::constant(2026, 5, 1);
    let people = (0..200).map(async |_| views.view(&page.slug, day).await);
    let searchers = (0..50).map(async |_| views.view_from_search(&page.slug, day).await);
    try_join_all(people).await?;
    try_join_all(searchers).await?;

    let so_far = views.views_so_far(&page.slug, day).await?;
    let sum = so_far.context("somebody has looked at it")?;
    say(&format!(
        "{day}: {} views, {} from search",
        sum.views, sum.from_search
    ))?;

    // When the day is over, its ten counters become one line; time to live takes them away.
    let total = DayTotal {
        slug: page.slug.clone(),
        day,
        views: sum.views,
        from_search: sum.from_search,
    };
    views.close_day(&total).await?;
    for found in views.page_with_last_month(&page.slug).all().await? {
        match found {
            PageWithLastMonth::Page(page) => say(&format!("“{}”", page.title))?,
            PageWithLastMonth::DayTotal(total) => {
                say(&format!("  {}: {}", total.day, total.views))?
            }
        }
    }
    Ok(())
}

fn say(line: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{line}")
}

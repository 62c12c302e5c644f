//! `models/page_views.yaml`: a counter in ten parts, and its sum.

use crate::made::page_views::{DayTotal, Page, PageViews, PageWithLastMonth, Views};
use tablewright::{jiff::Timestamp, time::Date};
use tablewright_local::engines;

use super::Result;

fn day(day: i8) -> Date {
    Date::constant(2026, 5, day)
}

fn page(slug: &str) -> std::result::Result<Page, tablewright::jiff::Error> {
    Ok(Page {
        slug: slug.to_owned(),
        title: "Of Numbers".to_owned(),
        published_at: "2026-05-01T09:00:00Z".parse()?,
    })
}

fn total(slug: &str, of: i8, views: i64) -> DayTotal {
    DayTotal {
        slug: slug.to_owned(),
        day: day(of),
        views,
        from_search: 1,
    }
}

#[tokio::test]
async fn views_in_ten_parts_are_one_sum() -> Result {
    for engine in engines::all() {
        let pages = PageViews::create_table(engine.client, "views-sum").await?;
        assert_eq!(pages.views_so_far("numbers", day(1)).await?, None);
        for _ in 0..30 {
            pages.view("numbers", day(1)).await?;
        }
        for _ in 0..5 {
            pages.view_from_search("numbers", day(1)).await?;
        }
        pages.view("numbers", day(2)).await?;
        pages.view("letters", day(1)).await?;
        let sum = pages.views_so_far("numbers", day(1)).await?;
        let wanted = Views {
            slug: "numbers".to_owned(),
            day: day(1),
            views: 35,
            from_search: 5,
            shard: None,
        };
        assert_eq!(sum, Some(wanted), "{}", engine.name);
        let strong = pages.views_so_far("letters", day(1)).consistent().await?;
        let expires = strong.ok_or("nothing was counted")?.expires_at()?;
        assert_eq!(expires, "2026-06-10T00:00:00Z".parse::<Timestamp>()?);

        // Thirty-five by chance in one of ten is no chance.
        let parts = pages
            .table()
            .client()
            .scan()
            .table_name("views-sum")
            .send()
            .await?;
        assert!(parts.items().len() > 4, "{} parts", parts.items().len());
    }
    Ok(())
}

#[tokio::test]
async fn a_page_comes_with_its_last_days() -> Result {
    for engine in engines::all() {
        let pages = PageViews::create_table(engine.client, "views-days").await?;
        pages.publish(&page("numbers")?).await?;
        let twice = pages
            .publish(&page("numbers")?)
            .await
            .expect_err("it is there");
        assert!(twice.is_condition_failed());
        pages.retitle("numbers", "Of Many Numbers").await?;
        let retitled = Page {
            title: "Of Many Numbers".to_owned(),
            ..page("numbers")?
        };
        assert_eq!(pages.get_page("numbers").await?, Some(retitled.clone()));
        for of in 1..=5 {
            pages
                .close_day(&total("numbers", of, i64::from(of)))
                .await?;
        }
        // Closing a day again replaces its total.
        pages.close_day(&total("numbers", 3, 33)).await?;

        let between = pages.views_by_day("numbers", day(2), day(4)).await?;
        let views: Vec<i64> = between.items.iter().map(|total| total.views).collect();
        assert_eq!(views, [2, 33, 4], "{}", engine.name);

        let found = pages.page_with_last_month("numbers").limit(3).await?.items;
        let wanted = [
            PageWithLastMonth::Page(retitled),
            PageWithLastMonth::DayTotal(total("numbers", 5, 5)),
            PageWithLastMonth::DayTotal(total("numbers", 4, 4)),
        ];
        assert_eq!(found, wanted);
    }
    Ok(())
}

//! `models/feed.yaml`: batches, and the newest of several authors as one list.

use crate::made::feed::{
    Feed, FeedItem, Follow, Followers, Person, Post, Subscription, feed_item, person::Reach,
};
use tablewright::{Epoch, ErrorKind, Fields, Get, Page, jiff::Timestamp, ulid::Ulid};
use tablewright_local::engines;

use super::{Result, paged};

/// The first day of 2099, in milliseconds: far ahead, so that no engine lets a feed expire.
const START: u64 = 4_070_908_800_000;

fn since() -> Timestamp {
    "2026-11-24T07:00:00Z".parse().expect("a time")
}

fn post(author: &str, number: u64) -> Post {
    Post {
        author: author.to_owned(),
        post_id: Ulid::from_parts(START + number, number.into()),
        text: format!("post {number}"),
        likes: 0,
    }
}

fn follow(follower: &str, followed: &str) -> Follow {
    Follow {
        follower: follower.to_owned(),
        followed: followed.to_owned(),
        since: since(),
    }
}

fn subscription(follower: &str, famous: &str) -> Subscription {
    Subscription {
        follower: follower.to_owned(),
        famous: famous.to_owned(),
        since: since(),
    }
}

fn feed_item(reader: &str, of: &Post) -> FeedItem {
    FeedItem {
        reader: reader.to_owned(),
        post_id: of.post_id,
        author: of.author.clone(),
    }
}

/// Who wrote them, and their numbers.
fn told(posts: &[Post]) -> Vec<(&str, u64)> {
    let told = posts.iter();
    told.map(|post| (post.author.as_str(), post.post_id.timestamp_ms() - START))
        .collect()
}

#[tokio::test]
async fn a_person_joins_once_and_has_a_handle() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let feed = Feed::create_table(engine.client, "feed-person").await?;
        let ada = Person {
            handle: "ada".to_owned(),
            name: "Ada # King".to_owned(),
            reach: Reach::Famous,
            joined_at: since(),
        };
        feed.join(&ada).await?;
        let other = Person {
            name: "Somebody else".to_owned(),
            ..ada.clone()
        };
        let error = feed.join(&other).await.expect_err("the handle is taken");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        assert_eq!(error.existing::<Person>()?, Some(ada.clone()));
        // In the same partition, and no profile.
        feed.publish(&post("ada", 1)).await?;
        feed.publish(&post("ada_", 1)).await?;
        assert_eq!(feed.person("ada").await?, Some(ada));
        assert_eq!(feed.person("ada_").await?, None);

        calls.clear();
        let error = feed.person("Ada#1").await.expect_err("is no handle");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        assert_eq!(calls.count(), 0);
    }
    Ok(())
}

#[tokio::test]
async fn followers_are_those_who_follow_now() -> Result {
    for engine in engines::all() {
        let feed = Feed::create_table(engine.client, "feed-followers").await?;
        let pairs = [
            ("dan", "bob"),
            ("cat", "bob"),
            ("ada", "bob"),
            ("ada", "bob_"),
            ("ada", "amy"),
        ];
        for (follower, followed) in pairs {
            feed.follow(&follow(follower, followed)).await?;
        }
        let again = feed.follow(&follow("ada", "bob")).await;
        let error = again.expect_err("is followed already");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        feed.subscribe(&subscription("ada", "bob")).await?;
        let follows = feed.follows("ada").all().await?;
        let wanted = ["amy", "bob", "bob_"].map(|followed| follow("ada", followed));
        assert_eq!(follows, wanted, "a subscription is no follow");

        let follower = |name: &str| Followers {
            follower: name.to_owned(),
        };
        let first = feed.followers("bob").limit(2).await?;
        assert_eq!(first.items, [follower("ada"), follower("cat")]);
        let rest = feed.followers("bob").limit(2).after(first.cursor).await?;
        assert_eq!((rest.items, rest.cursor), (vec![follower("dan")], None));

        feed.unfollow("cat", "bob").await?;
        feed.unfollow("cat", "bob").await?;
        let left = feed.followers("bob").all().await?;
        assert_eq!(left, [follower("ada"), follower("dan")]);
        assert!(feed.follows("cat").all().await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_feed_is_opened_newest_first_and_delivered_as_often_as_one_likes() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let feed = Feed::create_table(engine.client, "feed-open").await?;
        let items: Vec<FeedItem> = (0..60)
            .map(|number| feed_item("ada", &post("bob", number)))
            .collect();
        calls.clear();
        feed.deliver(&items).await?;
        assert_eq!(calls.operations(), ["BatchWriteItem"; 3], "{}", engine.name);
        feed.deliver(&items[40..]).await?;
        let other = feed_item("ada_", &post("bob", 60));
        feed.deliver(std::slice::from_ref(&other)).await?;
        calls.clear();
        feed.deliver(&[]).await?;
        assert_eq!(calls.count(), 0);

        let newest_first: Vec<FeedItem> = items.iter().rev().cloned().collect();
        let first = feed.open_feed("ada").await?;
        assert_eq!(first.items, &newest_first[..50]);
        let rest = feed.open_feed("ada").after(first.cursor).await?;
        assert_eq!(rest.items, &newest_first[50..]);
        assert_eq!(rest.cursor, None);
        let newest = feed.open_feed("ada").limit(1).await?;
        let others = feed.open_feed("ada_").after(newest.cursor).await;
        let error = others.expect_err("the cursor is of another feed");
        assert!(matches!(error.kind(), ErrorKind::Cursor(_)), "{error}");
        assert_eq!(
            feed.open_feed("ada_").all().await?,
            std::slice::from_ref(&other)
        );

        let key = feed_item::key("ada_", other.post_id);
        let expiry = Get::new(feed.table(), "expiry", key, |item| {
            Fields::new("FeedItem", item)
                .get::<Epoch>("expires_at")
                .map(Some)
        });
        let thirty_days_later = Epoch("2099-01-31T00:00:00Z".parse()?);
        assert_eq!(expiry.await?, Some(thirty_days_later));
    }
    Ok(())
}

#[tokio::test]
async fn a_withdrawn_post_leaves_a_gap_in_the_feeds() -> Result {
    for engine in engines::all() {
        let feed = Feed::create_table(engine.client, "feed-withdrawn").await?;
        let posts: Vec<Post> = (1..=3).map(|number| post("bob", number)).collect();
        for post in &posts {
            feed.publish(post).await?;
        }
        let error = feed.publish(&posts[0]).await.expect_err("is there");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        let items: Vec<FeedItem> = posts.iter().map(|post| feed_item("ada", post)).collect();
        feed.deliver(&items).await?;
        feed.like("bob", posts[2].post_id).await?;
        feed.like("bob", posts[2].post_id).await?;
        feed.withdraw("bob", posts[1].post_id).await?;
        let error = feed.like("bob", posts[1].post_id).await;
        let error = error.expect_err("it is gone");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);

        let liked = Post {
            likes: 2,
            ..posts[2].clone()
        };
        let delivered = feed.open_feed("ada").await?.items;
        let mut keys: Vec<(&str, Ulid)> = delivered
            .iter()
            .map(|item| (item.author.as_str(), item.post_id))
            .collect();
        keys.push(keys[0]);
        let found = feed.posts_of_feed(&keys).await?;
        let first = Some(posts[0].clone());
        assert_eq!(
            found,
            [Some(liked.clone()), None, first, Some(liked.clone())]
        );
        assert!(feed.posts_of_feed(&[]).await?.is_empty());
        let left = feed.posts_of("bob").all().await?;
        assert_eq!(left, [liked, posts[0].clone()]);
    }
    Ok(())
}

#[tokio::test]
async fn what_the_famous_publish_is_merged_newest_first() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let feed = Feed::create_table(engine.client, "feed-famous").await?;
        // Two of the posts have the number 3, and so the same id.
        for (author, number) in [("fay", 1), ("fay", 3), ("fay", 5), ("fay", 7)] {
            feed.publish(&post(author, number)).await?;
        }
        for (author, number) in [("gus", 2), ("gus", 3), ("gus", 6), ("hal", 4)] {
            feed.publish(&post(author, number)).await?;
        }
        let pages = paged(feed.posts_of_famous(&["fay", "gus", "fay"]), 2).await?;
        let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 2, 2, 1], "{}", engine.name);
        let paged = pages.concat();
        let [seven, six, five] = [("fay", 7), ("gus", 6), ("fay", 5)];
        let [fay_3, gus_3, two, one] = [("fay", 3), ("gus", 3), ("gus", 2), ("fay", 1)];
        assert_eq!(told(&paged), [seven, six, five, fay_3, gus_3, two, one]);
        let all = feed.posts_of_famous(&["gus", "fay"]).all().await?;
        assert_eq!(told(&all), [seven, six, five, gus_3, fay_3, two, one]);
        assert_eq!(feed.posts_of_famous(&["gus", "fay"]).count().await?, 7);
        let first = feed.posts_of_famous(&["hal", "nobody"]).first().await?;
        assert_eq!(first, Some(post("hal", 4)));

        calls.clear();
        assert_eq!(feed.posts_of_famous(&[]).await?, Page::empty());
        let error = feed.posts_of_famous(&["fay", "Gus"]).await;
        let error = error.expect_err("is no handle");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        assert_eq!(calls.count(), 0);
    }
    Ok(())
}

#[tokio::test]
async fn a_reader_subscribes_to_the_famous_and_gets_twenty_posts_at_once() -> Result {
    for engine in engines::all() {
        let feed = Feed::create_table(engine.client, "feed-subscribed").await?;
        for famous in ["gus", "fay"] {
            feed.subscribe(&subscription("ada", famous)).await?;
        }
        let again = feed.subscribe(&subscription("ada", "fay")).await;
        let error = again.expect_err("is subscribed to");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        feed.follow(&follow("ada", "bob")).await?;
        for number in 0..25 {
            let author = if number % 2 == 0 { "fay" } else { "gus" };
            feed.publish(&post(author, number)).await?;
        }
        let subscriptions = feed.subscriptions("ada").await?;
        let wanted = ["fay", "gus"].map(|famous| subscription("ada", famous));
        assert_eq!(subscriptions.items, wanted);
        assert_eq!(subscriptions.cursor, None);
        let authors: Vec<&str> = wanted.iter().map(|one| one.famous.as_str()).collect();
        let newest = feed.posts_of_famous(&authors).await?;
        let numbers: Vec<u64> = told(&newest.items)
            .iter()
            .map(|(_, number)| *number)
            .collect();
        assert_eq!(numbers, (5..25).rev().collect::<Vec<u64>>());
        let rest = feed.posts_of_famous(&authors).after(newest.cursor).await?;
        assert_eq!((rest.items.len(), rest.cursor), (5, None));

        let fays = feed.posts_of("fay").limit(12).await?;
        let last = feed.posts_of("fay").after(fays.cursor).await?;
        assert_eq!((last.items, last.cursor), (vec![post("fay", 0)], None));

        feed.unsubscribe("ada", "gus").await?;
        feed.unsubscribe("ada", "gus").await?;
        let left = feed.subscriptions("ada").all().await?;
        assert_eq!(left, [subscription("ada", "fay")]);
        assert_eq!(feed.follows("ada").all().await?, [follow("ada", "bob")]);
    }
    Ok(())
}

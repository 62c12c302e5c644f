//! `models/social.yaml`.

use crate::made::social::{Comment, Follow, Post, ProfileWithPosts, Social, User};
use tablewright::{Cursor, ulid::Ulid};
use tablewright_local::engines;

use super::Result;

fn post(handle: &str, number: u64) -> Post {
    Post {
        handle: handle.to_owned(),
        post_id: Ulid::from_parts(number, number.into()),
        text: format!("post {number}"),
        likes: 0,
    }
}

#[tokio::test]
async fn pages_are_full_and_a_cursor_resumes_exactly() -> Result {
    for engine in engines::all() {
        let social = Social::create_table(engine.client, "social-pages").await?;
        for number in 1..=45 {
            social.publish(&post("ada", number)).await?;
        }
        // Neighbours whose names start alike, and end in what sorts around a delimiter.
        for other in ["ad", "adaa", "ada_"] {
            social.publish(&post(other, 1)).await?;
        }
        let mut cursor: Option<Cursor> = None;
        let mut pages = Vec::new();
        loop {
            // A cursor travels as text.
            let text = cursor.as_ref().map(ToString::to_string);
            let after = text.map(|text| text.parse::<Cursor>()).transpose()?;
            let page = social.posts_of_user("ada").after(after).page().await?;
            pages.push(
                page.items
                    .iter()
                    .map(|post| post.post_id.timestamp_ms())
                    .collect::<Vec<_>>(),
            );
            cursor = page.cursor;
            if cursor.is_none() {
                break;
            }
        }
        let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(sizes, [20, 20, 5], "{}", engine.name);
        let newest_first: Vec<u64> = (1..=45).rev().collect();
        assert_eq!(pages.concat(), newest_first);

        let first = social.posts_of_user("ada").page().await?;
        let foreign = social.follows("ada").after(first.cursor).page().await;
        assert!(foreign.is_err(), "the cursor of another pattern is refused");
    }
    Ok(())
}

#[tokio::test]
async fn a_range_excludes_what_was_seen() -> Result {
    for engine in engines::all() {
        let social = Social::create_table(engine.client, "social-since").await?;
        for number in 1..=5 {
            social.publish(&post("ada", number)).await?;
        }
        let seen = post("ada", 3).post_id;
        let newer = social.posts_since("ada", seen).all().await?;
        let numbers: Vec<u64> = newer
            .iter()
            .map(|post| post.post_id.timestamp_ms())
            .collect();
        assert_eq!(numbers, [4, 5]);
    }
    Ok(())
}

#[tokio::test]
async fn follows_are_read_both_ways() -> Result {
    for engine in engines::all() {
        let social = Social::create_table(engine.client, "social-follows").await?;
        for (follower, followed) in [("ada", "bob"), ("cat", "bob"), ("ada", "cat")] {
            let follow = Follow {
                follower: follower.to_owned(),
                followed: followed.to_owned(),
                since: "2026-11-24T07:00:00Z".parse()?,
            };
            social.follow(&follow).await?;
        }
        let followers = social.followers("bob").all().await?;
        let names: Vec<&str> = followers
            .iter()
            .map(|follow| follow.follower.as_str())
            .collect();
        assert_eq!(names, ["ada", "cat"]);
        assert_eq!(social.follows("ada").all().await?.len(), 2);
        social.unfollow("ada", "bob").await?;
        assert_eq!(social.followers("bob").all().await?.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn likes_add_up_and_only_the_author_edits() -> Result {
    for engine in engines::all() {
        let social = Social::create_table(engine.client, "social-writes").await?;
        let first = post("ada", 1);
        social.publish(&first).await?;
        social.like("ada", first.post_id).await?;
        assert_eq!(social.like("ada", first.post_id).await?, 2);

        let comment = Comment {
            post_id: first.post_id,
            comment_id: Ulid::from_parts(9, 9),
            author: "bob".to_owned(),
            text: "well said".to_owned(),
        };
        social.comment(&comment).await?;
        let edited = social
            .edit_comment(first.post_id, comment.comment_id, "hm", "ada")
            .await;
        assert!(edited.is_err(), "she did not write it");
        social
            .edit_comment(first.post_id, comment.comment_id, "hm", "bob")
            .await?;
        let by_bob = social.comments_by_user("bob").all().await?;
        assert_eq!(
            by_bob
                .iter()
                .map(|one| one.text.as_str())
                .collect::<Vec<_>>(),
            ["hm"]
        );
        assert_eq!(social.comments_on_post(first.post_id).all().await?, by_bob);
    }
    Ok(())
}

#[tokio::test]
async fn a_profile_comes_with_its_posts_and_nothing_else() -> Result {
    for engine in engines::all() {
        let social = Social::create_table(engine.client, "social-profile").await?;
        let ada = User {
            handle: "ada".to_owned(),
            name: "Ada".to_owned(),
            bio: None,
            joined_at: "2026-11-24T07:00:00Z".parse()?,
        };
        social.sign_up(&ada).await?;
        social.publish(&post("ada", 1)).await?;
        social.publish(&post("ada", 2)).await?;
        let items = social.profile_with_posts("ada").page().await?.items;
        assert!(
            matches!(items[0], ProfileWithPosts::User(_)),
            "the profile sorts last, so it comes first"
        );
        let grouped = ProfileWithPosts::grouped(items);
        assert_eq!((grouped.users.len(), grouped.posts.len()), (1, 2));
        let invalid = social.profile("Not A Handle").await;
        assert!(invalid.is_err(), "refused before any request");
    }
    Ok(())
}

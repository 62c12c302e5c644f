//! `models/github.yaml`: numbers that are given away, a sparse index, and stars that are counted.

use crate::made::github::{
    Account, Github, Issue, PullRequest, Repository, RepositoryWithIssues, Star,
    issue::State as IssueState, pull_request::State as PullState,
};
use tablewright::ErrorKind;
use tablewright_local::engines;

use super::{Result, paged};

const OWNER: &str = "ada";
const REPO: &str = "engine";

fn repository(owner: &str, repo: &str) -> Repository {
    Repository {
        owner: owner.to_owned(),
        repo: repo.to_owned(),
        description: None,
        last_number: 0,
        stars: 0,
    }
}

fn issue(number: i64) -> Issue {
    Issue {
        owner: OWNER.to_owned(),
        repo: REPO.to_owned(),
        number,
        title: format!("Issue {number}"),
        author: "bob".to_owned(),
        state: IssueState::Open,
    }
}

fn pull(number: i64) -> PullRequest {
    PullRequest {
        owner: OWNER.to_owned(),
        repo: REPO.to_owned(),
        number,
        title: format!("Pull request {number}"),
        branch: "fix#1".to_owned(),
        state: PullState::Open,
    }
}

fn star(owner: &str, repo: &str, fan: &str) -> Star {
    Star {
        owner: owner.to_owned(),
        repo: repo.to_owned(),
        fan: fan.to_owned(),
    }
}

fn numbers(issues: &[Issue]) -> Vec<i64> {
    issues.iter().map(|issue| issue.number).collect()
}

/// How many stars are counted, and how many are there.
async fn stars(github: &Github) -> std::result::Result<(i64, usize), tablewright::Error> {
    let counted = github.repository(OWNER, REPO).await?;
    let there = github.stargazers(OWNER, REPO).all().await?;
    Ok((counted.map_or(0, |found| found.stars), there.len()))
}

#[tokio::test]
async fn issues_and_pull_requests_share_their_numbers() -> Result {
    for engine in engines::all() {
        let github = Github::create_table(engine.client, "github-numbers").await?;
        let error = github.take_number(OWNER, REPO).await;
        let error = error.expect_err("there is no such repository");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        assert_eq!(github.repository(OWNER, REPO).await?, None);

        github.create(&repository(OWNER, REPO)).await?;
        let first = github.take_number(OWNER, REPO).await?;
        let second = github.take_number(OWNER, REPO).await?;
        assert_eq!((first, second), (1, 2));
        let closed = Issue {
            state: IssueState::Closed,
            ..issue(first)
        };
        github.open_issue(&closed).await?;
        let found = github.issue(OWNER, REPO, first).await?;
        assert_eq!(found, Some(issue(first)), "open, whatever it said");
        let merged = PullRequest {
            state: PullState::Merged,
            ..pull(second)
        };
        github.open_pull(&merged).await?;
        let found = github.pull(OWNER, REPO, second).await?;
        assert_eq!(found, Some(pull(second)));
        assert_eq!(github.issue(OWNER, REPO, second).await?, None);
        assert_eq!(github.pull(OWNER, REPO, first).await?, None);

        let error = github.open_issue(&issue(first)).await;
        let error = error.expect_err("the number is taken");
        assert!(error.is_condition_failed(), "{error}");
        let error = github.open_pull(&pull(second)).await;
        let error = error.expect_err("the number is taken");
        assert!(error.is_condition_failed(), "{error}");
        let kept = github.repository(OWNER, REPO).await?;
        assert_eq!(kept.map(|found| found.last_number), Some(2));
    }
    Ok(())
}

#[tokio::test]
async fn a_closed_issue_leaves_the_open_ones_and_comes_back() -> Result {
    for engine in engines::all() {
        let github = Github::create_table(engine.client, "github-open").await?;
        for number in [2, 9, 10, 100] {
            github.open_issue(&issue(number)).await?;
        }
        let other = Issue {
            repo: "engine-2".to_owned(),
            ..issue(11)
        };
        github.open_issue(&other).await?;
        let open = async || github.open_issues(OWNER, REPO).all().await;
        assert_eq!(numbers(&open().await?), [100, 10, 9, 2], "{}", engine.name);

        github.close_issue(OWNER, REPO, 10).await?;
        assert_eq!(numbers(&open().await?), [100, 9, 2]);
        let error = github.close_issue(OWNER, REPO, 10).await;
        let error = error.expect_err("it is closed");
        assert!(error.is_condition_failed(), "{error}");
        let error = github.close_issue(OWNER, REPO, 11).await;
        let error = error.expect_err("it is of another repository");
        assert!(error.is_condition_failed(), "{error}");
        let found = github.issue(OWNER, REPO, 10).await?;
        assert_eq!(found.map(|found| found.state), Some(IssueState::Closed));

        github.reopen(OWNER, REPO, 10).await?;
        let error = github.reopen(OWNER, REPO, 10).await;
        let error = error.expect_err("it is open");
        assert!(error.is_condition_failed(), "{error}");
        let error = github.reopen(OWNER, REPO, 7).await;
        let error = error.expect_err("there is no such issue");
        assert!(error.is_condition_failed(), "{error}");
        let first = github.open_issues(OWNER, REPO).limit(2).await?;
        assert_eq!(first.items, [issue(100), issue(10)]);
        let rest = github.open_issues(OWNER, REPO).after(first.cursor).await?;
        assert_eq!((numbers(&rest.items), rest.cursor), (vec![9, 2], None));
        let others = github.open_issues(OWNER, "engine-2").all().await?;
        assert_eq!(others, [other]);
    }
    Ok(())
}

#[tokio::test]
async fn a_repository_comes_first_and_then_its_newest_issues() -> Result {
    for engine in engines::all() {
        let github = Github::create_table(engine.client, "github-collection").await?;
        let found = github.repository_with_issues(OWNER, REPO).await?;
        assert!(found.items.is_empty() && found.cursor.is_none());
        github.create(&repository(OWNER, REPO)).await?;
        for number in 1..=30 {
            github.open_issue(&issue(number)).await?;
        }
        // Neither is of the repository: one lies beside it, one in another.
        github.open_pull(&pull(31)).await?;
        let other = Issue {
            repo: "engine.js".to_owned(),
            ..issue(32)
        };
        github.open_issue(&other).await?;

        let first = github.repository_with_issues(OWNER, REPO).await?;
        let leading = RepositoryWithIssues::Repository(repository(OWNER, REPO));
        assert_eq!(first.items.first(), Some(&leading), "{}", engine.name);
        let grouped = RepositoryWithIssues::grouped(first.items);
        assert_eq!(grouped.repositories, [repository(OWNER, REPO)]);
        assert_eq!(
            numbers(&grouped.issues),
            (6..=30).rev().collect::<Vec<i64>>()
        );
        let rest = github.repository_with_issues(OWNER, REPO);
        let rest = rest.after(first.cursor).await?;
        assert_eq!(rest.cursor, None);
        let grouped = RepositoryWithIssues::grouped(rest.items);
        assert_eq!(numbers(&grouped.issues), [5, 4, 3, 2, 1]);
        assert!(grouped.repositories.is_empty());
        let all = github.repository_with_issues(OWNER, REPO).all().await?;
        assert_eq!(all.len(), 31);
    }
    Ok(())
}

#[tokio::test]
async fn a_pull_request_is_merged_once() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let github = Github::create_table(engine.client, "github-pulls").await?;
        for number in [3, 20, 100] {
            github.open_pull(&pull(number)).await?;
        }
        github.merge(OWNER, REPO, 20).await?;
        let merged = PullRequest {
            state: PullState::Merged,
            ..pull(20)
        };
        for number in [20, 21] {
            let error = github.merge(OWNER, REPO, number).await;
            let error = error.expect_err("it is not open");
            assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        }
        let first = github.pulls(OWNER, REPO).limit(2).await?;
        assert_eq!(first.items, [pull(100), merged]);
        let rest = github.pulls(OWNER, REPO).after(first.cursor).await?;
        assert_eq!((rest.items, rest.cursor), (vec![pull(3)], None));
        assert_eq!(github.pull(OWNER, REPO, 21).await?, None);

        calls.clear();
        let error = github.open_pull(&pull(10_000_000)).await;
        let error = error.expect_err("is wider than its place in the key");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        let error = github.pulls("Ada", REPO).await;
        let error = error.expect_err("is no login");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        assert_eq!(calls.count(), 0);
    }
    Ok(())
}

#[tokio::test]
async fn a_star_is_counted_once_or_not_there() -> Result {
    for engine in engines::all() {
        let github = Github::create_table(engine.client, "github-stars").await?;
        let give = |fan: &str| github.star(&star(OWNER, REPO, fan));
        let error = give("bob").await.expect_err("there is no such repository");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        assert_eq!(stars(&github).await?, (0, 0));

        github.create(&repository(OWNER, REPO)).await?;
        for fan in ["dan", "bob", "cat"] {
            give(fan).await?;
        }
        let error = give("bob").await.expect_err("it has that star");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        assert_eq!(stars(&github).await?, (3, 3));
        let first = github.stargazers(OWNER, REPO).limit(2).await?;
        let wanted = ["bob", "cat"].map(|fan| star(OWNER, REPO, fan));
        assert_eq!(first.items, wanted);
        let rest = github.stargazers(OWNER, REPO).after(first.cursor).await?;
        assert_eq!(rest.items, [star(OWNER, REPO, "dan")]);
        assert_eq!(rest.cursor, None);

        github.unstar(OWNER, REPO, "cat").await?;
        for fan in ["cat", "eve"] {
            let error = github.unstar(OWNER, REPO, fan).await;
            let error = error.expect_err("there is no such star");
            assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        }
        assert_eq!(stars(&github).await?, (2, 2));
        assert!(github.starred_by("cat").all().await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn what_somebody_owns_and_what_they_like_are_lists_with_pages() -> Result {
    for engine in engines::all() {
        let github = Github::create_table(engine.client, "github-lists").await?;
        let ada = Account {
            login: OWNER.to_owned(),
            full_name: Some("Ada # King".to_owned()),
        };
        github.register(&ada).await?;
        let nameless = Account {
            full_name: None,
            ..ada.clone()
        };
        let error = github.register(&nameless).await;
        let error = error.expect_err("the login is taken");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        assert_eq!(github.account(OWNER).await?, Some(ada));
        assert_eq!(github.account("ada-2").await?, None);

        // In the order of their bytes.
        let repos = ["engine", "engine-2", "engine.js", "engine_2", "notes"];
        for repo in repos.iter().rev() {
            github.create(&repository(OWNER, repo)).await?;
        }
        github.create(&repository("ada-2", "engine")).await?;
        let error = github.create(&repository(OWNER, "notes")).await;
        let error = error.expect_err("is there");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        let pages = paged(github.repositories_of(OWNER), 2).await?;
        let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 2, 1], "{}", engine.name);
        assert_eq!(pages.concat(), repos.map(|repo| repository(OWNER, repo)));

        let liked = [("ada-2", "engine"), (OWNER, "notes"), (OWNER, "engine.js")];
        for (owner, repo) in liked {
            github.star(&star(owner, repo, "bob")).await?;
        }
        let first = github.starred_by("bob").limit(2).await?;
        let wanted = ["engine.js", "notes"].map(|repo| star(OWNER, repo, "bob"));
        assert_eq!(first.items, wanted);
        let rest = github.starred_by("bob").after(first.cursor).await?;
        assert_eq!(rest.items, [star("ada-2", "engine", "bob")]);
        assert_eq!(rest.cursor, None);
    }
    Ok(())
}

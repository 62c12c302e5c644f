// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `github.yaml`.

/// Accounts, their repositories, the issues and pull requests in them, and who starred what.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    capacity = on-demand,
    recovery = point-in-time,
)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
pub mod github {
    use tablewright::{Entity, Value};

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum PullRequestState {
        Open,
        Merged,
        Closed,
        Other(String),
    }

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum State {
        Open,
        Closed,
        Other(String),
    }

    /// A person or an organisation.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ACCOUNT#{login}", sort = ACCOUNT)]
    #[entity(volume = 3M)]
    pub struct Account {
        #[entity(matches = "[a-z0-9-]{1,39}", distinct = 3M)]
        pub login: String,
        #[entity(max_size = 200 B)]
        pub full_name: Option<String>,
    }

    /// One repository, with the last number given away and how many starred it.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "REPO#{owner}#{repo}", sort = REPO)]
    #[index(GSI1, partition = "REPOS#{owner}", sort = "{repo}")]
    #[entity(volume(each = owner, average = 3))]
    pub struct Repository {
        #[entity(same_as = Account.login)]
        pub owner: String,
        #[entity(matches = "[a-z0-9._-]{1,100}")]
        pub repo: String,
        #[entity(max_size = 350 B)]
        pub description: Option<String>,
        #[entity(type = counter)]
        pub last_number: i64,
        #[entity(type = counter)]
        pub stars: i64,
    }

    /// Shares its numbers with the pull requests, and its partition with the repository.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "REPO#{owner}#{repo}", sort = "ISSUE#{number:07}")]
    #[index(
        GSI1,
        when = "state = 'open'",
        partition = "OPEN_ISSUES#{owner}#{repo}",
        sort = "{number:07}",
    )]
    pub struct Issue {
        #[entity(same_as = Account.login)]
        pub owner: String,
        #[entity(same_as = Repository.repo)]
        pub repo: String,
        #[entity(min = 1, max = 9_999_999)]
        pub number: i64,
        #[entity(max_size = 256 B)]
        pub title: String,
        #[entity(same_as = Account.login)]
        pub author: String,
        #[entity(mix(open = 15%, closed = 85%))]
        pub state: State,
    }

    /// In a partition of its own; between ISSUE and REPO it would be read along with every list of issues.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PULLS#{owner}#{repo}", sort = "{number:07}")]
    pub struct PullRequest {
        #[entity(same_as = Account.login)]
        pub owner: String,
        #[entity(same_as = Repository.repo)]
        pub repo: String,
        #[entity(min = 1, max = 9_999_999)]
        pub number: i64,
        #[entity(max_size = 256 B)]
        pub title: String,
        #[entity(max_size = 250 B)]
        pub branch: String,
        pub state: PullRequestState,
    }

    /// Somebody likes a repository; an edge, read from both ends.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "STARS#{owner}#{repo}", sort = "{fan}")]
    #[index(GSI1, partition = "STARRED_BY#{fan}", sort = "{owner}#{repo}")]
    pub struct Star {
        #[entity(same_as = Account.login)]
        pub owner: String,
        #[entity(same_as = Repository.repo)]
        pub repo: String,
        #[entity(same_as = Account.login)]
        pub fan: String,
    }

    #[put(Account, if = absent, rate = 1/s)]
    fn register();

    #[read(Account, given(login), rate = 300/s)]
    fn account();

    #[put(Repository, if = absent, rate = 2/s)]
    fn create();

    #[read(Repository, given(owner, repo), rate = 1k/s)]
    fn repository();

    #[read(Repository, given(owner), order(repo = ascending), limit = 30, rate = 50/s)]
    fn repositories_of();

    #[update(
        Repository,
        given(owner, repo),
        add(last_number = 1),
        returns(last_number),
        rate = 20/s,
    )]
    fn take_number();

    #[put(Issue, set(state = "open"), if = absent, rate = 12/s)]
    fn open_issue();

    #[put(PullRequest, set(state = "open"), if = absent, rate = 8/s)]
    fn open_pull();

    #[update(
        Issue,
        given(owner, repo, number),
        set(state = "closed"),
        if = "state = 'open'",
        rate = 10/s,
    )]
    fn close_issue();

    #[update(
        Issue,
        given(owner, repo, number),
        set(state = "open"),
        if = "state = 'closed'",
        rate = 1/s,
    )]
    fn reopen();

    #[update(
        PullRequest,
        given(owner, repo, number),
        set(state = "merged"),
        if = "state = 'open'",
        rate = 7/s,
    )]
    fn merge();

    #[read(Issue, given(owner, repo, number), rate = 400/s)]
    fn issue();

    #[read(PullRequest, given(owner, repo, number), rate = 200/s)]
    fn pull();

    /// REPO sorts after every ISSUE; backwards, the repository comes first and then its newest issues.
    #[read(
        Repository,
        Issue,
        given(owner, repo),
        order(number = descending),
        limit = 26,
        rate = 200/s,
    )]
    fn repository_with_issues();

    #[read(
        Issue,
        given(owner, repo, state = "open"),
        order(number = descending),
        limit = 25,
        rate = 100/s,
    )]
    fn open_issues();

    #[read(PullRequest, given(owner, repo), order(number = descending), limit = 25, rate = 80/s)]
    fn pulls();

    #[transact(
        put(Star, if = absent),
        update(Repository, given(owner, repo), add(stars = 1)),
        rate = 15/s,
    )]
    fn star();

    #[transact(
        delete(Star, given(owner, repo, fan), if = present),
        update(Repository, given(owner, repo), add(stars = "-1")),
        rate = 3/s,
    )]
    fn unstar();

    #[read(Star, given(owner, repo), order(fan = ascending), limit = 100, rate = 5/s)]
    fn stargazers();

    #[read(Star, given(fan), limit = 30, rate = 20/s)]
    fn starred_by();
}

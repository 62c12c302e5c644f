//! From requests to pages of wanted items.

use std::collections::VecDeque;
use std::sync::Arc;

use futures_core::Stream;
use futures_util::stream;

use crate::error::{DecodeError, Error, ErrorKind};
use crate::item::Item;
use crate::read::fetch::{Fetched, fetch};
use crate::read::listing::Read;
use crate::read::prepare::{Prepared, prepare};
use crate::read::{Cursor, Page};
use crate::wire::Found;

/// What share a filter keeps when nobody says.
const KEEPS: f64 = 0.25;
/// The least share that is believed, so that no request looks at more than it must by far.
const KEEPS_AT_LEAST: f64 = 0.001;
/// How often the size of requests is doubled while a page is not full.
const DOUBLINGS: u32 = 8;

/// Reads page after page.
pub(super) struct Pager<T> {
    read: Read<T>,
    prepared: Prepared,
    look_ahead: bool,
}

impl<T> Pager<T> {
    /// A pager, and where its first page starts.
    pub(super) fn new(read: Read<T>) -> Result<(Self, Option<Item>), Error> {
        match prepare(&read) {
            // Without the keys, a page cannot end inside what a request brought.
            Ok((prepared, start)) => {
                let look_ahead = !read.cursor_keys.is_empty();
                Ok((
                    Pager {
                        read,
                        prepared,
                        look_ahead,
                    },
                    start,
                ))
            }
            Err(kind) => Err(error(&read, kind)),
        }
    }

    /// A pager of one of several partitions, which starts where it is told.
    pub(super) fn of(read: Read<T>) -> Result<Self, ErrorKind> {
        let (prepared, _) = prepare(&read)?;
        Ok(Pager {
            read,
            prepared,
            look_ahead: true,
        })
    }

    /// The read.
    pub(super) fn read(&self) -> &Read<T> {
        &self.read
    }

    /// The read by value.
    pub(super) fn into_read(self) -> Read<T> {
        self.read
    }

    /// Whether it is known without asking that nothing is found.
    pub(super) fn is_empty(&self) -> bool {
        self.prepared.is_empty
    }

    /// One request from here on.
    pub(super) async fn fetch(
        &self,
        start: Option<Item>,
        looks_at: Option<i32>,
    ) -> Result<Fetched, ErrorKind> {
        fetch(&self.read, &self.prepared, start, looks_at).await
    }

    /// The same, not asking whether there is more behind a page.
    pub(super) fn without_look_ahead(mut self) -> Self {
        self.look_ahead = false;
        self
    }

    /// The page that starts here.
    pub(super) async fn page(&self, start: Option<Item>) -> Result<Page<T>, Error> {
        self.fill(start)
            .await
            .map_err(|kind| error(&self.read, kind))
    }

    async fn fill(&self, start: Option<Item>) -> Result<Page<T>, ErrorKind> {
        if self.prepared.is_empty {
            return Ok(Page::empty());
        }
        let Some(limit) = self.read.limit else {
            let fetched = fetch(&self.read, &self.prepared, start, None).await?;
            return self.whole(fetched).map_err(ErrorKind::Decode);
        };
        let mut filling = Filling {
            limit,
            items: Vec::new(),
            last_wanted: Item::new(),
        };
        let (mut start, mut round) = (start, 0);
        loop {
            let looks_at = self.looks_at(limit - filling.items.len(), round);
            let Fetched { items, last, .. } =
                fetch(&self.read, &self.prepared, start, Some(looks_at)).await?;
            let is_more = filling
                .take(&items, &self.read)
                .map_err(ErrorKind::Decode)?;
            if is_more {
                let cursor = self.behind(filling.last_wanted)?;
                return Ok(Page {
                    items: filling.items,
                    cursor: Some(cursor),
                });
            }
            match last {
                Some(last) if filling.items.len() < limit => {
                    start = Some(last);
                    round += 1;
                }
                last => {
                    return Ok(Page {
                        items: filling.items,
                        cursor: self.cursor(last),
                    });
                }
            }
        }
    }

    /// How many items a request looks at, to find this many.
    pub(super) fn looks_at(&self, missing: usize, round: u32) -> i32 {
        looks_at(&self.read, &self.prepared, self.look_ahead, missing, round)
    }

    /// How many items the first request of a page looks at.
    pub(super) fn first_look(read: &Read<T>, prepared: &Prepared, limit: usize) -> i32 {
        looks_at(read, prepared, !read.cursor_keys.is_empty(), limit, 0)
    }

    /// The page of all that one request brought.
    fn whole(&self, fetched: Fetched) -> Result<Page<T>, DecodeError> {
        let mut items = Vec::with_capacity(fetched.items.len());
        for item in fetched.items.iter() {
            items.extend((self.read.decode)(item)?);
        }
        Ok(Page {
            items,
            cursor: self.cursor(fetched.last),
        })
    }

    fn cursor(&self, last: Option<Item>) -> Option<Cursor> {
        last.map(|key| Cursor::new(&self.read.pattern, key))
    }

    /// The cursor behind an item that was returned.
    fn behind(&self, key: Item) -> Result<Cursor, ErrorKind> {
        let mut names = self.read.cursor_keys.iter();
        if let Some(name) = names.find(|name| !key.contains_key(*name)) {
            let why = "is missing, and the cursor of this read needs it";
            let missing = DecodeError::new("an entry of the read", name, why);
            return Err(ErrorKind::Decode(missing));
        }
        Ok(Cursor::new(&self.read.pattern, key))
    }
}

fn looks_at<T>(
    read: &Read<T>,
    prepared: &Prepared,
    look_ahead: bool,
    missing: usize,
    round: u32,
) -> i32 {
    if read.cursor_keys.is_empty() {
        return i32::try_from(missing).unwrap_or(i32::MAX);
    }
    let wanted = missing.saturating_add(usize::from(look_ahead));
    let wanted = if prepared.filter.is_some() {
        let share = read.keeps.filter(|share| !share.is_nan()).unwrap_or(KEEPS);
        let share = share.clamp(KEEPS_AT_LEAST, 1.0);
        // Saturates; a request of more than 1 MB is cut by the service anyway.
        (wanted as f64 / share).ceil() as usize
    } else {
        wanted
    };
    let wanted = wanted.saturating_mul(1 << round.min(DOUBLINGS));
    i32::try_from(wanted).unwrap_or(i32::MAX)
}

/// A page that is being filled.
struct Filling<T> {
    limit: usize,
    items: Vec<T>,
    /// Where the last of `items` stands, for the cursor.
    last_wanted: Item,
}

impl<T> Filling<T> {
    /// Takes what is wanted, as long as there is room; whether there was more.
    fn take(&mut self, items: &Found, read: &Read<T>) -> Result<bool, DecodeError> {
        let mut last = None;
        let mut is_more = false;
        for item in items.iter() {
            let Some(wanted) = (read.decode)(item)? else {
                continue; // an item of another entity
            };
            is_more = self.items.len() == self.limit;
            if is_more {
                break;
            }
            self.items.push(wanted);
            last = Some(item);
        }
        if let Some(last) = last {
            self.last_wanted = last.only(&read.cursor_keys);
        }
        Ok(is_more)
    }
}

fn error<T>(read: &Read<T>, kind: ErrorKind) -> Error {
    Error::new(&read.table, &read.pattern, read.index.as_deref(), kind)
}

/// Where a stream of pages stands.
enum Next<T> {
    First(Box<Read<T>>),
    From(Arc<Pager<T>>, Option<Item>),
    Done,
}

impl<T: Send + 'static> Pager<T> {
    /// All pages of a read.
    pub(super) fn pages(
        read: Read<T>,
    ) -> impl Stream<Item = Result<Page<T>, Error>> + Send + 'static {
        stream::unfold(Next::First(Box::new(read)), |next| async move {
            Self::step(next).await
        })
    }

    async fn step(next: Next<T>) -> Option<(Result<Page<T>, Error>, Next<T>)> {
        let (pager, start) = match next {
            Next::Done => return None,
            Next::From(pager, start) => (pager, start),
            Next::First(read) => match Pager::new(*read) {
                Ok((pager, start)) => (Arc::new(pager), start),
                Err(error) => return Some((Err(error), Next::Done)),
            },
        };
        let page = pager.page(start).await;
        let next = match &page {
            Ok(Page {
                cursor: Some(cursor),
                ..
            }) => Next::From(pager, Some(cursor.clone().into_start())),
            _ => Next::Done,
        };
        Some((page, next))
    }

    /// All items of a read.
    pub(super) fn items(read: Read<T>) -> impl Stream<Item = Result<T, Error>> + Send + 'static {
        let state = (VecDeque::new(), Next::First(Box::new(read)));
        stream::unfold(state, |(mut ready, mut next)| async move {
            loop {
                if let Some(item) = ready.pop_front() {
                    return Some((Ok(item), (ready, next)));
                }
                let (page, after) = Self::step(next).await?;
                next = after;
                match page {
                    Ok(page) => ready = page.items.into(),
                    Err(error) => return Some((Err(error), (ready, next))),
                }
            }
        })
    }
}

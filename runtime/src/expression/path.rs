//! The way to an attribute, or to a place inside one.

use super::compare::Size;
use super::names::Names;
use crate::error::Invalid;

/// The way to an attribute or into one: `address.city`, `lines[0].quantity`.
///
/// A way that cannot be read is kept as an [`Invalid`], which the operation reports.
#[derive(Clone, PartialEq, Debug)]
pub struct Path(Result<Vec<Step>, Invalid>);

#[derive(Clone, PartialEq, Debug)]
enum Step {
    Name(String),
    Element(u32),
}

/// A way that is written with points and brackets.
///
/// ```
/// use tablewright::{Names, path};
/// let condition = path("address.city").eq("Berlin").and(path("lines[0].quantity").gt(1));
/// let mut names = Names::new();
/// assert_eq!(
///     condition.render(&mut names)?.as_deref(),
///     Some("#n0.#n1 = :v0 AND #n2[0].#n3 > :v1"),
/// );
/// # Ok::<(), tablewright::Invalid>(())
/// ```
#[must_use]
pub fn path(way: &str) -> Path {
    Path(parse(way).ok_or_else(|| Invalid::new(way, "is not the path of an attribute")))
}

/// The size of what an attribute holds, to be compared: characters, bytes or members.
///
/// ```
/// use tablewright::{Names, size};
/// let mut names = Names::new();
/// assert_eq!(size("tags").lt(10).render(&mut names)?.as_deref(), Some("size(#n0) < :v0"));
/// # Ok::<(), tablewright::Invalid>(())
/// ```
pub fn size(way: impl Into<Path>) -> Size {
    Size(way.into())
}

impl Path {
    /// An attribute by its name, whatever characters that has.
    ///
    /// ```
    /// use tablewright::{Names, Path};
    /// let mut names = Names::new();
    /// let condition = Path::name("price.eur").exists();
    /// assert_eq!(condition.render(&mut names)?.as_deref(), Some("attribute_exists(#n0)"));
    /// # Ok::<(), tablewright::Invalid>(())
    /// ```
    #[must_use]
    pub fn name(name: &str) -> Self {
        Path(Ok(vec![Step::Name(name.to_owned())]))
    }

    /// The way on to an entry of a map.
    #[must_use]
    pub fn entry(self, name: &str) -> Self {
        self.step(Step::Name(name.to_owned()))
    }

    /// The way on to an element of a list, the first being 0.
    #[must_use]
    pub fn element(self, at: u32) -> Self {
        self.step(Step::Element(at))
    }

    fn step(self, step: Step) -> Self {
        Path(self.0.map(|mut steps| {
            steps.push(step);
            steps
        }))
    }

    pub(super) fn render(&self, names: &mut Names) -> Result<String, Invalid> {
        let steps = self.0.as_ref().map_err(Invalid::clone)?;
        Ok(written(steps, |name| names.name(name)))
    }

    /// Names what a value was refused for, unless it has a name of its own, as a parameter has.
    pub(super) fn name_refusal(&self, refused: Invalid) -> Invalid {
        match &self.0 {
            Ok(steps) if refused.what.is_empty() || refused.what.starts_with('[') => {
                refused.of(&written(steps, str::to_owned))
            }
            _ => refused,
        }
    }
}

fn written(steps: &[Step], mut name_of: impl FnMut(&str) -> String) -> String {
    let mut out = String::new();
    for step in steps {
        match step {
            Step::Element(at) => out.push_str(&format!("[{at}]")),
            Step::Name(name) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(&name_of(name));
            }
        }
    }
    out
}

impl From<&str> for Path {
    fn from(way: &str) -> Self {
        path(way)
    }
}

impl From<&Path> for Path {
    fn from(path: &Path) -> Self {
        path.clone()
    }
}

fn parse(way: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in way.split('.') {
        let (name, mut brackets) = match part.find('[') {
            Some(at) => part.split_at(at),
            None => (part, ""),
        };
        if name.is_empty() {
            return None;
        }
        steps.push(Step::Name(name.to_owned()));
        while let Some(inside) = brackets.strip_prefix('[') {
            let (at, rest) = inside.split_once(']')?;
            steps.push(Step::Element(at.parse().ok()?));
            brackets = rest;
        }
        if !brackets.is_empty() {
            return None;
        }
    }
    Some(steps)
}

//! What a review is made of, before it is written down. In texts, what stands between backticks is code.

/// A whole review.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) title: String,
    pub(crate) about: Option<String>,
    pub(crate) sections: Vec<Section>,
}

/// A section with its heading.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    /// A smaller heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A list of sentences.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// Loads beside their limits.
    Bars(Bars),
    /// Shares over time.
    Curves(Curves),
    /// Lines for names, dates and signatures.
    Sign(Vec<String>),
}

/// A table.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) head: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) title: String,
    /// Whether it holds numbers, which stand to the right.
    pub(crate) number: bool,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// The entity whose colour it has, by its place in the model.
    pub(crate) entity: Option<usize>,
}

/// Loads beside their limits.
#[derive(Debug, Clone)]
pub(crate) struct Bars {
    pub(crate) caption: String,
    pub(crate) unit: &'static str,
    pub(crate) bars: Vec<Bar>,
}

/// One load.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) value: f64,
    pub(crate) limit: f64,
}

/// Shares of a whole over time, of several runs in one drawing.
#[derive(Debug, Clone)]
pub(crate) struct Curves {
    pub(crate) caption: String,
    pub(crate) unit: &'static str,
    /// At most three, told apart by how they are drawn.
    pub(crate) curves: Vec<Curve>,
}

/// One run: a percentage for each minute.
#[derive(Debug, Clone)]
pub(crate) struct Curve {
    pub(crate) label: String,
    pub(crate) values: Vec<f64>,
}

impl Curves {
    /// The numbers behind the drawing: a row for each minute.
    pub(crate) fn table(&self) -> Table {
        let labels = self.curves.iter().map(|curve| format!("{}#", curve.label));
        let head: Vec<String> = std::iter::once("minute".to_owned()).chain(labels).collect();
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        let mut table = Table::new(format!("{} In {}.", self.caption, self.unit), &head);
        let minutes = self
            .curves
            .iter()
            .map(|curve| curve.values.len())
            .max()
            .unwrap_or(0);
        for minute in 0..minutes {
            let values = self.curves.iter().map(|curve| {
                let value = curve.values.get(minute).copied().unwrap_or(0.0);
                Cell::from(format!("{value:.1}"))
            });
            let first = std::iter::once(Cell::from((minute + 1).to_string()));
            table.rows.push(first.chain(values).collect());
        }
        table
    }
}

impl Table {
    /// A table whose columns are given by their titles; a title that ends in `#` is one of numbers.
    pub(crate) fn new(caption: impl Into<String>, head: &[&str]) -> Self {
        let head = head.iter().map(|title| Column {
            title: title.trim_end_matches('#').to_owned(),
            number: title.ends_with('#'),
        });
        Self {
            caption: caption.into(),
            head: head.collect(),
            rows: Vec::new(),
        }
    }

    /// A row.
    pub(crate) fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.rows.push(cells.into());
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            entity: None,
        }
    }
}

impl Cell {
    /// Code.
    pub(crate) fn code(text: &str) -> Self {
        match text {
            "" => Self::default(),
            text => Self::from(format!("`{text}`")),
        }
    }

    /// In the colour of an entity.
    pub(crate) fn of(self, entity: usize) -> Self {
        Self {
            entity: Some(entity),
            ..self
        }
    }
}

impl Bar {
    /// Which part of the limit is used: `42 %`.
    pub(crate) fn used(&self) -> String {
        match self.limit > 0.0 {
            true => format!("{:.0} %", 100.0 * self.value / self.limit),
            false => "-".to_owned(),
        }
    }
}

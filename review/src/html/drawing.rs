//! Drawings, each with its numbers in a table behind it.

use std::fmt::Write as _;

use tablewright_modeler::words::number;

use super::{escaped, table, text};
use crate::document::{Bar, Bars, Cell, Curves, Table};

/// The width of a bar at its limit, in units of the drawing.
const WIDE: f64 = 300.0;
/// Width and height of a drawing over time.
const PLANE: (f64, f64) = (600.0, 150.0);

/// A drawing, and the same numbers in a table behind it.
pub(super) fn bars(out: &mut String, bars: &Bars) {
    let height = 26 * bars.bars.len();
    let _ = writeln!(
        out,
        "<figure>\n<figcaption>{}</figcaption>\n<svg viewBox=\"0 0 720 {height}\" role=\"img\" aria-label=\"{}\">",
        text(&bars.caption),
        escaped(&described(bars))
    );
    for (at, bar) in bars.bars.iter().enumerate() {
        drawn(out, at, bar);
    }
    out.push_str("</svg>\n<details>\n<summary>The numbers</summary>\n");
    let mut numbers = Table::new(bars.caption.clone(), &["key", "load#", "limit#", "used#"]);
    numbers.head[1].title = bars.unit.to_owned();
    for bar in &bars.bars {
        let cells = [
            bar.label.clone(),
            number(bar.value),
            number(bar.limit),
            bar.used(),
        ];
        numbers.row(cells.map(Cell::from));
    }
    table(out, &numbers);
    out.push_str("</details>\n</figure>\n");
}

fn described(bars: &Bars) -> String {
    let all = bars.bars.iter().map(|bar| {
        format!(
            "{}: {} of its limit",
            bar.label.replace('`', ""),
            bar.used()
        )
    });
    all.collect::<Vec<_>>().join("; ")
}

/// A bar is as long as its part of the limit; beyond it, it is hatched and has an arrow.
fn drawn(out: &mut String, at: usize, bar: &Bar) {
    let top = 26 * at;
    let part = if bar.limit > 0.0 {
        bar.value / bar.limit
    } else {
        0.0
    };
    let long = (part.min(1.0) * WIDE * 10.0).round() / 10.0;
    let class = if part > 1.0 { "over" } else { "load" };
    let middle = top + 17;
    let _ = writeln!(
        out,
        "<g><text x=\"0\" y=\"{middle}\">{}</text><rect class=\"limit\" x=\"330\" y=\"{}\" width=\"{WIDE}\" height=\"16\"/><rect class=\"{class}\" x=\"330\" y=\"{}\" width=\"{long}\" height=\"16\"/><text x=\"640\" y=\"{middle}\">{}{}</text></g>",
        escaped(&clipped(&bar.label.replace('`', ""))),
        top + 5,
        top + 5,
        bar.used(),
        if part > 1.0 { " ▸" } else { "" }
    );
}

fn clipped(label: &str) -> String {
    match label.chars().count() {
        0..=44 => label.to_owned(),
        _ => label.chars().take(43).chain(['…']).collect(),
    }
}

/// Lines over time. They differ by their strokes, so that they are told apart in black and white.
pub(super) fn curves(out: &mut String, curves: &Curves) {
    let (wide, high) = PLANE;
    let most = curves.curves.iter().flat_map(|curve| &curve.values);
    let most = most.copied().fold(1.0_f64, f64::max);
    let top = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0]
        .into_iter()
        .find(|top| most <= *top)
        .unwrap_or(100.0);
    let below = 24 * curves.curves.len() + 40;
    let _ = writeln!(
        out,
        "<figure>\n<figcaption>{}</figcaption>\n<svg viewBox=\"0 0 720 {}\" role=\"img\" aria-label=\"{}\">",
        text(&curves.caption),
        high + 20.0 + below as f64,
        escaped(&told(curves))
    );
    let _ = writeln!(
        out,
        "<path class=\"axis\" d=\"M60 10V{bottom}H{right}\"/><text x=\"0\" y=\"16\">{top} %</text><text x=\"0\" y=\"{bottom}\">0 %</text>",
        bottom = high + 10.0,
        right = 60.0 + wide
    );
    let minutes = curves
        .curves
        .iter()
        .map(|curve| curve.values.len())
        .max()
        .unwrap_or(0);
    let step = wide / (minutes.max(2) - 1) as f64;
    for minute in [0, minutes / 2, minutes.saturating_sub(1)] {
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{}\">{} min</text>",
            50.0 + step * minute as f64,
            high + 28.0,
            minute + 1
        );
    }
    for (at, curve) in curves.curves.iter().enumerate() {
        let points = curve.values.iter().enumerate().map(|(minute, value)| {
            format!(
                "{:.1},{:.1}",
                60.0 + step * minute as f64,
                10.0 + high * (1.0 - value / top)
            )
        });
        let points = points.collect::<Vec<_>>().join(" ");
        let y = high + 50.0 + 24.0 * at as f64;
        let _ = writeln!(
            out,
            "<polyline class=\"c{at}\" points=\"{points}\"/><path class=\"c{at}\" d=\"M60 {}h50\"/><text x=\"120\" y=\"{}\">{}</text>",
            y,
            y + 4.0,
            escaped(&curve.label)
        );
    }
    out.push_str("</svg>\n<details>\n<summary>The numbers</summary>\n");
    table(out, &curves.table());
    out.push_str("</details>\n</figure>\n");
}

/// The drawing in words: where each line starts and ends.
fn told(curves: &Curves) -> String {
    let all = curves.curves.iter().map(|curve| {
        let first = curve.values.first().copied().unwrap_or(0.0);
        let last = curve.values.last().copied().unwrap_or(0.0);
        format!(
            "{}: {first:.1} % in the first minute, {last:.1} % in the last",
            curve.label
        )
    });
    all.collect::<Vec<_>>().join("; ")
}

//! Numbers as people read them.

/// Groups of three, and decimals only where they tell something: `12,345`, `42.5`, `0.5`, `0.003`.
pub fn number(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 1.0 => 1,
        size if size >= 0.01 => 2,
        size if size > 0.0 => 4,
        _ => 0,
    };
    let text = format!("{value:.decimals$}");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let rest = rest.trim_end_matches('0');
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && digit != '-' {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !rest.is_empty() {
        grouped.push('.');
        grouped.push_str(rest);
    }
    grouped
}

/// Dollars: `$1,642.50`, and `less than a cent`.
pub fn dollars(value: f64) -> String {
    if value > 0.0 && value < 0.005 {
        return "less than a cent".to_owned();
    }
    let cents = format!("{value:.2}");
    let (whole, rest) = cents.split_once('.').unwrap_or((&cents, "00"));
    let grouped = match whole.parse::<f64>() {
        Ok(all) if all >= 100.0 => number(all),
        _ => whole.to_owned(),
    };
    format!("${grouped}.{rest}")
}

/// Bytes: `512 B`, `1.5 KB`, `3.3 GB`.
pub fn bytes(value: f64) -> String {
    const UNITS: [&str; 5] = ["B", "KB", "MB", "GB", "TB"];
    let mut value = value;
    let mut unit = 0;
    while value >= 1024.0 && unit + 1 < UNITS.len() {
        value /= 1024.0;
        unit += 1;
    }
    format!("{} {}", number(value), UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::{bytes, dollars, number};

    #[test]
    fn numbers_are_read_at_a_glance() {
        let shown = [0.0, 0.0031, 0.5, 1.25, 42.5, 999.6, 12_345.0, 1_234_567.8].map(number);
        let expected = [
            "0",
            "0.0031",
            "0.5",
            "1.2",
            "42.5",
            "1,000",
            "12,345",
            "1,234,568",
        ];
        assert_eq!(shown, expected);
        let shown = [0.001, 0.5, 1642.5, 99.999].map(dollars);
        assert_eq!(shown, ["less than a cent", "$0.50", "$1,642.50", "$100.00"]);
        assert_eq!(
            [512.0, 1536.0, 3.5e9].map(bytes),
            ["512 B", "1.5 KB", "3.3 GB"]
        );
    }
}

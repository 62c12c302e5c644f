//! A language as a regular expression, for code that has to tell a text at run time.

use std::fmt::Write as _;

use super::Language;

/// A repetition that may go on for longer has no end in the expression: engines unfold bounded ones.
const UNFOLDED: u32 = 64;

/// A regular expression that the texts of a language match as a whole, in the syntax of the `regex` crates. It may
/// match longer texts where the language ends only after many repetitions.
pub fn pattern(language: &Language) -> String {
    let mut out = String::new();
    write(language, &mut out);
    out
}

fn write(language: &Language, out: &mut String) {
    match language {
        Language::Text(text) => out.push_str(&regex_syntax::escape(text)),
        Language::Character(ranges) => characters(ranges, out),
        Language::Sequence(all) => all.iter().for_each(|one| write(one, out)),
        Language::Either(all) => {
            out.push_str("(?:");
            for (at, one) in all.iter().enumerate() {
                out.push_str(if at > 0 { "|" } else { "" });
                write(one, out);
            }
            out.push(')');
        }
        Language::Repeat { of, least, most } => {
            match **of {
                Language::Character(_) | Language::Either(_) => write(of, out),
                _ => {
                    out.push_str("(?:");
                    write(of, out);
                    out.push(')');
                }
            }
            times(*least, *most, out);
        }
    }
}

fn times(least: u32, most: Option<u32>, out: &mut String) {
    let most = most.filter(|most| *most <= UNFOLDED);
    // Writing to a text does not fail.
    let _ = match (least.min(UNFOLDED), most) {
        (0, None) => write!(out, "*"),
        (1, None) => write!(out, "+"),
        (0, Some(1)) => write!(out, "?"),
        (least, None) => write!(out, "{{{least},}}"),
        (least, Some(most)) if least == most => write!(out, "{{{least}}}"),
        (least, Some(most)) => write!(out, "{{{least},{most}}}"),
    };
}

fn characters(ranges: &[(char, char)], out: &mut String) {
    if ranges == [('\0', char::MAX)] {
        out.push_str("(?s:.)");
        return;
    }
    out.push('[');
    for (low, high) in ranges {
        character(*low, out);
        if low != high {
            out.push('-');
            character(*high, out);
        }
    }
    out.push(']');
}

fn character(one: char, out: &mut String) {
    if one.is_ascii_alphanumeric() {
        out.push(one);
    } else {
        let _ = write!(out, "\\x{{{:X}}}", u32::from(one));
    }
}

//! No input brings the reader down, and every place that it names is a place of the file.

use tablewright_modeler::source::Span;

use super::{LANGUAGE, Reading, read};

/// Reads, and checks what must hold for any bytes.
fn survives(bytes: &[u8]) -> Reading {
    let reading = read(bytes);
    let text = &reading.source.text;
    let check = |span: Span| {
        assert!(
            text.get(span.start as usize..span.end as usize).is_some(),
            "{span:?} in {text:?}"
        );
    };
    for finding in &reading.findings {
        check(finding.primary.span);
        finding.related.iter().for_each(|label| check(label.span));
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        edits.for_each(|edit| check(edit.span));
        assert!(
            !finding.message.contains(['\n', '\r']),
            "{:?}",
            finding.message
        );
    }
    let entities = reading.draft.entities.iter().map(|entity| &entity.name);
    let patterns = reading.draft.patterns.iter().map(|pattern| &pattern.name);
    for name in entities.chain(patterns) {
        check(name.span);
        if name.verbatim.is_some() {
            let span = name.part(0..name.value.len());
            assert_eq!(reading.source.slice(span), name.value);
        }
    }
    assert!(reading.draft.incomplete || reading.findings.is_empty());
    reading
}

/// A small generator of numbers: the same ones on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("64 bits") % bound.max(1)
    }
}

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    "- ",
    "#",
    " #{x}",
    "\"",
    "'",
    "&a ",
    "*a",
    "<<: *a",
    "? ",
    "|\n",
    ">-\n",
    "---\n",
    "...\n",
    "\t",
    "\n",
    "\r\n",
    "!!str ",
    "%YAML 1.2\n",
    "\u{feff}",
    "ä",
    "\u{2028}",
    "\0",
    "{x}",
    "~",
    "null",
    "12",
    "\\",
    ",",
    "   ",
    "\u{85}",
];

fn mutated(dice: &mut Dice) -> Vec<u8> {
    let mut bytes = LANGUAGE.as_bytes().to_vec();
    // A part of the model is as good as all of it, and faster.
    let start = dice.below(bytes.len());
    let length = 40 + dice.below(900);
    bytes = bytes[start..(start + length).min(bytes.len())].to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 => drop(bytes.splice(at..at, PIECES[dice.below(PIECES.len())].bytes())),
            1 => bytes[at] = u8::try_from(dice.below(256)).expect("a byte"),
            2 => drop(bytes.drain(at..(at + dice.below(30)).min(bytes.len()))),
            3 => {
                let from = dice.below(bytes.len());
                let part = bytes[from..(from + dice.below(60)).min(bytes.len())].to_vec();
                drop(bytes.splice(at..at, part));
            }
            _ => bytes.truncate(at.max(1)),
        }
        if bytes.is_empty() {
            bytes.push(b'a');
        }
    }
    bytes
}

#[test]
fn thousands_of_mutations() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..8_000 {
        survives(&mutated(&mut dice));
    }
}

#[test]
fn every_prefix_of_a_model() {
    for end in 0..LANGUAGE.len() {
        survives(&LANGUAGE.as_bytes()[..end]);
    }
}

#[test]
fn deep_nesting_is_refused_at_its_place() {
    for piece in [
        "[", "{", "{a: ", "- ", "? ", "[{", "a: [", "!!map {", "&a [", "[*a, ", "<<: {",
    ] {
        let reading = survives(piece.repeat(20_000).as_bytes());
        assert!(!reading.findings.is_empty(), "{piece}");
    }
    let mut block = String::from("model: m\n");
    for depth in 0..400 {
        block.push_str(&format!("{:depth$}a:\n", ""));
    }
    survives(block.as_bytes());
    let deep = format!(
        "model: m\naccess_patterns: {{ p: {{ x: {}1{} }} }}",
        "[".repeat(100),
        "]".repeat(100)
    );
    assert_eq!(survives(deep.as_bytes()).lines(), [""; 0]);
    let message = survives("[".repeat(20_000).as_bytes()).lines().remove(0);
    assert_eq!(message, "syntax 1:129 nested more than 128 levels deep");
}

#[test]
fn deep_chains_of_aliases_are_refused() {
    let mut text = String::from("model: m\naccess_patterns:\n  p0: { x: &a0 [[[[[[[[1]]]]]]]] }\n");
    for at in 1..5_000 {
        text.push_str(&format!(
            "  p{at}: {{ x: &a{at} [[[[[[[[*a{}]]]]]]]] }}\n",
            at - 1
        ));
    }
    let reading = survives(text.as_bytes());
    assert!(reading.lines()[0].ends_with("aliases are nested too deeply here"));
}

#[test]
fn bombs_of_aliases_go_out() {
    let mut text =
        String::from("model: m\naccess_patterns:\n  p0: { x: &a0 [1, 2, 3, 4, 5, 6, 7, 8] }\n");
    for at in 1..40 {
        let eight = vec![format!("*a{}", at - 1); 8].join(", ");
        text.push_str(&format!("  p{at}: {{ x: &a{at} [{eight}] }}\n"));
    }
    let reading = survives(text.as_bytes());
    let lines = reading.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].ends_with("aliases multiply this file beyond measure"));

    let long = "x".repeat(300_000);
    let many = vec!["*a"; 50_000].join(", ");
    let text = format!(
        "model: m\naccess_patterns: {{ p: {{ x: &a {long}, y: &b [{many}], z: [*b, *b] }} }}\n"
    );
    assert!(
        survives(text.as_bytes()).lines()[0].ends_with("aliases multiply this file beyond measure")
    );
}

#[test]
fn bombs_of_merges_go_out() {
    let mut text = String::from("model: m\nentities:\n  e0: &a0 { about: x, about: y }\n");
    for at in 1..40 {
        let from = at - 1;
        text.push_str(&format!(
            "  e{at}: &a{at} {{ <<: [*a{from}, *a{from}, *a{from}, *a{from}] }}\n"
        ));
    }
    let lines = survives(text.as_bytes()).lines();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("duplicate-name"));
    assert!(lines[1].ends_with("aliases multiply this file beyond measure"));
}

#[test]
fn long_lines_and_many_mistakes_take_linear_time() {
    let entries: String = (0..20_000)
        .map(|at| format!("E{at}: {{ key: {{ sort: {{x}} }} }}, "))
        .collect();
    let reading = survives(format!("model: m\nentities: {{ {entries} }}\n").as_bytes());
    assert_eq!(reading.findings.len(), 20_000);
    let entries: String = (0..5_000)
        .map(|at| format!("  E{at}: {{ key: {{ sort: A#{{x}} }} }}\n"))
        .collect();
    let reading = survives(format!("model: m\nentities:\n{entries}").as_bytes());
    assert!(reading.findings.len() >= 64);
    let same = "  E: {}\n".repeat(20_000);
    assert_eq!(
        survives(format!("model: m\nentities:\n{same}").as_bytes())
            .findings
            .len(),
        19_999
    );
}

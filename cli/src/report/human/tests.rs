//! Hostile places are drawn without a fault, and a finding stays on a screen.

use tablewright_modeler::{
    findings::{Edit, Finding, Fix},
    rules::RULES,
    source::{SourceFile, Span},
};

use super::*;

fn drawn(text: &str, finding: &Finding) -> String {
    one(
        &Renderer::plain(),
        &SourceFile::new("a.yaml", text),
        finding,
    )
}

fn finding(start: usize, end: usize) -> Finding {
    Finding::new(RULES[0], Span::new(start, end), "wrong").level(findings::Level::Error)
}

fn inserted(at: Span, text: String) -> Fix {
    let edits = vec![Edit { span: at, text }];
    Fix {
        title: "mend it".to_owned(),
        safe: true,
        edits,
    }
}

#[test]
fn every_span_can_be_drawn() {
    let texts = [
        "",
        "\n",
        "\r\n\r\n",
        "ü€𝄞",
        "a: ü\r\nb:\t\"x\"\n\n",
        "\u{1b}[31m\u{202e}x\n",
    ];
    for text in texts {
        for start in 0..text.len() + 3 {
            for end in start..text.len() + 3 {
                let finding = finding(start, end)
                    .label("here")
                    .related(Span::new(end, end), "there")
                    .fix(inserted(Span::new(start, end), "x\ny".to_owned()));
                let text = drawn(text, &finding);
                assert!(text.starts_with("error["), "{text}");
                assert!(!text.contains('\u{1b}'), "{text}");
            }
        }
    }
}

#[test]
fn edits_that_overlap_can_be_drawn() {
    let mut fix = inserted(Span::new(4, 8), "x".to_owned());
    for (start, end) in [(0, 5), (4, 4), (4, 4), (90, 99)] {
        let text = "y\nz".to_owned();
        let span = Span::new(start, end);
        fix.edits.push(Edit { span, text });
    }
    assert!(drawn("one two three", &finding(0, 3).fix(fix)).starts_with("error["));
}

#[test]
fn a_finding_stays_on_a_screen() {
    let text = "key: value\n".repeat(3000);
    let mut finding = finding(0, text.len()).help("do this");
    for at in 0..100 {
        let at = Span::new(at * 300, at * 300 + 200);
        finding = finding.related(at, "there").note("because");
    }
    let many = "more: lines\n".repeat(90);
    let drawing = drawn(&text, &finding.fix(inserted(Span::new(11, 11), many)));
    assert!(drawing.lines().count() <= SCREEN, "{drawing}");
    assert!(
        drawing.contains("do this") && drawing.contains("mend it"),
        "{drawing}"
    );
}

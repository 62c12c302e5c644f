//! Any bytes: read, resolved, planned and linted without a panic, and every place is in the file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let checked = tablewright_modeler::check("model.yaml", bytes);
    let text = &checked.source.text;
    for finding in &checked.findings {
        let places = finding.related.iter().chain([&finding.primary]).map(|label| label.span);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in places.chain(edits) {
            assert!(text.is_char_boundary(span.start as usize), "{finding:?}");
            assert!(text.is_char_boundary(span.end as usize), "{finding:?}");
        }
    }
});

//! Whether a text is as it was.

/// FNV-1a. Line ends do not count, because a checkout may have changed them.
///
/// ```
/// use tablewright_modeler::source::fingerprint;
/// assert_eq!(fingerprint("a\r\nb"), fingerprint("a\nb"));
/// assert_ne!(fingerprint("a"), fingerprint("b"));
/// ```
pub fn fingerprint(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes().filter(|byte| *byte != b'\r') {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

/*! Character references of HTML ("&amp;", "&#8211;"), each decoded with the place it stands at. */

use super::prose::Builder;
use crate::span::Span;

/// No character reference is longer, in bytes.
const LONGEST: usize = 40;

/// What the numbers 0x80 to 0x9F mean in a reference: characters of windows-1252, as the HTML standard has it. A blank stands
/// where they mean themselves.
const WINDOWS: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// Appends a text of the source to the prose, its references decoded.
pub(super) fn decode(source: &str, span: Span, prose: &mut Builder) {
    let bytes = source.as_bytes();
    let mut copied = span.start as usize;
    let mut at = copied;
    let end = span.end as usize;
    while let Some(found) = memchr::memchr(b'&', &bytes[at..end]) {
        let start = at + found;
        at = start + 1;
        let window = &bytes[start..end.min(start + LONGEST)];
        let Some(length) = memchr::memchr(b';', window).map(|semicolon| semicolon + 1) else { continue };
        let reference = &source[start..start + length];
        let decoded = numeric(reference).unwrap_or_else(|| html_escape::decode_html_entities(reference).into_owned());
        // "AT&T; a firm" has none, and "&x &amp;" has one further on.
        if decoded == reference || reference[1..].contains('&') {
            continue;
        }
        prose.verbatim(Span::new(copied as u32, start as u32));
        prose.decoded(&decoded, Span::new(start as u32, (start + length) as u32));
        copied = start + length;
        at = copied;
    }
    prose.verbatim(Span::new(copied as u32, span.end));
}

/// What "&#150;" or "&#x96;" stands for, where the number is not the character's own.
fn numeric(reference: &str) -> Option<String> {
    let number = reference.strip_prefix("&#")?.strip_suffix(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let c = match code {
        0x80..=0x9F => Some(WINDOWS[code as usize - 0x80]).filter(|c| *c != ' '),
        0 => Some(char::REPLACEMENT_CHARACTER),
        _ => char::from_u32(code),
    };
    Some(c.unwrap_or(char::REPLACEMENT_CHARACTER).to_string())
}

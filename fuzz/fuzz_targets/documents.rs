/*! The document readers: any bytes as text, Markdown, HTML or JSON Lines give blocks and spans that point into what was read. */
#![no_main]

use factlint::document::{Document, Format, Inputs, read_from};
use factlint::span::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else { return };
    let format = match kind % 4 {
        0 => Format::Text,
        1 => Format::Markdown,
        2 => Format::Html,
        _ => {
            let stdin_name = Some("-.jsonl".into());
            let (corpus, _) = read_from(&Inputs { stdin_name, ..Inputs::default() }, &mut &bytes[..]);
            return corpus.iter().for_each(|(_, document)| inspect(document));
        }
    };
    if let Ok(source) = std::str::from_utf8(bytes) {
        inspect(&Document::from_source("a", format, source));
    }
});

fn inspect(document: &Document) {
    let text = document.text();
    let mut at = 0;
    for block in &document.blocks {
        assert!(block.span.start >= at, "blocks in order");
        at = block.span.end;
        let prose = block.span.of(text);
        for (start, c) in prose.char_indices() {
            let start = block.span.start + start as u32;
            let place = document.locate(Span { start, end: start + c.len_utf8() as u32 });
            assert!(!place.span.of(document.source()).is_empty(), "what is read stands somewhere");
        }
    }
}

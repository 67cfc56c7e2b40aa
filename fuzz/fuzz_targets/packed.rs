/*! Bytes that should be a read document: whatever they are, they give an error or one that every later step can work on. */
#![no_main]

use std::sync::LazyLock;

use factlint::document::{Corpus, Document, DocumentId};
use factlint::rule::RuleSet;
use factlint::{Wish, check_read, packed, read_document};
use libfuzzer_sys::fuzz_target;

const TEXT: &str = " date 2024-03-04\n\nNearly 37,000 junior doctors (12 men and 9 women) voted in the BMA ballot by 7pm ET on Monday 4 March. It cost £30m, \
                    up 10 % from $20 to $22, and was 55 km (34 miles) away for three days from 3 to 9 January. Three unions: A, B and C.";

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("a test shows that the built-in rules read"));
static CORPUS: LazyLock<Corpus> =
    LazyLock::new(|| Corpus { documents: vec![Document::plain("a.txt", TEXT), Document::plain("b.txt", TEXT.replace("37,000", "40,000"))] });

// The first byte says how many bytes of what is written of the text stand before the rest.
fuzz_target!(|data: &[u8]| {
    let (id, document) = (DocumentId(0), &CORPUS.documents[0]);
    let whole = packed::encode(&read_document(id, document, &RULES.lexicon));
    let Some((share, rest)) = data.split_first() else { return };
    let bytes = [&whole[..whole.len() * usize::from(*share) / 255], rest].concat();
    for bytes in [&bytes[..], rest] {
        if let Ok(read) = packed::decode(bytes, id, document.text(), &RULES.lexicon) {
            let other = read_document(DocumentId(1), &CORPUS.documents[1], &RULES.lexicon);
            check_read(&CORPUS, vec![read, other], &RULES, &Wish { slots: true, ..Wish::default() });
        }
    }
});

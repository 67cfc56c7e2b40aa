/*! Read documents as bytes: what is written comes back the same, and no bytes break anything. */

use std::path::Path;
use std::sync::LazyLock;

use factlint::claim::DocumentRead;
use factlint::document::{Corpus, Document, DocumentId, Filter, Format, Inputs, read};
use factlint::lexicon::Lexicon;
use factlint::packed::{PackedError, decode, encode};
use factlint::rule::RuleSet;
use factlint::{Wish, check, check_read, read_document};
use proptest::prelude::*;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("the built-in rules are sound"));

/// Every article of the fixtures and those of the strange author.
fn articles() -> Corpus {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = ["fixtures", "tests/fresh", "tests/drafts"].map(|below| root.join(below)).to_vec();
    let (corpus, unread) = read(&Inputs { paths, stdin_name: None, filter: Filter::default() });
    assert!(unread.is_empty() && corpus.documents.len() > 100, "{}", corpus.documents.len());
    corpus
}

fn again(document: &Document, id: DocumentId) -> (DocumentRead, Result<DocumentRead, PackedError>, usize) {
    let read = read_document(id, document, &RULES.lexicon);
    let bytes = encode(&read);
    let came = decode(&bytes, id, document.text(), &RULES.lexicon);
    (read, came, bytes.len())
}

#[test]
fn articles_come_back_as_they_were_and_are_small() {
    let corpus = articles();
    let (mut bytes, mut claims) = (0, 0);
    let mut all = Vec::new();
    for (id, document) in corpus.iter() {
        let (read, came, size) = again(document, id);
        let came = came.unwrap_or_else(|error| panic!("{}: {error}", document.path));
        assert!(came == read, "{}", document.path);
        // Equal numbers may have different scales.
        assert_eq!(format!("{came:?}"), format!("{read:?}"), "{}", document.path);
        assert_eq!(encode(&came).len(), size);
        bytes += size;
        claims += read.claims.len();
        all.push(came);
    }
    println!("{} bytes of {claims} claims: {} each", bytes, bytes / claims);
    assert!(bytes / claims <= 250, "{bytes} bytes of {claims} claims");
    let wish = Wish::default();
    assert_eq!(format!("{:?}", check_read(&corpus, all, &RULES, &wish)), format!("{:?}", check(&corpus, &RULES)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back(
        text in r#"([ -~\n\t三é🗳\u{301}\u{202e}“”–—½€£%]|[0-9]{1,30}|[0-9],[0-9]{3}|[A-Z][a-z]{2,6} |, |\. | and | of the | from | to | on Monday | 3 March 2024|7am ET| nearly | km | years? |<p>|&amp;|\*\*){1,120}"#,
        kind in 0usize..3,
    ) {
        let format = [Format::Text, Format::Markdown, Format::Html][kind];
        let document = Document::from_source("a.txt", format, text);
        let (read, came, _) = again(&document, DocumentId(7));
        prop_assert_eq!(format!("{came:?}"), format!("{:?}", Ok::<_, PackedError>(&read)));
        prop_assert!(came.is_ok_and(|came| came == read));
    }

    #[test]
    fn any_bytes_are_a_document_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode(&bytes, DocumentId(0), "A text of some 40 ships.", &RULES.lexicon);
    }
}

/// Numbers without end, the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

#[test]
fn changed_bytes_are_an_error_or_a_document_that_all_steps_can_take() {
    let corpus = articles();
    let turns: usize = std::env::var("FACTLINT_TURNS").ok().and_then(|it| it.parse().ok()).unwrap_or(3_000);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut errors, mut taken) = (0, 0);
    let read: Vec<Vec<u8>> =
        corpus.iter().map(|(id, document)| encode(&read_document(id, document, &RULES.lexicon))).collect();
    for _ in 0..turns {
        let from = dice.roll(corpus.documents.len() - 3);
        let some = Corpus { documents: corpus.documents[from..from + 3].to_vec() };
        let mut all = Vec::new();
        for (id, document) in some.iter() {
            let mut bytes = read[from + id.0 as usize].clone();
            for _ in 0..(if id.0 == 1 { 1 + dice.roll(2) } else { 0 }) {
                let at = dice.roll(bytes.len());
                match dice.roll(16) {
                    0 => bytes.truncate(at),
                    1 => bytes[at] = 0xFF,
                    2 => drop(bytes.splice(at..at, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F])),
                    3 => drop(bytes.remove(at)),
                    4 => bytes[at] ^= 1 << dice.roll(8),
                    5 => bytes[at] = bytes[at].wrapping_add(1),
                    6..12 => bytes[at] = dice.roll(4) as u8,
                    _ => bytes[at] = dice.roll(256) as u8,
                }
                if bytes.is_empty() {
                    break;
                }
            }
            match decode(&bytes, id, document.text(), &RULES.lexicon) {
                Ok(read) => all.push(read),
                Err(_) => {
                    errors += 1;
                    break;
                }
            }
        }
        if all.len() == some.documents.len() {
            taken += 1;
            check_read(&some, all, &RULES, &Wish { slots: true, ..Wish::default() });
        }
    }
    assert!(errors > turns / 4 && taken > turns / 50, "{errors} errors, {taken} taken of {turns}");
}

#[test]
fn a_document_is_not_taken_for_another_lexicon_or_text() {
    let document = Document::plain("a.txt", "Nearly 37,000 junior doctors voted in the BMA ballot, and £30 was paid.");
    let read = read_document(DocumentId(0), &document, &RULES.lexicon);
    let bytes = encode(&read);
    let decode = |bytes: &[u8], text: &str, lexicon: &Lexicon| decode(bytes, DocumentId(0), text, lexicon);
    assert_eq!(decode(&bytes, document.text(), &Lexicon::default()), Err(PackedError::Lexicon));
    assert_eq!(decode(&bytes, "Too short.", &RULES.lexicon), Err(PackedError::Text));
    for end in 0..bytes.len() {
        assert!(decode(&bytes[..end], document.text(), &RULES.lexicon).is_err(), "{end}");
    }
    assert_eq!(decode(&[&bytes[..], &[0]].concat(), document.text(), &RULES.lexicon), Err(PackedError::Bytes));
    // A table of keys that is longer than the bytes.
    assert_eq!(decode(&[0xFF; 64], document.text(), &RULES.lexicon), Err(PackedError::Bytes));
}

/*! Extracted claims as JSON Lines: one claim a line, with its frame and slot. */

use std::io;

use super::{Options, wire};
use crate::document::Corpus;
use crate::finding::Extracted;

pub(super) fn write(claims: &[Extracted], corpus: &Corpus, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    claims.iter().try_for_each(|claim| wire::line(&wire::Told::new(claim, corpus), out))
}

#[cfg(test)]
mod tests {
    use crate::report::sample;

    #[test]
    fn a_claim_has_its_frame_and_slot() {
        let (claims, corpus) = sample::extracted();
        insta::assert_snapshot!(sample::listed("jsonl", &claims, &corpus, 80));
    }
}

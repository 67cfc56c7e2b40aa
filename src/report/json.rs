/*! One JSON object: every finding and the summary of the run. */

use std::io;

use super::{Options, wire};
use crate::document::Corpus;
use crate::finding::Report;

pub(super) fn write(report: &Report, corpus: &Corpus, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    wire::pretty(&wire::Run::new(report, corpus), out)
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{self, printed};

    #[test]
    fn the_contract_is_kept() {
        let (report, corpus) = sample::ballot();
        insta::assert_snapshot!(printed("json", &report, &corpus, 80));
    }
}

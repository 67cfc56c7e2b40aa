/*! JSON Lines: one finding a line. */

use std::io;

use super::{Options, wire};
use crate::document::Corpus;
use crate::finding::Report;

pub(super) fn write(report: &Report, corpus: &Corpus, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    report.findings.iter().try_for_each(|finding| wire::line(&wire::Found::new(finding, corpus), out))
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{self, printed};

    #[test]
    fn one_finding_a_line() {
        let (mut report, corpus) = sample::ballot();
        report.findings.extend(sample::dates().0.findings);
        let text = printed("jsonl", &report, &corpus, 80);
        assert_eq!(text.lines().count(), 2);
        for line in text.lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(value["schema"], 1);
            let timex = value["claims"][0].get("timex").is_some();
            assert_eq!(timex, value["claims"][0]["kind"] == "date", "{line}");
        }
        insta::assert_snapshot!(text);
    }

    #[test]
    fn hostile_text_is_escaped_and_comes_back_whole() {
        let (report, corpus) = sample::hostile();
        let text = printed("jsonl", &report, &corpus, 80);
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{200b}', '\u{9b}', '\u{e0041}']), "{text:?}");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["claims"][0]["text"], report.findings[0].claims[0].text);
        assert_eq!(value["message"], report.findings[0].message);
    }
}

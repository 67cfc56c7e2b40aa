/*! JUnit XML: a suite for each article and in it a case for each rule that ran, passing ones too, so that the history of a case does
not flap. A finding below `--fail-on` leaves its case passing and is told as its output. */

use std::collections::BTreeMap;
use std::io;

use quick_junit::{NonSuccessKind, Report as Suites, TestCase, TestCaseStatus, TestSuite};

use super::visible::visible;
use super::{Options, concise};
use crate::document::{Corpus, DocumentId};
use crate::finding::{Finding, Report, Severity};

pub(super) fn write(report: &Report, corpus: &Corpus, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut found: BTreeMap<(DocumentId, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in &report.findings {
        if let Some(first) = finding.claims.first() {
            found.entry((first.document, &finding.rule)).or_default().push(finding);
        }
    }
    let mut rules: Vec<&str> = report.rules.iter().map(|rule| rule.id.as_str()).collect();
    rules.extend(found.keys().map(|(_, rule)| *rule));
    rules.sort_unstable();
    rules.dedup();
    let asked = &options.formats.junit;
    let mut suites = Suites::new(asked.name.as_deref().map_or_else(|| "factlint".into(), visible));
    for (id, document) in corpus.iter() {
        let path = visible(&document.path).into_owned();
        let mut suite = TestSuite::new(path.clone());
        for rule in &rules {
            let findings = found.get(&(id, rule)).map_or(&[][..], Vec::as_slice);
            if !findings.is_empty() || asked.passing != Some(false) {
                suite.add_test_case(case(&path, rule, findings, corpus, options.fail_on));
            }
        }
        if suite.test_cases.is_empty() && asked.passing == Some(false) {
            continue;
        }
        suites.add_test_suite(suite);
    }
    if rules.is_empty() || suites.test_suites.is_empty() {
        // A run without a case reads as a run that broke.
        let mut suite = TestSuite::new("factlint");
        suite.add_test_case(TestCase::new("no articles", TestCaseStatus::success()));
        suites.add_test_suite(suite);
    }
    suites.serialize(&mut *out).map_err(io::Error::other)?;
    writeln!(out)
}

fn case(path: &str, rule: &str, findings: &[&Finding], corpus: &Corpus, fail_on: Option<Severity>) -> TestCase {
    let lines = |findings: &[&Finding]| {
        let lines: Vec<String> = findings.iter().map(|finding| concise::line(finding, corpus)).collect();
        lines.join("\n")
    };
    let fails = |finding: &&Finding| fail_on.is_some_and(|least| finding.severity >= least);
    let (failing, passing): (Vec<&Finding>, Vec<&Finding>) = findings.iter().copied().partition(fails);
    let status = match failing.iter().max_by_key(|finding| finding.severity) {
        None => TestCaseStatus::success(),
        Some(worst) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status
                .set_type(worst.severity.name())
                .set_message(visible(&worst.message))
                .set_description(lines(&failing));
            status
        }
    };
    let mut case = TestCase::new(visible(rule).into_owned(), status);
    case.set_classname(path);
    if !passing.is_empty() {
        case.set_system_out(lines(&passing));
    }
    case
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{self, printed, with};

    #[test]
    fn rules_that_pass_are_cases_too() {
        let (mut report, corpus) = sample::ballot();
        report.rules = sample::cards();
        insta::assert_snapshot!(printed("junit", &report, &corpus, 80));
    }

    #[test]
    fn a_case_fails_from_the_asked_severity_on() {
        for (fail_on, failures) in
            [(None, 0), (Some(Severity::Error), 0), (Some(Severity::Warning), 1), (Some(Severity::Info), 1)]
        {
            let (report, corpus) = sample::conversion();
            let text = with("junit", &report, &corpus, Options { fail_on, ..Options::default() });
            assert_eq!(text.matches("<failure").count(), failures, "{text}");
            assert_eq!(text.matches("<system-out").count(), 1 - failures, "{text}");
        }
    }

    #[test]
    fn it_is_xml_whatever_the_text() {
        for (report, corpus) in sample::all() {
            let text = printed("junit", &report, &corpus, 80);
            let read = Suites::deserialize_from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!(read.test_suites.len(), corpus.documents.len());
            assert!(!text.contains("<script>"));
        }
        let empty = printed("junit", &Report::default(), &Corpus::default(), 80);
        assert_eq!(Suites::deserialize_from_str(&empty).unwrap().tests, 1);
    }
}

/*! The tests in rule files, run through the very pipeline that judges articles. */

use std::ops::Deref;
use std::sync::OnceLock;

use super::{Anchor, Rule, RuleSet, SelfTest, file};
use crate::document::{Corpus, Document, Format};
use crate::finding::Report;
use crate::span::Span;
use crate::value::{Range, Value};

/// The tests of a rule. Those of a built-in rule are read from its file when they are asked for, which most runs never do: they are
/// the longer part of the files.
#[derive(Debug, Clone)]
pub struct Tests {
    file: Option<(&'static str, &'static str)>,
    read: OnceLock<Vec<SelfTest>>,
}

impl Tests {
    /// The tests of a built-in file, of that name and text.
    pub(super) fn of_built_in(name: &'static str, text: &'static str) -> Self {
        Self { file: Some((name, text)), read: OnceLock::new() }
    }
}

impl From<Vec<SelfTest>> for Tests {
    fn from(tests: Vec<SelfTest>) -> Self {
        Self { file: None, read: OnceLock::from(tests) }
    }
}

impl Deref for Tests {
    type Target = [SelfTest];

    fn deref(&self) -> &[SelfTest] {
        // That the built-in files read is shown by a test.
        let read = |(name, text)| file::tests(name, text).unwrap_or_default();
        self.read.get_or_init(|| self.file.map(read).unwrap_or_default())
    }
}

/// What a test shows that its rule does not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No finding's claim lies in the piece of text that the test flags.
    Missing(String),
    /// A finding cites a claim that the test does not flag: its text, in its document.
    Noisy(String),
}

/// How a test went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The rule.
    pub rule: String,
    /// The name of the test.
    pub test: String,
    /// What is wrong; nothing where the test holds.
    pub faults: Vec<Fault>,
}

/// The pipeline: what a set of rules finds in a corpus.
pub type Check<'a> = &'a dyn Fn(&Corpus, &RuleSet) -> Report;

/// Runs the tests of a rule of the set. Findings of other rules are of no concern.
pub fn run(set: &RuleSet, rule: &Rule, check: Check<'_>) -> Vec<Outcome> {
    rule.tests
        .iter()
        .map(|test| Outcome { rule: rule.id.clone(), test: test.name.clone(), faults: faults(set, rule, test, check) })
        .collect()
}

fn faults(set: &RuleSet, rule: &Rule, test: &SelfTest, check: Check<'_>) -> Vec<Fault> {
    let documents = test.documents.iter().enumerate().map(|(i, (text, date))| {
        let mut document = Document::from_source(format!("{}.txt", i + 1), test.format, text.clone());
        if date.is_some() {
            document.published = *date;
        }
        document
    });
    let mut corpus = Corpus { documents: documents.collect() };
    let report = match anchored(rule, test, &mut corpus) {
        Some(own) => check(&corpus, &own),
        None => check(&corpus, set),
    };
    let findings = report.findings.iter().filter(|f| f.rule == rule.id);
    // The source of an anchor is no text of the test.
    let cited: Vec<_> =
        findings.flat_map(|f| &f.claims).filter(|c| (c.document.0 as usize) < test.documents.len()).collect();
    // Where each flag stands, in every text that holds it.
    let places = |flag: &str| -> Vec<(usize, usize, usize)> {
        let texts = test.documents.iter().enumerate();
        texts.flat_map(|(i, (t, _))| t.match_indices(flag).map(move |(at, f)| (i, at, at + f.len()))).collect()
    };
    let inside = |claim: &&crate::finding::Cited, flag: &str| {
        let (start, end) = (claim.location.span.start as usize, claim.location.span.end as usize);
        places(flag).iter().any(|&(i, from, to)| i == claim.document.0 as usize && from <= start && end <= to)
    };
    let mut faults = Vec::new();
    for flag in &test.flags {
        if !cited.iter().any(|c| inside(c, flag)) {
            faults.push(Fault::Missing(flag.clone()));
        }
    }
    for claim in &cited {
        if !test.flags.iter().any(|flag| inside(claim, flag)) {
            faults.push(Fault::Noisy(claim.text.clone()));
        }
    }
    faults
}

/// The rule among the built-in ones with the anchors of a test, whose source is added to the texts.
fn anchored(rule: &Rule, test: &SelfTest, corpus: &mut Corpus) -> Option<RuleSet> {
    if test.anchors.is_empty() {
        return None;
    }
    let mut own = RuleSet::builtin().ok()?;
    own.rules.retain(|known| known.id != rule.id);
    own.rules.push(rule.clone());
    let mut source = String::new();
    for (name, value) in &test.anchors {
        let (start, told) = (source.len() as u32, value.to_string());
        source.push_str(&told);
        own.anchors.push(Anchor {
            name: name.clone(),
            names: vec![own.stems(name)],
            cues: Vec::new(),
            never: Vec::new(),
            value: Value::Count(Range::exact(*value)),
            told,
            place: (SOURCE.to_owned(), Span::new(start, source.len() as u32)),
            files: None,
        });
        source.push('\n');
    }
    corpus.add(Document::from_source(SOURCE, Format::Data, source));
    Some(own)
}

/// The path of the source of a test's anchors: behind those of its texts, which are numbers.
const SOURCE: &str = "source of anchors";

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs the tests of the rules that `wanted` accepts and tells what is wrong, a line a fault.
    fn broken(wanted: impl Fn(&Rule) -> bool) -> String {
        let set = RuleSet::builtin().unwrap();
        let outcomes = set.rules.iter().filter(|r| wanted(r)).flat_map(|r| run(&set, r, &crate::check));
        let told =
            |o: Outcome| o.faults.into_iter().map(|f| format!("{}, {}: {f:?}\n", o.rule, o.test)).collect::<String>();
        outcomes.map(told).collect()
    }

    #[test]
    fn the_built_in_rules_pass_their_own_tests() {
        let broken = broken(|_| true);
        assert!(broken.is_empty(), "{broken}");
    }

    #[test]
    fn faults_are_missing_and_noisy() {
        let set = RuleSet::builtin().unwrap();
        let rule = set.rule("weekday-not-of-date").unwrap();
        let text = "It was Monday, March 14, 2023.";
        for (flags, fault) in [
            (vec![], Some(Fault::Noisy("Monday, March 14, 2023".into()))),
            (vec!["Monday, March 14, 2023"], None),
            (vec!["Monday, March 14, 2023", "It"], Some(Fault::Missing("It".into()))),
        ] {
            let flags = flags.into_iter().map(str::to_owned).collect();
            let test = SelfTest {
                name: "x".into(),
                documents: vec![(text.into(), None)],
                format: Format::Text,
                anchors: Vec::new(),
                flags,
            };
            let found = faults(&set, rule, &test, &crate::check);
            assert_eq!(found, Vec::from_iter(fault));
        }
    }

    /// Figures and the words that join them, thrown together: nothing may panic, and the same text gives the same findings.
    #[test]
    fn no_text_is_too_odd_to_judge() {
        const WORDS: [&str; 60] = [
            "22",
            "12",
            "1",
            "0",
            "79228162514264337593543950335",
            "50%",
            "120%",
            "$5",
            "€4 million",
            "34 miles",
            "55 km",
            "95 °C",
            "213 °F",
            "one in five",
            "half",
            "aged 60",
            "5 May 1950",
            "9999",
            "1 BC",
            "Monday",
            "13 March 2023",
            "from",
            "to",
            "from 3 to 9 January 2023",
            "from 2011 to 2003",
            "six days",
            "72-hour",
            "strike",
            "born",
            "died",
            "on",
            "in",
            "men",
            "women",
            "people",
            "voters",
            "the",
            "of",
            "of which",
            "the remaining",
            "and",
            "or",
            "a",
            "by",
            "rose",
            "fell",
            "doubled",
            "including",
            "namely",
            "in all",
            "(",
            ")",
            ",",
            ":",
            ";",
            ".",
            "–",
            "-",
            "Unite",
            "/",
        ];
        use proptest::prelude::*;
        let set = RuleSet::builtin().unwrap();
        let texts = proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 1..40);
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(128));
        runner
            .run(&texts, |words| {
                let mut document = Document::plain("x.txt", words.join(" "));
                document.published = chrono::NaiveDate::from_ymd_opt(2023, 3, 14);
                let corpus = Corpus { documents: vec![document] };
                prop_assert_eq!(crate::check(&corpus, &set), crate::check(&corpus, &set));
                Ok(())
            })
            .unwrap();
    }
}

/*! What holds of every text, seen from the top: the library reads, aligns and judges, and only what it finds is looked at. */

use std::sync::LazyLock;

use factlint::document::{Corpus, Document, Format, Inputs, read_from};
use factlint::finding::Report;
use factlint::rule::RuleSet;
use factlint::{check, extract};
use proptest::prelude::*;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("the built-in rules are sound"));

/// Templates of one sentence: a subject that all share, and a place for the figure.
const SENTENCES: &[&str] = &[
    "{} nurses voted in the Port Ellis ballot, the union said.",
    "The fire on the Port Ellis ferry destroyed {} cars, according to the coast guard.",
    "The council of Port Ellis has planted {} oak trees along the harbour since the storm.",
    "The museum in Port Ellis sold {} tickets for the whale exhibition.",
];

/// The number in words, below a thousand.
fn words(n: u32) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match n {
        0..=19 => SMALL[n as usize].to_owned(),
        20..=99 if n.is_multiple_of(10) => TENS[n as usize / 10].to_owned(),
        20..=99 => format!("{}-{}", TENS[n as usize / 10], SMALL[n as usize % 10]),
        _ if n.is_multiple_of(100) => format!("{} hundred", SMALL[n as usize / 100]),
        _ => format!("{} hundred and {}", SMALL[n as usize / 100], words(n % 100)),
    }
}

/// The number with separators of thousands.
fn grouped(n: u32) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", grouped(n / 1000), n % 1000) }
}

/// Ways to say a number that all hold where it is exactly `n`.
fn styles(n: u32) -> Vec<String> {
    let mut styles = vec![
        n.to_string(),
        grouped(n),
        format!("about {}", grouped(n)),
        format!("some {}", grouped(n)),
        format!("at least {}", grouped(n)),
        format!("more than {}", grouped(n - 1)),
        format!("up to {}", grouped(n)),
        format!("{} to {}", grouped(n - 1), grouped(n + 1)),
    ];
    // Nearly three is no two.
    if n >= 20 {
        styles.push(format!("nearly {}", grouped(n + 1)));
    }
    if n < 1000 {
        styles.push(words(n));
        styles.push(format!("nearly {}", words(n)));
    }
    if n.is_multiple_of(1000) {
        styles.push(format!("{} thousand", n / 1000));
    }
    styles
}

fn pick(which: prop::sample::Index, styles: &[String]) -> &str {
    &styles[which.index(styles.len())]
}

fn sentence(template: usize, figure: &str) -> String {
    let text = SENTENCES[template].replace("{}", figure);
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// Articles, each a sentence, all of one day.
fn wire(texts: &[String]) -> Corpus {
    let documents = texts.iter().enumerate().map(|(at, text)| {
        Document::plain(format!("{at}.txt"), format!(" date 2024-03-04 The news from Port Ellis.\n\n{text}\n"))
    });
    Corpus { documents: documents.collect() }
}

/// What a report says, whatever the order of the documents.
fn told(report: &Report, corpus: &Corpus) -> Vec<String> {
    let mut lines: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            let mut claims: Vec<String> = finding
                .claims
                .iter()
                .map(|claim| {
                    format!("{}:{} {}", corpus.document(claim.document).path, claim.location.span.start, claim.text)
                })
                .collect();
            claims.sort();
            format!("{} {:?} {claims:?}", finding.rule, finding.severity)
        })
        .collect();
    lines.sort();
    lines
}

/// That every span lies inside its document, at the boundaries of characters.
fn spans_hold(corpus: &Corpus) -> Result<(), TestCaseError> {
    let report = check(corpus, &RULES);
    let extracted = extract(corpus, &RULES);
    let found = report.findings.iter().flat_map(|finding| &finding.claims);
    for cited in found.chain(extracted.iter().map(|it| &it.cited)) {
        let source = corpus.document(cited.document).source();
        for span in [cited.location.span, cited.sentence] {
            prop_assert!(source.get(span.start as usize..span.end as usize).is_some(), "{:?} of {:?}", span, source);
        }
        prop_assert!(cited.location.line >= 1 && cited.location.column >= 1);
        prop_assert!(!cited.text.is_empty());
    }
    for finding in &report.findings {
        let message = &finding.message;
        let whole = !message.is_empty() && !message.contains(['{', '}']) && !message.ends_with(' ');
        prop_assert!(whole, "{:?}", message);
        prop_assert!(!finding.claims.is_empty() && (0.0..=1.0).contains(&finding.confidence));
        prop_assert!(
            finding.conflicts.iter().all(|(a, b)| a < b && *b < finding.claims.len()),
            "{:?}",
            finding.conflicts
        );
    }
    prop_assert!(report.coverage.compared <= report.coverage.understood);
    prop_assert!(report.coverage.understood <= report.coverage.read);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_restated_figure_never_conflicts(
        template in 0..SENTENCES.len(), n in prop_oneof![2u32..1000, 1000u32..100_000, (1u32..100).prop_map(|n| n * 1000)],
        a: prop::sample::Index, b: prop::sample::Index,
    ) {
        let styles = styles(n);
        let texts = [a, b].map(|style| sentence(template, pick(style, &styles)));
        let report = check(&wire(&texts), &RULES);
        prop_assert!(report.findings.is_empty(), "{:?}: {}", texts, report.findings[0].message);
    }

    #[test]
    fn a_changed_figure_in_wire_copy_always_conflicts(
        template in 0..SENTENCES.len(), n in 20u32..90_000, by in 12u32..90, up: bool, worded: bool,
    ) {
        // far enough for neither rounding nor a hedge to explain it
        let change = (n * by / 100).max(3);
        let other = if up { n + change } else { n - change };
        let told = if worded && other < 1000 { words(other) } else { grouped(other) };
        let texts = [sentence(template, &grouped(n)), sentence(template, &told)];
        let report = check(&wire(&texts), &RULES);
        prop_assert_eq!(report.findings.len(), 1, "{:?}", texts);
        let [one, two] = &report.findings[0].claims[..] else { panic!("two claims: {:?}", report.findings[0]) };
        prop_assert!(one.document != two.document);
        prop_assert_eq!(&report.findings[0].conflicts, &vec![(0, 1)]);
    }

    #[test]
    fn the_order_of_articles_changes_no_finding(
        figures in prop::collection::vec((0..SENTENCES.len(), 2u32..60, any::<prop::sample::Index>()), 2..7), turn: prop::sample::Index,
    ) {
        let texts: Vec<String> = figures
            .iter()
            .map(|(template, n, style)| sentence(*template, pick(*style, &styles(n * 100))))
            .collect();
        let corpus = wire(&texts);
        let forth = told(&check(&corpus, &RULES), &corpus);
        let mut turned = corpus.clone();
        turned.documents.reverse();
        turned.documents.rotate_left(turn.index(texts.len()));
        prop_assert_eq!(forth, told(&check(&turned, &RULES), &turned));
    }

    #[test]
    fn no_text_breaks_anything(
        text in r#"([ -~\n\t三é🗳\u{301}\u{202e}\u{200b}\r"“”–—½€£%]|[0-9]{1,30}|[0-9],[0-9]{3}|, |\. | and | of the | from | to | on Monday |<p>|&amp;|\*\*){1,80}"#,
        kind in 0usize..3,
    ) {
        let format = [Format::Text, Format::Markdown, Format::Html][kind];
        let documents = vec![Document::from_source("a", format, text.clone()), Document::from_source("b", format, text)];
        spans_hold(&Corpus { documents })?;
    }

    /// Whatever the bytes of a file, and whatever its name says that they are.
    #[test]
    fn no_bytes_break_anything(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..400),
            (0usize..6, prop::collection::vec(any::<u8>(), 0..200)).prop_map(|(head, tail)| {
                let heads: [&[u8]; 6] = [b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"{\"text\": \"", b"---\ndate: ", b"<html><p>5 ", b"\xef\xbb\xbf"];
                [heads[head], &tail].concat()
            }),
        ],
        name in prop::sample::select(&["a.txt", "a.md", "a.html", "a.jsonl", "a.jsonl.gz", "a.ndjson.zst", "a"][..]),
    ) {
        let inputs = Inputs { stdin_name: Some(name.into()), ..Inputs::default() };
        let (corpus, errors) = read_from(&inputs, &mut &*bytes);
        prop_assert!(!corpus.documents.is_empty() || !errors.is_empty() || name.contains("json"));
        spans_hold(&corpus)?;
    }

    #[test]
    fn no_shuffled_article_breaks_anything(cuts in prop::collection::vec(any::<prop::sample::Index>(), 2..8)) {
        let source = include_str!("../fixtures/port-ansley-budget/1-vote.txt");
        let floor = |at: usize| (0..=at).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
        let cuts: Vec<usize> = cuts.iter().map(|cut| floor(cut.index(source.len()))).collect();
        let text: String = cuts.windows(2).map(|pair| &source[pair[0].min(pair[1])..pair[0].max(pair[1])]).collect();
        spans_hold(&Corpus { documents: vec![Document::plain("a.txt", source), Document::plain("b.txt", text)] })?;
    }
}

/// "About 5,100" agrees with "more than 5,199", and that with 5,900: which of them tells the value of the slot is not for the order to say.
#[test]
fn the_order_of_articles_makes_no_slot() {
    let texts = [(2, "200"), (3, "300"), (2, "about 5,100"), (3, "5900"), (2, "more than 5,199")];
    let corpus = wire(&texts.map(|(template, figure)| sentence(template, figure)));
    let forth = told(&check(&corpus, &RULES), &corpus);
    assert!(!forth.is_empty());
    for turn in 0..texts.len() {
        let mut turned = corpus.clone();
        turned.documents.reverse();
        turned.documents.rotate_left(turn);
        assert_eq!(forth, told(&check(&turned, &RULES), &turned), "turned by {turn}");
    }
}
